"""The page on measures says what the code does: examples, members, ways of a status, limits."""

import json
import re

import pytest

from selfcheck_service.api.planning_schemas import (
    MOST_FOCUS_FIELDS,
    ConsensusBody,
    FocusFieldsBody,
    MeasureChange,
    NewMeasure,
)
from selfcheck_service.core.definition.shapes import parse_shape
from selfcheck_service.core.planning.measures import NEXT_STATUS
from selfcheck_service.core.planning.readiness import NEEDED
from selfcheck_service.use_cases.planning import MOST_MEASURES, MOST_REVIEWS
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "measures.md").read_text(encoding="utf-8")


def rows(heading):
    """The cells of the first table below a heading, without its head."""
    section = PAGE.split(f"\n{heading}\n")[1]
    lines = re.search(r"((?:\|.*\n)+)", section)
    assert lines is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1].splitlines()[2:]]


def test_the_examples_are_good_bodies():
    focus, agreed = (json.loads(each) for each in re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL))
    assert parse_shape(FocusFieldsBody, focus).fields
    assert parse_shape(ConsensusBody, agreed).value == agreed["value"]


def test_it_has_every_member_of_a_measure():
    named = {name for row in rows("## Measures") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == set(NewMeasure.model_fields)
    assert named - {"suggestion"} == set(MeasureChange.model_fields)


def test_it_says_which_members_are_needed():
    needed = {name for row in rows("## Measures") if "**needed**" in row[1] for name in re.findall(r"`(\w+)`", row[0])}
    # Of each of these rows the text says which member it means.
    assert needed - {"title", "fields", "items", "starts_on"} == set(NEEDED)


@pytest.mark.parametrize("status", NEXT_STATUS)
def test_it_says_where_a_status_leads(status):
    ways = {row[0].strip("`"): tuple(re.findall(r"`(\w+)`", row[1])) for row in rows("### Status")}
    assert ways[status] == NEXT_STATUS[status]


def test_it_says_how_many_there_can_be():
    for words in (f"Up to {MOST_FOCUS_FIELDS} fields", f"At most {MOST_MEASURES} a round", f"at most {MOST_REVIEWS}."):
        assert words in PAGE
