"""Weights that are expressions: answers that say how much something counts."""

import json

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, canonical_document, lint, parse_definition
from tests.builders import (
    a_field,
    a_level_set,
    a_number,
    a_pairwise,
    a_parent,
    a_questionnaire,
    a_rule,
    an_item,
    explanation_of,
    lines_of,
    no_answer,
    result_of,
)

WEIGHT = an_item("w", (0, 1, 2, 3), scored=False)


def field(weight, *items, method="mean", **overrides):
    entries = [{"item": "a", "weight": weight}, {"item": "b"}]
    rule = a_rule(method=method, of=entries, **overrides)
    return a_questionnaire(a_field("f", *(items or (an_item("a"), an_item("b"), WEIGHT)), scoring=rule))


def numbers(document, given, **members):
    found = result_of(document, given, **members)
    return found.score, found.score_min, found.score_max, found.reason


def test_an_answer_is_a_weight():
    found = result_of(field("w"), {"a": 4, "b": 0, "w": 3})
    assert (found.score, found.score_min, found.score_max) == (3, 3, 3)
    assert [(line.key, line.weight, line.weighted) for line in lines_of(found)] == [
        ("a", 3, 12),
        ("b", 1, 0),
    ]
    assert explanation_of(found).formula == "weight of “Item a”: w = 3; (3·4 + 0) ÷ 4 = 3"


@pytest.mark.parametrize(
    ("method", "calculation"),
    [
        ("sum", "(2/3)·(1/3) + 1 = 11/9 ≈ 1.22"),
        ("mean", "((2/3)·(1/3) + 1) ÷ (5/3) = 11/15 ≈ 0.73"),
        ("percent_of_maximum", "100 · ((2/3)·(1/3) + 1) ÷ (20/3) = 55/3 ≈ 18.33"),
        ("geometric_mean", "((1/3)^(2/3) · 1)^(1 ÷ (2/3 + 1)) ≈ 0.6443940150"),
    ],
)
def test_an_explanation_says_whose_weight_it_was_and_multiplies_fractions_in_brackets(method, calculation):
    document = field("w / 3", an_item("a", (0, "1/3", 4)), an_item("b"), WEIGHT, method=method, scale=[0, 100])
    found = result_of(document, {"a": 1, "b": 1, "w": 2})
    assert explanation_of(found).formula == f"weight of “Item a”: w / 3; 2 ÷ 3 = 2/3 ≈ 0.67; {calculation}"


def test_an_explanation_says_the_weight_of_a_field_by_its_title():
    parent = a_parent("p", a_field("f", an_item("a")), a_field("g", an_item("b"), WEIGHT))
    parent["scoring"] = a_rule(of=[{"field": "f", "weight": "w"}, {"field": "g"}])
    document = a_questionnaire(parent, languages=["de"])
    found = result_of(document, {"a": 1, "b": 4, "w": 2}, key="p", language="de")
    assert explanation_of(found).formula == "Gewicht von „Field f“: w = 2; (2·1 + 4) ÷ 3 = 2"


@pytest.mark.parametrize(
    ("method", "score"),
    [("sum", 12), ("mean", 3), ("percent_of_maximum", 75), ("geometric_mean", 0), ("maximum", 4), ("product", 0)],
)
def test_every_method_takes_them(method, score):
    assert numbers(field("w", method=method, scale=[0, 100]), {"a": 4, "b": 0, "w": 3})[0] == score


def test_a_text_that_reads_as_a_number_is_one():
    def written(document):
        return json.loads(canonical_document(parse_definition(document)))["fields"][0]["scoring"]["of"][0]["weight"]

    document = field("1/3")
    assert written(document) == "1/3"
    assert numbers(document, {"a": 4, "b": 0}) == (1, 1, 1, None)
    assert written(field("w + 0")) == "w + 0"
    assert written(field("0.25")) == 0.25


def test_a_weight_that_is_missing_voids_the_score():
    assert numbers(field("w"), {"a": 4, "b": 0}) == (None, 0, 4, "formula_missing")
    found = result_of(field("w"), {"a": 4, "b": 0, "w": no_answer("not_applicable")})
    assert (found.score, found.score_min, found.reason) == (None, None, "formula_missing")
    assert [line.weight for line in lines_of(found)] == [None, 1]


def test_a_weight_matters_only_where_its_entry_takes_part():
    assert numbers(field("w"), {"b": 2, "w": no_answer("declined")})[0] == 2


def test_a_weight_below_0_or_undefined_is_none():
    assert numbers(field("w - 2"), {"a": 4, "b": 0, "w": 1}) == (None, None, None, "formula_undefined")
    assert numbers(field("1 / w"), {"a": 4, "b": 0, "w": 0}) == (None, None, None, "formula_undefined")
    assert numbers(field("w"), {"a": 4, "w": 0})[3] == "zero_weight"


@pytest.mark.parametrize(
    ("method", "ends"),
    [("mean", (1, 4)), ("sum", (1, 13)), ("percent_of_maximum", (25, 100)), ("maximum", (4, 4)), ("product", (4, 4))],
)
def test_open_weights_open_the_score(method, ends):
    assert numbers(field("w", method=method, scale=[0, 100]), {"a": 4, "b": 1})[1:3] == ends


def test_open_points_under_weights_that_are_known():
    assert numbers(field("w"), {"a": 4, "w": 3})[1:3] == (3, 4)
    assert numbers(field("w", method="geometric_mean"), {"a": 4, "w": 1})[1:3] == (0, 4)


def test_open_weights_where_the_method_is_not_defined():
    document = field("w", an_item("a", (-1, 2)), an_item("b"), WEIGHT, method="geometric_mean")
    assert numbers(document, {"b": 1})[1:3] == (None, None)
    assert numbers(field("1 / w"), {"a": 4, "b": 1})[1:3] == (None, None)


@pytest.mark.parametrize(
    ("first", "second", "reason"), [("w", "1 / 0", "formula_missing"), ("1 / 0", "w", "formula_undefined")]
)
def test_the_reason_is_that_of_the_first_entry_though_its_points_come_by_a_policy(first, second, reason):
    entries = [{"item": "a", "weight": first}, {"item": "b", "weight": second}]
    rule = a_rule(of=entries, no_answer={"dont_know": "worst"})
    document = a_questionnaire(a_field("f", an_item("a"), an_item("b"), WEIGHT, scoring=rule))
    assert result_of(document, {"a": no_answer("dont_know"), "b": 1}).reason == reason


def test_pairs_say_how_much_a_part_weighs():
    options = ("mental", "physical", "effort")
    entries = [{"item": key, "weight": f"wins(pairs, '{key}')"} for key in options]
    parts = [a_number(key, "[0, 100]") for key in options]
    rule = a_rule(of=entries, scale=[0, 100])
    document = a_questionnaire(a_field("f", *parts, a_pairwise("pairs", *options), scoring=rule))
    chosen = [["mental", "physical"], ["mental", "effort"], ["effort", "physical"]]
    given = {"mental": 60, "physical": 30, "effort": 90}
    assert numbers(document, {**given, "pairs": chosen}) == (70, 70, 70, None)
    assert numbers(document, {**given, "pairs": chosen[:2]})[3] == "formula_missing"


def test_weights_of_fields():
    fields = [a_field("g", an_item("a")), a_field("h", an_item("b")), a_field("i", WEIGHT, an_item("c"))]
    rule = a_rule(of=[{"field": "g", "weight": "w"}, {"field": "h", "weight": "field.i"}])
    document = a_questionnaire(*fields, {"key": "f", "title": "F", "scoring": rule})
    assert numbers(document, {"a": 4, "b": 0, "c": 1, "w": 3})[0] == 3


def test_what_the_linter_says():
    def codes(document):
        return [(one.code, one.location) for one in lint(parse_definition(document))]

    place = "/fields/0/scoring/of/0/weight"
    assert codes(field("w")) == []
    assert codes(field("w - 1")) == [("out_of_range", place)]
    assert codes(field("1 / w"))[0] == ("may_divide_by_zero", place)
    assert codes(field("w", method="sum")) == [("score_outside_scale", "/fields/0/scoring")]


@pytest.mark.parametrize(
    ("weight", "code"), [("nowhere", "unknown_name"), (-1, "out_of_range"), ("-1", "out_of_range"), ([], "wrong_type")]
)
def test_faults_of_weights(weight, code):
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(field(weight))
    assert [one.code for one in caught.value.problems] == [code]


def test_a_formula_says_itself_what_weighs():
    document = field("w", formula="a")
    del document["fields"][0]["scoring"]["method"]
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(document)
    assert [(one.code, one.location) for one in caught.value.problems] == [
        ("exactly_one_of", "/fields/0/scoring/of/0/weight")
    ]


def test_the_way_to_the_next_level_is_not_exact():
    document = field("w")
    document["fields"][0]["levels"], document["level_sets"] = "set", [a_level_set()]
    upward = explanation_of(result_of(document, {"a": 0, "b": 0, "w": 3})).next_level
    assert upward is not None
    assert [(change.item, change.target) for change in upward.changes or ()] == [("a", 2)]
    assert not upward.exact


@pytest.mark.parametrize("method", ["sum", "mean", "percent_of_maximum", "geometric_mean"])
def test_a_weight_that_is_settled_and_has_no_value_leaves_no_bounds(method):
    given = {"a": 4, "w": no_answer("not_applicable")}
    assert numbers(field("w", method=method), given) == (None, None, None, "formula_missing")
