"""A draft that somebody has sent: what it says, everything that is wrong with it, and what the next page carries along.

Nothing of it is kept here: every page about a draft brings it along and sends it again.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selfcheck_service.catalogue import Checked, LocatedProblem, check_archive, check_octets, is_archive
from selfcheck_service.core.definition import Questionnaire, canonical_document
from selfcheck_service.web.sent import Sent, shown

_LONGEST_NAME, _LONGEST_LINE = 120, 160
# So many faults stand on the page; who has mended them sees the rest.
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a draft: where, how bad, and in words; `line` is what stands there."""

    file: str
    row: int
    column: int
    severity: str
    code: str
    message: str
    line: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft and what is wrong with it. `text` is the document that goes along, "" where there is none to carry.

    `packed`: it came as a folder in one file, and `text` is the one document that was made of it.
    """

    name: str
    text: str
    checked: Checked
    packed: bool

    @property
    def questionnaire(self) -> Questionnaire | None:
        """What the draft says, None where it cannot be read."""
        return self.checked.questionnaire

    @property
    def is_publishable(self) -> bool:
        """Tell whether no fault keeps it from being published; its version number is not looked at."""
        return self.questionnaire is not None and not self.checked.has_errors and bool(self.text)

    def count(self, severity: str) -> int:
        """Return how many faults of a severity there are."""
        return sum(each.problem.severity == severity for each in self.checked.problems)

    def findings(self, language: str) -> Iterator[Finding]:
        """Yield what is wrong, in the order of the files, as far as it is shown."""
        lines = [] if self.packed else self.text.split("\n")
        for located in self.checked.problems[:MOST_SHOWN]:
            yield _finding(located, lines, language)


async def draft_of(sent: Sent, today: date) -> Draft | None:
    """Return the draft that a form has sent: the file that was chosen, else the text; None where there is neither."""
    chosen = sent.files.get("file")
    if chosen is not None:
        name, octets = shown(chosen.name)[-_LONGEST_NAME:], chosen.octets
    else:
        # The name goes along, because its ending says how the text is read.
        name, octets = shown(sent.one("name"))[-_LONGEST_NAME:], sent.one("document").encode()
    if not octets:
        return None
    # A large questionnaire takes a while to check, and others are waiting to be answered.
    return await asyncio.to_thread(_check, name, octets, today)


def _check(name: str, octets: bytes, today: date) -> Draft:
    if is_archive(octets):
        checked = check_archive(octets, name, today=today)
        found = None if checked.has_errors else checked.questionnaire
        document = "" if found is None else canonical_document(found).decode()
        # What no document was made of goes by the name that it came with.
        return Draft(name.removesuffix(".zip") + ".json" if document else name, document, checked, packed=True)
    return Draft(name, _text_of(octets), check_octets(octets, name or "–", today=today), packed=False)


def _text_of(octets: bytes) -> str:
    """Return the text as a page can hold it; of what is no text, nothing: the file is where it was."""
    try:
        return shown(octets.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return ""


def _finding(located: LocatedProblem, lines: Sequence[str], language: str) -> Finding:
    place, problem = located.place, located.problem
    line = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    return Finding(
        file=place.file,
        row=place.line,
        column=place.column,
        severity=problem.severity,
        code=problem.code,
        message=shown(problem.message(language)),
        line=line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …",
    )
