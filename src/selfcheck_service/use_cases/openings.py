"""Rounds as respondents meet them, with the plan of their version: read once, kept for some seconds."""

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.scoring import Plan
from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow, find_round
from selfcheck_service.use_cases.plans import Plans

# Title and languages may be this old. What the round's terms say is checked against the database at every submit.
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A round with what it takes to answer it. `texts` are the keys of the items that are answered in free text."""

    round: RoundRow
    plan: Plan
    texts: frozenset[str]


class Openings:
    """The rounds that people are answering at the moment."""

    def __init__(
        self, database: Database, plans: Plans, *, size: int = 1000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`size` is how many rounds are kept at most; `clock` counts seconds."""
        self._database = database
        self._plans = plans
        self._size = size
        self._clock = clock
        self._kept: OrderedDict[uuid.UUID, tuple[float, Opening]] = OrderedDict()

    async def find(self, round_id: uuid.UUID, *, anew: bool = False) -> Opening | None:
        """Return the opening of a round, or None where there is no such round; `anew` reads it once more."""
        kept = None if anew else self._kept.get(round_id)
        if kept is not None and self._clock() < kept[0]:
            return kept[1]
        async with self._database.reading() as transaction:
            found = await find_round(transaction, round_id)
        if found is None:
            self._kept.pop(round_id, None)
            return None
        plan = await self._plans.get(found.questionnaire, found.version)
        opening = opening_of(found, plan)
        self._kept[round_id] = self._clock() + _SECONDS, opening
        self._kept.move_to_end(round_id)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return opening


def opening_of(found: RoundRow, plan: Plan) -> Opening:
    """Return a round with the plan of its version."""
    fields = (field for _, field in walk_fields(plan.questionnaire.fields, ()))
    texts = (item.key for field in fields for item in field.items if item.type == "text")
    return Opening(found, plan, frozenset(texts))
