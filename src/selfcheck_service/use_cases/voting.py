"""Voting: what somebody with the code of a ballot reads, and one vote of theirs."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Literal

from selfcheck_service.core.ballots.asking import OPEN_FOR, parse_dots
from selfcheck_service.core.ballots.codes import ballot_code_hash
from selfcheck_service.core.definition import Conflict
from selfcheck_service.core.definition.problems import BallotRefused
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.ballots import (
    BallotRow,
    add_vote,
    count_votes,
    find_ballot,
    find_by_code,
    find_slip,
    find_vote,
    replace_vote,
    use_slip,
)

# For how long the code of a closed ballot shows what came of it.
SHOWN_FOR = timedelta(days=1)
Outcome = Literal["created", "repeated", "corrected"]


@dataclass(frozen=True, slots=True)
class Voter:
    """What a phone shows: which ballot it is about, and a code in canonical form. Nothing says who holds it."""

    round_id: uuid.UUID
    ballot_id: uuid.UUID
    code: str

    @property
    def code_hash(self) -> bytes:
        """Return what is stored of the code."""
        return ballot_code_hash(self.ballot_id.bytes, self.code)


async def find_voter(database: Database, code: str, *, now: datetime) -> Voter:
    """Return what somebody shows who has nothing but a canonical code: it leads to its ballot while it is good there.

    Raises `BallotRefused` where it does not.
    """
    async with database.reading() as transaction:
        found = await find_by_code(transaction, code, since=now - OPEN_FOR - SHOWN_FOR)
    if found is None:
        raise BallotRefused("ballot_code_not_accepted")
    return Voter(*found, code)


async def cast_vote(
    database: Database, voter: Voter, vote_id: uuid.UUID, dots: Mapping[str, int], *, now: datetime
) -> Outcome:
    """Store a vote, once for each id; the same id with other dots corrects it while the ballot is open.

    Raises `BallotRefused` for whoever shows nothing good, `InputInvalid` with every fault of the dots, and `Conflict`
    where the ballot is closed, where everybody has voted, where the slip was used for another vote, or where another
    slip was used for this one.
    """
    async with database.transaction() as transaction:
        ballot, used = await _admit(transaction, voter, to_change=True)
        chosen = parse_dots(ballot.question, dots)
        if not ballot.is_open or now >= ballot.closes_at:
            raise Conflict("ballot_closed")
        earlier = await find_vote(transaction, ballot, vote_id)
        if earlier is not None:
            if ballot.codes == "slips" and not used:
                # A slip is used together with its vote, so this one is of somebody else.
                raise Conflict("vote_of_another")
            if earlier == chosen:
                return "repeated"
            await replace_vote(transaction, ballot, vote_id, chosen)
            return "corrected"
        if used:
            raise Conflict("slip_used")
        if await count_votes(transaction, ballot) + ballot.paper.ballots >= ballot.people:
            raise Conflict("ballot_full", people=ballot.people)
        await add_vote(transaction, ballot, vote_id, chosen)
        if ballot.codes == "slips":
            await use_slip(transaction, ballot, voter.code_hash)
        return "created"


async def see_ballot(database: Database, voter: Voter, *, now: datetime) -> tuple[BallotRow, int]:
    """Return a ballot as whoever has a code may see it, and how many have voted on phones.

    Raises `BallotRefused` for whoever shows nothing good, and a day after the closing for everybody.
    """
    async with database.reading() as transaction:
        ballot, _ = await _admit(transaction, voter, to_change=False)
        _require_shown(ballot, now)
        return ballot, await count_cast(transaction, ballot)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A ballot as one voter sees it.

    `dots` is where that voter's own vote puts them, None before it and after the closing. `is_spent`: another vote was
    cast with the same slip.
    """

    ballot: BallotRow
    dots: Mapping[str, int] | None
    is_spent: bool


async def see_own_vote(database: Database, voter: Voter, vote_id: uuid.UUID, *, now: datetime) -> OwnSheet:
    """Return a ballot with the vote that the voter has cast under this id, which only their own device knows.

    Raises `BallotRefused` as `see_ballot` does.
    """
    async with database.reading() as transaction:
        ballot, used = await _admit(transaction, voter, to_change=False)
        _require_shown(ballot, now)
        dots = await find_vote(transaction, ballot, vote_id)
    return OwnSheet(ballot, dots, is_spent=used and ballot.is_open and dots is None)


async def count_cast(transaction: Transaction, ballot: BallotRow) -> int:
    """Return how many have voted on phones, so far or in the end."""
    return await count_votes(transaction, ballot) if ballot.phones is None else ballot.phones.ballots


def _require_shown(ballot: BallotRow, now: datetime) -> None:
    """Raise `BallotRefused` where the code of a ballot is good for nothing any more."""
    if ballot.closed_at is not None and now >= ballot.closed_at + SHOWN_FOR:
        raise BallotRefused("ballot_code_not_accepted")


async def _admit(transaction: Transaction, voter: Voter, *, to_change: bool) -> tuple[BallotRow, bool]:
    """Return the ballot of a voter, and whether the code is that of a slip that was used."""
    ballot = await find_ballot(transaction, voter.round_id, voter.ballot_id, to_change=to_change)
    if ballot is None:
        raise BallotRefused("ballot_code_not_accepted")
    if ballot.is_shared:
        if ballot.code_hash is None or not compare_digest(ballot.code_hash, voter.code_hash):
            raise BallotRefused("ballot_code_not_accepted")
        return ballot, False
    used = await find_slip(transaction, ballot, voter.code_hash)
    if used is None:
        raise BallotRefused("ballot_code_not_accepted")
    return ballot, used
