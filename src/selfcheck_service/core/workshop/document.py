"""The workshop brief: what a facilitator takes into the room, made of one release and of the questionnaire's texts.

Like a release it is canonical JSON, so equal briefs are equal bytes. Every figure is copied from the release, or
follows from figures that are published there; of what is not published nothing is known here.
"""

from typing import Literal

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.definition.model import Horizon
from selfcheck_service.core.releases.document import CellFigure, Figure, Number

# Where the figures come from: coded cells, quarters of a small group, exact ratings by name, or one joint answer.
Basis = Literal["cells", "quarters", "open", "joint"]
# Whether a field surely lies above or below three fifths of its scale, seen from its worse end.
Standing = Literal["high", "low", "not_determinable"]
# Where a field lies in score × agreement: in a quadrant, in the half of which one side is sure, or anywhere.
Place = Literal[
    "strength",
    "tackle_together",
    "clarify_perception",
    "understand_first",
    "make_visible",
    "high_open",
    "low_open",
    "agreed_open",
    "split_open",
    "not_determinable",
]
# How sure it is that a suggestion fits: its pattern is seen, its condition is true, or it is neither true nor false.
Fit = Literal["pattern", "sure", "possible"]
PartName = Literal[
    "reading",
    "took_part",
    "profile",
    "grid",
    "agree",
    "differ",
    "knowledge",
    "urgency",
    "gaps",
    "limits",
    "strengths",
    "priorities",
    "overall",
    "not_chosen",
    "procedures",
]


class Part(msgspec.Struct, frozen=True):
    """A part of the brief: its number, from 1, and the title under which the schedule names it."""

    number: int
    key: PartName
    title: str


class Reason(msgspec.Struct, frozen=True):
    """Why something is said, proposed or left out; `text` has the words for the key."""

    key: str
    text: str


class AttributeSeen(msgspec.Struct, frozen=True):
    """What is known of the municipality, as its round says: `title` asks, `value` answers."""

    key: str
    title: str
    value: str


class PeopleTogether(msgspec.Struct, frozen=True):
    """A group as the release has it: its perspectives by their titles, and how many people."""

    perspectives: tuple[str, ...]
    n: int


class TookPart(msgspec.Struct, frozen=True):
    """Who took part, as released; `merges` says in words which groups became one."""

    n: int
    groups: tuple[PeopleTogether, ...]
    merges: tuple[str, ...]


class FieldAtAGlance(msgspec.Struct, frozen=True):
    """A field on one line. `value` lies on `scale`; with quarters alone it has none, and `quarter` counts from 1.

    `cut_scores` are where its levels begin, the lowest one left out; `levels` are the titles of all levels in which the
    value can lie by its range alone: one where that is sure.
    """

    key: str
    title: str
    scale: tuple[Number, Number]
    value: Figure
    quarter: int | None
    quarters: int | None
    text: str
    standing: Standing
    cut_scores: tuple[Number, ...]
    levels: tuple[str, ...]
    pattern: Reason | None
    place: Place


class GridCell(msgspec.Struct, frozen=True):
    """One place in score × agreement with a hint what to do in the room, and the keys of the fields there."""

    place: Place
    title: str
    hint: str
    fields: tuple[str, ...]


class FieldAgreement(msgspec.Struct, frozen=True):
    """How far the ratings of a field agree; `finding` says it in words.

    `mean` is the mean over its items of the agreement of van der Eijk, from −1 (half stand at each end) to 1 (all say
    the same). Of so many items it is sure that people `agree`, that they `differ` and that many `left_open` what they
    think; of the rest nothing is sure, and they are `open`.
    """

    field: str
    finding: Reason
    mean: Figure
    agree: int
    differ: int
    left_open: int
    open: int


class OptionSeen(msgspec.Struct, frozen=True):
    """An option with its cell; `title` is None for no answer. `names` are there in open rounds only."""

    title: str | None
    cell: CellFigure
    names: tuple[str, ...]


class ItemSeen(msgspec.Struct, frozen=True):
    """An item on which people agree or differ, or which many left open; `n` is how many were asked it."""

    key: str
    prompt: str
    field: str
    n: int
    pattern: Reason
    lead_question: str
    mean: Figure
    agreement: Figure
    no_answer: Figure
    options: tuple[OptionSeen, ...]


class UrgencySeen(msgspec.Struct, frozen=True):
    """How urgent a field is called beside where it stands."""

    field: str
    title: str
    urgency: Figure
    value: Figure
    standing: Standing
    finding: Reason


class GapSeen(msgspec.Struct, frozen=True):
    """How far two blocks are apart in a field, first less second."""

    field: str
    title: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    difference: Figure
    finding: Reason
    lead_question: str


class Limit(msgspec.Struct, frozen=True):
    """What cannot be said, of which fields, and why."""

    about: Reason
    why: Reason
    fields: tuple[str, ...]


class Before(msgspec.Struct, frozen=True):
    """A suggestion that comes before another one; `on_card` tells whether it is proposed here, too."""

    key: str
    title: str
    on_card: bool


class Card(msgspec.Struct, frozen=True):
    """A suggestion as it lies on the table. `impact` runs from 1 to 3; `procedures` are keys of the brief's sheets.

    `suits` is there where a suggestion is not for every municipality: whether it is for this one.
    """

    key: str
    type: str
    type_title: str
    title: str
    fit: Fit
    why: str
    suits: Reason | None
    text: str | None
    first_step: str
    lead_question: str
    effort: Literal["S", "M", "L"]
    horizon: Horizon
    impact: int
    who: str
    indicator: str
    measurement: str | None
    obstacle: str | None
    way_round: str | None
    unsuitable_when: str | None
    depends_on: tuple[Before, ...]
    procedures: tuple[str, ...]
    sources: tuple[str, ...]


class Strength(msgspec.Struct, frozen=True):
    """A field to build on; only the first has cards."""

    field: str
    title: str
    reason: Reason
    cards: tuple[Card, ...]


class Priority(msgspec.Struct, frozen=True):
    """A field that is proposed for the workshop, with every reason, the one that decides first.

    Where the room chose, it is one that was chosen, and the first reason says so.
    """

    field: str
    title: str
    reasons: tuple[Reason, ...]
    lead_question: str
    cards: tuple[Card, ...]


class Proposed(msgspec.Struct, frozen=True):
    """A field that the rule proposed before the room chose, with every reason, the one that decides first."""

    field: str
    title: str
    reasons: tuple[Reason, ...]


class RoomChoice(msgspec.Struct, frozen=True):
    """That the room chose its fields: their keys in its order, and what was proposed; `said` has both in words."""

    said: Reason
    chosen: tuple[str, ...]
    proposed: tuple[Proposed, ...]


class NotChosen(msgspec.Struct, frozen=True):
    """A field that is not proposed, or that the room did not choose, and why."""

    field: str
    title: str
    reason: Reason


class SheetRole(msgspec.Struct, frozen=True):
    """Who is needed for a procedure."""

    title: str
    text: str | None


class SheetStep(msgspec.Struct, frozen=True):
    """What is done in a procedure, one after the other."""

    title: str
    text: str | None
    minutes: int | None


class ProcedureSheet(msgspec.Struct, frozen=True):
    """A procedure that a card names, written out; `group_size` is the smallest and the largest number of people.

    `type` is the key of its type of suggestions.
    """

    key: str
    type: str
    type_title: str
    title: str
    purpose: str
    group_size: tuple[int, int] | None
    minutes: int | None
    preparation: str | None
    room: str | None
    roles: tuple[SheetRole, ...]
    steps: tuple[SheetStep, ...]
    material: str | None
    watch: str | None


class BallotOrder(msgspec.Struct, frozen=True):
    """The keys of what can be voted on, in the order of the questionnaire: no proposal is better placed than others."""

    fields: tuple[str, ...]
    cards: tuple[str, ...]


class WorkshopBrief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a facilitator takes into the workshop.

    `profile` has the fields that ask something themselves, strengths first; `views` those that put others together.
    `agree`, `differ` and `knowledge` are ranked, the clearest first. `alike` are the fields that all blocks see much
    alike; `parts` has those parts that are not empty. `overall` has cards for the municipality as a
    whole. `ballot_order` has the fields of `profile` and all cards. `choice` is there where the room chose its fields:
    `priorities` are these then, and not what the rule proposes.
    """

    release_hash: str
    round: str
    questionnaire: str
    version: str
    definition_hash: str
    title: str
    language: str
    mode: str
    basis: Basis
    closed_on: str
    municipality: tuple[AttributeSeen, ...]
    parts: tuple[Part, ...]
    reading: tuple[Reason, ...]
    took_part: TookPart
    profile: tuple[FieldAtAGlance, ...]
    views: tuple[FieldAtAGlance, ...]
    grid: tuple[GridCell, ...]
    agreement: tuple[FieldAgreement, ...]
    agree: tuple[ItemSeen, ...]
    differ: tuple[ItemSeen, ...]
    knowledge: tuple[ItemSeen, ...]
    urgency: tuple[UrgencySeen, ...]
    gaps: tuple[GapSeen, ...]
    alike: tuple[str, ...]
    limits: tuple[Limit, ...]
    strengths: tuple[Strength, ...]
    priorities: tuple[Priority, ...]
    overall: tuple[Card, ...]
    not_chosen: tuple[NotChosen, ...]
    procedures: tuple[ProcedureSheet, ...]
    ballot_order: BallotOrder
    choice: RoomChoice | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        """Return all cards in the order in which they are dealt."""
        hands = (*[each.cards for each in self.priorities], *[each.cards for each in self.strengths], self.overall)
        return tuple(card for hand in hands for card in hand)


def canonical_brief(brief: WorkshopBrief) -> bytes:
    """Return the bytes of a brief: the same for everybody, however often it is made."""
    return canonical_json(msgspec.to_builtins(brief))
