"""From a file to clean text: its size, its encoding, its characters."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from selfcheck_service.catalogue.budget import LARGEST_FILE, Budget
from selfcheck_service.catalogue.places import FileRefused, Place, Report

_BYTE_ORDER_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"
# Control characters, bidirectional controls, the separators that some tools take for line breaks, and code points that
# are no characters. Tab and line break are the only controls that a definition needs.
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]",
)
# So many unclean characters are named one by one; a file with more of them is no text.
_NAMED_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file. `file` is the name by which problems call it."""

    file: str
    text: str


def read_source(path: Path, *, budget: Budget, report: Report) -> Source:
    """Return the text of a file; raise `FileRefused` where it cannot be text of a bearable size."""
    place = Place(str(path))
    try:
        # A pipe or a device would let the reader wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(place, "not_a_file")
        with path.open("rb") as stream:
            return decode_source(stream, place.file, budget=budget, report=report)
    except FileNotFoundError as error:
        raise FileRefused(place, "file_missing", name=path.name) from error
    except OSError as error:
        raise FileRefused(place, "file_unreadable", detail=error.strerror or type(error).__name__) from error


def decode_source(stream: BinaryIO, file: str, *, budget: Budget, report: Report) -> Source:
    """Return the text of an open stream; raise `FileRefused` where it is too large or not UTF-8."""
    octets = stream.read(LARGEST_FILE + 1)
    budget.spend_file(Place(file), len(octets))
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as error:
        before = octets[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        raise FileRefused(_place_at(file, before, len(before)), "not_utf8") from error
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    return Source(file, _without_unclean(text, file, report))


def _without_unclean(text: str, file: str, report: Report) -> str:
    """Name the characters that must not be there and put a visible one in their place, so that reading goes on."""
    found = 0
    for found, match in enumerate(_UNCLEAN.finditer(text), start=1):
        place, codepoint = _place_at(file, text, match.start()), f"{ord(match.group()):04X}"
        if found > _NAMED_CHARACTERS:
            raise FileRefused(place, "text_not_clean", codepoint=codepoint)
        report.add(place, "text_not_clean", codepoint=codepoint)
    return _UNCLEAN.sub(_REPLACEMENT, text) if found else text


def _place_at(file: str, text: str, offset: int) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)
