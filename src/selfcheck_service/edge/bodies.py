"""Reading request bodies: counted while they stream in, with a deadline, and only in the form that we take."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from selfcheck_service.edge.context import Scope, header_of
from selfcheck_service.edge.json_input import JsonLimits, decode_json
from selfcheck_service.edge.problems import BodyRefused, BodyTooLarge, BodyTooSlow

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

JSON_TYPE = "application/json"
MERGE_PATCH_TYPE = "application/merge-patch+json"
# More digits than any length has.
_LONGEST_LENGTH = 18


class CallerGone(Exception):
    """The caller hung up before the body was complete. No problem of ours: nobody is left to read of it."""


class BoundedBody:
    """A request body that raises as soon as it is larger or slower than allowed. Stands in for ASGI's `receive`."""

    __slots__ = ("_deadline", "_expired", "_left", "_limit", "_loop", "_receive", "_scope", "_seconds", "complete")

    def __init__(self, scope: Scope, receive: Receive, *, limit: int, seconds: float) -> None:
        self._scope = scope
        self._receive = receive
        self._limit = limit
        self._left = limit
        self._seconds = seconds
        self._deadline: float | None = None
        self._expired = False
        self._loop = asyncio.get_running_loop()
        self.complete = False

    async def __call__(self) -> Message:
        """Return the next message. Raises `BodyTooLarge`, `BodyTooSlow` or `BodyRefused`."""
        if self.complete:
            return await self._receive()
        if self._deadline is None:
            self._look_at_headers()
            self._deadline = self._loop.time() + self._seconds
        message = await self._receive_in_time(self._deadline)
        self._count(message)
        return message

    async def _receive_in_time(self, deadline: float) -> Message:
        # What asyncio.timeout does, at half its price: this runs on every body.
        task = asyncio.current_task(self._loop)
        timer = self._loop.call_at(deadline, self._expire, task)
        try:
            return await self._receive()
        except asyncio.CancelledError:
            if self._expired and task is not None and task.uncancel() == 0:
                raise BodyTooSlow("body_too_slow", limit=f"{self._seconds:g}") from None
            raise
        finally:
            timer.cancel()

    def _expire(self, task: asyncio.Task[object] | None) -> None:
        if task is not None:
            self._expired = True
            task.cancel()

    def _look_at_headers(self) -> None:
        encoding = header_of(self._scope, b"content-encoding")
        if encoding is not None and encoding.strip().lower() != "identity":
            raise BodyRefused("content_encoding", found=encoding[:40])
        length = header_of(self._scope, b"content-length")
        if length is not None and length.isdecimal() and (len(length) > _LONGEST_LENGTH or int(length) > self._limit):
            raise self._too_large()

    def _count(self, message: Message) -> None:
        if message["type"] != "http.request":
            return
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise self._too_large()
        self.complete = not message.get("more_body", False)

    def _too_large(self) -> BodyTooLarge:
        return BodyTooLarge("too_large", limit=f"{self._limit} bytes")


async def read_body(receive: Receive) -> bytes:
    """Return the whole body; raise `CallerGone` where it never becomes complete."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        return bytes(message.get("body", b""))
    parts = []
    while message["type"] == "http.request":
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)
        message = await receive()
    raise CallerGone("the caller hung up")


async def read_json(scope: Scope, receive: Receive, limits: JsonLimits) -> object:
    """Return the value of a JSON body. Raises `BodyRefused` where the body is said to be something else."""
    declared = header_of(scope, b"content-type") or ""
    media_type, _, parameters = declared.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    # A merge patch is JSON by another name (RFC 7396).
    accepted = (JSON_TYPE, MERGE_PATCH_TYPE) if scope["method"] == "PATCH" else (JSON_TYPE,)
    if media_type.strip().lower() not in accepted or charset not in ("", "utf-8"):
        raise BodyRefused("content_type", expected=JSON_TYPE, found=declared[:80])
    return decode_json(await read_body(receive), limits)
