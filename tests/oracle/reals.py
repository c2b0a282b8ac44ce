"""Roots, powers, exponentials, logarithms: the real number rounded half-even to 50 digits, exact where it is rational.

Everything is computed in whole numbers, scaled by a power of ten, with a bound of the error; where the error leaves two
roundings possible, more digits are taken. A number that is not rational never lies in the middle of two roundings.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache

SIGNIFICANT = 50

# A number between two: (lower, upper), each within the error that so many digits leave.
Ends = tuple[Fraction, Fraction]


def rounded_to_significant(number: Fraction) -> Fraction:
    """Round half-even to 50 significant digits."""
    if number == 0:
        return number
    magnitude = math.floor(abs(number).numerator * 10**5 // abs(number).denominator) if abs(number) >= 1 else 0
    digits = SIGNIFICANT - (len(str(magnitude)) - 5) if magnitude else SIGNIFICANT
    while abs(number) * Fraction(10) ** digits < 10 ** (SIGNIFICANT - 1):
        digits += 1
    shift = Fraction(10) ** digits
    return round(number * shift) / shift


def decided(enclose: Callable[[int], Ends]) -> Fraction:
    """Take more digits until both ends of what encloses a number round alike."""
    digits = 100
    while True:
        lower, upper = enclose(digits)
        if lower * upper > 0 and rounded_to_significant(lower) == rounded_to_significant(upper):
            return rounded_to_significant(lower)
        digits *= 2


# ------------------------------------------------------------------------------------------------------ whole roots


def whole_root(number: int, degree: int) -> int:
    """Return the largest integer whose power is not larger than a number, found by halving."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low


def rational_root(number: Fraction, degree: int) -> Fraction | None:
    """Return the root where it is rational."""
    above, below = whole_root(number.numerator, degree), whole_root(number.denominator, degree)
    found = above**degree == number.numerator and below**degree == number.denominator
    return Fraction(above, below) if found else None


@cache
def root(number: Fraction, degree: int) -> Fraction:
    """Return the root of a number that is not negative."""
    exactly = rational_root(number, degree)
    if exactly is not None:
        return exactly

    def enclose(digits: int) -> Ends:
        places = digits + (len(str(number.denominator)) // degree)
        shift = 10**places
        whole = whole_root(number.numerator * shift**degree // number.denominator, degree)
        return Fraction(whole, shift), Fraction(whole + 1, shift)

    return decided(enclose)


# ------------------------------------------------------------------------------------- exponentials and logarithms


@cache
def exponential(number: Fraction) -> Fraction:
    """Return e to the power of a number."""
    return Fraction(1) if number == 0 else decided(lambda digits: _enclose_exponential(number, number, digits))


def _enclose_exponential(low: Fraction, high: Fraction, digits: int) -> Ends:
    """Enclose e^x for all x between two numbers: halve x often, add up the series, square as often."""
    halvings = max(0, math.ceil(max(abs(low), abs(high)))).bit_length() + 12
    ends = []
    for end, direction in ((low, -1), (high, 1)):
        # Squaring doubles the relative error, and a small result needs more places.
        places = digits + halvings + int(abs(end)) // 2 + 10
        one = 10**places
        small = math.floor(end * one) >> halvings
        total = term = one
        count = 0
        while term:
            count += 1
            term = term * small // one // count if term * small >= 0 else -(-term * small // one // count)
            total += term
        # Each term is off by one at most, the argument by two.
        total += direction * (count + 4)
        for _ in range(halvings):
            total = total * total // one + (direction > 0)
        ends.append(Fraction(total, one))
    return ends[0], ends[1]


@cache
def logarithm(number: Fraction) -> Fraction:
    """Return the natural logarithm of a number above 0."""
    return Fraction(0) if number == 1 else decided(lambda digits: _enclose_logarithm(number, digits))


def _enclose_logarithm(number: Fraction, digits: int) -> Ends:
    """Enclose ln x: x is m · 2^k with m between ⅔ and 4/3."""
    twos = number.numerator.bit_length() - number.denominator.bit_length()
    while number / Fraction(2) ** twos > Fraction(4, 3):
        twos += 1
    while number / Fraction(2) ** twos < Fraction(2, 3):
        twos -= 1
    mantissa = number / Fraction(2) ** twos
    low, high = _enclose_near_one(mantissa, digits)
    if twos:
        two_low, two_high = _enclose_near_one(Fraction(2), digits)
        low, high = low + min(twos * two_low, twos * two_high), high + max(twos * two_low, twos * two_high)
    return low, high


def _enclose_near_one(number: Fraction, digits: int) -> Ends:
    """Enclose ln x = 2 · (z + z³/3 + z⁵/5 …) with z = (x - 1) ÷ (x + 1)."""
    one = 10**digits
    ratio = (number - 1) / (number + 1)
    power = abs(ratio.numerator) * one // ratio.denominator
    square = power * power // one
    total, count = 0, 1
    while power:
        total += power // count
        power = power * square // one
        count += 2
    found = 2 * total if ratio > 0 else -2 * total
    error = 8 * (count + 2)
    return Fraction(found - error, one), Fraction(found + error, one)


@cache
def decimal_logarithm(number: Fraction) -> Fraction:
    """Return the logarithm to the base of 10."""
    tens = len(str(number.numerator)) - len(str(number.denominator))
    for exactly in (tens - 1, tens, tens + 1):
        if number == Fraction(10) ** exactly:
            return Fraction(exactly)

    def enclose(digits: int) -> Ends:
        above, below = _enclose_logarithm(number, digits), _enclose_logarithm(Fraction(10), digits)
        possible = [one / two for one in above for two in below]
        return min(possible), max(possible)

    return decided(enclose)


@cache
def real_power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return a power of a number above 0, exact where it is rational."""
    exactly = rational_root(base, exponent.denominator)
    if exactly is not None:
        return exactly**exponent.numerator

    def enclose(digits: int) -> Ends:
        low, high = _enclose_logarithm(base, digits + len(str(abs(int(exponent)))) + 5)
        possible = (low * exponent, high * exponent)
        return _enclose_exponential(min(possible), max(possible), digits)

    return decided(enclose)


def weighted_root(powers: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the product of powers of numbers above 0, exact where it is rational."""
    exactly = _rational_product(powers)
    if exactly is not None:
        return exactly

    def enclose(digits: int) -> Ends:
        ends = [(_enclose_logarithm(base, digits), exponent) for base, exponent in powers]
        low, high = (sum((end[place] * exponent for end, exponent in ends), Fraction(0)) for place in (0, 1))
        return _enclose_exponential(low, high, digits)

    return decided(enclose)


def _rational_product(powers: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return a product of powers where it is rational: where each of some coprime bases is, taken by itself."""
    exponents: dict[int, Fraction] = {}
    pending = [(number.numerator, share) for number, share in powers]
    pending += [(number.denominator, -share) for number, share in powers]
    while pending:
        base, share = pending.pop()
        for other in list(exponents):
            common = math.gcd(base, other)
            if common > 1:
                # Both are split, until no two bases have a factor in common.
                other_share = exponents.pop(other)
                pending += [(common, share + other_share), (other // common, other_share)]
                base //= common
        if base > 1:
            exponents[base] = share
    found = Fraction(1)
    for base, share in exponents.items():
        exactly = rational_root(Fraction(base), share.denominator)
        if exactly is None:
            return None
        found *= exactly**share.numerator
    return found
