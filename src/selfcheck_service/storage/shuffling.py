"""Reading all that a round has been answered with, and putting its rows elsewhere, in an order that is chance.

Where rows lie tells who came when, and the number of the transaction that wrote one ties it to the access code that was
spent with it. A round that is sealed is read without its order and written anew; then its traces are swept.
"""

import functools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, text
from sqlalchemy.sql.dml import ReturningInsert

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import responses

# The tables whose deleted rows would tie a response to what came before it.
TABLES = ("responses", "tickets")


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """What somebody submitted: `answers` in canonical bytes. `display_name` is there in open rounds only."""

    id: uuid.UUID
    perspective: str
    display_name: str | None
    answers: bytes


_COLUMNS = tuple(responses.c[name] for name in AnsweredRow.__dataclass_fields__)


async def list_answered(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, after: uuid.UUID | None, limit: int
) -> Sequence[AnsweredRow]:
    """Return submitted responses of a round by id, beginning behind an id."""
    where = [_of(municipality_id, round_id), responses.c.answers.is_not(None)]
    if after is not None:
        where.append(responses.c.id > after)
    rows = await transaction.connection.execute(select(*_COLUMNS).where(*where).order_by(responses.c.id).limit(limit))
    return [AnsweredRow(*row) for row in rows.all()]


async def list_ids(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, after: uuid.UUID | None, limit: int
) -> Sequence[uuid.UUID]:
    """Return ids of responses of a round in their order, begun and erased ones too, beginning behind an id."""
    where = [_of(municipality_id, round_id), *([] if after is None else [responses.c.id > after])]
    statement = select(responses.c.id).where(*where).order_by(responses.c.id).limit(limit)
    return (await transaction.connection.execute(statement)).scalars().all()


@dataclass(frozen=True, slots=True)
class Moved:
    """Responses that were written once more: `submitted` those with answers, `last` the id behind which to go on.

    Without `last` there was nothing left.
    """

    submitted: Sequence[AnsweredRow]
    last: uuid.UUID | None


async def move(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, after: uuid.UUID | None, limit: int
) -> Moved:
    """Write responses of a round once more, begun and erased ones too, by id and behind all others.

    Who has a row locked is waited for; who waits for one finds it by looking again. On PostgreSQL the commit of this
    transaction is not waited for until it is on the disk: it is there before any later one that is.
    """
    connection = transaction.connection
    if connection.dialect.name == "sqlite":
        ids = await list_ids(transaction, municipality_id, round_id, after=after, limit=limit)
        where = {"municipality_id": municipality_id.hex, "round_id": round_id.hex}
        if ids:
            await connection.execute(_MOVING_ONE, [{**where, "id": each.hex} for each in ids])
        found = await connection.execute(
            select(*_COLUMNS).where(_of(municipality_id, round_id), responses.c.id.in_(ids)).order_by(responses.c.id)
        )
    else:
        await connection.execute(_WITHOUT_WAITING)
        named = {
            "municipality_id": municipality_id,
            "round_id": round_id,
            "after": after or _FIRST,
            "skipped": limit - 1,
        }
        found = await connection.execute(_moving(), named)
    rows = found.all()
    submitted = [AnsweredRow(*row) for row in rows if row.answers is not None]
    return Moved(submitted, max((row.id for row in rows), default=None))


_MOVING_ONE = text(
    "UPDATE responses SET rowid = (SELECT max(rowid) + 1 FROM responses)"
    " WHERE municipality_id = :municipality_id AND round_id = :round_id AND id = :id"
)
_WITHOUT_WAITING = text("SET LOCAL synchronous_commit TO off")
# No response has one of these ids: they are of version 4.
_FIRST, _LAST = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)


@functools.cache
def _moving() -> ReturningInsert[Any]:
    """Return the statement for PostgreSQL: to make it takes longer than to run it for some rows.

    It goes over the primary key once, up to the last id of so many; a list of ids would be looked up one by one.
    """
    where = (
        responses.c.municipality_id == bindparam("municipality_id"),
        responses.c.round_id == bindparam("round_id"),
        responses.c.id > bindparam("after"),
    )
    last = select(responses.c.id).where(*where).order_by(responses.c.id).offset(bindparam("skipped")).limit(1)
    some = and_(*where, responses.c.id <= func.coalesce(last.scalar_subquery(), _LAST))
    gone = delete(responses).where(some).returning(*responses.c).cte("gone")
    names = [column.name for column in responses.c]
    return insert(responses).from_select(names, select(*gone.c).order_by(gone.c.id)).returning(*_COLUMNS)


def _of(municipality_id: uuid.UUID, round_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(responses.c.municipality_id == municipality_id, responses.c.round_id == round_id)
