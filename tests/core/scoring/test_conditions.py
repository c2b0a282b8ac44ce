"""docs/scoring.md, section 8: conditions are true, false or unknown."""

from itertools import product

import pytest

from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_rule,
    a_text,
    an_attribute,
    an_item,
    evaluation_of,
    no_answer,
)

# a is 2, b unanswered, c not applicable, d hidden, e declined; m has 0 and 2 ticked, n is 2.5, t is a text.
ITEMS = (
    an_item("a", classes=["core"]),
    an_item("b"),
    an_item("c", classes=["core"]),
    an_item("d", shown_when={"any": []}),
    an_item("e"),
)
OTHERS = (
    a_multiple_choice("m", (1, 2, 3)),
    a_number("n"),
    a_text("t"),
    an_item("u", options=[{"value": "x", "title": "X"}], scored=False),
)
GIVEN = {
    "a": 2,
    "c": no_answer("not_applicable"),
    "d": 2,
    "e": no_answer("declined"),
    "m": [2, 0],
    "n": "2.5",
    "t": "2",
    "u": "x",
}
TRUE: Data = {"all": []}
FALSE: Data = {"any": []}
UNKNOWN: Data = {"item": "b", "is": 1}


def truth(when, given=None, **members):
    """What the condition is of these answers."""
    ends = {"digits": 0, "mode": "floor", "stage": "before_levels"}
    fields = (
        a_field("f", *ITEMS, levels="set"),
        a_field("o", *OTHERS, levels="set", scoring=a_rule(of=[{"item": "n"}], rounding=ends)),
        a_field("z", an_item("y"), levels="set"),
    )
    flags = [a_flag("first", UNKNOWN), a_flag("second", TRUE), a_flag("asked", when)]
    frame = {"level_sets": [a_level_set()], "profile": [an_attribute("kind", "town", 1, "1")]}
    classes = {"item_classes": [{"key": "core", "title": "Core"}]}
    document = a_questionnaire(*fields, flags=flags, **frame, **classes)
    return evaluation_of(document, GIVEN if given is None else given, **members).flags["asked"]


class TestJunctions:
    VALUES = ((TRUE, True), (FALSE, False), (UNKNOWN, None))

    def test_not_unknown_is_unknown(self):
        assert [truth({"not": when}) for when, _ in self.VALUES] == [False, True, None]

    @pytest.mark.parametrize("size", [0, 1, 2, 3])
    def test_all_and_any_are_kleenes(self, size):
        for parts in product(self.VALUES, repeat=size):
            conditions, values = [when for when, _ in parts], [value for _, value in parts]
            every = False if False in values else None if None in values else True
            some = True if True in values else None if None in values else False
            assert truth({"all": conditions}) is every
            assert truth({"any": conditions}) is some

    def test_nothing_at_all_is_true_and_any_of_nothing_false(self):
        assert truth(TRUE) is True
        assert truth(FALSE) is False


class TestItems:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ({"item": "a", "is": 2}, True),
            ({"item": "a", "is": 1}, False),
            ({"item": "a", "one_of": [1, 2]}, True),
            ({"item": "a", "one_of": [0, 1]}, False),
            ({"item": "u", "is": "x"}, True),
            ({"item": "m", "includes": 2}, True),
            ({"item": "m", "includes": 1}, False),
            ({"item": "a", "points": {"at_least": 2, "below": 3}}, True),
            ({"item": "a", "points": {"above": 2}}, False),
            ({"item": "m", "points": {"equal": 4}}, True),
            ({"item": "n", "number": {"equal": "5/2"}}, True),
            ({"item": "n", "number": {"at_most": 2}}, False),
            ({"item": "n", "is": 2}, False),
            ({"item": "n", "one_of": [1, 2, 3]}, False),
            ({"item": "t", "answered": True}, True),
            ({"item": "t", "answered": False}, False),
        ],
    )
    def test_tests_of_an_answer_are_true_or_false(self, when, expected):
        assert truth(when) is expected

    def test_a_number_is_compared_as_a_number(self):
        for number in (3, "3", "3.0"):
            assert truth({"item": "n", "is": 3}, {"n": number}) is True
            assert truth({"item": "n", "one_of": [1, 3]}, {"n": number}) is True
        assert truth({"item": "n", "is": "3"}, {"n": 3}) is False

    @pytest.mark.parametrize(
        ("name", "bound", "expected"),
        [
            ("at_least", (1, 2, 3), (True, True, False)),
            ("above", (1, 2, 3), (True, False, False)),
            ("at_most", (1, 2, 3), (False, True, True)),
            ("below", (1, 2, 3), (False, False, True)),
            ("equal", (1, 2, 3), (False, True, False)),
        ],
    )
    def test_bounds_are_what_their_names_say(self, name, bound, expected):
        assert tuple(truth({"item": "a", "points": {name: each}}) for each in bound) == expected
        fields = ({"field": "f", "score": {name: each}} for each in bound)
        assert tuple(truth(when) for when in fields) == expected

    @pytest.mark.parametrize("key", ["b", "c", "d", "e"])
    @pytest.mark.parametrize("test", [{"is": 2}, {"one_of": [2]}, {"points": {"at_least": 0}}])
    def test_of_what_is_not_answered_they_are_unknown(self, key, test):
        assert truth({"item": key, **test}) is None
        assert truth({"not": {"item": key, **test}}) is None

    @pytest.mark.parametrize("test", [{"includes": 1}, {"points": {"below": 9}}])
    def test_of_a_multiple_choice_too(self, test):
        assert truth({"item": "m", **test}, {}) is None

    def test_of_a_number_too(self):
        assert truth({"item": "n", "number": {"below": 9}}, {}) is None

    @pytest.mark.parametrize(("key", "answered"), [("a", True), ("b", False), ("c", False), ("d", False), ("e", False)])
    def test_whether_it_is_answered_is_never_unknown(self, key, answered):
        assert truth({"item": key, "answered": True}) is answered
        assert truth({"item": key, "answered": False}) is not answered

    @pytest.mark.parametrize(
        ("key", "kind"), [("b", "unanswered"), ("c", "not_applicable"), ("d", "hidden"), ("e", "declined")]
    )
    def test_kinds_of_no_answer_are_told_apart(self, key, kind):
        kinds = ("unanswered", "not_applicable", "hidden", "declined", "dont_know")
        assert [each for each in kinds if truth({"item": key, "no_answer": [each]})] == [kind]
        assert truth({"item": key, "no_answer": [each for each in kinds if each != kind]}) is False
        assert truth({"item": "a", "no_answer": list(kinds)}) is False


class TestSelections:
    """Selected from f: a passes with 2, b and e are unknown, c and d take no part."""

    @pytest.mark.parametrize(
        ("selection", "bound", "every", "some"),
        [
            ({"field": "f"}, 2, None, True),
            ({"field": "f"}, 3, False, None),
            ({"items": ["a"]}, 2, True, True),
            ({"items": ["a"]}, 3, False, False),
            ({"items": ["b"]}, 0, None, None),
            ({"items": ["c", "d"]}, 2, True, False),
            ({"class": "core"}, 2, True, True),
            ({"class": "core", "items": ["b", "c"]}, 2, True, False),
            ({"field": "z", "class": "core"}, 2, True, False),
            ({"field": "o"}, 2, True, True),
        ],
    )
    def test_every_and_some_join_what_is_shown_and_applies(self, selection, bound, every, some):
        assert truth({"every": selection, "points": {"at_least": bound}}) is every
        assert truth({"some": selection, "points": {"at_least": bound}}) is some

    @pytest.mark.parametrize(
        ("test", "found"),
        [
            ({"points": {"at_least": 2}}, 1),
            ({"points": {"at_least": 3}}, 0),
            ({"answered": True}, 1),
            ({"answered": False}, 3),
            ({"no_answer": ["unanswered", "declined"]}, 2),
            ({"no_answer": ["not_applicable"]}, 1),
            ({"no_answer": ["hidden"]}, 0),
            ({"one_of": [2, 3]}, 1),
            ({"one_of": [0]}, 0),
        ],
    )
    def test_count_and_share_are_over_what_is_shown(self, test, found):
        assert truth({"count": {"field": "f"}, **test, "is": {"equal": found}}) is True
        assert truth({"share": {"field": "f"}, **test, "is": {"equal": f"{found}/4"}}) is True
        assert truth({"count": {"field": "f"}, **test, "is": {"above": found}}) is False

    def test_of_none_the_count_is_zero_and_the_share_unknown(self):
        hidden = {"items": ["d"]}
        assert truth({"count": hidden, "answered": True, "is": {"equal": 0}}) is True
        assert truth({"share": hidden, "answered": True, "is": {"at_least": 0}}) is None

    @pytest.mark.parametrize(
        ("test", "found"), [({"number": {"above": 2}}, 1), ({"includes": 2}, 1), ({"one_of": [0]}, 0)]
    )
    def test_a_test_that_does_not_fit_an_item_is_not_passed(self, test, found):
        assert truth({"count": {"field": "o"}, **test, "is": {"equal": found}}) is True


class TestFields:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ({"field": "f", "score": {"equal": 2}}, True),
            ({"field": "o", "score": {"equal": 2}}, True),  # 2.5 rounded down, before levels
            ({"field": "o", "score": {"above": 2}}, False),
            ({"field": "z", "score": {"at_least": 0}}, None),
            ({"field": "f", "coverage": {"equal": "1/3"}}, True),
            ({"field": "f", "coverage": {"above": "1/3"}}, False),
            ({"field": "z", "coverage": {"equal": 0}}, True),
            ({"field": "f", "level": {"is": "l1"}}, True),
            ({"field": "f", "level": {"at_least": "l2"}}, False),
            ({"field": "f", "level": {"at_least": "l1"}}, True),
            ({"field": "f", "level": {"at_most": "l0"}}, False),
            ({"field": "f", "level": {"one_of": ["l0", "l1"]}}, True),
            ({"field": "z", "level": {"is": "l1"}}, None),
            ({"field": "f", "status": ["valid"]}, True),
            ({"field": "z", "status": ["valid", "provisional"]}, False),
            ({"field": "z", "status": ["not_computed"]}, True),
        ],
    )
    def test_results_are_asked_for_and_unknown_where_null(self, when, expected):
        assert truth(when) is expected

    def test_coverage_of_what_does_not_apply_is_unknown(self):
        assert truth({"field": "z", "coverage": {"at_least": 0}}, {"y": no_answer("not_applicable")}) is None

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            ({"flag": "first"}, None),
            ({"flag": "first", "is": False}, None),
            ({"flag": "second"}, True),
            ({"flag": "second", "is": False}, False),
        ],
    )
    def test_flags_are_unknown_where_they_are_null(self, when, expected):
        assert truth(when) is expected

    @pytest.mark.parametrize(
        ("profile", "when", "expected"),
        [
            ({"kind": "town"}, {"profile": "kind", "is": "town"}, True),
            ({"kind": 1}, {"profile": "kind", "is": "1"}, False),
            ({"kind": "1"}, {"profile": "kind", "one_of": [1, "town"]}, False),
            ({"kind": 1}, {"profile": "kind", "one_of": [1, "town"]}, True),
            ({}, {"profile": "kind", "is": "town"}, None),
            (None, {"profile": "kind", "is": "town"}, None),
        ],
    )
    def test_the_profile_is_unknown_where_it_was_not_given(self, profile, when, expected):
        assert truth(when, profile=profile) is expected
