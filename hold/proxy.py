"""A TCP proxy on loopback that delays, slices, swallows and cuts what it passes on, as a bad network would."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Ends]]

CHUNK = 64 * 1024
# So many bytes go one by one, and the rest in small pieces: each costs a system call on both sides.
SINGLE_BYTES = 256
PIECE = 64
CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a proxy passes on what it gets."""

    # New connections are closed at once.
    refuses: bool = False
    # So many seconds lie between getting and passing on, in each direction.
    delay: float = 0.0
    # What comes is taken and passed on to nobody; a connection that lost something this way never says a word again.
    swallows: bool = False
    # Half of what a caller sends is passed on, then both ends are cut.
    cuts_requests: bool = False
    # An answer with one of these in it is not passed on; both ends are cut instead. What was asked for has happened.
    severs_answers: tuple[bytes, ...] = ()
    slices: bool = False


FAITHFUL = Manner()


class Proxy:
    """One listening port and what it leads to."""

    def __init__(self, connect: Connect) -> None:
        """`connect` opens a connection to what lies behind; a failure there closes the caller's connection."""
        self.manner = FAITHFUL
        self.port = 0
        self._connect = connect
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a port of the system's choice."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=CHUNK)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and cut all connections."""
        if self._server is not None:
            self._server.close()
        self.cut()
        await asyncio.sleep(0)

    def cut(self) -> None:
        """Cut all connections; nobody is told goodbye."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.manner.refuses:
            writer.transport.abort()
            return
        ends = [writer]
        self._writers.add(writer)
        # Whatever breaks on one side is broken on both. Of a closed connection uvloop says `RuntimeError`.
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            answers, behind = await asyncio.wait_for(self._connect(), CONNECT_SECONDS)
            ends.append(behind)
            self._writers.add(behind)
            passage = _Passage(self, (reader, writer), (answers, behind))
            await asyncio.gather(passage.pass_requests(), passage.pass_answers())
        for one in ends:
            self._writers.discard(one)
            one.transport.abort()


class _Passage:
    """One connection of a caller, and the one behind it."""

    def __init__(self, proxy: Proxy, caller: Ends, behind: Ends) -> None:
        self._proxy = proxy
        self._caller = caller
        self._behind = behind
        self._swallowed = False

    async def pass_requests(self) -> None:
        while data := await self._caller[0].read(CHUNK):
            manner = self._proxy.manner
            if manner.cuts_requests:
                self._behind[1].write(data[: len(data) // 2])
                await asyncio.sleep(0.01)
                raise ConnectionAbortedError
            await self._pass(data, self._behind[1])
        self._behind[1].write_eof()

    async def pass_answers(self) -> None:
        while data := await self._behind[0].read(CHUNK):
            if any(mark in data for mark in self._proxy.manner.severs_answers):
                raise ConnectionAbortedError
            await self._pass(data, self._caller[1])
        # Whoever answers has the last word: nothing that a caller sends afterwards is of any use.
        self._caller[1].close()
        await asyncio.wait_for(self._caller[1].wait_closed(), CONNECT_SECONDS)
        raise ConnectionResetError

    async def _pass(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        manner = self._proxy.manner
        if manner.delay:
            await asyncio.sleep(manner.delay)
        self._swallowed = self._swallowed or manner.swallows
        if self._swallowed:
            return
        for piece in _slices(data) if manner.slices else [data]:
            writer.write(piece)
            await writer.drain()
            if manner.slices:
                await asyncio.sleep(0)


def _slices(data: bytes) -> list[bytes]:
    single = [data[at : at + 1] for at in range(min(len(data), SINGLE_BYTES))]
    return [*single, *(data[at : at + PIECE] for at in range(SINGLE_BYTES, len(data), PIECE))]
