"""Between which ends the functions and signs lie: what they come to at the ends of their arguments.

Ends are worked out function by function, as if the arguments had nothing to do with each other.
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from tests.oracle.enclosed_tests import COMPARED
from tests.oracle.expressions import strictly
from tests.oracle.functions import LARGEST_EXPONENT, OF_MANY, OF_VALUES, too_large
from tests.oracle.nulls import Null, Value
from tests.oracle.reals import rounded_to_significant
from tests.oracle.spans import (
    NO_VALUE,
    Corner,
    End,
    Span,
    Unclear,
    ends,
    flat,
    from_corners,
    hull,
    is_known,
    is_number,
    several,
    single,
)

STEPS = ("floor", "ceiling", "sign")
# Of these an end with more digits moves outwards to the number to which its neighbours are rounded.
ROOTS = ("^", "sqrt", "geometric")
TINY = Fraction(1, 10**60)
MOST_DIGITS_BELOW = 200
DIGITS_BELOW = 100
KEEP_WHOLE = (
    *("+", "-", "*", "negative", "abs", "sum", "product", "min", "max", "clamp", "mod", "elapsed"),
    *("smallest", "largest"),
)
MAKE_WHOLE = ("floor", "ceiling", "sign", "count")
ANYTHING = Span(-math.inf, math.inf)


def between(name: str, values: list[Value]) -> Value:
    """Return what encloses a function of arguments that are there; null says that it may be undefined."""
    if is_known(tuple(values)):
        return strictly(lambda *found: OF_MANY[name](found) if name in OF_MANY else OF_VALUES[name](*found), values)
    if name in COMPARED:
        return several(COMPARED[name](*values), null=False)
    found = _of_numbers(name, values)
    if found is None:
        return NO_VALUE
    numbers = [value for value in flat(values) if is_number(value)]
    whole = name in MAKE_WHOLE or (name in KEEP_WHOLE and all(ends(value).whole for value in numbers))
    return single(_without_many_digits(found)._replace(whole=whole))


def _without_many_digits(given: Span) -> Span:
    """Move an end with too many digits outwards to one with fewer."""
    shift = 10**DIGITS_BELOW
    low, high = given.low, given.high
    if isinstance(low, Fraction) and low.denominator >= 10**MOST_DIGITS_BELOW:
        low = Fraction(math.floor(low * shift), shift)
    if isinstance(high, Fraction) and high.denominator >= 10**MOST_DIGITS_BELOW:
        high = Fraction(math.ceil(high * shift), shift)
    return given._replace(low=low, high=high)


def _of_numbers(name: str, values: list[Value]) -> Span | None:
    """Return the ends of a function over the part where it is defined, None where there is no such part."""
    if name in STEPWISE:
        return STEPWISE[name](values)
    spans = [ends(value) for value in values]
    if name in OF_MANY:
        return _rising(name, spans) if spans else None
    if name == "^":
        return _power(*spans)
    defined, undefined = _defined_part(name, spans[0])
    if defined is None:
        return None
    return _at_corners(name, [defined, *spans[1:]], null=undefined)


def _at_corners(name: str, spans: list[Span], *, null: bool = False) -> Span:
    """Return the ends of a function that has its smallest and largest value at ends of its arguments."""
    if name in STEPS:
        spans = [_inside(each) for each in spans]
    corners = [corner for each in product(*(each.corners for each in spans)) for corner in _corners(name, list(each))]
    square = name == "^" and spans[1].low == spans[1].high > 0 and spans[1].low % 2 == 0
    if name == "abs" or square:
        corners += [Corner(Fraction(0), open=False)] * (spans[0].low < 0 < spans[0].high)
    return from_corners(corners, null=null)


def _rising(name: str, spans: list[Span]) -> Span | None:
    """Return the ends of a function that rises with every argument."""
    if name == "geometric":
        if any(each.high < 0 for each in spans):
            return None
        null = any(each.low < 0 for each in spans)
        spans = [each._replace(low=Fraction(0), low_open=False) if each.low < 0 else each for each in spans]
    else:
        null = False
    low, high = (_at(name, [each[end] for each in spans]) for end in (0, 1))
    # The smallest and the largest are reached where an argument that decides is.
    lows = [each.low_open for each in spans if name not in ("min", "max") or each.low == low]
    highs = [each.high_open for each in spans if name not in ("min", "max") or each.high == high]
    low_open, high_open = (all if name == "min" else any)(lows), (all if name == "max" else any)(highs)
    if name in ROOTS:
        low, high = min(_rounded(low)), max(_rounded(high))
    return Span(low, high, null=null, low_open=low_open, high_open=high_open)


def _rounded(end: End) -> tuple[End, End]:
    return end, rounded_to_significant(end) if isinstance(end, Fraction) else end


def _inside(given: Span) -> Span:
    """Return ends that are reached, and so near that no step lies between."""
    low = given.low + TINY if given.low_open and isinstance(given.low, Fraction) else given.low
    high = given.high - TINY if given.high_open and isinstance(given.high, Fraction) else given.high
    return Span(low, high)


def _corners(name: str, corner: list[Corner]) -> Iterator[Corner]:
    """Yield what a function comes to at a corner, and to what its neighbours are rounded."""
    settled = name == "*" and Corner(Fraction(0), open=False) in corner
    value = _at(name, [end.value for end in corner])
    is_open = not settled and any(end.open for end in corner)
    yield Corner(value, is_open)
    if name in ROOTS:
        yield Corner(_rounded(value)[1], is_open)


def _at(name: str, values: list[End]) -> End:
    """Return a function at a corner, which may lie at infinity."""
    infinite = any(isinstance(each, float) for each in values)
    found: End
    if infinite and name in OF_MANY and name not in ("min", "max"):
        raise Unclear(name)
    if name in OF_MANY:
        found = OF_MANY[name](values)
    elif name in ("ln", "log10") and values[0] == 0:
        # No number is nearer to 0 than this.
        found = OF_VALUES[name](Fraction(1, 10**1000))
    else:
        found = _at_infinity(name, *values) if infinite else OF_VALUES[name](*values)
    if found is None or (math.isnan(found) if isinstance(found, float) else too_large(found)):
        raise Unclear(name)
    return found


def _at_infinity(name: str, one: End, *others: End) -> End:
    """Return what a function comes to where an argument grows for ever; of 0 times that, 0."""
    if name == "*":
        return Fraction(0) if 0 in (one, *others) else math.copysign(math.inf, one) * math.copysign(1, others[0])
    if name == "/":
        return (
            Fraction(0) if isinstance(others[0], float) else math.copysign(math.inf, one) * math.copysign(1, others[0])
        )
    if name in ("floor", "ceiling", "round"):
        return one
    if name == "sign":
        return Fraction(1 if one > 0 else -1)
    if name in ("+", "-", "negative", "abs"):
        return OF_VALUES[name](one, *others)
    raise Unclear(name)


# ------------------------------------------------------------------------------------- what is not defined everywhere


def _defined_part(name: str, one: Span) -> tuple[Span | None, bool]:
    """Return the part of an argument where a function is defined, and whether that is not all of it."""
    if name == "sqrt" and one.low < 0:
        return (None if one.high < 0 else one._replace(low=Fraction(0), low_open=False)), True
    if name in ("ln", "log10") and one.low <= 0:
        above = one.low == 0 and one.low_open
        # Of whole numbers those from 1 on have a logarithm.
        lowest = one._replace(low=Fraction(one.whole), low_open=not one.whole)
        return (None if one.high <= 0 else lowest), not above
    if name == "exp" and max(abs(one.low), abs(one.high)) > LARGEST_EXPONENT:
        low, high = max(one.low, -LARGEST_EXPONENT), min(one.high, LARGEST_EXPONENT)
        return (None if low > high else Span(Fraction(low), Fraction(high))), True
    return one, False


def _power(base: Span, exponent: Span) -> Span:
    """Return the ends of a power; a known whole exponent gives a fraction, which nothing rounds."""
    if _is_power_defined(base, exponent):
        if exponent.low == exponent.high and exponent.low.denominator == 1:
            return _whole_power(base, exponent)
        return _at_corners("^", [base, exponent])
    if base.whole and base.low == 0 < base.high:
        # Of whole numbers those from 1 on have every power.
        return _power(base._replace(low=Fraction(1)), exponent)._replace(null=True)
    return ANYTHING._replace(null=True)


def _whole_power(base: Span, exponent: Span) -> Span:
    corners = [Corner(_at("^", [end.value, exponent.low]), end.open) for end in base.corners]
    if exponent.low > 0 and exponent.low % 2 == 0:
        corners += [Corner(Fraction(0), open=False)] * (base.low < 0 < base.high)
    return from_corners(corners)


def _is_power_defined(base: Span, exponent: Span) -> bool:
    """Say whether a power is defined for all of a base and an exponent."""
    if exponent.low == exponent.high and exponent.low.denominator == 1:
        return bool(exponent.low >= 0 or base.low > 0 or base.high < 0)
    return bool(base.low > 0 or (base.low == 0 and exponent.low >= 0))


def _divided(one: Value, two: Value) -> Span | None:
    above, below = ends(one), ends(two)
    if below.low == below.high == 0:
        return None
    if not below.low <= 0 <= below.high:
        return from_corners([_corner("/", [each, other]) for each in above.corners for other in below.corners])
    if below.whole:
        return _divided_by_wholes(above, below)
    if below.low < 0 < below.high:
        return ANYTHING._replace(null=True)
    if below.high == 0:
        above, below = _turned(above), _turned(below)
    corners = [_corner("/", [each, below.corners[-1]]) for each in above.corners]
    corners += [Corner(-math.inf, open=True)] * (above.low < 0) + [Corner(math.inf, open=True)] * (above.high > 0)
    return from_corners(corners, null=not below.low_open)


def _turned(given: Span) -> Span:
    return Span(-given.high, -given.low, low_open=given.high_open, high_open=given.low_open)


def _corner(name: str, corner: list[Corner]) -> Corner:
    return next(_corners(name, corner))


def _divided_by_wholes(above: Span, below: Span) -> Span:
    """Divide by whole numbers but 0."""
    parts = [below._replace(high=Fraction(-1))] * (below.low < 0) + [below._replace(low=Fraction(1))] * (below.high > 0)
    return ends(hull([_divided(above, part) for part in parts]))._replace(null=True)


def _clamped(value: Value, low: Value, high: Value) -> Span | None:
    """Return the ends of what is at most the third number and, if that is not less, at least the second."""
    if ends(low).low > ends(high).high:
        return None
    if ends(low).high > ends(high).low:
        raise Unclear("clamp")
    return ends(between("min", [between("max", [value, low]), high]))


def _modulo(number: Value, by: Value) -> Span | None:
    given = ends(number)
    if not isinstance(by, Fraction):
        raise Unclear("mod")
    if by == 0:
        return None
    first, last = _inside(given)[:2]
    if not isinstance(first, Fraction) or not isinstance(last, Fraction):
        raise Unclear("mod")
    if first // by == last // by:
        at = by * (first // by)
        return given._replace(low=given.low - at, high=given.high - at)
    if given.whole and by % 1 == 0:
        return Span(min(Fraction(0), by + 1), max(Fraction(0), by - 1))
    return Span(min(Fraction(0), by), max(Fraction(0), by), low_open=by < 0, high_open=by > 0)


# ---------------------------------------------------------------------------------------------------- step by step


def _from_left_to_right(sign: str, values: list[Value]) -> Span | None:
    found = values[0]
    for value in values[1:]:
        found = between(sign, [found, value])
        if isinstance(found, Null):
            return None
    return ends(found)


def _mean(values: list[Value]) -> Span | None:
    return _number_or_none(between("/", [between("sum", values), Fraction(len(values))])) if values else None


def _number_or_none(found: Value) -> Span | None:
    return None if isinstance(found, Null) else ends(found)


def _weighted(values: list[Value]) -> Span | None:
    """Return the ends of the two sums divided; where no weight is negative, a mean lies within its list."""
    numbers, weights = values
    above = between("sum", [between("*", list(pair)) for pair in zip(*values, strict=True)])
    found = _number_or_none(between("/", [above, between("sum", list(weights))]))
    if found is None or any(ends(weight).low < 0 for weight in weights):
        return found
    within = ends(hull(list(numbers)))
    low = max((found.low, found.low_open), (within.low, within.low_open))
    high = min((found.high, not found.high_open), (within.high, not within.high_open))
    return found._replace(low=low[0], low_open=low[1], high=high[0], high_open=not high[1])


def _placed(name: str, values: list[Value]) -> Span | None:
    """Return the ends of the entry at a place: the entries there of all lower ends and of all upper ends."""
    spans = [ends(each) for each in values[0]]
    wanted = ends(values[1])
    places = [place for place in range(1, len(spans) + 1) if wanted.low <= place <= wanted.high]
    if not places:
        return None
    lows = sorted((each.low, each.low_open) for each in spans)
    highs = sorted((each.high, not each.high_open) for each in spans)
    at = [place - 1 if name == "smallest" else -place for place in places]
    found = [Span(*lows[place][:1], highs[place][0], False, False, lows[place][1], not highs[place][1]) for place in at]
    undefined = not wanted.whole or wanted.low < 1 or wanted.high > len(spans)
    return ends(hull(found))._replace(null=undefined)


STEPWISE: dict[str, Callable[[list[Value]], Span | None]] = {
    "sum": lambda values: _from_left_to_right("+", values),
    "product": lambda values: _from_left_to_right("*", values),
    "count": lambda values: Span(Fraction(len(values)), Fraction(len(values))),
    "mean": _mean,
    "smallest": lambda values: _placed("smallest", values),
    "largest": lambda values: _placed("largest", values),
    "weighted": _weighted,
    "round": lambda values: Span(*(_at("round", [end, *values[1:]]) for end in _inside(ends(values[0]))[:2])),
    "/": lambda values: _divided(*values),
    "clamp": lambda values: _clamped(*values),
    "mod": lambda values: _modulo(*values),
    "elapsed": lambda values: _modulo(between("-", values[::-1]), Fraction(1440)),
}
