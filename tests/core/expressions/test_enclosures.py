"""An enclosure holds whatever an expression can come to. This test must never be weakened."""

from contextlib import ExitStack
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.expressions import arithmetic, evaluation, numbers
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.enclose import enclose
from selfcheck_service.core.definition.expressions.evaluation import Reasons, compile_expression
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.spans import NOTHING, Enclosure, Truths, span_between
from tests.core.expressions.typed import VOCABULARY, Writer, holds, span_in
from tests.core.expressions.words import Values, bound, getter
from tests.drawn import fewer


def is_too_long(tree: Bound, answers: Values) -> bool:
    """Tell whether there would be a value, were numbers as long as they like."""
    longer: int = 10**100_000
    with ExitStack() as stack:
        for module in (numbers, arithmetic, evaluation):
            stack.enter_context(patch.object(module, "LIMIT", longer))
        stack.enter_context(patch.object(numbers, "_BITS", longer.bit_length()))
        for function in (numbers.power, numbers.square_root):
            function.cache_clear()
        found = compile_expression(tree, getter)(answers)
    for function in (numbers.power, numbers.square_root):
        function.cache_clear()
    return found is not None


def check_holds(seed: int, kind: Kind, depth: int) -> None:
    writer = Writer(Random(seed))
    text = {Kind.NUMBER: writer.number, Kind.BOOLEAN: writer.truth, Kind.TEXT: writer.text}[kind](depth)
    tree = bound(text, kind, VOCABULARY)
    box = writer.box()
    found, findings = enclose(tree, lambda reference: span_in(box, reference))
    evaluate = compile_expression(tree, getter)
    for _ in range(8):
        answers = writer.answers(box)
        value = evaluate(answers)
        if value is None and is_too_long(tree, answers):
            continue  # that a fraction needs too many digits is not foreseen
        assert holds(found, value), (text, value, found, answers)
        if value is None and "null" not in text and not Reasons(tree, getter).missing(answers):
            assert findings, (text, answers)


@pytest.mark.parametrize(
    "text", ["sum({}, 1)", "sum(2 * {})", "sum(if(p, {}, null))", "if(n in {}, 1, 2)", "sum(divide({}, 2, null))"]
)
def test_nothing_is_made_of_a_list_that_never_is(text: str):
    tree = bound(text.format("if(a > 9, list.all, null)"), Kind.NUMBER, VOCABULARY)
    digit = span_between((0, False), (9, False))
    box: dict[str, Enclosure] = {**dict.fromkeys("abcn", digit), "p": Truths(true=True, false=True)}
    found, _ = enclose(tree, lambda reference: span_in(box, reference))
    assert found == NOTHING


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT])
@fewer
@given(seed=st.integers(0, 2**64))
def test_an_enclosure_holds_whatever_an_expression_comes_to(kind: Kind, depth: int, seed: int):
    check_holds(seed, kind, depth)
