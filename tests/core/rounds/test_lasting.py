"""How long answering takes: the same number wherever it is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.lasting import Length, length_for, minutes_for, minutes_of_round
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.scoring.questions import items_of_form
from tests import builders as a

TERMS = Terms("confidential", 5, (), 90, False, "small", "1.0.0", {})
FORMS = [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]
PERSPECTIVES = [
    {"key": "office", "title": "Office", "form": "long"},
    {"key": "people", "title": "People", "form": "short"},
]
# Eleven questions in the short form, twelve and how urgent it is in the long one, and two of text.
SHORT = [a.an_item(f"i{number}", forms={"short": {}}) for number in range(11)]
MORE = [a.an_item("more"), a.an_item("urgent", scored=False), a.a_text("one"), a.a_text("two")]
PLAN = a.a_plan(a.a_field("f", *SHORT, *MORE, urgency="urgent"), forms=FORMS, perspectives=PERSPECTIVES)


@pytest.mark.parametrize(
    ("questions", "minutes"), [(0, 0), (1, 1), (3, 2), (12, 5), (13, 10), (24, 10), (40, 20), (60, 25)]
)
def test_it_is_rounded_up_as_people_would_say_it(questions, minutes):
    assert minutes_for(questions) == minutes


@given(st.integers(0, 500))
def test_it_is_never_less_than_it_takes_and_never_by_five_minutes_more(questions):
    assert 0 <= minutes_for(questions) * 60 - questions * 25 < 5 * 60


@pytest.mark.parametrize(
    ("perspectives", "minutes"), [((), 10), (("people",), 5), (("office",), 10), (("people", "office"), 10)]
)
def test_a_round_lasts_as_long_as_for_those_who_are_asked_the_most(perspectives, minutes):
    assert minutes_of_round(PLAN, replace(TERMS, perspectives=perspectives, free_texts=True)) == minutes


@pytest.mark.parametrize(("free_texts", "minutes"), [(False, 5), (True, 10)])
def test_texts_count_where_a_round_has_them(free_texts, minutes):
    plan = a.a_plan(
        a.a_field("f", *(a.an_item(f"i{number}") for number in range(11)), a.a_text("one"), a.a_text("two"))
    )
    assert minutes_of_round(plan, replace(TERMS, free_texts=free_texts)) == minutes


@pytest.mark.parametrize(("perspective", "questions", "minutes"), [("", 14, 10), ("office", 14, 10), ("people", 11, 5)])
def test_who_begins_meets_the_questions_of_the_form_but_not_how_urgent_it_is(perspective, questions, minutes):
    assert length_for(PLAN, perspective) == Length(questions, minutes)


def test_without_texts_nobody_counts_them():
    assert length_for(PLAN, "office", texts=False) == Length(12, 5)


def test_what_comes_by_an_answer_alone_is_not_there_at_the_beginning():
    plan = a.a_plan(
        a.a_field("f", a.an_item("a"), a.an_item("b", shown_when={"item": "a", "is": 4}), a.an_item("c")),
    )
    assert length_for(plan, "") == Length(2, 1)


@pytest.mark.parametrize(("profile", "questions"), [(None, 2), ({}, 2), ({"kind": "town"}, 2), ({"kind": "county"}, 1)])
def test_what_does_not_apply_to_a_municipality_is_not_counted_for_it(profile, questions):
    only_towns = a.an_item("b", applies_to={"profile": "kind", "is": "town"})
    plan = a.a_plan(a.a_field("f", a.an_item("a"), only_towns), profile=[a.an_attribute("kind", "town", "county")])
    assert length_for(plan, "", profile=profile).questions == questions


def test_only_some_of_the_items_may_be_looked_at():
    assert [item.key for item in items_of_form(PLAN, "short", ["more", "i3"])] == ["i3"]
    assert [item.key for item in items_of_form(PLAN, None, ["more", "i3"])] == ["more", "i3"]
