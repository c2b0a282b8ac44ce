"""Expressions that come to the same for all answers compare equal, as far as it is proved; no others do."""

import copy

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.comparison.normal_expressions import Expressions, Place
from selfcheck_service.core.definition import build_structure, parse_definition
from selfcheck_service.core.definition.expressions.expression_text import parse_source
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
)

SIZE = {"key": "size", "title": "Size", "number": {"range": "[0, 9]"}}
BINS = [{"range": "[0, 5)", "points": 0}, {"range": "[5, 10]", "points": 4}]


def a_document() -> Data:
    rows = [["[0, 10)", "town", 1], ["[10, 20]", "town", 2], ["any", "any", 3]]
    inputs = [{"name": "n", "type": "number"}, {"name": "kind", "type": "text"}]
    points = [[0, 1], [10, 3]]
    return a_questionnaire(
        a_parent("p", a_field("f", *(an_item(key, classes=["gate"]) for key in "abc"), a_number("n", "[0, 20]"))),
        a_field("g", a_multiple_choice("m")),
        a_field("late", a_number("worth", points={"bins": BINS}), an_item("bent") | {"points": "points + a"}),
        a_field("h", an_item("d"), scoring=a_rule(method="geometric_mean")),
        item_classes=[{"key": "gate", "title": "Gate"}],
        profile=[
            an_attribute("kind", "town", "county"),
            {"key": "size", "title": "Size", "number": {"range": "[0, 9]"}},
        ],
        constants=[{"key": "two", "value": 2}, {"key": "less", "value": -2}],
        tables=[
            {"key": "t", "inputs": inputs, "rows": rows},
            {"key": "line", "inputs": inputs[:1], "rows": points, "interpolate": True},
            {"key": "words", "inputs": inputs[:1], "rows": [["any", "x"]], "output": "text"},
        ],
    )


EXPRESSIONS = Expressions(build_structure(parse_definition(a_document())))
EXPRESSIONS.place = Place(item="a", field="f")


def value(text: str) -> str:
    found = EXPRESSIONS.value(parse_source(text))
    assert found is not None, text
    return found


def with_bounds(text: str) -> str:
    found = EXPRESSIONS.with_bounds(parse_source(text))
    assert found is not None, text
    return found


SAME = [
    ("a + b - c", "b - c + a"),
    ("2 * (a + b)", "a * 2 + b + b"),
    ("(a + b) ^ 2", "a * a + 2 * a * b + b ^ 2"),
    ("(a + b) / 2", "mean(a, b)"),
    ("a + b + c", "sum(class.gate.values)"),
    ("a * b", "product(b, a)"),
    ("profile.size * 2 + a", "a + profile.size + profile.size"),
    ("max(a, constant.two * b) + c + c", "2 * c + max(a, constant.two * b)"),
    ("max(class.gate.values) * 2 + a", "a + 2 * max(class.gate.values)"),
    ("worth.points + a + a", "2 * a + worth.points"),
    ("(a + b) ^ 0.5", "(b + a) ^ 0.5"),
    ("sum([1, 2, 3] * class.gate.values)", "sum([1, 2, 3] * [a, b, c])"),
    ("sum([1, 2, 1] * [3, 4, 1] * class.gate.values)", "sum([3, 8, 1] * class.gate.values)"),
    ("if(not (a = 1 and 1 > 2), b, 0)", "b"),
    ("if(a > 1, null, b)", "if(1 < a, null, b)"),
    ("-(-a)", "a"),
    ("a * 1 + 0", "item.a"),
    ("a - a + b", "b + 0 * a"),
    ("constant.two * a", "2 * a"),
    ("1 / 3 + 1 / 6", "0.5"),
    ("1 / 0", "1 / (2 - 2)"),
    ("max(a, b, c)", "max([c, a, b])"),
    ("smallest([a, b, c], 2)", "smallest([c, a, item.b], 1 + 1)"),
    ("largest(present(a, b), 1)", "largest(present(b, a), 1)"),
    ("mean(present(a, b))", "mean(present(b, a))"),
    ("sum(class.gate.points)", "c.points + b.points + a.points"),
    ("count_true(a = 1, b = 2)", "count_true(2 = b, a = 1)"),
    ("if(a > 1, b, c)", "case(1 < a, b, c)"),
    ("if(not (a <= 1 or b < 2), 1, 0)", "if(b >= 2 and a > 1, 1, 0)"),
    ("case(a = 1, 5, b = 1, 6, 7)", "if(a = 1, 5, if(b = 1, 6, 7))"),
    ("if(2 > 1, a, b)", "a"),
    ("case(2 < 1, b, a)", "a"),
    ("if(a = 1 and true, 1, 0)", "if(a = 1, 1, 0)"),
    ("if(a = 1 and 1 > 2, 1, 0)", "0"),
    ("if(a in [1, 2, 2], 1, 0)", "if(a in [2, 1], 1, 0)"),
    ("if(not (a != 1), 1, 0)", "if(1 = a, 1, 0)"),
    ("if(a = 1 or (b = 1 or c = 1), 1, 0)", "if(c = 1 or b = 1 or a = 1, 1, 0)"),
    ("if(not not answered(a), 1, 0)", "if(answered(item.a), 1, 0)"),
    ("if(profile.kind = 'town', 1, 0)", "if('town' = profile.kind, 1, 0)"),
    ("sum([1, 2] * [a, b])", "sum([1, 2] * [item.a, b])"),
    ("sum([1, 2] * 2)", "6"),
    ("count_true([1, 2] > 1)", "1"),
    ("lookup('t', a, profile.kind) + b", "b + lookup('t', item.a, profile.kind)"),
    ("selected(m) * 2", "2 * selected(m)"),
    ("field.f.coverage + 1", "1 + field.f.coverage"),
    ("field.f + field.g + field.p", "field.p + field.g + field.f"),
    ("field.f + field.h", "field.h + field.f"),
    ("50 + 10 * (raw - 3) / 2", "35 + 5 * raw"),
    ("floor(a / 2) + abs(b)", "abs(b) + floor(a / 2)"),
    ("coalesce(a, 0) + if(b = 1, 2, c)", "if(b = 1, 2, c) + coalesce(a, 0)"),
    ("value + points + constant.two", "2 + points + value"),
]
DIFFERENT = [
    ("a - b", "b - a"),
    ("a / b", "b / a"),
    ("a ^ b", "b ^ a"),
    ("a", "a.points"),
    ("a - a", "0"),
    ("a * 0", "0"),
    ("mean(present(a, b))", "mean(a, b)"),
    ("coalesce(a, b)", "coalesce(b, a)"),
    ("if(a > 1, 1, 0)", "if(a >= 1, 1, 0)"),
    ("if(a = 1, b, c)", "if(a = 1, c, b)"),
    ("if(includes(m, 1), 1, 0)", "if(includes(m, 2), 1, 0)"),
    ("if(profile.kind = 'town', 1, 0)", "if(profile.kind = 'county', 1, 0)"),
    ("lookup('t', a, 'town')", "lookup('t', b, 'town')"),
    ("lookup('line', a)", "lookup('t', a, 'town')"),
    ("weighted([1, 2], [a, b])", "weighted([2, 1], [a, b])"),
    ("field.f", "field.f.raw"),
    # So many digits that the order may decide whether a sum is too large on the way.
    ("field.f + field.g + field.h", "field.g + field.f + field.h"),
    ("lookup('line', a) + b + c", "b + lookup('line', a) + c"),
    ("(a + b) ^ 64", "(b + a) ^ 64 + 0"),
    ("bent.points + a + b", "b + a + bent.points"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_what_comes_to_the_same_value_has_one_form(one: str, two: str):
    assert value(one) == value(two)


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_what_may_differ_has_two_forms(one: str, two: str):
    assert value(one) != value(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2 * (a + b)", "b * 2 + 2 * a"),
        ("constant.less * a", "a * -2"),
        ("max(a, b, a)", "max(b, a, a)"),
        ("if(a = 1, b, c) + constant.less", "-2 + if(a = 1, b, c)"),
        ("mean(present(a, b, a))", "mean(present(a, a, b))"),
    ],
)
def test_bounds_stay_where_no_more_than_the_order_changes_or_nothing_is_named_twice(one: str, two: str):
    assert with_bounds(one) == with_bounds(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a * (a + b)", "a * a + a * b"),
        ("a + a", "2 * a"),
        ("2 * max(a, b) + 2", "2 * (max(a, b) + 1)"),
        ("if(a > 1, b, c)", "if(1 < a, b, c)"),
        ("if(2 > 1, a, b)", "a"),
    ],
)
def test_bounds_are_read_from_the_way_it_is_written(one: str, two: str):
    assert value(one) == value(two)
    assert with_bounds(one) != with_bounds(two)


def test_what_a_name_can_be_belongs_to_bounds():
    wider = a_document()
    wider["fields"][0]["fields"][0]["items"][3]["number"]["range"] = "[0, 30]"
    other = Expressions(build_structure(parse_definition(wider)))
    for text in ("n + 1", "max(n, 1)"):
        assert EXPRESSIONS.value(parse_source(text)) == other.value(parse_source(text))
        assert EXPRESSIONS.with_bounds(parse_source(text)) != other.with_bounds(parse_source(text))


def test_choices_that_are_tried_one_by_one_belong_to_bounds():
    """Those named twice are tried option by option, in document order: another option or order may move bounds."""
    fields = a_document()["fields"]
    more, turned = copy.deepcopy(fields), copy.deepcopy(fields)
    more[0]["fields"][0]["items"][0]["options"].append({"value": 77, "title": "x", "points": 2})
    turned[0]["fields"][0]["items"].reverse()
    for other in (more, turned):
        found = Expressions(build_structure(parse_definition(a_document() | {"fields": other})))
        for text, same in (("max(a.points * b.points, a.points - b.points)", False), ("max(a.points, b.points)", True)):
            assert (with_bounds(text) == found.with_bounds(parse_source(text))) == same


def test_names_that_mean_nothing_have_no_form():
    assert EXPRESSIONS.value(parse_source("nothing + 1")) is None
    assert EXPRESSIONS.with_bounds(parse_source("nothing + 1")) is None
    assert Expressions(EXPRESSIONS.structure).value(parse_source("value")) is None


def kinds_of(change: Data, text: str = "lookup('t', a, profile.kind) + constant.two") -> set[tuple[str, str]]:
    old = a_document() | {"flags": [a_flag("flag", {"value": text, "is": {"above": 1}})]}
    new = copy.deepcopy(old) | change
    return {(found.kind, found.bump) for found in compare(parse_definition(old), parse_definition(new)).differences}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mean(all.item.a) * 2", {("written_otherwise", "patch")}),
        ("mean(all.b) * 2", {("cohort_changed", "minor")}),
    ],
)
def test_cohort_values_are_compared_by_what_they_come_to(text: str, found: set[tuple[str, str]]):
    def asking(value: str) -> Data:
        return a_document() | {"cohort": [{"key": "mean", "title": "Mean", "value": value}]}

    old, new = parse_definition(asking("constant.two * mean(all.a)")), parse_definition(asking(text))
    assert {(one.kind, one.bump) for one in compare(old, new).differences} == found


def test_constants_and_tables_are_compared_where_they_are_used():
    table, *others = a_document()["tables"]
    renamed = [table | {"key": "renamed"}, *others]
    text = "constant.two + lookup('renamed', a, profile.kind)"
    flags = [a_flag("flag", {"value": text, "is": {"above": 1}})]
    assert kinds_of({"tables": renamed, "flags": flags}) == {("table_added", "patch"), ("table_removed", "patch")}
    other = [{"key": "two", "value": 3}, {"key": "less", "value": -2}]
    assert kinds_of({"constants": other}) == {("constant_changed", "patch"), ("flag_changed", "major")}
    unused = [{"key": "two", "value": 2}, {"key": "less", "value": -3}, {"key": "new", "value": 1}]
    assert kinds_of({"constants": unused}) == {("constant_changed", "patch"), ("constant_added", "patch")}


@pytest.mark.parametrize(
    ("rows", "same"),
    [
        ([["[10, 20]", "town", 2], ["[0, 10)", "town", 1], ["any", "any", 3]], False),
        ([["[0, 10)", "town", 1], ["[10, 20]", "town", 2], ["any", "any", 4]], False),
        ([["[0, 10)", "town", 1], ["[10, 21]", "town", 2], ["any", "any", 3]], False),
        ([["[0,10)", "town", "1"], ["[10, 20.0]", "town", 2], ["any", "any", 3]], True),
    ],
)
def test_of_rows_that_can_match_together_the_order_counts(rows: list[Data], *, same: bool):
    table, *others = a_document()["tables"]
    found = kinds_of({"tables": [table | {"rows": rows}, *others]})
    assert (("flag_changed", "major") not in found) == same


def test_of_rows_that_exclude_each_other_the_order_means_nothing():
    first, line, words = a_document()["tables"]
    apart = {"tables": [first, line | {"rows": line["rows"][::-1]}, words]}
    assert kinds_of(apart, "lookup('line', a)") == {("written_otherwise", "patch")}
    assert kinds_of({"tables": [first, line | {"rows": [[0, 1], [10, 4]]}, words]}, "lookup('line', a)") == {
        ("table_changed", "patch"),
        ("flag_changed", "major"),
    }
    text = "if(lookup('words', a) = 'x', 1, 0)"
    assert kinds_of({"tables": [first, line, words | {"rows": [["any", "y"]]}]}, text) == {
        ("table_changed", "patch"),
        ("flag_changed", "major"),
    }


def test_a_polynomial_with_too_many_terms_stays_as_it_is_written():
    spread = "(a + b + c) * (a + b + n) * (a + c + n) * (b + c + n) * (a + 1) * (b + 2) * (c + 3) * (n + 4)"
    assert value(spread) != value(f"1 * ({spread})")
