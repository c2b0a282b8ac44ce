"""Exact numbers and intervals as definitions write them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import log10
from sys import float_info
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

# Beyond these sizes a number is a slip of the pen or an attack, never part of a scoring rule.
_LARGEST = 10**12
_MOST_DECIMALS = 20
_FINEST = 10**_MOST_DECIMALS
_NUMBER = re.compile(r"[+-]?[0-9]{1,33}(?:\.[0-9]{1,20})?(?:/[0-9]{1,21})?")
_FORMS = "1, 0.25 or 1/3"
# Readers that take every number of JSON for a double are exact up to here.
_LARGEST_INTEGER = 2**53
# Beyond it, and as far below one, doubles do not reach or lose their digits.
_FAR = 10**300
_PRINTABLE = 10**4000
_ENDLESS = 10**15
# As many characters are read at a glance.
_SHORT = 10
_INTERVAL = re.compile(r"\s*([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])\s*")


def parse_exact(value: object) -> Fraction:
    """Return the exact value of an integer, a decimal or a text like "0.25" or "1/3".

    Raises `PydanticCustomError` with one of our codes where the value is no number, too large or too fine. What is
    accepted can be written and read again in any of the forms.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise PydanticCustomError("wrong_type", "a number", {"expected": "a number", "found": describe(value)})
    if isinstance(value, int):
        return _bounded(Fraction(value), value)
    if isinstance(value, str):
        return _from_text(value)
    # The exponent is looked at before the number is expanded: 1e999999 must stay cheap.
    number = Decimal(str(value))
    if not number.is_finite() or number.adjusted() > _MOST_DECIMALS:
        raise _out_of_range(value)
    if number and number.adjusted() < -_MOST_DECIMALS:
        raise _malformed(value)
    return _bounded(Fraction(number), value)


def _from_text(text: str) -> Fraction:
    numerator, _, denominator = text.partition("/")
    divisor = int(denominator or 1) if _NUMBER.fullmatch(text) else 0
    if divisor == 0:
        raise _malformed(text)
    return _bounded(Fraction(numerator) / divisor, text)


def _bounded(number: Fraction, written: object) -> Fraction:
    if abs(number) > _LARGEST:
        raise _out_of_range(written)
    if number.denominator > _FINEST:
        raise _malformed(written)
    return number


def _out_of_range(written: object) -> PydanticCustomError:
    return PydanticCustomError("out_of_range", "too large", {"found": shown(written), "range": "±10^12"})


def _malformed(written: object) -> PydanticCustomError:
    return PydanticCustomError("malformed", "a number", {"found": shown(written), "expected": _FORMS})


def exact_to_json(number: Fraction) -> int | float | str:
    """Return the shortest JSON form that reads back to the same exact number."""
    if number.denominator == 1:
        return number.numerator
    nearest = number.numerator / number.denominator
    return nearest if Fraction(repr(nearest)) == number else f"{number.numerator}/{number.denominator}"


def exact_to_number(number: Fraction) -> int | float:
    """Return an integer where it is one that every reader of JSON takes exactly, else the nearest (finite) double."""
    return to_number(number.numerator, number.denominator)


def to_number(numerator: int, denominator: int) -> int | float:
    """Return the quotient as JSON shows it; the denominator is positive."""
    whole, rest = divmod(numerator, denominator)
    if not rest and -_LARGEST_INTEGER <= whole <= _LARGEST_INTEGER:
        return whole
    try:
        return numerator / denominator
    except OverflowError:
        return float_info.max if numerator > 0 else -float_info.max


def exact_to_readable(number: Fraction) -> int | float | str:
    """Return the number as `exact_to_number` does; where no double is near it, as the text of the reduced fraction."""
    near = abs(number) < _FAR if abs(number) >= 1 else number == 0 or abs(number) * _FAR > 1
    return exact_to_number(number) if near else exact_to_text(number)


def is_decimal(number: Fraction, decimals: int) -> bool:
    """Tell whether a number can be written with so many decimals."""
    return bool(10**decimals % number.denominator == 0)


def exact_to_text(number: Fraction) -> str:
    """Return the reduced fraction as text: "5", "-1/3"."""
    whole = print_integer(number.numerator)
    return whole if number.denominator == 1 else f"{whole}/{print_integer(number.denominator)}"


def print_integer(number: int) -> str:
    """Return all digits of an integer, however many: `str` refuses to print more than some thousand."""
    return str(number) if -_PRINTABLE < number < _PRINTABLE else f"{Decimal(number)}"


def exact_to_decimal(number: Fraction) -> str:
    """Return the number with decimals where it has an end ("0.00001"), else as a fraction ("-1/3")."""
    decimals = next((count for count in range(_MOST_DECIMALS + 1) if 10**count % number.denominator == 0), None)
    if not decimals:
        return exact_to_text(number)
    digits = print_integer(abs(number.numerator) * 10**decimals // number.denominator).rjust(decimals + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def exact_to_short(number: Fraction) -> str:
    """Return the number as a message shows it: exactly where that is short to read, else to six digits.

    What no scale reaches is as good as without end.
    """
    if abs(number) >= _ENDLESS:
        return "∞" if number > 0 else "-∞"
    text = exact_to_decimal(number)
    return text if len(text) <= _SHORT else f"{float(exact_to_number(number)):.6g}"


def shown(value: object, longest: int = 40) -> str:
    """Return the beginning of a value that came from outside, as text that can be printed and sent."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**longest:
        # Python refuses to print very long integers; an estimate of their length does.
        return f"{'-' if value < 0 else ''}10^{int(value.bit_length() * log10(2))}"
    if isinstance(value, str):
        return printable(value[:longest])
    return str(value)[:longest] if isinstance(value, int | float | Decimal | Fraction) else describe(value)


def printable(text: str) -> str:
    """Return the text with a question mark for each lone surrogate, which no encoding can carry."""
    return text if text.isascii() else text.encode(errors="replace").decode()


def describe(value: object) -> str:
    """Name the kind of a value in words an author knows."""
    kinds = (
        (bool, "true/false"),
        (str, "text"),
        (int | float | Decimal, "a number"),
        (dict, "a map"),
        (list, "a list"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "nothing")


Exact = Annotated[
    Fraction,
    PlainValidator(parse_exact),
    PlainSerializer(exact_to_json, when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?(/[0-9]+)?$"}],
            "description": "An exact number; a fraction is written as text.",
        },
    ),
]


def _is_before(one: Fraction, two: Fraction, *, or_equal: bool) -> bool:
    # What Fraction does to compare, at a fifth of its price: answers are looked up in intervals.
    left, right = one.numerator * two.denominator, two.numerator * one.denominator
    return left <= right if or_equal else left < right


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of numbers; an open end at infinity is None."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool

    def __contains__(self, number: Fraction) -> bool:
        """Tell whether the number lies in the interval."""
        return (self.low is None or _is_before(self.low, number, or_equal=self.low_closed)) and (
            self.high is None or _is_before(number, self.high, or_equal=self.high_closed)
        )

    @property
    def empty(self) -> bool:
        """Tell whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share a number."""
        return not self.intersect(other).empty

    def intersect(self, other: "Interval") -> "Interval":
        """Return the numbers that lie in both; may be empty."""
        low, low_closed = _inner((self.low, self.low_closed), (other.low, other.low_closed), sign=1)
        high, high_closed = _inner((self.high, self.high_closed), (other.high, other.high_closed), sign=-1)
        return Interval(low, high, low_closed, high_closed)

    def __str__(self) -> str:
        """Return the notation that definitions use."""
        low = "-inf" if self.low is None else exact_to_decimal(self.low)
        high = "inf" if self.high is None else exact_to_decimal(self.high)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"


EVERYTHING = Interval(None, None, low_closed=False, high_closed=False)
_End = tuple[Fraction | None, bool]


def _inner(one: _End, two: _End, *, sign: int) -> _End:
    """Return the end (number, closed) that lies further inside; of two equal ends the open one."""
    if one[0] is None:
        return two
    if two[0] is None:
        return one
    if one[0] == two[0]:
        return one[0], one[1] and two[1]
    return one if (one[0] - two[0]) * sign > 0 else two


def parse_interval(value: object) -> Interval:
    """Return the interval that a text like "[0, 20)" means; an interval that contains no number is refused."""
    if isinstance(value, Interval):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError(
            "wrong_type", "an interval", {"expected": 'an interval like "[0, 20)"', "found": describe(value)}
        )
    match = _INTERVAL.fullmatch(value)
    if match is None:
        raise PydanticCustomError("malformed", "an interval", {"found": shown(value), "expected": "[0, 20)"})
    opening, low, high, closing = match.groups()
    interval = Interval(
        None if low == "-inf" else parse_exact(low),
        None if high in ("inf", "+inf") else parse_exact(high),
        opening == "[" and low != "-inf",
        closing == "]" and high not in ("inf", "+inf"),
    )
    if interval.empty:
        words = {"found": shown(value), "expected": "lower end < upper end"}
        raise PydanticCustomError("malformed", "an interval", words)
    return interval


ExactInterval = Annotated[
    Interval,
    PlainValidator(parse_interval),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^\s*[\[(].+,.+[\])]\s*$", "description": 'An interval: "[0, 20)".'}),
]
