"""docs/scoring.md, section 3: a score that requires something."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import compile_plan
from tests.builders import (
    a_field,
    a_level_set,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    an_overall,
    explanation_of,
    no_answer,
    result_of,
)


def document(requires, **rule):
    asked = an_item("consent", scored=False)
    field = a_field("f", asked, an_item("a"), an_item("b"), scoring=a_rule(requires=requires, **rule), levels="set")
    return a_questionnaire(field, a_field("g", an_item("c"), an_item("d")), level_sets=[a_level_set()])


def faults(made):
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(made)
    return [(one.location, one.code) for one in refused.value.problems]


CONSENT = {"item": "consent", "is": 4}


class TestScores:
    @pytest.mark.parametrize(
        ("answers", "score", "reason"),
        [
            ({"consent": 4, "a": 1}, 1, None),
            ({"consent": 0, "a": 1}, None, "requirement"),
            ({"a": 1}, None, "requirement"),
            ({"consent": no_answer("declined"), "a": 1}, None, "requirement"),
            ({"consent": 4}, None, "nothing_answered"),
        ],
    )
    def test_are_given_only_where_it_is_true(self, answers, score, reason):
        found = result_of(document(CONSENT), answers)
        assert (found.score, found.raw_score, found.reason) == (score, score, reason)
        assert (found.level is None) == (score is None)

    @pytest.mark.parametrize(
        ("answers", "why"),
        [
            (
                {"consent": 0, "a": 1},
                "what it requires is not the case. “Item consent” – answer: “Option 0” (not: answer Option 4).",
            ),
            ({"consent": 4, "a": 4}, "what it requires is not the case. “Item a” – answer: “Option 4”."),
            ({"a": 1}, "something is missing that decides whether what it requires is the case."),
        ],
    )
    def test_say_what_speaks_against_them(self, answers, why):
        requires = {"all": [CONSENT, {"not": {"item": "a", "is": 4}}]}
        text = explanation_of(result_of(document(requires), answers)).text
        assert text.startswith(f"No score: {why} Answered:")

    @pytest.mark.parametrize(
        ("requires", "why"),
        [
            ({"item": "a", "points": {"at_least": 2}}, "“Item a” – answer: “Option 1” (not: at least 2 points)."),
            ({"item": "a", "answered": False}, "“Item a” is answered."),
            (
                {"count": {"items": ["a"]}, "points": {"at_least": 1}, "is": {"at_least": 2}},
                "1 of 1 item: at least 1 point (not: at least 2).",
            ),
            (
                {"share": {"items": ["a"]}, "points": {"at_least": 2}, "is": {"above": 0.5}},
                "0 of 1 item: at least 2 points (not: more than 50 %).",
            ),
            ({"field": "g", "status": ["valid"]}, "“Field g”: there is no score (not: the score is sound)."),
            ({"field": "g", "coverage": {"above": 0.5}}, "“Field g”: 0 % answered (not: more than 50 %)."),
            ({"profile": "kind", "is": "county"}, "Attribute kind: Kind town (not: Kind county)."),
            ({"profile": "people", "number": {"above": 5}}, "Attribute people: 3 (not: more than 5)."),
            ({"item": "bed", "number": {"below": 120}}, "“Item bed” – answer: “05:00” (not: below 02:00)."),
        ],
    )
    def test_say_what_is_asked_for(self, requires, why):
        made = document(requires)
        made["fields"][0]["items"].append({"key": "bed", "type": "time", "prompt": "Item bed", "scored": False})
        people = {"key": "people", "title": "Attribute people", "number": {"range": "[0, 10]"}}
        made["profile"] = [an_attribute("kind", "town", "county"), people]
        answers = {"a": 1, "bed": "05:00"}
        found = explanation_of(result_of(made, answers, profile={"kind": "town", "people": 3}))
        assert found.text.startswith(f"No score: what it requires is not the case. {why} Answered:")

    def test_leave_nothing_to_say_of_where_it_would_lie(self):
        found = result_of(document(CONSENT), {"consent": 0, "a": 1})
        assert (found.score_min, found.score_max) == (0.5, 2.5)
        assert "would lie" not in explanation_of(found).text

    def test_are_not_kept_from_one_evaluation_for_another(self):
        made = document(CONSENT)
        for consent, score in ((4, 2), (0, None), (4, 2)):
            assert result_of(made, {"consent": consent, "a": 2, "b": 2}).score == score

    def test_come_after_what_is_missing_and_before_the_coverage(self):
        rule = {"coverage": {"minimum_answered": 2}}
        assert result_of(document(CONSENT, **rule), {"a": 1}).reason == "requirement"
        assert result_of(document(CONSENT, **rule), {"consent": 4, "a": 1}).reason == "coverage"
        missing = document(CONSENT, no_answer={"unanswered": "required"})
        assert result_of(missing, {"a": 1}).reason == "required_missing"

    def test_bounds_are_given_all_the_same(self):
        found = result_of(document(CONSENT), {"a": 1})
        assert (found.score_min, found.score_max) == (0.5, 2.5)

    def test_a_minimum_over_the_whole_questionnaire(self):
        made = document({"share": {"field": "overall"}, "answered": True, "is": {"at_least": "3/4"}})
        made["overall"] = an_overall()
        assert result_of(made, {"a": 1, "b": 1, "c": 1}).score == 1
        assert result_of(made, {"a": 1, "b": 1}).reason == "requirement"

    def test_another_field_is_computed_before(self):
        made = document({"field": "g", "score": {"at_least": 2}})
        assert result_of(made, {"a": 1, "c": 2}).score == 1
        assert result_of(made, {"a": 1, "c": 1}).reason == "requirement"
        assert result_of(made, {"a": 1}).reason == "requirement"
        assert compile_plan(parse_definition(made)).order == (1, 0)

    @pytest.mark.parametrize("value", ["field.g - 1", "max(field.g, 0) - 1", "sum(field.p.fields) - 1"])
    def test_what_an_expression_asks_for_is_computed_before(self, value):
        requires = {"any": [{"not": {"value": value, "is": {"below": 1}}}]}
        parent = {"key": "p", "title": "p", "fields": [a_field("g", an_item("c"))]}
        first = a_field("f", an_item("a"), scoring=a_rule(requires=requires))
        made = a_questionnaire(first, {**parent, "scoring": a_rule()})
        assert result_of(made, {"a": 1, "c": 2}).score == 1
        assert result_of(made, {"a": 1, "c": 1}).reason == "requirement"

    def test_items_of_the_field_itself_may_be_asked_for_by_an_expression(self):
        made = document({"value": "sum(present(field.f.items.points))", "is": {"at_most": 4}})
        assert result_of(made, {"a": 1, "b": 3}).score == 2
        assert result_of(made, {"a": 2, "b": 3}).reason == "requirement"

    def test_the_next_level_never_loses_what_it_requires(self):
        """More points at a would lose the score, which the search is too simple to see; it says so."""
        made = document({"item": "a", "points": {"below": 1}})
        explanation = result_of(made, {"a": 0, "b": 1}).explanation
        assert explanation is not None
        assert explanation.next_level is not None
        assert (explanation.next_level.changes, explanation.next_level.exact) == (None, False)

    def test_the_next_level_of_a_parent_knows_what_its_child_requires(self):
        child = a_field("g", an_item("c"), an_item("d"), scoring=a_rule(requires={"item": "a", "points": {"below": 2}}))
        first = a_field("f", an_item("a"))
        made = a_questionnaire(a_parent("p", first, child, levels="set"), level_sets=[a_level_set()])
        answers = {"a": 1, "c": 1, "d": 0}
        explanation = result_of(made, answers, "p").explanation
        assert explanation is not None
        assert explanation.next_level is not None
        changed = {one.item: one.target for one in explanation.next_level.changes or ()}
        found = result_of(made, {**answers, **changed}, "p").level
        assert found is not None
        assert found.key == "l1"


class TestFaults:
    def test_a_field_cannot_require_itself(self):
        assert faults(document({"field": "f", "coverage": {"at_least": 1}})) == [("/fields/0/scoring", "cycle")]

    def test_nor_by_an_expression(self):
        assert faults(document({"value": "field.f + 1", "is": {"at_least": 1}})) == [("/fields/0/scoring", "cycle")]

    def test_nor_what_it_enters(self):
        child = a_field("f", an_item("a"), scoring=a_rule(requires={"not": {"field": "p", "score": {"below": 1}}}))
        assert faults(a_questionnaire(a_parent("p", child))) == [
            ("/fields/0/scoring", "cycle"),
            ("/fields/0/fields/0/scoring", "cycle"),
        ]

    def test_levels_and_flags_are_not_known_there(self):
        for asked in ({"field": "g", "level": {"is": "l0"}}, {"flag": "x", "is": True}):
            [(location, _)] = faults(document({"all": [asked]}))
            assert location.startswith("/fields/0/scoring/requires")

    def test_unknown_names_are_named(self):
        assert faults(document({"any": [{"item": "z", "is": 1}]})) == [
            ("/fields/0/scoring/requires/any/0/item", "unknown_reference")
        ]

    def test_defaults_require_nothing(self):
        made = document({"item": "a", "answered": True})
        made["defaults"] = {"scoring": {"requires": {"item": "a", "answered": True}}}
        assert faults(made) == [("/defaults/scoring/requires", "not_in_defaults")]

    def test_what_can_never_be_true_is_named(self):
        found = lint(parse_definition(document({"item": "a", "points": {"above": 4}})))
        assert ("/fields/0/scoring/requires", "never_true") in {(one.location, one.code) for one in found}
