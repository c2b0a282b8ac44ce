"""PDF files opened by programs that know nothing of the service."""

import io
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

SIGNATURE = b"%PDF-1.7"


def opened(content: bytes) -> PdfReader:
    """The file, as pypdf reads it."""
    assert content.startswith(SIGNATURE)
    return PdfReader(io.BytesIO(content), strict=False)


@cache
def text_of(content: bytes) -> str:
    """The text of all pages, on one line, without the places where words may break."""
    pages = (page.extract_text() for page in opened(content).pages)
    text = " ".join("\n".join(pages).replace("\u200b", "").split())
    return text.replace("\u00ad ", "").replace("\u00ad", "")


@cache
def tags_of(content: bytes) -> list[str]:
    """The tags of the document, in the order of reading."""
    root: Any = opened(content).trailer["/Root"]
    found: list[str] = []
    _collect(root["/StructTreeRoot"], found)
    return found


def _collect(node: Any, found: list[str]) -> None:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for each in node:
            _collect(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(str(node["/S"]).lstrip("/"))
        _collect(node.get("/K"), found)


@cache
def alternatives_of(content: bytes) -> list[str]:
    """The alternative texts of the document's pictures."""
    root: Any = opened(content).trailer["/Root"]
    found: list[str] = []
    _alternatives(root["/StructTreeRoot"], found)
    return found


def _alternatives(node: Any, found: list[str]) -> None:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for each in node:
            _alternatives(each, found)
    elif isinstance(node, dict):
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        _alternatives(node.get("/K"), found)


def seen_by_another_program(content: bytes, folder: Path) -> dict[str, str]:
    """What `pdfinfo` says of a file."""
    file = folder / "file.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return {name: value.strip() for name, _, value in (line.partition(":") for line in told.splitlines())}


def words_over_words(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """Pairs of words of which one is printed over the other, as `pdftotext` sees their places."""
    file = folder / "file.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = told.split("<page ")[1:]
    place = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
    return [pair for page in pages for pair in _over_each_other(place.findall(page))]


def _over_each_other(found: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    boxes = [(tuple(map(float, each[:4])), each[4]) for each in found]
    for (one, word), (other, over) in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        if across > 1 and down > (one[3] - one[1]) / 2:
            yield word, over


def printed_lines(content: bytes) -> list[str]:
    """The lines of all pages as they lie on paper: what stands side by side is one line."""
    pages = (page.extract_text(extraction_mode="layout") for page in opened(content).pages)
    return [line for page in pages for line in page.splitlines()]


def text_off_the_paper(content: bytes) -> list[str]:
    """What is written beside the paper: no printer shows it, although a search finds it."""
    found: list[str] = []
    for page in opened(content).pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)

        def look(text: str, cm: Any, tm: Any, *_: Any, wide: float = wide, high: float = high) -> None:
            across = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            up = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            if text.strip() and not (0 <= across <= wide and 0 <= up <= high):
                found.append(text.strip())

        page.extract_text(visitor_text=look)
    return found
