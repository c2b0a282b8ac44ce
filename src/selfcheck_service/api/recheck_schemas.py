"""The shapes of a re-check on the wire (docs/recheck.md)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.comparison_schemas import ComparedReleaseInWords, FigureInWords
from selfcheck_service.api.members import Shown
from selfcheck_service.api.planning_schemas import ReviewShown
from selfcheck_service.api.schemas import Key
from selfcheck_service.core.planning.document import Status
from selfcheck_service.core.recheck.document import About, Instrument, Kind, Outcome, Part, RecheckNoteName
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.releases.over_time.document import Basis

_Words = Annotated[str, Field(description="The same in words, in the language of the answer.")]
_Title = Annotated[str, Field(description="Title of the field or prompt of the item, in the earlier version.")]
_EarlierKey = Annotated[str, Field(description="Its key in the earlier version.")]
_Reason = Annotated[str | None, Field(description="Why nothing can be said; stable.")]
_Quarter = Annotated[int | None, Field(description="Of a small group: its quarter, from 1, the lowest.")]


class RecheckNoteShown(Shown):
    """What a reader has to know."""

    key: RecheckNoteName
    about: About = Field(description="Who answered, how it was asked, when, or what can be read from this at all.")
    earlier: str | int | None = Field(description="What held for the earlier release, where the two differ.")
    later: str | int | None
    text: _Words


class PublishedShown(Shown):
    """What a release itself says of a field."""

    value: FigureInWords
    scale: list[Number] = Field(description="Lowest and highest number there is, in that release.")


class ReadingShown(Shown):
    """How one part of the two releases stands to each other; it says what the comparison says."""

    part: Part
    key: str = Field(description="Key in the later version.")
    perspectives: list[str]
    outcome: Outcome
    reason: _Reason
    earlier_n: int | None = Field(description="How many people it is about; null for joint answers.")
    later_n: int | None
    scale: list[Number] | None = Field(description="Lowest and highest number there is; null for quarters.")
    basis: Basis | None = Field(description="Of a field: whether both values stand in the releases.")
    basis_text: str | None = Field(description="The basis in words; null where there is none.")
    earlier: FigureInWords | None
    later: FigureInWords | None
    difference: FigureInWords | None = Field(description="Later less earlier.")
    earlier_quarter: _Quarter
    later_quarter: _Quarter
    quarters: int | None
    earlier_published: PublishedShown | None = Field(
        description="What the earlier release says itself; null unless that differs from the value worked out anew."
    )
    later_published: PublishedShown | None
    text: _Words


class AimShown(Shown):
    """A field or an item that a measure aimed at, and how it stands in the two releases."""

    kind: Kind
    key: _EarlierKey
    title: _Title
    later_keys: list[str] = Field(description="Its keys in the later version; none where it went.")
    instrument: Instrument = Field(description="What became of the question itself, apart from what was answered.")
    instrument_text: _Words
    share: Number | None = Field(description="Of a field: the share of its weight that both versions have.")
    outcome: Outcome = Field(description="Of everybody together, of the joint answers, or of a small group.")
    reason: _Reason
    readings: list[ReadingShown]
    text: _Words


class MeasureRechecked(Shown):
    """A measure of the earlier round, with what it aimed at."""

    id: UUID
    number: int
    title: str
    status: Status = Field(description="As it is today.")
    status_then: Status | None = Field(
        description="By the last review up to the end of the later round; null without one."
    )
    decided_on: date
    decided_later: bool = Field(description="Whether it was agreed on only after the later round had ended.")
    deadline: date | None
    last_review: ReviewShown | None
    aims: list[AimShown]
    text: _Words


class GatheredShown(Shown):
    """A field or an item in one of the lists."""

    kind: Kind
    key: _EarlierKey
    title: _Title
    outcome: Outcome
    reason: _Reason
    measures: list[UUID] = Field(description="Ids of the measures that named it.")
    text: _Words


class ListShown(Shown):
    """One of the lists, and what stands in it, in words."""

    text: _Words
    entries: list[GatheredShown]


class ProgressShown(Shown):
    """How many measures have each status."""

    idea: int
    decided: int
    running: int
    done: int
    dropped: int


class RecheckShown(Shown):
    """Measures of a round beside the comparison of its release with that of a later round. It names no cause."""

    as_of: date = Field(description="The day of the re-check, in Germany; ages count to it.")
    language: str = Field(description="Language of the words.")
    questionnaire: Key
    earlier: ComparedReleaseInWords
    later: ComparedReleaseInWords
    notes: list[RecheckNoteShown]
    progress: ProgressShown
    measures: list[MeasureRechecked]
    moved: ListShown = Field(description="Aimed at, and higher or lower now.")
    still: ListShown = Field(description="Aimed at by measures that are done, and not visibly moved.")
    unclear: ListShown = Field(description="Aimed at by measures not done, or done later, and not visibly moved.")
    not_compared: ListShown = Field(description="Aimed at, and nothing can be said.")
    moved_unaimed: ListShown = Field(description="Higher or lower now, and no measure aimed at it.")
