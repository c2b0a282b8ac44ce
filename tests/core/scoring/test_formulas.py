"""Formulas: what enters, what names mean in them, why there is no score, what the score could have been."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import evaluate, names, parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.formulas import Formulas
from tests.builders import (
    a_computed,
    a_field,
    a_level_set,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    answers,
    explanation_of,
    lines_of,
    no_answer,
    plan_of,
    result_of,
)

SCORED = [an_item(key) for key in "abc"]
WORDS = [{"value": value, "title": value, "points": points} for value, points in (("x", 1), ("y", 3))]


def a_formula(text, **overrides):
    """A scoring rule with a formula in place of the method."""
    rule = a_rule(formula=text, **overrides)
    del rule["method"]
    return rule


def field(text, *items, **overrides):
    return a_questionnaire(a_field("f", *(items or SCORED), scoring=a_formula(text, **overrides)))


def numbers(document, given, key="f", **members):
    found = result_of(document, given, key, **members)
    return found.score, found.score_min, found.score_max, found.reason


def codes_of(document):
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(document)
    return [(problem.code, problem.location) for problem in caught.value.problems]


class TestWhatEnters:
    def test_whatever_is_named_enters_in_document_order(self):
        found = result_of(field("c.points - a.points"), {"a": 1, "c": 4})
        assert found.score == 3
        assert [(line.key, line.points) for line in lines_of(found)] == [("a", 1), ("c", 4)]
        assert found.coverage == 1

    @pytest.mark.parametrize("policies", [{}, {"not_applicable": "required"}])
    def test_an_answer_without_points_is_taken_whatever_the_policies(self, policies):
        rule = a_formula("2 * length", scale=[0, 20])
        rule["no_answer"] = {"unanswered": "exclude", **policies}
        length = a_number("length", scored=False, no_answers=["not_applicable"] if policies else [])
        del length["number"]["points"]
        found = result_of(a_questionnaire(a_field("f", length, scoring=rule)), {"length": 3})
        assert found.score == 6
        assert [(line.treatment, line.points, line.weighted) for line in lines_of(found)] == [("taken", None, None)]

    def test_an_entry_that_leads_nowhere_is_a_fault_and_no_crash(self):
        document = field("a.points", of=[{"item": "gone"}])
        assert codes_of(document) == [("unknown_reference", "/fields/0/scoring/of/0/item")]

    def test_what_of_says_enters_and_nothing_else(self):
        document = field("b.points", of=[{"item": "a"}])
        assert numbers(document, {"b": 3})[3] == "nothing_answered"
        assert numbers(document, {"a": 0, "b": 3})[0] == 3

    def test_an_item_that_is_not_scored_enters_where_it_is_named(self):
        document = field("100 * a / n", an_item("a"), a_number("n", "[1, 10]", points=None, scored=False))
        del document["fields"][0]["items"][1]["number"]["points"]
        assert numbers(document, {"a": 2, "n": 8}) == (25, 25, 25, None)
        found = result_of(document, {"n": 8})
        assert (found.score, found.reason, found.coverage) == (None, "formula_missing", 0.5)
        assert numbers(document, {"a": 2})[1:3] == (20, 200)

    def test_lists_of_a_class_and_of_a_field_name_their_items(self):
        items = [an_item("a", classes=["k"]), an_item("b", classes=["k"]), an_item("c")]
        document = {**field("count_true(class.k.points >= 2)", *items), "item_classes": [{"key": "k", "title": "K"}]}
        assert numbers(document, {"a": 2, "b": 4, "c": 4})[0] == 2
        other = a_questionnaire(
            a_field("g", *SCORED), a_field("f", an_item("d"), scoring=a_formula("sum(field.g.items.values)"))
        )
        assert numbers(other, {"a": 1, "b": 2, "c": 3})[0] == 6

    def test_scores_of_fields_enter_as_parents_see_them(self):
        child = a_field("g", an_item("a"), an_item("b"), an_item("c"), scoring=a_rule())
        child["scoring"]["rounding"] = {"digits": 0, "mode": "half_up", "stage": "before_aggregation"}
        parent = a_questionnaire(child, {"key": "f", "title": "F", "scoring": a_formula("10 * field.g", scale=[0, 40])})
        assert numbers(parent, {"a": 1, "b": 2, "c": 2}) == (20, 20, 20, None)

    def test_a_fallback_where_a_field_has_no_score(self):
        fields = [a_field("g", an_item("a")), a_field("h", an_item("b"))]
        rule = a_formula("coalesce(field.g, field.h)")
        document = a_questionnaire(*fields, {"key": "f", "title": "F", "scoring": rule})
        assert numbers(document, {"a": 3, "b": 1})[0] == 3
        assert numbers(document, {"b": 1})[0] == 1
        rule["no_answer"] = {**rule["no_answer"], "not_computed": {"points": 2}}
        assert numbers(document, {"b": 1})[0] == 2

    def test_children_by_their_list_and_by_entries(self):
        children = [a_field("g", an_item("a")), a_field("h", an_item("b"), weight=3)]
        document = a_questionnaire(a_parent("f", *children, scoring=a_formula("max(field.f.fields)")))
        assert numbers(document, {"a": 1, "b": 2})[0] == 2
        weighted = a_formula("weighted(entries.points, entries.weights) / mean(entries.maximums)", of="fields")
        document = a_questionnaire(a_parent("f", *children, scoring=weighted))
        assert numbers(document, {"a": 0, "b": 4})[0] == 0.75

    def test_parts_of_a_fields_evaluation(self):
        text = "field.g.raw + field.g.coverage + field.g.answered * 10 + field.g.applicable * 100"
        document = a_questionnaire(
            a_field("g", *SCORED), {"key": "f", "title": "F", "scoring": a_formula(text, scale=[0, 400])}
        )
        assert numbers(document, {"a": 1, "b": 3, "c": 2}) == (333, 333, 333, None)
        assert numbers(document, {"a": 1, "b": 3}) == (pytest.approx(322.6666666667), None, None, None)


class TestPolicies:
    def test_points_see_them_and_values_do_not(self):
        document = field("a.points + b.points", no_answer={"unanswered": {"points": 2}})
        assert numbers(document, {"a": 1}) == (3, 3, 3, None)
        values = field("a + b", no_answer={"unanswered": {"points": 2}})
        assert numbers(values, {"a": 1}) == (None, None, None, "formula_missing")

    @pytest.mark.parametrize(("policy", "score"), [("worst", 1), ("best", 5), ("exclude", None), ("required", None)])
    def test_every_policy(self, policy, score):
        document = field("a.points + b.points", no_answer={"declined": policy})
        found = result_of(document, {"a": 1, "b": no_answer("declined")})
        assert found.score == score
        assert found.reason == {"exclude": "formula_missing", "required": "required_missing"}.get(policy)

    def test_entries_that_take_no_part_are_null(self):
        document = field("mean(present(entries.points)) + 0.1 * count(present(entries.weights))", of="items")
        assert numbers(document, {"a": 4, "c": 0})[0] == 2.2


class TestReasons:
    def test_undefined_is_not_missing(self):
        document = field("a.points / b.points")
        assert numbers(document, {"a": 1, "b": 0}) == (None, None, None, "formula_undefined")
        assert numbers(document, {"a": 1})[3] == "formula_missing"

    def test_an_attribute_that_was_not_given_is_missing(self):
        rule = a_formula("if(profile.kind = 'town', a.points, 2 * a.points)", scale=[0, 8])
        document = a_questionnaire(a_field("f", an_item("a"), scoring=rule), profile=[an_attribute()])
        assert numbers(document, {"a": 1}) == (None, None, None, "formula_missing")
        assert numbers(document, {"a": 1}, profile={"kind": "county"})[0] == 2

    def test_nothing_answered_comes_before_the_formula(self):
        assert numbers(field("coalesce(a, 3)"), {})[3] == "nothing_answered"
        assert numbers(field("coalesce(a, 3)"), {"a": no_answer("not_applicable")})[3] == "nothing_applicable"


class TestBounds:
    def test_open_points_and_values_are_anything_in_their_range(self):
        assert numbers(field("a.points + 10 * b.points", scale=[0, 44]), {"a": 1})[1:3] == (1, 41)
        assert numbers(field("10 - a"), {"b": 1})[1:3] == (6, 10)
        assert numbers(field("5 - a + b"), {"b": 1})[1:3] == (2, 6)

    def test_what_is_named_twice_is_tried_option_by_option(self):
        assert numbers(field("a.points / (a.points + b.points)", scale=[0, 1]), {"b": 2})[1:3] == (
            0,
            pytest.approx(2 / 3),
        )
        assert numbers(field("a * (4 - a)"), {"b": 1})[1:3] == (0, 4)
        assert numbers(field("a * (4 - a) + b"), {"b": 1})[1:3] == (1, 5)
        assert numbers(field("if(state(a) = 'answered', a, 0) + b"), {"b": 1})[1:3] == (1, 5)
        words = field("if(a = 'x', 1, 0) + if(a = 'y', 1, 0) + b", an_item("a", options=WORDS), an_item("b"))
        assert numbers(words, {"b": 1})[1:3] == (2, 2)

    def test_are_the_same_however_many_were_asked_for_before(self):
        items = an_item("a"), a_number("n", "[0, 1000]", integer=True)
        plan = plan_of(field("a + n", *items, scale=[0, 1004]))
        runs = [compute(parse_answers(plan, {"answers": {"n": n}})) for n in (*range(300), 0)]
        assert [(run.fields[0].low, run.fields[0].high) for run in runs] == [
            ((n, 1), (n + 4, 1)) for n in (*range(300), 0)
        ]

    def test_of_more_than_256_combinations_the_rest_is_independent(self):
        items = [an_item(key) for key in "abcde"]
        text = " + ".join(f"{key} * (4 - {key})" for key in "abcd")
        found = numbers(field(f"{text} + e", *items), {"e": 0})
        # Three of five options each are tried; the fourth is an interval from 0 to 4 in both places.
        assert found[1:3] == (0, 28)

    @pytest.mark.parametrize(("zeros", "ends"), [(34, (0, 0)), (35, (-4, 4))])
    def test_the_longer_an_expression_the_fewer_combinations_are_tried(self, zeros, ends):
        # 125 combinations of 6 names and 34 numbers are 5,000; with one number more c is an interval in both places.
        text = " + ".join(["a - a", "b - b", "c - c", *["0"] * zeros])
        assert numbers(field(text, *SCORED), {})[1:3] == ends

    def test_where_it_is_undefined_on_a_part_there_are_none(self):
        assert numbers(field("b.points / a.points"), {"b": 2})[1:3] == (None, None)

    def test_an_open_item_counts_as_answered(self):
        document = field("if(answered(a), 3, 0) + if(state(b) = 'declined', 1, 0) + c", scale=[0, 8])
        assert numbers(document, {"c": 1, "b": no_answer("declined")}) == (2, 4, 4, None)

    def test_what_is_no_entry_is_open_too(self):
        document = field("b.points + a.points", of=[{"item": "a"}])
        assert numbers(document, {"a": 1}) == (None, 1, 5, "formula_missing")
        assert numbers(field("a + if(b = 4, 1, 0)", of=[{"item": "a"}]), {"a": 1, "b": no_answer("not_applicable")})[
            1:3
        ] == (None, None)
        optional = field("a + coalesce(b, 0)", of=[{"item": "a"}])
        assert numbers(optional, {"a": 1}) == (1, 1, 5, None)

    def test_a_computed_item_is_open_where_what_it_follows_from_is(self):
        computed = a_computed("c", "a * 2", scored=False)
        document = field("b + c", an_item("a", scored=False), an_item("b"), computed, scale=[0, 12])
        assert numbers(document, {"a": 3, "b": 1}) == (7, 7, 7, None)
        assert numbers(document, {"b": 1}) == (None, 1, 9, "formula_missing")
        assert numbers(document, {"b": 1, "a": no_answer("not_applicable")})[1:] == (None, None, "formula_missing")
        other = field("b + c", an_item("a", scored=False), an_item("b"), a_computed("c", "coalesce(a, 0)"))
        assert numbers(other, {"b": 1}) == (1, 1, 5, None)

    def test_points_that_follow_are_open_and_the_answer_is_not(self):
        items = [an_item("a", scored=False), {**an_item("b"), "points": "value + a"}, an_item("c")]
        assert numbers(field("b + c", *items), {"b": 3, "c": 1}) == (4, 4, 4, None)
        document = field("b.points + c", *items, scale=[0, 12])
        assert numbers(document, {"b": 3, "c": 1, "a": 2}) == (6, 6, 6, None)
        assert numbers(document, {"b": 3, "c": 1}) == (None, 1, 9, "formula_missing")

    def test_open_fields_lie_between_their_bounds(self):
        children = [a_field("g", an_item("a"), an_item("b")), a_field("h", an_item("c"))]
        rule = a_formula("field.g - field.h", scale=[-4, 4])
        document = a_questionnaire(*children, {"key": "f", "title": "F", "scoring": rule})
        assert numbers(document, {"a": 4, "c": 1}) == (3, 1, 3, None)
        assert numbers(document, {"a": 4}) == (None, -2, 4, "formula_missing")
        rule = a_formula("field.g + field.g.coverage + field.g.answered", scale=[0, 8])
        document = a_questionnaire(*children, {"key": "f", "title": "F", "scoring": rule})
        assert numbers(document, {"a": 4}) == (5.5, 5, 7, None)

    def test_the_same_answers_have_the_same_bounds_again(self):
        items = [an_item("a"), a_number("n", "[0, 1000]", integer=True)]
        plan = plan_of(field("a * (4 - a) + n", *items, scale=[0, 2000]))
        for number in range(300):
            given = parse_answers(plan, answers(n=number % 290))
            found = evaluate(given, language="en", explanation="none").fields[0]
            assert (found.score_min, found.score_max) == (number % 290, number % 290 + 4)

    def test_what_takes_no_part_is_null_in_them(self):
        given = {"a": no_answer("not_applicable")}
        assert numbers(field("coalesce(a.points, 1) + b.points", scale=[0, 8]), given)[1:3] == (1, 5)

    def test_each_option_is_tried_as_an_answer(self):
        assert numbers(field("if(answered(a), a * (4 - a), 9) + b"), {"b": 0})[1:3] == (0, 4)


class TestChecks:
    def test_a_formula_and_a_method_exclude_each_other(self):
        document = field("a.points")
        document["fields"][0]["scoring"]["method"] = "mean"
        assert codes_of(document) == [("exactly_one_of", "/fields/0/scoring")]

    def test_a_formula_switches_an_inherited_method_off_and_the_reverse(self):
        document = {**field("a.points + b.points", scale=[0, 8]), "defaults": {"scoring": a_rule(rescale_from=[0, 2])}}
        assert numbers(document, {"a": 1, "b": 2})[0] == 12
        document["fields"][0]["scoring"]["transform"] = "raw"
        assert numbers(document, {"a": 1, "b": 2})[0] == 3

    def test_the_defaults_have_no_formula(self):
        rule = a_formula("a.points")
        document = {**a_questionnaire(a_field("f", *SCORED)), "defaults": {"scoring": rule}}
        assert ("not_in_defaults", "/defaults/scoring/formula") in codes_of(document)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("nowhere", "unknown_name"),
            ("a + 'x'", "type_differs"),
            ("raw", "not_known_here"),
            ("entries.points", "not_known_here"),
            ("field.f.level", "not_known_here"),
            ("1 + 1", "nothing_to_score"),
            ("field.f", "cycle"),
        ],
    )
    def test_faults_have_their_place(self, text, code):
        assert codes_of(field(text))[0][0] == code

    def test_fields_are_computed_in_the_order_that_formulas_ask_for(self):
        first = {"key": "f", "title": "F", "scoring": a_formula("field.g + field.h", of=[{"field": "g"}], scale=[0, 8])}
        document = a_questionnaire(first, a_field("g", an_item("a")), a_field("h", an_item("b")))
        assert numbers(document, {"a": 1, "b": 2})[0] == 3

    def test_cycles_through_formulas_are_found(self):
        rules = {"f": a_formula("field.g"), "g": a_formula("a + 0 * field.h", of="items"), "h": a_formula("field.f")}
        fields = [{"key": key, "title": key, "scoring": rule} for key, rule in rules.items()]
        fields[1]["items"] = [an_item("a")]
        assert {code for code, _ in codes_of(a_questionnaire(*fields))} == {"cycle"}

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a.points / b.points", [("may_divide_by_zero", "error")]),
            ("mean(present(a.points, b.points))", []),
            ("mean(present(a.points, b.points)) + 0 * c.points", [("may_be_undefined", "error")]),
            ("mean(present(2 * a.points))", [("may_be_undefined", "error"), ("score_outside_scale", "warning")]),
            ("mean(a.points / (b.points + 1))", []),
            ("geometric(present(a.points - 1))", [("may_be_undefined", "error")]),
            ("geometric(a.points - 1, b.points)", [("may_be_undefined", "error")]),
            ("a.points * b.points", [("score_outside_scale", "warning")]),
            ("min(a.points * b.points, 4)", []),
            ("(a + 10 ^ 60) ^ 30", [("never_defined", "error")]),
            ("(a * 10 ^ 60) ^ 30", [("may_grow", "warning"), ("score_outside_scale", "warning")]),
            ("0 * a ^ 2", []),
        ],
    )
    def test_what_the_linter_says(self, text, found):
        problems = lint(parse_definition(field(text)))
        assert [(problem.code, problem.severity) for problem in problems] == found


class TestLevels:
    def test_the_way_to_the_next_level(self):
        rule = a_formula("a.points * b.points / 4")
        document = a_questionnaire(a_field("f", *SCORED, scoring=rule, levels="set"), level_sets=[a_level_set()])
        upward = explanation_of(result_of(document, {"a": 1, "b": 2})).next_level
        assert upward is not None
        assert [(change.item, change.target) for change in upward.changes or ()] == [("a", 2)]
        assert upward.exact

    def test_two_answers_that_do_it_together_are_found_though_another_does_more_alone(self):
        levels = a_level_set("set", "[0, 6)", "[6, 20]")
        rule = a_formula("a.points * b.points + c.points", scale=[0, 20])
        document = a_questionnaire(a_field("f", *SCORED, scoring=rule, levels="set"), level_sets=[levels])
        upward = explanation_of(result_of(document, {"a": 0, "b": 0, "c": 0})).next_level
        assert upward is not None
        assert {change.item for change in upward.changes or ()} == {"a", "b"}

    @pytest.mark.parametrize(
        ("text", "options", "exact"),
        [
            ("a", None, True),
            ("4 - a", [{"value": 4 - place, "title": "x", "points": place} for place in range(5)], True),
            ("4 - a", [{"value": place, "title": "x", "points": 0} for place in range(5)], False),
            ("abs(a - 1)", None, False),
            ("a + 0 * count(b)", None, False),
            ("a + 0 * field.g.coverage", None, False),
        ],
    )
    def test_it_is_exact_where_the_formula_moves_one_way(self, text, options, exact):
        item = an_item("a") if options is None else an_item("a", options=options)
        fields = [a_field("f", item, scoring=a_formula(text), levels="set"), a_field("g", an_item("b"))]
        document = a_questionnaire(*fields, level_sets=[a_level_set()])
        upward = explanation_of(result_of(document, {"a": 0 if "4" not in text else 4, "b": 1})).next_level
        assert upward is not None
        assert upward.exact is exact


@pytest.mark.parametrize(("count", "kept"), [(20, True), (60, False)])
def test_bounds_are_kept_only_where_few_things_are_named(count, kept):
    """What names many things hardly comes to the same again, and would weigh as much as a plan."""
    items = [a_number(f"x{place}", numbers="[0, 9]") for place in range(count)]
    named = " + ".join(f"x{place}" for place in range(count))
    plan = plan_of(field(named, *items, scale=[0, 1000], no_answer={"unanswered": "worst"}))
    for number in (1, 2, 3, 4, 5, 5):
        evaluate(parse_answers(plan, answers(x0=number)), language="en")
    aggregation = plan.fields[0].aggregation
    assert isinstance(aggregation, Formulas)
    assert (len(aggregation.calculation.open.kept) > 0) is kept


def test_all_expressions_of_a_plan_keep_their_bounds_in_one_place_that_has_an_end(monkeypatch: pytest.MonkeyPatch):
    """A definition may have many hundred expressions, and every response may be another one."""
    monkeypatch.setattr(names, "_MOST_KEPT", 12)
    numbers = [a_number(f"x{place}", numbers="[0, 9]") for place in range(3)]
    computed = [a_computed(f"c{place}", f"x0 + x1 * {place} + x2") for place in range(5)]
    plan = plan_of(a_questionnaire(a_field("f", *numbers, *computed, scoring=a_rule(scale=[0, 90]))))
    for number in range(10):
        evaluate(parse_answers(plan, answers(x0=number)), language="en")
    rules = [item.late.value for item in plan.items_to_settle if item.late is not None]
    kept = {id(rule.open.kept): rule.open.kept for rule in rules if rule is not None}
    assert [len(found) for found in kept.values()] == [12]
