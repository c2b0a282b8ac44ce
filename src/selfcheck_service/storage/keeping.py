"""What housekeeping deletes when its time has come, a bounded number of rows at once.

Whoever keeps house locks the round first, so that two who do so at once wait for each other, and so that nobody opens
the round again meanwhile. Those who answer do not wait for that lock.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    ScalarSelect,
    String,
    Table,
    and_,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.tables import (
    api_keys,
    audit,
    idempotency,
    invitations,
    municipalities,
    programme_members,
    questionnaires,
    responses,
    rounds,
    tickets,
)

Passage = Literal["round_opened", "round_closed"]


@dataclass(frozen=True, slots=True)
class KeptRound:
    """What decides what is deleted of a round, and when. `erase_on` is given for guest rounds."""

    municipality_id: uuid.UUID
    id: uuid.UUID
    opens_at: datetime
    closes_at: datetime
    retention_days: int
    erase_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """A round that will lose its responses, or all of it: whose it is, and what decides on which day."""

    id: uuid.UUID
    municipality: str
    title: str
    closes_at: datetime
    retention_days: int
    erase_on: date | None
    holds_responses: bool


_COLUMNS = tuple(rounds.c[name] for name in KeptRound.__dataclass_fields__)
_COMING = ("title", "closes_at", "retention_days", "erase_on")


async def list_coming(transaction: Transaction, reach: Reach, *, limit: int) -> Sequence[Coming]:
    """Return rounds in reach that hold responses, or that will be erased as a whole, the first to close first."""
    columns = (rounds.c.id, municipalities.c.name.label("municipality"), *(rounds.c[name] for name in _COMING))
    holds = _has(responses)
    statement = (
        select(*columns, holds.label("holds_responses"))
        .join(municipalities, municipalities.c.id == rounds.c.municipality_id)
        .where(and_(reach.holds(rounds.c.municipality_id), or_(holds, rounds.c.erase_on.is_not(None))))
        .order_by(rounds.c.closes_at, rounds.c.id)
        .limit(limit)
    )
    return [Coming(**row) for row in (await transaction.connection.execute(statement)).mappings()]


async def count_things(transaction: Transaction) -> dict[str, int]:
    """Return how many municipalities, rounds, questionnaires and keys there are; nothing of it says who took part."""
    tables = {
        "municipalities": municipalities,
        "rounds": rounds,
        "versions": questionnaires,
        "keys": api_keys,
    }
    counts = [select(func.count()).select_from(table).scalar_subquery().label(name) for name, table in tables.items()]
    return dict((await transaction.connection.execute(select(*counts))).mappings().one())


async def list_rounds_to_keep(
    transaction: Transaction,
    *,
    now: datetime,
    closed_before: datetime,
    today: date,
    after: uuid.UUID | None,
    limit: int,
) -> Sequence[KeptRound]:
    """Return rounds of which something may have to be deleted or noted, by id, beginning behind the id `after`.

    Those are rounds that closed before `closed_before` and have responses or tickets, guest rounds that go until
    `today`, and those that the trail does not know as opened or closed although they are.
    """
    holds = or_(_has(responses), _has(tickets))
    wanted = or_(
        and_(rounds.c.closes_at < closed_before, holds),
        rounds.c.erase_on <= today,
        and_(rounds.c.opens_at <= now, ~_is_noted(transaction, "round_opened")),
        and_(rounds.c.closes_at <= now, ~_is_noted(transaction, "round_closed")),
    )
    statement = select(*_COLUMNS).where(wanted).order_by(rounds.c.id).limit(limit)
    if after is not None:
        statement = statement.where(rounds.c.id > after)
    return [KeptRound(*row) for row in await transaction.connection.execute(statement)]


async def lock_round(transaction: Transaction, found: KeptRound) -> KeptRound | None:
    """Return the round as it is now, or None where it is gone; nobody else changes it until the transaction ends."""
    statement = select(*_COLUMNS).where(_is(found)).with_for_update(key_share=True)
    row = (await transaction.connection.execute(statement)).first()
    return None if row is None else KeptRound(*row)


async def is_noted(transaction: Transaction, found: KeptRound, passage: Passage) -> bool:
    """Tell whether the trail says that the round has opened, or that it has closed since the day of its closing."""
    statement = select(_is_noted(transaction, passage)).select_from(rounds).where(_is(found))
    return bool(await transaction.connection.scalar(statement))


async def count_kept(transaction: Transaction, found: KeptRound) -> tuple[int, int]:
    """Return how many responses, erased ones and drafts too, and how many tickets a round has."""
    counted = [
        await transaction.connection.scalar(select(func.count()).select_from(table).where(_of(table, found)))
        for table in (responses, tickets)
    ]
    return counted[0] or 0, counted[1] or 0


async def delete_responses(transaction: Transaction, found: KeptRound, *, limit: int) -> int:
    """Delete responses of a round, erased ones and drafts too; return how many."""
    return await _delete(transaction, responses, await _some(transaction, responses, found, limit))


async def take_back_tickets(transaction: Transaction, found: KeptRound, *, limit: int) -> int:
    """Delete tickets of a round and count them as revoked, so that what was redeemed stays known; return how many."""
    some = await _some(transaction, tickets, found, limit)
    deleting = delete(tickets).where(some).returning(tickets.c.invitation_id)
    taken = Counter((await transaction.connection.execute(deleting)).scalars())
    for invitation_id, count in taken.items():
        mine = and_(_of(invitations, found), invitations.c.id == invitation_id)
        changed = update(invitations).where(mine).values(revoked=invitations.c.revoked + count)
        await transaction.connection.execute(changed)
    return taken.total()


async def delete_round(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> None:
    """Delete a round without responses, with its invitations; a guest round with its municipality and the keys to it.

    Raises `Conflict` (`round_answered`) where there is a response: the database itself decides that, so that nobody who
    answers at the same time is overlooked.
    """
    its_row = and_(rounds.c.municipality_id == municipality_id, rounds.c.id == round_id)
    try:
        await _delete(transaction, rounds, its_row)
    except IntegrityError as error:
        raise Conflict("round_answered") from error
    mine = municipalities.c.id == municipality_id
    others = exists().where(rounds.c.municipality_id == municipalities.c.id)
    statement = select(municipalities.c.id).where(and_(mine, municipalities.c.type == "guest", ~others))
    if (await transaction.connection.execute(statement)).first() is None:
        return
    keys = await _keys_to(transaction, municipality_id)
    await _delete(transaction, idempotency, idempotency.c.caller.in_(keys))
    await _delete(transaction, api_keys, api_keys.c.id.in_(keys))
    await _delete(transaction, programme_members, programme_members.c.municipality_id == municipality_id)
    await _delete(transaction, municipalities, mine)


async def count_replies(transaction: Transaction, *, before: datetime) -> int:
    """Return how many replies to requests with an Idempotency-Key are older than a moment."""
    statement = select(func.count()).select_from(idempotency).where(idempotency.c.created_at < before)
    return await transaction.connection.scalar(statement) or 0


async def _keys_to(transaction: Transaction, municipality_id: uuid.UUID) -> list[str]:
    """Return the ids of the keys that reach this municipality and no other one."""
    named = cast(api_keys.c.municipalities, String).contains(str(municipality_id))
    found = (await transaction.connection.execute(select(api_keys.c.id, api_keys.c.municipalities).where(named))).all()
    return [key_id for key_id, names in found if names == [str(municipality_id)]]


async def _some(transaction: Transaction, table: Table, found: KeptRound, limit: int) -> ColumnElement[bool]:
    """Return the condition that a row is among the first so many of a round, by id.

    The last of them is looked up beforehand: PostgreSQL, which knows little of rows that are new, would otherwise look
    through all of them for each row.
    """
    ids = select(table.c.id).where(_of(table, found)).order_by(table.c.id)
    last = await transaction.connection.scalar(ids.offset(limit - 1).limit(1))
    return _of(table, found) if last is None else and_(_of(table, found), table.c.id <= last)


async def _delete(transaction: Transaction, table: Table, *conditions: ColumnExpressionArgument[bool]) -> int:
    return (await transaction.connection.execute(delete(table).where(and_(*conditions)))).rowcount


def _is_noted(transaction: Transaction, passage: Passage) -> ColumnElement[bool]:
    """Return the condition on a round that the trail knows of it; where it was opened again, of its last closing."""
    noted = and_(
        audit.c.municipality_id == rounds.c.municipality_id, audit.c.round_id == rounds.c.id, audit.c.event == passage
    )
    if passage == "round_opened":
        return _first(audit, noted, audit.c.at).is_not(None)
    is_sqlite = transaction.connection.dialect.name == "sqlite"
    # SQLite keeps moments as text, which begins with the day. Of what housekeeping notes there is the day only.
    day = func.date(rounds.c.closes_at) if is_sqlite else func.date_trunc("day", rounds.c.closes_at, text("'UTC'"))
    return _first(audit, and_(noted, audit.c.at >= day), audit.c.at).is_not(None)


def _is(found: KeptRound) -> ColumnElement[bool]:
    return and_(rounds.c.municipality_id == found.municipality_id, rounds.c.id == found.id)


def _of(table: Table, found: KeptRound) -> ColumnElement[bool]:
    return and_(table.c.municipality_id == found.municipality_id, table.c.round_id == found.id)


def _has(table: Table) -> ColumnElement[bool]:
    """Return the condition that a round has rows in a table."""
    theirs = and_(table.c.municipality_id == rounds.c.municipality_id, table.c.round_id == rounds.c.id)
    return _first(table, theirs, table.c.id).is_not(None)


def _first(table: Table, condition: ColumnElement[bool], order: ColumnElement[Any]) -> ScalarSelect[uuid.UUID]:
    # The first row by an index is one step into it, where EXISTS would let PostgreSQL read the whole table.
    return select(table.c.id).where(condition).order_by(order).limit(1).correlate(rounds).scalar_subquery()
