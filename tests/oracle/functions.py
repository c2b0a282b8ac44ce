"""What the functions and signs of expressions mean, on values that are all there: exact, or None where undefined."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from tests.oracle.exact import rounded
from tests.oracle.methods import Part, aggregated
from tests.oracle.reals import decimal_logarithm, exponential, logarithm, real_power, root

Numbers = Sequence[Fraction]
MOST_DIGITS = 1000
LARGEST_EXPONENT = 500


def too_large(number: Fraction) -> bool:
    """Say whether a number takes more than 1,000 digits."""
    return len(str(abs(number.numerator))) > MOST_DIGITS or len(str(number.denominator)) > MOST_DIGITS


def _sum(numbers: Numbers) -> Fraction:
    return sum(numbers, Fraction(0))


def _mean(numbers: Numbers) -> Fraction | None:
    return _sum(numbers) / len(numbers) if numbers else None


def _median(numbers: Numbers) -> Fraction | None:
    return aggregated("median", _parts(numbers)) if numbers else None


def _geometric(numbers: Numbers) -> Fraction | None:
    return aggregated("geometric_mean", _parts(numbers)) if numbers else None


def _parts(numbers: Numbers) -> list[Part]:
    return [Part(number, Fraction(1), number) for number in numbers]


def _weighted(numbers: Numbers, weights: Numbers) -> Fraction | None:
    if _sum(weights) == 0:
        return None
    return sum((weight * number for number, weight in zip(numbers, weights, strict=True)), Fraction(0)) / _sum(weights)


def _round(number: Fraction, digits: Fraction, mode: str) -> Fraction:
    return rounded(number, {"digits": digits, "mode": mode})


def _clamp(number: Fraction, low: Fraction, high: Fraction) -> Fraction | None:
    return None if low > high else min(max(number, low), high)


def _mod(number: Fraction, by: Fraction) -> Fraction | None:
    return number - by * math.floor(number / by) if by else None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator == 1 and abs(exponent) <= 64:
        return None if base == 0 and exponent < 0 else base ** int(exponent)
    if base == 0:
        return Fraction(0) if exponent > 0 else None
    return real_power(base, exponent) if base > 0 else None


def _exp(number: Fraction) -> Fraction | None:
    return exponential(number) if abs(number) <= LARGEST_EXPONENT else None


# Of numbers that are given one by one or as one list.
OF_MANY: dict[str, Callable[[Numbers], Fraction | None]] = {
    "sum": _sum,
    "product": lambda numbers: math.prod(numbers, start=Fraction(1)),
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
    "elapsed": lambda start, end: (end - start) % 1440,
    "=": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    "<=": lambda one, two: one <= two,
    ">": lambda one, two: one > two,
    ">=": lambda one, two: one >= two,
    "in": lambda one, several: one in several,
}
