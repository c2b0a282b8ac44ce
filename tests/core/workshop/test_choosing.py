"""Which fields are proposed: the written rule, row by row."""

from itertools import pairwise
from typing import Any

import pytest

from selfcheck_service.core.workshop.choosing import ORDER
from tests.builders import Data
from tests.core.workshop.briefs import figure, in_quarters, made_up, small_brief

LOW: Data = {"value": figure(1, 1.5)}
MIDDLE: Data = {"value": figure(2.2, 2.6)}
HIGH: Data = {"value": figure(3, 3.5)}
LOWER: Data = {"value": figure(0.5, 1)}
STRONG: Data = {**HIGH, "quadrant": "strength", "pattern": "aligned", "seen_patterns": ("strength",)}
# A field with each reason, as a release shows it.
SHOWN: dict[str, Data] = {
    "urgent_but_low": {**LOW, "seen_patterns": ("urgent_but_low",), "urgent": "urgent", "urgency": figure(80)},
    "low_together": {**LOW, "quadrant": "tackle_together", "pattern": "aligned"},
    "low": LOW,
    "low_split": {**LOW, "quadrant": "understand_first", "pattern": "camps"},
    "low_unknown": {**LOW, "quadrant": "make_visible", "pattern": "knowledge_gap"},
    "perspective_gap": {**MIDDLE, "seen_patterns": ("perspective_gap",)},
    "high_split": {**HIGH, "quadrant": "clarify_perception", "pattern": "spread"},
    "split": {**MIDDLE, "pattern": "camps"},
    "knowledge_gap": {**MIDDLE, "quadrant": "make_visible", "pattern": "knowledge_gap"},
    "urgent": {**MIDDLE, "urgent": "urgent", "urgency": figure(80)},
}


def proposed(brief):
    return [(each.field, *[reason.key for reason in each.reasons]) for each in brief.priorities]


def left(brief):
    return {each.field: each.reason.key for each in brief.not_chosen}


def strong(brief):
    return [(each.field, each.reason.key) for each in brief.strengths]


def test_every_reason_has_a_row():
    assert tuple(SHOWN) == ORDER


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
def test_a_weightier_reason_comes_first_wherever_the_field_stands(first, second):
    brief = small_brief(made_up({"a": SHOWN[second], "b": SHOWN[first], "c": STRONG}))
    assert [each[:1] for each in proposed(brief)] == [("b",), ("a",)]
    assert [each.reasons[0].key for each in brief.priorities] == [first, second]


def test_all_reasons_of_a_field_are_said():
    everything = {**SHOWN["low_split"], "seen_patterns": ("perspective_gap", "urgent_but_low")}
    brief = small_brief(made_up({"a": everything, "b": STRONG}))
    assert proposed(brief) == [("a", "urgent_but_low", "low_split", "perspective_gap"), ("c", "unsaid")]


def test_of_two_with_the_same_reason_the_lower_one_comes_first_and_then_the_first_in_the_definition():
    brief = small_brief(made_up({"a": LOW, "b": LOW, "c": LOWER, "d": STRONG}))
    assert [each.field for each in brief.priorities] == ["c", "a", "b"]


def test_low_is_what_is_far_from_the_better_end():
    """Of field e nought is the best."""
    brief = small_brief(made_up({"a": LOW, "d": MIDDLE, "e": LOW}))
    assert strong(brief) == [("e", "high")]
    assert {each.key: each.standing for each in brief.profile} == {
        "a": "low",
        "b": "not_determinable",
        "c": "not_determinable",
        "d": "not_determinable",
        "e": "high",
    }
    assert [each.key for each in brief.profile] == ["e", "d", "a", "b", "c"]


def test_at_most_three_are_proposed_and_the_others_are_told_why_not():
    brief = small_brief(made_up({"a": LOW, "b": LOW, "c": LOW, "d": LOW, "e": LOW}))
    assert [each.field for each in brief.priorities] == ["a", "b", "c"]
    assert left(brief) == {"d": "level_with_chosen", "e": "strength_kept", "over": "view", "overall": "view"}
    weightier = dict.fromkeys("abc", SHOWN["low_together"])
    assert left(small_brief(made_up({**weightier, "d": LOW, "e": STRONG})))["d"] == "others_first"


def test_where_little_presses_two_are_proposed():
    brief = small_brief(made_up({"a": MIDDLE, "b": STRONG, "c": {"value": figure(2, 2.5)}, "d": MIDDLE}))
    assert proposed(brief) == [("c", "lowest"), ("a", "lowest")]
    assert left(brief) == {
        "b": "strength_kept",
        "d": "nothing_presses",
        "e": "cannot_be_said",
        "over": "view",
        "overall": "view",
    }


def test_where_everything_is_strong_the_lowest_are_proposed_and_the_highest_is_built_on():
    brief = small_brief(made_up({"a": STRONG, "b": {**STRONG, "value": figure(3.5, 4)}, "c": STRONG, "d": STRONG}))
    assert proposed(brief) == [("a", "lowest"), ("c", "lowest")]
    assert strong(brief) == [("b", "strength"), ("d", "strength")]
    assert [bool(each.cards) for each in brief.strengths] == [True, False]


def test_where_nothing_is_strong_the_highest_that_is_calm_is_built_on():
    brief = small_brief(made_up({"a": LOW, "b": MIDDLE, "c": {**LOW, "value": figure(2.3, 2.39)}}))
    assert strong(brief) == [("b", "perhaps_highest")]
    assert strong(small_brief(made_up({"a": LOW, "b": {"value": figure(1.6, 2)}}))) == [("b", "highest")]


def ends_of(*values: tuple[float, float], **changes: Data) -> Any:
    fields: dict[str, Data] = {key: {"value": figure(*ends)} for key, ends in zip("abcd", values, strict=False)}
    return small_brief(made_up({key: {**fields[key], **changes.get(key, {})} for key in fields}))


@pytest.mark.parametrize(
    ("brief", "why", "kept"),
    [
        (ends_of((1, 1.5), (0.5, 0.9), (0.5, 0.9)), "highest", "furthest_kept"),
        (ends_of((1, 1.5), (1, 1.5), (0.5, 0.9)), "level", "level_kept"),
        (ends_of((1, 1), (1, 1), (1, 1)), "level", "level_kept"),
        (ends_of((1, 1.5), (1, 1.2)), "perhaps_highest", "perhaps_furthest_kept"),
        (ends_of((1, 1.5), (1, 1.5), (0.9, 1)), "perhaps_highest", "perhaps_furthest_kept"),
        (ends_of((2, 2.5), (3, 4), b={"pattern": "camps"}), "calm", "calm_kept"),
        (small_brief(in_quarters(a=2, b=2, c=2)), "level", "level_kept"),
        (small_brief(in_quarters(a=2, b=1)), "highest", "furthest_kept"),
    ],
)
def test_only_what_surely_reaches_further_than_all_others_is_called_furthest(brief, why, kept):
    assert strong(brief) == [("a", why)]
    assert left(brief)["a"] == kept
    words = brief.strengths[0].reason.text
    assert ("furthest along. That" in words) == (why == "highest")
    assert ("order of the questionnaire" in words) == (why == "level")


def test_camps_are_no_strength_however_high():
    brief = small_brief(made_up({"a": {**HIGH, "pattern": "camps"}, "b": HIGH, "c": LOW}))
    assert strong(brief) == [("b", "high")]
    assert proposed(brief) == [("c", "low"), ("a", "split")]


def test_the_only_field_that_can_be_said_is_a_strength_where_nothing_presses():
    only = small_brief(made_up({"a": STRONG}))
    assert (strong(only), proposed(only)) == ([("a", "strength")], [("b", "unsaid"), ("c", "unsaid")])
    alone = small_brief(made_up({"a": LOW}))
    assert (alone.strengths, proposed(alone)) == ((), [("a", "low"), ("b", "unsaid")])


def test_a_field_without_a_value_may_be_proposed():
    brief = small_brief(made_up({"a": {"pattern": "spread"}, "b": {"pattern": "aligned"}, "c": LOW}))
    assert proposed(brief) == [("a", "split"), ("b", "lowest")]


def test_where_nothing_can_be_said_two_are_a_place_to_begin_and_their_cards_may_fit():
    brief = small_brief(made_up({}))
    assert (brief.strengths, proposed(brief)) == ((), [("a", "unsaid"), ("b", "unsaid")])
    assert {card.fit for each in brief.priorities for card in each.cards} == {"possible"}
    assert set(left(brief).values()) == {"cannot_be_said", "view"}


def test_what_is_kept_is_no_strength_where_it_is_only_furthest_along_and_may_be_urgent():
    furthest = {"value": figure(1.1, 1.5)}
    assert left(small_brief(made_up({"a": furthest, "b": LOWER, "c": LOWER})))["a"] == "furthest_kept"
    urgent = {**STRONG, "urgency": figure(90), "urgent": "urgent"}
    assert left(small_brief(made_up({"a": urgent, "b": LOW, "c": LOW})))["a"] == "strength_kept_urgent"


def test_quarters_alone_are_enough():
    brief = small_brief(in_quarters(a=1, b=2, c=3, d=4))
    assert brief.basis == "quarters"
    assert strong(brief) == [("d", "high")]
    assert proposed(brief) == [("a", "low"), ("b", "low")]
    assert left(brief) == {
        "c": "nothing_presses",
        "d": "strength_kept",
        "e": "cannot_be_said",
        "over": "view",
        "overall": "view",
    }
    lines = {each.key: (each.quarter, each.standing, each.text) for each in brief.profile}
    assert lines["a"] == (1, "low", "The mean lies in the lowest quarter of the scale.")
    assert lines["d"] == (4, "high", "The mean lies in the highest quarter of the scale.")
    assert lines["e"][:2] == (None, "not_determinable")
