"""docs/scoring.md, sections 3 to 5: the score of a field, coverage and status, bounds."""

import pytest

from tests.builders import (
    STATES,
    Data,
    a_field,
    a_parent,
    a_questionnaire,
    a_rule,
    an_item,
    an_overall,
    evaluation_of,
    no_answer,
    result_of,
)

KINDS = ("not_applicable", "dont_know", "declined")


def field(*items, **rule):
    return a_questionnaire(a_field("f", *items, scoring=a_rule(**rule)))


def numbers(result):
    return result.score_min, result.score, result.score_max


class TestMethods:
    """Section 3, for entries that are answered. Points 1 and 4 with weights 1 and 3, of at most 4 and 8."""

    ITEMS = an_item("a", (0, 1, 4)), an_item("b", (0, 4, 8), weight=3)

    @pytest.mark.parametrize(
        ("method", "score"),
        [("sum", 13), ("mean", 3.25), ("percent_of_maximum", 100 * 13 / 28), ("minimum", 1)],
    )
    def test_are_what_the_table_says(self, method, score):
        assert result_of(field(*self.ITEMS, method=method), {"a": 1, "b": 1}).score == score

    def test_numbers_are_exact(self):
        thirds = [an_item(key, ("1/3",)) for key in "abc"]
        assert result_of(field(*thirds, method="sum"), dict.fromkeys("abc", 0)).score == 1

    @pytest.mark.parametrize(
        ("scale", "start", "score"),
        [
            ([0, 100], [0, 4], 75),
            ([0, 100], [4, 0], 25),
            ([1, 5], [0, 4], 4),
            ([-10, 10], [1, 5], 0),
            ([0, 1], [2, 3], 1),
        ],
    )
    def test_raw_scores_come_to_the_scale_along_a_line(self, scale, start, score):
        result = result_of(field(an_item("a"), scale=scale, rescale_from=start), {"a": 3})
        assert (result.raw_score, result.score, result.scale) == (3, score, tuple(scale))


class TestEntries:
    def test_are_all_items_at_and_below_the_field(self):
        inner = a_field("g", an_item("b"), fields=[a_field("h", an_item("c"))], scoring=a_rule(of="items"))
        outer = a_field("f", an_item("a"), fields=[inner], scoring=a_rule(of="all_items", method="sum"))
        assert result_of(a_questionnaire(outer), {"a": 1, "b": 2, "c": 4}).score == 7

    def test_are_the_child_fields_with_their_weights(self):
        children = a_field("g", an_item("a"), weight=3), a_field("h", an_item("b"))
        document = a_questionnaire(a_parent("f", *children), overall=an_overall())
        assert result_of(document, {"a": 4, "b": 0}).score == 3
        assert result_of(document, {"a": 4, "b": 0}, "overall").score == 3

    def test_are_a_list_with_weights_of_its_own(self):
        entries = [{"item": "a", "weight": 2}, {"field": "g"}, {"item": "b"}]
        first = a_field("f", an_item("a", weight=9), an_item("b", weight=5), scoring=a_rule(of=entries))
        document = a_questionnaire(first, a_field("g", an_item("c"), weight=3))
        # (2 · 1 + 3 · 4 + 5 · 0) ÷ 10
        assert result_of(document, {"a": 1, "b": 0, "c": 4}).score == 1.4

    def test_a_field_without_anything_to_score_has_no_result(self):
        document = a_questionnaire(a_parent("f", a_field("g", an_item("a")), {"key": "h", "title": "h"}))
        assert [result.key for result in evaluation_of(document).fields] == ["f", "g"]

    def test_the_defaults_serve_items_and_parents_apart(self):
        defaults = {"scoring": a_rule(method="sum"), "parent_scoring": a_rule(method="minimum")}
        bare = [{"key": key, "title": key, "items": [an_item(f"{key}{n}") for n in range(2)]} for key in "gh"]
        parent = {"key": "f", "title": "f", "fields": bare}
        document = a_questionnaire(parent, defaults=defaults, overall={"title": "Overall"})
        found = evaluation_of(document, {"g0": 1, "g1": 2, "h0": 4, "h1": 4})
        assert [result.score for result in found.fields] == [3, 3, 8]
        assert found.overall is not None
        assert found.overall.score == 3

    def test_a_field_takes_single_members_from_its_default(self):
        rounding = {"digits": 0, "mode": "floor", "stage": "last"}
        rule = a_rule(method="sum", coverage={"minimum_answered": 2}, rounding=rounding, rescale_from=[0, 8])
        own = {
            "rounding": {"mode": "ceiling"},
            "no_answer": {"unanswered": {"points": 1}},
            "coverage": None,
            "rescale_from": None,
        }
        made = {"key": "f", "title": "f", "items": [an_item("a", ("1/2",)), an_item("b")], "scoring": own}
        assert result_of(a_questionnaire(made, defaults={"scoring": rule}), {"a": 0}).score == 2


class TestPolicies:
    """An item that is not answered, beside one that has 4 points. It could have 0 to 3."""

    def document(self, kind, policy, **rule):
        hiding: Data = {"shown_when": {"any": []}} if kind == "hidden" else {}
        return field(an_item("a"), an_item("b", (0, 1, 3), **hiding), no_answer={kind: policy}, **rule)

    def given(self, kind):
        return {"a": 4, **({"b": no_answer(kind)} if kind in KINDS else {})}

    @pytest.mark.parametrize("kind", STATES)
    @pytest.mark.parametrize(
        ("policy", "score"),
        [("exclude", 4), ("worst", 2), ("best", 3.5), ({"points": 1}, 2.5), ({"points": "-1/2"}, 1.75)],
    )
    def test_say_what_it_is_worth(self, kind, policy, score):
        assert result_of(self.document(kind, policy), self.given(kind)).score == score

    @pytest.mark.parametrize("kind", STATES)
    def test_required_forbids_the_score(self, kind):
        result = result_of(self.document(kind, "required"), self.given(kind))
        assert (result.score, result.raw_score, result.level, result.reason) == (None, None, None, "required_missing")

    @pytest.mark.parametrize(("policy", "score"), [("worst", 3.5), ("best", 2)])
    def test_worst_and_best_are_swapped_where_lower_is_better(self, policy, score):
        assert result_of(self.document("declined", policy, better="lower"), self.given("declined")).score == score

    def test_the_four_kinds_of_no_answer_stay_apart(self):
        policies = {
            "unanswered": {"points": 0},
            "dont_know": {"points": 1},
            "declined": {"points": 2},
            "not_applicable": {"points": 3},
        }
        document = field(an_item("a"), no_answer=policies)
        scores = [
            result_of(document, {"a": no_answer(kind)}).score for kind in ("dont_know", "declined", "not_applicable")
        ]
        assert [result_of(document).score, *scores] == [0, 1, 2, 3]

    @pytest.mark.parametrize(("policy", "score"), [("exclude", 4), ("worst", 2), ("best", 4), ({"points": 1}, 2.5)])
    def test_of_a_child_without_a_score_look_at_whether_anything_applies(self, policy, score):
        for kind, given in (("not_computed", {}), ("not_applicable", {"b": no_answer("not_applicable")})):
            children = a_field("g", an_item("a")), a_field("h", an_item("b"))
            document = a_questionnaire(a_parent("f", *children, scoring=a_rule(no_answer={kind: policy})))
            assert result_of(document, {"a": 4, **given}).score == score

    def test_worst_and_best_of_a_child_are_the_ends_of_its_scale(self):
        child = a_field("g", an_item("a"), scoring=a_rule(scale=[10, 90], rescale_from=[0, 4]))
        for better, policy, score in (("higher", "worst", 10), ("higher", "best", 90), ("lower", "worst", 90)):
            rule = a_rule(scale=[0, 100], better=better, no_answer={"not_computed": policy})
            assert result_of(a_questionnaire(a_parent("f", child, scoring=rule))).score == score


class TestReasons:
    def test_nothing_applicable_is_said_before_all_others(self):
        rule = {"no_answer": {"not_applicable": "required"}, "coverage": {"minimum_answered": 1}}
        result = result_of(field(an_item("a"), **rule), {"a": no_answer("not_applicable")})
        assert (result.score, result.reason, result.coverage, result.status) == (
            None,
            "nothing_applicable",
            None,
            "not_computed",
        )

    def test_what_takes_part_without_applying_gives_a_score(self):
        result = result_of(
            field(an_item("a"), no_answer={"not_applicable": {"points": 3}}), {"a": no_answer("not_applicable")}
        )
        assert (result.score, result.reason, result.coverage, result.status) == (3, None, None, "valid")

    def test_then_what_is_required(self):
        rule = {"no_answer": {"unanswered": "required"}, "coverage": {"provisional": 1}}
        assert result_of(field(an_item("a"), an_item("b"), **rule), {"a": 1}).reason == "required_missing"

    def test_what_is_required_may_be_an_answer_or_the_score_of_a_field(self):
        never = a_field("g", an_item("b"), scoring=a_rule(requires={"any": []}))
        made = a_questionnaire(a_parent("f", never, scoring=a_rule(no_answer={"not_computed": "required"})))
        found = result_of(made, {"b": 1})
        assert (found.reason, found.text) == (
            "required_missing",
            "No score: the score of a field that is needed here is missing.",
        )
        asked = field(an_item("a"), an_item("b"), no_answer={"unanswered": "required"})
        assert result_of(asked, {"a": 1}).text == "No score: an answer that is needed here is missing."

    def test_then_coverage(self):
        assert (
            result_of(field(an_item("a"), an_item("b"), coverage={"provisional": "2/3"}), {"a": 1}).reason == "coverage"
        )
        assert result_of(field(an_item("a"), coverage={"minimum_answered": 1})).reason == "coverage"

    def test_then_that_nothing_is_answered(self):
        assert result_of(field(an_item("a"))).reason == "nothing_answered"

    @pytest.mark.parametrize(
        ("method", "points"), [("mean", (0, 4)), ("percent_of_maximum", (0, 4)), ("percent_of_maximum", (-1, 0))]
    )
    def test_then_that_nothing_has_weight(self, method, points):
        item = an_item("a", points, weight=1 if 0 in points[1:] else 0)
        result = result_of(field(item, method=method), {"a": 1})
        assert (result.score, result.score_min, result.reason) == (None, None, "zero_weight")

    def test_a_sum_without_weight_is_zero(self):
        assert result_of(field(an_item("a", weight=0), method="sum"), {"a": 4}).score == 0


class TestCoverageAndStatus:
    """Section 4."""

    ITEMS = tuple(an_item(key) for key in "abcd")

    @pytest.mark.parametrize(
        ("answered", "status"), [("", "not_computed"), ("a", "not_computed"), ("ab", "provisional"), ("abc", "valid")]
    )
    def test_status_follows_the_share_that_is_answered(self, answered, status):
        rule = {"provisional": 0.5, "valid": 0.75}
        result = result_of(field(*self.ITEMS, coverage=rule), dict.fromkeys(answered, 1))
        assert (result.status, result.coverage) == (status, len(answered) / 4)

    def test_what_does_not_apply_or_is_not_shown_does_not_count(self):
        items = (*self.ITEMS[:3], an_item("d", shown_when={"any": []}))
        result = result_of(
            field(*items), {"a": 1, "b": no_answer("not_applicable"), "c": no_answer("dont_know"), "d": 1}
        )
        assert result.coverage == 0.5
        assert (result.no_answers.not_applicable, result.no_answers.dont_know) == (1, 1)
        assert (result.no_answers.declined, result.no_answers.unanswered) == (0, 0)

    def test_enough_answers_may_be_asked_for_in_number(self):
        rule = {"minimum_answered": 2}
        assert result_of(field(*self.ITEMS, coverage=rule), {"a": 1}).status == "not_computed"
        assert result_of(field(*self.ITEMS, coverage=rule), {"a": 1, "b": 1}).status == "valid"

    def test_items_that_are_reached_twice_count_once(self):
        entries = [{"item": "a"}, {"field": "g"}]
        first = a_field("f", an_item("x"), scoring=a_rule(of=entries))
        document = a_questionnaire(first, a_field("g", an_item("a"), an_item("b")))
        assert result_of(document, {"a": 1}).coverage == 0.5

    def test_the_share_is_exact(self):
        thirds = result_of(field(*self.ITEMS[:3], coverage={"provisional": "1/3", "valid": "2/3"}), {"a": 1})
        assert thirds.status == "provisional"

    def test_a_parent_is_provisional_where_a_child_is_or_misses_its_score(self):
        rule = {"provisional": 0.5, "valid": 1}
        child = a_field("g", *self.ITEMS[:2], scoring=a_rule(coverage=rule))
        document = a_questionnaire(a_parent("f", child, a_field("h", an_item("c"))))
        assert result_of(document, {"a": 1, "b": 1, "c": 1}).status == "valid"
        assert result_of(document, {"a": 1, "c": 1}).status == "provisional"
        assert result_of(document, {"c": 1}).status == "provisional"
        nothing = {"a": no_answer("not_applicable"), "b": no_answer("not_applicable")}
        assert result_of(document, {**nothing, "c": 1}).status == "valid"


class TestBounds:
    """Section 5: items worth 0 to 4."""

    A, B = an_item("a"), an_item("b")

    @pytest.mark.parametrize("kind", ["unanswered", "dont_know", "declined"])
    @pytest.mark.parametrize("policy", ["exclude", "required"])
    def test_open_answers_span_from_their_worst_to_their_best(self, kind, policy):
        given = {"a": 2, **({"b": no_answer(kind)} if kind != "unanswered" else {})}
        result = result_of(field(self.A, self.B, no_answer={kind: policy}), given)
        assert (result.score_min, result.score_max) == (1, 3)
        assert result.score == (2 if policy == "exclude" else None)

    @pytest.mark.parametrize("policy", ["worst", "best", {"points": 1}])
    def test_what_the_definition_gave_a_worth_does_not_span(self, policy):
        result = result_of(field(self.A, self.B, no_answer={"unanswered": policy}), {"a": 2})
        assert result.score_min == result.score == result.score_max

    def test_what_does_not_apply_does_not_span(self):
        assert numbers(result_of(field(self.A, self.B), {"a": 2, "b": no_answer("not_applicable")})) == (2, 2, 2)

    @pytest.mark.parametrize(
        ("method", "low", "high"), [("sum", 2, 6), ("mean", 1, 3), ("percent_of_maximum", 25, 75), ("minimum", 0, 2)]
    )
    def test_every_method_is_applied_to_both_ends(self, method, low, high):
        result = result_of(field(self.A, self.B, method=method), {"a": 2})
        assert (result.score_min, result.score_max) == (low, high)

    def test_the_smaller_end_comes_first_also_where_the_scale_is_turned_round(self):
        turned = {"rescale_from": [4, 0], "scale": [0, 100]}
        assert numbers(result_of(field(self.A, self.B, **turned), {"a": 1})) == (37.5, 75, 87.5)

    def test_coverage_is_not_asked_for(self):
        result = result_of(field(self.A, self.B, coverage={"provisional": 1}), {"a": 2})
        assert numbers(result) == (1, None, 3)

    @pytest.mark.parametrize("kind", ["not_applicable", "hidden"])
    def test_there_are_none_where_what_cannot_be_answered_is_required(self, kind):
        items = (self.A, an_item("b", shown_when={"any": []})) if kind == "hidden" else (self.A, self.B)
        given = {"a": 2, "b": 1 if kind == "hidden" else no_answer(kind)}
        assert numbers(result_of(field(*items, no_answer={kind: "required"}), given)) == (None, None, None)

    def test_there_are_none_where_nothing_takes_part(self):
        assert numbers(result_of(field(self.A), {"a": no_answer("not_applicable")})) == (None, None, None)

    def test_each_end_is_rounded_as_the_score_is(self):
        rounding = {"digits": 0, "mode": "half_up", "stage": "last"}
        items = [an_item(key) for key in "abc"]
        assert numbers(result_of(field(*items, rounding=rounding), {"a": 2, "b": 1})) == (1, 2, 2)

    def test_of_a_parent_rest_on_the_bounds_of_its_children(self):
        children = a_field("g", self.A, self.B), a_field("h", an_item("c"))
        document = a_questionnaire(a_parent("f", *children))
        assert numbers(result_of(document, {"a": 2, "c": 0})) == (0.5, 1, 1.5)
        assert numbers(result_of(document, {"c": 0})) == (0, 0, 2)
        gone = {"a": no_answer("not_applicable"), "b": no_answer("not_applicable")}
        assert numbers(result_of(document, {**gone, "c": 1})) == (1, 1, 1)

    def test_of_a_parent_keep_what_the_policy_gives_a_child_that_does_not_apply(self):
        children = a_field("g", self.A), a_field("h", self.B)
        gone = {"a": no_answer("not_applicable"), "b": 4}
        for policy, expected in (({"points": 2}, (3, 3, 3)), ("required", (None, None, None))):
            rule = a_rule(no_answer={"not_applicable": policy})
            assert numbers(result_of(a_questionnaire(a_parent("f", *children, scoring=rule)), gone)) == expected

    def test_a_child_whose_bounds_are_not_known_takes_no_part(self):
        weightless = a_field("g", an_item("a", weight=0))
        document = a_questionnaire(a_parent("f", weightless, a_field("h", self.B)))
        assert numbers(result_of(document, {"a": 2, "b": 4})) == (4, 4, 4)

    def test_of_a_parent_are_those_its_children_pass_on(self):
        rounding = {"digits": 0, "mode": "floor", "stage": "before_aggregation"}
        child = a_field("g", self.A, self.B, scoring=a_rule(rounding=rounding))
        assert numbers(result_of(a_questionnaire(a_parent("f", child)), {"a": 3})) == (1, 3, 3)
