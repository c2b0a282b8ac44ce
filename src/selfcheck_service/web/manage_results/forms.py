"""Reading what people type into the forms of this area, and saying at which field something is wrong."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.texts import clean_text
from selfcheck_service.web.days import read_day
from selfcheck_service.web.sent import Sent

LONGEST_NAME = 200
LONGEST_WORDS = 2000
_MOST_DIGITS = 9


class Reader:
    """Reads the fields of a form; `problems` are found on the way, each at the name of its field."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.problems: list[Problem] = []

    def words(self, name: str, *, longest: int = LONGEST_WORDS, one_line: bool = False) -> str | None:
        """Return a text; None where nothing was typed, or where it cannot be taken."""
        try:
            text = clean_text(self.sent.one(name)).strip()
        except PydanticCustomError as error:
            self._refuse(name, error.type, **(error.context or {}))
            return None
        if one_line:
            text = " ".join(text.split())
        if len(text) > longest:
            self._refuse(name, "too_long", limit=f"{longest}")
            return None
        return text or None

    def name(self, name: str) -> str | None:
        """Return a text of one line."""
        return self.words(name, longest=LONGEST_NAME, one_line=True)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field in which each line is a name."""
        text = self.words(name)
        lines = dict.fromkeys(" ".join(line.split()) for line in (text or "").splitlines() if line.strip())
        if any(len(line) > LONGEST_NAME for line in lines):
            self._refuse(name, "too_long", limit=f"{LONGEST_NAME}")
        return tuple(lines)

    def day(self, name: str) -> date | None:
        """Return a day."""
        text = self.sent.one(name).strip()
        found = read_day(text)
        if text and found is None:
            self._refuse(name, "malformed", found=shown(text), expected="2027-03-01, 1.3.2027")
        return found

    def whole(self, name: str, lowest: int, highest: int) -> int | None:
        """Return a whole number within these ends."""
        text = self.sent.one(name).strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
            self._refuse(name, "not_an_integer", found=shown(text))
            return None
        if not lowest <= int(text) <= highest:
            self._refuse(name, "out_of_range", found=text, range=f"{lowest}–{highest}")
            return None
        return int(text)

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Return one of the values that can be chosen; None where none was."""
        text = self.sent.one(name)
        if text and text not in allowed:
            self._refuse(name, "malformed", found=shown(text), expected=", ".join(allowed))
            return None
        return text or None

    def need(self, name: str, title: str, value: object) -> None:
        """Note that something is missing that is needed."""
        known = {problem.location for problem in self.problems}
        if value in (None, "") and pointer(name) not in known:
            self._refuse(name, "missing", name=title)

    def _refuse(self, name: str, code: str, /, **parameters: object) -> None:
        self.problems.append(Problem(pointer(name), code, parameters))


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a form: `summary` for its head (target, title, message), `at` by the name of a field."""

    summary: tuple[tuple[str | None, str, str], ...] = ()
    at: Mapping[str, str] | None = None

    def of(self, name: str) -> str | None:
        """Return what is wrong at a field; None where nothing is."""
        return (self.at or {}).get(name)


def faults_in(problems: Iterable[Problem], titles: Mapping[str, str], spoken: str) -> Faults:
    """Return what is wrong in words; `titles` has the fields of the form by name, which are their ids, too."""
    found: dict[str, list[str]] = {}
    others: list[str] = []
    for problem in problems:
        name = problem.location.strip("/").split("/")[0]
        parameters = dict(problem.parameters)
        if problem.code in ("missing", "without_meaning"):
            for key in ("name", "other"):
                parameters |= {key: titles.get(str(parameters[key]), parameters[key])} if key in parameters else {}
        message = Problem(problem.location, problem.code, parameters).message(spoken)
        (found.setdefault(name, []) if name in titles else others).append(message)
    at = {name: " ".join(dict.fromkeys(messages)) for name, messages in found.items()}
    lines = [(name, titles[name], at[name]) for name in titles if name in at]
    return Faults((*lines, *((None, "", message) for message in dict.fromkeys(others))), at)
