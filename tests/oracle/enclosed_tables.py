"""Between which ends a look-up lies where its keys are not known."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import Data
from tests.oracle.exact import exact, interval
from tests.oracle.expressions import Null, Value
from tests.oracle.spans import NO_VALUE, Unclear, ends, hull, may_be_null, possibilities
from tests.oracle.tables import output_of


def enclosed_in(table: Data, keys: list[Value]) -> Value:
    """Return what encloses everything that a table says of keys between some ends."""
    if table.get("interpolate"):
        return _between(table, keys)
    found = []
    for row in table["rows"]:
        fits = {_fits(cell, key, column["type"]) for column, cell, key in zip(table["inputs"], row, keys, strict=False)}
        if False not in fits:
            found.append(output_of(table, row[-1]))
        if fits == {True}:
            return hull(found)
    return hull([*found, NO_VALUE])


def _fits(cell: Any, key: Value, kind: str) -> bool | None:
    """Say whether a cell matches: None where it depends."""
    if cell == "any":
        return True
    if isinstance(key, Null):
        return False
    if kind == "text":
        matches = {str(cell) == each for each in possibilities(key)}
    else:
        low, high = ends(key)[:2]
        numbers = (
            interval(cell) if isinstance(cell, str) and cell[0] in "[(" else interval(f"[{exact(cell)}, {exact(cell)}]")
        )
        all_of_it = numbers.contains(low) and numbers.contains(high)
        above = numbers.upper is not None and (
            low > numbers.upper or (low == numbers.upper and not numbers.upper_closed)
        )
        below = numbers.lower is not None and (
            high < numbers.lower or (high == numbers.lower and not numbers.lower_closed)
        )
        matches = {True} if all_of_it else {False} if above or below else {True, False}
    if may_be_null(key):
        matches |= {False}
    return None if len(matches) > 1 else matches.pop()


def _between(table: Data, keys: list[Value]) -> Value:
    *others, at = keys
    rows = table["rows"]
    fits = [
        [_fits(cell, key, c["type"]) for c, cell, key in zip(table["inputs"], row, others, strict=False)]
        for row in rows
    ]
    if isinstance(at, Null):
        return NO_VALUE
    if any(None in each for each in fits):
        raise Unclear("interpolate")
    points = sorted((exact(row[-2]), exact(row[-1])) for row, each in zip(rows, fits, strict=True) if all(each))
    if not points:
        return NO_VALUE
    low, high = ends(at)[:2]
    reached = [output for point, output in points if low <= point <= high]
    found = hull([*reached, *(_on_line(points, end) for end in (low, high))])
    return hull([found, NO_VALUE]) if may_be_null(at) else found


def _on_line(points: list[tuple[Fraction, Fraction]], at: Any) -> Fraction:
    below = [point for point in points if point[0] <= at]
    above = [point for point in points if point[0] >= at]
    if not below or not above:
        return points[0][1] if above else points[-1][1]
    (left, low), (right, high) = below[-1], above[0]
    return low if left == right else low + (high - low) * (at - left) / (right - left)
