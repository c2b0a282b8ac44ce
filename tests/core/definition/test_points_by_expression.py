"""Points by expression: worked out for every answer beforehand, and like any other points from then on."""

from fractions import Fraction

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.definition import build_structure, canonical_document, parse_definition
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expansion import expand
from selfcheck_service.core.definition.expression_sizes import MOST_TABULATED, count_tabulated
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import index_of
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from tests.builders import (
    a_field,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_rule,
    a_text,
    a_time,
    an_attribute,
    an_item,
    evaluation_of,
)
from tests.core.faults import faults_of, findings_in

SUM = a_rule(method="sum", scale=[-100, 200])
SCALE = {
    "key": "s5",
    "options": [{"value": value, "title": f"{value}", "points": value} for value in range(1, 6)],
    "no_answers": ["declined"],
}
MIXED = [{"value": "a", "title": "A"}, {"value": 1, "title": "1"}]
NPS = "case(value >= 9, 100, value >= 7, 0, -100)"


def by(item, points):
    return {**item, "points": points}


def on_scale(key, points=None):
    item = {"key": key, "type": "single_choice", "prompt": key, "scale": "s5"}
    return item if points is None else by(item, points)


def a_document(*items, **overrides):
    frame = {"response_scales": [SCALE], "constants": [{"key": "c", "value": "1/3"}]}
    return a_questionnaire(a_field("f", *items, scoring=SUM), **{**frame, **overrides})


@pytest.mark.parametrize(
    ("item", "answer", "points"),
    [
        (on_scale("x", "6 - points"), 2, 4),
        (on_scale("x", "6 - value"), 5, 1),
        (on_scale("x", "points * constant.c * 3"), 4, 4),
        (on_scale("x", "lookup('t', value)"), 3, 30),
        (by(an_item("x", (None, None)), "value * 7"), 1, 7),
        (
            by(
                an_item("x", options=[{"value": "a", "title": "A"}, {"value": 1, "title": "1"}]),
                "if(value = '1', 2, 3)",
            ),
            1,
            2,
        ),
        (by(a_number("x", "[0, 10]", None, integer=True), NPS), 10, 100),
        (by(a_number("x", "[0, 10]", None, integer=True), NPS), 7, 0),
        (by(a_number("x", "[0, 10]", None, integer=True), NPS), 0, -100),
        (by(a_number("x", "[0, 10]", integer=True), "min(points, 4)"), 9, 4),
        (
            by(a_number("x", "[0, 3]", {"bins": [{"range": "[0, 3]", "points": 2}]}, integer=True), "points + value"),
            3,
            5,
        ),
        (by(a_time("x", "[0, 600]"), "value / 60"), "05:00", 5),
    ],
)
def test_the_points_are_those_of_the_expression(item, answer, points):
    table = {"key": "t", "inputs": [{"name": "v", "type": "number"}], "rows": [[n, n * 10] for n in range(6)]}
    (field,) = evaluation_of(a_document(item, tables=[table]), {"x": answer}).fields
    assert field.score == points


@pytest.mark.parametrize(
    ("item", "most"),
    [
        (a_number("x", "[0, 999]", None, integer=True), 1000),
        (a_number("x", "[0, 9]", None, integer=True), 10),
        (a_number("x", "[0, 1000]", None, integer=True), 0),
        ({"key": "x", "type": "computed", "title": "X", "computed": {"value": "1"}}, 1000),
        (on_scale("x"), 5),
    ],
)
def test_what_is_worked_out_beforehand_is_bounded(item, most):
    """Each answer is looked at: so an expression counts once for each of them."""
    entries = 3 * most

    def document(count):
        return a_document(*(by({**item, "key": f"x{place}"}, "value * 2") for place in range(count)))

    def worked_out(count):
        questionnaire = parse_definition(document(count))
        return count_tabulated(index_of(questionnaire, expand(questionnaire, {})))

    assert worked_out(2) == 2 * entries
    if most == 1000:
        assert faults_of(document(MOST_TABULATED // entries + 1)) == [("", "too_long")]


def test_points_that_are_the_number_are_those_of_the_number():
    written = a_document(a_number("x", "[0, 10]", integer=True))
    expressed = a_document(by(a_number("x", "[0, 10]", None, integer=True), "value"))
    assert compare(parse_definition(written), parse_definition(expressed)).bump == "patch"


def test_of_many_bins_few_are_looked_at(monkeypatch):
    plan = compile_plan(parse_definition(a_document(by(a_number("x", "[0, 999]", None, integer=True), "value * 2"))))
    looked_at = []
    contains = Interval.__contains__

    def noted(interval, number):
        looked_at.append(interval)
        return contains(interval, number)

    monkeypatch.setattr(Interval, "__contains__", noted)
    (field,) = evaluate(parse_answers(plan, {"answers": {"x": 5}}), language="en").fields
    assert field.score == 10
    assert len(looked_at) < 10


@pytest.mark.parametrize(("number", "points"), [(-3, 1), (0, 2), (Fraction(1, 2), 3), (1, 3), (7, 4)])
def test_a_number_lies_in_one_of_several_bins(number, points):
    ranges = ("(-inf, 0)", "[0, 0]", "(0, 1]", "(1, inf)")
    bins = [{"range": part, "points": place} for place, part in enumerate(ranges, start=1)]
    evaluation = evaluation_of(a_document(a_number("x", "(-inf, inf)", {"bins": bins})), {"x": str(float(number))})
    assert evaluation.fields[0].score == points


def test_worst_best_and_bounds_follow():
    document = a_document(on_scale("x", "10 - 2 * points"), on_scale("y"))
    (field,) = evaluation_of(document, {"y": 1}).fields
    assert (field.score_min, field.score, field.score_max) == (1, 1, 9)
    worst = a_rule(method="sum", scale=[-100, 200], no_answer={"unanswered": "worst"})
    document["fields"][0]["scoring"] = worst
    (field,) = evaluation_of(document, {"y": 1}).fields
    assert field.score == 1


def test_what_lifts_a_score_is_found_at_the_right_end():
    field = a_field("f", on_scale("x", "5 - points"), levels="set", scoring=a_rule())
    document = a_questionnaire(field, response_scales=[SCALE], level_sets=[a_level_set("set", "[0, 3)", "[3, 4]")])
    (found,) = evaluation_of(document, {"x": 5}).fields
    assert found.explanation is not None
    assert found.explanation.next_level is not None
    assert [change.target for change in found.explanation.next_level.changes or ()] == [2]


def test_conditions_see_the_points():
    gate = a_gate("l1", {"item": "x", "points": {"at_least": 4}})
    field = a_field("f", on_scale("x", "6 - points"), levels="set", gates=[gate], scoring=SUM)
    frame = {"response_scales": [SCALE], "level_sets": [a_level_set("set", "[-100, 0)", "[0, 200]")]}
    levels = [evaluation_of(a_questionnaire(field, **frame), {"x": answer}).fields[0].level for answer in (5, 1)]
    assert [level.key for level in levels if level is not None] == ["l0", "l1"]


def test_the_document_keeps_what_was_written():
    document = a_document(on_scale("x", "6 - points"))
    questionnaire = parse_definition(document)
    assert b'"points":"6 - points"' in canonical_document(questionnaire)
    structure = build_structure(questionnaire)
    item = structure.items["x"]
    assert [option.points for option in structure.options_of(item)] == [5, 4, 3, 2, 1]
    assert structure.no_answers_of(item) == ("declined",)
    assert span_of_item(item, structure) == (Fraction(1), Fraction(5))


@pytest.mark.parametrize(
    ("item", "place", "code"),
    [
        (on_scale("x", "6 - later"), "/points", "not_known_here"),
        (on_scale("x", "6 - x"), "/points", "not_known_here"),
        (on_scale("x", "field.f"), "/points", "not_known_here"),
        (on_scale("x", "1 / (points - 3)"), "/points", "points_missing"),
        (by(an_item("x", (None, 1)), "points"), "/points", "points_missing"),
        (on_scale("x", "value = 1"), "/points", "type_differs"),
        (on_scale("x", "6 -"), "/points", "expression_ends"),
        (on_scale("x", "6 - valu"), "/points", "unknown_name"),
        (by(a_number("x", "[0, inf)", integer=True), "points"), "/points", "range_unbounded"),
        (by(a_number("x", "[0, 10]"), "1 / value"), "/points", "range_unbounded"),
        (by(a_number("x", "[0, 9]", None, integer=True), "points"), "/points", "points_missing"),
        (by(a_multiple_choice("x"), "6 / (count(value) - 1 / 2)"), "/points", "range_unbounded"),
        (by(a_text("x"), "1"), "", "does_not_fit_type"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(item, place, code):
    document = a_document(on_scale("y"), item, on_scale("later"), profile=[an_attribute()])
    assert faults_of(document) == [(f"/fields/0/items/1{place}", code)]


def test_an_item_whose_scale_is_unknown_has_that_fault_alone():
    document = a_document(on_scale("y"), {**on_scale("x", "6 - value"), "scale": "gone"})
    assert ("/fields/0/items/1/scale", "unknown_reference") in faults_of(document)


def test_options_that_only_an_expression_gives_points_need_none():
    bare = {"key": "bare", "options": [{"value": value, "title": f"{value}"} for value in range(3)]}
    item = {**on_scale("x", "2 - value"), "scale": "bare"}
    document = a_document(on_scale("y"), item, response_scales=[SCALE, bare])
    assert findings_in(document) == [("/constants/0", "unused", "warning")]
    assert evaluation_of(document, {"x": 0}).fields[0].score == 2
