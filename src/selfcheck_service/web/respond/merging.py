"""Two windows on one page: what was changed in one of them only is taken over, and what was in both is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from selfcheck_service.core.scoring import Plan
from selfcheck_service.use_cases.understanding import encode_plain, revision_of

_Value = TypeVar("_Value")

MINE, THEIRS = "mine", "theirs"
# Enough to tell one answer to a question from another one to the same.
_MARK = 8


@dataclass(frozen=True, slots=True)
class Window:
    """What a page has shown: `seen` of its own answers as they were kept, and `met` of those that were kept elsewhere
    meanwhile, both as `seen_of` says it; `chosen` is by question which of two answers somebody has chosen.
    """

    seen: str
    met: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers of a page out of two windows. `open` has by question the names of what was changed in both; there
    the answers are those that were kept.
    """

    answers: dict[str, object]
    open: dict[str, tuple[str, ...]]


def seen_of(part: Mapping[str, object]) -> str:
    """Return what tells the answers of a page from others, each by itself: a page says by it what it has shown."""
    return " ".join(f"{name}:{mark}" for name, mark in sorted(_marks(part).items()))


def merge(plan: Plan, mine: Mapping[str, object], theirs: Mapping[str, object], window: Window) -> Merged:
    """Return what is to be kept of the answers that a page has sent and those that are kept.

    Of a page that does not say what it has shown nothing is taken over what was kept, but where nothing was.
    """
    before, met = _marks_in(window.seen), _marks_in(window.met)
    taken: dict[str, object] = {}
    still_open: dict[str, tuple[str, ...]] = {}
    for question, names in _questions(plan, mine, theirs).items():
        here, there = _of(mine, names), _of(theirs, names)
        was = _of(before, names)
        is_mine = here != there and _marks(here) != was
        if is_mine and _marks(there) != was:
            # Only who has seen what is kept now can have chosen between the two.
            choice = window.chosen.get(question) if _marks(there) == _of(met, names) else None
            if choice not in (MINE, THEIRS):
                still_open[question] = names
            is_mine = choice == MINE
        taken |= here if is_mine else there
    return Merged(taken, still_open)


def _questions(plan: Plan, mine: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return what can be chosen by itself, with the names of its answers: each question.

    Where units were added or taken away, answers may have moved: then all of their field belong together.
    """
    structure = plan.structure
    moved = {key for key in structure.units if _count(mine.get(key)) != _count(theirs.get(key))}
    fields = {key.partition(".")[0]: unit.rpartition(".")[0] for key, unit in structure.item_units.items()}
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys((*mine, *theirs)):
        owner = fields.get(name.partition(".")[0], name)
        question = owner if owner in moved else name
        found[question] = (*found.get(question, ()), name)
    return found


def _count(units: object) -> int | None:
    return len(units) if isinstance(units, list) else None


def _of(named: Mapping[str, _Value], names: tuple[str, ...]) -> dict[str, _Value]:
    return {name: named[name] for name in names if name in named}


def _marks(answers: Mapping[str, object]) -> dict[str, str]:
    return {name: revision_of(encode_plain({"answer": value}))[:_MARK] for name, value in answers.items()}


def _marks_in(seen: str) -> dict[str, str]:
    marks = (each.rpartition(":") for each in seen.split())
    return {name: mark for name, _, mark in marks}
