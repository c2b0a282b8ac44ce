"""Pictures as places: bars and boxes in numbers that the template draws as SVG.

A bar has no width of its own: its places run from 0 to 200, and the page stretches them. What is sure is filled, what
is possible is outlined, so that nothing hangs on colour.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selfcheck_service.core.releases.document import CellFigure, Figure, Number
from selfcheck_service.core.workshop.document import FieldAtAGlance, GridCell

WIDTH = 200
# A single number would else be a bar without an extent.
_THINNEST = 3
# Dots of the grid: so many in a row of a box, their distance, and what a box has around them.
_IN_A_ROW, _STEP, _HEAD, _FOOT = 6, 28, 38, 10
_FEWEST_ROWS = 2
_BOX = 180
_LEFT, _TOP = 24, 26


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a bar: where it begins, and how far it goes."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `sure` is drawn solid and `possible` outlined; either may be missing."""

    sure: Span | None
    possible: Span | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A field in the grid, by its number."""

    x: int
    y: int
    number: int


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the grid with its dots."""

    quadrant: str
    x: int
    y: int
    height: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The four boxes in which score and agreement are both known."""

    height: int
    boxes: tuple[Box, ...]


def bar_of_field(seen: FieldAtAGlance) -> Bar:
    """Return where the value of a field can lie on its scale; with quarters alone, its quarter."""
    if seen.quarter is not None and seen.quarters:
        step = WIDTH / seen.quarters
        return Bar(Span(round((seen.quarter - 1) * step, 1), round(step, 1)), None)
    return bar_of(seen.value, seen.scale)


def bar_of(figure: Figure, scale: tuple[Number, Number]) -> Bar:
    """Return where a figure can lie on a scale; nothing where it says nothing."""
    if figure.lowest is None or figure.highest is None:
        return Bar(None, None)
    low, high = (_place(end, scale) for end in (figure.lowest, figure.highest))
    width = max(high - low, _THINNEST)
    return Bar(Span(round(min(low, WIDTH - width), 1), round(width, 1)), None)


def bar_of_cell(cell: CellFigure, longest: int) -> Bar:
    """Return how many chose an option: surely, and at most. `longest` is the count whose bar is the whole width."""
    sure, most = (count / longest * WIDTH if longest else 0 for count in (cell.lowest, cell.highest))
    return Bar(
        Span(0, round(sure, 1)) if sure else None,
        Span(round(sure, 1), round(most - sure, 1)) if most > sure else None,
    )


def grid_of(cells: Sequence[GridCell], numbers: Mapping[str, int]) -> Grid | None:
    """Return the picture of score × agreement; None where no field has both. `numbers` are those of the fields."""
    names = (("tackle_together", "strength"), ("understand_first", "clarify_perception"))
    found = {cell.quadrant: [numbers[key] for key in cell.fields] for cell in cells}
    most = max(len(found[name]) for row in names for name in row)
    if not most:
        return None
    height = _HEAD + _STEP * max(-(-most // _IN_A_ROW), _FEWEST_ROWS) + _FOOT
    boxes = tuple(
        Box(name, x, y, height, tuple(_dots(found[name], x, y)))
        for at, row in enumerate(names)
        for across, name in enumerate(row)
        for x, y in [(_LEFT + across * _BOX, _TOP + at * height)]
    )
    return Grid(_TOP + 2 * height + 2, boxes)


def _dots(numbers: Sequence[int], x: int, y: int) -> Iterator[Dot]:
    for at, number in enumerate(numbers):
        row, place = divmod(at, _IN_A_ROW)
        yield Dot(x + _STEP * place + 20, y + _HEAD + _STEP * row + 12, number)


def _place(value: Number, scale: tuple[Number, Number]) -> float:
    low, high = scale
    return min(max((value - low) / (high - low), 0), 1) * WIDTH
