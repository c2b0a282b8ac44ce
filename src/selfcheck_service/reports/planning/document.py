"""The action plan as canonical JSON: everything that the other forms are made from, for programs."""

from datetime import date

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.planning import FocusFields, Measure, Readiness, Review
from selfcheck_service.core.planning.months import review_days
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.speaker import PlanSpeaker


class DueReview(msgspec.Struct, frozen=True):
    """One of the common reviews: after how many months, and on which day."""

    months: int
    day: date


class PlannedMeasure(msgspec.Struct, frozen=True):
    """A measure with its reviews; `fields` are the titles of the fields it aims at, in the order of its keys.

    `due` has the common reviews, held or not; it is empty where the measure was rejected or dropped.
    """

    measure: Measure
    fields: tuple[str, ...]
    reviews: tuple[Review, ...]
    due: tuple[DueReview, ...]


class ActionPlan(msgspec.Struct, frozen=True):
    """All measures of a round. `left_out` are those that were rejected or dropped; `made_up`: the service is a demo."""

    round: str
    release_hash: str
    questionnaire: str
    version: str
    title: str
    municipality: str
    made_up: bool
    language: str
    focus: FocusFields | None
    measures: tuple[PlannedMeasure, ...]
    left_out: tuple[PlannedMeasure, ...]
    readiness: Readiness


def action_plan_json(matter: Matter, language: str) -> bytes:
    """Return the action plan as canonical JSON, its titles in German (`de`) or English (`en`)."""
    speaker = PlanSpeaker.of(matter, language)
    plan = ActionPlan(
        round=matter.release.round,
        release_hash=matter.release_hash,
        questionnaire=matter.release.questionnaire,
        version=matter.release.version,
        title=matter.title,
        municipality=matter.municipality,
        made_up=matter.about.made_up,
        language=language,
        focus=matter.focus,
        measures=tuple(_planned(speaker, each) for each in matter.planned),
        left_out=tuple(_planned(speaker, each) for each in matter.left_out),
        readiness=matter.readiness,
    )
    return canonical_json(msgspec.to_builtins(plan))


def _planned(speaker: PlanSpeaker, measure: Measure) -> PlannedMeasure:
    due = review_days(measure.decided_on).items() if measure.is_planned else ()
    return PlannedMeasure(
        measure=measure,
        fields=tuple(speaker.release.field(key) for key in measure.fields),
        reviews=speaker.matter.reviews_of(measure),
        due=tuple(DueReview(months, day) for months, day in due),
    )
