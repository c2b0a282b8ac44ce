"""The action plan as a page: an overview, each measure with all that was said of it, and what is still open."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.planning import Measure
from selfcheck_service.reports.planning.evidence import evidence_of
from selfcheck_service.reports.planning.page import Page, Section, Table
from selfcheck_service.reports.planning.speaker import COUNCILS, PlanSpeaker


def action_plan_page(speaker: PlanSpeaker) -> Page:
    """Return the action plan of a round."""
    return Page(
        name="action-plan",
        language=speaker.language,
        title=speaker.say("plan.title"),
        subtitle=speaker.subtitle,
        mark=speaker.mark(),
        sections=tuple(_sections(speaker)),
        foot=speaker.foot,
    )


def missing_section(speaker: PlanSpeaker, *, briefly: bool = False) -> Section:
    """Return the part that says what is missing before the plan is ready for a decision, each measure in one line."""
    points = speaker.missing(briefly=briefly)
    nothing = () if points else (speaker.say("plan.nothing_missing"),)
    return Section(speaker.say("plan.missing"), nothing, points)


def left_out_section(speaker: PlanSpeaker) -> Iterator[Section]:
    """Yield the part that says what was rejected or dropped, and why; none where nothing was."""
    left_out = tuple(speaker.left_out(each) for each in speaker.matter.left_out)
    if left_out:
        yield Section(speaker.say("plan.left_out"), points=left_out)


def dates_section(speaker: PlanSpeaker) -> Iterator[Section]:
    """Yield the part that says when measures are looked at again; none where no review is due."""
    points = dates_points(speaker, speaker.matter.planned)
    if points:
        yield Section(speaker.say("plan.dates"), points=points)


def dates_points(speaker: PlanSpeaker, measures: Sequence[Measure]) -> tuple[str, ...]:
    """Return the days of the three common reviews of some measures, as far as they are still to be held."""
    return tuple(
        speaker.say("plan.date", months=months, day=speaker.days(days))
        for months, days in speaker.review_dates(measures)
    )


def _sections(speaker: PlanSpeaker) -> Iterator[Section]:
    yield _overview(speaker)
    planned = speaker.matter.planned
    if planned:
        parts = tuple(_details(speaker, each) for each in planned)
        yield Section(speaker.say("plan.details"), parts=parts)
    yield from dates_section(speaker)
    yield from left_out_section(speaker)
    yield missing_section(speaker)


def _overview(speaker: PlanSpeaker) -> Section:
    planned = speaker.matter.planned
    ready = speaker.say("plan.ready" if speaker.matter.readiness.ready else "plan.not_ready")
    if not planned:
        return Section(speaker.say("plan.overview"), (speaker.say("plan.none"), ready))
    names = ("number", "title", "responsible", "first_step_on", "deadline", "status")
    rows = (
        (
            str(each.number),
            each.title,
            speaker.known(each.responsible),
            speaker.known_day(each.first_step_on),
            speaker.known_day(each.deadline),
            speaker.status(each),
        )
        for each in planned
    )
    heads = tuple(speaker.head(name) for name in names)
    table = Table(speaker.say("plan.table"), heads, tuple(rows), (5, 31, 19, 15, 15, 15))
    count = speaker.say("plan.count", count=len(planned))
    paragraphs = (count, ready, *_unready(speaker), speaker.say("plan.functions"))
    return Section(speaker.say("plan.overview"), paragraphs, table=table)


def _unready(speaker: PlanSpeaker) -> Iterator[str]:
    """Yield which measures for a council lack something although others make the plan ready."""
    planned = speaker.matter.planned
    lacking = [each for each in planned if each.decision_body in COUNCILS and speaker.missing_of(each)]
    if speaker.matter.readiness.ready and lacking:
        names = speaker.listed(speaker.say("council.measure.name", number=each.number) for each in lacking)
        yield speaker.counted("plan.unready", len(lacking), numbers=names)


def _details(speaker: PlanSpeaker, measure: Measure) -> Section:
    """Return everything that is known of a measure; what is not is left out, and named in the last section."""
    facts = tuple((speaker.head(name), text) for name, text in _facts(speaker, measure) if text)
    reviews = tuple(speaker.reviewed(each) for each in speaker.matter.reviews_of(measure))
    return Section(speaker.numbered(measure), points=reviews, facts=facts)


def _facts(speaker: PlanSpeaker, measure: Measure) -> Iterator[tuple[str, str | None]]:
    def day(name: str) -> tuple[str, str | None]:
        found = getattr(measure, name)
        return name, None if found is None else speaker.day(found)

    yield "status", speaker.status(measure)
    yield "fields", speaker.fields(measure)
    yield "items", speaker.items(measure)
    yield "goal", measure.goal
    yield "type", speaker.type_title(measure)
    yield "reason", measure.reason
    yield "first_step", measure.first_step
    yield day("first_step_on")
    yield "responsible", measure.responsible
    yield "co_actors", "; ".join(measure.co_actors)
    yield "decision_body", speaker.coded("body", measure.decision_body)
    yield day("starts_on")
    yield day("deadline")
    yield "hours", None if measure.hours is None else str(measure.hours)
    yield "euro_class", speaker.coded("euro", measure.euro_class)
    yield "funding", measure.funding
    yield "indicator", measure.indicator
    yield "baseline", measure.baseline
    yield "target", measure.target
    yield "risk", measure.risk
    yield "affected", speaker.truth(value=measure.affected_groups_involved)
    yield "affected_groups", measure.affected_groups
    yield day("review_on")
    yield "decision", speaker.say(f"decision.{measure.decision}") if measure.origin == "suggestion" else None
    yield "origin", speaker.origin(measure)
    yield "evidence", "\n".join(evidence_of(speaker, measure))
    yield day("decided_on")
