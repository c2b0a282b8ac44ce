"""How people come to a round, and where they stand in it: invited, on the way, or through."""

import uuid
from dataclasses import dataclass

from selfcheck_service.core.definition.problems import AccessRefused
from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.responses import ResponseRow
from selfcheck_service.use_cases.openings import Opening, Openings
from selfcheck_service.use_cases.standing import Holder, key_of, require_own, stranger, submitted_revision
from selfcheck_service.use_cases.understanding import plain_answers, revision_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in a round. `row` is None as long as nothing is kept; `perspective` is "" without any."""

    opening: Opening
    row: ResponseRow | None
    perspective: str

    @property
    def draft(self) -> dict[str, object]:
        """Return the members of the draft; nothing where there is none."""
        return {} if self.row is None or self.row.draft is None else plain_answers(self.row.draft)

    @property
    def answers(self) -> dict[str, object]:
        """Return the answers of the draft or, where there is none, those that are submitted."""
        if self.row is not None and self.row.draft is None and self.row.answers is not None:
            return plain_answers(self.row.answers)
        found = self.draft.get("answers")
        return found if isinstance(found, dict) else {}

    @property
    def revision(self) -> str | None:
        """Return the revision that a next draft replaces; None where there is nothing to replace."""
        if self.row is None:
            return None
        return submitted_revision(self.row) if self.row.draft is None else revision_of(self.row.draft)


async def find_round_by_code(database: Database, code: str) -> uuid.UUID | None:
    """Return the round that a canonical access code is for, or None where it is good for nothing."""
    async with database.reading() as transaction:
        return await storage.find_round_of_code(transaction, lambda round_id: code_hash(round_id.bytes, code))


async def find_standing(database: Database, openings: Openings, holder: Holder, *, anew: bool = False) -> Standing:
    """Return where the holder of a secret, or of a code that is not spent yet, stands; `anew` reads the round again.

    Raises `NotFound`, `AccessRefused` or `Erased`.
    """
    opening = await openings.find(holder.round_id, anew=anew)
    if opening is None:
        raise stranger(holder)
    async with database.reading() as transaction:
        row = await storage.find_response(transaction, key_of(opening, holder))
        ticket = None
        if row is None and holder.code_hash is not None:
            ticket = await storage.find_ticket(transaction, holder.round_id, holder.code_hash)
            if ticket is None:
                raise AccessRefused("access_code_not_accepted")
    if ticket is not None:
        return Standing(opening, None, ticket)
    own = require_own(row, holder)
    if own.terms_hash != opening.round.terms_hash:
        opening = await openings.find(holder.round_id, anew=True) or opening
    return Standing(opening, own, own.perspective or "")
