"""A moderate, steady load: many clients, each of which sends its next request at its time and not when it can."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from statistics import quantiles

# So many clients send so many requests a second, all of them together.
CLIENTS, RATE = 32, 100
# Who is told to come again does so after this time; all of it counts.
_BREATH = 0.1
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


async def submit_until(done: asyncio.Event, port: int, requests: Iterator[bytes]) -> Sequence[float]:
    """Let all clients submit until something is done; return how long each answer took, in seconds."""
    every = CLIENTS / RATE
    clients = [_submit(done, port, requests, number / RATE, every) for number in range(CLIENTS)]
    return [latency for latencies in await asyncio.gather(*clients) for latency in latencies]


def tail_of(latencies: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return quantiles(latencies, n=100)[98]


async def _submit(
    done: asyncio.Event, port: int, requests: Iterator[bytes], wait: float, every: float
) -> Sequence[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    latencies = []
    due = time.perf_counter() + wait
    await asyncio.sleep(wait)
    while not done.is_set():
        request = next(requests)
        while True:
            if await _is_taken(reader, writer, request):
                break
            await asyncio.sleep(_BREATH)
        # Who had to wait for the answer before this one was late through no fault of the client.
        latencies.append(time.perf_counter() - due)
        due += every
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    writer.close()
    await writer.wait_closed()
    return latencies


async def _is_taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bool:
    """Send a request and read the whole answer; tell whether it was a success, and not to be sent once more."""
    writer.write(request)
    head = await reader.readuntil(_END_OF_HEAD)
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(_LENGTH))
    await reader.readexactly(int(length.removeprefix(_LENGTH)))
    assert head.startswith((b"HTTP/1.1 201", b"HTTP/1.1 503")), head
    return head.startswith(b"HTTP/1.1 201")
