"""API keys: who may do what. What a caller shows is never stored, only its SHA-256."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, and_, insert, or_, select, update

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import api_keys


@dataclass(frozen=True, slots=True)
class ApiKeyRecord:
    """One key as it is stored. `municipalities` is None where the key reaches all of them."""

    id: str
    name: str
    secret_hash: bytes
    scopes: frozenset[str]
    municipalities: tuple[str, ...] | None
    created_at: datetime
    expires_at: datetime | None
    last_used_on: date | None
    revoked_at: datetime | None


async def add_api_key(transaction: Transaction, key: ApiKeyRecord) -> None:
    """Insert a key."""
    values = {
        "id": key.id,
        "name": key.name,
        "secret_hash": key.secret_hash,
        "scopes": sorted(key.scopes),
        "municipalities": None if key.municipalities is None else list(key.municipalities),
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "last_used_on": key.last_used_on,
        "revoked_at": key.revoked_at,
    }
    await transaction.connection.execute(insert(api_keys), values)


async def find_api_key(transaction: Transaction, key_id: str) -> ApiKeyRecord | None:
    """Return the key, expired and revoked ones too, or None where there is none of this id."""
    row = (await transaction.connection.execute(select(api_keys).where(api_keys.c.id == key_id))).mappings().first()
    return None if row is None else _record(row)


async def list_api_keys(transaction: Transaction) -> Sequence[ApiKeyRecord]:
    """Return all keys, oldest first."""
    statement = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
    return [_record(row) for row in (await transaction.connection.execute(statement)).mappings()]


async def key_names(transaction: Transaction, key_ids: Collection[str]) -> dict[str, str]:
    """Return the names of those of the keys that are there and have one, by id."""
    statement = select(api_keys.c.id, api_keys.c.name).where(api_keys.c.id.in_(sorted(key_ids)))
    return {row.id: row.name for row in await transaction.connection.execute(statement) if row.name}


async def set_last_used(transaction: Transaction, key_id: str, *, on: date) -> bool:
    """Note the day on which a key was used; return whether that is the first use of the day, on any replica."""
    is_earlier = or_(api_keys.c.last_used_on.is_(None), api_keys.c.last_used_on < on)
    statement = update(api_keys).where(and_(api_keys.c.id == key_id, is_earlier)).values(last_used_on=on)
    return (await transaction.connection.execute(statement)).rowcount > 0


async def set_end(transaction: Transaction, key_id: str, *, at: datetime) -> None:
    """Let a key, which is known to be there, end at a moment, or earlier where it would."""
    ends_later = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > at)
    statement = update(api_keys).where(and_(api_keys.c.id == key_id, ends_later)).values(expires_at=at)
    await transaction.connection.execute(statement)


async def set_revoked(transaction: Transaction, key_id: str, *, at: datetime) -> bool:
    """Revoke a key and return whether it was not yet; one that is revoked already keeps its moment.

    Raises `NotFound` where there is no such key.
    """
    found = await find_api_key(transaction, key_id)
    if found is None:
        raise NotFound("unknown_api_key", id=key_id)
    if found.revoked_at is None:
        await transaction.connection.execute(update(api_keys).where(api_keys.c.id == key_id).values(revoked_at=at))
    return found.revoked_at is None


def _record(values: RowMapping) -> ApiKeyRecord:
    municipalities = values["municipalities"]
    return ApiKeyRecord(
        id=values["id"],
        name=values["name"],
        secret_hash=bytes(values["secret_hash"]),
        scopes=frozenset(values["scopes"]),
        municipalities=None if municipalities is None else tuple(municipalities),
        created_at=values["created_at"],
        expires_at=values["expires_at"],
        last_used_on=values["last_used_on"],
        revoked_at=values["revoked_at"],
    )
