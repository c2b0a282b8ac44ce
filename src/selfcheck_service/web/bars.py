"""Bars of a chart as places on a line: everything in percent of the scale, so that a chart has no width of its own.

The macros in `parts/bar.html` draw them. What is sure is filled and what is possible is outlined; numbers and words
stand beside, so that greyscale is enough.
"""

from dataclasses import dataclass

from selfcheck_service.core.scoring.evaluation import FieldResult, Number
from selfcheck_service.core.scoring.plan import FieldPlan

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a level begins: its place, its cut score and its title."""

    place: float
    cut: float
    level: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `length` is None without a score; `low` and `high` are None where the bounds say nothing more."""

    length: float | None
    low: float | None
    high: float | None
    provisional: bool
    marks: tuple[Mark, ...]


def bar_of(found: FieldResult, field: FieldPlan, level_titles: tuple[str, ...]) -> Bar:
    """Return the bar of a result on the scale of its field."""
    low, high = _place(found.score_min, found), _place(found.score_max, found)
    spans = has_bounds(found) and low is not None and high is not None and low != high
    return Bar(
        length=_place(found.score, found),
        low=low if spans else None,
        high=high if spans else None,
        provisional=found.status == "provisional",
        marks=tuple(_marks(found, field, level_titles)),
    )


def has_bounds(found: FieldResult) -> bool:
    """Tell whether bounds say where the score would lie: not where it lacks what it requires."""
    return found.reason != "requirement"


def _marks(found: FieldResult, field: FieldPlan, titles: tuple[str, ...]) -> list[Mark]:
    marks = []
    # Where a condition chooses the levels, a result does not say which ones it lies among.
    levels = field.level_sets[0].levels if len(field.level_sets) == 1 else ()
    for level, title in zip(levels, titles, strict=bool(levels)):
        if level.low is None:
            continue
        cut = level.low[0] / level.low[1]
        place = _place(cut, found)
        marks.append(Mark(0.0 if place is None else place, cut, title))
    return marks


def _place(value: Number | None, found: FieldResult) -> float | None:
    if value is None or found.scale is None:
        return None
    low, high = found.scale
    share = (value - low) / (high - low) * _WHOLE
    return round(min(max(share, 0.0), _WHOLE), 2)
