"""The schedule of a workshop: blocks whose minutes add up exactly, and how so many people sit together.

It follows from a brief, a kind of workshop and a number of people, and from nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.workshop.document import PartName, ProcedureSheet, WorkshopBrief
from selfcheck_service.core.workshop.schedule_texts import schedule_text

Kind = Literal["online", "half_day", "full_day", "two_parts"]
BlockName = Literal[
    "arrival",
    "mirror",
    "talk",
    "consensus",
    "break",
    "lunch",
    "choice",
    "dialogue",
    "groups",
    "matrix",
    "measures",
    "closing",
    "look_back",
]
FEWEST_PEOPLE = 5
MOST_PEOPLE = 60
# At more than so many nobody gets a word in.
LARGEST_TABLE = 7
_PRIORITIES_ONLINE = 2


class Table(msgspec.Struct, frozen=True):
    """People who work together; `fields` are the keys of the priorities that they take, one after the other."""

    number: int
    people: int
    fields: tuple[str, ...]
    titles: tuple[str, ...]


class NamedPart(msgspec.Struct, frozen=True):
    """A part of the brief that a block takes, with its number."""

    number: int
    key: PartName
    title: str


class Block(msgspec.Struct, frozen=True):
    """One block: from `start`, in minutes after its part of the workshop began, for so many `minutes`.

    `procedure` is the key of the brief's sheet that a dialogue follows.
    """

    key: BlockName
    part: int
    start: int
    minutes: int
    title: str
    method: str
    text: str
    material: str
    parts: tuple[NamedPart, ...]
    in_tables: bool
    procedure: str | None


class Schedule(msgspec.Struct, frozen=True):
    """Who does what when in a workshop of `minutes` in all; in two parts there is a night or a week between them."""

    kind: Kind
    title: str
    language: str
    people: int
    minutes: int
    tables: tuple[Table, ...]
    seating: str
    blocks: tuple[Block, ...]


class About(msgspec.Struct, frozen=True):
    """For whom a workshop is prepared, by the names that people know. `made_up`: all is invented, as in a demo."""

    municipality: str
    round_title: str
    made_up: bool = False


class PreparedWorkshop(msgspec.Struct, frozen=True):
    """All that a facilitator prepares with: a brief, a schedule that goes with it and, where known, for whom."""

    brief: WorkshopBrief
    schedule: Schedule
    about: About | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    name: BlockName
    minutes: int
    parts: tuple[PartName, ...] = ()


_ARRIVAL: tuple[PartName, ...] = ("reading", "took_part")
_MIRROR: tuple[PartName, ...] = ("strengths", "profile", "limits")
_TALK: tuple[PartName, ...] = ("grid", "agree", "differ", "gaps", "knowledge")
_CHOICE: tuple[PartName, ...] = ("urgency", "priorities", "overall", "not_chosen")
_CLOSING: tuple[PartName, ...] = ("strengths", "priorities")
_GROUPS: tuple[PartName, ...] = ("priorities", "overall", "procedures")
# The parts of each kind of workshop, with their blocks.
_PLANS: dict[Kind, tuple[tuple[_Row, ...], ...]] = {
    "online": (
        (
            _Row("arrival", 8, _ARRIVAL),
            _Row("mirror", 12, _MIRROR),
            _Row("talk", 20, _TALK),
            _Row("choice", 10, _CHOICE),
            _Row("groups", 25, _GROUPS),
            _Row("measures", 10, ("priorities",)),
            _Row("closing", 5, _CLOSING),
        ),
    ),
    "half_day": (
        (
            _Row("arrival", 15, _ARRIVAL),
            _Row("mirror", 20, _MIRROR),
            _Row("talk", 40, _TALK),
            _Row("choice", 20, _CHOICE),
            _Row("break", 15),
            _Row("groups", 55, _GROUPS),
            _Row("matrix", 20, ("priorities",)),
            _Row("measures", 20, ("priorities",)),
            _Row("closing", 5, _CLOSING),
        ),
    ),
    "full_day": (
        (
            _Row("arrival", 20, _ARRIVAL),
            _Row("mirror", 30, _MIRROR),
            _Row("talk", 60, _TALK),
            _Row("break", 15),
            _Row("choice", 25, _CHOICE),
            _Row("lunch", 60),
            _Row("dialogue", 120, ("procedures",)),
            _Row("break", 15),
            _Row("groups", 75, _GROUPS),
            _Row("matrix", 25, ("priorities",)),
            _Row("measures", 25, ("priorities",)),
            _Row("closing", 10, _CLOSING),
        ),
    ),
    "two_parts": (
        (
            _Row("arrival", 15, _ARRIVAL),
            _Row("mirror", 20, _MIRROR),
            _Row("consensus", 75, _TALK),
            _Row("break", 15),
            _Row("choice", 20, _CHOICE),
            _Row("closing", 5, _CLOSING),
        ),
        (
            _Row("look_back", 10, ("priorities",)),
            _Row("groups", 60, _GROUPS),
            _Row("break", 15),
            _Row("matrix", 25, ("priorities",)),
            _Row("measures", 30, ("priorities",)),
            _Row("closing", 10, _CLOSING),
        ),
    ),
}
_IN_TABLES: tuple[BlockName, ...] = ("talk", "consensus", "groups")
# These are worded for the way in which the brief has its figures.
_BY_BASIS: tuple[BlockName, ...] = ("talk", "consensus")


def prepare_schedule(brief: WorkshopBrief, kind: Kind, people: int) -> Schedule:
    """Return the schedule of a workshop for 5 to 60 people, in the language of the brief; raises `ValueError` else."""
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        message = f"a workshop has {FEWEST_PEOPLE} to {MOST_PEOPLE} people, not {people}"
        raise ValueError(message)
    parts = _PLANS[kind]
    tables = tuple(_tables(brief, kind, people))
    seating = "one_table" if len(tables) == 1 else "tables"
    return Schedule(
        kind=kind,
        title=schedule_text(f"kind.{kind}", brief.language),
        language=brief.language,
        people=people,
        minutes=sum(row.minutes for rows in parts for row in rows),
        tables=tables,
        seating=schedule_text(f"seating.{seating if brief.priorities else 'open'}", brief.language),
        blocks=tuple(
            block for at, rows in enumerate(parts, start=1) for block in _blocks(brief, people, kind, at, rows)
        ),
    )


def prepare_workshop(
    brief: WorkshopBrief, kind: Kind, people: int | None = None, about: About | None = None
) -> PreparedWorkshop:
    """Return a brief with its schedule; where nobody says how many come, for as many as took part, within the limits.

    Raises `ValueError` for fewer than 5 and for more than 60 people.
    """
    if people is None:
        people = min(max(brief.took_part.n, FEWEST_PEOPLE), MOST_PEOPLE)
    return PreparedWorkshop(brief, prepare_schedule(brief, kind, people), about)


def canonical_workshop(prepared: PreparedWorkshop) -> bytes:
    """Return the bytes of a brief with its schedule: the same for everybody, however often they are made."""
    return canonical_json(msgspec.to_builtins(prepared))


def _tables(brief: WorkshopBrief, kind: Kind, people: int) -> Iterator[Table]:
    """Yield tables of nearly equal size; with fewer tables than priorities, a table takes several in turn."""
    chosen = brief.priorities[:_PRIORITIES_ONLINE] if kind == "online" else brief.priorities
    count = -(-people // LARGEST_TABLE)
    for at in range(count):
        taken = chosen[at::count] if count < len(chosen) else [chosen[at % len(chosen)]] if chosen else ()
        yield Table(
            number=at + 1,
            people=people // count + (at < people % count),
            fields=tuple(each.field for each in taken),
            titles=tuple(each.title for each in taken),
        )


def _blocks(brief: WorkshopBrief, people: int, kind: Kind, part: int, rows: Sequence[_Row]) -> Iterator[Block]:
    parts = {each.key: NamedPart(each.number, each.key, each.title) for each in brief.parts}
    start = 0
    for row in rows:
        procedure = find_dialogue(brief, people, row.minutes) if row.name == "dialogue" else None
        words = _Words(brief, kind, row.name, procedure)
        yield Block(
            key=row.name,
            part=part,
            start=start,
            minutes=row.minutes,
            title=words.say("title"),
            method=words.say("method"),
            text=words.say("text"),
            material=words.say("material"),
            parts=tuple(parts[key] for key in row.parts if key in parts),
            in_tables=row.name in _IN_TABLES,
            procedure=None if procedure is None else procedure.key,
        )
        start += row.minutes


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one block."""

    brief: WorkshopBrief
    kind: Kind
    name: BlockName
    procedure: ProcedureSheet | None

    def say(self, what: str) -> str:
        name: str = self.name
        if what in ("text", "method") and name in _BY_BASIS:
            name = f"{name}.{self.brief.basis}"
            if what == "text" and name == "talk.cells" and not (self.brief.agree and self.brief.differ):
                name = "talk.cells.fields"
        elif what == "title" and name == "talk" and not (self.brief.agree or self.brief.differ):
            name = "talk.fields"
        elif what == "text" and name == "mirror" and not self.brief.strengths:
            name = "mirror.plain"
        elif what == "text" and name == "groups" and not any(each.cards for each in self.brief.priorities):
            name = "groups.own"
        elif name == "dialogue" and self.procedure is None and what in ("text", "material"):
            name = f"{name}.open"
        elif what == "material" and self.kind == "online":
            name = "online"
        sheet = "" if self.procedure is None else self.procedure.title
        minutes = 0 if self.procedure is None else self.procedure.minutes
        return schedule_text(f"{what}.{name}", self.brief.language, sheet=sheet, minutes=minutes)


def find_dialogue(brief: WorkshopBrief, people: int, minutes: int) -> ProcedureSheet | None:
    """Return the first procedure that the cards name, card by card, that fits the time and for which enough are there.

    More people than it is for sit at several tables; with fewer it does not work.
    """
    sheets = {each.key: each for each in brief.procedures}
    hands = [each.cards for each in brief.priorities] + [each.cards for each in brief.strengths]
    named = [sheets[key] for cards in hands for card in cards for key in card.procedures]
    for sheet in named:
        enough = sheet.group_size is None or sheet.group_size[0] <= people
        if sheet.minutes is not None and sheet.minutes <= minutes and enough:
            return sheet
    return None
