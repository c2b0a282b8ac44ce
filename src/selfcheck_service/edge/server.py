"""Running the service under uvicorn, guarded against callers who send or take slowly, or never."""

import asyncio
import errno
import gc
import socket
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# A request head is a few hundred bytes; browsers with many cookies reach some thousand.
LARGEST_HEAD = 64 * 1024
# A request leaves hardly any garbage that Python has to look for.
_COLLECT_AFTER = (50_000, 20, 100)
# A report that is worked out in a thread gives way to those who submit after this time; Python's own is ten times it.
_TURN_SECONDS = 0.0005
# This machine has no such address, or no address of this kind.
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


class JoinedWrites:
    """What a response is written to: it leaves in pairs of writes, the head together with the body.

    uvicorn writes them one after the other, and each write wakes the caller. Nothing waits longer than to the next turn
    of the event loop, and nothing at all of a response that is complete.
    """

    __slots__ = ("_held", "_loop", "_transport", "_turn")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""
        self._turn: asyncio.Handle | None = None

    def write(self, data: bytes) -> None:
        """Hold what is written first, and send it with what is written next."""
        if self._turn is None:
            self._held = data
            self._turn = self._loop.call_soon(self._send_held)
            return
        self._turn.cancel()
        self._turn = None
        held, self._held = self._held, b""
        # Not by `writelines`: the loop of Python 3.12 never comes to an end with an empty part.
        self._transport.write(held + data)

    def flush(self) -> None:
        """Send what is held, if anything is."""
        if self._turn is not None:
            self._turn.cancel()
            self._send_held()

    def close(self) -> None:
        """Send what is held, and close the connection."""
        self.flush()
        self._transport.close()

    def is_closing(self) -> bool:
        """Tell whether the connection is being closed."""
        return self._transport.is_closing()

    def _send_held(self) -> None:
        self._turn = None
        held, self._held = self._held, b""
        # Who hung up in the meantime, or was cut off, gets nothing any more.
        if not self._transport.is_closing():
            self._transport.write(held)


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which closes a connection whose request head takes too long or grows too large.

    The clock runs from the opening of a connection, and on a kept one from the first byte of the next request. Another
    one runs while the caller takes nothing of a response: whoever never reads would keep others from being served.
    """

    head_seconds = 10.0
    response_seconds = 30.0

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 uvicorn's own, handed on unchanged
        super().__init__(*arguments, **options)
        self._head_timer: asyncio.TimerHandle | None = None
        self._response_timer: asyncio.TimerHandle | None = None
        self._head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        """Start the clock for the first head."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Count what arrives before a head is complete; start the clock for one that has only begun, or stop it."""
        if self._head_timer is not None:
            if self._head_bytes > LARGEST_HEAD:
                self.transport.abort()
                return
            self._head_bytes += len(data)
        super().data_received(data)
        # Most heads arrive whole, and need no clock. Each message has a scope from its first byte on, and a cycle as
        # soon as its head is complete.
        cycle = self.cycle
        if cycle is not None and cycle.scope is self.scope:  # type: ignore[redundant-expr]  # None at first
            self._stop_waiting()
            if cycle.transport is self.transport:
                # Nothing is written before the next turn of the loop. Of several requests at once the last one gets it.
                joined = JoinedWrites(self.transport, self.loop)
                cycle.transport = joined  # type: ignore[assignment]  # it has all that a cycle calls
                cycle.on_response = partial(self._end_response, joined)
        elif self._head_timer is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks: there is nobody left to wait for."""
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Start the clock for the caller to take what is waiting."""
        super().pause_writing()
        self._response_timer = self.loop.call_later(self.response_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop the clock."""
        self._stop_watching()
        super().resume_writing()

    def _end_response(self, joined: JoinedWrites) -> None:
        """Let nothing of a complete response wait: whoever stops the server closes the connection now."""
        joined.flush()
        self.on_response_complete()

    def _wait_for_head(self) -> None:
        self._head_bytes = 0
        self._head_timer = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_watching(self) -> None:
        if self._response_timer is not None:
            self._response_timer.cancel()
            self._response_timer = None

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        settle()


def settle() -> None:
    """Set this process up for many short requests: once, after everything that stays is there."""
    # What is there now stays, but for some hundred objects: nobody need look through it for garbage.
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    sys.setswitchinterval(_TURN_SECONDS)


def require_free_address(host: str, port: int) -> None:
    """Raise `OSError` with the address in it where nobody could listen there, most often because somebody does.

    Nothing is prepared for a service that could not be reached, and nobody is told an address that is another's.
    """
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        places = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise OSError(error.errno, error.strerror, address) from error
    refusals = [refusal for family, _, _, _, place in places if (refusal := _refusal_to_bind(family, place))]
    # A name may stand for addresses of two kinds, of which this machine has one.
    if len(refusals) == len(places) or any(one.errno not in _NOT_HERE for one in refusals):
        raise OSError(refusals[0].errno, refusals[0].strerror, address)


def _refusal_to_bind(family: int, place: Any) -> OSError | None:  # noqa: ANN401 its form depends on the family
    try:
        with socket.socket(family) as probe:
            # As the server will do it: connections that ended a moment ago hold up nobody.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind(place)
    except OSError as error:
        return error
    return None


def server_config(
    app: ASGIApp,
    *,
    host: str,
    port: int,
    trusted_proxies: Sequence[str],
    head_seconds: float,
    response_seconds: float,
    idle_seconds: int,
    shutdown_seconds: int,
) -> uvicorn.Config:
    """Return how the service is served.

    Callers have `head_seconds` for a request head, may leave a response for `response_seconds` and keep an idle
    connection for `idle_seconds`. Who stops answers what is under way, for `shutdown_seconds` at most.
    """
    patience = {"head_seconds": head_seconds, "response_seconds": response_seconds}
    protocol = type("Protocol", (GuardedProtocol,), patience)
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=protocol,
        ws="none",
        lifespan="on",
        # Our own frame writes the log lines, without addresses and query strings.
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        timeout_keep_alive=idle_seconds,
        timeout_graceful_shutdown=shutdown_seconds,
    )


def run_server(config: uvicorn.Config) -> None:
    """Serve until told to stop."""
    _Server(config).run()
