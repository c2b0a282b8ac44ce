"""Tables of a definition: norms, tariffs, limits. Looking one up is a function like any other: total, exact, cheap.

A row matches where each of its cells matches the input in its place; the first row that matches gives the output. A
cell is an interval or one number, a text, or None, which matches everything, null too.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import bounded, simplest
from selfcheck_service.core.definition.expressions.spans import Enclosure
from selfcheck_service.core.definition.expressions.table_index import Cell, Index, low_of
from selfcheck_service.core.definition.expressions.table_lines import Curve, Line, Output
from selfcheck_service.core.definition.kept import Kept

# Inputs come from answers, so there is no end of them.
_MOST_ENCLOSED = 100
_MOST_COVERED = 500
_MOST_ROWS_COVERED = 100_000
# Measured: a stretch along one number takes as long as so many entries of an expression, and one entry is so many rows
# of a table in which no two match the same. Where rows lie across each other, each takes as long as some entries.
_PRICE_OF_LINE = 4
_ROWS_OF_GRID = 4


@dataclass(frozen=True, slots=True)
class TableInput:
    """What a table is asked with: a number or a text, and the name it has for readers."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: a cell for each input, and what comes out."""

    cells: tuple[Cell, ...]
    output: Output


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether some row matches everywhere, and which rows are the first to match somewhere; none where that is open."""

    everywhere: bool
    first: frozenset[int]


@dataclass(frozen=True)
class Table:
    """A table with its rows in document order; all outputs are numbers, or all are texts.

    `interpolate`: the cells of the last input are single numbers, and between two of them the output lies on the
    straight line; beyond the ends it is that of the end.
    """

    key: str
    inputs: tuple[TableInput, ...]
    rows: tuple[TableRow, ...]
    interpolate: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of the outputs."""
        return Kind.TEXT if isinstance(self.rows[0].output, str) else Kind.NUMBER

    def find(self, keys: Sequence[Value]) -> Value:
        """Return the output for these inputs; None (null) where no row matches."""
        if self.interpolate:
            return self._between(keys)
        found = self.find_row(keys)
        return None if found is None else self.rows[found].output

    def find_row(self, keys: Sequence[Value]) -> int | None:
        """Return the place of the row that matches; of a table that interpolates, the row at or before the input."""
        if self.interpolate:
            around = self._around(keys)
            return None if around is None else around[0]
        if self.is_line:
            number = keys[0]
            return self.line.at(number) if isinstance(number, int | Fraction) else self.line.rest
        return min(map(min, self.rows_by_cells.found(keys)), default=None)

    def _between(self, keys: Sequence[Value]) -> Value:
        around = self._around(keys)
        if around is None:
            return None
        one, two = (self.rows[place] for place in around)
        (low, here), (high, there) = (self.point_of(one), one.output), (self.point_of(two), two.output)
        number = keys[-1]
        if low == high or isinstance(here, str) or isinstance(there, str) or not isinstance(number, int | Fraction):
            return here
        return bounded(simplest(here + (there - here) * Fraction(number - low) / (high - low)))

    def _around(self, keys: Sequence[Value]) -> tuple[int, int] | None:
        """Return the rows on both sides of the last input; one of them twice at and beyond the ends."""
        number = keys[-1]
        if not isinstance(number, int | Fraction):
            return None
        before: list[tuple[Fraction, int]] = []
        after: list[tuple[Fraction, int]] = []
        for line in self.lines_by_cells.found(keys[:-1]):
            here = bisect_right(line, number, key=lambda entry: entry[0])
            before += line[max(here - 1, 0) : here]
            after += line[here : here + 1]
        if not before:
            return (min(after)[1], min(after)[1]) if after else None
        nearest = max(before)
        return nearest[1], nearest[1] if not after or nearest[0] == number else min(after)[1]

    def outputs_around(self, keys: Sequence[Value]) -> tuple[Output, ...]:
        """Return the outputs at the points on both sides of the last input, of a table that interpolates."""
        return tuple(self.rows[place].output for place in self._around(keys) or ())

    def direction(self, place: int) -> int:
        """Return whether outputs only rise (1) or only fall (-1) with one input; 0: neither, or it cannot be seen.

        It is seen where the cells of this input stand one after the other, and where the other inputs name a text.
        """
        return self._directions[place]

    @cached_property
    def _directions(self) -> Sequence[int]:
        return [self._direction(place) for place in range(len(self.inputs))]

    def _direction(self, place: int) -> int:
        groups: dict[tuple[Cell, ...], list[tuple[Interval, Output]]] = {}
        for row in self.rows:
            here, others = row.cells[place], (*row.cells[:place], *row.cells[place + 1 :])
            if not isinstance(here, Interval) or not all(isinstance(cell, str) for cell in others):
                return 0
            groups.setdefault(others, []).append((here, row.output))
        ways = {_way(sorted(group, key=lambda entry: low_of(entry[0]))) for group in groups.values()} - {None}
        return 0 if len(ways) > 1 else int(next(iter(ways), 1) or 0)

    def point_of(self, row: TableRow) -> Fraction:
        """Return the number that the last cell of a row is, in a table that interpolates."""
        cell = row.cells[-1]
        return cell.low if isinstance(cell, Interval) and cell.low is not None else Fraction(0)

    @cached_property
    def covered(self) -> Kept[Covered]:
        """Remember which rows are known to match first for which inputs: tables are looked up in many places."""
        return Kept(_MOST_COVERED, heaviest=_MOST_ROWS_COVERED, weigh=lambda covered: len(covered.first))

    @cached_property
    def enclosed(self) -> Kept[tuple[Enclosure, tuple[tuple[str, int], ...]]]:
        """Remember what the inputs can give, and what may go wrong with them."""
        return Kept(_MOST_ENCLOSED)

    @property
    def is_line(self) -> bool:
        """Tell whether it is asked with one number alone, and nothing else."""
        return len(self.inputs) == 1 and self.inputs[0].kind is Kind.NUMBER

    @property
    def price(self) -> int:
        """Return what looking it up takes, in entries of an expression; most for inputs of which little is known."""
        if self.is_line:
            return _PRICE_OF_LINE
        index: Index[Any] = self.lines_by_cells if self.interpolate else self.rows_by_cells
        return 1 + (len(self.rows) // _ROWS_OF_GRID if index.grid else len(self.rows))

    def prepare(self) -> None:
        """Make beforehand what looking up needs: that takes a second for a very long table, and nobody is to wait."""
        needed = ["lines_by_cells" if self.interpolate else "rows_by_cells"]
        if self.is_line:
            needed = ["lines_by_cells", "curve"] if self.interpolate else ["line", "line_of_integers"]
        for name in needed:
            getattr(self, name)

    @cached_property
    def line(self) -> Line:
        """Return the rows along the one number that the table is asked with."""
        return self._line(whole=False)

    @cached_property
    def line_of_integers(self) -> Line:
        """Return the same where that number is whole."""
        return self._line(whole=True)

    def _line(self, *, whole: bool) -> Line:
        cells = [cell if isinstance(cell, Interval) else None for cell in (row.cells[0] for row in self.rows)]
        return Line(cells, [row.output for row in self.rows], whole=whole)

    @cached_property
    def curve(self) -> Curve:
        """Return the points of a table that interpolates, and is asked with one number alone."""
        return Curve({point: self.find((point,)) for point in map(self.point_of, self.rows)})

    @cached_property
    def rows_by_cells(self) -> Index[int]:
        """Return the places of the rows by their cells."""
        return Index([(row.cells, place) for place, row in enumerate(self.rows)])

    @cached_property
    def lines_by_cells(self) -> Index[tuple[Fraction, int]]:
        """Return the points of a table that interpolates, each with its row, by all inputs but the last."""
        return Index([(row.cells[:-1], (self.point_of(row), place)) for place, row in enumerate(self.rows)])


def _way(rows: Sequence[tuple[Interval, Output]]) -> int | None:
    """Return the direction of outputs along cells that stand in order; None: they are all the same."""
    if any(one.overlaps(two) for (one, _), (two, _) in pairwise(rows)):
        return 0
    steps = set()
    for (_, one), (_, two) in pairwise(rows):
        if isinstance(one, str) or isinstance(two, str):
            return 0
        steps.add((two > one) - (two < one))
    steps.discard(0)
    return None if not steps else (steps.pop() if len(steps) == 1 else 0)
