"""Exact numbers and intervals."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition import Interval, exact_to_json, exact_to_number, exact_to_text, parse_exact
from selfcheck_service.core.definition.bins import check_cover, whole_numbers
from selfcheck_service.core.definition.exact import (
    describe,
    exact_to_decimal,
    exact_to_short,
    parse_interval,
    print_integer,
    printable,
    shown,
)

NUMBERS = st.one_of(
    st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**20),
    st.decimals(min_value=-(10**12), max_value=10**12, places=5).map(Fraction),
)
# A grid of quarters is finer than the ends of the intervals, so it meets every number that could tell two apart.
ENDS = st.one_of(st.none(), st.integers(min_value=-4, max_value=4).map(lambda half: Fraction(half, 2)))
INTERVALS = st.builds(
    lambda low, high, closed: Interval(low, high, closed[0] and low is not None, closed[1] and high is not None),
    ENDS,
    ENDS,
    st.tuples(st.booleans(), st.booleans()),
)
GRID = [Fraction(quarter, 4) for quarter in range(-20, 21)]


def code_of(function, value):
    with pytest.raises(PydanticCustomError) as refused:
        function(value)
    return refused.value.type


class TestExactNumbers:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            (3, "3"),
            (0.1, "1/10"),
            (Decimal("0.10"), "1/10"),
            ("0.25", "1/4"),
            ("+1/3", "1/3"),
            ("-0.5/3", "-1/6"),
            ("007", "7"),
            (1e-5, "1/100000"),
            (Decimal("1E+2"), "100"),
            (Decimal("0.000"), "0"),
            (Fraction(2, 6), "1/3"),
            (10**12, "1000000000000"),
        ],
    )
    def test_a_number_means_exactly_what_is_written(self, written, meant):
        assert exact_to_text(parse_exact(written)) == meant

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            (True, "wrong_type"),
            (None, "wrong_type"),
            ([1], "wrong_type"),
            ({}, "wrong_type"),
            ("", "malformed"),
            ("1,5", "malformed"),
            ("1/0", "malformed"),
            ("1/00", "malformed"),
            ("1e5", "malformed"),
            ("\u0661", "malformed"),
            ("1\n", "malformed"),
            (".5", "malformed"),
            ("1" * 34, "malformed"),
            ("0." + "1" * 21, "malformed"),
            ("1/100000000000000000001", "malformed"),
            (Decimal("1E-21"), "malformed"),
            (1e-300, "malformed"),
            (Decimal("1E-999999"), "malformed"),
            (10**12 + 1, "out_of_range"),
            pytest.param(-(10**5000), "out_of_range", id="huge"),
            ("1000000000000.5", "out_of_range"),
            (Decimal("1E+999999"), "out_of_range"),
            (float("inf"), "out_of_range"),
            (float("nan"), "out_of_range"),
            (Decimal("sNaN"), "out_of_range"),
        ],
    )
    def test_what_is_no_number_to_count_with_is_refused(self, written, code):
        assert code_of(parse_exact, written) == code

    @given(NUMBERS)
    def test_what_is_accepted_is_read_back_from_each_of_its_forms(self, number):
        assert parse_exact(exact_to_json(number)) == number
        assert parse_exact(exact_to_text(number)) == number
        assert parse_exact(exact_to_decimal(number)) == number

    @given(NUMBERS)
    def test_a_number_for_readers_is_the_integer_or_the_nearest_double(self, number):
        assert exact_to_number(number) == (int(number) if number.denominator == 1 else float(number))
        assert isinstance(exact_to_number(number), int) == (number.denominator == 1)

    def test_what_doubles_cannot_hold_is_the_nearest_of_them(self):
        assert exact_to_number(Fraction(2**53)) == 2**53
        assert isinstance(exact_to_number(Fraction(2**53)), int)
        assert isinstance(exact_to_number(Fraction(-(2**53) - 1)), float)
        assert exact_to_number(Fraction(10**400)) == 1.7976931348623157e308
        assert exact_to_number(Fraction(-(10**400), 3)) == -1.7976931348623157e308

    @pytest.mark.parametrize(
        ("number", "text"),
        [("1/100000", "0.00001"), ("-5/2", "-2.5"), ("-1/3", "-1/3"), ("12", "12"), ("1/1024", "0.0009765625")],
    )
    def test_decimals_are_written_where_they_have_an_end(self, number, text):
        assert exact_to_decimal(Fraction(number)) == text

    def test_integers_of_any_length_are_printed(self):
        assert print_integer(-(10**5000)) == "-1" + "0" * 5000
        assert exact_to_text(Fraction(1, 10**5000)) == "1/1" + "0" * 5000


class TestShownValues:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("x" * 50, "x" * 40),
            ("a\ud800b", "a?b"),
            pytest.param(10**5000, "10^5000", id="huge"),
            (-(10**40), "-10^40"),
            (10**39, "1" + "0" * 39),
            (True, "True"),
            (2.5, "2.5"),
            (None, "nothing"),
            pytest.param([10**5000], "a list", id="list"),
            ({}, "a map"),
        ],
    )
    def test_a_value_from_outside_can_be_shown(self, value, text):
        assert shown(value) == text

    def test_text_that_can_be_encoded_stays_as_it_is(self):
        assert printable("Grüße 🙂") == "Grüße 🙂"

    @pytest.mark.parametrize(
        ("value", "words"),
        [(True, "true/false"), ("", "text"), (1, "a number"), ({}, "a map"), ([], "a list"), (None, "nothing")],
    )
    def test_kinds_have_names(self, value, words):
        assert describe(value) == words


class TestIntervals:
    @pytest.mark.parametrize(
        ("text", "inside", "outside"),
        [
            ("[0, 20)", ["0", "39/2"], ["-1/9", "20"]),
            ("(0,20]", ["1/9", "20"], ["0", "181/9"]),
            ("(-inf, 5]", ["-1000", "5"], ["46/9"]),
            ("( 1/3 , inf )", ["1/2", "1000"], ["1/3"]),
            ("[2, 2]", ["2"], ["1", "3"]),
            ("(-inf, +inf)", ["0"], []),
            ("[-inf, inf]", ["0"], []),
        ],
    )
    def test_an_interval_contains_what_its_brackets_say(self, text, inside, outside):
        interval = parse_interval(text)
        assert all(Fraction(number) in interval for number in inside)
        assert not any(Fraction(number) in interval for number in outside)
        assert parse_interval(interval) is interval

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (5, "wrong_type"),
            (None, "wrong_type"),
            ("0..20", "malformed"),
            ("[0, 20", "malformed"),
            ("[0, 20, 30]", "malformed"),
            ("(5, 5]", "malformed"),
            ("[6, 5]", "malformed"),
            ("[inf, 5]", "malformed"),
            ("[0, 10000000000000]", "out_of_range"),
        ],
    )
    def test_what_is_no_interval_is_refused(self, text, code):
        assert code_of(parse_interval, text) == code

    @given(INTERVALS)
    def test_an_interval_is_read_back_from_its_text(self, interval):
        if interval.empty:
            assert code_of(parse_interval, str(interval)) == "malformed"
        else:
            assert parse_interval(str(interval)) == interval

    @given(NUMBERS)
    def test_ends_are_printed_as_they_are_read(self, number):
        interval = Interval(number, None, True, False)
        assert parse_interval(str(interval)) == interval

    @given(INTERVALS)
    def test_an_interval_is_empty_if_it_holds_no_number(self, interval):
        assert interval.empty == (not any(number in interval for number in GRID))

    @given(INTERVALS, INTERVALS)
    def test_the_intersection_holds_what_is_in_both(self, one, two):
        both = [number for number in GRID if number in one and number in two]
        assert [number for number in GRID if number in one.intersect(two)] == both
        assert one.overlaps(two) == bool(both)

    @given(INTERVALS)
    def test_the_whole_numbers_of_an_interval_are_counted_right(self, interval):
        inside = [number for number in GRID if number in interval and number.denominator == 1]
        found = whole_numbers(interval)
        assert [number for number in GRID if number in found and number.denominator == 1] == inside
        if inside and interval.low is not None:
            assert found.low == inside[0]
        if inside and interval.high is not None:
            assert found.high == inside[-1]


class TestCover:
    """Whether ranges side by side hold every number once, against counting on a grid."""

    @given(st.lists(INTERVALS.filter(lambda found: not found.empty), min_size=1, max_size=4), st.booleans())
    def test_ranges_without_a_fault_hold_every_number_exactly_once(self, ranges, integer):
        whole = Interval(Fraction(-1), Fraction(2), True, True)
        codes = [problem.code for problem in check_cover(ranges, whole, (), integer=integer)]
        numbers = [number for number in GRID if number in whole and (not integer or number.denominator == 1)]
        times = [sum(number in found for found in ranges) for number in numbers]
        if not codes:
            assert set(times) <= {1}
        if "ranges_overlap" not in codes and "ranges_gap" not in codes and "range_not_covered" in codes:
            assert 0 in times

    @given(st.lists(INTERVALS.filter(lambda found: not found.empty), min_size=2, max_size=3))
    def test_ranges_in_order_are_told_apart_by_what_lies_between(self, ranges):
        problems = list(check_cover(ranges, Interval(None, None, False, False), ("at",), integer=False))
        for place, (one, two) in enumerate(pairwise(ranges), start=1):
            found = {problem.code for problem in problems if problem.location == f"/at/{place}/range"}
            overlapping = any(number in one and number in two for number in GRID)
            if overlapping:
                assert "ranges_overlap" in found
            elif "ranges_overlap" not in found:
                between = [
                    n
                    for n in GRID
                    if one.high is not None
                    and two.low is not None
                    and n not in one
                    and n not in two
                    and one.high <= n <= two.low
                ]
                assert ("ranges_gap" in found) == bool(between)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(400, 3), "400/3"),
        (Fraction(133333333333333, 10**12), "133.333"),
        (Fraction(10**40 + 1, 3 * 10**38), "33.3333"),
        (Fraction(-23025850929940457, 10**16), "-2.30259"),
        (Fraction(10**15), "∞"),
        (Fraction(-(10**1000)), "-∞"),
        (Fraction(1, 8), "0.125"),
    ],
)
def test_a_message_shows_numbers_that_are_read_at_a_glance(number: Fraction, text: str):
    assert exact_to_short(number) == text
