"""Fields without a score: the worst label of all, a matrix, stages."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from tests.builders import (
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_parent,
    a_questionnaire,
    a_rule,
    an_item,
    an_overall,
    explanation_of,
    no_answer,
    result_of,
)

RISK = {"key": "risk", "levels": [{"key": key, "title": key.title()} for key in ("low", "medium", "high")]}
CASES = [
    {"level": "high", "when": {"any": [{"field": key, "level": {"is": "l2"}} for key in "fg"]}},
    {"level": "medium", "when": {"field": "f", "level": {"is": "l1"}}},
    {"level": "low"},
]


def a_levels_rule(**overrides):
    rule = a_rule(method="none", **overrides)
    del rule["scale"]
    return rule


def worst_label(**overrides):
    fields = [a_field(key, an_item(f"{key}_item"), levels="set") for key in "fg"]
    overall = an_overall(scoring=a_levels_rule(), levels="risk", classify=CASES)
    return a_questionnaire(*fields, overall=overall, level_sets=[a_level_set(), RISK], **overrides)


DECIDING = {
    "high": " What decides for the level “High”: “Field f”: level “Level 2”.",
    "medium": " What decides for the level “Medium”: “Field f”: level “Level 1”.",
    "low": " The level “Low” holds where no case before it does.",
    None: " The level is open: something that decides it is missing.",
}


@pytest.mark.parametrize(
    ("given", "level", "status"),
    [
        ({"f_item": 4, "g_item": 0}, "high", "valid"),
        ({"f_item": 2, "g_item": 0}, "medium", "valid"),
        ({"f_item": 0, "g_item": 1}, "low", "valid"),
        ({"f_item": 4}, "high", "provisional"),
        ({"f_item": 0}, None, "provisional"),
    ],
)
def test_the_worst_label_of_all_fields(given, level, status):
    found = result_of(worst_label(), given, "overall")
    assert (found.score, found.raw_score, found.score_min, found.score_max, found.scale) == (None,) * 5
    assert (found.level.key if found.level else None, found.status, found.reason) == (level, status, None)
    assert found.explanation is not None
    assert explanation_of(found).formula is None
    assert explanation_of(found).text == f"Answered: {len(given)} of 2 items that count here." + (
        ("" if len(given) > 1 else " Open: 1 × unanswered.") + DECIDING[level]
    )
    lines = explanation_of(found).contributions or ()
    assert [(one.weight, one.weighted) for one in lines] == [(None, None)] * 2


def test_without_anything_to_go_by_there_is_no_level():
    found = result_of(worst_label(), {}, "overall")
    assert (found.level, found.status, found.reason) == (None, "not_computed", "nothing_answered")
    assert found.text == "No level: nothing has been answered here yet."


def test_a_gate_leaves_the_case_that_held_as_it_is():
    document = worst_label()
    document["overall"]["gates"] = [a_gate("medium", {"item": "g_item", "points": {"at_least": 1}})]
    found = result_of(document, {"f_item": 4, "g_item": 0}, "overall")
    assert (found.level and found.level.key, found.text) == ("low", "Before medium.")
    assert "What decides for the level “High”: “Field f”: level “Level 2”." in explanation_of(found).text


def test_stages_without_a_score():
    gates = [a_gate(level, {"item": "a", "points": {"at_least": at}}) for level, at in (("medium", 1), ("high", 3))]
    field = a_field("f", an_item("a"), an_item("b"), scoring=a_levels_rule(), levels="risk", gates=gates)
    document = a_questionnaire(field, level_sets=[RISK])
    assert lint(parse_definition(document)) == ()
    found = result_of(document, {"a": 2, "b": 0})
    assert found.level is not None
    assert (found.level.key, found.level.capped_from, found.text) == ("medium", "high", "Before high.")
    upward = explanation_of(found).next_level
    assert upward is not None
    assert [(change.item, change.target) for change in upward.changes or ()] == [("a", 3)]
    lowest = result_of(document, {"a": no_answer("not_applicable"), "b": 0}).level
    assert lowest is not None
    assert lowest.key == "low"


def test_the_rules_of_coverage_hold():
    rule = a_levels_rule(coverage={"provisional": 0.5, "valid": 1}, no_answer={"declined": "required"})
    items = [an_item(key) for key in "abc"]
    document = a_questionnaire(a_field("f", *items, scoring=rule, levels="risk"), level_sets=[RISK])
    assert [
        result_of(document, given).reason for given in ({"a": 1}, {"a": 1, "b": 1, "c": no_answer("declined")})
    ] == [
        "coverage",
        "required_missing",
    ]
    assert result_of(document, {"a": 1, "b": 1}).status == "provisional"


def test_parents_and_conditions_see_no_score():
    child = a_field("f", an_item("a"), scoring=a_levels_rule(), levels="risk")
    parent = a_parent("p", child, a_field("g", an_item("b")))
    flags = [a_flag("x", {"field": "f", "score": {"at_least": 0}})]
    document = a_questionnaire(parent, level_sets=[RISK], flags=flags)
    found = result_of(document, {"a": 4, "b": 2}, "p")
    assert (found.score, found.status) == (2, "provisional")


@pytest.mark.parametrize("levels", ["set", "none"])
def test_levels_with_ranges_need_a_score(levels):
    field = a_field("f", an_item("a"), scoring=a_levels_rule(), levels=levels)
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(a_questionnaire(field, level_sets=[a_level_set()]))
    assert [(one.code, one.location) for one in caught.value.problems] == [("levels_need_score", "/fields/0")]
