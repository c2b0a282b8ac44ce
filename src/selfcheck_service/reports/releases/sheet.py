"""One sheet of a workbook: a title, a line on how to read it, and a table. Texts are texts, whatever they look like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from selfcheck_service.core.releases.document import Number

Kind = Literal["text", "whole", "number", "fine", "share", "part", "day"]
Cell = str | Number | date | None
# How numbers look; the program that opens the file puts its own decimal mark. Two decimals at most, as on pages and on
# paper: a question mark shows the second one only where there is one, and keeps its place where there is none.
_NUMBER_FORMATS: dict[Kind, str] = {
    "whole": "0_)_)",
    "number": "0.0?_)_)",
    "fine": "0.00_)_)",
    "share": "0.0?_)_)",
    "part": "0%_)_)",
}
FONT = "Arial"
_FONT_SIZE = 10
# In points: a line of text, and what a row has around its lines.
_LINE, _AROUND = 13, 3
# In a column that is as wide as ten digits there is room for eleven letters of a text.
_ROOM = 1.1
_BORDER = "#A6A6A6"
_SHADE = "#E6E6E6"
# Programs take no longer texts in a cell.
_LONGEST_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how wide it is in characters, and what stands in it; `left`: numbers as well as texts."""

    head: str
    width: int
    kind: Kind = "text"
    left: bool = False


class Book:
    """A workbook with the formats that its sheets share; `day` is that of a day.

    `mark` stands at the head of every sheet, on the screen and on paper; where it is empty there is none.
    """

    def __init__(self, workbook: Workbook, day: str, *, mark: str = "") -> None:
        self.workbook, self._mark = workbook, mark
        self._number_formats: dict[Kind, str] = {**_NUMBER_FORMATS, "day": day}
        self.title = self.format(bold=True, font_size=14)
        self.note = self.format(italic=True)
        self.strong = self.format(bold=True)
        self._head = self.format(bold=True, text_wrap=True, bg_color=_SHADE, bottom=1)
        kinds: tuple[Kind, ...] = ("text", *self._number_formats)
        self._cells = {(kind, left): self._cell_format(kind, left) for kind in kinds for left in (False, True)}

    def format(self, **properties: object) -> Format:
        """Return a format; everything stands at the top of its row."""
        return self.workbook.add_format({"valign": "top", "font_name": FONT, "font_size": _FONT_SIZE, **properties})

    def _cell_format(self, kind: Kind, left: bool) -> Format:  # noqa: FBT001 - a value of the key
        line: dict[str, object] = {"bottom": 1, "bottom_color": _BORDER, **({"align": "left"} if left else {})}
        if kind == "text":
            return self.format(text_wrap=True, **line)
        return self.format(num_format=self._number_formats[kind], **line)

    def sheet(self, name: str, title: str, note: str) -> "Sheet":
        """Return a new sheet, printed on A4 across with the number of each page."""
        page = self.workbook.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        if self._mark:
            page.set_header(f"&C{self._mark}")
            title = f"{title} – {self._mark}"
        page.write_string(0, 0, title[:_LONGEST_TEXT], self.title)
        page.write_string(1, 0, note, self.note)
        return Sheet(self, page)

    def write(
        self, page: Worksheet, row: int, column: int, value: Cell, kind: Kind = "text", *, left: bool = False
    ) -> None:
        """Write one cell: a text as a text, a number as a number, a day as a day, and nothing as nothing.

        `left`: it stands on the left of its column, whatever it is.
        """
        style = self._cells[kind, left]
        if value is None or value == "":
            page.write_blank(row, column, None, style)
        elif isinstance(value, str):
            page.write_string(row, column, value[:_LONGEST_TEXT], self._cells["text", left])
        elif isinstance(value, date):
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 - a day has no zone
        else:
            page.write_number(row, column, value, style)

    def write_heads(self, page: Worksheet, row: int, heads: Iterable[str]) -> None:
        """Write the heads of the columns of a table."""
        for column, head in enumerate(heads):
            page.write_string(row, column, head[:_LONGEST_TEXT], self._head)


class Sheet:
    """A sheet; a table on it begins in its fourth row."""

    HEAD = 3

    def __init__(self, book: Book, page: Worksheet) -> None:
        self.book, self.page = book, page

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, held: int, empty: str) -> None:
        """Write a table; its heads and the first `held` columns stay in view.

        Where there is no row, `empty` says so.
        """
        page, head = self.page, self.HEAD
        self.book.write_heads(page, head, [column.head for column in columns])
        # Heads are in bold, which is wider.
        page.set_row(head, height_of((column.head, column.width - 2) for column in columns))
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self.book.write(page, head + count, place, value, column.kind, left=column.left)
            texts = zip(row, (column.width for column in columns), strict=True)
            page.set_row(head + count, height_of(texts))
        page.freeze_panes(head + 1, held)
        page.repeat_rows(head)
        if count:
            page.autofilter(head, 0, head + count, len(columns) - 1)
        else:
            page.write_string(head + 1, 0, empty, self.book.note)


def height_of(cells: Iterable[tuple[Cell, int]]) -> float:
    """Return in points how high a row must be for its texts, each with the width of its column in characters.

    Some programs leave a row as high as one line where the file does not say more.
    """
    lines = [
        sum(-(-len(line) // int(width * _ROOM)) or 1 for line in text.split("\n"))
        for text, width in cells
        if isinstance(text, str)
    ]
    return _LINE * max(lines, default=1) + _AROUND
