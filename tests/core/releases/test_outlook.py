"""Before a release is made only that is said which the release will bear out, whatever the sizes turn out to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases.outlook import MOST_WAYS, Outlook, outlook
from selfcheck_service.core.releases.partition import partition


@st.composite
def rounds(draw):
    """Sizes that were submitted, codes that were used for them, and a minimum group size."""
    sizes = draw(st.lists(st.integers(0, 20), min_size=1, max_size=5))
    used = [size + draw(st.integers(0, 3)) for size in sizes]
    return sizes, used, draw(st.integers(5, 15))


@given(rounds())
def test_what_is_sure_holds_in_the_release(made):
    sizes, used, minimum = made
    found = outlook(used, sum(sizes), minimum)
    real = partition(sizes, minimum)
    shown = {group.places for group in real.blocks or real.groups}
    assert (found.shows == "nothing") == real.too_few
    assert (found.shows == "items") == bool(real.blocks)
    assert {(place,) for place in found.alone} | set(found.together) <= shown
    if not real.too_few:
        named = [*found.alone, *(place for group in found.together for place in group), *found.open]
        assert sorted(named) == list(range(len(sizes)))


@given(rounds())
def test_where_all_who_began_have_submitted_everything_is_sure(made):
    sizes, _, minimum = made
    found = outlook(sizes, sum(sizes), minimum)
    real = partition(sizes, minimum)
    shown = {group.places for group in real.blocks or real.groups}
    assert {(place,) for place in found.alone} | set(found.together) == shown
    assert found.open == ()


@pytest.mark.parametrize(
    ("used", "submitted", "minimum", "expected"),
    [
        ([3, 1], 4, 5, Outlook("nothing", (), (), ())),
        ([4], 4, 2, Outlook("nothing", (), (), ())),
        ([9], 9, 5, Outlook("quarters", (0,), (), ())),
        ([12, 3], 15, 5, Outlook("items", (), ((0, 1),), ())),
        ([20, 12, 30], 62, 5, Outlook("items", (0, 1, 2), (), ())),
        # Eleven or ten from the first one, or nine: then it does not stand alone any more.
        ([11, 30], 39, 5, Outlook("items", (), (), (0, 1))),
        # The two small ones go together, whichever of them lacks one.
        ([7, 7, 30], 43, 5, Outlook("items", (2,), ((0, 1),), ())),
    ],
)
def test_cases(used, submitted, minimum, expected):
    assert outlook(used, submitted, minimum) == expected


def test_where_too_much_is_possible_nothing_is_said():
    assert outlook([100, 100, 100], 200, 5) == Outlook("items", (), (), (0, 1, 2))
    assert MOST_WAYS < 101 * 101 / 2


def test_numbers_that_do_not_go_together_say_nothing():
    # Counts are read one after the other while people answer.
    assert outlook([5], 6, 5) == Outlook("quarters", (), (), (0,))
