"""The minutes of the workshop: counts instead of names, and what the room said beside what is released."""

from collections.abc import Iterator

from selfcheck_service.core.planning import FocusField, Measure
from selfcheck_service.reports.planning.evidence import evidence_of, position, quadrant
from selfcheck_service.reports.planning.matter import Agreed, BallotSeen
from selfcheck_service.reports.planning.page import Page, Section, Table
from selfcheck_service.reports.planning.plan_page import dates_points, left_out_section, missing_section
from selfcheck_service.reports.planning.speaker import PlanSpeaker


def minutes_page(speaker: PlanSpeaker) -> Page:
    """Return the minutes of a workshop."""
    return Page(
        name="minutes",
        language=speaker.language,
        title=speaker.say("minutes.title"),
        subtitle=speaker.subtitle,
        mark=speaker.mark("minutes.mark"),
        sections=tuple(_sections(speaker)),
        foot=speaker.foot,
    )


def _sections(speaker: PlanSpeaker) -> Iterator[Section]:
    yield _about(speaker)
    yield _people(speaker)
    yield _focus(speaker)
    yield _agreed(speaker)
    yield _ballots(speaker)
    yield _matrix(speaker)
    yield _measures(speaker)
    yield from left_out_section(speaker)
    yield missing_section(speaker, briefly=True)
    yield from _next(speaker)


def _about(speaker: PlanSpeaker) -> Section:
    days = speaker.matter.held_on
    held = speaker.say("minutes.held", days=speaker.days(days)) if days else speaker.say("minutes.not_held")
    basis = speaker.say("minutes.basis", closed=speaker.closed)
    return Section(speaker.say("minutes.about"), (held, basis, speaker.say("minutes.no_names")))


def _people(speaker: PlanSpeaker) -> Section:
    """Return who answered, as the release has it: groups by their perspectives, never anybody's name."""
    release = speaker.matter.release
    heading = speaker.say("minutes.people")
    if release.mode == "institutional":
        return Section(heading, (speaker.say("minutes.joint"),))
    groups = release.groups if len(release.groups) > 1 else ()
    points = tuple(
        speaker.say("minutes.group", people=speaker.release.people(each.perspectives), count=each.n) for each in groups
    )
    return Section(heading, (speaker.say("minutes.total", count=release.n),), points)


def _focus(speaker: PlanSpeaker) -> Section:
    focus = speaker.matter.focus
    chosen = () if focus is None else focus.fields
    points = tuple(
        speaker.say(
            "minutes.focus.point",
            title=speaker.release.field(each.field),
            source=_source(speaker, each),
            reason=each.reason,
        )
        for each in chosen
    )
    none = () if chosen else (speaker.say("minutes.focus.none"),)
    return Section(speaker.say("minutes.focus"), none, points)


def _source(speaker: PlanSpeaker, chosen: FocusField) -> str:
    """Return where a focus field comes from; of a ballot that is closed, which one it was."""
    title = next((each.title for each in speaker.matter.ballots if each.id == chosen.ballot), None)
    said = speaker.say(f"minutes.source.{chosen.source}")
    return said if title is None else f"{said} {speaker.say('quoted', text=title)}"


def _agreed(speaker: PlanSpeaker) -> Section:
    heading, agreed = speaker.say("minutes.agreed"), speaker.matter.agreed
    if not agreed:
        return Section(heading, (speaker.say("minutes.agreed.none"),))
    heads = tuple(speaker.say(f"minutes.{name}") for name in ("subject", "released", "room", "why"))
    rows = tuple(_agreed_row(speaker, each) for each in agreed)
    return Section(heading, table=Table(speaker.say("minutes.agreed.table"), heads, rows, (28, 26, 20, 26)))


def _agreed_row(speaker: PlanSpeaker, agreed: Agreed) -> tuple[str, ...]:
    consensus = agreed.consensus
    dissent = consensus.outcome == "dissent"
    room = "" if dissent else speaker.agreed_value(consensus)
    said = speaker.say("minutes.dissent") if dissent else speaker.say("minutes.value", value=room)
    return speaker.subject(consensus), _released(speaker, agreed), said, consensus.reason


def _released(speaker: PlanSpeaker, agreed: Agreed) -> str:
    """Return what the release says of a subject; of an item how often each option was chosen, as it is published."""
    cells = [
        speaker.say(
            "minutes.cells",
            option=speaker.release.option(agreed.consensus.key, each.option),
            count=speaker.release.cell(each),
        )
        for each in agreed.original.cells
        if each.option is not None
    ]
    return "\n".join(cells) if cells else speaker.original(agreed.original)


def _ballots(speaker: PlanSpeaker) -> Section:
    ballots = speaker.matter.ballots
    none = () if ballots else (speaker.say("minutes.ballots.none"),)
    return Section(speaker.say("minutes.ballots"), none, parts=tuple(_ballot(speaker, each) for each in ballots))


def _ballot(speaker: PlanSpeaker, ballot: BallotSeen) -> Section:
    if ballot.has_few_votes:
        return Section(ballot.title, (speaker.say("minutes.ballots.few"),))
    heads = tuple(speaker.say(f"minutes.{name}") for name in ("place", "option", "points"))
    rows = tuple((str(each.place), each.title, str(each.dots)) for each in ballot.options)
    return Section(ballot.title, ballot.words, table=Table(ballot.title, heads, rows, (12, 70, 18)))


def _matrix(speaker: PlanSpeaker) -> Section:
    """Return where cards were proposed to lie and where the room put them, each beside the other."""
    heading, cards = speaker.say("minutes.matrix"), speaker.matter.cards
    if not cards:
        return Section(heading, (speaker.say("minutes.matrix.none"),))
    heads = tuple(speaker.say(f"minutes.matrix.{name}") for name in ("card", "proposed", "moved", "quadrant"))
    rows = tuple(
        (each.title, position(speaker, each.proposed), position(speaker, each.moved), quadrant(speaker, each))
        for each in cards
    )
    table = Table(speaker.say("minutes.matrix.table"), heads, rows, (28, 22, 22, 28))
    return Section(heading, (speaker.say("minutes.matrix.scale"),), table=table)


def _measures(speaker: PlanSpeaker) -> Section:
    heading, planned = speaker.say("minutes.measures"), speaker.matter.planned
    if not planned:
        return Section(heading, (speaker.say("plan.none"),))
    heads = tuple(speaker.head(name) for name in ("number", "title", "decision", "responsible", "deadline"))
    rows = tuple(
        (
            str(each.number),
            each.title,
            _how(speaker, each),
            speaker.known(each.responsible),
            speaker.known_day(each.deadline),
        )
        for each in planned
    )
    return Section(heading, table=Table(speaker.say("minutes.measures.table"), heads, rows, (6, 25, 33, 20, 16)))


def _how(speaker: PlanSpeaker, measure: Measure) -> str:
    """Return whether a suggestion was adopted or adapted, or whose idea a measure is, why, and what spoke for it."""
    name = "origin.own" if measure.origin == "own" else f"decision.{measure.decision}"
    how = speaker.say(name)
    said = speaker.say("minutes.how", how=how, reason=measure.reason) if measure.reason else how
    return "\n".join((said, *evidence_of(speaker, measure)))


def _next(speaker: PlanSpeaker) -> Iterator[Section]:
    """Yield what comes next: first steps by their days, then the three reviews."""
    planned = speaker.matter.planned
    steps = sorted(
        (
            each.first_step_on,
            each.number,
            speaker.say(
                "minutes.step",
                day=speaker.day(each.first_step_on),
                step=each.first_step or each.title,
                number=each.number,
                who=each.responsible or speaker.say("nobody"),
            ),
        )
        for each in planned
        if each.first_step_on is not None
    )
    if planned:
        points = (*(text for _, _, text in steps), *dates_points(speaker, planned))
        yield Section(speaker.say("minutes.next"), points=points)
