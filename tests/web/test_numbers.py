"""Numbers as people type them."""

import pytest

from selfcheck_service.web.numbers import AmbiguousNumber, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        (" 12,5 ", "12.5"),
        ("12.5", "12.5"),
        (",5", "0.5"),
        ("-,5", "-0.5"),
        ("5,", "5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1234,567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("1’234", "1234"),
        ("−3", "-3"),
        ("+3", "+3"),
    ],
)
def test_both_ways_of_writing_are_understood(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.500", "-100,000"])
def test_what_could_be_wrong_by_a_thousand_is_not_guessed(typed):
    with pytest.raises(AmbiguousNumber):
        read_number(typed)


@pytest.mark.parametrize("typed", ["viel", "1.2.3", "1,2,3", "1.23,4.5", "1e5", "NaN", "12 %", "١٢"])
def test_what_is_no_number_stays_as_it_is(typed):
    assert read_number(typed) == typed
