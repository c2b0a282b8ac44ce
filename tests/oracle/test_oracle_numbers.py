"""The oracle against numbers worked out by hand: times, durations, attributes, and the methods beyond sums."""

from fractions import Fraction

import pytest

from tests.oracle.builders import choice, document, evaluated, field, no_answer, one, scoring
from tests.oracle.reals import root


def numeric(kind, key="a", **rule):
    said = {kind: {"points": "value", **rule}}
    return {"key": key, "type": kind, "prompt": key, "no_answers": ["dont_know"], **said}


class TestNumericItems:
    def test_a_time_of_day_is_worth_its_minutes(self):
        assert one(document(field("f", numeric("time"))), {"a": "22:30"})["score"] == "1350"

    def test_the_day_ends_a_minute_before_midnight(self):
        result = one(document(field("f", numeric("time"))), {})
        assert (result["score_min"], result["score_max"]) == ("0", "1439")

    def test_a_time_of_day_falls_into_a_bin_of_minutes(self):
        bins = [{"range": "[0, 720)", "points": 3}, {"range": "[720, 1440)", "points": 5}]
        made = document(field("f", numeric("time", points={"bins": bins})))
        assert [one(made, {"a": time})["score"] for time in ("11:59", "12:00")] == ["3", "5"]

    @pytest.mark.parametrize(
        ("said", "hours"),
        [
            (7.5, "15/2"),
            ("7.5", "15/2"),
            ("PT7H30M", "15/2"),
            ("PT450M", "15/2"),
            ("P1DT1S", "86401/3600"),  # 24 hours and a second
            ("P1W", "168"),
        ],
    )
    def test_a_duration_is_the_exact_number_in_its_unit(self, said, hours):
        rule = numeric("duration", unit="hours", range="[0, 1000]")
        assert one(document(field("f", rule)), {"a": said})["score"] == hours

    def test_an_attribute_that_is_a_number_passes_a_test_or_is_unknown(self):
        attribute = {"key": "size", "title": "Size", "number": {"range": "[0, 100]"}}
        flag = {"key": "big", "title": "Big", "when": {"profile": "size", "number": {"above": 9}}}
        made = document(field("f", choice("a")), profile=[attribute], flags=[flag])
        found = [evaluated(made, {}, profile)["flags"]["big"] for profile in ({"size": "9.01"}, {"size": 9}, None)]
        assert found == [True, False, None]


class TestMethods:
    def raw(self, method, *points, weights=()):
        items = [choice(f"i{place}", points=(each,)) for place, each in enumerate(points)]
        for item, weight in zip(items, weights, strict=False):
            item["weight"] = weight
        made = document(field("f", *items, scoring=scoring(method=method)))
        result = one(made, {item["key"]: 0 for item in items})
        return result["raw_score"] or result["reason"]

    @pytest.mark.parametrize(
        ("method", "points", "weights", "raw"),
        [
            ("maximum", (1, 4, 2), (), "4"),
            ("maximum", (1, 4, 2), (1, 0, 1), "4"),  # a weight of 0 takes part
            ("median", (9, 1, 4), (), "4"),
            ("median", (9, 1, 4, 2), (), "3"),  # (2 + 4) ÷ 2
            ("product", (3, "1/2", -4), (), "-6"),
            ("product", (3, 0), (), "0"),
            ("geometric_mean", (2, 8), (), "4"),  # √16
            ("geometric_mean", ("4/9",) * 2, (), "4/9"),
            ("geometric_mean", (8, 1), (2, 1), "4"),  # ∛(8² · 1)
            ("geometric_mean", (8, 1), ("2/3", "1/3"), "4"),
            ("geometric_mean", (0, 7), (), "0"),
            ("geometric_mean", (0, 7), (0, 3), "7"),
            ("geometric_mean", (-1, 7), (0, 3), "7"),
            ("geometric_mean", (-1, 7), (), "formula_undefined"),
            ("geometric_mean", (1, 7), (0, 0), "zero_weight"),
            # √2 to 50 digits.
            ("geometric_mean", (1, 2), (), str(Fraction(14142135623730950488016887242096980785696718753769) / 10**49)),
        ],
    )
    def test_methods(self, method, points, weights, raw):
        assert self.raw(method, *points, weights=weights) == raw

    def test_a_product_of_too_many_digits_is_not_defined_but_0_is(self):
        huge = [10**12] * 84
        assert self.raw("product", *huge) == "formula_undefined"
        assert self.raw("product", *huge[:83]) == "1" + 996 * "0"
        assert self.raw("product", *huge, 0) == "0"

    def test_the_ends_of_a_product_are_its_smallest_and_largest(self):
        items = [choice("a", points=(-2, 3)), choice("b", points=(-5, 4))]
        result = one(document(field("f", *items, scoring=scoring(method="product"))), {"a": no_answer("dont_know")})
        # 3 · -5 and -2 · -5; 3 · 4 is 12.
        assert (result["score_min"], result["score_max"]) == ("-15", "12")


class TestRoots:
    @pytest.mark.parametrize(("number", "degree"), [("2", 2), ("1/3", 2), ("12345678901234567890", 7), ("1/10", 3)])
    def test_a_root_has_50_digits_and_is_the_nearest_of_them(self, number, degree):
        found = root(Fraction(number), degree)
        digits = len(str(found.numerator * 10**80 // found.denominator))
        step = Fraction(10) ** (digits - 80 - 50)
        assert (found / step).denominator == 1
        assert (found - step / 2) ** degree < Fraction(number) < (found + step / 2) ** degree

    def test_a_root_that_is_rational_is_exact(self):
        assert root(Fraction(4, 9), 2) == Fraction(2, 3)
        assert root(Fraction(10**180), 2) == 10**90
        assert root(Fraction(3) ** 500, 250) == 9
        assert root(Fraction(0), 3) == 0
