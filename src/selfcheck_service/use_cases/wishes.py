"""What somebody wishes of a round: beside what is stored and the defaults, and whether it can be."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, TypedDict

from selfcheck_service.core.definition import Problem, Questionnaire, pointer
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import twice
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.rounds.states import check_times
from selfcheck_service.core.rounds.terms import (
    DEFAULT_GROUP_SIZE,
    DEFAULT_RETENTION,
    Mode,
    Terms,
    check_terms,
    plain_terms,
    terms_hash,
)
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.days import HERE


class RoundMembers(TypedDict, total=False):
    """What is said of a round; what is not said is not there.

    None takes back what may be missing: the programme, and what has a default.
    """

    municipality: uuid.UUID
    programme: uuid.UUID | None
    title: str
    questionnaire: str
    version: str
    mode: Mode
    perspectives: Sequence[str]
    minimum_group_size: int | None
    retention_days: int | None
    free_texts: bool
    profile: Mapping[str, object] | None
    languages: Sequence[str] | None
    opens_at: datetime
    closes_at: datetime
    state: Literal["closed"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of a round as far as it can be understood; `found` is what is wrong with the rest."""

    said: RoundMembers
    found: tuple[Problem, ...] = ()

    def all_problems(self, further: Sequence[Problem]) -> list[Problem]:
        """Return the problems known so far with further ones, but for those at a member that is faulty already."""
        faulty = {_member_of(problem) for problem in self.found}
        return [*self.found, *(problem for problem in further if _member_of(problem) not in faulty)]


def terms_of(said: RoundMembers, stored: RoundRow | None = None) -> Terms:
    """Return the terms that are wished for: what is said, else what is stored, else the defaults."""
    mode = said.get("mode", stored.mode if stored else "confidential")
    # Another mode brings its own default: a size would mean nothing in most.
    kept_size = stored.minimum_group_size if stored and stored.mode == mode else None
    size = said.get("minimum_group_size", kept_size)
    retention = said.get("retention_days", stored.retention_days if stored else None)
    return Terms(
        mode=mode,
        minimum_group_size=DEFAULT_GROUP_SIZE if size is None and mode == "confidential" else size,
        perspectives=tuple(said.get("perspectives", stored.perspectives if stored else ())),
        retention_days=DEFAULT_RETENTION if retention is None else retention,
        free_texts=said.get("free_texts", stored.free_texts if stored else False),
        questionnaire=stored.questionnaire if stored else said.get("questionnaire", ""),
        version=said.get("version", stored.version if stored else ""),
        profile=_merged(stored.profile if stored else {}, said.get("profile", {})),
    )


def with_terms(row: RoundRow, terms: Terms) -> RoundRow:
    """Return a round with these terms, and their hash."""
    members: dict[str, Any] = {member.name: getattr(terms, member.name) for member in fields(Terms)}
    members["profile"] = plain_terms(terms)["profile"]
    return replace(row, **members, terms_hash=terms_hash(terms))


def check_wish(said: RoundMembers, questionnaire: Questionnaire, stored: RoundRow | None = None) -> list[Problem]:
    """Return what is wrong with terms and languages under a version of the questionnaire."""
    languages = said.get("languages", stored.languages if stored else None)
    return [*check_terms(terms_of(said, stored), questionnaire), *_check_languages(languages or (), questionnaire)]


def check_changed_times(stored: RoundRow, changed: RoundRow, said: RoundMembers, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with the times that a round is to have."""
    if "state" in said and "closes_at" in said:
        yield Problem("/state", "exactly_one_of", {"allowed": "state, closes_at", "count": 2})
    if (changed.opens_at, changed.closes_at) == (stored.opens_at, stored.closes_at):
        return
    moved = changed.closes_at != stored.closes_at
    yield from check_times(changed.opens_at, changed.closes_at, now, zone=HERE, may_have_passed=not moved)
    if changed.erase_on is not None and changed.closes_at.date() >= changed.erase_on:
        yield Problem("/closes_at", "closes_after_erasure", {"erase_on": told_day(changed.erase_on)})


def languages_of(languages: Sequence[str] | None, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the languages that are said, else all of the questionnaire, German first."""
    return tuple(languages or sorted(questionnaire.spoken, key=lambda language: language != "de"))


def _check_languages(languages: Sequence[str], questionnaire: Questionnaire) -> Iterator[Problem]:
    allowed = ", ".join(questionnaire.spoken)
    for at, name in enumerate(languages):
        if name not in questionnaire.spoken:
            words = {"name": shown(name), "allowed": allowed}
            yield Problem(pointer("languages", at), "unknown_language_asked", words)
    yield from twice("languages", ((name, ("languages", at)) for at, name in enumerate(languages)))


def _merged(stored: Mapping[str, object], said: Mapping[str, object] | None) -> Mapping[str, object]:
    """Return a profile with what is said of it; null takes an attribute away, or all of them."""
    if said is None:
        return {}
    return {name: value for name, value in {**stored, **said}.items() if value is not None}


def _member_of(problem: Problem) -> str:
    return problem.location.split("/")[1] if problem.location else ""
