"""What is wrong with an expression before it is ever worked out, each fault at its character."""

import pytest

from selfcheck_service.core.definition.exact import parse_interval
from selfcheck_service.core.definition.expressions.binding import (
    bind_checked,
    bind_expression,
    check_expression,
    references_of,
)
from selfcheck_service.core.definition.expressions.expression_text import parse_source
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS, OPERATIONS
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from selfcheck_service.core.definition.problems import Meant
from tests.core.expressions.words import Plain

TABLE = Table(
    "norm",
    (TableInput("raw", Kind.NUMBER), TableInput("sex", Kind.TEXT)),
    (TableRow((parse_interval("[0, 1]"), "m"), 1),),
)
VOCABULARY = Plain({"norm": TABLE})


def test_what_has_been_checked_is_bound_or_the_check_was_wrong():
    assert bind_checked(parse_source("a + 1"), VOCABULARY, Kind.NUMBER).kind is Kind.NUMBER
    with pytest.raises(ValueError, match="unknown_name"):
        bind_checked(parse_source("a + unknown"), VOCABULARY, Kind.NUMBER)


def faults(text: str, wanted: Kind = Kind.NUMBER) -> list[tuple[str, dict[str, object]]]:
    found = check_expression(parse_source(text), ("fields", 0, "scoring"), VOCABULARY, wanted)
    problems = list(found)
    assert {problem.location for problem in problems} <= {"/fields/0/scoring"}
    return [(problem.code, {name: _read(found) for name, found in problem.parameters.items()}) for problem in problems]


def _read(parameter: object) -> object:
    """A hint is looked for when it is read."""
    return str(parameter) if isinstance(parameter, Meant) else parameter


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a + unknown", "unknown_name", 4),
        ("a + sume(b)", "unknown_function", 4),
        ("round(a, 1)", "wrong_arguments", 0),
        ("units(a, b)", "wrong_arguments", 0),
        ("state(1)", "wrong_arguments", 0),
        ("weighted(list.all)", "wrong_arguments", 0),
        ("round(a, b, 'half_up')", "wrong_arguments", 0),
        ("round(a, 0.5, 'half_up')", "wrong_arguments", 0),
        ("round(a, 10, 'half_up')", "wrong_arguments", 0),
        ("round(s, 1, 'half_up')", "type_differs", 6),
        ("unknown = 1", "unknown_name", 0),
        ("unknown in [1]", "unknown_name", 0),
        ("if(unknown, 1, 2)", "unknown_name", 3),
        ("round(a, 1, 'up')", "not_one_of", 12),
        ("1 + abs(a, b)", "wrong_arguments", 4),
        ("sum()", "wrong_arguments", 0),
        ("if(p, a)", "wrong_arguments", 0),
        ("if(p, a, q, b, c)", "wrong_arguments", 0),
        ("case(p, a, q, b)", "wrong_arguments", 0),
        ("coalesce(a)", "wrong_arguments", 0),
        ("clamp(a, 1)", "wrong_arguments", 0),
        ("lookup(norm, a, s)", "wrong_arguments", 0),
        ("lookup('norm', a)", "wrong_arguments", 0),
        ("lookup('norms', a, s)", "unknown_reference", 7),
        ("lookup('norm', s, a)", "type_differs", 15),
        ("answered(a + 1)", "wrong_arguments", 0),
        ("wins(pairs, a)", "wrong_arguments", 0),
        ("includes(ticked)", "wrong_arguments", 0),
        ("selected(a)", "type_differs", 9),
        ("a + s", "type_differs", 4),
        ("a + true", "type_differs", 4),
        ("a + null", "type_differs", 4),
        ("-p", "type_differs", 1),
        ("2 ^ 'a'", "type_differs", 4),
        ("max(a, s)", "type_differs", 7),
        ("count(a, s)", "type_differs", 9),
        ("if(a, b, c)", "type_differs", 3),
        ("if(p, b, s)", "type_differs", 9),
        ("coalesce(a, s)", "type_differs", 12),
        ("a = s", "type_differs", 4),
        ("a = null", "type_differs", 4),
        ("s < t", "type_differs", 0),
        ("p > q", "type_differs", 0),
        ("a in b", "type_differs", 5),
        ("a in ['x']", "type_differs", 0),
        ("not a", "type_differs", 4),
        ("p and a", "type_differs", 6),
        ("[a, s]", "type_differs", 4),
        ("s", "type_differs", 0),
        ("s = 'x'", "unknown_value", 4),
        ("'x' = s", "unknown_value", 0),
        ("s in ['m', 'x']", "unknown_value", 11),
        ("includes(ticked, 'm')", "unknown_value", 17),
        ("sum(list.all + list.two)", "lists_differ", 13),
        ("sum(list.all * list.other)", "lists_differ", 13),
        ("sum(list.all * [1, 2])", "lists_differ", 13),
        ("sum(divide(list.all, list.two, null))", "lists_differ", 4),
        ("sum(if(p, list.all, [1, 2]) * list.all)", "lists_differ", 28),
        ("sum(if(p, list.all, present(list.all)) * list.all)", "lists_differ", 39),
        ("sum(if(p, [1, 2, 3], list.all) * list.other)", "lists_differ", 31),
        ("divide(null, a, 0)", "type_differs", 7),
        ("divide(list.all, a, 0)", "type_differs", 0),
        ("sum(present(list.all) * list.all)", "lists_differ", 22),
        ("weighted(list.all, [1, 2])", "lists_differ", 0),
    ],
)
def test_a_fault_is_named_at_its_character(text: str, code: str, at: int):
    wanted = Kind.BOOLEAN if code == "unknown_value" else Kind.NUMBER
    found = faults(text, wanted)
    assert next((name, parameters["at"]) for name, parameters in found if name == code) == (code, at)


def test_faults_are_named_all_at_once():
    assert [code for code, _ in faults("unknown + s + max(p, 1)")] == ["unknown_name", "type_differs"]
    assert [code for code, _ in faults("abs(s) * abs(p)")] == ["type_differs", "type_differs"]


def test_a_fault_says_what_would_be_right():
    assert faults("a + sume(b)") == [("unknown_function", {"name": "sume", "hint": " (sum?)", "at": 4})]
    assert faults("abs(a, b)")[0][1] == {"name": "abs", "usage": "abs(a)", "at": 0}
    assert faults("a + (s)")[0][1] == {"part": "s", "expected": "a number", "found": "text", "at": 5}
    assert faults("lookup('norm', a)")[0][1]["usage"] == "lookup('norm', raw, sex)"
    assert faults("p")[0][1] == {"part": "p", "expected": "a number", "found": "a truth value", "at": 0}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("if(p, null, a)", Kind.NUMBER),
        ("coalesce(null, a)", Kind.NUMBER),
        ("sum(present([a, null]))", Kind.NUMBER),
        ("divide(a, b, null)", Kind.NUMBER),
        ("if(p, s, 'x')", Kind.TEXT),
        ("count(ticked)", Kind.NUMBER),
        ("count_true(list.all >= 2, p)", Kind.NUMBER),
        ("sum(list.all * [1, 2, 3])", Kind.NUMBER),
        ("sum(if(p, list.all, list.two))", Kind.NUMBER),
        ("sum(divide(list.all, sum(list.all), null))", Kind.NUMBER),
        ("sum(divide(1, list.all, list.all))", Kind.NUMBER),
        ("sum(if(p, list.all, null) * [1, 2, 3])", Kind.NUMBER),
        ("sum(list.all - case(p, list.all, q, [1, 2, 3], null))", Kind.NUMBER),
        ("sum(if(p, list.all, null) - if(q, [a, b, c], list.all))", Kind.NUMBER),
        ("s = t", Kind.BOOLEAN),
        ("count_true(list.texts = 'm')", Kind.NUMBER),
        ("round(a, -2, 'half_up')", Kind.NUMBER),
        ("lookup('norm', a, s)", Kind.NUMBER),
    ],
)
def test_what_fits_is_taken(text: str, wanted: Kind):
    assert faults(text, wanted) == []


def test_names_are_known_once_each_with_the_members_of_lists():
    found = references_of(parse_source("a + sum(list.all) * a - if(answered(x), b, c)"), VOCABULARY, Kind.NUMBER)
    assert [(reference.role, reference.key) for reference in found] == [
        ("value", "a"),
        ("list", "list.all"),
        ("value", "b"),
        ("value", "c"),
        ("state", "x"),
    ]
    assert references_of(parse_source("a + s"), VOCABULARY, Kind.NUMBER) == ()


def test_what_is_at_fault_is_not_bound():
    bound, problems = bind_expression(parse_source("a + s"), (), VOCABULARY, Kind.NUMBER)
    assert bound is None
    assert len(problems) == 1


def test_each_function_has_one_name():
    assert not set(FUNCTIONS) & set(OPERATIONS)
    assert all(function.usage.startswith(f"{name}(") for name, function in FUNCTIONS.items())


def test_a_text_is_compared_with_what_a_name_can_be_and_not_with_what_may_stand_for_it():
    assert faults("coalesce(s, 'none') = 'none'", Kind.BOOLEAN) == []
    assert [code for code, _ in faults("state(s) = 'x'", Kind.BOOLEAN)] == ["unknown_value"]


def test_a_text_may_be_among_what_others_have_said():
    assert faults("s in list.texts", Kind.BOOLEAN) == []
