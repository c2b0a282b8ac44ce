"""What functions of numbers make of spans. Each encloses what its function in `arithmetic` returns, undefined apart.

Where a function is undefined for a part of what its arguments can be, `report` is told which fault that is and which
argument is to blame, and the result encloses the rest. Ends that a function only comes near may stand as closed ones.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import floor

from selfcheck_service.core.definition.expressions.arithmetic import MINUTES_OF_A_DAY, sign
from selfcheck_service.core.definition.expressions.numbers import (
    LARGEST_EXPONENT,
    LIMIT,
    decimal_logarithm,
    exponential,
    natural_logarithm,
    power,
    round_exactly,
    round_to_digits,
    square_root,
)
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import EVERYTHING, NOTHING, Span, Words, span_between

Report = Callable[[str, int], None]
_End = tuple[ExactNumber, bool]
ZERO_DIVISOR = "may_divide_by_zero"
UNDEFINED = "may_be_undefined"
GROWS = "may_grow"


def _low(span: Span) -> _End:
    return span.low, span.low_open


def _high(span: Span) -> _End:
    return span.high, span.high_open


def _least(ends: list[_End]) -> _End:
    return min(ends)


def _most(ends: list[_End]) -> _End:
    number = max(end[0] for end in ends)
    return number, all(is_open for end, is_open in ends if end == number)


def checked(report: Report, low: _End, high: _End, *, integer: bool = False) -> Span:
    """Return the span between the ends; one that needs too many digits may grow. An open one was never an end."""
    if (low[0] <= -LIMIT and not low[1]) or (high[0] >= LIMIT and not high[1]):
        report(GROWS, 0)
    return span_between(low, high, integer=integer)


def enclose_sum(report: Report, *spans: Span) -> Span:
    """Enclose the sum of all."""
    low = sum(span.low for span in spans), any(span.low_open for span in spans)
    high = sum(span.high for span in spans), any(span.high_open for span in spans)
    return checked(report, low, high, integer=all(span.integer for span in spans))


def enclose_negative(_report: Report, span: Span) -> Span:
    """Enclose −x."""
    return replace(span, low=-span.high, high=-span.low, low_open=span.high_open, high_open=span.low_open)


def enclose_difference(report: Report, one: Span, two: Span) -> Span:
    """Enclose one − two."""
    return enclose_sum(report, one, enclose_negative(report, two))


def _times(one: _End, two: _End) -> _End:
    """Return the product of two ends; 0 is reached where either factor reaches it."""
    if one[0] == 0 or two[0] == 0:
        reached = (one[0] == 0 and not one[1]) or (two[0] == 0 and not two[1])
        return 0, not reached
    return one[0] * two[0], one[1] or two[1]


def enclose_product(report: Report, one: Span, two: Span) -> Span:
    """Enclose one · two."""
    ends = [_times(left, right) for left, right in product((_low(one), _high(one)), (_low(two), _high(two)))]
    return checked(report, _least(ends), _most(ends), integer=one.integer and two.integer)


def enclose_quotient(report: Report, one: Span, two: Span) -> Span:
    """Enclose one ÷ two; a divisor that may be 0 is reported."""
    if two.has(0):
        report(ZERO_DIVISOR, 1)
    parts = [part for part in (_above_zero(two), _below_zero(two)) if not part.empty]
    found = [enclose_product(report, one, _reciprocal(part)) for part in parts]
    if not found:
        return NOTHING
    return span_between(_least([_low(span) for span in found]), _most([_high(span) for span in found]))


def _above_zero(span: Span) -> Span:
    low = _low(span) if span.low > 0 else (0, True)
    return span_between(low, _high(span), integer=span.integer)


def _below_zero(span: Span) -> Span:
    high = _high(span) if span.high < 0 else (0, True)
    return span_between(_low(span), high, integer=span.integer)


def _reciprocal(span: Span) -> Span:
    """Return what encloses 1 ÷ x, of a span that lies wholly on one side of 0."""
    low = (Fraction(1) / span.high, span.high_open) if span.high else (-LIMIT, True)
    high = (Fraction(1) / span.low, span.low_open) if span.low else (LIMIT, True)
    return Span(low[0], high[0], low[1], high[1])


def enclose_modulo(report: Report, one: Span, two: Span) -> Span:
    """Enclose what is left of one after whole steps of two."""
    if two.has(0):
        report(ZERO_DIVISOR, 1)
    step = two.point
    if step:
        return (
            _modulo_of(one, step)
            if step > 0
            else enclose_negative(report, _modulo_of(enclose_negative(report, one), -step))
        )
    if one.low >= 0 and two.low > 0 and one.high < two.low:
        return one
    low, high = (min(two.low, 0), two.low < 0), (max(two.high, 0), two.high > 0)
    return span_between(low, high, integer=one.integer and two.integer)


def _modulo_of(span: Span, step: ExactNumber) -> Span:
    """Enclose what is left after whole steps of a number above 0: exact where the range lies within one of them."""
    low, high = Fraction(span.low) / step, Fraction(span.high) / step
    whole = span.integer and step.denominator == 1
    before = floor(low)
    if high > before + 1 or (high == before + 1 and not span.high_open):
        return span_between((0, False), (step, True), integer=whole)
    passed = before * step
    return span_between((span.low - passed, span.low_open), (span.high - passed, span.high_open), integer=whole)


def enclose_absolute(_report: Report, span: Span) -> Span:
    """Enclose |x|."""
    if span.low >= 0:
        return span
    turned = enclose_negative(_report, span)
    if span.high <= 0:
        return turned
    return span_between((0, False), _most([_high(span), _high(turned)]), integer=span.integer)


def _rising(function: Callable[[ExactNumber], ExactNumber | None]) -> Callable[..., Span]:
    """Return what encloses a function that never falls and is defined everywhere; its results are integers."""

    def enclose(_report: Report, span: Span) -> Span:
        low, high = (function(end) or 0 for end in _reached(span))
        return span_between((low, False), (high, False), integer=True)

    return enclose


def _reached(span: Span, digits: int = 0) -> tuple[ExactNumber, ExactNumber]:
    """Return numbers at both ends that lie in the range, and so near that no step of so many decimals lies between."""
    low, high = span.low, span.high
    if span.low_open:
        low += Fraction(1, 4 * low.denominator * 10 ** max(digits, 0))
    if span.high_open:
        high -= Fraction(1, 4 * high.denominator * 10 ** max(digits, 0))
    return low, high


enclose_floor = _rising(lambda number: number.__floor__())
enclose_ceiling = _rising(lambda number: number.__ceil__())
enclose_sign = _rising(sign)


def enclose_rounded(report: Report, span: Span, digits: Span, mode: Words) -> Span:
    """Enclose x rounded to decimals; digits and mode are said in the expression."""
    places, name = int(digits.low), min(mode.values or ())
    low, high = (round_exactly(end, places, name) for end in _reached(span, places))
    return checked(report, (low, False), (high, False), integer=span.integer or places <= 0)


def enclose_clamped(report: Report, span: Span, low: Span, high: Span) -> Span:
    """Enclose x held between two ends."""
    if low.high > high.low:
        report(UNDEFINED, 1)
    # What lies a little inside an open end counts as a little more, or less, than the end.
    bottom = min(max(_low(span), _low(low)), _low(high))
    number, closed = min(max(_top(span), _top(low)), _top(high))
    return span_between(bottom, (number, not closed), integer=_integers(span, low, high))


def _top(span: Span) -> _End:
    """Return the upper end so that tops can be compared: the same number is more where it is reached."""
    return span.high, not span.high_open


def _integers(*spans: Span) -> bool:
    return all(span.integer for span in spans)


def enclose_minutes(report: Report, start: Span, end: Span) -> Span:
    """Enclose the minutes from one time of day to the next other."""
    difference = enclose_difference(report, end, start)
    whole = _integers(start, end)
    for turn in (0, MINUTES_OF_A_DAY):
        if difference.low + turn >= 0 and difference.high + turn < MINUTES_OF_A_DAY:
            low, high = (difference.low + turn, difference.low_open), (difference.high + turn, difference.high_open)
            return span_between(low, high, integer=whole)
    return span_between((0, False), (MINUTES_OF_A_DAY, True), integer=whole)


# ----------------------------------------------------------------------------------------------- rounded functions


def _positive(report: Report, span: Span) -> Span:
    if span.low < 0 or span.has(0):
        report(UNDEFINED, 0)
    return _above_zero(span)


def _logarithm(function: Callable[[ExactNumber], ExactNumber | None]) -> Callable[..., Span]:
    # No positive number of an expression is smaller than 10^-1000.
    lowest = function(Fraction(1, LIMIT)) or 0

    def enclose(report: Report, span: Span) -> Span:
        positive = _positive(report, span)
        if positive.empty:
            return NOTHING
        low = function(positive.low) if positive.low > 0 else lowest
        high = function(positive.high) if positive.high < LIMIT else -lowest
        return span_between((low or 0, False), (high or 0, False))

    return enclose


enclose_logarithm = _logarithm(natural_logarithm)
enclose_decimal_logarithm = _logarithm(decimal_logarithm)


def enclose_exponential(report: Report, span: Span) -> Span:
    """Enclose e^x; it is never 0."""
    if span.low < -LARGEST_EXPONENT or span.high > LARGEST_EXPONENT:
        report(UNDEFINED, 0)
    low, high = max(span.low, -LARGEST_EXPONENT), min(span.high, LARGEST_EXPONENT)
    if low > high:
        return NOTHING
    return span_between((exponential(low) or 0, False), (exponential(high) or 0, False))


def ends_around(number: ExactNumber) -> tuple[ExactNumber, ExactNumber]:
    """Return ends around a number and what it is rounded to: its neighbours may be rounded where it is exact."""
    rounded = round_to_digits(number)
    return min(number, rounded), max(number, rounded)


def enclose_square_root(report: Report, span: Span) -> Span:
    """Enclose √x."""
    if span.low < 0:
        report(UNDEFINED, 0)
    if span.high < 0:
        return NOTHING
    low, high = ends_around(square_root(max(span.low, 0)) or 0), ends_around(square_root(span.high) or 0)
    return span_between((low[0], low[0] == 0 and not span.has(0)), (high[1], False))


def enclose_power(report: Report, base: Span, exponent: Span) -> Span:
    """Enclose base^exponent."""
    times = exponent.point
    if times is not None and times.denominator == 1:
        return _integer_power(report, base, int(times))
    if (base.low < 0 and not exponent.integer) or (base.has(0) and exponent.low < 0):
        report(UNDEFINED, 0)
    if base.low < 0 and times is None:
        for end in (exponent.low, exponent.high):
            _corner(report, max(-base.low, base.high), end)
        return EVERYTHING
    if base.high < 0:
        return NOTHING
    corners = product((max(base.low, 0), base.high), (exponent.low, exponent.high))
    ends: list[ExactNumber] = [end for corner in corners for end in _corner(report, *corner)]
    if base.low <= 0:
        # Near 0 lie 0, 1 (to the power of 0), and without end what is divided by.
        ends += [0] if times is not None and times > 0 else [0, 1]
        ends += [LIMIT] if exponent.low < 0 else []
    return span_between((min(ends), False), (max(ends), False))


def _corner(report: Report, base: ExactNumber, exponent: ExactNumber) -> tuple[ExactNumber, ...]:
    found = power(base, exponent) if base or exponent >= 0 else LIMIT
    if found is None:
        report(GROWS, 0)
        return (LIMIT,) if (base > 1) == (exponent > 0) else (0,)
    return ends_around(found)


def _integer_power(report: Report, base: Span, exponent: int) -> Span:
    if exponent < 0:
        if base.has(0):
            report(ZERO_DIVISOR, 0)
        parts = [part for part in (_above_zero(base), _below_zero(base)) if not part.empty]
        found = [_natural_power(report, _reciprocal(part), -exponent) for part in parts]
        if not found:
            return NOTHING
        return span_between(_least([_low(span) for span in found]), _most([_high(span) for span in found]))
    return _natural_power(report, base, exponent)


def _natural_power(report: Report, base: Span, exponent: int) -> Span:
    if exponent == 0:
        return Span(1, 1, integer=True)
    if exponent % 2 == 0:
        base = enclose_absolute(report, base)
    low, high = _raised(report, base.low, exponent, -1), _raised(report, base.high, exponent, 1)
    return span_between((low, base.low_open), (high, base.high_open), integer=base.integer)


def _raised(report: Report, base: ExactNumber, exponent: int, side: int) -> ExactNumber:
    """Return the power of an end (even ones: of an end that is not negative), or something further out on its side."""
    found = power(base, exponent) if -LIMIT < base < LIMIT else None
    if found is not None:
        return found
    if -1 < base < 1:
        return base if sign(base) == side else 0
    if -LIMIT < base < LIMIT:
        report(GROWS, 0)
    return LIMIT if base > 0 else -LIMIT
