"""What a table comes to, apart from its name and, where only one row can match at a time, the order of its rows."""

import hashlib
from fractions import Fraction
from itertools import combinations

from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.definition import canonical_json, exact_to_json
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.table_index import Cell
from selfcheck_service.core.definition.expressions.table_lines import Output
from selfcheck_service.core.definition.expressions.tables import Table, TableRow

# Of more rows it takes too long to compare each with each.
_MOST_COMPARED = 200


def form_of_table(table: Table) -> Plain:
    """Return the form of a table, short whatever the table holds: equal forms find the same for all inputs."""
    rows = [_row(row) for row in table.rows]
    if len(rows) <= _MOST_COMPARED and not any(_meet(one, two) for one, two in combinations(table.rows, 2)):
        rows.sort(key=canonical_json)
    kinds = [column.kind.value for column in table.inputs]
    content = canonical_json([kinds, table.kind.value, table.interpolate, rows])
    return ["table", hashlib.sha256(content).hexdigest()]


def _row(row: TableRow) -> Plain:
    return [*(str(cell) if isinstance(cell, Interval) else cell for cell in row.cells), _output(row.output)]


def _output(output: Output) -> Plain:
    return output if isinstance(output, str) else exact_to_json(Fraction(output))


def _meet(one: TableRow, two: TableRow) -> bool:
    """Tell whether both rows can match the same inputs."""
    return all(map(_meets, one.cells, two.cells))


def _meets(one: Cell, two: Cell) -> bool:
    if isinstance(one, Interval) and isinstance(two, Interval):
        return one.overlaps(two)
    return one is None or two is None or one == two
