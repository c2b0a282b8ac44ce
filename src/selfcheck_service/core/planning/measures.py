"""Measures: what may be said of one, how it changes, and what is taken over from a suggestion."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.model import Suggestion
from selfcheck_service.core.definition.problems import twice, unknown
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.texts import LocalisedText, Text
from selfcheck_service.core.planning.days import check_day
from selfcheck_service.core.planning.document import Measure, Status
from selfcheck_service.core.planning.focus import check_fields, thematic_fields
from selfcheck_service.core.planning.months import DAYS_TO_FIRST_STEP

# Where a status leads. Each way but the one out of an idea has a way back, because a room clicks fast.
NEXT_STATUS: Mapping[Status, tuple[Status, ...]] = {
    "idea": ("decided", "dropped"),
    "decided": ("idea", "running", "done", "dropped"),
    "running": ("decided", "done", "dropped"),
    "done": ("running",),
    "dropped": ("idea", "decided"),
}


def changed_measure(measure: Measure, said: Mapping[str, Any]) -> Measure:
    """Return a measure with the members that are said; what follows from them is set where it is not said.

    Rejecting drops it, taking a rejection back makes it an idea again, and a reason for dropping it ends with that.
    """
    wanted = dict(said)
    if wanted.get("decision", measure.decision) == "reject":
        wanted.setdefault("status", "dropped")
    elif measure.decision == "reject":
        wanted.setdefault("status", "idea")
    if wanted.get("status", measure.status) != "dropped":
        wanted.setdefault("dropped_reason", None)
    return msgspec.structs.replace(measure, **wanted)


def check_measure(
    measure: Measure, structure: Structure, *, released_on: date | None, today: date
) -> Iterator[Problem]:
    """Yield what is wrong with what a measure says, under the version of its round; what it lacks is no problem.

    It was decided between the day of the release and today; None: the day was accepted on an earlier release.
    """
    yield from _check_references(measure, structure)
    yield from _check_decision(measure)
    yield from _check_days(measure, released_on, today)


def check_next_status(before: Status, after: Status) -> Iterator[Problem]:
    """Yield a problem where no way leads from one status to the other."""
    allowed = NEXT_STATUS[before]
    if after != before and after not in allowed:
        words = {"before": before, "found": after, "allowed": ", ".join(allowed)}
        yield Problem("/status", "status_not_next", words)


def check_changed(before: Measure, after: Measure) -> Iterator[Problem]:
    """Yield a problem where a measure's status takes a way that there is not; rejecting and its undoing go any way."""
    if "reject" not in (before.decision, after.decision):
        yield from check_next_status(before.status, after.status)


def find_suggestion(structure: Structure, key: str) -> tuple[Suggestion, str | None] | None:
    """Return a suggestion of a version with the key of the field it belongs to; None where there is none."""
    found = ((each, each.field or field) for _, field, each in structure.suggestions() if each.key == key)
    return next(found, None)


def check_suggestion(structure: Structure, key: str) -> Iterator[Problem]:
    """Yield a problem where a version has no suggestion of this key."""
    yield from unknown("suggestion", key, [each.key for _, _, each in structure.suggestions()], ("suggestion",))


def taken_over(structure: Structure, key: str, language: str, *, rejected: bool) -> dict[str, Any]:
    """Return what a measure takes over from a suggestion that there is, in a language of the version.

    Of one that was rejected that is what it was about; of another one the first step and the indicator, too.
    """
    found = find_suggestion(structure, key)
    if found is None:
        return {}
    suggestion, field = found

    def say(text: LocalisedText) -> str:
        return Text(text).in_language(language, structure.questionnaire.languages[0])

    about = {
        "title": say(suggestion.title),
        "type": suggestion.type,
        "fields": (field,) if field in thematic_fields(structure) else (),
    }
    if rejected:
        return about
    return {**about, "first_step": say(suggestion.first_step), "indicator": say(suggestion.indicator)}


def _check_references(measure: Measure, structure: Structure) -> Iterator[Problem]:
    yield from check_fields(structure, measure.fields, lambda at: ("fields", at))
    for at, key in enumerate(measure.items):
        yield from unknown("item", key, structure.items, ("items", at))
    yield from twice("item", ((key, ("items", at)) for at, key in enumerate(measure.items)))
    if measure.type is not None:
        types = [each.key for each in structure.questionnaire.suggestion_types]
        yield from unknown("suggestion_types", measure.type, types, ("type",))


def _check_decision(measure: Measure) -> Iterator[Problem]:
    if measure.decision != "adopt" and measure.reason is None:
        yield Problem("/reason", "missing", {"name": "reason"})
    if measure.decision == "adapt" and measure.origin == "own":
        yield _without_meaning("decision", "origin", "own")
    if measure.decision == "reject" and measure.status != "dropped":
        yield _without_meaning("status", "decision", "reject")
    dropped = measure.status == "dropped" and measure.decision != "reject"
    if dropped and measure.dropped_reason is None:
        yield Problem("/dropped_reason", "missing", {"name": "dropped_reason"})
    if measure.status != "dropped" and measure.dropped_reason is not None:
        yield _without_meaning("dropped_reason", "status", measure.status)


def _check_days(measure: Measure, released_on: date | None, today: date) -> Iterator[Problem]:
    decided_on, soon = measure.decided_on, timedelta(days=DAYS_TO_FIRST_STEP)
    yield from check_day("decided_on", decided_on, earliest=released_on, latest=today)
    if decided_on > today:
        # What follows is measured from a day that cannot be, and behind the last ones of the calendar there is none.
        return
    yield from check_day("first_step_on", measure.first_step_on, earliest=decided_on, latest=decided_on + soon)
    begun = [day for day in (decided_on, measure.starts_on, measure.first_step_on) if day is not None]
    yield from check_day("deadline", measure.deadline, earliest=max(begun))
    yield from check_day("review_on", measure.review_on, earliest=decided_on)


def _without_meaning(name: str, other: str, value: str) -> Problem:
    return Problem(pointer(name), "without_meaning", {"name": name, "other": other, "value": value})
