"""Before a release is made only that is said which the release will bear out, whatever the sizes turn out to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases.outlook import MOST_WAYS, NOBODY, Outlook, Sure, outlook
from selfcheck_service.core.releases.partition import partition


@st.composite
def rounds(draw):
    """Sizes that were submitted, codes that were used for them, and a minimum group size."""
    sizes = draw(st.lists(st.integers(0, 20), min_size=1, max_size=5))
    used = [size + draw(st.integers(0, 3)) for size in sizes]
    return sizes, used, draw(st.integers(5, 15))


def sides(found, real):
    """Pairs of what is said before and what came of it: of those that are named, and of those that have figures."""
    return [(found.groups, real.groups), (found.blocks, real.blocks)]


def said(sure):
    return {(place,) for place in sure.alone} | set(sure.together)


@given(rounds())
def test_what_is_sure_holds_in_the_release(made):
    sizes, used, minimum = made
    found = outlook(used, sum(sizes), minimum)
    real = partition(sizes, minimum)
    assert (found.shows == "nothing") == real.too_few
    assert (found.shows == "items") == bool(real.blocks)
    for sure, groups in sides(found, real):
        assert said(sure) <= {group.places for group in groups}
        named = [*sure.alone, *(place for group in sure.together for place in group), *sure.open]
        assert sorted(named) == (list(range(len(sizes))) if groups else [])


@given(rounds())
def test_where_all_who_began_have_submitted_everything_is_sure(made):
    sizes, _, minimum = made
    found = outlook(sizes, sum(sizes), minimum)
    for sure, groups in sides(found, partition(sizes, minimum)):
        assert said(sure) == {group.places for group in groups}
        assert sure.open == ()


@pytest.mark.parametrize(
    ("used", "submitted", "minimum", "expected"),
    [
        ([3, 1], 4, 5, Outlook("nothing", NOBODY, NOBODY)),
        ([4], 4, 2, Outlook("nothing", NOBODY, NOBODY)),
        ([9], 9, 5, Outlook("quarters", Sure((0,), (), ()), NOBODY)),
        ([12, 3], 15, 5, Outlook("items", Sure((), ((0, 1),), ()), Sure((), ((0, 1),), ()))),
        ([20, 12, 30], 62, 5, Outlook("items", Sure((0, 1, 2), (), ()), Sure((0, 1, 2), (), ()))),
        # Two groups are named, which have figures only together.
        ([2, 7, 8], 17, 5, Outlook("items", Sure((2,), ((0, 1),), ()), Sure((), ((0, 1, 2),), ()))),
        # Eleven or ten from the first one, or nine: then it is named, and has no figures of its own.
        ([11, 30], 39, 5, Outlook("items", Sure((0, 1), (), ()), Sure((), (), (0, 1)))),
        # The two small ones go together, whichever of them lacks one.
        ([7, 7, 30], 43, 5, Outlook("items", Sure((0, 1, 2), (), ()), Sure((2,), ((0, 1),), ()))),
        # Who is named hangs on who has submitted, and who has figures does not.
        ([5, 6], 10, 5, Outlook("items", Sure((), (), (0, 1)), Sure((), ((0, 1),), ()))),
    ],
)
def test_cases(used, submitted, minimum, expected):
    assert outlook(used, submitted, minimum) == expected


def test_where_too_much_is_possible_nothing_is_said():
    unknown = Sure((), (), (0, 1, 2))
    assert outlook([100, 100, 100], 200, 5) == Outlook("items", unknown, unknown)
    assert MOST_WAYS < 101 * 101 / 2


def test_numbers_that_do_not_go_together_say_nothing():
    # Counts are read one after the other while people answer.
    assert outlook([5], 6, 5) == Outlook("quarters", Sure((), (), (0,)), NOBODY)
