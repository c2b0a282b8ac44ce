"""Computed items: values that follow from other answers, and the state of what they lack."""

import json

import pytest

from selfcheck_service.core.definition import (
    AnswersInvalid,
    DefinitionInvalid,
    definition_schema,
    lint,
    parse_definition,
)
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.canonical import canonical_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.states import STATE_NAMES
from tests.builders import (
    a_computed,
    a_field,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_rule,
    an_item,
    evaluation_of,
    no_answer,
    result_of,
)

BMI = "weight / (height / 100) ^ 2"
BINS = {
    "bins": [
        {"range": "(-inf, 25)", "points": 0},
        {"range": "[25, 30)", "points": 1},
        {"range": "[30, inf)", "points": 3},
    ]
}
AGE = {"key": "age", "title": "Age", "number": {"range": "[0, 120]"}}


def body(*more, points=BINS, **overrides):
    """A field with weight and height, unscored, and what is worked out from them."""
    made = (
        a_number("weight", "[30, 200]", scored=False),
        a_number("height", "[100, 220]", scored=False),
        a_computed("bmi", BMI, points, **overrides),
    )
    return a_questionnaire(a_field("f", *made, *more, scoring=a_rule(method="sum", scale=[0, 3])), profile=[AGE])


def computed(value, *items, **members):
    """A field of unscored items in front of one that is computed."""
    return a_questionnaire(a_field("f", *items, a_computed("x", value, None, scored=False), an_item("z")), **members)


def run_of(document, given, **members):
    plan = compile_plan(parse_definition(document))
    return plan, compute(parse_answers(plan, {"answers": given, **members}))


def state_of(document, given, key="x", **members):
    plan, run = run_of(document, given, **members)
    return STATE_NAMES[run.states[plan.item_index[key]]]


def faults(document):
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(document)
    return [(problem.location, problem.code, dict(problem.parameters)) for problem in caught.value.problems]


class TestValue:
    def test_follows_from_the_answers_before_it(self):
        found = result_of(body(), {"weight": 80, "height": 175})
        assert (found.score, found.coverage, found.score_min, found.score_max) == (1, 1, 1, 1)

    def test_is_exact(self):
        plan, run = run_of(body(), {"weight": 80, "height": 175})
        assert str(run.values[plan.item_index["bmi"]]) == "1280/49"

    def test_is_worth_itself_where_it_says_so(self):
        document = computed("1 / 3 * a", a_number("a", scored=False))
        document["fields"][0]["items"][1] = a_computed("x", "1 / 3 * a")
        assert result_of(document, {"a": 9}).score == 3

    def test_may_use_another_computed_item_constants_tables_and_the_profile(self):
        document = body(
            a_computed("risk", "bmi + profile.age * constant.each + lookup('extra', weight)", None, scored=False),
            a_computed("high", "if(risk > 100, 1, 0)"),
        )
        document["constants"] = [{"key": "each", "value": 2}]
        document["tables"] = [
            {"key": "extra", "inputs": [{"name": "w", "type": "number"}], "rows": [["[0, 100)", 1], ["[100, 200]", 5]]}
        ]
        given = {"weight": 80, "height": 175}
        assert result_of(document, given, profile={"age": 40}).score == 2
        assert result_of(document, given, profile={"age": 30}).score == 1

    def test_may_count_wins_of_pairs_before_it(self):
        options = [{"value": value, "title": value} for value in ("a", "b", "c")]
        pairs = {"key": "pairs", "type": "pairwise", "prompt": "Which?", "pairwise": {"options": options}}
        wins = a_computed("x", "wins(pairs, 'a')")
        document = a_questionnaire(a_field("f", pairs, wins))
        assert result_of(document, {"pairs": [["a", "b"], ["a", "c"], ["c", "b"]]}).score == 2
        assert state_of(document, {"pairs": [["a", "b"]]}) == "unanswered"
        assert [code for _, code, _ in faults(a_questionnaire(a_field("f", wins, pairs)))] == ["not_known_here"]

    def test_may_look_at_states_and_points_of_earlier_items(self):
        document = a_questionnaire(
            a_field(
                "f",
                an_item("a", (0, 5)),
                a_computed("x", "if(answered(a), a.points * 2, if(state(a) = 'declined', 7, 8))"),
                scoring=a_rule(method="sum"),
            )
        )
        assert result_of(document, {"a": 1}).score == 15
        assert result_of(document, {"a": no_answer("declined")}).score == 7
        assert result_of(document, {}).score == 8

    def test_is_a_number_to_conditions(self):
        shown = {"item": "bmi", "number": {"at_least": 30}}
        document = body(an_item("diet", shown_when=shown))
        assert evaluation_of(document, {"weight": 80, "height": 175}).hidden == ("diet",)
        assert evaluation_of(document, {"weight": 100, "height": 170}).hidden == ()
        assert evaluation_of(document, {"weight": 100}).hidden == ("diet",)


class TestState:
    @pytest.mark.parametrize(
        ("a", "b", "state"),
        [
            (None, None, "unanswered"),
            ("dont_know", None, "unanswered"),
            ("not_applicable", "dont_know", "dont_know"),
            ("declined", "not_applicable", "declined"),
            ("not_applicable", 3, "not_applicable"),
            (2, "declined", "declined"),
        ],
    )
    def test_is_that_of_what_it_lacks_whatever_can_still_be_said_first(self, a, b, state):
        given = {
            key: no_answer(said) if isinstance(said, str) else said
            for key, said in (("a", a), ("b", b))
            if said is not None
        }
        document = computed("a + b", a_number("a", scored=False), a_number("b", scored=False))
        assert state_of(document, given) == state

    def test_is_hidden_where_what_it_lacks_is(self):
        hidden = a_number("b", scored=False, shown_when={"item": "a", "number": {"above": 5}})
        document = computed("a + b", a_number("a", scored=False), hidden)
        assert state_of(document, {"a": 1}) == "hidden"
        assert evaluation_of(document, {"a": 1}).hidden == ("b", "x")

    def test_is_hidden_where_its_own_condition_says_so(self):
        document = computed("a", a_number("a", scored=False))
        document["fields"][0]["items"][1]["shown_when"] = {"item": "a", "number": {"above": 5}}
        assert state_of(document, {"a": 1}) == "hidden"
        assert state_of(document, {"a": 6}) == "answered"

    def test_is_unanswered_where_an_attribute_was_not_given(self):
        document = computed("profile.age", profile=[AGE])
        assert state_of(document, {}) == "unanswered"
        assert state_of(document, {}, profile={"age": 3}) == "answered"

    @pytest.mark.parametrize("value", ["if(a > 5, a, null)", "ln(a - 5)", "10 / (a - 1)", "if(a > 5, 1, a / 0)"])
    def test_is_not_applicable_where_the_value_is_undefined(self, value):
        assert state_of(computed(value, a_number("a", scored=False)), {"a": 1}) == "not_applicable"

    def test_goes_on_to_what_is_computed_from_it(self):
        document = computed("y * 2", a_number("a", scored=False), a_computed("y", "1 / a", None, scored=False))
        assert state_of(document, {"a": no_answer("dont_know")}) == "dont_know"
        assert state_of(document, {"a": 0}) == "not_applicable"

    def test_looks_only_at_the_branch_that_was_taken(self):
        document = computed("if(a = 1, b, c)", *(a_number(key, scored=False) for key in "abc"))
        assert state_of(document, {"a": 1, "c": no_answer("declined")}) == "unanswered"
        assert state_of(document, {"a": 2, "c": no_answer("declined")}) == "declined"

    def test_counts_in_coverage_like_any_other(self):
        found = result_of(body(an_item("z")), {"z": 1})
        assert (found.coverage, found.no_answers.unanswered, found.score) == (0.5, 1, 1)
        found = result_of(body(an_item("z")), {"z": 1, "weight": no_answer("not_applicable"), "height": 170})
        assert (found.coverage, found.no_answers.not_applicable) == (1, 1)

    def test_belongs_to_every_form(self):
        forms = [{"key": "full", "title": "Full"}, {"key": "short", "title": "Short"}]
        perspectives = [{"key": "town", "title": "Town", "form": "short"}]
        document = body() | {"forms": forms, "perspectives": perspectives}
        for item in document["fields"][0]["items"][:2]:
            item["forms"] = {"short": {}}
        assert result_of(document, {"weight": 80, "height": 175}, perspective="town").score == 1


class TestBounds:
    def test_reach_over_all_that_the_expression_can_come_to(self):
        found = result_of(body(an_item("z", (0, 1))), {"z": 1})
        assert (found.score, found.score_min, found.score_max) == (1, 1, 4)

    def test_contain_what_an_open_answer_would_make_of_a_value(self):
        document = computed(
            "mean(present(a, b))", a_number("a", "[0, 4]", scored=False), a_number("b", "[0, 4]", scored=False)
        )
        document["fields"][0]["items"][2] = a_computed("x", "mean(present(a, b))")
        found = result_of(document, {"a": 1, "z": 1})
        assert (found.score, found.score_min, found.score_max) == (1, 0.5, 2.5)
        found = result_of(document, {"a": 1, "b": no_answer("not_applicable"), "z": 1})
        assert (found.score, found.score_min, found.score_max) == (1, 1, 1)

    def test_contain_what_an_attribute_would_make_of_it(self):
        document = computed("coalesce(profile.age, 1)", profile=[AGE])
        document["fields"][0]["items"][0] = a_computed("x", "coalesce(profile.age, 1)")
        found = result_of(document, {"z": 1})
        assert (found.score, found.score_min, found.score_max) == (1, 0.5, 60.5)

    @pytest.mark.parametrize("policy", ["exclude", "required", "worst", {"points": 2}])
    def test_are_not_known_where_there_may_be_a_value_or_none(self, policy):
        value = "if(sum(present(a, b)) > 3, 5, null)"
        document = computed(value, a_number("a", scored=False), a_number("b", scored=False))
        document["fields"][0]["items"][2] = a_computed("x", value)
        document["fields"][0]["scoring"] = a_rule(method="sum", no_answer={"not_applicable": policy})
        found = result_of(document, {"a": 1, "z": 1})
        assert (found.score_min, found.score_max) == (None, None)
        assert found.score == {"exclude": 1, "required": None, "worst": 6}.get(str(policy), 3)

    def test_do_not_span_what_is_hidden(self):
        hidden = a_number("b", "[0, 4]", scored=False, shown_when={"item": "z", "is": 1})
        document = a_questionnaire(
            a_field(
                "f",
                a_number("a", "[0, 4]", scored=False),
                an_item("z"),
                hidden,
                a_computed("x", "b * count_true(answered(a), true)"),
                scoring=a_rule(method="sum", no_answer={"hidden": "best"}),
            )
        )
        found = result_of(document, {"z": 0})
        assert (found.score, found.score_min, found.score_max) == (8, 8, 8)

    def test_go_with_methods_that_look_at_all_points(self):
        document = computed(
            "mean(present(a, b))", a_number("a", "[0, 4]", scored=False), a_number("b", "[0, 4]", scored=False)
        )
        document["fields"][0]["items"][2] = a_computed("x", "mean(present(a, b))")
        document["fields"][0]["scoring"] = a_rule(method="median")
        found = result_of(document, {"a": 1, "z": 2})
        assert (found.score, found.score_min, found.score_max) == (1.5, 1, 3)

    def test_reach_through_child_fields(self):
        inner = a_field("g", an_item("z", (0, 4)))
        document = body()
        document["fields"][0] |= {"fields": [inner], "key": "f"}
        rule = a_rule(method="sum", scale=[0, 9], of=[{"item": "bmi"}, {"field": "g"}])
        document["fields"][0]["scoring"] = rule
        document["fields"][0]["items"][2]["computed"]["value"] = "coalesce(weight, 1) * 1"
        found = result_of(document, {"z": 1})
        assert (found.score, found.score_min, found.score_max) == (4, 4, 7)


class TestAnswers:
    @pytest.mark.parametrize("said", [3, None, "3", [], no_answer("dont_know"), {}])
    def test_are_refused(self, said):
        plan = compile_plan(parse_definition(body()))
        with pytest.raises(AnswersInvalid) as caught:
            parse_answers(plan, {"answers": {"bmi": said}})
        assert [(one.location, one.code) for one in caught.value.problems] == [
            ("/answers/bmi", "not_an_item_to_answer")
        ]

    def test_are_all_that_the_canonical_answers_hold(self):
        plan = compile_plan(parse_definition(body()))
        given = parse_answers(plan, {"answers": {"weight": 80, "height": 175}})
        assert set(json.loads(canonical_answers(given))["answers"]) == {"weight", "height"}

    def test_stay_what_was_said(self):
        plan = compile_plan(parse_definition(body()))
        given = parse_answers(plan, {"answers": {"weight": 80, "height": 175}})
        first = evaluate(given, language="en")
        assert given.values[2] is None
        assert evaluate(given, language="en") == first


class TestExplanation:
    def test_shows_how_the_value_was_worked_out(self):
        explanation = result_of(body(), {"weight": 80, "height": 160}).explanation
        assert explanation is not None
        assert explanation.contributions is not None
        (line,) = explanation.contributions
        assert (line.answer, line.answer_text, line.title) == (31.25, "31.25", "Item bmi")
        assert line.calculation == "weight / (height / 100) ^ 2 = 31.25"

    def test_says_nothing_of_it_where_there_is_no_value(self):
        explanation = result_of(body(), {"weight": 80}).explanation
        assert explanation is not None
        assert explanation.contributions is not None
        assert explanation.contributions[0].calculation is None


def next_level_of(document, given, key="f", **members):
    explanation = result_of(document, given, key, **members).explanation
    assert explanation is not None
    assert explanation.next_level is not None
    return explanation.next_level


def leveled(document, *ranges, better="higher"):
    document["level_sets"] = [a_level_set("s", *ranges)]
    document["fields"][0] |= {"levels": "s", "scoring": {**document["fields"][0]["scoring"], "better": better}}
    return document


class TestNextLevel:
    def test_asks_for_the_answers_that_a_value_follows_from(self):
        found = next_level_of(leveled(body(), "[0, 2)", "[2, 3]"), {"weight": 80, "height": 170})
        assert found.changes is not None
        ((item, target),) = [(change.item, change.target) for change in found.changes]
        assert item == "weight"
        assert isinstance(target, int | float)
        assert target / 1.7**2 >= 30
        assert not found.exact

    def test_lowers_what_makes_it_larger(self):
        found = next_level_of(leveled(body(), "[0, 1)", "[1, 3]", better="lower"), {"weight": 75, "height": 170})
        assert found.changes is not None
        (change,) = found.changes
        assert (change.item, change.current) in (("weight", 75), ("height", 170))

    def test_goes_on_through_what_is_computed_from_it(self):
        document = a_questionnaire(
            a_field(
                "f",
                an_item("a", (0, 0, 0), scored=False),
                a_computed("b", "10 - a", None, scored=False),
                a_computed("c", "b / 2"),
                scoring=a_rule(method="sum", scale=[0, 5]),
            )
        )
        found = next_level_of(leveled(document, "[0, 5)", "[5, 5]"), {"a": 2})
        assert found.changes is not None
        assert [(change.item, change.target) for change in found.changes] == [("a", 0)]

    def test_never_asks_for_an_answer_that_nobody_can_give(self):
        found = next_level_of(leveled(body(), "[0, 2)", "[2, 3]"), {"weight": 80, "height": 175})
        assert found.changes is not None
        assert {change.item for change in found.changes} <= {"weight", "height"}

    def test_finds_better_answers_whose_points_follow_from_others(self):
        items = an_item("q", (0, 1)), {**an_item("x", (0, 1, 2)), "points": "(2 - points) * (1 + q)"}
        document = a_questionnaire(a_field("f", *items, scoring=a_rule(method="sum", scale=[0, 5])))
        found = next_level_of(leveled(document, "[0, 5)", "[5, 5]"), {"q": 0, "x": 2})
        assert found.changes is not None
        assert {change.item: change.target for change in found.changes} == {"q": 1, "x": 0}
        assert not found.exact

    def test_lifts_nothing_that_follows_from_nothing_better(self):
        document = leveled(body(points={"bins": [{"range": "(-inf, inf)", "points": 1}]}), "[0, 2)", "[2, 3]")
        assert next_level_of(document, {"weight": 80, "height": 175}).changes is None


class TestDefinition:
    def test_says_what_it_needs(self):
        document = body()
        del document["fields"][0]["items"][2]["title"]
        assert faults(document) == [("/fields/0/items/2/title", "missing", {"name": "title"})]

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("prompt", "How much?"),
            ("help", "x"),
            ("options", [{"value": 1, "title": "x"}]),
            ("no_answers", ["declined"]),
            ("anchors", [{"value": 1, "text": "x"}]),
            ("forms", {"f": {}}),
            ("number", {"range": "[0, 1]"}),
        ],
    )
    def test_refuses_what_belongs_to_asking(self, member, value):
        found = faults(body(**{member: value}))
        assert [(code, parameters["name"]) for _, code, parameters in found] == [("does_not_fit_type", member)]

    def test_refuses_a_title_of_an_item_that_is_asked(self):
        document = a_questionnaire(a_field("f", an_item(title="x")))
        assert faults(document) == [
            ("/fields/0/items/0/title", "does_not_fit_type", {"name": "title", "type": "single_choice"})
        ]

    def test_needs_its_block(self):
        document = body()
        del document["fields"][0]["items"][2]["computed"]
        assert [(code, words["name"]) for _, code, words in faults(document)] == [("missing_for_type", "computed")]

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("later + 1", "not_known_here"),
            ("x + 1", "not_known_here"),
            ("nobody", "unknown_name"),
            ("field.f", "not_known_here"),
            ("flag.a", "not_known_here"),
            ("value", "not_known_here"),
            ("raw", "not_known_here"),
            ("a = 1", "type_differs"),
            ("a +", "expression_ends"),
        ],
    )
    def test_names_earlier_items_and_no_fields(self, value, code):
        document = a_questionnaire(a_field("f", an_item("a"), a_computed("x", value), an_item("later")))
        found = faults(document)
        assert ("/fields/0/items/1/computed/value", code) in [(location, code) for location, code, _ in found]

    @pytest.mark.parametrize(
        "before",
        [
            an_item("a", (None, None)),
            an_item("a", options=None, scale="nobody"),
            a_number("a", points=None),
            a_number("a", "[0, 10]", {"bins": [{"range": "[20, 30]", "points": 1}]}),
            a_multiple_choice("a", multiple_choice={"minimum_selected": 9}),
            a_computed("a", "a +"),
            a_computed("a", "nobody"),
            a_computed("a", "1 / 0"),
            a_computed("x", "1"),
        ],
    )
    def test_can_follow_an_item_that_is_at_fault(self, before):
        used = [a_computed("x", "coalesce(a.points, 1) * 1"), a_computed("y", "if(a.points > 1, x, 1)")]
        assert faults(a_questionnaire(a_field("f", before, *used, *used)))

    def test_needs_points_where_it_is_scored(self):
        found = faults(body(points=None))
        assert [(location, code) for location, code, _ in found] == [
            ("/fields/0/items/2/computed", "number_without_points")
        ]

    def test_needs_bins_for_all_that_it_can_come_to(self):
        found = faults(body(points={"bins": [{"range": "[0, 100]", "points": 1}]}))
        assert [(location, code) for location, code, _ in found] == [
            ("/fields/0/items/2/computed/points/bins/0/range", "range_not_covered")
        ]

    def test_needs_two_ends_where_it_counts_itself(self):
        found = faults(body(a_computed("y", "1 / (weight - 50)")))
        assert [(location, code) for location, code, _ in found] == [
            ("/fields/0/items/3/computed/value", "range_unbounded")
        ]

    def test_says_what_may_be_undefined(self):
        document = body(a_computed("y", "1 / (weight - 50)", None, scored=False))
        problems = [one for one in lint(parse_definition(document)) if one.location.startswith("/fields/0/items/3")]
        assert [(one.location, one.code) for one in problems] == [
            ("/fields/0/items/3/computed/value", "may_divide_by_zero")
        ]

    def test_names_a_value_that_never_changes(self):
        document = body(a_computed("y", "1 + 2", None, scored=False))
        assert "never_changes" in {one.code for one in lint(parse_definition(document))}

    def test_has_the_smallest_and_largest_points_that_can_be_reached(self):
        bins = {"bins": [{"range": f"[{n}, {n + 1})", "points": n} for n in range(5, 205)]}
        document = body(points=bins)
        item = compile_plan(parse_definition(document)).items[2]
        assert (item.smallest, item.largest) == (6, 200)

    def test_stands_in_the_schema(self):
        item = definition_schema()["$defs"]["Item"]
        assert item["anyOf"] == [{"required": ["prompt"]}, {"required": ["title"]}]
        assert set(definition_schema()["$defs"]["ComputedRule"]["properties"]) == {"points", "value"}
