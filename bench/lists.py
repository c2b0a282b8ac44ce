"""Lists and single reads on PostgreSQL with few responses in the database and with very many.

Called over ASGI in this process; the wall time counts, since the service mostly waits for the database.
"""

import asyncio
import contextlib
import secrets
import time
import uuid
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop
from fastapi import FastAPI

from bench.asgi import Call, answer_of
from bench.evaluations import log_in, settle_memory
from bench.measuring import Contestant, interleave, ratios
from bench.postgres import durable_postgres, query
from bench.results import Row
from bench.rounds import make_rounds
from bench.service import add_key
from selfcheck_service.app import create_app
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from tests.postgres import create_database

FEW, MANY = 100, 100_000
ROUNDS = 60
CALLS = 40
# Of what takes very much longer.
FEW_CALLS = 4
# Answers as long as those of sixty items, and a code for each of them that nobody has used yet.
_FILL = (
    """
    INSERT INTO responses (municipality_id, round_id, id, terms_hash, perspective, secret_hash, language, answers,
        entered_on, changed_on)
    SELECT $1, $2, gen_random_uuid(), $3, '', sha256(n::text::bytea), 'de', $4, current_date, current_date
    FROM generate_series(1, $5) AS n
    """,
    """
    INSERT INTO invitations (municipality_id, round_id, id, perspective, kind, issued, revoked, created_at)
    VALUES ($1, $2, $3, '', 'personal', $4, 0, now())
    """,
    """
    INSERT INTO tickets (municipality_id, round_id, id, invitation_id, perspective, code_hash)
    SELECT $1, $2, gen_random_uuid(), $3, '', sha256(n::text::bytea) FROM generate_series(1, $4) AS n
    """,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A running service on a database with so many responses, and the calls that are measured."""

    app: FastAPI
    calls: dict[str, Call]


def measure_lists(rounds: int) -> list[Row]:
    """Measure what facilitators and respondents read; in each row less is better."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(log_in(folder / "log"))
        server = stack.enter_context(durable_postgres())
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        services = {count: _filled(server, count) for count in (FEW, MANY)}
        filled = {count: runner.run(service.__aenter__()) for count, service in services.items()}
        settle_memory()
        contestants = {
            f"{name} {count}": _contestant(runner, found.app, call, FEW_CALLS if name == _PARTICIPATION else CALLS)
            for name in filled[FEW].calls
            for count, found in filled.items()
            for call in [found.calls[name]]
        }
        costs = interleave(contestants, rounds)
        for service in services.values():
            runner.run(service.__aexit__(None, None, None))
    rows = []
    for name in filled[FEW].calls:
        found = ratios(costs, f"{name} {MANY}", f"{name} {FEW}")
        floor, aim = (1.5, 1.1) if name in _HELD else (None, None)
        what = f"{name}, {MANY:,} responses in the round"
        rows.append(Row(what, f"{FEW} responses", found, floor, aim, lower_is_better=True))
    return rows


_LIST, _READ = "GET /v1/rounds, 50 of them", "GET /v1/rounds/{id}"
_PARTICIPATION = "GET …/participation, as many codes left"
_HELD = (_LIST, _READ)


@contextlib.asynccontextmanager
async def _filled(server: str, count: int) -> AsyncGenerator[Filled]:
    url = await create_database(server, f"lists-{count}")
    database = Database(url, seconds=60)
    made = await make_rounds(database, ROUNDS)
    await _fill(url, made[0], count)
    secret = secrets.token_urlsafe(24)
    response_id = await _add_own(url, made[0], secret)
    await query(url, "ANALYZE")
    await database.close()
    app = create_app(Settings.load(database_url=url, database_prepared_statements=True, key_rate=0, guest_rate=0))
    async with app.router.lifespan_context(app):
        authorization = await add_key(app.state.context.database, "facilitator")
        key, held = (b"authorization", authorization), (b"selfcheck-response-secret", secret.encode())
        path = f"/v1/rounds/{made[0].id}"
        yield Filled(
            app,
            {
                _LIST: _get("/v1/rounds", key),
                _READ: _get(path, key),
                _PARTICIPATION: _get(f"{path}/participation", key),
                "GET …/responses/{id}": _get(f"{path}/responses/{response_id}", held),
            },
        )


async def _fill(url: str, found: RoundRow, count: int) -> None:
    names = (found.municipality_id, found.id)
    invitation_id = uuid.uuid4()
    await query(url, _FILL[0], *names, found.terms_hash, _answers(), count)
    await query(url, _FILL[1], *names, invitation_id, 2 * count)
    await query(url, _FILL[2], *names, invitation_id, count)


async def _add_own(url: str, found: RoundRow, secret: str) -> uuid.UUID:
    """Let one response among them be that of whoever holds this secret; return its id."""
    response_id = uuid.uuid4()
    statement = (
        "INSERT INTO responses (municipality_id, round_id, id, terms_hash, perspective, secret_hash, language, answers,"
        " entered_on, changed_on) VALUES ($1, $2, $3, $4, '', $5, 'de', $6, $7, $7)"
    )
    hashed = sha256(secret.encode()).digest()
    names = (found.municipality_id, found.id, response_id, found.terms_hash)
    await query(url, statement, *names, hashed, _answers(), datetime.now(UTC).date())
    return response_id


def _answers() -> bytes:
    said = (f'"field_{field}_item_{item}":{item % 5}' for field in range(1, 11) for item in range(1, 6))
    return f"{{{','.join(said)}}}".encode()


def _get(path: str, shown: tuple[bytes, bytes]) -> Call:
    headers = ((b"host", b"127.0.0.1:8000"), (b"accept", b"application/json"), (b"accept-language", b"de"), shown)
    return Call(b"", headers, path=path, method="GET")


def _contestant(runner: asyncio.Runner, app: FastAPI, call: Call, times: int) -> Contestant:
    async def read() -> float:
        begin = time.perf_counter()
        for _ in range(times):
            await answer_of(app, call)
        return (time.perf_counter() - begin) / times

    return lambda: runner.run(read())
