"""A demo: a service full of a made-up programme, on a database of its own."""

import secrets
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import say
from selfcheck_service.cli.progress import progress_bar
from selfcheck_service.core.rounds.access_codes import show_code
from selfcheck_service.edge.api_keys import NewKey, create_key
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.audit import CLI, Event, note
from selfcheck_service.use_cases.filling import Chance, Filled, FilledRound, fill_with_made_up_programme, is_filled

Step = Callable[[Database], Awaitable[None]]

_SQLITE = "sqlite+aiosqlite:///"
# Who looks at a demo does so for some days; a key that nobody ends is not left lying about.
_KEY_LIVES = timedelta(days=30)
_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready to be served: the key to look at it with, and what was filled in where it was empty."""

    key: NewKey
    ends_at: datetime
    filled: Filled | None

    def open_round(self, now: datetime) -> FilledRound | None:
        """Return a round that takes responses and has a code left."""
        rounds = () if self.filled is None else self.filled.rounds
        return next((each for each in rounds if each.round.state(now) == "open" and any(each.codes.values())), None)


def prepare_demo(settings: Settings, publish: Step) -> Demo:
    """Publish questionnaires and fill the database with the made-up programme where it is empty, and make a key.

    A new SQLite file gets its name when everything is in it, so that an interrupted start leaves no half of it behind.
    Raises `DatabaseOccupied` where the database holds something that is not made up.
    """
    path = _file_of(settings)
    if path is None or path.exists():
        return with_database(settings, _work(publish), upgrades=settings.database_upgrade)
    beginning = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        other = settings.model_copy(update={"database_url": SecretStr(f"{_SQLITE}{beginning}")})
        demo = with_database(other, _work(publish))
        beginning.replace(path)
    finally:
        for left in path.parent.glob(f"{beginning.name}*"):
            left.unlink()
    return demo


def explain_demo(settings: Settings, demo: Demo, address: str) -> None:
    """Say what is to be seen and how; the key and the code are shown this once."""
    where = _file_of(settings)
    say("", "DEMO: all municipalities, people and answers in this service are made up.")
    if where is not None:
        say(f"  Its database is {where}; delete that file for a new one.")
    say(f"  Key of a facilitator, shown this once, good until {demo.ends_at.date()}:", f"    {demo.key.text}")
    header = f"-H 'Authorization: Bearer {demo.key.text}'"
    say("  The programme, its municipalities, its rounds:")
    say(*(f"    curl -s {header} {address}v1/{name}" for name in ("programmes", "municipalities", "rounds")))
    found = demo.open_round(datetime.now(UTC))
    if found is not None:
        code = next(show_code(codes[0]) for codes in found.codes.values() if codes)
        say("  A round that is open, as somebody sees it who is invited (the code is good for one response):")
        say(f"    curl -s -H 'Selfcheck-Access-Code: {code}' {address}v1/rounds/{found.round.id}/welcome")
    say(f"  The pages: {address}", "")


def _work(publish: Step) -> Callable[[Database], Awaitable[Demo]]:
    async def work(database: Database) -> Demo:
        # Looked at before anything is written: it could be somebody's real database.
        there = await is_filled(database)
        await publish(database)
        filled = None if there else await _fill(database)
        key, now = create_key(), datetime.now(UTC)
        await _add_key(database, key, now)
        return Demo(key, now + _KEY_LIVES, filled)

    return work


async def _fill(database: Database) -> Filled:
    chance = Chance(uuid.uuid4, secrets.randbelow, lambda: secrets.token_urlsafe(_SECRET_BYTES))
    with progress_bar("Making up a programme") as progress:
        return await fill_with_made_up_programme(
            database, now=datetime.now(UTC), actor=CLI, chance=chance, progress=progress
        )


async def _add_key(database: Database, key: NewKey, now: datetime) -> None:
    record = ApiKeyRecord(
        id=key.id,
        name="demo",
        secret_hash=key.secret_hash,
        scopes=frozenset({"facilitator"}),
        municipalities=None,
        created_at=now,
        expires_at=now + _KEY_LIVES,
        last_used_on=None,
        revoked_at=None,
    )
    details = {"key": key.id, "scopes": ["facilitator"], "municipalities": None}
    async with database.transaction() as transaction:
        await add_api_key(transaction, record)
        await note(transaction, Event(uuid.uuid4(), now, CLI, "key_created", details=details))


def _file_of(settings: Settings) -> Path | None:
    """Return the file of an embedded database, None for a server."""
    url = settings.database_url.get_secret_value()
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None
