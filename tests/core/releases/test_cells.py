"""Coded cells, and that the histograms that fit are exactly those with this code."""

from collections import defaultdict
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases.cells import Cell, code_cells, exact_cells
from selfcheck_service.core.releases.fitting import cell_spans, fits_of, list_fits, mean_of, sums_of
from tests.core.releases.sealing import listed

LOW = Cell("at_most", 2)
MOST = Cell("most_frequent", None)


def exact(count):
    return Cell("exact", count)


def histograms(people, cells):
    """All histograms of so many people over so many cells."""
    if cells == 1:
        yield (people,)
        return
    for count in range(people + 1):
        yield from ((count, *others) for others in histograms(people - count, cells - 1))


any_histogram = st.lists(st.integers(0, 14), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= 10)


@pytest.mark.parametrize(
    ("histogram", "cells"),
    [
        ((0, 1, 1, 5, 3, 0), (LOW, LOW, LOW, exact(5), exact(3), LOW)),
        ((1, 2, 5, 14, 6, 2), (LOW, LOW, exact(5), MOST, exact(6), LOW)),
        ((0, 0, 0, 10, 0, 0), (LOW, LOW, LOW, Cell("at_least", 8), LOW, LOW)),
        ((1, 0, 0, 8, 0, 1), (LOW, LOW, LOW, Cell("at_least", 8), LOW, LOW)),
        # One coded cell alone would be known from the others.
        ((4, 4, 3, 3, 1, 3), (MOST, exact(4), exact(3), exact(3), LOW, exact(3))),
        # All cells are coded: there is no other to hide.
        ((2, 2, 2, 2, 2, 2), (LOW, LOW, LOW, LOW, LOW, LOW)),
        # With few options that comes up among ten people already.
        ((6, 3, 1), (MOST, exact(3), LOW)),
        ((5, 5, 0), (MOST, exact(5), LOW)),
        ((3, 3, 3, 3), (exact(3), exact(3), exact(3), exact(3))),
    ],
)
def test_a_histogram_has_its_code(histogram, cells):
    assert code_cells(histogram) == cells


def test_nothing_is_coded_where_nothing_is_hidden():
    assert exact_cells((0, 3)) == (exact(0), exact(3))


@given(any_histogram)
def test_every_cell_is_coded_right(histogram):
    people, cells = sum(histogram), code_cells(histogram)
    shown = [count for count in histogram if 2 < count < people - 2]
    for count, cell in zip(histogram, cells, strict=True):
        if count <= 2:
            assert cell == LOW
        elif count >= people - 2:
            assert cell == Cell("at_least", people - 2)
        else:
            assert cell in (exact(count), MOST)
            assert cell != MOST or count == max(shown)
    coded = [count for count in histogram if count not in shown]
    hides = len(coded) == 1 or (coded and max(coded) <= 2 and sum(coded) >= 2 * len(coded) - 1)
    assert cells.count(MOST) == (1 if shown and hides else 0)


def test_with_five_options_nothing_more_is_hidden_below_twelve_people():
    assert all(MOST not in code_cells(found) for people in (10, 11) for found in histograms(people, 6))


@pytest.mark.parametrize(("people", "cells"), [*product((10, 11, 12), (2, 3, 4, 5)), (10, 6), (12, 6)])
def test_what_fits_is_what_has_the_code_and_nothing_else(people, cells):
    by_code = defaultdict(set)
    for histogram in histograms(people, cells):
        by_code[code_cells(histogram)].add(histogram)
    points = [Fraction(place * place) for place in range(cells - 1)]
    for code, fitting in by_code.items():
        fits = fits_of(people, code)
        assert listed(fits) == fitting
        assert cell_spans([fits]) == [(min(each), max(each)) for each in zip(*fitting, strict=True)]
        sums = sums_of([fits], points)
        assert set(sums) == {people - histogram[-1] for histogram in fitting}
        for answered, ends in sums.items():
            worth = [
                sum(count * each for count, each in zip(found, points, strict=False))
                for found in fitting
                if found[-1] == people - answered
            ]
            assert ends == (min(worth), max(worth))


def test_too_many_histograms_are_not_listed_but_still_summed_up():
    histogram = (*[1] * 10, *[0] * 30, 0)
    fits = fits_of(10, code_cells(histogram))
    assert list_fits([fits]) is None
    assert list_fits([fits_of(10, code_cells((5, 5, *[0] * 5))), fits]) is None
    points = [Fraction(place) for place in range(40)]
    # Two of the ten gave no answer; the other eight chose the four lowest options, or the four highest.
    assert mean_of(sums_of([fits], points)) == (Fraction(3, 2), Fraction(75, 2))


def test_many_blocks_have_too_many_histograms_together():
    wide = fits_of(20, code_cells((1, 1, 1, 1, 1, 1, 7, 7)))
    assert list_fits([wide]) is not None
    assert list_fits([wide, wide, wide]) is None


def test_blocks_are_added_cell_by_cell():
    one, two = fits_of(10, code_cells((0, 10))), fits_of(10, code_cells((5, 5)))
    assert listed(one, two) == {(5, 15), (6, 14), (7, 13)}
    assert cell_spans([one, two]) == [(5, 7), (13, 15)]


def test_a_mean_needs_somebody_who_surely_answered():
    assert mean_of(sums_of([fits_of(10, code_cells((0, 10)))], [Fraction(1)])) is None


@pytest.mark.parametrize(
    ("histogram", "ends"),
    # The examples of the policy, in per cent: 67.5 to 84.4, and 67.0 to 69.6.
    [
        ((0, 1, 1, 5, 3, 0), (Fraction(675, 10), Fraction(675, 8))),
        ((1, 2, 5, 14, 6, 2), (Fraction(1875, 28), Fraction(1950, 28))),
    ],
)
def test_the_examples_of_the_policy(histogram, ends):
    points = [Fraction(25 * place) for place in range(5)]
    assert mean_of(sums_of([fits_of(sum(histogram), code_cells(histogram))], points)) == ends
