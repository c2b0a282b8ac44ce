"""Reviews: which are due when, what may be said in one, and what becomes of the measure."""

from datetime import date, timedelta

import msgspec
import pytest

from selfcheck_service.core.planning import Review, ReviewRecord
from selfcheck_service.core.planning.reviews import check_review, reviewed, reviews_due, standing, unreviewed
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


def a_record(number, status="running", held_on=TODAY, **said):
    return ReviewRecord(round="round", measure="m", number=number, months=None, held_on=held_on, status=status, **said)


def test_what_was_withdrawn_does_not_stand_and_its_numbers_stay():
    records = [a_record(1), a_record(2, "done"), a_record(3, withdraws=1), a_record(4)]
    assert [each.number for each in standing(records)] == [2, 4]
    # Of another measure the same number stands; and what stands is what papers show, no more.
    other = msgspec.structs.replace(a_record(1), measure="n")
    assert standing([other, *records])[0] == Review("round", "n", 1, None, TODAY, "running")
    assert {type(each) for each in standing(records)} == {Review}


def test_without_the_review_the_status_is_what_it_was_before():
    withdrawn = a_record(1, before="decided")
    assert unreviewed(a_measure(status="running"), withdrawn, []) == a_measure(status="decided")
    # An older review says nothing of what was changed by hand between the two.
    older = a_review(number=0, status="idea", held_on=DECIDED)
    assert unreviewed(a_measure(status="running"), withdrawn, [older]) == a_measure(status="decided")


def test_what_a_later_noted_one_found_before_that_day_counts_then():
    withdrawn = a_record(1, "done", before="running")
    noted_later = a_review(number=2, status="decided", held_on=TODAY - timedelta(1))
    assert unreviewed(a_measure(status="done"), withdrawn, [noted_later]).status == "decided"


def test_reasons_for_dropping_go_and_come_with_the_status():
    dropped = a_measure(status="dropped", dropped_reason="Kein Geld")
    by_mistake = a_record(1, "dropped", dropped_reason="Kein Geld", before="running")
    assert unreviewed(dropped, by_mistake, []) == a_measure(status="running")
    taken_up = a_record(1, "idea", before="dropped", before_reason="Kein Geld")
    assert unreviewed(a_measure(status="idea"), taken_up, []) == dropped


@pytest.mark.parametrize(
    ("measure", "held"),
    [
        # Somebody has changed it since, or it was rejected.
        ({"status": "done"}, []),
        ({"status": "running", "decision": "reject"}, []),
        # Another one was held later, or on the same day and noted later.
        ({"status": "running"}, [(2, TODAY + timedelta(1))]),
        ({"status": "running"}, [(2, TODAY)]),
    ],
)
def test_where_the_status_is_not_from_it_it_stays(measure, held):
    others = [a_review(number=number, status="running", held_on=day) for number, day in held]
    assert unreviewed(a_measure(**measure), a_record(1, before="decided"), others) == a_measure(**measure)


def test_of_reviews_that_do_not_say_what_was_before_the_one_held_last_counts():
    older = a_review(number=1, status="decided", held_on=DECIDED)
    assert unreviewed(a_measure(status="running"), a_record(2), [older]).status == "decided"
    assert unreviewed(a_measure(status="running"), a_record(2), []).status == "running"
