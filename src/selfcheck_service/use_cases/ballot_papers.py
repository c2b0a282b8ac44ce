"""A stored ballot on paper: slips with codes for phones, and ballots to tick with a sheet to count them."""

import asyncio
import dataclasses
import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfcheck_service.core.ballots.codes import ballot_code_hash, make_slip_codes, show_ballot_code
from selfcheck_service.core.definition import Conflict, NotFound
from selfcheck_service.reports.pdf import make_pdf_aside
from selfcheck_service.reports.pdf.ballot_papers import Asked, paper_job, slips_job
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import ballots as storage
from selfcheck_service.storage.ballots import BallotRow
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.ballot_records import Place, get_ballot, note_ballot, revision_of
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.revisions import require_revision


@dataclass(frozen=True, slots=True)
class PrintedSlips:
    """A document with slips, and the ballot with these slips."""

    content: bytes
    ballot: BallotRow


def hashes_of(ballot_id: uuid.UUID, codes: Iterable[str]) -> tuple[list[bytes], bytes]:
    """Return what is stored of the codes of slips: the hash of each, and one hash of all of them."""
    hashes = sorted(ballot_code_hash(ballot_id.bytes, each) for each in codes)
    return hashes, hashlib.sha256(b"".join(hashes)).digest()


async def print_slips(
    database: Database,
    deed: Deed,
    place: Place,
    *,
    page: str | None,
    language: str,
    made_up: bool,
    revisions: frozenset[str] | None,
    chance: Callable[[int], int],
) -> PrintedSlips:
    """Make new codes for the slips of the ballot at `place` (round and ballot), and return them printed.

    The codes of before are good for nothing then; the new ones stand on the paper and nowhere else. `page` is the
    address where people vote, None where nobody has said how the service is reached; `made_up` in a demo.

    Raises `NotFound`, `RevisionMissing`, `RevisionDiffers`, and `Conflict` where the room shares a code, where somebody
    has voted, and where it is closed.
    """
    async with database.reading() as transaction:
        found = await _find(transaction, deed.reach, place)
        await _require_unused(transaction, found, revisions)
    codes = make_slip_codes(chance, found.people)
    shown = [show_ballot_code(each) for each in codes]
    # A long list of codes takes a moment, and others are waiting to be answered.
    job = await asyncio.to_thread(slips_job, _asked(found, made_up=made_up), shown, page, language)
    # Printed first: codes that are stored and never printed would leave a room without any.
    content = await make_pdf_aside(job)
    hashes, all_of_them = hashes_of(found.id, codes)
    async with database.transaction() as transaction:
        current = await get_ballot(transaction, deed, place)
        await _require_unused(transaction, current, revisions)
        # Also where the caller takes whatever is there: it is printed by now.
        require_revision(frozenset({revision_of(current)}), revision_of(found))
        changed = dataclasses.replace(current, code_hash=all_of_them)
        await storage.replace_slips(transaction, changed, hashes)
        await note_ballot(transaction, deed, "ballot_slips_printed", changed, people=changed.people)
    return PrintedSlips(content, changed)


async def print_paper(database: Database, reach: Reach, place: Place, language: str, *, made_up: bool) -> bytes:
    """Return the ballot at `place` (round and ballot) to tick, with a sheet to count; `made_up` in a demo.

    Raises `NotFound`.
    """
    async with database.reading() as transaction:
        found = await _find(transaction, reach, place)
    return await make_pdf_aside(paper_job(_asked(found, made_up=made_up), language))


def _asked(ballot: BallotRow, *, made_up: bool) -> Asked:
    return Asked(ballot.title, ballot.question, day_here(ballot.created_at), made_up)


async def _find(transaction: Transaction, reach: Reach, place: Place) -> BallotRow:
    await get_round(transaction, reach, place[0])
    found = await storage.find_ballot(transaction, *place, reach=reach)
    if found is None:
        raise NotFound("unknown_ballot", id=str(place[1]))
    return found


async def _require_unused(transaction: Transaction, ballot: BallotRow, revisions: frozenset[str] | None) -> None:
    """Raise `RevisionMissing`, `RevisionDiffers`, or `Conflict` where new slips would take somebody's vote away."""
    require_revision(revisions, revision_of(ballot), demanded=True)
    if ballot.is_shared:
        raise Conflict("ballot_shares_a_code")
    if not ballot.is_open or await storage.count_votes(transaction, ballot):
        raise Conflict("ballot_slips_in_use")
