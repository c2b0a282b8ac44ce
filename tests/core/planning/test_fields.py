"""Which fields a measure is about: those that it names, and those in which its items lie; and what a room chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning.focus import fields_of
from tests.builders import a_field, a_plan, an_item
from tests.core.planning.plans import a_measure, focus_fields

STRUCTURE = a_plan(a_field("a", an_item("a0"), an_item("a1")), a_field("b", an_item("b0"))).structure
KEYS = ("a", "b", "gone")
ITEMS = ("a0", "a1", "b0", "gone0")


@pytest.mark.parametrize(
    ("fields", "items", "expected"),
    [
        ((), (), ()),
        (("b",), (), ("b",)),
        ((), ("b0", "a1", "a0"), ("b", "a")),
        (("a",), ("a0", "b0"), ("a", "b")),
        ((), ("gone0",), ()),
    ],
)
def test_items_stand_for_the_field_around_them(fields, items, expected):
    assert fields_of(a_measure(fields=fields, items=items), STRUCTURE) == expected


@given(st.lists(st.sampled_from(KEYS), unique=True), st.lists(st.sampled_from(ITEMS), unique=True))
def test_each_stands_once_and_what_is_named_comes_first(fields, items):
    found = fields_of(a_measure(fields=tuple(fields), items=tuple(items)), STRUCTURE)
    assert len(set(found)) == len(found)
    assert found[: len(fields)] == tuple(fields)
    assert set(found) == {*fields, *(STRUCTURE.item_fields[key] for key in items if key in STRUCTURE.item_fields)}


def test_what_a_room_chose_stays_in_its_order():
    assert focus_fields("b", "a").keys == ("b", "a")
    assert focus_fields().keys == ()
