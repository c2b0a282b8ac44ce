"""`selfcheck keys`: who may do what. A secret is shown once, alone on standard output."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import say
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.edge.api_keys import NewKey, create_key
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key, find_api_key, list_api_keys, set_revoked

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Make and revoke API keys.")


# As the Federal Statistical Office gives them: district, municipality (8), municipality with its association (12), and
# the association alone.
_MUNICIPALITY = re.compile(r"[0-9]{5}|[0-9]{8}|[0-9]{9}|[0-9]{12}")
# What the column holds. A longer name would be refused by PostgreSQL and taken by SQLite.
_LONGEST_NAME = 200


def _known_scopes(scopes: list[str]) -> list[str]:
    for scope in scopes:
        if scope not in SCOPES:
            raise typer.BadParameter(f"“{scope}” is no scope; possible: {', '.join(SCOPES)}")
    return scopes


def _keys_of_municipalities(keys: list[str]) -> list[str]:
    for key in keys:
        if not _MUNICIPALITY.fullmatch(key):
            raise typer.BadParameter(f"“{key[:40]}” is no official key of 5, 8, 9 or 12 digits")
    return keys


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
        callback=lambda keys: _keys_of_municipalities(keys or []),
        help="Official key of a municipality (AGS, ARS) or a district; may be repeated. Without it: all of them.",
    ),
]
Expires = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The last day on which the key is accepted (UTC). Without it: for ever."),
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

    with_database(Settings.load(), work)
    _show(key, record)


@app.command("list")
def list_keys() -> None:
    """Print id, state, scopes, days, municipalities and name of every key, oldest first.

    The days are those of making, end and last use. Secrets are not known to anybody.
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

    async def work(database: Database) -> None:
        async with database.transaction() as transaction:
            await set_revoked(transaction, key_id, at=datetime.now(UTC))

    with_database(Settings.load(), work)
    say(f"revoked: {key_id}")


@app.command()
def rotate(key_id: KeyId) -> None:
    """Make a new key with the rights of an old one, print it, and revoke the old one."""
    key = create_key()
    now = datetime.now(UTC)

    async def work(database: Database) -> ApiKeyRecord:
        async with database.transaction() as transaction:
            old = await _usable(transaction, key_id, now)
            new = replace(old, id=key.id, secret_hash=key.secret_hash, created_at=now, last_used_on=None)
            await add_api_key(transaction, new)
            await set_revoked(transaction, key_id, at=now)
        return new

    record = with_database(Settings.load(), work)
    say(f"revoked: {key_id}")
    _show(key, record)


async def _usable(transaction: Transaction, key_id: str, now: datetime) -> ApiKeyRecord:
    found = await find_api_key(transaction, key_id)
    if found is None:
        raise NotFound("unknown_api_key", id=key_id)
    if _state(found, now) != "active":
        raise Conflict("api_key_ended", id=key_id)
    return found


def _show(key: NewKey, record: ApiKeyRecord) -> None:
    typer.echo(key.text)
    until = "no end" if record.expires_at is None else f"until {record.expires_at.date()}"
    say(f"made: {key.id} ({', '.join(sorted(record.scopes))}, {until}). The key is shown this once only.")


def _row(key: ApiKeyRecord, now: datetime) -> tuple[str, ...]:
    expires = "-" if key.expires_at is None else str(key.expires_at.date())
    used = "-" if key.last_used_on is None else str(key.last_used_on)
    reach = "all" if key.municipalities is None else ",".join(key.municipalities)
    made = str(key.created_at.date())
    return (key.id, _state(key, now), ",".join(sorted(key.scopes)), made, expires, used, reach, key.name)


def _state(key: ApiKeyRecord, now: datetime) -> str:
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= now else "active"


def _end_of_day(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=59, tzinfo=UTC)
