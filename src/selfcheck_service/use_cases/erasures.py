"""Erasures outlive a restore: they are written down beside the backups, and applied to whatever is restored.

The form is JSON lines. The first says what the file is; each further one names a response, its round and the day of its
erasure; the last counts them, so that a file that is cut off is not taken for a whole one.
"""

import json
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from selfcheck_service.catalogue import FileInvalid, LocatedProblem, Place
from selfcheck_service.core.definition import Problem, canonical_json
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.erasures import (
    Erasure,
    add_erased,
    erase_again,
    find_places,
    list_erasures,
)
from selfcheck_service.storage.releases import withdraw_named
from selfcheck_service.use_cases.deeds import Deed

FORMAT = "selfcheck-erasures-1"
# So many are read or applied in one transaction.
BATCH = 1000
# Whoever gives a wrong file sees soon enough that it is.
_MOST_PROBLEMS = 100


@dataclass(slots=True)
class Applied:
    """What became of erasures: how many responses were erased, shut out before they come, and erased before.

    `unknown` are rounds that are not there, with the number of their erasures: they were made after the backup, or
    their time is over.
    """

    erased: int = 0
    shut_out: int = 0
    before: int = 0
    unknown: Counter[uuid.UUID] = field(default_factory=Counter)


async def stream_erasures(database: Database, deed: Deed, schema: str) -> AsyncIterator[bytes]:
    """Yield the lines of a file of all erasures, without line breaks; afterwards the trail says that it was written.

    `schema` is the revision of the database; it is told to people, and nothing depends on it.
    """
    yield canonical_json({"format": FORMAT, "schema": schema, "written_at": deed.at.isoformat(timespec="seconds")})
    count, after = 0, None
    while True:
        async with database.reading() as transaction:
            page, after = await list_erasures(transaction, after=after, limit=BATCH)
        for each in page:
            told = {"erased_on": each.on.isoformat(), "response": str(each.response_id), "round": str(each.round_id)}
            yield canonical_json(told)
        count += len(page)
        if len(page) < BATCH:
            break
    yield canonical_json({"erasures": count})
    async with database.transaction() as transaction:
        await note(transaction, deed.event("erasures_exported", count=count))


def read_erasures(file: str, lines: Iterable[bytes]) -> list[Erasure]:
    """Return the erasures of a file; raise `FileInvalid` with every fault and its line."""
    read = list(lines)
    if not read or _member(read[0], "format") != FORMAT:
        raise FileInvalid([_problem(file, 1, "not_erasures")])
    counted = _member(read[-1], "erasures")
    body = read[1:] if counted is None else read[1:-1]
    found = [_erasure(line) for line in body]
    problems = [_problem(file, at, "not_an_erasure") for at, each in enumerate(found, start=2) if each is None]
    if len(problems) > _MOST_PROBLEMS:
        more = _problem(file, len(read), "too_many_problems", limit=_MOST_PROBLEMS)
        problems = [*problems[:_MOST_PROBLEMS], more]
    if counted != len(body):
        problems.append(_problem(file, len(read), "erasures_cut_off", count=len(body)))
    if problems:
        raise FileInvalid(problems)
    return [each for each in found if each is not None]


async def apply_erasures(database: Database, deed: Deed, found: Sequence[Erasure]) -> Applied:
    """Erase what came back, and shut out what might still come. To do so again changes nothing."""
    applied = Applied()
    # Each response once, and always in the same order, so that two that do so at once do not stand in each other's way.
    in_order = [each for _, each in sorted({(each.round_id, each.response_id): each for each in found}.items())]
    for start in range(0, len(in_order), BATCH):
        batch = in_order[start : start + BATCH]
        async with database.transaction() as transaction:
            places = await find_places(transaction, {each.round_id for each in batch})
            known = [(places[each.round_id], each) for each in batch if each.round_id in places]
            # Whoever sends such a response at this moment comes before the first step or finds what it has inserted.
            shut_out = await add_erased(transaction, known) if known else 0
            erased = await erase_again(transaction, known)
            await withdraw_named(transaction, [each.round_id for _, each in known] if erased else [])
            await note(transaction, deed.event("erasures_applied", erased=erased, shut_out=shut_out))
        applied.unknown.update(each.round_id for each in batch if each.round_id not in places)
        applied.erased += erased
        applied.shut_out += shut_out
        applied.before += len(known) - erased - shut_out
    return applied


def _erasure(line: bytes) -> Erasure | None:
    said = _read(line)
    if not isinstance(said, dict) or set(said) != {"erased_on", "response", "round"}:
        return None
    try:
        on = date.fromisoformat(said["erased_on"])
        return Erasure(uuid.UUID(said["round"]), uuid.UUID(said["response"]), on)
    except (TypeError, ValueError, AttributeError):
        return None


def _member(line: bytes, name: str) -> object:
    said = _read(line)
    return said.get(name) if isinstance(said, dict) else None


def _read(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _problem(file: str, line: int, code: str, **parameters: object) -> LocatedProblem:
    return LocatedProblem(Place(file, line), Problem("", code, parameters))
