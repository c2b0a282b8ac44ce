"""Pairwise items: written out to single choices, answered together, asked for by `wins`."""

import json
from fractions import Fraction

import pytest

from selfcheck_service.core.definition import AnswersInvalid, parse_definition
from selfcheck_service.core.scoring import canonical_results, compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.canonical import canonical_answers
from tests.builders import (
    a_field,
    a_flag,
    a_pairwise,
    a_plan,
    a_questionnaire,
    an_attribute,
    an_item,
    answers,
    evaluation_of,
)
from tests.core.faults import faults_of, faults_of_answers, findings_in

PAIRS = a_pairwise("pairs", "x", "y", "z")
PLAN = a_plan(a_field("f", an_item("a"), PAIRS, an_item("b")))


def wins(option, times):
    return a_flag("won", {"value": f"wins(pairs, '{option}')", "is": {"equal": times}})


def has_won(given, option="x", times=2):
    """Whether the option was chosen so often, as a flag says it."""
    document = a_questionnaire(a_field("f", an_item("a"), PAIRS), flags=[wins(option, times)])
    return evaluation_of(document, {"pairs": given}).flags["won"]


def said(given):
    """The canonical answers to the pairs."""
    found = json.loads(canonical_answers(parse_answers(PLAN, answers(**given))))
    return {key.removeprefix("pairs."): answer for key, answer in found["answers"].items()}


class TestWrittenOut:
    def test_every_pair_is_an_item_in_the_place_of_the_pairwise_item(self):
        assert list(PLAN.item_index) == ["a", "pairs.x.y", "pairs.x.z", "pairs.y.z", "b"]
        assert {item.path for item in PLAN.items[1:4]} == {("fields", 0, "items", 1)}

    def test_pairs_take_over_what_the_item_says(self):
        document = a_questionnaire(
            a_field(
                "f",
                an_item("a"),
                a_pairwise(shown_when={"profile": "kind", "is": "town"}, help="Who knows", forms={"short": {}}),
            ),
            profile=[an_attribute("kind", "town", "county")],
            forms=[{"key": "full", "title": "Full"}, {"key": "short", "title": "Short"}],
        )
        pair = compile_plan(parse_definition(document)).items[3].definition
        assert (pair.name["en"], pair.help and pair.help["en"], list(pair.forms)) == (
            "Item pairs",
            "Who knows",
            ["short"],
        )
        assert [option.value for option in pair.options or ()] == ["y", "z"]
        assert evaluation_of(document, {}, profile={"kind": "county"}).hidden == (
            "pairs.x.y",
            "pairs.x.z",
            "pairs.y.z",
        )

    def test_pairs_enter_no_score(self):
        found = evaluation_of(a_questionnaire(a_field("f", an_item("a"), PAIRS)), {"a": 3, "pairs": [["x", "y"]]})
        assert (found.fields[0].score, found.fields[0].coverage) == (3, 1)

    def test_a_questionnaire_without_them_is_indexed_as_it_is(self):
        plan = a_plan()
        assert (plan.structure.pairs, plan.structure.origins) == ({}, {})

    def test_a_pair_can_be_asked_for_by_its_key(self):
        document = a_questionnaire(
            a_field("f", PAIRS, an_item("b", shown_when={"item": "pairs.x.z", "is": "z"})),
        )
        assert evaluation_of(document, {"pairs": [["z", "x"]]}).hidden == ()
        assert evaluation_of(document, {"pairs": [["x", "z"]]}).hidden == ("b",)


class TestAnswers:
    def test_pairs_stand_in_any_order(self):
        expected = {"x.y": "y", "x.z": "x", "y.z": {"no_answer": "declined"}}
        declined = {"between": ["z", "y"], "no_answer": "declined", "reason": "No idea"}
        assert said({"pairs": [["x", "z"], declined, ["y", "x"]]}) == expected
        assert said({"pairs": [["y", "x"], ["x", "z"], declined]}) == expected

    def test_one_kind_of_no_answer_holds_for_all(self):
        expected = {"no_answer": "dont_know"}
        assert said({"pairs": expected}) == {"x.y": expected, "x.z": expected, "y.z": expected}

    def test_pairs_left_out_are_unanswered(self):
        assert said({"pairs": []}) == {}
        assert said({"pairs": [["x", "y"]]}) == {"x.y": "x"}

    def test_a_pair_can_be_answered_under_its_own_key(self):
        assert said({"pairs": [["x", "y"]], "pairs.x.z": "z"}) == {"x.y": "x", "x.z": "z"}

    @pytest.mark.parametrize(
        ("given", "fault"),
        [
            ("x", ("/answers/pairs", "wrong_type")),
            (None, ("/answers/pairs", "wrong_type")),
            ([3], ("/answers/pairs/0", "wrong_type")),
            (["xy"], ("/answers/pairs/0", "wrong_type")),
            ([[]], ("/answers/pairs/0", "unknown_pair")),
            ([["x"]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", "y", "z"]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", "y", "y"]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", 1]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", ["y"]]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", "x"]], ("/answers/pairs/0", "unknown_pair")),
            ([["x", "y"], ["x", "w"]], ("/answers/pairs/1", "unknown_pair")),
            ([["x", "y"], ["y", "x"]], ("/answers/pairs/1", "pair_twice")),
            ([["x", "y"], {"between": ["x", "y"], "no_answer": "declined"}], ("/answers/pairs/1", "pair_twice")),
            ([{"no_answer": "declined"}], ("/answers/pairs/0/between", "missing")),
            ([{"between": "xy", "no_answer": "declined"}], ("/answers/pairs/0/between", "wrong_type")),
            ([{"between": ["x", "y"]}], ("/answers/pairs/0/no_answer", "missing")),
            ([{"between": ["x", "y"], "no_answer": "maybe"}], ("/answers/pairs/0/no_answer", "not_one_of")),
            ([{"between": ["x", "y"], "no_answer": "declined", "why": 1}], ("/answers/pairs/0/why", "unknown_member")),
            ({"no_answer": "maybe"}, ("/answers/pairs/no_answer", "not_one_of")),
            ({}, ("/answers/pairs/no_answer", "missing")),
        ],
    )
    def test_of_another_shape_are_refused_at_their_place(self, given, fault):
        assert faults_of_answers(PLAN, answers(pairs=given)) == [fault]

    def test_kinds_of_no_answer_are_those_of_the_item(self):
        plan = a_plan(a_field("f", an_item("a"), a_pairwise(no_answers=["dont_know"])))
        fault = ("/answers/pairs/0/no_answer", "no_answer_not_allowed")
        given = [{"between": ["x", "y"], "no_answer": "declined"}]
        assert faults_of_answers(plan, answers(pairs=given)) == [fault]
        assert faults_of_answers(plan, answers(pairs={"no_answer": "declined"})) == [
            ("/answers/pairs/no_answer", "no_answer_not_allowed")
        ]

    def test_one_pair_is_answered_in_one_place(self):
        body = answers(**{"pairs.x.y": "x", "pairs": [["x", "y"]]})
        assert faults_of_answers(PLAN, body) == [("/answers/pairs/0", "pair_twice")]
        body = answers(**{"pairs": [["x", "y"]], "pairs.x.y": "x"})
        assert faults_of_answers(PLAN, body) == [("/answers/pairs.x.y", "answered_twice")]

    def test_other_answers_are_found_at_their_own_place(self):
        body = answers(**{"a": 9, "pairs": [["x", "w"]], "pairs.y.z": "x", "c": 1})
        assert faults_of_answers(PLAN, body) == [
            ("/answers/pairs/0", "unknown_pair"),
            ("/answers/a", "unknown_option"),
            ("/answers/pairs.y.z", "unknown_option"),
            ("/answers/c", "unknown_item"),
        ]

    def test_all_faults_are_said_in_german(self):
        with pytest.raises(AnswersInvalid) as refused:
            parse_answers(PLAN, answers(pairs=[["x"], ["x", "w"], ["x", "y"], ["y", "x"]]))
        assert [problem.message("de") for problem in refused.value.problems] == [
            "„x“ ist kein Paar von „pairs“; zwei verschiedene von: x, y, z.",
            "„x, w“ ist kein Paar von „pairs“; zwei verschiedene von: x, y, z.",
            "Das Paar „pairs.x.y“ wird zweimal verglichen.",
        ]

    def test_the_receipt_can_be_replayed(self):
        body = answers(a=1, pairs=[["z", "x"], {"between": ["y", "x"], "no_answer": "dont_know"}])
        one = evaluate(parse_answers(PLAN, body), language="en")
        flat = answers(**{"a": 1, "pairs.x.z": "z", "pairs.x.y": {"no_answer": "dont_know"}})
        two = evaluate(parse_answers(PLAN, flat), language="en")
        assert one == two
        assert canonical_results(parse_answers(PLAN, body)) == canonical_results(parse_answers(PLAN, flat))


class TestWins:
    def test_counts_the_pairs_in_which_an_option_was_chosen(self):
        assert has_won([["x", "y"], ["x", "z"]]) is True
        assert has_won([["x", "y"], ["z", "x"]]) is False
        assert has_won([["y", "z"], ["y", "x"]], "y") is True
        assert has_won([["y", "z"], ["y", "x"]], "z", 0) is None

    def test_is_null_while_one_of_its_pairs_is_open(self):
        assert has_won([["x", "y"]]) is None
        assert has_won([["x", "y"], {"between": ["x", "z"], "no_answer": "dont_know"}]) is None
        assert has_won([["y", "z"]]) is None

    @pytest.mark.parametrize(
        ("condition", "fault"),
        [
            ({"item": "pairs", "answered": True}, "stands_for_several"),
            ({"value": "pairs", "is": {"equal": 1}}, "stands_for_several"),
            ({"value": "item.pairs.points", "is": {"equal": 1}}, "stands_for_several"),
            ({"value": "if(answered(pairs), 1, 0)", "is": {"equal": 1}}, "stands_for_several"),
            ({"value": "wins(pairs, 'w')", "is": {"equal": 1}}, "unknown_value"),
            ({"value": "wins(a, 'x')", "is": {"equal": 1}}, "not_of_kind"),
            ({"value": "wins(b, 'x')", "is": {"equal": 1}}, "unknown_name"),
            ({"count": {"items": ["pairs"]}, "answered": True, "is": {"equal": 1}}, "stands_for_several"),
        ],
    )
    def test_nothing_else_asks_for_a_pairwise_item(self, condition, fault):
        document = a_questionnaire(a_field("f", an_item("a"), PAIRS), flags=[a_flag("won", condition)])
        assert [code for _, code in faults_of(document)] == [fault]

    def test_pairs_are_known_after_they_were_asked(self):
        condition = {"value": "wins(pairs, 'x')", "is": {"at_least": 1}}
        later = an_item("b", shown_when=condition)
        assert faults_of(a_questionnaire(a_field("f", PAIRS, later))) == []
        assert faults_of(a_questionnaire(a_field("f", later, PAIRS))) == [
            ("/fields/0/items/0/shown_when/value", "not_known_here")
        ]

    def test_lies_between_none_and_all_pairs_of_the_option(self):
        fields = a_field("f", an_item("a"), PAIRS)
        assert findings_in(a_questionnaire(fields, flags=[wins("x", 2)])) == []
        assert findings_in(a_questionnaire(fields, flags=[wins("x", 3)])) == [("/flags/0/when", "never_true", "error")]


class TestDefinition:
    @pytest.mark.parametrize(
        ("member", "fault"),
        [
            ({"pairwise": None}, "missing_for_type"),
            ({"pairwise": {"options": []}}, "too_short"),
            ({"pairwise": {"options": [{"value": "x", "title": "X"}]}}, "too_short"),
            ({"pairwise": {"options": [{"value": n, "title": "X"} for n in ("X", "y")]}}, "malformed"),
            ({"pairwise": {"options": [{"value": n, "title": "X"} for n in (1, "y")]}}, "wrong_type"),
            ({"options": [{"value": 1, "title": "X"}]}, "does_not_fit_type"),
            ({"scale": "s"}, "does_not_fit_type"),
            ({"points": "1"}, "does_not_fit_type"),
            ({"scored": True}, "does_not_fit_type"),
            ({"weight": 2}, "does_not_fit_type"),
            ({"anchors": [{"value": "x", "text": "X"}]}, "does_not_fit_type"),
        ],
    )
    def test_members_that_do_not_fit_are_refused(self, member, fault):
        assert [code for _, code in faults_of(a_questionnaire(a_field("f", {**PAIRS, **member})))] == [fault]

    def test_an_option_stands_once(self):
        twice = a_pairwise("pairs", "x", "y", "x")
        assert faults_of(a_questionnaire(a_field("f", an_item("a"), twice))) == [
            ("/fields/0/items/1/pairwise/options/2/value", "duplicate_name")
        ]

    def test_a_fault_of_the_item_is_said_once_however_many_pairs_there_are(self):
        faulty = a_pairwise("pairs", *"vwxyz", classes=["none"], shown_when={"item": "gone", "answered": True})
        assert faults_of(a_questionnaire(a_field("f", an_item("a"), faulty))) == [
            ("/fields/0/items/1/classes/0", "unknown_reference"),
            ("/fields/0/items/1/shown_when/item", "unknown_reference"),
        ]

    def test_the_linter_speaks_of_the_author_s_key(self):
        never = a_pairwise("pairs", shown_when={"all": [{"item": "a", "is": 0}, {"item": "a", "is": 1}]})
        found = findings_in(a_questionnaire(a_field("f", an_item("a"), never)))
        assert found == [("/fields/0/items/1/shown_when", "never_true", "error")]

    def test_pairs_count_towards_the_limit_before_they_are_written_out(self):
        options = [f"o{number}" for number in range(50)]
        some = [a_pairwise(f"p{number}", *options) for number in range(2)]
        assert faults_of(a_questionnaire(a_field("f", *some))) == [("/fields", "too_long")]
        many = [a_pairwise(f"p{number}", *options) for number in range(1000)]
        assert faults_of(a_questionnaire(a_field("f", *many))) == [("/fields", "too_long")]

    def test_too_many_options_are_refused(self):
        options = [f"o{number}" for number in range(51)]
        assert [code for _, code in faults_of(a_questionnaire(a_field("f", a_pairwise("p", *options))))] == ["too_long"]


def test_a_thousand_pairs_are_read_in_no_time():
    options = [f"o{number}" for number in range(45)]
    plan = a_plan(a_field("f", an_item("a"), a_pairwise("pairs", *options)))
    given = [[one, other] for at, one in enumerate(options) for other in options[:at]]
    found = parse_answers(plan, answers(pairs=given))
    assert found.values.count(None) == 1
    assert Fraction(len(given)) == 990
