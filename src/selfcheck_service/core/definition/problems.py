"""Problems and the errors that carry them.

    SelfcheckError                 everything this service raises on purpose
    ├── InputInvalid               input with at least one problem; carries all of them
    │   ├── DefinitionInvalid      a questionnaire definition
    │   └── AnswersInvalid         a set of answers, a profile or a perspective
    ├── NotFound                   something named does not exist (or is not the caller's to see)
    ├── Conflict                   the request contradicts what is already there
    │   ├── RevisionDiffers        what was to be replaced is not what the caller has seen
    │   └── RevisionMissing        the caller does not say what it has seen
    ├── Erased                     it was there, and was erased for good
    └── AccessRefused              an access code is not, or no longer, good for this
        └── BallotRefused          the code of a ballot is not

Only the edge turns them into status codes. Messages live in one table per language, so that a problem reads the same
from the command line and over HTTP.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from heapq import nsmallest
from itertools import islice
from typing import Literal, TypeVar

from selfcheck_service.core.definition.exact import printable, shown
from selfcheck_service.core.definition.messages import render_message

# Nobody mends more than these in one go, and to name them all could take longer than to find them.
MOST_PROBLEMS = 1000
# To look through very many names for every fault takes longer than anybody waits, and where there are so many faults,
# they are no slips of the pen.
_MOST_HINTS = 20
_MOST_COMPARED = 100
_LONGEST_COMPARED = 80
# How alike a name must be to be the one that was meant: one letter in three may be wrong.
_ALIKE = 0.7
# Where something stands in a document: its members and the places in its lists.
Path = tuple[str | int, ...]
# The parameters that hold names of the definition, or expressions with names in them; of others only a hint does.
NAMING = ("name", "item", "field", "part")
Severity = Literal["error", "warning"]
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in input.

    `location` is a JSON pointer (RFC 6901) into the input, "" for the whole of it. `code` is stable and documented in
    docs/problems.md. `parameters` fill the message and are safe to show: they hold names and numbers, never answers'
    free text.
    """

    location: str
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def fault(self) -> tuple[object, ...]:
        """Return what tells it from other problems: its place, its code, and what it names."""
        return self.location, self.code, *(self.parameters.get(name) for name in NAMING)

    def message(self, language: str = "en") -> str:
        """Return the problem in words; German for `de` and its variants, else English."""
        return render_message(self.code, self.parameters, language)


def pointer(*parts: str | int) -> str:
    """Return the JSON pointer of a path given part by part."""
    return printable("".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts))


def hint(name: str, known: Iterable[str], earlier: int = 0) -> str:
    """Return the known name that was probably meant, in brackets after a space; nothing where none is near.

    `earlier` is how many faults were found before; nothing is looked for where they are many.
    """
    if earlier >= _MOST_HINTS:
        return ""
    written = name[:_LONGEST_COMPARED]
    likely = nsmallest(_MOST_COMPARED, known, key=lambda one: abs(len(one) - len(written)))
    close = get_close_matches(written, likely, n=1, cutoff=_ALIKE)
    return f" ({close[0]}?)" if close and close[0] != name else ""


@dataclass(frozen=True, slots=True)
class Meant:
    """The hint of a name that is not known. It is looked for only when it is read, because that takes its time."""

    name: str
    known: Iterable[str] = field(repr=False)

    def __str__(self) -> str:
        """Return the hint."""
        return self.after(0)

    def after(self, earlier: int) -> str:
        """Return the hint, where so many were given before."""
        return hint(self.name, self.known, earlier)


def unknown(kind: str, name: str, known: Collection[str], path: Path) -> Iterator[Problem]:
    """Yield a problem where the name is not known, with the nearest known name as a hint."""
    if name not in known:
        words = {"kind": kind, "name": shown(name), "hint": Meant(name, known)}
        yield Problem(pointer(*path), "unknown_reference", words)


def twice(kind: str, names: Iterable[tuple[object, Path]]) -> Iterator[Problem]:
    """Yield a problem for each name that stands a second time."""
    seen: set[object] = set()
    for name, path in names:
        if (type(name), name) in seen:
            yield Problem(pointer(*path), "duplicate_name", {"kind": kind, "name": str(name)})
        seen.add((type(name), name))


class SelfcheckError(Exception):
    """Whatever this service raises on purpose."""


class InputInvalid(SelfcheckError):
    """Input was refused; `problems` names every fault, at least one, and at most `MOST_PROBLEMS` of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order in which they were found."""
        found = iter(problems)
        self.problems = tuple(islice(found, MOST_PROBLEMS))
        if next(found, None) is not None:
            self.problems += (Problem("", "too_many_problems", {"limit": MOST_PROBLEMS}),)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return all problems in words, each with its place."""
        return "; ".join(f"{p.location or '/'}: {p.message()}" for p in self.problems)


class DefinitionInvalid(InputInvalid):
    """A questionnaire definition was refused."""


class AnswersInvalid(InputInvalid):
    """A set of answers, a profile or a perspective was refused."""


def parse_beside(found: Sequence[Problem], parse: Callable[[], Parsed]) -> Parsed:
    """Return what `parse` returns.

    Raises `AnswersInvalid` with the problems that were found before and those that `parse` finds, so that whoever sends
    something learns of all its faults at once.
    """
    try:
        parsed = parse()
    except AnswersInvalid as invalid:
        raise AnswersInvalid([*found, *invalid.problems]) from None
    if found:
        raise AnswersInvalid(found)
    return parsed


class RefusedForOneReason(SelfcheckError):
    """What was asked for was refused for one reason, which concerns it as a whole."""

    def __init__(self, code: str, **parameters: object) -> None:
        """`code` and `parameters` are rendered like those of a problem."""
        self.problem = Problem("", code, parameters)
        super().__init__(self.problem.message())


class NotFound(RefusedForOneReason):
    """Something named does not exist, or is not the caller's to see: the two look the same."""


class Conflict(RefusedForOneReason):
    """The request contradicts what is already there."""


class RevisionDiffers(Conflict):
    """What was to be replaced is not what the caller has seen: somebody, perhaps on another device, was faster."""


class RevisionMissing(Conflict):
    """Others may have written here since, and the caller does not say which revision it has seen."""


class Erased(RefusedForOneReason):
    """It was there, and was erased for good."""


class AccessRefused(RefusedForOneReason):
    """An access code is not, or no longer, good for this; which, and whether there is such a round, stays open."""


class BallotRefused(AccessRefused):
    """The code of a ballot is not, or no longer, good for this; which, and whether there is one, stays open."""
