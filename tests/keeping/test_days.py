"""On which day responses go: the day in Germany that people were told, whatever the clock does meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest

from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import welcome
from selfcheck_service.use_cases.days import HERE, day_here, expires_on, is_expired


@pytest.mark.parametrize(
    ("closes_at", "days", "day"),
    [
        # In Germany it is the next day already.
        ("2026-06-30T22:30+00:00", 7, "2026-07-08"),
        ("2026-12-31T23:30+00:00", 90, "2027-04-01"),
        # Elsewhere it is the next day already, and here it is not.
        ("2026-03-02T02:00+05:00", 7, "2026-03-08"),
        # Over the beginning and the end of summer time, where a day has 23 or 25 hours.
        ("2026-03-22T23:30+01:00", 7, "2026-03-29"),
        ("2026-03-23T00:00+01:00", 7, "2026-03-30"),
        ("2026-10-18T23:30+02:00", 7, "2026-10-25"),
        ("2026-10-19T00:30+02:00", 7, "2026-10-26"),
        # At an hour that there is twice.
        ("2026-10-25T00:30+00:00", 7, "2026-11-01"),
        ("2026-10-25T01:30+00:00", 7, "2026-11-01"),
        # Over, from and onto the 29 February.
        ("2028-02-22T12:00+01:00", 7, "2028-02-29"),
        ("2028-02-29T12:00+01:00", 365, "2029-02-28"),
        ("2026-02-22T12:00+01:00", 7, "2026-03-01"),
        ("2026-11-30T23:59+01:00", 730, "2028-11-29"),
    ],
)
def test_the_day_is_counted_in_germany(closes_at, days, day):
    closing = datetime.fromisoformat(closes_at)
    assert expires_on(closing, days) == date.fromisoformat(day)
    assert expires_on(closing.astimezone(UTC), days) == date.fromisoformat(day)


@pytest.mark.parametrize(("winter_or_summer", "hours"), [("2026-01-15", 1), ("2026-07-15", 2)])
def test_the_day_begins_at_midnight_in_germany_and_not_in_utc(winter_or_summer, hours):
    day = date.fromisoformat(winter_or_summer)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=hours)
    closes_at = midnight - timedelta(days=7)
    assert expires_on(closes_at, 7) == day
    assert not is_expired(closes_at, 7, midnight - timedelta(seconds=1))
    assert is_expired(closes_at, 7, midnight)
    assert (day_here(midnight - timedelta(seconds=1)), day_here(midnight)) == (day - timedelta(days=1), day)


def test_responses_go_on_the_day_that_people_were_told():
    terms = Terms("confidential", 5, (), 30, False, "beispiel", "1.0.0", {})
    for hours in range(0, 24 * 400, 7):
        closes_at = datetime(2027, 9, 1, tzinfo=UTC) + timedelta(hours=hours)
        statements = welcome(terms, closes_at.astimezone(HERE))
        (told,) = [each.text.in_language("de") for each in statements if each.key == "deletion"]
        day = expires_on(closes_at, 30)
        assert spoken_day(day, "de") in told
        # Never before, and at the latest when this day is over.
        begins = datetime(day.year, day.month, day.day, tzinfo=HERE)
        assert not is_expired(closes_at, 30, begins - timedelta(seconds=1))
        assert is_expired(closes_at, 30, begins + timedelta(hours=22))
