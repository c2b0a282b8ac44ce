"""Re-checking the measures of a round by the release of a later one, as data and as files."""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Literal, TypeVar

from selfcheck_service.core.definition import InputInvalid, NotFound, Problem
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import Measure, Review
from selfcheck_service.core.recheck import recheck_measures, spoken_recheck, with_published
from selfcheck_service.reports.file_names import file_name
from selfcheck_service.reports.pdf import make_pdf_aside
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.page import Page
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.recheck_page import RecheckAbout, recheck_page
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.measures import list_measures, list_reviews
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.aside import aside, in_turn
from selfcheck_service.use_cases.comparing import Compared, Named, compare_releases
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.exporting import Export
from selfcheck_service.use_cases.ground import find_ground
from selfcheck_service.use_cases.plans import Plans

Shown = TypeVar("Shown")
LATER_ROUND = "later_round"
RecheckForm = Literal["html", "pdf"]
# The end of the round's id tells rounds of one day apart.
_SHORT_ID = 4


@dataclass(frozen=True, slots=True)
class RecheckAsked:
    """Which rounds somebody sets beside each other, the earlier one first, and in which language.

    Rounds outside of `reach` are unknown to whoever asks; `now` is when they ask.
    """

    reach: Reach
    rounds: tuple[uuid.UUID, uuid.UUID]
    now: datetime
    language: str


@dataclass(frozen=True, slots=True)
class RecheckWish:
    """Which rounds somebody wants beside each other, the earlier one first, and as what file.

    In German (`de`) or English (`en`). `has` tells of the SHA-256 of a file whether the caller has it already.
    `made_up`: everything in the service is. `is_looked_at`: only the head of the answer is sent, so nothing leaves the
    service.
    """

    rounds: tuple[uuid.UUID, uuid.UUID]
    form: RecheckForm
    language: str
    has: Callable[[str], bool]
    made_up: bool = False
    is_looked_at: bool = False


async def recheck_round(
    database: Database, plans: Plans, asked: RecheckAsked, *, show: Callable[[dict[str, Any]], Shown]
) -> Shown:
    """Return what `show` makes of the re-check of a round by a later one.

    Both are read by the releases that were made last. Raises `NotFound` where the earlier round is not in reach,
    `Conflict` where it has no release, and `InputInvalid` where the later one is not in reach, has none, or cannot be
    compared with it; the location of its problems is the name of a parameter.
    """

    def shown(compared: Compared, measures: Sequence[Measure], reviews: Mapping[str, Sequence[Review]]) -> Shown:
        return show(_spoken(compared, measures, reviews, asked.language))

    return await _rechecked(database, plans, asked, show=shown)


async def lay_out_recheck(database: Database, plans: Plans, asked: RecheckAsked) -> Page:
    """Return the re-check of a round by a later one as a written page, in German (`de`) or English (`en`).

    It says what the files say, word for word. Raises what `recheck_round` raises.
    """
    _, _, page = await _laid_out(database, plans, asked, made_up=False)
    return page


@in_turn
async def write_recheck(database: Database, plans: Plans, deed: Deed, wish: RecheckWish) -> Export:
    """Return the re-check of a round by a later one as a file, and note that somebody took it.

    Raises what `recheck_round` raises, `PdfNotMade`, and `PrintersBusy`.
    """
    asked = RecheckAsked(deed.reach, wish.rounds, deed.at, wish.language)
    found, about, page = await _laid_out(database, plans, asked, made_up=wish.made_up)
    content = await _file(page, found, wish)
    digest = hashlib.sha256(content).hexdigest()
    name = _name(found, about, wish)
    if wish.has(digest):
        return Export(None, digest, name, wish.language)
    if not wish.is_looked_at:
        await _note_export(database, deed, wish, found.compared.numbers[0])
    return Export(content, digest, name, wish.language)


async def _note_export(database: Database, deed: Deed, wish: RecheckWish, number: int) -> None:
    """Note in the audit trail that somebody took a re-check; `number` is that of the earlier release."""
    async with database.transaction() as transaction:
        earlier = await get_round(transaction, deed.reach, wish.rounds[0])
        place = {"municipality_id": earlier.municipality_id, "round_id": earlier.id}
        form, later = f"recheck.{wish.form}", str(wish.rounds[1])
        await note(transaction, deed.event("round_exported", **place, number=number, form=form, later_round=later))


async def _laid_out(
    database: Database, plans: Plans, asked: RecheckAsked, *, made_up: bool
) -> tuple["_Written", RecheckAbout, Page]:
    """Return the re-check, what it does not name itself, and the page of both."""

    def show(compared: Compared, measures: Sequence[Measure], reviews: Mapping[str, Sequence[Review]]) -> _Written:
        return _Written(compared, _spoken(compared, measures, reviews, asked.language))

    found = await _rechecked(database, plans, asked, show=show)
    async with database.reading() as transaction:
        earlier, later = [await get_round(transaction, asked.reach, each) for each in asked.rounds]
        municipality = await get_municipality(transaction, asked.reach, later.municipality_id)
    titles = earlier.title, later.title
    about = _about(found.compared, municipality.name, titles, language=asked.language, made_up=made_up)
    return found, about, await aside(partial(recheck_page, found.spoken, about))


@dataclass(frozen=True, slots=True)
class _Written:
    """A comparison, and the re-check made of it in a language."""

    compared: Compared
    spoken: dict[str, Any]


def _about(
    compared: Compared, municipality: str, rounds: tuple[str, str], *, language: str, made_up: bool
) -> RecheckAbout:
    """Return what the page names beside the re-check, in the words of the versions."""
    titles: dict[str, str] = {}
    for version in compared.questionnaires:
        source = version.languages[0]
        titles |= {each.key: Text(each.title).in_language(language, source) for each in version.perspectives}
    title = Text(compared.questionnaires[0].title).in_language(language, compared.questionnaires[0].languages[0])
    return RecheckAbout(municipality, " ".join(title.split()), rounds, titles, made_up)


async def _file(page: Page, found: _Written, wish: RecheckWish) -> bytes:
    if wish.form == "html":
        return await aside(partial(page_as_html, page))
    return await make_pdf_aside(print_job(page, date.fromisoformat(found.spoken["later"]["closed_on"])))


def _name(found: _Written, about: RecheckAbout, wish: RecheckWish) -> str:
    """Return a name by which people find a file again."""
    made_up = "demo" if about.made_up else ""
    days = (found.spoken[side]["closed_on"] for side in ("earlier", "later"))
    parts = (made_up, about.municipality, about.rounds[0], *days, str(wish.rounds[1])[-_SHORT_ID:])
    return file_name(*parts, "recheck", wish.language, ending=wish.form)


async def _rechecked(
    database: Database,
    plans: Plans,
    asked: RecheckAsked,
    *,
    show: Callable[[Compared, Sequence[Measure], Mapping[str, Sequence[Review]]], Shown],
) -> Shown:
    """Return what `show` makes of the comparison, of the measures and of their reviews, by measure."""
    earlier, later = asked.rounds
    ground = await find_ground(database, plans, asked.reach, earlier)
    async with database.reading() as transaction:
        number = await _number_of(transaction, asked.reach, later)
        measures = await list_measures(transaction, ground.row.id, reach=asked.reach)
        reviews: dict[str, list[Review]] = {}
        for review in await list_reviews(transaction, ground.row.id):
            reviews.setdefault(review.measure, []).append(review)

    def shown(compared: Compared) -> Shown:
        return show(compared, measures, reviews)

    names = Named(earlier, ground.release.number), Named(later, number)
    try:
        return await compare_releases(database, plans, asked.reach, names, now=asked.now, show=shown)
    except InputInvalid as refused:
        problems = [Problem(LATER_ROUND, problem.code, problem.parameters) for problem in refused.problems]
        raise InputInvalid(problems) from None


def _spoken(
    compared: Compared, measures: Sequence[Measure], reviews: Mapping[str, Sequence[Review]], language: str
) -> dict[str, Any]:
    earlier = compared.questionnaires[0]
    recheck = with_published(recheck_measures(compared.over_time, earlier, measures, reviews), *compared.releases)
    found = spoken_recheck(recheck, earlier, language)
    for side, number in zip(("earlier", "later"), compared.numbers, strict=True):
        found[side]["number"] = number
    return found


async def _number_of(transaction: Transaction, reach: Reach, round_id: uuid.UUID) -> int:
    """Return the number of the newest release of the later round; one out of reach looks like none."""
    try:
        later = await get_round(transaction, reach, round_id)
    except NotFound as missing:
        raise InputInvalid([Problem(LATER_ROUND, missing.problem.code, missing.problem.parameters)]) from None
    release = await find_newest(transaction, later.id)
    if release is None:
        raise InputInvalid([Problem(LATER_ROUND, "unknown_release", {"id": str(later.id), "number": 1})])
    return release.number
