"""Transformations by expression: norms, classes, cutting off, and what an unscored answer does to a score."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.engine import compute
from tests.builders import (
    a_field,
    a_level_set,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    explanation_of,
    no_answer,
    plan_of,
    result_of,
)

SCORED = [an_item(key) for key in "ab"]
CONSENT = an_item("ok", options=[{"value": value, "title": value} for value in ("yes", "no")], scored=False)
NORMS = {
    "key": "norm",
    "inputs": [{"name": "raw", "type": "number"}, {"name": "kind", "type": "text"}],
    "rows": [["[0, 2)", "any", 1], ["[2, 4]", "town", 2], ["[2, 4]", "county", 3]],
}


def field(text, *items, **overrides):
    return a_questionnaire(a_field("f", *(items or SCORED), scoring=a_rule(transform=text, **overrides)))


def numbers(document, given, key="f", **members):
    found = result_of(document, given, key, **members)
    return found.score, found.score_min, found.score_max, found.reason


def test_the_score_is_what_becomes_of_the_raw_score():
    found = result_of(field("50 + 10 * (raw - 2) / 4", scale=[0, 100]), {"a": 4, "b": 3})
    assert (found.raw_score, found.score, found.score_min, found.score_max) == (3.5, 53.75, 53.75, 53.75)
    assert explanation_of(found).formula == (
        "(4 + 3) ÷ 2 = 3.5; 50 + 10 * (raw - 2) / 4; 50 + 10 · (3.5 − 2) ÷ 4 = 53.75"
    )


def test_rounding_comes_after_it():
    document = field("round(raw, 0, 'half_up') / 3", rounding={"digits": 2, "mode": "half_up", "stage": "last"})
    assert numbers(document, {"a": 4, "b": 3})[0] == 1.33


@pytest.mark.parametrize(("given", "ends"), [({"a": 4}, (1, 2)), ({"a": 1}, (0, 1)), ({"a": 4, "b": 4}, (2, 2))])
def test_bounds_are_found_from_those_of_the_raw_score(given, ends):
    assert numbers(field("case(raw >= 3, 2, raw >= 2, 1, 0)"), given)[1:3] == ends


def test_bounds_may_turn_round():
    assert numbers(field("4 - raw"), {"a": 4}) == (0, 0, 2, None)


def test_a_norm_for_each_kind():
    document = {**field("lookup('norm', raw, profile.kind)"), "tables": [NORMS], "profile": [an_attribute()]}
    assert numbers(document, {"a": 3, "b": 3}, profile={"kind": "county"})[0] == 3
    assert numbers(document, {"a": 3, "b": 3}) == (None, None, None, "formula_missing")
    assert numbers(document, {"a": 1, "b": 1})[0] == 1
    shown = explanation_of(result_of(document, {"a": 3, "b": 3}, profile={"kind": "county"})).formula
    assert shown == "(3 + 3) ÷ 2 = 3; lookup('norm', raw, profile.kind) = 3; lookup(norm; 3; 'county') = 3"


def test_an_unscored_answer_cuts_off_and_leaves_it_open():
    document = field("if(ok = 'no', min(raw, 1), raw)", *SCORED, CONSENT)
    assert numbers(document, {"a": 3, "b": 3, "ok": "no"}) == (1, 1, 1, None)
    assert numbers(document, {"a": 3, "b": 3, "ok": "yes"}) == (3, 3, 3, None)
    found = result_of(document, {"a": 3, "b": 3})
    assert (found.score, found.raw_score, found.reason) == (None, None, "formula_missing")
    assert (found.score_min, found.score_max, found.coverage) == (1, 3, 1)
    assert numbers(field("if(answered(ok), raw, 0)", *SCORED, CONSENT), {"a": 3, "b": 3}) == (0, 3, 3, None)


def test_where_it_is_undefined_there_is_no_score():
    document = field("1 / (raw - 2)")
    assert numbers(document, {"a": 2, "b": 2}) == (None, None, None, "formula_undefined")
    assert numbers(document, {"a": 4, "b": no_answer("declined")})[1:3] == (None, None)


def test_other_scores_may_be_named():
    document = a_questionnaire(
        a_field("f", an_item("a"), scoring=a_rule(transform="raw - field.g", scale=[-4, 4])), a_field("g", an_item("b"))
    )
    assert numbers(document, {"a": 3, "b": 1}) == (2, 2, 2, None)
    assert numbers(document, {"a": 3}) == (None, -1, 3, "formula_missing")


def test_the_defaults_may_say_it_for_all():
    document = {**a_questionnaire(a_field("f", an_item("a"), scoring={"of": "items"})), "defaults": {}}
    document["defaults"]["scoring"] = a_rule(transform="2 * raw", scale=[0, 8])
    document["fields"].append(a_field("g", an_item("b"), scoring={"rescale_from": [0, 4]}))
    document["fields"].append(a_field("h", an_item("c"), scoring={"transform": None, "scale": [0, 4]}))
    assert [numbers(document, dict.fromkeys("abc", 3), key)[0] for key in "fgh"] == [6, 6, 3]


def test_a_fault_in_the_defaults_is_named_once():
    rule = a_rule(transform="1 / raw")
    fields = [a_field(key, an_item(f"{key}_item"), scoring={"of": "items"}) for key in "fg"]
    document = a_questionnaire(*fields, defaults={"scoring": rule})
    assert [(one.code, one.location) for one in lint(parse_definition(document))] == [
        ("may_divide_by_zero", "/defaults/scoring/transform")
    ]
    rule["transform"] = "rav"
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(document)
    assert {(one.code, one.location) for one in caught.value.problems} == {
        ("unknown_name", "/defaults/scoring/transform")
    }


def test_one_plan_transforms_the_same_sum_by_what_else_was_said():
    items = an_item("a"), an_item("b", scored=False)
    rule = a_rule(transform="raw * if(profile.kind = 'town', 1, 2) + b", scale=[0, 12])
    plan = plan_of(
        a_questionnaire(a_field("f", *items, scoring=rule), profile=[an_attribute("kind", "town", "county")])
    )
    bodies = [{"answers": {"a": 2, "b": b}, "profile": {"kind": kind}} for kind in ("town", "county") for b in (1, 3)]
    found = [compute(parse_answers(plan, body)).fields[0].score for body in bodies]
    assert found == [(3, 1), (5, 1), (5, 1), (7, 1)]


def test_transform_and_rescale_from_exclude_each_other():
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(field("raw", rescale_from=[0, 4]))
    assert [one.code for one in caught.value.problems] == ["exactly_one_of"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clamp(2 * raw, 0, 4)", []),
        ("2 * raw", ["score_outside_scale"]),
        ("if(raw > 1, 1 / raw, 0)", []),
        ("ln(raw)", ["may_be_undefined", "score_outside_scale"]),
        ("0.5", ["never_changes"]),
    ],
)
def test_what_the_linter_says(text, found):
    assert [one.code for one in lint(parse_definition(field(text)))][: len(found)] == found


def test_conditions_know_what_it_can_reach():
    document = field("clamp(raw, 1, 3)")
    document["flags"] = [{"key": "x", "title": "X", "when": {"field": "f", "score": {"above": 3}}}]
    assert [one.code for one in lint(parse_definition(document))] == ["never_true"]


@pytest.mark.parametrize(
    ("text", "changes", "exact"),
    [
        ("raw + 0", [("a", 2)], True),
        ("4 - raw", [("a", 2)], True),
        ("abs(raw - 2) * 2", [("a", 3)], False),
        ("raw + if(ok = 'no', 0, 0)", [("a", 2)], False),
    ],
)
def test_the_way_to_the_next_level(text, changes, exact):
    document = field(text, *SCORED, CONSENT)
    document["fields"][0]["levels"], document["level_sets"] = "set", [a_level_set()]
    start = {"4 - raw": {"a": 4, "b": 4}, "abs(raw - 2) * 2": {"a": 2, "b": 2}}.get(text, {"a": 0, "b": 0})
    upward = explanation_of(result_of(document, {**start, "ok": "yes"})).next_level
    assert upward is not None
    assert upward.exact is exact
    assert [(change.item, change.target) for change in upward.changes or ()] == changes


def test_through_a_parent():
    child = a_field("f", an_item("a"), an_item("b"), scoring=a_rule(transform="raw ^ 2 / 4"))
    document = a_questionnaire(a_parent("p", child, levels="set"), level_sets=[a_level_set()])
    upward = explanation_of(result_of(document, {"a": 1, "b": 1}, "p")).next_level
    assert upward is not None
    assert [(change.item, change.target) for change in upward.changes or ()] == [("a", 3)]


def test_the_check_knows_which_raw_scores_are_whole():
    rows = [[f"[{points}, {points}]", 10 * points] for points in range(9)]
    table = {"key": "norm", "inputs": [{"name": "raw", "type": "number"}], "rows": rows}
    rule = a_rule(method="sum", scale=[0, 80], transform="lookup('norm', raw)")
    halves = [an_item("a", (0, "1/2", 4)), an_item("b")]
    for items, codes in ((SCORED, []), (halves, ["may_be_undefined"])):
        document = {**a_questionnaire(a_field("f", *items, scoring=rule)), "tables": [table]}
        assert [problem.code for problem in lint(parse_definition(document)) if problem.severity == "error"] == codes


def test_a_score_without_end_is_called_so():
    found = lint(parse_definition(field("0.1 * divide(1, raw, 0)", scale=[0, 1])))
    assert [(problem.code, problem.parameters["found"]) for problem in found] == [("score_outside_scale", "∞")]


def test_what_cannot_be_left_out_is_worth_its_least():
    items = [an_item(key, (1, 2), no_answers=[]) for key in "ab"]
    for policy, faults in (("required", 0), ("worst", 0), ("exclude", 1)):
        rule = a_rule(method="sum", scale=[0, 1], transform="1 / max(raw - 1, 0)", no_answer={"unanswered": policy})
        found = lint(parse_definition(a_questionnaire(a_field("f", *items, scoring=rule))))
        assert [one.code for one in found if one.code == "may_divide_by_zero"] == ["may_divide_by_zero"] * faults
