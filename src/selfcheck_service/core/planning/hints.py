"""What a room should look at in its plan although nothing is missing: ideas that were not decided, and doubles."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selfcheck_service.core.planning.document import Measure, Missing
from selfcheck_service.core.planning.readiness_texts import readiness_text


def plan_hints(measures: Sequence[Measure], language: str) -> tuple[Missing, ...]:
    """Return hints on a plan, in German for `de` and its variants, else in English; a plan with hints may be ready.

    `measures` are all of a round, by number; those that were rejected or dropped do not count. The keys are `idea`, for
    each measure whose status says that nobody has decided on it, and `same_suggestion`, for each suggestion from which
    several measures come: that may be meant, as for two districts, or two people have noted the same.
    """
    planned = [each for each in measures if each.is_planned]
    return (*_ideas(planned, language), *_doubles(planned, language))


def _ideas(planned: Sequence[Measure], language: str) -> Iterator[Missing]:
    for each in planned:
        if each.status == "idea":
            words = {"number": each.number, "title": each.title}
            yield Missing("idea", readiness_text("hint.idea", language, **words))


def _doubles(planned: Sequence[Measure], language: str) -> Iterator[Missing]:
    came_from: dict[str, list[Measure]] = defaultdict(list)
    for each in planned:
        if each.suggestion is not None:
            came_from[each.suggestion].append(each)
    for several in came_from.values():
        if len(several) > 1:
            numbers = ", ".join(str(each.number) for each in several)
            words = {"numbers": numbers, "title": several[0].title}
            yield Missing("same_suggestion", readiness_text("hint.same_suggestion", language, **words))
