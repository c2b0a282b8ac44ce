"""Small cases on which the engine and the oracle once disagreed, or still do."""

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from tests.oracle.builders import EXCLUDE, choice, document, evaluated, field, parent, scoring
from tests.oracle.comparison import compare

ITEM_STATES = {state: policy for state, policy in EXCLUDE.items() if state != "not_computed"}
DEFAULTS = {
    "scoring": {"method": "sum", "scale": [0, 8], "no_answer": EXCLUDE},
    "parent_scoring": {"method": "mean", "scale": [0, 4], "no_answer": EXCLUDE},
}


def differences(made, answers):
    return compare(compile_plan(parse_definition(made)), made, answers, None, None)


def bare(key, *items, **members):
    """Return a field that takes its scoring from the defaults."""
    return {"key": key, "title": key, "items": list(items), **members}


@pytest.mark.parametrize("value", ["often", 1])
def test_a_count_by_number_passes_over_what_is_no_number(value):
    options = [{"value": value, "title": "Often", "points": 1}]
    number = {"key": "n", "type": "number", "prompt": "n", "number": {"range": "[0, 9]", "points": "value"}}
    when = {"count": {"field": "f"}, "number": {"at_least": 1}, "is": {"equal": 1}}
    flags = [{"key": "counted", "title": "Counted", "when": when}]
    made = document(field("f", choice("a", options=options), number), flags=flags)
    # Only n is a number: one is counted.
    assert differences(made, {"a": value, "n": 1}) == []


def test_a_list_of_fields_takes_the_defaults_of_parents():
    listed = bare("f", scoring={"of": [{"field": "g"}, {"field": "h"}]})
    made = document(bare("g", choice("a")), bare("h", choice("b")), listed, defaults=DEFAULTS)
    # The mean of 1 and 2, not their sum.
    assert differences(made, {"a": 1, "b": 2}) == []


def test_the_whole_takes_the_defaults_of_parents_whatever_it_is_scored_from():
    overall = {"title": "Overall", "scoring": {"of": "all_items"}}
    made = document(bare("g", choice("a")), bare("h", choice("b")), overall=overall, defaults=DEFAULTS)
    # The mean of 1 and 2, not their sum.
    assert differences(made, {"a": 1, "b": 2}) == []


def test_a_list_of_items_need_not_say_what_a_child_is_worth():
    listed = field("f", choice("a"), scoring={**scoring(of=[{"item": "a"}]), "no_answer": ITEM_STATES})
    assert differences(document(listed), {"a": 1}) == []


def test_parents_have_no_levels_where_only_those_of_other_fields_are_said():
    made = document(parent("f", field("g", choice("a"))), defaults={"levels": "set"})
    assert differences(made, {"a": 1}) == []


def next_level(made, answers):
    plan = compile_plan(parse_definition(made))
    evaluation = evaluate(parse_answers(plan, {"answers": answers}), language="en", explanation="short")
    explanation = evaluation.fields[0].explanation
    assert explanation is not None
    assert explanation.next_level is not None
    return explanation.next_level


@pytest.mark.parametrize("integer", [True, False])
def test_an_answer_next_to_an_open_end_reaches_the_next_level(integer):
    rule = {"range": "[0, 10)", "points": "value", "integer": integer}
    number = {"key": "n", "type": "number", "prompt": "n", "number": rule}
    made = document(field("f", number, scoring=scoring(scale=[0, 100], rescale_from=[0, 10]), levels="set"))
    # 9 is 90, where 40 is wanted.
    assert evaluated(made, {"n": 9})["fields"]["f"]["level"] == "high"
    found = next_level(made, {"n": 2})
    assert found.changes or not found.exact


def test_a_gate_that_asks_for_another_field_can_be_opened_there():
    gates = [{"level": "middle", "requires": {"item": "b", "points": {"at_least": 2}}, "text": "b"}]
    rule = scoring(scale=[0, 100], rescale_from=[0, 4])
    made = document(field("f", choice("a"), scoring=rule, levels="set", gates=gates), field("g", choice("b")))
    assert evaluated(made, {"a": 2, "b": 0})["fields"]["f"]["level"] == "low"
    assert evaluated(made, {"a": 2, "b": 2})["fields"]["f"]["level"] == "middle"
    found = next_level(made, {"a": 2, "b": 0})
    assert found.changes or not found.exact


def test_a_field_without_anything_to_score_has_no_result():
    assert differences(document(field("f", choice("a")), bare("g")), {"a": 1}) == []


def test_a_gate_at_the_lowest_level_leaves_none():
    gates = [{"level": "low", "requires": {"any": []}, "text": "Never"}]
    assert differences(document(field("f", choice("a"), levels="set", gates=gates)), {"a": 1}) == []


def test_a_text_is_not_the_number_it_reads_as():
    number = {"key": "n", "type": "number", "prompt": "n", "number": {"range": "[0, 9]", "points": "value"}}
    flags = [
        {"key": key, "title": key, "when": {"item": "n", "is": is_}} for key, is_ in (("text", "3"), ("number", 3))
    ]
    assert differences(document(field("f", number), flags=flags), {"n": "3.0"}) == []


def said_of(key, expression):
    """Return a single choice of which an expression says the points."""
    return {**choice(key), "points": expression}


@pytest.mark.parametrize(
    "expression",
    [
        "if(item.b in [0, 1, 2], points, -100)",
        "if(not (item.b in [0, 1, 2]), -100, points)",
        "if(item.b in [0, 0.5], 5 / (item.b - 2), points)",
        "if(not (item.b in [2, 3]), 5 / (item.b - 2), points)",
    ],
)
def test_a_list_says_what_a_name_can_be_in_the_branch_that_it_leads_to(expression):
    worst = scoring(no_answer={"dont_know": "worst"})
    made = document(field("f", choice("b", (0, 1, 2)), said_of("a", expression), scoring=worst))
    assert differences(made, {"a": {"no_answer": "dont_know"}}) == []


def test_a_logarithm_of_whole_numbers_begins_with_that_of_1():
    rule = {"range": "[0, 5]", "integer": True, "points": "value"}
    number = {"key": "n", "type": "number", "prompt": "n", "number": rule}
    computed = {"key": "c", "type": "computed", "title": "c", "computed": {"value": "log10(n)", "points": "value"}}
    made = document(field("f", number, computed, scoring=scoring(no_answer={"not_applicable": "worst"})))
    assert differences(made, {"n": 0}) == []


def test_own_points_are_any_number_between_their_ends():
    made = document(field("f", choice("b"), said_of("a", "clamp(divide(1, points - 0.5, item.b), -9, 9)")))
    assert differences(made, {"b": 1}) == []
