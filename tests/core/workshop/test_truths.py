"""Conditions over what a release says: true, false, or open."""

import pytest

from selfcheck_service.core.definition import Interval, parse_definition
from selfcheck_service.core.definition.exact import parse_interval
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.core.workshop.truths import Known, lies_in, truth_of
from tests.builders import a_field, a_flag, a_level_set, a_questionnaire, a_suggestion, an_attribute, an_item


def truth(condition):
    """The truth where f lies from 1 to 2, in l1 or l2, a at 1 to 1.5, b at 3, and nothing is said of g and c."""
    document = a_questionnaire(
        a_field("f", an_item("a"), an_item("b"), an_item("c"), levels="set"),
        a_field("g", an_item("d"), levels="set"),
        level_sets=[a_level_set("set", "[0, 1)", "[1, 2)", "[2, 4]")],
        suggestion_types=[{"key": "step", "title": "Step"}],
        suggestions=[a_suggestion("s", field="f", when=condition)],
        profile=[an_attribute("kind"), {"key": "people", "title": "People", "number": {"range": "[0, 9]"}}],
        flags=[a_flag("known", {"field": "f", "score": {"at_least": 1}}), a_flag("open", {"item": "c", "is": 1})],
    )
    plan = compile_plan(parse_definition(document))
    known = Known(
        plan=plan,
        profile={"kind": "town", "people": 5},
        scores={"f": parse_interval("[1, 2]")},
        levels={"f": frozenset(("l1", "l2")), "g": frozenset()},
        points={"a": parse_interval("[1, 1.5]"), "b": parse_interval("[3, 3]")},
    )
    return truth_of(plan.suggestions[0].definition.trigger, known)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"field": "f", "score": {"at_least": 1}}, True),
        ({"field": "f", "score": {"above": 1}}, None),
        ({"field": "f", "score": {"above": 2}}, False),
        ({"field": "f", "score": {"below": 2}}, None),
        ({"field": "f", "score": {"at_most": 2, "at_least": 0}}, True),
        ({"field": "f", "score": {"equal": 3}}, False),
        ({"field": "g", "score": {"below": 2}}, None),
        ({"field": "f", "level": {"at_least": "l1"}}, True),
        ({"field": "f", "level": {"is": "l2"}}, None),
        ({"field": "f", "level": {"is": "l0"}}, False),
        ({"field": "g", "level": {"is": "l0"}}, None),
        ({"field": "f", "coverage": {"at_least": 0}}, None),
        ({"item": "a", "points": {"at_most": 1.5}}, True),
        ({"item": "a", "points": {"below": 1.5}}, None),
        ({"item": "b", "points": {"equal": 3}}, True),
        ({"item": "c", "points": {"at_least": 0}}, None),
        ({"item": "a", "is": 1}, None),
        ({"every": {"items": ["a", "b"]}, "points": {"at_least": 1}}, True),
        ({"every": {"field": "f"}, "points": {"at_least": 2}}, False),
        ({"some": {"field": "f"}, "points": {"at_least": 3}}, True),
        ({"some": {"items": ["a", "c"]}, "points": {"at_least": 3}}, None),
        ({"some": {"items": ["a", "b"]}, "points": {"above": 3}}, False),
        ({"all": []}, True),
        ({"any": []}, False),
        ({"all": [{"item": "b", "points": {"equal": 3}}, {"item": "c", "is": 1}]}, None),
        ({"any": [{"item": "b", "points": {"equal": 3}}, {"item": "c", "is": 1}]}, True),
        ({"not": {"item": "b", "points": {"equal": 3}}}, False),
        ({"not": {"item": "c", "is": 1}}, None),
        ({"flag": "known", "is": True}, True),
        ({"flag": "known", "is": False}, False),
        ({"flag": "open", "is": False}, None),
        ({"profile": "kind", "is": "town"}, True),
        ({"profile": "kind", "is": "county"}, False),
        ({"profile": "people", "number": {"at_least": 1}}, None),
        ({"count": {"field": "f"}, "answered": True, "is": {"at_least": 1}}, None),
    ],
)
def test_a_condition_is_true_where_it_holds_for_all_that_is_possible(condition, expected):
    assert truth(condition) is expected


def test_an_attribute_that_is_not_known_decides_nothing():
    known = Known(compile_plan(parse_definition(a_questionnaire())), {}, {}, {}, {})
    condition = a_questionnaire(
        profile=[an_attribute()],
        suggestion_types=[{"key": "step", "title": "Step"}],
        suggestions=[a_suggestion("s", field="f", when={"profile": "kind", "is": "town"})],
    )
    assert truth_of(parse_definition(condition).suggestions[0].trigger, known) is None


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ("[0, 1)", "[0, 1)", True),
        ("[0, 1)", "[1, 2]", False),
        ("[0, 1]", "[1, 2]", None),
        ("[1, 2)", "[0, 2)", True),
        ("[1, 2]", "[0, 2)", None),
    ],
)
def test_ends_that_are_open_are_kept_apart(found, wanted, expected):
    assert lies_in(parse_interval(found), parse_interval(wanted)) is expected
    assert isinstance(parse_interval(found), Interval)
