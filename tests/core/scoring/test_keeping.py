"""What is kept is what would be worked out anew, whoever asked before."""

from itertools import product

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, encode_evaluation, evaluate, parse_answers
from tests.builders import a_field, a_level_set, a_parent, a_questionnaire, a_rule, an_attribute, an_item, no_answer

SETS = [a_level_set("strict", "[-100, 3)", "[3, 100]"), a_level_set("lenient", "[-100, 1)", "[1, 100]")]
BY_KIND = [{"when": {"profile": "kind", "is": "town"}, "set": "strict"}, {"set": "lenient"}]
CONSENT = {"item": "x", "points": {"at_least": 1}}
STEPS = an_item("a", (0, 1, 2)), an_item("b", (0, 2))

# The scoring of a field over two items with a few answers, and whether its numbers are kept.
CASES = {
    "sum": ({"method": "sum"}, {}, True),
    "levels by case": ({"method": "mean"}, {"levels": BY_KIND}, True),
    "requirement": ({"method": "sum", "requires": CONSENT}, {}, True),
    "product": ({"method": "product"}, {}, True),
    "formula": ({"formula": "a ^ 0.5 * b.points"}, {}, True),
    "formula by state": ({"formula": "if(answered(a), 1, 0) + coalesce(b, 9)"}, {}, True),
    "transformation": ({"method": "sum", "transform": "raw ^ 2"}, {}, True),
    "transformation by profile": ({"method": "sum", "transform": "if(profile.kind = 'town', raw, 2 * raw)"}, {}, False),
    "transformation by an answer": ({"method": "product", "transform": "raw + x"}, {}, False),
    "formula over another field": ({"formula": "a + field.g"}, {}, False),
    "formula by profile": ({"formula": "a + if(profile.kind = 'town', 1, 2)"}, {}, False),
}


@pytest.mark.parametrize(("rule", "members", "is_kept"), CASES.values(), ids=CASES)
def test_a_plan_that_was_asked_before_says_what_a_fresh_one_says(rule, members, is_kept):
    scoring = {**a_rule(scale=[-100, 100]), **rule}
    if "formula" in rule:
        del scoring["method"]
    fields = a_field("f", *STEPS, scoring=scoring, **members), a_field("g", an_item("x"))
    used = SETS if "levels" in members else []
    questionnaire = parse_definition(a_questionnaire(*fields, level_sets=used, profile=[an_attribute()]))
    plan = compile_plan(questionnaire)
    assert (plan.fields[0].found_by is not None) is is_kept
    said = product((0, 1, 2, no_answer("declined")), (0, 1, None), (0, 1), ("town", "county"))
    for a, b, x, kind in (*said, (2, 1, 1, "town")):
        answers = {key: value for key, value in {"a": a, "b": b, "x": x}.items() if value is not None}
        body = {"answers": answers, "profile": {"kind": kind}}
        assert evaluated(plan, body) == evaluated(compile_plan(questionnaire), body)


def evaluated(plan, body):
    return encode_evaluation(evaluate(parse_answers(plan, body), language="en"))


def test_combinations_that_hardly_come_again_are_not_kept():
    many = [an_item(key) for key in "abc"]
    plan = compile_plan(parse_definition(a_questionnaire(a_field("f", *many, scoring=a_rule(method="product")))))
    assert plan.fields[0].found_by is None


def test_fields_over_fields_are_not_kept():
    parent = a_parent("p", a_field("f", *STEPS))
    plan = compile_plan(parse_definition(a_questionnaire(parent)))
    assert {field.key: field.found_by is not None for field in plan.fields} == {"p": False, "f": True}
