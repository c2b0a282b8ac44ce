"""From cells to everything a release says of a block: exact numbers, as intervals between what fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.releases.cells import Cell
from selfcheck_service.core.releases.fitting import Ends, Fits, cell_spans, fits_of, list_fits, mean_of, sums_of
from selfcheck_service.core.releases.patterns import (
    Agreement,
    PatternName,
    Quadrant,
    UrgencyName,
    agreement_over,
    pattern_of_field,
    quadrant_of,
    side_of,
    urgency_of,
)
from selfcheck_service.core.releases.policy import HIGH
from selfcheck_service.core.releases.subjects import FieldSubject, ItemSubject
from selfcheck_service.core.releases.values import Valued, value_of

# Why something is not said; `release_texts` has the words.
Reason = Literal[
    "type",
    "repeated",
    "conditional",
    "not_asked",
    "too_few_asked",
    "too_few_others",
    "no_scale",
    "no_order",
    "nobody_sure",
    "many_fits",
    "fits_differ",
    "two_options",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """The cells of one item in one block of so many people who are asked it."""

    people: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """What the cells of an item come to; `reason` says why it has none.

    `mean` is in points, `silent` the share without an answer. `why` has for each figure that is missing the reason.
    """

    subject: ItemSubject
    people: int
    reason: Reason | None
    cells: tuple[Cell, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    mean: Ends | None = None
    silent: Ends | None = None
    found: Agreement | None = None
    why: Mapping[str, Reason] = field(default_factory=dict)

    @property
    def pattern(self) -> PatternName:
        """Return the pattern that all fitting histograms share."""
        return "not_determinable" if self.found is None else self.found.pattern

    @property
    def share(self) -> Ends | None:
        """Return the mean as a share of the way from the lowest points to the highest."""
        ends = self.subject.ends
        if ends is None or self.mean is None:
            return None
        return (self.mean[0] - ends[0]) / (ends[1] - ends[0]), (self.mean[1] - ends[0]) / (ends[1] - ends[0])


def find_item(subject: ItemSubject, seen: Sequence[Seen]) -> ItemFinding:
    """Return what the cells of an item say together, those of one block or of several."""
    blocks = [fits_of(one.people, one.cells) for one in seen]
    people = sum(one.people for one in seen)
    why: dict[str, Reason] = {}
    mean = _mean(subject, blocks, why)
    spans = tuple(cell_spans(blocks))
    return ItemFinding(
        subject=subject,
        people=people,
        reason=None,
        cells=seen[0].cells if len(seen) == 1 else (),
        spans=spans,
        mean=mean,
        silent=(Fraction(spans[-1][0], people), Fraction(spans[-1][1], people)),
        found=_agreement(subject, blocks, why),
        why=why,
    )


def _mean(subject: ItemSubject, blocks: Sequence[Fits], why: dict[str, Reason]) -> Ends | None:
    if subject.points is None or subject.ends is None:
        why["value"] = "no_scale"
        return None
    mean = mean_of(sums_of(blocks, subject.points))
    if mean is None:
        why["value"] = "nobody_sure"
    return mean


def _agreement(subject: ItemSubject, blocks: Sequence[Fits], why: dict[str, Reason]) -> Agreement | None:
    order = subject.order
    if order is None:
        why.update(agreement="no_order", consensus="no_order", pattern="no_order")
        return None
    listed = list_fits(blocks)
    if listed is None:
        why.update(agreement="many_fits", consensus="many_fits", pattern="many_fits")
        return None
    found = agreement_over(sorted(listed), order)
    if found.agreement is None:
        why["agreement"] = "two_options" if len(order) < 3 else "nobody_sure"
    if found.consensus is None:
        why["consensus"] = "nobody_sure" if len(order) > 1 else "two_options"
    if found.pattern == "not_determinable":
        why["pattern"] = "fits_differ"
    return found


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What the cells of a field's items come to. `value` is on the scale of the field, `good` its share, 1 being best.

    `patterns_of` are the keys of the items on which the pattern rests. `urgency` is a share of its scale; both are None
    where nobody is asked. `seen_patterns` are the patterns of suggestions that are seen.
    """

    subject: FieldSubject
    value: Valued
    pattern: PatternName
    pattern_reason: str | None
    patterns_of: tuple[str, ...]
    good: Ends | None
    quadrant: Quadrant
    urgency: Ends | None
    urgency_reason: str | None
    urgent: UrgencyName | None
    seen_patterns: tuple[str, ...]


def find_field(
    subject: FieldSubject, fields: Sequence[FieldSubject], items: Mapping[str, ItemFinding], *, apart: bool = False
) -> FieldFinding:
    """Return what the items of a block come to in one field.

    `fields` are all fields, at their index; `apart` tells that perspectives see this one differently.
    """
    by_index = {found.subject.index: found for found in items.values()}
    value = value_of(subject, fields, {at: found.mean for at, found in by_index.items() if found.reason != "not_asked"})
    below = [by_index[at] for at in subject.plan.coverage_items if at in by_index]
    rated = [found for found in below if found.found is not None]
    pattern, reason = pattern_of_field([found.found.patterns for found in rated if found.found is not None])
    good = good_share(subject, value.ends)
    asking = items.get(subject.urgency or "")
    urgent = None if asking is None else urgency_of(asking.share)
    quadrant = quadrant_of(good, pattern)
    seen_patterns = {
        "camps": pattern == "camps",
        "knowledge_gap": pattern == "knowledge_gap",
        "perspective_gap": apart,
        "strength": quadrant == "strength",
        "urgent_but_low": urgent == "urgent" and side_of(good, HIGH) is False,
    }
    return FieldFinding(
        subject=subject,
        value=value,
        pattern=pattern,
        pattern_reason=reason,
        patterns_of=tuple(found.subject.key for found in rated),
        good=good,
        quadrant=quadrant,
        urgency=None if asking is None else asking.share,
        urgency_reason=None if asking is None else asking.reason or asking.why.get("value"),
        urgent=urgent,
        seen_patterns=tuple(name for name, seen in seen_patterns.items() if seen),
    )


def good_share(subject: FieldSubject, value: Ends | None) -> Ends | None:
    """Return how much of what is best a value reaches, from 0 to 1; None where no end of the scale is better."""
    gap = subject.plan.gap
    if value is None or gap is None:
        return None
    slope, offset, bottom = gap
    ends = [1 - (slope * end + offset) / bottom for end in value]
    return min(ends), max(ends)
