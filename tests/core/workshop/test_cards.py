"""The cards of a field: which fit, in which order, and what stands on them."""

import pytest

from tests.builders import Data
from tests.core.workshop.briefs import figure, in_quarters, made_up, small_brief

LOW: Data = {"value": figure(1, 1.5)}
HIGH: Data = {"value": figure(3, 3.5)}
STRONG: Data = {**HIGH, "quadrant": "strength", "pattern": "aligned", "seen_patterns": ("strength",)}


def hand(brief, field="a"):
    cards = {each.field: each.cards for each in (*brief.priorities, *brief.strengths)}[field]
    return [(card.key, card.fit) for card in cards]


def test_cards_fit_the_level_are_of_different_types_and_wait_for_what_they_depend_on():
    """The rule has most impact for its effort, but waits for the quick one; the second quick one is left out."""
    brief = small_brief(made_up({"a": LOW, "b": STRONG}), kind="town")
    assert hand(brief) == [("a_quick", "sure"), ("a_rule", "sure"), ("a_town", "sure"), ("a_point", "possible")]
    rule = brief.priorities[0].cards[1]
    assert [(before.key, before.title, before.on_card) for before in rule.depends_on] == [
        ("a_quick", "title of a_quick", True)
    ]
    assert rule.why == "Fits the level “Low”, where the field lies."
    assert brief.priorities[0].cards[3].why.startswith("May fit. Figures alone")


def test_what_does_not_apply_to_the_municipality_is_left_out():
    assert ("a_town", "sure") in hand(small_brief(made_up({"a": LOW, "b": STRONG})))
    assert ("a_town", "sure") not in hand(small_brief(made_up({"a": LOW, "b": STRONG}), kind="county"))


def test_a_card_that_is_not_for_everybody_says_whether_it_is_for_this_municipality():
    release = made_up({"a": LOW, "b": STRONG})
    for profile, suits in (({"kind": "town"}, "fits"), ({}, "unknown")):
        cards = small_brief(release, **profile).priorities[0].cards
        told = {card.key: card.suits and card.suits.key for card in cards}
        assert told == {"a_quick": None, "a_rule": None, "a_town": suits, "a_point": None}
        assert all(card.suits is None or "meant for every municipality" in card.suits.text for card in cards)


def test_the_whole_has_two_cards_the_sure_ones_first():
    """What is known of the field c is not enough to rule its card out; the one of a field that is high is ruled out."""
    brief = small_brief(made_up({"a": LOW, "b": STRONG}))
    assert [(card.key, card.fit) for card in brief.overall] == [("whole_low", "sure"), ("whole_talk", "possible")]
    assert brief.overall[0].why == "Fits what all fields show together."
    every = small_brief(made_up({"a": LOW, "b": LOW, "c": LOW}))
    assert [card.fit for card in every.overall] == ["sure", "sure"]


def test_a_pattern_of_any_field_has_no_card_for_the_whole():
    brief = small_brief(made_up({"a": HIGH, "b": STRONG, "c": HIGH, "overall": {"seen_patterns": ("camps",)}}))
    assert brief.overall == ()


@pytest.mark.parametrize("pattern", ["camps", "perspective_gap", "knowledge_gap", "urgent_but_low"])
def test_a_pattern_brings_at_most_two_cards_before_those_of_the_level(pattern):
    brief = small_brief(made_up({"a": {**LOW, "seen_patterns": (pattern,)}, "b": STRONG}), kind="county")
    assert hand(brief) == [
        (f"{pattern}_rule", "pattern"),
        (f"{pattern}_talk", "pattern"),
        ("a_quick", "sure"),
    ]
    assert brief.priorities[0].cards[0].why


def test_a_card_is_dealt_once():
    seen = {**LOW, "seen_patterns": ("camps",)}
    brief = small_brief(made_up({"a": seen, "c": seen, "b": STRONG}), kind="county")
    assert hand(brief, "a")[:2] == [("camps_rule", "pattern"), ("camps_talk", "pattern")]
    assert hand(brief, "c")[0] == ("camps_look", "pattern")
    assert hand(brief, "b") == [("strength_rule", "pattern"), ("strength_talk", "pattern")]


def test_where_the_level_is_not_sure_cards_are_possible_and_say_between_which_levels():
    brief = small_brief(made_up({"a": {"value": figure(1.9, 2.1)}, "b": STRONG}), "de")
    assert {fit for _, fit in hand(brief)} == {"possible"}
    by_item = next(card for card in brief.priorities[0].cards if card.key == "a_point")
    assert by_item.why.startswith("Kann passen. Die Zahlen allein")
    assert brief.priorities[0].cards[0].why == (
        "Kann passen: Das Feld liegt bei „Low“ oder „Middle“. Prüfen Sie in der Runde, was eher zutrifft."
    )


def test_a_quarter_may_say_enough_of_a_level():
    brief = small_brief(in_quarters(a=2, b=4))
    assert hand(brief)[:2] == [("a_quick", "sure"), ("a_rule", "sure")]
    assert hand(brief, "b") == [("b_more", "sure"), ("b_point", "possible")]


def test_a_card_has_everything_that_the_table_needs():
    (priority, *_) = small_brief(made_up({"a": LOW, "b": STRONG})).priorities
    card = priority.cards[0]
    assert (card.effort, card.horizon, card.impact, card.type_title) == ("S", "0-3", 1, "Quick")
    assert (card.first_step, card.who, card.indicator) == (
        "first_step of a_quick",
        "who of a_quick",
        "indicator of a_quick",
    )
    assert (card.lead_question, card.procedures, card.sources) == ("lead_question of a_quick", ("table",), ("Paper",))
    assert (card.text, card.measurement, card.obstacle, card.way_round, card.unsuitable_when) == (None,) * 5


def test_only_procedures_that_a_card_names_are_written_out():
    (sheet,) = small_brief(made_up({"a": LOW, "b": STRONG})).procedures
    assert (sheet.key, sheet.minutes, sheet.group_size, sheet.type_title) == ("table", 60, (6, 10), "Dialogue")
    assert [(step.title, step.minutes) for step in sheet.steps] == [("Sit", 20), ("Talk", 40)]
    assert [role.title for role in sheet.roles] == ["Host"]
