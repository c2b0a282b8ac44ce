"""What tests come to where some of what they compare is not known: true, false, either."""

from collections.abc import Callable
from fractions import Fraction

from tests.oracle.nulls import Value
from tests.oracle.spans import Span, ends, is_number, may_be_null, possibilities, several


def joint(truths: list[Value], *, deciding: bool) -> Value:
    """Join truth values: one that decides is enough, and unknown counts where none decides."""
    possible = [possibilities(truth) for truth in truths]
    found = [deciding] * any(deciding in each for each in possible)
    found += [not deciding] * all((not deciding) in each for each in possible)
    settled = any(each == {deciding} and not may_be_null(truth) for each, truth in zip(possible, truths, strict=True))
    null = not settled and any(may_be_null(truth) for truth in truths)
    return several(frozenset([deciding] if settled else found), null=null)


def opposite(truths: frozenset[bool]) -> frozenset[bool]:
    """Return what is false where something is true, and the other way round."""
    return frozenset(not truth for truth in truths)


def _less(one: Value, two: Value) -> frozenset[bool]:
    one, two = ends(one), ends(two)
    touching = one.high == two.low and not one.high_open and not two.low_open
    return frozenset([True] * (one.low < two.high) + [False] * (one.high > two.low or touching))


def _equal(one: Value, two: Value) -> frozenset[bool]:
    if is_number(one):
        one, two = ends(one), ends(two)
        if one[:2] == two[:2] and one.low == one.high:
            return frozenset([True])
        return frozenset([False] if _apart(one, two) or _apart(two, one) else [True, False])
    return frozenset(each == other for each in possibilities(one) for other in possibilities(two))


def _apart(one: Span, two: Span) -> bool:
    """Say whether no number lies in both, because one ends before the other begins or is a fraction among wholes."""
    before = one.high < two.low or (one.high == two.low and (one.high_open or two.low_open))
    return before or (one.low == one.high and two.whole and Fraction(one.low).denominator != 1)


COMPARED: dict[str, Callable[[Value, Value], frozenset[bool]]] = {
    "=": _equal,
    "!=": lambda one, two: opposite(_equal(one, two)),
    "<": _less,
    ">": lambda one, two: _less(two, one),
    "<=": lambda one, two: opposite(_less(two, one)),
    ">=": lambda one, two: opposite(_less(one, two)),
}
