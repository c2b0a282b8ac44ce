"""From a request body to answers: every fault at once, each at its exact place; numbers exact."""

from decimal import Decimal
from fractions import Fraction

import pytest

from selfcheck_service.core.definition import AnswersInvalid
from selfcheck_service.core.definition.problems import MOST_PROBLEMS
from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.states import STATE_NAMES
from tests.builders import (
    Data,
    a_field,
    a_multiple_choice,
    a_number,
    a_plan,
    a_text,
    an_attribute,
    an_item,
    answers,
    no_answer,
)
from tests.core.faults import faults_of_answers

WORDS = [{"value": "x", "title": "X", "points": 1}, {"value": 7, "title": "7", "points": 2}]
PLAN = a_plan(
    a_field(
        "f",
        an_item("a"),
        an_item("w", options=WORDS, no_answers=["declined"]),
        an_item("plain", no_answers=[]),
        a_multiple_choice("m", (1, 2, 3), multiple_choice={"minimum_selected": 1, "maximum_selected": 2}),
        a_multiple_choice("alone", (1, 2, 3), exclusive=(2,)),
        a_number("n", "[0, 10)"),
        a_number("whole", "[0, 10]", integer=True),
        a_number("wide", "(-inf, inf)", points=None, scored=False),
        a_text("t", text={"maximum_length": 5}),
        a_text("long"),
        an_item("h", shown_when={"any": []}),
    ),
    profile=[an_attribute("kind", "town", 1)],
    perspectives=[{"key": "inside", "title": "Inside"}],
)


def faults(**given):
    return faults_of_answers(PLAN, answers(**given))


def value_of(key, answer):
    return parse_answers(PLAN, answers(**{key: answer})).values[PLAN.item_index[key]]


class TestWhatIsAccepted:
    @pytest.mark.parametrize(
        ("key", "answer", "value"),
        [
            ("a", 3, 3),
            ("a", 3.0, 3),
            ("w", "x", "x"),
            ("w", 7, 7),
            ("m", [2, 0], (0, 2)),
            ("m", (1,), (1,)),
            ("alone", [2], (2,)),
            ("alone", [], ()),
            ("n", 5, Fraction(5)),
            ("n", 2.5, Fraction(5, 2)),
            ("n", 0.1, Fraction(1, 10)),
            ("n", Decimal("2.50"), Fraction(5, 2)),
            ("n", "9.999", Fraction(9999, 1000)),
            ("n", "+1", Fraction(1)),
            ("n", "-0", Fraction(0)),
            ("n", Decimal("0E-99"), Fraction(0)),
            ("n", Fraction(1, 3), Fraction(1, 3)),
            ("whole", 10.0, Fraction(10)),
            ("whole", "7.0", Fraction(7)),
            ("wide", 10**30 - 1, Fraction(10**30 - 1)),
            ("wide", "-" + "9" * 30, Fraction(1 - 10**30)),
            ("t", "a\nb\tc", "a\nb\tc"),
            ("t", "", ""),
            ("t", "a\r\nb", "a\r\nb"),
        ],
    )
    def test_is_kept_as_what_it_means(self, key, answer, value):
        found = parse_answers(PLAN, answers(**{key: answer}))
        index = PLAN.item_index[key]
        assert found.values[index] == value
        assert type(found.values[index]) is type(value)
        assert STATE_NAMES[found.states[index]] == "answered"

    @pytest.mark.parametrize("kind", ["not_applicable", "dont_know", "declined"])
    def test_kinds_of_no_answer_are_kept(self, kind):
        for said in (
            no_answer(kind),
            {**no_answer(kind), "reason": "Not our task."},
            {**no_answer(kind), "reason": None},
        ):
            found = parse_answers(PLAN, answers(a=said))
            assert STATE_NAMES[found.states[0]] == kind
            assert found.points[0] is None

    def test_profile_and_perspective_are_kept(self):
        body = {"answers": {}, "profile": {"kind": 1}, "perspective": "inside", "language": "de"}
        found = parse_answers(PLAN, {**body, "questionnaire": "small", "version": "1.0.0"})
        assert (found.profile, found.perspective) == ({"kind": 1}, "inside")
        assert parse_answers(PLAN, {"answers": {}, "profile": None, "perspective": None}).profile == {}

    def test_a_number_among_words_is_not_that_word(self):
        assert value_of("w", 7) == 7
        assert faults(w="7") == [("/answers/w", "unknown_option")]


class TestOneFault:
    @pytest.mark.parametrize(
        ("key", "answer", "code"),
        [
            ("a", 5, "unknown_option"),
            ("a", "1", "unknown_option"),
            ("a", True, "wrong_type"),
            ("a", False, "wrong_type"),
            ("a", 1.5, "wrong_type"),
            ("a", None, "wrong_type"),
            ("a", [1], "wrong_type"),
            pytest.param("a", 10**5000, "unknown_option", id="huge"),
            ("w", None, "wrong_type"),
            ("m", 1, "wrong_type"),
            ("m", "x", "wrong_type"),
            ("m", None, "wrong_type"),
            ("m", [], "selection_size"),
            ("m", [0, 1, 2], "selection_size"),
            ("alone", [0, 2], "exclusive_option"),
            ("n", True, "wrong_type"),
            ("n", None, "wrong_type"),
            ("n", [1], "wrong_type"),
            ("n", "1,5", "malformed"),
            ("n", "1e3", "malformed"),
            ("n", "\u0661", "malformed"),
            ("n", "", "malformed"),
            ("n", "1/3", "malformed"),
            ("n", "9" * 31, "malformed"),
            ("n", float("nan"), "malformed"),
            ("n", float("inf"), "malformed"),
            ("n", Decimal("1E+999999"), "malformed"),
            ("n", Decimal("1E-31"), "malformed"),
            ("n", 10**30, "malformed"),
            pytest.param("n", -(10**5000), "malformed", id="huge number"),
            ("n", Fraction(1, 10**31), "malformed"),
            ("n", 10, "out_of_range"),
            ("n", -0.001, "out_of_range"),
            ("whole", 2.5, "not_an_integer"),
            ("t", "abcdef", "too_long"),
            ("t", 5, "wrong_type"),
            ("t", None, "wrong_type"),
            ("t", "a\x00", "text_not_clean"),
            ("t", "\ud800", "text_not_clean"),
            ("t", "\u202e", "text_not_clean"),
            ("long", "x" * 2001, "too_long"),
            ("plain", no_answer("declined"), None),
        ],
    )
    def test_is_named_at_its_item(self, key, answer, code):
        expected = [(f"/answers/{key}", code)] if code else [(f"/answers/{key}/no_answer", "no_answer_not_allowed")]
        assert faults(**{key: answer}) == expected

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ({}, [("/no_answer", "missing")]),
            ({"reason": "x"}, [("/no_answer", "missing")]),
            (no_answer("never"), [("/no_answer", "not_one_of")]),
            (no_answer("unanswered"), [("/no_answer", "not_one_of")]),
            (no_answer("hidden"), [("/no_answer", "not_one_of")]),
            ({"no_answer": None}, [("/no_answer", "not_one_of")]),
            ({"no_answer": ["declined"]}, [("/no_answer", "not_one_of")]),
            ({"no_answer": {"a": 1}}, [("/no_answer", "not_one_of")]),
            ({**no_answer("declined"), "why": 1}, [("/why", "unknown_member")]),
            ({**no_answer("declined"), "reason": 5}, [("/reason", "wrong_type")]),
            ({**no_answer("declined"), "reason": "x" * 2001}, [("/reason", "too_long")]),
            ({**no_answer("declined"), "reason": "\x07"}, [("/reason", "text_not_clean")]),
        ],
    )
    def test_in_a_no_answer_is_named_at_its_member(self, said, expected):
        assert faults(a=said) == [(f"/answers/a{place}", code) for place, code in expected]

    @pytest.mark.parametrize(
        ("ticked", "expected"),
        [
            ([0, 9], [(1, "unknown_option")]),
            ([0, "0"], [(1, "unknown_option")]),
            ([0, True], [(1, "wrong_type")]),
            ([[0]], [(0, "wrong_type")]),
            ([{"a": 1}, None], [(0, "wrong_type"), (1, "wrong_type")]),
            ([0, 0], [(1, "option_twice")]),
            ([9, 9, 0, 0], [(0, "unknown_option"), (1, "unknown_option"), (3, "option_twice")]),
        ],
    )
    def test_in_a_selection_is_named_at_its_tick(self, ticked, expected):
        assert faults(m=ticked) == [(f"/answers/m/{place}", code) for place, code in expected]

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({}, [("/answers", "missing")]),
            ({"answers": None}, [("/answers", "wrong_type")]),
            ({"answers": []}, [("/answers", "wrong_type")]),
            ({"answers": {}, "anwers": {}}, [("/anwers", "unknown_member")]),
            ({"answers": {"b": 1}}, [("/answers/b", "unknown_item")]),
            ({"answers": {"\ud800": 1}}, [("/answers/?", "unknown_item")]),
            ({"answers": {5: 1}}, [("/answers/5", "unknown_item")]),
            ({"answers": {"x" * 100: 1}}, [(f"/answers/{'x' * 80}", "unknown_item")]),
            ({"answers": {}, "profile": []}, [("/profile", "wrong_type")]),
            ({"answers": {}, "profile": {"size": 1}}, [("/profile/size", "unknown_attribute")]),
            ({"answers": {}, "profile": {"kind": "village"}}, [("/profile/kind", "unknown_option")]),
            ({"answers": {}, "profile": {"kind": True}}, [("/profile/kind", "unknown_option")]),
            ({"answers": {}, "profile": {"kind": None}}, [("/profile/kind", "unknown_option")]),
            ({"answers": {}, "profile": {"kind": [1]}}, [("/profile/kind", "unknown_option")]),
            ({"answers": {}, "perspective": "above"}, [("/perspective", "unknown_perspective")]),
            ({"answers": {}, "perspective": ["inside"]}, [("/perspective", "unknown_perspective")]),
        ],
    )
    def test_in_the_body_is_named(self, body, expected):
        assert faults_of_answers(PLAN, body) == expected

    def test_of_a_plain_definition_there_is_nothing_to_choose_from(self):
        plan = a_plan()
        body = {"answers": {}, "profile": {"kind": 1}, "perspective": "inside"}
        assert [code for _, code in faults_of_answers(plan, body)] == ["unknown_attribute", "unknown_perspective"]


class TestAllAtOnce:
    def test_every_fault_is_named(self):
        body: Data = {
            "answers": {"a": 9, "z": 1, "n": "x", "m": [0, 0], "t": 5, "plain": no_answer("declined")},
            "profile": {"kind": 5, "size": 1},
            "perspective": 5,
            "extra": 1,
        }
        assert faults_of_answers(PLAN, body) == [
            ("/extra", "unknown_member"),
            ("/profile/kind", "unknown_option"),
            ("/profile/size", "unknown_attribute"),
            ("/perspective", "unknown_perspective"),
            ("/answers/a", "unknown_option"),
            ("/answers/z", "unknown_item"),
            ("/answers/n", "malformed"),
            ("/answers/m/1", "option_twice"),
            ("/answers/t", "wrong_type"),
            ("/answers/plain/no_answer", "no_answer_not_allowed"),
        ]

    def test_an_answer_to_a_hidden_item_is_checked_like_any_other(self):
        assert faults(h=9) == [("/answers/h", "unknown_option")]
        assert faults(h=1) == []

    def test_beyond_a_thousand_the_rest_is_left_out(self):
        found = faults(**{f"b{number}": 1 for number in range(3000)})
        assert len(found) == MOST_PROBLEMS + 1
        assert found[-1] == ("", "too_many_problems")


class TestHints:
    def hints(self, body):
        with pytest.raises(AnswersInvalid) as refused:
            parse_answers(PLAN, body)
        return [problem.parameters.get("hint") for problem in refused.value.problems]

    def test_the_nearest_name_is_a_hint(self):
        body = {"answers": {"plian": 1, "zzzz": 1}, "profile": {"kin": 1}}
        assert self.hints(body) == [" (kind?)", " (plain?)", ""]

    def test_only_the_first_faults_are_compared(self):
        hints = self.hints({"answers": {f"plain{number}": 1 for number in range(50)}})
        assert hints[0] == " (plain?)"
        assert hints[-1] == ""

    def test_messages_name_what_was_found_and_what_is_possible(self):
        with pytest.raises(AnswersInvalid) as refused:
            parse_answers(PLAN, answers(a=9, whole="x"))
        first, second = (problem.message("de") for problem in refused.value.problems)
        assert first == "„9“ ist keine Option von „a“; möglich: 0, 1, 2, 3, 4."
        assert second == "„x“ hat nicht die Form: 12, 12.5."
