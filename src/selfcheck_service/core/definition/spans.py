"""Which points an item can be worth."""

from fractions import Fraction

from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.structure import Structure

_ZERO = Fraction(0)


def span_of_item(item: Item, structure: Structure) -> Ends:
    """Return the smallest and largest points over all answers an item accepts."""
    span = item.kind.span
    if span is None or not item.is_scored:
        return _ZERO, _ZERO
    late = structure.late_points.get(item.key)
    if late is not None:
        return late
    return span(item.rule, structure.options_of(item))
