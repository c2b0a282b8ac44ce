"""Exact numbers where there are such, the real result rounded to 50 significant digits where there are none.

The rounded functions are defined by the real number and not by an algorithm, so every platform and every evaluator
comes to the same fraction. Each of them encloses the real result between two decimals and takes more digits until both
ends round alike. That ends, because a result that is rational is found before: a root by integer roots, a power by
roots of its numerator and denominator, and a logarithm or an exponential of a rational number is irrational but for
ln 1, log10 of a power of ten and exp 0. An irrational number is never a tie.
"""

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import isqrt

DIGITS = 50
# A number whose numerator or denominator needs more digits is undefined; so no expression costs more than it may.
MOST_DIGITS = 1000
LIMIT: int = 10**MOST_DIGITS
LARGEST_EXPONENT = 500
# Results of powers that are not rational lie between 10^-300 and 10^300.
LARGEST_POWER: int = 10**300

# e^700 is larger than the largest power; an argument beyond it need not be looked at closely.
_FAR = 700
_REMEMBERED = 4096
_BITS = LIMIT.bit_length()
_TEN = 10

ExactNumber = int | Fraction
_Ends = tuple[Decimal, Decimal]


def too_large(number: ExactNumber) -> bool:
    """Tell whether the number is written with more digits than an expression may use."""
    if type(number) is int:
        return not -LIMIT < number < LIMIT
    return not (-LIMIT < number.numerator < LIMIT and number.denominator < LIMIT)


def bounded(number: ExactNumber) -> ExactNumber | None:
    """Return the number, or None (undefined) where it is too large."""
    return None if too_large(number) else number


def simplest(number: ExactNumber) -> ExactNumber:
    """Return an integer where the number is one."""
    return number.numerator if number.denominator == 1 else number


def quotient(one: ExactNumber, two: int) -> ExactNumber:
    """Return one ÷ two, an integer where it is one. Most numbers are integers, and a fraction takes its time."""
    if isinstance(one, int):
        whole, rest = divmod(one, two)
        return Fraction(one, two) if rest else whole
    return simplest(one / two)


def round_to_digits(number: ExactNumber) -> ExactNumber:
    """Return the number rounded half-even to 50 significant digits."""
    context = _context(DIGITS)
    return simplest(Fraction(context.divide(Decimal(number.numerator), Decimal(number.denominator))))


@lru_cache(_REMEMBERED)
def square_root(number: ExactNumber) -> ExactNumber | None:
    """Return √number: exact where it is rational, else rounded; None (undefined) below 0."""
    if number < 0:
        return None
    top, bottom = isqrt(number.numerator), isqrt(number.denominator)
    if top * top == number.numerator and bottom * bottom == number.denominator:
        return simplest(Fraction(top, bottom))
    return _rounded(lambda precision: _square_root_ends(number, precision))


@lru_cache(_REMEMBERED)
def natural_logarithm(number: ExactNumber) -> ExactNumber | None:
    """Return ln number, rounded; None (undefined) at 0 and below."""
    if number <= 0:
        return None
    return 0 if number == 1 else _rounded(lambda precision: _logarithm_ends(number, precision))


@lru_cache(_REMEMBERED)
def decimal_logarithm(number: ExactNumber) -> ExactNumber | None:
    """Return log10 number: exact for powers of ten, else rounded; None (undefined) at 0 and below."""
    if number <= 0:
        return None
    exponent = _exponent_of_ten(number)
    if exponent is not None:
        return exponent
    return _rounded(lambda precision: _widened(_enclosed(number, precision), Context.log10, precision))


@lru_cache(_REMEMBERED)
def exponential(number: ExactNumber) -> ExactNumber | None:
    """Return e^number, rounded; None (undefined) for arguments beyond ±500."""
    if not -LARGEST_EXPONENT <= number <= LARGEST_EXPONENT:
        return None
    if number == 0:
        return 1
    return _rounded(lambda precision: _widened(_enclosed(number, precision), Context.exp, precision))


@lru_cache(_REMEMBERED)
def power(base: ExactNumber, exponent: ExactNumber) -> ExactNumber | None:
    """Return base^exponent: exact where it is rational, else rounded.

    None (undefined): 0 to a negative power, a negative base with a fraction as exponent, a result that is too large, or
    one that is not rational and lies outside 10^-300 … 10^300. 0^0 is 1.
    """
    if exponent.denominator == 1:
        return _integer_power(base, exponent.numerator)
    if base <= 0:
        return 0 if base == 0 and exponent > 0 else None
    root = _exact_root(base, exponent.denominator)
    if root is not None:
        return _integer_power(root, exponent.numerator)
    return _real_power(base, exponent)


def _integer_power(base: ExactNumber, exponent: int) -> ExactNumber | None:
    if base == 0:
        return None if exponent < 0 else int(exponent == 0)
    # What is certainly too large is not worked out: b bits to the power n have more than (b − 1)·n bits.
    bits = max(abs(base.numerator).bit_length(), base.denominator.bit_length()) - 1
    if bits * abs(exponent) > _BITS:
        return None
    # An integer to a negative power would be a float, and ±1 to a high one is no work.
    return bounded(simplest(Fraction(base) ** exponent))


def _exact_root(number: ExactNumber, degree: int) -> ExactNumber | None:
    """Return the root of a positive number where it is rational, else None."""
    top, bottom = _integer_root(number.numerator, degree), _integer_root(number.denominator, degree)
    return None if top is None or bottom is None else simplest(Fraction(top, bottom))


def _integer_root(number: int, degree: int) -> int | None:
    """Return the root of a positive integer where it is an integer, else None."""
    if number == 1:
        return 1
    if degree >= number.bit_length():
        return None  # even 2 to this degree is larger
    root = 1 << -(-number.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if nearer >= root:
            return root if root**degree == number else None
        root = nearer


def _real_power(base: ExactNumber, exponent: ExactNumber) -> ExactNumber | None:
    low, high = _product(_logarithm_ends(base, DIGITS), _enclosed(exponent, DIGITS), DIGITS)
    if low > _FAR or high < -_FAR:
        return None

    def ends(precision: int) -> _Ends:
        product = _product(_logarithm_ends(base, precision), _enclosed(exponent, precision), precision)
        return _widened(product, Context.exp, precision)

    found = _rounded(ends)
    return found if Fraction(1, LARGEST_POWER) <= found <= LARGEST_POWER else None


def _context(precision: int, rounding: str = ROUND_HALF_EVEN) -> Context:
    return Context(prec=precision, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN)


def _rounded(ends: Callable[[int], _Ends]) -> ExactNumber:
    """Return the irrational number that `ends` encloses with so many digits, rounded half-even to 50 of them."""
    precision = DIGITS + 15
    rounding = _context(DIGITS)
    while True:
        low, high = (rounding.plus(end) for end in ends(precision))
        if low == high:
            return simplest(Fraction(low))
        precision *= 2


def _enclosed(number: ExactNumber, precision: int) -> _Ends:
    """Return the nearest decimals below and above a number."""
    top, bottom = Decimal(number.numerator), Decimal(number.denominator)
    return _context(precision, ROUND_FLOOR).divide(top, bottom), _context(precision, ROUND_CEILING).divide(top, bottom)


def _widened(ends: _Ends, function: Callable[[Context, Decimal], Decimal], precision: int) -> _Ends:
    """Return what a rising function makes of two ends: it is right to the last digit, so one more step encloses."""
    context = _context(precision)
    return context.next_minus(function(context, ends[0])), context.next_plus(function(context, ends[1]))


def _logarithm_ends(number: ExactNumber, precision: int) -> _Ends:
    return _widened(_enclosed(number, precision), Context.ln, precision)


def _square_root_ends(number: ExactNumber, precision: int) -> _Ends:
    return _widened(_enclosed(number, precision), Context.sqrt, precision)


def _product(one: _Ends, two: _Ends, precision: int) -> _Ends:
    down, up = _context(precision, ROUND_FLOOR), _context(precision, ROUND_CEILING)
    pairs = [(left, right) for left in one for right in two]
    return min(down.multiply(*pair) for pair in pairs), max(up.multiply(*pair) for pair in pairs)


def _exponent_of_ten(number: ExactNumber) -> int | None:
    """Return n where the number is 10^n, else None."""
    larger = max(number.numerator, number.denominator)
    if min(number.numerator, number.denominator) != 1:
        return None
    exponent = len(f"{larger}") - 1
    if _TEN**exponent != larger:
        return None
    return exponent if number.denominator == 1 else -exponent


# What happens to the number below, told by whether it is even, the side of the middle, and the sign: up or not.
_HALVES: dict[str, Callable[[int], bool]] = {
    "half_even": lambda below: below % 2 == 1,
    "half_up": lambda _below: True,
    "half_down": lambda _below: False,
    "half_away_from_zero": lambda below: below >= 0,
    "half_toward_zero": lambda below: below < 0,
}
_ALWAYS: dict[str, Callable[[int], bool]] = {
    "ceiling": lambda _below: True,
    "floor": lambda _below: False,
    "toward_zero": lambda below: below < 0,
}
ROUNDING_MODES = (*_HALVES, *_ALWAYS)


def round_exactly(number: ExactNumber, digits: int, mode: str) -> ExactNumber:
    """Return the number rounded to so many decimals (negative: to tens, hundreds, …) in one of `ROUNDING_MODES`."""
    scaled = number * Fraction(_TEN) ** digits
    below, rest = divmod(scaled.numerator, scaled.denominator)
    beyond_half = 2 * rest - scaled.denominator
    if mode in _ALWAYS:
        goes_up = rest > 0 and _ALWAYS[mode](below)
    else:
        goes_up = beyond_half > 0 or (beyond_half == 0 and _HALVES[mode](below))
    return simplest((below + goes_up) / Fraction(_TEN) ** digits)
