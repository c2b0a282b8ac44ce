"""Typing a form in: what somebody filled in by hand becomes a response like any other, that nobody has the key to.

It spends an access code, as the first draft on a screen does, so that the counts of participation stay true and the
same form is not taken twice. Whoever types is told nothing but that it was taken.
"""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.rounds.access_codes import code_hash, read_code
from selfcheck_service.core.rounds.form_codes import read_form_code
from selfcheck_service.core.scoring.states import UNANSWERED
from selfcheck_service.reports.forms import PlaceInUnit, Sheet, key_of_number, places_in_units
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.responses import NewResponse
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.openings import Opening, opening_of
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.printing import code_of_form, code_of_round_form, require_paper, sheet_of_round
from selfcheck_service.use_cases.standing import require_open
from selfcheck_service.use_cases.understanding import Understood, understand

_CHANCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Paper:
    """What somebody types in. `answers` stand under keys of items or under the numbers printed before them."""

    form_code: str
    access_code: str
    answers: Mapping[str, object]
    perspective: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A form that was understood and may be taken; of the access code there is only its hash."""

    opening: Opening
    perspective: str
    code_hash: bytes
    understood: Understood


@dataclass(frozen=True, slots=True)
class _Typed:
    """Answers as a screen would send them, and under which name those at each place were sent."""

    answers: dict[str, object]
    sent_as: dict[tuple[str, ...], str]

    def add_to_unit(self, place: PlaceInUnit, key: str, answer: object) -> None:
        """Add an answer that is asked in each unit; of units that nobody wrote about before it, nothing is said."""
        units = self.answers.setdefault(place.field, [])
        if isinstance(units, list):
            units.extend({} for _ in range(max(place.unit + 1, place.fewest) - len(units)))
            # A single pair has a place in no unit by itself, but its key says where it belongs.
            target = self.answers if place.is_pair else units[place.unit]
            target[key if place.is_pair else place.item] = answer

    def relocated(self, problem: Problem) -> Problem:
        """Return a problem at the place where its answer was sent: under a number, where it stood under one."""
        top, *rest = problem.location.removeprefix("/").split("/")
        # An item of a unit is found by field, unit and its own key.
        for length in (1, 3):
            name = self.sent_as.get(tuple(rest[:length]))
            if top == "answers" and name is not None:
                place = "/".join((pointer("answers", name), *rest[length:]))
                return Problem(place, problem.code, problem.parameters)
        return problem


async def read_paper(database: Database, plans: Plans, reach: Reach, round_id: uuid.UUID, paper: Paper) -> PaperRead:
    """Return what a form says.

    Raises `NotFound` for a round out of reach, `Conflict` where it is an open one, and `InputInvalid` with every fault.
    """
    async with database.reading() as transaction:
        found = await get_round(transaction, reach, round_id)
    require_paper(found)
    opening = opening_of(found, await plans.get(found.questionnaire, found.version))
    problems: list[Problem] = []
    perspective = _perspective(opening, paper, problems)
    code = read_code(paper.access_code)
    if code is None:
        problems.append(Problem("/access_code", "not_an_access_code"))
    sheet = await sheet_of_round(plans, opening.plan, found, perspective)
    typed = _typed(sheet, paper.answers, problems)
    try:
        language = found.languages[0]
        understood = await understand(opening, plans, _body(paper, typed), perspective=perspective, language=language)
    except InputInvalid as faulty:
        raise InputInvalid([*problems, *(typed.relocated(each) for each in faulty.problems)]) from None
    # What stands under a number that is not there is something else than nothing.
    if len(typed.sent_as) == len(paper.answers) and not _says_something(sheet, understood):
        problems.append(Problem("/answers", "paper_without_answers"))
    if code is None or problems:
        raise InputInvalid(problems)
    return PaperRead(opening, perspective, code_hash(found.id.bytes, code), understood)


async def take_paper(transaction: Transaction, deed: Deed, paper: PaperRead, *, chance: Callable[[int], bytes]) -> None:
    """Store a form as a response and spend its access code. `chance(n)` gives n random bytes.

    Raises `NotFound` for a round out of reach, `Conflict` outside its hours, where its terms are others by now or the
    code is good for nothing any more, and `InputInvalid` where the code is for another perspective or for many people.
    """
    known = paper.opening.round
    # Nobody seals the round or changes its hours until this is done.
    hours = await storage.find_hours(transaction, known.municipality_id, known.id, now=deed.at)
    found = await get_round(transaction, deed.reach, known.id)
    if hours is None:
        raise NotFound("unknown_round", id=known.id)
    require_open(hours)
    if found.terms_hash != known.terms_hash:
        raise Conflict("terms_changed")
    if await storage.is_shared(transaction, known.id, paper.code_hash):
        raise InputInvalid([Problem("/access_code", "access_code_not_personal")])
    await _enter(transaction, _response(deed, paper, chance), paper)
    place = {"municipality_id": known.municipality_id, "round_id": known.id}
    await note(transaction, deed.event("paper_response_taken", **place))


async def _enter(transaction: Transaction, response: NewResponse, paper: PaperRead) -> None:
    """Store the response and spend the code, or raise why it was not good."""
    if await storage.enter_within(transaction, response, paper.code_hash):
        return
    # Whoever is spending the ticket at the moment may give up yet.
    left = await storage.wait_for_ticket(transaction, response.round_id, paper.code_hash)
    if not left or not await storage.enter_within(transaction, response, paper.code_hash):
        await _refuse(transaction, paper)


async def _refuse(transaction: Transaction, paper: PaperRead) -> None:
    """Raise why a code was not good."""
    meant = await storage.find_ticket(transaction, paper.opening.round.id, paper.code_hash)
    if meant is not None and meant != paper.perspective:
        words = {"found": meant, "expected": paper.perspective}
        raise InputInvalid([Problem("/access_code", "access_code_of_another_perspective", words)])
    raise Conflict("access_code_not_left")


def _response(deed: Deed, paper: PaperRead, chance: Callable[[int], bytes]) -> NewResponse:
    its_round, understood = paper.opening.round, paper.understood
    return NewResponse(
        municipality_id=its_round.municipality_id,
        round_id=its_round.id,
        id=uuid.UUID(bytes=chance(16), version=4),
        terms_hash=its_round.terms_hash,
        perspective=paper.perspective,
        # Of a secret that nobody has: the response cannot be read, not even by whoever typed it in.
        secret_hash=hashlib.sha256(chance(_CHANCE_BYTES)).digest(),
        display_name=understood.display_name,
        language=understood.language,
        answers=understood.stored,
        draft=None,
        entered_on=deed.at.date(),
    )


def _says_something(sheet: Sheet, understood: Understood) -> bool:
    """Tell whether anything that the form asks is answered; not to know or not to say is an answer.

    On a screen people may submit nothing: they decide that themselves, and can come back. Whoever types in cannot tell
    it from a sheet that was passed over. A unit for which the form has no room of its own asks what the others ask.
    """
    answers, asked = understood.answers, _asked_in_units(sheet)
    said = [key for key, index in answers.plan.item_index.items() if answers.states[index] != UNANSWERED]
    places = places_in_units(answers.plan)
    return any(key in sheet.numbers or (key in places and _in_unit(places[key]) in asked) for key in said)


def _asked_in_units(sheet: Sheet) -> set[tuple[str, str]]:
    return {_in_unit(place) for key, place in places_in_units(sheet.plan).items() if key in sheet.numbers}


def _in_unit(place: PlaceInUnit) -> tuple[str, str]:
    """Return what is asked of every unit alike: the field, and the item; of pairs only that it is one."""
    return place.field, "" if place.is_pair else place.item


def _perspective(opening: Opening, paper: Paper, problems: list[Problem]) -> str:
    """Return the perspective that a form is for; where its code does not say, the one that is named, or the first."""
    its_round, plan = opening.round, opening.plan
    known = its_round.perspectives or ("",)
    of_code = {code_of_round_form(plan, its_round, each): each for each in known}
    code = read_form_code(paper.form_code)
    named = paper.perspective
    if code in of_code:
        if named is not None and named != of_code[code]:
            words = {"found": shown(named), "allowed": of_code[code] or "–"}
            problems.append(Problem("/perspective", "not_one_of", words))
        return of_code[code]
    plain = {code_of_form(plan, each) for each in (None, *(form.key for form in plan.questionnaire.forms))}
    fault = "not_a_form_code" if code is None else "form_without_round" if code in plain else "form_of_another_version"
    problems.append(Problem("/form_code", fault))
    if named is not None and named not in known:
        words = {"name": shown(named), "allowed": ", ".join(its_round.perspectives) or "–"}
        problems.append(Problem("/perspective", "unknown_perspective", words))
    return named if named in known else known[0]


def _typed(sheet: Sheet, answers: Mapping[str, object], problems: list[Problem]) -> _Typed:
    keys, places = key_of_number(sheet), places_in_units(sheet.plan)
    typed = _Typed({}, {})
    for name, answer in answers.items():
        key = keys.get(name) if name.isdecimal() else name
        if key is None:
            words = {"name": shown(name, 20), "range": f"1–{len(keys)}"}
            problems.append(Problem(pointer("answers", shown(name, 20)), "unknown_number_on_form", words))
            continue
        place = places.get(key)
        at = (key,) if place is None else (place.field, str(place.unit), place.item)
        # Units may be sent as a list too, but not both ways.
        if at in typed.sent_as or (place is not None and place.field in answers):
            problems.append(Problem(pointer("answers", name), "answered_twice", {"item": key}))
            continue
        typed.sent_as[at] = name
        if place is None:
            typed.answers[key] = answer
        else:
            typed.add_to_unit(place, key, answer)
    return typed


def _body(paper: Paper, typed: _Typed) -> dict[str, object]:
    """Return the body that a screen would have sent."""
    return {"answers": typed.answers, **({} if paper.language is None else {"language": paper.language})}
