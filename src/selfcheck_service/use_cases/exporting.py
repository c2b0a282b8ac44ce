"""Exporting a release in a form that other programs open, and noting that somebody did."""

import asyncio
import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.core.releases import Release, read_release
from selfcheck_service.core.scoring import Plan
from selfcheck_service.reports.releases import Delimiter, release_csv
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.releases import StoredRelease, find_release
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans

Form = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What somebody wants of a release.

    `speak` chooses one of the languages of the questionnaire. `has` tells of the SHA-256 of a file whether the caller
    has it already. `delimiter` and `byte_order_mark` are for CSV only.
    """

    round_id: uuid.UUID
    number: int
    form: Form
    speak: Callable[[Sequence[str]], str]
    has: Callable[[str], bool]
    delimiter: Delimiter = ","
    byte_order_mark: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its bytes, their SHA-256, a name of letters, digits and hyphens, and its language.

    `content` is None where the caller has the file already: nothing is sent, and so nothing was exported.
    """

    content: bytes | None
    digest: str
    file_name: str
    language: str


async def export_release(database: Database, plans: Plans, deed: Deed, wish: ExportWish) -> Export:
    """Return a release in the form that is wished for. Raises `NotFound` where there is none in reach."""
    async with database.reading() as transaction:
        found = await find_release(transaction, wish.round_id, wish.number, reach=deed.reach)
    if found is None:
        raise NotFound("unknown_release", id=str(wish.round_id), number=wish.number)
    # A large one takes a while, and others are waiting to be answered.
    release = await asyncio.to_thread(read_release, found.document)
    plan = await plans.get(release.questionnaire, release.version)
    language = wish.speak(plan.languages)
    content = await asyncio.to_thread(_written, release, plan, language, wish)
    digest = hashlib.sha256(content).hexdigest()
    name = f"{release.questionnaire}-{release.closed_on}-{found.number}-{language}.{wish.form}"
    if wish.has(digest):
        return Export(None, digest, name, language)
    await _note(database, deed, found, wish.form)
    return Export(content, digest, name, language)


def _written(release: Release, plan: Plan, language: str, wish: ExportWish) -> bytes:
    if wish.form == "csv":
        return release_csv(release, plan, language, delimiter=wish.delimiter, byte_order_mark=wish.byte_order_mark)
    from selfcheck_service.reports.releases.workbook import release_workbook  # noqa: PLC0415 - slow to load, rarely used

    return release_workbook(release, plan, language)


async def _note(database: Database, deed: Deed, found: StoredRelease, form: Form) -> None:
    place = {"municipality_id": found.municipality_id, "round_id": found.round_id}
    async with database.transaction() as transaction:
        await note(transaction, deed.event("round_exported", **place, number=found.number, form=form))
