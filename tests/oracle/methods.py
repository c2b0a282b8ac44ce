"""Methods: how points become a raw score, in section 3 of the rules."""

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from tests.oracle.exact import exact
from tests.oracle.reals import weighted_root

NOTHING = Fraction(0)
WEIGHTED = ("sum", "mean", "percent_of_maximum", "geometric_mean")
MOST_DIGITS = 1000


class Part(NamedTuple):
    """An entry that takes part, with its points, its weight and the largest points it could have."""

    points: Fraction
    weight: Fraction
    largest: Fraction


def divides_by_zero(method: str, parts: list[Part]) -> bool:
    """Say whether the divisor of a method is 0."""
    if method in ("mean", "geometric_mean"):
        return sum(part.weight for part in parts) == 0
    return method == "percent_of_maximum" and sum(part.weight * part.largest for part in parts) == 0


def aggregated(method: str, parts: list[Part]) -> Fraction | None:
    """Return the raw score, None where the method is not defined for these points."""
    return METHODS[method](parts)


def _weighted_sum(parts: list[Part]) -> Fraction:
    return sum((part.weight * part.points for part in parts), NOTHING)


def _mean(parts: list[Part]) -> Fraction:
    return _weighted_sum(parts) / sum(part.weight for part in parts)


def _percent_of_maximum(parts: list[Part]) -> Fraction:
    return 100 * _weighted_sum(parts) / sum(part.weight * part.largest for part in parts)


def _median(parts: list[Part]) -> Fraction:
    points = sorted(part.points for part in parts)
    middle = len(points) // 2
    return points[middle] if len(points) % 2 else (points[middle - 1] + points[middle]) / 2


def _product(parts: list[Part]) -> Fraction | None:
    if any(part.points == 0 for part in parts):
        return NOTHING
    above = math.prod(part.points.numerator for part in parts)
    below = math.prod(part.points.denominator for part in parts)
    too_large = max(abs(above), below) >= 10**MOST_DIGITS
    return None if too_large else Fraction(above, below)


def _geometric_mean(parts: list[Part]) -> Fraction | None:
    weighing = [part for part in parts if part.weight > 0]
    if any(part.points < 0 for part in weighing):
        return None
    if any(part.points == 0 for part in weighing):
        return NOTHING
    weights = sum(part.weight for part in weighing)
    return weighted_root([(part.points, part.weight / weights) for part in weighing])


METHODS: dict[str, Callable[[list[Part]], Fraction | None]] = {
    "sum": _weighted_sum,
    "mean": _mean,
    "percent_of_maximum": _percent_of_maximum,
    "minimum": lambda parts: min(part.points for part in parts),
    "maximum": lambda parts: max(part.points for part in parts),
    "median": _median,
    "product": _product,
    "geometric_mean": _geometric_mean,
}


def aggregated_ends(method: str, smallest: list[Part], largest: list[Part]) -> tuple[Fraction, Fraction] | None:
    """Return the raw scores between which a method lies, where each entry lies between two ends.

    All methods but the product rise with every entry. Of a product each choice of ends is tried, two
    entries at a time. None where the method is not defined for the ends.
    """
    if method != "product":
        ends = aggregated(method, smallest), aggregated(method, largest)
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
    if max(_digits_at_most(parts) for parts in (smallest, largest)) > MOST_DIGITS:
        return None
    found = (Fraction(1), Fraction(1))
    for low, high in zip(smallest, largest, strict=True):
        possible = [one * two for one, two in product(found, (low.points, high.points))]
        found = min(possible), max(possible)
    return found


def _digits_at_most(parts: list[Part]) -> int:
    return sum(len(str(abs(part.points.numerator))) + len(str(part.points.denominator)) for part in parts)


def rescaled(raw: Fraction, scoring: dict[str, Any]) -> Fraction:
    """Bring a raw score from the ends of one range to those of the declared scale."""
    if scoring["rescale_from"] is None:
        return raw
    a, b = (exact(end) for end in scoring["rescale_from"])
    c, d = (exact(end) for end in scoring["scale"])
    return c + (raw - a) * (d - c) / (b - a)
