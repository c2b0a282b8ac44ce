"""What a table can give for inputs of which only their range is known, and whether a row may be missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.enclose_numbers import GROWS, UNDEFINED, Report
from selfcheck_service.core.definition.expressions.kinds import Value
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
from selfcheck_service.core.definition.expressions.table_index import Cell, Index, low_of, shared
from selfcheck_service.core.definition.expressions.tables import Covered, Table

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
    if table.is_line and isinstance(keys[0], Span):
        return _enclose_curve(report, table, keys[0]) if table.interpolate else _enclose_line(report, table, keys[0])
    found, reported = table.enclosed.get(tuple(keys), lambda: _enclose_rows(table, keys))
    for code, index in reported:
        report(code, index)
    return found


def _enclose_rows(table: Table, keys: Sequence[Enclosure]) -> tuple[Enclosure, tuple[tuple[str, int], ...]]:
    """Enclose the outputs for several inputs or a text, and return what is to be reported beside them."""
    reported: list[tuple[str, int]] = []
    return _enclose_several(lambda *doubt: reported.append(doubt), table, keys), tuple(reported)


def _enclose_several(report: Report, table: Table, keys: Sequence[Enclosure]) -> Enclosure:
    if table.interpolate:
        return _enclose_points(report, table, keys)
    rows = _rows(table, (place for places in table.rows_by_cells.reached(keys) for place in places), keys)
    covered = _cover(report, table, rows, keys)
    outputs = [table.rows[place].output for _, place in rows if place in covered.first or not covered.first]
    null = any(key.null for key in keys) and not covered.everywhere
    return with_null(hull((span_of(output, table.kind) for output in outputs), table.kind), null=null or not rows)


def _enclose_line(report: Report, table: Table, key: Span) -> Enclosure:
    """Enclose the outputs for one number."""
    line = table.line_of_integers if key.integer else table.line
    found, has_gap = (nothing_of(table.kind), False) if key.empty else line.along(key)
    if has_gap:
        report(UNDEFINED, 0)
    if not key.null or line.rest is None:
        return with_null(found, null=key.null or is_empty(found))
    return with_null(hull((found, span_of(table.rows[line.rest].output, table.kind)), table.kind), null=False)


def _enclose_curve(report: Report, table: Table, key: Span) -> Enclosure:
    """Enclose the outputs between the points of a table, for one number."""
    if key.empty:
        return nothing_of(table.kind)
    ends = [output for number in {key.low, key.high} for output in _at(report, table, (number,))]
    return with_null(_around((*ends, *table.curve.between(key.low, key.high))), null=key.null)


def _enclose_points(report: Report, table: Table, keys: Sequence[Enclosure]) -> Enclosure:
    """Enclose the outputs between the points of a table, for several inputs; all that are reached if one is unknown."""
    *others, key = keys
    rows = _rows(table, (place for points in table.lines_by_cells.reached(others) for _, place in points), others)
    _cover(report, table, rows, others)
    if not rows or not isinstance(key, Span) or key.empty:
        return nothing_of(table.kind)
    known, reached = (
        [value_in(with_null(each, null=False)) for each in others],
        [table.rows[place] for _, place in rows],
    )
    if None in known:
        outputs: Iterable[Value] = (row.output for row in reached)
    else:
        points = {key.low, key.high, *filter(key.has, map(table.point_of, reached))}
        outputs = (output for point in points for output in _at(report, table, (*known, point)))
    return with_null(_around(outputs), null=any(each.null for each in keys))


def _at(report: Report, table: Table, keys: Sequence[Value]) -> Iterable[Value]:
    """Return the output for known inputs, or the two that it lies between where it has too many digits."""
    found = table.find(keys)
    if found is not None:
        return (found,)
    report(GROWS, 0)
    return table.outputs_around(keys)


def _around(outputs: Iterable[Value]) -> Span:
    known = [output for output in outputs if isinstance(output, int | Fraction)]
    return span_between((min(known), False), (max(known), False))


def _rows(table: Table, places: Iterable[int], keys: Sequence[Enclosure]) -> _Rows:
    """Return rows by their places, each with the cells that there are keys for."""
    return [(table.rows[place].cells[: len(keys)], place) for place in sorted(places)]


def _cover(report: Report, table: Table, rows: _Rows, keys: Sequence[Enclosure]) -> Covered:
    """Return what the rows cover of all values of the keys, null among them where they may be null.

    It is reported where they leave out something that is not null.
    """
    index: Index[Any] = table.lines_by_cells if table.interpolate else table.rows_by_cells

    def look(keys: tuple[Enclosure, ...]) -> Covered:
        if index.grid:
            # Each row stands alone, so all that may match do so somewhere.
            null = any(key.null for key in keys)
            return Covered(not null and _fills(index, keys), frozenset(place for _, place in rows))
        cover = _Cover(len(rows))
        cover.look(rows, keys)
        return Covered(cover.everywhere and cover.left >= 0, cover.known())

    given, may_be = tuple(with_null(key, null=False) for key in keys), tuple(keys)
    if not any(map(is_empty, keys)) and not table.covered.get(given, lambda: look(given)).everywhere:
        report(UNDEFINED, 0)
    return table.covered.get(may_be, lambda: look(may_be))


def _fills(index: Index[Any], keys: Sequence[Enclosure]) -> bool:
    """Tell whether some row of a grid matches everywhere."""
    if not keys:
        return True
    key = keys[0]
    if isinstance(key, Words):
        found = [] if key.values is None else [index.texts.get(word) for word in key.values]
        return bool(found) and all(below is not None and _fills(below, keys[1:]) for below in found)
    cells = index.meeting(key) if isinstance(key, Span) else []
    touching = isinstance(key, Span) and _touch([cell for cell, _ in cells], key)
    return touching and all(_fills(below, keys[1:]) for _, below in cells)


def _touch(cells: Sequence[Interval], key: Span) -> bool:
    """Tell whether cells that stand in order leave nothing out between the ends of a span."""
    reached: tuple[ExactNumber, bool] = (key.low, key.low_open)
    for cell in cells:
        low, meets = cell.low, cell.low == reached[0] and (reached[1] or cell.low_closed)
        if (
            not meets
            and low is not None
            and not span_between(reached, (low, cell.low_closed), integer=key.integer).empty
        ):
            return False
        if cell.high is None:
            return True
        reached = (cell.high, cell.high_closed)
    return span_between(reached, (key.high, key.high_open), integer=key.integer).empty


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
    both = shared(cell, piece)
    return not both.empty and both.low == piece.low and both.high == piece.high
