"""The expressions of items: what a computed item is, and what the names in it can be where it stands."""

from collections.abc import Collection
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import ComputedRule, ReachedRule
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import LIMIT
from selfcheck_service.core.definition.expressions.scope import ExpressionScope
from selfcheck_service.core.definition.expressions.spans import Enclosure, Span
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.problems import Problem
from selfcheck_service.core.definition.structure import Path, Structure

_EVERYTHING = Interval(None, None, low_closed=False, high_closed=False)


def bind_value(
    item: Item, path: Path, structure: Structure, earlier: Collection[str] | None = None
) -> tuple[Bound | None, tuple[Problem, ...]]:
    """Return what a computed item is worked out from, and what is wrong with that; nothing for other items.

    `earlier` are the items before it, which it may name; None where that was checked before.
    """
    if item.computed is None:
        return None, ()
    scope = ExpressionScope(structure, items=earlier, constants=structure.constants, tables=structure.tables)
    return bind_expression(item.computed.value, (*path, "computed", "value"), scope, Kind.NUMBER)


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
        return ReachedRule.model_construct(**members, range=_EVERYTHING)
    return ReachedRule.model_construct(**members, range=interval_of(found), integer=found.integer)


def interval_of(span: Span) -> Interval:
    """Return the numbers of a span; what reaches as far as numbers do has no end."""
    low, high = Fraction(span.low), Fraction(span.high)
    return Interval(
        None if low == -LIMIT else low,
        None if high == LIMIT else high,
        low_closed=not span.low_open,
        high_closed=not span.high_open,
    )
