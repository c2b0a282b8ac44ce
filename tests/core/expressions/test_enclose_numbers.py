"""What single functions make of ranges: where they end, what is open, what may be missing and what is reported."""

from fractions import Fraction
from typing import Any

import pytest

from selfcheck_service.core.definition.expressions.enclose import Enclosing, enclose
from selfcheck_service.core.definition.expressions.enclose_lists import enclose_equal
from selfcheck_service.core.definition.expressions.enclose_numbers import enclose_modulo
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import LIMIT
from selfcheck_service.core.definition.expressions.spans import (
    EVERYTHING,
    NOTHING,
    Enclosure,
    Listed,
    Span,
    Truths,
    Words,
    anything_of,
    is_empty,
    kind_of,
    nothing_of,
    span_of,
)
from tests.core.expressions.typed import VOCABULARY, span_in
from tests.core.expressions.words import KINDS, bound

NULLABLE = Span(0, 10, null=True)
BOX: dict[str, Enclosure] = {
    **{name: anything_of(kind) for name, kind in KINDS.items() if not kind.is_list},
    "a": Span(0, 10),
    "b": Span(1, 4, integer=True),
    "c": Span(-3, 3),
    "d": NOTHING,
    "x": NULLABLE,
    "y": Span(-10, -1),
    "z": Span(0, 1, low_open=True),
    "n": Span(600, 10**12, integer=True),
    "p": Truths(true=True, false=True),
    "s": Words(frozenset("mf")),
    "ticked": Listed((Words(frozenset("u"), null=True),), dropped=True),
    "state_of_a": Words(frozenset(("answered", "hidden"))),
    "state_of_x": Words(frozenset(("answered", "hidden"))),
}


def enclosed(text: str, kind: Kind = Kind.NUMBER) -> tuple[Enclosure, list[str]]:
    found, findings = enclose(bound(text, kind, VOCABULARY), lambda name: span_in(BOX, name))
    return found, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a - a", -10, 10),
        ("1 / (a + 1)", 1 / 11, 1),
        ("a ^ 2", 0, 100),
        ("c ^ 2", 0, 9),
        ("c ^ 3", -27, 27),
        ("b ^ 0", 1, 1),
        ("b ^ c", 1 / 64, 64),
        ("sqrt(a + 6) ^ 2", 6, 16),
        ("exp(c) / exp(c)", 0, 403.4),
        ("if(a > 0, 1 / exp(a), 1)", 0, 1),
        ("sum(present(list.two), 1)", 2, 15),
        ("mean(present(a, x))", 0, 10),
        ("count(present(a, x, b))", 2, 3),
        ("min(present(b, x))", 0, 4),
        ("max(present(b, x))", 1, 10),
        ("min(a, b)", 0, 4),
        ("smallest([a, b, c], 1)", -3, 3),
        ("smallest([a, b, c], 2)", 0, 4),
        ("smallest([a, b, c], b)", -3, 10),
        ("largest([a, b, c], 1)", 1, 10),
        ("largest([a, b, c], 2)", 0, 4),
        ("largest([a, b, c], if(p, 2, 3))", -3, 4),
        ("largest(present(b, x), 1)", 1, 10),
        ("largest(present(b, x, c), 2)", -3, 4),
        ("smallest(present(b, x, c), 2)", 0, 4),
        ("smallest(present(b, x, c), 3)", 1, 10),
        ("median(a, b, c)", 0, 4),
        ("median(a, b)", 0.5, 7),
        ("geometric(b, b + 1)", 1.4, 4.5),
        ("geometric(present(b, x))", 0, 6.35),
        ("weighted([b, a], [1, b])", 0.2, 10),
        ("weighted([b, a], [1, b - 0.5])", 0.2, 10),
        ("product(present(b, x))", 0, 40),
        ("count_true(p, a > 11, b >= 1)", 1, 2),
        ("elapsed(a, a + 100)", 90, 110),
        ("elapsed(c, c)", 0, 1440),
        ("mod(b, 10)", 1, 4),
        ("mod(a, -3)", -3, 0),
        ("clamp(a, 2, 3)", 2, 3),
        ("round(a / 3, 0, 'half_up')", 0, 3),
        ("abs(y)", 1, 10),
        ("abs(c)", 0, 3),
        ("coalesce(x, 20)", 0, 20),
        ("coalesce(a, 20)", 0, 10),
        ("divide(1, b, 5)", 0.25, 1),
        ("case(a < 1, a, a < 2, a * 2, 0)", 0, 4),
        ("if(b = 1, 0, b)", 0, 4),
        ("if(b in [1, 2], b, 2)", 1, 2),
        ("if(b in [1, 4], 2, b)", 2, 3),
        ("if(b != 1, b, 2)", 2, 4),
        ("if(not (b > 2), b, 2)", 1, 2),
        ("if(b > 4, 100, b)", 1, 4),
        ("if(b >= 1, b, 100)", 1, 4),
        ("if(answered(x), x, 20)", 0, 20),
        ("if(s = 'm', lookup('named', s) = 'm', false) = true", 0, 1),
        ("if(s != 'm', 1, 2)", 1, 2),
        ("selected(ticked)", 0, 1),
        ("sum(if(p, [a, b], [c]))", -6, 20),
        ("sum(if(p, [a, b], [b, 2]))", 1, 14),
        ("sum(divide([a, b], 2, null))", 0.5, 7),
    ],
)
def test_ends_are_where_they_belong(text: str, low: float, high: float):
    kind = Kind.BOOLEAN if text.endswith("true") else Kind.NUMBER
    found, _ = enclosed(text, kind)
    if isinstance(found, Span):
        assert low - 0.1 <= found.low <= low + 0.1
        assert high - 0.1 <= found.high <= high + 0.1
    else:
        assert found == Truths(true=True, false=True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1 / a", ["may_divide_by_zero"]),
        ("1 / z", []),
        ("1 / (a + 1)", []),
        ("1 / c", ["may_divide_by_zero"]),
        ("if(a > 0, 1 / a, null)", []),
        ("if(a != 0, 1 / a, null)", []),
        ("if(a > 0 and p, 1 / a, null)", []),
        ("if(a <= 0 or p, 0, 1 / a)", []),
        ("if(a > 0 or p, 1 / a, 0)", ["may_divide_by_zero"]),
        ("case(a = 0, 0, 1 / a)", []),
        ("divide(1, a, 0)", []),
        ("divide(1, 0, 0)", []),
        ("sum(divide([a, b], c, null))", []),
        ("sum([a, b] / divide([a, b], 2, 1))", ["may_divide_by_zero"]),
        ("weighted(if(p, [a, b], [b, c]), [1, 2])", []),
        ("weighted(if(p, [null, null], [null, null]), [1, 2])", []),
        ("a ^ -1", ["may_divide_by_zero"]),
        ("0 ^ -1", ["may_divide_by_zero"]),
        ("mod(a, c)", ["may_divide_by_zero"]),
        ("ln(a)", ["may_be_undefined"]),
        ("ln(y)", ["may_be_undefined"]),
        ("ln(z)", []),
        ("sqrt(c)", ["may_be_undefined"]),
        ("sqrt(y)", ["may_be_undefined"]),
        ("c ^ 0.5", ["may_be_undefined"]),
        ("y ^ 0.5", ["may_be_undefined"]),
        ("c ^ a", ["may_be_undefined"]),
        ("a ^ -0.5", ["may_be_undefined"]),
        ("exp(n)", ["may_be_undefined"]),
        ("clamp(1, a, b)", ["may_be_undefined"]),
        ("geometric(a, c)", ["may_be_undefined"]),
        ("geometric(a, y)", ["may_be_undefined"]),
        ("mean(present([x, x]))", ["may_be_undefined"]),
        ("min(present([d, d]))", ["may_be_undefined"]),
        ("max(present([d, d]))", ["may_be_undefined"]),
        ("mean(present([d, d]))", ["may_be_undefined"]),
        ("median(present([d, d]))", ["may_be_undefined"]),
        ("largest([a, b], 2)", []),
        ("largest([a, b], 3)", ["may_be_undefined"]),
        ("largest([a, b, c], b)", ["may_be_undefined"]),
        ("smallest([a, b], 1.5)", ["may_be_undefined"]),
        ("smallest([a, b, c, n], z)", ["may_be_undefined"]),
        ("smallest(present(a, x, b), 2)", []),
        ("smallest(present(a, x, b), 3)", ["may_be_undefined"]),
        ("geometric(present([y, x]))", ["may_be_undefined", "may_be_undefined"]),
        ("weighted([a, b], [c, c])", ["may_divide_by_zero"]),
        ("n ^ 100", ["may_grow"]),
        ("(1 / n) ^ 100", []),
        ("n ^ 99.5", ["may_grow"]),
        ("n ^ 80 * n ^ 80", ["may_grow"]),
        ("sum(n ^ 83, n ^ 83, n ^ 83) * 10000", ["may_grow"]),
        ("lookup('norm', a, s)", ["may_be_undefined"]),
        ("lookup('norm', b, s)", []),
        ("lookup('line', t, a)", ["may_be_undefined"]),
        ("if(s = 'm', lookup('line', s, a), 0)", []),
        ("x + 1", []),
        ("geometric(present([x - 20]))", ["may_be_undefined"]),
        ("if(a > 5 or a > ln(y), 1, 2)", ["may_be_undefined"]),
        ("if(s != t, 1, 2)", []),
        ("if(a > 5 or a > ln(-1), 1, 2)", ["may_be_undefined"]),
        ("if((d > 1) = p, 1, 2)", []),
        ("lookup('norm', d, s)", []),
        ("lookup('steps', d)", []),
        ("d + 1", []),
        ("divide(d, 1, 0)", []),
        ("if(d > 1, 2, 3)", []),
        ("if(a in [d, 1], 2, 3)", []),
        ("sum([d, 1] * 2)", []),
        ("sum(d ^ -1, 1)", []),
        ("count(present([1, a] / [a, 1]))", ["may_divide_by_zero"]),
        ("sum(present(list.two / c))", ["may_divide_by_zero"]),
    ],
)
def test_what_may_go_wrong_is_reported(text: str, codes: list[str]):
    found = enclosed(text)[1]
    assert sorted(set(found)) == sorted(set(codes))


@pytest.mark.parametrize("text", ["d", "d + 1", "abs(d)", "sum(d, 1)", "divide(d, 1, 0)", "if(d > 1, 1, 2)", "ln(y)"])
def test_what_never_has_a_value_is_nothing(text: str):
    found, _ = enclosed(text)
    assert isinstance(found, Span)
    assert found.empty
    assert found.null
    assert not found.has(0)


@pytest.mark.parametrize(
    ("text", "truths"),
    [
        ("a > 10", Truths(true=False, false=True)),
        ("a >= 0", Truths(true=True, false=False)),
        ("x >= 0", Truths(true=True, false=False, null=True)),
        ("a = 11", Truths(true=False, false=True)),
        ("3 = 3", Truths(true=True, false=False)),
        ("z = 0", Truths(true=False, false=True)),
        ("s = 'm'", Truths(true=True, false=True)),
        ("'m' = 'f'", Truths(true=False, false=True)),
        ("t = 'f'", Truths(true=True, false=True, null=True)),
        ("p = true", Truths(true=True, false=True)),
        ("true = false", Truths(true=False, false=True)),
        ("b in [1, 2]", Truths(true=True, false=True)),
        ("3 in [1, 3]", Truths(true=True, false=False)),
        ("3 in [1, x]", Truths(true=True, false=True, null=True)),
        ("3 in [1, d]", Truths(true=False, false=True, null=True)),
        ("'u' in ticked", Truths(true=True, false=True)),
        ("includes(ticked, 'u')", Truths(true=True, false=True)),
        ("a > 10 and p", Truths(true=False, false=True)),
        ("a >= 0 or p", Truths(true=True, false=False)),
        ("not (a > 10)", Truths(true=True, false=False)),
        ("if(p, a > 10, a >= 0)", Truths(true=True, false=True)),
        ("if(t = 'f', true, true)", Truths(true=True, false=False, null=True)),
        ("answered(a)", Truths(true=True, false=True)),
        ("coalesce(q, true)", Truths(true=True, false=True)),
        ("if(a > 10, false, true)", Truths(true=True, false=False)),
    ],
)
def test_truths_are_decided_where_they_can_be(text: str, truths: Truths):
    assert enclosed(text, Kind.BOOLEAN)[0] == truths


def test_ends_that_are_long_to_write_move_outwards():
    tree = bound("a ^ 40 / 7", Kind.NUMBER, VOCABULARY)
    long = Fraction(10**20 + 1, 3 * 10**19)
    found, _ = enclose(tree, lambda _name: Span(long, long + 1))
    assert isinstance(found, Span)
    assert found.low < (long**40) / 7
    assert found.low.denominator <= 10**100
    assert found.low.denominator <= 10**100


def test_of_lists_as_a_whole_anything_is_possible():
    assert enclose_equal(lambda _code, _place: None, Listed(()), Listed(())) == Truths(true=True, false=True)
    assert not is_empty(Listed(()))


def test_each_kind_has_an_enclosure_of_nothing_and_of_anything():
    assert nothing_of(Kind.BOOLEAN) == Truths(true=False, false=False, null=True)
    assert nothing_of(Kind.TEXT) == Words(frozenset(), null=True)
    assert nothing_of(Kind.NUMBERS) == Listed((), null=True, empty=True)
    assert is_empty(nothing_of(Kind.NUMBERS))
    assert anything_of(Kind.BOOLEAN) == Truths(true=True, false=True, null=True)
    assert anything_of(Kind.TEXT) == Words(None, null=True)
    assert EVERYTHING.high == LIMIT
    assert span_of((1, None), Kind.NUMBERS) == Listed((Span(1, 1, integer=True), NOTHING))
    assert [kind_of(nothing_of(kind)) for kind in (Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT)] == [
        *(Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT),
    ]
    assert kind_of(Listed((Words(None),))) is Kind.TEXTS
    assert kind_of(Listed(())) is Kind.NUMBERS


@pytest.mark.parametrize("depth", [5, 10])
def test_tests_within_tests_are_worked_out_once(monkeypatch: pytest.MonkeyPatch, depth: int):
    counted = [0]
    work_out = Enclosing._work_out

    def count(self: Enclosing, node: Any, known: Any) -> Enclosure:
        counted[0] += 1
        return work_out(self, node, known)

    monkeypatch.setattr(Enclosing, "_work_out", count)
    text = "1"
    for _ in range(depth):
        text = f"if(x > {text} and a < {text if text == '1' else 2}, 1, sum(1, 2 / a))"
    findings = enclosed(text)[1]
    assert counted[0] <= 20 * depth
    assert len(findings) == depth


@pytest.mark.parametrize(
    ("text", "grows"),
    [
        ("c ^ (b * 1000)", True),
        ("c ^ b", False),
        ("(c * 1000) ^ (0 - b * 1000)", True),
        ("(0 - n) * (n ^ 80) + 1 / (a + 1)", False),
    ],
)
def test_a_power_with_an_open_exponent_may_grow(text: str, *, grows: bool):
    found, codes = enclosed(text)
    assert ("may_grow" in codes) is grows
    assert found.null is bool(codes)


def test_each_end_is_asked_for_itself():
    """What divides by nearly nothing is large without end on one side; on the other side it may grow too far."""
    assert "may_grow" in enclosed("1 / z - n ^ 90")[1]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("ceiling(z)", Span(1, 1, integer=True)),
        ("sign(z)", Span(1, 1, integer=True)),
        ("floor(-z)", Span(-1, -1, integer=True)),
        ("round(z + 0.5, 0, 'half_down')", Span(1, 1, integer=True)),
        ("clamp(z, -1, 3)", Span(0, 1, low_open=True)),
        ("max(z, -1)", Span(0, 1, low_open=True)),
        ("median(z, 0, 1)", Span(0, 1, low_open=True)),
        ("sqrt(z)", Span(0, 1, low_open=True)),
        ("mod(b + 5, 5)", Span(1, 4, integer=True)),
        ("mod(-b, 5)", Span(1, 4, integer=True)),
        ("mod(b, -5)", Span(-4, -1, integer=True)),
        ("mod(a, 5)", Span(0, 5, high_open=True)),
        ("mod(-2.5, 2) + b", Span(Fraction(5, 2), Fraction(11, 2))),
        ("geometric(1 / 9, 1 / 9) + b", Span(Fraction(10, 9), Fraction(37, 9))),
        ("geometric(abs(a * 0), 10)", Span(0, 0)),
        ("divide(b, 0, 9)", Span(9, 9, integer=True)),
    ],
)
def test_ends_are_those_that_are_reached(text: str, span: Span):
    found, codes = enclosed(text)
    assert isinstance(found, Span)
    assert codes == []
    assert (found.low, found.high, found.low_open, found.high_open) == (
        span.low,
        span.high,
        span.low_open,
        span.high_open,
    )


def test_what_was_never_ticked_includes_nothing_and_not_nothing():
    tree = bound("includes(ticked, 'u')", Kind.BOOLEAN, VOCABULARY)
    found, _ = enclose(tree, lambda reference: nothing_of(reference.kind))
    assert found == nothing_of(Kind.BOOLEAN)


def test_a_text_is_in_a_list_or_it_is_not():
    found, _ = enclose(bound("s in ['u']", Kind.BOOLEAN, VOCABULARY), lambda _name: Words(frozenset("m")))
    assert found == Truths(true=False, false=True)


def test_what_is_smaller_than_every_step_is_left_as_it_is():
    reported: list[tuple[str, int]] = []
    one = Span(0, 2, integer=True)
    assert enclose_modulo(lambda code, place: reported.append((code, place)), one, Span(3, 5)) == one
    assert reported == []
