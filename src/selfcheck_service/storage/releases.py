"""Releases: what was published of rounds, as the bytes that were hashed. They never change.

That of an open round shows people under the names they chose, so it is withdrawn when one of them erases theirs, and
with the responses when their time is over. Sealed again, the round has a release of a new number.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, bindparam, delete, insert, select, update

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.tables import releases, rounds


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """Which release it is: its round, its number there (from 1), its SHA-256 and when it was made."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    number: int
    release_hash: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A release: `document` are its canonical bytes."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    number: int
    release_hash: str
    released_at: datetime
    document: bytes


async def find_release(
    transaction: Transaction, round_id: uuid.UUID, number: int, *, reach: Reach = EVERYWHERE
) -> StoredRelease | None:
    """Return a release, or None where there is none in reach."""
    statement = _FINDING if reach.is_everywhere else _FINDING.where(reach.holds(releases.c.municipality_id))
    named = {"of_round": round_id, "of_number": number}
    row = (await transaction.connection.execute(statement, named)).first()
    return None if row is None else StoredRelease(*row)


async def find_newest(transaction: Transaction, round_id: uuid.UUID) -> StoredRelease | None:
    """Return the release of a round that was made last, or None where there is none."""
    statement = select(*_columns(StoredRelease)).where(releases.c.round_id == round_id)
    row = (await transaction.connection.execute(statement.order_by(releases.c.number.desc()).limit(1))).first()
    return None if row is None else StoredRelease(*row)


async def list_releases(
    transaction: Transaction, round_id: uuid.UUID, *, reach: Reach, after: int, limit: int
) -> Sequence[ReleaseEntry]:
    """Return the releases of a round in reach whose number is above `after`, by number."""
    behind = and_(_of(round_id, reach), releases.c.number > after)
    statement = select(*_columns(ReleaseEntry)).where(behind).order_by(releases.c.number).limit(limit)
    rows = await transaction.connection.execute(statement)
    return [ReleaseEntry(*row) for row in rows]


async def add_release(transaction: Transaction, added: StoredRelease) -> None:
    """Insert a release, and count it at its round."""
    await transaction.connection.execute(insert(releases), asdict(added))
    its_round = and_(rounds.c.municipality_id == added.municipality_id, rounds.c.id == added.round_id)
    await transaction.connection.execute(update(rounds).where(its_round).values(releases_made=added.number))


async def withdraw_named(transaction: Transaction, round_ids: Collection[uuid.UUID]) -> int:
    """Delete the releases of those of the rounds that are open, where people stand under names; return how many."""
    opened = select(rounds.c.id).where(and_(rounds.c.id.in_(sorted(round_ids)), rounds.c.mode == "open"))
    return (await transaction.connection.execute(delete(releases).where(releases.c.round_id.in_(opened)))).rowcount


def _of(round_id: uuid.UUID, reach: Reach) -> ColumnElement[bool]:
    return and_(releases.c.round_id == round_id, reach.holds(releases.c.municipality_id))


def _columns(shape: type[StoredRelease | ReleaseEntry]) -> list[Column[Any]]:
    return [releases.c[member.name] for member in fields(shape)]


# Made once: to make it for each reader takes longer than to run it.
_FINDING = select(*_columns(StoredRelease)).where(
    releases.c.round_id == bindparam("of_round"), releases.c.number == bindparam("of_number")
)
