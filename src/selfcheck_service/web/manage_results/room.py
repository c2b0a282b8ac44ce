"""The pages for what the room says: focus fields, consensus or dissent beside the release, and the matrix."""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, get_args

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.ballots.matrix import LARGEST, SMALLEST, PlacedCard, Position
from selfcheck_service.core.definition import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import FocusField, FocusFields
from selfcheck_service.core.planning.document import FocusSource
from selfcheck_service.core.planning.focus import thematic_fields
from selfcheck_service.storage.ballots import list_ballots
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.use_cases.laying import Laid, lay_cards, move_card, revision_of
from selfcheck_service.use_cases.planning import choose_fields
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.results.seen import brief_of
from selfcheck_service.web.routing import Site

_MOST_BALLOTS = 100
_SOURCES: tuple[FocusSource, ...] = get_args(FocusSource)
_LAST = 99


class FocusPages:
    """The fields that the workshop works on."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._rooms.route("/workshop/focus", get=self.ask, post=self.choose)]

    async def ask(self, call: Call) -> Response:
        """Show the fields, those that were chosen, and those that the brief proposes."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        chosen = await _chosen(call)
        return await self._page(call, chosen, _typed_of(chosen), NOTHING)

    async def choose(self, call: Call) -> Response:
        """Choose the fields, where nobody has chosen others meanwhile."""
        reader = Reader(call.sent)
        keys = _in_order(call, reader)
        fields = tuple(_field(reader, key) for key in keys)
        day = reader.day("chosen_on")
        problems = reader.problems
        if not problems:
            seen = frozenset({call.sent.one("revision")})
            try:
                await choose_fields(call.context.database, call.deed, call.ground, fields, day, revisions=seen)
            except InputInvalid as invalid:
                problems = [_placed(problem, keys) for problem in invalid.problems]
            except RevisionDiffers:
                return await self._page(call, await _chosen(call), _typed(call), NOTHING, differs=True)
            except Conflict as refused:
                problems = [refused.problem]
            else:
                return self._rooms.see(call, "/workshop/focus", saved="1")
        reason = self._rooms.site.words(call.visit).workshop.reason
        titles = {f"reason.{key}": f"{title}: {reason}" for key, title in titles_of(call).items()} | {"chosen_on": ""}
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        return await self._page(call, await _chosen(call), _typed(call), faults)

    async def _page(
        self, call: Call, chosen: FocusFields | None, typed: dict[str, str], faults: Told, *, differs: bool = False
    ) -> Response:
        brief = await asyncio.to_thread(partial(brief_of, call.ground, call.ground.release, call.language))
        async with call.context.database.reading() as transaction:
            ballots = await list_ballots(transaction, call.row.id, after=None, limit=_MOST_BALLOTS)
        reasons = {each.field: each.reasons[0].text for each in brief.priorities}
        titles = titles_of(call)
        first = [each.field for each in chosen.fields] if chosen else []
        order = dict.fromkeys([*first, *reasons, *titles])
        return self._rooms.page(
            "focus.html",
            call,
            status=409 if differs else 422 if faults.summary else 200,
            chosen=chosen,
            revision=0 if chosen is None else chosen.number,
            titles={key: titles[key] for key in order if key in titles},
            reasons=reasons,
            typed=typed,
            faults=faults,
            differs=differs,
            ballots=[each for each in ballots if each.phones is not None],
        )


async def _chosen(call: Call) -> FocusFields | None:
    async with call.context.database.reading() as transaction:
        return await find_focus_fields(transaction, call.row.id, reach=call.deed.reach)


def titles_of(call: Call) -> dict[str, str]:
    """Return the titles of all fields that a workshop can work on, by key, in the order of the questionnaire."""
    structure, source = call.ground.plan.structure, call.ground.plan.languages[0]
    return {
        key: Text(structure.nodes[key].definition.title).in_language(call.language, source)
        for key in thematic_fields(structure)
    }


def _typed(call: Call) -> dict[str, str]:
    typed = dict(call.sent.pairs)
    return typed | {f"chosen.{key}": key for key in call.sent.all("chosen")}


def _typed_of(chosen: FocusFields | None) -> dict[str, str]:
    typed: dict[str, str] = {}
    for at, each in enumerate(chosen.fields if chosen else (), start=1):
        source = f"ballot:{each.ballot}" if each.ballot else each.source
        typed |= {
            f"chosen.{each.field}": each.field,
            f"reason.{each.field}": each.reason,
            f"source.{each.field}": source,
            f"place.{each.field}": str(at),
        }
    return typed


def _in_order(call: Call, reader: Reader) -> list[str]:
    """Return the fields that are chosen, in the order of the room; those without a place come last."""
    places = {key: reader.whole(f"place.{key}", 1, _LAST) or _LAST for key in call.sent.all("chosen")}
    return sorted(places, key=lambda key: places[key])


def _field(reader: Reader, key: str) -> FocusField:
    reason = reader.words(f"reason.{key}")
    reader.need(f"reason.{key}", reason)
    source, _, ballot = reader.sent.one(f"source.{key}").partition(":")
    known: Any = source if source in _SOURCES else "room"
    return FocusField(key, reason or "", known, ballot or None)


def _placed(problem: Problem, keys: list[str]) -> Problem:
    """Return a problem of a field that was chosen at the place of that field on the page."""
    parts = problem.location.strip("/").split("/")
    if parts[0] == "fields" and len(parts) > 1 and parts[1].isdecimal() and int(parts[1]) < len(keys):
        return Problem(pointer(f"reason.{keys[int(parts[1])]}"), problem.code, problem.parameters)
    return problem


class MatrixPages:
    """Impact and effort: where cards were proposed to lie, and where the room lays them."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._rooms.route("/workshop/matrix", get=self.show, post=self.move)]

    async def show(self, call: Call) -> Response:
        """Show where the cards lie."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        return self._page(call, await self._laid(call), {}, NOTHING, ())

    async def move(self, call: Call) -> Response:
        """Move the cards whose places were changed, each where nobody else has moved it meanwhile."""
        laid, reader = await self._laid(call), Reader(call.sent)
        titles = {f"{axis}.{card.key}": card.title for card in laid.matrix.cards for axis in ("impact", "effort")}
        wanted = [(card, _position(reader, card)) for card in laid.matrix.cards]
        moved_by_others: list[str] = []
        problems = reader.problems
        for card, position in wanted:
            if problems or position is None or not _was_changed(call, card, position):
                continue
            seen = call.sent.one(f"revision.{card.key}")
            try:
                await move_card(
                    call.context.database,
                    call.context.plans,
                    call.deed,
                    (call.row.id, card.key),
                    position,
                    revisions=frozenset({seen}),
                )
            except RevisionDiffers:
                moved_by_others.append(card.key)
        if not problems and not moved_by_others:
            return self._rooms.see(call, "/workshop/matrix", saved="1")
        faults = told(problems, titles, self._rooms.site.words(call.visit).manage, call.visit.spoken)
        # What was typed stays where it could not be saved; all else is shown as it lies now.
        kept = dict(call.sent.pairs) if problems else _only(call, moved_by_others)
        return self._page(call, await self._laid(call), kept, faults, moved_by_others)

    async def _laid(self, call: Call) -> Laid:
        def speak(languages: Sequence[str]) -> str:
            return call.visit.language_of(tuple(languages))

        return await lay_cards(call.context.database, call.context.plans, call.deed.reach, call.row.id, speak)

    def _page(self, call: Call, laid: Laid, typed: dict[str, str], faults: Told, others: Collection[str]) -> Response:
        return self._rooms.page(
            "matrix.html",
            call,
            status=409 if others else 422 if faults.summary else 200,
            cards=laid.matrix.cards,
            missing=laid.matrix.missing,
            revision_of=revision_of,
            typed=typed,
            faults=faults,
            others=others,
            ends=(SMALLEST, LARGEST),
        )


def _position(reader: Reader, card: PlacedCard) -> Position | None:
    """Return where a card is to lie; None where nobody said."""
    ends = [reader.whole(f"{axis}.{card.key}", SMALLEST, LARGEST) for axis in ("impact", "effort")]
    if ends[0] is None and ends[1] is None:
        return None
    if ends[0] is None or ends[1] is None:
        name = f"{'impact' if ends[0] is None else 'effort'}.{card.key}"
        reader.need(name, None)
        return None
    return Position(ends[0], ends[1])


def _was_changed(call: Call, card: PlacedCard, position: Position) -> bool:
    """Tell whether somebody has typed another place than the page showed."""
    shown = call.sent.one(f"shown.{card.key}")
    return shown != f"{position.impact}-{position.effort}"


def _only(call: Call, keys: list[str]) -> dict[str, str]:
    return {name: value for name, value in call.sent.pairs if name.partition(".")[2] in keys and "revision" not in name}
