"""Where cards lie by impact and effort, and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.ballots.matrix import MatrixCard, Position, lay_matrix, proposed_position

PLACES = st.builds(Position, st.integers(1, 9), st.integers(1, 9))


def card(key="a", fields=("f",), proposed=None):
    return MatrixCard(key, "suggestion", f"Card {key}", fields, proposed)


@pytest.mark.parametrize(
    ("impact", "effort", "quadrant"),
    [
        (5, 4, "quick_win"),
        (9, 1, "quick_win"),
        (5, 5, "big_project"),
        (4, 4, "on_the_side"),
        (4, 5, "think_twice"),
        (1, 9, "think_twice"),
    ],
)
def test_the_middle_counts_as_much(impact, effort, quadrant):
    assert Position(impact, effort).quadrant == quadrant


@pytest.mark.parametrize(
    ("impact", "effort", "quadrant"),
    [(3, "S", "quick_win"), (2, "M", "big_project"), (1, "S", "on_the_side"), (1, "L", "think_twice")],
)
def test_steps_of_the_questionnaire_lie_in_the_middle_of_each_third(impact, effort, quadrant):
    position = proposed_position(impact, effort)
    assert position.quadrant == quadrant
    assert {position.impact, position.effort} <= {2, 5, 8}


@given(PLACES, PLACES)
def test_where_it_was_moved_counts_and_both_are_kept(proposed, moved):
    (placed,) = lay_matrix([card(proposed=proposed)], {"a": moved, "gone": proposed}, (), "en").cards
    assert (placed.proposed, placed.moved, placed.quadrant) == (proposed, moved, moved.quadrant)
    (placed,) = lay_matrix([card(proposed=proposed)], {}, (), "en").cards
    assert (placed.proposed, placed.moved, placed.quadrant) == (proposed, None, proposed.quadrant)


def test_an_idea_without_a_place_lies_nowhere():
    (placed,) = lay_matrix([card()], {}, (), "de").cards
    assert (placed.quadrant, placed.text) == (None, None)


def test_each_chosen_field_wants_a_quick_win_and_a_structural_measure():
    cards = [
        card("a", ("f",), Position(8, 2)),
        card("b", ("f", "g"), Position(8, 8)),
        card("c", ("h",), Position(1, 1)),
    ]
    matrix = lay_matrix(cards, {}, [("f", "Eins"), ("g", "Zwei"), ("h", "Drei")], "de")
    assert [(each.field, each.what) for each in matrix.missing] == [
        ("g", "quick_win"),
        ("h", "quick_win"),
        ("h", "structural"),
    ]
    assert matrix.missing[0].text.startswith("Für „Zwei“ fehlt noch ein schneller Erfolg")
    assert matrix.cards[0].text == "Schneller Erfolg: viel Wirkung, wenig Aufwand"


@pytest.mark.parametrize(
    ("impact", "effort", "german", "english"),
    [
        (2, "M", "Großes Vorhaben: mittlere Wirkung, mittlerer Aufwand", "Big project: medium impact, medium effort"),
        (2, "S", "Schneller Erfolg: mittlere Wirkung, wenig Aufwand", "Quick win: medium impact, little effort"),
        (1, "M", "Gut überlegen: wenig Wirkung, mittlerer Aufwand", "Think twice: little impact, medium effort"),
        (1, "S", "Nebenbei: wenig Wirkung, wenig Aufwand", "On the side: little impact, little effort"),
        (3, "L", "Großes Vorhaben: viel Wirkung, viel Aufwand", "Big project: much impact, much effort"),
    ],
)
def test_words_say_no_more_than_the_card(impact, effort, german, english):
    for language, text in (("de", german), ("en", english)):
        (placed,) = lay_matrix([card(proposed=proposed_position(impact, effort))], {}, (), language).cards
        assert placed.text == text


@given(PLACES)
def test_only_the_middle_is_called_medium(place):
    (placed,) = lay_matrix([card(proposed=place)], {}, (), "en").cards
    assert placed.text is not None
    impact, effort = placed.text.partition(": ")[2].split(", ")
    for said, found in ((impact, place.impact), (effort, place.effort)):
        assert said.split(" ")[0] == ("medium" if found == 5 else "little" if found < 5 else "much")
