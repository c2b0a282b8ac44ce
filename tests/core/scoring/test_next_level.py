"""What lifts a field: the smallest set of answer changes, held against trying everything."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.next_level import find_lift
from tests.builders import (
    a_field,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    no_answer,
    plan_of,
)
from tests.core.scoring.lifting import Tally, wrong_lifts
from tests.core.scoring.small_definitions import small_answers, small_document
from tests.counting import calls_in
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

SMALL = {"quick": 30, "normal": 80, "long": 20_000}
RANDOM = {"quick": 10, "normal": 30, "long": 5000}
HUNDRED = {"scale": [0, 100], "rescale_from": [0, 4]}


@pytest.mark.unmeasured
class TestAgainstTryingEverything:
    def test_on_small_definitions(self, effort):
        """At most six items with at most four options, so every way to answer can be tried."""
        tally, wrong = Tally(), []
        for seed in range(SMALL[effort]):
            document = small_document(seed)
            plan = compile_plan(parse_definition(document))
            for answers_seed in range(8):
                answers = parse_answers(
                    plan, {"answers": small_answers(document, answers_seed), "profile": {"kind": "town"}}
                )
                wrong += [f"{seed}/{answers_seed} {fault}" for fault in wrong_lifts(plan, answers, tally)]
        assert wrong == []
        # Enough of them were exact and small enough to prove something.
        assert tally.found > SMALL[effort]
        assert tally.none > SMALL[effort] // 8
        assert tally.left_out < (tally.found + tally.none) // 5

    def test_on_definitions_that_use_everything(self, effort):
        tally, wrong = Tally(), []
        for seed in range(RANDOM[effort]):
            document = random_document(seed)
            plan = compile_plan(parse_definition(document))
            if len(plan.items) > 8:
                continue
            for answers_seed in range(3):
                given, profile, perspective = random_answers(document, answers_seed)
                answers = parse_answers(plan, {"answers": given, "profile": profile, "perspective": perspective})
                wrong += [f"{seed}/{answers_seed} {fault}" for fault in wrong_lifts(answers.plan, answers, tally)]
        assert wrong == []


def lift_of(document, given=None, key="f", **members):
    plan = plan_of(document)
    run = compute(parse_answers(plan, {"answers": given or {}, **members}))
    lift = find_lift(plan, run, plan.fields[plan.field_index[key]])
    if lift is None:
        return None
    changes = lift.changes
    named = None if changes is None else {plan.items[index].key: value for index, (value, _) in changes.items()}
    return lift.level, named, lift.exact


def field(*items, gates=(), levels=(), **rule):
    made = a_field("f", *items, levels="set", gates=list(gates), scoring=a_rule(**rule))
    return a_questionnaire(made, level_sets=[a_level_set("set", *levels)], profile=[an_attribute()])


class TestOneField:
    ITEMS = an_item("a", weight=3), an_item("b"), an_item("c")

    def test_the_largest_gains_come_first_and_only_as_far_as_needed(self):
        # (3·1 + 1 + 1) ÷ 5 = 1; for 3 there must be 15: a can bring 9, so one more needs b or c.
        document = field(*self.ITEMS)
        assert lift_of(document, {"a": 1, "b": 1, "c": 1}) == (2, {"a": 4, "b": 2}, True)
        assert lift_of(document, {"a": 2, "b": 4, "c": 4}) == (2, {"a": 3}, True)

    def test_an_open_answer_enters_the_denominator(self):
        # The mean of 2 and 2 is 2; a third answer of 4 lifts it to 8/3 only.
        document = field(an_item("a"), an_item("b"), an_item("c"))
        assert lift_of(document, {"a": 2, "b": 2}) == (2, {"a": 4}, True)
        assert lift_of(field(an_item("a", (2,)), an_item("c")), {"a": 0}) == (2, {"c": 4}, True)

    def test_an_open_answer_with_a_worth_of_its_own_is_raised_from_there(self):
        policies = {"unanswered": {"points": 3}, "dont_know": "worst"}
        document = field(an_item("a", (2,)), an_item("b"), an_item("c"), no_answer=policies)
        assert lift_of(document, {"a": 0, "c": no_answer("dont_know")}) == (2, {"c": 4}, True)

    def test_what_does_not_apply_stays_as_it_is(self):
        document = field(an_item("a", (0, 2)), an_item("b"))
        assert lift_of(document, {"a": 0, "b": no_answer("not_applicable")}) == (1, {"a": 1}, True)
        assert lift_of(document, {"a": 1, "b": no_answer("not_applicable")}) == (2, None, True)

    def test_where_the_lowest_counts_everything_below_the_cut_changes(self):
        document = field(*self.ITEMS, method="minimum")
        assert lift_of(document, {"a": 0, "b": 2, "c": 0}) == (1, {"a": 1, "c": 1}, True)
        assert lift_of(document, {"a": 0, "b": 4}) == (1, {"a": 1}, True)

    def test_where_the_lowest_counts_and_lower_is_better_one_is_enough(self):
        document = field(*self.ITEMS, method="minimum", better="lower")
        assert lift_of(document, {"a": 4, "b": 3, "c": 4}) == (1, {"a": 2}, True)

    @pytest.mark.parametrize(
        ("rule", "given", "changes"),
        [
            ({"better": "lower"}, {"a": 4, "b": 4, "c": 4}, {"a": 2}),
            ({"rescale_from": [4, 0]}, {"a": 4, "b": 4, "c": 4}, {"a": 2}),
            ({"rescale_from": [4, 0], "better": "lower"}, {"a": 0, "b": 0, "c": 0}, {"a": 2}),
        ],
    )
    def test_points_fall_where_fewer_are_better(self, rule, given, changes):
        found = lift_of(field(*self.ITEMS, **rule), given)
        assert found is not None
        assert (found[1], found[2]) == (changes, True)

    @pytest.mark.parametrize(("mode", "target"), [("half_up", 1), ("ceiling", 1), ("floor", 2)])
    def test_rounded_scores_reach_a_level_by_what_is_rounded(self, mode, target):
        rounding = {"digits": 0, "mode": mode, "stage": "before_levels"}
        document = field(an_item("a"), an_item("b", (0,)), rounding=rounding)
        assert lift_of(document, {"a": 0, "b": 0}) == (1, {"a": target}, True)

    @pytest.mark.parametrize(
        ("numbers", "bins", "target"),
        [
            ("[0, 9]", ("[0, 1/3)", "[1/3, 2/3]", "(2/3, 9]"), Fraction(1, 2)),
            ("[0, 1]", ("[0, 1/3]", "(1/3, 1/2)", "[1/2, 1]"), Fraction("0.41667")),
        ],
    )
    def test_only_numbers_that_can_be_written_are_proposed(self, numbers, bins, target):
        points = {"bins": [{"range": part, "points": 2 * place} for place, part in enumerate(bins)]}
        assert lift_of(field(a_number("n", numbers, points)), {"n": 0}) == (1, {"n": target}, True)

    def test_of_a_scale_with_thirds_only_decimal_steps_are_proposed(self):
        document = field(a_number("n", "[1/3, 7/3]"), levels=("[0, 2/3)", "[2/3, 7/3]"))
        found = lift_of(document, {"n": "0.5"})
        assert found is not None
        _, changes, exact = found
        assert not exact
        assert changes is not None
        assert 10**6 % changes["n"].denominator == 0
        assert Fraction(2, 3) <= changes["n"] < Fraction(7, 10)

    def test_a_level_that_begins_beyond_its_end_is_reached_beyond(self):
        document = field(an_item("a"), levels=("[0, 2]", "(2, 4]"))
        assert lift_of(document, {"a": 0}) == (1, {"a": 3}, True)

    def test_a_score_beyond_every_level_is_no_success(self):
        document = field(an_item("a", (0, 1, 9)), levels=("[0, 2)", "[2, 4]"))
        assert lift_of(document, {"a": 0}) == (1, None, False)


class TestAnswers:
    def test_of_integers_are_the_lowest_that_do(self):
        document = field(a_number("n", "[0, 1000000)", integer=True), scale=[0, 4], rescale_from=[0, 1000000])
        assert lift_of(document, {"n": 7}) == (1, {"n": 250000}, True)

    def test_beside_an_open_end_may_be_missed_and_that_is_said(self):
        document = field(a_number("n", "[0, 4)"))
        found = lift_of(document, {"n": 1})
        assert found == (2, {"n": 3}, False)
        closed = field(a_number("n", "[0, 4]"))
        assert lift_of(closed, {"n": 1}) == (2, {"n": 3}, True)

    @pytest.mark.parametrize(
        ("bins", "start", "target"),
        [
            ({"[0, 2)": 0, "[2, 10]": 1}, 0, 2),
            ({"[0, 2]": 0, "(2, 10]": 1}, 0, 10),
            ({"[0, 2]": 0, "(2, 12)": 1}, 0, 10),
            ({"(-inf, 2]": 1, "(2, inf)": 0}, 5, 2),
            ({"(-inf, 2)": 1, "[2, inf)": 0}, 5, 1),
            ({"(-inf, 2]": 0, "(2, inf)": 1}, 0, 3),
            ({"(-inf, 2)": 0, "[2, inf)": 1}, 0, 2),
        ],
    )
    def test_of_bins_are_one_number_of_each(self, bins, start, target):
        points = {"bins": [{"range": each, "points": worth} for each, worth in bins.items()]}
        document = field(a_number("n", "[0, 10]" if "inf" not in str(bins) else "(-inf, inf)", points=points))
        assert lift_of(document, {"n": start}) == (1, {"n": target}, True)

    def test_of_a_bin_without_its_ends_is_the_middle(self):
        points = {"bins": [{"range": "[0, 2]", "points": 0}, {"range": "(2, 12)", "points": 1}]}
        assert lift_of(field(a_number("n", "[0, 10)", points=points)), {"n": 0}) == (1, {"n": 6}, True)

    def test_of_one_bin_for_all_is_any_number(self):
        points = {"bins": [{"range": "(-inf, inf)", "points": 4}]}
        assert lift_of(field(an_item("a", (0,)), a_number("n", "(-inf, inf)", points=points)), {"a": 0}) == (
            1,
            {"n": 0},
            True,
        )

    def test_of_bins_of_integers_are_integers(self):
        bins = [
            {"range": "[0, 2.5)", "points": 0},
            {"range": "[2.5, 2.75]", "points": 4},
            {"range": "(2.75, 9.5]", "points": 1},
        ]
        document = field(a_number("n", "[0, 9]", points={"bins": bins}, integer=True))
        assert lift_of(document, {"n": 0}) == (1, {"n": 3}, True)

    def test_may_be_an_option_that_excludes_the_others(self):
        document = field(a_multiple_choice("m", (1, 1, 4), exclusive=(2,)))
        assert lift_of(document, {"m": [0]}) == (2, {"m": (2,)}, True)

    def test_of_many_options_are_the_best_of_each_size(self):
        document = field(a_multiple_choice("m", ("1/4",) * 12))
        found = lift_of(document, {"m": []})
        assert found is not None
        assert (len(found[1]["m"]), found[2]) == (4, True)

    def test_keep_to_the_limits_of_a_selection(self):
        document = field(
            a_multiple_choice("m", (1, 1, 1, 1), multiple_choice={"maximum_selected": 2, "points_from": "count"})
        )
        assert lift_of(document, {"m": [0]}) == (2, None, True)


class TestGates:
    def test_that_close_lead_down_and_that_is_not_called_exact(self):
        gates = [a_gate("l1", {"item": "b", "points": {"at_most": 0}})]
        document = field(an_item("a", weight=3), an_item("b"), gates=gates, better="lower")
        assert lift_of(document, {"a": 4, "b": 0}) == (1, {"a": 3}, False)

    def test_ask_for_items_that_every_solution_contains(self):
        gates = [a_gate("l2", {"every": {"items": ["b", "c"]}, "points": {"at_least": 2}})]
        items = an_item("a", weight=9), an_item("b"), an_item("c")
        assert lift_of(field(*items, gates=gates), {"a": 4, "b": 0, "c": 3}) == (2, {"b": 2}, True)

    def test_may_leave_a_choice(self):
        gates = [a_gate("l2", {"some": {"items": ["b", "c"]}, "points": {"at_least": 4}})]
        items = an_item("a", weight=9), an_item("b"), an_item("c", weight=2)
        found = lift_of(field(*items, gates=gates), {"a": 4, "b": 0, "c": 0})
        assert found is not None
        assert (len(found[1]), found[2]) == (1, True)
        either = [
            a_gate(
                "l2", {"any": [{"item": "b", "points": {"at_least": 3}}, {"all": [{"item": "c", "answered": True}]}]}
            )
        ]
        assert lift_of(field(*items, gates=either), {"a": 4, "b": 0}) == (2, {"b": 3}, True)

    def test_may_ask_for_items_of_other_fields(self):
        gate = a_gate("l1", {"item": "z", "points": {"at_least": 2}})
        made = a_field("f", an_item("a"), levels="set", gates=[gate])
        document = a_questionnaire(made, a_field("g", an_item("z")), level_sets=[a_level_set()])
        assert lift_of(document, {"a": 4, "z": 0}) == (1, {"z": 2}, True)

    def test_that_the_profile_keeps_shut_cannot_be_opened(self):
        gates = [a_gate("l1", {"profile": "kind", "is": "town"})]
        assert lift_of(field(an_item("a"), gates=gates), {"a": 4}) == (1, None, True)
        assert lift_of(field(an_item("a"), gates=gates), {"a": 4}, profile={"kind": "county"}) == (1, None, True)
        assert lift_of(field(an_item("a"), gates=gates), {"a": 0}, profile={"kind": "town"}) == (1, {"a": 1}, True)

    @pytest.mark.parametrize(
        "requires",
        [
            {"item": "b", "is": 2},
            {"item": "b", "points": {"equal": 2}},
            {"item": "b", "points": {"at_least": 1, "at_most": 2}},
            {"field": "f", "score": {"at_least": 3}},
            {"not": {"item": "b", "points": {"at_least": 1}}},
        ],
    )
    def test_that_pull_both_ways_are_never_called_exact(self, requires):
        document = field(an_item("a"), an_item("b"), gates=[a_gate("l2", requires)])
        found = lift_of(document, {"a": 0, "b": 4})
        assert found is not None
        assert found[2] is False

    def test_that_ask_for_answers_are_opened_by_answering(self):
        document = field(an_item("a"), an_item("b"), gates=[a_gate("l1", {"field": "f", "coverage": {"at_least": 1}})])
        assert lift_of(document, {"a": 4}) == (1, {"b": 0}, True)
        states = field(
            an_item("a"), an_item("b"), gates=[a_gate("l1", {"not": {"item": "b", "no_answer": ["unanswered"]}})]
        )
        assert lift_of(states, {"a": 4}) == (1, {"b": 0}, True)

    def test_with_too_many_choices_are_not_exact(self):
        items = [an_item(f"i{n:02}") for n in range(40)]
        gates = [a_gate("l2", {"some": {"field": "f"}, "points": {"at_least": 4}})]
        document = field(*items, gates=gates)
        found = lift_of(document, {item["key"]: 3 for item in items})
        assert found is not None
        assert (len(found[1]), found[2]) == (1, False)


class TestManyFields:
    def parent(self, *children, **rule):
        made = {**a_parent("f", *children, scoring=a_rule(**rule)), "levels": "set"}
        return a_questionnaire(made, level_sets=[a_level_set()])

    def test_gains_add_up_once_everything_is_answered(self):
        children = a_field("g", an_item("a"), an_item("b")), a_field("h", an_item("c"), weight=2)
        assert lift_of(self.parent(*children), {"a": 0, "b": 0, "c": 1}) == (1, {"c": 2}, True)

    def test_a_child_that_counts_the_other_way_is_moved_the_other_way(self):
        turned = a_field("g", an_item("a"), scoring=a_rule(rescale_from=[4, 0]))
        assert lift_of(self.parent(turned), {"a": 4}) == (1, {"a": 3}, True)

    def test_an_item_that_is_pulled_both_ways_makes_it_inexact(self):
        turned = a_field("g", an_item("b"), scoring=a_rule(rescale_from=[4, 0], of=[{"item": "a"}]))
        found = lift_of(self.parent(a_field("h", an_item("a")), turned), {"a": 4})
        assert found is not None
        assert found[2] is False

    def test_a_field_that_is_pulled_both_ways_makes_it_inexact(self):
        along = a_field("h", an_item("b"), scoring=a_rule(of=[{"field": "g"}, {"item": "b"}]))
        turned = a_field("k", an_item("c"), scoring=a_rule(rescale_from=[4, 0], of=[{"field": "g"}, {"item": "c"}]))
        document = self.parent(a_field("g", an_item("a")), along, turned, of=[{"field": "h"}, {"field": "k"}])
        found = lift_of(document, {"a": 2, "b": 0, "c": 4})
        assert found is not None
        assert found[2] is False

    def test_open_answers_are_tried_one_by_one_where_they_are_few(self):
        children = a_field("g", an_item("a"), an_item("b")), a_field("h", an_item("c"))
        found = lift_of(self.parent(*children), {"a": 0, "c": 0})
        assert found is not None
        assert (len(found[1]), found[2]) == (1, True)

    def test_and_the_result_says_so_where_they_are_many(self):
        children = [a_field(f"g{n}", *(an_item(f"i{n}_{m}") for m in range(5))) for n in range(4)]
        given = {f"i{n}_{m}": 0 for n in range(4) for m in range(4)}
        found = lift_of(self.parent(*children), given)
        assert found is not None
        assert found[1]
        assert found[2] is False

    def test_the_weightiest_answers_come_first_where_the_lowest_field_counts(self):
        """There are too many sets to try them all, so the order decides how small the one is that is found."""
        light = {f"i{n}": 0 for n in range(8)}
        child = a_field("g", *map(an_item, light), an_item("heavy", weight=40))
        assert lift_of(self.parent(child, method="minimum"), {**light, "heavy": 0}) == (1, {"heavy": 2}, True)

    def test_of_more_fields_than_are_looked_at_nothing_is_promised(self):
        children = [a_field(f"g{n}", an_item(f"i{n}")) for n in range(100)]
        assert lift_of(self.parent(*children), {f"i{n}": 0 for n in range(100)}) == (1, None, False)

    def test_what_lies_on_the_cut_already_may_stay_there(self):
        document = field(an_item("a"), an_item("b"), method="minimum")
        assert lift_of(document, {"a": 0, "b": 1}) == (1, {"a": 1}, True)

    def test_rounding_of_children_makes_steps(self):
        rounding = {"digits": 0, "mode": "floor", "stage": "before_aggregation"}
        children = [
            a_field(key, an_item(f"{key}0"), an_item(f"{key}1"), scoring=a_rule(rounding=rounding)) for key in "gh"
        ]
        given = {f"{key}{n}": 1 for key in "gh" for n in range(2)}
        assert lift_of(self.parent(*children), given) is not None

    def test_what_is_shown_only_then_makes_it_inexact(self):
        hidden = an_item("b", shown_when={"item": "a", "is": 4})
        found = lift_of(field(an_item("a"), hidden), {"a": 0})
        assert found is not None
        assert found[2] is False
        assert found[1] == {"a": 1}


class TestNothingToLift:
    @pytest.mark.parametrize(
        ("rule", "given"), [({}, {}), ({}, {"a": 4}), ({"better": "none"}, {"a": 1}), ({"better": "lower"}, {"a": 0})]
    )
    def test_there_is_no_next_level(self, rule, given):
        assert lift_of(field(an_item("a"), **rule), given) is None

    def test_a_level_without_an_end_on_its_side_is_no_goal(self):
        # Not fit to publish, but accepted: levels that do not ascend.
        assert lift_of(field(an_item("a"), levels=("[1, 2]", "(-inf, 4]")), {"a": 1}) is None
        assert lift_of(field(an_item("a"), levels=("[0, inf)", "[3, 4]"), better="lower"), {"a": 3}) is None


class TestLongOnes:
    RULES = (
        {"method": "minimum"},
        {"method": "median"},
        {"formula": "mean(present(entries.points))", "of": "items"},
    )

    def document(self, count, rule):
        items = [an_item(f"i{n}") for n in range(count)]
        scoring = {name: value for name, value in a_rule(**rule).items() if name != "method" or name in rule}
        return a_questionnaire(a_field("f", *items, levels="set", scoring=scoring), level_sets=[a_level_set()])

    def search(self, count, rule):
        """Return the next level where everybody has said 1, and how many calls it took to find."""
        plan = plan_of(self.document(count, rule))
        run = compute(parse_answers(plan, {"answers": {f"i{n}": 1 for n in range(count)}}))
        found = []
        calls = calls_in(lambda: found.append(find_lift(plan, run, plan.fields[0])))
        return plan, run, found[0], calls

    @pytest.mark.unmeasured
    @pytest.mark.parametrize("rule", RULES)
    def test_take_a_time_in_proportion_to_their_items(self, rule):
        some, many = (self.search(count, rule)[-1] for count in (200, 600))
        assert many <= 4 * some

    @pytest.mark.parametrize("rule", [RULES[0], RULES[-1]])
    def test_are_told_what_reaches_the_level_and_that_less_might_do(self, rule):
        plan, run, lift, _ = self.search(600, rule)
        assert lift.changes
        assert lift.exact is False
        given = {plan.items[index].key: value for index, (value, _) in lift.changes.items()}
        told = {f"i{n}": 1 for n in range(600)} | given
        assert compute(parse_answers(plan, {"answers": told})).fields[0].level == lift.level
        assert lift.level == run.fields[0].level + 1

    def test_that_are_short_are_searched_to_the_end(self):
        _, _, lift, _ = self.search(60, {"method": "minimum"})
        assert lift.exact
        assert {value for value, _ in lift.changes.values()} == {3}
