"""Markdown as plain as it gets: what an author wrote stays text, whatever characters stand in it."""

import re
from collections.abc import Iterable, Sequence

# Asterisks stand inside words (Einwohner*innen), so none of an author's may begin anything.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#|\w+;)")
_NUMBER = re.compile(r"−?[\d.,]+")
_BEGINS_A_BLOCK = re.compile(r"^(?:(\d+)([.)])|([-+#=]))(?=\s|$|[-+#=])")


def escaped(text: str) -> str:
    """Return a text as Markdown that shows just that text, in one line."""
    words = _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _BEGINS_A_BLOCK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", words)


def paragraphs(text: str) -> str:
    """Return a text as Markdown that shows just that text, with its paragraphs."""
    return "\n\n".join(escaped(part) for part in re.split(r"\n\s*\n", text.strip()))


def heading(depth: int, text: str, anchor: str = "") -> str:
    """Return a heading; an anchor is a name by which a link finds it, whatever it says."""
    return f"{'#' * depth} {named(anchor)}{text}"


def named(anchor: str) -> str:
    """Return a place that a link finds by this name; nothing where there is no name."""
    return f'<a id="{anchor}"></a>' if anchor else ""


def bullets(lines: Iterable[str]) -> str:
    """Return a list; nothing for no lines."""
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, numbers to the right; nothing for no rows."""
    found = list(rows)
    numbers = [all(_NUMBER.fullmatch(row[place]) for row in found) for place in range(len(head))]
    rule = _row(["---:" if is_number else "---" for is_number in numbers])
    return "\n".join([_row(head), rule, *map(_row, found)]) if found else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def quote(text: str) -> str:
    """Return a text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def page_of(blocks: Iterable[str]) -> str:
    """Return a page of blocks; empty ones leave no trace."""
    return "\n\n".join(block for block in blocks if block) + "\n"
