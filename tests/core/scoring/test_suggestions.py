"""docs/scoring.md, sections 9 and 10: suggestions in order, and the receipt."""

import hashlib
import json
from sys import float_info

import pytest

from selfcheck_service.core.scoring import canonical_results, evaluate, parse_answers
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_number,
    a_parent,
    a_plan,
    a_questionnaire,
    a_rule,
    a_suggestion,
    an_attribute,
    an_item,
    an_overall,
    evaluation_of,
    no_answer,
    plan_of,
)

UNKNOWN = {"profile": "kind", "is": "town"}


def keys(document, given=None, **members):
    return [found.key for found in evaluation_of(document, given, **members).suggestions]


class TestOffers:
    def test_are_made_where_the_trigger_is_true_and_nothing_else(self):
        whens = {"yes": {"all": []}, "no": {"any": []}, "open": UNKNOWN}
        steps = [a_suggestion(key, when=when) for key, when in whens.items()]
        document = a_questionnaire(a_field("f", suggestions=steps), profile=[an_attribute()])
        assert keys(document) == ["yes"]
        assert keys(document, profile={"kind": "town"}) == ["yes", "open"]

    def test_are_left_out_only_where_they_do_not_apply_for_certain(self):
        document = a_questionnaire(
            a_field("f", suggestions=[a_suggestion(applies_to=UNKNOWN)]), profile=[an_attribute()]
        )
        assert [keys(document, profile=profile) for profile in ({}, {"kind": "town"}, {"kind": "county"})] == [
            ["s"],
            ["s"],
            [],
        ]

    def test_carry_their_texts(self):
        step = a_suggestion(text="Why.", sources=["law"], effort="L", horizon="12+", impact=3)
        law = {"key": "law", "title": "A law", "url": "https://law.example", "as_of": "2024-08-01"}
        [found] = evaluation_of(a_questionnaire(a_field("f", suggestions=[step]), sources=[law])).suggestions
        assert (found.text, found.effort, found.horizon, found.impact) == ("Why.", "L", "12+", 3)
        assert (found.type, found.type_title, found.field, found.field_title) == ("step", "Step", "f", "Field f")
        assert [(one.key, one.title, one.url, one.as_of) for one in found.sources] == [tuple(law.values())]


class TestPriority:
    def priority(self, given, better="higher", points=(0, 1, 2, 3, 4), **members):
        rule = a_rule(better=better, rounding={"digits": 0, "mode": "ceiling", "stage": "before_levels"})
        field = a_field("f", an_item("a", points), an_item("b"), scoring=rule, suggestions=[a_suggestion(**members)])
        [found] = evaluation_of(a_questionnaire(field), given).suggestions
        return found.priority

    @pytest.mark.parametrize(
        ("impact", "effort", "priority"),
        [(1, "S", 0.75), (3, "S", 2.25), (1, "M", 0.375), (2, "L", 0.5), (3, "L", 0.75)],
    )
    def test_is_gap_times_impact_by_effort(self, impact, effort, priority):
        assert self.priority({"a": 1}, impact=impact, effort=effort) == priority

    @pytest.mark.parametrize(("better", "gap"), [("higher", 0.75), ("lower", 0.25), ("none", 0.5)])
    def test_looks_from_the_better_end_of_the_scale(self, better, gap):
        assert self.priority({"a": 1}, better) == gap

    def test_is_half_a_scale_without_a_score(self):
        assert self.priority({}) == 0.5

    @pytest.mark.parametrize(
        ("better", "points", "gap"), [("higher", 9, 0), ("higher", -9, 1), ("lower", 9, 1), ("lower", -9, 0)]
    )
    def test_stays_within_the_scale(self, better, points, gap):
        assert self.priority({"a": 0}, better, (points,)) == gap

    def test_takes_the_exact_score(self):
        # 1/2, which levels see as 1.
        assert self.priority({"a": 0, "b": 1}) == (4 - 0.5) / 4

    def test_of_what_belongs_to_an_unscored_field_is_half_a_scale(self):
        document = a_questionnaire(a_field("f"), {"key": "e", "title": "e", "suggestions": [a_suggestion()]})
        assert evaluation_of(document).suggestions[0].priority == 0.5


class TestOrder:
    def test_the_nth_of_a_field_counts_an_nth(self):
        first = [a_suggestion("f1", impact=3), a_suggestion("f2", impact=2), a_suggestion("f3", impact=3)]
        second = [a_suggestion("g1"), a_suggestion("g2", impact=3)]
        document = a_questionnaire(a_field("f", suggestions=first), a_field("g", suggestions=second))
        # Every gap is 1/2. In f: f1 3/2, f3 3/2 ÷ 2, f2 1 ÷ 3; in g: g2 3/2, g1 1/2 ÷ 2.
        assert keys(document) == ["f1", "g2", "f3", "f2", "g1"]

    def test_ties_stand_in_document_order_depth_first_and_top_level_last(self):
        nested = a_field("g", suggestions=[a_suggestion("inner")])
        document = a_questionnaire(
            {**a_parent("f", nested), "suggestions": [a_suggestion("outer")]},
            a_field("h", suggestions=[a_suggestion("next")]),
            overall=an_overall(),
            suggestions=[a_suggestion("whole", field="overall"), a_suggestion("more", field="h")],
        )
        assert keys(document) == ["outer", "inner", "next", "whole", "more"]

    def test_dependencies_come_first_if_they_are_offered(self):
        steps = [
            a_suggestion("a", depends_on=["d", "gone", "d"], impact=3),
            a_suggestion("b", impact=2),
            a_suggestion("gone", when={"any": []}),
            a_suggestion("d"),
            a_suggestion("e", depends_on=["a", "b"]),
        ]
        document = a_questionnaire(*(a_field(f"f{step['key']}", suggestions=[step]) for step in steps))
        found = evaluation_of(document).suggestions
        # By priority a, b, d, e; a waits for d and is then the first of those that wait for nothing.
        assert [each.key for each in found] == ["b", "d", "a", "e"]
        assert [each.after for each in found] == [(), (), ("d",), ("a", "b")]

    def test_chains_may_be_long(self):
        steps = [a_suggestion(f"s{n:03}", depends_on=[f"s{n + 1:03}"] if n < 399 else []) for n in range(400)]
        document = a_questionnaire(a_field("f", suggestions=steps))
        assert keys(document) == [f"s{n:03}" for n in reversed(range(400))]


class TestReceipt:
    """Section 10."""

    def parsed(self, body, *fields, **members):
        return parse_answers(a_plan(*fields, **members), body)

    def test_the_canonical_results_are_these_bytes(self):
        thirds = a_rule(of=[{"item": "a"}, {"item": "n"}, {"item": "c"}])
        items = an_item("a"), a_number("n"), an_item("c"), an_item("h", shown_when={"item": "a", "is": 4})
        steps = [a_suggestion("t", impact=2), a_suggestion("s")]
        field = a_field("b", *items, scoring=thirds, levels="set", suggestions=steps)
        fields = field, a_field("a", an_item("z"))
        flags = [a_flag("yes", {"all": []}), a_flag("open", {"item": "z", "is": 1})]
        document = a_questionnaire(
            *fields, flags=flags, level_sets=[a_level_set()], overall=an_overall(scoring=a_rule(method="sum"))
        )
        plan = plan_of({**document, "suggestion_types": [{"key": "step", "title": "Step"}]})
        answers = parse_answers(plan, {"answers": {"a": 1, "n": 1, "c": 2}})
        expected = (
            f'{{"definition_hash":"{plan.definition_hash}","fields":{{'
            '"a":{"coverage":"0","level":null,"raw_score":null,"score":null,"score_max":"4","score_min":"0","status":"not_computed"},'
            '"b":{"coverage":"1","level":"l1","raw_score":"4/3","score":"4/3","score_max":"4/3","score_min":"4/3","status":"valid"}},'
            '"flags":{"open":null,"yes":true},"hidden":["h"],'
            '"overall":{"coverage":"3/4","level":null,"raw_score":"4/3","score":"4/3","score_max":"16/3","score_min":"4/3",'
            '"status":"provisional"},"rules":1,"suggestions":["t","s"]}'
        )
        assert canonical_results(answers) == expected.encode()
        receipt = evaluate(answers, language="en").receipt
        assert receipt.result_digest == hashlib.sha256(expected.encode()).hexdigest()

    def test_the_answers_digest_covers_what_entered_the_engine(self):
        members = {
            "profile": [an_attribute("kind", "Übersee", 2), an_attribute("area", "a")],
            "forms": [{"key": "long", "title": "Long"}],
            "perspectives": [{"key": "inside", "title": "Inside"}],
        }
        items = an_item("b"), an_item("a"), a_number("n")
        body = {
            "answers": {"n": "2.50", "b": 1, "a": {"no_answer": "declined", "reason": "Not our task."}},
            "profile": {"kind": "Übersee", "area": "a"},
            "perspective": "inside",
        }
        answers = self.parsed(body, a_field("f", *items), **members)
        said = {
            "answers": {"a": {"no_answer": "declined"}, "b": 1, "n": "5/2"},
            "perspective": "inside",
            "profile": {"area": "a", "kind": "Übersee"},
        }
        written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        receipt = evaluate(answers, language="en").receipt
        assert receipt.answers_digest == hashlib.sha256(written).hexdigest()
        assert (receipt.questionnaire, receipt.version, receipt.rules) == ("small", "1.0.0", 1)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"n": 2}, {"n": "2.0"}),
            ({"n": 0.5}, {"n": "0.50"}),
            ({"m": [2, 0]}, {"m": [0, 2]}),
            ({"a": 1, "n": 2}, {"n": 2, "a": 1}),
            ({"a": {**no_answer("declined"), "reason": "x"}}, {"a": no_answer("declined")}),
        ],
    )
    def test_the_same_answers_have_the_same_digest(self, one: Data, other: Data):
        items = an_item("a"), a_number("n"), an_item("m", type="multiple_choice")
        digests = []
        for given in (one, other):
            answers = self.parsed({"answers": given}, a_field("f", *items))
            digests.append(evaluate(answers, language="en").receipt.answers_digest)
        assert digests[0] == digests[1]

    def test_other_answers_have_another(self):
        seen = set()
        cases: list[Data] = [
            {},
            {"a": 1},
            {"a": 2},
            {"a": no_answer("declined")},
            {"a": no_answer("dont_know")},
            {"b": 1},
        ]
        for given in cases:
            answers = self.parsed({"answers": given}, a_field("f", an_item("a"), an_item("b")))
            seen.add(evaluate(answers, language="en").receipt.answers_digest)
        assert len(seen) == 6

    def test_results_of_any_size_can_be_written(self):
        huge = a_rule(method="sum", scale=["0", "0.00000000000000000001"], rescale_from=[0, 10**12])
        chain = [a_field("f0", a_number("n", f"[0, {10**12}]", weight="0.00000000000000000007"))]
        for place in range(1, 60):
            entries = [{"field": f"f{place - 1}", "weight": "0.00000000000000000003"}]
            chain.append(a_field(f"f{place}", scoring={**huge, "of": entries}))
        for place in range(60, 120):
            heavy = [{"field": f"f{place - 1}", "weight": 10**12}]
            chain.append(a_field(f"f{place}", scoring=a_rule(method="sum", of=heavy, scale=[0, 1])))
        plan = a_plan(*chain)
        answers = parse_answers(plan, {"answers": {"n": 999999999999}})
        fields = json.loads(canonical_results(answers))["fields"]
        assert len(fields["f59"]["score"]) > 3000
        evaluation = evaluate(answers, language="de", explanation="full")
        assert [isinstance(found.score, float) for found in evaluation.fields][59:] == [True] * 61
        steps = [
            a_field(f"g{n}", scoring=a_rule(method="sum", of=[{"field": f"g{n - 1}", "weight": 10**12}]))
            for n in range(1, 40)
        ]
        largest = a_plan(a_field("g0", a_number("n", weight=10**12)), *steps)
        found = evaluate(parse_answers(largest, {"answers": {"n": 1}}), language="en", explanation="full")
        assert found.fields[-1].score == float_info.max
