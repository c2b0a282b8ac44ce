"""Comparing two releases of one municipality over time."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem, Questionnaire
from selfcheck_service.core.releases import Release, read_release
from selfcheck_service.core.releases.over_time import OverTime, compare_over_time
from selfcheck_service.core.scoring import Plan
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.questionnaires import list_versions, semantic
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import find_release
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.plans import Plans

Shown = TypeVar("Shown")
EARLIER_ROUND = "earlier_round"
EARLIER_NUMBER = "earlier_number"
_MOST_VERSIONS = 1000


@dataclass(frozen=True, slots=True)
class Named:
    """Which release: that of this number in this round."""

    round_id: uuid.UUID
    number: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two releases beside each other, with their numbers and the definitions of their versions, the earlier first."""

    over_time: OverTime
    releases: tuple[Release, Release]
    numbers: tuple[int, int]
    questionnaires: tuple[Questionnaire, Questionnaire]


async def compare_releases(
    database: Database,
    plans: Plans,
    reach: Reach,
    names: tuple[Named, Named],
    *,
    now: datetime,
    show: Callable[[Compared], Shown],
) -> Shown:
    """Return what `show` makes of the comparison of two releases, the earlier one first in `names`.

    Raises `NotFound` where the later one is not in reach, and `InputInvalid` where the earlier one is not, or cannot be
    compared with it; the locations of its problems are names of parameters.
    """
    async with database.reading() as transaction:
        later = await get_round(transaction, reach, names[1].round_id)
        document = await _document(transaction, later, names[1].number)
        if document is None:
            raise NotFound("unknown_release", id=str(later.id), number=names[1].number)
        earlier, other = await _earlier(transaction, reach, later, names[0])
        passed = await _major_versions(transaction, earlier, later)
    before = await plans.get(earlier.questionnaire, earlier.version)
    after = await plans.get(later.questionnaire, later.version)
    between = [(await plans.get(later.questionnaire, version)).questionnaire for version in passed]
    both = _Both((other, document), (before, after), between, (names[0].number, names[1].number))
    try:
        # Large releases take a while to read and to show, versions of a long questionnaire a second to compare.
        return await asyncio.to_thread(lambda: show(both.compare(day_here(now))))
    except InputInvalid as refused:
        problems = [Problem(EARLIER_ROUND, problem.code, problem.parameters) for problem in refused.problems]
        raise InputInvalid(problems) from None


@dataclass(frozen=True, slots=True)
class _Both:
    """All that a comparison takes, the earlier one first: documents, plans, numbers, and the versions between."""

    documents: tuple[bytes, bytes]
    plans: tuple[Plan, Plan]
    between: Sequence[Questionnaire]
    numbers: tuple[int, int]

    def compare(self, today: date) -> Compared:
        earlier, later = map(read_release, self.documents)
        found = compare_over_time(earlier, later, self.plans, today=today, between=self.between)
        return Compared(
            found, (earlier, later), self.numbers, (self.plans[0].questionnaire, self.plans[1].questionnaire)
        )


async def _document(transaction: Transaction, found: RoundRow, number: int) -> bytes | None:
    release = await find_release(transaction, found.id, number)
    return None if release is None else release.document


async def _earlier(transaction: Transaction, reach: Reach, later: RoundRow, named: Named) -> tuple[RoundRow, bytes]:
    """Return the round and the release that a round is compared with; one out of reach looks like none."""
    try:
        earlier = await get_round(transaction, reach, named.round_id)
    except NotFound as missing:
        raise InputInvalid([Problem(EARLIER_ROUND, missing.problem.code, missing.problem.parameters)]) from None
    if earlier.municipality_id != later.municipality_id:
        raise InputInvalid([Problem(EARLIER_ROUND, "compared_other_municipality")])
    document = await _document(transaction, earlier, named.number)
    if document is None:
        words = {"id": str(earlier.id), "number": named.number}
        raise InputInvalid([Problem(EARLIER_NUMBER, "unknown_release", words)])
    return earlier, document


async def _major_versions(transaction: Transaction, earlier: RoundRow, later: RoundRow) -> Sequence[str]:
    """Return the first version of each major step between the two, oldest first: only these rename anything."""
    if earlier.questionnaire != later.questionnaire:
        return ()
    first, last = semantic(earlier.version), semantic(later.version)
    found = await list_versions(transaction, later.questionnaire, before=last, limit=_MOST_VERSIONS)
    lowest = {semantic(each.version)[0]: each.version for each in found}
    return [lowest[major] for major in sorted(lowest) if first[0] < major]
