"""Differences between versions for people: what happened alike to many items is told once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from selfcheck_service.core.comparison import BUMPS, Difference
from selfcheck_service.core.definition import canonical_json


def largest_first(found: Iterable[Difference], between: str) -> Iterator[Difference]:
    """Yield the differences by their bump, the largest first, each told once.

    What happened alike to many items, as to all of one response scale, is one difference, whose subject names them all;
    `between` stands between two names.
    """
    differences = tuple(found)
    for bump in reversed(BUMPS):
        yield from _told_once([one for one in differences if one.bump == bump], between)


def _told_once(found: Iterable[Difference], between: str) -> Iterator[Difference]:
    alike: dict[bytes, list[Difference]] = {}
    for place, one in enumerate(found):
        told = one.about == "item" and (one.before, one.after) != (None, None)
        same = [one.kind, one.proof, one.before, one.after] if told else place
        alike.setdefault(canonical_json(same), []).append(one)
    for group in alike.values():
        yield replace(group[0], subject=between.join(one.subject for one in group))
