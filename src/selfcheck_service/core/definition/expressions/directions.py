"""Which way an expression moves when one name moves: what the next level, promises and bounds ask.

The direction along one way from a name to the result is the product of the directions of the functions on it; ways that
disagree leave it unknown. A test that rises chooses the larger value later, where the one it chooses is never the
smaller; so points by age or by weight have a direction too.
"""

from collections.abc import Mapping, Sequence

from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Bound,
    Choice,
    Direction,
    Gather,
    Lookup,
    Named,
    Written,
    references_in,
    walk,
)
from selfcheck_service.core.definition.expressions.enclose import Enclosing, Spans
from selfcheck_service.core.definition.expressions.spans import Enclosure, Listed, Span, hull, kind_of, with_null
from selfcheck_service.core.definition.expressions.vocabulary import Reference

_Ways = Mapping[Reference, int]
_Narrowed = Mapping[Reference, Enclosure]


def directions(bound: Bound, spans: Spans) -> _Ways:
    """Return for each name whether the result rises or stays (1), or falls or stays (-1), when the name rises.

    0 is not known. A name that moves nothing is left out. All this holds between values, with all other names held;
    what becomes null or comes out of null is not compared.
    """
    return _Directing(Enclosing(spans)).ways(bound, {})


class _Directing:
    """One walk over an expression."""

    def __init__(self, enclosing: Enclosing) -> None:
        self.enclosing = enclosing

    def ways(self, bound: Bound, known: _Narrowed) -> _Ways:
        match bound:
            case Written():
                return {}
            case Named():
                return dict.fromkeys(bound.reference.members or (bound.reference,), 1)
            case Gather():
                return _joined([self.ways(part, known) for part in bound.parts])
            case Choice():
                return self._choice(bound, known)
            case Lookup():
                parts = enumerate(bound.keys)
                return _joined([_turned(self.ways(key, known), bound.table.direction(place)) for place, key in parts])
            case _:
                return self._function(bound, known)

    def _function(self, bound: Apply, known: _Narrowed) -> _Ways:
        enclosures = [self._enclosed(part, known) for part in bound.arguments]
        if bound.lifted:
            enclosures = [_over_entries(enclosure) for enclosure in enclosures]
        turns = bound.function.directions(enclosures)
        ways = [
            _unknown(part) if self._may_vanish(bound, part, known) else _turned(self.ways(part, known), turn)
            for part, turn in zip(bound.arguments, turns, strict=True)
        ]
        return _joined(ways)

    def _may_vanish(self, bound: Apply, part: Bound, known: _Narrowed) -> bool:
        """Tell whether a function that passes over null may meet one that comes and goes with the names."""
        function = bound.function
        passes_over = function.sees_null or (part.kind.is_list and not function.complete)
        if not passes_over or bound.lifted:
            return False
        enclosing = Enclosing(self.enclosing.spans)
        enclosing.enclose(part, known)
        return bool(enclosing.findings) or any(
            isinstance(node, Written) or enclosing.enclose(node, known).null
            for node in walk(part)
            if isinstance(node, Choice | Lookup) or (isinstance(node, Written) and node.value is None)
        )

    def _enclosed(self, bound: Bound, known: _Narrowed) -> Enclosure:
        return with_null(self.enclosing.enclose(bound, known), null=False)

    def _choice(self, bound: Choice, known: _Narrowed) -> _Ways:
        """A choice of many is one of two, where the second is what the others choose; so it is read from its end."""
        ways: list[_Ways] = []
        others: Enclosure | None = None
        for branch in reversed(list(self.enclosing.branches(bound, known))):
            if branch.taken is None:
                continue
            value = self._enclosed(branch.value, branch.taken)
            if branch.test is not None and others is not None:
                ways.append(_turned(self.ways(branch.test, branch.before), _order(others, value)))
            ways.append(self.ways(branch.value, branch.taken))
            others = value if others is None else hull((value, others), bound.kind)
        return _joined(ways)


def _unknown(bound: Bound) -> _Ways:
    return dict.fromkeys((reference for reference in references_in(bound) if not reference.members), 0)


def _order(one: Enclosure, two: Enclosure) -> int:
    """Return 1 where the second is never the smaller, -1 where it is never the larger, else 0."""
    if not isinstance(one, Span) or not isinstance(two, Span) or one.empty or two.empty:
        return 0
    return 1 if two.low >= one.high else -int(two.high <= one.low)


def _over_entries(enclosure: Enclosure) -> Enclosure:
    if not isinstance(enclosure, Listed) or not enclosure.entries:
        return enclosure
    return with_null(hull(enclosure.entries, kind_of(enclosure).entry), null=False)


def _turned(ways: _Ways, turn: Direction) -> _Ways:
    if turn is None:
        # How many entries there are depends on no number, unless entries come and go with it.
        return {reference: way for reference, way in ways.items() if way == 0}
    return {reference: way * turn for reference, way in ways.items()}


def _joined(all_ways: Sequence[_Ways]) -> _Ways:
    found: dict[Reference, int] = {}
    for ways in all_ways:
        for reference, way in ways.items():
            found[reference] = way if found.get(reference, way) == way else 0
    return found
