"""Typing in what somebody filled in on paper: the form as it is printed, with the numbers that stand on it."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.reports.forms import Sheet
from selfcheck_service.storage import Transaction
from selfcheck_service.use_cases.paper_entry import Paper, read_paper, take_paper
from selfcheck_service.use_cases.printing import require_paper, sheet_of_round
from selfcheck_service.web.asking import AskedField, AskedItem, Asking, Block
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.faults import Faults
from selfcheck_service.web.forms import Told, told
from selfcheck_service.web.manage.listing import deed_in
from selfcheck_service.web.manage.round_page import Known, know
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.once import ONCE, new_chance, once
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, body_of, sent_of, shown
from selfcheck_service.web.visit import Visit

_INVALID, _CONFLICT = 422, 409
_EMPTY = "paper_without_answers"


@dataclass(frozen=True, slots=True)
class _Form:
    """The form that is typed in: of which round and perspective ("" where it has none), and what it asks."""

    known: Known
    perspective: str
    sheet: Sheet


class TypingIn:
    """The page on which forms are typed in."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the route of this page."""
        path = PATH + "/{round_id:uuid}/paper"
        return [self._site.route(path, get=self.ask, post=self.take, needs="facilitator")]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Show an empty form of one perspective."""
        asked = request.query_params.get("perspective", "")
        form = await self._form(request, visit, asked)
        return self._page(request, visit, form, Sent.of([]), [])

    async def take(self, request: Request, visit: Visit) -> Response:
        """Take a form, or show it again with all that was typed and everything that is wrong with it."""
        sent = sent_of(request)
        form = await self._form(request, visit, sent.one("perspective"))
        context, row = context_of(request.scope), form.known.row
        plan = form.sheet.plan
        body, problems = body_of(plan, sent, [plan.items[plan.item_index[key]] for key in form.sheet.numbers])
        given = body["answers"]
        found = given if isinstance(given, dict) else {}
        paper = Paper(
            form_code=sent.one("form_code"),
            access_code=sent.one("access_code"),
            # How many units there are follows from those of which something is written.
            answers={key: value for key, value in found.items() if key not in plan.structure.units},
            perspective=form.perspective or None,
            language=sent.one("language") or None,
        )

        async def make(transaction: Transaction) -> tuple[str, None]:
            if problems:
                raise InputInvalid([])
            await take_paper(transaction, deed_in(visit), read, chance=secrets.token_bytes)
            return f"{form.known.path}/paper", None

        try:
            read = await read_paper(context.database, context.plans, visit.principal.reach, row.id, paper)
            path, _ = await once(request, visit, make)
        except InputInvalid as invalid:
            others = [each for each in invalid.problems if not (problems and each.code == _EMPTY)]
            return self._page(request, visit, form, sent, [*problems, *others])
        except Conflict as refused:
            return self._page(request, visit, form, sent, [], conflict=refused.problem.message(visit.spoken))
        return self._site.see(visit, path, done="1", perspective=form.perspective)

    async def _form(self, request: Request, visit: Visit, asked: str) -> _Form:
        """Return the form of a perspective, of the first where none is named. Raises `Conflict` in an open round."""
        known = await know(request, visit, current_moment())
        require_paper(known.row)
        of = known.row.perspectives or ("",)
        perspective = asked if asked in of else of[0]
        plans = context_of(request.scope).plans
        plan = await plans.get(known.row.questionnaire, known.row.version)
        return _Form(known, perspective, await sheet_of_round(plans, plan, known.row, perspective))

    def _page(
        self, request: Request, visit: Visit, form: _Form, sent: Sent, problems: list[Problem], *, conflict: str = ""
    ) -> Response:
        words, row = self._site.words(visit), form.known.row
        language = visit.language_of(row.languages)
        faults = Faults(form.sheet.plan, sent, words, visit.spoken, language)
        of_answers = [each for each in problems if each.location.startswith("/answers/")]
        rest = [each for each in problems if each not in of_answers]
        asking = Asking(
            plan=form.sheet.plan,
            sent=sent,
            words=words,
            spoken=visit.spoken,
            language=language,
            form=form.sheet.form,
            faults=faults.by_location(of_answers),
            only=frozenset(form.sheet.numbers),
        )
        head = _told_of_head(rest, words, visit.spoken)
        lines = [(each.target, str(each.title or ""), each.message) for each in faults.summary(of_answers)]
        page = self._site.page(
            "manage/typing_in.html",
            visit,
            status=_INVALID if problems else _CONFLICT if conflict else 200,
            known=form.known,
            perspective=form.perspective,
            fields=[_numbered(each, form.sheet.numbers) for each in asking.fields()],
            typed={name: shown(sent.one(name)) for name in ("form_code", "access_code", "language")},
            languages=[(each, own_name(each)) for each in row.languages],
            faults=head,
            summary=(*head.summary, *lines),
            conflict=conflict,
            once=sent.one(ONCE) or new_chance(),
            done=not sent.pairs and request.query_params.get("done") == "1",
        )
        if sent.one("access_code"):
            page.headers[HOLDS_SECRET] = "yes"
        return page


def _told_of_head(problems: Collection[Problem], words: SimpleNamespace, spoken: str) -> Told:
    """Return what is wrong with what stands at the head of a form: its code, the access code, its language."""
    said = words.typing_in
    own = SimpleNamespace(fault=words.manage.fault | said.fault)
    return told(problems, said.fields, own, spoken, perspective="form_code")


def _numbered(field: AskedField, numbers: Mapping[str, int]) -> AskedField:
    """Return a field with the numbers of the form. There are as many units as the form has room for."""
    return replace(
        field,
        blocks=tuple(_block(each, numbers) for each in field.blocks),
        fields=tuple(_numbered(each, numbers) for each in field.fields),
        units=None,
    )


def _block(block: Block, numbers: Mapping[str, int]) -> Block:
    last = numbers[block.items[-1].key]

    def position(item: AskedItem) -> str:
        own = numbers[item.key]
        return f"{own}–{last}" if block.kind == "pairs" and own != last else str(own)

    return replace(block, items=tuple(replace(item, position=position(item)) for item in block.items))
