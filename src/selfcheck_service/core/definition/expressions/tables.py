"""Tables of a definition: norms, tariffs, limits. Looking one up is a function like any other: total, exact, cheap.

A row matches where each of its cells matches the input in its place; the first row that matches gives the output. A
cell is an interval or one number, a text, or None, which matches everything, null too.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeVar

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import bounded, simplest
from selfcheck_service.core.definition.kept import Kept

_Entry = TypeVar("_Entry", int, tuple[Fraction, int])
Cell = Interval | str | None
Output = int | Fraction | str
# Inputs come from answers, so there is no end of them.
_MOST_COVERED = 500
_MOST_ROWS_COVERED = 100_000


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
        return min(map(min, self._rows.found(keys)), default=None)

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
        for line in self._lines.found(keys[:-1]):
            here = bisect_right(line, number, key=lambda entry: entry[0])
            before += line[max(here - 1, 0) : here]
            after += line[here : here + 1]
        if not before:
            return (min(after)[1], min(after)[1]) if after else None
        nearest = max(before)
        return nearest[1], nearest[1] if not after or nearest[0] == number else min(after)[1]

    def direction(self, place: int) -> int:
        """Return whether outputs only rise (1) or only fall (-1) with one input; 0: neither, or it cannot be seen.

        It is seen where the cells of this input stand one after the other, and where the other inputs name a text.
        """
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
    def _rows(self) -> "_Index[int]":
        return _Index([(row.cells, place) for place, row in enumerate(self.rows)])

    @cached_property
    def _lines(self) -> "_Index[tuple[Fraction, int]]":
        """The points of a table that interpolates, each with its row, by all inputs but the last."""
        return _Index([(row.cells[:-1], (self.point_of(row), place)) for place, row in enumerate(self.rows)])


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


@dataclass(slots=True)
class _Index(Generic[_Entry]):
    """Rows by their first cell, then by the next: what a table of 20,000 rows needs to be asked in microseconds.

    Below the last cell stand what all rows with these cells come to, in order.
    """

    rows: Sequence[tuple[tuple[Cell, ...], _Entry]]
    entries: list[_Entry] = field(default_factory=list)
    texts: dict[str, "_Index[_Entry]"] = field(default_factory=dict)
    numbers: list[tuple[Interval, "_Index[_Entry]"]] = field(default_factory=list)
    anything: "_Index[_Entry] | None" = None
    ordered: bool = True

    def __post_init__(self) -> None:
        groups: dict[Cell, list[tuple[tuple[Cell, ...], _Entry]]] = {}
        for cells, entry in self.rows:
            if cells:
                groups.setdefault(cells[0], []).append((cells[1:], entry))
            else:
                self.entries.append(entry)
        self.entries.sort()
        for cell, below in groups.items():
            if isinstance(cell, Interval):
                self.numbers.append((cell, _Index(below)))
            elif cell is None:
                self.anything = _Index(below)
            else:
                self.texts[cell] = _Index(below)
        self.numbers.sort(key=lambda entry: low_of(entry[0]))
        self.ordered = not any(one.overlaps(two) for (one, _), (two, _) in pairwise(self.numbers))
        self.rows = ()

    def found(self, keys: Sequence[Value]) -> Iterator[list[_Entry]]:
        """Yield what the rows that match come to, those with the same cells together."""
        if not keys:
            yield self.entries
            return
        for below in self._below(keys[0]):
            yield from below.found(keys[1:])

    def _below(self, key: Value) -> Iterator["_Index[_Entry]"]:
        if self.anything is not None:
            yield self.anything
        if isinstance(key, str):
            if key in self.texts:
                yield self.texts[key]
        elif isinstance(key, int | Fraction):
            for interval, below in self._near(key):
                if Fraction(key) in interval:
                    yield below

    def _near(self, number: int | Fraction) -> Sequence[tuple[Interval, "_Index[_Entry]"]]:
        """Return the cells that may hold a number: at most two where none of them overlap."""
        if not self.ordered:
            return self.numbers
        after = bisect_right(self.numbers, (True, number), key=lambda entry: low_of(entry[0])[:2])
        return self.numbers[max(after - 2, 0) : after]


def low_of(cell: Interval) -> tuple[bool, Fraction, bool]:
    """Return what cells are sorted by: where they begin."""
    return cell.low is not None, cell.low or Fraction(0), not cell.low_closed
