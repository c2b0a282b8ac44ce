"""Counting answers as they are stored comes to the same as understanding each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases import Gathering, NamedAnswers, canonical_release
from selfcheck_service.core.releases.pieces import Pieces
from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.use_cases.understanding import encode_plain, plain
from tests.builders import a_field, a_multiple_choice, a_number, a_plan, a_rule, a_text, an_item, no_answer
from tests.core.releases.sealing import a_round_of, some_perspectives

NAMES = ("head", "staff")
PLAN = a_plan(
    a_field("f", an_item("a"), an_item("b"), an_item("c", shown_when={"item": "a", "points": {"at_least": 1}})),
    a_field("g", a_multiple_choice("m"), a_number("n"), a_text("t")),
    perspectives=some_perspectives(*NAMES),
)
REASON = {"no_answer": "dont_know", "reason": 'so, "b":1, and more'}
one_choice = st.sampled_from([0, 1, 2, 3, 4, 2.0, no_answer("dont_know"), no_answer("declined"), REASON])
one_answer = {
    "a": one_choice,
    "b": one_choice,
    "c": one_choice,
    "m": st.lists(st.sampled_from([0, 1, 2]), unique=True, max_size=3),
    "n": st.sampled_from([0, 1, 2.5]),
    "t": st.sampled_from(["Gut", 'so,"b":1', '"},{"', 'ß,"a":3}']),
}
people = st.lists(st.tuples(st.sampled_from(NAMES), st.fixed_dictionaries({}, optional=one_answer)), max_size=40)


def understood(plan, stored, perspective):
    return parse_answers(plan, {"answers": plain(stored), "perspective": perspective})


def sealed(said, *, quick, plan=PLAN, mode="confidential"):
    """The release, and how many were counted as they are stored."""
    counted, known = Gathering(a_round_of(plan, mode=mode)), 0
    for perspective, answers in said:
        stored = encode_plain(answers)
        if quick and counted.add_stored(perspective, stored):
            known += 1
            continue
        parsed = understood(plan, stored, perspective)
        counted.learn(stored, parsed)
        counted.add_all([NamedAnswers("", parsed)])
    assert counted.n == len(said)
    release = counted.release()
    return release and canonical_release(release), known


@given(people)
def test_it_comes_to_the_same(said):
    assert sealed(said, quick=True)[0] == sealed(said, quick=False)[0]


def test_what_was_understood_before_is_counted_as_it_is_stored():
    said = [("head", {"a": 1, "b": no_answer("declined"), "m": [0, 2], "n": 2.5}), ("staff", {"a": 2})] * 20
    release, known = sealed(said, quick=True)
    assert known == len(said) - 10
    assert release == sealed(said, quick=False)[0]


@pytest.mark.parametrize("answers", [{"a": 1, "t": "Gut"}, {"a": REASON}, {}])
def test_what_hardly_comes_again_is_understood_each_time(answers):
    assert sealed([("head", answers)] * 20, quick=True)[1] == 0


def test_where_more_is_shown_than_counts_nothing_is_counted_as_it_is_stored():
    assert sealed([("head", {"a": 1})] * 20, quick=True, mode="open")[1] == 0


def learned(pieces, plan, stored, perspective="head"):
    pieces.learn(stored, understood(plan, stored, perspective))
    return pieces.known_in(stored)


def test_no_more_is_learned_than_has_room():
    pieces = Pieces(PLAN, most=2)
    assert learned(pieces, PLAN, b'{"a":0,"b":1}') == [b'a":0', b'b":1']
    assert learned(pieces, PLAN, b'{"a":1}') is None
    assert pieces.meaning(b'b":1') == (PLAN.item_index["b"], 1)


def test_nothing_is_learned_where_items_are_asked_in_each_unit():
    units = {"title": "Team", "minimum": 1, "maximum": 2, "scoring": a_rule()}
    plan = a_plan(a_field("team", an_item("t"), units=units), a_field("f", an_item("a")))
    assert learned(Pieces(plan), plan, b'{"a":1}', None) is None


def test_spaces_make_pieces_of_several_members():
    assert learned(Pieces(PLAN), PLAN, b'{"a":1, "b":2}') is None
