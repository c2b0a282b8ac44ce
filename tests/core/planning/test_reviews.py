"""Reviews: which are due when, what may be said in one, and what becomes of the measure."""

from datetime import date, timedelta

import pytest

from selfcheck_service.core.planning.reviews import check_review, reviewed, reviews_due
from tests.core.planning.plans import DECIDED, a_measure, a_review

TODAY = date(2026, 6, 5)


def faults(review, status="decided", held=()):
    found = check_review(review, a_measure(status=status), held, today=TODAY)
    return [(each.location, each.code) for each in found]


def test_three_reviews_are_due_and_one_is_held_once_it_is_noted():
    due = reviews_due(a_measure(), [a_review(months=6), a_review(months=None)])
    assert [(each.months, each.due_on.isoformat(), each.held) for each in due] == [
        (3, "2026-06-02", False),
        (6, "2026-09-02", True),
        (12, "2027-03-02", False),
    ]


def test_what_was_rejected_is_not_reviewed_and_what_was_dropped_later_is():
    assert reviews_due(a_measure(decision="reject", status="dropped"), []) == ()
    assert len(reviews_due(a_measure(status="dropped", dropped_reason="Kein Geld"), [])) == 3


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"held_on": DECIDED}, []),
        ({"held_on": TODAY}, []),
        ({"held_on": DECIDED - timedelta(1)}, [("/held_on", "day_too_early")]),
        ({"held_on": TODAY + timedelta(1)}, [("/held_on", "day_too_late")]),
        ({"status": "dropped"}, [("/dropped_reason", "missing")]),
        ({"status": "dropped", "dropped_reason": "Kein Geld"}, []),
        ({"dropped_reason": "Kein Geld"}, [("/dropped_reason", "without_meaning")]),
    ],
)
def test_every_problem_is_named_at_its_place(said, found):
    assert faults(a_review(**said)) == found


def test_a_review_finds_a_status_to_which_a_way_leads():
    assert faults(a_review(status="running"), "idea") == [("/status", "status_not_next")]
    assert faults(a_review(status="dropped"), "dropped") == []


def test_the_measure_takes_over_what_the_review_found():
    assert reviewed(a_measure(status="decided"), a_review(status="running"), []) == a_measure(status="running")
    dropped = reviewed(a_measure(), a_review(status="dropped", dropped_reason="Kein Geld"), [])
    assert dropped == a_measure(status="dropped", dropped_reason="Kein Geld")
    assert reviewed(dropped, a_review(status="dropped"), []).dropped_reason == "Kein Geld"


def test_what_was_found_earlier_does_not_turn_the_status_back():
    done, last = a_measure(status="done"), a_review(status="done", held_on=TODAY)
    earlier = a_review(number=2, status="decided", held_on=TODAY - timedelta(1))
    assert faults(earlier, "done", [last]) == []
    assert reviewed(done, earlier, [last]) == done
    assert faults(earlier, "done") == [("/status", "status_not_next")]
    same_day = a_review(number=2, status="running", held_on=TODAY)
    assert faults(same_day, "done", [last]) == []
    assert reviewed(done, same_day, [earlier, last]) == a_measure(status="running")
