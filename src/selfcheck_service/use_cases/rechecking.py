"""Re-checking the measures of a round by the release of a later one."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.planning import Measure, Review
from selfcheck_service.core.recheck import recheck_measures, spoken_recheck
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.measures import list_measures, list_reviews
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.comparing import Compared, Named, compare_releases
from selfcheck_service.use_cases.ground import find_ground
from selfcheck_service.use_cases.plans import Plans

Shown = TypeVar("Shown")
LATER_ROUND = "later_round"


async def recheck_round(
    database: Database,
    plans: Plans,
    reach: Reach,
    rounds: tuple[uuid.UUID, uuid.UUID],
    *,
    now: datetime,
    language: str,
    show: Callable[[dict[str, Any]], Shown],
) -> Shown:
    """Return what `show` makes of the re-check of a round by a later one; `rounds` has the earlier one first.

    Both are read by the releases that were made last. Raises `NotFound` where the earlier round is not in reach,
    `Conflict` where it has no release, and `InputInvalid` where the later one is not in reach, has none, or cannot be
    compared with it; the location of its problems is the name of a parameter.
    """
    ground = await find_ground(database, plans, reach, rounds[0])
    async with database.reading() as transaction:
        number = await _number_of(transaction, reach, rounds[1])
        measures = await list_measures(transaction, ground.row.id, reach=reach)
        reviews: dict[str, list[Review]] = {}
        for review in await list_reviews(transaction, ground.row.id):
            reviews.setdefault(review.measure, []).append(review)

    def shown(compared: Compared) -> Shown:
        return show(_spoken(compared, measures, reviews, language))

    names = Named(rounds[0], ground.release.number), Named(rounds[1], number)
    try:
        return await compare_releases(database, plans, reach, names, now=now, show=shown)
    except InputInvalid as refused:
        problems = [Problem(LATER_ROUND, problem.code, problem.parameters) for problem in refused.problems]
        raise InputInvalid(problems) from None


def _spoken(
    compared: Compared, measures: Sequence[Measure], reviews: Mapping[str, Sequence[Review]], language: str
) -> dict[str, Any]:
    earlier = compared.questionnaires[0]
    found = spoken_recheck(recheck_measures(compared.over_time, earlier, measures, reviews), earlier, language)
    for side, number in zip(("earlier", "later"), compared.numbers, strict=True):
        found[side]["number"] = number
    return found


async def _number_of(transaction: Transaction, reach: Reach, round_id: uuid.UUID) -> int:
    """Return the number of the newest release of the later round; one out of reach looks like none."""
    try:
        later = await get_round(transaction, reach, round_id)
    except NotFound as missing:
        raise InputInvalid([Problem(LATER_ROUND, missing.problem.code, missing.problem.parameters)]) from None
    release = await find_newest(transaction, later.id)
    if release is None:
        raise InputInvalid([Problem(LATER_ROUND, "unknown_release", {"id": str(later.id), "number": 1})])
    return release.number
