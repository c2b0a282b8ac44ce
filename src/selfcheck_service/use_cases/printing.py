"""Printed forms: of a version for everybody, and of a round for those who are invited to it."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from datetime import date

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.definition.texts import Text, is_german
from selfcheck_service.core.rounds.form_codes import form_code
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.paper_welcome import paper_welcome
from selfcheck_service.core.rounds.spoken import spoken_moment
from selfcheck_service.core.scoring import Plan, parse_profile
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.reports.forms import Form, Heading, Sheet, form_of_sheet, room_on_paper, sheet_of
from selfcheck_service.reports.forms.words import word_on_form
from selfcheck_service.reports.pdf import PrintJob, make_pdf_aside
from selfcheck_service.storage import Database
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.questionnaires import get_questionnaire
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.aside import in_turn
from selfcheck_service.use_cases.days import HERE, day_here
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.printed_forms import PrintedForm, PrintedForms, Wanted

_PLAIN_GERMAN = "de-simple"
# Counts on where the same questionnaire gets other numbers on paper than before: forms that are out already then have
# another code, and nobody types their answers in under wrong numbers.
_NUMBERING = "2"
Speaker = Callable[[Sequence[str]], str]


def code_of_form(plan: Plan, form: str | None) -> str:
    """Return the code of a form that belongs to no round, canonical."""
    return form_code("version", plan.definition_hash, form or "")


def code_of_round_form(plan: Plan, its_round: RoundRow, perspective: str) -> str:
    """Return the code of a form of a round, canonical: another one once version, perspective or terms are others."""
    return form_code("round", _NUMBERING, plan.definition_hash, str(its_round.id), its_round.terms_hash, perspective)


async def sheet_of_round(plans: Plans, plan: Plan, its_round: RoundRow, perspective: str) -> Sheet:
    """Return what the form of a round asks from a perspective ("" where there are none): what its profile leaves."""
    with_room = await plans.with_units(plan, room_on_paper(plan))
    # What the round was made with has been checked.
    profile = parse_profile(plan.questionnaire, its_round.profile, [])
    form = form_of(plan, perspective or None)
    return sheet_of(with_room, form, free_texts=its_round.free_texts, profile=profile)


def require_paper(its_round: RoundRow) -> None:
    """Raise `Conflict` for an open round: its people read each other and can erase, and nobody can so on paper."""
    if its_round.mode == "open":
        raise Conflict("paper_in_open_round")


async def print_form(
    database: Database, plans: Plans, kept: PrintedForms, key: str, version: str, *, form: str | None, speak: Speaker
) -> PrintedForm:
    """Return the form of a version that belongs to no round; without `form` the first one. It is printed once and kept.

    Raises `NotFound` where the version was never published, and `InputInvalid` for a form that it does not have.
    """
    plan = await plans.get(key, version)
    async with database.reading() as transaction:
        published = await get_questionnaire(transaction, key, version)
    names = [each.key for each in plan.questionnaire.forms]
    if form is not None and form not in names:
        words = {"name": shown(form), "allowed": ", ".join(names) or "–"}
        raise InputInvalid([Problem("?form", "unknown_form", words)])
    asked = form or next(iter(names), None)
    language = speak(plan.questionnaire.spoken)

    async def make() -> PrintedForm:
        sheet = sheet_of(await plans.with_units(plan, room_on_paper(plan)), asked)
        made = form_of_sheet(sheet, Heading(code_of_form(plan, asked)), language)
        return await _printed(made, language, f"{key}-{version}", day_here(published.published_at))

    return await kept.get(Wanted(plan.definition_hash, asked, language), make)


@in_turn
async def print_form_of_round(
    database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, *, perspective: str | None, speak: Speaker
) -> PrintedForm:
    """Return the form of a round for one of its perspectives; without `perspective` for the only one.

    Raises `NotFound` where there is no such round in reach, `Conflict` where it is an open one, and `InputInvalid` for
    a perspective that it does not have.
    """
    async with database.reading() as transaction:
        found = await get_round(transaction, reach, round_id)
        require_paper(found)
        municipality = await get_municipality(transaction, reach, found.municipality_id)
    plan = await plans.get(found.questionnaire, found.version)
    asked = _perspective(found, perspective)
    language = speak(_languages(found))
    heading = _heading(plan, found, asked, municipality.name, language)
    made = form_of_sheet(await sheet_of_round(plans, plan, found, asked), heading, language)
    name = f"{found.questionnaire}-{found.version}{f'-{asked}' if asked else ''}"
    return await _printed(made, language, name, day_here(found.opens_at))


def _heading(plan: Plan, its_round: RoundRow, perspective: str, municipality: str, language: str) -> Heading:
    title = next((each.title for each in plan.questionnaire.perspectives if each.key == perspective), None)
    closes_at = its_round.closes_at.astimezone(HERE)
    own_words = asks_own_words(plan.questionnaire, [perspective])
    told = paper_welcome(
        its_round.terms, closes_at, perspective=title, erase_on=its_round.erase_on, own_words=own_words
    )
    facts = {
        "municipality": municipality,
        "round": its_round.title,
        "perspective": "" if title is None else Text(title).in_language(language),
        "closes": spoken_moment(closes_at, language),
    }
    return Heading(
        code=code_of_round_form(plan, its_round, perspective),
        facts=tuple((word_on_form(language, name), value) for name, value in facts.items() if value),
        statements=tuple(each.text.in_language(language) for each in told),
        blanks=(word_on_form(language, "access_code"),),
        in_round=True,
    )


def _perspective(its_round: RoundRow, asked: str | None) -> str:
    known = its_round.perspectives
    if asked is None and len(known) <= 1:
        return known[0] if known else ""
    if asked is None:
        raise InputInvalid([Problem("?perspective", "missing", {"name": "perspective"})])
    if asked not in known:
        words = {"name": shown(asked), "allowed": ", ".join(known) or "–"}
        raise InputInvalid([Problem("?perspective", "unknown_perspective", words)])
    return asked


def _languages(its_round: RoundRow) -> tuple[str, ...]:
    """Return the languages of the form: the round's, and plain German beside German."""
    german = any(is_german(each) for each in its_round.languages)
    return (*its_round.languages, *([_PLAIN_GERMAN] if german and _PLAIN_GERMAN not in its_round.languages else []))


async def _printed(form: Form, language: str, name: str, day: date) -> PrintedForm:
    content = await make_pdf_aside(PrintJob("form", form, language, form.title, day))
    return PrintedForm(content, hashlib.sha256(content).hexdigest(), f"{name}-{language}.pdf", language)
