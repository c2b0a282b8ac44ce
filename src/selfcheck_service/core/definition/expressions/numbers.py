"""Exact numbers where there are such, the real result rounded to 50 significant digits where there are none.

The rounded functions are defined by the real number and not by an algorithm, so every platform and every evaluator
comes to the same fraction (`reals`). A result that is rational is found before: a root by integer roots, a power by
roots of its numerator and denominator, and a logarithm or an exponential of a rational number is irrational but for
ln 1, log10 of a power of ten and exp 0.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from selfcheck_service.core.definition.expressions.reals import (
    DIGITS,
    Ends,
    ExactNumber,
    context,
    decimal_logarithm_ends,
    enclosed,
    exponential_ends,
    logarithm_ends,
    product_of_ends,
    rounded,
    square_root_ends,
)
from selfcheck_service.core.definition.expressions.roots import exact_root

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
    found = context(DIGITS).divide(Decimal(number.numerator), Decimal(number.denominator))
    return simplest(Fraction(found))


def _rounded(ends: Callable[[int], Ends]) -> ExactNumber | None:
    found = rounded(ends)
    return None if found is None else bounded(simplest(Fraction(found)))


@lru_cache(_REMEMBERED)
def square_root(number: ExactNumber) -> ExactNumber | None:
    """Return √number: exact where it is rational, else rounded; None (undefined) below 0."""
    if number < 0:
        return None
    top, bottom = isqrt(number.numerator), isqrt(number.denominator)
    if top * top == number.numerator and bottom * bottom == number.denominator:
        return simplest(Fraction(top, bottom))
    return _rounded(lambda precision: square_root_ends(number, precision))


@lru_cache(_REMEMBERED)
def natural_logarithm(number: ExactNumber) -> ExactNumber | None:
    """Return ln number, rounded; None (undefined) at 0 and below."""
    if number <= 0:
        return None
    return 0 if number == 1 else _rounded(lambda precision: logarithm_ends(number, precision))


@lru_cache(_REMEMBERED)
def decimal_logarithm(number: ExactNumber) -> ExactNumber | None:
    """Return log10 number: exact for powers of ten, else rounded; None (undefined) at 0 and below."""
    if number <= 0:
        return None
    exponent = _exponent_of_ten(number)
    if exponent is not None:
        return exponent
    return _rounded(lambda precision: decimal_logarithm_ends(number, precision))


@lru_cache(_REMEMBERED)
def exponential(number: ExactNumber) -> ExactNumber | None:
    """Return e^number, rounded; None (undefined) for arguments beyond ±500."""
    if not -LARGEST_EXPONENT <= number <= LARGEST_EXPONENT:
        return None
    if number == 0:
        return 1
    return _rounded(lambda precision: exponential_ends(enclosed(number, precision), precision))


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
    root = exact_root(base, exponent.denominator)
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


def _real_power(base: ExactNumber, exponent: ExactNumber) -> ExactNumber | None:
    def logarithm(precision: int) -> Ends:
        return product_of_ends(logarithm_ends(base, precision), enclosed(exponent, precision), precision)

    low, high = logarithm(DIGITS)
    if low > _FAR or high < -_FAR:
        return None
    found = _rounded(lambda precision: exponential_ends(logarithm(precision), precision))
    return found if found is not None and Fraction(1, LARGEST_POWER) <= found <= LARGEST_POWER else None


def _exponent_of_ten(number: ExactNumber) -> int | None:
    """Return n where the number is 10^n, else None."""
    larger = max(number.numerator, number.denominator)
    if min(number.numerator, number.denominator) != 1:
        return None
    exponent = len(f"{larger}") - 1
    if 10**exponent != larger:
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
    scaled = number * Fraction(10) ** digits
    below, rest = divmod(scaled.numerator, scaled.denominator)
    beyond_half = 2 * rest - scaled.denominator
    if mode in _ALWAYS:
        goes_up = rest > 0 and _ALWAYS[mode](below)
    else:
        goes_up = beyond_half > 0 or (beyond_half == 0 and _HALVES[mode](below))
    return simplest((below + goes_up) / Fraction(10) ** digits)
