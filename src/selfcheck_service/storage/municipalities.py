"""Municipalities: whoever is checked."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, insert, select, tuple_, update

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import Reach, holds_text
from selfcheck_service.storage.tables import municipalities, programme_members

# The municipality of a guest round, which is nobody's and is erased with it.
GUEST: Final = "guest"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality. `land` are the two digits of its Land, `official_key_on` a day on which its key held."""

    id: uuid.UUID
    name: str
    type: str
    size_class: str | None
    land: str | None
    official_key: str | None
    official_key_on: date | None
    created_at: datetime


async def add_municipality(transaction: Transaction, municipality: Municipality) -> None:
    """Insert a municipality."""
    await transaction.connection.execute(insert(municipalities), asdict(municipality))


async def find_municipality(
    transaction: Transaction, reach: Reach, municipality_id: uuid.UUID, *, to_change: bool = False
) -> Municipality | None:
    """Return the municipality, or None where there is none of this id in reach.

    `to_change`: nobody else changes it until the end of the transaction.
    """
    statement = select(municipalities).where(
        and_(municipalities.c.id == municipality_id, reach.holds(municipalities.c.id))
    )
    if to_change:
        statement = statement.with_for_update(key_share=True)
    row = (await transaction.connection.execute(statement)).mappings().first()
    return None if row is None else Municipality(**row)


async def get_municipality(
    transaction: Transaction, reach: Reach, municipality_id: uuid.UUID, *, to_change: bool = False
) -> Municipality:
    """Return the municipality as `find_municipality` does; raise `NotFound` where that returns None."""
    found = await find_municipality(transaction, reach, municipality_id, to_change=to_change)
    if found is None:
        raise NotFound("unknown_municipality", id=str(municipality_id))
    return found


async def list_municipalities(
    transaction: Transaction,
    reach: Reach,
    *,
    programme_id: uuid.UUID | None = None,
    official_key: str | None = None,
    search: str | None = None,
    after: tuple[str, uuid.UUID] | None = None,
    limit: int,
) -> Sequence[Municipality]:
    """Return municipalities in reach, by name and id, beginning behind the one with this name and id.

    `search` stands somewhere in the name. Those of guest rounds are left out where everything is in reach: they are
    many, and nobody looks for them.
    """
    statement = select(municipalities)
    if reach.is_everywhere:
        statement = statement.where(municipalities.c.type != GUEST)
    else:
        statement = statement.where(reach.holds(municipalities.c.id))
    if programme_id is not None:
        members = select(programme_members.c.municipality_id).where(programme_members.c.programme_id == programme_id)
        statement = statement.where(municipalities.c.id.in_(members))
    if official_key is not None:
        statement = statement.where(municipalities.c.official_key == official_key)
    if search is not None:
        statement = statement.where(holds_text(municipalities.c.name, search))
    if after is not None:
        statement = statement.where(tuple_(municipalities.c.name, municipalities.c.id) > tuple_(*after))
    statement = statement.order_by(municipalities.c.name, municipalities.c.id).limit(limit)
    return [Municipality(**row) for row in (await transaction.connection.execute(statement)).mappings()]


async def names_of(transaction: Transaction, municipality_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of municipalities whose ids were read within somebody's reach."""
    statement = select(municipalities.c.id, municipalities.c.name).where(
        municipalities.c.id.in_(sorted(municipality_ids))
    )
    return {row.id: row.name for row in await transaction.connection.execute(statement)}


async def find_in_reach(
    transaction: Transaction, reach: Reach, municipality_ids: Collection[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Return those of the ids that are there and in reach, but for those of guests, which take part in nothing."""
    theirs = and_(municipalities.c.id.in_(sorted(municipality_ids)), municipalities.c.type != GUEST)
    statement = select(municipalities.c.id).where(and_(theirs, reach.holds(municipalities.c.id)))
    return frozenset((await transaction.connection.execute(statement)).scalars())


async def set_municipality(transaction: Transaction, municipality: Municipality) -> None:
    """Replace what is stored of a municipality, which is known to be there."""
    values = asdict(municipality)
    statement = update(municipalities).where(municipalities.c.id == values.pop("id")).values(**values)
    await transaction.connection.execute(statement)
