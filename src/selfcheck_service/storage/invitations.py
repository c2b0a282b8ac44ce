"""Invitations and their tickets: how many may answer, and nothing about who they are.

An invitation is a batch of access codes for one perspective. Each possible response has a ticket, which knows its code
only as a hash; spending the code deletes the ticket, and revoking deletes what is left of them.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    Uuid,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import invitations, responses, tickets
from selfcheck_service.storage.types import UtcDateTime

InvitationKind = Literal["personal", "open"]


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A batch of codes for one perspective, which is empty where the questionnaire has none.

    `issued` is for how many responses it was good; `revoked` is how many of them were taken back before anybody used
    them.
    """

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    id: uuid.UUID
    perspective: str
    kind: InvitationKind
    issued: int
    revoked: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to one response. All tickets of an open invitation have the same code."""

    id: uuid.UUID
    code_hash: bytes


@dataclass(frozen=True, slots=True)
class Participation:
    """How many codes of one perspective were issued, taken back, used, and are left: issued is the sum of the rest."""

    perspective: str
    issued: int
    revoked: int
    redeemed: int
    left: int


async def add_invitation(transaction: Transaction, added: InvitationRow, its_tickets: Iterable[Ticket]) -> None:
    """Insert an invitation with its tickets."""
    values = {name: getattr(added, name) for name in _NAMES}
    await transaction.connection.execute(insert(invitations), values)
    shared = {
        "municipality_id": added.municipality_id,
        "round_id": added.round_id,
        "invitation_id": added.id,
        "perspective": added.perspective,
    }
    rows = [{**shared, "id": ticket.id, "code_hash": ticket.code_hash} for ticket in its_tickets]
    await transaction.connection.execute(insert(tickets), rows)


async def get_invitation(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, invitation_id: uuid.UUID
) -> InvitationRow:
    """Return an invitation of a round; raise `NotFound` where it has none of this id."""
    mine = and_(_of(invitations, municipality_id, round_id), invitations.c.id == invitation_id)
    statement = select(invitations).where(mine)
    row = (await transaction.connection.execute(statement)).mappings().first()
    if row is None:
        raise NotFound("unknown_invitation", id=str(invitation_id))
    return _invitation(row)


async def list_invitations(
    transaction: Transaction,
    municipality_id: uuid.UUID,
    round_id: uuid.UUID,
    *,
    after: tuple[datetime, uuid.UUID] | None,
    limit: int,
) -> Sequence[InvitationRow]:
    """Return the invitations of a round, newest first, beginning behind the one made at this moment with this id."""
    statement = select(invitations).where(_of(invitations, municipality_id, round_id))
    if after is not None:
        created_at, invitation_id = after
        last = tuple_(literal(created_at, UtcDateTime), literal(invitation_id, Uuid))
        statement = statement.where(tuple_(invitations.c.created_at, invitations.c.id) < last)
    statement = statement.order_by(invitations.c.created_at.desc(), invitations.c.id.desc()).limit(limit)
    return [_invitation(row) for row in (await transaction.connection.execute(statement)).mappings()]


async def revoke_tickets(transaction: Transaction, revoked: InvitationRow) -> int:
    """Take back what is left of an invitation; return how many tickets that were."""
    theirs = and_(_of(tickets, revoked.municipality_id, revoked.round_id), tickets.c.invitation_id == revoked.id)
    return await _revoke(transaction, revoked.municipality_id, revoked.round_id, theirs)


async def revoke_code(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, code_hash: bytes
) -> int:
    """Take back what is left of one code; return how many tickets that were, 0 where it is used up or unknown."""
    theirs = and_(_of(tickets, municipality_id, round_id), tickets.c.code_hash == code_hash)
    return await _revoke(transaction, municipality_id, round_id, theirs)


async def count_usable(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> int:
    """Return for how many responses the codes of a round are good or were good: issued, and not taken back."""
    total = func.coalesce(func.sum(invitations.c.issued - invitations.c.revoked), 0)
    statement = select(total).where(_of(invitations, municipality_id, round_id))
    return int((await transaction.connection.execute(statement)).scalar_one())


async def list_participation(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID
) -> Sequence[Participation]:
    """Return the counts of codes for each perspective that has an invitation, by perspective."""
    counted = (
        select(invitations.c.perspective, func.sum(invitations.c.issued), func.sum(invitations.c.revoked))
        .where(_of(invitations, municipality_id, round_id))
        .group_by(invitations.c.perspective)
        .order_by(invitations.c.perspective)
    )
    issued = [(row[0], int(row[1]), int(row[2])) for row in await transaction.connection.execute(counted)]
    left = await _count_left(transaction, municipality_id, round_id)
    return [
        Participation(
            perspective, int(of_them), int(revoked), int(of_them) - int(revoked) - left[perspective], left[perspective]
        )
        for perspective, of_them, revoked in issued
    ]


async def count_submitted(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> int:
    """Return how many responses of a round were submitted and not erased."""
    statement = select(func.count()).where(
        and_(_of(responses, municipality_id, round_id), responses.c.answers.is_not(None))
    )
    return int((await transaction.connection.execute(statement)).scalar_one())


async def has_submitted(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, fewest: int
) -> bool:
    """Tell whether at least so many responses of a round were submitted and not erased; it looks no further."""
    some = and_(_of(responses, municipality_id, round_id), responses.c.answers.is_not(None))
    found = select(responses.c.id).where(some).limit(fewest).subquery()
    return int(await transaction.connection.scalar(select(func.count()).select_from(found)) or 0) >= fewest


async def count_erased(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> int:
    """Return how many responses of a round were erased."""
    statement = select(func.count()).where(
        and_(_of(responses, municipality_id, round_id), responses.c.erased_on.is_not(None))
    )
    return int((await transaction.connection.execute(statement)).scalar_one())


async def _count_left(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> Counter[str]:
    statement = (
        select(tickets.c.perspective, func.count())
        .where(_of(tickets, municipality_id, round_id))
        .group_by(tickets.c.perspective)
    )
    counted = (await transaction.connection.execute(statement)).all()
    return Counter({row[0]: row[1] for row in counted})


async def _revoke(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, theirs: ColumnElement[bool]
) -> int:
    deleted = await transaction.connection.execute(delete(tickets).where(theirs).returning(tickets.c.invitation_id))
    taken = Counter(deleted.scalars())
    for invitation_id, count in taken.items():
        mine = and_(_of(invitations, municipality_id, round_id), invitations.c.id == invitation_id)
        changed = update(invitations).where(mine).values(revoked=invitations.c.revoked + count)
        await transaction.connection.execute(changed)
    return taken.total()


def _of(table: Table, municipality_id: uuid.UUID, round_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(table.c.municipality_id == municipality_id, table.c.round_id == round_id)


def _invitation(values: RowMapping) -> InvitationRow:
    return InvitationRow(**{name: values[name] for name in _NAMES})


_NAMES = tuple(column.name for column in invitations.c)
