"""Preparing a workshop from a release: the brief with its schedule, in a form that is wished for."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.scoring import Plan, parse_profile
from selfcheck_service.core.workshop import About, Kind, PreparedWorkshop, prepare_brief, prepare_workshop
from selfcheck_service.reports.file_names import in_plain_letters
from selfcheck_service.reports.pdf import PrintJob, make_pdf_aside
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.releases import StoredRelease, find_release
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.aside import aside, in_turn
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans

_SHORT_ID = 8
# Whose fields a brief has cards for: those that the room chose as soon as it has, or those of its own proposal.
Focus = Literal["chosen", "proposed"]


@dataclass(frozen=True, slots=True)
class BriefWish:
    """For which workshop somebody prepares, and in which form.

    `speak` chooses one of the languages of the questionnaire. Without `people` the schedule is for as many as took
    part. `write` makes the bytes, or what prints them; it is called outside the event loop. `exported` is what the
    trail calls the form where it is a file that leaves the service, and None for the JSON that says no more than the
    release. `has` tells of the SHA-256 of the bytes whether the caller has them already. `made_up`
    tells that the service is a demo, `is_looked_at` that only the head of the answer is sent. `focus` asks for the
    brief of the fields that the room chose, which is that of the proposal until it chooses, or for the proposal.
    """

    round_id: uuid.UUID
    number: int
    kind: Kind
    people: int | None
    speak: Callable[[Sequence[str]], str]
    write: Callable[[PreparedWorkshop], bytes | PrintJob]
    has: Callable[[str], bool]
    made_up: bool = False
    is_looked_at: bool = False
    exported: str | None = None
    focus: Focus = "chosen"


@dataclass(frozen=True, slots=True)
class Briefing:
    """What was made: its bytes, their SHA-256, a name for a file without its ending, and the language.

    The name is of small letters, digits and hyphens, and no other release has it. `content` is None where the caller
    has the file already.
    """

    content: bytes | None
    digest: str
    file_name: str
    language: str


@in_turn
async def brief_workshop(database: Database, plans: Plans, deed: Deed, wish: BriefWish) -> Briefing:
    """Return the brief of a release with its schedule, in the form that is wished for.

    Raises `NotFound` where there is no such release in reach.
    """
    async with database.reading() as transaction:
        found = await find_release(transaction, wish.round_id, wish.number, reach=deed.reach)
        if found is None:
            raise NotFound("unknown_release", id=str(wish.round_id), number=wish.number)
        round_ = await get_round(transaction, deed.reach, wish.round_id)
        municipality = await get_municipality(transaction, deed.reach, found.municipality_id)
        room = await find_focus_fields(transaction, wish.round_id, reach=deed.reach)
    chosen = room.keys if room is not None and wish.focus == "chosen" else ()
    plan = await plans.get(round_.questionnaire, round_.version)
    language = wish.speak(plan.languages)
    about = About(municipality.name, round_.title, wish.made_up)
    # Reading a large release and finding its cards takes a while, and others are waiting to be answered.
    prepared, written = await aside(
        partial(_written, wish, about, language, round_.terms, plan=plan, document=found.document, chosen=chosen)
    )
    content = await make_pdf_aside(written) if isinstance(written, PrintJob) else written
    digest = hashlib.sha256(content).hexdigest()
    name = _name(about, round_, prepared, wish.number)
    if wish.has(digest):
        return Briefing(None, digest, name, language)
    if wish.exported is not None and not wish.is_looked_at:
        await _note(database, deed, found, wish.exported)
    return Briefing(content, digest, name, language)


def _written(
    wish: BriefWish,
    about: About,
    language: str,
    terms: Terms,
    *,
    plan: Plan,
    document: bytes,
    chosen: Sequence[str],
) -> tuple[PreparedWorkshop, bytes | PrintJob]:
    profile = parse_profile(plan.questionnaire, terms.profile, [])
    brief = prepare_brief(read_release(document), plan, language=language, profile=profile, chosen=chosen)
    prepared = prepare_workshop(brief, wish.kind, wish.people, about)
    return prepared, wish.write(prepared)


def _name(about: About, round_: RoundRow, prepared: PreparedWorkshop, number: int) -> str:
    """Return a name by which people find a file again; the end of the round's id tells rounds of one day apart."""
    brief, kind = prepared.brief, prepared.schedule.kind
    edition = (str(round_.id)[-_SHORT_ID:], str(number), "workshop", kind, brief.language)
    made_up = "demo" if about.made_up else ""
    parts = (made_up, about.municipality, about.round_title, brief.closed_on, *edition)
    return "-".join(filter(None, map(in_plain_letters, parts)))


async def _note(database: Database, deed: Deed, found: StoredRelease, form: str) -> None:
    place = {"municipality_id": found.municipality_id, "round_id": found.round_id}
    async with database.transaction() as transaction:
        await note(transaction, deed.event("round_exported", **place, number=found.number, form=form))
