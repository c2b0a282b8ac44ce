"""What a room agrees on beside what was released: consensus values and dissent notes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import Consensus, Original
from selfcheck_service.core.planning.agreeing import find_subject, original_of, parse_agreed
from selfcheck_service.core.planning.days import check_day
from selfcheck_service.core.planning.document import Outcome
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.scoring import parse_profile
from selfcheck_service.core.workshop.fields_seen import ReleaseSeen, see_release
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.consensus import SubjectName, add_entry, list_entries, list_subjects
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.ground import Ground, hold
from selfcheck_service.use_cases.revisions import require_revision

# First, second and a few more ratings of the same; hundreds are no talk any more.
MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What a room says of a field or an item, and on which day; None: today."""

    outcome: Outcome
    value: object
    reason: str
    decided_on: date | None


_WITHDRAWN = Said("withdrawn", None, "", None)


@dataclass(frozen=True, slots=True)
class ConsensusSeen:
    """What was noted of a field or an item, in order, beside what the release says of it.

    `current` is the last entry; None where there is none, or where the last one was withdrawn. `release_hash` and
    `original` are None where the release was withdrawn; each entry names the one that it was made on.
    """

    kind: str
    key: str
    title: str
    release_hash: str | None
    original: Original | None
    current: Consensus | None
    entries: tuple[Consensus, ...]


async def note_consensus(
    database: Database,
    deed: Deed,
    ground: Ground,
    subject: SubjectName,
    said: Said,
    *,
    revisions: frozenset[str] | None,
) -> tuple[Consensus, bool]:
    """Store what a room says beside all that was noted before; return it, and whether it is new.

    To say the same again changes nothing. `revisions` are those that the caller has seen, "*": any; they are needed
    where something was noted before, because what holds is replaced. Raises `NotFound`, `RevisionMissing`,
    `RevisionDiffers` where others have noted something since, `InputInvalid` with every fault, and `Conflict` where
    there are too many entries.
    """
    value, problems = _agreed(ground, subject, said)
    today = day_here(deed.at)
    day = today if said.decided_on is None else said.decided_on
    problems += check_day("decided_on", day, earliest=ground.released_on, latest=today)
    if problems:
        raise InputInvalid(problems)
    async with database.transaction() as transaction:
        current, last = await _held(transaction, deed, ground, subject, revisions)
        made = _entry(ground, subject, last + 1, said, value=value, day=day)
        if current is not None and _says_the_same(current, made, said.decided_on):
            return current, False
        require_revision(revisions, str(last), demanded=last > 0)
        await _add(transaction, deed, ground, made)
        return made, True


async def withdraw_consensus(
    database: Database, deed: Deed, ground: Ground, subject: SubjectName, revisions: frozenset[str] | None
) -> None:
    """Say that what was noted last of a field or an item holds no longer; the entries stay, and this is one of them.

    Raises `NotFound` where there is no such subject or nothing that holds, `RevisionMissing` and `RevisionDiffers`.
    """
    find_subject(ground.plan, *subject)
    async with database.transaction() as transaction:
        current, last = await _held(transaction, deed, ground, subject, revisions)
        if current is None:
            raise NotFound("no_consensus", name=subject[1])
        require_revision(revisions, str(last), demanded=True)
        day = day_here(deed.at)
        await _add(transaction, deed, ground, _entry(ground, subject, last + 1, _WITHDRAWN, value=None, day=day))


async def see_consensus(
    database: Database, ground: Ground, reach: Reach, subject: SubjectName, language: str
) -> ConsensusSeen:
    """Return what was noted of one field or item. Raises `NotFound` where there is no such subject."""
    find_subject(ground.plan, *subject)
    async with database.reading() as transaction:
        entries = await list_entries(transaction, ground.row.id, reach=reach, between=(subject, subject))
    seen = await _release_seen(ground)
    return _seen(ground, seen, subject, entries, language)


async def list_consensus(
    database: Database, ground: Ground, reach: Reach, language: str, *, after: SubjectName | None, limit: int
) -> Sequence[ConsensusSeen]:
    """Return what was noted of fields, then of items, by key, behind the one that `after` names."""
    async with database.reading() as transaction:
        subjects = await list_subjects(transaction, ground.row.id, reach=reach, after=after, limit=limit)
        between = (subjects[0], subjects[-1]) if subjects else None
        entries = await list_entries(transaction, ground.row.id, reach=reach, between=between) if subjects else ()
    seen = await _release_seen(ground)
    by_subject = groupby(entries, key=_subject_of)
    return [_seen(ground, seen, subject, tuple(mine), language) for subject, mine in by_subject]


def _agreed(ground: Ground, subject: SubjectName, said: Said) -> tuple[Number | str | None, list[Problem]]:
    """Return the value that is said, and what is wrong with it; there is none where dissent is noted."""
    found = find_subject(ground.plan, *subject)
    if said.outcome == "dissent":
        words = {"name": "value", "other": "outcome", "value": "dissent"}
        return None, [] if said.value is None else [Problem("/value", "without_meaning", words)]
    if said.value is None:
        return None, [Problem("/value", "missing", {"name": "value"})]
    try:
        return parse_agreed(found, said.value), []
    except InputInvalid as invalid:
        return None, list(invalid.problems)


async def _held(
    transaction: Transaction, deed: Deed, ground: Ground, subject: SubjectName, revisions: frozenset[str] | None
) -> tuple[Consensus | None, int]:
    """Return the entry that holds and the number of the last one, 0 for none; nobody else adds one meanwhile."""
    await hold(transaction, deed, ground)
    entries = await list_entries(transaction, ground.row.id, reach=deed.reach, between=(subject, subject))
    last = len(entries)
    require_revision(revisions, str(last))
    return _current(entries), last


def _current(entries: Sequence[Consensus]) -> Consensus | None:
    return entries[-1] if entries and entries[-1].outcome != "withdrawn" else None


def _says_the_same(current: Consensus, made: Consensus, day: date | None) -> bool:
    """Tell whether an entry says what holds already, on the same release; without a day, whatever the day."""
    members = ("outcome", "value", "reason", "release_hash", *(() if day is None else ("decided_on",)))
    return all(getattr(current, name) == getattr(made, name) for name in members)


def _entry(
    ground: Ground, subject: SubjectName, number: int, said: Said, *, value: Number | str | None, day: date
) -> Consensus:
    kind, key = subject
    return Consensus(
        round=str(ground.row.id),
        release_hash=ground.release.release_hash,
        kind=kind,
        key=key,
        number=number,
        outcome=said.outcome,
        value=value,
        reason=said.reason,
        decided_on=day,
    )


async def _add(transaction: Transaction, deed: Deed, ground: Ground, made: Consensus) -> None:
    if made.number > MOST_ENTRIES:
        raise Conflict("too_many_records", limit=MOST_ENTRIES)
    await add_entry(transaction, ground.row.municipality_id, made)
    details: dict[str, Any] = {"kind": made.kind, "key": made.key, "number": made.number, "outcome": made.outcome}
    await note(transaction, deed.event("consensus_noted", **ground.place, **details))


async def _release_seen(ground: Ground) -> ReleaseSeen | None:
    """Return the newest release as it is read, None where it was withdrawn; others are answered meanwhile."""
    return None if ground.newest is None else await asyncio.to_thread(_read, ground, ground.newest)


def _read(ground: Ground, stored: StoredRelease) -> ReleaseSeen:
    profile = parse_profile(ground.plan.questionnaire, ground.row.terms.profile, [])
    return see_release(read_release(stored.document), ground.plan, profile)


def _subject_of(entry: Consensus) -> SubjectName:
    return entry.kind, entry.key


def _seen(
    ground: Ground, seen: ReleaseSeen | None, subject: SubjectName, entries: Sequence[Consensus], language: str
) -> ConsensusSeen:
    kind, key = subject
    structure = ground.plan.structure
    named = structure.nodes[key].definition.title if kind == "field" else structure.items[key].name
    return ConsensusSeen(
        kind=kind,
        key=key,
        title=Text(named).in_language(language, ground.plan.languages[0]),
        release_hash=None if ground.newest is None else ground.newest.release_hash,
        original=None if seen is None else original_of(seen, kind, key),
        current=_current(entries),
        entries=tuple(entries),
    )
