"""Many clients at once in one process: each sends its next request as soon as the one before is answered."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from typing import cast

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length: "
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Conversation:
    """What many clients saw: how long it took altogether, how long each answer took, and the first answer's body."""

    seconds: float
    latencies: Sequence[float]
    first: bytes

    @property
    def tail(self) -> float:
        """Return the 99th percentile of the latencies ÷ their median."""
        hundredths = quantiles(self.latencies, n=100)
        return hundredths[98] / hundredths[49]


async def converse(port: int, requests: Sequence[bytes], *, clients: int, status: int) -> Conversation:
    """Send all requests over so many kept connections; every answer must have this status.

    The clock starts when all are connected.
    """
    loop = asyncio.get_running_loop()
    waiting = iter(requests)
    made = [_Client(waiting, b"HTTP/1.1 %d" % status, loop.create_future()) for _ in range(clients)]
    for each in made:
        await loop.create_connection(partial(_itself, each), "127.0.0.1", port)
    begin = time.perf_counter()
    for each in made:
        each.send_next()
    await asyncio.wait_for(asyncio.gather(*(each.done for each in made)), _PATIENCE)
    seconds = time.perf_counter() - begin
    return Conversation(seconds, [latency for each in made for latency in each.latencies], made[0].first)


def _itself(client: "_Client") -> "_Client":
    return client


class _Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, waiting: Iterator[bytes], expected: bytes, done: asyncio.Future[None]) -> None:
        self.latencies: list[float] = []
        self.first = b""
        self.done = done
        self._waiting = waiting
        self._expected = expected
        self._transport: asyncio.Transport | None = None
        self._sent = 0.0
        self._received = b""
        self._left: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's own class, which only behaves like one.
        self._transport = cast("asyncio.Transport", transport)

    def send_next(self) -> None:
        """Send the next request, or hang up where there is none."""
        assert self._transport is not None
        request = next(self._waiting, None)
        if request is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._received, self._left = b"", None
        self._sent = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._left is None:
            self._left = self._whole_length()
        if self._left is not None and len(self._received) >= self._left:
            self.latencies.append(time.perf_counter() - self._sent)
            self.first = self.first or self._received.partition(_END_OF_HEAD)[2]
            self.send_next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionResetError("the server hung up"))

    def _whole_length(self) -> int | None:
        """Return how long the answer is with its head, or None where the head is not complete."""
        end = self._received.find(_END_OF_HEAD)
        if end < 0:
            return None
        if not self._received.startswith(self._expected):
            self.done.set_exception(AssertionError(self._received.decode(errors="replace")))
            return None
        start = self._received.index(_LENGTH) + len(_LENGTH)
        return end + len(_END_OF_HEAD) + int(self._received[start : self._received.index(b"\r\n", start)])
