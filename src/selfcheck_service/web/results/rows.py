"""Rows of a table that become blocks on narrow screens: each cell then says what it is."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(th|td)\b")


def labelled_rows(rows: Markup, heads: Sequence[object]) -> Markup:
    """Return the same rows, each cell with the head of its column, and with the roles that CSS may take from them.

    `rows` are `<tr>` elements with as many `<th>` and `<td>` as there are heads, as a template has written them.
    """
    return Markup(_ROW.sub(lambda row: _row(row[1], heads), str(rows)))  # noqa: S704 - it was markup before


def _row(inside: str, heads: Sequence[object]) -> str:
    columns = iter(heads)

    def cell(found: re.Match[str]) -> str:
        head = next(columns)
        if found[1] == "th":
            return '<th role="rowheader"'
        # A head may be marked as of another language; an attribute has no room for that.
        label = head.striptags() if isinstance(head, Markup) else head
        return f'<td role="cell" data-label="{escape(label)}"'

    return f'<tr role="row">{_CELL.sub(cell, inside)}</tr>'
