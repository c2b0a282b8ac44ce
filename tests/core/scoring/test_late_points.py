"""Points that follow from more than the answer itself: from other answers, from the profile, from what is ticked."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.scoring import compile_plan
from tests.builders import (
    a_computed,
    a_duration,
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    evaluation_of,
    no_answer,
    result_of,
)

AGE = {"key": "age", "title": "Age", "number": {"range": "[0, 100]", "integer": True}}


def by(item, points):
    return {**item, "points": points}


def summed(*items, no_answer=None, **members):
    rule = a_rule(method="sum", scale=[-50, 500], no_answer=no_answer)
    return a_questionnaire(a_field("f", *items, scoring=rule), **{"profile": [AGE, an_attribute()], **members})


def bounds(found):
    return found.score, found.score_min, found.score_max


class TestPoints:
    @pytest.mark.parametrize(
        ("item", "given", "profile", "points"),
        [
            (by(an_item("x", (1, 2, 3)), "points * if(profile.kind = 'town', 2, 1)"), 2, {"kind": "town"}, 6),
            (by(an_item("x", (1, 2, 3)), "points * if(profile.kind = 'town', 2, 1)"), 2, {"kind": "county"}, 3),
            (by(an_item("x", (None, None)), "if(q = 1, 7, 8) + value"), 1, {}, 8),
            (by(an_item("x", (1, 2)), "q.points + points"), 1, {}, 3),
            (by(a_multiple_choice("x"), "count(value) * 2"), [0, 2], {}, 4),
            (by(a_multiple_choice("x"), "if(includes(x0, 1), points, 0)"), [0, 2], {}, 4),
            (by(a_multiple_choice("x"), "max(present(value, 0)) + points"), [1, 2], {}, 7),
            (by(a_multiple_choice("x", (None, None)), "count(value) + points"), [1], {}, 1),
            (by(a_number("x", "[0, 10]", None), "min(value, 2.5)"), 7, {}, 2.5),
            (by(a_number("x", "[0, 5000]", integer=True), "points / 1000"), 4000, {}, 4),
            (by(a_duration("x"), "value * q"), "PT90M", {}, 1.5),
            (by(a_computed("x", "q * 10", None), "value + profile.age"), None, {"age": 5}, 15),
        ],
    )
    def test_are_those_of_the_expression(self, item, given, profile, points):
        before = an_item("q", (0, 1), scored=True, weight=0), a_multiple_choice("x0", scored=False)
        answers = {"q": 1, "x0": [1], **({} if given is None else {"x": given})}
        assert result_of(summed(*before, item), answers, profile=profile).score == points

    def test_are_worked_out_in_document_order(self):
        items = (
            an_item("a", (1, 2)),
            by(an_item("b", (1, 2)), "points + a.points"),
            by(an_item("c", (1, 2)), "points * b.points"),
            a_computed("d", "c.points + 1"),
        )
        assert result_of(summed(*items), {"a": 1, "b": 1, "c": 1}).score == 2 + 4 + 8 + 9

    def test_are_what_conditions_see(self):
        flag = a_flag("high", {"item": "x", "points": {"at_least": 5}})
        document = summed(by(an_item("x", (1, 2)), "points * profile.age"), flags=[flag])
        assert evaluation_of(document, {"x": 1}, profile={"age": 3}).flags == {"high": True}
        assert evaluation_of(document, {"x": 1}, profile={"age": 2}).flags == {"high": False}
        assert evaluation_of(document, {"x": 1}).flags == {"high": None}

    def test_do_not_matter_where_the_item_is_hidden(self):
        hidden = by(an_item("x", (1, 2), shown_when={"item": "q", "is": 1}), "points * 3 + q")
        document = summed(an_item("q", (0, 0)), hidden)
        assert result_of(document, {"q": 0, "x": 1}).score == 0
        assert result_of(document, {"q": 1, "x": 1}).score == 7

    def test_go_with_percent_of_maximum(self):
        items = an_item("q", (0, 1), scored=False), by(an_item("x", (0, 1, 2)), "points * if(q = 1, 5, 1)")
        rule = a_rule(method="percent_of_maximum", scale=[0, 100])
        document = a_questionnaire(a_field("f", *items, scoring=rule))
        assert result_of(document, {"q": 0, "x": 2}).score == 20
        assert result_of(document, {"q": 1, "x": 2}).score == 100


class TestWithoutPoints:
    ITEM = by(an_item("x", (1, 2)), "points * profile.age")

    @pytest.mark.parametrize(
        ("policy", "score"), [("exclude", 3), ("worst", 3), ("best", 203), ({"points": 5}, 8), ("required", None)]
    )
    def test_an_answer_is_treated_as_not_applicable_and_stays_an_answer(self, policy, score):
        found = result_of(
            summed(self.ITEM, an_item("z", (3, 4)), no_answer={"not_applicable": policy}), {"x": 1, "z": 0}
        )
        assert (found.score, found.coverage) == (score, 1)
        assert found.explanation is not None
        assert found.explanation.contributions is not None
        line = found.explanation.contributions[0]
        expected = "points" if isinstance(policy, dict) else policy
        assert (line.state, line.treatment, line.calculation) == ("answered", expected, "points * profile.age = –")

    def test_what_asks_for_points_does_not_know(self):
        every = {"every": {"field": "f"}, "points": {"at_least": 0}}
        count = {"count": {"field": "f"}, "points": {"at_least": 0}, "is": {"at_least": 2}}
        document = summed(self.ITEM, an_item("z", (3, 4)), flags=[a_flag("every", every), a_flag("count", count)])
        assert evaluation_of(document, {"x": 1, "z": 0}).flags == {"every": None, "count": False}

    def test_what_is_computed_from_them_does_not_apply(self):
        document = summed(self.ITEM, a_computed("y", "x.points + 1", None, scored=False), an_item("z", (3, 4)))
        flag = a_flag("na", {"item": "y", "no_answer": ["not_applicable"]})
        assert evaluation_of({**document, "flags": [flag]}, {"x": 1}).flags == {"na": True}


class TestBounds:
    def test_reach_over_everything_while_nothing_is_said(self):
        document = summed(by(an_item("x", (1, 2)), "points * profile.age"), an_item("z", (3, 4)))
        assert bounds(result_of(document, {"z": 0}, profile={"age": 50})) == (3, 3, 203)

    def test_reach_over_everything_while_what_they_follow_from_is_open(self):
        document = summed(an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "points * if(q = 1, 5, 1)"))
        assert bounds(result_of(document, {"x": 0})) == (None, 1, 10)
        assert bounds(result_of(document, {"x": 0, "q": 1})) == (5, 5, 5)
        assert bounds(result_of(document, {"x": 0, "q": no_answer("not_applicable")})) == (None, None, None)

    def test_reach_over_everything_where_something_is_taken_in_its_place(self):
        items = an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "points * coalesce(q, 3)")
        assert bounds(result_of(summed(*items), {"x": 1})) == (6, 0, 6)

    def test_leave_out_what_a_person_has_said_not_to_apply(self):
        items = an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "points * coalesce(q, 3)")
        document = summed(*items, an_item("z", (3, 4)))
        assert bounds(result_of(document, {"x": no_answer("not_applicable"), "z": 0})) == (3, 3, 3)

    def test_are_the_points_where_they_follow_from_the_answer_alone(self):
        document = summed(by(a_number("x", "[0, 10]", None), "value ^ 2"), an_item("z", (3, 4)))
        assert bounds(result_of(document, {"x": 1.5, "z": 1})) == (6.25, 6.25, 6.25)
        assert bounds(result_of(document, {"z": 1})) == (4, 4, 104)


class TestReducedMaximum:
    """What is possible for a respondent may be less than what is possible at all: a formula says by what to divide."""

    @pytest.mark.parametrize(("possible", "score"), [((10, 10), 40), ((10, 5), "160/3"), ((4, 4), 100)])
    def test_is_what_a_formula_divides_by(self, possible, score):
        items = [a_number(f"p{place}", "[1, 10]", scored=False) for place in (1, 2)]
        items += [a_number(f"m{place}", "[0, 10]") for place in (1, 2)]
        rule = {
            "of": [{"item": "m1"}, {"item": "m2"}],
            "formula": "100 * sum(entries.points) / (p1 + p2)",
            "scale": [0, 100],
            "no_answer": a_rule()["no_answer"],
        }
        document = a_questionnaire(a_field("f", *items, scoring=rule))
        given = {"p1": possible[0], "p2": possible[1], "m1": 4, "m2": 4}
        found = result_of(document, given)
        assert found.score == pytest.approx(float(Fraction(score)))
        assert result_of(document, {**given, "p1": no_answer("dont_know")}).reason == "formula_missing"


class TestDefinition:
    def test_shows_how_points_were_worked_out(self):
        items = an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "points * if(q = 1, 5, 3) / 7")
        explanation = result_of(summed(*items), {"q": 1, "x": 1}).explanation
        assert explanation is not None
        assert explanation.contributions is not None
        assert explanation.contributions[0].calculation == "points * if(q = 1, 5, 3) / 7 = 10/7 ≈ 1.43"

    def test_what_can_be_tabulated_needs_no_calculation(self):
        explanation = result_of(summed(by(an_item("x", (1, 2)), "points * 3")), {"x": 1}).explanation
        assert explanation is not None
        assert explanation.contributions is not None
        assert explanation.contributions[0].calculation is None

    def test_both_the_value_and_the_points_of_a_computed_item_may_follow(self):
        items = an_item("q", (0, 1), scored=False), by(a_computed("x", "q + 1", None), "value * profile.age")
        explanation = result_of(summed(*items), {"q": 1}, profile={"age": 3}).explanation
        assert explanation is not None
        assert explanation.contributions is not None
        assert explanation.contributions[0].calculation == "q + 1 = 2; value * profile.age = 6"

    def test_the_smallest_and_largest_points_are_the_ends_of_the_expression(self):
        document = summed(an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "points * if(q = 1, 5, -1)"))
        item = compile_plan(parse_definition(document)).items[1]
        assert (item.smallest, item.largest) == (-2, 10)

    def test_what_an_answer_is_worth_is_never_missing(self):
        ticked = by(a_multiple_choice("x", (2, 2), multiple_choice={"minimum_selected": 1}), "coalesce(points, -9)")
        low = by(a_computed("y", "profile.age", points="value"), "coalesce(points, -9)")
        plan = compile_plan(parse_definition(summed(ticked, low)))
        assert [item.smallest for item in plan.items] == [2, 0]

    def test_what_may_be_undefined_is_named(self):
        document = summed(an_item("q", (0, 1), scored=False), by(an_item("x", (1, 2)), "clamp(1 / q, 0, 1)"))
        problems = [(one.location, one.code) for one in lint(parse_definition(document)) if one.severity == "error"]
        assert problems == [("/fields/0/items/1/points", "may_divide_by_zero")]

    def test_a_condition_on_such_points_may_be_true(self):
        shown = {"item": "x", "points": {"at_least": 9}}
        items = by(an_item("x", (1, 2)), "points * profile.age"), an_item("z", shown_when=shown)
        assert "never_true" not in {one.code for one in lint(parse_definition(summed(*items)))}

    def test_options_without_points_are_no_fault_on_a_scale_either(self):
        scale = {"key": "s", "options": [{"value": value, "title": f"{value}"} for value in (1, 2)]}
        item = {"key": "x", "type": "single_choice", "prompt": "x", "scale": "s", "points": "value * profile.age"}
        document = summed(item, response_scales=[scale])
        assert result_of(document, {"x": 2}, profile={"age": 4}).score == 8

    def test_an_unscored_item_has_none(self):
        document = summed(by(an_item("x", (1, 2), scored=False), "points * profile.age"), an_item("z", (3, 4)))
        assert result_of(document, {"x": 1, "z": 0}, profile={"age": 4}).score == 3

    def test_the_next_level_knows_that_it_may_have_missed_a_way(self):
        document = summed(by(an_item("x", (1, 2)), "points * profile.age"), an_item("z", (3, 4)))
        document["level_sets"] = [a_level_set("set", "[-50, 5)", "[5, 500]")]
        document["fields"][0]["levels"] = "set"
        explanation = result_of(document, {"x": 0, "z": 0}, profile={"age": 1}).explanation
        assert explanation is not None
        assert explanation.next_level is not None
        assert not explanation.next_level.exact
