"""The answers a change may lead to, item by item, with the points they are worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from selfcheck_service.core.definition.items import Bins, Item, NumberRule
from selfcheck_service.core.scoring.ratio import Scaled

Target = tuple[object, Scaled]
Choices = Mapping[int | str, Scaled | None]


def build_ladder(item: Item, choices: Choices, exclusive: frozenset[int | str], denominator: int) -> tuple[Target, ...]:
    """Return answers of an item in the order of their points, one for each number of points.

    `choices` are the points of its options and `denominator` what points are multiplied by. Of a number without bins
    only the ends of its range are given, of a multiple choice the best and worst selections of each size.
    """
    if item.type == "multiple_choice":
        steps = list(_selections(item, choices, exclusive, denominator))
    elif item.number is not None:
        steps = list(_numbers(item.number, denominator))
    else:
        steps = [(value, points) for value, points in choices.items() if points is not None]
    distinct: dict[Scaled, Target] = {}
    for step in steps:
        distinct.setdefault(step[1], step)
    return tuple(sorted(distinct.values(), key=lambda step: step[1]))


def _numbers(rule: NumberRule, denominator: int) -> Iterator[Target]:
    """Yield the ends of the range, or for each bin one end that the range contains."""
    if not isinstance(rule.points, Bins):
        for end in (rule.range.low, rule.range.high):
            if end is not None and end in rule.range:
                yield end, end * denominator
        return
    for entry in rule.points.bins:
        part = entry.range.intersect(rule.range)
        ends = [end for end in (part.low, part.high) if end is not None and end in part]
        if ends and (not rule.integer or ends[0].denominator == 1):
            yield ends[0], entry.points * denominator


def _selections(item: Item, choices: Choices, exclusive: frozenset[int | str], denominator: int) -> Iterator[Target]:
    """Yield for each possible number of ticks the selections with the most and the fewest points."""
    rule = item.multiple_choice
    counted = rule is not None and rule.points_from == "count"
    fewest = rule.minimum_selected if rule is not None else 0
    most = rule.maximum_selected if rule is not None and rule.maximum_selected is not None else len(choices)
    worth = {value: points or 0 for value, points in choices.items() if value not in exclusive}
    ranked = sorted(worth, key=lambda value: -worth[value])
    for size in range(fewest, min(most, len(ranked)) + 1):
        for ticked in (ranked[:size], ranked[len(ranked) - size :]):
            chosen = tuple(value for value in choices if value in ticked)
            yield chosen, size * denominator if counted else sum((worth[value] for value in chosen), Fraction(0))
