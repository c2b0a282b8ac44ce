"""Two releases of one town beside each other: what is compared, what it is called, and what is not said."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import InputInvalid, canonical_json
from selfcheck_service.core.releases.over_time import compare_over_time
from selfcheck_service.core.releases.over_time.ages import is_outdated, whole_months
from selfcheck_service.core.releases.over_time.movements import difference_of, movement_of
from tests.builders import a_computed, a_field, a_parent, a_plan, a_rule, an_item, an_overall
from tests.core.comparison.test_bridges import a_step
from tests.core.releases.later import (
    FIRST,
    SECOND,
    TODAY,
    compared,
    field_over,
    item_over,
    notes_of,
    scores_in,
    sealed,
    total_in,
)
from tests.core.releases.sealing import a_response, ends_of, responses_of, some_perspectives

PLAN = a_plan(a_field("f", an_item("a"), an_item("b")))
LOW, HIGH = (1, 8, 3, 1, 0, 0), (0, 0, 1, 4, 8, 0)
NUMBER = st.integers(-400, 400).map(lambda number: Fraction(number, 4))
SCALE = Fraction(0), Fraction(100)


def said(plan, a, b=None, **others):
    """Answers of one round, the same histogram for both items where nothing else is said."""
    return plan, responses_of(plan, {"a": a, "b": b or a, **others})


# Directions.


@pytest.mark.parametrize(
    ("low", "high", "name"),
    [
        (8, 8, "higher"),
        (8, 30, "higher"),
        (Fraction(79, 10), 30, "tendency_higher"),
        (Fraction(1, 10), 1, "tendency_higher"),
        (0, 30, "not_determinable"),
        (-5, 30, "not_determinable"),
        (0, 0, "same"),
        (-30, 0, "not_determinable"),
        (-30, Fraction(-1, 10), "tendency_lower"),
        (-30, -8, "lower"),
    ],
)
def test_a_direction_has_its_whole_interval_on_one_side(low, high, name):
    assert movement_of((Fraction(low), Fraction(high)), Fraction(100)) == name


def test_a_tendency_is_a_share_of_the_scale():
    assert movement_of((Fraction(8, 25), Fraction(1)), Fraction(4)) == "higher"
    assert movement_of((Fraction(31, 100), Fraction(1)), Fraction(4)) == "tendency_higher"


@given(*[st.tuples(NUMBER, NUMBER).map(sorted).map(tuple)] * 2)
def test_the_difference_holds_whatever_lies_in_both_intervals(earlier, later):
    shown, _ = difference_of(earlier, later, SCALE)
    assert Fraction(str(shown.lowest)) <= later[0] - earlier[1]
    assert Fraction(str(shown.highest)) >= later[1] - earlier[0]


@given(st.tuples(NUMBER, NUMBER).map(sorted).map(tuple), st.tuples(NUMBER, NUMBER).map(sorted).map(tuple))
def test_exchanging_the_two_turns_the_direction_round(one, other):
    turned = {"higher": "lower", "tendency_higher": "tendency_lower", "same": "same"}
    turned |= {name: key for key, name in turned.items()} | {"not_determinable": "not_determinable"}
    assert turned[difference_of(one, other, SCALE)[1]] == difference_of(other, one, SCALE)[1]


def test_the_last_digit_of_a_float_is_no_difference():
    third = Fraction("0.3333333333333333")
    shown, name = difference_of((third, third), (Fraction(1, 3), Fraction(1, 3)), SCALE)
    assert (shown.lowest, shown.highest, name) == (0, 0, "same")


# Values.


def test_what_rose_surely_is_called_higher():
    found = total_in(compared(said(PLAN, LOW), said(PLAN, HIGH)))
    field, item = field_over(found), item_over(found)
    assert (field.movement, item.movement) == ("higher", "higher")
    assert (field.basis, field.items, field.scale) == ("published", ("a", "b"), (0, 4))
    before, after, between = ends_of(field.earlier), ends_of(field.later), ends_of(field.difference)
    assert before == (1.07, 1.7)
    assert between == (round(after[0] - before[1], 2), round(after[1] - before[0], 2))


def test_what_fell_surely_is_called_lower():
    assert field_over(total_in(compared(said(PLAN, HIGH), said(PLAN, LOW)))).movement == "lower"


def test_what_may_be_either_is_not_determinable():
    found = field_over(total_in(compared(said(PLAN, (1, 2, 4, 2, 2, 0)), said(PLAN, (2, 2, 4, 2, 1, 0)))))
    assert found.movement == "not_determinable"
    assert ends_of(found.difference)[0] < 0 < ends_of(found.difference)[1]


def test_who_did_not_say_anything_leaves_no_difference():
    found = item_over(total_in(compared(said(PLAN, (0, 0, 0, 0, 1, 12)), said(PLAN, HIGH))))
    assert (found.earlier.reason, found.difference.reason, found.movement) == (
        "nobody_sure",
        "nobody_sure",
        "not_determinable",
    )


def test_open_rounds_compare_number_by_number():
    found = total_in(compared(said(PLAN, (1, 1, 1, 0, 0, 0)), said(PLAN, (0, 1, 1, 1, 0, 0)), modes=("open", "open")))
    assert (field_over(found).difference.lowest, field_over(found).difference.highest) == (1, 1)
    again = total_in(compared(said(PLAN, (1, 1, 1, 0, 0, 0)), said(PLAN, (1, 1, 1, 0, 0, 0)), modes=("open", "open")))
    assert field_over(again).movement == "same"


# Versions.


def a_newer(*items, version="1.1.0", **overrides):
    return a_plan(a_field("f", *items), version=version, **overrides)


def test_a_minor_version_compares_what_both_have():
    later = a_plan(a_field("f", an_item("a"), an_item("b")), a_field("g", an_item("new")), version="1.1.0")
    found = compared(said(PLAN, LOW), said(later, HIGH, new=HIGH))
    block = total_in(found)
    assert [field.key for field in block.fields] == ["f"]
    assert [item.key for item in block.items] == ["a", "b"]
    assert [(each.key, each.continuation, each.trend) for each in found.items] == [
        ("a", "same", "comparable"),
        ("b", "same", "comparable"),
        ("new", "new", "broken"),
    ]
    assert notes_of(found)["other_version"] == ("1.0.0", "1.1.0")
    assert "no_bridge" not in notes_of(found)


def test_a_field_that_grew_is_worked_out_over_the_common_items():
    later = a_newer(an_item("a"), an_item("b"), an_item("c"), version="2.0.0")
    found = compared(said(PLAN, LOW), said(later, LOW, c=HIGH))
    field = field_over(total_in(found))
    assert (field.basis, field.items) == ("recomputed", ("a", "b"))
    assert (field.earlier, field.movement) == (field.later, "not_determinable")
    assert [(each.key, each.trend) for each in found.fields] == [("f", "partly")]
    assert notes_of(found)["no_bridge"] == ("1.0.0", "2.0.0")


def test_the_weights_of_the_later_version_measure_both():
    later = a_newer(an_item("a", weight=3), an_item("b"), version="2.0.0")
    both = {"a": (0, 0, 0, 0, 3, 0), "b": (3, 0, 0, 0, 0, 0)}
    field = field_over(
        total_in(compared((PLAN, responses_of(PLAN, both)), (later, responses_of(later, both)), modes=("open", "open")))
    )
    assert (field.earlier.lowest, field.later.lowest, field.movement) == (3, 3, "same")
    assert field.basis == "recomputed"


def test_a_field_with_another_rule_is_not_compared():
    later = a_plan(a_field("f", an_item("a"), an_item("b"), scoring=a_rule(scale=[0, 100])), version="2.0.0")
    found = compared(said(PLAN, LOW), said(later, HIGH))
    field = field_over(total_in(found))
    assert (field.difference.reason, field.movement, field.items) == ("means_otherwise", "not_determinable", ())
    assert (field.earlier.lowest, field.later.lowest, field.basis) == (None, None, None)
    assert item_over(total_in(found)).movement == "higher"


def test_a_renamed_item_is_found_by_the_bridge():
    bridge = {"from": "1.0.0", "items": [a_step("same", ("b",), ("z",))]}
    later = a_newer(an_item("a"), an_item("z"), version="2.0.0", bridge=bridge)
    found = compared(said(PLAN, LOW), (later, responses_of(later, {"a": HIGH, "z": HIGH})))
    item = item_over(total_in(found), "z")
    assert (item.earlier_key, item.movement) == ("b", "higher")
    assert field_over(total_in(found)).items == ("a", "z")
    assert "no_bridge" not in notes_of(found)


def test_what_was_split_has_no_counterpart():
    bridge = {"from": "1.0.0", "items": [a_step("split", ("b",), ("y", "z"))], "fields": []}
    later = a_newer(an_item("a"), an_item("y"), an_item("z"), version="2.0.0", bridge=bridge)
    found = compared(said(PLAN, LOW), (later, responses_of(later, {"a": LOW, "y": LOW, "z": LOW})))
    assert [item.key for item in total_in(found).items] == ["a"]
    assert {each.key: each.partners for each in found.items}["y"] == ("b",)


def test_a_split_field_is_not_compared():
    fields = [a_step("split", ("f",), ("g", "h"))]
    bridge = {"from": "1.0.0", "items": [], "fields": fields}
    later = a_plan(a_field("g", an_item("a")), a_field("h", an_item("b")), version="2.0.0", bridge=bridge)
    found = total_in(compared(said(PLAN, LOW), said(later, HIGH)))
    assert [(field.key, field.earlier_key, field.difference.reason) for field in found.fields] == [
        ("g", "f", "split_or_merged"),
        ("h", "f", "split_or_merged"),
    ]


def test_a_field_above_takes_nothing_from_one_that_means_otherwise():
    def parent(version, scale):
        inner = a_field("changed", an_item("b"), scoring=a_rule(scale=scale))
        return a_plan(
            a_parent("top", a_parent("between", a_field("kept", an_item("a")), inner), a_field("other", an_item("c"))),
            version=version,
        )

    old, new = parent("1.0.0", [0, 4]), parent("2.0.0", [0, 2])
    found = total_in(
        compared(
            said(old, (0, 0, 3, 0, 0, 0), c=(0, 0, 3, 0, 0, 0)),
            said(new, (0, 0, 0, 3, 0, 0), b=(0, 0, 0, 0, 3, 0), c=(0, 0, 3, 0, 0, 0)),
            modes=("open", "open"),
        )
    )
    assert field_over(found, "changed").difference.reason == "means_otherwise"
    assert (field_over(found, "between").items, field_over(found, "between").difference.lowest) == (("a",), 1)
    assert field_over(found, "top").items == ("a", "c")


def test_an_unscored_scale_that_grew_is_not_compared():
    def choices(count):
        return [{"value": at, "title": f"Option {at}"} for at in range(count)]

    old, new = (
        a_plan(a_field("f", an_item("a"), an_item("u", scored=False, options=choices(count))), version=version)
        for count, version in ((4, "1.0.0"), (5, "1.1.0"))
    )
    one = old, responses_of(old, {"a": LOW, "u": (0, 0, 6, 6, 1)})
    other = new, responses_of(new, {"a": LOW, "u": (0, 0, 6, 6, 0, 1)})
    found = item_over(total_in(compared(one, other)), "u")
    assert (found.difference.reason, found.movement) == ("other_points", "not_determinable")


def test_what_is_no_choice_has_no_mean_to_compare():
    plan = a_plan(a_field("f", an_item("a"), {"key": "t", "type": "text", "prompt": "Why?"}))
    found = compared((plan, responses_of(plan, {"a": LOW})), (plan, responses_of(plan, {"a": HIGH})))
    assert item_over(total_in(found), "t").difference.reason == "type"


def test_what_is_computed_now_is_asked_of_nobody():
    later = a_plan(a_field("f", an_item("a"), a_computed("b", "a * 2", scored=False, points=None)), version="2.0.0")
    found = compared(said(PLAN, LOW), (later, responses_of(later, {"a": HIGH})))
    assert [item.key for item in total_in(found).items] == ["a"]


# Blocks, groups and joint answers.

TOWN = a_plan(
    a_field("f", *[an_item(f"i{at}") for at in range(4)]),
    perspectives=some_perspectives("head", "staff", "council", "club"),
    overall=an_overall(),
)


def town(level, **sizes):
    return TOWN, [
        a_response(TOWN, {item.key: level for item in TOWN.items}, name)
        for name, size in sizes.items()
        for _ in range(size)
    ]


def test_blocks_are_matched_by_their_perspectives():
    found = compared(town(1, head=12, staff=15, council=11, club=13), town(3, head=12, staff=15, council=6, club=13))
    assert [block.perspectives for block in found.blocks] == [("staff",), ("club",)]
    assert [block.perspectives for block in found.blocks] == [("staff",), ("club",)]
    assert (found.only_earlier, found.only_later) == ((("head",), ("council",)), (("head", "council"),))
    assert found.blocks[0].fields[0].movement == "higher"
    assert (found.blocks[0].earlier_n, total_in(found).later_n) == (15, 46)
    assert notes_of(found)["other_size"] == (51, 46)


def test_quarters_stand_side_by_side():
    found = compared(town(1, head=2, staff=3, club=3), town(3, head=3, staff=3, club=3))
    (group,) = found.groups
    field = group.fields[0]
    assert (field.earlier, field.later, field.quarters, field.movement) == (2, 4, 4, "up")
    assert (group.earlier_n, group.later_n, found.total, found.blocks) == (8, 9, None, ())
    assert compared(town(3, head=8), town(1, head=8)).groups[0].fields[0].movement == "down"
    assert compared(town(3, head=8), town(3, head=8)).groups[0].fields[0].movement == "same"
    assert (group.fields[1].key, group.fields[1].reason) == ("overall", "method")


def test_quarters_of_a_field_that_changed_in_part_are_not_compared():
    later = a_plan(
        a_field("f", *[an_item(f"i{at}") for at in range(5)]),
        perspectives=some_perspectives("head", "staff", "council", "club"),
        overall=an_overall(),
        version="2.0.0",
    )
    answers = [a_response(later, {item.key: 3 for item in later.items}, "head")] * 8
    field = compared(town(1, head=8), (later, answers)).groups[0].fields[0]
    assert (field.movement, field.reason) == ("not_determinable", "not_whole")


def test_quarters_of_another_scale_are_not_compared():
    releases = [sealed(town(1, head=8), day) for day in (FIRST, SECOND)]
    group = releases[1].groups[0]
    moved = msgspec.structs.replace(group.fields[0], highest=3)
    group = msgspec.structs.replace(group, fields=(moved, *group.fields[1:]))
    later = msgspec.structs.replace(releases[1], groups=(group,))
    field = compare_over_time(releases[0], later, (TOWN, TOWN), today=TODAY).groups[0].fields[0]
    assert (field.movement, field.reason) == ("not_determinable", "other_scale")


def test_quarters_and_cells_are_not_compared():
    found = compared(town(1, head=8), town(3, head=18))
    assert (found.total, found.blocks, found.groups) == (None, (), ())
    assert "quarters_and_cells" in notes_of(found)
    assert found.only_later == (("head", "staff", "council", "club"),)


def test_joint_answers_compare_score_by_score():
    one, other = town(1, head=1), town(3, head=1)
    found = compared(one, other, modes=("institutional", "institutional"))
    assert [(score.key, score.earlier, score.later, score.movement) for score in scores_in(found)] == [
        ("f", 1, 3, "higher"),
        ("overall", 1, 3, "higher"),
    ]
    assert (scores_in(found)[0].difference.lowest, scores_in(found)[0].difference.highest) == (2, 2)
    assert (list(notes_of(found)), found.blocks) == (["joint_answers"], ())


def test_a_joint_answer_without_a_score_has_no_difference():
    silent = TOWN, [a_response(TOWN, {}, "head")]
    found = compared(silent, town(3, head=1), modes=("institutional", "institutional"))
    assert (scores_in(found)[0].difference.reason, scores_in(found)[0].earlier) == ("no_score", None)


def test_a_joint_answer_over_other_items_is_not_restricted_to_common_ones():
    later = a_newer(an_item("a"), an_item("b"), an_item("c"), version="2.0.0")
    one, other = said(PLAN, (1, 0, 0, 0, 0, 0)), said(later, (0, 1, 0, 0, 0, 0))
    found = compared(one, other, modes=("institutional", "institutional"))
    assert scores_in(found)[0].difference.reason == "not_whole"
    assert field_over(total_in(found)).basis == "recomputed"
    added = a_plan(a_field("f", an_item("a"), an_item("b")), a_field("g", an_item("c")), version="1.1.0")
    found = compared(one, said(added, (0, 1, 0, 0, 0, 0)), modes=("institutional", "institutional"))
    assert [score.key for score in scores_in(found)] == ["f"]


def test_a_joint_answer_is_not_set_against_many():
    found = compared(town(1, head=1), town(3, head=12), modes=("institutional", "confidential"))
    assert (found.total, found.scores) == (None, None)
    assert "joint_and_single" in notes_of(found)


# Notes.


def test_other_modes_perspectives_and_policies_are_said():
    later = a_plan(
        a_field("f", *[an_item(f"i{at}") for at in range(4)]),
        perspectives=some_perspectives("head", "staff"),
        overall=an_overall(),
        version="2.0.0",
    )
    answers = [a_response(later, {item.key: 3 for item in later.items}, "head")] * 3
    found = compared(town(1, head=12), (later, answers), modes=("confidential", "open"))
    notes = notes_of(found)
    assert notes["other_mode"] == ("confidential", "open")
    assert "other_perspectives" in notes
    assert "other_minimum" not in notes
    assert next(iter(notes)) == "other_people"


def test_another_minimum_and_another_policy_are_said():
    one, other = sealed(town(1, head=12), FIRST), sealed(town(1, head=12), SECOND, minimum=7)
    other = msgspec.structs.replace(other, policy=2)
    notes = notes_of(compare_over_time(one, other, (TOWN, TOWN), today=TODAY))
    assert (notes["other_minimum"], notes["other_policy"]) == ((5, 7), (1, 2))


def test_two_rounds_of_the_same_kind_say_only_that_others_may_have_answered():
    assert list(notes_of(compared(said(PLAN, LOW), said(PLAN, HIGH)))) == ["other_people"]


# Age.


@pytest.mark.parametrize(
    ("closed", "today", "months", "outdated"),
    [
        ("2026-01-31", "2026-01-31", 0, False),
        ("2026-01-31", "2026-02-28", 0, False),
        ("2026-01-31", "2026-03-31", 2, False),
        ("2024-02-29", "2026-02-28", 23, False),
        ("2024-02-29", "2026-03-01", 24, True),
        ("2024-03-20", "2026-03-20", 24, False),
        ("2024-03-20", "2026-03-21", 24, True),
        ("2024-12-31", "2027-01-01", 24, True),
        ("2026-03-20", "2026-03-01", 0, False),
    ],
)
def test_a_result_is_outdated_after_24_months(closed, today, months, outdated):
    days = date.fromisoformat(closed), date.fromisoformat(today)
    assert (whole_months(*days), is_outdated(*days)) == (months, outdated)


def test_old_results_say_so():
    rounds = said(PLAN, LOW), said(PLAN, HIGH)
    found = compared(*rounds, today=date(2028, 4, 1))
    assert (found.earlier.outdated, found.later.outdated) == (True, False)
    assert notes_of(found)["earlier_outdated"] == (24, None)
    assert (found.as_of, found.later.months) == ("2028-04-01", 12)
    assert notes_of(compared(*rounds, today=date(2030, 4, 1)))["later_outdated"] == (None, 36)


# Refusals.


@pytest.mark.parametrize(
    ("days", "code", "told"),
    [
        ((FIRST, FIRST), "compared_same_day", "endeten am 20. März 2026; keiner"),
        ((SECOND, FIRST), "compared_not_earlier", "endete am 19. März 2027, nach dem späteren (20. März 2026)"),
    ],
)
def test_the_earlier_release_closed_earlier(days, code, told):
    with pytest.raises(InputInvalid) as refused:
        compared(said(PLAN, LOW), said(PLAN, HIGH), days=days)
    assert [(problem.location, problem.code) for problem in refused.value.problems] == [("", code)]
    assert told in refused.value.problems[0].message("de")


def test_another_questionnaire_is_refused():
    other = a_plan(a_field("f", an_item("a"), an_item("b")), key="large")
    with pytest.raises(InputInvalid) as refused:
        compared(said(PLAN, LOW), said(other, HIGH))
    assert refused.value.problems[0].code == "compared_other_questionnaire"


def test_a_plan_of_another_version_is_a_mistake_of_the_caller():
    releases = [sealed(said(PLAN, LOW), day) for day in (FIRST, SECOND)]
    with pytest.raises(ValueError, match=r"not of small 1\.0\.0"):
        compare_over_time(releases[0], releases[1], (PLAN, a_newer(an_item("a"))), today=TODAY)


# Privacy: nothing beyond the two documents.


def bytes_of(found):
    return canonical_json(msgspec.to_builtins(found))


@pytest.mark.parametrize("seed", range(5))
def test_permuting_responses_changes_no_byte(seed):
    rng = Random(seed)
    plan, low = said(PLAN, (2, 3, 4, 3, 2, 1))
    _, high = said(PLAN, (0, 2, 3, 4, 5, 0), (5, 4, 3, 2, 0, 0))
    before = bytes_of(compared((plan, low), (plan, high)))
    assert bytes_of(compared((plan, rng.sample(low, len(low))), (plan, rng.sample(high, len(high))))) == before


def test_answers_with_the_same_cells_give_the_same_bytes():
    one, other = said(PLAN, (2, 1, 2, 5, 4, 0)), said(PLAN, (1, 2, 2, 5, 4, 0))
    assert one[1] != other[1]
    later = said(PLAN, HIGH)
    assert bytes_of(compared(one, later)) == bytes_of(compared(other, later))
    assert bytes_of(compared((replace(PLAN), one[1]), later)) == bytes_of(compared(one, later))
