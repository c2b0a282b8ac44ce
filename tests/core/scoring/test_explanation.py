"""Why a score is what it is: whoever repeats the calculation by hand comes to the same number."""

import re
from fractions import Fraction

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.engine import compute
from tests.builders import (
    a_field,
    a_gate,
    a_level_set,
    a_parent,
    a_questionnaire,
    a_rule,
    an_item,
    evaluation_of,
    no_answer,
    result_of,
)
from tests.core.faults import at
from tests.core.scoring.formulas import steps_in, steps_of, value_of
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

SEEDS = {"quick": 6, "normal": 25, "long": 1500}
# What only an expression of an author can hold.
RESULT = re.compile(r" = (−?[\d.,/]+)( ≈ −?[\d.,]+)?$")
NAMED = re.compile(r"\b(item\d|raw\b|(field|profile|constant|class|entries)\.)")


def explained(document, given=None, key="f", **members):
    explanation = result_of(document, given, key, **members).explanation
    assert explanation is not None
    return explanation


class TestFormula:
    @pytest.mark.parametrize(
        ("rule", "formula"),
        [
            ({}, "(2·1/3 + 4 + 1) ÷ 4 = 17/12 ≈ 1.42"),
            ({"method": "sum"}, "2·1/3 + 4 + 1 = 17/3 ≈ 5.67"),
            ({"method": "minimum"}, "minimum(1/3; 4; 1) = 1/3 ≈ 0.33"),
            ({"method": "percent_of_maximum"}, "100 · (2·1/3 + 4 + 1) ÷ (29/3) = 1700/29 ≈ 58.62"),
            (
                {"scale": [-1, 1], "rescale_from": [4, 0]},
                "(2·1/3 + 4 + 1) ÷ 4 = 17/12 ≈ 1.42; −1 + (17/12 − 4) · (1 − −1) ÷ (0 − 4) = 7/24 ≈ 0.29",
            ),
            (
                {"rounding": {"digits": 1, "mode": "floor", "stage": "last"}},
                "(2·1/3 + 4 + 1) ÷ 4 = 17/12 ≈ 1.42; → 1.4",
            ),
        ],
    )
    def test_is_the_calculation_in_exact_numbers(self, rule, formula):
        items = an_item("a", (0, "1/3"), weight=2), an_item("b", (4, 5)), an_item("c", (0, 1, 2, 4)), an_item("d")
        document = a_questionnaire(a_field("f", *items, scoring=a_rule(**rule)))
        assert explained(document, {"a": 1, "b": 0, "c": 1}).formula == formula

    def test_leaves_out_a_rounding_that_changes_nothing(self):
        rounding = {"digits": 1, "mode": "floor", "stage": "last"}
        document = a_questionnaire(a_field("f", an_item("a"), scoring=a_rule(rounding=rounding)))
        assert explained(document, {"a": 1}).formula == "(1) ÷ 1 = 1"

    def test_is_absent_without_a_score(self):
        assert explained(a_questionnaire()).formula is None

    def test_does_its_sums_right(self):
        assert value_of("100 · (2·1/3 + 4 − −1) ÷ (29/3)") == Fraction(1700, 29)
        assert value_of("minimum(1/3; −4; 1)") == -4
        assert steps_of("(1) ÷ 3 = 1/3 ≈ 0.33; → 0.3") == [
            ("(1) ÷ 3", Fraction(1, 3), "0.33"),
            ("→", Fraction(3, 10), None),
        ]

    @pytest.mark.parametrize(("language", "mark"), [("de", ","), ("en", ".")])
    def test_comes_to_the_score_on_random_definitions(self, effort, language, mark):
        checked = 0
        for found, formula in random_formulas(effort, language):
            assert (formula is None) == (found.score is None)
            if formula is not None:
                checked += 1
                steps = steps_of(formula, mark)
                for calculation, result, nearly in steps:
                    assert calculation == "→" or comes_to(calculation, result)
                    assert nearly is None or abs(value_of(nearly) - result) <= Fraction(1, 200)
                numbers = [result for _, result, _ in steps]
                assert is_close(numbers[-1], found.score)
                assert any(is_close(number, found.exact) for number in numbers)
        assert checked > SEEDS[effort]


def comes_to(calculation, result):
    """Roots, exponentials and logarithms are worked out with doubles here."""
    found = value_of(calculation)
    rounded = re.search(r"\^|sqrt|exp|ln|log10", calculation)
    return found == result or (rounded is not None and abs(found - result) <= abs(result) / 10**9)


def is_close(number, exactly):
    """Numbers that are too long to read are shown with ten digits; all others must be right to the last one."""
    wanted = Fraction(*exactly)
    return number == wanted or (len(str(wanted)) > 40 and abs(number / wanted - 1) < Fraction(1, 10**8))


def random_formulas(effort, language):
    """The exact numbers of random results with their formulas."""
    for plan, answers in random_cases(effort):
        evaluation = evaluate(answers, language=language, explanation="full")
        results = {found.key: found for found in (*evaluation.fields, evaluation.overall) if found is not None}
        if evaluation.language.startswith(language):
            for field, found in zip(plan.fields, compute(answers).fields, strict=True):
                explanation = results[field.key].explanation
                assert explanation is not None
                yield found, explanation.formula and without_names(explanation.formula)


def without_names(formula):
    """Return the steps in numbers alone: the expressions of the author stand before them, with names in them."""
    return "; ".join(filter(None, map(in_numbers, steps_in(formula))))


def in_numbers(step):
    """Return a step, of a name that is all there is to calculate what it comes to; None of another expression."""
    if NAMED.search(step) is None:
        return step
    result = RESULT.search(step)
    return None if result is None else f"{result[1]} = {result[0].removeprefix(' = ')}"


def random_cases(effort):
    for seed in range(SEEDS[effort]):
        document = random_document(seed)
        plan = compile_plan(parse_definition(document))
        for answers_seed in range(2):
            given, profile, perspective = random_answers(document, answers_seed)
            answers = parse_answers(plan, {"answers": given, "profile": profile, "perspective": perspective})
            yield answers.plan, answers


def key_of(document, definition):
    """Return the key of what stands there; that of a unit is the one of its field."""
    return at(document, definition.removesuffix("/units"))["key"]


class TestContributions:
    def test_carry_everything_that_enters(self):
        items = an_item("a", (1, 2), weight="1/2"), an_item("b"), an_item("c")
        rule = a_rule(no_answer={"unanswered": "worst", "declined": {"points": "1/4"}})
        found = explained(a_questionnaire(a_field("f", *items, scoring=rule)), {"a": 1, "c": no_answer("declined")})
        assert [
            (one.kind, one.key, one.title, one.state, one.answer, one.answer_text) for one in found.contributions or ()
        ] == [
            ("item", "a", "Item a", "answered", 1, "Option 1"),
            ("item", "b", "Item b", "unanswered", None, "unanswered"),
            ("item", "c", "Item c", "declined", None, "declined"),
        ]
        assert [(one.treatment, one.points, one.weight, one.weighted) for one in found.contributions or ()] == [
            ("taken", 2, 0.5, 1),
            ("worst", 0, 1, 0),
            ("points", 0.25, 1, 0.25),
        ]
        assert found.definition == "/fields/0"

    @pytest.mark.parametrize(
        ("policy", "treatment", "points"),
        [
            ("exclude", "exclude", None),
            ("required", "required", None),
            ("worst", "worst", 0),
            ("best", "best", 4),
            ({"points": 3}, "points", 3),
        ],
    )
    def test_say_what_the_policy_made_of_an_item_and_of_a_child(self, policy, treatment, points):
        item = explained(a_questionnaire(a_field("f", an_item("a"), scoring=a_rule(no_answer={"unanswered": policy}))))
        parent = a_parent("f", a_field("g"), scoring=a_rule(no_answer={"not_computed": policy}))
        gone = a_parent("f", a_field("g"), scoring=a_rule(no_answer={"not_applicable": policy}))
        child = explained(a_questionnaire(parent))
        left = explained(a_questionnaire(gone), {"g_item": no_answer("not_applicable")})
        for found in (item, child, left):
            assert [(one.treatment, one.points) for one in found.contributions or ()] == [(treatment, points)]

    def test_of_fields_carry_what_children_pass_on(self):
        rounding = {"digits": 0, "mode": "floor", "stage": "before_aggregation"}
        child = a_field("g", an_item("a"), an_item("b"), scoring=a_rule(rounding=rounding), weight=3)
        lines = explained(a_questionnaire(a_parent("f", child)), {"a": 3, "b": 2}).contributions
        assert lines is not None
        [one] = lines
        assert (one.kind, one.key, one.title, one.state, one.answer) == ("field", "g", "Field g", "valid", None)
        assert (one.points, one.weight, one.weighted, one.definition) == (2, 3, 6, "/fields/0/fields/0")

    def test_carry_no_weights_in_a_formula_where_these_count_nowhere(self):
        rule = a_rule(formula="a.points + 2 * b.points", method=None)
        document = a_questionnaire(a_field("f", an_item("a", weight=3), an_item("b"), scoring=rule))
        lines = explained(document, {"a": 1, "b": 2}).contributions or ()
        assert [(one.points, one.weight, one.weighted) for one in lines] == [(1, None, None), (2, None, None)]

    def test_lead_to_their_line_and_add_up_to_the_score(self, effort):
        for seed in range(SEEDS[effort]):
            document = random_document(seed)
            any_units = compile_plan(parse_definition(document))
            given, profile, perspective = random_answers(document, seed)
            answers = parse_answers(any_units, {"answers": given, "profile": profile, "perspective": perspective})
            plan = answers.plan
            evaluation = evaluate(answers, language="en", explanation="full")
            for found in (*evaluation.fields, evaluation.overall):
                if found is None or found.explanation is None:
                    continue
                lines = found.explanation.contributions or ()
                for one in lines:
                    assert key_of(document, one.definition) == re.sub(r"\.\d+$", "", one.key)
                    if one.points is not None and one.weight is not None:
                        assert one.weighted == pytest.approx(one.points * one.weight)
                rule = plan.fields[plan.field_index[found.key]]
                weighted = [one for one in lines if one.weighted is not None]
                if found.raw_score is not None and rule.scoring.method == "sum":
                    assert sum(one.weighted or 0 for one in weighted) == pytest.approx(found.raw_score)
                if found.raw_score is not None and rule.scoring.method == "mean":
                    total = sum(one.weight or 0 for one in weighted)
                    assert sum(one.weighted or 0 for one in weighted) / total == pytest.approx(found.raw_score)


class TestSentences:
    def test_say_score_answers_and_bounds(self):
        items = an_item("a"), an_item("b"), an_item("c")
        text = explained(a_questionnaire(a_field("f", *items)), {"a": 1, "b": no_answer("dont_know")}).text
        assert text.startswith("Score 1 on the scale from 0 to 4: mean of the answers.")
        assert "1 of 3 items" in text
        assert "1 × don’t know, 1 × unanswered" in text
        assert text.endswith("If everything were answered, the score would lie between 0.33 and 3.")

    def test_say_why_there_is_no_score(self):
        rule = a_rule(coverage={"minimum_answered": 2})
        text = explained(a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=rule)), {"a": 1}).text
        assert text.startswith("No score: too few items are answered (1 of 2).")

    def test_name_no_bounds_where_nothing_is_open(self):
        assert "would lie" not in explained(a_questionnaire(), {"f_item": 1}).text

    def test_short_explanations_leave_the_calculation_out(self):
        plan = compile_plan(parse_definition(a_questionnaire()))
        answers = parse_answers(plan, {"answers": {}})
        short = evaluate(answers, language="en").fields[0].explanation
        assert short is not None
        assert (short.formula, short.contributions, short.definition) == (None, None, None)
        assert evaluate(answers, language="en", explanation="none").fields[0].explanation is None

    def test_every_placeholder_is_filled_in_every_language(self, effort):
        for _, answers in random_cases(effort):
            for language in ("de", "en"):
                evaluation = evaluate(answers, language=language, explanation="short")
                texts = [found.explanation.text for found in evaluation.fields if found.explanation is not None]
                texts += [reason.text for found in evaluation.suggestions for reason in found.because]
                texts += [found.text for found in evaluation.fields if found.text is not None]
                assert not [text for text in texts if "{" in text or "None" in text or "  " in text]


class TestLanguages:
    def test_texts_are_in_the_language_asked_for_or_the_nearest(self):
        title = {"de": "Klein", "en": "Small"}
        document = a_questionnaire(languages=["de", "en"], title=title, notice={"de": "Hinweis"})
        for asked, spoken, words in (
            ("en", "en", "Small"),
            ("de-AT", "de", "Klein"),
            ("fr", "de", "Klein"),
            ("en-GB", "en", "Small"),
        ):
            evaluation = evaluation_of(document, language=asked)
            assert (evaluation.language, evaluation.title, evaluation.notice) == (spoken, words, "Hinweis")

    def test_other_languages_are_framed_in_english(self):
        text = evaluation_of(a_questionnaire(languages=["fr"])).fields[0].text
        assert text == "No score: nothing has been answered here yet."

    def test_the_order_in_which_texts_were_written_is_not_seen(self):
        document = a_questionnaire(languages=["en", "de"], title={"fr": "Petit", "de": "Klein"})
        turned = {**document, "title": {"de": "Klein", "fr": "Petit"}}
        assert evaluation_of(document, language="en") == evaluation_of(turned, language="en")


class TestMissing:
    def missing(self, given, **members):
        rule = a_rule(of=[{"item": "a"}], **members)
        gates = [a_gate("l1", {"item": "b", "is": 4}), a_gate("l2", {"item": "b", "is": 3})]
        field = a_field("f", an_item("a"), an_item("b"), scoring=rule, levels="set", gates=gates)
        found = explained(a_questionnaire(field, level_sets=[a_level_set()]), given).next_level
        return None if found is None else (found.key, found.title, found.score_from, found.missing)

    def test_says_points_and_gates_of_the_next_level(self):
        points = "0.5 points are missing for the level “Level 1” (from 1)."
        halves = a_field("f", an_item("a", (0, "1/2", 1)), levels="set", gates=[a_gate("l1", {"all": []})])
        found = explained(a_questionnaire(halves, level_sets=[a_level_set()]), {"a": 1}).next_level
        assert found is not None
        assert (found.key, found.score_from) == ("l1", 1)
        assert found.missing == (points,) or points.split(" for ", maxsplit=1)[0] in found.missing[0]

    def test_says_only_the_gate_where_the_score_is_enough(self):
        assert self.missing({"a": 4}) == ("l1", "Level 1", 1, ("Before l1.",))
        assert self.missing({"a": 4, "b": 4}) == ("l2", "Level 2", 3, ("Before l2.",))

    def test_nothing_is_missing_at_the_top_or_without_a_better_end(self):
        assert self.missing({"a": 4, "b": 3}) is not None
        assert self.missing({"a": 2}, better="none") is None
        field = a_field("f", an_item("a"), levels="set")
        assert explained(a_questionnaire(field, level_sets=[a_level_set()]), {"a": 4}).next_level is None
        assert explained(a_questionnaire(field, level_sets=[a_level_set()]), {}).next_level is None

    def test_where_lower_is_better_the_upper_end_counts(self):
        field = a_field("f", an_item("a"), levels="set", scoring=a_rule(better="lower"))
        found = explained(a_questionnaire(field, level_sets=[a_level_set()]), {"a": 3}).next_level
        assert found is not None
        assert (found.key, found.score_from, len(found.missing)) == ("l1", 3, 0)
