"""A formula is explained with numbers in place of names, so that a reader comes to the same result."""

from fractions import Fraction

import pytest

from tests.builders import (
    a_field,
    a_multiple_choice,
    a_number,
    a_pairwise,
    a_questionnaire,
    a_rule,
    a_time,
    an_attribute,
    an_item,
    explanation_of,
    result_of,
)
from tests.core.scoring.formulas import value_of

ITEMS = [
    *(an_item(key) for key in "abc"),
    a_number("n", "[-100, 100]"),
    a_multiple_choice("m"),
    a_time("bed", scored=False),
    a_time("up", scored=False),
    a_pairwise("pairs", "x", "y"),
]
GIVEN = {"a": 1, "b": 3, "n": "-2.5", "m": [0, 2], "bed": "22:30", "up": "06:00", "pairs": [["x", "y"]]}
TABLE = {"key": "t", "inputs": [{"name": "v", "type": "number"}], "rows": [["[0, 2)", 5], ["[2, 9]", "1/3"]]}


def shown(text, language="en", **overrides):
    """The calculation in numbers that the explanation of a formula shows, with its result, and the raw score."""
    rule = a_rule(formula=text, of=[{"item": "a"}, {"item": "b"}, {"item": "c"}], scale=[-1000, 1000], **overrides)
    del rule["method"]
    frame = {"tables": [TABLE], "constants": [{"key": "k", "value": "-1/7"}], "profile": [an_attribute()]}
    document = a_questionnaire(a_field("f", *ITEMS, scoring=rule), languages=[language], **frame)
    found = result_of(document, GIVEN, profile={"kind": "county"}, language=language)
    return explanation_of(found).formula, found.raw_score


@pytest.mark.parametrize(
    ("text", "calculation"),
    [
        ("2.5 * ((a - 1) + (5 - b))", "2.5 · (1 − 1 + (5 − 3)) = 5"),
        ("a / b", "1 ÷ 3 = 1/3 ≈ 0.33"),
        ("-n ^ 2", "−(−2.5)^2 = −6.25"),
        ("2 ^ (a + 1) ^ 2", "2^((1 + 1)^2) = 16"),
        ("(b ^ 2) ^ 2", "(3^2)^2 = 81"),
        ("a - n", "1 − −2.5 = 3.5"),
        ("a * n", "1 · −2.5 = −2.5"),
        ("constant.k / 2 + constant.k", "−1/7 ÷ 2 + −1/7 = −3/14 ≈ −0.21"),
        ("2 / (constant.k * b)", "2 ÷ (−1/7 · 3) = −14/3 ≈ −4.67"),
        ("mean(present(entries.points))", "mean(1; 3) = 2"),
        ("sum(entries.points) + 0 * a", None),
        ("weighted([a, b], [b, 1])", "weighted([1; 3]; [3; 1]) = 1.5"),
        ("sum([2, 1] * [a, b])", "sum(2; 3) = 5"),
        ("median(a, b, 9)", "median(1; 3; 9) = 3"),
        ("count_true(a = 1, b = 1, c = 1)", "count_true(true; false; null) = 1"),
        ("if(profile.kind = 'town', a, b + 1)", "3 + 1 = 4"),
        ("case(a > 2, 1, b > 2, min(a, b), 9)", "min(1; 3) = 1"),
        ("coalesce(c, a) + divide(a, 0, b)", "coalesce(null; 1) + divide(1; 0; 3) = 4"),
        ("clamp(n, -1, abs(n)) + mod(n, 2)", "clamp(−2.5; −1; abs(−2.5)) + mod(−2.5; 2) = 0.5"),
        ("round(a / b, 1, 'half_up')", "round(1 ÷ 3; 1; 'half_up') = 0.3"),
        ("floor(n) + ceiling(n)", "floor(−2.5) + ceiling(−2.5) = −5"),
        ("sqrt(b)", "sqrt(3) ≈ 1.732050808"),
        ("selected(m) + elapsed(bed, up)", "selected(0; 2) + elapsed(1350; 360) = 452"),
        ("wins(pairs, 'x') + a", "1 + 1 = 2"),
        ("lookup('t', b) + lookup('t', a)", "lookup(t; 3) = 1/3; lookup(t; 1) = 5; 1/3 + 5 = 16/3 ≈ 5.33"),
    ],
)
def test_a_reader_comes_to_the_same(text, calculation):
    formula, raw = shown(text)
    if calculation is None:
        assert formula is None
        return
    assert formula == f"{text}; {calculation}"
    if "lookup" not in text and "selected" not in text:
        worked = formula.removeprefix(f"{text}; ").split(" = ")[0].split(" ≈ ")[0]
        assert float(value_of(worked)) == pytest.approx(raw)


def test_numbers_stand_in_the_language_of_the_reader():
    assert shown("2.5 * a + n", language="de")[0] == "2.5 * a + n; 2,5 · 1 + −2,5 = 0"


def test_numbers_that_are_too_long_are_not_exact():
    formula, raw = shown("a / 3 ^ 60 * 10 ^ 29")
    assert formula == "a / 3 ^ 60 * 10 ^ 29; 1 ÷ 3^60 · 10^29 ≈ 2.358982488"
    assert raw == pytest.approx(float(Fraction(10**29, 3**60)))
