"""Keys: who may do what. Made, listed, replaced and revoked, by the command line and on pages, each with its trace.

Secrets are made at the edge; here they arrive as hashes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from selfcheck_service.core.definition.problems import Conflict, InputInvalid, NotFound, Problem
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.api_keys import (
    ApiKeyRecord,
    add_api_key,
    find_api_key,
    list_api_keys,
    set_end,
    set_revoked,
)
from selfcheck_service.storage.audit import is_replaced, note
from selfcheck_service.use_cases.deeds import Deed

# What the column holds. A longer name would be refused by PostgreSQL and taken by SQLite.
LONGEST_NAME = 200
# For how long an old key may go on beside the one that replaces it: time enough for every client to change over.
LONGEST_GRACE_HOURS = 720
# As the Federal Statistical Office gives them: district, municipality (8), municipality with its association (12), and
# the association alone.
_OFFICIAL_KEY = re.compile(r"[0-9]{5}|[0-9]{8}|[0-9]{9}|[0-9]{12}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LAST = time(23, 59, 59, tzinfo=UTC)

State = Literal["active", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class Secret:
    """The id of a new key, and the SHA-256 of its secret."""

    id: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class KeyWish:
    """What a new key shall be: whose it is, what it permits, where, and its last day (UTC).

    `municipalities` are official keys or ids, in small letters; None: all of them. `last_day` None: for ever.
    """

    name: str
    scopes: frozenset[str]
    municipalities: tuple[str, ...] | None
    last_day: date | None


def is_municipality(name: str) -> bool:
    """Tell whether a key may be restricted to what is written like this: an official key, or an id."""
    return bool(_OFFICIAL_KEY.fullmatch(name) or _ID.fullmatch(name))


def state_of(key: ApiKeyRecord, now: datetime) -> State:
    """Return whether a key is accepted, and if not, why."""
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= now else "active"


def end_of_day(day: date) -> datetime:
    """Return the last second of a day, in UTC."""
    return datetime.combine(day, _LAST)


async def list_keys(database: Database) -> Sequence[ApiKeyRecord]:
    """Return all keys, oldest first; secrets are not known to anybody."""
    async with database.reading() as transaction:
        return await list_api_keys(transaction)


async def make_key(database: Database, wish: KeyWish, secret: Secret, deed: Deed) -> ApiKeyRecord:
    """Make a key as `add_key` does, in a transaction of its own."""
    async with database.transaction() as transaction:
        return await add_key(transaction, wish, secret, deed)


async def add_key(transaction: Transaction, wish: KeyWish, secret: Secret, deed: Deed) -> ApiKeyRecord:
    """Make a key. Raises `InputInvalid` with all that is wrong with the wish, and then makes none."""
    problems = list(_faults(wish, deed.at))
    if problems:
        raise InputInvalid(problems)
    record = ApiKeyRecord(
        id=secret.id,
        name=wish.name,
        secret_hash=secret.hash,
        scopes=wish.scopes,
        municipalities=None if wish.municipalities is None else tuple(dict.fromkeys(wish.municipalities)),
        created_at=deed.at,
        expires_at=None if wish.last_day is None else end_of_day(wish.last_day),
        last_used_on=None,
        revoked_at=None,
    )
    await add_api_key(transaction, record)
    await note(transaction, replace(deed.event("key_created"), details=_details(record)))
    return record


async def revoke_key(database: Database, key_id: str, deed: Deed) -> None:
    """Revoke a key; to do so again changes nothing. Raises `NotFound`."""
    async with database.transaction() as transaction:
        if await set_revoked(transaction, key_id, at=deed.at):
            await note(transaction, deed.event("key_revoked", key=key_id))


async def rotate_key(database: Database, key_id: str, grace: int, secret: Secret, deed: Deed) -> ApiKeyRecord:
    """Replace a key as `replace_key` does, in a transaction of its own."""
    async with database.transaction() as transaction:
        return await replace_key(transaction, key_id, grace, secret, deed)


async def replace_key(transaction: Transaction, key_id: str, grace: int, secret: Secret, deed: Deed) -> ApiKeyRecord:
    """Make a key with the rights of an old one, which ends after `grace` hours, at once where that is 0.

    Raises `NotFound`, and `Conflict` where the old one has ended or was replaced before.
    """
    old = await _usable(transaction, key_id, deed.at)
    if await is_replaced(transaction, key_id):
        # Another one would end with the grace of this one, and nobody would know why.
        raise Conflict("api_key_replaced", id=key_id)
    new = replace(old, id=secret.id, secret_hash=secret.hash, created_at=deed.at, last_used_on=None)
    await add_api_key(transaction, new)
    if grace:
        await set_end(transaction, key_id, at=deed.at + timedelta(hours=grace))
    else:
        await set_revoked(transaction, key_id, at=deed.at)
    details = {"replaces": key_id, "grace_hours": grace, **_details(new)}
    await note(transaction, replace(deed.event("key_rotated"), details=details))
    return new


def _faults(wish: KeyWish, now: datetime) -> Iterator[Problem]:
    if len(wish.name) > LONGEST_NAME:
        yield Problem("/name", "too_long", {"limit": LONGEST_NAME})
    if not wish.scopes:
        yield Problem("/scopes", "missing", {"name": "scopes"})
    for name in wish.municipalities or ():
        if not is_municipality(name):
            expected = "5, 8, 9, 12 digits, or an id"
            yield Problem("/municipalities", "malformed", {"found": name[:40], "expected": expected})
    if wish.last_day is not None and end_of_day(wish.last_day) <= now:
        expected = f">= {now.date().isoformat()}"
        yield Problem("/last_day", "malformed", {"found": wish.last_day.isoformat(), "expected": expected})


def _details(key: ApiKeyRecord) -> dict[str, object]:
    """Return what the trail keeps of a key: what it permits, and nothing of what its holder shows."""
    municipalities = None if key.municipalities is None else list(key.municipalities)
    return {"key": key.id, "scopes": sorted(key.scopes), "municipalities": municipalities}


async def _usable(transaction: Transaction, key_id: str, now: datetime) -> ApiKeyRecord:
    found = await find_api_key(transaction, key_id)
    if found is None:
        raise NotFound("unknown_api_key", id=key_id)
    if state_of(found, now) != "active":
        raise Conflict("api_key_ended", id=key_id)
    return found
