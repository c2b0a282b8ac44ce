"""What the names in expressions can be, over all answers: the ends that a definition sets to them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Protocol

from selfcheck_service.core.definition.conditions import ValueCondition
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.enclose import Doubt, enclose
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.spans import (
    EVERYTHING,
    Enclosure,
    Listed,
    Span,
    Words,
    anything_of,
    nothing_of,
    span_between,
    span_of,
    with_null,
)
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.scope import STATES, bind_in_condition
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import Structure

_LARGEST = 10**MOST_DIGITS_OF_AN_ANSWER


# An expression, what it can come to, and where it may have no value.
Looked = tuple[Bound, Enclosure, tuple[Doubt, ...]]


class Scores(Protocol):
    """The scores that fields can have: `score_spans.ScoreSpans`, which itself asks what names can be."""

    def of_field(self, key: str) -> Ends | None:
        """Return the ends between which every score of the field lies; None where they are not known."""


class NamedSpans:
    """What names can be; whatever may be missing may be null.

    `as_many_units`: there are as many units as the structure has, and not as many as there may be.
    """

    def __init__(self, structure: Structure, scores: Scores, *, as_many_units: bool = False) -> None:
        self.structure, self.scores, self.as_many_units = structure, scores, as_many_units
        self._asked: dict[tuple[str, Kind], Looked] = {}

    def of_condition(self, condition: ValueCondition) -> Looked:
        """Return the expression of a condition, what it can come to and what may be wrong; each is looked at once."""
        asked = condition.value.text, condition.kind
        if asked not in self._asked:
            bound = bind_in_condition(condition, self.structure)
            self._asked[asked] = bound, *self.enclose(bound)
        return self._asked[asked]

    def enclose(self, bound: Bound) -> tuple[Enclosure, tuple[Doubt, ...]]:
        """Return what an expression can come to, and what in it may have no value though nothing is missing."""
        return enclose(bound, self.of)

    def of(self, reference: Reference) -> Enclosure:
        """Return what one name can be. It may be too wide, never too narrow."""
        find = _FINDERS.get(reference.role)
        return anything_of(reference.kind) if find is None else find(self, reference)

    def value(self, reference: Reference) -> Enclosure:
        """Return what the answer to an item can be."""
        item = self.structure.items[reference.key]
        rule = item.numbers
        if rule is not None:
            return _span_in(rule.range, integer=rule.whole)
        values = [_value(option.value, reference.kind.entry) for option in self.structure.options_of(item)]
        if reference.kind.is_list:
            # What is ticked: each of the options, or not.
            ticked = (with_null(span_of(value, reference.kind.entry)) for value in values)
            return Listed(tuple(ticked), null=True, dropped=True)
        if reference.kind is Kind.TEXT:
            return Words(frozenset(value for value in values if isinstance(value, str)), null=True)
        numbers = [value for value in values if isinstance(value, int)]
        return Span(min(numbers), max(numbers), integer=True, null=True) if numbers else anything_of(Kind.NUMBER)

    def points(self, reference: Reference) -> Enclosure:
        """Return what an item can be worth."""
        return _between(*span_of_item(self.structure.items[reference.key], self.structure))

    def own_value(self, reference: Reference) -> Enclosure:
        """Return what the answer can be that the expression is about."""
        return with_null(self.value(reference), null=False)

    def own_points(self, reference: Reference) -> Enclosure:
        """Return what the answer would be worth without the expression that is about it."""
        item = self.structure.items[reference.key]
        options, rule = self.structure.options_of(item), item.numbers
        said = [option.points for option in options] if rule is None else [rule.points]
        if rule is not None and rule.points == "value":
            return self.own_value(reference)
        if item.kind.span is None or (not item.kind.chooses_several and all(points is None for points in said)):
            return nothing_of(Kind.NUMBER)
        # Bins hold every number; of a choice an option may have no points.
        found = _between(*item.kind.span(item.rule, options))
        return with_null(found, null=item.kind.chooses_one and None in said)

    def score(self, reference: Reference) -> Enclosure:
        """Return what a field can score."""
        ends = self.scores.of_field(reference.key)
        return with_null(EVERYTHING) if ends is None else _between(*ends)

    def share(self, _reference: Reference) -> Enclosure:
        """Return what a coverage can be."""
        return Span(0, 1, null=True)

    def count(self, _reference: Reference) -> Enclosure:
        """Return how many items there can be."""
        return Span(0, len(self.structure.items), integer=True)

    def profile(self, reference: Reference) -> Enclosure:
        """Return what an attribute of the municipality can be."""
        attribute = self.structure.attributes[reference.key]
        if attribute.number is not None:
            return _span_in(attribute.number.range, integer=attribute.number.integer)
        return Words(frozenset(str(option.value) for option in attribute.options), null=True)

    def constant(self, reference: Reference) -> Enclosure:
        """Return the one value of a constant."""
        return span_of(self.structure.constants[reference.key], Kind.NUMBER)

    def units(self, reference: Reference) -> Enclosure:
        """Return how many units a field can have."""
        if self.as_many_units:
            return span_of(len(self.structure.units[reference.key]), Kind.NUMBER)
        definition = self.structure.nodes[reference.key].definition
        repeated = definition.units if isinstance(definition, ThematicField) else None
        return EVERYTHING if repeated is None else Span(repeated.minimum, repeated.maximum, integer=True)

    def state(self, _reference: Reference) -> Enclosure:
        """Return what state an item can be in."""
        return Words(frozenset(STATES))


_FINDERS: Mapping[Role, Callable[[NamedSpans, Reference], Enclosure]] = {
    "value": NamedSpans.value,
    "points": NamedSpans.points,
    "own_value": NamedSpans.own_value,
    "own_points": NamedSpans.own_points,
    "score": NamedSpans.score,
    "coverage": NamedSpans.share,
    "answered": NamedSpans.count,
    "applicable": NamedSpans.count,
    "profile": NamedSpans.profile,
    "constant": NamedSpans.constant,
    "state": NamedSpans.state,
    "units": NamedSpans.units,
}


def _value(value: int | str, kind: Kind) -> int | str:
    return str(value) if kind is Kind.TEXT else value


def _between(low: Fraction, high: Fraction) -> Span:
    return span_between((low, False), (high, False), null=True)


def _span_in(interval: Interval, *, integer: bool) -> Span:
    """Return the numbers of a range; an open end reaches as far as answers do."""
    low = (-_LARGEST, True) if interval.low is None else (interval.low, not interval.low_closed)
    high = (_LARGEST, True) if interval.high is None else (interval.high, not interval.high_closed)
    return span_between(low, high, integer=integer, null=True)
