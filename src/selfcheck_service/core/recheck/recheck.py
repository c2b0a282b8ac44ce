"""Measures of a round beside the comparison of its release with that of a later round.

A function of the measures, of their reviews and of that comparison. It looks at no answer, works out no number of its
own, and knows no cause: docs/recheck.md says how to read it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from selfcheck_service.core.definition import Questionnaire, build_structure
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.planning import Measure, Review
from selfcheck_service.core.planning.document import Status
from selfcheck_service.core.recheck.document import (
    About,
    Aim,
    Gathered,
    Kind,
    MeasureSeen,
    Outcome,
    Progress,
    Recheck,
    RecheckNote,
)
from selfcheck_service.core.recheck.outcomes import Outcomes
from selfcheck_service.core.releases.over_time import OverTime
from selfcheck_service.core.releases.over_time.document import NoteName

Subject = tuple[Kind, str]
MOVED: frozenset[Outcome] = frozenset(
    {"higher", "tendency_higher", "tendency_lower", "lower", "quarter_up", "quarter_down"}
)
STILL: frozenset[Outcome] = frozenset({"same", "quarter_same", "no_clear_change"})
NOT_COMPARED: frozenset[Outcome] = frozenset({"not_comparable", "not_published"})
ABOUT: dict[NoteName, About] = {
    "other_people": "people",
    "joint_answers": "people",
    "joint_and_single": "people",
    "other_size": "people",
    "other_perspectives": "people",
    "other_mode": "instrument",
    "other_minimum": "instrument",
    "other_policy": "instrument",
    "other_version": "instrument",
    "no_bridge": "instrument",
    "quarters_and_cells": "instrument",
    "earlier_outdated": "time",
    "later_outdated": "time",
}


def recheck_measures(
    over_time: OverTime,
    earlier: Questionnaire,
    measures: Sequence[Measure],
    reviews: Mapping[str, Sequence[Review]],
) -> Recheck:
    """Return the re-check of the measures of the earlier round of a comparison.

    `earlier` is the version of that round. `reviews` has those of each measure by its id, in any order; measures
    without any may be missing. Suggestions that the room rejected take no part. The order of the measures is kept.
    """
    outcomes = Outcomes(over_time)
    closed_on = date.fromisoformat(over_time.later.closed_on)
    decided = [measure for measure in measures if measure.decision != "reject"]
    seen = tuple(_seen(measure, reviews.get(measure.id, ()), outcomes, closed_on) for measure in decided)
    planned = {measure.id for measure in decided if measure.is_planned}
    aimed = {(aim.kind, aim.key) for one in seen if one.id in planned for aim in one.aims}
    done = {one.id for one in seen if one.status == "done" and one.status_then in (None, "done")}
    still = _gathered(seen, done, STILL)
    named = {(entry.kind, entry.key) for entry in still}
    return Recheck(
        as_of=over_time.as_of,
        questionnaire=over_time.questionnaire,
        earlier=over_time.earlier,
        later=over_time.later,
        notes=tuple(_notes(over_time, seen)),
        progress=_progress(decided),
        measures=seen,
        moved=_gathered(seen, planned, MOVED),
        still=still,
        unclear=tuple(one for one in _gathered(seen, planned, STILL) if (one.kind, one.key) not in named),
        not_compared=_gathered(seen, planned, NOT_COMPARED),
        moved_unaimed=tuple(_unaimed(outcomes, aimed, build_structure(earlier))),
    )


def _seen(measure: Measure, reviews: Sequence[Review], outcomes: Outcomes, closed_on: date) -> MeasureSeen:
    held = sorted(reviews, key=lambda review: (review.held_on, review.number))
    before = [review.status for review in held if review.held_on <= closed_on]
    return MeasureSeen(
        id=measure.id,
        number=measure.number,
        title=measure.title,
        status=measure.status,
        status_then=before[-1] if before else None,
        decided_on=measure.decided_on,
        decided_later=measure.decided_on > closed_on,
        deadline=measure.deadline,
        last_review=held[-1] if held else None,
        aims=tuple(outcomes.of(kind, key) for kind, key in _aims(measure)),
    )


def _aims(measure: Measure) -> Iterator[Subject]:
    yield from (("field", key) for key in measure.fields)
    yield from (("item", key) for key in measure.items)


def _progress(measures: Sequence[Measure]) -> Progress:
    counted = Counter(measure.status for measure in measures)
    statuses: tuple[Status, ...] = get_args(Status)
    return Progress(**{status: counted[status] for status in statuses})


def _gathered(
    measures: Sequence[MeasureSeen], ids: Collection[str], outcomes: Collection[Outcome]
) -> tuple[Gathered, ...]:
    """Return what these measures aimed at and what has one of these outcomes, each once, in the order of measures."""
    named: dict[Subject, tuple[Aim, list[str]]] = {}
    for measure in measures:
        for aim in measure.aims:
            if measure.id in ids and aim.outcome in outcomes:
                named.setdefault((aim.kind, aim.key), (aim, []))[1].append(measure.id)
    return tuple(
        Gathered(aim.kind, aim.key, aim.outcome, aim.reason, tuple(measure_ids)) for aim, measure_ids in named.values()
    )


def _unaimed(outcomes: Outcomes, aimed: Collection[Subject], structure: Structure) -> Iterator[Gathered]:
    """Yield what moved without being aimed at: neither itself, nor anything above it, nor anything below it."""
    touched = set(aimed)
    for subject in aimed:
        touched.update(_above(subject, structure))
    for kind, key in outcomes.subjects():
        if (kind, key) in touched or not set(aimed).isdisjoint(_above((kind, key), structure)):
            continue
        found = outcomes.of(kind, key)
        if found.outcome in MOVED:
            yield Gathered(kind, key, found.outcome, None, ())


def _above(subject: Subject, structure: Structure) -> Iterator[Subject]:
    """Yield the fields that something is part of, in the version of the measures; the overall result is the last."""
    kind, key = subject
    parent = structure.item_fields.get(key) if kind == "item" else _parent(key, structure)
    while parent is not None:
        yield "field", parent
        parent = _parent(parent, structure)
    yield "field", OVERALL


def _parent(key: str, structure: Structure) -> str | None:
    node = structure.nodes.get(key)
    return None if node is None else node.parent


def _notes(over_time: OverTime, measures: Sequence[MeasureSeen]) -> Iterator[RecheckNote]:
    """Yield what is to be known before anything else, the notes of the comparison, and what a tendency is."""
    yield RecheckNote("side_by_side", "reading")
    aims = [aim for measure in measures for aim in measure.aims]
    if any(aim.instrument not in ("unchanged", "no_value") for aim in aims):
        yield RecheckNote("other_instrument", "instrument")
    if any(measure.status_then is None for measure in measures):
        yield RecheckNote("status_of_today", "reading")
    for note in over_time.notes:
        yield RecheckNote(note.key, ABOUT[note.key], note.earlier, note.later)
    readings = [reading.outcome for aim in aims for reading in aim.readings]
    if not {"tendency_higher", "tendency_lower"}.isdisjoint(readings):
        yield RecheckNote("tendency", "reading")
