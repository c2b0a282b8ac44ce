"""A table of one number along that number: any stretch of it is looked at in the time that one row takes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import accumulate
from math import floor, inf

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.kinds import Value
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import NOTHING, Enclosure, Span, Words

Output = int | Fraction | str


class Heights:
    """Numbers side by side (None: a gap), ready to tell what any stretch of them lies between."""

    def __init__(self, numbers: Sequence[ExactNumber | None]) -> None:
        self._lowest = _tree([inf if number is None else number for number in numbers], min)
        self._highest = _tree([-inf if number is None else number for number in numbers], max)
        self._fractions = _counted(number is not None and number.denominator > 1 for number in numbers)

    def between(self, begin: int, end: int) -> Span:
        """Return what the numbers from one place up to, not including, another lie between; nothing of gaps alone."""
        low, high = _folded(self._lowest, begin, end, min), _folded(self._highest, begin, end, max)
        if isinstance(low, float) or isinstance(high, float):
            return NOTHING
        return Span(low, high, integer=self._fractions[begin] == self._fractions[end])


class Line:
    """Which row is the first to match, stretch after stretch; `rest` is the first that matches anything, null too.

    Numbers that are ends of cells cut the line into pieces: piece 2k + 1 is the k-th of these, 2k what lies before it.
    Of whole numbers (`whole`), pieces that hold none do not count.
    """

    def __init__(self, cells: Sequence[Interval | None], outputs: Sequence[Output], *, whole: bool = False) -> None:
        ends = (end for cell in cells if cell is not None for end in (cell.low, cell.high) if end is not None)
        self._cuts = sorted(set(map(simplest, ends)))
        self.rest = next((place for place, cell in enumerate(cells) if cell is None), None)
        # Stretches of pieces with the same first row, each by its first piece.
        self._begins: list[int] = []
        self._firsts: list[int | None] = []
        for piece, first in enumerate(self._first_of_each(cells)):
            counts = not whole or self._holds_integer(piece)
            if counts and (not self._firsts or self._firsts[-1] != first):
                self._begins.append(piece)
                self._firsts.append(first)
        self._gaps = _counted(first is None for first in self._firsts)
        found = [None if first is None else outputs[first] for first in self._firsts]
        self._texts = found if isinstance(outputs[0], str) else None
        self._heights = Heights(
            [None if output is None or isinstance(output, str) else simplest(output) for output in found]
        )

    def at(self, number: ExactNumber) -> int | None:
        """Return the row that is the first to match a number; None where no row does."""
        return self._firsts[bisect_right(self._begins, self._piece(number)) - 1]

    def along(self, key: Span) -> tuple[Enclosure, bool]:
        """Return what the outputs for the numbers of a span are, and whether no row matches some of these numbers."""
        begin = bisect_right(self._begins, self._piece(key.low, 1 if key.low_open else 0)) - 1
        end = bisect_right(self._begins, self._piece(key.high, -1 if key.high_open else 0))
        has_gap = self._gaps[begin] != self._gaps[end]
        if self._texts is not None:
            return Words(frozenset(text for text in self._texts[begin:end] if isinstance(text, str))), has_gap
        return self._heights.between(begin, end), has_gap

    def _piece(self, number: ExactNumber, beside: int = 0) -> int:
        """Return the piece that a number lies in; of one that is a piece of its own, that one or the one beside it."""
        place = bisect_left(self._cuts, number)
        is_cut = place < len(self._cuts) and self._cuts[place] == number
        return 2 * place + (1 + beside if is_cut else 0)

    def _first_of_each(self, cells: Sequence[Interval | None]) -> Iterator[int | None]:
        """Yield the first row of each piece, walking up."""
        waiting = sorted(self._reaches(cells), reverse=True)
        near: list[tuple[int, int]] = []
        for piece in range(2 * len(self._cuts) + 1):
            while waiting and waiting[-1][0] <= piece:
                _, place, last = waiting.pop()
                heappush(near, (place, last))
            while near and near[0][1] < piece:
                heappop(near)
            yield min((place for place in (near[0][0] if near else None, self.rest) if place is not None), default=None)

    def _reaches(self, cells: Sequence[Interval | None]) -> Iterator[tuple[int, int, int]]:
        """Yield for each cell its first piece, its place, and its last piece."""
        pieces: Mapping[ExactNumber, int] = {cut: 2 * place + 1 for place, cut in enumerate(self._cuts)}
        for place, cell in enumerate(cells):
            if cell is not None:
                begin = 0 if cell.low is None else pieces[cell.low] + (not cell.low_closed)
                end = 2 * len(pieces) if cell.high is None else pieces[cell.high] - (not cell.high_closed)
                yield begin, place, end

    def _holds_integer(self, piece: int) -> bool:
        place, is_cut = divmod(piece, 2)
        if is_cut:
            return self._cuts[place].denominator == 1
        if not 0 < place < len(self._cuts):
            return True
        return floor(self._cuts[place - 1]) + 1 < self._cuts[place]


class Curve:
    """The points of a table that interpolates, in order, and the outputs there."""

    def __init__(self, outputs: Mapping[Fraction, Value]) -> None:
        self._points = sorted(outputs)
        found = map(outputs.__getitem__, self._points)
        self._heights = Heights([output for output in found if isinstance(output, int | Fraction)])

    def between(self, low: ExactNumber, high: ExactNumber) -> tuple[ExactNumber, ...]:
        """Return the lowest and the highest output at the points between two numbers, if there are any."""
        begin, end = bisect_right(self._points, low), bisect_left(self._points, high)
        found = self._heights.between(begin, end) if begin < end else NOTHING
        return () if found.empty else (found.low, found.high)


# A number, or what lies beyond all numbers where there is none.
_Number = ExactNumber | float
_Pick = Callable[[_Number, _Number], _Number]


def _tree(leaves: Sequence[_Number], pick: _Pick) -> list[_Number]:
    """Return the numbers behind what pairs of them, pairs of pairs, and so on come to."""
    tree = [*leaves, *leaves]
    for place in range(len(leaves) - 1, 0, -1):
        tree[place] = pick(tree[2 * place], tree[2 * place + 1])
    return tree


def _folded(tree: Sequence[_Number], begin: int, end: int, pick: _Pick) -> _Number:
    """Return what the numbers from one place up to, not including, another come to; there is one at least."""
    begin, end = begin + len(tree) // 2, end + len(tree) // 2
    found = tree[begin]
    while begin < end:
        if begin % 2:
            found, begin = pick(found, tree[begin]), begin + 1
        if end % 2:
            found, end = pick(found, tree[end - 1]), end - 1
        begin, end = begin // 2, end // 2
    return found


def _counted(marks: Iterable[bool]) -> list[int]:
    """Return how many of the marks before each place are set."""
    return [0, *accumulate(marks)]
