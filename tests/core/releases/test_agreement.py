"""Agreement and consensus against the values that their authors and a reference implementation give."""

from fractions import Fraction

import pytest

from selfcheck_service.core.releases.agreement import agreement, consensus, without_one

# counts of eight raters, consensus and agreement to two digits
CASES = [
    ((0, 0, 4, 4, 0), 0.81, 0.75),
    ((1, 0, 0, 7, 0), 0.68, 0.65),
    ((0, 2, 4, 2, 0), 0.79, 0.62),
    ((1, 2, 2, 2, 1), 0.54, 0.19),
    ((0, 4, 0, 4, 0), 0.58, 0.17),
    ((4, 0, 0, 4, 0), 0.32, -0.42),
    ((4, 0, 0, 0, 4), 0.0, -1.0),
]


def near(found, expected, digits):
    """Tell whether a number is this one to so many digits, whichever way a half was rounded."""
    return abs(Fraction(found) - Fraction(str(expected))) <= Fraction(1, 2 * 10**digits)


def test_the_oracle_of_the_reference_implementation():
    found = (30, 40, 210, 130, 530, 50, 10)
    assert near(agreement(found), 0.6113333, 7)
    assert near(consensus(found), 0.7256876, 7)


@pytest.mark.parametrize(("counts", "agreed", "ordered"), CASES)
def test_the_cases_of_eight_raters(counts, agreed, ordered):
    assert near(consensus(counts), agreed, 2)
    assert near(agreement(counts), ordered, 2)


def test_all_the_same_agree_wholly():
    assert agreement((0, 9, 0)) == consensus((0, 9, 0)) == 1


def test_evenly_spread_is_no_agreement():
    assert agreement((3, 3, 3, 3)) == 0


def test_both_ends_have_no_consensus():
    assert consensus((5, 0, 5)) == 0


def test_two_options_have_a_consensus_and_no_agreement():
    assert agreement((3, 3)) is None
    assert consensus((3, 3)) == 0


def test_nobody_agrees_with_nobody():
    assert agreement((0, 0, 0)) is None
    assert consensus((0, 0, 0)) is None


def test_one_option_leaves_no_choice():
    assert consensus((4,)) is None


def test_one_rating_is_taken_away_wherever_there_is_one():
    assert without_one((2, 0, 1)) == [(1, 0, 1), (2, 0, 0)]
