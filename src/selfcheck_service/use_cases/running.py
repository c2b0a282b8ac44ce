"""Running rounds: making one, changing it, closing it."""

import asyncio
import dataclasses
import uuid
from datetime import date, datetime, timedelta

from selfcheck_service.core.comparison import compare_along_bridge
from selfcheck_service.core.definition import (
    Conflict,
    InputInvalid,
    NotFound,
    Problem,
    Questionnaire,
)
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.rounds.states import check_times
from selfcheck_service.core.rounds.terms import changed_terms, may_move_to
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import keeping as storage
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.invitations import list_participation
from selfcheck_service.storage.municipalities import GUEST, find_municipality
from selfcheck_service.storage.programmes import is_member
from selfcheck_service.storage.questionnaires import get_questionnaire
from selfcheck_service.storage.rounds import (
    RoundRow,
    add_round,
    get_round,
    read_clock,
    set_round,
)
from selfcheck_service.use_cases.days import HERE, expires_on, is_expired, told_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.revisions import fingerprint, require_revision
from selfcheck_service.use_cases.wishes import (
    RoundMembers,
    Wish,
    check_changed_times,
    check_wish,
    languages_of,
    terms_of,
    with_terms,
)

_MOMENT = timedelta(microseconds=1)


async def find_definition(plans: Plans, key: str | None, version: str | None) -> Questionnaire | None:
    """Return the definition of a version, or None where it was never published or nothing names it."""
    if key is None or version is None:
        return None
    try:
        return (await plans.get(key, version)).questionnaire
    except NotFound:
        return None


async def create_round(
    transaction: Transaction, deed: Deed, wish: Wish, questionnaire: Questionnaire | None
) -> RoundRow:
    """Make a round, as `plan_round` says."""
    planned = await plan_round(transaction, deed, wish, questionnaire)
    await store_round(transaction, deed, planned)
    return planned


async def plan_round(
    transaction: Transaction,
    deed: Deed,
    wish: Wish,
    questionnaire: Questionnaire | None,
    *,
    erase_on: date | None = None,
) -> RoundRow:
    """Return the round that is wished for, stored nowhere yet. `erase_on` is given for guest rounds.

    `questionnaire` is the definition of its version; None where it was never published. Raises `InputInvalid` with
    every fault there is.
    """
    said = wish.said
    further = await _check_version(transaction, said.get("questionnaire"), said.get("version"))
    if "municipality" in said and erase_on is None:
        further += await _check_municipality(transaction, deed, said["municipality"])
        further += await _check_programme(transaction, deed, said["municipality"], said.get("programme"))
    if questionnaire is not None:
        further += check_wish(said, questionnaire)
    if "opens_at" in said and "closes_at" in said:
        further += check_times(said["opens_at"], said["closes_at"], deed.at, zone=HERE)
    problems = wish.all_problems(further)
    if problems or questionnaire is None:
        raise InputInvalid(problems)
    terms = terms_of(said)
    bare = RoundRow(
        **{member.name: getattr(terms, member.name) for member in dataclasses.fields(terms)},
        municipality_id=said["municipality"],
        id=deed.new_id(),
        programme_id=said.get("programme"),
        title=said["title"],
        terms_hash="",
        languages=languages_of(said.get("languages"), questionnaire),
        opens_at=said["opens_at"],
        closes_at=said["closes_at"],
        erase_on=erase_on,
        created_at=deed.at,
    )
    return with_terms(bare, terms)


async def store_round(transaction: Transaction, deed: Deed, planned: RoundRow) -> None:
    """Store a round that was planned, and say so in the trail."""
    await add_round(transaction, planned)
    event = deed.event(
        "round_created",
        municipality_id=planned.municipality_id,
        round_id=planned.id,
        questionnaire=planned.questionnaire,
        version=planned.version,
        mode=planned.mode,
    )
    await note(transaction, event)


async def delete_round(transaction: Transaction, deed: Deed, round_id: uuid.UUID) -> None:
    """Delete a round that nobody has answered, with its invitations; codes that are out are good for nothing then.

    What was answered to an Idempotency-Key stays for its day: a late repetition must not make the round anew. Raises
    `NotFound`, and `Conflict` where a code was redeemed, be it that its response is deleted by now.
    """
    stored = await get_round(transaction, deed.reach, round_id, to_change=True)
    counted = await list_participation(transaction, stored.municipality_id, stored.id)
    if stored.frozen or any(each.redeemed for each in counted):
        raise Conflict("round_answered" if stored.sealed_at is None else "round_stays")
    await storage.delete_round(transaction, stored.municipality_id, stored.id)
    await note(transaction, deed.event("round_deleted", municipality_id=stored.municipality_id, round_id=stored.id))


async def change_round(
    database: Database,
    plans: Plans,
    deed: Deed,
    round_id: uuid.UUID,
    wish: Wish,
    *,
    revisions: frozenset[str] | None = None,
    long_ago: bool = False,
) -> RoundRow:
    """Change a round, and return it as it is then. `revisions` are those to change, "*" or None: any.

    It happens now by the clock of the database; with `long_ago` at the moment of the deed, for a past that is made up.

    Raises `NotFound`, `InputInvalid` with every fault, `RevisionDiffers`, and `Conflict` where the terms are frozen,
    where the round has opened already, or where codes have been issued that the change contradicts.
    """
    while True:
        async with database.reading() as transaction:
            seen = await get_round(transaction, deed.reach, round_id)
        questionnaire, refused = await _find_version(plans, seen, wish.said.get("version", seen.version))
        async with database.transaction() as transaction:
            stored = await get_round(transaction, deed.reach, round_id, to_change=True)
            if stored.version != seen.version:
                # Somebody has moved the round to another version meanwhile; what was looked up was compared with it.
                continue
            require_revision(revisions, revision_of(stored))
            # A process may be ahead or behind: what closes now must be closed for those who answer.
            if not long_ago:
                deed = dataclasses.replace(deed, at=await read_clock(transaction, deed.at))
            problems = [*refused, *await _check_references(transaction, deed, stored, wish.said)]
            changed = _apply(stored, wish, problems, questionnaire, deed.at)
            await _store(transaction, deed, stored, changed)
            return changed


def revision_of(row: RoundRow) -> str:
    """Return what differs after every change that somebody makes to a round: 32 hexadecimal digits."""
    members = dataclasses.asdict(row)
    del members["frozen"]
    plain = {name: _plain(value) for name, value in members.items()}
    return fingerprint(plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


async def _check_municipality(transaction: Transaction, deed: Deed, municipality_id: uuid.UUID) -> list[Problem]:
    found = await find_municipality(transaction, deed.reach, municipality_id)
    # A guest round is the only one of its municipality: everything there is erased on the same day.
    if found is None or found.type == GUEST:
        return [Problem("/municipality", "unknown_municipality", {"id": str(municipality_id)})]
    return []


async def _check_programme(
    transaction: Transaction, deed: Deed, municipality_id: uuid.UUID, programme_id: uuid.UUID | None
) -> list[Problem]:
    if programme_id is None or await is_member(transaction, deed.reach, programme_id, municipality_id):
        return []
    return [Problem("/programme", "not_in_programme", {"id": str(programme_id)})]


async def _check_version(transaction: Transaction, key: str | None, version: str | None) -> list[Problem]:
    if key is None or version is None:
        return []
    try:
        stored = await get_questionnaire(transaction, key, version)
    except NotFound as missing:
        place = "/questionnaire" if missing.problem.code == "unknown_questionnaire" else "/version"
        return [Problem(place, missing.problem.code, missing.problem.parameters)]
    words = {"questionnaire": key, "version": version}
    return [Problem("/version", "version_retired", words)] if stored.status == "retired" else []


async def _check_references(
    transaction: Transaction, deed: Deed, stored: RoundRow, said: RoundMembers
) -> list[Problem]:
    """Return what is wrong with the programme and the version to which a round is to move."""
    version = said.get("version", stored.version)
    moving = version if version != stored.version else None
    return [
        *await _check_programme(transaction, deed, stored.municipality_id, said.get("programme")),
        *await _check_version(transaction, stored.questionnaire, moving),
    ]


async def _find_version(plans: Plans, stored: RoundRow, version: str) -> tuple[Questionnaire, list[Problem]]:
    """Return the definition that a round is to have, and why it may not move there.

    Where that version was never published, the definition is the one that the round has.
    """
    now = (await plans.get(stored.questionnaire, stored.version)).questionnaire
    wanted = await find_definition(plans, stored.questionnaire, version)
    if wanted is None or version == stored.version:
        return now, []
    # Nobody else waits for this: it takes a while where a questionnaire is long.
    difference = await asyncio.to_thread(compare_along_bridge, now, wanted)
    refused = may_move_to(stored.version, version, difference.bump)
    return wanted, [refused] if refused else []


def _apply(stored: RoundRow, wish: Wish, found: list[Problem], questionnaire: Questionnaire, now: datetime) -> RoundRow:
    """Return the round as it is to be. Raises `InputInvalid`, and `Conflict` where its times cannot move that way."""
    said = wish.said
    changed = dataclasses.replace(
        stored,
        programme_id=said.get("programme", stored.programme_id),
        title=said.get("title", stored.title),
        languages=languages_of(said.get("languages", stored.languages), questionnaire),
        opens_at=said.get("opens_at", stored.opens_at),
        closes_at=said.get("closes_at", stored.closes_at),
    )
    further = check_wish(said, questionnaire, stored)
    problems = wish.all_problems([*found, *further, *check_changed_times(stored, changed, said, now)])
    if problems:
        raise InputInvalid(problems)
    if changed.opens_at != stored.opens_at and stored.state(now) != "planned":
        raise Conflict("round_opened", opens_at=told_here(stored.opens_at))
    fixed = why_closing_stays(stored, now)
    if fixed is not None and changed.closes_at != stored.closes_at:
        raise fixed
    if "state" in said:
        changed = _closed(changed, now)
    changed = with_terms(changed, terms_of(said, stored))
    expired = _why_expired(stored, now)
    if expired is not None and changed.terms_hash != stored.terms_hash:
        raise expired
    return changed


def why_closing_stays(row: RoundRow, now: datetime) -> Conflict | None:
    """Return why the closing of a round cannot move any more; None where it may."""
    if row.sealed_at is not None:
        return Conflict("round_released")
    if row.mode == "open" and row.state(now) == "closed":
        # Its members may have read each other's ratings by now; what they would say then is not what they thought.
        return Conflict("round_closed", closes_at=told_here(row.closes_at))
    return _why_expired(row, now)


def why_terms_stay(row: RoundRow, now: datetime) -> Conflict | None:
    """Return why the terms of a round cannot change any more, naming all of them; None where they may."""
    if row.frozen:
        return Conflict("terms_frozen", names=", ".join(member.name for member in dataclasses.fields(row.terms)))
    return _why_expired(row, now)


def _why_expired(row: RoundRow, now: datetime) -> Conflict | None:
    """Return why a round does not change of which the responses are deleted, or due to be.

    There is nothing left that would freeze its terms, and they say what those who answered had agreed to.
    """
    if not is_expired(row.closes_at, row.retention_days, now):
        return None
    return Conflict("round_expired", expires_on=told_day(expires_on(row.closes_at, row.retention_days)))


def _closed(row: RoundRow, now: datetime) -> RoundRow:
    """Return the round closed at this moment; one that is closed already stays as it is."""
    state = row.state(now)
    if state == "planned":
        raise Conflict("round_not_open", opens_at=told_here(row.opens_at))
    # The database wants a round to close after it has opened, be it by the shortest time.
    return row if state == "closed" else dataclasses.replace(row, closes_at=max(now, row.opens_at + _MOMENT))


async def _store(transaction: Transaction, deed: Deed, stored: RoundRow, changed: RoundRow) -> None:
    terms = changed_terms(stored.terms, changed.terms)
    if terms and stored.frozen:
        raise Conflict("terms_frozen", names=", ".join(terms))
    if "mode" in terms or "perspectives" in terms:
        await _check_invitations(transaction, changed)
    names = [name for name in _CHANGEABLE if getattr(stored, name) != getattr(changed, name)]
    if not names:
        return
    await set_round(transaction, changed, changing=terms)
    closes = stored.state(deed.at) != "closed" and changed.state(deed.at) == "closed"
    place = {"municipality_id": stored.municipality_id, "round_id": stored.id}
    if closes:
        await note(transaction, deed.event("round_closed", **place))
    if not closes or names != ["closes_at"]:
        shown = [name.removesuffix("_id") for name in names]
        await note(transaction, deed.event("round_changed", **place, members=shown))


async def _check_invitations(transaction: Transaction, changed: RoundRow) -> None:
    """Raise `Conflict` where codes are out that would be good for what the round no longer has."""
    usable = {
        found.perspective: found.issued - found.revoked
        for found in await list_participation(transaction, changed.municipality_id, changed.id)
        if found.issued > found.revoked
    }
    gone = sorted(set(usable) - set(changed.perspectives or ("",)))
    if gone:
        raise Conflict("codes_issued", names=", ".join(name or "–" for name in gone))
    if changed.mode == "institutional" and sum(usable.values()) > 1:
        raise Conflict("one_answer_only")


# The members of a round that may change, as storage calls them.
_CHANGEABLE = tuple(
    member.name
    for member in dataclasses.fields(RoundRow)
    if member.name not in ("municipality_id", "id", "created_at", "erase_on", "questionnaire", "terms_hash", "frozen")
)
