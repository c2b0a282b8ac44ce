"""Exact numbers, intervals and the declared rounding, as docs/format/ and section 6 of the rules say."""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

HALF = Fraction(1, 2)
NUMBER = re.compile(r"-?\d+(\.\d+)?(/\d+)?")


def exact(number: Any) -> Fraction:
    """Return a number of a document or an answer: an integer, a decimal, or text such as "1/3".

    A double means the decimal that is written, because that is how JSON was read.
    """
    if isinstance(number, float):
        return Fraction(repr(number))
    if isinstance(number, bool) or not isinstance(number, int | str | Decimal | Fraction):
        raise TypeError(f"{number!r} is not an exact number")
    return Fraction(number)


def is_number(written: Any) -> bool:
    """Say whether a number is written, and not an expression."""
    return not isinstance(written, str) or NUMBER.fullmatch(written) is not None


class Interval(NamedTuple):
    """A range of numbers; an end that is None lies at infinity."""

    lower: Fraction | None
    lower_closed: bool
    upper: Fraction | None
    upper_closed: bool

    def contains(self, number: Fraction) -> bool:
        above = self.lower is None or number > self.lower or (self.lower_closed and number == self.lower)
        below = self.upper is None or number < self.upper or (self.upper_closed and number == self.upper)
        return above and below


def interval(text: str) -> Interval:
    """Read "[0, 20)"."""
    lower, upper = (end.strip() for end in text[1:-1].split(","))
    return Interval(
        lower=None if lower == "-inf" else exact(lower),
        lower_closed=text[0] == "[",
        upper=None if upper == "inf" else exact(upper),
        upper_closed=text[-1] == "]",
    )


def overlap(one: Interval, other: Interval) -> Interval:
    """Return the numbers that lie in both; the result may be empty."""
    lower, lower_closed = one.lower, one.lower_closed
    if other.lower is not None and (lower is None or other.lower > lower):
        lower, lower_closed = other.lower, other.lower_closed
    elif other.lower == lower:
        lower_closed = lower_closed and other.lower_closed
    upper, upper_closed = one.upper, one.upper_closed
    if other.upper is not None and (upper is None or other.upper < upper):
        upper, upper_closed = other.upper, other.upper_closed
    elif other.upper == upper:
        upper_closed = upper_closed and other.upper_closed
    return Interval(lower, lower_closed, upper, upper_closed)


def whole_numbers(numbers: Interval) -> Interval:
    """Return the range from the first to the last integer in an interval; the result may be empty."""
    lower, upper = numbers.lower, numbers.upper
    if lower is not None:
        lower = Fraction(math.ceil(lower) if numbers.lower_closed else math.floor(lower) + 1)
    if upper is not None:
        upper = Fraction(math.floor(upper) if numbers.upper_closed else math.ceil(upper) - 1)
    return Interval(lower, lower_closed=True, upper=upper, upper_closed=True)


def is_empty(numbers: Interval) -> bool:
    """Say whether no number lies in an interval."""
    if numbers.lower is None or numbers.upper is None or numbers.lower < numbers.upper:
        return False
    return numbers.lower > numbers.upper or not (numbers.lower_closed and numbers.upper_closed)


def rounded(number: Fraction, rounding: dict[str, Any]) -> Fraction:
    """Round to the declared digits in the declared mode."""
    shift = Fraction(10) ** int(rounding["digits"])
    whole: int = ROUND[rounding["mode"]](number * shift)
    return whole / shift


def half_away_from_zero(number: Fraction) -> int:
    """Round to the nearest integer, a half to the one further from zero."""
    nearest = math.floor(abs(number) + HALF)
    return nearest if number >= 0 else -nearest


def half_toward_zero(number: Fraction) -> int:
    """Round to the nearest integer, a half to the one nearer to zero."""
    nearest = math.ceil(abs(number) - HALF)
    return nearest if number >= 0 else -nearest


ROUND: dict[str, Callable[[Fraction], int]] = {
    "half_even": round,
    "half_up": lambda number: math.floor(number + HALF),
    "half_down": lambda number: math.ceil(number - HALF),
    "half_away_from_zero": half_away_from_zero,
    "half_toward_zero": half_toward_zero,
    "toward_zero": math.trunc,
    "ceiling": math.ceil,
    "floor": math.floor,
}
