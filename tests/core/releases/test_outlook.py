"""Before a release is made only that is said which the release will bear out, whatever the sizes turn out to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.releases.outlook import (
    MOST_WAYS,
    NOBODY,
    Outlook,
    Sure,
    asks_too_few,
    outlook,
    places_of_urgency,
)
from selfcheck_service.core.releases.partition import partition
from selfcheck_service.core.scoring import compile_plan
from tests.builders import a_field, a_questionnaire, an_item


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


FORMS = {
    "forms": [{"key": "full", "title": "All"}, {"key": "short", "title": "Short"}],
    "perspectives": [
        {"key": "office", "title": "Office", "form": "full"},
        {"key": "people", "title": "People", "form": "short"},
    ],
}


def urgent(key, **more):
    return {**an_item(key), "scored": False, **more}


@pytest.mark.parametrize(
    ("more", "perspectives", "places"),
    [
        ({}, ("office", "people"), {0}),
        ({}, ("people", "office"), {1}),
        ({}, ("people",), set()),
        ({"forms": {"short": {}}}, ("office", "people"), {0, 1}),
        ({"forms": {"short": {}}}, ("",), {0}),
    ],
)
def test_who_is_asked_how_urgent_it_is_hangs_on_the_form(more, perspectives, places):
    asked = a_field("streets", an_item("a"), urgent("now", **more)) | {"urgency": "now"}
    plan = compile_plan(parse_definition(a_questionnaire(asked, a_field("parks", an_item("b")), **FORMS)))
    assert places_of_urgency(plan, perspectives) == (places,)


@pytest.mark.parametrize(
    ("asked", "redeemed", "submitted", "few"),
    [
        ([], [9], 9, False),
        ([{0}], [9, 20], 29, True),
        ([{0}], [10, 20], 30, False),
        # Of ten who have used a code nine have submitted.
        ([{0}], [10], 9, True),
        ([{0, 1}], [5, 5], 10, False),
        # As long as one question is asked of enough, something may be said.
        ([{0}, {1}], [9, 20], 29, False),
        ([set()], [30], 30, True),
    ],
)
def test_of_too_few_nothing_will_be_said(asked, redeemed, submitted, few):
    assert asks_too_few(asked, redeemed, submitted) is few


@given(rounds(), st.data())
def test_what_is_said_of_too_few_holds_whoever_submits(made, data):
    sizes, used, _ = made
    asked = data.draw(st.sets(st.integers(0, len(sizes) - 1)))
    if asks_too_few([asked], used, sum(sizes)):
        assert sum(sizes[place] for place in asked) < 10
