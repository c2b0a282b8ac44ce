"""The page that sets a release beside an earlier one of the same municipality."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, Questionnaire, build_structure
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases.over_time import over_time_text
from selfcheck_service.core.releases.over_time.document import BlockOverTime, FieldOverTime, Note
from selfcheck_service.reports.workshop.pictures import Bar, bar_of
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import RoundFilter, RoundRow, list_rounds
from selfcheck_service.use_cases.comparing import Compared, Named, compare_releases
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.web.manage_results.calls import Call, Rooms, id_of
from selfcheck_service.web.manage_results.results import stored_in
from selfcheck_service.web.results.telling import NOTHING, Teller
from selfcheck_service.web.routing import Site

# More rounds than these no municipality has.
_MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One field, then and now, with what moved in words; bars where there are values."""

    title: str
    earlier: str
    later: str
    difference: str
    text: str
    bars: tuple[Bar, Bar] | None = None
    recomputed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """People who are compared: who they are, how many there were each time, and their fields."""

    title: str
    counts: tuple[int, int] | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two releases beside each other, as a page shows them: days, sizes, notes in words, and parts."""

    days: tuple[str, str]
    sizes: tuple[int, int]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def has_bars(self) -> bool:
        """Tell whether there is any bar to be explained."""
        return any(each.bars for part in self.parts for each in part.lines)

    @property
    def recomputed(self) -> tuple[str, ...]:
        """Return the titles of the fields whose values are not those of the releases, each once."""
        return tuple(dict.fromkeys(each.title for part in self.parts for each in part.lines if each.recomputed))


class OverTimePages:
    """The pages that look back."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._rooms.route("/releases/{number}/over-time", get=self.over_time)]

    async def over_time(self, call: Call) -> Response:
        """Ask for an earlier round, and show what moved since."""
        stored = await stored_in(call)
        rounds = [each for each in await rounds_beside(call) if each.closes_at < call.row.closes_at]
        chosen, beside, faults = chosen_of(call.asked("earlier_round"), rounds), None, []
        if chosen is not None:
            names = Named(chosen, await _newest_number(call, chosen)), Named(call.row.id, stored.number)
            show = partial(_shown, speak=call.language, spoken=call.visit.spoken)
            context, now = call.context, call.deed.at
            try:
                beside = await compare_releases(
                    context.database, context.plans, call.deed.reach, names, now=now, show=show
                )
            except InputInvalid as refused:
                faults = [("earlier_round", "", each.message(call.visit.spoken)) for each in refused.problems]
        return self._rooms.page(
            "over_time.html",
            call,
            status=422 if faults and call.asked("earlier_round") else 200,
            stored=stored,
            rounds=rounds,
            chosen="" if chosen is None else str(chosen),
            beside=beside,
            faults=faults,
            day_of=day_of,
        )


def chosen_of(asked: str, rounds: Sequence[RoundRow]) -> uuid.UUID | None:
    """Return the round that is asked for, or the only one that there is to choose."""
    return rounds[0].id if not asked and len(rounds) == 1 else id_of(asked)


async def rounds_beside(call: Call) -> Sequence[RoundRow]:
    """Return the other rounds of the municipality that have a release, the newest first."""
    wanted = RoundFilter(call.deed.at, municipality_id=call.row.municipality_id)
    async with call.context.database.reading() as transaction:
        found = await list_rounds(transaction, call.deed.reach, wanted, after=None, limit=_MOST_ROUNDS)
        released = [each for each in found if each.releases_made and each.id != call.row.id]
        return sorted(released, key=lambda each: each.closes_at, reverse=True)


async def _newest_number(call: Call, round_id: uuid.UUID) -> int:
    async with call.context.database.reading() as transaction:
        found = await find_newest(transaction, round_id)
    return 1 if found is None else found.number


def day_of(row: RoundRow) -> str:
    """Return the day on which a round closed, in Germany."""
    return str(day_here(row.closes_at))


def _shown(found: Compared, *, speak: str, spoken: str) -> Beside:
    """Return what the page shows of a comparison: titles in the language of the questionnaire, words in its own."""
    over_time, tell = found.over_time, Teller(spoken)
    fields, people = _titles(found.questionnaires, speak)
    parts = [
        _block(tell, block, fields, people)
        for block in (*([over_time.total] if over_time.total else []), *over_time.blocks)
    ]
    for group in over_time.groups:
        lines = tuple(
            Line(
                fields.get(each.key, each.key),
                _quarter(tell, each.earlier, each.quarters),
                _quarter(tell, each.later, each.quarters),
                NOTHING,
                _said(tell, f"quarter.{each.movement}", each.reason, each.earlier, each.later, each.quarters),
            )
            for each in group.fields
        )
        parts.append(Part(_who(people, group.perspectives), (group.earlier_n, group.later_n), lines))
    if over_time.scores is not None:
        lines = tuple(
            Line(
                fields.get(each.key, each.key),
                NOTHING if each.earlier is None else tell.number(each.earlier),
                NOTHING if each.later is None else tell.number(each.later),
                tell.figure(each.difference),
                _said(tell, f"movement.{each.movement}", each.difference.reason),
            )
            for each in over_time.scores
        )
        parts.append(Part("", None, lines))
    sides = over_time.earlier, over_time.later
    notes = tuple(_note(tell, each) for each in over_time.notes)
    return Beside((sides[0].closed_on, sides[1].closed_on), (sides[0].n, sides[1].n), notes, tuple(parts))


def _block(tell: Teller, block: BlockOverTime, fields: dict[str, str], people: dict[str, str]) -> Part:
    lines = tuple(_line(tell, each, fields) for each in block.fields)
    return Part(_who(people, block.perspectives), (block.earlier_n, block.later_n), lines)


def _line(tell: Teller, each: FieldOverTime, fields: dict[str, str]) -> Line:
    bars = bar_of(each.earlier, each.scale), bar_of(each.later, each.scale)
    return Line(
        fields.get(each.key, each.key),
        tell.figure(each.earlier),
        tell.figure(each.later),
        tell.figure(each.difference),
        _said(tell, f"movement.{each.movement}", each.difference.reason),
        bars if any(bar.sure for bar in bars) else None,
        each.basis == "recomputed",
    )


def _said(tell: Teller, key: str, reason: str | None, *quarters: int | None) -> str:
    where = dict(zip(("earlier", "later", "quarters"), quarters, strict=False))
    return over_time_text(f"reason.{reason}" if reason else key, tell.spoken, **where)


def _quarter(tell: Teller, quarter: int | None, quarters: int) -> str:
    return NOTHING if quarter is None else tell.say("quarter", quarter=quarter, quarters=quarters)


def _note(tell: Teller, note: Note) -> str:
    sides: dict[str, object] = {"earlier": note.earlier, "later": note.later}
    if note.key == "other_mode":
        sides = {side: over_time_text(f"mode.{mode}", tell.spoken) for side, mode in sides.items()}
    return over_time_text(f"note.{note.key}", tell.spoken, **sides)


def _titles(versions: tuple[Questionnaire, Questionnaire], language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the titles of all fields and perspectives, those of the later version where both have one."""
    fields: dict[str, str] = {}
    people: dict[str, str] = {}
    for version in versions:
        source, nodes = version.languages[0], build_structure(version).nodes
        fields |= {key: Text(node.definition.title).in_language(language, source) for key, node in nodes.items()}
        people |= {each.key: Text(each.title).in_language(language, source) for each in version.perspectives}
    return fields, people


def _who(people: dict[str, str], perspectives: Sequence[str]) -> str:
    return " + ".join(people.get(each, each) for each in perspectives)
