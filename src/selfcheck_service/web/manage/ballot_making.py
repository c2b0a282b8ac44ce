"""Opening a ballot: on fields, on suggestions or on ideas of the room's own."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.ballots.asking import MOST_PEOPLE, BallotKind, CodeKind
from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.core.scoring import Plan
from selfcheck_service.edge.context import context_of
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.ballots import find_ballot
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.balloting import (
    BallotWish,
    Opened,
    OptionWish,
    open_ballot,
    titles_to_ask,
    understand_question,
)
from selfcheck_service.use_cases.ground import find_ground
from selfcheck_service.use_cases.laying import cards_of_choice
from selfcheck_service.web.forms import LONGEST_NAME, NOTHING, Reader, Told, told
from selfcheck_service.web.manage.ballot_rooms import code_again, id_in, path_of, remember_code
from selfcheck_service.web.manage.ballots import ROOM
from selfcheck_service.web.manage.listing import deed_in
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.once import ONCE, chance_of, is_seed, new_chance, once
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.visit import Visit

KINDS: tuple[BallotKind, ...] = get_args(BallotKind)
CODES: tuple[CodeKind, ...] = get_args(CodeKind)
_INVALID, _CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Group:
    """What can be voted on of one field, by key and title; what is of no single field has no `title`."""

    title: Said | None
    options: tuple[tuple[str, Said], ...]


class BallotMaking:
    """The page on which a ballot is opened."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        return [self._site.route(f"{ROOM}/new", get=self.ask, post=self.make, needs="facilitator")]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask what is to be voted on; at first all fields are, and the cards of those that the room has chosen."""
        kind = _kind_in(request.query_params.get("kind", ""))
        groups = await self._groups(request, visit, kind)
        chosen = [("option", key) for each in groups for key, _ in each.options] if kind == "fields" else []
        if kind == "suggestions":
            chosen = [("option", key) for key in await _dealt(request, visit)]
        title = self._site.words(visit).ballots.first_title[kind]
        return await self._form(request, visit, Sent.of([("title", title), ("code_kind", "shared"), *chosen]), kind)

    async def make(self, request: Request, visit: Visit) -> Response:
        """Open the ballot and lead to it, or name every fault at its field with everything typed."""
        sent, context, words = sent_of(request), context_of(request.scope), self._site.words(visit)
        kind, round_id = _kind_in(sent.one("kind")), request.path_params["round_id"]
        seed = sent.one(ONCE)
        chance = chance_of(seed) if is_seed(seed) else secrets.randbelow
        try:
            wish = _wish(sent, kind)
            question = await understand_question(context.database, context.plans, visit.principal.reach, round_id, wish)

            async def create(transaction: Transaction) -> tuple[str, Opened]:
                made = await open_ballot(transaction, deed_in(visit), round_id, wish, question, chance=chance)
                return path_of((round_id, made.ballot.id)), made

            path, opened = await once(request, visit, create)
        except InputInvalid as invalid:
            moved = {"options": "own"} if kind == "own" else {}
            faults = told(invalid.problems, words.ballots.fields, words.manage, visit.spoken, **moved)
            return await self._form(request, visit, sent, kind, faults=faults)
        except Conflict as conflict:
            why = conflict.problem.message(visit.spoken)
            return await self._form(request, visit, sent, kind, conflict=why)
        response = self._site.see(visit, path)
        place = (round_id, id_in(path))
        code = opened.codes[0] if opened is not None else await self._again(request, place[1], seed)
        if wish.codes == "shared" and code is not None:
            remember_code(response, visit, place, code)
        return response

    async def _again(self, request: Request, ballot_id: UUID, seed: str) -> str | None:
        """Return the code of a ballot that the same form has opened before."""
        async with context_of(request.scope).database.reading() as transaction:
            found = await find_ballot(transaction, request.path_params["round_id"], ballot_id)
        return None if found is None else code_again(found, seed)

    async def _groups(self, request: Request, visit: Visit, kind: BallotKind) -> Sequence[Group]:
        context = context_of(request.scope)
        async with context.database.reading() as transaction:
            row = await get_round(transaction, visit.principal.reach, request.path_params["round_id"])
        plan = await context.plans.get(row.questionnaire, row.version)
        language = visit.language_of(plan.languages)
        homes = _homes_of(plan) if kind == "suggestions" else {}
        groups: dict[str | None, list[tuple[str, Said]]] = {}
        for key, title in titles_to_ask(plan, kind):
            groups.setdefault(homes.get(key), []).append((key, Said.of(title, language)))
        nodes = plan.structure.nodes
        return [
            Group(None if field is None else Said.of(nodes[field].definition.title, language), tuple(options))
            for field, options in groups.items()
        ]

    async def _form(
        self,
        request: Request,
        visit: Visit,
        sent: Sent,
        kind: BallotKind,
        *,
        faults: Told = NOTHING,
        conflict: str | None = None,
    ) -> Response:
        round_id = request.path_params["round_id"]
        async with context_of(request.scope).database.reading() as transaction:
            row = await get_round(transaction, visit.principal.reach, round_id)
        groups = await self._groups(request, visit, kind)
        return self._site.page(
            "manage/ballot_new.html",
            visit,
            status=_CONFLICT if conflict else _INVALID if faults.summary else 200,
            known={"row": row, "path": f"{PATH}/{round_id}"},
            kind=kind,
            kinds=KINDS,
            codes=CODES,
            options=groups,
            chosen=sent.all("option"),
            typed=sent.one,
            faults=faults,
            conflict=conflict,
            once=sent.one(ONCE) if is_seed(sent.one(ONCE)) else new_chance(),
            most_people=MOST_PEOPLE,
        )


async def _dealt(request: Request, visit: Visit) -> Sequence[str]:
    """Return the suggestions that are cards of the fields that the room has chosen; none where nothing is released."""
    context, round_id = context_of(request.scope), request.path_params["round_id"]
    try:
        ground = await find_ground(context.database, context.plans, visit.principal.reach, round_id)
    except Conflict:
        return ()
    # Finding the cards of a large release takes a while, and others are waiting to be answered.
    return await asyncio.to_thread(cards_of_choice, ground)


def _homes_of(plan: Plan) -> dict[str, str]:
    """Return of each suggestion the key of its field: the one that it stands in, or that it names."""
    named = {each.key: each.field for each in plan.questionnaire.suggestions if each.field is not None}
    return named | {
        suggestion.key: key
        for key, node in plan.structure.nodes.items()
        if isinstance(node.definition, ThematicField)
        for suggestion in node.definition.suggestions
    }


def _kind_in(text: str) -> BallotKind:
    return next((kind for kind in KINDS if kind == text), "fields")


def _wish(sent: Sent, kind: BallotKind) -> BallotWish:
    """Return what a form wishes. Raises `InputInvalid` with everything in it that cannot be understood."""
    reader = Reader(sent)
    title = reader.name("title", needed=True)
    codes = reader.choice("code_kind", CODES, needed=True)
    people, dots = reader.whole("people"), reader.whole("dots")
    told_so_far = {problem.location for problem in reader.problems}
    if people is None and "/people" not in told_so_far:
        reader.problems.append(Problem("/people", "missing", {"name": "people"}))
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        words = {"found": str(people), "range": f"1–{MOST_PEOPLE}"}
        reader.problems.append(Problem("/people", "out_of_range", words))
    own = [line.strip() for line in sent.one("own").split("\n") if line.strip()]
    for line in own:
        unclean = "\t" if "\t" in line else unclean_character(line)
        if unclean is not None:
            reader.problems.append(Problem("/own", "text_not_clean", {"codepoint": f"{ord(unclean):04X}"}))
        if len(line) > LONGEST_NAME:
            reader.problems.append(Problem("/own", "too_long", {"limit": f"{LONGEST_NAME} characters"}))
    named = [] if kind == "own" else [OptionWish(key, None) for key in sent.all("option")]
    options = (*named, *(OptionWish(None, line) for line in own))
    if not options:
        words_of = {"count": 0, "minimum": 2, "maximum": 60}
        reader.problems.append(Problem("/options", "ballot_options_count", words_of))
    if reader.problems or title is None or people is None or codes is None:
        raise InputInvalid(reader.problems)
    return BallotWish(kind, title, options, dots, sent.one("cumulating") == "yes", cast("CodeKind", codes), people)
