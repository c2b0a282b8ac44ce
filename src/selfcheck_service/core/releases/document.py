"""The release: what is published of a round, once, and the single source of everything that is shown of it.

A release is canonical JSON, so equal releases are equal bytes. Every figure is an interval from `lowest` to `highest`;
both are None where nothing can be said, and `reason` says why, with words in `release_texts`. Nothing is 0 that is
not known.
"""

import hashlib
from typing import Literal

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.releases.cells import CellCode
from selfcheck_service.core.releases.partition import Side
from selfcheck_service.core.releases.patterns import GapName, PatternName, Quadrant, UrgencyName

Number = int | float
# Which rule of the policy a part follows: coded cells, quarters, or nothing hidden.
Rule = Literal["cells", "quarters", "exact"]


class Figure(msgspec.Struct, frozen=True):
    """An interval in which the true number lies, rounded outwards; one number where only that fits."""

    lowest: Number | None
    highest: Number | None
    reason: str | None


class CellFigure(msgspec.Struct, frozen=True):
    """How many chose an option; `option` is None for those who gave no answer.

    `code` is what is published, with its `count`; between `lowest` and `highest` lies what follows from all cells.
    In totals, which are worked out from the cells of the blocks, the code is `between` where these differ.
    """

    option: int | str | None
    code: CellCode | Literal["between"]
    count: int | None
    lowest: int
    highest: int


class ItemFigures(msgspec.Struct, frozen=True):
    """An item in a block; `n` is how many were asked it. Without `cells` it is 0, and `reason` says why.

    `mean` runs from 0 (the lowest points) to 100, `no_answer` is a share in per cent, `agreement` and `consensus` are
    those of van der Eijk and of Tastle and Wierman.
    """

    key: str
    field: str
    n: int
    reason: str | None
    cells: tuple[CellFigure, ...]
    no_answer: Figure
    mean: Figure
    agreement: Figure
    consensus: Figure
    pattern: PatternName
    pattern_reason: str | None


class FieldFigures(msgspec.Struct, frozen=True):
    """A field in a block. `value` is on its `scale` and rests on the `items` that are named.

    `pattern` rests on `pattern_items`. `urgency` is a share in per cent, None where nobody asks for it.
    `seen_patterns` are those for which a questionnaire may have suggestions.
    """

    key: str
    n: int
    scale: tuple[Number, Number]
    value: Figure
    items: tuple[str, ...]
    pattern: PatternName
    pattern_reason: str | None
    pattern_items: tuple[str, ...]
    quadrant: Quadrant
    urgency: Figure | None
    urgent: UrgencyName | None
    seen_patterns: tuple[str, ...]


class QuarterFigures(msgspec.Struct, frozen=True):
    """The quarter of a field in a small group: from 1, the lowest, to `quarters`; its ends are on that field's scale.

    The upper end belongs to the highest quarter only.
    """

    key: str
    quarter: int | None
    quarters: int
    lowest: Number | None
    highest: Number | None
    reason: str | None


class GroupFigures(msgspec.Struct, frozen=True):
    """A group of at least the minimum group size. It has `fields` where no block does; else `reason` says why not."""

    perspectives: tuple[str, ...]
    n: int
    rule: Rule
    reason: str | None
    fields: tuple[QuarterFigures, ...]


class BlockFigures(msgspec.Struct, frozen=True):
    """A block, or all blocks together."""

    perspectives: tuple[str, ...]
    n: int
    rule: Rule
    items: tuple[ItemFigures, ...]
    fields: tuple[FieldFigures, ...]


class GapFigures(msgspec.Struct, frozen=True):
    """How far two blocks are apart in a field, first less second on its scale, over the items that both have."""

    field: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    items: tuple[str, ...]
    difference: Figure
    gap: GapName


class MergeFigures(msgspec.Struct, frozen=True):
    """One line of the merge log: two groups became one, and how many people each had where that is shown at all."""

    partition: Side
    smaller: tuple[str, ...]
    smaller_n: int | None
    larger: tuple[str, ...]
    larger_n: int | None


class RatingFigures(msgspec.Struct, frozen=True):
    """What one member of an open round answered under the name that they chose, or a joint answer: its name is empty.

    `answers` are as they were sent, free texts included, by the keys of the items.
    """

    name: str
    perspective: str | None
    answers: dict[str, object]


class Release(msgspec.Struct, frozen=True):
    """What is published of a round.

    `ratings` are None in confidential rounds; `evaluation` is there in institutional ones only. `total` is None where
    there is no block. `minimum_group_size` is None where nothing is merged.
    """

    policy: int
    round: str
    mode: str
    closed_on: str
    questionnaire: str
    version: str
    definition_hash: str
    terms_hash: str
    n: int
    minimum_group_size: int | None
    groups: tuple[GroupFigures, ...]
    blocks: tuple[BlockFigures, ...]
    total: BlockFigures | None
    gaps: tuple[GapFigures, ...]
    merges: tuple[MergeFigures, ...]
    ratings: tuple[RatingFigures, ...] | None
    evaluation: dict[str, object] | None


def canonical_release(release: Release) -> bytes:
    """Return the bytes that are stored, hashed and read by everybody."""
    return canonical_json(msgspec.to_builtins(release))


def release_hash(document: bytes) -> str:
    """Return the SHA-256 of canonical bytes, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(document).hexdigest()


def read_release(document: bytes) -> Release:
    """Return the release that these canonical bytes are."""
    return _DECODER.decode(document)


def size_of(document: bytes) -> int:
    """Return how many people the release is about that these canonical bytes are."""
    return _SIZE.decode(document).n


class _Size(msgspec.Struct):
    n: int


_DECODER, _SIZE = msgspec.json.Decoder(Release), msgspec.json.Decoder(_Size)
