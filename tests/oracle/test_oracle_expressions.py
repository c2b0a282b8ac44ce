"""The oracle against expressions worked out by hand, tables, staged levels and what a score requires."""

import re
from fractions import Fraction

import pytest

from tests.checkout import CHECKOUT
from tests.oracle.builders import choice, document, evaluated, field, no_answer, one, scoring
from tests.oracle.expressions import worked_out
from tests.oracle.features import EXPECTED
from tests.oracle.nulls import Null, null
from tests.oracle.reals import decimal_logarithm, exponential, logarithm, real_power
from tests.oracle.tables import found_in

VALUES = {
    "a": Fraction(2),
    "open": null("declined"),
    "gone": null("hidden"),
    "some": (Fraction(1), null("unanswered"), Fraction(4)),
    "ticks": ("x", "y"),
    "bed": Fraction(1380),
    "up": Fraction(420),
}


class Given:
    def value(self, name):
        return VALUES[name]

    def state(self, item):
        return "declined" if item == "open" else "answered"

    def table(self, key):
        return {"key": key, "inputs": [{"name": "n", "type": "number"}], "rows": [[2, 5], ["any", 7]]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-2^2", -4),
        ("2^3^2", 512),
        ("2^-1", "1/2"),
        ("1 + 2*3 - 4/8", "13/2"),
        ("8 - 4 - 2", 2),
        ("0^0", 1),
        ("8^(2/3)", 4),
        ("mod(-7, 3)", 2),
        ("mod(7, -3)", -2),
        ("round(2.5, 0, 'half_even')", 2),
        ("elapsed(bed, up)", 480),
        ("sum(present(some))", 5),
        ("sum(some * 2 - [1, 1, 1])", None),
        ("weighted([1, 4], [2, 1])", 2),
        ("smallest([4, 1, 4, 9], 3)", 4),
        ("largest([4, 1, 4, 9], 1)", 9),
        ("largest([4, 1, 4, 9], 5)", None),
        ("smallest([4, 1], 0)", None),
        ("smallest([4, 1], 1.5)", None),
        ("smallest([4, open], 1)", None),
        ("if(a = 2, 7, 1/0)", 7),
        ("case(a = 1, 1, a = 2, 2, 3)", 2),
        ("coalesce(open, 1/0, 5)", 5),
        ("divide(1, a - 2, 9)", 9),
        ("sum(divide([1, 2], [a, a - 2], [7, 9]))", "19/2"),
        ("sum(present(divide([1, open], [a, a], null)))", "1/2"),
        ("count_true(a = 2, open = 1, [a > 1, a > 2])", 2),
        ("count(present([open, gone]))", 0),
        ("mean(present([open, gone]))", None),
        ("selected(ticks)", 2),
        ("1/0", None),
        ("ln(0)", None),
        ("(10^60)^17", None),
        ("lookup('t', a)", 5),
    ],
)
def test_numbers(text, value):
    found = worked_out(text, Given())
    assert (None if isinstance(found, Null) else found) == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a in [1, 2]", True),
        ("not a = 2 or a >= 2", True),
        ("a = 3 and open = 1", False),
        ("a = 2 and open = 1", None),
        ("a = 2 or open = 1", True),
        ("includes(ticks, 'z')", False),
        ("answered(open)", False),
        ("state(open) = 'declined'", True),
        ("not (open = 1)", None),
    ],
)
def test_truths(text, value):
    found = worked_out(text, Given())
    assert (None if isinstance(found, Null) else found) is value


@pytest.mark.parametrize(
    ("found", "decimals"),
    [
        (logarithm(Fraction(2)), "0.69314718055994530941723212145817656807550013436026"),
        (exponential(Fraction(1)), "2.7182818284590452353602874713526624977572470937000"),
        (decimal_logarithm(Fraction(2)), "0.30102999566398119521373889472449302676818988146211"),
        (real_power(Fraction(2), Fraction(1, 2)), "1.4142135623730950488016887242096980785696718753769"),
        (decimal_logarithm(Fraction(1, 1000)), "-3"),
    ],
)
def test_real_numbers_have_50_digits(found, decimals):
    assert found == Fraction(decimals)


ROWS = [["[0, 10)", "f", 1], [10, "f", 2], ["any", "m", 3], ["any", "any", 4]]
INPUTS = [{"name": "raw", "type": "number"}, {"name": "sex", "type": "text"}]


PAGE = (CHECKOUT / "docs" / "expressions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(.+)` \| (\S+) \|$", PAGE.partition("## 7. Examples")[2], re.MULTILINE)


class TestPage:
    @pytest.mark.parametrize(("text", "value"), EXAMPLES)
    def test_every_example_comes_to_what_the_page_says(self, text, value):
        found = worked_out(text, Given())
        expected = {"null": None, "true": True, "false": False}
        if value in expected:
            assert (None if isinstance(found, Null) else found) is expected[value]
        else:
            assert found == Fraction(value)

    def test_every_function_of_the_page_stands_in_random_cases(self):
        table = PAGE.partition("## 3. Functions")[2].partition("\nAn argument")[2].partition("Modes of")[0]
        calls = [cell for line in table.splitlines() if line.startswith("| `") for cell in [line.split(" | ")[0]]]
        named = {name for cell in calls for name in re.findall(r"`([a-z0-9_]+)\(", cell)}
        used = {feature.removeprefix("expression ") for feature in EXPECTED if feature.startswith("expression ")}
        # The number of units is a number once they are written out.
        assert len(named) > 30
        assert named - used == {"units"}


class TestTables:
    @pytest.mark.parametrize(
        ("keys", "found"),
        [((5, "f"), 1), ((10, "f"), 2), ((10, "m"), 3), ((11, "f"), 4), ((null("hidden"), "m"), 3)],
    )
    def test_the_first_row_that_matches_counts(self, keys, found):
        assert found_in({"inputs": INPUTS, "rows": ROWS}, list(keys)) == found

    def test_nothing_is_found_where_no_row_matches(self):
        table = {"inputs": INPUTS, "rows": ROWS[:2]}
        assert not found_in(table, [Fraction(50), "f"]).missing
        assert found_in(table, [null("hidden"), "f"]).missing

    @pytest.mark.parametrize(("at", "found"), [(-1, 0), (0, 0), (1, 5), (2, 10), (4, 12), (6, 14), (99, 14)])
    def test_between_two_points_lies_a_straight_line(self, at, found):
        table = {"inputs": INPUTS[:1], "rows": [[0, 0], [6, 14], [2, 10]], "interpolate": True}
        assert found_in(table, [Fraction(at)]) == found


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a + b", 3),  # values, not points
            ("a.points + item.b.points", 30),
            ("c", None),
            ("sum(field.f.items.points)", None),
            ("sum(present(class.core.points))", 10),
            ("field.f + field.f.answered / field.f.applicable", "47/3"),  # 15 and 2 of 3
            ("field.f.coverage", "2/3"),
            ("constant.k * profile.size", 6),
        ],
    )
    def test_names(self, text, expected):
        items = [choice(key, points=(0, 10, 20), classes=["core"]) for key in "ac"]
        wanted = {"at_least": expected or 0, "at_most": expected or 0}
        made = document(
            field("f", *items, choice("b", points=(0, 10, 20))),
            item_classes=[{"key": "core", "title": "Core"}],
            profile=[{"key": "size", "title": "Size", "number": {"range": "[0, 9]"}}],
            constants=[{"key": "k", "value": "1.5"}],
            flags=[{"key": "equal", "title": "Equal", "when": {"value": text, "is": wanted}}],
        )
        found = evaluated(made, {"a": 1, "b": 2, "c": no_answer("declined")}, {"size": 4})["flags"]["equal"]
        assert found is (None if expected is None else True)


class TestStagesAndRequirements:
    def test_a_staged_field_reaches_what_its_gates_leave(self):
        levels = [{"key": key, "title": key} for key in ("none", "one", "two")]
        gates = [
            {"level": level, "requires": {"item": item, "points": {"at_least": 1}}, "text": "Missing"}
            for level, item in (("one", "a"), ("two", "b"))
        ]
        made = document(field("f", choice("a"), choice("b"), levels="stages", gates=gates))
        made["level_sets"] = [{"key": "stages", "levels": levels}]
        given = [{"a": 0, "b": 4}, {"a": 1, "b": 0}, {"a": 1, "b": 1}, {"b": 1}, {}]
        assert [one(made, answers)["level"] for answers in given] == ["none", "one", "two", "none", None]

    def test_what_is_required_must_be_true(self):
        rule = scoring(requires={"field": "g", "score": {"at_least": 2}}, coverage={"minimum_answered": 1})
        made = document(field("f", choice("a"), scoring=rule), field("g", choice("b")))
        given = [{"a": 1, "b": 2}, {"a": 1, "b": 1}, {"a": 1}, {}]
        assert [one(made, answers)["reason"] for answers in given] == [None, *["requirement"] * 3]

    def test_the_first_level_set_that_holds_counts_and_unknown_leaves_none(self):
        attribute = {"key": "kind", "title": "Kind", "options": [{"value": v, "title": v} for v in ("a", "b")]}
        sets = [
            {
                "key": key,
                "levels": [
                    {"key": "low", "title": "Low", "range": f"[0, {cut})"},
                    {"key": "high", "title": "High", "range": f"[{cut}, 4]"},
                ],
            }
            for key, cut in (("early", 1), ("late", 3))
        ]
        choices = [{"when": {"profile": "kind", "is": "a"}, "set": "early"}, {"set": "late"}]
        made = document(field("f", choice("a"), levels=choices), level_sets=sets, profile=[attribute])
        given = [{"kind": "a"}, {"kind": "b"}, None]
        assert [evaluated(made, {"a": 2}, each)["fields"]["f"]["level"] for each in given] == ["high", "low", None]

    def test_points_by_expression_span_what_they_give(self):
        items = {**choice("a"), "points": "4 - points"}, {**choice("b"), "points": "(value - 2) ^ 2"}
        made = document(field("f", *items))
        assert one(made, {"a": 1, "b": 4})["score"] == "7/2"
        result = one(made, {})
        assert (result["score_min"], result["score_max"]) == ("0", "4")

    def test_the_first_case_that_holds_gives_the_level_and_may_ask_for_levels(self):
        levels = [{"key": key, "title": key} for key in ("low", "high")]
        cases = [{"level": "high", "when": {"field": "g", "level": {"is": "high"}}}, {"level": "low"}]
        made = document(
            field("f", choice("a"), levels="labels", classify=cases),
            field("g", choice("b"), levels="labels", classify=[{"level": "high", "when": {"item": "b", "is": 4}}]),
            level_sets=[{"key": "labels", "levels": levels}],
        )
        assert [evaluated(made, {"a": 1, "b": b})["fields"]["f"]["level"] for b in (4, 0)] == ["high", None]
