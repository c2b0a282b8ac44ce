"""A body becomes a model, or all its faults of shape are named at once."""

import pytest
from pydantic import BaseModel, ConfigDict, Field

from selfcheck_service.core.definition.problems import InputInvalid
from selfcheck_service.core.definition.shapes import parse_shape


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1)
    count: int = 1


def test_what_fits_becomes_the_model():
    assert parse_shape(Thing, {"name": "a", "count": 2}) == Thing(name="a", count=2)


@pytest.mark.parametrize("document", [None, 1, "x", []])
def test_what_is_no_map(document):
    with pytest.raises(InputInvalid) as raised:
        parse_shape(Thing, document)
    assert [(one.location, one.code) for one in raised.value.problems] == [("", "wrong_type")]


def test_every_fault_is_named_with_its_place_and_the_nearest_name():
    with pytest.raises(InputInvalid) as raised:
        parse_shape(Thing, {"name": "", "cuont": 3})
    found = {one.location: (one.code, str(one.parameters.get("hint", ""))) for one in raised.value.problems}
    assert found == {"/name": ("too_short", ""), "/cuont": ("unknown_member", " (count?)")}
