"""What contract tests find behind the door: two rounds, one to answer in and one to be changed, and their codes."""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any

from selfcheck_service.core.rounds.access_codes import code_hash, make_code, show_code
from selfcheck_service.storage import Database
from selfcheck_service.storage.invitations import InvitationRow, Ticket, add_invitation
from tests.answering import make_round
from tests.rounds import add_municipality, add_response

# Digits that make a UUIDv4, the same on every database.
_IDS = [uuid.UUID(f"00000000-0000-4000-8000-{number:012}") for number in range(1, 7)]
ANSWERED, CHANGED, MUNICIPALITY, INVITATION, RESPONSE, ERASED = _IDS
_CODE = make_code(lambda _: 11)
_SECRET = "what-everybody-may-know"
SHOWN = {"selfcheck-access-code": show_code(_CODE), "selfcheck-response-secret": _SECRET}
_TICKETS = 2000


async def prepare(database: Database) -> None:
    """Store it all."""
    answered = await make_round(database, id=ANSWERED)
    await make_round(database, id=CHANGED)
    await add_municipality(database, id=MUNICIPALITY)
    invitation = InvitationRow(
        answered.municipality_id, ANSWERED, INVITATION, "office", "open", _TICKETS, 0, datetime.now(UTC)
    )
    hashed = code_hash(ANSWERED.bytes, _CODE)
    own = {
        "perspective": "office",
        "changed_on": answered.created_at.date(),
        "secret_hash": hashlib.sha256(_SECRET.encode()).digest(),
    }
    async with database.transaction() as transaction:
        await add_invitation(transaction, invitation, [Ticket(uuid.uuid4(), hashed) for _ in range(_TICKETS)])
        for response in (RESPONSE, ERASED):
            await add_response(transaction, answered, id=response, draft=b'{"answers":{}}', **own)


def lead_inside(operation: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Return path parameters of an operation with ids that are there in place of well-formed ones."""
    answers = "respondents" in (operation.definition.raw.get("tags") or ())
    known = {
        "round_id": ANSWERED if answers else CHANGED,
        "municipality_id": MUNICIPALITY,
        "invitation_id": INVITATION,
        "response_id": ERASED if operation.method == "delete" else RESPONSE,
    }
    if operation.method == "put":
        # What is answered there is new each time.
        known["response_id"] = uuid.uuid4()
    return {name: str(known[name]) if name in known and _is_id(value) else value for name, value in given.items()}


def _is_id(value: object) -> bool:
    try:
        return str(uuid.UUID(str(value))) == str(value)
    except ValueError:
        return False
