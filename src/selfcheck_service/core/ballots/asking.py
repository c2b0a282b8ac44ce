"""What a ballot asks: which options there are, and how many dots each person has for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import InputInvalid, Problem, pointer

BallotKind = Literal["fields", "suggestions", "own"]
CodeKind = Literal["shared", "slips"]
FEWEST_OPTIONS, MOST_OPTIONS = 2, 60
MOST_DOTS = 60
MOST_PEOPLE = 500
# Nobody asks one workshop more often, and so many stand in its minutes.
MOST_BALLOTS = 100
# A ballot is for a room; one that was forgotten must not take votes for ever.
OPEN_FOR = timedelta(hours=24)
# Nobody reads more digits.
_LONG = 10**12


@dataclass(frozen=True, slots=True)
class BallotOption:
    """One thing to put dots on. `title` has its words by language; what the room wrote itself has them under ""."""

    key: str
    title: Mapping[str, str]

    def say(self, language: str) -> str:
        """Return the title in a language, or in the next best one."""
        simpler = language.partition("-")[0]
        for name in (language, simpler, ""):
            if name in self.title:
                return self.title[name]
        return next(iter(self.title.values()))


@dataclass(frozen=True, slots=True)
class Question:
    """A ballot: its options in their order, the dots of each person (at least 1), whether two may lie on one option."""

    options: tuple[BallotOption, ...]
    dots: int
    cumulating: bool

    @property
    def most_on_one(self) -> int:
        """Return how many dots one person may put on one option."""
        return self.dots if self.cumulating else 1


def default_dots(options: int) -> int:
    """Return how many dots a person has where nobody says so: half as many as options, a half rounded up.

    The rule of thumb for multi-dot questions (domain.md C1).
    """
    return (options + 1) // 2


def ask(options: Sequence[BallotOption], *, dots: int | None, cumulating: bool) -> Question:
    """Return a ballot on 2 to 60 options. Raises `InputInvalid` with every fault, placed in the body of a request.

    Without cumulating nobody has more dots than there are options; as many would say nothing, so it is one less.
    """
    problems = []
    count = len(options)
    if not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
        words = {"count": count, "minimum": FEWEST_OPTIONS, "maximum": MOST_OPTIONS}
        problems.append(Problem("/options", "ballot_options_count", words))
    problems += _twice(options)
    given = default_dots(count) if dots is None else dots
    most = MOST_DOTS if cumulating else max(count - 1, 1)
    if not problems and not 1 <= given <= most:
        problems.append(Problem("/dots", "ballot_dots_count", {"count": _told(given), "maximum": most}))
    if problems:
        raise InputInvalid(problems)
    return Question(tuple(options), given, cumulating)


def _twice(options: Sequence[BallotOption]) -> Iterator[Problem]:
    """Yield a problem for each option of the room's own whose words stand above it already: its dots would be torn."""
    seen = set()
    for place, option in enumerate(options):
        title = option.title.get("")
        if title is None:
            continue
        words = " ".join(title.casefold().split())
        if words in seen:
            yield Problem(pointer("options", place), "duplicate_name", {"name": title, "kind": "option"})
        seen.add(words)


def parse_dots(question: Question, given: Mapping[str, int]) -> dict[str, int]:
    """Return where one person puts dots: option → at least 1, in the order of the options.

    Fewer dots than there are may be put, none too: that is an abstention, and a vote. Raises `InputInvalid` with every
    fault, placed in the body of a request.
    """
    known = {option.key for option in question.options}
    problems = []
    for key, count in given.items():
        if key not in known:
            problems.append(Problem(pointer("dots", key), "vote_unknown_option", {"name": key[:64]}))
        elif not 0 <= count <= question.most_on_one:
            words = {"count": _told(count), "maximum": question.most_on_one}
            problems.append(Problem(pointer("dots", key), "vote_dots_on_one", words))
    total = sum(given.values())
    if not problems and total > question.dots:
        problems.append(Problem("/dots", "vote_dots_total", {"count": total, "maximum": question.dots}))
    if problems:
        raise InputInvalid(problems)
    return {option.key: given[option.key] for option in question.options if given.get(option.key)}


def parse_paper(question: Question, ballots: int, given: Mapping[str, int]) -> dict[str, int]:
    """Return what was counted on so many paper ballots: option → dots, all options, in their order.

    What no such number of people could have put there is refused, because then somebody has miscounted. Raises
    `InputInvalid` with every fault, placed in the body of a request.
    """
    known = {option.key for option in question.options}
    most = ballots * question.most_on_one
    problems = []
    for key, count in given.items():
        if key not in known:
            problems.append(Problem(pointer("paper", "dots", key), "vote_unknown_option", {"name": key[:64]}))
        elif not 0 <= count <= most:
            words = {"count": _told(count), "maximum": most, "ballots": ballots}
            problems.append(Problem(pointer("paper", "dots", key), "paper_dots_on_one", words))
    total, most_in_all = sum(given.values()), ballots * question.dots
    if not problems and total > most_in_all:
        words = {"count": total, "maximum": most_in_all, "ballots": ballots}
        problems.append(Problem("/paper/dots", "paper_dots_total", words))
    if problems:
        raise InputInvalid(problems)
    return {option.key: given.get(option.key, 0) for option in question.options}


def _told(count: int) -> int | str:
    """Return a number from outside as it is told: one of thousands of digits only by its size."""
    return count if abs(count) < _LONG else shown(count)
