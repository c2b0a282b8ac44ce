"""`selfcheck keys`: who may do what. A secret is shown once, alone on standard output."""

import re
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import say
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.edge.api_keys import NewKey, create_key
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.api_keys import (
    ApiKeyRecord,
    add_api_key,
    find_api_key,
    list_api_keys,
    set_end,
    set_revoked,
)
from selfcheck_service.storage.audit import CLI, Event, EventName, is_replaced, note

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Make and revoke API keys.")


# As the Federal Statistical Office gives them: district, municipality (8), municipality with its association (12), and
# the association alone.
_OFFICIAL_KEY = re.compile(r"[0-9]{5}|[0-9]{8}|[0-9]{9}|[0-9]{12}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# For how long an old key may go on beside the one that replaces it: time enough for every client to change over.
_LONGEST_GRACE = 720
# What the column holds. A longer name would be refused by PostgreSQL and taken by SQLite.
_LONGEST_NAME = 200


def _known_scopes(scopes: list[str]) -> list[str]:
    for scope in scopes:
        if scope not in SCOPES:
            raise typer.BadParameter(f"“{scope}” is no scope; possible: {', '.join(SCOPES)}")
    return scopes


def _named_municipalities(names: list[str]) -> list[str]:
    found = [name.lower() for name in names]
    for name in found:
        if not _OFFICIAL_KEY.fullmatch(name) and not _ID.fullmatch(name):
            raise typer.BadParameter(f"“{name[:40]}” is no official key of 5, 8, 9 or 12 digits, and no id")
    return found


def _short_name(name: str) -> str:
    if len(name) > _LONGEST_NAME:
        raise typer.BadParameter(f"a name has at most {_LONGEST_NAME} characters")
    return name


Scopes = Annotated[
    list[str],
    typer.Option(
        "--scope", callback=_known_scopes, help=f"What the key permits; may be repeated: {', '.join(SCOPES)}."
    ),
]
Name = Annotated[str, typer.Option(callback=_short_name, help="Whose key it is, or what it is for.")]
Municipalities = Annotated[
    list[str] | None,
    typer.Option(
        "--municipality",
        callback=lambda names: _named_municipalities(names or []),
        help="Official key of a municipality (AGS, ARS) or a district as it is registered, or its id in the service; "
        "may be repeated. Without it: all of them.",
    ),
]
Expires = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The last day on which the key is accepted (UTC). Without it: for ever."),
]
Grace = Annotated[
    int,
    typer.Option(min=0, max=_LONGEST_GRACE, metavar="HOURS", help="For how long the old key is accepted beside it."),
]
KeyId = Annotated[str, typer.Argument(metavar="ID", help="Id of the key, as `keys list` shows it.")]


@app.command()
def create(scope: Scopes, name: Name = "", expires: Expires = None, municipality: Municipalities = None) -> None:
    """Make a key and print it. It is shown this once and stored nowhere; only its hash is."""
    now = datetime.now(UTC)
    key = create_key()
    record = ApiKeyRecord(
        id=key.id,
        name=name,
        secret_hash=key.secret_hash,
        scopes=frozenset(scope),
        municipalities=tuple(dict.fromkeys(municipality or ())) or None,
        created_at=now,
        expires_at=None if expires is None else _end_of_day(expires),
        last_used_on=None,
        revoked_at=None,
    )
    if record.expires_at is not None and record.expires_at <= now:
        raise typer.BadParameter("this day is over", param_hint="--expires")

    async def work(database: Database) -> None:
        async with database.transaction() as transaction:
            await add_api_key(transaction, record)
            await note(transaction, _event("key_created", now, **_details(record)))

    with_database(Settings.load(), work)
    _show(key, record)


@app.command("list")
def list_keys() -> None:
    """Print id, state, scopes, days, municipalities and name of every key, oldest first.

    The days are those of making, end (UTC, with the minute where it ends within a day) and last use. Secrets are not
    known to anybody.
    """

    async def work(database: Database) -> list[ApiKeyRecord]:
        async with database.reading() as transaction:
            return list(await list_api_keys(transaction))

    now = datetime.now(UTC)
    for key in with_database(Settings.load(), work):
        typer.echo("\t".join(_row(key, now)))


@app.command()
def revoke(key_id: KeyId) -> None:
    """Revoke a key. A running service accepts it for a few seconds more at most."""
    now = datetime.now(UTC)

    async def work(database: Database) -> None:
        async with database.transaction() as transaction:
            if await set_revoked(transaction, key_id, at=now):
                await note(transaction, _event("key_revoked", now, key=key_id))

    with_database(Settings.load(), work)
    say(f"revoked: {key_id}")


@app.command()
def rotate(key_id: KeyId, grace: Grace = 0) -> None:
    """Make a new key with the rights of an old one, print it, and revoke the old one or let it end soon."""
    key = create_key()
    now = datetime.now(UTC)
    end = now + timedelta(hours=grace)

    async def work(database: Database) -> ApiKeyRecord:
        async with database.transaction() as transaction:
            old = await _usable(transaction, key_id, now)
            if await is_replaced(transaction, key_id):
                # Another one would end with the grace of this one, and nobody would know why.
                raise Conflict("api_key_replaced", id=key_id)
            new = replace(old, id=key.id, secret_hash=key.secret_hash, created_at=now, last_used_on=None)
            await add_api_key(transaction, new)
            if grace:
                await set_end(transaction, key_id, at=end)
            else:
                await set_revoked(transaction, key_id, at=now)
            event = _event("key_rotated", now, replaces=key_id, grace_hours=grace, **_details(new))
            await note(transaction, event)
        return new

    record = with_database(Settings.load(), work)
    say(f"ends at {_moment(end)}, or earlier where it would: {key_id}" if grace else f"revoked: {key_id}")
    _show(key, record)


def _event(name: EventName, now: datetime, **details: object) -> Event:
    return Event(uuid.uuid4(), now, CLI, name, details=details)


def _details(key: ApiKeyRecord) -> dict[str, object]:
    """Return what the trail keeps of a key: what it permits, and nothing of what its holder shows."""
    municipalities = None if key.municipalities is None else list(key.municipalities)
    return {"key": key.id, "scopes": sorted(key.scopes), "municipalities": municipalities}


async def _usable(transaction: Transaction, key_id: str, now: datetime) -> ApiKeyRecord:
    found = await find_api_key(transaction, key_id)
    if found is None:
        raise NotFound("unknown_api_key", id=key_id)
    if _state(found, now) != "active":
        raise Conflict("api_key_ended", id=key_id)
    return found


def _show(key: NewKey, record: ApiKeyRecord) -> None:
    typer.echo(key.text)
    until = "no end" if record.expires_at is None else f"until {_moment(record.expires_at)}"
    say(f"made: {key.id} ({', '.join(sorted(record.scopes))}, {until}). The key is shown this once only.")


def _row(key: ApiKeyRecord, now: datetime) -> tuple[str, ...]:
    expires = "-" if key.expires_at is None else _moment(key.expires_at)
    used = "-" if key.last_used_on is None else str(key.last_used_on)
    reach = "all" if key.municipalities is None else ",".join(key.municipalities)
    made = str(key.created_at.date())
    return (key.id, _state(key, now), ",".join(sorted(key.scopes)), made, expires, used, reach, key.name)


def _state(key: ApiKeyRecord, now: datetime) -> str:
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= now else "active"


_LAST = {"hour": 23, "minute": 59, "second": 59}


def _end_of_day(day: datetime) -> datetime:
    return day.replace(**_LAST, tzinfo=UTC)


def _moment(moment: datetime) -> str:
    """Return the day, and the minute where it is not the end of the day."""
    if moment == _end_of_day(moment):
        return str(moment.date())
    return f"{moment:%Y-%m-%dT%H:%MZ}"
