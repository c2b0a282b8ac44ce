"""Records of a workshop: equal ones are equal bytes, and what was stored is read back as it was."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning import Measure, canonical_record, read_record, record_hash
from selfcheck_service.core.planning.document import Evidence
from selfcheck_service.core.planning.months import months_after, review_days
from tests.core.planning.plans import a_consensus, a_measure, a_review, focus_fields

TEXTS = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize("record", [a_measure(), a_review(), a_consensus(), focus_fields("a", "b")])
def test_a_record_is_read_back_from_its_bytes(record):
    document = canonical_record(record)
    assert read_record(type(record), document) == record
    assert canonical_record(read_record(type(record), document)) == document


@given(goal=TEXTS, deadline=st.one_of(st.none(), DAYS), hours=st.one_of(st.none(), st.integers(0, 10**5)))
def test_any_measure_is_read_back_from_its_bytes(goal, deadline, hours):
    made = a_measure(goal=goal, deadline=deadline, hours=hours, evidence=(Evidence("matrix", "a_rule"),))
    assert read_record(Measure, canonical_record(made)) == made


def test_the_hash_differs_where_anything_differs():
    assert record_hash(a_measure()) == record_hash(a_measure())
    assert record_hash(a_measure()) != record_hash(a_measure(goal="Mehr"))


def test_a_measure_that_an_older_version_stored_has_defaults_for_what_is_new():
    told = msgspec.json.decode(canonical_record(a_measure()))
    older = {name: value for name, value in told.items() if name not in ("evidence", "risk", "status")}
    found = read_record(Measure, msgspec.json.encode(older))
    assert (found.evidence, found.risk, found.status) == ((), None, "idea")


@pytest.mark.parametrize(
    ("decision", "status", "is_planned"),
    [("adopt", "idea", True), ("adapt", "done", True), ("adopt", "dropped", False), ("reject", "dropped", False)],
)
def test_what_was_rejected_or_dropped_does_not_belong_to_the_plan(decision, status, is_planned):
    assert a_measure(decision=decision, status=status).is_planned is is_planned
    assert not a_measure(decision="reject", status="idea").is_planned


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-03-02", 3, "2026-06-02"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("1999-11-29", 3, "2000-02-29"),
        ("2099-12-31", 2, "2100-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_a_day_some_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(DAYS, st.integers(0, 40))
def test_months_later_is_never_another_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 0) == later)


def test_the_reviews_are_due_after_three_six_and_twelve_months():
    days = review_days(date(2026, 8, 31))
    assert {months: day.isoformat() for months, day in days.items()} == {
        3: "2026-11-30",
        6: "2027-02-28",
        12: "2027-08-31",
    }
