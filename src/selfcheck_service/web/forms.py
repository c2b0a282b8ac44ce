"""What people type into forms behind the sign-in, understood as far as it can be; the rest is named at its field."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from uuid import UUID

from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.texts import clean_text
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.web.days import read_day
from selfcheck_service.web.sent import Sent

# As the columns hold it, and as the interface for programs takes it.
LONGEST_NAME = 200
LONGEST_WORDS = 2000
_HIGHEST = 999_999
_WHOLE = re.compile(r"[0-9]{1,9}")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::[0-9]{2})?")
# How days and times can be written, in every language alike.
_DAYS, _TIMES = "2027-03-01, 1.3.2027", "18:00"


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with a form: messages by field, and the lines of the summary (id of the field, title, message)."""

    by_field: Mapping[str, str]
    summary: tuple[tuple[str | None, str, str], ...]

    def get(self, name: str) -> str | None:
        """Return what is wrong with a field, or None."""
        return self.by_field.get(name)


NOTHING = Told({}, ())


class Reader:
    """Reads the fields of a form one by one; `problems` grows with each that cannot be understood.

    What was left empty is None, and a fault where it is `needed`.
    """

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.problems: list[Problem] = []

    def words(self, name: str) -> str | None:
        """Return a text of at most 2,000 characters."""
        return self._text(name, LONGEST_WORDS, one_line=False)

    def name(self, name: str, *, needed: bool = False) -> str | None:
        """Return a text of one line with at most 200 characters; a line that breaks, or a gap in it, is a space."""
        text = self._text(name, LONGEST_NAME, one_line=True)
        if needed:
            self.need(name, text)
        return text

    def names(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field in which each line is a name."""
        text = self.words(name)
        lines = dict.fromkeys(" ".join(line.split()) for line in (text or "").splitlines() if line.strip())
        if any(len(line) > LONGEST_NAME for line in lines):
            self._refuse(name, "too_long", limit=f"{LONGEST_NAME}")
        return tuple(lines)

    def choice(self, name: str, allowed: Collection[str], *, needed: bool = False) -> str | None:
        """Return one of the values that can be chosen."""
        text = self.sent.one(name)
        if text and text not in allowed:
            self._refuse(name, "not_one_of", found=shown(text), allowed=", ".join(allowed))
            return None
        if needed:
            self.need(name, text)
        return text or None

    def whole(self, name: str, lowest: int = 0, highest: int = _HIGHEST, *, needed: bool = False) -> int | None:
        """Return a whole number within these ends."""
        text = self.sent.one(name).strip()
        if not text:
            if needed:
                self.need(name, None)
            return None
        if _WHOLE.fullmatch(text) is None:
            self._refuse(name, "not_an_integer", found=shown(text))
            return None
        if not lowest <= int(text) <= highest:
            self._refuse(name, "out_of_range", found=text, range=f"{lowest}–{highest}")
            return None
        return int(text)

    def some_id(self, name: str) -> UUID | None:
        """Return an id that was chosen from a list."""
        text = self.sent.one(name)
        try:
            return UUID(text) if text else None
        except ValueError:
            self._refuse(name, "malformed", found=shown(text), expected="UUID")
            return None

    def day(self, name: str) -> date | None:
        """Return a day, as browsers send it or as people write it."""
        text = self.sent.one(name).strip()
        found = read_day(text)
        if text and found is None:
            self._refuse(name, "malformed", found=shown(text), expected=_DAYS)
        return found

    def moment(self, member: str, day: str, clock: str) -> datetime | None:
        """Return the moment of a day and a time in Germany, in UTC; both are needed.

        Faults stand at the member. None as well where clocks were put forward over it, so that it never was.
        """
        said_day, said_time = self.sent.one(day).strip(), self.sent.one(clock).strip()
        if not said_day or not said_time:
            self.need(member, None)
            return None
        on, at = read_day(said_day), _time_in(said_time)
        if on is None or at is None:
            found, expected = (said_day, _DAYS) if on is None else (said_time, _TIMES)
            self._refuse(member, "malformed", found=shown(found), expected=expected)
            return None
        local = datetime.combine(on, at, HERE)
        moment = local.astimezone(UTC)
        if moment.astimezone(HERE).replace(tzinfo=None) != local.replace(tzinfo=None):
            self._refuse(member, "no_such_hour", found=shown(said_time))
            return None
        return moment

    def need(self, name: str, value: object) -> None:
        """Note that something is missing that is needed; where it is faulty that is said already."""
        known = {problem.location for problem in self.problems}
        if value in (None, "") and pointer(name) not in known:
            self._refuse(name, "missing", name=name)

    def require(self) -> None:
        """Raise `InputInvalid` where something could not be understood."""
        if self.problems:
            raise InputInvalid(self.problems)

    def _text(self, name: str, longest: int, *, one_line: bool) -> str | None:
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

    def _refuse(self, name: str, code: str, /, **parameters: object) -> None:
        self.problems.append(Problem(pointer(name), code, parameters))


def told(
    problems: Iterable[Problem], titles: Mapping[str, str], words: SimpleNamespace, spoken: str, **moved: str
) -> Told:
    """Return what is wrong, in words for the person who filled in a form.

    `titles` names the fields of the form, which are their ids, too; `words` is the group `manage`. `moved` says which
    field a member stands in that has no field of its name.
    """
    by_field: dict[str, list[str]] = {}
    elsewhere: list[str] = []
    for problem in problems:
        parts = problem.location.split("/")[1:]
        names = (".".join(parts[:2]), *parts[:1])
        member = next((each for each in (moved.get(name, name) for name in names) if each in titles), None)
        # What has no field on the page is told in words that name it.
        message = _message(problem, titles, {} if member is None else words.fault, spoken)
        if member is None:
            elsewhere.append(message)
        else:
            by_field.setdefault(member, []).append(message)
    joined = {name: " ".join(dict.fromkeys(each)) for name, each in by_field.items()}
    lines: list[tuple[str | None, str, str]] = [(name, titles[name], joined[name]) for name in titles if name in joined]
    return Told(joined, (*lines, *((None, "", message) for message in dict.fromkeys(elsewhere))))


def _message(problem: Problem, titles: Mapping[str, str], faults: Mapping[str, str], spoken: str) -> str:
    """Return what is wrong in our words for forms, else in those for programs, with fields by their titles."""
    # What is wrong with an official key is said in the words of the type that was chosen.
    codes = (f"{problem.code}.{problem.parameters.get('type')}", problem.code)
    own = next((faults[each] for each in codes if each in faults), None)
    parameters = dict(problem.parameters)
    for key in ("name", "other"):
        if key in parameters:
            parameters[key] = titles.get(str(parameters[key]), parameters[key])
    if own is not None:
        # Elsewhere the unit stands beside the number, in English.
        parameters["limit"] = str(parameters.get("limit", "")).removesuffix(" characters")
        return own.format(**parameters)
    return Problem(problem.location, problem.code, parameters).message(spoken)


def _time_in(text: str) -> time | None:
    read = _CLOCK.fullmatch(text)
    try:
        return None if read is None else time(int(read[1]), int(read[2] or 0))
    except ValueError:
        return None
