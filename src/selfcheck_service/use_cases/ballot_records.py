"""A stored ballot: found for a change, told apart from what it was before, and noted in the trail."""

import dataclasses
import uuid

from selfcheck_service.core.definition import NotFound
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.audit import EventName, note
from selfcheck_service.storage.ballots import BallotRow, find_ballot
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.revisions import fingerprint

# Round and ballot.
Place = tuple[uuid.UUID, uuid.UUID]


async def get_ballot(transaction: Transaction, deed: Deed, place: Place) -> BallotRow:
    """Return the ballot at `place` (round and ballot) for a change; nobody else votes or changes it meanwhile.

    Raises `NotFound`.
    """
    found = await find_ballot(transaction, *place, reach=deed.reach, to_change=True)
    if found is None:
        raise NotFound("unknown_ballot", id=str(place[1]))
    return found


def revision_of(ballot: BallotRow) -> str:
    """Return what differs after every change that a facilitator makes to a ballot: 32 hexadecimal digits.

    Votes change nothing of it. New slips do; of a code that a room shares it has nothing, as that is short enough to
    be guessed from what is made of it.
    """
    slips = None if ballot.is_shared or ballot.code_hash is None else ballot.code_hash.hex()
    plain = {
        "id": str(ballot.id),
        "title": ballot.title,
        "people": ballot.people,
        "slips": slips,
        "closed": not ballot.is_open,
        "paper": [ballot.paper.ballots, dict(ballot.paper.dots)],
    }
    return fingerprint(plain)


async def note_ballot(
    transaction: Transaction, deed: Deed, name: EventName, ballot: BallotRow, **details: object
) -> None:
    """Say in the trail what became of a ballot; nothing of voters is ever in it."""
    told = {"ballot": str(ballot.id), **details}
    event = deed.event(name, municipality_id=ballot.municipality_id, round_id=ballot.round_id)
    await note(transaction, dataclasses.replace(event, details=told))
