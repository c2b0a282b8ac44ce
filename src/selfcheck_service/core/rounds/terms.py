"""The terms of a round: all that touches privacy or what answers mean. Frozen from the first response on."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.comparison import Bump, declared_bump, is_enough
from selfcheck_service.core.definition import (
    Problem,
    Questionnaire,
    canonical_json,
    exact_to_json,
    parse_exact,
    pointer,
)
from selfcheck_service.core.definition.exact import exact_to_decimal, shown
from selfcheck_service.core.definition.problems import twice
from selfcheck_service.core.scoring import parse_profile

Mode = Literal["confidential", "open", "institutional"]
SMALLEST_GROUP_SIZE = 5
LARGEST_GROUP_SIZE = 15
DEFAULT_GROUP_SIZE = 5
# A week leaves time for the release; after two years nobody compares single responses any more.
SHORTEST_RETENTION = 7
LONGEST_RETENTION = 730
DEFAULT_RETENTION = 90


@dataclass(frozen=True, slots=True)
class Terms:
    """What respondents agree to.

    `minimum_group_size` is None but in mode `confidential`, the only one that merges. `perspectives` are keys of the
    questionnaire, in the order in which the round names them. `retention_days` count from the closing. `profile` says
    what the municipality is, as plain data: values of options, or numbers.

    `free_texts` may be true in every mode. In a confidential round a text is shown in the evaluation of whoever wrote
    it and nowhere else: no release has texts, so nothing is taken from its promise, and to write down what one is
    proud of helps the one who writes. The default of whoever makes a round is false all the same, because a text that
    is not asked for cannot give anybody away.
    """

    mode: Mode
    minimum_group_size: int | None
    perspectives: tuple[str, ...]
    retention_days: int
    free_texts: bool
    questionnaire: str
    version: str
    profile: Mapping[str, object]


def plain_terms(terms: Terms) -> dict[str, object]:
    """Return the terms as plain JSON data: lists for tuples, numbers in their shortest form."""
    members = {member.name: getattr(terms, member.name) for member in fields(Terms)}
    profile = {name: _plain(value) for name, value in terms.profile.items()}
    return {**members, "perspectives": list(terms.perspectives), "profile": profile}


def terms_hash(terms: Terms) -> str:
    """Return the SHA-256 of the canonical JSON of the terms, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(canonical_json(plain_terms(terms))).hexdigest()


def changed_terms(old: Terms, new: Terms) -> tuple[str, ...]:
    """Return the names of the members that differ, in the order in which `Terms` has them."""
    before, after = plain_terms(old), plain_terms(new)
    return tuple(name for name in before if canonical_json(before[name]) != canonical_json(after[name]))


def check_terms(terms: Terms, questionnaire: Questionnaire) -> list[Problem]:
    """Return everything that is wrong with the terms; locations are JSON pointers such as `/perspectives/1`.

    `questionnaire` is the version that the terms name.
    """
    problems = [*_check_group_size(terms), *_check_perspectives(terms, questionnaire), *_check_retention(terms)]
    parse_profile(questionnaire, terms.profile, problems)
    return problems


def may_move_to(old_version: str, new_version: str, bump: Bump) -> Problem | None:
    """Return why a round may not move to another version of its questionnaire; None where it may.

    It may move on to a newer PATCH or MINOR version. `bump` is the smallest honest one between the two, found by
    comparing them; where their numbers say more, the numbers count. Whether there are responses already is for the
    caller to find out: the version is one of the terms.
    """
    words = {"version": old_version, "found": new_version}
    declared = declared_bump(old_version, new_version)
    if old_version == new_version:
        return None
    if declared == "none":
        return Problem("/version", "version_not_newer", words)
    if is_enough(declared, "major") or is_enough(bump, "major"):
        return Problem("/version", "version_means_otherwise", words)
    return None


def _plain(value: object) -> object:
    """Return an exact number in its shortest JSON form that a profile may hold; all else stays as it is."""
    if not isinstance(value, Decimal | Fraction | float):
        return value
    number = parse_exact(value)
    shortest = exact_to_json(number)
    # A profile takes no fractions: what no double is exactly stays a decimal, as text.
    return exact_to_decimal(number) if isinstance(shortest, str) else shortest


def _check_group_size(terms: Terms) -> Iterator[Problem]:
    size, location = terms.minimum_group_size, "/minimum_group_size"
    if terms.mode != "confidential":
        if size is not None:
            yield Problem(location, "not_in_mode", {"name": "minimum_group_size", "mode": terms.mode})
    elif size is None:
        yield Problem(location, "missing", {"name": "minimum_group_size"})
    elif not SMALLEST_GROUP_SIZE <= size <= LARGEST_GROUP_SIZE:
        words = {"found": shown(size), "range": f"{SMALLEST_GROUP_SIZE}–{LARGEST_GROUP_SIZE}"}
        yield Problem(location, "out_of_range", words)


def _check_perspectives(terms: Terms, questionnaire: Questionnaire) -> Iterator[Problem]:
    known = [perspective.key for perspective in questionnaire.perspectives]
    allowed = ", ".join(known) or "–"
    for at, name in enumerate(terms.perspectives):
        if name not in known:
            words = {"name": shown(name), "allowed": allowed}
            yield Problem(pointer("perspectives", at), "unknown_perspective", words)
    yield from twice("perspectives", ((name, ("perspectives", at)) for at, name in enumerate(terms.perspectives)))
    if known and not terms.perspectives:
        yield Problem("/perspectives", "perspectives_missing", {"allowed": allowed})
    # One joint answer is given from one standpoint: two would be two answers.
    if terms.mode == "institutional" and len(terms.perspectives) > 1:
        yield Problem("/perspectives", "perspectives_too_many", {"count": len(terms.perspectives)})


def _check_retention(terms: Terms) -> Iterator[Problem]:
    if not SHORTEST_RETENTION <= terms.retention_days <= LONGEST_RETENTION:
        words = {"found": shown(terms.retention_days), "range": f"{SHORTEST_RETENTION}–{LONGEST_RETENTION}"}
        yield Problem("/retention_days", "out_of_range", words)
