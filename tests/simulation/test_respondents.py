"""Synthetic respondents answer what may be answered, reach ends and borders, and are the same for the same seed."""

from random import Random

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.simulation import respondents
from selfcheck_service.simulation.candidates import candidates_of
from tests.builders import (
    a_field,
    a_multiple_choice,
    a_number,
    a_pairwise,
    a_plan,
    a_rule,
    a_text,
    an_attribute,
    an_item,
)
from tests.oracle.random_definitions import random_document


@pytest.mark.parametrize("seed", range(25))
def test_every_body_is_accepted(seed: int):
    plan = compile_plan(parse_definition(random_document(seed)))
    for body in respondents(plan, Random(seed), 80):
        parse_answers(plan, body)


def test_the_same_seed_means_the_same_people():
    plan = a_plan(a_field("f", an_item("a"), a_number("n"), a_text("t")), profile=[an_attribute()])
    assert list(respondents(plan, Random(3), 60)) == list(respondents(plan, Random(3), 60))


def test_ends_gaps_and_every_answer_are_among_them():
    plan = a_plan(a_field("f", an_item("a"), a_number("n", "[0, 10)", integer=True), a_multiple_choice("m")))
    bodies = [body["answers"] for body in respondents(plan, Random(1), 400)]
    assert {} in bodies
    assert {body["a"] for body in bodies if isinstance(body.get("a"), int)} == {0, 1, 2, 3, 4}
    numbers = {body["n"] for body in bodies if isinstance(body.get("n"), int)}
    assert {0, 9} <= numbers
    assert 10 not in numbers
    assert {"no_answer": "declined"} in [body.get("a") for body in bodies]
    assert max(len(body["m"]) for body in bodies if isinstance(body.get("m"), list)) == 3


def test_numbers_are_tried_at_the_borders_of_bins():
    bins = {"bins": [{"range": "[0, 3)", "points": 0}, {"range": "[3, 10]", "points": 1}]}
    (item,) = a_plan(a_field("f", a_number("n", points=bins))).items
    assert {0, 2.99, 3, 3.01, 10} <= set(candidates_of(item).answers)


def test_times_and_durations_are_written_as_people_write_them():
    time = {"key": "t", "type": "time", "prompt": "T", "time": {"range": "[0, 1440)"}, "scored": False}
    length = {"key": "d", "type": "duration", "prompt": "D", "duration": {"unit": "hours", "range": "[0, 24]"}}
    plan = a_plan(a_field("f", an_item("a"), time, length | {"scored": False}))
    assert {"00:00", "23:59"} <= set(candidates_of(plan.items[1]).answers)
    assert {0, 24} <= set(candidates_of(plan.items[2]).answers)
    for body in respondents(plan, Random(1), 60):
        parse_answers(plan, body)


def test_respondents_have_different_numbers_of_units_and_compare_pairs():
    units = {"title": "Team", "minimum": 2, "maximum": 4, "scoring": a_rule()}
    plan = a_plan(a_field("teams", an_item("q"), a_pairwise("p", "x", "y"), units=units))
    seen = [body["answers"] for body in respondents(plan, Random(1), 60)]
    assert {len(said["teams"]) for said in seen} == {2, 3, 4}
    assert any("q.4" in said for said in seen)
    assert any("p.1.x.y" in said for said in seen)
    for said in seen:
        parse_answers(plan, {"answers": said})
