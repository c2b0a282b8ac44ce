"""Exporting a release in a form that other programs open, and noting that somebody did."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.core.releases import Release, read_release
from selfcheck_service.core.scoring import Plan
from selfcheck_service.reports.file_names import file_name
from selfcheck_service.reports.releases import About, Delimiter, release_csv
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.releases import StoredRelease, find_release
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.aside import aside, in_turn
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans

Form = Literal["csv", "xlsx"]
_SHORT_ID = 8


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What somebody wants of a release.

    `speak` chooses one of the languages of the questionnaire. `has` tells of the SHA-256 of a file whether the caller
    has it already. `delimiter` and `byte_order_mark` are for CSV only. `made_up`: everything in the service is, and the
    file says so. `is_looked_at`: only the head of the answer is sent, so nothing leaves the service.
    """

    round_id: uuid.UUID
    number: int
    form: Form
    speak: Callable[[Sequence[str]], str]
    has: Callable[[str], bool]
    delimiter: Delimiter = ","
    byte_order_mark: bool = False
    made_up: bool = False
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its bytes, their SHA-256, a name of letters, digits and hyphens that no other release has, its language.

    `content` is None where the caller has the file already: nothing is sent, and so nothing was exported.
    """

    content: bytes | None
    digest: str
    file_name: str
    language: str


@in_turn
async def export_release(database: Database, plans: Plans, deed: Deed, wish: ExportWish) -> Export:
    """Return a release in the form that is wished for. Raises `NotFound` where there is none in reach."""
    async with database.reading() as transaction:
        found = await find_release(transaction, wish.round_id, wish.number, reach=deed.reach)
        if found is None:
            raise NotFound("unknown_release", id=str(wish.round_id), number=wish.number)
        its_round = await get_round(transaction, deed.reach, found.round_id)
        municipality = await get_municipality(transaction, deed.reach, found.municipality_id)
    about = About(its_round.title, municipality.name, wish.made_up)
    # A large one takes a while, and others are waiting to be answered.
    release = await aside(partial(read_release, found.document))
    plan = await plans.get(release.questionnaire, release.version)
    language = wish.speak(plan.languages)
    content = await aside(partial(_written, release, plan, about, language, wish))
    digest = hashlib.sha256(content).hexdigest()
    name = _name(release, about, f"{found.number}-{language}", wish.form)
    if wish.has(digest):
        return Export(None, digest, name, language)
    if not wish.is_looked_at:
        await _note(database, deed, found, wish.form)
    return Export(content, digest, name, language)


def _written(release: Release, plan: Plan, about: About, language: str, wish: ExportWish) -> bytes:
    if wish.form == "csv":
        marked = wish.byte_order_mark
        return release_csv(release, plan, about, language, delimiter=wish.delimiter, byte_order_mark=marked)
    from selfcheck_service.reports.releases.workbook import release_workbook  # noqa: PLC0415 - slow to load, rarely used

    return release_workbook(release, plan, about, language)


def _name(release: Release, about: About, edition: str, form: Form) -> str:
    """Return a name by which people find a file again; the end of the round's id tells rounds of one day apart."""
    made_up = "demo" if about.made_up else ""
    short_id = release.round[-_SHORT_ID:]
    return file_name(made_up, about.municipality, about.title, release.closed_on, short_id, edition, ending=form)


async def _note(database: Database, deed: Deed, found: StoredRelease, form: Form) -> None:
    place = {"municipality_id": found.municipality_id, "round_id": found.round_id}
    async with database.transaction() as transaction:
        await note(transaction, deed.event("round_exported", **place, number=found.number, form=form))
