"""A release as CSV (RFC 4180): for statistics programs, and for spreadsheets that must run nothing of it."""

import re
from collections.abc import Iterable
from typing import Literal

from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.reports.releases.rows import COLUMNS, Cell, release_rows
from selfcheck_service.reports.releases.speaker import About, speaker_of

Delimiter = Literal[",", ";"]
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, plain or in full width, where a cell begins: at the start of
# a text, or behind what a program with other settings takes for the end of a cell. Blanks, quotation marks and
# characters that nobody sees may stand between.
_FORMULA = re.compile(
    "(^|[,;|\t\r\n\x0b\x0c\x85\u2028\u2029])"
    "((?:[^\\S\t\r\n\x0b\x0c\x85\u2028\u2029]|[\"'\u00ad\u200b-\u200f\u2060\ufeff])*)"
    "(?=[=+@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b-]|[\t\r])"
)


def release_csv(
    release: Release,
    plan: Plan,
    about: About,
    language: str,
    *,
    delimiter: Delimiter = ",",
    byte_order_mark: bool = False,
) -> bytes:
    """Return the release as one long table in UTF-8; `plan` is that of the version which the release names.

    Texts stand in quotation marks, numbers do not. With `;` numbers have a decimal comma, because the spreadsheets that
    expect the one expect the other.
    """
    speaker = speaker_of(release, plan, about, language)
    writer = CsvWriter(delimiter)
    lines = [writer.line(COLUMNS), *(writer.line(row.cells()) for row in release_rows(speaker))]
    mark = BYTE_ORDER_MARK if byte_order_mark else ""
    return (mark + "".join(lines)).encode()


def formula_safe(text: str) -> str:
    """Return a text of which no spreadsheet makes a formula, whatever it takes for the end of a cell.

    An apostrophe stands where a cell with one could begin, before any blanks (OWASP, CSV Injection).
    """
    return _FORMULA.sub(r"\1'\2", text)


class CsvWriter:
    """Writes the lines of one file; most of its texts come again and again, so each is made safe once."""

    def __init__(self, delimiter: Delimiter) -> None:
        """`delimiter` stands between cells; with `;` numbers have a decimal comma."""
        self._delimiter = delimiter
        self._texts: dict[str, str] = {}

    def line(self, cells: Iterable[Cell]) -> str:
        """Return a line with its end."""
        return self._delimiter.join(map(self._cell, cells)) + "\r\n"

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if not isinstance(cell, str):
            return _number(cell) if self._delimiter == "," else _number(cell).replace(".", ",")
        written = self._texts.get(cell)
        if written is None:
            written = self._texts[cell] = '"{}"'.format(formula_safe(cell).replace('"', '""'))
        return written


def _number(number: Number) -> str:
    """Return a number without an exponent and as short as it can be."""
    text = repr(number)
    return text if "e" not in text else f"{number:.12f}".rstrip("0").rstrip(".")
