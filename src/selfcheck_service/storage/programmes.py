"""Programmes: cohorts of municipalities that go the same way together."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, not_, select, true, tuple_, update

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.tables import municipalities, programme_members, programmes


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme without its members. `size` is the number of those that are in the caller's reach."""

    id: uuid.UUID
    name: str
    created_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality as a programme names it."""

    id: uuid.UUID
    name: str


async def add_programme(
    transaction: Transaction, programme_id: uuid.UUID, name: str, members: Collection[uuid.UUID], *, at: datetime
) -> None:
    """Insert a programme with its members."""
    values = {"id": programme_id, "name": name, "created_at": at}
    await transaction.connection.execute(insert(programmes), values)
    await _add_members(transaction, programme_id, members)


async def get_programme(
    transaction: Transaction, reach: Reach, programme_id: uuid.UUID, *, to_change: bool = False
) -> Programme:
    """Return the programme; raise `NotFound` where there is none of this id, or none of its members is in reach.

    `to_change`: nobody else changes it until the end of the transaction.
    """
    statement = select(programmes).where(and_(programmes.c.id == programme_id, _is_seen(reach)))
    if to_change:
        statement = statement.with_for_update(key_share=True)
    row = (await transaction.connection.execute(statement)).mappings().first()
    if row is None:
        raise NotFound("unknown_programme", id=str(programme_id))
    counted = select(func.count()).where(_is_member(reach, programme_id))
    return Programme(**row, size=(await transaction.connection.execute(counted)).scalar_one())


async def list_programmes(
    transaction: Transaction, reach: Reach, *, after: tuple[str, uuid.UUID] | None = None, limit: int
) -> Sequence[Programme]:
    """Return the programmes with a member in reach, by name and id, beginning behind the one with this name and id.

    Whoever reaches everything gets those without members, too.
    """
    page = select(programmes).where(_is_seen(reach))
    if after is not None:
        page = page.where(tuple_(programmes.c.name, programmes.c.id) > tuple_(*after))
    page = page.order_by(programmes.c.name, programmes.c.id).limit(limit)
    rows = (await transaction.connection.execute(page)).mappings().all()
    # Counted for the programmes of the page only.
    counted = (
        select(programme_members.c.programme_id, func.count().label("size"))
        .where(
            and_(
                programme_members.c.programme_id.in_([row["id"] for row in rows]),
                reach.holds(programme_members.c.municipality_id),
            )
        )
        .group_by(programme_members.c.programme_id)
    )
    sizes = {row.programme_id: row.size for row in await transaction.connection.execute(counted)}
    return [Programme(**row, size=sizes.get(row["id"], 0)) for row in rows]


async def list_members(transaction: Transaction, reach: Reach, programme_id: uuid.UUID) -> Sequence[Member]:
    """Return the members of a programme that are in reach, by name."""
    joined = municipalities.join(programme_members, programme_members.c.municipality_id == municipalities.c.id)
    statement = (
        select(municipalities.c.id, municipalities.c.name)
        .select_from(joined)
        .where(_is_member(reach, programme_id))
        .order_by(municipalities.c.name, municipalities.c.id)
    )
    return [Member(**row) for row in (await transaction.connection.execute(statement)).mappings()]


async def programme_names(transaction: Transaction, programme_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of programmes whose ids were read within somebody's reach; those that are gone have none."""
    statement = select(programmes.c.id, programmes.c.name).where(programmes.c.id.in_(sorted(programme_ids)))
    return {row.id: row.name for row in await transaction.connection.execute(statement)}


async def is_member(
    transaction: Transaction, reach: Reach, programme_id: uuid.UUID, municipality_id: uuid.UUID
) -> bool:
    """Tell whether a municipality in reach takes part in a programme; none does where there is no such programme."""
    its = and_(_is_member(reach, programme_id), programme_members.c.municipality_id == municipality_id)
    return bool((await transaction.connection.execute(select(exists().where(its)))).scalar_one())


async def has_members_beyond(transaction: Transaction, reach: Reach, programme_id: uuid.UUID) -> bool:
    """Tell whether the programme has a member that is out of reach."""
    if reach.is_everywhere:
        return False
    beyond = exists().where(
        and_(
            programme_members.c.programme_id == programme_id,
            not_(reach.holds(programme_members.c.municipality_id)),
        )
    )
    return bool((await transaction.connection.execute(select(beyond))).scalar_one())


async def set_programme(
    transaction: Transaction, programme_id: uuid.UUID, name: str, members: Collection[uuid.UUID]
) -> None:
    """Replace the name and the members of a programme, which is known to be there."""
    await transaction.connection.execute(update(programmes).where(programmes.c.id == programme_id).values(name=name))
    of_it = programme_members.c.programme_id == programme_id
    rows = await transaction.connection.execute(select(programme_members.c.municipality_id).where(of_it))
    before = frozenset(rows.scalars())
    gone = before.difference(members)
    if gone:
        removal = delete(programme_members).where(and_(of_it, programme_members.c.municipality_id.in_(sorted(gone))))
        await transaction.connection.execute(removal)
    await _add_members(transaction, programme_id, frozenset(members) - before)


async def _add_members(transaction: Transaction, programme_id: uuid.UUID, members: Collection[uuid.UUID]) -> None:
    if members:
        rows = [{"programme_id": programme_id, "municipality_id": each} for each in sorted(members)]
        await transaction.connection.execute(insert(programme_members), rows)


def _is_seen(reach: Reach) -> ColumnElement[bool]:
    if reach.is_everywhere:
        return true()
    return exists().where(
        and_(programme_members.c.programme_id == programmes.c.id, reach.holds(programme_members.c.municipality_id))
    )


def _is_member(reach: Reach, programme_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(programme_members.c.programme_id == programme_id, reach.holds(programme_members.c.municipality_id))
