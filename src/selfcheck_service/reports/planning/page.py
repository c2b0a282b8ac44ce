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
class Section:
    """A part of a page: its heading, then paragraphs, a list, facts by their names, a table, and parts of its own."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
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
