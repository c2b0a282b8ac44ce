"""Pages for facilitators beside the same data by the interface for programs: what it costs to make a page of it.

Called over ASGI in this process, on SQLite; processor time counts, which others on the machine do not change. Pages are
compressed, as browsers ask for it.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop
from fastapi import FastAPI

from bench.asgi import Call, answer_of
from bench.evaluations import log_in, settle_memory
from bench.measuring import Contestant, interleave, ratios
from bench.results import Row
from bench.rounds import issue_codes, make_rounds
from bench.service import add_key
from selfcheck_service.app import create_app
from selfcheck_service.edge.cookies import SESSION_COOKIE
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database

ROUNDS, CODES = 60, 200
CALLS = 10
CEILING, AIM = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A page, and the calls that bring the same data."""

    page: Call
    calls: Sequence[Call]


def measure_pages(rounds: int) -> list[Row]:
    """Measure pages against the calls that bring the same data; in each row less is better."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(log_in(folder / "log"))
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        service = _filled(folder)
        app, pairs = runner.run(service.__aenter__())
        settle_memory()
        contestants: dict[str, Contestant] = {}
        for name, pair in pairs.items():
            contestants[f"{name} page"] = _contestant(runner, app, [pair.page])
            contestants[f"{name} data"] = _contestant(runner, app, pair.calls)
        costs = interleave(contestants, rounds)
        runner.run(service.__aexit__(None, None, None))
    return [
        Row(
            f"page: {name}",
            "the same data by the API",
            ratios(costs, f"{name} page", f"{name} data"),
            CEILING,
            AIM,
            lower_is_better=True,
        )
        for name in pairs
    ]


@contextlib.asynccontextmanager
async def _filled(folder: Path) -> AsyncGenerator[tuple[FastAPI, dict[str, Pair]]]:
    """Start the service with rounds and codes, and somebody who has signed in."""
    url = f"sqlite+aiosqlite:///{folder / 'pages.db'}"
    database = Database(url)
    made = await make_rounds(database, ROUNDS)
    await issue_codes(database, made[0], CODES)
    await database.close()
    app = create_app(Settings.load(database_url=url, key_rate=0, guest_rate=0))
    async with app.router.lifespan_context(app):
        context = app.state.context
        shown = await add_key(context.database, "facilitator")
        begun = await context.sessions.begin(shown.decode().removeprefix("Bearer "))
        key = (b"authorization", shown)
        session = (b"cookie", f"{SESSION_COOKIE}={begun.token}".encode())
        one, town = f"/rounds/{made[0].id}", f"/v1/municipalities/{made[0].municipality_id}"
        read = [_get(f"/v1{one}", key), _get(town, key), _get(f"/v1{one}/participation", key)]
        pairs = {
            "20 rounds": Pair(_get("/manage/rounds", session), [_get("/v1/rounds", key, b"limit=20")]),
            "a round": Pair(_get(f"/manage{one}", session), [*read, _get(f"/v1{one}/releases", key)]),
            "invitations": Pair(
                _get(f"/manage{one}/invitations", session), [*read, _get(f"/v1{one}/invitations", key)]
            ),
        }
        yield app, pairs


def _get(path: str, shown: tuple[bytes, bytes], query: bytes = b"") -> Call:
    accept = b"text/html" if path.startswith("/manage") else b"application/json"
    headers = (
        (b"host", b"127.0.0.1:8000"),
        (b"accept", accept),
        (b"accept-language", b"de"),
        (b"accept-encoding", b"gzip"),
        shown,
    )
    return Call(b"", headers, query=query, path=path, method="GET")


def _contestant(runner: asyncio.Runner, app: FastAPI, calls: Sequence[Call]) -> Contestant:
    async def read() -> float:
        begin = time.process_time()
        for _ in range(CALLS):
            for call in calls:
                await answer_of(app, call)
        return (time.process_time() - begin) / CALLS

    return lambda: runner.run(read())
