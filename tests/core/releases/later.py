"""Rounds of one town at different times."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from selfcheck_service.core.releases import NamedAnswers, Release, aggregate
from selfcheck_service.core.releases.over_time import OverTime, compare_over_time
from selfcheck_service.core.releases.over_time.document import BlockOverTime, FieldOverTime, ItemOverTime, ScoreOverTime
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.core.scoring import Answers, Plan
from tests.core.releases.sealing import a_round_of

FIRST, SECOND, TODAY = date(2026, 3, 20), date(2027, 3, 19), date(2027, 4, 1)


def sealed(asked: tuple[Plan, Sequence[Answers]], day: date, mode: Mode = "confidential", **terms: Any) -> Release:
    """The release of a round, a plan and its responses, that closed on this day."""
    plan, responses = asked
    sealing = replace(a_round_of(plan, mode=mode, **terms), closed_on=day, round=f"round-{day.year}")
    names = [f"P{at}" if mode == "open" else "" for at in range(len(responses))]
    found = aggregate(sealing, [NamedAnswers(name, said) for name, said in zip(names, responses, strict=True)])
    assert found is not None
    return found


def compared(
    one: tuple[Plan, Sequence[Answers]],
    other: tuple[Plan, Sequence[Answers]],
    *,
    days: tuple[date, date] = (FIRST, SECOND),
    modes: tuple[Mode, Mode] = ("confidential", "confidential"),
    today: date = TODAY,
    between: Sequence[Plan] = (),
) -> OverTime:
    """Two rounds, each a plan and its responses, beside each other."""
    earlier, later = sealed(one, days[0], modes[0]), sealed(other, days[1], modes[1])
    versions = [plan.questionnaire for plan in between]
    return compare_over_time(earlier, later, (one[0], other[0]), today=today, between=versions)


def total_in(found: OverTime) -> BlockOverTime:
    assert found.total is not None
    return found.total


def scores_in(found: OverTime) -> tuple[ScoreOverTime, ...]:
    assert found.scores is not None
    return found.scores


def field_over(block: BlockOverTime, key: str = "f") -> FieldOverTime:
    return next(field for field in block.fields if field.key == key)


def item_over(block: BlockOverTime, key: str = "a") -> ItemOverTime:
    return next(item for item in block.items if item.key == key)


def notes_of(found: OverTime) -> Mapping[str, tuple[object, object]]:
    return {note.key: (note.earlier, note.later) for note in found.notes}
