"""What the functions and signs of expressions mean, on values that are all there: exact, or None where undefined."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.exact import rounded
from tests.oracle.reals import decimal_logarithm, exponential, logarithm, rational_root, real_power, root

Numbers = Sequence[Fraction]
MOST_DIGITS = 1000
LARGEST_EXPONENT = 500
# A power that is no fraction lies within 10^300 and 10^-300.
LARGEST_LOGARITHM = 300 * logarithm(Fraction(10))


def too_large(number: Fraction) -> bool:
    """Say whether a number takes more than 1,000 digits."""
    return len(str(abs(number.numerator))) > MOST_DIGITS or len(str(number.denominator)) > MOST_DIGITS


def _accumulated(numbers: Numbers, join: Callable[[Fraction, Fraction], Fraction], start: int) -> Fraction | None:
    """Join numbers from left to right; None where one of the numbers on the way is too large."""
    found = Fraction(start)
    for number in numbers:
        found = join(found, number)
        if too_large(found):
            return None
    return found


def _sum(numbers: Numbers) -> Fraction | None:
    return _accumulated(numbers, lambda one, two: one + two, 0)


def _product(numbers: Numbers) -> Fraction | None:
    return _accumulated(numbers, lambda one, two: one * two, 1)


def _mean(numbers: Numbers) -> Fraction | None:
    total = _sum(numbers)
    return total / len(numbers) if numbers and total is not None else None


def _median(numbers: Numbers) -> Fraction | None:
    ordered, middle = sorted(numbers), len(numbers) // 2
    return _mean(ordered[middle - (len(numbers) % 2 == 0) : middle + 1]) if numbers else None


def _geometric(numbers: Numbers) -> Fraction | None:
    if not numbers or min(numbers) < 0:
        return None
    return root(math.prod(numbers), len(numbers))


def _weighted(numbers: Numbers, weights: Numbers) -> Fraction | None:
    above = _sum([weight * number for number, weight in zip(numbers, weights, strict=True)])
    below = _sum(weights)
    return above / below if above is not None and below else None


def _smallest(numbers: Numbers, place: Fraction) -> Fraction | None:
    return sorted(numbers)[int(place) - 1] if place in range(1, len(numbers) + 1) else None


def _largest(numbers: Numbers, place: Fraction) -> Fraction | None:
    return _smallest(numbers, len(numbers) + 1 - place)


def _round(number: Fraction, digits: Fraction, mode: str) -> Fraction:
    return rounded(number, {"digits": digits, "mode": mode})


def _clamp(number: Fraction, low: Fraction, high: Fraction) -> Fraction | None:
    return None if low > high else min(max(number, low), high)


def _mod(number: Fraction, by: Fraction) -> Fraction | None:
    return number - by * math.floor(number / by) if by else None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent == 0 or base == 0:
        return Fraction(exponent == 0) if exponent >= 0 else None
    if exponent.denominator != 1 and base < 0:
        return None
    if exponent.denominator == 1:
        least_digits = (max(abs(base.numerator), base.denominator).bit_length() - 1) * abs(exponent) * 3 // 10
        return None if least_digits > MOST_DIGITS else base ** int(exponent)
    if rational_root(base, exponent.denominator) is None and abs(exponent) * abs(logarithm(base)) > LARGEST_LOGARITHM:
        return None
    return real_power(base, exponent)


def _exp(number: Fraction) -> Fraction | None:
    return exponential(number) if abs(number) <= LARGEST_EXPONENT else None


# Of numbers that are given one by one or as one list.
OF_MANY: dict[str, Callable[[Numbers], Fraction | None]] = {
    "sum": _sum,
    "product": _product,
    "mean": _mean,
    "median": _median,
    "min": lambda numbers: min(numbers, default=None),
    "max": lambda numbers: max(numbers, default=None),
    "count": lambda numbers: Fraction(len(numbers)),
    "geometric": _geometric,
}

OF_VALUES: dict[str, Callable[..., Any]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "/": lambda one, two: one / two if two else None,
    "^": _power,
    "negative": lambda number: -number,
    "abs": abs,
    "floor": lambda number: Fraction(math.floor(number)),
    "ceiling": lambda number: Fraction(math.ceil(number)),
    "sign": lambda number: Fraction((number > 0) - (number < 0)),
    "sqrt": lambda number: root(number, 2) if number >= 0 else None,
    "ln": lambda number: logarithm(number) if number > 0 else None,
    "log10": lambda number: decimal_logarithm(number) if number > 0 else None,
    "exp": _exp,
    "round": _round,
    "clamp": _clamp,
    "mod": _mod,
    "weighted": _weighted,
    "smallest": _smallest,
    "largest": _largest,
    "elapsed": lambda start, end: (end - start) % 1440,
    "=": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    "<=": lambda one, two: one <= two,
    ">": lambda one, two: one > two,
    ">=": lambda one, two: one >= two,
}
