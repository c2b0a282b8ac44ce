"""From one version to a much later one: several bridges are one way."""

import pytest

from tests.builders import a_field, a_parent, a_plan, a_rule, an_item
from tests.core.comparison.test_bridges import a_step
from tests.core.releases.later import compared, notes_of, total_in
from tests.core.releases.sealing import responses_of

LOW, HIGH = (1, 8, 3, 1, 0, 0), (0, 0, 1, 4, 8, 0)


def version_of(number, keys, *steps, origin=None, fields=(), field="f", **overrides):
    """A version whose only field has these items; the bridge leads from `origin`."""
    bridge = {} if origin is None else {"bridge": {"from": origin, "items": list(steps), "fields": list(fields)}}
    items = [an_item(key, **overrides.get(key, {})) for key in keys]
    return a_plan(a_field(field, *items), version=number, **bridge)


def over(first, last, *between):
    one = first, responses_of(first, {item.key: LOW for item in first.items})
    other = last, responses_of(last, {item.key: HIGH for item in last.items})
    return compared(one, other, between=between)


def continued(found):
    return {each.key: (each.continuation, each.trend, each.partners) for each in found.items}


FIRST = version_of("1.0.0", ("a", "b"))
SECOND = version_of("2.0.0", ("a", "y"), a_step("same", ("b",), ("y",)), origin="1.4.0")


def test_a_bridge_from_a_later_minor_version_leads_from_an_earlier_one_too():
    found = over(FIRST, SECOND)
    assert continued(found)["y"] == ("same", "comparable", ("b",))
    assert [(item.key, item.earlier_key) for item in total_in(found).items] == [("a", "a"), ("y", "b")]
    assert "no_bridge" not in notes_of(found)


def test_a_version_without_a_bridge_does_not_break_the_way():
    found = over(FIRST, version_of("2.1.0", ("a", "y")), SECOND)
    assert continued(found)["y"] == ("same", "comparable", ("b",))
    assert "no_bridge" in notes_of(over(FIRST, version_of("2.1.0", ("a", "y"))))


def test_two_bridges_lead_on():
    third = version_of("3.0.0", ("a", "z"), a_step("reworded", ("y",), ("z",)), origin="2.0.0")
    found = over(FIRST, third, SECOND)
    assert continued(found) == {"a": ("same", "comparable", ()), "z": ("reworded", "comparable", ("b",))}


def test_what_goes_on_the_way_is_gone_and_what_comes_is_new():
    steps = [a_step("removed", ("y",)), a_step("new", to=("n",))]
    third = version_of("3.0.0", ("a", "n"), *steps, origin="2.0.0")
    assert continued(over(FIRST, third, SECOND)) == {
        "a": ("same", "comparable", ()),
        "n": ("new", "broken", ()),
        "b": ("removed", "broken", ()),
    }


def test_what_means_something_else_at_the_end_is_not_called_the_same():
    third = version_of(
        "3.0.0", ("a", "z"), a_step("same", ("y",), ("z",)), origin="2.0.0", z={"points": (0, 1, 2, 3, 9)}
    )
    assert continued(over(FIRST, third, SECOND)) == {
        "a": ("same", "comparable", ()),
        "z": ("new", "broken", ()),
        "b": ("removed", "broken", ()),
    }


def test_a_field_is_renamed_along_with_its_items():
    steps = [a_step("same", ("a",), ("x",)), a_step("same", ("b",), ("y",))]
    second = version_of("2.0.0", ("x", "y"), *steps, origin="1.4.0", fields=[a_step("same", ("f",), ("g",))], field="g")
    found = over(FIRST, version_of("2.0.1", ("x", "y"), field="g"), second)
    field = total_in(found).fields[0]
    assert (field.key, field.earlier_key, field.basis, field.movement) == ("g", "f", "published", "higher")


def test_what_is_split_or_merged_goes_on_while_nothing_else_happens():
    first = version_of("1.0.0", ("a", "b", "c", "d"))
    second = version_of(
        "2.0.0",
        ("a1", "a2", "bc", "d"),
        a_step("split", ("a",), ("a1", "a2")),
        a_step("merged", ("b", "c"), ("bc",)),
        origin="1.4.0",
    )
    third = version_of("3.0.0", ("a1", "a3", "bc", "d"), a_step("same", ("a2",), ("a3",)), origin="2.0.0")
    assert continued(over(first, third, second)) == {
        "a1": ("split", "partly", ("a",)),
        "a3": ("split", "partly", ("a",)),
        "bc": ("merged", "partly", ("b", "c")),
        "d": ("same", "comparable", ()),
    }


@pytest.mark.parametrize(
    ("keys", "steps"),
    [
        (("all", "d"), [a_step("merged", ("a1", "a2"), ("all",)), a_step("removed", ("bc",))]),
        (("b1", "b2", "d"), [a_step("split", ("bc",), ("b1", "b2")), a_step("removed", ("a1", "a2"))]),
    ],
)
def test_what_would_lead_from_several_to_several_ends(keys, steps):
    first = version_of("1.0.0", ("a", "b", "c", "d"))
    second = version_of(
        "2.0.0",
        ("a1", "a2", "bc", "d"),
        a_step("split", ("a",), ("a1", "a2")),
        a_step("merged", ("b", "c"), ("bc",)),
        origin="1.4.0",
    )
    third = version_of("3.0.0", keys, *steps, origin="2.0.0")
    found = continued(over(first, third, second))
    assert {key for key, (_, trend, _) in found.items() if trend == "broken"} == {*keys[:-1], "a", "b", "c"}


def test_what_is_merged_with_something_new_has_one_origin_and_is_no_merger():
    second = version_of("2.0.0", ("a", "b", "n"), a_step("new", to=("n",)), origin="1.4.0")
    third = version_of("3.0.0", ("a", "bn"), a_step("merged", ("b", "n"), ("bn",)), origin="2.0.0")
    assert continued(over(FIRST, third, second))["bn"] == ("new", "broken", ())


def test_one_major_step_without_a_bridge_is_named():
    third = version_of("3.0.0", ("a", "z"))
    assert notes_of(over(FIRST, third, SECOND))["no_bridge"] == ("1.0.0", "3.0.0")
    last = version_of("3.0.0", ("a", "z"), a_step("same", ("y",), ("z",)), origin="2.0.0")
    assert "no_bridge" not in notes_of(over(FIRST, last, SECOND))
    assert "no_bridge" in notes_of(over(FIRST, last, version_of("2.0.0", ("a", "y"))))


MOVES_ON = [a_step("same", ("a",), ("b",)), a_step("same", ("b",), ("c",)), a_step("removed", ("c",))]


@pytest.mark.parametrize("origin", ["1.0.0", "1.4.0"])
def test_where_keys_move_on_the_bridge_wins(origin):
    first = version_of("1.0.0", ("a", "b", "c"))
    second = version_of("2.0.0", ("b", "c"), *MOVES_ON, origin=origin)
    found = over(first, second)
    assert continued(found) == {"b": ("same", "comparable", ("a",)), "c": ("same", "comparable", ("b",))}
    assert [(item.key, item.earlier_key) for item in total_in(found).items] == [("b", "a"), ("c", "b")]
    # As where all items of a field are renamed, its scores are not set beside each other.
    assert total_in(found).fields[0].difference.reason == "means_otherwise"


@pytest.mark.parametrize("origin", ["1.0.0", "1.4.0"])
def test_a_key_given_to_something_else_is_new(origin):
    steps = [a_step("removed", ("b",)), a_step("new", to=("b",))]
    found = over(FIRST, version_of("2.0.0", ("a", "b"), *steps, origin=origin))
    assert continued(found) == {"a": ("same", "comparable", ()), "b": ("new", "broken", ())}
    field = total_in(found).fields[0]
    assert (field.basis, field.items) == ("recomputed", ("a",))


def test_a_key_that_went_and_came_back_on_the_way_is_new():
    second = version_of("2.0.0", ("a",), a_step("removed", ("b",)), origin="1.0.0")
    third = version_of("3.0.0", ("a", "b"), a_step("new", to=("b",)), origin="2.0.0")
    assert continued(over(FIRST, third, second))["b"] == ("new", "broken", ())


@pytest.mark.parametrize("origin", ["1.0.0", "1.4.0"])
def test_fields_whose_keys_move_on_are_compared_with_what_they_were(origin):
    first = a_plan(a_parent("all", a_field("f", an_item("a")), a_field("g", an_item("b"))))
    fields = [a_step("same", ("f",), ("g",)), a_step("same", ("g",), ("f",))]
    second = a_plan(
        a_parent("all", a_field("g", an_item("a")), a_field("f", an_item("b"))),
        version="2.0.0",
        bridge={"from": origin, "fields": fields},
    )
    found = over(first, second)
    assert {each.key: each.partners for each in found.fields} == {"all": (), "f": ("g",), "g": ("f",)}
    pairs = {field.key: (field.earlier_key, field.movement) for field in total_in(found).fields}
    assert pairs["f"] == ("g", "higher")
    assert pairs["g"] == ("f", "higher")


def test_a_renamed_item_in_a_field_with_another_rule_is_still_compared():
    later = a_plan(
        a_field("f", an_item("a"), an_item("y"), scoring=a_rule(scale=[0, 100])),
        version="2.0.0",
        bridge={"from": "1.4.0", "items": [a_step("same", ("b",), ("y",))]},
    )
    found = total_in(over(FIRST, later))
    assert [item.movement for item in found.items] == ["higher", "higher"]
    assert found.fields[0].difference.reason == "means_otherwise"
