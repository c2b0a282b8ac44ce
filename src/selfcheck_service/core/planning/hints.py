"""What a room should look at in its plan although nothing is missing: ideas, doubles, and what contradicts itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selfcheck_service.core.planning.document import Measure, Missing
from selfcheck_service.core.planning.readiness_texts import readiness_text


def plan_hints(measures: Sequence[Measure], language: str, *, district: bool = False) -> tuple[Missing, ...]:
    """Return hints on a plan, in German for `de` and its variants, else in English; a plan with hints may be ready.

    `measures` are all of a round, by number; `district` says that it is one of a Landkreis, which has no council but a
    district council. The keys are `idea`, for each planned measure whose status says that nobody has decided on it;
    `same_suggestion`, for each suggestion from which several planned ones come: that may be meant, as for two
    districts, or two people have noted the same; `also_rejected`, for each suggestion that is planned and was rejected;
    `council_of_district`, where a council is to decide that a Landkreis does not have.
    """
    planned = [each for each in measures if each.is_planned]
    return (
        *_ideas(planned, language),
        *_doubles(planned, language),
        *_contradictions(planned, measures, language),
        *(_councils(planned, language) if district else ()),
    )


def _ideas(planned: Sequence[Measure], language: str) -> Iterator[Missing]:
    for each in planned:
        if each.status == "idea":
            words = {"number": each.number, "title": each.title}
            yield Missing("idea", readiness_text("hint.idea", language, **words))


def _doubles(planned: Sequence[Measure], language: str) -> Iterator[Missing]:
    for several in _by_suggestion(planned).values():
        if len(several) > 1:
            words = {"numbers": _numbers(several), "title": several[0].title}
            yield Missing("same_suggestion", readiness_text("hint.same_suggestion", language, **words))


def _contradictions(planned: Sequence[Measure], measures: Sequence[Measure], language: str) -> Iterator[Missing]:
    rejected = _by_suggestion([each for each in measures if each.decision == "reject"])
    for suggestion, taken in _by_suggestion(planned).items():
        if suggestion in rejected:
            words = {
                "taken": _numbers(taken),
                "rejected": _numbers(rejected[suggestion]),
                "title": rejected[suggestion][0].title,
            }
            yield Missing("also_rejected", readiness_text("hint.also_rejected", language, **words))


def _councils(planned: Sequence[Measure], language: str) -> Iterator[Missing]:
    found = [each for each in planned if each.decision_body == "council"]
    if found:
        key = "hint.council_of_district.one" if len(found) == 1 else "hint.council_of_district"
        yield Missing("council_of_district", readiness_text(key, language, numbers=_numbers(found)))


def _by_suggestion(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    came_from: dict[str, list[Measure]] = defaultdict(list)
    for each in measures:
        if each.suggestion is not None:
            came_from[each.suggestion].append(each)
    return came_from


def _numbers(measures: Sequence[Measure]) -> str:
    return ", ".join(str(each.number) for each in measures)
