"""What a written page is, whether it becomes HTML or PDF: headings, paragraphs, lists and tables. All plain text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it shows, the heads of its columns, its rows, and how wide columns are beside each other.

    Every row has as many cells as there are heads; `widths` are shares of the whole, one for each column.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value lies on a scale, drawn: shares of the whole from 0 to 1, and the same in words."""

    name: str
    first: float
    last: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Values of one subject below each other on its scale."""

    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows, and its drawings. The table of its section has the same figures."""

    caption: str
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: its heading, then paragraphs, a list, facts by their names, a chart, a table, and parts."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language. `mark` says that it is a draft, empty where it is none; `foot` where it comes from."""

    name: str
    language: str
    title: str
    subtitle: str
    mark: str
    sections: tuple[Section, ...]
    foot: str
