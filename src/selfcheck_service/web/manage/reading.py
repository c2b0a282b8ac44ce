"""What forms of facilitators send, understood as far as it can be; the rest is named at its field."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from uuid import UUID

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.web.days import read_day
from selfcheck_service.web.sent import Sent

# As the columns hold it, and as the interface for programs takes it.
LONGEST_NAME = 200
LONGEST_WORDS = 2000
_WHOLE = re.compile(r"[0-9]{1,6}")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::[0-9]{2})?")


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
    """Reads the fields of a form one by one; `problems` grows with each that cannot be understood."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.problems: list[Problem] = []

    def name(self, name: str) -> str | None:
        """Return one line of text of at most 200 characters; None where it cannot be one."""
        text = unicodedata.normalize("NFC", self.sent.one(name)).strip()
        unclean = next((each for each in ("\n", "\t") if each in text), unclean_character(text))
        if not text:
            self._fault(name, "missing", name=name)
        elif unclean is not None:
            self._fault(name, "text_not_clean", codepoint=f"{ord(unclean):04X}")
        elif len(text) > LONGEST_NAME:
            self._fault(name, "too_long", limit=f"{LONGEST_NAME} characters")
        else:
            return text
        return None

    def words(self, name: str) -> str:
        """Return a text of at most 2,000 characters; "" where nothing was typed, or where it cannot be taken."""
        text = unicodedata.normalize("NFC", self.sent.one(name)).strip()
        unclean = unclean_character(text)
        if unclean is not None:
            self._fault(name, "text_not_clean", codepoint=f"{ord(unclean):04X}")
        elif len(text) > LONGEST_WORDS:
            self._fault(name, "too_long", limit=f"{LONGEST_WORDS} characters")
        else:
            return text
        return ""

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        """Return one of some values; None where another one was sent, or none at all."""
        text = self.sent.one(name)
        if text in allowed:
            return text
        if text:
            self._fault(name, "not_one_of", found=shown(text), allowed=", ".join(allowed))
        else:
            self._fault(name, "missing", name=name)
        return None

    def whole(self, name: str, *, needed: bool = False) -> int | None:
        """Return a whole number that is not negative; None where nothing or something else was sent.

        Nothing is a fault where it is `needed`.
        """
        text = self.sent.one(name).strip()
        if not text:
            if needed:
                self._fault(name, "missing", name=name)
            return None
        if _WHOLE.fullmatch(text) is None:
            self._fault(name, "malformed", found=shown(text), expected="a whole number")
            return None
        return int(text)

    def some_id(self, name: str) -> UUID | None:
        """Return an id that was chosen from a list; None where nothing was."""
        text = self.sent.one(name)
        try:
            return UUID(text) if text else None
        except ValueError:
            self._fault(name, "malformed", found=shown(text), expected="a UUID")
            return None

    def day(self, name: str) -> date | None:
        """Return a day, as browsers send it or as people write it; None where nothing or something else was sent."""
        text = self.sent.one(name).strip()
        found = read_day(text)
        if text and found is None:
            self._fault(name, "malformed", found=shown(text), expected="a day such as 2026-03-01")
        return found

    def moment(self, member: str, day: str, clock: str) -> datetime | None:
        """Return the moment of a day and a time in Germany, in UTC.

        Faults stand at the member. None where one of the two is missing or no such thing, and where clocks were put
        forward over it, so that it never was.
        """
        said_day, said_time = self.sent.one(day).strip(), self.sent.one(clock).strip()
        if not said_day or not said_time:
            self._fault(member, "missing", name=member)
            return None
        on, at = read_day(said_day), _time_in(said_time)
        if on is None or at is None:
            found, expected = (said_day, "a day such as 2026-03-01") if on is None else (said_time, "a time")
            self._fault(member, "malformed", found=shown(found), expected=expected)
            return None
        local = datetime.combine(on, at, HERE)
        moment = local.astimezone(UTC)
        if moment.astimezone(HERE).replace(tzinfo=None) != local.replace(tzinfo=None):
            self._fault(member, "no_such_hour", found=shown(said_time))
            return None
        return moment

    def require(self) -> None:
        """Raise `InputInvalid` where something could not be understood."""
        if self.problems:
            raise InputInvalid(self.problems)

    def _fault(self, member: str, code: str, /, **parameters: object) -> None:
        self.problems.append(Problem(f"/{member}", code, parameters))


def _time_in(text: str) -> time | None:
    read = _CLOCK.fullmatch(text)
    try:
        return None if read is None else time(int(read[1]), int(read[2] or 0))
    except ValueError:
        return None


def told(
    problems: Iterable[Problem], titles: Mapping[str, str], words: SimpleNamespace, spoken: str, **moved: str
) -> Told:
    """Return what is wrong, in words for the person who filled in a form.

    `titles` names the fields of the form; `moved` says which field a member stands in that has no field of its name.
    """
    by_field: dict[str, list[str]] = {}
    elsewhere: list[str] = []
    for problem in problems:
        parts = problem.location.split("/")[1:]
        names = (".".join(parts[:2]), *parts[:1])
        member = next((each for each in (moved.get(name, name) for name in names) if each in titles), None)
        # What is wrong with an official key is said in the words of the type that was chosen.
        codes = (f"{problem.code}.{problem.parameters.get('type')}", problem.code)
        own = next((words.fault[each] for each in codes if each in words.fault), None)
        message = problem.message(spoken) if own is None else str(own)
        if member is None:
            elsewhere.append(message)
        else:
            by_field.setdefault(member, []).append(message)
    joined = {name: " ".join(dict.fromkeys(each)) for name, each in by_field.items()}
    lines: list[tuple[str | None, str, str]] = [(name, titles[name], joined[name]) for name in titles if name in joined]
    return Told(joined, (*lines, *((None, "", message) for message in dict.fromkeys(elsewhere))))


def named_after(text: str | None) -> tuple[str, UUID] | None:
    """Return name and id of the last entry of a page, as `place_of` wrote them; raise `NotFound` for anything else."""
    if not text:
        return None
    written, _, name = text.partition("/")
    if not name or len(name) > LONGEST_NAME or unclean_character(name) is not None:
        raise NotFound("unknown_path")
    return name, _id_in(written)


def dated_after(text: str | None) -> tuple[datetime, UUID] | None:
    """Return moment and id of the last entry of a page, as `place_of` wrote them; raise `NotFound` for all else."""
    if not text:
        return None
    written, _, moment = text.partition("/")
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        raise NotFound("unknown_path") from None
    if read.tzinfo != UTC:
        raise NotFound("unknown_path")
    return read, _id_in(written)


def place_of(first: str | datetime, entry_id: UUID) -> str:
    """Return as text where an entry stands in its list."""
    return f"{entry_id}/{first.astimezone(UTC).isoformat() if isinstance(first, datetime) else first}"


def search_in(text: str | None) -> str | None:
    """Return what is looked for; None where that is nothing that could stand in a name."""
    looked_for = (text or "").strip()[:LONGEST_NAME]
    return None if not looked_for or unclean_character(looked_for) is not None else looked_for


def id_in(text: str | None) -> UUID | None:
    """Return the id that an address names; None where it names none. Raises `NotFound` for what is no id."""
    return _id_in(text) if text else None


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("unknown_path") from None
