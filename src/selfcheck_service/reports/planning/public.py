"""The public version: what was done, what goes well, what is planned and until when, in plain language.

It has no figures of perspectives and no value of any field; how many answered is said of ten people or more. Only
measures that the room has agreed on stand in it, and what a council still has to decide is said to be a proposal.
"""

from collections.abc import Iterator

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.reports.planning.page import Page, Section
from selfcheck_service.reports.planning.plan_page import dates_points
from selfcheck_service.reports.planning.speaker import COUNCILS, PlanSpeaker

# What has one of these statuses was agreed in the room; a council may still have to decide on it.
_DECIDED = ("decided", "running", "done")


def public_page(speaker: PlanSpeaker) -> Page:
    """Return the public version, a draft for people to review."""
    return Page(
        name="public-version",
        language=speaker.language,
        title=speaker.say("public.title"),
        subtitle=speaker.matter.municipality,
        mark=speaker.mark("public.mark"),
        sections=tuple(_sections(speaker)),
        foot=speaker.say("public.foot", closed=speaker.closed),
    )


def _sections(speaker: PlanSpeaker) -> Iterator[Section]:
    measures = tuple(each for each in speaker.matter.planned if each.status in _DECIDED)
    proposed = tuple(each for each in measures if each.status == "decided" and each.decision_body in COUNCILS)
    agreed = tuple(each for each in measures if each not in proposed)
    yield _done(speaker)
    yield _good(speaker)
    parts = tuple(_measure(speaker, each) for each in agreed)
    if agreed or not proposed:
        yield Section(
            speaker.say("public.plan"), (speaker.say("public.plan.lead" if parts else "public.plan.none"),), parts=parts
        )
    if proposed:
        parts = tuple(_measure(speaker, each, proposed=True) for each in proposed)
        yield Section(speaker.say("public.proposed"), (speaker.say("public.proposed.lead"),), parts=parts)
    points = dates_points(speaker, measures)
    if points:
        yield Section(speaker.say("public.next"), (speaker.say("public.next.lead"),), points)
    elif not measures:
        yield Section(speaker.say("public.next"), (speaker.say("public.next.none"),))
    yield Section(speaker.say("public.ask"), (speaker.blank("public.contact"),))


def _done(speaker: PlanSpeaker) -> Section:
    asked = speaker.say("public.asked", questionnaire=speaker.questionnaire)
    paragraphs = [f"{asked} {_answered(speaker)}", speaker.say("public.nobody_shown")]
    focus = speaker.matter.focus
    titles = () if focus is None else tuple(speaker.release.field(each.field) for each in focus.fields)
    if speaker.matter.held_on:
        paragraphs.append(speaker.say("public.talked"))
    if titles:
        paragraphs.append(speaker.say("public.talked_about"))
    return Section(speaker.say("public.done"), tuple(paragraphs), titles)


def _answered(speaker: PlanSpeaker) -> str:
    release = speaker.matter.release
    if release.mode == "institutional":
        return speaker.say("public.answered.joint")
    if speaker.matter.has_few_answers:
        return speaker.say("public.answered.fewest")
    # Of a handful of people everybody in a small town knows who they were.
    if release.n < SMALLEST_BLOCK:
        return speaker.say("public.answered.few")
    return speaker.say("public.answered", count=release.n)


def _good(speaker: PlanSpeaker) -> Section:
    if speaker.matter.has_few_answers:
        return Section(speaker.say("public.good"), (speaker.say("public.good.few"),))
    strengths = speaker.matter.strengths
    lead = speaker.say("public.good.lead" if strengths else "public.good.none")
    return Section(speaker.say("public.good"), (lead,), strengths)


def _measure(speaker: PlanSpeaker, measure: Measure, *, proposed: bool = False) -> Section:
    """Return what is planned; of what a council still has to decide, who would do it and until when."""
    would = "would_" if proposed else ""
    body = measure.decision_body if measure.status == "decided" else None
    stands = "proposed" if proposed else measure.status
    facts = (
        ("goal", measure.goal),
        (f"{would}who", measure.responsible),
        (f"{would}when", None if measure.deadline is None else speaker.day(measure.deadline)),
        ("body", None if body in (None, "none") else speaker.say(f"public.body.{body}")),
        ("stands", speaker.say(f"public.status.{stands}")),
    )
    return Section(measure.title, facts=tuple((speaker.say(f"public.{name}"), text) for name, text in facts if text))
