"""Exact numbers of the engine: pairs of integers (numerator, positive denominator), not reduced.

Reducing after every step is what makes `fractions.Fraction` slow; a score needs one reduction, when it is written out.
"""

from fractions import Fraction
from math import gcd

from selfcheck_service.core.definition import exact

Ratio = tuple[int, int]
# A number of points times the plan's common denominator: an integer but for decimal answers to number items.
Scaled = int | Fraction


def ratio(number: Scaled, denominator: int = 1) -> Ratio:
    """Return number ÷ denominator (positive) as a pair."""
    if type(number) is int:
        return number, denominator
    return number.numerator, number.denominator * denominator


def scaled(number: Fraction, denominator: int) -> Scaled:
    """Return number · denominator, as an integer where it is one."""
    product = number * denominator
    return product.numerator if product.denominator == 1 else product


def pair(number: Fraction) -> Ratio:
    """Return the fraction as a pair."""
    return number.numerator, number.denominator


def divide(numerator: Ratio, denominator: Ratio) -> Ratio | None:
    """Return the quotient, or None where the denominator is 0."""
    top, bottom = numerator[0] * denominator[1], numerator[1] * denominator[0]
    if bottom == 0:
        return None
    return (top, bottom) if bottom > 0 else (-top, -bottom)


def add_scaled(total: Ratio, number: Ratio, weight: int) -> Ratio:
    """Return total + weight · number."""
    if total[1] == number[1]:
        return total[0] + number[0] * weight, total[1]
    return total[0] * number[1] + number[0] * weight * total[1], total[1] * number[1]


def as_fraction(number: Ratio) -> Fraction:
    """Return the reduced fraction."""
    return Fraction(number[0], number[1])


def less(one: Ratio, two: Ratio) -> bool:
    """Tell whether one < two."""
    return one[0] * two[1] < two[0] * one[1]


def to_number(number: Ratio) -> int | float:
    """Return an integer where it is one, else the nearest double (integer division of Python rounds correctly)."""
    return exact.to_number(*number)


def to_text(number: Ratio) -> str:
    """Return the reduced fraction as text: "5", "-1/3"."""
    top, bottom = number
    if bottom != 1:
        common = gcd(top, bottom)
        top, bottom = top // common, bottom // common
    whole = exact.print_integer(top)
    return whole if bottom == 1 else f"{whole}/{exact.print_integer(bottom)}"


def round_ratio(number: Ratio, digits: int, mode: str) -> Ratio:
    """Return the number rounded to decimal digits; see docs/scoring.md, section 6, for the modes."""
    factor = 10**digits
    bottom = number[1]
    whole, rest = divmod(number[0] * factor, bottom)
    if rest and _rounds_up(whole, rest * 2 - bottom, mode):
        whole += 1
    return whole, factor


def _rounds_up(whole: int, beyond_half: int, mode: str) -> bool:
    """Tell whether floor(x) = `whole` is left for the next integer; `beyond_half` is the sign of x − whole − ½."""
    if mode == "ceiling":
        return True
    if mode == "floor":
        return False
    if beyond_half != 0:
        return beyond_half > 0
    if mode == "half_up":
        return True
    if mode == "half_away_from_zero":
        return whole >= 0
    return whole % 2 == 1
