"""Why each measure is proposed, for a council that was not in the room: what was seen, what is meant, what it takes."""

from collections.abc import Iterator

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.focus import fields_of
from selfcheck_service.reports.planning.evidence import evidence_of
from selfcheck_service.reports.planning.page import Section
from selfcheck_service.reports.planning.speaker import PlanSpeaker, sentence


def grounds_section(speaker: PlanSpeaker) -> Section:
    """Return the reasons of the council paper: each planned measure with what is known of it, and what is not said.

    Values are those of the release, and none stand here where an open round has too few answers for the paper to give.
    """
    planned, heading = speaker.matter.planned, speaker.say("council.grounds")
    if not planned:
        return Section(heading, (speaker.say("council.none"),))
    parts = tuple(_ground(speaker, each) for each in planned)
    if any(_alternatives(speaker, each) for each in planned):
        return Section(heading, parts=parts)
    blank = speaker.blank("council.grounds.alternatives.blank")
    return Section(heading, (speaker.say("council.grounds.no_alternatives", blank=blank),), parts=parts)


def _ground(speaker: PlanSpeaker, measure: Measure) -> Section:
    facts = ((speaker.say(f"council.grounds.{name}"), text) for name, text in _texts(speaker, measure) if text)
    return Section(speaker.numbered(measure), facts=tuple(facts))


def _texts(speaker: PlanSpeaker, measure: Measure) -> Iterator[tuple[str, str | None]]:
    suggestion = speaker.suggestion(measure)
    yield "aims", speaker.fields(measure) or speaker.items(measure)
    yield "shown", _shown(speaker, measure)
    yield "focus", _focus_reasons(speaker, measure)
    yield "suggestion", None if suggestion is None or suggestion.text is None else speaker.in_words(suggestion.text)
    yield "goal", measure.goal
    yield "why", measure.reason
    yield "evidence", "\n".join(evidence_of(speaker, measure))
    yield "first_step", measure.first_step
    yield "costs", _costs(speaker, measure)
    yield "risk", measure.risk
    if suggestion is not None and suggestion.obstacle is not None:
        yield "obstacle", speaker.in_words(suggestion.obstacle)
    if suggestion is not None and suggestion.way_round is not None:
        yield "way_round", speaker.in_words(suggestion.way_round)
    yield "alternatives", _alternatives(speaker, measure)


def _shown(speaker: PlanSpeaker, measure: Measure) -> str:
    """Return what is released of the fields that a measure aims at, or in which its items lie."""
    if speaker.matter.has_few_answers:
        return ""
    fields = fields_of(measure, speaker.matter.plan.structure)
    pairs = ((speaker.release.field(key), speaker.released(key)) for key in fields)
    return "\n".join(speaker.say("fact", name=title, text=value) for title, value in pairs)


def _focus_reasons(speaker: PlanSpeaker, measure: Measure) -> str:
    """Return why the room works on the fields that a measure aims at, where these are in the focus."""
    focus, aimed = speaker.matter.focus, fields_of(measure, speaker.matter.plan.structure)
    chosen = () if focus is None else focus.fields
    return "\n".join(each.reason for each in chosen if each.field in aimed)


def _costs(speaker: PlanSpeaker, measure: Measure) -> str:
    hours = None if measure.hours is None else speaker.counted("council.hours.count", measure.hours)
    money = speaker.coded("euro_in_all", measure.euro_class)
    return "; ".join(text for text in (money, hours, measure.funding) if text) or speaker.say("open")


def _alternatives(speaker: PlanSpeaker, measure: Measure) -> str:
    """Return what was rejected or dropped on the same fields, and why: the other ways that the room looked at."""
    structure = speaker.matter.plan.structure
    aimed = set(fields_of(measure, structure))
    others = [each for each in speaker.matter.left_out if aimed.intersection(fields_of(each, structure))]
    return "\n".join(_other(speaker, each) for each in others)


def _other(speaker: PlanSpeaker, measure: Measure) -> str:
    how = speaker.say("decision.reject" if measure.decision == "reject" else "status.dropped")
    reason = measure.dropped_reason or measure.reason
    said = speaker.say("council.grounds.other", title=measure.title, how=how)
    return f"{said}: {sentence(reason)}" if reason else f"{said}."
