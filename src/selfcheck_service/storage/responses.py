"""Responses: all answers of one respondent, from the first draft to the erasure.

Entering spends a ticket and inserts the response. On PostgreSQL one statement does both, and only while the round is
open by the database's own clock, so that no replica's clock lets anybody in.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, literal, or_, select, update
from sqlalchemy.exc import IntegrityError

from selfcheck_service.storage.alone import Alone
from selfcheck_service.storage.database import Database, Transaction
from selfcheck_service.storage.tables import invitations, responses, rounds, tickets
from selfcheck_service.storage.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class ResponseKey:
    """Which response: its municipality and its round are part of its name."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    id: uuid.UUID


class NewResponse(msgspec.Struct, frozen=True):
    """A response that nobody has seen yet. `answers` is None where it is only begun, `draft` where it is submitted."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    id: uuid.UUID
    terms_hash: str
    perspective: str
    secret_hash: bytes
    display_name: str | None
    language: str | None
    answers: bytes | None
    draft: bytes | None
    entered_on: date


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A response as it is stored. Of an erased one only its key, its terms and `erased_on` are left."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    id: uuid.UUID
    terms_hash: str
    perspective: str | None
    secret_hash: bytes | None
    display_name: str | None
    language: str | None
    answers: bytes | None
    draft: bytes | None
    entered_on: date | None
    changed_on: date | None
    erased_on: date | None

    @property
    def key(self) -> ResponseKey:
        """Return which response it is."""
        return ResponseKey(self.municipality_id, self.round_id, self.id)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a round opens and closes, since when it is sealed, and what time it is by the same clock."""

    opens_at: datetime
    closes_at: datetime
    sealed_at: datetime | None
    now: datetime


_COLUMNS = tuple(responses.c[name] for name in ResponseRow.__dataclass_fields__)
# Who waited for a row that sealing has put elsewhere meanwhile finds nothing, and the row by looking once more.
_LOOKS = 3
# So many rounds are tried in one statement.
_AT_ONCE = 100

# Either the ticket is spent and the response is there, or nothing has happened. A ticket that somebody else is spending
# at this moment is passed over, because of an open link there are others. The lock on the round is the one that the
# foreign key takes anyway; whoever closes the round for good waits for it.
# A ticket is looked for by its round and its code, and by nothing else: a database that has not counted its rows yet
# would also find it by the municipality and the round, and go through all tickets of the round for everybody who comes.
_ENTER = Alone(
    postgres="""
    WITH opening AS (
        SELECT r.municipality_id, r.id FROM rounds r
        WHERE r.municipality_id = :municipality_id AND r.id = :round_id AND r.terms_hash = :terms_hash
        AND r.opens_at <= now() AND now() < r.closes_at AND r.sealed_at IS NULL
        FOR KEY SHARE
    ), ticket AS (
        SELECT t.ctid FROM tickets t, opening
        WHERE t.round_id = opening.id AND t.code_hash = :code_hash AND t.perspective = :perspective
        LIMIT 1 FOR UPDATE OF t SKIP LOCKED
    ), spent AS (
        DELETE FROM tickets t USING ticket WHERE t.ctid = ticket.ctid
        RETURNING t.perspective
    )
    INSERT INTO responses (
        municipality_id, round_id, id, terms_hash, perspective, secret_hash, display_name, language, answers, draft,
        entered_on, changed_on
    )
    SELECT :municipality_id, :round_id, :id, :terms_hash, spent.perspective, :secret_hash, :display_name, :language,
        :answers, :draft, :entered_on, :entered_on
    FROM spent
    """,
    # Nobody else writes meanwhile, so that both statements see the same tickets.
    sqlite=(
        """
        INSERT INTO responses (
            municipality_id, round_id, id, terms_hash, perspective, secret_hash, display_name, language, answers, draft,
            entered_on, changed_on
        )
        SELECT r.municipality_id, r.id, :id, r.terms_hash, t.perspective, :secret_hash, :display_name, :language,
            :answers, :draft, :entered_on, :entered_on
        FROM rounds r JOIN tickets t ON t.round_id = r.id
        WHERE r.municipality_id = :municipality_id AND r.id = :round_id AND r.terms_hash = :terms_hash
        AND r.opens_at <= :now AND :now < r.closes_at AND r.sealed_at IS NULL
        AND t.code_hash = :code_hash AND t.perspective = :perspective
        LIMIT 1
        """,
        """
        DELETE FROM tickets WHERE rowid = (
            SELECT t.rowid FROM tickets t
            WHERE t.round_id = :round_id AND t.code_hash = :code_hash AND t.perspective = :perspective
            LIMIT 1
        )
        """,
    ),
)


async def enter(database: Database, response: NewResponse, code_hash: bytes, *, now: datetime) -> bool:
    """Spend a ticket of this code and insert the response; return False, and change nothing, where that cannot be.

    It cannot where the round is not open, its terms or the perspective are others, no ticket is left, or the id is
    taken. The caller finds out which. `now` is the moment on SQLite alone.
    """
    try:
        return await database.run(_ENTER, {**asdict(response), "code_hash": code_hash, "now": now})
    except IntegrityError:
        return False


async def enter_within(transaction: Transaction, response: NewResponse, code_hash: bytes) -> bool:
    """Do what `enter` does, within a transaction; return False, and change nothing, where no ticket is left.

    The caller has looked at the hours of the round, its terms and the perspective in the same transaction. A ticket
    that somebody else is spending at this moment is passed over.
    """
    theirs = and_(
        tickets.c.round_id == response.round_id,
        tickets.c.code_hash == code_hash,
        tickets.c.perspective == response.perspective,
    )
    left = select(tickets.c.id).where(theirs).limit(1).with_for_update(skip_locked=True)
    ticket = await transaction.connection.scalar(left)
    if ticket is None:
        return False
    await transaction.connection.execute(delete(tickets).where(and_(theirs, tickets.c.id == ticket)))
    values = {**asdict(response), "changed_on": response.entered_on}
    await transaction.connection.execute(insert(responses).values(values))
    return True


async def find_response(transaction: Transaction, key: ResponseKey, *, lock: bool = False) -> ResponseRow | None:
    """Return a response, an erased one too, or None; with `lock` nobody else changes it until the transaction ends."""
    statement = select(*_COLUMNS).where(_is(key))
    if lock:
        statement = statement.with_for_update()
    for _ in range(_LOOKS if lock else 1):
        row = (await transaction.connection.execute(statement)).first()
        if row is not None:
            return ResponseRow(*row)
    return None


async def find_ticket(transaction: Transaction, round_id: uuid.UUID, code_hash: bytes) -> str | None:
    """Return the perspective that an access code is for, "" where there are none; None where no ticket is left."""
    row = (await transaction.connection.execute(_tickets_of(round_id, code_hash).limit(1))).first()
    return None if row is None else str(row.perspective)


async def find_round_of_code(transaction: Transaction, hash_of: Callable[[uuid.UUID], bytes]) -> uuid.UUID | None:
    """Return the round that an access code is for, or None; `hash_of` tells what a ticket of a round would hold.

    A ticket knows its code only together with its round, so each round that still has one is tried; sealed ones have
    no use for it.
    """
    has_ticket = select(tickets.c.id).where(tickets.c.round_id == rounds.c.id).exists()
    inviting = select(rounds.c.id).where(and_(rounds.c.sealed_at.is_(None), has_ticket)).order_by(rounds.c.id)
    found = list(await transaction.connection.scalars(inviting))
    for start in range(0, len(found), _AT_ONCE):
        pairs = [(round_id, hash_of(round_id)) for round_id in found[start : start + _AT_ONCE]]
        theirs = or_(
            *(and_(tickets.c.round_id == round_id, tickets.c.code_hash == digest) for round_id, digest in pairs)
        )
        row = (await transaction.connection.execute(select(tickets.c.round_id).where(theirs).limit(1))).first()
        if row is not None:
            return uuid.UUID(str(row.round_id))
    return None


async def is_shared(transaction: Transaction, round_id: uuid.UUID, code_hash: bytes) -> bool:
    """Tell whether an access code is one for many people, and a ticket of it is left."""
    invitation = and_(
        invitations.c.municipality_id == tickets.c.municipality_id,
        invitations.c.round_id == tickets.c.round_id,
        invitations.c.id == tickets.c.invitation_id,
    )
    kinds = select(invitations.c.kind).join(tickets, invitation)
    theirs = and_(tickets.c.round_id == round_id, tickets.c.code_hash == code_hash)
    return await transaction.connection.scalar(kinds.where(theirs).limit(1)) == "open"


async def wait_for_ticket(transaction: Transaction, round_id: uuid.UUID, code_hash: bytes) -> bool:
    """Wait for whoever is spending a ticket of this code at the moment; return whether one is left."""
    statement = _tickets_of(round_id, code_hash).limit(1).with_for_update()
    return (await transaction.connection.execute(statement)).first() is not None


async def change(transaction: Transaction, key: ResponseKey, values: Mapping[str, object]) -> None:
    """Set columns of a response that is there. Setting one to itself is a write as well, and waits like one."""
    await transaction.connection.execute(update(responses).where(_is(key)).values(values))


async def repeat(transaction: Transaction, key: ResponseKey) -> None:
    """Write a response once more as it is.

    What the first sending wrote may not have reached the standby yet; the acknowledgement of a repetition must not
    come before that either, so it waits for a write of its own (docs/decisions/0010-nothing-acknowledged-is-lost.md).
    """
    await change(transaction, key, {"changed_on": responses.c.changed_on})


async def erase(transaction: Transaction, key: ResponseKey, *, on: date) -> None:
    """Erase a response for good: its row stays, empty, so that no late repetition brings it back."""
    kept = {"municipality_id", "round_id", "id", "terms_hash"}
    nothing = {column.name: None for column in responses.c if column.name not in kept}
    await change(transaction, key, {**nothing, "erased_on": on})


async def list_submitted(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, skip: int, limit: int
) -> Sequence[ResponseRow]:
    """Return submitted responses of a round by id, which is chance, but for the first `skip` of them."""
    statement = select(*_COLUMNS).where(
        and_(
            responses.c.municipality_id == municipality_id,
            responses.c.round_id == round_id,
            responses.c.answers.is_not(None),
        )
    )
    statement = statement.order_by(responses.c.id).offset(skip).limit(limit)
    return [ResponseRow(*row) for row in await transaction.connection.execute(statement)]


async def list_other_names(transaction: Transaction, key: ResponseKey) -> Sequence[str]:
    """Return the display names in the round of a response, but for its own; only open rounds have any."""
    statement = select(responses.c.display_name).where(
        and_(
            responses.c.municipality_id == key.municipality_id,
            responses.c.round_id == key.round_id,
            responses.c.id != key.id,
            responses.c.display_name.is_not(None),
        )
    )
    return list(await transaction.connection.scalars(statement))


async def find_hours(
    transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID, *, now: datetime
) -> Hours | None:
    """Return when a round opens and closes, and what time it is; None where there is no such round.

    In a transaction that writes, nobody closes the round for good until it ends. It is the database's time on
    PostgreSQL, which all replicas share, and `now` on SQLite.
    """
    is_sqlite = transaction.connection.dialect.name == "sqlite"
    clock = literal(now, UtcDateTime) if is_sqlite else func.now()
    statement = select(rounds.c.opens_at, rounds.c.closes_at, rounds.c.sealed_at, clock).where(
        and_(rounds.c.municipality_id == municipality_id, rounds.c.id == round_id)
    )
    if transaction.writes:
        statement = statement.with_for_update(read=True, key_share=True)
    row = (await transaction.connection.execute(statement)).first()
    return None if row is None else Hours(*row)


def _is(key: ResponseKey) -> ColumnElement[bool]:
    return and_(
        responses.c.municipality_id == key.municipality_id,
        responses.c.round_id == key.round_id,
        responses.c.id == key.id,
    )


def _tickets_of(round_id: uuid.UUID, code_hash: bytes) -> Select[tuple[uuid.UUID, str]]:
    return select(tickets.c.id, tickets.c.perspective).where(
        and_(tickets.c.round_id == round_id, tickets.c.code_hash == code_hash)
    )
