"""docs/scoring.md, sections 6 and 7: rounding, levels, gates, borders."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import evaluate, parse_answers
from selfcheck_service.core.scoring.ratio import as_fraction, round_ratio, to_text
from tests.builders import (
    Data,
    a_field,
    a_gate,
    a_level_set,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    plan_of,
    result_of,
)

MODES = ("half_even", "half_up", "half_away_from_zero", "ceiling", "floor")


def rounded_by_definition(number, digits, mode):
    """The same in the words of the page, with fractions."""
    scaled = number * 10**digits
    below, above = floor(scaled), ceil(scaled)
    if mode == "floor" or (mode != "ceiling" and scaled - below < Fraction(1, 2)):
        return Fraction(below, 10**digits)
    if mode == "ceiling" or scaled - below > Fraction(1, 2) or mode == "half_up":
        return Fraction(above, 10**digits)
    if mode == "half_even":
        return Fraction(below if below % 2 == 0 else above, 10**digits)
    return Fraction(above if scaled > 0 else below, 10**digits)


class TestRounding:
    """Section 6."""

    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            # half_even, half_up, half_away_from_zero, ceiling, floor
            ("1/2", (0, 1, 1, 1, 0)),
            ("3/2", (2, 2, 2, 2, 1)),
            ("5/2", (2, 3, 3, 3, 2)),
            ("-1/2", (0, 0, -1, 0, -1)),
            ("-3/2", (-2, -1, -2, -1, -2)),
            ("-5/2", (-2, -2, -3, -2, -3)),
            ("4/3", (1, 1, 1, 2, 1)),
            ("-4/3", (-1, -1, -1, -1, -2)),
            ("2", (2, 2, 2, 2, 2)),
        ],
    )
    def test_modes_are_what_their_names_say(self, number, expected):
        fraction = Fraction(number)
        found = tuple(as_fraction(round_ratio((fraction.numerator, fraction.denominator), 0, mode)) for mode in MODES)
        assert found == expected

    @given(st.fractions(), st.integers(min_value=0, max_value=9), st.sampled_from(MODES), st.integers(1, 5))
    def test_agree_with_the_definition_also_for_pairs_that_are_not_reduced(self, number, digits, mode, factor):
        pair = number.numerator * factor, number.denominator * factor
        assert as_fraction(round_ratio(pair, digits, mode)) == rounded_by_definition(number, digits, mode)
        assert to_text(pair) == str(number)

    @pytest.mark.parametrize(
        ("stage", "child", "level", "parent"),
        [
            # Two items of 1/2 and 1 have the mean 3/4, which is rounded to 1; levels begin at 1.
            ("last", 1, "l0", 0.75),
            ("before_levels", 1, "l1", 0.75),
            ("before_aggregation", 1, "l1", 1),
        ],
    )
    def test_takes_place_at_its_stage(self, stage, child, level, parent):
        rounding = {"digits": 0, "mode": "half_up", "stage": stage}
        items = an_item("a", ("1/2",)), an_item("b", (1,))
        inner = a_field("g", *items, scoring=a_rule(rounding=rounding), levels="set")
        document = a_questionnaire(a_parent("f", inner), level_sets=[a_level_set()])
        found = result_of(document, {"a": 0, "b": 0}, "g")
        assert found.level is not None
        assert (found.score, found.level.key, found.raw_score) == (child, level, 0.75)
        assert result_of(document, {"a": 0, "b": 0}, "f").score == parent

    def test_leaves_coverage_alone(self):
        rounding = {"digits": 0, "mode": "floor", "stage": "before_levels"}
        items = [an_item(key) for key in "abc"]
        assert (
            result_of(a_questionnaire(a_field("f", *items, scoring=a_rule(rounding=rounding))), {"a": 1}).coverage
            == 1 / 3
        )


class TestLevels:
    """Section 7, with levels [0, 40), [40, 50] and (50, 100]."""

    def level(self, score, *gates, border=None, ranges=("[0, 40)", "[40, 50]", "(50, 100]"), **given):
        items = a_number("n", "[-1, 200]"), an_item("b")
        rule = a_rule(scale=[0, 100], of=[{"item": "n"}])
        field = a_field("f", *items, scoring=rule, levels="set", gates=list(gates))
        members = {} if border is None else {"border": {"margin": border, "text": "Near “{level}”."}}
        document = a_questionnaire(field, level_sets=[a_level_set("set", *ranges, **members)])
        found = result_of(document, {"n": score, **given})
        return None if found.level is None else (found.level.key, found.level.border, found.level.capped_from)

    @pytest.mark.parametrize(
        ("score", "level"),
        [(0, "l0"), ("39.999", "l0"), (40, "l1"), (50, "l1"), ("50.001", "l2"), (100, "l2")],
    )
    def test_the_range_that_contains_the_score_decides(self, score, level):
        assert self.level(score) == (level, None, None)

    @pytest.mark.parametrize("score", [-1, "100.5"])
    def test_a_score_outside_every_range_has_no_level(self, score):
        assert self.level(score) is None

    def test_a_gap_has_no_level(self):
        assert self.level(40, ranges=("[0, 40)", "(40, 100]")) is None

    @pytest.mark.parametrize("requires", [{"item": "b", "is": 1}, {"any": []}])
    def test_a_gate_holds_unless_its_condition_is_true(self, requires):
        assert self.level(60, a_gate("l2", requires)) == ("l1", None, "l2")
        assert self.level(60, a_gate("l2", requires), b=0) == ("l1", None, "l2")

    def test_a_gate_opens_where_its_condition_is_true(self):
        gate = a_gate("l2", {"item": "b", "is": 1})
        assert self.level(60, gate, b=1) == ("l2", None, None)
        assert self.level(45, gate) == ("l1", None, None)

    def test_of_several_gates_the_lowest_cap_holds(self):
        never: Data = {"any": []}
        gates = a_gate("l2", never), a_gate("l1", never), a_gate("l2", {"all": []})
        assert self.level(60, *gates) == ("l0", None, "l2")

    def test_a_gate_before_the_lowest_level_leaves_none(self):
        assert self.level(60, a_gate("l0", {"any": []})) is None

    def test_a_gate_may_ask_for_any_score(self):
        requires = {"field": "late", "score": {"at_least": 2}}
        first = a_field("f", an_item("a"), levels="set", gates=[a_gate("l2", requires)])
        document = a_questionnaire(first, a_field("late", an_item("z")), level_sets=[a_level_set()])
        keys = [found.level and found.level.key for found in (result_of(document, {"a": 4, "z": z}) for z in (1, 2))]
        assert keys == ["l1", "l2"]

    @pytest.mark.parametrize(
        ("score", "border"),
        [
            ("33.9", None),
            (34, "l1"),  # 6 below the cut at 40
            ("39.9", "l1"),
            (0, None),  # there is nothing before the lowest level
            (40, "l0"),
            (44, "l0"),  # 4 above 40, 6 below 50
            (45, "l2"),  # 5 from both: the higher one
            (46, "l2"),
            (50, "l2"),  # 0 below the cut, although 50 itself is not beyond it
            ("50.1", "l1"),
            (56, "l1"),
            ("56.1", None),
            (100, None),  # there is nothing after the highest level
        ],
    )
    def test_the_border_is_near_within_the_margin(self, score, border):
        found = self.level(score, border=6)
        assert found is not None
        assert found[1] == border

    def test_only_the_lower_neighbour_is_near_within_a_small_margin(self):
        assert self.level(41, border=2) == ("l1", "l0", None)
        assert self.level(49, border=2) == ("l1", "l2", None)
        assert self.level(45, border=2) == ("l1", None, None)

    def test_open_ends_have_no_border(self):
        assert self.level(0, border=100, ranges=("(-inf, 40)", "[40, inf)")) == ("l0", "l1", None)
        assert self.level(140, border=100, ranges=("(-inf, 40)", "[40, inf)")) == ("l1", "l0", None)

    def test_a_level_that_a_gate_holds_down_has_no_border(self):
        assert self.level(51, a_gate("l2", {"any": []}), border=6) == ("l1", None, "l2")

    def test_levels_see_the_exact_score_of_decimals(self):
        assert self.level(Decimal("39.99999999999999999")) == ("l0", None, None)


class TestTexts:
    def text(self, given, **members):
        border = {"margin": 1, "text": "Near “{level}”."}
        levels = a_level_set(border=border)
        levels["levels"][0]["text"] = "Low."
        field = a_field("f", an_item("a"), an_item("b"), scoring=a_rule(of=[{"item": "a"}]), levels="set", **members)
        return result_of(a_questionnaire(field, level_sets=[levels]), given).text

    def test_are_those_of_the_level_and_of_the_field_before_them(self):
        assert self.text({"a": 4}) == "Near “Level 1”."
        assert self.text({"a": 0}) == "Low. Near “Level 1”."
        assert self.text({"a": 0}, level_texts={"l0": "Low here."}) == "Low here. Near “Level 1”."

    def test_say_what_a_gate_asks_for_at_the_next_level(self):
        gates = [a_gate("l1", {"item": "b", "is": 4}), a_gate("l2", {"item": "b", "is": 3}), a_gate("l1", {"all": []})]
        assert self.text({"a": 4}, gates=gates) == "Low. Before l1."
        assert self.text({"a": 4, "b": 4}, gates=gates) == "Before l2."

    def test_say_why_there_is_no_score(self):
        assert self.text({}) == "No score: nothing has been answered here yet."
        assert self.text({}, not_computed_text="Too little.") == "Too little."

    def test_without_levels_there_is_none(self):
        assert result_of(a_questionnaire(a_field("f", an_item("a"))), {"a": 1}).text is None


class TestStagedLevels:
    """No level has a range: gates alone decide."""

    def document(self, **overrides):
        level_set = a_level_set()
        for level in level_set["levels"]:
            del level["range"]
        gates = [
            a_gate("l1", {"item": "a", "points": {"at_least": 2}}),
            a_gate("l2", {"every": {"items": ["b", "c"]}, "points": {"at_least": 3}}),
        ]
        items = an_item("a"), an_item("b"), an_item("c")
        return a_questionnaire(a_field("f", *items, levels="set", gates=gates), level_sets=[level_set], **overrides)

    @pytest.mark.parametrize(
        ("answers", "level"),
        [
            ({"a": 0, "b": 4, "c": 4}, "l0"),
            ({"a": 2, "b": 4, "c": 2}, "l1"),
            ({"a": 2, "b": 3, "c": 3}, "l2"),
            ({"a": 4, "b": 4}, "l1"),
            ({"b": 4}, "l0"),
        ],
    )
    def test_need_all_of_the_levels_below(self, answers, level):
        found = result_of(self.document(), answers).level
        assert found is not None
        assert (found.key, found.capped_from) == (level, None if level == "l2" else "l2")

    def test_a_field_without_a_score_reaches_none(self):
        assert result_of(self.document()).level is None

    def test_the_next_level_is_a_matter_of_gates(self):
        explanation = result_of(self.document(), {"a": 2, "b": 1, "c": 3}).explanation
        assert explanation is not None
        upward = explanation.next_level
        assert upward is not None
        assert (upward.key, upward.score_from, upward.exact) == ("l2", None, True)
        assert [(one.item, one.target) for one in upward.changes or ()] == [("b", 3)]
        assert len(upward.missing) == 1

    def test_where_lower_is_better_there_is_no_next_level(self):
        document = self.document()
        document["fields"][0]["scoring"]["better"] = "lower"
        explanation = result_of(document, {"a": 2, "b": 1, "c": 3}).explanation
        assert explanation is not None
        assert explanation.next_level is None

    def test_a_level_alone_must_not_lack_its_range(self):
        document = a_questionnaire(level_sets=[a_level_set()])
        del document["level_sets"][0]["levels"][1]["range"]
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document)
        assert [(one.location, one.code) for one in refused.value.problems] == [("/level_sets/0/levels/1", "missing")]

    def test_a_border_has_no_effect(self):
        document = self.document()
        document["level_sets"][0]["border"] = {"margin": 1, "text": "near {level}"}
        found = [(one.location, one.code) for one in lint(parse_definition(document))]
        assert ("/level_sets/0/border", "without_effect") in found
        assert not any(code.startswith("range") for _, code in found)


class TestLevelsByAttribute:
    """Which level set serves is chosen by a condition."""

    def document(self, *cases, **overrides):
        cases = cases or (
            {"when": {"profile": "kind", "is": "county"}, "set": "hard"},
            {"when": {"item": "u", "is": 0}, "set": "soft"},
            {"when": {"profile": "kind", "is": "town"}, "set": "usual"},
        )
        sets = [
            a_level_set("usual"),
            a_level_set("hard", "[0, 3)", "[3, 4)", "[4, 4]"),
            a_level_set("soft", "[0, 0]", "(0, 1)", "[1, 4]", border={"margin": 1, "text": "near {level}"}),
        ]
        for level in sets[1]["levels"]:
            level["title"] = f"Hard {level['key']}"
        items = an_item("u", scored=False), an_item("a"), an_item("b")
        field = a_field("f", *items, levels=list(cases), **overrides)
        return a_questionnaire(field, level_sets=sets, profile=[an_attribute()])

    @pytest.mark.parametrize(
        ("answers", "profile", "level"),
        [
            ({"u": 1}, {"kind": "town"}, ("l1", "Level 1")),
            ({"u": 1}, {"kind": "county"}, ("l0", "Hard l0")),
            ({}, {"kind": "county"}, ("l0", "Hard l0")),
            ({"u": 0}, {"kind": "town"}, ("l2", "Level 2")),
            # Unknown whether it is a county, or what u says: no set serves.
            ({"u": 0}, {}, None),
            ({}, {"kind": "town"}, None),
        ],
    )
    def test_the_first_whose_condition_is_true_serves(self, answers, profile, level):
        found = result_of(self.document(), {**answers, "a": 2, "b": 1}, profile=profile)
        assert found.score == 1.5
        assert (None if found.level is None else (found.level.key, found.level.title)) == level

    def test_none_serves_where_none_is_true(self):
        made = self.document({"when": {"profile": "kind", "is": "county"}, "set": "hard"})
        assert result_of(made, {"a": 2}, profile={"kind": "town"}).level is None

    def test_the_next_level_and_the_border_are_of_the_set_that_serves(self):
        answers = {"u": 1, "a": 2, "b": 1}
        upward = [result_of(self.document(), answers, profile={"kind": one}).explanation for one in ("town", "county")]
        assert [one and one.next_level and (one.next_level.title, one.next_level.score_from) for one in upward] == [
            ("Level 2", 3),
            ("Hard l1", 3),
        ]
        soft = result_of(self.document(), {"u": 0, "a": 1, "b": 1}, profile={"kind": "town"})
        assert soft.level is not None
        assert (soft.level.border, soft.text) == ("l1", "near Level 1")

    def test_gates_and_texts_name_the_keys_that_all_sets_have(self):
        gate = a_gate("l1", {"item": "b", "points": {"at_least": 2}})
        made = self.document(gates=[gate], level_texts={key: f"text {key}" for key in ("l0", "l1", "l2")})
        found = result_of(made, {"u": 1, "a": 4, "b": 1}, profile={"kind": "town"})
        assert found.level is not None
        assert (found.level.key, found.level.capped_from) == ("l0", "l1")
        assert found.text is not None
        assert found.text.startswith("text l0")

    def test_one_evaluation_leaves_nothing_for_another(self):
        plan = plan_of(self.document())
        for kind, key in (("town", "l1"), ("county", "l0"), ("town", "l1")):
            body = {"answers": {"u": 1, "a": 2, "b": 1}, "profile": {"kind": kind}}
            level = evaluate(parse_answers(plan, body), language="en").fields[0].level
            assert level is not None
            assert level.key == key

    @pytest.mark.parametrize(
        ("case", "location", "code"),
        [
            ({"set": "lost"}, "/fields/0/levels/1/set", "unknown_reference"),
            ({"set": "other"}, "/fields/0/levels/1/set", "levels_differ"),
            ({"when": {"item": "a", "is": 1}, "set": "hard"}, "/fields/0/levels/1/when", "not_known_here"),
            ({"when": {"field": "f", "score": {"above": 1}}, "set": "hard"}, "/fields/0/levels/1/when", None),
            ({"when": {"profile": "kind", "is": "moon"}, "set": "hard"}, "/fields/0/levels/1/when/is", "unknown_value"),
        ],
    )
    def test_faults_are_named(self, case, location, code):
        made = self.document({"when": {"profile": "kind", "is": "town"}, "set": "usual"}, case)
        made["level_sets"].append(a_level_set("other", "[0, 4]"))
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(made)
        [found] = refused.value.problems
        assert found.location.startswith(location)
        assert code is None or found.code == code

    def test_every_set_covers_the_scale_and_every_case_can_serve(self):
        made = self.document({"set": "usual"}, {"set": "hard"})
        made["level_sets"][1]["levels"][1]["range"] = "[3.5, 4)"
        found = {(one.location, one.code) for one in lint(parse_definition(made))}
        assert ("/fields/0/levels/1", "never_true") in found
        assert any(location.startswith("/level_sets/1") and code.startswith("range") for location, code in found)


class TestLevelsByCase:
    """A list of conditions says the level; the ranges of a set say nothing."""

    def document(self, *cases, **overrides):
        cases = cases or (
            {"level": "l2", "when": {"any": [{"field": key, "level": {"is": "l2"}} for key in "fg"]}},
            {"level": "l1", "when": {"all": [{"field": key, "score": {"at_least": 1}} for key in "fg"]}},
            {"level": "l0"},
        )
        named = a_level_set("named")
        for level in named["levels"]:
            del level["range"]
        fields = [a_field(key, an_item(f"{key}1"), an_item(f"{key}2"), levels="usual") for key in "fg"]
        parent = a_parent("p", *fields, levels="named", classify=list(cases), **overrides)
        return a_questionnaire(parent, level_sets=[a_level_set("usual"), named])

    @pytest.mark.parametrize(
        ("f", "g", "level"),
        [(0, 0, "l0"), (0, 2, "l0"), (1, 2, "l1"), (4, 0, "l2"), (0, 3, "l2"), (0, None, None), (3, None, "l2")],
    )
    def test_the_first_that_is_true_holds(self, f, g, level):
        answers = {"f1": f, "f2": f, **({} if g is None else {"g1": g, "g2": g})}
        found = result_of(self.document(), answers, "p")
        assert (None if found.level is None else found.level.key) == level

    def test_a_field_without_a_score_has_none(self):
        assert result_of(self.document({"level": "l0"}), {}, "p").level is None

    def test_none_holds_where_none_is_true(self):
        made = self.document({"level": "l0", "when": {"field": "p", "score": {"below": 1}}})
        assert result_of(made, {"f1": 4, "g1": 4}, "p").level is None

    @pytest.mark.parametrize(("g", "is_said"), [(None, True), (1, False)])
    def test_a_level_that_is_open_says_so(self, g, is_said):
        answers = {"f1": 0, "f2": 0, **({} if g is None else {"g1": g})}
        explanation = result_of(self.document(), answers, "p").explanation
        assert explanation is not None
        sentence = "The level is open: something that decides it is missing."
        assert (sentence in explanation.text) is is_said

    def test_a_level_that_no_case_gives_is_not_open(self):
        made = self.document({"level": "l0", "when": {"field": "p", "score": {"below": 1}}})
        explanation = result_of(made, {"f1": 4, "g1": 4}, "p").explanation
        assert explanation is not None
        assert explanation.text.endswith("There is no level: none of those that are declared fits this result.")

    def test_a_set_that_is_chosen_by_an_open_answer_leaves_the_level_open(self):
        cases = [{"when": {"profile": "kind", "is": "town"}, "set": "one"}, {"set": "two"}]
        document = a_questionnaire(
            a_field("f", an_item("a"), levels=cases),
            level_sets=[a_level_set("one"), a_level_set("two")],
            profile=[an_attribute("kind", "town", "county")],
        )
        explanation = result_of(document, {"a": 1}, "f").explanation
        assert explanation is not None
        assert explanation.text.endswith("The level is open: something that decides it is missing.")

    def test_cases_of_one_field_may_ask_for_those_of_another(self):
        made = self.document()
        first = a_field("a", an_item("x"), levels="named")
        first["classify"] = [{"level": "l1", "when": {"field": "p", "level": {"at_least": "l2"}}}, {"level": "l0"}]
        made["fields"].insert(0, first)
        found = result_of(made, {"x": 1, "f1": 4, "f2": 4, "g1": 0}, "a").level
        assert found is not None
        assert found.key == "l1"

    def test_an_expression_may_count_labels(self):
        value = "count_true(field.f.level = 'l2', field.g.level = 'l2')"
        made = self.document({"level": "l2", "when": {"value": value, "is": {"at_least": 2}}}, {"level": "l0"})
        for g, level in ((4, "l2"), (1, "l0")):
            found = result_of(made, {"f1": 4, "g1": g}, "p").level
            assert found is not None
            assert found.key == level

    def test_gates_hold_them_down_and_texts_name_them(self):
        gate = a_gate("l2", {"item": "g1", "points": {"at_least": 2}})
        made = self.document(gates=[gate], level_texts={key: f"text {key}" for key in ("l0", "l1", "l2")})
        found = result_of(made, {"f1": 4, "f2": 4, "g1": 1}, "p")
        assert found.level is not None
        assert (found.level.key, found.level.capped_from) == ("l1", "l2")
        assert found.text is not None
        assert found.text.startswith("text l1")

    def test_no_next_level_is_worked_out(self):
        explanation = result_of(self.document(), {"f1": 1, "f2": 1, "g1": 1, "g2": 1}, "p").explanation
        assert explanation is not None
        assert explanation.next_level is None

    @pytest.mark.parametrize(
        ("case", "location", "code"),
        [
            ({"level": "l9"}, "/fields/0/classify/0/level", "unknown_reference"),
            ({"level": "l0", "when": {"field": "z", "score": {"above": 1}}}, "/fields/0/classify/0/when", None),
            ({"level": "l0", "when": {"flag": "z"}}, "/fields/0/classify/0/when", None),
            ({"level": "l0", "when": {"not": {"field": "p", "level": {"is": "l0"}}}}, "/fields/0/classify", "cycle"),
        ],
    )
    def test_faults_are_named(self, case, location, code):
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(self.document(case))
        [found] = refused.value.problems
        assert found.location.startswith(location)
        assert code is None or found.code == code

    def test_cases_of_a_set_that_is_not_there_are_no_second_fault(self):
        made = self.document()
        made["fields"][0]["levels"] = "missing"
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(made)
        assert [(one.location, one.code) for one in refused.value.problems] == [
            ("/fields/0/levels", "unknown_reference")
        ]

    def test_ranges_beside_cases_are_refused(self):
        made = self.document()
        made["fields"][0]["levels"] = "usual"
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(made)
        assert [(one.location, one.code) for one in refused.value.problems] == [
            ("/fields/0/classify", "cases_and_ranges")
        ]

    def test_a_case_that_can_never_hold_is_named(self):
        made = self.document({"level": "l0"}, {"level": "l1"})
        found = {(one.location, one.code) for one in lint(parse_definition(made))}
        assert ("/fields/0/classify/1", "never_true") in found
