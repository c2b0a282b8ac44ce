"""From text to tree and back, and what is said of a text that is no expression."""

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.expression_text import Expression, parse_source
from selfcheck_service.core.definition.expressions.printing import print_expression, print_part
from selfcheck_service.core.definition.expressions.syntax import parse_expression
from selfcheck_service.core.definition.expressions.tree import (
    Call,
    Listing,
    Literal,
    Name,
    Number,
    Tree,
    children_of,
    names_of,
)
from tests.core.expressions.written import trees


def without_places(tree: Tree) -> Tree:
    below = tuple(without_places(child) for child in children_of(tree))
    if isinstance(tree, Call):
        return Call(tree.function, below, 0)
    return Listing(below, 0) if isinstance(tree, Listing) else replace(tree, at=0)


def in_brackets(text: str) -> str:
    """Show how a text was read: every operation in brackets of its own."""

    def shown(tree: Tree) -> str:
        below = [shown(child) for child in children_of(tree)]
        if not isinstance(tree, Call) or tree.function == "f":
            return print_expression(tree)
        if tree.function == "max":
            return f"max({', '.join(below)})"
        return f"({tree.function} {below[0]})" if len(below) == 1 else f"({f' {tree.function} '.join(below)})"

    return shown(parse_expression(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("a - b - c", "(a + (- b) + (- c))"),
        ("a - (b - c)", "(a + (- (b + (- c))))"),
        ("a / b / c", "((a / b) / c)"),
        ("-2^2", "(- (2 ^ 2))"),
        ("2^3^2", "(2 ^ (3 ^ 2))"),
        ("2^-1", "(2 ^ (- 1))"),
        ("-a * b", "((- a) * b)"),
        ("not a = b", "(not (a = b))"),
        ("a and b or c and d", "((a and b) or (c and d))"),
        ("a or b or c", "(a or b or c)"),
        ("a in [1, 2]", "(a in [1, 2])"),
        ("max(a, b + 1)", "max(a, (b + 1))"),
        ("field.a.raw\n < 0.50", "(field.a.raw < 0.5)"),
        ("item.not.points", "item.not.points"),
        ("f()", "f()"),
        ("((a))", "a"),
        ("'it''", None),
    ],
)
def test_operators_bind_as_the_grammar_says(text: str, read: str | None):
    if read is None:
        with pytest.raises(PydanticCustomError):
            parse_expression(text)
    else:
        assert in_brackets(text) == read


def test_every_node_knows_where_it_stands():
    tree = parse_expression("  a + sum(b,\n c * 2)")
    assert [(name.parts, name.at) for name in names_of(tree)] == [(("a",), 2), (("b",), 10), (("c",), 14)]
    assert tree.at == 4
    assert [child.at for child in children_of(children_of(tree)[1])] == [10, 16]


@pytest.mark.parametrize(
    ("text", "found", "expected", "at"),
    [
        ("1 + * 2", "*", "a name, a number or a bracket", 4),
        ("1 2", "2", "an operator or the end", 2),
        ("2x", "x", "an operator or the end", 1),
        ("1e50", "e50", "an operator or the end", 1),
        ("1.", ".", "an operator or the end", 1),
        (".5", ".", "a name, a number or a bracket", 0),
        ("a = not b", "not", "a name, a number or a bracket", 4),
        ("(a]", "]", "a closing bracket", 2),
        ("max(a,)", ")", "a name, a number or a bracket", 6),
        ("[]", "]", "a name, a number or a bracket", 1),
        ("and", "and", "a name, a number or a bracket", 0),
        ("field.a(1)", "(", "an operator or the end", 7),
        ("a.", ".", "an operator or the end", 1),
        ("a %", "%", "an operator or the end", 2),
        ("a)", ")", "an operator or the end", 1),
    ],
)
def test_a_fault_names_its_character_and_what_would_be_right(text: str, found: str, expected: str, at: int):
    with pytest.raises(PydanticCustomError) as refused:
        parse_expression(text)
    assert refused.value.type == "expression_syntax"
    assert refused.value.context == {"found": found, "expected": expected, "at": at, "hint": ""}


@pytest.mark.parametrize(
    ("text", "expected", "at"),
    [
        ("", "a name, a number or a bracket", 0),
        ("1 +", "a name, a number or a bracket", 3),
        ("(a ", "a closing bracket", 2),
    ],
)
def test_an_expression_that_ends_too_early_says_what_is_missing(text: str, expected: str, at: int):
    with pytest.raises(PydanticCustomError) as refused:
        parse_expression(text)
    assert refused.value.type == "expression_ends"
    assert refused.value.context == {"expected": expected, "at": at}


@pytest.mark.parametrize(
    ("text", "found", "meant"),
    [
        ("a == b", "==", "="),
        ("a <> b", "<>", "!="),
        ("a && b", "&&", "and"),
        ("a || b", "||", "or"),
        ("! a", "!", "not"),
        ("a AND b", "AND", "and"),
        ("a ** 2", "**", "^"),
        ("a × b", "×", "*"),
        ("a − b", "−", "-"),
        ("max(a; b)", ";", ","),
        ('a = "m"', '"', "'"),
        ("Q1", "Q1", "q1"),
        ("firstItem + 1", "firstItem", "firstitem"),
        ("field.Energy.raw", "field.Energy.raw", "field.energy.raw"),
        ("2e3", "e3", "2000"),
        ("0,5 * a", ",", "0.5"),
        ("a + 2.5E+3", "E", "2500"),
        ("1e-3", "e", "0.001"),
        ("2e90", "e90", None),
        ("2 e3", "e3", None),
        ("Q" * 41, "Q" * 41, None),
    ],
)
def test_what_other_languages_write_is_said_as_it_is_written_here(text: str, found: str, meant: str | None):
    with pytest.raises(PydanticCustomError) as refused:
        parse_expression(text)
    words = refused.value.context or {}
    assert words["hint"] == ("" if meant is None else f" ({meant}?)")
    assert words["found"] == shown(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1" * 2001, "too_long"),
        ("+".join(["1"] * 501), "too_long"),
        ("(" * 33 + "1" + ")" * 33, "too_deep"),
        ("-" * 1000 + "1", "too_deep"),
        ("not " * 400 + "true", "too_deep"),
        ("2^" * 900 + "2", "too_deep"),
        ("a*" * 40 + "a", "too_deep"),
        ("f(" * 500 + ")" * 500, "too_deep"),
        ("[" * 999, "too_deep"),
        ("10000000000000", "out_of_range"),
        ("9" * 40, "malformed"),
        ("0.000000000000000000001", "malformed"),
    ],
)
def test_a_text_beyond_the_limits_is_refused(text: str, code: str):
    with pytest.raises(PydanticCustomError) as refused:
        parse_expression(text)
    assert refused.value.type == code
    assert "at" in (refused.value.context or {})


def test_a_long_sum_is_not_deep():
    assert len(children_of(parse_expression("+".join(["a"] * 499)))) == 499


@given(st.text(max_size=60) | st.text("ab1.'()[]+-*/^=<>,! \n", max_size=40))
def test_no_text_raises_anything_but_its_fault(text: str):
    with suppress(PydanticCustomError):
        tree = parse_expression(text)
        assert without_places(parse_expression(print_expression(tree))) == without_places(tree)


@given(trees)
def test_what_is_printed_reads_back_to_the_same_tree(tree: Tree):
    text = print_expression(tree)
    # `a + -b` and `a - b` are one tree, and what is printed is already in the canonical spelling.
    assert without_places(parse_expression(text)) == tree
    assert print_expression(parse_expression(text)) == text


def test_values_stand_in_place_of_names_and_functions():
    tree = parse_expression("2 * a ^ 2 - field.b / lookup('t', a)")
    places = {name.at: value for name, value in zip(names_of(tree), ("-3", "1/3", "7"), strict=True)}
    assert print_expression(tree, places) == "2 * (-3) ^ 2 - 1/3 / lookup('t', 7)"
    assert print_expression(tree, {**places, 22: "0.5"}) == "2 * (-3) ^ 2 - 1/3 / 0.5"


def test_a_part_that_is_named_is_short():
    assert print_part(parse_expression("a+b")) == "a + b"
    assert len(print_part(parse_expression("+".join(["a"] * 100)))) == 60


class TestExpressionsInADefinition:
    adapter = TypeAdapter(Expression)

    def test_the_text_stays_as_the_author_wrote_it(self):
        source = self.adapter.validate_python(" 6-  points ")
        assert self.adapter.dump_json(source) == b'" 6-  points "'
        assert self.adapter.dump_python(source) == " 6-  points "
        assert str(source) == source.text == " 6-  points "

    def test_a_source_is_taken_as_it_is(self):
        source = parse_source("1")
        assert self.adapter.validate_python(source) is source

    @pytest.mark.parametrize(
        ("value", "code"),
        [(3, "wrong_type"), (None, "wrong_type"), ("a\x00", "text_not_clean"), ("a +", "expression_ends")],
    )
    def test_anything_else_is_refused_with_a_code(self, value: object, code: str):
        with pytest.raises(ValidationError) as refused:
            self.adapter.validate_python(value)
        assert refused.value.errors()[0]["type"] == code

    def test_the_schema_says_that_it_is_a_text(self):
        schema = self.adapter.json_schema()
        assert (schema["type"], schema["maxLength"]) == ("string", 2000)

    def test_letters_are_composed_as_in_option_values(self):
        assert parse_source("x = 'u\u0308'").tree == parse_source("x = 'ü'").tree


def test_numbers_are_exact():
    assert parse_expression("0.10") == Number(Fraction(1, 10), 0)
    assert parse_expression("null") == Literal(None, 0)
    assert parse_expression("a.b") == Name(("a", "b"), 0)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a < b < c", "comparison_chained", 6),
        ("a = 'm", "text_without_end", 4),
        ("a = 'm\n'", "text_without_end", 4),
    ],
)
def test_common_slips_have_words_of_their_own(text: str, code: str, at: int):
    with pytest.raises(PydanticCustomError) as refused:
        parse_expression(text)
    assert (refused.value.type, (refused.value.context or {})["at"]) == (code, at)
