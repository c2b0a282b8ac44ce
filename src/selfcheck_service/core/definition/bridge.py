"""The bridge: what an author says about how the items and fields of a version go on from those of the one before.

It belongs to the document and never changes a score. What can be seen in the document itself is checked here; whether
it fits the version before is checked where the two are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from pydantic import Field

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.problems import Path, Problem, pointer, unknown
from selfcheck_service.core.definition.values import Key, Version

BridgedContinuation = Literal["same", "reworded", "split", "merged", "new", "removed"]
# How many keys a continuation has on the side of the old and of the new version: (fewest, most), None for any number.
_SIZES: dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    "same": ((1, 1), (1, 1)),
    "reworded": ((1, 1), (1, 1)),
    "split": ((1, 1), (2, None)),
    "merged": ((2, None), (1, 1)),
    "new": ((0, 0), (1, None)),
    "removed": ((1, None), (0, 0)),
}


class BridgeStep(Part):
    """How some keys of the version before go on: `origins` there, `to` here."""

    becomes: BridgedContinuation = Field(alias="is")
    origins: tuple[Key, ...] = Field(default=(), alias="from", max_length=200)
    to: tuple[Key, ...] = Field(default=(), max_length=200)


class Bridge(Part):
    """How a version goes on from another one. Keys that stay and are not named mean what the comparison finds."""

    origin: Version = Field(alias="from")
    items: tuple[BridgeStep, ...] = Field(default=(), max_length=2000)
    fields: tuple[BridgeStep, ...] = Field(default=(), max_length=300)


def check_bridge(bridge: Bridge, items: Collection[str], fields: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a bridge, as far as the document alone can tell; `items` and `fields` are its keys."""
    for name, steps, known in (("items", bridge.items, items), ("fields", bridge.fields, fields)):
        seen: dict[str, set[str]] = {"from": set(), "to": set()}
        for index, step in enumerate(steps):
            path: Path = ("bridge", name, index)
            yield from _check_sizes(step, path)
            yield from _check_keys(step, path, seen)
            for place, key in enumerate(step.to):
                yield from unknown(_KINDS[name], key, known, (*path, "to", place))


_KINDS = {"items": "item", "fields": "field"}


def _check_sizes(step: BridgeStep, path: Path) -> Iterator[Problem]:
    for side, keys, (fewest, most) in zip(("from", "to"), (step.origins, step.to), _SIZES[step.becomes], strict=True):
        if len(keys) < fewest or (most is not None and len(keys) > most):
            found = {"name": step.becomes, "side": side, "count": len(keys)}
            yield Problem(pointer(*path), "bridge_shape", found)


def _check_keys(step: BridgeStep, path: Path, seen: dict[str, set[str]]) -> Iterator[Problem]:
    """A key goes on in one way only, and comes from one place only."""
    for side, keys in (("from", step.origins), ("to", step.to)):
        for place, key in enumerate(keys):
            if key in seen[side]:
                yield Problem(pointer(*path, side, place), "bridge_key_twice", {"name": key})
            seen[side].add(key)
