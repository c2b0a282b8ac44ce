"""Interval bars: where a value of a release can lie on its scale, with marks where levels begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.workshop.document import FieldAtAGlance
from selfcheck_service.web.said import Said

_WHOLE = 100.0
# In percent of the scale: a single number would else be a bar without an extent.
_THINNEST = 1.5


@dataclass(frozen=True, slots=True)
class Interval:
    """One bar. `begin` and `length` are in percent of the scale, None where nothing is known; `marks` likewise.

    `lowest` and `highest` are the numbers themselves, `level` the titles of the levels that are possible, `quarter` and
    `quarters` say where the value lies when no more than that is published.
    """

    title: Said
    begin: float | None
    length: float | None
    marks: tuple[float, ...]
    scale: tuple[Number, Number]
    lowest: Number | None
    highest: Number | None
    level: Said | None = None
    quarter: int | None = None
    quarters: int | None = None


def interval_of(
    title: Said,
    ends: tuple[Number | None, Number | None],
    scale: tuple[Number, Number],
    *,
    cut_scores: Sequence[Number] = (),
    level: Said | None = None,
) -> Interval:
    """Return the bar of a value between two ends; both None where nothing is published."""
    lowest, highest = ends
    marks = tuple(_place(each, scale) for each in cut_scores)
    if lowest is None or highest is None:
        return Interval(title, None, None, marks, scale, None, None, level)
    low, high = _place(lowest, scale), _place(highest, scale)
    length = max(high - low, _THINNEST)
    begin = round(min(low, _WHOLE - length), 2)
    return Interval(title, begin, round(length, 2), marks, scale, lowest, highest, level)


def interval_of_field(seen: FieldAtAGlance, language: str) -> Interval:
    """Return the bar of a field of a workshop brief, whose texts are in a language."""
    title, level = Said.in_(language, seen.title), Said.in_(language, " – ".join(seen.levels)) if seen.levels else None
    if seen.quarter is None or not seen.quarters:
        ends = (seen.value.lowest, seen.value.highest)
        return interval_of(title, ends, seen.scale, cut_scores=seen.cut_scores, level=level)
    step = _WHOLE / seen.quarters
    marks = tuple(_place(each, seen.scale) for each in seen.cut_scores)
    begin = round((seen.quarter - 1) * step, 2)
    return Interval(title, begin, round(step, 2), marks, seen.scale, None, None, level, seen.quarter, seen.quarters)


def _place(value: Number, scale: tuple[Number, Number]) -> float:
    low, high = scale
    return round(min(max((value - low) / (high - low), 0), 1) * _WHOLE, 2)
