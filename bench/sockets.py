"""The same request over real sockets: one server process each, one client here, information only.

The client shares the machine with the server, so these ratios are flatter than those of the processor time.
"""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.asgi import call_of
from bench.definition import request_bodies
from bench.measuring import Contestant, interleave, ratios
from bench.results import Row

CONNECTIONS = 8
REQUESTS = 400
SECONDS = 60


def measure_sockets(rounds: int) -> list[Row]:
    """Measure requests per second of the service and of the echo, each under its own uvicorn."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        # The echo sends what the service sends, so the service comes first.
        service = stack.enter_context(_serving("service", Path(folder)))
        echo = stack.enter_context(_serving("echo", Path(folder)))
        costs = interleave({"echo": _contestant(echo), "service": _contestant(service)}, rounds)
    ratio = ratios(costs, "echo", "service")
    return [Row(f"the same over sockets, {CONNECTIONS} connections", "FastAPI echo under uvicorn", ratio)]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and what it wants to be shown."""

    port: int
    authorization: bytes


def _serving(name: str, folder: Path) -> contextlib.AbstractContextManager[Address]:
    return serving(folder / name, lambda port: ["bench.socket_servers", name, str(port), str(folder)])


@contextlib.contextmanager
def serving(ready: Path, module: Callable[[int], list[str]]) -> Iterator[Address]:
    """Run a server in a process of its own, which writes the file `ready` when it listens.

    `module` returns the module and its arguments for a port that is free.
    """
    port = _free_port()
    command = [sys.executable, "-m", *module(port)]
    with ready.with_suffix(".log").open("wb") as log, subprocess.Popen(command, stderr=log) as server:
        try:
            yield Address(port, _authorization(ready, server))
        finally:
            server.terminate()
            server.wait(timeout=SECONDS)


def _authorization(ready: Path, server: subprocess.Popen[bytes]) -> bytes:
    """Wait for the file a server writes when it listens, and return what it holds."""
    deadline = time.monotonic() + SECONDS
    while not ready.exists():
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"the server of {ready.name} did not start")
        time.sleep(0.02)
    return ready.read_bytes()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _contestant(address: Address) -> Contestant:
    requests = [_request(body, address) for body in request_bodies()]
    return lambda: asyncio.run(asyncio.wait_for(_seconds_per_request(address.port, requests), SECONDS))


def _request(body: dict[str, object], address: Address) -> bytes:
    call = call_of(json.dumps(body, ensure_ascii=False).encode(), address.authorization)
    head = b"".join(b"%s: %s\r\n" % header for header in call.headers)
    return b"POST %s?explanation=none HTTP/1.1\r\n%s\r\n%s" % (call.path.encode(), head, call.body)


async def _seconds_per_request(port: int, requests: list[bytes]) -> float:
    begin = time.perf_counter()
    await asyncio.gather(*(_converse(port, requests, REQUESTS // CONNECTIONS) for _ in range(CONNECTIONS)))
    return (time.perf_counter() - begin) / REQUESTS


async def _converse(port: int, requests: list[bytes], times: int) -> None:
    """Send one request after the other over one connection, each after the answer to the one before."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    for number in range(times):
        writer.write(requests[number % len(requests)])
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
    writer.close()
    await writer.wait_closed()
