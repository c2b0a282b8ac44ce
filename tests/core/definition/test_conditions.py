"""Conditions ask only for what exists, where it is known, in a way that it can answer."""

from typing import Any

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, build_structure, parse_definition
from selfcheck_service.core.definition.condition_check import check_condition
from selfcheck_service.core.definition.scope import everything
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.core.scoring.because import _describer
from selfcheck_service.core.scoring.predicates import compile_condition
from tests.builders import (
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_suggestion,
    a_text,
    an_attribute,
    an_item,
    an_overall,
)
from tests.core.faults import faults_of

FRAME = {
    "level_sets": [a_level_set()],
    "profile": [an_attribute("kind", "town", 1)],
    "item_classes": [{"key": "core", "title": "Core"}],
    "suggestion_types": [{"key": "step", "title": "Step"}],
}
ITEMS = (an_item("a"), a_multiple_choice("m"), a_number("n"), a_text("t"), an_item("u", scored=False))


def faults_of_flag(when, **members):
    """What is wrong with a condition that may ask for everything; places are those inside the condition."""
    fields = a_field("f", *ITEMS, levels="set"), a_field("g"), {"key": "empty", "title": "Empty"}
    flags = [a_flag("first", {"all": []}), a_flag("asked", when)]
    found = faults_of(a_questionnaire(*fields, flags=flags, **FRAME, **members))
    return [(place.removeprefix("/flags/1/when"), code) for place, code in found]


class TestNames:
    @pytest.mark.parametrize(
        "when",
        [
            {"item": "a", "is": 4},
            {"item": "a", "one_of": [0, 1]},
            {"item": "m", "includes": 2},
            {"item": "n", "is": 77},
            {"item": "n", "number": {"above": "1/3"}},
            {"item": "m", "points": {"at_least": 1, "below": 3}},
            {"item": "t", "answered": True},
            {"item": "u", "no_answer": ["hidden", "declined"]},
            {"every": {"field": "f", "class": "core", "items": ["a"]}, "points": {"equal": 1}},
            {"some": {"field": "g"}, "points": {"equal": 1}},
            {"count": {"field": "f"}, "one_of": [3], "is": {"at_least": 1}},
            {"share": {"class": "core"}, "number": {"above": 2}, "is": {"at_most": 0.5}},
            {"field": "f", "score": {"at_least": 2}},
            {"field": "f", "coverage": {"at_least": 0.5}},
            {"field": "f", "level": {"at_least": "l1"}},
            {"field": "f", "level": {"one_of": ["l1", "l2"]}},
            {"field": "g", "status": ["valid"]},
            {"flag": "first", "is": False},
            {"profile": "kind", "is": 1},
            {"profile": "kind", "one_of": ["town"]},
            {"not": {"any": [{"all": []}, {"flag": "first"}]}},
        ],
    )
    def test_that_lead_somewhere_are_accepted(self, when):
        assert faults_of_flag(when) == []

    @pytest.mark.parametrize(
        ("when", "place", "code"),
        [
            ({"item": "b", "is": 1}, "/item", "unknown_reference"),
            ({"item": "a", "is": 5}, "/is", "unknown_value"),
            ({"item": "a", "is": "1"}, "/is", "unknown_value"),
            ({"item": "a", "one_of": [1, 9]}, "/one_of/1", "unknown_value"),
            ({"item": "m", "includes": 7}, "/includes", "unknown_value"),
            ({"item": "a", "includes": 1}, "/includes", "does_not_fit_type"),
            ({"item": "m", "is": 1}, "/is", "does_not_fit_type"),
            ({"item": "t", "one_of": ["x"]}, "/one_of", "does_not_fit_type"),
            ({"item": "a", "number": {"above": 1}}, "/number", "does_not_fit_type"),
            ({"item": "t", "points": {"above": 1}}, "/points", "not_scored"),
            ({"item": "u", "points": {"above": 1}}, "/points", "not_scored"),
            ({"every": {"field": "x"}, "points": {"above": 1}}, "/every/field", "unknown_reference"),
            ({"some": {"class": "x"}, "points": {"above": 1}}, "/some/class", "unknown_reference"),
            (
                {"count": {"items": ["a", "x"]}, "answered": True, "is": {"above": 1}},
                "/count/items/1",
                "unknown_reference",
            ),
            ({"share": {"items": ["t"]}, "answered": True, "is": {"above": 1}}, "/share/items/0", "not_scored"),
            ({"field": "x", "score": {"above": 1}}, "/field", "unknown_reference"),
            ({"field": "empty", "score": {"above": 1}}, "/field", "not_scored"),
            ({"field": "f", "level": {"is": "l9"}}, "/level/is", "unknown_reference"),
            ({"field": "f", "level": {"one_of": ["l1", "l9"]}}, "/level/one_of/1", "unknown_reference"),
            ({"field": "f", "level": {"at_most": "l9"}}, "/level/at_most", "unknown_reference"),
            ({"field": "g", "level": {"at_least": "l1"}}, "/level/at_least", "unknown_reference"),
            ({"field": "overall", "score": {"above": 1}}, "/field", "unknown_reference"),
            ({"flag": "asked"}, "/flag", "unknown_reference"),
            ({"flag": "nothing"}, "/flag", "unknown_reference"),
            ({"profile": "size", "is": 1}, "/profile", "unknown_reference"),
            ({"profile": "kind", "is": "village"}, "/is", "unknown_value"),
            ({"profile": "kind", "one_of": ["town", "1"]}, "/one_of/1", "unknown_value"),
            ({"not": {"any": [{"all": []}, {"all": [{"flag": "x"}]}]}}, "/not/any/1/all/0/flag", "unknown_reference"),
        ],
    )
    def test_that_do_not_are_refused_at_their_place(self, when, place, code):
        assert faults_of_flag(when) == [(place, code)]

    def test_overall_is_a_field_where_there_is_one(self):
        assert faults_of_flag({"field": "overall", "score": {"above": 1}}, overall=an_overall()) == []

    def test_values_are_compared_in_composed_form_on_both_sides(self):
        options = [{"value": "caf\u00e9", "title": "Café", "points": 1}]
        when = {"item": "a", "is": "cafe\u0301"}
        field = a_field("f", an_item("a", options=options))
        assert faults_of(a_questionnaire(field, flags=[a_flag("x", when)])) == []

    def test_the_nearest_known_name_is_a_hint(self):
        document = a_questionnaire(
            a_field("f", an_item("leadership")), flags=[a_flag("x", {"item": "leadrship", "is": 1})]
        )
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document)
        assert refused.value.problems[0].parameters["hint"] == " (leadership?)"


def test_a_kind_of_condition_that_nobody_registered_is_a_mistake_of_ours():
    questionnaire = parse_definition(a_questionnaire())
    structure, names = build_structure(questionnaire), compile_plan(questionnaire).names
    scope = everything(structure)
    unheard: Any = object()
    with pytest.raises(TypeError):
        list(check_condition(unheard, (), scope))
    with pytest.raises(TypeError):
        compile_condition(unheard, names)
    with pytest.raises(TypeError):
        _describer(unheard, names, wanted=True)


class TestScope:
    """What is known depends on where a condition stands."""

    EVERYTHING = (
        ({"item": "a", "is": 1}, "/item"),
        ({"every": {"field": "f"}, "points": {"above": 1}}, "/every"),
        ({"some": {"field": "f"}, "points": {"above": 1}}, "/some"),
        ({"count": {"field": "f"}, "answered": True, "is": {"above": 1}}, "/count"),
        ({"share": {"field": "f"}, "answered": True, "is": {"above": 1}}, "/share"),
        ({"field": "f", "score": {"above": 1}}, "/field"),
        ({"field": "f", "level": {"is": "l1"}}, "/level"),
        ({"flag": "x"}, "/flag"),
    )

    def refused(self, allowed, place_of, document_with):
        """Every form that is not allowed is refused as unknown at this point, every other accepted."""
        for form, (when, place) in enumerate(self.EVERYTHING):
            expected = [] if form in allowed else [(f"{place_of}{place}", "not_known_here")]
            if not expected or form != 6 or 5 in allowed:
                assert faults_of(document_with(when)) == expected
            else:
                assert faults_of(document_with(when)) == [(f"{place_of}/field", "not_known_here")]

    def test_an_item_is_shown_by_earlier_items_and_the_profile(self):
        def document(when):
            return a_questionnaire(a_field("f", an_item("a"), an_item("b", shown_when=when), levels="set"), **FRAME)

        self.refused({0}, "/fields/0/items/1/shown_when", document)
        assert faults_of(document({"profile": "kind", "is": "town"})) == []
        own = [("/fields/0/items/1/shown_when/item", "not_known_here")]
        assert faults_of(document({"item": "b", "is": 1})) == own

    def test_an_item_is_not_shown_by_what_comes_later(self):
        late = a_field("f", an_item("a", shown_when={"item": "b", "is": 1}))
        document = a_questionnaire(late, a_field("g", an_item("b")))
        assert faults_of(document) == [("/fields/0/items/0/shown_when/item", "not_known_here")]

    def test_what_applies_to_a_municipality_is_said_by_the_profile_alone(self):
        def of_item(when):
            return a_questionnaire(a_field("f", an_item("a"), an_item("b", applies_to=when), levels="set"), **FRAME)

        def of_suggestion(when):
            return a_questionnaire(
                a_field("f", an_item("a"), levels="set", suggestions=[a_suggestion(applies_to=when)]), **FRAME
            )

        self.refused(set(), "/fields/0/items/1/applies_to", of_item)
        self.refused(set(), "/fields/0/suggestions/0/applies_to", of_suggestion)
        assert faults_of(of_item({"profile": "kind", "is": "town"})) == []

    def test_a_gate_asks_for_neither_levels_nor_flags(self):
        def document(when):
            return a_questionnaire(a_field("f", an_item("a"), levels="set", gates=[a_gate("l1", when)]), **FRAME)

        self.refused({0, 1, 2, 3, 4, 5}, "/fields/0/gates/0/requires", document)

    def test_a_flag_asks_for_earlier_flags_only(self):
        assert faults_of_flag({"flag": "first"}) == []
        assert faults_of_flag({"flag": "asked"}) == [("/flag", "unknown_reference")]

    def test_a_suggestion_asks_for_everything(self):
        def document(when):
            field = a_field("f", an_item("a"), levels="set", suggestions=[a_suggestion(when=when)])
            return a_questionnaire(field, flags=[a_flag("x", {"all": []})], **FRAME)

        self.refused(set(range(8)), "", document)
