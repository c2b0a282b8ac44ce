"""`PUT …/responses/{id}`: real servers and a real PostgreSQL, many clients, every response a new one with its own code.

The comparators get the same requests and evaluate nothing. Commits are on the disk before they are acknowledged, for
everybody; the client shares the machine.
"""

import asyncio
import contextlib
import json
import secrets
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import uvloop

from bench.clients import converse
from bench.definition import answer_sets
from bench.measuring import interleave, ratios, spread
from bench.postgres import durable_postgres, query
from bench.results import Row
from bench.rounds import issue_codes, make_rounds
from bench.sockets import Address, serving
from selfcheck_service.storage import Database
from tests.postgres import create_database

CLIENTS = 32
REQUESTS = 1_000
_TABLES = {"service": "responses", "orm": "orm_responses", "bare": "bare_responses"}


@dataclass(slots=True)
class Submitter:
    """One server under measurement: where it is, where its rows go, and what was seen of it."""

    name: str
    url: str
    address: Address
    requests: Iterator[bytes]
    acknowledged: int = 0
    tails: list[float] = field(default_factory=list)

    async def submit(self) -> float:
        """Let many clients submit responses at once; return the seconds that one of them took of the whole time."""
        requests = list(islice(self.requests, REQUESTS))
        seen = await converse(self.address.port, requests, clients=CLIENTS, status=201)
        if self.name == "service":
            assert json.loads(seen.first)["receipt"], seen.first
        self.acknowledged += len(seen.latencies)
        self.tails.append(seen.tail)
        return seen.seconds / REQUESTS

    async def check(self) -> None:
        """Fail where there are other rows than were acknowledged."""
        stored = await _count(self.url, _TABLES[self.name])
        assert stored == self.acknowledged, f"{self.name}: {self.acknowledged} acknowledged, {stored} stored"


def measure_submitting(rounds: int) -> list[Row]:
    """Measure submitting on both databases."""
    with contextlib.ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(durable_postgres())
        makers: dict[str, Callable[[str], str]] = {
            "PostgreSQL": lambda name: runner.run(create_database(server, name)),
            "SQLite": lambda name: f"sqlite+aiosqlite:///{folder / name}.db",
        }
        submitters: dict[str, Submitter] = {}
        for database, names in (("PostgreSQL", ("orm", "bare", "service")), ("SQLite", ("orm", "service"))):
            round_path, codes, service_url = runner.run(_prepare(makers[database]("service"), (rounds + 1) * REQUESTS))
            for name in names:
                url = service_url if name == "service" else makers[database](name)
                address = stack.enter_context(_serving(folder / f"{database}-{name}", name, url))
                requests = requests_of(round_path, codes, address.port)
                submitters[f"{database} {name}"] = Submitter(name, url, address, requests)
        contestants = {name: _contestant(runner, each) for name, each in submitters.items()}
        costs = interleave(contestants, rounds)
        for each in submitters.values():
            runner.run(each.check())
    speed = 1 / median(costs["PostgreSQL service"])
    submit = f"submit, 60 items, explanation=none, PostgreSQL, {CLIENTS} clients ({speed:,.0f}/s)"
    # The first round was there to warm up.
    tail = spread(submitters["PostgreSQL service"].tails[1:])
    return [
        Row(submit, "FastAPI + ORM", ratios(costs, "PostgreSQL orm", "PostgreSQL service"), floor=2, aim=3),
        Row("the same", "bare ASGI + asyncpg", ratios(costs, "PostgreSQL bare", "PostgreSQL service"), 0.35, 0.5),
        Row("p99 of the same", "its p50", tail, floor=4, aim=2.5, lower_is_better=True),
        Row("submit on SQLite", "FastAPI + ORM", ratios(costs, "SQLite orm", "SQLite service"), floor=1, aim=2),
    ]


async def _prepare(url: str, count: int) -> tuple[str, Sequence[str], str]:
    """Make a round in an empty database with so many codes; return its path, the codes and the address."""
    database = Database(url, seconds=60)
    made = (await make_rounds(database, 1))[0]
    codes = await issue_codes(database, made, count)
    await database.close()
    return f"/v1/rounds/{made.id}", codes, url


def requests_of(round_path: str, codes: Sequence[str], port: int) -> Iterator[bytes]:
    """Yield a request for each code, as a client in the same data centre would send it."""
    bodies = [_body(members["answers"]) for members in answer_sets("middle")]
    for code, body in zip(codes, cycle(bodies), strict=False):
        head = (
            f"PUT {round_path}/responses/{uuid.uuid4()}?explanation=none HTTP/1.1",
            f"host: 127.0.0.1:{port}",
            "user-agent: bench",
            "accept: application/json",
            "accept-language: de",
            "content-type: application/json",
            f"content-length: {len(body)}",
            f"selfcheck-access-code: {code}",
            f"selfcheck-response-secret: {secrets.token_urlsafe(24)}",
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        )
        yield "\r\n".join((*head, "", "")).encode() + body


def _body(answers: object) -> bytes:
    return json.dumps({"answers": answers, "language": "de"}, ensure_ascii=False).encode()


def _serving(ready: Path, name: str, url: str) -> contextlib.AbstractContextManager[Address]:
    return serving(ready, lambda port: ["bench.submit_servers", name, str(port), str(ready), url])


def _contestant(runner: asyncio.Runner, submitter: Submitter) -> Callable[[], float]:
    return lambda: runner.run(submitter.submit())


async def _count(url: str, table: str) -> int:
    statement = f"SELECT count(*) FROM {table}"  # noqa: S608 - one of the names above
    if not url.startswith("sqlite"):
        return await query(url, statement)
    with contextlib.closing(sqlite3.connect(url.partition(":///")[2])) as connection:
        return int(connection.execute(statement).fetchone()[0])
