"""What a room decides to do: focus fields, measures and reviews."""

import asyncio
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.planning import (
    FocusField,
    FocusFields,
    Measure,
    Readiness,
    Review,
    ReviewRecord,
    Withdrawn,
    record_hash,
)
from selfcheck_service.core.planning.days import check_day
from selfcheck_service.core.planning.document import Missing
from selfcheck_service.core.planning.evidence import check_ballots, check_evidence
from selfcheck_service.core.planning.focus import check_focus
from selfcheck_service.core.planning.hints import plan_hints
from selfcheck_service.core.planning.measures import (
    changed_measure,
    check_changed,
    check_measure,
    check_suggestion,
    taken_over,
)
from selfcheck_service.core.planning.readiness import prepare_readiness
from selfcheck_service.core.planning.reviews import check_review, reviewed, standing, unreviewed
from selfcheck_service.core.planning.withdrawn import withdrawn_after
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.audit import EventName, note
from selfcheck_service.storage.ballots import list_options
from selfcheck_service.storage.consensus import add_focus_fields, find_focus_fields
from selfcheck_service.storage.measures import (
    add_measure,
    add_review,
    get_measure,
    last_number,
    list_measures,
    list_review_records,
    list_withdrawn,
    set_measure,
)
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.ground import Ground, find_ground, hold
from selfcheck_service.use_cases.laying import fields_dealt
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.revisions import require_revision, short
from selfcheck_service.use_cases.suggesting import suggestions_of

# More than these nobody follows; a round with 200 measures is a large one.
MOST_MEASURES = 500
MOST_REVIEWS = 100
MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class MeasureWish:
    """What somebody says of a measure that is new: members by name; `suggestion` is a key of the version, or None.

    What is not said is taken over from the suggestion, in `language`.
    """

    suggestion: str | None
    said: Mapping[str, Any]
    language: str


def revision_of(measure: Measure) -> str:
    """Return what differs after every change of a measure: 32 hexadecimal digits."""
    return short(record_hash(measure))


async def create_measure(transaction: Transaction, deed: Deed, ground: Ground, wish: MeasureWish) -> Measure:
    """Store a measure, and return it. Raises `InputInvalid` with every fault, and `Conflict` where there are too many.

    It rests on the release that was made last, and was decided today unless another day is said.
    """
    await hold(transaction, deed, ground)
    number = await last_number(transaction, ground.row.id) + 1
    if number > MOST_MEASURES:
        raise Conflict("too_many_records", limit=MOST_MEASURES)
    structure, key = ground.plan.structure, wish.suggestion
    members: dict[str, Any] = {}
    problems: list[Problem] = []
    if key is not None:
        problems += check_suggestion(structure, key)
        members = taken_over(structure, key, wish.language, rejected=wish.said.get("decision") == "reject")
        if members and not members["fields"] and "fields" not in wish.said:
            # What is written for any field lies in the room at the one to which the brief has dealt it.
            members["fields"] = await asyncio.to_thread(fields_dealt, ground, key)
    members |= wish.said
    if "title" not in members and not problems:
        problems.append(Problem("/title", "missing", {"name": "title"}))
    bare = Measure(
        id=str(deed.new_id()),
        round=str(ground.row.id),
        number=number,
        release_hash=ground.release.release_hash,
        title="",
        origin="own" if key is None else "suggestion",
        suggestion=None if key is None else f"{key}@{ground.row.version}",
        decision="adopt",
        reason=None,
        decided_on=day_here(deed.at),
    )
    made = changed_measure(bare, members)
    problems += await _check_evidence(transaction, ground, made)
    _refuse([*problems, *_faults(made, deed, ground, released_on=ground.released_on)])
    await add_measure(transaction, ground.row.municipality_id, made)
    await _note_measure(transaction, deed, ground, made, "measure_added", decision=made.decision)
    return made


async def change_measure(
    database: Database,
    deed: Deed,
    ground: Ground,
    measure_id: uuid.UUID,
    said: Mapping[str, Any],
    *,
    revisions: frozenset[str] | None,
) -> Measure:
    """Change the members of a measure that are said, and return it. `revisions` are those to change, "*": any.

    Raises `NotFound`, `RevisionMissing` without them, `RevisionDiffers`, and `InputInvalid` with every fault.
    """
    async with database.transaction() as transaction:
        await hold(transaction, deed, ground)
        stored = await get_measure(transaction, ground.row.id, measure_id, reach=deed.reach)
        require_revision(revisions, revision_of(stored), demanded=True)
        changed = changed_measure(stored, said)
        # The day was right on the release of then; a newer one lies behind it.
        newly = None if changed.decided_on == stored.decided_on else ground.released_on
        referred = [] if changed.evidence == stored.evidence else await _check_evidence(transaction, ground, changed)
        _refuse([*_faults(changed, deed, ground, released_on=newly), *check_changed(stored, changed), *referred])
        names = [name for name in Measure.__struct_fields__ if getattr(stored, name) != getattr(changed, name)]
        if names:
            lost = (await list_withdrawn(transaction, ground.row.id)).get(stored.id, Withdrawn())
            withdrawn = withdrawn_after(lost, stored, changed)
            noted = withdrawn if withdrawn != lost else None
            await set_measure(transaction, ground.row.municipality_id, changed, noted)
            await _note_measure(transaction, deed, ground, changed, "measure_changed", members=names)
        return changed


async def create_review(
    transaction: Transaction, deed: Deed, ground: Ground, measure_id: uuid.UUID, said: Mapping[str, Any]
) -> Review:
    """Store a review of a measure, which takes over the status of the one that was held last; return the review.

    It was held today unless another day is said. Raises `NotFound`, `InputInvalid` with every fault, and `Conflict`
    where the measure was rejected or has too many reviews.
    """
    await hold(transaction, deed, ground)
    measure = await get_measure(transaction, ground.row.id, measure_id, reach=deed.reach)
    if measure.decision == "reject":
        raise Conflict("without_meaning", name="review", other="decision", value="reject")
    records = await list_review_records(transaction, ground.row.id, [measure_id])
    before, number = standing(records), len(records) + 1
    if number > MOST_REVIEWS:
        raise Conflict("too_many_records", limit=MOST_REVIEWS)
    today = day_here(deed.at)
    place = {"round": measure.round, "measure": measure.id, "number": number}
    found_before = {"before": measure.status, "before_reason": measure.dropped_reason}
    held = ReviewRecord(**{"months": None, "held_on": today, **said, **place, **found_before})
    _refuse(check_review(held, measure, before, today=today))
    await add_review(transaction, ground.row.municipality_id, held)
    await set_measure(transaction, ground.row.municipality_id, reviewed(measure, held, before))
    found = {"review": held.number, "status": held.status}
    await _note_measure(transaction, deed, ground, measure, "measure_reviewed", **found)
    return held


async def withdraw_review(
    database: Database, deed: Deed, ground: Ground, measure_id: uuid.UUID, number: int
) -> Measure:
    """Say that a review was noted by mistake, and return its measure with the status it has without it.

    The record of the review stays, and this is another one. Raises `NotFound` where the measure has no review of this
    number, or where it was withdrawn before.
    """
    async with database.transaction() as transaction:
        await hold(transaction, deed, ground)
        measure = await get_measure(transaction, ground.row.id, measure_id, reach=deed.reach)
        records = await list_review_records(transaction, ground.row.id, [measure_id])
        stand = {each.number: each for each in standing(records)}
        if stand.pop(number, None) is None:
            raise NotFound("unknown_review", number=number)
        withdrawn = next(each for each in records if each.number == number)
        without = unreviewed(measure, withdrawn, stand.values())
        taking_back = ReviewRecord(
            round=measure.round,
            measure=measure.id,
            number=len(records) + 1,
            months=None,
            held_on=day_here(deed.at),
            status=without.status,
            withdraws=number,
        )
        await add_review(transaction, ground.row.municipality_id, taking_back)
        await set_measure(transaction, ground.row.municipality_id, without)
        await _note_measure(transaction, deed, ground, measure, "measure_review_withdrawn", review=number)
        return without


async def choose_fields(
    database: Database,
    deed: Deed,
    ground: Ground,
    fields: tuple[FocusField, ...],
    chosen_on: date | None,
    *,
    revisions: frozenset[str] | None,
) -> FocusFields:
    """Store the focus fields of a round beside those that were chosen before; return them. They were chosen today.

    To choose the same again on the same release changes nothing. `revisions` are those to replace, needed where fields
    were chosen before. Raises `RevisionMissing`, `RevisionDiffers`, `InputInvalid` with every fault, and `Conflict`
    where fields were chosen too often.
    """
    async with database.transaction() as transaction:
        await hold(transaction, deed, ground)
        before = await find_focus_fields(transaction, ground.row.id, reach=deed.reach)
        earlier = 0 if before is None else before.number
        today = day_here(deed.at)
        day = today if chosen_on is None else chosen_on
        problems = [
            *check_focus(fields, ground.plan.structure),
            *check_ballots(fields, await list_options(transaction, ground.row.id)),
        ]
        days = check_day("chosen_on", day, earliest=ground.released_on, latest=today)
        _refuse([*problems, *days])
        if before is not None and _says_the_same(before, ground, fields, chosen_on):
            return before
        require_revision(revisions, str(earlier), demanded=before is not None)
        if earlier >= MOST_CHOICES:
            raise Conflict("too_many_records", limit=MOST_CHOICES)
        chosen = FocusFields(str(ground.row.id), ground.release.release_hash, day, fields, earlier + 1)
        await add_focus_fields(transaction, ground.row.municipality_id, chosen)
        names = [each.field for each in fields]
        await note(transaction, deed.event("focus_fields_chosen", **ground.place, fields=names))
        return chosen


def _says_the_same(before: FocusFields, ground: Ground, fields: tuple[FocusField, ...], day: date | None) -> bool:
    """Tell whether the choice before says the same; on another release it is a choice of its own."""
    same_day = day in (None, before.chosen_on)
    return same_day and (before.fields, before.release_hash) == (fields, ground.release.release_hash)


async def see_readiness(
    database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, language: str
) -> tuple[Readiness, tuple[Missing, ...]]:
    """Return whether the action plan of a round is ready, and what to look at all the same.

    Raises `NotFound`, and `Conflict` without a release.
    """
    ground = await find_ground(database, plans, reach, round_id, withdrawn_too=True)
    async with database.reading() as transaction:
        focus = await find_focus_fields(transaction, round_id, reach=reach)
        measures = await list_measures(transaction, round_id, reach=reach)
        municipality = await get_municipality(transaction, reach, ground.row.municipality_id)
    hints = plan_hints(measures, language, district=municipality.type == "district")
    return prepare_readiness(ground.plan.structure, focus, measures, language), hints


async def _check_evidence(transaction: Transaction, ground: Ground, measure: Measure) -> list[Problem]:
    if not measure.evidence:
        return []
    ballots = await list_options(transaction, ground.row.id)
    own = [each.id for each in await list_measures(transaction, ground.row.id) if each.origin == "own"]
    return list(check_evidence(measure.evidence, ballots, {*suggestions_of(ground.plan), *own}))


def _faults(measure: Measure, deed: Deed, ground: Ground, *, released_on: date | None) -> Iterable[Problem]:
    return check_measure(measure, ground.plan.structure, released_on=released_on, today=day_here(deed.at))


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputInvalid(found)


async def _note_measure(
    transaction: Transaction,
    deed: Deed,
    ground: Ground,
    measure: Measure,
    name: EventName,
    **details: Any,  # noqa: ANN401 names and numbers
) -> None:
    """Say in the trail what became of a measure; what people wrote is never in it."""
    await note(transaction, deed.event(name, **ground.place, measure=measure.number, **details))
