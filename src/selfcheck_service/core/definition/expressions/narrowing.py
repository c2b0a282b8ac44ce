"""What a test says about the names in it: in `if(n > 0, a / n, null)` the divisor is above 0.

Names are narrowed that a comparison compares, or that `answered` asks about, alone or joined by `and`; of what is not
true, joined by `or`. Whatever a decided comparison needs is not null.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from selfcheck_service.core.definition.expressions.bound import Apply, Bound, Named
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.relations import Joint, Relation
from selfcheck_service.core.definition.expressions.spans import (
    Enclosure,
    Listed,
    Span,
    Words,
    hull,
    is_empty,
    span_between,
    with_null,
)
from selfcheck_service.core.definition.expressions.vocabulary import Reference

_Narrowed = Mapping[Reference, Enclosure]
_Enclose = Callable[[Bound], Enclosure]


class Encloser(Protocol):
    """What encloses the parts of a test."""

    def enclose(self, bound: Bound, known: _Narrowed) -> Enclosure:
        """Return what a node can come to."""


def narrowed(test: Bound, known: _Narrowed, encloser: Encloser, *, truth: bool) -> _Narrowed | None:
    """Return what names can be where the test has this truth; None where it never has.

    What names are compared with is taken as it is before the test, so that nothing is worked out again for each part.
    """
    found = dict(known)

    def enclose(bound: Bound) -> Enclosure:
        return encloser.enclose(bound, found if isinstance(bound, Named) else known)

    for comparison, relation in _decided(test, truth=truth):
        for reference, enclosure in _said_by(comparison, relation, enclose):
            if is_empty(enclosure):
                return None
            found[reference] = enclosure
    return found


def _decided(test: Bound, *, truth: bool) -> Iterator[tuple[Apply, Relation]]:
    """Yield the comparisons that are decided where the test is, each with how its sides compare then."""
    if not isinstance(test, Apply):
        return
    match test.function.tells:
        case Joint.NOT:
            yield from _decided(test.arguments[0], truth=not truth)
        case Joint() as joint if truth is (joint is Joint.ALL):
            for part in test.arguments:
                yield from _decided(part, truth=truth)
        case Relation() as relation:
            yield test, relation if truth else relation.opposite
        case _:
            pass


def _said_by(comparison: Apply, relation: Relation, enclose: _Enclose) -> Iterator[tuple[Reference, Enclosure]]:
    for needed in _needed(comparison):
        yield needed.reference, with_null(enclose(needed), null=False)
    one, two = comparison.arguments
    yield from _side(one, relation, two, enclose)
    if relation.mirrored is not None:
        yield from _side(two, relation.mirrored, one, enclose)


def _needed(bound: Bound) -> Iterator[Named]:
    """Yield the names without which a node has no value."""
    if isinstance(bound, Named) and not bound.kind.is_list:
        yield bound
    elif isinstance(bound, Apply) and not bound.lifted:
        for part in bound.arguments[: bound.function.must_be_there(len(bound.arguments))]:
            yield from _needed(part)


def _side(name: Bound, relation: Relation, other: Bound, enclose: _Enclose) -> Iterator[tuple[Reference, Enclosure]]:
    """Yield what a comparison says of the name on one of its sides."""
    if not isinstance(name, Named):
        return
    before = with_null(enclose(name), null=False)
    beside = enclose(other)
    if isinstance(before, Span):
        after: Enclosure | None = _number(before, relation, beside)
    else:
        after = _words(before, relation, beside) if isinstance(before, Words) else None
    if after is not None:
        yield name.reference, after


def _number(span: Span, relation: Relation, other: Enclosure) -> Span | None:
    if isinstance(other, Listed):
        return _one_of(span, relation, other)
    compare = _RANGES.get(relation)
    return None if compare is None or not isinstance(other, Span) else compare(span, other)


def _one_of(span: Span, relation: Relation, other: Listed) -> Span | None:
    if relation is Relation.AMONG:
        found = hull(other.entries, Kind.NUMBER)
        return _equal(span, found) if isinstance(found, Span) and not found.empty else None
    for entry in (entry for entry in other.entries if isinstance(entry, Span)):
        span = _different(span, entry)
    return span


def _equal(span: Span, other: Span) -> Span:
    return _below(_above(span, other, is_open=False), other, is_open=False)


def _different(span: Span, other: Span) -> Span:
    """Only an end that is the other number can be cut off."""
    number = other.point
    if number is None or other.null:
        return span
    low = span.low, span.low_open or span.low == number
    high = span.high, span.high_open or span.high == number
    return span_between(low, high, integer=span.integer)


def _below(span: Span, other: Span, *, is_open: bool) -> Span:
    ends = [(span.high, span.high_open), (other.high, other.high_open or is_open)]
    high = min(ends, key=lambda end: (end[0], not end[1]))
    return span_between((span.low, span.low_open), high, integer=span.integer)


def _above(span: Span, other: Span, *, is_open: bool) -> Span:
    ends = [(span.low, span.low_open), (other.low, other.low_open or is_open)]
    low = max(ends, key=lambda end: (end[0], end[1]))
    return span_between(low, (span.high, span.high_open), integer=span.integer)


_RANGES: Mapping[Relation, Callable[[Span, Span], Span]] = {
    Relation.EQUAL: _equal,
    Relation.DIFFERENT: _different,
    Relation.BELOW: lambda span, other: _below(span, other, is_open=True),
    Relation.AT_MOST: lambda span, other: _below(span, other, is_open=False),
    Relation.ABOVE: lambda span, other: _above(span, other, is_open=True),
    Relation.AT_LEAST: lambda span, other: _above(span, other, is_open=False),
}


def _words(words: Words, relation: Relation, other: Enclosure) -> Words | None:
    """Keep the texts that are named, or those that are not."""
    entries = other.entries if isinstance(other, Listed) else (other,)
    sets = [entry.values for entry in entries if isinstance(entry, Words)]
    known = [values for values in sets if values is not None]
    if len(known) < len(entries):
        return None
    named = frozenset[str]().union(*known)
    if relation in (Relation.EQUAL, Relation.AMONG):
        return Words(named if words.values is None else words.values & named)
    if relation in (Relation.DIFFERENT, Relation.NOT_AMONG) and words.values is not None:
        certain = [values for entry, values in zip(entries, known, strict=True) if len(values) == 1 and not entry.null]
        return Words(words.values - frozenset[str]().union(*certain))
    return None
