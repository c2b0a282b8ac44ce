"""How far blocks are apart: always over the items that both have, and only from their cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from selfcheck_service.core.releases.findings import ItemFinding
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.partition import Group
from selfcheck_service.core.releases.patterns import GapName, gap_of
from selfcheck_service.core.releases.subjects import FieldSubject
from selfcheck_service.core.releases.values import Means, value_of

Items = Mapping[str, ItemFinding]


@dataclass(frozen=True, slots=True)
class GapFinding:
    """The difference of two blocks in a field, first less second over the items of these indices."""

    field: FieldSubject
    first: Group
    second: Group
    items: tuple[int, ...]
    difference: Ends | None
    reason: str | None
    gap: GapName


def find_gaps(blocks: Sequence[tuple[Group, Items]], fields: Sequence[FieldSubject]) -> Iterator[GapFinding]:
    """Yield the differences of each two blocks in each field, in declared order."""
    for (first, ones), (second, others) in combinations(blocks, 2):
        means = _shared(ones, others), _shared(others, ones)
        for field in fields:
            yield _gap(field, fields, (first, second), means)


def _shared(items: Items, others: Items) -> Means:
    """Return the means of the items that both blocks are asked; None where one of the two has none."""
    return {
        found.subject.index: found.mean if others[key].mean is not None else None
        for key, found in items.items()
        if "not_asked" not in (found.reason, others[key].reason)
    }


def _gap(
    field: FieldSubject, fields: Sequence[FieldSubject], groups: tuple[Group, Group], means: tuple[Means, Means]
) -> GapFinding:
    one, two = (value_of(field, fields, each) for each in means)
    if one.ends is None or two.ends is None:
        return GapFinding(field, *groups, (), None, one.reason or two.reason, "not_determinable")
    difference = one.ends[0] - two.ends[1], one.ends[1] - two.ends[0]
    low, high = field.plan.scale
    width = abs(high - low) or 1
    name = gap_of((difference[0] / width, difference[1] / width))
    return GapFinding(field, *groups, tuple(sorted(set(one.items))), difference, None, name)
