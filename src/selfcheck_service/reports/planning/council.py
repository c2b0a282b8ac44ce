"""The draft council paper (Beschlussvorlage): it says plainly what is still open, and is always marked as a draft."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.document import EuroClass
from selfcheck_service.core.planning.months import review_days
from selfcheck_service.reports.planning.grounds import grounds_section
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.page import Page, Section, Table
from selfcheck_service.reports.planning.plan_page import missing_section
from selfcheck_service.reports.planning.speaker import COUNCILS, PlanSpeaker

# What has begun or is done needs no decision any more.
_TO_DECIDE = ("idea", "decided")
# The upper limit of each class in euros; the highest has none.
_LIMITS: dict[EuroClass, int] = {"none": 0, "up_to_1000": 1_000, "up_to_5000": 5_000, "up_to_20000": 20_000}


def council_page(speaker: PlanSpeaker) -> Page:
    """Return the draft council paper of a round."""
    return Page(
        name="council-paper",
        language=speaker.language,
        title=speaker.say("council.title"),
        subtitle=speaker.subtitle,
        mark=speaker.mark("council.mark"),
        sections=tuple(_sections(speaker)),
        foot=speaker.foot,
    )


def _sections(speaker: PlanSpeaker) -> Iterator[Section]:
    yield _head(speaker)
    subject = speaker.say("council.subject.text", questionnaire=speaker.questionnaire)
    yield Section(speaker.say("council.subject"), (subject,))
    yield _proposal(speaker)
    yield _facts(speaker)
    yield grounds_section(speaker)
    yield _costs(speaker)
    yield _tabled(speaker, "who", ("number", "title", "decision_body", "responsible", "co_actors"), (6, 28, 20, 23, 23))
    yield _tabled(
        speaker, "schedule", ("number", "title", "first_step_on", "starts_on", "deadline"), (6, 34, 20, 20, 20)
    )
    yield _effect(speaker)
    yield missing_section(speaker, briefly=True)
    yield _enclosures(speaker)


def _head(speaker: PlanSpeaker) -> Section:
    names = ("number", "body", "meeting", "office", "public")
    facts = {name: speaker.blank(f"council.{name}.blank") for name in names}
    proposed = [each for each in speaker.matter.planned if _is_proposed(each)]
    bodies = sorted({each.decision_body for each in proposed if each.decision_body})
    if len(bodies) == 1:
        facts["body"] = speaker.say(f"body.{bodies[0]}")
    return Section(
        speaker.say("council.head"), facts=tuple((speaker.say(f"council.{name}"), text) for name, text in facts.items())
    )


def _proposal(speaker: PlanSpeaker) -> Section:
    """Return what is proposed, point by point; before them, plainly, what nobody has said yet."""
    planned = speaker.matter.planned
    proposed = [each for each in planned if _is_proposed(each)]
    undecided = [each for each in planned if each.decision_body is None and each.status in _TO_DECIDE]
    noted = [each for each in planned if each not in proposed and each not in undecided]
    gaps = []
    if not proposed:
        gaps.append(speaker.say("council.adopts.none", blank=speaker.blank("council.adopts.blank")))
    if undecided:
        gaps.append(speaker.say("council.undecided", numbers=_numbers(speaker, undecided)))
    unready = [each for each in proposed if speaker.missing_of(each)]
    if unready:
        gaps.append(speaker.counted("council.unready", len(unready), numbers=_numbers(speaker, unready)))
    points = [speaker.say("council.notes", questionnaire=speaker.questionnaire)]
    points += _adopted(speaker, proposed)
    if noted:
        names = speaker.listed(_noted(speaker, each) for each in noted)
        points.append(speaker.counted("council.aware", len(noted), numbers=names))
    if planned:
        last = max(review_days(each.decided_on)[12] for each in planned)
        points.append(speaker.say("council.report", day=speaker.day(last)))
    return Section(speaker.say("council.proposal"), tuple(gaps), tuple(points))


def _is_proposed(measure: Measure) -> bool:
    return measure.decision_body in COUNCILS and measure.status in _TO_DECIDE


def _adopted(speaker: PlanSpeaker, proposed: Sequence[Measure]) -> Iterator[str]:
    """Yield what is to be adopted until when; by whom, where not all of it is put to the same body."""
    several = len({each.decision_body for each in proposed}) > 1
    for each in proposed:
        deadline, body = speaker.known_day(each.deadline), speaker.coded("body", each.decision_body)
        name = "council.adopts.body" if several else "council.adopts"
        yield speaker.say(name, number=each.number, title=each.title, deadline=deadline, body=body)


def _noted(speaker: PlanSpeaker, measure: Measure) -> str:
    """Return a measure that is only noted; of one that has begun, how it stands."""
    name = "council.measure.name" if measure.status in _TO_DECIDE else "council.measure.stands"
    return speaker.say(name, number=measure.number, status=speaker.status(measure))


def _facts(speaker: PlanSpeaker) -> Section:
    matter = speaker.matter
    about = {
        "questionnaire": speaker.questionnaire,
        "version": matter.release.version,
        "closed": speaker.closed,
        "count": matter.release.n,
    }
    names = ["council.round", "minutes.joint" if matter.release.mode == "institutional" else "council.answered"]
    if matter.release.mode == "open" and matter.release.n == 1:
        names[-1] = "council.answered.one"
    if matter.has_few_answers:
        names.append("council.few")
    if matter.release.mode == "confidential":
        names.append("council.exact")
    if matter.held_on:
        names.append("council.workshop")
    paragraphs = [speaker.say(name, **about) for name in names]
    if matter.strengths and not matter.has_few_answers:
        paragraphs.append(speaker.say("council.strengths", titles=speaker.listed(matter.strengths)))
    if not matter.readiness.ready:
        paragraphs.append(speaker.say("council.not_ready"))
    return Section(speaker.say("council.facts"), tuple(paragraphs), parts=(_focus(speaker),))


def _focus(speaker: PlanSpeaker) -> Section:
    """Return the focus fields, each with what is released of it, why it was chosen, and what the room said of it."""
    matter = speaker.matter
    heading = speaker.say("council.focus.few" if matter.has_few_answers else "council.focus")
    chosen = () if matter.focus is None else matter.focus.fields
    if not chosen:
        return Section(heading, (speaker.say("council.focus.none"),))
    if matter.has_few_answers:
        heads = (speaker.head("fields"), speaker.say("council.focus.why"))
        reasons = tuple((speaker.release.field(each.field), each.reason) for each in chosen)
        return Section(heading, table=Table(heading, heads, reasons, (40, 60)))
    names = ("head.fields", "minutes.released", "minutes.room", "council.focus.why")
    rows = tuple(
        (
            speaker.release.field(each.field),
            speaker.released(each.field),
            _room(speaker, matter, each.field),
            each.reason,
        )
        for each in chosen
    )
    return Section(heading, table=Table(heading, tuple(map(speaker.say, names)), rows, (26, 26, 20, 28)))


def _room(speaker: PlanSpeaker, matter: Matter, field: str) -> str:
    """Return on which value the room agreed in a field; of a dissent only that there is one."""
    for agreed in matter.agreed:
        if (agreed.consensus.kind, agreed.consensus.key) == ("field", field):
            value = agreed.consensus.outcome == "value"
            return speaker.agreed_value(agreed.consensus) if value else speaker.say("minutes.dissent")
    return "–"


def _costs(speaker: PlanSpeaker) -> Section:
    planned = speaker.matter.planned
    heading = speaker.say("council.costs")
    if not planned:
        return Section(heading, (speaker.say("council.none"),))
    rows = tuple(
        (
            str(each.number),
            each.title,
            speaker.known(None if each.hours is None else str(each.hours)),
            speaker.known(speaker.coded("euro", each.euro_class)),
            speaker.known(each.funding),
        )
        for each in planned
    )
    heads = tuple(speaker.head(name) for name in ("number", "title", "hours", "euro_class", "funding"))
    table = Table(speaker.say("council.costs.table"), heads, rows, (7, 38, 15, 18, 22))
    return Section(heading, tuple(_sums(speaker, planned)), table=table)


def _sums(speaker: PlanSpeaker, planned: Sequence[Measure]) -> Iterator[str]:
    """Yield sums only of what is given: upper limits of money where no measure lacks its class, of those with one."""
    unknown = [each for each in planned if each.euro_class is None]
    over = [each for each in planned if each.euro_class == "over_20000"]
    limits = [_LIMITS[each.euro_class] for each in planned if each.euro_class in _LIMITS]
    if unknown:
        yield speaker.say("council.costs.open", numbers=_numbers(speaker, unknown))
    elif limits:
        name = "council.costs.most" if sum(limits) else "council.costs.nothing"
        without = f"{name}.without" if over else name
        numbers = _numbers(speaker, over) if over else ""
        yield speaker.counted(without, len(limits), amount=speaker.euros(sum(limits)), numbers=numbers)
    if over:
        yield speaker.counted("council.costs.over", len(over), numbers=_numbers(speaker, over))
    yield _hours(speaker, planned)


def _hours(speaker: PlanSpeaker, planned: Sequence[Measure]) -> str:
    hours = [each.hours for each in planned if each.hours is not None]
    if not hours:
        return speaker.counted("council.hours.open", len(planned))
    said = speaker.counted("council.hours.count", sum(hours))
    if len(planned) == 1:
        return speaker.say("council.hours.one", hours=said)
    return speaker.say("council.hours", count=len(hours), all=len(planned), hours=said)


def _tabled(speaker: PlanSpeaker, name: str, columns: tuple[str, ...], widths: tuple[int, ...]) -> Section:
    """Return a section with a table of measures, in which what is missing is called open."""
    heading, planned = speaker.say(f"council.{name}"), speaker.matter.planned
    if not planned:
        return Section(heading, (speaker.say("council.none"),))
    heads = tuple(speaker.head(column) for column in columns)
    rows = tuple(tuple(speaker.cell(each, column) for column in columns) for each in planned)
    return Section(heading, table=Table(speaker.say(f"council.{name}.table"), heads, rows, widths))


def _effect(speaker: PlanSpeaker) -> Section:
    table = _tabled(speaker, "effect", ("number", "title", "indicator", "baseline", "target"), (7, 33, 24, 18, 18))
    planned = speaker.matter.planned
    if not planned:
        return table
    days = sorted({day for _, days in speaker.review_dates(planned) for day in days})
    dates = (speaker.say("council.effect.dates", days=speaker.days(days)),) if days else ()
    return Section(table.heading, (*dates, speaker.say("council.effect.again")), table=table.table)


def _enclosures(speaker: PlanSpeaker) -> Section:
    """Return what goes with the paper: no release with names, and no values that are nearly those of single people."""
    matter = speaker.matter
    is_open = matter.release.mode == "open"
    kept = {"release": is_open, "minutes": matter.has_few_answers}
    names = [name for name in ("plan", "minutes", "release") if not kept.get(name)]
    points = tuple(speaker.say(f"council.enclosure.{name}", hash=matter.release_hash) for name in names)
    paragraphs = tuple(speaker.say(f"council.kept.{name}") for name, is_kept in kept.items() if is_kept)
    return Section(speaker.say("council.enclosures"), paragraphs, points)


def _numbers(speaker: PlanSpeaker, measures: Sequence[Measure]) -> str:
    return speaker.listed(speaker.say("council.measure.name", number=each.number) for each in measures)
