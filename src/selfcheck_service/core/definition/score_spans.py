"""Which scores a field can have at most."""

from fractions import Fraction

from selfcheck_service.core.definition.cycles import postorder
from selfcheck_service.core.definition.entries import entered_fields, entries_of
from selfcheck_service.core.definition.expressions.numbers import round_exactly
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import Ends, TermSpan, method_of
from selfcheck_service.core.definition.scoring_rules import PointsPolicy, Rounding, Scoring
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import ITEM_STATES, Node, Structure

_ZERO = Fraction(0)
# The kinds of no answer that a field can be in, as an entry.
_CHILD_STATES = ("not_applicable", "not_computed")


class ScoreSpans:
    """The scores that fields can have; each is worked out once. A span may be too wide, never too narrow."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.known: dict[str, Ends | None] = {}
        self.edges = {key: entered_fields(structure.nodes[key], structure) for key in structure.scorable}

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
        weighted = method_of(scoring.method).weighted
        # Without a weight an entry changes nothing, if weights count.
        entries = (entry for entry in entries_of(node, self.structure) if entry[1] or not weighted)
        known = [self._entry(thing, weight, scoring) for thing, weight in entries]
        return None if None in known else [entry for entry in known if entry is not None]

    def _work_out(self, node: Node) -> Ends | None:
        scoring = self.structure.rule_of(node).scoring
        entries = self.of_entries(node)
        raw = method_of(scoring.method).enclose(entries) if entries else None
        return None if raw is None else _published(scoring, raw)

    def _entry(self, thing: Item | Node, weight: Fraction, scoring: Scoring) -> TermSpan | None:
        """Return what an entry with its policies can be worth, and what counts as its maximum."""
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
        if not isinstance(thing, Item):
            worth += ends
        return TermSpan(min([span[0], *worth]), max([span[1], *worth]), weight, ends[1])


def _published(scoring: Scoring, raw: Ends) -> Ends:
    ends = raw
    if scoring.rescale_from is not None and scoring.scale is not None:
        (start, end), (low, high) = scoring.rescale_from, scoring.scale
        one, two = (low + (number - start) * (high - low) / (end - start) for number in raw)
        ends = min(one, two), max(one, two)
    return ends if scoring.rounding is None else _rounded(scoring.rounding, ends)


def _rounded(rounding: Rounding, ends: Ends) -> Ends:
    """Return ends for a score before it is rounded and after, as some see the one and some the other."""
    digits, mode = rounding.digits or 0, rounding.mode or "half_even"
    low, high = (Fraction(round_exactly(end, digits, mode)) for end in ends)
    return min(ends[0], low), max(ends[1], high)
