"""The shapes of a comparison over time on the wire (docs/over-time.md)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.members import Shown
from selfcheck_service.api.schemas import Key, Version
from selfcheck_service.core.comparison.difference import Continuation, Trend
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.releases.over_time.document import Basis, Movement, NoteName, QuarterMovement
from selfcheck_service.core.rounds.terms import Mode

_Words = Annotated[str, Field(description="The same in words, in the language of the answer.")]
_Scale = Annotated[list[Number], Field(min_length=2, max_length=2, description="Lowest and highest number there is.")]
_Perspectives = Annotated[list[str], Field(description="Keys of the perspectives that are summed up; none: no names.")]
_EarlierKey = Annotated[str, Field(description="Its key in the earlier version.")]


class FigureShown(Shown):
    """An interval in which the number lies; both ends are null where nothing can be said."""

    lowest: Number | None
    highest: Number | None
    reason: str | None = Field(description="Why nothing can be said; stable.")


class ComparedRelease(Shown):
    """One of the two releases."""

    round: UUID
    number: int
    closed_on: date
    months: int = Field(description="Its age: whole months from the closing to `as_of`.")
    outdated: bool = Field(description="True where more than 24 months have passed.")
    version: Version
    mode: Mode
    policy: int = Field(description="Version of the rules of releases.")
    minimum_group_size: int | None = Field(description="Null where nobody is merged.")
    n: int = Field(description="How many answered.")


class FigureInWords(FigureShown):
    """An interval in which the number lies, and in words why there is none."""

    reason_text: str | None = Field(description="The reason in words; null where there is none.")


class ComparedReleaseInWords(ComparedRelease):
    """One of the two releases, and its mode in words."""

    mode_text: _Words


class NoteShown(Shown):
    """What a reader of the differences has to know."""

    key: NoteName
    earlier: str | int | None = Field(description="What held for the earlier release, where the two differ.")
    later: str | int | None
    text: _Words


class ContinuedShown(Shown):
    """How an item or a field goes on from the earlier version to the later one."""

    key: str
    title: str = Field(description="Title of the field or prompt of the item; of what was removed, in its old words.")
    continuation: Continuation
    trend: Trend
    share: Number | None = Field(description="Of a field: the share of its weight that lies on comparable entries.")
    partners: list[str] = Field(description="Keys on the other side that a bridge names.")
    text: _Words


class ItemCompared(Shown):
    """An item that both releases have; its means run from 0 to 100."""

    key: str
    earlier_key: _EarlierKey
    earlier: FigureInWords
    later: FigureInWords
    difference: FigureInWords = Field(description="Later less earlier.")
    movement: Movement
    text: _Words


class FieldCompared(Shown):
    """A field that both releases have, over the items that both have."""

    key: str
    earlier_key: _EarlierKey
    scale: _Scale
    basis: Basis | None = Field(description="Whether both values stand in the releases; null where there are none.")
    basis_text: str | None = Field(description="The basis in words; null where there is none.")
    items: list[str] = Field(description="Keys of the items on which both values rest.")
    earlier: FigureInWords
    later: FigureInWords
    difference: FigureInWords = Field(description="Later less earlier, on the scale of the field.")
    movement: Movement
    text: _Words


class BlockCompared(Shown):
    """People of the same perspectives both times, or all of them."""

    perspectives: _Perspectives
    earlier_n: int
    later_n: int
    items: list[ItemCompared]
    fields: list[FieldCompared]


class QuarterCompared(Shown):
    """The two quarters of a field in a small group, each from 1, the lowest."""

    key: str
    earlier_key: _EarlierKey
    earlier: int | None
    later: int | None
    quarters: int
    movement: QuarterMovement
    reason: str | None
    text: _Words


class GroupCompared(Shown):
    """A group of the same perspectives that shows quarters both times."""

    perspectives: _Perspectives
    earlier_n: int
    later_n: int
    fields: list[QuarterCompared]


class ScoreCompared(Shown):
    """The score of a field in two joint answers."""

    key: str
    earlier_key: _EarlierKey
    scale: _Scale
    earlier: Number | None
    later: Number | None
    difference: FigureInWords
    movement: Movement
    text: _Words


class ReleaseComparison(Shown):
    """Two releases of one municipality beside each other. It follows from the two documents and from `as_of` alone."""

    as_of: date = Field(description="The day of the comparison, in Germany; ages count to it.")
    language: str = Field(description="Language of the words.")
    questionnaire: Key
    earlier: ComparedReleaseInWords
    later: ComparedReleaseInWords
    notes: list[NoteShown]
    items: list[ContinuedShown]
    fields: list[ContinuedShown]
    total: BlockCompared | None = Field(description="Null where one of the two has none.")
    blocks: list[BlockCompared]
    groups: list[GroupCompared]
    only_earlier: list[list[str]] = Field(description="Perspectives of blocks and groups that only the earlier has.")
    only_later: list[list[str]]
    scores: list[ScoreCompared] | None = Field(description="Of two joint answers; else null.")
