"""What a room can agree on, and what the release says of the same field or item."""

import json
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import InputInvalid, NotFound
from selfcheck_service.core.planning.agreeing import find_subject, original_of, parse_agreed
from selfcheck_service.core.releases import canonical_release
from selfcheck_service.core.workshop.fields_seen import see_release
from tests.builders import a_computed, a_field, a_multiple_choice, a_number, a_plan, a_text, an_item, some_options
from tests.core.workshop.briefs import TOWN, figure, in_quarters, made_up, released_of, shipped, small

KINDS = a_plan(
    a_field(
        "f",
        an_item("choice"),
        an_item("word", options=[{**each, "value": f"v{at}"} for at, each in enumerate(some_options((0, 1)))]),
        a_multiple_choice("several"),
        a_number("amount", "[0, 10]"),
        a_number("whole", "[0, 10]", number={"range": "[0, 10]", "integer": True, "points": "value"}),
        a_text("free"),
        a_computed("worked_out", "item.amount", scored=False),
    )
)


def agreed(key, value, kind="item"):
    return parse_agreed(find_subject(KINDS, kind, key), value)


def refused(key, value, kind="item"):
    with pytest.raises(InputInvalid) as found:
        agreed(key, value, kind)
    (problem,) = found.value.problems
    assert problem.location == "/value"
    assert problem.message("de")
    return problem.code


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("choice", 3, 3),
        ("word", "v1", "v1"),
        ("amount", Decimal("2.5"), 2.5),
        ("amount", 10, 10),
        ("whole", Decimal("4.0"), 4),
    ],
)
def test_an_item_takes_what_its_options_or_its_numbers_are(key, value, stored):
    assert agreed(key, value) == stored


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("choice", 9, "unknown_option"),
        ("choice", True, "unknown_option"),
        ("choice", Decimal("1.0"), "unknown_option"),
        ("choice", None, "unknown_option"),
        ("choice", [1], "unknown_option"),
        ("word", "v7", "unknown_option"),
        ("several", 1, "no_single_value"),
        ("free", "Wort", "no_single_value"),
        ("amount", 11, "out_of_range"),
        ("amount", "2", "wrong_type"),
        ("amount", True, "wrong_type"),
        ("amount", None, "wrong_type"),
        ("amount", Decimal("1e30"), "out_of_range"),
        ("whole", Decimal("2.5"), "not_an_integer"),
    ],
)
def test_an_item_takes_nothing_else(key, value, code):
    assert refused(key, value) == code


@given(st.integers(-400, 400))
def test_a_field_takes_exactly_what_lies_on_its_scale(hundredths):
    field, value = find_subject(small(), "field", "a"), Decimal(hundredths) / 100
    if 0 <= value <= 4:
        assert Decimal(str(parse_agreed(field, value))) == value
    else:
        with pytest.raises(InputInvalid):
            parse_agreed(field, value)


def test_of_the_overall_result_a_consensus_can_be_noted_too():
    assert parse_agreed(find_subject(small(), "field", "overall"), 3) == 3


@pytest.mark.parametrize(("kind", "key"), [("field", "choice"), ("item", "f"), ("item", "worked_out"), ("item", "x\n")])
def test_of_what_is_not_there_or_not_asked_none_can_be_noted(kind, key):
    with pytest.raises(NotFound) as found:
        find_subject(KINDS, kind, key)
    assert found.value.problem.code == "unknown_subject"
    assert found.value.problem.message("de")


class TestOriginals:
    def test_a_field_has_its_released_value_on_its_scale(self):
        seen = see_release(made_up({"a": {"value": figure(1.5, 2.5), "n": 12}}), small(), {})
        found = original_of(seen, "field", "a")
        assert (found.n, found.scale, found.value, found.quarter) == (12, (0, 4), figure(1.5, 2.5), None)
        assert original_of(seen, "field", "b").value.lowest is None

    def test_in_a_small_group_a_field_has_its_quarter_and_an_item_nothing(self):
        seen = see_release(in_quarters(a=2), small(), {})
        found = original_of(seen, "field", "a")
        assert found.quarter is not None
        assert (found.n, found.value.lowest, found.quarter.quarter) == (8, None, 2)
        item = original_of(seen, "item", "a0")
        assert (item.n, item.scale, item.value.lowest, item.value.reason, item.cells) == (8, None, None, "quarters", ())

    def test_an_item_has_its_cells_and_its_mean_as_they_were_released(self):
        release = released_of("blocks")
        assert release.total is not None
        published = release.total.items[0]
        found = original_of(see_release(release, shipped(), TOWN), "item", published.key)
        assert (found.n, found.scale) == (published.n, (0, 100))
        assert (found.value, found.cells) == (published.mean, published.cells)

    def test_an_item_that_the_release_does_not_have_was_not_asked(self):
        release = released_of("blocks")
        assert release.total is not None
        total = msgspec.structs.replace(release.total, items=release.total.items[1:])
        seen = see_release(msgspec.structs.replace(release, total=total), shipped(), TOWN)
        assert original_of(seen, "item", release.total.items[0].key).value.reason == "not_asked"

    def test_a_joint_answer_has_the_score_of_its_evaluation(self):
        release = released_of("joint")
        published = json.loads(canonical_release(release))["evaluation"]
        scored = next(each for each in published["fields"] if each["score"] is not None)
        found = original_of(see_release(release, shipped(), TOWN), "field", scored["key"])
        assert (found.n, found.value.lowest, found.value.highest) == (1, scored["score"], scored["score"])
