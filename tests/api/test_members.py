"""What members of bodies are made of: only the usual way to write a thing is read, and nothing is taken for another."""

import contextlib
import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.api.members import Body, Day, Id, Moment, Name, dated_place, named_place, place_of
from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.shapes import parse_shape

AN_ID = "123e4567-e89b-42d3-a456-426614174000"


class Everything(Body):
    id: Id | None = None
    day: Day | None = None
    moment: Moment | None = None
    name: Name | None = None


def read(name, value):
    return getattr(parse_shape(Everything, {name: value}), name)


def fault(name, value):
    with pytest.raises(InputInvalid) as refused:
        read(name, value)
    (problem,) = refused.value.problems
    assert problem.location == f"/{name}"
    # In both languages there are words for it.
    assert problem.message("de") != problem.message("en") or value is None
    return problem.code


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("id", AN_ID, uuid.UUID(AN_ID)),
        ("id", AN_ID.upper(), uuid.UUID(AN_ID)),
        ("day", "2024-02-29", date(2024, 2, 29)),
        ("moment", "2026-03-01T08:00", datetime(2026, 3, 1, 8)),  # noqa: DTZ001 - the naive one is the case
        ("moment", "2026-03-01T08:00:00Z", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("moment", "2026-03-01T08:00:00.5+01:00", datetime(2026, 3, 1, 7, 0, 0, 500_000, tzinfo=UTC)),
        ("name", "  Ju\u0308lich ", "Jülich"),
        ("name", "n" * 200, "n" * 200),
    ],
)
def test_the_usual_way_is_read(name, written, meant):
    assert read(name, written) == meant


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("id", AN_ID.replace("-", ""), "malformed"),
        ("id", "{" + AN_ID + "}", "malformed"),
        ("id", "urn:uuid:" + AN_ID, "malformed"),
        ("id", AN_ID + "\n", "malformed"),
        ("id", 5, "wrong_type"),
        ("day", "2023-02-29", "malformed"),
        ("day", "20240229", "malformed"),
        ("day", "2024-W01-1", "malformed"),
        ("day", "\u0662\u0660\u0662\u0664-01-01", "malformed"),
        ("day", "2024-01-01T00:00:00", "malformed"),
        ("day", 20240229, "wrong_type"),
        ("moment", "2026-03-01", "malformed"),
        ("moment", "2026-03-01 08:00", "malformed"),
        ("moment", "2026-03-01T25:00", "malformed"),
        ("moment", "2026-03-01T08:00+25:00", "malformed"),
        ("moment", 0, "wrong_type"),
        ("name", "", "too_short"),
        ("name", "a\nb", "text_not_clean"),
        ("name", "n" * 201, "too_long"),
        ("name", True, "wrong_type"),
    ],
)
def test_others_are_refused_in_our_own_words(name, written, code):
    assert fault(name, written) == code


@given(st.text(max_size=250) | st.datetimes().map(str) | st.dates().map(str) | st.uuids().map(str))
def test_whatever_is_written_is_read_or_refused(text):
    for name in Everything.model_fields:
        with contextlib.suppress(InputInvalid):
            assert read(name, text) is not None


class TestPlaces:
    @given(st.uuids(), st.text(min_size=1, max_size=100))
    def test_a_name_is_found_again(self, entry_id, text):
        try:
            name = parse_shape(Everything, {"name": text}).name
        except InputInvalid:
            return
        assert name is not None
        assert named_place(place_of(name, entry_id)) == (name, entry_id)

    @given(st.uuids(), st.integers(-(10**9), 10**10))
    def test_a_moment_is_found_again(self, entry_id, seconds):
        moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=2)))
        assert dated_place(place_of(moment, entry_id)) == (moment, entry_id)
