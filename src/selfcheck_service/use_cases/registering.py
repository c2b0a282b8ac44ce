"""Registering municipalities and programmes, and changing them.

The transaction is the caller's: what is answered under an Idempotency-Key belongs into it, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from selfcheck_service.core.definition import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import twice
from selfcheck_service.core.rounds.municipal_keys import (
    SIZE_CLASSES,
    MunicipalityType,
    OfficialKey,
    check_official_key,
    read_official_key,
)
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.municipalities import Municipality, add_municipality, find_in_reach, set_municipality
from selfcheck_service.storage.programmes import add_programme, set_programme
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.deeds import Deed


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is said of a municipality; the official key with or without spaces."""

    name: str
    type: MunicipalityType
    size_class: str | None = None
    land: str | None = None
    official_key: str | None = None
    official_key_on: date | None = None


async def register_municipality(transaction: Transaction, deed: Deed, said: Particulars) -> Municipality:
    """Register a municipality and return it.

    Raises `InputInvalid` with every fault. A deed that does not reach everything may register what it reaches by the
    official key.
    """
    key = _read_key(said.official_key)
    problems = [*_check(said, deed.at.date()), *_check_reach(deed.reach, None, key)]
    if problems:
        raise InputInvalid(problems)
    municipality = _as_said(said, key, Municipality(deed.new_id(), "", "", None, None, None, None, deed.at))
    await add_municipality(transaction, municipality)
    await note(transaction, deed.event("municipality_registered", municipality_id=municipality.id))
    return municipality


async def change_municipality(
    transaction: Transaction, deed: Deed, before: Municipality, said: Particulars
) -> Municipality:
    """Change a municipality, which was read in this transaction, to what is said of it, and return it.

    Raises `InputInvalid` with every fault.
    """
    key = _read_key(said.official_key)
    after = _as_said(said, key, before)
    names = [name for name in Particulars.__slots__ if getattr(after, name) != getattr(before, name)]
    # What was right once may stay: rules grow stricter, and borders move.
    problems = list(_check(said, deed.at.date())) if set(names) - {"name"} else []
    if after.official_key != before.official_key:
        problems += _check_reach(deed.reach, before, key)
    if problems:
        raise InputInvalid(problems)
    if names:
        await set_municipality(transaction, after)
        await note(transaction, deed.event("municipality_changed", municipality_id=before.id, changed=names))
    return after


async def register_programme(transaction: Transaction, deed: Deed, name: str, municipalities: Sequence[UUID]) -> UUID:
    """Register a programme and return its id; raise `InputInvalid` with every fault of its members."""
    await _require_members(transaction, deed.reach, municipalities)
    programme_id = deed.new_id()
    await add_programme(transaction, programme_id, name, municipalities, at=deed.at)
    await note(transaction, deed.event("programme_registered", programme=str(programme_id), size=len(municipalities)))
    return programme_id


async def change_programme(
    transaction: Transaction, deed: Deed, programme_id: UUID, name: str, municipalities: Sequence[UUID]
) -> None:
    """Change name and members of a programme, all of which are in reach; raise `InputInvalid` with every fault."""
    await _require_members(transaction, deed.reach, municipalities)
    await set_programme(transaction, programme_id, name, municipalities)
    await note(transaction, deed.event("programme_changed", programme=str(programme_id), size=len(municipalities)))


async def _require_members(transaction: Transaction, reach: Reach, municipalities: Sequence[UUID]) -> None:
    problems = list(
        twice("municipality", ((each, ("municipalities", place)) for place, each in enumerate(municipalities)))
    )
    there = await find_in_reach(transaction, reach, frozenset(municipalities))
    problems += [
        Problem(pointer("municipalities", place), "unknown_municipality", {"id": str(each)})
        for place, each in enumerate(municipalities)
        if each not in there
    ]
    if not municipalities and not reach.is_everywhere:
        # Whoever made it could not see it.
        problems.append(Problem("/municipalities", "too_short", {"limit": "1 entries"}))
    if problems:
        raise InputInvalid(problems)


def _read_key(text: str | None) -> OfficialKey | None:
    found = None if text is None else read_official_key(text)
    return found if isinstance(found, OfficialKey) else None


def _check(said: Particulars, today: date) -> Iterator[Problem]:
    known = [each.key for each in SIZE_CLASSES]
    if said.size_class is not None and said.size_class not in known:
        words = {"found": shown(said.size_class), "allowed": ", ".join(known)}
        yield Problem("/size_class", "not_one_of", words)
    yield from check_official_key(said.type, said.official_key, said.official_key_on, said.land, today)


def _check_reach(reach: Reach, before: Municipality | None, key: OfficialKey | None) -> Iterator[Problem]:
    """Yield a problem where the official key would lead out of reach, or the municipality to somebody else."""
    if reach.names(None if key is None else key.digits):
        return
    stays = key is None and before is not None and reach.ids is not None and before.id in reach.ids
    if not stays:
        allowed = ", ".join(sorted(reach.official_keys or ())) or "–"
        yield Problem("/official_key", "official_key_out_of_reach", {"allowed": allowed})


def _as_said(said: Particulars, key: OfficialKey | None, before: Municipality) -> Municipality:
    return replace(
        before,
        name=said.name,
        type=said.type,
        size_class=said.size_class,
        land=said.land if said.land is not None or key is None else key.land,
        official_key=None if key is None else key.digits,
        official_key_on=said.official_key_on,
    )
