"""What a table can give for inputs of which only their range is known, and whether a row may be missing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.enclosing import UNDEFINED, Report
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
    with_null,
)
from selfcheck_service.core.definition.expressions.tables import Cell, Table, TableRow, low_of

_Rows = Sequence[tuple[tuple[Cell, ...], TableRow]]


def enclose_lookup(report: Report, table: Table, keys: Sequence[Enclosure]) -> Enclosure:
    """Enclose the outputs of all rows that may match; inputs that no row matches are reported.

    A null input is null unless rows say that they match anything there, which is not reported: what is missing is no
    fault of the table.
    """
    depth = len(keys) - int(table.interpolate)
    rows = [(row.cells[:depth], row) for row in table.rows]
    found = [row for group in _reached(rows, keys[:depth]) for _, row in group]
    if not found:
        if not any(is_empty(key) for key in keys):
            report(UNDEFINED, 0)
        return nothing_of(table.kind)
    if not _covered(rows, [with_null(key, null=False) for key in keys[:depth]]):
        report(UNDEFINED, 0)
    null = any(key.null for key in keys) and not (depth == len(keys) and _covered_without(rows, keys))
    outputs = _between(table, found, keys[-1]) if table.interpolate else [row.output for row in found]
    enclosed = hull((span_of(output, table.kind) for output in outputs), table.kind)
    if table.interpolate and isinstance(enclosed, Span):
        enclosed = span_between((enclosed.low, False), (enclosed.high, False))
    return with_null(enclosed, null=null or enclosed.null)


def _between(table: Table, rows: Sequence[TableRow], key: Enclosure) -> list[int | Fraction | str]:
    """Return the outputs at the points that lie in the range of the last input, and at those beside it."""
    if not isinstance(key, Span) or len(table.inputs) > 1 or key.empty:
        return [row.output for row in rows]
    points = sorted((table.point_of(row), row.output) for row in rows if not isinstance(row.output, str))
    first = max(bisect_right(points, key.low, key=lambda point: point[0]) - 1, 0)
    last = bisect_left(points, key.high, key=lambda point: point[0]) + 1
    return [output for _, output in points[first:last]]


def _reached(rows: _Rows, keys: Sequence[Enclosure]) -> Iterator[_Rows]:
    """Yield the rows that may match, one key after the other."""
    for place, key in enumerate(keys):
        rows = [entry for entry in rows if _may_match(entry[0][place], key)]
    yield rows


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


def _covered(rows: _Rows, keys: Sequence[Enclosure]) -> bool:
    """Tell whether for all values of the keys some row matches: piece by piece, key after key."""
    if not rows:
        return False
    if not keys:
        return True
    return all(_covered(_below(matching), keys[1:]) for matching in _pieces(rows, keys[0]))


def _covered_without(rows: _Rows, keys: Sequence[Enclosure]) -> bool:
    """Tell whether rows that match anything take the place of each key that may be null."""
    if not rows:
        return False
    if not keys:
        return True
    pieces = list(_pieces(rows, with_null(keys[0], null=False)))
    if keys[0].null:
        pieces.append([row for row in rows if row[0][0] is None])
    return all(_covered_without(_below(matching), keys[1:]) for matching in pieces)


def _below(rows: _Rows) -> _Rows:
    return [(cells[1:], row) for cells, row in rows]


def _pieces(rows: _Rows, key: Enclosure) -> Iterator[_Rows]:
    """Yield the rows that match, for each piece of what the first key can be."""
    if isinstance(key, Words):
        for word in key.values if key.values is not None else ("",):
            # Of texts that can be anything, one that no row names stands for all.
            yield [row for row in rows if row[0][0] is None or (key.values is not None and row[0][0] == word)]
    elif isinstance(key, Span) and not key.empty:
        yield from _along(rows, key)


def _along(rows: _Rows, key: Span) -> Iterator[_Rows]:
    """Yield the rows that match each piece of a range, walking up: cells mostly stand one after the other."""
    groups: dict[Cell, list[tuple[tuple[Cell, ...], TableRow]]] = {}
    for entry in rows:
        groups.setdefault(entry[0][0], []).append(entry)
    everywhere = groups.pop(None, [])
    waiting = sorted((cell for cell in groups if isinstance(cell, Interval)), key=low_of, reverse=True)
    near: list[Interval] = []
    for piece in sorted(_cut(rows, key), key=lambda piece: (piece.low, piece.high)):
        while waiting and (waiting[-1].low is None or waiting[-1].low <= piece.low):
            near.append(waiting.pop())
        near = [cell for cell in near if cell.high is None or cell.high >= piece.low]
        yield [*everywhere, *(entry for cell in near if _holds(cell, piece) for entry in groups[cell])]


def _cut(rows: _Rows, key: Span) -> Iterator[Span]:
    """Cut a range at the ends of the cells, so that each piece lies wholly in a cell or wholly beside it."""
    cells = {cells[0] for cells, _ in rows if isinstance(cells[0], Interval)}
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
