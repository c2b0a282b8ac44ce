"""What names mean in a questionnaire, and where they are known."""

from dataclasses import replace
from fractions import Fraction

import pytest

from selfcheck_service.core.definition.building import build_structure
from selfcheck_service.core.definition.exact import parse_interval
from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.expression_text import parse_source
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.syntax import parse_expression
from selfcheck_service.core.definition.expressions.tables import Table, TableInput, TableRow
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role, Unknown
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.scope import RESERVED_NAMES, Scope
from tests.builders import (
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    a_text,
    an_attribute,
    an_item,
)

WORDS = [{"value": "yes", "title": "Yes", "points": 1}, {"value": "no", "title": "No", "points": 0}]
DOCUMENT = a_questionnaire(
    a_parent(
        "top",
        a_field(
            "one",
            an_item("a", classes=["kind"]),
            a_number("b", classes=["kind"]),
            an_item("value", scored=False),
            levels="set",
        ),
        a_field(
            "two",
            an_item("c", options=WORDS, classes=["words"]),
            a_multiple_choice("m", classes=["many"]),
            a_text("t"),
            an_item("late", classes=["mixed"]),
            an_item("d", options=WORDS, classes=["mixed"]),
        ),
    ),
    a_field("empty", an_item("e", scored=False), scoring=a_rule()),
    item_classes=[{"key": key, "title": key} for key in ("kind", "words", "many", "mixed", "unused")],
    level_sets=[a_level_set("set")],
    profile=[an_attribute("size"), an_attribute("state")],
    flags=[a_flag("warned", {"item": "a", "answered": True})],
)
TABLE = Table("t", (TableInput("n", Kind.NUMBER),), (TableRow((parse_interval("[0, 1]"),), 1),))
STRUCTURE = replace(
    build_structure(Questionnaire.model_validate(DOCUMENT, context={"source_language": "en"})),
    pairs={"pairs": {"x": ("pairs.x.y",)}},
    units={"teams": ({},)},
    constants={"base": Fraction(1)},
    tables={"norm": TABLE},
)
EVERYTHING = Scope(
    STRUCTURE,
    own_item="a",
    own_field="one",
    fields=True,
    levels=True,
    flags=("warned",),
    entries=(("item", "a"), ("field", "two")),
)


def found(text: str, scope: Scope = EVERYTHING) -> Reference | Unknown:
    tree = parse_expression(text)
    assert isinstance(tree, Name)
    return scope.find(tree)


@pytest.mark.parametrize(
    ("text", "role", "key", "kind"),
    [
        ("b", "value", "b", Kind.NUMBER),
        ("a", "value", "a", Kind.NUMBER),
        ("c", "value", "c", Kind.TEXT),
        ("m", "value", "m", Kind.NUMBERS),
        ("item.value", "value", "value", Kind.NUMBER),
        ("a.points", "points", "a", Kind.NUMBER),
        ("item.a.points", "points", "a", Kind.NUMBER),
        ("value", "own_value", "a", Kind.NUMBER),
        ("points", "own_points", "a", Kind.NUMBER),
        ("raw", "own_raw", "one", Kind.NUMBER),
        ("field.one", "score", "one", Kind.NUMBER),
        ("field.one.raw", "raw", "one", Kind.NUMBER),
        ("field.one.coverage", "coverage", "one", Kind.NUMBER),
        ("field.one.answered", "answered", "one", Kind.NUMBER),
        ("field.one.applicable", "applicable", "one", Kind.NUMBER),
        ("field.one.level", "level", "one", Kind.TEXT),
        ("profile.size", "profile", "size", Kind.TEXT),
        ("constant.base", "constant", "base", Kind.NUMBER),
        ("flag.warned", "flag", "warned", Kind.BOOLEAN),
    ],
)
def test_a_name_means_one_thing(text: str, role: Role, key: str, kind: Kind):
    assert found(text) == Reference(role, key, kind)


@pytest.mark.parametrize(
    ("text", "members", "kind"),
    [
        ("class.kind.points", [("points", "a"), ("points", "b")], Kind.NUMBERS),
        ("class.kind.values", [("value", "a"), ("value", "b")], Kind.NUMBERS),
        ("class.words.values", [("value", "c")], Kind.TEXTS),
        ("field.one.items.points", [("points", "a"), ("points", "b")], Kind.NUMBERS),
        ("field.top.items.points", [("points", key) for key in ("a", "b", "c", "m", "late", "d")], Kind.NUMBERS),
        ("field.top.fields", [("score", "one"), ("score", "two")], Kind.NUMBERS),
        ("entries.points", [("points", "a"), ("score", "two")], Kind.NUMBERS),
        ("entries.weights", [("weight", "a"), ("score_weight", "two")], Kind.NUMBERS),
        ("entries.maximums", [("maximum", "a"), ("score_maximum", "two")], Kind.NUMBERS),
    ],
)
def test_a_selection_is_a_list_in_document_order(text: str, members: list[tuple[str, str]], kind: Kind):
    reference = found(text)
    assert isinstance(reference, Reference)
    assert reference.kind is kind
    assert [(member.role, member.key) for member in reference.members or ()] == members


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing", "unknown_name"),
        ("a.score", "unknown_name"),
        ("item", "unknown_name"),
        ("item.nothing", "unknown_name"),
        ("value.points", "unknown_name"),
        ("t", "text_not_computable"),
        ("t.points", "not_scored"),
        ("e.points", "not_scored"),
        ("field", "unknown_name"),
        ("field.nothing", "unknown_name"),
        ("field.one.score", "unknown_name"),
        ("field.one.raw.more", "unknown_name"),
        ("field.empty", "not_scored"),
        ("field.one.items", "unknown_name"),
        ("field.one.items.states", "unknown_name"),
        ("field.one.fields", "nothing_to_score"),
        ("class", "unknown_name"),
        ("class.nothing.points", "unknown_name"),
        ("class.kind", "unknown_name"),
        ("class.unused.points", "nothing_to_score"),
        ("class.mixed.values", "type_differs"),
        ("class.many.values", "type_differs"),
        ("field.two.items.values", "type_differs"),
        ("entries", "unknown_name"),
        ("entries.points.more", "unknown_name"),
        ("profile", "unknown_name"),
        ("profile.nothing", "unknown_name"),
        ("constant.nothing", "unknown_name"),
        ("flag.nothing", "unknown_name"),
    ],
)
def test_a_name_that_means_nothing_is_told_why(text: str, code: str):
    unknown = found(text)
    assert isinstance(unknown, Unknown)
    assert unknown.code == code


@pytest.mark.parametrize(
    "text",
    [
        "value",
        "points",
        "raw",
        "field.one",
        "flag.warned",
        "entries.points",
        "late",
        "late.points",
        "class.mixed.points",
    ],
)
def test_what_comes_later_is_not_known_here(text: str):
    unknown = found(text, Scope(STRUCTURE, items=("a", "b")))
    assert isinstance(unknown, Unknown)
    assert unknown.code == "not_known_here"


def test_levels_are_known_only_after_classification():
    unknown = found("field.one.level", replace(EVERYTHING, levels=False))
    assert unknown == Unknown("not_known_here", {"name": "field.one.level"})


def test_a_hint_names_what_was_meant():
    for text, meant in (("lat", "late"), ("field.on", "field.one"), ("field.one.row", "raw"), ("profile.siz", "size")):
        unknown = found(text)
        assert isinstance(unknown, Unknown)
        assert meant in str(unknown.parameters["hint"])


def test_answers_can_be_asked_about():
    for text, wanted in (
        ("answered(t)", Kind.BOOLEAN),
        ("answered(item.value)", Kind.BOOLEAN),
        ("state(a) = 'hidden'", Kind.BOOLEAN),
        ("wins(pairs, 'x')", Kind.NUMBER),
        ("units(teams)", Kind.NUMBER),
        ("units(field.teams)", Kind.NUMBER),
        ("field.one.level = 'l0'", Kind.BOOLEAN),
        ("profile.size = 'town'", Kind.BOOLEAN),
        ("lookup('norm', a)", Kind.NUMBER),
        ("count_true(class.words.values = 'yes') > 0", Kind.BOOLEAN),
    ):
        assert bind_expression(parse_source(text), (), EVERYTHING, wanted)[1] == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("answered(nothing)", "unknown_name"),
        ("answered(a.points)", "unknown_name"),
        ("state(a) = 'gone'", "unknown_value"),
        ("wins(a, 'x')", "not_of_kind"),
        ("wins(pairs, 'y')", "unknown_value"),
        ("units(one)", "not_of_kind"),
        ("field.one.level = 'high'", "unknown_value"),
        ("profile.size = 'village'", "unknown_value"),
        ("c = 'maybe'", "unknown_value"),
        ("lookup('norms', a)", "unknown_reference"),
    ],
)
def test_what_is_asked_must_exist(text: str, code: str):
    problems = bind_expression(parse_source(text), (), EVERYTHING, Kind.BOOLEAN)[1]
    assert code in [problem.code for problem in problems]


def test_reserved_names_are_few():
    assert set(RESERVED_NAMES) == {
        *("item", "value", "points", "raw", "field", "class", "entries", "profile", "constant", "flag"),
    }
