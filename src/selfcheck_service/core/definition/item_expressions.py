"""The expressions of items: what a computed item is, and what an answer is worth."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import ComputedRule, ReachedRule
from selfcheck_service.core.definition.exact import EVERYTHING, Interval
from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import Enclosure, Span
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.scope import Scope
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.tabulation import check_table, has_table

# The largest whole number that an answer can be.
_LARGEST: int = 10**MOST_DIGITS_OF_AN_ANSWER - 1


def bind_value(
    item: Item, path: Path, structure: Structure, earlier: Collection[str] | None = None
) -> tuple[Bound | None, tuple[Problem, ...]]:
    """Return what a computed item is worked out from, and what is wrong with that; nothing for other items.

    `earlier` are the items before it, which it may name; None where that was checked before.
    """
    if item.computed is None:
        return None, ()
    scope = Scope(structure, items=earlier)
    return bind_expression(item.computed.value, (*path, "computed", "value"), scope, Kind.NUMBER)


def bind_points(
    item: Item, path: Path, structure: Structure, earlier: Collection[str] | None = None
) -> tuple[Bound | None, tuple[Problem, ...]]:
    """Return what says the points of an item, and what is wrong with that; nothing where no expression does."""
    if item.points is None:
        return None, ()
    scope = Scope(structure, items=earlier, own_item=item.key)
    return bind_expression(item.points, (*path, "points"), scope, Kind.NUMBER)


def with_reached_numbers(item: Item, earlier: Structure, spans: NamedSpans) -> Item:
    """Return a computed item with the numbers that its expression can come to; `earlier` has the items before it."""
    rule = item.computed
    if rule is None:
        return item
    bound, _ = bind_value(item, (), earlier, earlier.items)
    found = None if bound is None else spans.enclose(bound)[0]
    return item.model_copy(update={"computed": _reached(rule, found)})


def _reached(rule: ComputedRule, found: Enclosure | None) -> ReachedRule:
    members = {name: getattr(rule, name) for name in rule.model_fields_set}
    if not isinstance(found, Span):
        return ReachedRule.model_construct(**members, range=EVERYTHING)
    return ReachedRule.model_construct(**members, range=interval_of(found), integer=found.integer)


def late_ends(bound: Bound, spans: NamedSpans) -> Ends:
    """Return the smallest and the largest points that an expression gives."""
    found, _ = spans.enclose(bound)
    return (Fraction(found.low), Fraction(found.high)) if isinstance(found, Span) else (Fraction(0), Fraction(0))


def check_points(item: Item, path: Path, structure: Structure, earlier: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the expression that says the points of an item."""
    bound, problems = bind_points(item, path, structure, earlier)
    yield from problems
    if bound is None:
        return
    if has_table(item, bound):
        yield from check_table(item, bound, path, structure)
    elif any(_is_endless(end) for end in structure.late_points.get(item.key, ())):
        yield Problem(pointer(*path, "points"), "range_unbounded", {"item": item.key})


def interval_of(span: Span) -> Interval:
    """Return the numbers of a span; what reaches as far as numbers do has no end."""
    low = None if _is_endless(span.low) else Fraction(span.low)
    high = None if _is_endless(span.high) else Fraction(span.high)
    return Interval(low, high, low is not None and not span.low_open, high is not None and not span.high_open)


def _is_endless(end: ExactNumber) -> bool:
    """Tell whether an end is where answers end that have none of their own, or beyond."""
    return not -_LARGEST < end < _LARGEST
