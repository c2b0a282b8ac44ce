"""`selfcheck keys`: who may do what. A secret is shown once, alone on standard output."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import say
from selfcheck_service.edge.api_keys import NewKey, create_key
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord
from selfcheck_service.storage.audit import CLI
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases import keys
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.keys import LONGEST_GRACE_HOURS, LONGEST_NAME, KeyWish, Secret

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Make and revoke API keys.")


def _known_scopes(scopes: list[str]) -> list[str]:
    for scope in scopes:
        if scope not in SCOPES:
            raise typer.BadParameter(f"“{scope}” is no scope; possible: {', '.join(SCOPES)}")
    return scopes


def _named_municipalities(names: list[str]) -> list[str]:
    found = [name.lower() for name in names]
    for name in found:
        if not keys.is_municipality(name):
            raise typer.BadParameter(f"“{name[:40]}” is no official key of 5, 8, 9 or 12 digits, and no id")
    return found


def _short_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise typer.BadParameter(f"a name has at most {LONGEST_NAME} characters")
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
    typer.Option(
        min=0, max=LONGEST_GRACE_HOURS, metavar="HOURS", help="For how long the old key is accepted beside it."
    ),
]
KeyId = Annotated[str, typer.Argument(metavar="ID", help="Id of the key, as `keys list` shows it.")]


@app.command()
def create(scope: Scopes, name: Name = "", expires: Expires = None, municipality: Municipalities = None) -> None:
    """Make a key and print it. It is shown this once and stored nowhere; only its hash is."""
    now = datetime.now(UTC)
    key = create_key()
    municipalities = tuple(municipality or ()) or None
    wish = KeyWish(name, frozenset(scope), municipalities, None if expires is None else expires.date())
    if wish.last_day is not None and keys.end_of_day(wish.last_day) <= now:
        raise typer.BadParameter("this day is over", param_hint="--expires")

    async def work(database: Database) -> ApiKeyRecord:
        return await keys.make_key(database, wish, _secret(key), _deed(now))

    _show(key, with_database(Settings.load(), work))


@app.command("list")
def list_keys() -> None:
    """Print id, state, scopes, days, municipalities and name of every key, oldest first.

    The days are those of making, end (UTC, with the minute where it ends within a day) and last use. Secrets are not
    known to anybody.
    """

    async def work(database: Database) -> Sequence[ApiKeyRecord]:
        return await keys.list_keys(database)

    now = datetime.now(UTC)
    for key in with_database(Settings.load(), work):
        typer.echo("\t".join(_row(key, now)))


@app.command()
def revoke(key_id: KeyId) -> None:
    """Revoke a key. A running service accepts it for a few seconds more at most."""
    now = datetime.now(UTC)

    async def work(database: Database) -> None:
        await keys.revoke_key(database, key_id, _deed(now))

    with_database(Settings.load(), work)
    say(f"revoked: {key_id}")


@app.command()
def rotate(key_id: KeyId, grace: Grace = 0) -> None:
    """Make a new key with the rights of an old one, print it, and revoke the old one or let it end soon."""
    key = create_key()
    now = datetime.now(UTC)
    end = now + timedelta(hours=grace)

    async def work(database: Database) -> ApiKeyRecord:
        return await keys.rotate_key(database, key_id, grace, _secret(key), _deed(now))

    record = with_database(Settings.load(), work)
    say(f"ends at {_moment(end)}, or earlier where it would: {key_id}" if grace else f"revoked: {key_id}")
    _show(key, record)


def _secret(key: NewKey) -> Secret:
    return Secret(key.id, key.secret_hash)


def _deed(now: datetime) -> Deed:
    return Deed(CLI, EVERYWHERE, now, uuid.uuid4)


def _show(key: NewKey, record: ApiKeyRecord) -> None:
    typer.echo(key.text)
    until = "no end" if record.expires_at is None else f"until {_moment(record.expires_at)}"
    say(f"made: {key.id} ({', '.join(sorted(record.scopes))}, {until}). The key is shown this once only.")


def _row(key: ApiKeyRecord, now: datetime) -> tuple[str, ...]:
    expires = "-" if key.expires_at is None else _moment(key.expires_at)
    used = "-" if key.last_used_on is None else str(key.last_used_on)
    reach = "all" if key.municipalities is None else ",".join(key.municipalities)
    made = str(key.created_at.date())
    return (key.id, keys.state_of(key, now), ",".join(sorted(key.scopes)), made, expires, used, reach, key.name)


def _moment(moment: datetime) -> str:
    """Return the day, and the minute where it is not the end of the day."""
    if moment == keys.end_of_day(moment.date()):
        return str(moment.date())
    return f"{moment:%Y-%m-%dT%H:%MZ}"
