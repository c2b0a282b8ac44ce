"""Quarters: what a group of five to nine shows of a field, and which fields may be shown so.

A quarter is one of four equal parts of the scale, half open but for the top one. It holds the mean over the people of
the group of their scores of the field: exact, before any rounding, with no gate, as the engine computes them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.releases.policy import FEWEST_ITEMS, QUARTERS
from selfcheck_service.core.releases.subjects import FieldSubject, ItemSubject, score_with
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.plan import Answers, Plan
from selfcheck_service.core.scoring.ratio import as_fraction

NoQuarter = Literal["method", "unbalanced", "shares_items", "too_few_scored"]


@dataclass(frozen=True, slots=True)
class Quartered:
    """A field that may be shown in quarters, between the ends of its score."""

    field: FieldSubject
    ends: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class QuarterFinding:
    """The quarter of a field in a group, lowest first from 0; or why there is none."""

    field: FieldSubject
    quarter: int | None
    reason: NoQuarter | None


def quarter_fields(
    plan: Plan, fields: Iterable[FieldSubject], items: Sequence[ItemSubject], places: Iterable[int]
) -> Iterator[Quartered | QuarterFinding]:
    """Yield each field with what its quarters take in a group of people of these perspectives, or why it has none.

    It takes the mean of at least four items on one scale that all are asked, none of which counts more than a fourth:
    else the answer of one person could decide alone. Each item is in one quartered field only: of two fields that share
    items, what one has more than the other would follow from both quarters.
    """
    asked_by = {item.index: item for item in items}
    answering = list(places)
    taken: set[int] = set()
    for field in fields:
        ends = _ends_of_scale(plan, field, asked_by)
        if ends is None:
            yield QuarterFinding(field, None, "method")
        elif not all(_is_balanced(field, place, asked_by) for place in answering):
            yield QuarterFinding(field, None, "unbalanced")
        elif not taken.isdisjoint(field.plan.coverage_items):
            yield QuarterFinding(field, None, "shares_items")
        else:
            taken.update(field.plan.coverage_items)
            yield Quartered(field, ends)


def _ends_of_scale(
    plan: Plan, field: FieldSubject, asked_by: dict[int, ItemSubject]
) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest score; None where the field is no mean of answers on one scale.

    The points of an answer must be those of its option alone: where they follow from other answers, one answer counts
    in several places.
    """
    sums = field.sums
    if sums is None or sums.fields or field.all_needed:
        return None
    subjects = [asked_by.get(entry.index) for entry in sums.items]
    plain = all(subject is not None and subject.no_cells != "repeated" for subject in subjects)
    late = any(plan.items[entry.index].late is not None for entry in sums.items)
    spans = {(entry.smallest, entry.largest) for entry in sums.items}
    if late or not plain or len(spans) != 1:
        return None
    ends = [
        score_with(field.plan, sums, [(entry, Fraction(worth) / sums.point_denominator) for entry in sums.items])
        for worth in next(iter(spans))
    ]
    low, high = sorted(end for end in ends if end is not None) or (Fraction(0), Fraction(0))
    return None if low == high else (low, high)


def _is_balanced(field: FieldSubject, place: int, asked_by: dict[int, ItemSubject]) -> bool:
    """Tell whether a perspective is surely asked enough items, and none that counts for too much.

    With the lowest quarter, which is open above, one item must not lift the mean of four people out of it by one option
    alone where the fifth is at the top: that could happen with two options and exactly a fourth of the weight.
    """
    items = () if field.sums is None else field.sums.items
    asked = [entry for entry in items if place in asked_by[entry.index].asked]
    sure = [entry for entry in asked if asked_by[entry.index].no_cells != "conditional"]
    total = sum(entry.weight for entry in sure)
    return len(sure) >= FEWEST_ITEMS and all(
        FEWEST_ITEMS * entry.weight <= total
        and FEWEST_ITEMS * entry.weight * _step_at_an_end(asked_by[entry.index]) < total
        for entry in asked
    )


def _step_at_an_end(item: ItemSubject) -> Fraction:
    """Return how far the last option but one is from an end, as a share of the scale; all of it where none is known."""
    if item.points is None or item.ends is None:
        return Fraction(1)
    worth = sorted(set(item.points))
    return max(worth[1] - worth[0], worth[-1] - worth[-2]) / (item.ends[1] - item.ends[0])


def find_quarter(quartered: Quartered, people: Sequence[Answers]) -> QuarterFinding:
    """Return the quarter of a field over the people of a group, where more than half of them have a score.

    So neither a quarter nor its absence says of anybody whether they have one.
    """
    found = [score for answers in people for score in [_score(quartered.field, answers)] if score is not None]
    if 2 * len(found) <= len(people):
        return QuarterFinding(quartered.field, None, "too_few_scored")
    return QuarterFinding(quartered.field, quarter_of(sum(found, Fraction(0)) / len(found), quartered.ends), None)


def quarter_of(mean: Fraction, ends: tuple[Fraction, Fraction]) -> int:
    """Return the place of the quarter in which a mean lies; one beyond an end belongs to the last quarter there."""
    share = (mean - ends[0]) / (ends[1] - ends[0])
    return min(QUARTERS - 1, max(0, share * QUARTERS // 1))


def _score(field: FieldSubject, answers: Answers) -> Fraction | None:
    plan = answers.plan
    found = compute(answers).fields[plan.field_index[field.key]].exact
    return None if found is None else as_fraction(found)
