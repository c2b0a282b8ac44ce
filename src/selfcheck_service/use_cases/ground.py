"""What everything that a room decides rests on: a round with a release, and the version it was asked by."""

import uuid
from dataclasses import dataclass
from datetime import date

from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.planning import FocusFields
from selfcheck_service.core.scoring import Plan
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import StoredRelease, find_newest
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans


@dataclass(frozen=True, slots=True)
class Ground:
    """A round, the release of it that was made last, and the plan of its version.

    `newest` is None where the release of an open round was withdrawn: what was decided is followed up all the same.
    `focus` are the fields that the room chose last, None before it chose any.
    """

    row: RoundRow
    newest: StoredRelease | None
    plan: Plan
    focus: FocusFields | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the fields that the room chose, in its order; none where it did not."""
        return () if self.focus is None else self.focus.keys

    @property
    def release(self) -> StoredRelease:
        """Return the release. Raises `Conflict` where it was withdrawn."""
        if self.newest is None:
            raise Conflict("round_without_release")
        return self.newest

    @property
    def released_on(self) -> date | None:
        """Return the day of the release in Germany; None where it was withdrawn."""
        return None if self.newest is None else day_here(self.newest.released_at)

    @property
    def place(self) -> dict[str, uuid.UUID]:
        """Return what the trail says of where something was done."""
        return {"municipality_id": self.row.municipality_id, "round_id": self.row.id}


async def find_ground(
    database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, *, withdrawn_too: bool = False
) -> Ground:
    """Return what a room decides on. Raises `NotFound`, and `Conflict` where the round has no release.

    `withdrawn_too` is for what follows up: it is enough that there was a release once.

    The version of a round with a release never changes, so its plan is looked up before anything is written: nobody
    waits for the database while it is compiled.
    """
    async with database.reading() as transaction:
        row = await get_round(transaction, reach, round_id)
        release = await find_newest(transaction, round_id)
        focus = await find_focus_fields(transaction, round_id, reach=reach)
    if release is None and not (withdrawn_too and row.releases_made):
        raise Conflict("round_without_release")
    return Ground(row, release, await plans.get(row.questionnaire, row.version), focus)


async def hold(transaction: Transaction, deed: Deed, ground: Ground) -> None:
    """Keep others from changing what the room decides until the transaction ends; who answers is not held up.

    So numbers are given once, and what somebody has seen is what they change. Raises `NotFound` without the round.
    """
    await get_round(transaction, deed.reach, ground.row.id, to_change=True)
