"""Real numbers between two decimals, and rounded to 50 significant digits.

A real number is given as a function that encloses it with as many digits as one asks for. More are taken until both
ends round alike. A number that is no fraction is never in the middle between two decimals, but it can be arranged to
lie so near to a middle that thousands of digits would be needed; so there is a last precision, and what even that
cannot tell has no value.
"""

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

DIGITS = 50
# The digits with which a number is tried, one after the other.
_PRECISIONS = (80, 160, 320, 640)
# What lies nearer to a middle than this part of itself is not looked at more closely.
_NEAREST = Decimal("1e-600")
# Numbers that differ less from 1 have their logarithm by a series: it is as small as that difference.
_NEXT_TO_ONE = Fraction(1, 10**20)
_SPARE = 20
_REMEMBERED = 4096

ExactNumber = int | Fraction
Ends = tuple[Decimal, Decimal]
_ONE = Decimal(1)


def context(precision: int, rounding: str = ROUND_HALF_EVEN) -> Context:
    """Return a context of so many digits in which nothing is too large or too small."""
    return Context(prec=precision, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN)


def rounded(ends: Callable[[int], Ends]) -> Decimal | None:
    """Return the number that `ends` encloses with so many digits, rounded half-even to 50 of them.

    It is no fraction. None where it lies too near to the middle between two of them.
    """
    rounding = context(DIGITS)
    for precision in _PRECISIONS:
        low, high = ends(precision)
        if precision == _PRECISIONS[-1]:
            down, up = _outwards(precision)
            low, high = down.fma(-abs(low), _NEAREST, low), up.fma(abs(high), _NEAREST, high)
        low, high = rounding.plus(low), rounding.plus(high)
        if low == high:
            return low
    return None


def _outwards(precision: int) -> tuple[Context, Context]:
    return context(precision, ROUND_FLOOR), context(precision, ROUND_CEILING)


def enclosed(number: ExactNumber, precision: int) -> Ends:
    """Return the nearest decimals below and above a number."""
    top, bottom = Decimal(number.numerator), Decimal(number.denominator)
    down, up = _outwards(precision)
    return down.divide(top, bottom), up.divide(top, bottom)


def widened(ends: Ends, function: Callable[[Context, Decimal], Decimal], precision: int) -> Ends:
    """Return what a rising function makes of two ends: it is right to the last digit, so one more step encloses."""
    exactly = context(precision)
    return exactly.next_minus(function(exactly, ends[0])), exactly.next_plus(function(exactly, ends[1]))


def product_of_ends(one: Ends, two: Ends, precision: int) -> Ends:
    """Return what encloses the product of two numbers."""
    down, up = _outwards(precision)
    pairs = [(left, right) for left in one for right in two]
    return min(down.multiply(*pair) for pair in pairs), max(up.multiply(*pair) for pair in pairs)


def sum_of_ends(parts: Iterable[Ends], precision: int) -> Ends:
    """Return what encloses the sum of numbers."""
    down, up = _outwards(precision)
    low = high = Decimal(0)
    for part in parts:
        low, high = down.add(low, part[0]), up.add(high, part[1])
    return low, high


def square_root_ends(number: ExactNumber, precision: int) -> Ends:
    """Enclose √number."""
    return widened(enclosed(number, precision), Context.sqrt, precision)


@lru_cache(_REMEMBERED)
def logarithm_ends(number: ExactNumber, precision: int) -> Ends:
    """Enclose ln number, of a number above 0 that is not 1, to nearly as many digits."""
    distance = Fraction(number) - 1
    if abs(distance) < _NEXT_TO_ONE:
        return _logarithm_next_to_one(distance, precision)
    return widened(enclosed(number, precision + _SPARE), Context.ln, precision)


def _logarithm_next_to_one(distance: Fraction, precision: int) -> Ends:
    """Enclose ln(1 + d) = d · (1 − d · (1/2 − d · (1/3 − …)))."""
    exactly = context(precision + _SPARE)
    step = exactly.divide(Decimal(distance.numerator), Decimal(distance.denominator))
    found = Decimal(0)
    # Each term is smaller than the one before it by as many digits as the distance has noughts behind the point.
    for count in range(2 + exactly.prec // -step.adjusted(), 0, -1):
        found = exactly.subtract(exactly.divide(_ONE, Decimal(count)), exactly.multiply(step, found))
    found = exactly.multiply(step, found)
    # All these roundings together are less than one step of the digits that were asked for.
    down, up = _outwards(precision)
    return down.next_minus(down.plus(found)), up.next_plus(up.plus(found))


def decimal_logarithm_ends(number: ExactNumber, precision: int) -> Ends:
    """Enclose log10 number = ln number ÷ ln 10, of a number above 0 that is not 1."""
    down, up = _outwards(precision)
    ten = logarithm_ends(10, precision)
    inverse = down.divide(_ONE, ten[1]), up.divide(_ONE, ten[0])
    return product_of_ends(logarithm_ends(number, precision), inverse, precision)


def exponential_ends(ends: Ends, precision: int) -> Ends:
    """Enclose e^x for all x between the ends."""
    return widened(ends, Context.exp, precision)
