"""Which way functions move with their arguments, where that depends on what the arguments can be.

1 rises or stays, -1 falls or stays, 0 is not known; always with all other arguments held, and where there is a value.
"""

from selfcheck_service.core.definition.expressions.bound import Direction
from selfcheck_service.core.definition.expressions.spans import Enclosure, Listed, Span

_Ways = tuple[Direction, ...]


def side_of(span: Enclosure) -> int:
    """Return 1 where nothing in it lies below 0, -1 where nothing lies above, else 0."""
    if not isinstance(span, Span) or span.empty:
        return 0
    return 1 if span.low >= 0 else -int(span.high <= 0)


def of_product(one: Enclosure, two: Enclosure) -> _Ways:
    """The product a · b rises with a where b is not negative."""
    return side_of(two), side_of(one)


def of_quotient(one: Enclosure, two: Enclosure) -> _Ways:
    """The quotient a ÷ b rises with a where b is positive; with b only while b stays on its side of 0."""
    side = side_of(two)
    return side, -side_of(one) if side else 0


def of_division_or(one: Enclosure, two: Enclosure, _otherwise: Enclosure) -> _Ways:
    """As a ÷ b, where b is never 0; what is said for 0 counts as unknown otherwise."""
    if isinstance(two, Span) and not two.has(0):
        return (*of_quotient(one, two), None)
    return side_of(two), 0, 1


def of_power(base: Enclosure, exponent: Enclosure) -> _Ways:
    """a^b of a positive a rises with a where b is not negative, and with b where a is at least 1."""
    if not isinstance(base, Span) or not isinstance(exponent, Span) or base.empty or exponent.empty:
        return 0, 0
    odd = exponent.point is not None and exponent.point.denominator == 1 and exponent.point % 2 == 1
    if base.low < 0:
        return int(odd and exponent.low > 0), 0
    by_exponent = 1 if base.low >= 1 else -int(base.high <= 1 and base.low > 0)
    return side_of(exponent), by_exponent


def of_absolute(span: Enclosure) -> _Ways:
    """|a| rises where a is not negative."""
    return (side_of(span),)


def of_list_product(listed: Enclosure) -> _Ways:
    """A product rises with each entry where none is negative."""
    entries = listed.entries if isinstance(listed, Listed) else ()
    return (int(all(side_of(entry) > 0 for entry in entries)),)


def of_weighted_mean(_listed: Enclosure, weights: Enclosure) -> _Ways:
    """A weighted mean rises with its numbers where no weight is negative."""
    entries = weights.entries if isinstance(weights, Listed) else ()
    return int(all(side_of(entry) > 0 for entry in entries)), 0
