"""Which scores a field can have at most."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from selfcheck_service.core.definition.cycles import postorder
from selfcheck_service.core.definition.entries import (
    FORMULA,
    TRANSFORM,
    Place,
    bound_expressions,
    computed_from,
    entries_of,
    weight_at,
)
from selfcheck_service.core.definition.entry_states import states_of
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.enclose import Doubt, Spans, enclose
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import round_exactly, too_large
from selfcheck_service.core.definition.expressions.spans import Enclosure, Span, anything_of, span_between
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import Ends, TermSpan, method_of
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.scoring_rules import PointsPolicy, Rounding, Scoring
from selfcheck_service.core.definition.spans import has_whole_points, span_of_item
from selfcheck_service.core.definition.structure import ITEM_STATES, Node, Structure

# The kinds of no answer that a field can be in, as an entry.
_CHILD_STATES = ("not_applicable", "not_computed")
# What an entry is worth, its weight and its maximum, as expressions name them.
_ROLES: Mapping[type, tuple[Role, Role, Role]] = {
    Item: ("points", "weight", "maximum"),
    Node: ("score", "score_weight", "score_maximum"),
}


class ScoreSpans:
    """The scores that fields can have; each is worked out once. A span may be too wide, never too narrow."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.known: dict[str, Ends | None] = {}
        self.names = NamedSpans(structure, self, as_many_units=True)

    @cached_property
    def expressions(self) -> Mapping[str, Mapping[Place, Bound]]:
        """Return the expressions in the scoring of each field, by their places in it."""
        nodes = self.structure.nodes
        return {key: bound_expressions(nodes[key], self.structure) for key in self.structure.scorable}

    @cached_property
    def edges(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each field those from whose numbers its own are computed."""
        return {key: computed_from(self.structure.nodes[key], self.structure) for key in self.structure.scorable}

    def of_field(self, key: str) -> Ends | None:
        """Return the ends between which every score of the field lies; None where they are not known."""
        if key not in self.known:
            for below in postorder(key, self.edges, set(self.known)):
                self.known[below] = self._work_out(self.structure.nodes[below])
        return self.known[key]

    def of_entries(self, node: Node) -> list[TermSpan] | None:
        """Return what each entry of a field can be worth, policies included; None where that is not known of all."""
        scoring = self.structure.rule_of(node).scoring
        for child in self.edges[node.key]:
            self.of_field(child)
        weighted = scoring.formula is None and method_of(scoring.method).weighted
        known: list[TermSpan | None] = []
        for index, (thing, said) in enumerate(entries_of(node, self.structure)):
            weight = self._weight(node, index, said)
            found = None if weight is None else self._entry(node, thing, weight)
            if found is not None and weight_at(index) in self.expressions[node.key]:
                # A weight that may be smaller is as if the entry were left out in part.
                found = found._replace(optional=True)
            # Without a weight an entry changes nothing, if weights count.
            if weight or weight is None or not weighted:
                known.append(found)
        return None if None in known else [entry for entry in known if entry is not None]

    def _weight(self, node: Node, index: int, said: Fraction) -> Fraction | None:
        """Return the weight of an entry, of an expression the largest it comes to; None where that is not known."""
        bound = self.expressions[node.key].get(weight_at(index))
        if bound is None:
            return said
        ends = _ends(self.enclose(node, weight_at(index), bound)[0])
        return None if ends is None else ends[1]

    def enclose(self, node: Node, place: Place, bound: Bound) -> tuple[Enclosure, tuple[Doubt, ...]]:
        """Return what an expression in the scoring of a field can come to, and what in it may have no value."""
        return enclose(bound, self.names_in(node, place))

    def names_in(self, node: Node, place: Place) -> Spans:
        """Return what finds the span of each name in an expression in the scoring of a field."""
        for below in self.edges[node.key]:
            self.of_field(below)
        found = dict(self._own_names(node, place))
        return lambda reference: found[reference] if reference in found else self.names.of(reference)

    def _own_names(self, node: Node, place: Place) -> Iterator[tuple[Reference, Enclosure]]:
        """Yield what in the scoring of this field is something else than elsewhere: entries after policies, `raw`."""
        if place == TRANSFORM:
            raw = self._raw(node)
            yield Reference("own_raw", node.key, Kind.NUMBER), _span(raw, integer=self._is_whole(node))
        if place != FORMULA:
            return
        for thing, weight in entries_of(node, self.structure):
            entry, roles = self._entry(node, thing, weight), _ROLES[type(thing)]
            known = (
                None if entry is None else ((entry.low, entry.high), (weight, weight), (entry.largest, entry.largest))
            )
            for role, ends in zip(roles, known or (None, None, None), strict=True):
                yield Reference(role, thing.key, Kind.NUMBER), _span(ends)

    def _work_out(self, node: Node) -> Ends | None:
        scoring, transform = self.structure.rule_of(node).scoring, self.expressions[node.key].get(TRANSFORM)
        if transform is None:
            score = _rescaled(scoring, self._raw(node))
        else:
            score = _ends(self.enclose(node, TRANSFORM, transform)[0])
        return score if score is None or scoring.rounding is None else _rounded(scoring.rounding, score)

    def _raw(self, node: Node) -> Ends | None:
        """Return the ends of the raw score."""
        formula = self.expressions[node.key].get(FORMULA)
        if formula is not None:
            return _ends(self.enclose(node, FORMULA, formula)[0])
        entries = self.of_entries(node)
        return method_of(self.structure.rule_of(node).scoring.method).enclose(entries) if entries else None

    def _is_whole(self, node: Node) -> bool:
        """Tell whether the raw score is known to be a whole number."""
        scoring = self.structure.rule_of(node).scoring
        weighed = any(place[0] == "of" for place in self.expressions[node.key])
        if scoring.formula is not None or weighed or not method_of(scoring.method).keeps_whole:
            return False
        policies = [policy for _, policy in scoring.no_answer or () if isinstance(policy, PointsPolicy)]
        return all(policy.points.denominator == 1 for policy in policies) and all(
            isinstance(thing, Item) and has_whole_points(thing, self.structure) and weight.denominator == 1
            for thing, weight in entries_of(node, self.structure)
        )

    def _entry(self, node: Node, thing: Item | Node, weight: Fraction) -> TermSpan | None:
        """Return what an entry of a field with its policies can be worth, and what counts as its maximum."""
        scoring = self.structure.rule_of(node).scoring
        if isinstance(thing, Item):
            states: tuple[str, ...]
            span: Ends | None = span_of_item(thing, self.structure)
            ends, states = span, ITEM_STATES
        else:
            span = self.known[thing.key]
            ends, states = self.structure.rule_of(thing).scoring.scale, _CHILD_STATES
        if span is None or ends is None:
            return None
        policies = [getattr(scoring.no_answer, state) for state in states]
        worth = [policy.points for policy in policies if isinstance(policy, PointsPolicy)]
        if not {"worst", "best"}.isdisjoint(policy for policy in policies if isinstance(policy, str)):
            worth += ends
        low, high = min([span[0], *worth]), max([span[1], *worth])
        return TermSpan(low, high, weight, ends[1], self._is_optional(node, thing))

    def _is_optional(self, node: Node, thing: Item | Node) -> bool:
        """Tell whether an entry may be left out of the score of a field; in a unit everything is there that it has."""
        policies, absent = self.structure.rule_of(node).scoring.no_answer, self.structure.may_be_absent
        possible = {getattr(policies, state, None) or "exclude" for state in states_of(thing, self.structure)}
        return (thing.key in absent and node.key not in absent) or "exclude" in possible


def _span(ends: Ends | None, *, integer: bool = False) -> Enclosure:
    if ends is None:
        return anything_of(Kind.NUMBER)
    return span_between((ends[0], False), (ends[1], False), integer=integer, null=True)


def _ends(found: Enclosure) -> Ends | None:
    """Return the ends of what an expression comes to; None where it comes to nothing, or may be any number."""
    if not isinstance(found, Span) or found.empty or too_large(found.low) or too_large(found.high):
        return None
    return Fraction(found.low), Fraction(found.high)


def _rescaled(scoring: Scoring, raw: Ends | None) -> Ends | None:
    if raw is None or scoring.rescale_from is None or scoring.scale is None:
        return raw
    (start, end), (low, high) = scoring.rescale_from, scoring.scale
    one, two = (low + (number - start) * (high - low) / (end - start) for number in raw)
    return min(one, two), max(one, two)


def _rounded(rounding: Rounding, ends: Ends) -> Ends:
    """Return ends for a score before it is rounded and after, as some see the one and some the other."""
    digits, mode = rounding.digits or 0, rounding.mode or "half_even"
    low, high = (Fraction(round_exactly(end, digits, mode)) for end in ends)
    return min(ends[0], low), max(ends[1], high)
