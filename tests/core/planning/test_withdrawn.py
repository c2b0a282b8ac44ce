"""Which days of a measure calendars may have, and which of them are none any more."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning import Withdrawn, canonical_record, read_record
from selfcheck_service.core.planning.withdrawn import event_days, withdrawn_after
from tests.core.planning.plans import DECIDED, a_measure

SOME_DAYS = st.none() | st.dates(date(2026, 3, 2), date(2027, 3, 2))
MEASURES = st.builds(
    lambda first_step_on, deadline, review_on, decided_on: a_measure(
        first_step_on=first_step_on, deadline=deadline, review_on=review_on, decided_on=decided_on
    ),
    SOME_DAYS,
    SOME_DAYS,
    SOME_DAYS | st.just(date(2026, 6, 2)),
    st.sampled_from([DECIDED, date(2026, 3, 3)]),
)


def test_a_review_on_a_common_day_is_no_event_of_its_own():
    assert event_days(a_measure()) == {"first-step": date(2026, 3, 12), "deadline": date(2026, 9, 1)}
    alone = a_measure(review_on=date(2026, 6, 3), first_step_on=None, deadline=None)
    assert event_days(alone) == {"review": date(2026, 6, 3)}


def test_what_only_moves_is_not_withdrawn():
    moved = a_measure(deadline=date(2026, 10, 1))
    assert withdrawn_after(Withdrawn(), a_measure(), moved) == Withdrawn()


def test_a_day_that_is_removed_is_withdrawn_with_its_last_day():
    without = a_measure(deadline=None, first_step_on=None)
    found = withdrawn_after(Withdrawn(), a_measure(), without)
    assert found.days == {"first-step": date(2026, 3, 12), "deadline": date(2026, 9, 1)}
    later = a_measure(first_step_on=None, deadline=date(2026, 10, 1))
    found = withdrawn_after(withdrawn_after(found, without, later), later, without)
    assert found.days == {"first-step": date(2026, 3, 12), "deadline": date(2026, 10, 1)}


def test_a_review_that_becomes_a_common_one_is_withdrawn():
    alone = a_measure(review_on=date(2026, 6, 3))
    assert withdrawn_after(Withdrawn(), alone, a_measure()).days == {"review": date(2026, 6, 3)}


def test_a_day_of_decision_is_withdrawn_until_it_holds_again():
    earlier = a_measure(decided_on=date(2026, 3, 1))
    found = withdrawn_after(Withdrawn(), a_measure(), earlier)
    assert found.decided_on == (DECIDED,)
    assert withdrawn_after(found, earlier, a_measure()).decided_on == (date(2026, 3, 1),)


@given(st.lists(MEASURES, min_size=1, max_size=6))
def test_whatever_was_ahead_once_is_ahead_or_withdrawn_with_its_last_day(states):
    withdrawn, last, decided = Withdrawn(), event_days(states[0]), {states[0].decided_on}
    for before, after in pairwise(states):
        withdrawn = withdrawn_after(withdrawn, before, after)
        last |= event_days(after)
        decided.add(after.decided_on)
    assert {**withdrawn.days, **event_days(states[-1])} == last
    assert {*withdrawn.decided_on, states[-1].decided_on} == decided
    assert states[-1].decided_on not in withdrawn.decided_on
    assert read_record(Withdrawn, canonical_record(withdrawn)) == withdrawn
