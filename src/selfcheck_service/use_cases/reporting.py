"""Writing what follows a workshop, from what the room decided, and noting that somebody took it with them."""

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from selfcheck_service.core.ballots.counting import Tally, in_words, result_of
from selfcheck_service.core.ballots.matrix import PlacedCard, Position
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.planning import Consensus, FocusFields, Measure, Review, Withdrawn
from selfcheck_service.core.planning.agreeing import original_of
from selfcheck_service.core.planning.focus import fields_of
from selfcheck_service.core.planning.readiness import prepare_readiness
from selfcheck_service.core.releases import Release, read_release
from selfcheck_service.core.scoring import Plan, parse_profile
from selfcheck_service.core.workshop.choosing import ONLY_FURTHEST, choose
from selfcheck_service.core.workshop.fields_seen import see_release
from selfcheck_service.reports.file_names import file_name
from selfcheck_service.reports.pdf import make_pdf_aside
from selfcheck_service.reports.planning.calendar import action_plan_calendar
from selfcheck_service.reports.planning.comma_separated import action_plan_csv
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.document import action_plan_json
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.matter import Agreed, BallotSeen, Matter, OptionSeen
from selfcheck_service.reports.planning.minutes import minutes_page
from selfcheck_service.reports.planning.page import Page
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.plan_page import action_plan_page
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from selfcheck_service.reports.releases import Delimiter
from selfcheck_service.reports.releases.speaker import About, speaker_of
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.ballots import BallotRow, list_ballots
from selfcheck_service.storage.consensus import find_focus_fields, list_entries
from selfcheck_service.storage.matrix import list_positions
from selfcheck_service.storage.measures import count_changes, list_measures, list_reviews, list_withdrawn
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.releases import StoredRelease, find_newest
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.aside import aside, in_turn
from selfcheck_service.use_cases.ballot_ends import settle_round
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.exporting import Export
from selfcheck_service.use_cases.ground import Ground
from selfcheck_service.use_cases.laying import lay_table
from selfcheck_service.use_cases.plans import Plans

ReportName = Literal["action-plan", "minutes", "council-paper", "public-version"]
ReportForm = Literal["json", "csv", "xlsx", "ics", "html", "pdf"]
_PAGES: Mapping[ReportName, Callable[[PlanSpeaker], Page]] = {
    "action-plan": action_plan_page,
    "minutes": minutes_page,
    "council-paper": council_page,
    "public-version": public_page,
}
# The end of the round's id tells rounds of one day apart.
_SHORT_ID = 4
# So many of the newest ballots stand in the minutes.
_MOST_BALLOTS = 100


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What somebody wants to have written, in German (`de`) or English (`en`); the public version in `de-simple`, too.

    All forms but `html` and `pdf` are of the action plan only. `has` tells of the SHA-256 of a file whether the caller
    has it already. `delimiter` and `byte_order_mark` are for CSV only. `made_up`: everything in the service is.
    `is_looked_at`: the caller asks only what they would get, and takes nothing with them.
    """

    round_id: uuid.UUID
    name: ReportName
    form: ReportForm
    language: str
    has: Callable[[str], bool]
    delimiter: Delimiter = ","
    byte_order_mark: bool = False
    made_up: bool = False
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class _Decided:
    """What is stored of a round after its workshop; `release` is the newest, None where it was withdrawn.

    `is_read`: people read what is written, and not programs, so that it has the places of cards.
    """

    row: RoundRow
    release: StoredRelease | None
    about: About
    focus: FocusFields | None
    entries: Sequence[Consensus]
    measures: Sequence[Measure]
    reviews: Sequence[Review]
    changes: Mapping[str, int]
    withdrawn: Mapping[str, Withdrawn]
    ballots: Sequence[BallotRow]
    moved: Mapping[str, Position]
    is_read: bool


@in_turn
async def write_report(database: Database, plans: Plans, deed: Deed, wish: ReportWish) -> Export:
    """Return what is wished for, made from the newest release and from what the room decided.

    Raises `NotFound` where there is no such round in reach, `Conflict` where it has no release, `PdfNotMade`, and
    `PrintersBusy`. An action plan outlives its release: that of an open round is withdrawn when its time is over.
    """
    decided = await _decided(database, deed, wish)
    if any(each.is_open and each.closes_at <= deed.at for each in decided.ballots):
        # Nobody votes any more, and what the room has voted belongs into its papers.
        await settle_round(database, decided.row.id, now=deed.at, new_id=deed.new_id)
        decided = await _decided(database, deed, wish)
    row, found = decided.row, decided.release
    if found is None and (wish.name != "action-plan" or not row.releases_made):
        raise Conflict("round_without_release")
    plan = await plans.get(row.questionnaire, row.version)
    # Two hundred measures take a while, and others are waiting to be answered.
    matter = await aside(partial(_matter, decided, plan, wish.language))
    content = await _written(matter, wish)
    digest = hashlib.sha256(content).hexdigest()
    name = _name(matter, wish)
    if wish.has(digest):
        return Export(None, digest, name, wish.language)
    if not wish.is_looked_at:
        place = {"municipality_id": row.municipality_id, "round_id": row.id}
        number = row.releases_made if found is None else found.number
        async with database.transaction() as transaction:
            event = deed.event("round_exported", **place, number=number, form=f"{wish.name}.{wish.form}")
            await note(transaction, event)
    return Export(content, digest, name, wish.language)


async def _decided(database: Database, deed: Deed, wish: ReportWish) -> _Decided:
    reach = deed.reach
    async with database.reading() as transaction:
        row = await get_round(transaction, reach, wish.round_id)
        municipality = await get_municipality(transaction, reach, row.municipality_id)
        return _Decided(
            row=row,
            release=await find_newest(transaction, row.id),
            about=About(row.title, municipality.name, wish.made_up),
            focus=await find_focus_fields(transaction, row.id, reach=reach),
            entries=await list_entries(transaction, row.id, reach=reach),
            measures=await list_measures(transaction, row.id, reach=reach),
            reviews=await list_reviews(transaction, row.id),
            changes=await count_changes(transaction, row.id),
            withdrawn=await list_withdrawn(transaction, row.id),
            ballots=await list_ballots(transaction, row.id, after=None, limit=_MOST_BALLOTS),
            moved=await list_positions(transaction, row.id),
            is_read=wish.form in ("html", "pdf"),
        )


def _matter(decided: _Decided, plan: Plan, language: str) -> Matter:
    found, focus = decided.release, decided.focus
    last = _withdrawn(decided, plan) if found is None else read_release(found.document)
    matter = Matter(
        release=last,
        release_hash=_hash_of(decided),
        plan=plan,
        about=decided.about,
        focus=focus,
        originals={},
        agreed=(),
        measures=tuple(decided.measures),
        reviews=tuple(decided.reviews),
        changes=decided.changes,
        withdrawn=decided.withdrawn,
        readiness=prepare_readiness(plan.structure, focus, decided.measures, language),
        # The first one first; of one that is open nothing is told.
        ballots=tuple(
            _seen(each, each.phones, language) for each in reversed(decided.ballots) if each.phones is not None
        ),
        strengths=(),
    )
    return matter if found is None else _with_figures(matter, decided, found, language)


def _seen(ballot: BallotRow, phones: Tally, language: str) -> BallotSeen:
    """Return what came of a ballot that is closed, options by their dots."""
    result = result_of(ballot.question, phones, ballot.paper, language)
    options = tuple(OptionSeen(each.key, each.title, each.dots, each.place) for each in result.options)
    return BallotSeen(
        id=str(ballot.id),
        title=ballot.title,
        voters=result.phone_ballots + result.paper_ballots,
        options=options,
        words=in_words(result, ballot.people, language, paper_late=ballot.paper_late),
    )


def _with_figures(matter: Matter, decided: _Decided, found: StoredRelease, language: str) -> Matter:
    """Return the matter with what its release says of what the room spoke about."""
    release, plan = matter.release, matter.plan
    profile = parse_profile(plan.questionnaire, decided.row.terms.profile, [])
    seen = see_release(release, plan, profile)
    speaker = speaker_of(release, plan, matter.about, language)
    # The last entry of each subject holds; what was withdrawn is nowhere.
    last = {(each.kind, each.key): each for each in decided.entries}
    agreed = [each for each in last.values() if each.outcome != "withdrawn"]
    fields = dict.fromkeys(_fields(matter))
    # A field that is built on because none is high is something to build on, and not called a strength.
    strengths = [found for found, reason in choose(seen.asking).strengths if reason not in ONLY_FURTHEST]
    return replace(
        matter,
        originals={key: original_of(seen, "field", key) for key in fields},
        agreed=tuple(Agreed(each, original_of(seen, each.kind, each.key)) for each in agreed),
        strengths=tuple(speaker.field(each.key) for each in strengths),
        cards=_cards(decided, found, plan, language),
    )


def _fields(matter: Matter) -> Iterator[str]:
    """Yield the fields of which papers say what is released: the focus, and what measures aim at."""
    if matter.focus is not None:
        yield from (each.field for each in matter.focus.fields)
    for measure in matter.planned:
        yield from fields_of(measure, matter.plan.structure)


def _cards(decided: _Decided, release: StoredRelease, plan: Plan, language: str) -> tuple[PlacedCard, ...]:
    """Return the cards of the matrix that the room moved, and those that a measure came from or names."""
    spoken = language if language in plan.languages else plan.languages[0]
    named = {each.ref for measure in decided.measures for each in measure.evidence if each.kind == "matrix"}
    named |= {(measure.suggestion or "").partition("@")[0] for measure in decided.measures}
    if not decided.is_read or not (named or decided.moved):
        return ()
    matrix = lay_table(
        Ground(decided.row, release, plan, decided.focus), decided.moved, spoken, named, measures=decided.measures
    )
    return tuple({each.key: each for each in matrix.cards if each.moved is not None or each.key in named}.values())


def _hash_of(decided: _Decided) -> str:
    """Return the hash of the newest release; where it was withdrawn, of the one that was decided on last."""
    if decided.release is not None:
        return decided.release.release_hash
    named = [] if decided.focus is None else [decided.focus.release_hash]
    return [*named, *(each.release_hash for each in decided.measures)][-1] if named or decided.measures else ""


def _withdrawn(decided: _Decided, plan: Plan) -> Release:
    """Return what is left of a release that was withdrawn: which round and which version it was of, and no figure."""
    row = decided.row
    return Release(
        policy=0,
        round=str(row.id),
        mode=row.mode,
        closed_on=str(day_here(row.closes_at)),
        questionnaire=row.questionnaire,
        version=row.version,
        definition_hash=plan.definition_hash,
        terms_hash=row.terms_hash,
        n=0,
        minimum_group_size=row.minimum_group_size,
        groups=(),
        blocks=(),
        total=None,
        gaps=(),
        merges=(),
        ratings=None,
        evaluation=None,
    )


async def _written(matter: Matter, wish: ReportWish) -> bytes:
    if wish.form == "pdf":
        page = await aside(partial(_page, matter, wish))
        return await make_pdf_aside(print_job(page, matter.day))
    return await aside(partial(_file, matter, wish))


def _page(matter: Matter, wish: ReportWish) -> Page:
    return _PAGES[wish.name](PlanSpeaker.of(matter, wish.language))


def _file(matter: Matter, wish: ReportWish) -> bytes:
    match wish.form:
        case "csv":
            marked = wish.byte_order_mark
            return action_plan_csv(matter, wish.language, delimiter=wish.delimiter, byte_order_mark=marked)
        case "json":
            return action_plan_json(matter, wish.language)
        case "ics":
            return action_plan_calendar(matter, wish.language)
        case "xlsx":
            from selfcheck_service.reports.planning.workbook import action_plan_workbook  # noqa: PLC0415 - slow to load, rarely used

            return action_plan_workbook(matter, wish.language)
        case _:
            return page_as_html(_page(matter, wish))


def _name(matter: Matter, wish: ReportWish) -> str:
    """Return a name by which people find a file again."""
    about, release = matter.about, matter.release
    made_up, short_id = "demo" if about.made_up else "", release.round[-_SHORT_ID:]
    parts = (made_up, about.municipality, about.title, release.closed_on, short_id, wish.name, wish.language)
    return file_name(*parts, ending=wish.form)
