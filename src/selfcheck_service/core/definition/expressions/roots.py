"""Roots: exact where they are rational, which whole numbers alone decide; else the real number rounded."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd

from selfcheck_service.core.definition.expressions.reals import (
    Ends,
    ExactNumber,
    enclosed,
    exponential_ends,
    product_of_ends,
    rounded,
    sum_of_ends,
    widened,
)

_REMEMBERED = 4096
Powers = Sequence[tuple[ExactNumber, ExactNumber]]


def integer_root(number: int, degree: int) -> int | None:
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


def exact_root(number: ExactNumber, degree: int) -> Fraction | None:
    """Return the root of a positive number where it is rational, else None."""
    top, bottom = integer_root(number.numerator, degree), integer_root(number.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


@lru_cache(_REMEMBERED)
def weighted_root(powers: tuple[tuple[ExactNumber, ExactNumber], ...]) -> Fraction | None:
    """Return the geometric mean of numbers with weights: each to the power of its share in the weights, multiplied.

    What has no weight takes no part; weights are not negative. None where a number is negative, where there is no
    weight, or where the result is no fraction and lies too near to the middle between two decimals. The mean itself
    lies among the numbers, so it needs no limit, however many there are.
    """
    weights = sum(weight for _, weight in powers)
    shares = [(number, Fraction(weight) / weights) for number, weight in powers if weight]
    if not shares or any(number < 0 for number, _ in shares):
        return None
    if any(number == 0 for number, _ in shares):
        return Fraction(0)
    exact = _rational(shares)
    if exact is not None:
        return exact
    found = rounded(lambda precision: _ends(shares, precision))
    return None if found is None else Fraction(found)


def _rational(shares: Sequence[tuple[ExactNumber, Fraction]]) -> Fraction | None:
    """Return the product of these powers where it is rational.

    Over numbers that have no factor in common it is so exactly where each power alone is.
    """
    parts = [(number.numerator, share) for number, share in shares]
    parts += [(number.denominator, -share) for number, share in shares]
    found = Fraction(1)
    for base, share in coprime_powers(parts).items():
        root = integer_root(base, share.denominator)
        if root is None:
            return None
        found *= Fraction(root) ** share.numerator
    return found


def coprime_powers(powers: Iterable[tuple[int, Fraction]]) -> dict[int, Fraction]:
    """Return numbers above 1, no two of which have a factor in common, with exponents: their product is the same."""
    found: dict[int, Fraction] = {}
    left = list(powers)
    while left:
        number, exponent = left.pop()
        for base in tuple(found):
            while number % base == 0:
                number, found[base] = number // base, found[base] + exponent
            shared = gcd(number, base)
            if shared > 1:
                # Neither divides the other: part both, and look at the parts once more.
                other = found.pop(base)
                left += [(base // shared, other), (shared, other), (number, exponent)]
                break
        else:
            if number > 1:
                found[number] = exponent
    return found


def _ends(shares: Sequence[tuple[ExactNumber, Fraction]], precision: int) -> Ends:
    """Enclose the product of powers; numbers with the same exponent need one logarithm together."""
    together: dict[Fraction, Ends] = {}
    for number, share in shares:
        so_far = together.get(share, (Decimal(1), Decimal(1)))
        together[share] = product_of_ends(so_far, enclosed(number, precision), precision)
    logarithms = (
        product_of_ends(widened(ends, Context.ln, precision), enclosed(share, precision), precision)
        for share, ends in together.items()
    )
    return exponential_ends(sum_of_ends(logarithms, precision), precision)
