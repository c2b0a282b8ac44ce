"""Pictures as places: bars and boxes in numbers that the template draws as SVG.

A bar has no width of its own: its places run from 0 to 200, and the page stretches them. What is sure is filled, what
is possible is outlined, so that nothing hangs on colour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfcheck_service.core.releases.document import CellFigure, Figure, Number
from selfcheck_service.core.workshop.document import FieldAtAGlance, Place, WorkshopBrief

WIDTH = 200
# A single number would else be a bar without an extent.
_THINNEST = 3
# Dots of the grid: so many in a row of a box, their distance, and what a box has around them.
_IN_A_ROW, _STEP, _HEAD, _FOOT = 4, 30, 34, 8
_FEWEST_ROWS = 1
_BOX = 162
_LEFT, _TOP = 24, 26
# The places of score × agreement as they lie in the picture: rated low, open and high from left to right.
_ROWS: Mapping[str, tuple[Place, Place, Place]] = {
    "agreed": ("tackle_together", "agreed_open", "strength"),
    "open": ("low_open", "not_determinable", "high_open"),
    "split": ("understand_first", "split_open", "clarify_perception"),
}
_ASIDE: tuple[Place, ...] = ("make_visible",)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a bar: where it begins, and how far it goes."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `sure` is drawn solid and `possible` outlined; either may be missing. `marks` are places on its scale."""

    sure: Span | None
    possible: Span | None
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A field in the grid, by its number; `leans` says to which row it leans: up, down, or neither (an empty text)."""

    x: int
    y: int
    number: int
    leans: str


@dataclass(frozen=True, slots=True)
class Box:
    """A place of the grid with its dots. `row` names the row at its first box and is empty at the others."""

    place: Place
    title: str
    row: str
    x: int
    y: int
    width: int
    height: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Score × agreement: three boxes in each row; where no agreement is shown at all, there is one row."""

    width: int
    height: int
    boxes: tuple[Box, ...]

    @property
    def leaning(self) -> bool:
        """Tell whether any of the fields has an arrow, which then needs a word."""
        return any(dot.leans for box in self.boxes for dot in box.dots)


def bar_of_field(seen: FieldAtAGlance) -> Bar:
    """Return where the value of a field can lie on its scale, marked where levels begin; of quarters, its quarter."""
    if seen.quarter is not None and seen.quarters:
        step = WIDTH / seen.quarters
        marks = tuple(round(_place(each, seen.scale), 1) for each in seen.cut_scores)
        return Bar(Span(round((seen.quarter - 1) * step, 1), round(step, 1)), None, marks)
    return bar_of(seen.value, seen.scale, seen.cut_scores)


def bar_of(figure: Figure, scale: tuple[Number, Number], marks: Sequence[Number] = ()) -> Bar:
    """Return where a figure can lie on a scale, with marks at these numbers; nothing where it says nothing."""
    if figure.lowest is None or figure.highest is None:
        return Bar(None, None)
    low, high = (_place(end, scale) for end in (figure.lowest, figure.highest))
    width = max(high - low, _THINNEST)
    placed = tuple(round(_place(each, scale), 1) for each in marks)
    return Bar(Span(round(min(low, WIDTH - width), 1), round(width, 1)), None, placed)


def bar_of_cell(cell: CellFigure, longest: int) -> Bar:
    """Return how many chose an option: surely, and at most. `longest` is the count whose bar is the whole width."""
    sure, most = (count / longest * WIDTH if longest else 0 for count in (cell.lowest, cell.highest))
    return Bar(
        Span(0, round(sure, 1)) if sure else None,
        Span(round(sure, 1), round(most - sure, 1)) if most > sure else None,
    )


def grid_of(brief: WorkshopBrief, numbers: Mapping[str, int]) -> Grid | None:
    """Return the picture of score × agreement; None without fields. `numbers` are those of the fields."""
    leans = {each.field: _LEANS.get(each.finding.key, "") for each in brief.agreement}
    found = {cell.place: [(numbers[key], leans.get(key, "")) for key in cell.fields] for cell in brief.grid}
    if not any(found.values()):
        return None
    rows = [(name, row) for name, row in _ROWS.items() if brief.agreement or any(found[place] for place in row)]
    titles = {cell.place: cell.title for cell in brief.grid}
    boxes: list[Box] = []
    top = _TOP
    for name, row in rows:
        height = max(_height(len(found[place]), _IN_A_ROW) for place in row)
        for at, place in enumerate(row):
            shown = name if len(rows) > 1 and not at else ""
            where = (_LEFT + at * _BOX, top, _BOX, height)
            boxes.append(_box((place, titles[place]), shown, where, found[place]))
        top += height
    for place in _ASIDE:
        if found[place]:
            width = len(_ROWS["open"]) * _BOX
            height = _height(len(found[place]), width // _STEP)
            boxes.append(_box((place, titles[place]), "", (_LEFT, top + _ASIDE_GAP, width, height), found[place]))
            top += height + _ASIDE_GAP
    return Grid(_LEFT + 3 * _BOX + 2, top + 2, tuple(boxes))


_LEANS = {"rather_agreed": "up", "rather_split": "down"}
_ASIDE_GAP = 8


def _height(dots: int, in_a_row: int) -> int:
    return _HEAD + _STEP * max(-(-dots // in_a_row), _FEWEST_ROWS) + _FOOT


def _box(named: tuple[Place, str], row: str, where: tuple[int, int, int, int], dots: Sequence[tuple[int, str]]) -> Box:
    x, y, width, height = where
    placed = [
        Dot(x + _STEP * (at % (width // _STEP)) + 20, y + _HEAD + _STEP * (at // (width // _STEP)) + 12, *dot)
        for at, dot in enumerate(dots)
    ]
    return Box(*named, row, x, y, width, height, tuple(placed))


def _place(value: Number, scale: tuple[Number, Number]) -> float:
    low, high = scale
    return min(max((value - low) / (high - low), 0), 1) * WIDTH
