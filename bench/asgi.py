"""Calling an ASGI app in this process, with the scope that uvicorn would hand it and no socket in between."""

import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """One request that is sent again and again."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    query: bytes = b""
    path: str = "/v1/evaluations"
    method: str = "POST"

    def scope(self) -> Message:
        """Return a fresh scope, as for a new request."""
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
            "scheme": "http",
            "method": self.method,
            "root_path": "",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query,
            "headers": list(self.headers),
            "state": {},
        }

    def receiver(self) -> Callable[[], Awaitable[Message]]:
        """Return ASGI's `receive` for one request."""
        messages: list[Message] = [
            {"type": "http.disconnect"},
            {"type": "http.request", "body": self.body, "more_body": False},
        ]

        async def receive() -> Message:
            return messages.pop()

        return receive


def call_of(body: bytes, authorization: bytes, query: bytes = b"") -> Call:
    """Return the call of a client in the same data centre: a key, a trace, no browser."""
    headers = (
        (b"host", b"127.0.0.1:8000"),
        (b"user-agent", b"bench"),
        (b"accept", b"application/json"),
        (b"accept-language", b"de"),
        (b"authorization", authorization),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"traceparent", b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    )
    return Call(body, headers, query)


async def answer_of(app: App, call: Call) -> bytes:
    """Return the body of the answer to one call, which must be a success."""
    parts: list[bytes] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200, message
        else:
            parts.append(message["body"])

    await app(call.scope(), call.receiver(), send)
    return b"".join(parts)


async def seconds_per_call(app: App, calls: Sequence[Call]) -> float:
    """Return the processor time of one call, as the mean of some."""

    async def send(message: Message) -> None:
        pass

    begin = time.process_time()
    for call in calls:
        await app(call.scope(), call.receiver(), send)
    return (time.process_time() - begin) / len(calls)
