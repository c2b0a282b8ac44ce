"""Every scoring method: its raw score, its bounds, its words, and that all documents know it."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import exp, log, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.definition.expressions.numbers import power
from selfcheck_service.core.definition.methods import METHODS, Term, TermSpan
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.core.scoring.engine import compute
from tests.builders import (
    a_field,
    a_flag,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_item,
    evaluation_of,
    no_answer,
    result_of,
)
from tests.checkout import CHECKOUT
from tests.core.scoring.formulas import steps_of, value_of

GIVING_A_SCORE = sorted(name for name, method in METHODS.items() if not method.levels_only)

NUMBERS = st.lists(st.fractions(min_value=-20, max_value=20, max_denominator=12), min_size=1, max_size=6)


def exact_scores(document, answers):
    plan = compile_plan(parse_definition(document))
    found = compute(parse_answers(plan, {"answers": answers})).fields[0]
    return tuple(None if number is None else Fraction(*number) for number in (found.low, found.raw, found.high))


def formula_of(document, answers):
    explanation = evaluation_of(document, answers).fields[0].explanation
    assert explanation is not None
    assert explanation.formula is not None
    return explanation.formula


def scored_by(method, *items, **rule):
    return a_questionnaire(a_field("f", *items, scoring=a_rule(method=method, **rule)))


class TestRawScores:
    """Of the points 3, 1/2 and 4 with the weights 1, 2 and 0."""

    items = (
        an_item("a", (3,)),
        an_item("b", ("1/2",), weight=2),
        an_item("c", (4,), weight=0),
    )

    @pytest.mark.parametrize(
        ("method", "raw"),
        [
            ("sum", 4),
            ("mean", Fraction(4, 3)),
            ("percent_of_maximum", 100),
            ("minimum", Fraction(1, 2)),
            ("maximum", 4),
            ("median", 3),
            ("product", 6),
            ("geometric_mean", power(Fraction(3, 4), Fraction(1, 3))),
        ],
    )
    def test_of_each_method(self, method, raw):
        assert exact_scores(scored_by(method, *self.items), dict.fromkeys("abc", 0)) == (raw, raw, raw)

    def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle(self):
        items = [an_item(key) for key in "abcd"]
        assert result_of(scored_by("median", *items), dict(zip("abcd", (4, 0, 1, 2), strict=True))).raw_score == 1.5

    def test_a_geometric_mean_that_is_rational_is_exact(self):
        items = an_item("a", (2,)), an_item("b", (8,)), an_item("c", (4,), weight="1/2")
        assert exact_scores(scored_by("geometric_mean", *items), dict.fromkeys("abc", 0))[1] == 4

    @pytest.mark.parametrize("method", GIVING_A_SCORE)
    @given(numbers=NUMBERS)
    def test_the_order_of_entries_changes_nothing(self, method, numbers):
        reduce = METHODS[method].reduce
        terms = [Term(number, Fraction(1), Fraction(20)) for number in numbers]
        if reduce is not None:
            assert reduce(terms) == reduce(terms[::-1])


class TestUndefined:
    @pytest.mark.parametrize(
        ("points", "weight", "reason"),
        [((-1,), 1, "formula_undefined"), ((-1,), 0, "zero_weight")],
    )
    def test_a_geometric_mean_of_negative_points_or_without_weight(self, points, weight, reason):
        result = result_of(scored_by("geometric_mean", an_item("a", points, weight=weight)), {"a": 0})
        assert (result.score, result.raw_score, result.level, result.reason) == (None, None, None, reason)

    def test_negative_points_without_weight_take_no_part_in_a_geometric_mean(self):
        items = an_item("a", (-1,), weight=0), an_item("b", (3,))
        assert exact_scores(scored_by("geometric_mean", *items), {"a": 0, "b": 0})[1] == 3

    def test_numbers_that_grow_too_large(self):
        items = [a_number(f"n{place}", "[0, 1000000000000]") for place in range(90)]
        document = scored_by("product", *items)
        largest = {item["key"]: 10**12 for item in items}
        assert result_of(document, largest).reason == "formula_undefined"
        assert result_of(document, {**largest, "n0": 0}).raw_score == 0
        assert exact_scores(document, {}) == (None, None, None)
        assert ("may_grow", "warning") in {(one.code, one.severity) for one in lint(parse_definition(document))}

    @pytest.mark.parametrize("weights", [(Decimal("0.333"), Decimal("0.333"), Decimal("0.334")), (9999, 1, 1)])
    def test_a_geometric_mean_exists_whatever_the_weights(self, weights):
        numbers = 50, 70, 30
        items = [
            an_item(key, (number,), weight=weight) for key, number, weight in zip("abc", numbers, weights, strict=True)
        ]
        found = result_of(scored_by("geometric_mean", *items), dict.fromkeys("abc", 0)).raw_score
        shares = [float(weight) / float(sum(weights)) for weight in weights]
        assert found == pytest.approx(prod(number**share for number, share in zip(numbers, shares, strict=True)))

    def test_a_geometric_mean_exists_however_many_there_are(self):
        items = [an_item(f"n{place}", (place + 1,)) for place in range(600)]
        found = result_of(scored_by("geometric_mean", *items), {item["key"]: 0 for item in items}).raw_score
        assert found == pytest.approx(exp(sum(log(place + 1) for place in range(600)) / 600))

    @pytest.mark.parametrize(("count", "codes"), [(2, ["never_true"]), (90, [])])
    def test_no_ends_are_known_of_a_product_that_may_grow_too_large(self, count, codes):
        items = [a_number(f"n{place}", "[0, 1000000000000]") for place in range(count)]
        flag = a_flag("negative", {"field": "f", "score": {"below": 0}})
        found = lint(parse_definition({**scored_by("product", *items), "flags": [flag]}))
        assert [one.code for one in found if one.location.startswith("/flags")] == codes

    def test_weights_are_brought_to_the_smallest_integers(self):
        items = [a_number(f"n{place}", "[0, 1000000000000]", weight=10**12) for place in range(3)]
        answers = {item["key"]: 10**12 for item in items}
        assert exact_scores(scored_by("geometric_mean", *items), answers)[1] == 10**12

    def test_authors_are_told(self):
        found = lint(parse_definition(scored_by("geometric_mean", an_item("a", (-1, 2)))))
        assert [(one.location, one.code) for one in found] == [("/fields/0/scoring", "may_be_undefined")]
        assert lint(parse_definition(scored_by("geometric_mean", an_item("a", (0, 2))))) == ()

    def test_authors_are_told_of_policies_too(self):
        document = scored_by("geometric_mean", an_item("a"), no_answer={"declined": {"points": -1}})
        assert "may_be_undefined" in {one.code for one in lint(parse_definition(document))}


class TestBounds:
    @pytest.mark.parametrize("method", GIVING_A_SCORE)
    @pytest.mark.parametrize("answers", [{}, {"a": 1}, {"b": 0, "c": 1}])
    def test_are_attained_and_never_passed(self, method, answers):
        """Every way of answering what is open is tried."""
        low = 0 if method == "geometric_mean" else -2
        items = an_item("a", (low, 3)), an_item("b", (1, "5/2"), weight=2), an_item("c", (low, "1/2"))
        document = scored_by(method, *items)
        if method == "percent_of_maximum":
            document["fields"][0]["scoring"]["scale"] = [0, 100]
        found = exact_scores(document, answers)
        opened = [key for key in "abc" if key not in answers]
        filled = (dict(zip(opened, chosen, strict=True)) for chosen in product((0, 1), repeat=len(opened)))
        reached = [exact_scores(document, {**answers, **chosen})[1] for chosen in filled]
        assert (found[0], found[2]) == (min(reached), max(reached))

    @given(numbers=NUMBERS, others=NUMBERS)
    def test_of_a_product_are_products_of_ends(self, numbers, others):
        spans = [
            TermSpan(min(one, two), max(one, two), Fraction(1), Fraction(20))
            for one, two in zip(numbers, others, strict=False)
        ]
        between, enclose = METHODS["product"].between, METHODS["product"].enclose
        assert between is not None
        reached = [prod(chosen, start=Fraction(1)) for chosen in product(*((one.low, one.high) for one in spans))]
        assert between(spans) == (min(reached), max(reached))
        low, high = enclose(spans) or (1, 0)
        assert low <= min(reached)
        assert max(reached) <= high
        assert all(low <= one.low and one.high <= high for one in spans)


class TestWords:
    @pytest.mark.parametrize(
        ("method", "formula"),
        [
            ("maximum", "maximum(2; 3) = 3"),
            ("median", "median(2; 3) = 2.5"),
            ("product", "2 · 3 = 6"),
            ("geometric_mean", "(2 · 3^(1/2))^(1 ÷ (1 + 1/2)) ≈ 2.289428485"),
        ],
    )
    def test_the_calculation_can_be_repeated_by_hand(self, method, formula):
        items = an_item("a"), an_item("b", weight="1/2" if method == "geometric_mean" else 1)
        found = formula_of(scored_by(method, *items), {"a": 2, "b": 3})
        assert found == formula.replace("3^(1/2)", "3^0.5").replace("1 + 1/2", "1 + 0.5")
        [(calculation, result, _)] = steps_of(found)
        assert abs(value_of(calculation) - result) < Fraction(1, 10**8)

    def test_factors_that_are_not_plain_stand_in_brackets(self):
        items = an_item("a", ("1/3",)), an_item("b", (-2,))
        found = formula_of(scored_by("product", *items), {"a": 0, "b": 0})
        assert found == "(1/3) · (−2) = −2/3 ≈ −0.67"

    def test_numbers_that_are_too_long_are_shown_by_their_beginning(self):
        children = [
            a_field(key, an_item(f"{key}a"), an_item(f"{key}b"), scoring=a_rule(method="geometric_mean"))
            for key in "gh"
        ]
        rule = a_rule(method="mean", rescale_from=[0, 4], scale=[0, 100])
        answers = {"ga": 1, "gb": 2, "ha": 1, "hb": 3}
        found = formula_of(a_questionnaire(a_parent("f", *children, scoring=rule)), answers)
        assert found == (
            "(1.414213562 + 1.732050808) ÷ 2 ≈ 1.573132185; 0 + (1.573132185 − 0) · (100 − 0) ÷ (4 − 0) ≈ 39.32830462"
        )

    def test_very_large_numbers_are_shown_with_a_power_of_ten(self):
        items = [a_number(f"n{place}", "[0, 1000000000000]") for place in range(8)]
        answers = {item["key"]: 999999999999 for item in items}
        found = formula_of(scored_by("product", *items), answers)
        assert found.endswith(" ≈ 1.000000000 · 10^96")

    @pytest.mark.parametrize("method", GIVING_A_SCORE)
    @pytest.mark.parametrize("language", ["de", "en"])
    def test_a_sentence_names_the_method(self, method, language):
        words = METHODS[method].words[language].partition("{")[0].strip()
        document = scored_by(method, an_item("a")) | {"languages": ["en", "de"]}
        found = evaluation_of(document, {"a": 1}, language).fields[0].explanation
        assert found is not None
        assert words in found.text


@pytest.mark.parametrize("page", ["scoring.md", "format/methods.md"])
def test_every_method_is_documented(page):
    text = (CHECKOUT / "docs" / page).read_text()
    assert [name for name in METHODS if f"`{name}`" not in text] == []


def test_a_minimum_and_a_maximum_are_left_alone_by_what_is_not_answered():
    items = an_item("a"), an_item("b")
    assert result_of(scored_by("maximum", *items), {"a": 2, "b": no_answer("declined")}).score == 2
