"""Look-ups in tables: the section on constants and tables of docs/format/."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import Data
from tests.oracle.exact import exact, interval
from tests.oracle.nulls import UNDEFINED, Null, Value, joined, null


def found_in(table: Data, keys: list[Value]) -> Value:
    """Return what a table says of some keys: the first row that matches counts."""
    if table.get("interpolate"):
        return _between(table, keys)
    for row in table["rows"]:
        if _matches(table, row, keys):
            return output_of(table, row[-1])
    return _nothing(keys)


def rows_found(table: Data, keys: list[Value]) -> list[list[Any]]:
    """Return the rows that match some keys, which may be fewer than the table has."""
    return [row for row in table["rows"] if _matches(table, row[: len(keys)], keys)]


def _matches(table: Data, row: list[Any], keys: list[Value]) -> bool:
    columns = zip(table["inputs"], row, keys, strict=False)
    return all(_fits(cell, key, column["type"]) for column, cell, key in columns)


def _fits(cell: Any, key: Value, kind: str) -> bool:
    if cell == "any":
        return True
    if isinstance(key, Null):
        return False
    if kind == "text":
        return bool(str(cell) == key)
    is_interval = isinstance(cell, str) and cell[0] in "[("
    return interval(cell).contains(key) if is_interval else bool(exact(cell) == key)


def output_of(table: Data, output: Any) -> Value:
    """Return an output as a value."""
    return str(output) if table.get("output") == "text" else exact(output)


def _nothing(keys: list[Value]) -> Null:
    nulls = [key for key in keys if isinstance(key, Null)]
    return joined(nulls) if nulls else null(UNDEFINED)


def _between(table: Data, keys: list[Value]) -> Value:
    """Return the number on the straight line between two neighbouring points."""
    *others, at = keys
    points: list[tuple[Fraction, Fraction]] = sorted(
        (exact(row[-2]), exact(row[-1])) for row in rows_found(table, others)
    )
    if isinstance(at, Null) or not points:
        return at if isinstance(at, Null) else _nothing(keys)
    below = [point for point in points if point[0] <= at]
    above = [point for point in points if point[0] >= at]
    if not below or not above:
        return points[0][1] if above else points[-1][1]
    (left, low), (right, high) = below[-1], above[0]
    return low if left == right else low + (high - low) * (at - left) / (right - left)
