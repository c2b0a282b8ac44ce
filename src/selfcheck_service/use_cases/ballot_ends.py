"""How a ballot ends: closed by somebody or by the clock, or taken back because it was opened by mistake."""

import dataclasses
import uuid
from collections.abc import Callable
from datetime import datetime

from selfcheck_service.core.ballots.counting import count_votes
from selfcheck_service.core.definition import Conflict
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import ballots as storage
from selfcheck_service.storage.audit import HOUSEKEEPING
from selfcheck_service.storage.ballots import SWEPT, BallotRow
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.storage.measures import list_measures
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.ballot_records import Place, get_ballot, note_ballot, revision_of
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.revisions import require_revision

# A room waits for the result meanwhile; what is not swept by then, housekeeping sweeps.
_SWEEP_SECONDS = 5


async def count_and_close(transaction: Transaction, found: BallotRow, *, at: datetime) -> BallotRow:
    """Return a ballot as it is when it closes, for the caller to store: its votes are counted, and deleted by now."""
    phones = count_votes(found.question, await storage.take_votes(transaction, found))
    await storage.renew_slips(transaction, found)
    return dataclasses.replace(found, closed_at=at, phones=phones)


async def close_overdue(
    database: Database, *, now: datetime, new_id: Callable[[], uuid.UUID], round_id: uuid.UUID | None = None
) -> int:
    """Close what nobody has closed in a day, of one round or of all; return how many ballots that were.

    They are closed as of the moment until which people could vote. Call `sweep_votes` once some were.
    """
    async with database.reading() as transaction:
        overdue = await storage.list_overdue(transaction, now=now, round_id=round_id)
    deed = Deed(HOUSEKEEPING, EVERYWHERE, now, new_id)
    closed = 0
    for place in overdue:
        async with database.transaction() as transaction:
            found = await storage.find_ballot(transaction, *place, to_change=True)
            # Somebody may have been faster.
            if found is not None and found.is_open:
                changed = await count_and_close(transaction, found, at=found.closes_at)
                await storage.set_counts(transaction, changed)
                await note_ballot(transaction, deed, "ballot_closed", changed, people=changed.people)
                closed += 1
    return closed


async def settle_round(
    database: Database, round_id: uuid.UUID, *, now: datetime, new_id: Callable[[], uuid.UUID]
) -> None:
    """Close the ballots of a round that nobody has closed in a day, so that their results can be read."""
    if await close_overdue(database, now=now, new_id=new_id, round_id=round_id):
        await sweep_votes(database)


async def discard_ballot(
    transaction: Transaction, deed: Deed, place: Place, *, revisions: frozenset[str] | None
) -> None:
    """Delete the ballot at `place` (round and ballot), which somebody has opened by mistake; the trail says so.

    Raises `NotFound`, `RevisionDiffers` where it is another than the caller has seen, and `Conflict` where somebody has
    voted, or where it is closed: what was counted stays. So it does where it is said to speak for something.
    """
    # Nobody refers to it meanwhile.
    await get_round(transaction, deed.reach, place[0], to_change=True)
    found = await get_ballot(transaction, deed, place)
    require_revision(revisions, revision_of(found))
    if not found.is_open or found.paper.ballots or await storage.count_votes(transaction, found):
        raise Conflict("ballot_stays")
    if str(found.id) in await _named(transaction, found.round_id):
        raise Conflict("ballot_named")
    await storage.delete_ballot(transaction, found)
    await note_ballot(transaction, deed, "ballot_discarded", found, kind=found.kind)


async def _named(transaction: Transaction, round_id: uuid.UUID) -> set[str | None]:
    """Return the ids of the ballots that are said to speak for a focus field or for a measure."""
    focus = await find_focus_fields(transaction, round_id)
    named = {each.ballot for each in (() if focus is None else focus.fields)}
    measures = await list_measures(transaction, round_id)
    return named | {each.ref for measure in measures for each in measure.evidence if each.kind == "ballot"}


async def sweep_votes(database: Database) -> None:
    """Remove what the votes of closed ballots have left behind, as far as nobody is in the way for long."""
    await database.sweep(SWEPT, seconds=_SWEEP_SECONDS)
