"""What a file says, exactly, and where it says it."""

import contextlib
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.catalogue import Document, read_document
from selfcheck_service.catalogue.answers import STANDARD_INPUT, read_answers
from selfcheck_service.catalogue.budget import Budget
from selfcheck_service.catalogue.document import document_of, read_text
from selfcheck_service.catalogue.places import FileRefused, Report
from selfcheck_service.catalogue.source import decode_source
from selfcheck_service.core.definition.limits import DEEPEST
from selfcheck_service.core.definition.texts import unclean_character
from tests.catalogue.written import Written, as_json, as_yaml

# Line separators and characters that are none are refused in files, though not in every text.
REFUSED_IN_FILES = set("\u2028\u2029\ufeff\ufffe\uffff")


def is_clean(text: str) -> bool:
    return unclean_character(text) is None and REFUSED_IN_FILES.isdisjoint(text)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).filter(is_clean)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=4),
    TEXTS,
    st.sampled_from(["no", "12:30", "1e3", "0o10", "~", "", " a", "a: b", "# x", "- a", "é", "😀", "\n\t"]),
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=25,
)


def read(text: str, name: str = "file.yaml") -> Document:
    report, budget = Report(), Budget()
    source = decode_source(io.BytesIO(text.encode()), name, budget=budget, report=report)
    return document_of(read_text(source, budget=budget, report=report), name, report, incomplete=False)


def test_plain_marks_of_direction_may_stand_in_files():
    assert read('title: "\u200fABC (א)\u200f"').data == {"title": "\u200fABC (א)\u200f"}


def same(one: object, two: object) -> bool:
    """Equal, and true is not 1."""
    if isinstance(one, dict) and isinstance(two, dict):
        return list(one) == list(two) and all(same(one[name], two[name]) for name in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    return isinstance(one, bool) == isinstance(two, bool) and one == two


def assert_places(written: Written, document: Document) -> None:
    for location, place in written.places.items():
        assert document.positions.value(location)[1:] == place
    for location, place in written.names.items():
        assert document.positions.name(location)[1:] == place


@given(DOCUMENTS)
def test_yaml_and_json_say_the_same_and_remember_where(value: object):
    for written, name in ((as_yaml(value), "a.yaml"), (as_json(value), "a.json"), (as_json(value, "\n "), "a.json")):
        document = read(written.text, name)
        assert document.problems == ()
        assert same(document.data, value)
        assert_places(written, document)


@given(DOCUMENTS)
def test_json_is_yaml(value: object):
    assert same(read(as_json(value).text, "a.yaml").data, value)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_or_refused(text: str):
    for name in ("a.yaml", "a.json"):
        with contextlib.suppress(FileRefused):
            read(text, name)


@given(st.text("{}[]:,-?&*!|>'\"%#@ \n\tab10.~<", max_size=60))
def test_any_punctuation_is_read_or_refused(text: str):
    for name in ("a.yaml", "a.json"):
        with contextlib.suppress(FileRefused):
            read(text, name)


@pytest.mark.parametrize(
    ("spelling", "value"),
    [
        ("1", 1),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("0.1", Decimal("0.1")),
        ("1.50", Decimal("1.50")),
        (".5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("0x1F", 31),
        ("1e3", Decimal(1000)),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("no", "no"),
        ("Yes", "Yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("2026-01-31", "2026-01-31"),
        ("0b11", "0b11"),
        ("0.1.0", "0.1.0"),
        ("1/3", "1/3"),
        ("12+", "12+"),
        ("0-3", "0-3"),
        ("=", "="),
        ("tRue", "tRue"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("|\n  1", "1\n"),
        (">-\n  a\n  b", "a b"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(spelling: str, value: object):
    found = read(f"a: {spelling}\n").data
    assert isinstance(found, dict)
    assert same(found["a"], value)


def test_numbers_are_exact():
    document = read("[0.1, 0.30000000000000004, 12345678901234567890.5]")
    assert document.data == [Decimal("0.1"), Decimal("0.30000000000000004"), Decimal("12345678901234567890.5")]


def test_a_mark_at_the_beginning_and_foreign_line_ends_are_no_fault(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    document = read_document(path)
    assert document.data == {"a": 1, "b": 2, "c": 3}
    assert document.positions.value("/c")[1:] == (3, 4)
    assert document.problems == ()


def test_columns_count_characters():
    document = read('ä: "😀"\nb: {ö: 1}\n')
    assert document.positions.value("/ä")[1:] == (1, 4)
    assert document.positions.value("/b/ö")[1:] == (2, 8)


def test_an_alias_is_a_copy_with_the_place_of_its_anchor():
    document = read("a: &x {b: 1}\nc: *x\n")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.positions.value("/c/b")[1:] == (1, 11)
    assert document.positions.name("/c")[1:] == (2, 1)


def test_names_are_text_whatever_they_look_like():
    assert read("1: a\nno: b\n~: c\n2026-01-01: d\n").data == {"1": "a", "no": "b", "~": "c", "2026-01-01": "d"}


def test_what_does_not_exist_is_placed_at_what_is_around_it():
    positions = read("a:\n  - b: 1\n").positions
    assert positions.value("/a/0/x/y")[1:] == (2, 5)
    assert positions.value("/a/7")[1:] == (2, 3)
    assert positions.name("/a/0/x")[1:] == (2, 5)
    assert positions.value("/nothing")[1:] == (1, 1)


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_the_deepest_nesting_that_is_allowed_is_read(brackets: str):
    opening = "[" if brackets == "[]" else '{"a": '
    closing = brackets[1]
    deepest = opening * DEEPEST + "1" + closing * DEEPEST
    for name in ("a.yaml", "a.json"):
        assert read(deepest, name).problems == ()


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"answers": {}}', {"answers": {}}),
        ("answers: {}\n", {"answers": {}}),
        ("{answers: {}}", {"answers": {}}),
        ("{}", {}),
        ('\n\t{\t"a":\t1}', {"a": 1}),
    ],
)
def test_what_has_no_ending_is_json_where_it_begins_like_json(text: str, data: object):
    document = read_answers(io.BytesIO(text.encode()))
    assert document.data == data
    assert document.positions.value("").file == STANDARD_INPUT
