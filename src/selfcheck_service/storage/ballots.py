"""Ballots, their slips and their votes. A vote is tied to nobody: to no code, no moment and no place in an order.

Who votes, and who closes, locks the ballot first. So nobody votes while it is counted, and nothing is counted twice.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, func, insert, select, update

from selfcheck_service.core.ballots.asking import OPEN_FOR, BallotKind, BallotOption, CodeKind, Question
from selfcheck_service.core.ballots.codes import SLIP_LENGTH, ballot_code_hash
from selfcheck_service.core.ballots.counting import Tally
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots, votes
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.tables import audit

# The tables whose deleted rows would still tell who voted how.
SWEPT = ("votes", "ballot_slips")


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A ballot. `people` is how many may vote at most.

    `code_hash` is what is stored of the code of the room; where everybody has a slip, what tells these slips from the
    ones that were made before.

    `phones` is None until it is closed; `paper` is what somebody has entered so far.
    """

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    id: uuid.UUID
    release_hash: str
    kind: BallotKind
    title: str
    question: Question
    codes: CodeKind
    people: int
    code_hash: bytes | None
    created_at: datetime
    closed_at: datetime | None
    phones: Tally | None
    paper: Tally
    # Whether somebody has entered or changed what was counted on paper once it was closed, and its result known.
    paper_late: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it was not closed yet; people may vote until `closes_at`, too, and no longer."""
        return self.closed_at is None

    @property
    def closes_at(self) -> datetime:
        """Return when it closes by itself, where nobody has closed it before."""
        return self.created_at + OPEN_FOR

    @property
    def is_shared(self) -> bool:
        """Tell whether one code is good for the whole room."""
        return self.codes == "shared"


async def find_ballot(
    transaction: Transaction,
    round_id: uuid.UUID,
    ballot_id: uuid.UUID,
    *,
    reach: Reach = EVERYWHERE,
    to_change: bool = False,
) -> BallotRow | None:
    """Return a ballot in reach, or None. `to_change`: nobody else votes or changes it until the transaction ends."""
    mine = and_(ballots.c.round_id == round_id, ballots.c.id == ballot_id, reach.holds(ballots.c.municipality_id))
    if to_change:
        # What was committed while this waits for the lock is seen by the next statement.
        await transaction.connection.execute(select(ballots.c.id).where(mine).with_for_update(key_share=True))
    row = (await transaction.connection.execute(select(ballots).where(mine))).mappings().first()
    return None if row is None else (await _with_lateness(transaction, [_ballot(row)]))[0]


async def list_ballots(
    transaction: Transaction, round_id: uuid.UUID, *, after: tuple[datetime, uuid.UUID] | None, limit: int
) -> Sequence[BallotRow]:
    """Return ballots of a round, newest first, beginning behind the one with this moment and id."""
    statement = select(ballots).where(ballots.c.round_id == round_id)
    if after is not None:
        moment, ballot_id = after
        earlier = and_(ballots.c.created_at == moment, ballots.c.id < ballot_id)
        statement = statement.where((ballots.c.created_at < moment) | earlier)
    statement = statement.order_by(ballots.c.created_at.desc(), ballots.c.id.desc()).limit(limit)
    rows = (await transaction.connection.execute(statement)).mappings()
    return await _with_lateness(transaction, [_ballot(row) for row in rows])


async def count_made(transaction: Transaction, round_id: uuid.UUID) -> int:
    """Return how many ballots a round has."""
    statement = select(func.count()).select_from(ballots).where(ballots.c.round_id == round_id)
    return await transaction.connection.scalar(statement) or 0


async def list_overdue(
    transaction: Transaction, *, now: datetime, round_id: uuid.UUID | None = None
) -> Sequence[tuple[uuid.UUID, uuid.UUID]]:
    """Return round and id of ballots, of all rounds or of one, that nobody has closed while they were open."""
    overdue = and_(ballots.c.closed_at.is_(None), ballots.c.created_at <= now - OPEN_FOR)
    if round_id is not None:
        overdue = and_(overdue, ballots.c.round_id == round_id)
    rows = await transaction.connection.execute(select(ballots.c.round_id, ballots.c.id).where(overdue))
    return [(found, ballot_id) for found, ballot_id in rows]


async def find_by_code(transaction: Transaction, code: str, *, since: datetime) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Return round and id of the ballot that a canonical code belongs to, of those opened since a moment, or None.

    What is stored of a code has the ballot in it, so all of these are tried; they are few, as a ballot lasts a day.
    """
    is_slip = len(code) == SLIP_LENGTH
    columns = (ballots.c.round_id, ballots.c.id, ballots.c.code_hash)
    kind = ballots.c.codes == ("slips" if is_slip else "shared")
    rows = await transaction.connection.execute(select(*columns).where(and_(kind, ballots.c.created_at >= since)))
    hashed = {ballot_code_hash(each.bytes, code): (round_id, each, stored) for round_id, each, stored in rows}
    if not is_slip:
        return next((found[:2] for made, found in hashed.items() if compare_digest(made, found[2])), None)
    statement = select(ballot_slips.c.code_hash).where(ballot_slips.c.code_hash.in_(sorted(hashed)))
    slip = await transaction.connection.scalar(statement)
    return None if slip is None else hashed[slip][:2]


async def list_options(transaction: Transaction, round_id: uuid.UUID) -> Mapping[str, frozenset[str]]:
    """Return the ballots of a round by their ids as texts, with the keys of their options."""
    statement = select(ballots.c.id, ballots.c.options).where(ballots.c.round_id == round_id)
    rows = await transaction.connection.execute(statement)
    return {str(ballot_id): frozenset(each["key"] for each in options) for ballot_id, options in rows}


async def add_ballot(transaction: Transaction, added: BallotRow, slips: Iterable[bytes] = ()) -> None:
    """Insert a ballot, with a slip for each of these hashes."""
    values = {
        **{name: getattr(added, name) for name in ("municipality_id", "round_id", "id", "release_hash", "kind")},
        **{name: getattr(added, name) for name in ("title", "codes", "people", "code_hash", "created_at")},
        "options": [asdict(option) for option in added.question.options],
        "dots": added.question.dots,
        "cumulating": added.question.cumulating,
        **_counted(added),
    }
    await transaction.connection.execute(insert(ballots), values)
    await _add_slips(transaction, added, slips, used=False)


async def replace_slips(transaction: Transaction, changed: BallotRow, slips: Iterable[bytes]) -> None:
    """Put slips with these hashes in the place of all that there are, none of which was used."""
    await transaction.connection.execute(delete(ballot_slips).where(_of(ballot_slips, changed)))
    await _add_slips(transaction, changed, slips, used=False)
    values = {"code_hash": changed.code_hash}
    await transaction.connection.execute(update(ballots).where(_of(ballots, changed)).values(values))


async def delete_ballot(transaction: Transaction, ballot: BallotRow) -> None:
    """Delete a ballot with its slips."""
    await transaction.connection.execute(delete(ballots).where(_of(ballots, ballot)))


async def set_counts(transaction: Transaction, changed: BallotRow) -> None:
    """Write title, number of people, closing, and what was counted."""
    mine = _of(ballots, changed)
    values = {"title": changed.title, "people": changed.people, **_counted(changed)}
    await transaction.connection.execute(update(ballots).where(mine).values(values))


async def find_vote(transaction: Transaction, ballot: BallotRow, vote_id: uuid.UUID) -> Mapping[str, int] | None:
    """Return where a vote puts its dots, or None where there is no such vote."""
    statement = select(votes.c.dots).where(and_(_of(votes, ballot), votes.c.id == vote_id))
    found: Mapping[str, int] | None = await transaction.connection.scalar(statement)
    return found


async def add_vote(transaction: Transaction, ballot: BallotRow, vote_id: uuid.UUID, dots: Mapping[str, int]) -> None:
    """Insert a vote."""
    await transaction.connection.execute(insert(votes), {**_place(ballot), "id": vote_id, "dots": dict(dots)})


async def replace_vote(
    transaction: Transaction, ballot: BallotRow, vote_id: uuid.UUID, dots: Mapping[str, int]
) -> None:
    """Put the dots of a vote elsewhere."""
    mine = and_(_of(votes, ballot), votes.c.id == vote_id)
    await transaction.connection.execute(update(votes).where(mine).values(dots=dict(dots)))


async def count_votes(transaction: Transaction, ballot: BallotRow) -> int:
    """Return how many votes there are."""
    statement = select(func.count()).select_from(votes).where(_of(votes, ballot))
    return await transaction.connection.scalar(statement) or 0


async def take_votes(transaction: Transaction, ballot: BallotRow) -> Sequence[Mapping[str, int]]:
    """Return all votes, by ids of chance, and delete them; what that leaves on the disk is for `Database.sweep`."""
    mine = _of(votes, ballot)
    found = (await transaction.connection.execute(select(votes.c.dots).where(mine).order_by(votes.c.id))).scalars()
    dots = list(found)
    await transaction.connection.execute(delete(votes).where(mine))
    return dots


async def renew_slips(transaction: Transaction, ballot: BallotRow) -> None:
    """Write all slips of a ballot once more, as used, in the order of their hashes.

    On PostgreSQL a slip and the vote that was cast with it were written by the same transaction, and slips lie in the
    order in which they were used: after this both say nothing.
    """
    mine = _of(ballot_slips, ballot)
    connection = transaction.connection
    hashes = (await connection.execute(select(ballot_slips.c.code_hash).where(mine))).scalars().all()
    # Deleted and inserted: an update would leave them in the order in which they lay.
    await connection.execute(delete(ballot_slips).where(mine))
    await _add_slips(transaction, ballot, hashes, used=True)


async def find_slip(transaction: Transaction, ballot: BallotRow, code_hash: bytes) -> bool | None:
    """Return whether a slip was used, or None where there is none with this code."""
    statement = select(ballot_slips.c.used).where(
        and_(_of(ballot_slips, ballot), ballot_slips.c.code_hash == code_hash)
    )
    used: bool | None = await transaction.connection.scalar(statement)
    return used


async def use_slip(transaction: Transaction, ballot: BallotRow, code_hash: bytes) -> None:
    """Note that a slip was used."""
    mine = and_(_of(ballot_slips, ballot), ballot_slips.c.code_hash == code_hash)
    await transaction.connection.execute(update(ballot_slips).where(mine).values(used=True))


async def _add_slips(transaction: Transaction, ballot: BallotRow, hashes: Iterable[bytes], *, used: bool) -> None:
    # In an order that says nothing of the order in which they are handed out.
    rows = [{**_place(ballot), "code_hash": each, "used": used} for each in sorted(hashes)]
    if rows:
        await transaction.connection.execute(insert(ballot_slips), rows)


def _ballot(row: Mapping[Any, Any]) -> BallotRow:
    options = tuple(BallotOption(each["key"], each["title"]) for each in row["options"])
    phones = None if row["phone_ballots"] is None else Tally(row["phone_ballots"], row["phone_dots"])
    return BallotRow(
        municipality_id=row["municipality_id"],
        round_id=row["round_id"],
        id=row["id"],
        release_hash=row["release_hash"],
        kind=row["kind"],
        title=row["title"],
        question=Question(options, row["dots"], row["cumulating"]),
        codes=row["codes"],
        people=row["people"],
        code_hash=row["code_hash"],
        created_at=row["created_at"],
        closed_at=row["closed_at"],
        phones=phones,
        paper=Tally(row["paper_ballots"], row["paper_dots"]),
    )


async def _with_lateness(transaction: Transaction, found: Sequence[BallotRow]) -> Sequence[BallotRow]:
    """Return ballots of one round with what the trail says of their paper; of open ones it has nothing to say."""
    if all(each.is_open for each in found):
        return found
    late = await _late_papers(transaction, found[0])
    return [replace(each, paper_late=str(each.id) in late) for each in found]


async def _late_papers(transaction: Transaction, ballot: BallotRow) -> frozenset[str]:
    """Return the ids of the ballots of a round whose sums on paper were entered or changed after their end."""
    its = and_(audit.c.municipality_id == ballot.municipality_id, audit.c.round_id == ballot.round_id)
    statement = select(audit.c.details).where(and_(its, audit.c.event == "ballot_changed"))
    changes = (await transaction.connection.execute(statement)).scalars()
    return frozenset(str(details["ballot"]) for details in changes if details.get("after_end"))


def _counted(ballot: BallotRow) -> dict[str, object]:
    return {
        "closed_at": ballot.closed_at,
        "phone_ballots": None if ballot.phones is None else ballot.phones.ballots,
        "phone_dots": None if ballot.phones is None else dict(ballot.phones.dots),
        "paper_ballots": ballot.paper.ballots,
        "paper_dots": dict(ballot.paper.dots),
    }


def _place(ballot: BallotRow) -> dict[str, uuid.UUID]:
    return {"municipality_id": ballot.municipality_id, "round_id": ballot.round_id, "ballot_id": ballot.id}


def _of(table: Table, ballot: BallotRow) -> ColumnElement[bool]:
    place = and_(table.c.municipality_id == ballot.municipality_id, table.c.round_id == ballot.round_id)
    return and_(place, (table.c.id if table is ballots else table.c.ballot_id) == ballot.id)
