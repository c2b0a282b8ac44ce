"""`GET …/releases/1`: real servers and a real PostgreSQL, one client, one request after the other.

Of two rounds that are released one has a hundred responses, the other a hundred thousand.
"""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg
import uvloop

from bench.clients import converse
from bench.closed_rounds import fill_and_close, prepare_rounds, request_of, seal, serving_releases
from bench.measuring import Contestant, interleave, ratios
from bench.postgres import driver_address, durable_postgres
from bench.results import Row
from bench.sockets import Address
from tests.postgres import create_database

FEW, MANY = 100, 100_000
CALLS = 200


def measure_releases(rounds: int, few: int = FEW, many: int = MANY, calls: int = CALLS) -> list[Row]:
    """Measure reading a release; in each row less is better."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(durable_postgres())
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        contestants: dict[str, Contestant] = {}
        url = runner.run(create_database(server, "releases"))
        made = runner.run(prepare_rounds(url, 2))
        address = stack.enter_context(serving_releases(folder / "service", "service", url))
        for name, found, count in (("few", made[0], few), ("many", made[1], many)):
            runner.run(fill_and_close(url, found, count))
            runner.run(seal(address, found, n=count))
            request = request_of("GET", f"/v1/rounds/{found.id}/releases/1", address)
            contestants[name] = _contestant(runner, address, request, calls)
        one = stack.enter_context(serving_releases(folder / "one", "one", server))
        contestants["one"] = _contestant(runner, one, request_of("GET", "/one", one), calls)
        connection = runner.run(asyncpg.connect(driver_address(server)))
        contestants["bare"] = lambda: runner.run(_select_one(connection, calls))
        costs = interleave(contestants, rounds)
        runner.run(connection.close())
    read = f"GET …/releases/1 over a socket, {many:,} responses in the round"
    return [
        Row(read, f"{few} responses", ratios(costs, "many", "few"), floor=1.2, aim=1.1, lower_is_better=True),
        Row("the same", "FastAPI + SQLAlchemy: SELECT 1", ratios(costs, "many", "one"), 3, 2, lower_is_better=True),
        Row("the same", "asyncpg alone: SELECT 1", ratios(costs, "many", "bare"), lower_is_better=True),
    ]


def _contestant(runner: asyncio.Runner, address: Address, request: bytes, calls: int) -> Callable[[], float]:
    async def read() -> float:
        seen = await converse(address.port, [request] * calls, clients=1, status=200)
        return seen.seconds / calls

    return lambda: runner.run(read())


async def _select_one(connection: asyncpg.Connection, calls: int) -> float:
    begin = time.perf_counter()
    for _ in range(calls):
        assert await connection.fetchval("SELECT 1") == 1
    return (time.perf_counter() - begin) / calls
