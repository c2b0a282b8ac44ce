"""What functions do to values. None of these sees null, but where its name says so; None is what they return for it.

Whatever needs more digits than there may be is undefined, partial sums and products too: so a hostile definition costs
no more than an honest one. Sums and products are made in the order in which they are written.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from selfcheck_service.core.definition.expressions.kinds import Value
from selfcheck_service.core.definition.expressions.numbers import (
    LIMIT,
    bounded,
    power,
    quotient,
    round_exactly,
    simplest,
)
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.roots import weighted_root

MINUTES_OF_A_DAY = 1440
Numbers = Sequence[ExactNumber]


def add(one: ExactNumber, two: ExactNumber) -> ExactNumber | None:
    """Return one + two."""
    found = one + two
    if type(found) is int:
        return found if -LIMIT < found < LIMIT else None
    return bounded(found)


def multiply(one: ExactNumber, two: ExactNumber) -> ExactNumber | None:
    """Return one · two."""
    found = one * two
    if type(found) is int:
        return found if -LIMIT < found < LIMIT else None
    return bounded(found)


def divide(one: ExactNumber, two: ExactNumber) -> ExactNumber | None:
    """Return one ÷ two; undefined where two is 0."""
    if two == 0:
        return None
    return bounded(quotient(one, two) if type(two) is int else Fraction(one) / two)


def divide_or(one: ExactNumber, two: ExactNumber, otherwise: ExactNumber | None) -> ExactNumber | None:
    """Return one ÷ two, or what is said for a division by 0, which may be null."""
    return otherwise if two == 0 else divide(one, two)


def modulo(one: ExactNumber, two: ExactNumber) -> ExactNumber | None:
    """Return what is left of one after whole steps of two; it has the sign of two."""
    return None if two == 0 else bounded(one % two)


def raise_to(base: ExactNumber, exponent: ExactNumber) -> ExactNumber | None:
    """Return base^exponent."""
    if type(base) is int and type(exponent) is int and 0 <= exponent <= 2:
        return bounded(base**exponent)
    return power(base, exponent)


def sum_of_row(*numbers: ExactNumber) -> ExactNumber | None:
    """Return the sum of what `+` and `-` join."""
    return total(numbers)


def invert(truth: Value) -> bool:
    """Return the other truth."""
    return not truth


def negate(number: ExactNumber) -> ExactNumber:
    """Return −number."""
    return -number


def sign(number: ExactNumber) -> int:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)


def clamp(number: ExactNumber, low: ExactNumber, high: ExactNumber) -> ExactNumber | None:
    """Return the number, not below `low` and not above `high`; undefined where these have crossed."""
    return None if low > high else min(max(number, low), high)


def round_to(number: ExactNumber, digits: ExactNumber, mode: str) -> ExactNumber | None:
    """Return the number rounded to decimals."""
    return bounded(round_exactly(number, int(digits), mode))


def minutes_between(start: ExactNumber, end: ExactNumber) -> ExactNumber:
    """Return the minutes from one time of day to the next other: across midnight where the end is the smaller one."""
    return (end - start) % MINUTES_OF_A_DAY


# ------------------------------------------------------------------------------------------------------------- lists


def total(numbers: Numbers) -> ExactNumber | None:
    """Return the sum; of nothing it is 0."""
    return _fold(add, numbers, 0)


def product(numbers: Numbers) -> ExactNumber | None:
    """Return the product; of nothing it is 1."""
    return _fold(multiply, numbers, 1)


def _fold(
    step: Callable[[ExactNumber, ExactNumber], ExactNumber | None],
    numbers: Numbers,
    start: ExactNumber,
) -> ExactNumber | None:
    found = start
    for number in numbers:
        following = step(found, number)
        if following is None:
            return None
        found = following
    return found


def mean(numbers: Numbers) -> ExactNumber | None:
    """Return sum ÷ number of entries; of nothing it is undefined."""
    summed = total(numbers)
    return None if summed is None else divide(summed, len(numbers))


def median(numbers: Numbers) -> ExactNumber | None:
    """Return the entry in the middle, or the mean of the two there; of nothing it is undefined."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


def smallest(numbers: Numbers) -> ExactNumber | None:
    """Return the smallest entry; of nothing it is undefined."""
    return min(numbers, default=None)


def largest(numbers: Numbers) -> ExactNumber | None:
    """Return the largest entry; of nothing it is undefined."""
    return max(numbers, default=None)


def smallest_at(numbers: Numbers, place: ExactNumber) -> ExactNumber | None:
    """Return the entry at a place counted from the smallest, the first being 1; undefined where there is no such."""
    return _at(sorted(numbers), place)


def largest_at(numbers: Numbers, place: ExactNumber) -> ExactNumber | None:
    """Return the entry at a place counted from the largest, the first being 1; undefined where there is no such."""
    return _at(sorted(numbers, reverse=True), place)


def _at(ordered: Numbers, place: ExactNumber) -> ExactNumber | None:
    is_place = place.denominator == 1 and 1 <= place <= len(ordered)
    return ordered[int(place) - 1] if is_place else None


def geometric_mean(numbers: Numbers) -> ExactNumber | None:
    """Return the n-th root of the product of n entries; of nothing, or with a negative entry, it is undefined."""
    found = weighted_root(tuple((number, 1) for number in numbers))
    return None if found is None else bounded(simplest(found))


def weighted_mean(numbers: Numbers, weights: Numbers) -> ExactNumber | None:
    """Return Σ weight · number ÷ Σ weight; undefined where the weights come to 0."""
    parts = [multiply(number, weight) for number, weight in zip(numbers, weights, strict=True)]
    known = [part for part in parts if part is not None]
    top, bottom = total(known), total(weights)
    return None if len(known) < len(parts) or top is None or bottom is None else divide(top, bottom)


def present_of_null(entries: Sequence[Value]) -> Value:
    """Return the entries that are not null."""
    return tuple([entry for entry in entries if entry is not None])


def count_true_with_null(entries: Sequence[Value]) -> int:
    """Return how many entries are true; null is not."""
    return sum(entry is True for entry in entries)


# ------------------------------------------------------------------------------------------------------------ truths


def all_with_null(*truths: Value) -> bool | None:
    """Return false where one is false, else unknown where one is unknown, else true."""
    if any(truth is False for truth in truths):
        return False
    return None if any(truth is None for truth in truths) else True


def any_with_null(*truths: Value) -> bool | None:
    """Return true where one is true, else unknown where one is unknown, else false."""
    if any(truth is True for truth in truths):
        return True
    return None if any(truth is None for truth in truths) else False


def first_of_null(*values: Value) -> Value:
    """Return the first that is not null."""
    return next((value for value in values if value is not None), None)


def is_among(value: Value, entries: Sequence[Value]) -> bool | None:
    """Tell whether the value is one of the entries; unknown where it is not, and one of them is null."""
    if value in entries:
        return True
    return None if any(entry is None for entry in entries) else False


def wins_of(pairs: Sequence[Value], word: str) -> int:
    """Return in how many of the pairs this option was chosen."""
    return sum(pair == word for pair in pairs)


def includes(ticked: Sequence[Value], value: Value) -> bool:
    """Tell whether an option is among those that were ticked."""
    return value in ticked
