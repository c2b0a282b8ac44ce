"""The printing process: reads jobs from its input and writes documents to its output until nobody needs it.

Started by `engine` as a file of its own, so that it loads nothing of the service. A job is four bytes of length and
JSON; an answer four bytes of length, one byte that is 0 for a document and 1 for an error, and the bytes of either.
"""

import json
import os
import re
import select
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import IO, TypedDict

import fontpkg_fira_sans
import fontpkg_noto_sans_arabic
import typst
from fontTools.ttLib import TTFont

TEMPLATES = Path(__file__).with_name("templates")
FONT_FOLDERS = [fontpkg_fira_sans.ROOT / "files", fontpkg_noto_sans_arabic.ROOT / "files"]
# One style of each family tells what all of them can show.
FONTS = ["FiraSans-Regular.ttf", "FiraSans-Bold.ttf", "NotoSansArabic[wdth,wght].ttf"]
IDLE_SECONDS = 60
NICENESS = 19
# Stands for a character that no font here has: to leave it out would change what is said without a sign.
UNKNOWN = "\u25af"
_LENGTH = 4
# A soft hyphen, a space that does not break, and what Persian writes between joined letters.
_KEPT = {"\n", "\u00ad", "\u00a0", "\u200c"}
# Longer than any word that people write; what has no place to break would leave its column.
_ENDLESS = re.compile(r"\S{41,}")
_PIECE = re.compile(r"\S{30}(?=\S)")
_MAY_BREAK = "\u200b"


class Job(TypedDict):
    """A `PrintJob` as it comes in."""

    template: str
    data: object
    language: str
    title: str
    day: str


def main() -> None:
    """Print until the input ends, or until nothing came for a while."""
    os.nice(NICENESS)
    # Unbuffered, or what is waiting could lie in a buffer where `select` does not see it.
    source, target = os.fdopen(0, "rb", buffering=0), sys.stdout.buffer
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        length = _read(source, _LENGTH)
        if not length:
            return
        job = _read(source, int.from_bytes(length, "big"))
        answer = _answer(job)
        target.write(len(answer).to_bytes(_LENGTH, "big") + answer)
        target.flush()


def _answer(job: bytes) -> bytes:
    try:
        return b"\x00" + make(json.loads(job))
    except typst.TypstError as error:
        return b"\x01" + str(error).encode()


def make(job: Job) -> bytes:
    """Return the document of a job as PDF/UA-1. Raises `TypstError`, of which a template is to blame."""
    primary, _, region = job["language"].partition("-")
    about = {
        "title": without_unknown(job["title"], _can_be_shown()),
        "language": primary.lower(),
        "region": region.upper() if len(region) == 2 else None,
        "day": job["day"],
    }
    inputs = {"data": json.dumps(without_unknown(job["data"], _can_be_shown())), "about": json.dumps(about)}
    return typst.compile(
        str(TEMPLATES / f"{job['template']}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(job["day"]).replace(tzinfo=UTC),
        # Templates import each other and nothing else; where packages would lie there is no folder.
        package_path=str(TEMPLATES / "none"),
        package_cache_path=str(TEMPLATES / "none"),
    )


def without_unknown(value: object, can_be_shown: Callable[[str], bool]) -> object:
    """Return data whose texts have only what the fonts show: for anything else a box, for signs of control nothing."""
    match value:
        case str():
            # Nearly every text is in order.
            text = unicodedata.normalize("NFC", value)
            clean = text if text.isascii() and text.isprintable() else _cleaned(text, can_be_shown)
            return _ENDLESS.sub(lambda run: _PIECE.sub(rf"\g<0>{_MAY_BREAK}", run[0]), clean)
        case list():
            return [without_unknown(each, can_be_shown) for each in value]
        case dict():
            return {key: without_unknown(each, can_be_shown) for key, each in value.items()}
        case _:
            return value


def _cleaned(text: str, can_be_shown: Callable[[str], bool]) -> str:
    return "".join(_sign(each, can_be_shown) for each in text.replace("\r\n", "\n").replace("\t", " "))


def _sign(character: str, can_be_shown: Callable[[str], bool]) -> str:
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    # Signs of control and direction, and those that choose another look of the one before them.
    if category in {"Cc", "Cf", "Zl", "Zp"} or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return ""
    return character if category not in {"Cn", "Co", "Cs"} and can_be_shown(character) else UNKNOWN


@cache
def _can_be_shown() -> Callable[[str], bool]:
    found: set[int] = set()
    for name in FONTS:
        (path,) = (folder / name for folder in FONT_FOLDERS if (folder / name).exists())
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return lambda character: ord(character) in found


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in FONT_FOLDERS]
    )


def _read(source: IO[bytes], length: int) -> bytes:
    """Return so many bytes, or none where the input has ended."""
    parts: list[bytes] = []
    while length:
        part = source.read(length)
        if not part:
            return b""
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main()
