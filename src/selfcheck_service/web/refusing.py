"""What a page says when something has gone wrong: what it was, why, and whether sending once more may help."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.edge.problems import Forbidden
from selfcheck_service.web.words import voice_of

_INVALID, _FAILED = 422, 500
# What may be over in a minute.
_PASSING = (429, 500, 503)
# More reasons than these nobody reads on a page that says no.
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """What went wrong, in words. `passes`: the same may work in a minute."""

    title: str
    text: str
    reasons: tuple[str, ...]
    passes: bool


def refusal_of(error: BaseException, status: int, words: SimpleNamespace, spoken: str) -> Refusal:
    """Return what a page says of an error that is answered with this status."""
    known = refusal_at(str(status), words) or refusal_at(str(_FAILED), words)
    assert known is not None  # noqa: S101 - there are words for failures of ours
    needed = _scope_needed(error)
    text = known.text if needed is None else words.error.scope.format(scope=vars(words.scopes)[needed])
    messages = (problem.message(voice_of(spoken)) for problem in _told(error)[:_MOST_REASONS])
    return replace(known, text=text, reasons=tuple(dict.fromkeys(messages)), passes=status in _PASSING)


def refusal_at(status: str, words: SimpleNamespace) -> Refusal | None:
    """Return what a page says of a status alone; None where it has no words for it."""
    said = vars(words.error).get(status) if status.isdecimal() else None
    if said is None:
        return None
    title, text = said
    return Refusal(title, text, (), int(status) in _PASSING)


def _told(error: BaseException) -> list[Problem]:
    """Return what is told of an error beyond its kind: why something cannot be as it stands."""
    if isinstance(error, InputInvalid):
        return list(error.problems)
    return [error.problem] if isinstance(error, Conflict) else []


def _scope_needed(error: BaseException) -> str | None:
    """Return the scope that a key lacks, where that is what is wrong."""
    if not isinstance(error, Forbidden):
        return None
    needed = error.problem.parameters.get("scope")
    return None if needed is None else str(needed)
