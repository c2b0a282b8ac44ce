"""What expressions look up: constants with their source, and tables as an author writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.exact import (
    EVERYTHING,
    Exact,
    Interval,
    describe,
    exact_to_json,
    parse_exact,
    parse_interval,
)
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.table_index import Cell, low_of
from selfcheck_service.core.definition.expressions.table_lines import Output
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.texts import LocalisedText, clean_text
from selfcheck_service.core.definition.values import Key

# Matches whatever is looked up, and what is missing too.
ANY = "any"
_LONGEST_CELL = 100
MOST_ROWS = 20_000
_KINDS = {"number": Kind.NUMBER, "text": Kind.TEXT}


Raw = str | Fraction


def _cell(value: object) -> Raw:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal | Fraction):
        raise PydanticCustomError("wrong_type", "", {"expected": "text or a number", "found": describe(value)})
    if not isinstance(value, str):
        return parse_exact(value)
    if len(value) > _LONGEST_CELL:
        raise PydanticCustomError("too_long", "", {"limit": f"{_LONGEST_CELL} characters"})
    return clean_text(value)


# What an author writes in a table: a number, or a text that may be a range, a fraction or `any`.
RawCell = Annotated[
    Raw,
    PlainValidator(_cell),
    PlainSerializer(lambda cell: exact_to_json(cell) if isinstance(cell, Fraction) else cell, when_used="json"),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": _LONGEST_CELL}]}),
]


class Constant(Part):
    """A number with a name, and where it comes from."""

    key: Key
    value: Exact
    source: Key | None = None
    note: LocalisedText | None = None


class Column(Part):
    """What a table is asked with."""

    name: Key
    type: Literal["number", "text"]


class LookupTable(Part):
    """Rows of inputs with an output; the first row that matches counts."""

    key: Key
    inputs: tuple[Column, ...] = Field(min_length=1, max_length=6)
    output: Literal["number", "text"] = "number"
    rows: tuple[tuple[RawCell, ...], ...] = Field(min_length=1, max_length=MOST_ROWS)
    interpolate: StrictBool = False
    source: Key | None = None
    note: LocalisedText | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _spelt_in_one_way(cls, data: object, validate: ModelWrapValidatorHandler[Self]) -> Self:
        """Keep one spelling of what means the same, so that the hash of a definition does not depend on it."""
        table = validate(data)
        kinds = (*(column.type for column in table.inputs), table.output)
        rows = tuple(
            tuple(_spelt(cell, kind) for cell, kind in zip_longest(row, kinds[: len(row)], fillvalue=""))
            for row in table.rows
        )
        return table.model_copy(update={"rows": rows})

    @cached_property
    def reading(self) -> tuple[Table | None, tuple[Problem, ...]]:
        """Return the table that expressions look up, or None, and what is wrong with its cells.

        Locations are seen from the table. It is read once, however often it is asked for.
        """
        faults: list[Problem] = []
        points = self.interpolate and self.inputs[-1].type == "number" and self.output == "number"
        if self.interpolate and not points:
            faults.append(Problem(pointer("interpolate"), "interpolates_no_numbers"))
        readers = [_READERS[column.type] for column in self.inputs]
        if points:
            readers[-1] = _read_point
        readers.append(_READERS_OF_OUTPUTS[self.output])
        rows = [self._row(row, place, readers, faults) for place, row in enumerate(self.rows)]
        if faults:
            return None, tuple(faults)
        inputs = tuple(TableInput(column.name, _KINDS[column.type]) for column in self.inputs)
        return Table(self.key, inputs, tuple(row for row in rows if row is not None), self.interpolate), ()

    def _row(
        self, row: tuple[Raw, ...], place: int, readers: Sequence[Callable[[Raw], Cell | Output]], faults: list[Problem]
    ) -> TableRow | None:
        if len(row) != len(readers):
            code = "too_short" if len(row) < len(readers) else "too_long"
            faults.append(Problem(pointer("rows", place), code, {"limit": f"{len(readers)} entries"}))
            return None
        read: list[Any] = []
        for at, (cell, reader) in enumerate(zip(row, readers, strict=True)):
            try:
                read.append(reader(cell))
            except PydanticCustomError as error:
                faults.append(Problem(pointer("rows", place, at), error.type, error.context or {}))
        return TableRow(tuple(read[:-1]), read[-1]) if len(read) == len(readers) else None


def _spelt(cell: Raw, kind: str) -> Raw:
    """Return a cell in the one spelling of what it means; what is at fault stays as it is."""
    if kind == "text":
        return str(cell.numerator) if isinstance(cell, Fraction) and cell.denominator == 1 else cell
    if kind != "number" or not isinstance(cell, str) or cell == ANY:
        return cell
    try:
        return str(parse_interval(cell)) if cell.lstrip()[:1] in ("[", "(") else parse_exact(cell)
    except PydanticCustomError:
        return cell


def _read_number(cell: Raw) -> Cell:
    """Return the range or the one number that a cell matches; None where it matches everything."""
    if cell == ANY:
        return None
    return parse_interval(cell) if isinstance(cell, str) and cell.lstrip()[:1] in ("[", "(") else _read_point(cell)


def _read_point(cell: Raw) -> Interval:
    number = parse_exact(cell)
    return Interval(number, number, low_closed=True, high_closed=True)


def _read_text(cell: Raw) -> Cell:
    return None if cell == ANY else _text(cell)


def _text(cell: Raw) -> str:
    """Return a text; an integer was spelt as its digits, as options whose values are integers are in expressions."""
    if not isinstance(cell, str):
        raise PydanticCustomError("wrong_type", "", {"expected": "text or an integer", "found": "a number"})
    return cell


_READERS: Mapping[str, Callable[[Raw], Cell | Output]] = {"number": _read_number, "text": _read_text}
_READERS_OF_OUTPUTS: Mapping[str, Callable[[Raw], Cell | Output]] = {"number": parse_exact, "text": _text}


def check_table(table: LookupTable, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with a table: columns that stand twice, cells that are not of their kind."""
    yield from (Problem(pointer(*path) + found.location, found.code, found.parameters) for found in table.reading[1])


def check_rows(table: LookupTable, path: Path) -> Iterator[Problem]:
    """Yield the rows that match what an earlier row matches too, and (as a warning) gaps between rows."""
    read = table.reading[0]
    if read is not None and not table.interpolate:
        yield from _overlaps(read.rows, path)
        yield from _gaps(read.rows, path)


def _overlaps(rows: Sequence[TableRow], path: Path) -> Iterator[Problem]:
    """Yield each row that has something in common with another that begins before it, once.

    Rows are compared where they have ranges in the same places and the same texts. Who writes `any` means the rest.
    """
    groups: dict[tuple[object, ...], list[tuple[list[Interval], int]]] = {}
    for place, row in enumerate(rows):
        alike = tuple(_A_RANGE if isinstance(cell, Interval) else cell for cell in row.cells)
        ranges = [cell for cell in row.cells if isinstance(cell, Interval)]
        groups.setdefault(alike, []).append((ranges or [EVERYTHING], place))
    left = _MOST_COMPARED + len(rows)
    for group in groups.values():
        group.sort(key=lambda found: low_of(found[0][0]))
        near: list[tuple[list[Interval], int]] = []
        for ranges, place in group:
            near = [found for found in near if found[0][0].overlaps(ranges[0])]
            left -= len(near)
            other = next((found[1] for found in near if all(map(Interval.overlaps, found[0], ranges))), None)
            if left < 0:
                return
            if other is not None:
                one, two = sorted((place, other))
                yield Problem(pointer(*path, "rows", two), "table_overlap", {"one": one + 1, "two": two + 1})
            near.append((ranges, place))


def _gaps(rows: Sequence[TableRow], path: Path) -> Iterator[Problem]:
    """Yield the rows before whose last range nothing is found, where everything else about two rows is the same."""
    groups: dict[tuple[object, ...], list[tuple[Interval, int]]] = {}
    for place, row in enumerate(rows):
        column = next((at for at in reversed(range(len(row.cells))) if isinstance(row.cells[at], Interval)), None)
        cell = None if column is None else row.cells[column]
        if isinstance(cell, Interval):
            others = (column, *(other for at, other in enumerate(row.cells) if at != column))
            groups.setdefault(others, []).append((cell, place))
    for cells in groups.values():
        cells.sort(key=lambda found: low_of(found[0]))
        for (one, earlier), (two, later) in pairwise(cells):
            between = Interval(one.high, two.low, not one.high_closed, not two.low_closed)
            if not one.overlaps(two) and not between.empty and _are_ranges(one, two):
                at = pointer(*path, "rows", max(earlier, later))
                yield Problem(at, "table_gap", {"one": str(one), "two": str(two)}, "warning")


_A_RANGE = object()
# Rows that all lie across each other are compared so many times and no more.
_MOST_COMPARED = 100_000


def _are_ranges(one: Interval, two: Interval) -> bool:
    """Tell whether a gap could be a slip: between single numbers there is always one."""
    return one.low != one.high and two.low != two.high
