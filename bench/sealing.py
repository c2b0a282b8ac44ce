"""`POST …/releases` of very many responses: how long it takes, how much memory, and what others notice of it.

One server process on a real PostgreSQL. Each time another round is sealed, in turn while nobody does anything else and
while many submit in a round that is open.
"""

import asyncio
import contextlib
import json
import tempfile
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import msgspec
import psutil
import uvloop

from bench.closed_rounds import fill_and_close, prepare_rounds, seal, serving_releases
from bench.comparators.read_answers import seconds_of_reading
from bench.measuring import Costs, ratios, show, spread
from bench.postgres import driver_address, durable_postgres
from bench.results import Row
from bench.rounds import issue_codes
from bench.sockets import Address
from bench.steady import CLIENTS, RATE, submit_until, tail_of
from bench.submitting import requests_of
from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from tests.postgres import create_database

MEMORY = 200 * 2**20
_LOOK_EVERY = 0.01


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: responses of small and large rounds, seals of each, seconds without one, access codes."""

    few: int = 1_000
    many: int = 100_000
    # Each takes a while.
    seals: int = 3
    calm: float = 10.0
    codes: int = 20_000


_WHOLE = Size()


@dataclass(slots=True)
class Measured:
    """What was seen: costs by what caused them, and how much memory the server took above what it had idle."""

    costs: Costs = field(default_factory=dict)
    memory: list[int] = field(default_factory=list)

    def add(self, name: str, cost: float) -> None:
        """Take note of a cost."""
        self.costs.setdefault(name, []).append(cost)


@dataclass(frozen=True, slots=True)
class Scene:
    """A server on a database, rounds that nobody has answered yet, and requests that submit in another one."""

    url: str
    address: Address
    process: psutil.Process
    rounds: Iterator[RoundRow]
    requests: Iterator[bytes]


def measure_sealing(rounds: int, size: Size = _WHOLE) -> list[Row]:
    """Measure some seals, however many rounds there are to be: each is of another round, and takes long."""
    del rounds
    measured = Measured()
    with contextlib.ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        server = stack.enter_context(durable_postgres())
        url = runner.run(create_database(server, "sealing"))
        made, codes = runner.run(_prepare(url, 3 * size.seals + 2, size.codes))
        ready = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "service"
        address = stack.enter_context(serving_releases(ready, "service", url))
        requests = requests_of(f"/v1/rounds/{made[0].id}", codes, address.port)
        scene = Scene(url, address, listener(address.port), iter(made[1:]), requests)
        runner.run(_measure(scene, measured, size))
    return _rows(measured, size.few, size.many)


async def _prepare(url: str, count: int, issued: int) -> tuple[list[RoundRow], list[str]]:
    made = await prepare_rounds(url, count)
    database = Database(url, seconds=60)
    codes = await issue_codes(database, made[0], issued)
    await database.close()
    return made, codes


def listener(port: int) -> psutil.Process:
    """Return the process among the children of this one that listens on a port."""
    children = psutil.Process().children(recursive=True)
    return next(
        child
        for child in children
        for found in child.net_connections()
        if found.status == psutil.CONN_LISTEN and found.laddr.port == port
    )


async def _measure(scene: Scene, measured: Measured, size: Size) -> None:
    few, many = size.few, size.many
    # The first of each kind makes plans and connections.
    await _seal_next(scene, few)
    await _submit_for(scene, size.calm / 5)
    for number in range(size.seals):
        show(f"seal {number + 1} of {size.seals}")
        measured.add("few", await _seal_next(scene, few) / few)
        found = await _filled(scene, many)
        for name, decode in (("json", json.loads), ("msgspec", msgspec.json.decode)):
            measured.add(name, await _reading(scene, found, decode, many))
        async with _watched(scene.process, measured):
            measured.add("many", await seal(scene.address, found, n=many) / many)
        found = await _filled(scene, many)
        measured.add("calm", tail_of(await _submit_for(scene, size.calm)))
        measured.add("sealing", tail_of(await _submit_while_sealing(scene, found, many)))
    show("")


@contextlib.asynccontextmanager
async def _watched(process: psutil.Process, measured: Measured) -> AsyncGenerator[None]:
    """Take note of how much more memory a process has at its peak than it has at the beginning, looking often."""
    idle = process.memory_info().rss
    peak = idle

    async def look() -> None:
        nonlocal peak
        while True:
            peak = max(peak, process.memory_info().rss)
            await asyncio.sleep(_LOOK_EVERY)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
    measured.memory.append(peak - idle)


async def _filled(scene: Scene, count: int) -> RoundRow:
    found = next(scene.rounds)
    await fill_and_close(scene.url, found, count)
    return found


async def _seal_next(scene: Scene, count: int) -> float:
    return await seal(scene.address, await _filled(scene, count), n=count)


async def _reading(scene: Scene, found: RoundRow, decode: Callable[[bytes], object], count: int) -> float:
    seconds, read = await seconds_of_reading(driver_address(scene.url), found.municipality_id, found.id, decode)
    assert read == count, read
    return seconds / count


async def _submit_for(scene: Scene, seconds: float) -> list[float]:
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, done.set)
    return list(await submit_until(done, scene.address.port, scene.requests))


async def _submit_while_sealing(scene: Scene, found: RoundRow, count: int) -> list[float]:
    done = asyncio.Event()

    async def seal_it() -> None:
        try:
            await seal(scene.address, found, n=count)
        finally:
            done.set()

    _, latencies = await asyncio.gather(seal_it(), submit_until(done, scene.address.port, scene.requests))
    return list(latencies)


def _rows(measured: Measured, few: int, many: int) -> list[Row]:
    costs = measured.costs
    memory = spread([used / MEMORY for used in measured.memory])
    speed, tail = 1 / median(costs["many"]), median(costs["calm"]) * 1000
    seal_many = f"POST …/releases, {many:,} responses ({speed:,.0f}/s)"
    used = max(measured.memory) / 2**20
    elsewhere = f"p99 of submitting elsewhere meanwhile, {CLIENTS} clients, {RATE}/s altogether"
    return [
        Row(seal_many, "asyncpg + json.loads", ratios(costs, "many", "json"), floor=3, aim=2, lower_is_better=True),
        Row("the same", "asyncpg + msgspec", ratios(costs, "many", "msgspec"), lower_is_better=True),
        Row("the same, per response", f"{few:,} responses", ratios(costs, "many", "few"), 1, 1, lower_is_better=True),
        Row(f"memory for the same ({used:.0f} MiB)", "200 MiB", memory, floor=1, aim=0.5, lower_is_better=True),
        Row(elsewhere, f"without ({tail:.1f} ms)", ratios(costs, "sealing", "calm"), 2, 1.5, lower_is_better=True),
    ]
