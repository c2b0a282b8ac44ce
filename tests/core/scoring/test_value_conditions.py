"""Conditions over the number that an expression comes to: where they may stand, what they see, how they are told."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, parse_definition
from tests.builders import (
    a_duration,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    a_suggestion,
    a_text,
    a_time,
    an_attribute,
    an_item,
    evaluation_of,
    no_answer,
)
from tests.core.faults import faults_of

WORDS = [{"value": "yes", "title": "Yes", "points": 1}, {"value": 2, "title": "Two", "points": 2}]
FIELD = a_field(
    "f",
    an_item("a"),
    an_item("w", options=WORDS),
    a_multiple_choice("m", (1, 2, 3)),
    a_number("n", "[0, 10]"),
    a_time("bed", scored=False),
    a_duration("sleep", scored=False),
    a_text("t"),
    an_item("hidden", shown_when={"any": []}),
    scoring=a_rule(method="sum", scale=[0, 100]),
    levels="set",
)
FRAME = {"level_sets": [a_level_set("set", "[0, 50)", "[50, 100]")], "item_classes": [{"key": "k", "title": "K"}]}
PEOPLE = {"key": "people", "title": "People", "number": {"range": "[0, 1000]"}}


def value_of(expression, given, *, profile=None):
    """The number an expression comes to in a flag, found by halving; None where it is unknown."""
    tests = [a_flag(f"over_{limit}", {"value": expression, "is": {"at_least": limit}}) for limit in range(31)]
    document = a_questionnaire(FIELD, flags=tests, profile=[an_attribute(), PEOPLE], **FRAME)
    flags = evaluation_of(document, given, profile=profile or {}).flags
    return None if None in flags.values() else sum(1 for reached in flags.values() if reached) - 1


@pytest.mark.parametrize(
    ("expression", "given", "value"),
    [
        ("a + 1", {"a": 3}, 4),
        ("a + 1", {}, None),
        ("a.points * 2", {"a": 3}, 6),
        ("if(w = 'yes', 1, 2)", {"w": "yes"}, 1),
        ("if(w = '2', 1, 2)", {"w": 2}, 1),
        ("count(m)", {"m": [0, 2]}, 2),
        ("if(includes(m, 2), 5, 6)", {"m": [0, 2]}, 5),
        ("n * 2", {"n": "2.5"}, 5),
        ("elapsed(bed, 30) / 10", {"bed": "23:30"}, 6),
        ("sleep * 2", {"sleep": "PT7H30M"}, 15),
        ("if(state(a) = 'declined', 7, 8)", {"a": no_answer("declined")}, 7),
        ("if(state(hidden) = 'hidden', 7, 8)", {"hidden": 1}, 7),
        ("if(answered(a), 1, 0)", {"a": 0}, 1),
        ("coalesce(a, 9)", {"a": no_answer("dont_know")}, 9),
        ("field.f", {"a": 3, "n": 2}, 5),
        ("field.f.raw", {"a": 3, "n": 2}, 5),
        ("field.f.answered", {"a": 3, "n": 2}, 2),
        ("field.f.applicable", {"a": no_answer("not_applicable"), "n": 2}, 3),
        ("field.f.coverage * 4", {"a": 3, "n": 2}, 2),
        ("if(field.f.level = 'l0', 4, 5)", {"a": 3}, 4),
        ("sum(present(field.f.items.points))", {"a": 3, "n": 2}, 5),
        ("if(flag.over_0, 1, 2)", {"a": 3}, None),
    ],
)
def test_names_mean_what_conditions_see(expression, given, value):
    if "flag." in expression:
        first = a_flag("first", {"item": "a", "is": 3})
        second = a_flag("second", {"value": "if(flag.first, 1, 2)", "is": {"equal": 1}})
        assert evaluation_of(a_questionnaire(flags=[first, second], fields=[FIELD], **FRAME), given).flags["second"]
        return
    assert value_of(expression, given) == value


def test_the_profile_can_be_named():
    assert value_of("if(profile.kind = 'town', 3, 4)", {}, profile={"kind": "town"}) == 3
    assert value_of("profile.people / 100", {}, profile={"people": 700}) == 7
    assert value_of("profile.people / 100", {}) is None


@pytest.mark.parametrize(
    ("where", "expression", "code"),
    [
        ("shown_when", "a + later", "not_known_here"),
        ("shown_when", "field.f", "not_known_here"),
        ("shown_when", "sum(class.k.points)", "nothing_to_score"),
        ("applies_to", "a", "not_known_here"),
        ("gate", "if(field.f.level = 'l0', 1, 0)", "not_known_here"),
        ("gate", "if(flag.x, 1, 0)", "not_known_here"),
        ("flag", "value + 1", "not_known_here"),
        ("flag", "nobody", "unknown_name"),
        ("flag", "t", "text_not_computable"),
        ("flag", "a = 1", "type_differs"),
        ("flag", "a +", "expression_ends"),
        ("flag", "", "expression_ends"),
    ],
)
def test_what_is_not_known_at_a_place_is_refused_at_its_character(where, expression, code):
    condition = {"value": expression, "is": {"above": 1}}
    item = an_item("b") | ({where: condition} if where in ("shown_when", "applies_to") else {})
    gates = [a_gate("l1", condition)] if where == "gate" else []
    document = a_questionnaire(
        a_field("f", an_item("a"), item, an_item("later"), a_text("t"), levels="set", gates=gates),
        flags=[a_flag("x", condition)] if where == "flag" else [],
        **{**FRAME, "level_sets": [a_level_set()]},
    )
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(document)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].location.endswith("/value")
    assert isinstance(refused.value.problems[0].parameters["at"], int)


def test_without_a_test_the_expression_says_what_is_true():
    document = a_questionnaire(flags=[a_flag("x", {"value": "1 + 1"})])
    assert faults_of(document) == [("/flags/0/when/value", "type_differs")]
    document = a_questionnaire(flags=[a_flag("x", {"value": "1 < 2", "is": {"equal": 1}})])
    assert faults_of(document) == [("/flags/0/when/value", "type_differs")]


@pytest.mark.parametrize(
    ("given", "flag"), [({"a": 3, "n": 4}, True), ({"a": 3, "n": 1}, False), ({"a": 1}, False), ({"a": 3}, None)]
)
def test_what_is_not_known_to_be_true_is_unknown(given, flag):
    document = a_questionnaire(FIELD, flags=[a_flag("x", {"value": "a > 2 and n > 2"})], **FRAME)
    assert evaluation_of(document, given).flags["x"] is flag


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("This holds: a > n.", "This does not hold: a < n.")),
        ("de", ("Es trifft zu: a > n.", "Es trifft nicht zu: a < n.")),
    ],
)
def test_a_suggestion_tells_the_expression_that_is_true(language, texts):
    when = {"all": [{"value": "a > n"}, {"not": {"value": "a < n"}}]}
    document = a_questionnaire({**FIELD, "suggestions": [a_suggestion("s", when=when)]}, languages=[language], **FRAME)
    (suggestion,) = evaluation_of(document, {"a": 3, "n": 1}, language).suggestions
    assert tuple(reason.text for reason in suggestion.because) == texts
    assert [(reason.rule, reason.values, reason.thresholds) for reason in suggestion.because] == [
        ("value", {"value": True}, {"value": "a > n"}),
        ("not_value", {"value": False}, {"value": "a < n"}),
    ]


def test_a_gate_opens_by_what_is_true_and_the_next_level_is_found():
    gate = a_gate("l1", {"value": "a >= 2 and b >= 2"})
    field = a_field("f", an_item("a"), an_item("b"), levels="set", gates=[gate])
    document = a_questionnaire(field, level_sets=[a_level_set("set", "[0, 1)", "[1, 4]")])
    (held,) = evaluation_of(document, {"a": 4, "b": 1}).fields
    assert held.explanation is not None
    assert held.explanation.next_level is not None
    changes = {change.item: change.target for change in held.explanation.next_level.changes or ()}
    (raised,) = evaluation_of(document, {"a": 4, "b": 1, **changes}).fields
    assert raised.level is not None
    assert raised.level.key == "l1"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a + n = 7.5 (at least 5)."), ("de", "a + n = 7,5 (mindestens 5).")]
)
def test_a_suggestion_tells_the_expression_and_its_number(language, text):
    when = {"value": "a + n", "is": {"at_least": 5}}
    document = a_questionnaire({**FIELD, "suggestions": [a_suggestion("s", when=when)]}, languages=[language], **FRAME)
    (suggestion,) = evaluation_of(document, {"a": 3, "n": 4.5}, language).suggestions
    (reason,) = suggestion.because
    assert reason.text == text
    assert (reason.rule, reason.values, reason.thresholds) == (
        "value",
        {"value": 7.5},
        {"value": "a + n", "at_least": 5},
    )


@pytest.mark.parametrize(
    ("expression", "text", "value"),
    [
        ("10 ^ 400 + a", "1.000000000 · 10^400", "1" + "0" * 399 + "3"),
        ("a / 10 ^ 400", "3 · 10^−400", "3/1" + "0" * 400),
        ("a / 1000", "0.003", 0.003),
        ("a / 7", "0.43", 3 / 7),
    ],
)
def test_a_number_that_is_very_long_or_small_is_told_briefly_and_never_wrong(expression, text, value):
    when = {"value": expression, "is": {"above": 0}}
    document = a_questionnaire({**FIELD, "suggestions": [a_suggestion("s", when=when)]}, languages=["en"], **FRAME)
    (suggestion,) = evaluation_of(document, {"a": 3}, "en").suggestions
    (reason,) = suggestion.because
    assert reason.text == f"{expression} = {text} (more than 0)."
    assert reason.values == {"value": value}


def test_a_gate_opens_by_an_expression_and_the_next_level_is_found():
    gate = a_gate("l1", {"value": "min(a, b)", "is": {"at_least": 2}})
    field = a_field("f", an_item("a"), an_item("b"), levels="set", gates=[gate])
    document = a_questionnaire(field, level_sets=[a_level_set("set", "[0, 1)", "[1, 4]")])
    (held,) = evaluation_of(document, {"a": 4, "b": 1}).fields
    assert held.level is not None
    assert held.level.key == "l0"
    assert held.explanation is not None
    following = held.explanation.next_level
    assert following is not None
    changes = {change.item: change.target for change in following.changes or ()}
    assert changes
    (raised,) = evaluation_of(document, {"a": 4, "b": 1, **changes}).fields
    assert raised.level is not None
    assert raised.level.key == "l1"


def test_a_gate_may_ask_for_the_score_of_another_field():
    gate = a_gate("l1", {"value": "field.g - field.h", "is": {"above": 0}})
    fields = [
        a_field("g", an_item("a")),
        a_field("h", an_item("b")),
        a_field("f", an_item("c"), levels="set", gates=[gate]),
    ]
    document = a_questionnaire(a_parent("p", *fields), level_sets=[a_level_set("set", "[0, 1)", "[1, 4]")])
    levels = {
        b: {found.key: found.level for found in evaluation_of(document, {"a": 2, "b": b, "c": 4}).fields}["f"]
        for b in (1, 2)
    }
    assert [level.key for level in levels.values() if level is not None] == ["l1", "l0"]
