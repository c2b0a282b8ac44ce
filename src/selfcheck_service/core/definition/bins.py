"""Whether ranges that stand side by side cover what they must, every number once."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from selfcheck_service.core.definition.answer_rules import Bins, NumericRule
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.problems import Path, Problem, pointer


def check_bins(points: Bins, rule: NumericRule, path: Path) -> Iterator[Problem]:
    """Yield a problem where the bins of a number leave part of its range out or hold a number twice."""
    ranges = [entry.range for entry in points.bins]
    yield from check_cover(ranges, rule.range, (*path, "points", "bins"), integer=rule.whole)


def check_cover(ranges: list[Interval], whole: Interval, path: Path, *, integer: bool) -> Iterator[Problem]:
    """Yield a problem for every gap or overlap of ascending ranges inside the whole.

    With `integer` a gap counts only where an integer falls into it.
    """
    for index, (one, two) in enumerate(pairwise(ranges), start=1):
        words = {"one": str(one), "two": str(two)}
        if one.overlaps(two) or not _begins_earlier(one, two):
            yield Problem(pointer(*path, index, "range"), "ranges_overlap", words)
        elif _holds_any(_between(one, two), integer=integer):
            yield Problem(pointer(*path, index, "range"), "ranges_gap", words)
    first, last = ranges[0], ranges[-1]
    below = None if first.low is None else Interval(None, first.low, False, not first.low_closed)
    above = None if last.high is None else Interval(last.high, None, not last.high_closed, False)
    for outside, index in ((below, 0), (above, len(ranges) - 1)):
        if outside is not None and _holds_any(outside.intersect(whole), integer=integer):
            yield Problem(pointer(*path, index, "range"), "range_not_covered", {"range": str(whole)})


def _begins_earlier(one: Interval, two: Interval) -> bool:
    if one.low is None or two.low is None:
        return two.low is not None
    return one.low < two.low or (one.low == two.low and one.low_closed and not two.low_closed)


def _between(one: Interval, two: Interval) -> Interval:
    """Return the numbers after the first range and before the second."""
    return Interval(one.high, two.low, not one.high_closed, not two.low_closed)


def _holds_any(interval: Interval, *, integer: bool) -> bool:
    if not integer:
        return not interval.empty
    return not whole_numbers(interval).empty


def whole_numbers(interval: Interval) -> Interval:
    """Return the closed interval from the smallest to the largest integer in it; empty where it holds none."""
    low, high = interval.low, interval.high
    if low is not None:
        smallest = Fraction(ceil(low))
        low = smallest + 1 if smallest == interval.low and not interval.low_closed else smallest
    if high is not None:
        largest = Fraction(floor(high))
        high = largest - 1 if largest == interval.high and not interval.high_closed else largest
    return replace(interval, low=low, high=high, low_closed=low is not None, high_closed=high is not None)
