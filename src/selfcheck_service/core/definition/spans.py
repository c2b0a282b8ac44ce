"""Which points an item can be worth."""

from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Bins, MultipleChoiceRule
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


def has_whole_points(item: Item, structure: Structure) -> bool:
    """Tell whether every answer that an item accepts is known to be worth a whole number of points."""
    numbers, rule = item.numbers, item.rule
    if item.points is not None:
        return False
    if numbers is not None:
        parts = numbers.points.bins if isinstance(numbers.points, Bins) else ()
        return numbers.whole if not parts else all(part.points.denominator == 1 for part in parts)
    counted = isinstance(rule, MultipleChoiceRule) and rule.points_from == "count"
    points = [option.points for option in structure.options_of(item)]
    return counted or all(worth is None or worth.denominator == 1 for worth in points)
