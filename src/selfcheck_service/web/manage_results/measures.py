"""The pages of measures: the plan and what is missing from it, each measure with its form, and reviews."""

import asyncio
import dataclasses
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.measures import NEXT_STATUS, find_suggestion, taken_over
from selfcheck_service.core.planning.readiness import NEEDED
from selfcheck_service.core.planning.reviews import reviews_due
from selfcheck_service.core.workshop.document import Card
from selfcheck_service.storage.ballots import list_ballots
from selfcheck_service.storage.matrix import list_positions
from selfcheck_service.storage.measures import list_measures
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.ground import hold
from selfcheck_service.use_cases.planning import (
    MeasureWish,
    change_measure,
    create_measure,
    revision_of,
    see_readiness,
)
from selfcheck_service.use_cases.suggesting import suggestions_of
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage_results import measure_forms
from selfcheck_service.web.manage_results.calls import Call, Rooms, id_in
from selfcheck_service.web.manage_results.files import REPORTS
from selfcheck_service.web.manage_results.reviewing import held_of, stored_measure
from selfcheck_service.web.manage_results.room import titles_of
from selfcheck_service.web.results.seen import brief_of
from selfcheck_service.web.routing import Site

_MOST_BALLOTS = 100
_LONGEST_ONCE = 64


class MeasurePages:
    """The plan, and the form of a measure."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._rooms.route("/measures", get=self.plan),
            self._rooms.route("/measures/new", get=self.ask, post=self.add),
            self._rooms.route("/measures/{measure_id}", get=self.show, post=self.change),
        ]

    async def plan(self, call: Call) -> Response:
        """Show all measures, whether the plan is ready, what waits for a decision, and the papers."""
        context, reach = call.context, call.deed.reach
        async with context.database.reading() as transaction:
            measures = await list_measures(transaction, call.row.id, reach=reach)
        readiness, hints = await see_readiness(context.database, context.plans, reach, call.row.id, call.visit.spoken)
        decided = {each.suggestion.partition("@")[0] for each in measures if each.suggestion is not None}
        return self._rooms.page(
            "measures.html",
            call,
            planned=[each for each in measures if each.is_planned],
            left_out=[each for each in measures if not each.is_planned],
            readiness=readiness,
            hints=hints,
            ready={each.measure: each for each in readiness.measures},
            waiting=[each for each in await _cards(call) if each.key not in decided],
            reports=REPORTS,
        )

    async def ask(self, call: Call) -> Response:
        """Ask what is decided on a suggestion, or for a measure of the room's own."""
        key = call.asked("suggestion")
        structure = call.ground.plan.structure
        if key and find_suggestion(structure, key) is None:
            raise NotFound("unknown_path")
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        if key:
            decided = await _decided_on(call, key)
            if decided is not None:
                # Somebody has gone back, or another one was faster: nobody decides on the same thing twice unawares.
                return self._rooms.see(call, f"/measures/{decided}")
        typed = measure_forms.typed_of(taken_over(structure, key, call.language, rejected=False) if key else {})
        decision = call.asked("decision")
        typed["decision"] = [decision if decision in measure_forms.DECISIONS else "adopt"]
        return await self._form(call, None, typed, NOTHING, suggestion=key, once=str(call.deed.new_id()))

    async def add(self, call: Call) -> Response:
        """Note a measure; the same form sent twice makes one."""
        reader, plan = Reader(call.sent), call.ground.plan
        key, once = call.sent.one("suggestion"), call.sent.one("once")[:_LONGEST_ONCE]
        said = measure_forms.read_measure(reader, plan, None)
        taken = taken_over(plan.structure, key, call.language, rejected=False) if key else {}
        titles = self._titles(call)
        reader.need("title", said["title"])
        problems = reader.problems
        if not problems:
            wish = MeasureWish(key or None, measure_forms.without_unsaid(said, taken), call.language)
            try:
                made = await _made_once(call, wish, once)
            except InputInvalid as invalid:
                problems = list(invalid.problems)
            except Conflict as refused:
                problems = [refused.problem]
            else:
                if made is not None:
                    return self._rooms.see(call, f"/measures/{made}", saved="1")
                said_already = self._rooms.site.words(call.visit).measures.decided_meanwhile
                faults = Told({}, ((None, "", said_already),))
                return await self._form(call, None, _sent(call), faults, suggestion=key, once=once)
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        return await self._form(call, None, _sent(call), faults, suggestion=key, once=once)

    async def show(self, call: Call) -> Response:
        """Show a measure with its form, its reviews, and what is missing from it."""
        stored = await stored_measure(call)
        return await self._form(call, stored, measure_forms.typed_in(stored), NOTHING)

    async def change(self, call: Call) -> Response:
        """Change a measure, where nobody has changed it meanwhile."""
        stored, reader, titles = await stored_measure(call), Reader(call.sent), self._titles(call)
        said = measure_forms.read_measure(reader, call.ground.plan, stored)
        reader.need("title", said["title"])
        problems, measure_id = reader.problems, id_in(call.request, "measure_id", "unknown_measure")
        if not problems:
            seen = frozenset({call.sent.one("revision")})
            database = call.context.database
            try:
                await change_measure(database, call.deed, call.ground, measure_id, said, revisions=seen)
            except InputInvalid as invalid:
                problems = list(invalid.problems)
            except RevisionDiffers:
                return await self._form(call, await stored_measure(call), _sent(call), NOTHING, said=said, differs=True)
            except Conflict as refused:
                problems = [refused.problem]
            else:
                return self._rooms.see(call, f"/measures/{measure_id}", saved="1")
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        return await self._form(call, stored, _sent(call), faults, said=said, revision=call.sent.one("revision"))

    def _titles(self, call: Call) -> Mapping[str, str]:
        found: Mapping[str, str] = self._rooms.site.words(call.visit).measures.field
        return found

    async def _form(
        self,
        call: Call,
        stored: Measure | None,
        typed: Mapping[str, list[str]],
        faults: Told,
        *,
        said: Mapping[str, Any] | None = None,
        differs: bool = False,
        revision: str | None = None,
        suggestion: str = "",
        once: str = "",
    ) -> Response:
        language = call.visit.spoken
        seen: dict[str, Any] = {"readiness": None, "due": (), "held": (), "revision": "", "theirs": {}}
        if stored is not None:
            held, now = await held_of(call, stored), measure_forms.typed_in(stored)
            seen = {
                "readiness": measure_forms.readiness_of(stored, said, typed, language),
                "due": reviews_due(stored, held),
                "held": held,
                "revision": revision or revision_of(stored),
                "theirs": {name: value for name, value in now.items() if value != typed.get(name, value)},
            }
        return self._rooms.page(
            "measure.html",
            call,
            status=409 if differs else 422 if faults.summary else 200,
            measure=stored,
            typed=typed,
            faults=faults,
            differs=differs,
            suggestion=suggestion,
            came_from=suggestion if stored is None else stored.suggestion,
            once=once,
            evidence=await _evidence(call),
            **_offered(call, stored),
            **seen,
        )


def _offered(call: Call, stored: Measure | None) -> dict[str, Any]:
    """Return what the form offers to choose from."""
    plan = call.ground.plan
    return {
        "needed": ("title", *NEEDED),
        "fields": titles_of(call),
        "items": measure_forms.titled_items(plan, call.language),
        "types": [
            (each.key, _titled(each.title, call.language, plan.languages[0]))
            for each in plan.questionnaire.suggestion_types
        ],
        "forms": measure_forms,
        "statuses": _statuses(stored),
        "today": day_here(call.deed.at),
    }


def _statuses(stored: Measure | None) -> tuple[str, ...]:
    if stored is None or stored.decision == "reject":
        return measure_forms.STATUSES
    return (stored.status, *NEXT_STATUS[stored.status])


def _sent(call: Call) -> dict[str, list[str]]:
    """Return what was typed, to be offered again."""
    return {name: call.sent.all(name) for name, _ in call.sent.pairs}


async def _cards(call: Call) -> Sequence[Card]:
    """Return the cards of the brief, of the fields that the room chose; none where the release was withdrawn."""
    if call.ground.newest is None:
        return ()
    ground = call.ground
    brief = await asyncio.to_thread(partial(brief_of, ground, ground.release, call.language, chosen=ground.chosen))
    hands = (*[each.cards for each in brief.priorities], *[each.cards for each in brief.strengths], brief.overall)
    return [card for hand in hands for card in hand]


async def _decided_on(call: Call, key: str) -> str | None:
    """Return the id of the measure in which the room has decided on a suggestion, None before that."""
    async with call.context.database.reading() as transaction:
        found = await list_measures(transaction, call.row.id, reach=call.deed.reach)
    return next((each.id for each in found if _key_of(each) == key), None)


def _key_of(measure: Measure) -> str:
    return (measure.suggestion or "").partition("@")[0]


async def _made_once(call: Call, wish: MeasureWish, once: str) -> str | None:
    """Note a measure, or find the one that the same form has made already; return its id.

    None where somebody else has decided on the same suggestion meanwhile.
    """
    measure_id = measure_forms.measure_id_of(call.row.id, once)
    ids = iter((measure_id,))
    deed = dataclasses.replace(call.deed, new_id=lambda: next(ids, None) or call.deed.new_id())
    async with call.context.database.transaction() as transaction:
        await hold(transaction, deed, call.ground)
        there = await list_measures(transaction, call.row.id, reach=deed.reach)
        if any(each.id == str(measure_id) for each in there):
            return str(measure_id)
        if wish.suggestion is not None and any(_key_of(each) == wish.suggestion for each in there):
            return None
        return (await create_measure(transaction, deed, call.ground, wish)).id


async def _evidence(call: Call) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what can speak for a measure: options of closed ballots, and cards that the room has moved."""
    plan, language = call.ground.plan, call.language
    async with call.context.database.reading() as transaction:
        ballots = await list_ballots(transaction, call.row.id, after=None, limit=_MOST_BALLOTS)
        moved = await list_positions(transaction, call.row.id)
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for ballot in ballots:
        if ballot.phones is not None:
            options = {each.key: _titled(each.title, language, plan.languages[0]) for each in ballot.question.options}
            found[str(ballot.id)] = (ballot.title, options)
    suggestions = suggestions_of(plan)
    cards = {key: _titled(suggestions[key].title, language, plan.languages[0]) for key in moved if key in suggestions}
    return measure_forms.evidence_choices(found, cards)


def _titled(title: Mapping[str, str], language: str, source: str) -> str:
    return Text(title).in_language(language, source)
