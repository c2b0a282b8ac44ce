"""What holds for every definition and all answers: tried on random ones."""

from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import (
    canonical_results,
    compile_plan,
    encode_evaluation,
    evaluate,
    evaluate_to_json,
    parse_answers,
)
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES
from selfcheck_service.core.scoring.sums import Sums
from tests.builders import (
    a_field,
    a_parent,
    a_plan,
    a_questionnaire,
    a_rule,
    a_suggestion,
    an_item,
    no_answer,
    plan_of,
    result_of,
)
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

SEEDS = {"quick": 5, "normal": 16, "long": 1000}
# Each example compiles a definition, so a quarter of the usual number has to do.
FEWER = settings(max_examples=max(10, settings().max_examples // 4))
METHODS = ("sum", "mean", "percent_of_maximum", "minimum")
DETAILS: tuple[Literal["none", "short", "full"], ...] = ("none", "short", "full")
POINTS = st.fractions(min_value=0, max_value=10, max_denominator=6)
WEIGHTS = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)
ITEMS = st.lists(st.tuples(st.lists(POINTS, min_size=1, max_size=4), WEIGHTS), min_size=1, max_size=4)
KINDS = ("not_applicable", "dont_know", "declined", None)


def random_cases(effort):
    """Plans and parsed answers of random definitions, with the document and the body they come from."""
    for seed in range(SEEDS[effort]):
        document = random_document(seed)
        plan = compile_plan(parse_definition(document))
        for answers_seed in range(4):
            given_answers, profile, perspective = random_answers(document, answers_seed)
            body = {"answers": given_answers, "profile": profile, "perspective": perspective}
            answers = parse_answers(plan, body)
            yield answers.plan, document, body, answers


def field_of(items, **rule):
    made = [
        an_item(f"i{place}", tuple(str(each) for each in points), weight=str(weight))
        for place, (points, weight) in enumerate(items)
    ]
    return a_field("f", *made, scoring=a_rule(**rule))


def some_answers(draw, items):
    """An answer or a kind of no answer for each item."""
    given_answers = {}
    for place, (points, _) in enumerate(items):
        chosen = draw(st.one_of(st.integers(0, len(points) - 1), st.sampled_from(KINDS)))
        if chosen is not None:
            given_answers[f"i{place}"] = no_answer(chosen) if isinstance(chosen, str) else chosen
    return given_answers


class TestBounds:
    def test_a_score_lies_between_its_bounds_where_nothing_else_than_answers_is_open(self, effort):
        # A policy may give a child without a score any worth; then its bounds say what answers could do.
        checked = settled = 0
        for plan, _, _, answers in random_cases(effort):
            run = compute(answers)
            # Points, weights and formulas may follow from any answer, and from the profile.
            told = len(answers.profile) == len(plan.questionnaire.profile)
            nothing_is_open = told and not any(state in OPEN_STATES for state in run.states)
            for field, found in zip(plan.fields, run.fields, strict=True):
                plain = not field.fields and found.score is not None and found.low is not None
                if plain and found.high is not None and found.score is not None and found.low is not None:
                    low, score, high = (Fraction(*pair) for pair in (found.low, found.score, found.high))
                    assert low <= high
                    if nothing_is_open or (isinstance(field.aggregation, Sums) and is_settled(plan, field, run)):
                        assert low == score == high
                        settled += 1
                    checked += 1
        assert checked > SEEDS[effort]
        assert settled > SEEDS[effort] // 2

    @FEWER
    @given(st.data(), ITEMS, st.sampled_from(METHODS))
    def test_whatever_is_answered_later_stays_within_the_bounds(self, data, items, method):
        plan = a_plan(field_of(items, method=method, scale=[0, 4000]))
        before = some_answers(data.draw, items)
        found = compute(parse_answers(plan, {"answers": before})).fields[0]
        later = dict(before)
        for place, (points, _) in enumerate(items):
            if before.get(f"i{place}") in (None, no_answer("dont_know"), no_answer("declined")):
                later[f"i{place}"] = data.draw(st.integers(0, len(points) - 1))
        score = compute(parse_answers(plan, {"answers": later})).fields[0].score
        if found.low is None or found.high is None:
            assert score is None
        else:
            assert score is not None
            assert Fraction(*found.low) <= Fraction(*score) <= Fraction(*found.high)

    @FEWER
    @given(st.data(), ITEMS)
    def test_a_mean_of_points_on_the_scale_stays_on_the_scale(self, data, items):
        plan = a_plan(field_of(items, scale=[0, 100], rescale_from=[0, 10]))
        found = compute(parse_answers(plan, {"answers": some_answers(data.draw, items)})).fields[0]
        for number in (found.score, found.low, found.high):
            assert number is None or 0 <= Fraction(*number) <= 100


class TestOrder:
    def test_of_answers_means_nothing(self, effort):
        for plan, document, body, answers in random_cases(effort):
            rng = Random(document["key"])
            turned = {key: body["answers"][key] for key in rng.sample(list(body["answers"]), len(body["answers"]))}
            again = parse_answers(plan, {**body, "answers": turned})
            assert canonical_results(again) == canonical_results(answers)

    def test_of_items_options_and_fields_changes_no_score(self, effort):
        for plan, document, body, answers in random_cases(effort):
            turned = deepcopy(document)
            if any(asks_for_earlier(each) for each in all_items(turned)):
                # What comes earlier would come later, so such a questionnaire cannot be turned round.
                continue
            turn_round(turned)
            turned_plan = compile_plan(parse_definition(turned))
            turned_answers = parse_answers(turned_plan, body)
            other = turned_answers.plan
            before, after = compute(answers), compute(turned_answers)
            for field in plan.fields:
                one, two = before.fields[field.index], after.fields[other.field_index[field.key]]
                assert numbers(one) == numbers(two), (document["key"], field.key)


def is_settled(plan, field, run):
    """Tell whether a field follows from answers to its own items alone, and none of them is open."""
    keys = [plan.items[index].key for index in field.coverage_items]
    alone = field.scoring.transform is None and not any(key in plan.structure.late_points for key in keys)
    return alone and all(run.states[index] not in OPEN_STATES for index in field.coverage_items)


def asks_for_earlier(item):
    return any(member in item for member in ("shown_when", "applies_to", "computed", "points"))


def all_items(part):
    for field in part.get("fields") or ():
        yield from field.get("items") or ()
        yield from all_items(field)


def turn_round(part):
    """Reverse items, their options, and fields; shared scales stay as they are."""
    for field in part["fields"]:
        if "items" in field:
            field["items"] = field["items"][::-1]
            for item in field["items"]:
                if "options" in item:
                    item["options"] = item["options"][::-1]
        if "fields" in field:
            turn_round(field)
    part["fields"] = part["fields"][::-1]


def numbers(found):
    pairs = (found.raw, found.score, found.low, found.high)
    fractions = tuple(None if pair is None else Fraction(*pair) for pair in pairs)
    return (*fractions, found.status, found.reason, found.counts, found.answered, found.applicable, found.level)


class TestMonotony:
    @FEWER
    @given(st.data(), ITEMS, st.sampled_from(METHODS))
    def test_a_better_answer_never_lowers_a_score(self, data, items, method):
        plan = a_plan(field_of(items, method=method, scale=[0, 4000]))
        given_answers = {
            f"i{place}": data.draw(st.integers(0, len(points) - 1)) for place, (points, _) in enumerate(items)
        }
        place = data.draw(st.integers(0, len(items) - 1))
        better = dict(given_answers)
        points = items[place][0]
        better[f"i{place}"] = data.draw(
            st.sampled_from([at for at, worth in enumerate(points) if worth >= points[given_answers[f"i{place}"]]])
        )
        one, two = (compute(parse_answers(plan, {"answers": each})).fields[0] for each in (given_answers, better))
        if one.score is not None:
            assert two.score is not None
            assert Fraction(*two.score) >= Fraction(*one.score)

    @FEWER
    @given(st.data(), ITEMS)
    def test_what_does_not_apply_leaves_the_mean_of_the_others(self, data, items):
        plan = a_plan(field_of(items))
        others = {
            f"i{place}": data.draw(st.integers(0, len(points) - 1)) for place, (points, _) in enumerate(items) if place
        }
        without = compute(parse_answers(plan, {"answers": others})).fields[0]
        apart = compute(parse_answers(plan, {"answers": {**others, "i0": no_answer("not_applicable")}})).fields[0]
        assert apart.score == without.score
        assert apart.applicable == len(items) - 1
        if not others:
            assert (apart.score, apart.reason) == (None, "nothing_applicable")

    @FEWER
    @given(
        st.data(),
        ITEMS,
        st.sampled_from(["mean", "percent_of_maximum"]),
        st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50),
    )
    def test_only_the_proportions_of_weights_matter(self, data, items, method, factor):
        heavier = [(points, weight * factor) for points, weight in items]
        given_answers = some_answers(data.draw, items)
        one, two = (
            compute(parse_answers(plan, {"answers": given_answers})).fields[0]
            for plan in (a_plan(field_of(each, method=method)) for each in (items, heavier))
        )
        assert numbers(one) == numbers(two)

    @FEWER
    @given(ITEMS)
    def test_the_maximum_can_be_reached_with_any_weights(self, items):
        plan = a_plan(field_of(items, method="percent_of_maximum", scale=[0, 100]))
        best = {f"i{place}": points.index(max(points)) for place, (points, _) in enumerate(items)}
        found = compute(parse_answers(plan, {"answers": best})).fields[0]
        assert found.reason == "zero_weight" or found.score is not None
        assert found.score is None or Fraction(*found.score) == 100


class TestKindsOfNoAnswer:
    def test_nothing_that_applies_is_never_a_zero(self):
        for method in METHODS:
            document = a_questionnaire(
                a_parent("p", a_field("f", an_item("a"), an_item("b"), scoring=a_rule(method=method)))
            )
            gone = dict.fromkeys("ab", no_answer("not_applicable"))
            for key in ("f", "p"):
                found = result_of(document, gone, key)
                assert (found.score, found.level, found.coverage, found.status) == (None, None, None, "not_computed")

    @FEWER
    @given(st.permutations(["unanswered", "not_applicable", "dont_know", "declined"]))
    def test_four_kinds_stay_four_kinds_in_the_evaluation(self, kinds):
        given_answers = {f"i{n}": no_answer(kind) for n, kind in enumerate(kinds) if kind != "unanswered"}
        document = a_questionnaire(a_field("f", *(an_item(f"i{n}") for n in range(4))))
        found = result_of(document, given_answers)
        assert found.explanation is not None
        assert [one.state for one in found.explanation.contributions or ()] == kinds
        counts = found.no_answers
        assert (counts.unanswered, counts.not_applicable, counts.dont_know, counts.declined) == (1, 1, 1, 1)


def whole_bytes(document, answers):
    """The evaluation in every language and detail, as it is sent."""
    return [
        evaluate_to_json(answers, language=language, explanation=detail)[0]
        for language in document["languages"]
        for detail in DETAILS
    ]


def encoded_objects(document, answers):
    """The same by way of the objects."""
    return [
        encode_evaluation(evaluate(answers, language=language, explanation=detail))
        for language in document["languages"]
        for detail in DETAILS
    ]


class TestPlans:
    def test_say_the_same_whatever_they_were_asked_before(self, effort):
        """A plan keeps much of what it works out; it must not remember anything wrong."""
        cases = list(random_cases(effort))
        for _, document, _, answers in cases:
            whole_bytes(document, answers)
        for _, document, body, answers in reversed(cases):
            afresh = parse_answers(compile_plan(parse_definition(document)), body)
            assert whole_bytes(document, answers) == whole_bytes(document, afresh) == encoded_objects(document, answers)

    def test_keep_only_so_many_sums_and_reasons(self):
        """Beyond what is kept everything is worked out anew, and comes out the same."""
        items = [an_item(f"i{n}", (0, 2**n, 4**n)) for n in range(8)]
        steps = [a_suggestion("s", when={"any": [{"field": "f", "score": {"at_least": 0}}, {"item": "i0", "is": 9}]})]
        document = a_questionnaire(a_field("f", *items, suggestions=steps))
        document["fields"][0]["items"][0]["options"].append({"value": 9, "title": "Nine", "points": 9})
        plan = plan_of(document)
        for number in range(3**8):
            given_answers = {f"i{n}": number // 3**n % 3 for n in range(8)}
            if number % 7 == 0:
                answers = parse_answers(plan, {"answers": given_answers})
                evaluation = evaluate(answers, language="en")
                total = sum((0, 2**n, 4**n)[given_answers[f"i{n}"]] for n in range(8))
                assert evaluation.fields[0].score == total / 8
                assert evaluation.suggestions[0].because[0].values == {"score": total / 8}
                assert evaluate_to_json(answers, language="en", explanation="none")[0] == encode_evaluation(
                    evaluate(answers, language="en", explanation="none")
                )

    def test_do_not_change_the_answers(self, effort):
        for plan, _, body, answers in random_cases(effort):
            kept = replace(
                answers, states=bytearray(answers.states), values=[*answers.values], points=[*answers.points]
            )
            compute(answers)
            assert answers == kept == parse_answers(plan, body)

    @pytest.mark.parametrize("method", METHODS)
    def test_every_answered_item_that_is_scored_contributes(self, method):
        items = an_item("a"), an_item("b", scored=False)
        plan = plan_of(a_questionnaire(a_field("f", *items, scoring=a_rule(method=method))))
        run = compute(parse_answers(plan, {"answers": {"a": 3, "b": 1}}))
        assert [state == ANSWERED for state in run.states] == [True, True]
        assert run.points == [3, None]
