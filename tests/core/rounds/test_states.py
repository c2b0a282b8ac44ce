"""When a round is open, and which times it may have."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.messages import Spoken
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.rounds.states import FURTHEST_DAYS, LONGEST_DAYS, check_times, state_of

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    timezones=st.timezones(),
)


def codes(opens_at, closes_at, **options):
    return [
        (problem.location, problem.code) for problem in check_times(opens_at, closes_at, NOW, zone=BERLIN, **options)
    ]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOW - timedelta(microseconds=1), "planned"),
        (NOW, "open"),
        (NOW + DAY - timedelta(microseconds=1), "open"),
        (NOW + DAY, "closed"),
        (NOW + 900 * DAY, "closed"),
    ],
)
def test_the_opening_belongs_to_the_open_time_and_the_closing_does_not(now, state):
    assert state_of(NOW, NOW + DAY, now) == state


def test_a_round_closed_before_it_opened_is_closed():
    assert state_of(NOW + DAY, NOW, NOW) == "closed"


@given(moments, moments, moments)
def test_the_zone_in_which_a_moment_is_written_changes_nothing(opens_at, closes_at, now):
    elsewhere = timezone(timedelta(hours=-9))
    moved = [moment.astimezone(elsewhere) for moment in (opens_at, closes_at, now)]
    assert state_of(*moved) == state_of(opens_at, closes_at, now)
    assert [p.code for p in check_times(*moved, zone=BERLIN)] == [
        p.code for p in check_times(opens_at, closes_at, now, zone=BERLIN)
    ]


@given(moments, moments, moments)
def test_a_round_without_faults_will_be_open(opens_at, closes_at, now):
    problems = check_times(opens_at, closes_at, now, zone=BERLIN)
    assert problems or state_of(opens_at, closes_at, max(now, opens_at)) == "open"


def test_times_that_are_well_are_accepted():
    assert codes(NOW, NOW + LONGEST_DAYS * DAY) == []
    assert codes(NOW - DAY, NOW + timedelta(seconds=1)) == []
    assert codes(NOW + FURTHEST_DAYS * DAY, NOW + (FURTHEST_DAYS + 1) * DAY) == []


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "found"),
    [
        (NOW + DAY, NOW + DAY, [("/closes_at", "closes_before_opening")]),
        (
            NOW + DAY,
            NOW - DAY,
            [("/closes_at", "closes_before_opening"), ("/closes_at", "closes_in_the_past")],
        ),
        (NOW - 2 * DAY, NOW, [("/closes_at", "closes_in_the_past")]),
        (NOW, NOW + LONGEST_DAYS * DAY + timedelta(seconds=1), [("/closes_at", "round_too_long")]),
        (
            NOW + FURTHEST_DAYS * DAY + timedelta(seconds=1),
            NOW + (FURTHEST_DAYS + 2) * DAY,
            [("/opens_at", "opens_too_far_ahead")],
        ),
        (NOW.replace(tzinfo=None), NOW + DAY, [("/opens_at", "offset_missing")]),
        (
            NOW.replace(tzinfo=None),
            NOW.replace(tzinfo=None),
            [("/opens_at", "offset_missing"), ("/closes_at", "offset_missing")],
        ),
    ],
)
def test_every_fault_of_the_times_is_named_with_its_place(opens_at, closes_at, found):
    assert codes(opens_at, closes_at) == found


def test_a_round_that_exists_may_have_closed():
    assert codes(NOW - 2 * DAY, NOW, may_have_passed=True) == []
    assert codes(NOW - DAY, NOW - 2 * DAY, may_have_passed=True) == [("/closes_at", "closes_before_opening")]


def test_a_fault_says_what_was_found_in_words_and_in_the_zone_of_those_who_read_it():
    problem = check_times(NOW + DAY, NOW + DAY, NOW, zone=BERLIN)[0]
    assert problem.message("en") == (
        "The round would close at 3:30 am on 30 March 2026, before or when it opens at 3:30 am on 30 March 2026."
    )
    assert problem.message("de") == (
        "Der Durchgang würde am 30. März 2026 um 3:30 Uhr schließen, aber erst am 30. März 2026 um 3:30 Uhr öffnen."
    )


def test_a_moment_at_the_end_of_time_is_told_as_it_is_written():
    last = datetime.max.replace(tzinfo=UTC)
    problems = check_times(NOW, last, NOW, zone=BERLIN) + check_times(last, last, NOW, zone=BERLIN)
    assert "9999-12-31T23:59:59.999999+00:00" in problems[-1].message("de")


def test_a_day_is_told_in_words():
    assert told_day(date(2026, 3, 1)) == Spoken("2026-03-01", "1. März 2026", "1 March 2026")
