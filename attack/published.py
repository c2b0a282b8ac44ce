"""What a release says, read from its bytes as anybody would read them, with the documentation and the definition.

Nothing of the function that made it is used here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from attack.people import asked_of

# How a reader names people: by their perspectives; `None` stands for everybody in a round without any.
Names = frozenset[str | None]
# An interval, as it is published; None where nothing is said.
Span = tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is said of the count of one option, or of those who gave no answer."""

    option: int | str | None
    code: str
    count: int | None
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a block, with cells. `asked` are the perspectives whose people the cells count, `n` in all."""

    key: str
    n: int
    asked: Names
    cells: tuple[Cell, ...]
    silent: Span
    mean: Span
    agreement: Span
    consensus: Span
    pattern: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a block: its value rests on `items`. `urgency` is a share in per cent."""

    key: str
    value: Span
    items: tuple[str, ...]
    urgency: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A block or the total."""

    names: Names
    n: int
    items: Mapping[str, Item]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter of a field in a small group, as the ends of an interval; `top` tells that its upper end belongs."""

    field: str
    ends: Span
    top: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Small:
    """A group of at least the minimum group size, with quarters where it has any."""

    names: Names
    n: int
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two blocks are apart in a field."""

    field: str
    first: Names
    second: Names
    items: tuple[str, ...]
    difference: Span


@dataclass(frozen=True, slots=True)
class Published:
    """A release as an attacker has it. `sets` are all sets of people of which it says a size or anything else."""

    n: int
    groups: tuple[Small, ...]
    blocks: tuple[Block, ...]
    total: Block | None
    gaps: tuple[Gap, ...]
    sets: Mapping[Names, int]


def read_published(document: bytes, shape: str, perspectives: tuple[str, ...]) -> Published:
    """Return what a release of a round with these perspectives says."""
    found: dict[str, Any] = json.loads(document)
    everybody: Names = frozenset(perspectives or (None,))
    blocks = tuple(_block(each, shape, everybody) for each in found["blocks"])
    total = None if found["total"] is None else _total(_block(found["total"], shape, everybody), blocks)
    groups = tuple(
        Small(_names(each["perspectives"], everybody), each["n"], tuple(map(_quarter, each["fields"])))
        for each in found["groups"]
    )
    gaps = tuple(
        Gap(
            each["field"],
            frozenset(each["first"]),
            frozenset(each["second"]),
            tuple(each["items"]),
            _span(each["difference"]),
        )
        for each in found["gaps"]
    )
    sets: dict[Names, int] = {everybody: found["n"], **{group.names: group.n for group in groups}}
    for block in (*blocks, *([] if total is None else [total])):
        sets[block.names] = block.n
        sets.update({item.asked: item.n for item in block.items.values()})
    sets.update(_merged(found["merges"]))
    return Published(found["n"], groups, blocks, total, gaps, sets)


def _total(total: Block, blocks: tuple[Block, ...]) -> Block:
    """Return the total with those whom it counts: of each item the people of the blocks that have cells of it."""
    items = {}
    for key, item in total.items.items():
        parts = [block.items[key].asked for block in blocks if key in block.items]
        items[key] = replace(item, asked=frozenset().union(*parts) or item.asked)
    return replace(total, items=items)


def _merged(merges: list[dict[str, Any]]) -> Iterator[tuple[Names, int]]:
    for merge in merges:
        for side in ("smaller", "larger"):
            if merge[f"{side}_n"] is not None:
                yield frozenset(merge[side]), merge[f"{side}_n"]


def _block(found: Mapping[str, Any], shape: str, everybody: Names) -> Block:
    names = _names(found["perspectives"], everybody)
    # A reader knows from the definition who is asked what.
    asked = {name: {item.key for item in asked_of(shape, name)} for name in names}
    items = {
        each["key"]: Item(
            key=each["key"],
            n=each["n"],
            asked=frozenset(name for name in names if each["key"] in asked[name]),
            cells=tuple(Cell(**cell) for cell in each["cells"]),
            silent=_span(each["no_answer"]),
            mean=_span(each["mean"]),
            agreement=_span(each["agreement"]),
            consensus=_span(each["consensus"]),
            pattern=each["pattern"],
        )
        for each in found["items"]
        if each["cells"]
    }
    fields = tuple(
        Field(each["key"], _span(each["value"]), tuple(each["items"]), _span(each["urgency"]))
        for each in found["fields"]
    )
    return Block(names, found["n"], items, fields)


def _quarter(found: Mapping[str, Any]) -> Quarter:
    ends = None if found["lowest"] is None else (exact(found["lowest"]), exact(found["highest"]))
    return Quarter(found["key"], ends, found["quarter"] == found["quarters"], found["reason"])


def _names(found: list[str], everybody: Names) -> Names:
    return frozenset(found) if found else everybody


def _span(found: Mapping[str, Any] | None) -> Span:
    if found is None or found["lowest"] is None:
        return None
    return exact(found["lowest"]), exact(found["highest"])


def exact(number: float) -> Fraction:
    """Return a published number as it is written."""
    return Fraction(str(number))
