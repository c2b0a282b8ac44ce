"""From problems to places: where an author mends each fault, and each fault once."""

from collections.abc import Iterable, Iterator

from selfcheck_service.catalogue.places import LocatedProblem, Place, Positions
from selfcheck_service.core.definition import InputInvalid, Problem

# Problems that are about the name of a member, not about its value.
_ABOUT_THE_NAME = frozenset({"unknown_member", "unknown_item", "unknown_attribute", "golden_unknown"})
# Problems of a map; a map begins where the name of its first member stands.
_ABOUT_THE_MAP = _ABOUT_THE_NAME | {
    "at_least_one_of",
    "does_not_fit_type",
    "duplicate_key",
    "exactly_one_of",
    "merge_key",
    "missing",
    "missing_for_type",
}
# Values that the reader refused; whoever wanted them finds something wrong too.
_UNREADABLE = frozenset({"ambiguous_number", "number_not_finite", "number_too_long"})
_TRAPS = frozenset({"ambiguous_number", "ambiguous_text", "empty_value"})
_TEXT_EXPECTED = frozenset({"text", "a text", "a text or a map of languages"})


class FileInvalid(InputInvalid):
    """Files were refused; `located` holds every error with its place."""

    def __init__(self, located: Iterable[LocatedProblem]) -> None:
        """Keep each error once, by file and line; warnings did not cause the refusal."""
        self.located = tuple(one for one in tidy(located) if one.problem.severity == "error")
        super().__init__(one.problem for one in self.located)


def locate(problems: Iterable[Problem], positions: Positions) -> Iterator[LocatedProblem]:
    """Give each problem the place where it can be mended."""
    for problem in problems:
        yield LocatedProblem(_place_of(problem, positions), _explained(problem, positions))


def _place_of(problem: Problem, positions: Positions) -> Place:
    """Return the place of a member's name, of a character in an expression, or of a value."""
    offset = problem.parameters.get("at")
    if isinstance(offset, int):
        return positions.character(problem.location, offset)
    find = positions.name if problem.code in _ABOUT_THE_NAME else positions.value
    return find(problem.location)


def _explained(problem: Problem, positions: Positions) -> Problem:
    """Say of a number, date or word without quotes that the quotes are what it lacks."""
    spelling = positions.spelling(problem.location)
    if problem.code == "wrong_type" and spelling and problem.parameters.get("expected") in _TEXT_EXPECTED:
        return Problem(problem.location, "unquoted_text", {"found": spelling[:40]}, problem.severity)
    return problem


def tidy(problems: Iterable[LocatedProblem]) -> tuple[LocatedProblem, ...]:
    """Return the problems by file and line, each fault once.

    What could not be read is reported by the reader and then again by whoever wanted the value; a trap in a value that
    is refused anyway is the same fault.
    """
    found = list(problems)
    unreadable = {one.place for one in found if one.problem.code in _UNREADABLE and _is_error(one)}
    refused = {one.place for one in found if _is_error(one) and one.problem.code not in _ABOUT_THE_MAP}
    kept: dict[tuple[object, ...], LocatedProblem] = {}
    for one in found:
        code, place = one.problem.code, one.place
        follows = place in unreadable and code not in _UNREADABLE
        same_fault = not _is_error(one) and code in _TRAPS and place in refused
        if not follows and not same_fault:
            kept.setdefault((place, code, *sorted(map(str, one.problem.parameters.items()))), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.place, one.problem.severity, one.problem.code)))


def _is_error(located: LocatedProblem) -> bool:
    return located.problem.severity == "error"
