"""What expressions come to: the table of null, missing and hidden row by row, and each function."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition.exact import parse_interval
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from tests.core.expressions.words import Plain, evaluated, missing

ONE_THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("7 - 2 - 1", 4),
        ("1 - (2 - 3)", 2),
        ("-2 ^ 2", -4),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3", ONE_THIRD),
        ("6 / 3", 2),
        ("2 ^ 0.5 * 2 ^ 0.5 < 2.1", True),
        ("sum(1, 2, [3, 4])", 10),
        ("product(2, 3, 4)", 24),
        ("mean(1, 2)", Fraction(3, 2)),
        ("median(3, 1, 2)", 2),
        ("median([4, 1, 2, 3])", Fraction(5, 2)),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("smallest([3, 1, 2], 1)", 1),
        ("smallest([3, 1, 2], 3)", 3),
        ("largest([3, 1, 2], 1)", 3),
        ("largest([3, 1, 2.5], 2)", Fraction(5, 2)),
        ("largest([3, 3, 2], 2)", 3),
        ("largest([3, 1, 2], 4 / 2)", 2),
        ("largest([3, 1, 2], 0)", None),
        ("largest([3, 1, 2], -1)", None),
        ("largest([3, 1, 2], 4)", None),
        ("smallest([3, 1, 2], 1.5)", None),
        ("smallest([3, 1, 2], 1 / 0)", None),
        ("smallest([3, 1, 2], x)", None),
        ("smallest([3, x, 2], 1)", None),
        ("smallest(present([3, x, 2]), 2)", 3),
        ("smallest(present([3, x, 2]), 3)", None),
        ("count(3, 1, 2)", 3),
        ("count('a', 'b')", 2),
        ("geometric(2, 8)", 4),
        ("geometric(1, -8)", None),
        ("weighted([1, 2, 3], [1, 0, 1])", 2),
        ("weighted([1, 2], [1, -1])", None),
        ("abs(-3)", 3),
        ("floor(-0.5)", -1),
        ("ceiling(-0.5)", 0),
        ("sign(-0.5)", -1),
        ("sqrt(0.25)", Fraction(1, 2)),
        ("log10(0.01)", -2),
        ("exp(0) + ln(1)", 1),
        ("mod(7, 3)", 1),
        ("mod(-7, 3)", 2),
        ("mod(7, -3)", -2),
        ("mod(7, 0)", None),
        ("round(2.5, 0, 'half_up')", 3),
        ("round(2.5, 0, 'half_even')", 2),
        ("round(1234.5, -2, 'half_up')", 1200),
        ("round(1 / 3, 2, 'ceiling')", Fraction(34, 100)),
        ("clamp(5, 0, 3)", 3),
        ("clamp(-5, 0, 3)", 0),
        ("clamp(1, 3, 0)", None),
        ("if(1 < 2, 1, 2)", 1),
        ("case(1 > 2, 1, 2 > 3, 2, 3)", 3),
        ("coalesce(null, 2, 3)", 2),
        ("divide(1, 2, 9)", Fraction(1, 2)),
        ("divide(1, 0, 9)", 9),
        ("divide(1, 0, null)", None),
        ("sum(divide([2, 4], 2, null))", 3),
        ("sum(divide(12, [2, 0], [5, 7]))", 13),
        ("sum(divide([2, 4], [1, 0], null))", None),
        ("sum(present(divide([2, 4], [1, 0], null)))", 2),
        ("sum(if(1 < 2, [2, 4], null) / 2)", 3),
        ("sum(if(1 > 2, [2, 4], null) / 2)", None),
        ("elapsed(1350, 390)", 480),
        ("elapsed(390, 390)", 0),
        ("1 in [1, 2]", True),
        ("'c' in ['a', 'b']", False),
        ("'a' = 'a'", True),
        ("'a' != 'a'", False),
        ("true = false", False),
        ("not true or true", True),
        ("count_true([1, 2, 3] >= 2)", 2),
        ("sum([1, 2] * 2 + [10, 20])", 36),
        ("sum(-[1, 2])", -3),
        ("sum([1, 2, 3] ^ 2)", 14),
        ("sum(abs([1, 5] - 3))", 4),
        ("sum(clamp([1, 5, 9], 2, 6))", 13),
        ("sum(clamp([1, 5], [2, 3], 4))", 6),
        ("sum(mod([7, 8], 3))", 3),
        ("sum(present(sqrt([4, -1, 9])))", 5),
        ("sum(floor([1, null]))", None),
        ("sum([6, 3] / [3, 0.5])", 8),
        ("1 / 0", None),
        ("0 ^ 0", 1),
        ("10 ^ 1000", None),
        ("10 ^ 999 * 10", None),
        ("sum(10 ^ 999 * 9, 10 ^ 999 * 9, -(10 ^ 999 * 9))", None),
        ("10 ^ 999 * 9 + 10 ^ 999 * 9 - 10 ^ 999 * 9", None),
        ("(1 / 10 ^ 999) * (1 / 10)", None),
        ("1 / 10 ^ 999 + 1 / (10 ^ 999 - 1)", None),
        ("ln(0)", None),
        ("sqrt(-1)", None),
    ],
)
def test_values_are_exact(text: str, value: Value):
    wanted = Kind.BOOLEAN if isinstance(value, bool) else Kind.NUMBER
    found = evaluated(text, wanted)
    assert found == value
    assert isinstance(found, bool) is isinstance(value, bool)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # Arithmetic and functions of one number.
        ("x", None),
        ("1 + x", None),
        ("x - 1", None),
        ("2 * x", None),
        ("x / a", None),
        ("a ^ x", None),
        ("abs(x)", None),
        ("clamp(a, x, 3)", None),
        # Many numbers: strict, but for what is wrapped in `present`.
        ("sum(a, x)", None),
        ("mean(a, x)", None),
        ("max(a, x)", None),
        ("count(a, x)", None),
        ("geometric(a, x)", None),
        ("weighted([a, x], [1, 1])", None),
        ("sum(list.other)", None),
        ("sum(present(a, x, b))", 3),
        ("mean(present(a, x, b))", Fraction(3, 2)),
        ("count(present(a, x, b))", 2),
        ("sum(present(list.other))", 0),
        ("product(present(list.other))", 1),
        ("count(present(list.other))", 0),
        ("mean(present(list.other))", None),
        ("median(present(list.other))", None),
        ("min(present(list.other))", None),
        ("max(present(list.other))", None),
        ("geometric(present(list.other))", None),
        ("sum(present([1, 0] / [0, 1]))", 0),
        # Truths.
        ("x = 1", None),
        ("x != 1", None),
        ("x < 1", None),
        ("x in [1, 2]", None),
        ("1 in [x, 1]", True),
        ("2 in [x, 1]", None),
        ("x = 1 and a = 2", False),
        ("x = 1 and a = 1", None),
        ("x = 1 or a = 1", True),
        ("x = 1 or a = 2", None),
        ("not x = 1", None),
        ("p and false", False),
        ("count_true(x = 1, a = 1, b = 2)", 2),
        # Choice: the branch that is not taken is never looked at.
        ("if(x = 1, 1, 2)", None),
        ("if(x = 1, 5, 5)", None),
        ("if(a = 1, 5, x)", 5),
        ("if(a = 2, x, 5)", 5),
        ("case(a = 1, 5, x = 1, 6, 7)", 5),
        ("case(a = 2, 5, x = 1, 6, 7)", None),
        ("coalesce(x, 1 / 0, a)", 1),
        ("coalesce(x, y)", None),
        ("divide(x, a, 9)", None),
        ("divide(a, x, 9)", None),
        ("divide(x, 0, 9)", None),
        ("divide(a, 0, x)", None),
        ("divide(a, b, x)", Fraction(1, 2)),
        # Lists of what was ticked.
        ("includes(ticked, 'u')", None),
        ("selected(ticked)", None),
        ("count(present(ticked))", None),
        ("count(ticked, 's')", None),
        ("count_true(ticked = 'u')", None),
    ],
)
def test_null_is_never_zero(text: str, value: Value):
    is_truth = any(sign in text for sign in (" = ", "!=", " < ", " in ", " and ", "includes"))
    wanted = Kind.BOOLEAN if is_truth and not text.startswith(("if", "case", "count")) else Kind.NUMBER
    found = evaluated(text, wanted, a=1, b=2)
    assert found == value
    assert (found is None) == (value is None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x + a + y", ["x", "y"]),
        ("x + 1 / 0", ["x"]),
        ("1 / 0 + a", []),
        ("if(a = 1, null, a)", []),
        ("sum(list.all)", ["c"]),
        ("sum(list.all + list.all)", ["c"]),
        ("sum(a, list.all, x)", ["c", "x"]),
        ("mean(present(list.other))", []),
        ("if(x = 1, y, z)", ["x"]),
        ("if(a = 1, y, z)", ["y"]),
        ("if(a = 2, y, z)", ["z"]),
        ("case(a = 2, x, a = 1, null, y)", []),
        ("coalesce(x, y)", ["x", "y"]),
        ("divide(x, b, y)", ["x"]),
        ("divide(a, 0, y)", ["y"]),
        ("divide(a, 0, null)", []),
        ("sum(divide([x, a], b, y))", ["x"]),
        ("sum(divide([x, a], [b, 0], y))", ["x", "y"]),
        ("sum(divide([a, a], [b, 0], null))", []),
        ("sum(divide([a, b], x, y))", ["x"]),
        ("sum(if(a = 1, null, list.two) * 2)", []),
        ("weighted(list.two, [x, 1])", ["x"]),
        ("if(x = 1 and p, 1, 2)", ["x", "p"]),
        ("if(x = 1 and b = 2, 1, 2)", ["x"]),
        ("if(x in [1, 2], 1, 2)", ["x"]),
        ("if(a in [2, y], 1, 2)", ["y"]),
        ("selected(ticked)", ["ticked"]),
        ("sum(if(a = 1, list.all, list.two))", ["c"]),
        ("lookup('t', x)", ["x"]),
        ("lookup('t', a)", []),
        ("x * x", ["x"]),
    ],
)
def test_what_made_a_value_null_is_known(text: str, names: list[str]):
    table = Table("t", (TableInput("number", Kind.NUMBER),), (TableRow((parse_interval("[5, 6]"),), 1),))
    assert missing(text, Kind.NUMBER, Plain({"t": table}), a=1, b=2) == names


def test_answers_are_asked_about():
    ticked = ("u", "w")
    assert evaluated("includes(ticked, 'u')", Kind.BOOLEAN, ticked=ticked) is True
    assert evaluated("includes(ticked, 'v')", Kind.BOOLEAN, ticked=ticked) is False
    assert evaluated("selected(ticked)", ticked=ticked) == 2
    assert evaluated("selected(ticked)", ticked=()) == 0
    assert evaluated("answered(a)", Kind.BOOLEAN, state_of_a="answered") is True
    assert evaluated("answered(a)", Kind.BOOLEAN, state_of_a="hidden") is False
    assert evaluated("state(a)", Kind.TEXT, state_of_a="hidden") == "hidden"
    assert evaluated("units(team)", units_of_team=4) == 4
    assert evaluated("wins(pairs, 'm')", s="m", t="f") == 1
    assert evaluated("wins(pairs, 'm')", s="m") is None


def test_a_formula_from_a_paper_reads_as_it_is_printed():
    text = "2.5 * ((a - 1) + (5 - b) + (c - 1) + (5 - d))"
    assert evaluated(text, a=5, b=1, c=3, d=3) == 30
    assert evaluated("100 * a / (b + c)", a=1, b=1, c=2) == Fraction(100, 3)


def test_answers_that_are_fractions_stay_exact():
    assert evaluated("a + b - c", a=ONE_THIRD, b=ONE_THIRD, c=ONE_THIRD) == ONE_THIRD
    assert evaluated("sum(a, b) * 1.5", a=ONE_THIRD, b=1) == 2
