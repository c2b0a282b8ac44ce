"""The oracle against numbers worked out by hand: states, points, scores, bounds and rounding (sections 1 to 6)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.oracle.builders import choice, document, evaluated, field, no_answer, one, parent, scoring
from tests.oracle.exact import rounded

TWO = field("f", choice("a"), choice("b"))


class TestStates:
    def test_an_item_whose_condition_is_unknown_is_hidden_and_its_stale_answer_ignored(self):
        made = document(field("f", choice("a"), choice("b", shown_when={"item": "a", "is": 4})))
        result = evaluated(made, {"b": 0})
        # Nothing was said to a, so b is hidden: of a and b only a could have been answered.
        assert result["hidden"] == ["b"]
        assert result["fields"]["f"]["coverage"] == "0"
        # With a at 4, b counts: (4 + 0) ÷ 2.
        assert evaluated(made, {"a": 4, "b": 0})["fields"]["f"]["score"] == "2"

    def test_later_items_see_earlier_ones_hidden(self):
        chain = choice("b", shown_when={"item": "a", "is": 4}), choice("c", shown_when={"item": "b", "answered": True})
        made = document(field("f", choice("a"), *chain))
        assert evaluated(made, {"a": 0, "b": 3, "c": 3})["hidden"] == ["b", "c"]
        assert evaluated(made, {"a": 4, "b": 3, "c": 3})["hidden"] == []

    def test_an_item_is_left_out_only_where_applies_to_is_false(self):
        attribute = {"key": "kind", "title": "Kind", "options": [{"value": v, "title": v} for v in ("town", "county")]}
        made = document(field("f", choice("a", applies_to={"profile": "kind", "is": "town"})), profile=[attribute])
        assert evaluated(made, {"a": 1}, {"kind": "county"})["hidden"] == ["a"]
        assert evaluated(made, {"a": 1}, {"kind": "town"})["hidden"] == []
        assert evaluated(made, {"a": 1}, None)["hidden"] == []

    def test_a_form_asks_its_items_and_the_first_form_asks_all(self):
        made = document(
            field("f", choice("a"), choice("b", forms={"short": {}})),
            forms=[{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}],
            perspectives=[{"key": p, "title": p, "form": f} for p, f in (("inside", "long"), ("outside", "short"))],
        )
        assert evaluated(made, {"a": 1}, None, "outside")["hidden"] == ["a"]
        assert evaluated(made, {"a": 1}, None, "inside")["hidden"] == []
        assert evaluated(made, {"a": 1}, None, None)["hidden"] == []


class TestPoints:
    def multiple(self, **rule):
        options = [{"value": v, "title": v, "points": p} for v, p in (("x", 3), ("y", -1), ("z", 2))]
        none = {"value": "none", "title": "None", "points": -5, "exclusive": True}
        return {
            "key": "a",
            "type": "multiple_choice",
            "prompt": "a",
            "options": [*options, none],
            "multiple_choice": {"points_from": "sum", **rule},
        }

    def test_ticks_are_added_or_counted(self):
        assert one(document(field("f", self.multiple())), {"a": ["x", "z"]})["score"] == "5"
        assert one(document(field("f", self.multiple(points_from="count"))), {"a": ["x", "z"]})["score"] == "2"

    @pytest.mark.parametrize(
        ("rule", "smallest", "largest"),
        [
            # None alone is -5; x and z are 5.
            ({}, "-5", "5"),
            # Two must be ticked, so none cannot stand alone: y and z are 1.
            ({"minimum_selected": 2}, "1", "5"),
            # One at most: none, or x.
            ({"maximum_selected": 1}, "-5", "3"),
            # Exactly three: 3 - 1 + 2.
            ({"minimum_selected": 3}, "4", "4"),
            # None or nothing is the smallest count but none counts 1; nothing ticked counts 0, all three count 3.
            ({"points_from": "count"}, "0", "3"),
        ],
    )
    def test_the_extremes_respect_exclusive_options_and_limits(self, rule, smallest, largest):
        result = one(document(field("f", self.multiple(**rule))), {})
        assert (result["score_min"], result["score_max"]) == (smallest, largest)

    def test_a_number_is_worth_itself_or_the_points_of_its_bin(self):
        hours = {"key": "a", "type": "number", "prompt": "a", "number": {"range": "(0, 10.5]", "points": "value"}}
        assert one(document(field("f", hours)), {"a": Decimal("2.5")})["score"] == "5/2"
        assert one(document(field("f", hours)), {"a": "2.5"})["score"] == "5/2"
        bins = [{"range": "[0, 2)", "points": 1}, {"range": "[2, 5]", "points": -1}, {"range": "(5, 20]", "points": 7}]
        binned = {**hours, "number": {"range": "[2, 9]", "points": {"bins": bins}}}
        assert one(document(field("f", binned)), {"a": 5})["score"] == "-1"
        # No number of [2, 9] falls into the first bin.
        result = one(document(field("f", binned)), {})
        assert (result["score_min"], result["score_max"]) == ("-1", "7")

    def test_the_extremes_of_an_integer_are_integers(self):
        number = {"range": "(0, 10.5]", "integer": True, "points": "value"}
        result = one(document(field("f", {"key": "a", "type": "number", "prompt": "a", "number": number})), {})
        assert (result["score_min"], result["score_max"]) == ("1", "10")


class TestAggregation:
    items = (choice("a", weight="1/3"), choice("b", weight=2))

    @pytest.mark.parametrize(
        ("method", "raw"),
        [
            ("sum", "7"),  # 1/3 · 3 + 2 · 3 = 7
            ("mean", "3"),  # 7 ÷ (1/3 + 2)
            ("percent_of_maximum", "75"),  # 100 · 7 ÷ (1/3 · 4 + 2 · 4) = 700 · 3 ÷ 28
            ("minimum", "3"),
        ],
    )
    def test_methods(self, method, raw):
        made = document(field("f", *self.items, scoring=scoring(method=method)))
        assert one(made, {"a": 3, "b": 3})["raw_score"] == raw

    def test_weights_are_exact(self):
        # (1/3 · 4 + 2 · 1) ÷ (7/3) = (10/3) ÷ (7/3)
        assert one(document(field("f", *self.items)), {"a": 4, "b": 1})["raw_score"] == "10/7"

    def test_the_weight_of_a_list_stands_before_that_of_the_item(self):
        of = [{"item": "a"}, {"item": "b", "weight": "2/3"}]
        made = document(field("f", *self.items, scoring=scoring(of=of)))
        # (1/3 · 4 + 2/3 · 1) ÷ 1
        assert one(made, {"a": 4, "b": 1})["raw_score"] == "2"

    @pytest.mark.parametrize(
        ("policy", "better", "raw"),
        [
            ("exclude", "higher", "3"),
            ("worst", "higher", "1"),  # (3 - 1) ÷ 2
            ("worst", "lower", "4"),  # (3 + 5) ÷ 2
            ("worst", "none", "1"),
            ("best", "higher", "4"),
            ("best", "lower", "1"),
            ({"points": "1/2"}, "higher", "7/4"),
            ("required", "higher", None),
        ],
    )
    def test_policies(self, policy, better, raw):
        rule = scoring(no_answer={"declined": policy}, better=better)
        made = document(field("f", choice("a"), choice("b", points=(-1, 5)), scoring=rule))
        assert one(made, {"a": 3, "b": no_answer("declined")})["raw_score"] == raw

    def test_a_rescaling_may_turn_the_scale_round(self):
        # 0 + (1 - 4) · (100 - 0) ÷ (0 - 4) = 75
        rule = scoring(scale=[0, 100], rescale_from=[4, 0])
        result = one(document(field("f", choice("a"), scoring=rule)), {"a": 1})
        assert (result["raw_score"], result["score"]) == ("1", "75")

    @pytest.mark.parametrize(("stage", "raw"), [("last", "5/4"), ("before_levels", "5/4"), ("before_aggregation", "1")])
    def test_a_child_is_rounded_before_aggregation_only_where_it_says_so(self, stage, raw):
        rounding = {"digits": 0, "mode": "half_even", "stage": stage}
        child = field("g", choice("a"), choice("b"), scoring=scoring(rounding=rounding))
        made = document(parent("f", child, field("h", choice("c"))))
        # g is 3/2, rounded 2; h is 1 or 0: (3/2 + 1) ÷ 2, and (2 + 0) ÷ 2.
        assert one(made, {"a": 1, "b": 2, "c": 0 if stage == "before_aggregation" else 1})["raw_score"] == raw

    def test_the_extremes_of_a_child_are_the_ends_of_its_scale(self):
        child = field("g", choice("a"), scoring=scoring(scale=[-3, 9]))
        made = document(
            parent("f", child, field("h", choice("b")), scoring=scoring(no_answer={"not_computed": "best"}))
        )
        # (9 + 1) ÷ 2
        assert one(made, {"b": 1})["raw_score"] == "5"

    def test_members_of_the_default_are_taken_one_by_one_and_null_switches_off(self):
        rounding = {"digits": 1, "mode": "floor", "stage": "last"}
        default = scoring(rounding=rounding, coverage={"provisional": 1})
        inherits = {"key": "f", "title": "f", "items": [choice("a"), choice("b"), choice("c")]}
        made = document({**inherits, "scoring": {"rounding": {"digits": 0}, "coverage": None}})
        made["defaults"] = {"scoring": default}
        # (1 + 2 + 2) ÷ 3 = 5/3: one digit by the default, none by the field, downwards by the default.
        assert one(made, {"a": 1, "b": 2, "c": 2})["score"] == "1"
        assert one(made, {"a": 1})["reason"] is None
        made["fields"][0]["scoring"] = {"rounding": None}
        assert one(made, {"a": 1, "b": 2, "c": 2})["score"] == "5/3"
        assert one(made, {"a": 1})["reason"] == "coverage"


class TestNotComputed:
    strict = scoring(no_answer={"unanswered": "required"}, coverage={"provisional": "1/2"})

    def test_nothing_applicable_comes_first(self):
        items = choice("a", shown_when={"any": []}), choice("b")
        made = document(field("f", *items, scoring=scoring(no_answer={"not_applicable": "required"})))
        assert one(made, {"b": no_answer("not_applicable")})["reason"] == "nothing_applicable"

    def test_then_required_then_coverage_then_nothing_answered(self):
        made = document(field("f", choice("a"), choice("b"), choice("c"), scoring=self.strict))
        assert one(made, {"a": 1})["reason"] == "required_missing"
        assert one(made, {name: no_answer("declined") for name in "abc"})["reason"] == "coverage"
        assert one(made, {"a": 1, "b": no_answer("declined"), "c": no_answer("declined")})["reason"] == "coverage"
        assert one(document(TWO), {})["reason"] == "nothing_answered"

    def test_zero_weight_is_the_last_reason(self):
        made = document(field("f", choice("a", weight=0), choice("b", points=(0, 0)), scoring=scoring()))
        assert one(made, {"a": 1})["reason"] == "zero_weight"
        made["fields"][0]["scoring"]["method"] = "percent_of_maximum"
        # 0 · 4 + 1 · 0
        assert one(made, {"a": 1, "b": 0})["reason"] == "zero_weight"

    def test_too_few_answers_are_no_score(self):
        made = document(field("f", choice("a"), choice("b"), scoring=scoring(coverage={"minimum_answered": 2})))
        assert one(made, {"a": 1})["reason"] == "coverage"
        assert one(made, {"a": 1, "b": 1})["status"] == "valid"


class TestCoverageAndStatus:
    def test_coverage_leaves_out_what_is_hidden_or_not_applicable(self):
        items = choice("a"), choice("b"), choice("c"), choice("d", shown_when={"any": []}), choice("e")
        result = one(document(field("f", *items)), {"a": 1, "b": no_answer("not_applicable"), "c": 2, "d": 1})
        # a and c of a, c and e.
        assert result["coverage"] == "2/3"
        assert result["no_answers"] == {"not_applicable": 1, "dont_know": 0, "declined": 0, "unanswered": 1}

    def test_an_item_that_enters_twice_is_covered_once(self):
        made = document(
            parent("f", field("g", choice("a"), choice("b")), scoring=scoring(of=[{"field": "g"}, {"item": "a"}]))
        )
        # g is 2, a is 2.
        assert one(made, {"a": 2})["coverage"] == "1/2"

    def test_a_score_below_the_valid_share_is_provisional(self):
        rule = scoring(coverage={"provisional": "1/2", "valid": "3/4"})
        made = document(field("f", choice("a"), choice("b"), choice("c"), choice("d"), scoring=rule))
        assert one(made, {"a": 1, "b": 1})["status"] == "provisional"
        assert one(made, {"a": 1, "b": 1, "c": 1})["status"] == "valid"

    def test_a_parent_is_provisional_where_a_child_is_or_has_no_score(self):
        made = document(parent("f", field("g", choice("a")), field("h", choice("b"))))
        assert one(made, {"a": 1})["status"] == "provisional"
        assert one(made, {"a": 1, "b": no_answer("not_applicable")})["status"] == "valid"
        above = document(parent("top", parent("f", field("g", choice("a")), field("h", choice("b")))))
        assert one(above, {"a": 1}, "top")["status"] == "provisional"


class TestBounds:
    def test_what_was_left_open_spans_where_it_is_excluded_or_required(self):
        rule = scoring(no_answer={"dont_know": "required", "declined": "worst"})
        made = document(field("f", *(choice(key) for key in "abcd"), scoring=rule))
        result = one(made, {"a": 3, "b": no_answer("dont_know"), "c": no_answer("declined")})
        # a is 3, b and d span, c is worth 0: (3 + 0 + 0 + 0) ÷ 4 and (3 + 4 + 0 + 4) ÷ 4.
        assert (result["score"], result["score_min"], result["score_max"]) == (None, "3/4", "11/4")

    def test_a_turned_scale_swaps_the_ends(self):
        rule = scoring(scale=[0, 100], rescale_from=[4, 0])
        result = one(document(field("f", choice("a"), choice("b"), scoring=rule)), {"a": 3})
        # Raw 3/2 and 7/2 are 62.5 and 12.5 on the turned scale.
        assert (result["score_min"], result["score_max"]) == ("25/2", "125/2")

    def test_the_bounds_of_a_child_take_the_place_of_its_score(self):
        made = document(parent("f", field("g", choice("a")), field("h", choice("b"), choice("c")), weight=1))
        result = one(made, {"a": 4, "b": 2})
        # h is 2, at least 1, at most 3.
        assert (result["score"], result["score_min"], result["score_max"]) == ("3", "5/2", "7/2")

    def test_a_child_without_anything_applicable_stays_with_its_policy(self):
        rule = scoring(no_answer={"not_applicable": {"points": 1}})
        made = document(parent("f", field("g", choice("a")), field("h", choice("b")), scoring=rule))
        result = one(made, {"a": 4, "b": no_answer("not_applicable")})
        assert (result["score"], result["score_min"], result["score_max"]) == ("5/2", "5/2", "5/2")

    def test_the_coverage_rule_does_not_hold_for_bounds(self):
        made = document(field("f", choice("a"), choice("b"), scoring=scoring(coverage={"minimum_answered": 2})))
        result = one(made, {"a": 2})
        assert (result["score"], result["score_min"], result["score_max"]) == (None, "1", "3")

    def test_there_are_none_where_what_is_not_applicable_was_required(self):
        made = document(field("f", choice("a"), choice("b"), scoring=scoring(no_answer={"not_applicable": "required"})))
        assert one(made, {"a": 2, "b": no_answer("not_applicable")})["score_min"] is None

    def test_they_are_rounded_as_the_score_is(self):
        rule = scoring(rounding={"digits": 0, "mode": "ceiling", "stage": "last"})
        result = one(document(field("f", choice("a"), choice("b"), choice("c"), scoring=rule)), {"a": 1})
        # 1/3 and 3.
        assert (result["score_min"], result["score_max"]) == ("1", "3")


class TestRounding:
    @pytest.mark.parametrize(
        ("mode", "expected"),
        [
            ("half_even", ["2", "4", "-2", "-4", "2", "3"]),
            ("half_up", ["3", "4", "-2", "-3", "2", "3"]),
            ("half_away_from_zero", ["3", "4", "-3", "-4", "2", "3"]),
            ("ceiling", ["3", "4", "-2", "-3", "3", "3"]),
            ("floor", ["2", "3", "-3", "-4", "2", "2"]),
        ],
    )
    def test_modes(self, mode, expected):
        numbers = [Fraction(text) for text in ("5/2", "7/2", "-5/2", "-7/2", "9/4", "11/4")]
        assert [str(rounded(number, {"digits": 0, "mode": mode})) for number in numbers] == expected

    def test_digits(self):
        assert rounded(Fraction(1, 3), {"digits": 2, "mode": "half_up"}) == Fraction(33, 100)

    @pytest.mark.parametrize(
        ("stage", "score", "level", "flag"),
        [
            ("last", "40", "low", False),
            ("before_levels", "40", "middle", True),
            ("before_aggregation", "40", "middle", True),
        ],
    )
    def test_stages(self, stage, score, level, flag):
        rounding = {"digits": 0, "mode": "half_up", "stage": stage}
        rule = scoring(scale=[0, 100], rescale_from=[0, 100], rounding=rounding)
        item = {"key": "a", "type": "number", "prompt": "a", "number": {"range": "[0, 100]", "points": "value"}}
        flags = [{"key": "x", "title": "x", "when": {"field": "f", "score": {"at_least": 40}}}]
        result = evaluated(document(field("f", item, scoring=rule, levels="set"), flags=flags), {"a": "39.6"})
        assert (result["fields"]["f"]["score"], result["fields"]["f"]["level"]) == (score, level)
        assert result["flags"] == {"x": flag}
        assert result["fields"]["f"]["raw_score"] == "198/5"
