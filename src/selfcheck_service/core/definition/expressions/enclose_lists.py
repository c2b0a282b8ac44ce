"""What functions of lists, comparisons and truths make of what their arguments can be."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from selfcheck_service.core.definition.expressions.arithmetic import geometric_mean
from selfcheck_service.core.definition.expressions.enclose_numbers import (
    UNDEFINED,
    ZERO_DIVISOR,
    Report,
    checked,
    enclose_negative,
    enclose_product,
    enclose_quotient,
    enclose_sum,
    ends_around,
)
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import (
    EVERYTHING,
    NOTHING,
    Enclosure,
    Listed,
    Span,
    Truths,
    Words,
    hull,
    is_empty,
    kind_of,
    span_between,
    with_null,
)

# Ends in the order of what they come to: a lower one that is not reached is a little more, an upper one a little less.
_End = tuple[ExactNumber, bool]
_ONE = Span(1, 1, integer=True)
_ZERO = Span(0, 0, integer=True)


def _numbers(entries: Sequence[Enclosure]) -> list[Span]:
    return [entry for entry in entries if isinstance(entry, Span) and not entry.empty]


def _hull(*spans: Span) -> Span:
    found = hull(spans, Kind.NUMBER)
    return found if isinstance(found, Span) else NOTHING


def _folded(
    report: Report,
    listed: Listed,
    step: Callable[[Report, Span, Span], Span],
    start: Span,
) -> Span:
    """Put one entry after the other; one that may be left out leaves what is there, or not."""
    found = start
    for entry in _numbers(listed.entries):
        following = step(report, found, replace(entry, null=False))
        found = _hull(found, following) if listed.dropped and entry.null else following
    return found


def enclose_total(report: Report, listed: Listed) -> Span:
    """Enclose the sum of a list."""
    return _folded(report, listed, enclose_sum, _ZERO)


def enclose_list_product(report: Report, listed: Listed) -> Span:
    """Enclose the product of a list."""
    return _folded(report, listed, enclose_product, _ONE)


def total_of_many(report: Report, listed: Listed, *, fewest: int, most: int) -> Span:
    """Enclose the sum of a list in which each entry stands for so many to so many like it."""
    return _as_often(enclose_total(report, listed), fewest, most)


def count_of_many(report: Report, listed: Listed, *, fewest: int, most: int) -> Span:
    """Enclose the number of entries of such a list."""
    return _as_often(enclose_count(report, listed), fewest, most)


def count_true_of_many(report: Report, listed: Listed, *, fewest: int, most: int) -> Span:
    """Enclose how many entries of such a list are true."""
    return _as_often(enclose_count_true(report, listed), fewest, most)


def _as_often(one: Span, fewest: int, most: int) -> Span:
    """Enclose the sum of so many to so many numbers that are all like one."""
    low = one.low * (most if one.low < 0 else fewest)
    high = one.high * (most if one.high > 0 else fewest)
    return span_between((low, one.low_open), (high, one.high_open), integer=one.integer)


def product_of_many(report: Report, listed: Listed, **_numbers_of_entries: int) -> Span:
    """Enclose the product of such a list: it may be any number."""
    return replace(EVERYTHING, integer=enclose_list_product(report, listed).integer)


def _must_hold_something(report: Report, listed: Listed) -> list[Span]:
    """Return the entries; that all may be left out is reported."""
    if not listed.sure():
        report(UNDEFINED, 0)
    return _numbers(listed.entries)


def _over_sublists(listed: Listed, enclose: Callable[[Sequence[Span]], Span]) -> Span:
    """Enclose a mean of a list of which entries may be left out; `enclose` knows it of those that are there."""
    sure = _numbers(listed.sure())
    others = [entry for entry in _numbers(listed.entries) if entry.null] if listed.dropped else []
    rising = sorted(others, key=_low)
    falling = sorted(others, key=_high, reverse=True)
    lowest = enclose(_drawn(sure, rising, lambda entry, listed: entry.low >= enclose(listed).low))
    highest = enclose(_drawn(sure, falling, lambda entry, listed: entry.high <= enclose(listed).high))
    return span_between((lowest.low, lowest.low_open), (highest.high, highest.high_open))


def _drawn(sure: list[Span], others: list[Span], helps_no_more: Callable[[Span, list[Span]], bool]) -> list[Span]:
    """Return the list that draws a mean furthest.

    A mean moves towards what is added; so once an entry does not help, those after it do not help either.
    """
    if not sure:
        sure, others = others[:1], others[1:]
    added = bisect_left(
        range(len(others)), True, key=lambda count: helps_no_more(others[count], [*sure, *others[:count]])
    )
    return [*sure, *others[:added]]


def enclose_mean(report: Report, listed: Listed) -> Span:
    """Enclose the mean of a list."""
    if not _must_hold_something(report, listed):
        return NOTHING

    def mean(entries: Sequence[Span]) -> Span:
        count = Span(len(entries), len(entries), integer=True)
        return enclose_quotient(report, enclose_total(report, Listed(tuple(entries))), count)

    return _over_sublists(listed, mean)


def enclose_median(report: Report, listed: Listed) -> Span:
    """Enclose the median of a list."""
    if not _must_hold_something(report, listed):
        return NOTHING

    def median(entries: Sequence[Span]) -> Span:
        (low, low_open), (high, turned) = (
            _middle(sorted(map(end, entries)), joint) for end, joint in ((_low, max), (_high, min))
        )
        return checked(report, (low, low_open), (high, not turned))

    return _over_sublists(listed, median)


def _middle(ordered: Sequence[_End], joint: Callable[[bool, bool], bool]) -> _End:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    (one, here), (two, there) = ordered[half - 1 : half + 1]
    return Fraction(one + two) / 2, joint(here, there)


def _low(span: Span) -> _End:
    return span.low, span.low_open


def _high(span: Span) -> _End:
    return span.high, not span.high_open


def enclose_smallest(report: Report, listed: Listed) -> Span:
    """Enclose the smallest entry of a list."""
    entries = _must_hold_something(report, listed)
    if not entries:
        return NOTHING
    # Each entry that is there for certain holds the minimum down; without one, the highest may stand alone.
    highest, reached = min(map(_high, _numbers(listed.sure())), default=max(map(_high, entries)))
    return span_between(
        min(map(_low, entries)), (highest, not reached), integer=all(entry.integer for entry in entries)
    )


def enclose_largest(report: Report, listed: Listed) -> Span:
    """Enclose the largest entry of a list."""
    entries = _must_hold_something(report, listed)
    if not entries:
        return NOTHING
    lowest = max(map(_low, _numbers(listed.sure())), default=min(map(_low, entries)))
    highest, reached = max(map(_high, entries))
    return span_between(lowest, (highest, not reached), integer=all(entry.integer for entry in entries))


def enclose_smallest_at(report: Report, listed: Listed, place: Span) -> Span:
    """Enclose the entry at a place counted from the smallest one."""
    entries, sure = _numbers(listed.entries), _numbers(listed.sure())
    if not place.integer or place.low < 1 or place.high > len(sure):
        report(UNDEFINED, 0)
    first, last = max(ceil(place.low), 1), min(floor(place.high), len(entries))
    if first > last:
        return NOTHING
    # Entries that may be left out can only move the others to earlier places; without them the highest may stand there.
    low = sorted((entry.low, entry.low_open) for entry in entries)[first - 1]
    highs = sorted((entry.high, not entry.high_open) for entry in (sure if last <= len(sure) else entries))
    high = highs[last - 1 if last <= len(sure) else -1]
    return span_between(low, (high[0], not high[1]), integer=all(entry.integer for entry in entries))


def enclose_largest_at(report: Report, listed: Listed, place: Span) -> Span:
    """Enclose the entry at a place counted from the largest one: the smallest of the negated numbers, negated."""
    negated = tuple(enclose_negative(report, entry) for entry in listed.entries if isinstance(entry, Span))
    return enclose_negative(report, enclose_smallest_at(report, replace(listed, entries=negated), place))


def smallest_or_largest_of_many(report: Report, listed: Listed, place: Span, *, fewest: int, most: int) -> Span:
    """Enclose the entry at a place of a list in which each entry stands for so many to so many like it."""
    entries = _numbers(listed.entries)
    if not place.integer or place.low < 1 or place.high > fewest * len(listed.sure()):
        report(UNDEFINED, 0)
    if max(ceil(place.low), 1) > min(floor(place.high), most * len(entries)):
        return NOTHING
    return _hull(*entries)


def enclose_count(_report: Report, listed: Listed) -> Span:
    """Enclose the number of entries."""
    return span_between((len(listed.sure()), False), (len(listed.entries), False), integer=True)


def enclose_geometric_mean(report: Report, listed: Listed) -> Span:
    """Enclose the n-th root of the product of n entries."""
    entries = _must_hold_something(report, listed)
    if any(entry.low < 0 for entry in entries):
        report(UNDEFINED, 0)
    if any(entry.high < 0 for entry in _numbers(listed.sure())):
        return NOTHING
    possible = tuple(replace(entry, low=max(entry.low, 0)) for entry in entries if entry.high >= 0)
    return _over_sublists(replace(listed, entries=possible), _geometric_mean) if possible else NOTHING


def _geometric_mean(entries: Sequence[Span]) -> Span:
    lows, highs = [entry.low for entry in entries], [entry.high for entry in entries]
    low, high = (
        end if found is None else found
        for end, found in ((min(lows), geometric_mean(lows)), (max(highs), geometric_mean(highs)))
    )
    # 0 is reached where an entry is 0; any other end may be what something near it is rounded to.
    never = low == 0 and not any(entry.has(0) for entry in entries)
    return span_between((ends_around(low)[0], never), (ends_around(high)[1], False))


def enclose_weighted_mean(report: Report, listed: Listed, weights: Listed) -> Span:
    """Enclose Σ weight · number ÷ Σ weight: between the numbers, where no weight is negative."""
    numbers, factors = _numbers(listed.entries), _numbers(weights.entries)
    bottom = enclose_total(report, weights)
    products = [enclose_product(report, one, two) for one, two in zip(numbers, factors, strict=True)]
    quotient = enclose_quotient(report, enclose_sum(report, *products), bottom)
    if any(factor.low < 0 for factor in factors) or quotient.empty:
        return quotient
    between = _hull(*numbers)
    low, high = max(between.low, quotient.low), min(between.high, quotient.high)
    return span_between((low, False), (high, False))


def enclose_present(_report: Report, listed: Listed) -> Listed:
    """Enclose the list without what is null; what is never there is no entry."""
    entries = tuple(entry for entry in listed.entries if not is_empty(entry))
    return replace(listed, entries=entries, dropped=True, nulls=False)


def enclose_count_true(_report: Report, listed: Listed) -> Span:
    """Enclose how many entries are true."""
    truths = [entry for entry in listed.entries if isinstance(entry, Truths)]
    least = sum(entry.true and not entry.false and not entry.null for entry in truths)
    return span_between(
        (0 if listed.nulls else least, False), (sum(entry.true for entry in truths), False), integer=True
    )


# ------------------------------------------------------------------------------------------------------- comparisons


def enclose_equal(_report: Report, one: Enclosure, two: Enclosure) -> Truths:
    """Enclose one = two."""
    match one, two:
        case Span(), Span():
            if one.empty or two.empty:
                return Truths(true=False, false=False)
            apart = one.high < two.low or two.high < one.low
            touching = (one.high == two.low and (one.high_open or two.low_open)) or (
                two.high == one.low and (two.high_open or one.low_open)
            )
            return Truths(not (apart or touching), not (one.point is not None and one.point == two.point))
        case Words(), Words():
            return _same_words(one.values, two.values)
        case Truths(), Truths():
            same = (one.true and two.true) or (one.false and two.false)
            return Truths(same, (one.true and two.false) or (one.false and two.true))
        case _:
            return Truths(true=True, false=True)


def _same_words(one: frozenset[str] | None, two: frozenset[str] | None) -> Truths:
    if one is None or two is None:
        return Truths(true=True, false=True)
    return Truths(bool(one & two), len(one | two) > 1)


def enclose_different(report: Report, one: Enclosure, two: Enclosure) -> Truths:
    """Enclose one != two."""
    return enclose_not(report, enclose_equal(report, one, two))


def enclose_less(_report: Report, one: Span, two: Span) -> Truths:
    """Enclose one < two."""
    never_true = one.low >= two.high
    always_true = one.high < two.low or (one.high == two.low and (one.high_open or two.low_open))
    return Truths(not never_true, not always_true)


def enclose_less_or_equal(report: Report, one: Span, two: Span) -> Truths:
    """Enclose one <= two."""
    return enclose_not(report, enclose_less(report, two, one))


def enclose_greater(report: Report, one: Span, two: Span) -> Truths:
    """Enclose one > two."""
    return enclose_less(report, two, one)


def enclose_greater_or_equal(report: Report, one: Span, two: Span) -> Truths:
    """Enclose one >= two."""
    return enclose_less_or_equal(report, two, one)


def enclose_among(report: Report, value: Enclosure, listed: Listed) -> Truths:
    """Enclose whether a value is in a list."""
    found = [enclose_equal(report, value, entry) for entry in listed.entries]
    sure = {id(entry) for entry in listed.sure()}
    certain = any(
        one.true and not one.false and not entry.null
        for one, entry in zip(found, listed.entries, strict=True)
        if id(entry) in sure
    )
    return Truths(any(one.true for one in found), not certain, null=listed.may_hold_null and not certain)


# ------------------------------------------------------------------------------------------------------------ truths


def enclose_not(_report: Report, truth: Truths) -> Truths:
    """Enclose not x."""
    return replace(truth, true=truth.false, false=truth.true)


def enclose_all(_report: Report, *truths: Truths) -> Truths:
    """Enclose one and two and …; false wins over unknown."""
    certain = any(truth.false and not truth.true and not truth.null for truth in truths)
    unknown = any(truth.null for truth in truths) and not certain
    return Truths(all(truth.true for truth in truths), any(truth.false for truth in truths), unknown)


def enclose_any(report: Report, *truths: Truths) -> Truths:
    """Enclose one or two or …; true wins over unknown."""
    return enclose_not(report, enclose_all(report, *[enclose_not(report, truth) for truth in truths]))


def enclose_first(_report: Report, *enclosures: Enclosure) -> Enclosure:
    """Enclose the first that is not null."""
    reached: list[Enclosure] = []
    for enclosure in enclosures:
        reached.append(with_null(enclosure, null=False))
        if not enclosure.null:
            break
    kind = next((kind_of(one) for one in reached if not (isinstance(one, Span) and one.empty)), Kind.NUMBER)
    return with_null(hull(reached, kind), null=all(enclosure.null for enclosure in enclosures))


def enclose_division_or(report: Report, one: Span, two: Span, otherwise: Span) -> Enclosure:
    """Enclose one ÷ two, or what is said for a division by 0."""
    quotient = enclose_quotient(lambda code, index: None if code == ZERO_DIVISOR else report(code, index), one, two)
    reached = [otherwise] if quotient.empty else [quotient, otherwise]
    return hull(reached, Kind.NUMBER) if two.has(0) else quotient


def enclose_includes(report: Report, listed: Listed, value: Enclosure) -> Truths:
    """Enclose whether an option was ticked."""
    return enclose_among(report, value, listed)


def enclose_wins(report: Report, listed: Listed, word: Words) -> Span:
    """Enclose in how many pairs an option was chosen."""
    equal = [with_null(enclose_equal(report, entry, word), null=entry.null) for entry in listed.entries]
    return enclose_count_true(report, Listed(tuple(equal)))
