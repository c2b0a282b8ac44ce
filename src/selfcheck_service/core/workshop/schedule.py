"""The schedule of a workshop: blocks whose minutes add up exactly, and how so many people sit together.

It follows from a brief, a kind of workshop and a number of people, and from nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.workshop.document import PartName, ProcedureSheet, WorkshopBrief
from selfcheck_service.core.workshop.online_texts import ONLINE_TEXTS
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
# The keys by which a questionnaire calls its type of dialogues. Other procedures need people who are not in the room.
DIALOGUE_TYPES = ("dialogue", "dialogformat")


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
    seating = "open" if not brief.priorities else "one_table" if len(tables) == 1 else "tables"
    return Schedule(
        kind=kind,
        title=schedule_text(_kind_key(brief, kind, people), brief.language),
        language=brief.language,
        people=people,
        minutes=sum(row.minutes for rows in parts for row in rows),
        tables=tables,
        seating=schedule_text(_key_for(kind, f"seating.{seating}"), brief.language),
        blocks=tuple(
            block for at, rows in enumerate(parts, start=1) for block in _blocks(brief, people, kind, at, rows)
        ),
    )


def _kind_key(brief: WorkshopBrief, kind: Kind, people: int) -> str:
    """Return under which name the title of a kind stands: a day without a fitting dialogue does not promise one."""
    asked = (row.minutes for rows in _PLANS[kind] for row in rows if row.name == "dialogue")
    missing = any(find_dialogue(brief, people, minutes) is None for minutes in asked)
    return f"kind.{kind}.open" if missing else f"kind.{kind}"


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
        words = _Words(brief, kind, row.name, people, procedure)
        # Without a procedure the circles talk about a lead question, and that stands with the priorities.
        named = ("priorities",) if row.name == "dialogue" and procedure is None else row.parts
        yield Block(
            key=row.name,
            part=part,
            start=start,
            minutes=row.minutes,
            title=words.say("title"),
            method=words.say("method"),
            text=" ".join(words.text()),
            material=words.say("material"),
            parts=tuple(parts[key] for key in named if key in parts),
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
    people: int
    procedure: ProcedureSheet | None

    def text(self) -> Iterator[str]:
        """Yield what happens, and what goes with it where figures stand under names."""
        yield self.say("text")
        if self.brief.basis == "open" and self.name == "mirror":
            yield schedule_text("text.mirror.named", self.brief.language)
        answered = self.brief.took_part.n
        if self.brief.basis == "open" and self.name == "arrival" and self.people > answered:
            counts = {"people": self.people, "answered": answered}
            yield schedule_text("text.arrival.others", self.brief.language, **counts)

    def say(self, what: str) -> str:
        sheet = "" if self.procedure is None else self.procedure.title
        minutes = 0 if self.procedure is None else self.procedure.minutes
        key = _key_for(self.kind, f"{what}.{self._variant(what)}")
        circles = "" if self.procedure is None else self._circles(self.procedure)
        return schedule_text(key, self.brief.language, sheet=sheet, minutes=minutes, circles=circles)

    def _variant(self, what: str) -> str:
        """Return under which name the words stand that suit what there is."""
        name, brief = self.name, self.brief
        if what in ("text", "method") and name in _BY_BASIS:
            both = brief.agree and brief.differ
            fields = what == "text" and name == "talk" and brief.basis == "cells" and not both
            return "talk.cells.fields" if fields else f"{name}.{brief.basis}"
        variants = {
            ("title", "talk"): ("fields", not (brief.agree or brief.differ)),
            ("text", "mirror"): ("plain", not brief.strengths),
            ("method", "mirror"): ("open", brief.basis == "open"),
            ("material", "mirror"): ("open", brief.basis == "open"),
            ("text", "groups"): ("own", not any(each.cards for each in brief.priorities)),
            (what, "choice"): ("chosen", brief.choice is not None),
            (what, "dialogue"): ("open", self.procedure is None),
        }
        other, holds = variants.get((what, name), ("", False))
        return f"{name}.{other}" if holds else name

    def _circles(self, procedure: ProcedureSheet) -> str:
        count = count_circles(procedure, self.people)
        low = self.people // count
        words = {"count": count, "low": low, "high": low + 1}
        key = "one" if count == 1 else "equal" if self.people % count == 0 else "unequal"
        return schedule_text(f"circles.{key}", self.brief.language, **words)


def _key_for(kind: Kind, key: str) -> str:
    """Return the key of words: online it is another one where what is done in a room cannot be done in a call."""
    return f"online.{key}" if kind == "online" and key in ONLINE_TEXTS else key


def find_dialogue(brief: WorkshopBrief, people: int, minutes: int) -> ProcedureSheet | None:
    """Return the first dialogue that the cards name, card by card, that fits the time and these people.

    They fit where one circle or several side by side have room for all of them, with enough people in each.
    """
    sheets = {each.key: each for each in brief.procedures if each.type in DIALOGUE_TYPES}
    hands = [each.cards for each in brief.priorities] + [each.cards for each in brief.strengths]
    named = [sheets[key] for cards in hands for card in cards for key in card.procedures if key in sheets]
    for sheet in named:
        if sheet.minutes is not None and sheet.minutes <= minutes and count_circles(sheet, people):
            return sheet
    return None


def count_circles(sheet: ProcedureSheet, people: int) -> int:
    """Return into how few circles people can part so that each is as large as a procedure asks; 0 where they cannot."""
    if sheet.group_size is None:
        return 1
    fewest, most = sheet.group_size
    count = -(-people // most)
    return count if fewest * count <= people else 0
