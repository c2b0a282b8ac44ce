"""A direction is never contradicted by what an expression comes to."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.expressions.directions import directions
from selfcheck_service.core.definition.expressions.enclose import Enclosing
from selfcheck_service.core.definition.expressions.evaluation import compile_expression
from selfcheck_service.core.definition.expressions.function_directions import of_power, side_of
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.spans import NOTHING, Enclosure, Span, Truths
from tests.core.expressions.typed import VOCABULARY, Writer, span_in
from tests.core.expressions.words import KINDS, bound, getter

BOX = {name: Span(0, 10, integer=True) for name in KINDS}


def ways(text: str, **spans: Span) -> dict[str, int]:
    found = directions(bound(text, vocabulary=VOCABULARY), lambda reference: span_in({**BOX, **spans}, reference))
    return {reference.key: way for reference, way in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b - c", {"a": 1, "b": 1, "c": -1}),
        ("2.5 * ((a - 1) + (5 - b))", {"a": 1, "b": -1}),
        ("100 * a / (b + 1)", {"a": 1, "b": -1}),
        ("a / (a + b)", {"a": 0, "b": -1}),
        ("sum(list.all)", {"a": 1, "b": 1, "c": 1}),
        ("sum(list.all) / count(list.all)", {"a": 1, "b": 1, "c": 1}),
        ("mean(present(list.two)) - x", {"a": 1, "b": 1, "x": -1}),
        ("product(list.two)", {"a": 1, "b": 1}),
        ("geometric(list.two)", {"a": 1, "b": 1}),
        ("smallest(list.two, 2)", {"a": 1, "b": 1}),
        ("largest([a, -b], c)", {"a": 1, "b": -1, "c": -1}),
        ("smallest([a, b], c)", {"a": 1, "b": 1, "c": 1}),
        ("weighted(list.two, [1, 2])", {"a": 1, "b": 1}),
        ("weighted(list.two, [x, 2])", {"a": 1, "b": 1, "x": 0}),
        ("sum(list.two * 2)", {"a": 1, "b": 1}),
        ("sum(list.two * (x - 20))", {"a": -1, "b": -1, "x": 1}),
        ("max(a, 3) - min(b, 4)", {"a": 1, "b": -1}),
        ("a ^ 2", {"a": 1}),
        ("(a - 20) ^ 2", {"a": 0}),
        ("(a - 20) ^ 3", {"a": 1}),
        ("2 ^ a", {"a": 1}),
        ("0.5 ^ a", {"a": -1}),
        ("a ^ b", {"a": 1, "b": 0}),
        ("exp(-a)", {"a": -1}),
        ("abs(a)", {"a": 1}),
        ("abs(a - 5)", {"a": 0}),
        ("abs(a - 20)", {"a": -1}),
        ("round(-a, 0, 'half_up')", {"a": -1}),
        ("mod(a, 3)", {"a": 0}),
        ("if(a >= 3, 5, 2)", {"a": 1}),
        ("if(a >= 3, 1, 2)", {"a": -1}),
        ("if(a >= 3, a, 2)", {"a": 1}),
        ("if(a >= 3, b, c)", {"a": 0, "b": 1, "c": 1}),
        ("case(a < 2, 0, a <= 5, 3, 4)", {"a": 1}),
        ("case(a < 2, 0, a <= 5, 5, 4)", {"a": 0}),
        ("case(a > 2 and b > 2, 9, a > 1, 5, 1)", {"a": 1, "b": 1}),
        ("if(not (a < 3), 5, 2)", {"a": 1}),
        ("if(a > ln(0), 5, 2)", {}),
        ("if(a > 20, b, c)", {"c": 1}),
        ("if(if(a > 1, 'm', 'w') = 'm', 1, 2)", {"a": 0}),
        ("count_true(a >= 1, b < 2)", {"a": 1, "b": -1}),
        ("count_true(list.two >= x)", {"a": 1, "b": 1, "x": -1}),
        ("coalesce(a, b)", {"a": 1, "b": 1}),
        ("divide(a, b, 0)", {"a": 1, "b": 0}),
        ("divide(a, b + 1, x)", {"a": 1, "b": -1}),
        ("clamp(a, b, c)", {"a": 1, "b": 1, "c": 1}),
        ("lookup('steps', a)", {"a": 0}),
        ("lookup('line', 'm', a)", {"a": 0}),
        ("sum(present([1, 2] / a))", {"a": 0}),
        ("count(present(if(a > 3, b, null), c))", {"a": 0, "b": 0, "c": 0}),
        ("count(present([1, 2] / a))", {"a": 0}),
        ("1", {}),
    ],
)
def test_directions_follow_from_the_functions_on_the_way(text: str, expected: dict[str, int]):
    assert ways(text) == expected


def test_what_has_no_value_goes_no_way():
    assert side_of(NOTHING) == side_of(Truths(true=True, false=False)) == 0
    assert of_power(NOTHING, Span(1, 2)) == of_power(Span(1, 2), NOTHING) == (0, 0)


@pytest.mark.parametrize("depth", [1, 2, 3])
@given(seed=st.integers(0, 2**64))
def test_a_direction_is_never_contradicted(depth: int, seed: int):
    check_directions(seed, depth)


def check_directions(seed: int, depth: int) -> None:
    writer = Writer(Random(seed))
    text = writer.number(depth)
    tree = bound(text, vocabulary=VOCABULARY)
    box = writer.box()
    found = {reference.key: way for reference, way in directions(tree, lambda name: span_in(box, name)).items()}
    evaluate = compile_expression(tree, getter)
    answers = writer.answers(box)
    for name in (name for name, kind in KINDS.items() if kind is Kind.NUMBER):
        moved = {**answers, name: writer.answers(box)[name]}
        lower, higher = sorted((answers, moved), key=lambda values: order_of(values[name]))
        values = [evaluate(lower), evaluate(higher)]
        if None in (lower[name], higher[name]) or None in values or lower[name] == higher[name]:
            continue
        way = found.get(name)
        step = order_of(values[1]) - order_of(values[0])
        assert way == 0 or step * (way or 0) > 0 or step == 0, (text, name, way, values, answers, moved)


def order_of(value: Value) -> Fraction:
    return Fraction(value) if isinstance(value, int | Fraction) else Fraction(-(10**6))


@pytest.mark.parametrize("cases", [10, 100])
def test_a_choice_of_many_is_worked_out_once(monkeypatch: pytest.MonkeyPatch, cases: int):
    counted = [0]
    work_out = Enclosing._work_out

    def count(self: Enclosing, node: Any, known: Any) -> Enclosure:
        counted[0] += 1
        return work_out(self, node, known)

    monkeypatch.setattr(Enclosing, "_work_out", count)
    assert ways("case(" + "".join(f"a < {place}, {place}, " for place in range(cases)) + f"{cases})") == {"a": 1}
    assert counted[0] <= 5 * cases + 5
