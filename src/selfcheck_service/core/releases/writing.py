"""From exact findings to the figures of a document: rounded outwards, so that they promise no more than holds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases.document import (
    CellFigure,
    FieldFigures,
    Figure,
    ItemFigures,
    MergeFigures,
    QuarterFigures,
)
from selfcheck_service.core.releases.findings import FieldFinding, ItemFinding
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.partition import Merge
from selfcheck_service.core.releases.policy import QUARTERS
from selfcheck_service.core.releases.quarters import QuarterFinding
from selfcheck_service.core.scoring.plan import Plan

_PER_CENT = 100
# A scale as wide as this is read with one decimal, a narrower one with two.
_WIDE = 20


def figure(ends: Ends | None, reason: str | None, *, digits: int = 1, factor: int = 1) -> Figure:
    """Return the interval times a factor, its ends rounded outwards; exactly where only one number fits."""
    if ends is None:
        return Figure(None, None, reason)
    low, high = ends[0] * factor, ends[1] * factor
    if low == high:
        return Figure(exact_to_number(low), exact_to_number(high), None)
    unit = 10**digits
    return Figure(
        exact_to_number(Fraction(floor(low * unit), unit)), exact_to_number(Fraction(ceil(high * unit), unit)), None
    )


def write_item(found: ItemFinding) -> ItemFigures:
    """Return the figures of an item."""
    missing, why = found.reason, found.why
    measures = found.found
    return ItemFigures(
        key=found.subject.key,
        field=found.subject.field,
        n=found.people,
        reason=missing,
        cells=tuple(_cells(found)),
        no_answer=figure(found.silent, missing, factor=_PER_CENT),
        mean=figure(found.share, missing or why.get("value"), factor=_PER_CENT),
        agreement=figure(measures.agreement if measures else None, missing or why.get("agreement"), digits=2),
        consensus=figure(measures.consensus if measures else None, missing or why.get("consensus"), digits=2),
        pattern=found.pattern,
        pattern_reason=missing or why.get("pattern"),
    )


def _cells(found: ItemFinding) -> Iterator[CellFigure]:
    options = (*found.subject.options, None)
    for at, (low, high) in enumerate(found.spans):
        if found.cells:
            yield CellFigure(options[at], found.cells[at].code, found.cells[at].count, low, high)
        else:
            yield CellFigure(
                options[at], "exact" if low == high else "between", low if low == high else None, low, high
            )


def write_field(found: FieldFinding, plan: Plan, people: int) -> FieldFigures:
    """Return the figures of a field."""
    field = found.subject.plan
    low, high = field.scale
    items = sorted(set(found.value.items))
    asking = found.urgent
    return FieldFigures(
        key=field.key,
        n=people,
        scale=(exact_to_number(low), exact_to_number(high)),
        value=figure(found.value.ends, found.value.reason, digits=digits_of(field.scale)),
        items=tuple(plan.items[at].key for at in items),
        pattern=found.pattern,
        pattern_reason=found.pattern_reason,
        pattern_items=found.patterns_of,
        quadrant=found.quadrant,
        urgency=None if asking is None else figure(found.urgency, found.urgency_reason, factor=_PER_CENT),
        urgent=asking,
        seen_patterns=found.seen_patterns,
    )


def digits_of(scale: Ends) -> int:
    """Return how many decimals a number on this scale is shown with."""
    return 1 if abs(scale[1] - scale[0]) >= _WIDE else 2


def write_quarter(found: QuarterFinding, ends: Ends | None) -> QuarterFigures:
    """Return the quarter of a field with its ends on the scale."""
    if found.quarter is None or ends is None:
        return QuarterFigures(found.field.key, None, QUARTERS, None, None, found.reason)
    low, width = ends[0], (ends[1] - ends[0]) / QUARTERS
    edges = [exact_to_number(low + width * at) for at in (found.quarter, found.quarter + 1)]
    return QuarterFigures(found.field.key, found.quarter + 1, QUARTERS, edges[0], edges[1], None)


def names_of(places: Sequence[int], perspectives: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the perspectives at these places; none in a round without perspectives."""
    return tuple(perspectives[place] for place in places if perspectives[place])


def write_merge(merge: Merge, perspectives: Sequence[str]) -> MergeFigures:
    """Return a line of the merge log; how large a group is that is too small to be shown is not in it."""
    shown = merge.partition == "blocks"
    return MergeFigures(
        partition=merge.partition,
        smaller=names_of(merge.smaller.places, perspectives),
        smaller_n=merge.smaller.size if shown else None,
        larger=names_of(merge.larger.places, perspectives),
        larger_n=merge.larger.size if shown else None,
    )
