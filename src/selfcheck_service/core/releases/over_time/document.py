"""What a comparison over time says: two releases beside each other, and what follows from them together.

Every difference is later less earlier, an interval like those of a release; both ends are None where nothing can be
said, and `reason` says why. `over_time.texts` has the words for every key.
"""

from typing import Literal

import msgspec

from selfcheck_service.core.releases.document import Figure, Number

# How the later number stands to the earlier one. A tendency is surely above or below, but perhaps by very little.
Movement = Literal["higher", "tendency_higher", "same", "tendency_lower", "lower", "not_determinable"]
# Where the quarter of a small group went; it is no difference, because how far a mean moved is not known.
QuarterMovement = Literal["up", "same", "down", "not_determinable"]
# Whether the numbers of a field stand in the releases, or were worked out anew over the items that both have.
Basis = Literal["published", "recomputed"]
# Why two things are not set against each other; other reasons are those of the releases.
NotCompared = Literal["means_otherwise", "split_or_merged", "other_points", "not_whole", "other_scale", "no_score"]
NoteName = Literal[
    "other_people",
    "joint_answers",
    "joint_and_single",
    "other_size",
    "other_mode",
    "other_minimum",
    "other_policy",
    "other_perspectives",
    "other_version",
    "no_bridge",
    "quarters_and_cells",
    "earlier_outdated",
    "later_outdated",
]


class ReleaseSide(msgspec.Struct, frozen=True):
    """One of the two releases. `months` is its age: whole months from its closing to the day of the comparison."""

    round: str
    closed_on: str
    months: int
    outdated: bool
    version: str
    mode: str
    policy: int
    minimum_group_size: int | None
    n: int


class Note(msgspec.Struct, frozen=True):
    """What a reader of the differences has to know; `earlier` and `later` are what differs, where something does."""

    key: NoteName
    earlier: str | int | None = None
    later: str | int | None = None


class Continued(msgspec.Struct, frozen=True):
    """How an item or a field goes on, in the words of the comparison of versions (docs/versions.md)."""

    key: str
    continuation: str
    trend: str
    share: Number | None
    partners: tuple[str, ...]


class ItemOverTime(msgspec.Struct, frozen=True):
    """An item that both releases have; its means run from 0 to 100. `earlier_key` is its key in the earlier one."""

    key: str
    earlier_key: str
    earlier: Figure
    later: Figure
    difference: Figure
    movement: Movement


class FieldOverTime(msgspec.Struct, frozen=True):
    """A field that both releases have, over the `items` that both have, on its `scale`."""

    key: str
    earlier_key: str
    scale: tuple[Number, Number]
    basis: Basis | None
    items: tuple[str, ...]
    earlier: Figure
    later: Figure
    difference: Figure
    movement: Movement


class BlockOverTime(msgspec.Struct, frozen=True):
    """A block of the same perspectives in both releases, or all blocks together."""

    perspectives: tuple[str, ...]
    earlier_n: int
    later_n: int
    items: tuple[ItemOverTime, ...]
    fields: tuple[FieldOverTime, ...]


class QuarterOverTime(msgspec.Struct, frozen=True):
    """The two quarters of a field in a small group, each from 1, the lowest."""

    key: str
    earlier_key: str
    earlier: int | None
    later: int | None
    quarters: int
    movement: QuarterMovement
    reason: str | None


class GroupOverTime(msgspec.Struct, frozen=True):
    """A group of the same perspectives that shows quarters in both releases."""

    perspectives: tuple[str, ...]
    earlier_n: int
    later_n: int
    fields: tuple[QuarterOverTime, ...]


class ScoreOverTime(msgspec.Struct, frozen=True):
    """The score of a field in two joint answers, one number each; None where there is none."""

    key: str
    earlier_key: str
    scale: tuple[Number, Number]
    earlier: Number | None
    later: Number | None
    difference: Figure
    movement: Movement


class OverTime(msgspec.Struct, frozen=True):
    """Two releases of one municipality beside each other, as of a day.

    `total` is None where one of them has none. `only_earlier` and `only_later` are the perspectives of blocks and of
    groups with quarters that the other release does not have. `scores` are there for two joint answers only.
    """

    as_of: str
    questionnaire: str
    earlier: ReleaseSide
    later: ReleaseSide
    notes: tuple[Note, ...]
    items: tuple[Continued, ...]
    fields: tuple[Continued, ...]
    total: BlockOverTime | None
    blocks: tuple[BlockOverTime, ...]
    groups: tuple[GroupOverTime, ...]
    only_earlier: tuple[tuple[str, ...], ...]
    only_later: tuple[tuple[str, ...], ...]
    scores: tuple[ScoreOverTime, ...] | None
