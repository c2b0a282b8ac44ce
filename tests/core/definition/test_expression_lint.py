"""What the linter says of expressions: where they may have no value, and where they are never what is asked."""

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
    a_pairwise,
    a_parent,
    a_questionnaire,
    a_rule,
    a_time,
    an_attribute,
    an_item,
)
from tests.core.faults import faults_of, findings_in

PEOPLE = {"key": "people", "title": "People", "number": {"range": "(0, inf)"}}
TABLE = {"key": "t", "inputs": [{"name": "v", "type": "number"}], "rows": [["[0, 3]", 2], ["(3, 4]", 5]]}
WORDS = [{"value": value, "title": value, "points": 0} for value in ("x", "y")]
FIELD = a_field(
    "f",
    an_item("a"),
    an_item("w", options=WORDS),
    a_multiple_choice("m", (1, 2, 3)),
    a_number("n", "(0, 10]"),
    a_time("bed", scored=False),
    a_duration("sleep", "[0, 24)", scored=False),
    scoring=a_rule(method="sum", scale=[0, 100]),
    levels="set",
)


def findings(expression, test=None):
    """What is found in a flag that asks for an expression; what is used nowhere else is left aside."""
    document = a_questionnaire(
        FIELD,
        flags=[a_flag("x", {"value": expression, "is": test or {"at_least": -(10**12)}})],
        profile=[an_attribute(), PEOPLE],
        tables=[TABLE],
        constants=[{"key": "c", "value": 2}],
        level_sets=[a_level_set("set", "[0, 50)", "[50, 100]")],
    )
    return [(place, code, severity) for place, code, severity in findings_in(document) if code != "unused"]


@pytest.mark.parametrize(
    "expression",
    [
        "a / constant.c",
        "1 / n",
        "1 / (a + 1)",
        "1 / profile.people",
        "if(a > 0, 1 / a, 0)",
        "divide(1, a, 0)",
        "1 / (24 - sleep)",
        "1 / (bed + 1)",
        "1 / (count(m) + 1)",
        "1 / (field.f.answered + 1)",
        "1 / (field.f.coverage + 1)",
        "1 / (a.points + 1)",
        "lookup('t', a)",
        "ln(n)",
        "sqrt(a)",
        "if(w = 'x', 1, 2)",
        "if(profile.kind = 'town', 1, 2)",
        "if(state(a) = 'hidden', 1, 2)",
        "if(field.f.level = 'l0', 1, 2)",
        "sum(present(m))",
        "coalesce(1 / a, 2)",
        "coalesce(max(present(m)), 0)",
        "coalesce(ln(a), mean(present(m)) + 1 / a, a)",
        "coalesce(coalesce(1 / a, 2 / a), a)",
        "coalesce(profile.people ^ 64, 0)",
    ],
)
def test_what_always_has_a_value_is_accepted(expression):
    assert findings(expression) == []


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 / a", "may_divide_by_zero"),
        ("1 / (a - 2)", "may_divide_by_zero"),
        ("1 / sleep", "may_divide_by_zero"),
        ("1 / bed", "may_divide_by_zero"),
        ("1 / count(m)", "may_divide_by_zero"),
        ("1 / field.f", "may_divide_by_zero"),
        ("1 / field.f.raw", "may_divide_by_zero"),
        ("1 / field.f.coverage", "may_divide_by_zero"),
        ("1 / field.f.answered", "may_divide_by_zero"),
        ("mod(5, a)", "may_divide_by_zero"),
        ("ln(a)", "may_be_undefined"),
        ("sqrt(a - 1)", "may_be_undefined"),
        ("lookup('t', a + 1)", "may_be_undefined"),
        ("mean(present(m))", "may_be_undefined"),
        ("coalesce(n, 1 / a)", "may_divide_by_zero"),
        ("coalesce(1 / n, a) / a", "may_divide_by_zero"),
        ("coalesce(coalesce(n, 1), coalesce(2, 1 / a))", "may_divide_by_zero"),
    ],
)
def test_what_may_have_no_value_is_an_error(expression, code):
    assert findings(expression) == [("/flags/0/when/value", code, "error")]


def test_a_number_that_may_grow_is_a_warning():
    assert ("/flags/0/when/value", "may_grow", "warning") in findings("profile.people ^ 64")


@pytest.mark.parametrize("expression", ["1 + 1", "constant.c * 3"])
def test_what_no_answer_changes_is_a_warning(expression):
    assert findings(expression) == [("/flags/0/when/value", "never_changes", "warning")]


@pytest.mark.parametrize(
    ("expression", "test", "never"),
    [
        ("a + 1", {"above": 5}, True),
        ("a + 1", {"at_least": 5}, False),
        ("n", {"at_most": 0}, True),
        ("sleep", {"at_least": 24}, True),
        ("bed", {"above": 1439}, True),
        ("bed", {"equal": 1439}, False),
        ("field.f.coverage", {"above": 1}, True),
    ],
)
def test_a_test_that_nothing_passes_is_never_true(expression, test, never):
    assert (("/flags/0/when", "never_true", "error") in findings(expression, test)) is never


def test_two_tests_of_one_expression_may_exclude_each_other():
    value = {"value": "a + n"}
    both = {"all": [{**value, "is": {"above": 5}}, {**value, "is": {"below": 5}}]}
    document = a_questionnaire(a_field("f", an_item("a"), a_number("n")), flags=[a_flag("x", both)])
    assert findings_in(document) == [("/flags/0/when", "never_true", "error")]


def test_every_place_of_a_condition_is_looked_at():
    bad = {"not": {"any": [{"all": [{"value": "1 / a", "is": {"above": 0}}]}, {"item": "a", "is": 0}]}}
    field = a_field("f", an_item("a"), an_item("b", shown_when=bad), levels="set", gates=[a_gate("l1", bad)])
    document = a_questionnaire(field, level_sets=[a_level_set("set", "[0, 1)", "[1, 4]")])
    places = [place for place, code, _ in findings_in(document) if code == "may_divide_by_zero"]
    inside = "not/any/0/all/0/value"
    assert places == [f"/fields/0/items/1/shown_when/{inside}", f"/fields/0/gates/0/requires/{inside}"]


def test_what_never_has_a_value_is_said_once_and_not_what_follows_from_it():
    for expression in ("1 / 0", "sqrt(a - 9)", "if(a > 9, 1, null)", "1 / (a - a) / 0", "ln(0 - n) + 1 / a"):
        assert findings(expression) == [("/flags/0/when/value", "never_defined", "error")], expression
    document = a_questionnaire(a_field("f", an_item("a"), an_item("b", points=(None, None)) | {"points": "points + a"}))
    assert findings_in(document) == [("/fields/0/items/1/points", "never_defined", "error")]


class TestCohort:
    @pytest.mark.parametrize(
        ("expression", "codes"),
        [
            ("100 * (count_true(all.a >= 3) - count_true(all.a <= 1)) / count(all.a)", []),
            ("mean((all.a - mean(all.a)) * (all.a - mean(all.a)))", []),
            ("sum(all.n) / (count(all.n) - 2)", []),
            ("constant.c / mean(all.n)", []),
            ("if(count(all.a) > 5, mean(all.a), null)", []),
            ("1 / product(all.n)", ["may_divide_by_zero"]),
            ("sum(all.n) / (count(all.n) - 3)", ["may_divide_by_zero"]),
            ("mean(1 / all.a)", ["may_divide_by_zero"]),
            ("1 / sum(all.a - 2)", ["may_divide_by_zero"]),
            ("1 / 0 * count(all.a)", ["never_defined"]),
            ("sum(ln(0 - all.n))", ["never_defined"]),
            ("constant.c", ["never_changes"]),
        ],
    )
    def test_the_values_of_a_group_are_looked_at_like_all_else(self, expression, codes):
        cohort = [{"key": "v", "title": "V", "value": expression, "minimum_answered": 3}]
        document = a_questionnaire(FIELD, cohort=cohort, constants=[{"key": "c", "value": 2}])
        document["level_sets"] = [a_level_set("set", "[0, 50)", "[50, 100]")]
        found = [code for place, code, _ in findings_in(document) if place.startswith("/cohort")]
        assert found == codes

    @pytest.mark.parametrize(
        ("expression", "message"),
        [
            ("f", "“f” (field) is written field.f in expressions."),
            ("f.raw", "“f.raw” (field) is written field.f.raw in expressions."),
            ("kind", "“kind” (profile attribute) is written profile.kind in expressions."),
            ("c", "“c” (constant) is written constant.c in expressions."),
            ("t", "“t” (table) is written lookup('t', …) in expressions."),
            ("x", "“x” (flag) is written flag.x in expressions."),
            ("k", "“k” (item class) is written class.k.points in expressions."),
            ("units(f)", "“f” is not a repeated field."),
            ("wins(a, 'x')", "“a” is not an item of type pairwise."),
            ("p.y.x = 'x'", "“p.y.x” (item) is written p.x.y in expressions."),
            ("p.z.x = 'x'", "“p.z.x” (item) is written p.x.z in expressions."),
        ],
    )
    def test_what_is_there_under_another_name_is_told(self, expression, message):
        with pytest.raises(DefinitionInvalid) as refused:
            findings_in(
                a_questionnaire(
                    a_field("f", an_item("a"), a_pairwise("p")),
                    flags=[a_flag("x", {"item": "a", "is": 1}), a_flag("y", {"value": expression})],
                    profile=[an_attribute()],
                    constants=[{"key": "c", "value": 2}],
                    tables=[TABLE],
                    item_classes=[{"key": "k", "title": "K"}],
                )
            )
        assert [problem.message() for problem in refused.value.problems] == [message]

    def test_who_forgets_everybody_is_told_how_it_is_written(self):
        cohort = [{"key": "v", "title": "V", "value": "mean(a)"}]
        with pytest.raises(DefinitionInvalid, match=r"“a” cannot be asked for at this point\. \(all\.a\?\)"):
            parse_definition(a_questionnaire(FIELD, cohort=cohort))


def test_only_of_what_is_present_of_all_entries_something_is_always_there():
    rule = a_rule(formula="max(2 * present(a.points, b.points))", method=None, scale=[0, 8])
    document = a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=rule))
    assert findings_in(document) == [("/fields/0/scoring/formula", "may_be_undefined", "error")]


def test_what_has_no_value_with_few_units_may_have_one_with_many():
    rule = a_rule(formula="sum(field.t.fields) + sqrt(units(t) - 2)", no_answer={"not_computed": "exclude"})
    del rule["method"]
    units = {"minimum": 1, "maximum": 3, "title": "Team", "scoring": a_rule()}
    document = a_questionnaire(
        a_parent("p", a_field("t", an_item("q"), units=units), scoring=rule | {"scale": [0, 20]})
    )
    assert findings_in(document) == [("/fields/0/scoring/formula", "may_be_undefined", "error")]


def test_a_score_that_depends_on_itself_is_said_once():
    rule = a_rule(formula="field.f + a.points")
    del rule["method"], rule["no_answer"]["not_computed"]
    assert faults_of(a_questionnaire(a_field("f", an_item("a"), scoring=rule))) == [("/fields/0/scoring", "cycle")]


def test_a_mode_that_is_not_there_is_answered_by_those_that_are():
    document = a_questionnaire(FIELD, flags=[a_flag("x", {"value": "round(a, 1, 'kaufm') > 1"})])
    with pytest.raises(DefinitionInvalid, match=r"“kaufm” is not one of: half_even, half_up, "):
        parse_definition(document)
