"""Filling in: one page for each field. Each step keeps the draft, and so does the script while one pauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound, Problem
from selfcheck_service.core.rounds.spoken import spoken_clock
from selfcheck_service.core.scoring import Plan
from selfcheck_service.edge.context import context_of, header_of
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.web.asking import AskedField, Asking
from selfcheck_service.web.faults import Faults
from selfcheck_service.web.genuine import make_token
from selfcheck_service.web.held import Held, value_of
from selfcheck_service.web.respond.differing import carried_of, clashes_of, window_of
from selfcheck_service.web.respond.entering import CARRIED
from selfcheck_service.web.respond.guard import fitting, placed
from selfcheck_service.web.respond.keeping import Kept, Page, keep_part
from selfcheck_service.web.respond.merging import seen_of
from selfcheck_service.web.respond.place import Place, language_of, plan_of
from selfcheck_service.web.respond.sharing import newest_for
from selfcheck_service.web.respond.sheets import FieldSheet, Progress, field_sheets, progress_of
from selfcheck_service.web.respond.welcome import greet, welcome_of
from selfcheck_service.web.respond.written import pairs_of, read_page, with_units_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.telling import asked_of
from selfcheck_service.web.units import count_fields, with_sent_units
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import counted, voice_of

_INVALID, _CONFLICT = 422, 409
_TO = "to."
# The button of another language on a page that holds answers.
_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the questionnaire, as it is now: the plan, all pages, and which of them it is."""

    plan: Plan
    sheets: tuple[FieldSheet, ...]
    here: FieldSheet

    def beside(self, step: int) -> str | None:
        """Return the key of the next page, or of the one before; None at the ends."""
        at = self.sheets.index(self.here) + step
        return self.sheets[at].key if 0 <= at < len(self.sheets) else None


class Filling:
    """The pages of the fields."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        path = "/answer/{round_id:uuid}"
        return [
            self._site.route(path, get=placed(self._site, self.start), simple=True),
            self._site.route(f"{path}/begin", post=placed(self._site, self.begin), simple=True),
            self._site.route(
                f"{path}/fields/{{key}}",
                get=placed(self._site, self.field),
                post=placed(self._site, self.keep),
                simple=True,
            ),
        ]

    async def start(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show the welcome or, once something is kept, where one stands."""
        if place.standing.row is None:
            return await greet(self._site, request, visit, place)
        told = await welcome_of(request, visit, place)
        plan = await plan_of(request, place)
        sheets = field_sheets(place, plan, language_of(visit, place.opening), place.standing.answers)
        at = place.standing.draft.get("place")
        going_on = at if at in {each.key for each in sheets} else sheets[0].key if sheets else None
        return self._site.page(
            "respond/standing.html",
            visit,
            place=place,
            told=told,
            progress=progress_of(sheets),
            going_on=going_on,
            has_result=await newest_for(request, place) is not None,
        )

    async def begin(self, request: Request, visit: Visit, place: Place) -> Response:
        """Begin, on the terms that were read; nothing is kept and no code is spent yet but where answers come along."""
        sent = sent_of(request)
        typed = Sent.of((name.removeprefix(CARRIED), value) for name, value in sent.pairs if name.startswith(CARRIED))
        to = sent.one("to") if sent.one("to").startswith(f"{place.path}/fields/") else ""
        told = await welcome_of(request, visit, place)
        if sent.one("terms") != told.terms_hash:
            return await greet(self._site, request, visit, place, changed=True, carried=typed.pairs, to=to)
        if place.standing.row is None:
            agreed = Held(place.held.id, place.held.secret, place.held.code, told.terms_hash)
            place = Place(place.round_id, agreed, place.standing, place.now)
            request.state.place = place
        if typed.pairs and to:
            # Who has agreed to the terms with the answers in hand wants them kept.
            request.state.sent, request.state.typed_at = typed, to
            return await self._keep(request, fitting(visit, place), place, to.partition("?")[0].rpartition("/")[2])
        sheets = field_sheets(
            place, await plan_of(request, place), language_of(visit, place.opening), place.standing.answers
        )
        return self._site.see(visit, f"{place.path}/fields/{sheets[0].key}" if sheets else f"{place.path}/review")

    async def field(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show one field with what is kept of it."""
        if place.state != "open" or (place.standing.row is None and place.held.terms is None):
            return self._site.see(visit, place.path)
        leaf = await self._leaf(request, visit, place, request.path_params["key"])
        answers = place.standing.answers
        part = leaf.here.sheet.part(answers)
        kept = Sent.of([*pairs_of(leaf.plan, part, visit.spoken), *count_fields(leaf.plan)])
        problems: Sequence[Problem] = ()
        if leaf.here.faulty:
            _, problems = read_page(leaf.plan, leaf.here.sheet, kept, place)
        return self._show(visit, place, leaf, kept, seen=seen_of(part), problems=problems)

    async def keep(self, request: Request, visit: Visit, place: Place) -> Response:
        """Keep one field, and go where the button says."""
        return await self._keep(request, visit, place, request.path_params["key"])

    async def _keep(self, request: Request, visit: Visit, place: Place, key: str) -> Response:
        sent = sent_of(request)
        leaf = await self._leaf(request, visit, place, key)
        plan, sent = await with_sent_units(context_of(request.scope).plans, leaf.plan, sent)
        if plan is not leaf.plan:
            leaf = self._leaf_of(visit, place, plan, key)
        said, problems = read_page(plan, leaf.here.sheet, sent, place)
        step = sent.one("step")
        window = window_of(sent, looking=_is_looking(sent))
        kept = await keep_part(request, place, Page(plan, leaf.here.sheet, key, window), said)
        request.state.place = place = kept.place
        visit = fitting(visit, place)
        if "application/json" in (header_of(request.scope, b"accept") or ""):
            return self._told(visit, leaf, said, kept)
        if kept.open:
            return await self._differ(request, visit, leaf, sent, kept)
        if step == "next" and problems:
            return self._show(visit, place, leaf, sent, seen=seen_of(said), problems=problems, status=_INVALID)
        to = self._target(step, leaf)
        if place.held.key_unseen and place.key is not None and (step in ("next", "review") or step.startswith(_TO)):
            return self._site.see(visit, f"{place.path}/key", to=to)
        return self._site.see(visit, f"{place.path}/{to}")

    def _told(self, visit: Visit, leaf: Leaf, said: Mapping[str, object], kept: Kept) -> Response:
        """Return what the script wants to know: when it was kept, how far one is, and what the form has to show."""
        place, began = kept.place, kept.place.standing.row is not None
        leaf = self._leaf_of(visit, place, leaf.plan, leaf.here.key)
        progress = progress_of(leaf.sheets)
        body = {
            "kept": None if kept.open else spoken_clock(place.now.astimezone(HERE), visit.spoken),
            "seen": seen_of(said),
            "csrf": make_token(value_of(place.round_id, place.held)),
            "answered": progress.answered,
            "progress": self._said_progress(visit, progress),
            "hidden": leaf.here.hidden,
            "open": {each.key: self._said_open(visit, each) for each in leaf.sheets},
            "key": visit.to(f"{place.path}/key", to=f"fields/{leaf.here.key}") if place.key and began else None,
        }
        headers = {"cache-control": "private, no-store"}
        return JSONResponse(body, _CONFLICT if kept.open else 200, headers)

    def _said_progress(self, visit: Visit, progress: Progress) -> str:
        words = self._site.words(visit).answer_fill
        said = str(words.progress.format(answered=progress.answered, asked=progress.asked))
        return f"{said}, {counted(words.left, progress.minutes)}" if progress.minutes else said

    def _said_open(self, visit: Visit, sheet: FieldSheet) -> str:
        words = self._site.words(visit).answer_fill
        return counted(words.open_items, len(sheet.open)) if sheet.open else str(words.done)

    def _target(self, step: str, leaf: Leaf) -> str:
        """Return where a button leads: the path below that of the round."""
        keys = {each.key for each in leaf.sheets}
        if step in ("next", "back"):
            key = leaf.beside(1 if step == "next" else -1)
            return f"fields/{key}" if key else "review" if step == "next" else f"fields/{leaf.here.key}"
        if step.removeprefix(_TO) in keys and step.startswith(_TO):
            return f"fields/{step.removeprefix(_TO)}"
        return "review" if step == "review" else f"fields/{leaf.here.key}"

    async def _leaf(self, request: Request, visit: Visit, place: Place, key: str) -> Leaf:
        return self._leaf_of(visit, place, await plan_of(request, place), key)

    def _leaf_of(self, visit: Visit, place: Place, plan: Plan, key: str) -> Leaf:
        # Another window may have kept answers for more units than this page has, or for fewer.
        answers = with_units_of(plan, place.standing.answers)
        sheets = field_sheets(place, plan, language_of(visit, place.opening), answers)
        here = next((each for each in sheets if each.key == key), None)
        if here is None:
            raise NotFound("unknown_path")
        return Leaf(plan, sheets, here)

    def _show(
        self,
        visit: Visit,
        place: Place,
        leaf: Leaf,
        sent: Sent,
        *,
        seen: str,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        faults, field = self._asked(visit, place, leaf, sent, problems)
        progress = progress_of(leaf.sheets)
        return self._site.page(
            "respond/field.html",
            visit,
            status=status,
            place=place,
            leaf=leaf,
            field=field,
            counts=count_fields(leaf.plan),
            faults=faults.summary(problems) if status != 200 else (),
            progress=progress,
            far=self._said_progress(visit, progress),
            seen=seen,
            asked=asked_of(leaf.plan, place.form),
        )

    def _asked(
        self, visit: Visit, place: Place, leaf: Leaf, sent: Sent, problems: Sequence[Problem]
    ) -> tuple[Faults, AskedField]:
        words, language, voice = self._site.words(visit), language_of(visit, place.opening), voice_of(visit.spoken)
        faults = Faults(leaf.plan, sent, words, voice, language)
        only = frozenset(item.key for item in leaf.here.sheet.items)
        asking = Asking(leaf.plan, sent, words, voice, language, place.form, faults.by_location(problems), only)
        return faults, next(each for each in asking.fields() if each.key == leaf.here.key)

    async def _differ(self, request: Request, visit: Visit, leaf: Leaf, sent: Sent, kept: Kept) -> Response:
        """Ask about what was sent here and kept elsewhere meanwhile; all else is kept. Which button was pressed, and
        what the page had shown, comes along.
        """
        place = kept.place
        there = self._leaf_of(visit, place, await plan_of(request, place), leaf.here.key)
        part = there.here.sheet.part(place.standing.answers)
        stored = Sent.of(pairs_of(there.plan, part, visit.spoken))
        _, mine = self._asked(visit, place, leaf, sent, ())
        _, theirs = self._asked(visit, place, there, stored, ())
        clashes = clashes_of(kept.open, mine, theirs, sent)
        was_asked = sent.one("met") and not _is_looking(sent)
        return self._site.page(
            "respond/conflict.html",
            visit,
            status=_CONFLICT,
            place=place,
            leaf=leaf,
            clashes=clashes,
            missing=[each.name for each in clashes if was_asked and not each.chosen],
            carried=carried_of(sent_of(request)),
            seen=sent.one("seen"),
            met=seen_of(part),
            onward=sent.one("onward") or ("stay" if sent.one("step") == _LANGUAGE else sent.one("step")),
        )


def _is_looking(sent: Sent) -> bool:
    """Tell whether somebody only wants to read in another language what has to be chosen."""
    return bool(sent.one("met")) and sent.one("step") == _LANGUAGE
