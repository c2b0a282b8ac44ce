"""What a table can give for inputs of which only their range is known, and whether a row may be missing."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.enclose_numbers import UNDEFINED, Report
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import (
    Enclosure,
    Span,
    Words,
    hull,
    is_empty,
    nothing_of,
    span_between,
    span_of,
    value_in,
    with_null,
)
from selfcheck_service.core.definition.expressions.tables import Cell, Covered, Table, TableRow, low_of

# What is left of the cells of rows, each with its place in the table.
_Rows = Sequence[tuple[tuple[Cell, ...], int]]
# Cells that cut each other across several inputs make pieces without number. Each row is looked at so often on average,
# and those of small tables a little oftener; a table that needs more counts as one that lacks a row.
_LOOKS_AT_A_ROW = 5
_LOOKS_AT_ALL = 10_000


def enclose_lookup(report: Report, table: Table, keys: Sequence[Enclosure]) -> Enclosure:
    """Enclose the outputs of all rows that may be the first to match; inputs that no row matches are reported.

    A null input is null unless rows say that they match anything there, which is not reported: what is missing is no
    fault of the table.
    """
    depth = len(keys) - int(table.interpolate)
    rows = [(row.cells[:depth], place) for place, row in enumerate(table.rows)]
    found = _reached(rows, keys[:depth])
    if not found:
        if not any(is_empty(key) for key in keys):
            report(UNDEFINED, 0)
        return nothing_of(table.kind)
    given = _cover(table, rows, tuple(with_null(key, null=False) for key in keys[:depth]))
    if not given.everywhere:
        report(UNDEFINED, 0)
    null = any(key.null for key in keys) and not (depth == len(keys) and _cover(table, rows, tuple(keys)).everywhere)
    if table.interpolate:
        return with_null(_between(table, [table.rows[place] for place in found], keys), null=null)
    first = _cover(table, rows, tuple(keys)).first or found
    enclosed = hull((span_of(table.rows[place].output, table.kind) for place in sorted(first)), table.kind)
    return with_null(enclosed, null=null)


def _between(table: Table, rows: Sequence[TableRow], keys: Sequence[Enclosure]) -> Enclosure:
    """Enclose what lies on the lines between the outputs; with several inputs, all outputs of rows that may match."""
    values, key = [value_in(with_null(each, null=False)) for each in keys], keys[-1]
    if isinstance(key, Span) and not key.empty and None not in values[:-1]:
        points = {point for point in map(table.point_of, rows) if key.low < point < key.high}
        outputs = [table.find((*values[:-1], point)) for point in (key.low, *sorted(points), key.high)]
    else:
        outputs = [row.output for row in rows]
    known = [output for output in outputs if isinstance(output, int | Fraction)]
    return span_between((min(known), False), (max(known), False)) if known else nothing_of(table.kind)


def _reached(rows: _Rows, keys: Sequence[Enclosure]) -> list[int]:
    """Return the rows that may match."""
    return [place for cells, place in rows if all(map(_may_match, cells, keys))]


def _may_match(cell: Cell, key: Enclosure) -> bool:
    if cell is None:
        return True
    if isinstance(cell, str):
        return isinstance(key, Words) and (key.values is None or cell in key.values)
    return isinstance(key, Span) and not key.empty and not _shared(cell, key).empty


def _shared(cell: Interval, span: Span) -> Span:
    """Return the numbers that lie in both."""
    low: tuple[ExactNumber, bool] = (span.low, span.low_open)
    high: tuple[ExactNumber, bool] = (span.high, span.high_open)
    if cell.low is not None:
        low = max(low, (cell.low, not cell.low_closed))
    if cell.high is not None:
        high = min(high, (cell.high, not cell.high_closed), key=lambda end: (end[0], not end[1]))
    return span_between(low, high, integer=span.integer)


def _cover(table: Table, rows: _Rows, keys: tuple[Enclosure, ...]) -> Covered:
    """Return what the rows cover of all values of the keys, null among them where they may be null."""

    def look() -> Covered:
        cover = _Cover(len(rows))
        cover.look(rows, keys)
        return Covered(cover.everywhere and cover.left >= 0, cover.known())

    return table.covered.get(keys, look)


class _Cover:
    """One look at a table: piece by piece of what a key can be, key after key, as long as that is affordable."""

    def __init__(self, rows: int) -> None:
        self.left = _LOOKS_AT_ALL + _LOOKS_AT_A_ROW * rows
        self.everywhere = True
        self.first: set[int] = set()
        self.seen: set[tuple[int, ...]] = set()

    def known(self) -> frozenset[int]:
        """Return the rows that are the first to match somewhere; none where it would take too long to see."""
        return frozenset(self.first) if self.left >= 0 else frozenset()

    def look(self, rows: _Rows, keys: Sequence[Enclosure]) -> None:
        """Look at every piece of the keys."""
        self.left -= len(rows)
        if self.left < 0:
            return
        if not rows:
            self.everywhere = False
        elif not keys:
            self.first.add(min(place for _, place in rows))
        else:
            # Many pieces have the same rows; what these hold for the keys that are left is asked once.
            same = (len(keys), *(place for _, place in rows))
            if same not in self.seen:
                self.seen.add(same)
                for matching in _pieces(rows, keys[0]):
                    self.look(_below(matching), keys[1:])
                    if self.left < 0:
                        return


def _below(rows: _Rows) -> _Rows:
    return [(cells[1:], place) for cells, place in rows]


def _pieces(rows: _Rows, key: Enclosure) -> Iterator[_Rows]:
    """Yield the rows that match, for each piece of what the first key can be; null is one of them."""
    groups: dict[Cell, list[tuple[tuple[Cell, ...], int]]] = {}
    for entry in rows:
        groups.setdefault(entry[0][0], []).append(entry)
    everywhere = groups.pop(None, [])
    if key.null:
        yield everywhere
    if isinstance(key, Words):
        # Of texts that can be anything, one that no row names stands for all others.
        for word in key.values if key.values is not None else (*groups, None):
            yield [*everywhere, *groups.get(word, ())]
    elif isinstance(key, Span) and not key.empty:
        yield from _along([cell for cell in groups if isinstance(cell, Interval)], groups, everywhere, key)


def _along(cells: Sequence[Interval], groups: Mapping[Cell, _Rows], everywhere: _Rows, key: Span) -> Iterator[_Rows]:
    """Yield the rows that match each piece of a range, walking up: cells mostly stand one after the other."""
    waiting = sorted(cells, key=low_of, reverse=True)
    near: list[Interval] = []
    for piece in sorted(_cut(cells, key), key=lambda piece: (piece.low, piece.high)):
        while waiting and (waiting[-1].low is None or waiting[-1].low <= piece.low):
            near.append(waiting.pop())
        near = [cell for cell in near if cell.high is None or cell.high >= piece.low]
        yield [*everywhere, *(entry for cell in near if _holds(cell, piece) for entry in groups[cell])]


def _cut(cells: Sequence[Interval], key: Span) -> Iterator[Span]:
    """Cut a range at the ends of the cells, so that each piece lies wholly in a cell or wholly beside it."""
    ends = {end for cell in cells for end in (cell.low, cell.high) if end is not None and key.low <= end <= key.high}
    places = sorted({key.low, key.high, *ends})
    for place in places:
        if key.has(place) and not (key.integer and place.denominator > 1):
            yield Span(place, place, integer=key.integer)
    for low, high in pairwise(places):
        piece = span_between((low, True), (high, True), integer=key.integer)
        if not piece.empty:
            yield piece


def _holds(cell: Interval, piece: Span) -> bool:
    shared = _shared(cell, piece)
    return not shared.empty and shared.low == piece.low and shared.high == piece.high
