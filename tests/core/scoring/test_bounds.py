"""Bounds contain every score that missing answers could lead to, or there are none (docs/bounds.md)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bench.everything import everything
from selfcheck_service.catalogue import read_document
from selfcheck_service.core.definition import DefinitionInvalid
from tests.builders import (
    a_computed,
    a_field,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    no_answer,
    result_of,
)
from tests.core.scoring.completions import Completion, completions
from tests.oracle.random_definitions import random_document

DEFINITIONS = {"quick": 10, "normal": 60, "long": 5000}
INSTRUMENTS = sorted((Path(__file__).parents[2] / "instruments").glob("*/questionnaire.yaml"))


def random_completions(count: int) -> Iterator[Completion]:
    for seed in range(count):
        try:
            yield from completions(random_document(seed), 4, 3)
        except DefinitionInvalid:
            # Without points for what is open, a policy may be missing elsewhere.
            continue


def without_children(found: Completion) -> set[int]:
    """Return the fields below which one has no score for what it requires, or for its coverage.

    Bounds are about what answers come to, as if there were no such rules.
    """
    left_out: set[int] = set()
    for index in found.plan.order:
        below = {entry.index for entry in found.plan.fields[index].fields}
        ruled_out = any(found.after.fields[at].reason in ("requirement", "coverage") for at in below)
        if ruled_out or below & left_out:
            left_out.add(index)
    return left_out


def check_all(found: Iterable[Completion]) -> tuple[int, int]:
    """Check every score of completed responses; return how many there were, and of how many bounds were known."""
    scores = known = 0
    for one in found:
        left_out = without_children(one)
        for field in one.plan.fields:
            before, after = one.before.fields[field.index], one.after.fields[field.index]
            if after.score is None or field.index in left_out:
                continue
            scores += 1
            if before.low is not None and before.high is not None:
                known += 1
                low, score, high = (Fraction(*number) for number in (before.low, after.score, before.high))
                assert low <= score <= high, (one.plan.key, field.key, one.body, one.completed)
    return scores, known


class TestContainWhateverIsAnsweredLater:
    def test_in_random_definitions(self, effort):
        scores, known = check_all(random_completions(DEFINITIONS[effort]))
        assert scores > 20 * DEFINITIONS[effort]
        # Bounds that are never known would contain everything.
        assert known > 0.9 * scores

    @pytest.mark.parametrize("frame", INSTRUMENTS, ids=lambda frame: str(frame.parent.name))
    def test_in_instruments(self, frame):
        document = read_document(frame).data
        assert isinstance(document, dict)
        check_all(completions(document, 5, 3))

    def test_in_a_definition_that_uses_every_feature(self):
        scores, known = check_all(completions(everything(1), 20, 5))
        assert known > 0.5 * scores > 100


def a_child(key: str, *items: dict[str, Any], **rule: Any) -> dict[str, Any]:
    return a_field(key, *items, scoring=a_rule(scale=[0, 1000], **rule))


def bounds_of(document: dict[str, Any], answers: dict[str, Any]) -> tuple[Any, Any, Any]:
    found = result_of(document, answers, "top")
    return found.score, found.score_min, found.score_max


class TestOfAParent:
    def parent(self, child: dict[str, Any], **policies: Any) -> dict[str, Any]:
        sure = a_child("sure", a_number("z", "[0, 1000]"))
        return a_questionnaire(a_parent("top", child, sure, scoring=a_rule(scale=[0, 1000], no_answer=policies)))

    def ratio(self) -> dict[str, Any]:
        x, y = (a_number(key, "[0, 1000]", scored=False) for key in "xy")
        rule = a_rule(formula="divide(x, y, null)", scale=[0, 1000])
        del rule["method"]
        return a_field("a", x, y, scoring=rule)

    def test_are_not_known_where_those_of_a_child_are_not(self):
        document = self.parent(self.ratio())
        assert bounds_of(document, {"x": 500, "z": 10}) == (10, None, None)
        assert bounds_of(document, {"x": 500, "y": 1, "z": 10}) == (255, 255, 255)

    @pytest.mark.parametrize(("policy", "expected"), [("exclude", 10), ({"points": 20}, 15), ("required", None)])
    def test_go_by_the_policy_where_a_child_never_has_a_score(self, policy, expected):
        document = self.parent(self.ratio(), not_computed=policy)
        assert bounds_of(document, {"x": 500, "y": 0, "z": 10}) == (expected, expected, expected)

    def test_go_by_the_policy_where_an_open_answer_cannot_give_a_child_a_score(self):
        child = a_child("a", an_item("x"), an_item("y"), no_answer={"not_applicable": "required"})
        document = self.parent(child, not_computed={"points": 20})
        assert bounds_of(document, {"x": no_answer("not_applicable"), "z": 10}) == (15, 15, 15)


class TestOfAComputedItem:
    """Weight and height make an index; the field is its mean with another item."""

    def index(self, value: str = "w / (h / 100) ^ 2", **policies: Any) -> dict[str, Any]:
        asked = (a_number(key, "[1, 300]", scored=False) for key in "wh")
        rule = a_rule(scale=[0, 9], no_answer=policies)
        return a_questionnaire(a_field("top", *asked, a_computed("x", value), an_item("z"), scoring=rule))

    @pytest.mark.parametrize(("policy", "expected"), [("exclude", 3), ({"points": 1}, 2), ("required", None)])
    def test_go_by_the_policy_where_it_never_has_a_value(self, policy, expected):
        answers = {"w": no_answer("not_applicable"), "z": 3}
        found = bounds_of(self.index(not_applicable=policy), answers)
        assert found == (3, expected, expected)
        assert bounds_of(self.index(not_applicable=policy), {**answers, "h": 170})[0] == expected

    def test_are_not_known_where_it_may_have_a_value_or_none(self):
        assert bounds_of(self.index("clamp(divide(w, h - 200, null), 0, 9)"), {"w": 80, "z": 3}) == (3, None, None)

    def test_tell_hidden_from_not_applicable(self):
        document = self.index(hidden={"points": 1}, not_applicable={"points": 2})
        document["fields"][0]["items"][0]["applies_to"] = {"profile": "kind", "is": "town"}
        document["profile"] = [an_attribute()]
        found = result_of(document, {"z": 3}, "top", profile={"kind": "county"})
        assert (found.score, found.score_min, found.score_max) == (3, 2, 2)
        # An expression that may say null itself leaves open which of the two it is.
        document["fields"][0]["items"][2] = a_computed("x", "if(h > 5, w, if(w > 3, 1, null))")
        found = result_of(document, {"z": 3}, "top", profile={"kind": "county"})
        assert (found.score_min, found.score_max) == (None, None)

    def test_are_not_known_where_it_lacks_a_value_or_only_points_and_the_policies_differ(self):
        """`h` is hidden: the value is null, or 3, and then there are no points for it, as `w` does not apply."""
        document = self.index("if(z > 1, h, 3)", hidden={"points": 1}, not_applicable={"points": 2})
        weight, height, computed, other = document["fields"][0]["items"]
        height["applies_to"] = {"profile": "kind", "is": "town"}
        computed["points"] = "clamp(value + w, 0, 9)"
        document["fields"][0]["items"] = [weight, height, other, computed, a_number("v", "[0, 9]")]
        document["profile"] = [an_attribute()]
        answers = {"w": no_answer("not_applicable"), "v": 4}

        def found(**more: object) -> tuple[object, ...]:
            result = result_of(document, {**answers, **more}, "top", profile={"kind": "county"})
            return result.score, result.score_min, result.score_max

        assert found(z=0) == (2, 2, 2)
        assert found(z=4) == (3, 3, 3)
        assert found() == (4, None, None)

    @pytest.mark.parametrize(
        "following",
        ["coalesce(x, if(state(x) = 'not_applicable', 8, 9))", "coalesce(x, 7) + if(answered(x), 1, 0)"],
    )
    def test_pass_it_on_to_what_is_computed_from_it(self, following):
        document = self.index()
        document["fields"][0]["items"][2:3] = [a_computed("x", "w + h"), a_computed("y", following)]
        document["fields"][0]["scoring"]["method"] = "maximum"
        answers = {"w": no_answer("not_applicable"), "z": 3}
        low, high = bounds_of(document, answers)[1:]
        assert low <= bounds_of(document, {**answers, "h": 1})[0] <= high


def test_the_state_of_what_is_computed_and_always_has_a_value_is_known():
    rule = a_rule(formula="if(state(c) = 'answered', 1, 2) + a", method=None)
    items = an_item("a"), an_item("b", scored=False), a_computed("c", "coalesce(b, 2)")
    assert bounds_of(a_questionnaire(a_field("top", *items, scoring=rule)), {"a": 1}) == (2, 2, 2)


class TestOfPointsByExpression:
    def document(self, points: str) -> dict[str, Any]:
        rule = a_rule(scale=[0, 9])
        asked = a_number("h", "[0, 9]", scored=False)
        scored = {**a_number("x", "[0, 4]"), "points": points}
        return a_questionnaire(a_field("top", asked, scored, an_item("z"), scoring=rule))

    def test_leave_out_what_never_has_points(self):
        document = self.document("value + h")
        answers = {"h": no_answer("not_applicable"), "z": 3}
        assert bounds_of(document, answers) == (3, 3, 3)
        assert bounds_of(document, {**answers, "x": 1}) == (3, 3, 3)

    def test_are_not_known_where_there_may_be_none(self):
        document = self.document("clamp(divide(value, h, null), 0, 4)")
        assert bounds_of(document, {"x": 1, "z": 3}) == (3, None, None)
        assert bounds_of(document, {"h": 0, "z": 3}) == (3, 3, 3)


class TestOfAFormula:
    """What it names of a field that is open and has no bounds of its own."""

    def document(self, formula: str, **overrides: Any) -> dict[str, Any]:
        x, y = (a_number(key, "[0, 1000]", scored=False) for key in "xy")
        rule, of_parent = a_rule(formula="divide(x, y, null)"), a_rule(formula=formula, scale=[0, 1000], **overrides)
        del rule["method"], of_parent["method"]
        child = a_field("a", x, y, a_number("z", "[0, 1000]"), scoring={**rule, "scale": [0, 1000]})
        return a_questionnaire(a_parent("top", child, scoring=of_parent))

    @pytest.mark.parametrize(
        "formula", ["coalesce(field.a, 5)", "coalesce(field.a.raw, 5) + z", "sum(present(z, field.a))"]
    )
    def test_are_not_known_where_it_may_name_anything(self, formula):
        assert bounds_of(self.document(formula), {"x": 500, "z": 10})[1:] == (None, None)

    def test_know_how_much_will_be_answered(self):
        document = self.document("z + field.a.answered + field.a.coverage", of=[{"item": "z"}])
        assert bounds_of(document, {"z": 10}) == (10, 13, 13)

    def test_span_over_how_much_may_apply(self):
        document = self.document("z + field.a.applicable + coalesce(field.a.coverage, 9)", of=[{"item": "z"}])
        items = document["fields"][0]["fields"][0]["items"]
        document["fields"][0]["items"] = [items.pop()]
        items.append(a_computed("c", "clamp(divide(x, y, null), 0, 9)"))
        document["fields"][0]["fields"][0]["scoring"] = a_rule(scale=[0, 1000])
        assert bounds_of(document, {"z": 10, "x": 4, "y": 2}) == (12, 12, 12)
        low, high = bounds_of(document, {"z": 10, "x": 4})[1:]
        assert (low, high) == (11, 20)
        never = {"z": 10, "x": no_answer("not_applicable")}
        assert bounds_of(document, never) == (11, 19, 19)
        assert bounds_of(document, {**never, "y": 2}) == (19, 19, 19)
