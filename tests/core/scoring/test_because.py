"""Why a suggestion is offered: only tests that made it so, with data that are true of this run, in both languages."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.states import STATE_NAMES
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_suggestion,
    an_attribute,
    an_item,
    evaluation_of,
    no_answer,
)
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

SEEDS = {"quick": 10, "normal": 60, "long": 2000}
GIVEN: Data = {"a": 1, "c": no_answer("declined"), "m": [0, 2], "n": "2.5", "d": no_answer("not_applicable")}


def reasons(when, language="en", given=None):
    items = an_item("a"), an_item("b"), an_item("c"), an_item("d"), a_multiple_choice("m"), a_number("n")
    hidden = an_item("h", shown_when={"any": []})
    field = a_field("f", *items, hidden, levels="set", suggestions=[a_suggestion(when=when)])
    flags = [a_flag("yes", {"all": []}), a_flag("no", {"any": []})]
    frame = {"level_sets": [a_level_set()], "profile": [an_attribute()]}
    document = a_questionnaire(field, flags=flags, **frame)
    evaluation = evaluation_of(document, given or GIVEN, language, profile={"kind": "town"})
    return [] if not evaluation.suggestions else list(evaluation.suggestions[0].because)


def one(when, language="en"):
    [found] = reasons(when, language)
    return found


# Of the answers given A and B are true, C is false.
A: Data = {"item": "a", "is": 1}
B: Data = {"item": "b", "answered": False}
C: Data = {"item": "c", "answered": True}


class TestSingleTests:
    @pytest.mark.parametrize(
        ("when", "told", "text"),
        [
            (
                {"item": "a", "is": 1},
                ("item_is", "a", {"answer": 1, "state": "answered", "points": 1}, {"is": 1}),
                "“Item a” – answer: “Option 1”.",
            ),
            (
                {"item": "a", "one_of": [0, 1]},
                ("item_one_of", "a", {"answer": 1, "state": "answered", "points": 1}, {"one_of": [0, 1]}),
                "“Item a” – answer: “Option 1”.",
            ),
            (
                {"item": "a", "points": {"below": "5/2"}},
                ("item_points", "a", {"answer": 1, "state": "answered", "points": 1}, {"below": 2.5}),
                "“Item a” – answer: “Option 1”.",
            ),
            (
                {"item": "m", "includes": 2},
                ("item_includes", "m", {"answer": [0, 2], "state": "answered", "points": 4}, {"includes": 2}),
                "“Item m” – answer: “Option 0, Option 2”.",
            ),
            (
                {"item": "n", "number": {"above": 2}},
                ("item_number", "n", {"answer": 2.5, "state": "answered", "points": 2.5}, {"above": 2}),
                "“Item n” – answer: “2.5”.",
            ),
            (
                {"item": "a", "answered": True},
                ("item_answered", "a", {"answer": 1, "state": "answered", "points": 1}, {"answered": True}),
                "“Item a” is answered.",
            ),
            (
                {"item": "b", "answered": False},
                ("item_answered", "b", {"answer": None, "state": "unanswered"}, {"answered": False}),
                "“Item b” is not answered.",
            ),
            (
                {"item": "c", "no_answer": ["declined", "dont_know"]},
                (
                    "item_no_answer",
                    "c",
                    {"answer": None, "state": "declined"},
                    {"no_answer": ["declined", "dont_know"]},
                ),
                "“Item c” – answer: “declined”.",
            ),
            (
                {"every": {"items": ["a", "d", "h"]}, "points": {"below": 2}},
                ("every", None, {"points": {"a": 1}}, {"below": 2}),
                "The one selected item reaches below 2 points.",
            ),
            (
                {"some": {"items": ["a", "b", "d"]}, "points": {"at_least": 1}},
                ("some", None, {"points": {"a": 1}}, {"at_least": 1}),
                "At least one of 2 selected items reaches at least 1 point.",
            ),
            (
                {"count": {"field": "f"}, "no_answer": ["declined", "not_applicable"], "is": {"equal": 2}},
                (
                    "count",
                    None,
                    {"found": 2, "of": 6},
                    {"equal": 2, "test": {"no_answer": ["declined", "not_applicable"]}},
                ),
                "2 of 6 items: declined, not applicable.",
            ),
            (
                {"share": {"field": "f"}, "points": {"at_least": 2}, "is": {"equal": "1/3"}},
                ("share", None, {"found": 2, "of": 6}, {"equal": 1 / 3, "test": {"at_least": 2}}),
                "2 of 6 items: at least 2 points.",
            ),
            (
                {"count": {"field": "f"}, "answered": False, "is": {"equal": 3}},
                ("count", None, {"found": 3, "of": 6}, {"equal": 3, "test": {"answered": False}}),
                "3 of 6 items: not answered.",
            ),
            (
                {"count": {"field": "f"}, "answered": True, "is": {"equal": 3}},
                ("count", None, {"found": 3, "of": 6}, {"equal": 3, "test": {"answered": True}}),
                "3 of 6 items: answered.",
            ),
            (
                {"count": {"field": "f"}, "one_of": [1, 7], "is": {"equal": 1}},
                ("count", None, {"found": 1, "of": 6}, {"equal": 1, "test": {"one_of": [1, 7]}}),
                "1 of 6 items: answer Option 1, 7.",
            ),
            (
                {"count": {"items": ["m"]}, "includes": 2, "is": {"equal": 1}},
                ("count", None, {"found": 1, "of": 1}, {"equal": 1, "test": {"includes": 2}}),
                "1 of 1 item: answer Option 2.",
            ),
            (
                {"count": {"items": ["n"]}, "number": {"above": 2}, "is": {"equal": 1}},
                ("count", None, {"found": 1, "of": 1}, {"equal": 1, "test": {"above": 2}}),
                "1 of 1 item: more than 2.",
            ),
            (
                {"field": "f", "score": {"above": 1}},
                ("field_score", "f", {"score": 2.5}, {"above": 1}),
                "“Field f”: score 2.5 (more than 1).",
            ),
            (
                {"field": "f", "coverage": {"below": 0.75}},
                ("field_coverage", "f", {"coverage": 0.6}, {"below": 0.75}),
                "“Field f”: 60 % answered (below 75 %).",
            ),
            (
                {"field": "f", "level": {"at_least": "l1"}},
                ("field_level", "f", {"level": "l1"}, {"at_least": "l1"}),
                "“Field f”: level “Level 1”.",
            ),
            (
                {"field": "f", "level": {"one_of": ["l0", "l1"]}},
                ("field_level", "f", {"level": "l1"}, {"one_of": ["l0", "l1"]}),
                "“Field f”: level “Level 1”.",
            ),
            (
                {"field": "f", "status": ["valid"]},
                ("field_status", "f", {"status": "valid"}, {"one_of": ["valid"]}),
                "“Field f”: the score is sound.",
            ),
            ({"flag": "yes"}, ("flag", "yes", {"flag": True}, {"is": True}), "This holds: Flag yes."),
            (
                {"flag": "no", "is": False},
                ("flag", "no", {"flag": False}, {"is": False}),
                "This does not hold: Flag no.",
            ),
            (
                {"profile": "kind", "is": "town"},
                ("profile", "kind", {"value": "town"}, {"is": "town"}),
                "Attribute kind: Kind town.",
            ),
            (
                {"profile": "kind", "one_of": ["town", "county"]},
                ("profile", "kind", {"value": "town"}, {"one_of": ["town", "county"]}),
                "Attribute kind: Kind town.",
            ),
        ],
    )
    def test_are_told_as_data_and_in_words(self, when, told, text):
        found = one(when)
        assert (found.rule, found.subject, found.values, found.thresholds) == told
        assert found.text == text
        assert "{" not in one(when, "de").text


class TestNegation:
    """Under `not` the facts are told, not the opposite of them."""

    @pytest.mark.parametrize(
        ("when", "rule", "values", "text"),
        [
            (
                {"item": "a", "is": 3},
                "not_item_is",
                {"answer": 1, "state": "answered", "points": 1},
                "“Item a” – answer: “Option 1”.",
            ),
            (
                {"item": "b", "answered": True},
                "not_item_answered",
                {"answer": None, "state": "unanswered"},
                "“Item b” is not answered.",
            ),
            (
                {"item": "a", "no_answer": ["declined"]},
                *(
                    "not_item_no_answer",
                    {"answer": 1, "state": "answered", "points": 1},
                    "“Item a” – answer: “Option 1”.",
                ),
            ),
            (
                {"field": "f", "score": {"above": 3}},
                "not_field_score",
                {"score": 2.5},
                "“Field f”: score 2.5 (not: more than 3).",
            ),
            (
                {"field": "f", "coverage": {"above": 0.9}},
                "not_field_coverage",
                {"coverage": 0.6},
                "“Field f”: 60 % answered (not: more than 90 %).",
            ),
            ({"field": "f", "level": {"is": "l2"}}, "not_field_level", {"level": "l1"}, "“Field f”: level “Level 1”."),
            (
                {"field": "f", "status": ["provisional"]},
                "not_field_status",
                {"status": "valid"},
                "“Field f”: the score is sound.",
            ),
            ({"flag": "no"}, "not_flag", {"flag": False}, "This does not hold: Flag no."),
            ({"flag": "yes", "is": False}, "not_flag", {"flag": True}, "This holds: Flag yes."),
            ({"profile": "kind", "is": "county"}, "not_profile", {"value": "town"}, "Attribute kind: Kind town."),
            (
                {"count": {"field": "f"}, "answered": True, "is": {"equal": 1}},
                "not_count",
                {"found": 3, "of": 6},
                "3 of 6 items: answered.",
            ),
            (
                {"share": {"field": "f"}, "answered": True, "is": {"equal": 1}},
                "not_share",
                {"found": 3, "of": 6},
                "3 of 6 items: answered.",
            ),
            (
                {"every": {"items": ["a"]}, "points": {"above": 1}},
                *(
                    "not_every",
                    {"points": {"a": 1}},
                    "This is not so: The one selected item reaches more than 1 point.",
                ),
            ),
            (
                {"some": {"items": ["a"]}, "points": {"above": 1}},
                *(
                    "not_some",
                    {"points": {"a": 1}},
                    "This is not so: The one selected item reaches more than 1 point.",
                ),
            ),
        ],
    )
    def test_tells_what_was_found(self, when, rule, values, text):
        found = one({"not": when})
        assert (found.rule, found.values, found.text) == (rule, values, text)

    def test_twice_is_none(self):
        assert one({"not": {"not": {"item": "a", "is": 1}}}) == one({"item": "a", "is": 1})


class TestJunctions:
    def subjects(self, when):
        return [found.subject for found in reasons(when)]

    def test_of_all_everything_is_a_reason(self):
        assert self.subjects({"all": [A, B]}) == ["a", "b"]

    def test_of_any_what_is_true_is(self):
        assert self.subjects({"any": [C, B, A]}) == ["b", "a"]

    def test_a_branch_that_is_not_true_gives_no_reason(self):
        assert self.subjects({"any": [{"all": [A, C]}, B]}) == ["b"]
        assert self.subjects({"not": {"all": [{"any": [A, C]}, C]}}) == ["c"]
        assert self.subjects({"not": {"any": [C, {"all": [A, C]}]}}) == ["c", "c"]

    def test_what_is_unknown_is_none(self):
        assert self.subjects({"any": [{"item": "b", "is": 1}, A]}) == ["a"]

    def test_nothing_is_needed_for_what_is_always_so(self):
        assert self.subjects({"all": []}) == []


def test_data_are_true_of_the_run_on_random_definitions(effort):
    """Each reason's values are looked up again in the numbers of the run."""
    checked = 0
    for seed in range(SEEDS[effort]):
        document = random_document(seed)
        any_units = compile_plan(parse_definition(document))
        for answers_seed in range(3):
            given, profile, perspective = random_answers(document, answers_seed)
            answers = parse_answers(any_units, {"answers": given, "profile": profile, "perspective": perspective})
            plan = answers.plan
            evaluation, run = evaluate(answers, language="en"), compute(answers)
            results = {found.key: found for found in (*evaluation.fields, evaluation.overall) if found is not None}
            for found in (reason for offer in evaluation.suggestions for reason in offer.because):
                checked += 1
                assert values_in_run(plan, run, results, found) == found.values
    assert checked > SEEDS[effort]


def values_in_run(plan, run, results, found):
    """What the values of a reason must be, or what they are where they do not name one thing."""
    kind = found.rule.removeprefix("not_").split("_")[0]
    if kind == "flag":
        return {"flag": run.flags[found.subject]}
    if kind == "profile":
        value = run.profile[found.subject]
        return {"value": exact_to_number(value) if isinstance(value, Fraction) else value}
    if kind == "item":
        index = plan.item_index[found.subject]
        assert found.values["state"] == STATE_NAMES[run.states[index]]
        assert (found.values["answer"] is None) == (found.values["state"] != "answered")
    if kind == "field":
        result = results[found.subject]
        [name] = found.values
        known = {"coverage": result.coverage, "status": result.status}
        known["level"] = result.level.key if result.level is not None else None
        return found.values if name == "score" else {name: known[name]}
    if kind in ("every", "some"):
        shown = {key for key, index in plan.item_index.items() if run.points[index] is not None}
        assert set(found.values["points"]) <= shown
    if kind in ("count", "share"):
        assert 0 <= found.values["found"] <= found.values["of"]
    return found.values
