"""Items with levels of their own: their points are classified by the ranges of a level set."""

import json

import pytest

from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.scoring import canonical_results, compile_plan, encode_evaluation, parse_answers
from tests.builders import (
    a_computed,
    a_field,
    a_level_set,
    a_number,
    a_questionnaire,
    a_text,
    an_item,
    evaluation_of,
    no_answer,
)
from tests.core.faults import faults_of

SET = a_level_set("set", "[0, 2)", "[2, 3)", "[3, 4]")


def classified(*items, level_set=SET, **members):
    return a_questionnaire(a_field("f", *items), level_sets=[level_set], **members)


def levels_in(document, given):
    found = evaluation_of(document, given).items
    return [(item.key, item.points, None if item.level is None else item.level.key) for item in found]


def test_points_have_the_level_whose_range_contains_them():
    document = classified(an_item("a", levels="set"), an_item("b"), a_number("c", "[0, 4]", levels="set"))
    assert levels_in(document, {"a": 1, "b": 2, "c": 3.5}) == [("a", 1, "l0"), ("c", 3.5, "l2")]


@pytest.mark.parametrize("said", [None, "dont_know", "not_applicable"])
def test_without_points_there_is_no_level(said):
    given = {} if said is None else {"a": no_answer(said)}
    assert levels_in(classified(an_item("a", levels="set")), given) == [("a", None, None)]


def test_a_hidden_item_is_listed_without_a_level():
    document = classified(an_item("b"), an_item("a", levels="set", shown_when={"item": "b", "is": 4}))
    assert levels_in(document, {"b": 1, "a": 3}) == [("a", None, None)]


def test_computed_items_and_points_by_expression_have_levels_too():
    items = (
        a_number("a", "[0, 4]", scored=False),
        a_computed("b", "a / 2 + 1", levels="set"),
        {**an_item("c", levels="set"), "points": "min(points * b, 4)"},
    )
    assert levels_in(classified(*items), {"a": 3, "c": 3}) == [("b", 2.5, "l1"), ("c", 4, "l2")]


def test_the_result_says_title_text_field_and_border():
    level_set = a_level_set("set", "[0, 2)", "[2, 4]", border={"margin": 1, "text": "Near {level}."})
    level_set["levels"][1]["text"] = "Well done."
    (item,) = evaluation_of(classified(an_item("a", levels="set"), level_set=level_set), {"a": 2}).items
    assert (item.title, item.field, item.text) == ("Item a", "f", "Well done. Near Level 0.")
    assert item.level is not None
    assert (item.level.title, item.level.border, item.level.capped_from) == ("Level 1", "l0", None)


def test_receipts_vouch_for_levels_of_items():
    document = classified(an_item("b", levels="set"), an_item("a", ("1/3", 4), levels="set"), an_item("c"))
    plan = compile_plan(parse_definition(document))
    results = canonical_results(parse_answers(plan, {"answers": {"a": 0, "c": 1}})).decode()
    found = json.loads(results)
    assert found["items"] == {"a": {"level": "l0", "points": "1/3"}, "b": {"level": None, "points": None}}
    assert list(found) == sorted(found)
    assert '"items":{"a":{"level":"l0","points":"1/3"},"b":{"level":null,"points":null}},"overall":null' in results


def test_nothing_is_said_where_no_item_has_levels():
    document = classified(an_item("a"))
    plan = compile_plan(parse_definition(document))
    assert "items" not in json.loads(canonical_results(parse_answers(plan, {"answers": {}})))
    assert "items" not in json.loads(encode_evaluation(evaluation_of(document)))


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (an_item("a", levels="gone"), "unknown_reference"),
        (an_item("a", levels="stages"), "levels_without_ranges"),
        (an_item("a", levels="set", scored=False), "not_scored"),
    ],
)
def test_levels_need_points_and_ranges(item, code):
    stages = {"key": "stages", "levels": [{"key": "one", "title": "One"}]}
    document = classified(item, an_item("b")) | {"level_sets": [SET, stages]}
    assert faults_of(document) == [("/fields/0/items/0/levels", code)]


def test_a_text_has_no_levels():
    document = classified(an_item("a"), a_text("t", levels="set"))
    assert faults_of(document) == [("/fields/0/items/1", "does_not_fit_type")]


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        ([an_item("a", levels="set")], set()),
        ([an_item("a", (0, 1, 2, 3, 9), levels="set")], {"range_not_covered"}),
        ([a_number("a", "[0, 4]", levels="set")], {"ranges_gap"}),
        ([an_item("a", levels="set"), an_item("b", (0, "1/2"), levels="set")], {"ranges_gap"}),
        ([an_item("b"), {**an_item("a", levels="set"), "points": "points / (b + 1)"}], {"ranges_gap"}),
    ],
)
def test_ranges_must_cover_all_points(items, codes):
    level_set = a_level_set("set", "[0, 1]", "[2, 4]")
    problems = lint(parse_definition(classified(*items, level_set=level_set)))
    assert {one.code for one in problems} == codes
