"""Between which ends a look-up lies where its keys are not known: it is looked up for keys of every kind there is."""

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from tests.oracle.case import Data
from tests.oracle.exact import exact, interval
from tests.oracle.nulls import Null, Value, null
from tests.oracle.spans import NO_VALUE, Corner, ends, from_corners, hull, is_known, may_be_null, possibilities, single
from tests.oracle.tables import found_in, rows_found

NOTHING_GIVEN = null("unanswered")


def enclosed_in(table: Data, keys: list[Value]) -> tuple[Value, bool]:
    """Return what encloses everything that a table says of keys, and whether it may say nothing of what is there."""
    look_up = _between if table.get("interpolate") else _plainly
    columns = [list(_kinds(table, place, key)) for place, key in enumerate(keys)]
    found = list(look_up(table, keys, columns))
    undefined = any(isinstance(output, Null) and not output.missing for output in found)
    return hull([NO_VALUE if isinstance(output, Null) else output for output in found]), undefined


def _plainly(table: Data, _: list[Value], columns: list[list[Value]]) -> Iterator[Value]:
    for chosen in product(*columns):
        yield found_in(table, list(chosen))


def _between(table: Data, keys: list[Value], columns: list[list[Value]]) -> Iterator[Value]:
    """Yield what lies between the points of a table; all its outputs where an input but the last is not known."""
    *others, at = keys
    if may_be_null(at):
        yield NOTHING_GIVEN
    for chosen in [] if isinstance(at, Null) else product(*columns[:-1]):
        rows = rows_found(table, list(chosen))
        if not rows:
            yield found_in(table, [*chosen, Fraction(0)])
        elif not all(is_known(other) for other in others):
            yield from (exact(row[-1]) for row in rows)
        else:
            corners = [Corner(found_in(table, [*chosen, end.value]), end.open) for end in ends(at).corners]
            reached = [exact(row[-2]) for row in rows if ends(at).low < exact(row[-2]) < ends(at).high]
            corners += [Corner(found_in(table, [*chosen, point]), open=False) for point in reached]
            yield single(from_corners(corners))


def _kinds(table: Data, place: int, key: Value) -> Iterator[Value]:
    """Yield a key of every kind that the cells of a column tell apart."""
    if may_be_null(key):
        yield NOTHING_GIVEN
    if isinstance(key, Null):
        return
    if table["inputs"][place]["type"] == "text":
        yield from sorted(possibilities(key))
    elif isinstance(key, Fraction):
        yield key
    else:
        yield from _numbers(key, sorted(_cuts(table, place)))


def _cuts(table: Data, place: int) -> set[Fraction]:
    """Return the numbers at which a cell of a column begins or ends."""
    cells: list[Any] = [row[place] for row in table["rows"] if row[place] != "any"]
    ranges = [interval(cell) if isinstance(cell, str) and cell[0] in "[(" else None for cell in cells]
    found = {end for each in ranges if each is not None for end in (each.lower, each.upper) if end is not None}
    return found | {exact(cell) for cell, each in zip(cells, ranges, strict=True) if each is None}


def _numbers(key: Value, cuts: list[Fraction]) -> Iterator[Fraction]:
    """Yield numbers of a span: each cut, and one between every two neighbours."""
    span = ends(key)
    first, last = min([*cuts, Fraction(0)]) - 1, max([*cuts, Fraction(0)]) + 1
    low = span.low if isinstance(span.low, Fraction) else min(first, span.high - 1)
    high = span.high if isinstance(span.high, Fraction) else max(last, span.low + 1)
    marks = sorted({low, high, *(cut for cut in cuts if low < cut < high)})
    possible = [*marks, *(between for one, two in pairwise(marks) for between in _inside(one, two, whole=span.whole))]
    for number in possible:
        reached = not ((number == span.low and span.low_open) or (number == span.high and span.high_open))
        if reached and (not span.whole or number.denominator == 1):
            yield number


def _inside(one: Fraction, two: Fraction, *, whole: bool) -> list[Fraction]:
    """Return a number between two others, a whole one where only these count."""
    number = Fraction(math.floor(one) + 1) if whole else (one + two) / 2
    return [number] if number < two else []
