"""What somebody shows who answers, and what it is good for; whoever shows nothing good learns nothing."""

import uuid
from datetime import datetime

import msgspec

from selfcheck_service.core.definition.problems import AccessRefused, Conflict, Erased, NotFound, RevisionDiffers
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.responses import Hours, ResponseKey, ResponseRow
from selfcheck_service.use_cases.days import told_here
from selfcheck_service.use_cases.openings import Opening
from selfcheck_service.use_cases.understanding import other_perspective, revision_of


class Holder(msgspec.Struct, frozen=True):
    """What a respondent shows: which response it is about, its secret, and on the first visit an access code.

    Of both only hashes get this far. `if_match` are the revisions that the sender would replace, "*" for any; None
    where there is no such header.
    """

    round_id: uuid.UUID
    response_id: uuid.UUID
    secret_hash: bytes
    code_hash: bytes | None = None
    if_match: frozenset[str] | None = None


def key_of(opening: Opening, holder: Holder) -> ResponseKey:
    """Return which response a holder speaks of."""
    return ResponseKey(opening.round.municipality_id, holder.round_id, holder.response_id)


def stranger(holder: Holder) -> AccessRefused | NotFound:
    """Return the refusal of whoever shows nothing that is good here; a round that does not exist looks the same."""
    if holder.code_hash is not None:
        return AccessRefused("access_code_not_accepted")
    return NotFound("unknown_response", id=holder.response_id)


async def hours_of(transaction: Transaction, opening: Opening, holder: Holder, now: datetime) -> Hours:
    """Return when the round opens and closes, and what time it is."""
    hours = await storage.find_hours(transaction, opening.round.municipality_id, opening.round.id, now=now)
    if hours is None:
        # The round has been erased since it was read.
        raise stranger(holder)
    return hours


async def refuse_entry(
    transaction: Transaction, hours: Hours, opening: Opening, holder: Holder, perspective: str | None
) -> None:
    """Raise why nobody can enter with this code; return where it is worth another try."""
    if holder.code_hash is None:
        raise stranger(holder)
    found = await storage.find_ticket(transaction, holder.round_id, holder.code_hash)
    if found is None:
        if await storage.find_response(transaction, key_of(opening, holder)) is not None:
            # The sender's own first try has been committed between two looks.
            return
        raise stranger(holder)
    if perspective is not None and found != perspective:
        raise other_perspective(perspective, found)
    require_open(hours)
    if holder.if_match is not None:
        raise RevisionDiffers("revision_differs")
    # Somebody is spending a ticket of this code now, most likely the sender's own first try.
    await storage.wait_for_ticket(transaction, holder.round_id, holder.code_hash)


async def has_ticket(transaction: Transaction, holder: Holder) -> bool:
    """Tell whether a ticket is left for the code that is shown."""
    if holder.code_hash is None:
        return False
    return await storage.find_ticket(transaction, holder.round_id, holder.code_hash) is not None


def require_own(row: ResponseRow | None, holder: Holder) -> ResponseRow:
    """Return the response where it is the holder's; raise `NotFound` or `Erased` where it is not."""
    if row is None:
        raise NotFound("unknown_response", id=holder.response_id)
    require_owner(row, holder, invited=False)
    return row


def require_owner(row: ResponseRow, holder: Holder, invited: bool) -> None:  # noqa: FBT001 - what was found out
    """Raise where the response is erased or another's; only who is invited learns that an id is taken."""
    if row.erased_on is not None:
        raise Erased("response_erased")
    if row.secret_hash != holder.secret_hash:
        raise Conflict("response_id_taken", id=holder.response_id) if invited else stranger(holder)


def require_open(hours: Hours) -> None:
    """Raise `Conflict` outside the hours of the round."""
    if hours.now < hours.opens_at:
        raise Conflict("round_not_open", opens_at=told_here(hours.opens_at))
    if hours.now >= hours.closes_at or hours.sealed_at is not None:
        raise Conflict("round_closed", closes_at=told_here(hours.closes_at))


def submitted_revision(row: ResponseRow) -> str | None:
    """Return the revision of the submitted answers, or None where nothing is submitted."""
    return None if row.answers is None else revision_of(row.answers, row.display_name)


def require_match(holder: Holder, stored: str | None) -> None:
    """Raise where the sender would replace something else than what is stored, or something unseen."""
    if holder.if_match is None:
        if stored is not None:
            raise Conflict("response_differs")
    elif stored is None or not holder.if_match & {stored, "*"}:
        raise RevisionDiffers("revision_differs")
