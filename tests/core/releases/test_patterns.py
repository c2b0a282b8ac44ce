"""Patterns of items and fields, quadrants, gaps and urgency: named only where all that fits agrees."""

from fractions import Fraction

import pytest

from selfcheck_service.core.releases.patterns import (
    PatternName,
    agreement_over,
    gap_of,
    pattern_of,
    pattern_of_field,
    quadrant_of,
    urgency_of,
)
from tests.core.releases.sealing import fitting

ORDER = range(5)


@pytest.mark.parametrize(
    ("counts", "silent", "pattern"),
    [
        ((0, 0, 4, 4, 0), 0, "aligned"),
        ((0, 2, 4, 2, 0), 0, "aligned"),
        ((1, 0, 0, 7, 0), 0, "mostly_aligned"),
        ((0, 4, 0, 4, 0), 0, "camps"),
        ((4, 0, 0, 4, 0), 0, "camps"),
        ((4, 0, 0, 0, 4), 0, "camps"),
        ((1, 2, 2, 2, 1), 0, "spread"),
        # Two that are chosen often, and more between them than at either: no camps.
        ((0, 4, 5, 4, 3), 0, "spread"),
        # Neighbours are no camps.
        ((5, 5, 0, 3, 3), 0, "spread"),
        ((0, 0, 0, 7, 0), 3, "knowledge_gap"),
        ((0, 0, 0, 8, 0), 3, "aligned"),
        ((0, 0, 0, 7, 0), 0, "too_few"),
        ((0, 0, 0, 0, 0), 10, "knowledge_gap"),
    ],
)
def test_a_histogram_has_its_pattern(counts, silent, pattern):
    assert pattern_of(counts, silent) == pattern


def test_two_options_are_never_aligned_because_agreement_is_not_defined():
    assert pattern_of((0, 9), 0) == "spread"


def found_in(histogram):
    return agreement_over(fitting(histogram), ORDER)


def test_a_pattern_is_named_where_all_fitting_histograms_have_it():
    found = found_in((0, 0, 1, 18, 1, 0))
    assert found.pattern == "aligned"
    assert found.agreement[0] < found.agreement[1] == 1


def test_a_pattern_is_not_named_where_fitting_histograms_differ():
    found = found_in((0, 1, 1, 5, 3, 0))
    assert len(found.patterns) > 1
    assert found.pattern == "not_determinable"


def test_a_measure_that_one_fitting_histogram_does_not_have_is_not_given():
    found = found_in((0, 0, 0, 0, 1, 9))
    assert (found.agreement, found.consensus) == (None, None)
    assert found.pattern == "knowledge_gap"


def test_the_order_of_options_is_that_of_their_points():
    straight = agreement_over([(0, 0, 5, 5, 0, 0)], range(5))
    mixed = agreement_over([(5, 0, 0, 0, 5, 0)], (1, 2, 0, 4, 3))
    assert straight == mixed


SURE: dict[str, set[PatternName]] = {
    "camps": {"camps"},
    "aligned": {"aligned"},
    "mostly": {"mostly_aligned"},
    "open": {"camps", "spread"},
}


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["camps", "camps", "aligned"], ("camps", None)),
        (["camps", "camps", "aligned", "open"], ("not_determinable", "fits_differ")),
        (["camps", "camps", "aligned", "mostly"], ("not_determinable", "no_majority")),
        (["aligned", "aligned", "mostly"], ("aligned", None)),
        (["aligned", "mostly", "camps"], ("mostly_aligned", None)),
        ([], ("not_determinable", "no_items")),
    ],
)
def test_a_field_has_the_pattern_that_more_than_half_of_its_items_surely_have(items, found):
    assert pattern_of_field([SURE[name] for name in items]) == found


def ends(low, high):
    return Fraction(low, 100), Fraction(high, 100)


@pytest.mark.parametrize(
    ("good", "pattern", "quadrant"),
    [
        (ends(60, 80), "aligned", "strength"),
        (ends(10, 59), "mostly_aligned", "tackle_together"),
        (ends(70, 70), "camps", "clarify_perception"),
        (ends(0, 20), "spread", "understand_first"),
        (ends(0, 20), "knowledge_gap", "make_visible"),
        (None, "knowledge_gap", "make_visible"),
        (ends(59, 60), "aligned", "not_determinable"),
        (None, "aligned", "not_determinable"),
        (ends(70, 80), "too_few", "not_determinable"),
        (ends(70, 80), "not_determinable", "not_determinable"),
    ],
)
def test_value_and_agreement_make_a_quadrant(good, pattern, quadrant):
    assert quadrant_of(good, pattern) == quadrant


@pytest.mark.parametrize(
    ("share", "urgent"),
    [
        (ends(67, 90), "urgent"),
        (ends(20, 66), "not_urgent"),
        (ends(50, 70), "not_determinable"),
        (None, "not_determinable"),
    ],
)
def test_something_is_urgent_from_two_thirds_on(share, urgent):
    assert urgency_of(share) == urgent


@pytest.mark.parametrize(
    ("difference", "gap"),
    [
        (ends(20, 40), "first_higher"),
        (ends(-40, -20), "second_higher"),
        (ends(-19, 19), "no_gap"),
        (ends(-20, 5), "not_determinable"),
        (ends(10, 25), "not_determinable"),
        (None, "not_determinable"),
    ],
)
def test_a_gap_is_a_fifth_of_the_scale(difference, gap):
    assert gap_of(difference) == gap
