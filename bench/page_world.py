"""What the pages of the bench show: rounds, codes, a trail, a plan on a large release, a draft of answers."""

import contextlib
import uuid
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from fastapi import FastAPI

from bench.briefs import add_released
from bench.definition import answer_sets
from bench.rounds import issue_codes, make_rounds
from bench.service import add_key
from selfcheck_service.app import create_app
from selfcheck_service.edge.cookies import ANSWER_COOKIE, SESSION_COOKIE
from selfcheck_service.edge.principals import Scope
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import Event, note
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.web.held import Held, value_of

ROUNDS, CODES, EVENTS, MEASURES = 60, 200, 300, 12
Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with a key: what they show to the interface for programs, and on pages."""

    key: Header
    session: Header


@dataclass(frozen=True, slots=True)
class PageWorld:
    """The running service and what is in it.

    Somebody is answering the first round: `draft` is the path of what is kept of it, `secret` and `cookie` open it, and
    `code` what nobody has answered yet.
    """

    app: FastAPI
    round: RoundRow
    released: RoundRow
    callers: dict[Scope, Caller]
    draft: str
    secret: Header
    cookie: Header
    code: Header


@contextlib.asynccontextmanager
async def page_world(folder: Path) -> AsyncGenerator[PageWorld]:
    """Start the service with all of it, on a database in the folder."""
    url = f"sqlite+aiosqlite:///{folder / 'pages.db'}"
    database = Database(url)
    made = await make_rounds(database, ROUNDS)
    codes = await issue_codes(database, made[0], CODES)
    released = await add_released(database)
    await _fill_trail(database, made[0])
    await database.close()
    app = create_app(Settings.load(database_url=url, key_rate=0, guest_rate=0, anonymous_evaluations=True))
    async with app.router.lifespan_context(app):
        scopes: tuple[Scope, ...] = ("facilitator", "author", "operator", "service")
        callers = {scope: await _caller(app, scope) for scope in scopes}
        held = Held(uuid.uuid4(), uuid.uuid4().hex)
        draft = f"/v1/rounds/{made[0].id}/drafts/{held.id}"
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as client:
            await _plan(client, released, callers["facilitator"])
            await _begin(client, draft, held.secret, codes[0])
        code = (b"selfcheck-access-code", codes[1].encode())
        secret = (b"selfcheck-response-secret", held.secret.encode())
        cookie = (b"cookie", f"{ANSWER_COOKIE}={value_of(made[0].id, held)}".encode())
        yield PageWorld(app, made[0], released, callers, draft, secret, cookie, code)


async def _caller(app: FastAPI, scope: Scope) -> Caller:
    context = app.state.context
    shown = await add_key(context.database, scope)
    begun = await context.sessions.begin(shown.decode().removeprefix("Bearer "))
    return Caller((b"authorization", shown), (b"cookie", f"{SESSION_COOKIE}={begun.token}".encode()))


async def _fill_trail(database: Database, its: RoundRow) -> None:
    now = datetime.now(UTC)
    async with database.transaction() as transaction:
        for number in range(EVENTS):
            at = now - timedelta(minutes=number)
            details = {"perspective": "", "kind": "personal", "count": number}
            await note(
                transaction,
                Event(uuid.uuid4(), at, "cli", "invitations_issued", its.municipality_id, its.id, details),
            )


async def _plan(client: httpx.AsyncClient, released: RoundRow, caller: Caller) -> None:
    """Add measures to the plan of a round."""
    header = {"authorization": caller.key[1].decode()}
    for number in range(MEASURES):
        wish = {"title": f"Runder Tisch {number + 1}", "responsible": "Leitung Hauptamt"}
        sent = await client.post(f"/v1/rounds/{released.id}/measures", json=wish, headers=header)
        assert sent.status_code == 201, sent.text


async def _begin(client: httpx.AsyncClient, draft: str, secret: str, code: str) -> None:
    """Keep a draft with half of the answers."""
    answers = answer_sets("middle", 1)[0]["answers"]
    half = dict(list(answers.items())[: len(answers) // 2])
    headers = {"selfcheck-access-code": code, "selfcheck-response-secret": secret}
    sent = await client.put(draft, json={"answers": half}, headers=headers)
    assert sent.status_code == 204, sent.text
