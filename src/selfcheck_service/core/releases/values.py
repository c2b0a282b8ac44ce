"""Values of fields from the means of their items: the score that the engine gives with each item at its mean.

For a mean that is the mean of everybody's score where all answered everything. Where somebody left items out, the two
may differ: here every answer to an item counts alike, and a person with few answers does not count as much in each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.policy import ENOUGH_ITEMS
from selfcheck_service.core.releases.subjects import FieldSubject, score_with
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.core.scoring.sums import Sums

NoValue = Literal["method", "not_asked", "few_items", "no_weight"]
# The means of the items that are asked, by their index; None where an item has none.
Means = Mapping[int, Ends | None]


@dataclass(frozen=True, slots=True)
class Valued:
    """The lowest and the highest value, by the indices of the items it rests on; or why there is none."""

    ends: Ends | None
    reason: NoValue | None
    items: tuple[int, ...] = ()


def value_of(field: FieldSubject, fields: Sequence[FieldSubject], means: Means) -> Valued:
    """Return the value of a field; `fields` are all fields, at their index.

    At least three fifths of what is asked must have a mean; of a sum, which has no meaning in parts, everything.
    """
    if field.sums is None:
        return Valued(None, "method")
    entries = field.sums.items
    rests: list[int] = []
    items = [(entry, mean) for entry in entries for mean in [means.get(entry.index)] if mean is not None]
    children: list[tuple[FieldEntryPlan, Ends]] = []
    asked = sum(entry.index in means for entry in entries)
    for child in field.sums.fields:
        found = value_of(fields[child.index], fields, means)
        asked += found.reason != "not_asked"
        if found.ends is not None:
            children.append((child, found.ends))
            rests.extend(found.items)
    if not asked:
        return Valued(None, "not_asked")
    taken, all_entries = len(items) + len(children), len(entries) + len(field.sums.fields)
    if taken < ENOUGH_ITEMS * asked or (field.all_needed and taken < all_entries):
        return Valued(None, "few_items")
    ends = sorted(_scores(field.plan, field.sums, (*items, *children)))
    return Valued((ends[0], ends[-1]), None, (*[entry.index for entry, _ in items], *rests)) if ends else _NO_WEIGHT


_NO_WEIGHT = Valued(None, "no_weight")


def _scores(field: FieldPlan, sums: Sums, entries: Sequence[tuple[EntryPlan, Ends]]) -> Iterator[Fraction]:
    """Yield the scores with everything at its lowest and with everything at its highest."""
    for side in (0, 1):
        score = score_with(field, sums, [(entry, ends[side]) for entry, ends in entries])
        if score is not None:
            yield score
