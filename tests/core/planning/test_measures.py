"""What may be said of a measure, how its status moves, and what it takes over from a suggestion."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning.document import FocusField
from selfcheck_service.core.planning.focus import check_focus, thematic_fields
from selfcheck_service.core.planning.measures import (
    NEXT_STATUS,
    changed_measure,
    check_changed,
    check_measure,
    check_suggestion,
    find_suggestion,
    taken_over,
)
from tests.core.planning.plans import DECIDED, a_measure
from tests.core.workshop.briefs import small

STRUCTURE = small().structure
RELEASED = date(2026, 2, 20)
TODAY = date(2026, 3, 5)


def faults(measure):
    found = check_measure(measure, STRUCTURE, released_on=RELEASED, today=TODAY)
    return [(each.location, each.code) for each in found]


def test_a_measure_with_everything_is_fine():
    assert faults(a_measure(fields=("a", "b"), items=("c0",), type="quick", starts_on=date(2026, 3, 3))) == []


def test_what_is_missing_is_no_problem_here():
    bare = dict.fromkeys(
        ("first_step", "first_step_on", "responsible", "deadline", "indicator", "baseline", "target", "review_on")
    )
    assert faults(a_measure(fields=(), **bare)) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"fields": ("a", "nothing")}, [("/fields/1", "unknown_reference")]),
        ({"fields": ("a", "overall")}, [("/fields/1", "unknown_reference")]),
        ({"fields": ("a", "b", "a")}, [("/fields/2", "duplicate_name")]),
        ({"items": ("a0", "a")}, [("/items/1", "unknown_reference")]),
        ({"items": ("a0", "a0")}, [("/items/1", "duplicate_name")]),
        ({"type": "slow"}, [("/type", "unknown_reference")]),
        ({"decision": "adapt", "origin": "suggestion"}, [("/reason", "missing")]),
        ({"decision": "adapt", "reason": "Zu teuer"}, [("/decision", "without_meaning")]),
        ({"decision": "adapt", "origin": "suggestion", "reason": "Zu teuer"}, []),
        ({"decision": "reject", "status": "dropped"}, [("/reason", "missing")]),
        ({"decision": "reject", "status": "dropped", "reason": "Gibt es schon"}, []),
        ({"decision": "reject", "reason": "Gibt es schon"}, [("/status", "without_meaning")]),
        ({"status": "dropped"}, [("/dropped_reason", "missing")]),
        ({"status": "dropped", "dropped_reason": "Kein Geld"}, []),
        ({"status": "running", "dropped_reason": "Kein Geld"}, [("/dropped_reason", "without_meaning")]),
        ({"first_step_on": DECIDED}, []),
        ({"first_step_on": DECIDED + timedelta(14)}, []),
        ({"first_step_on": DECIDED + timedelta(15)}, [("/first_step_on", "day_too_late")]),
        ({"first_step_on": DECIDED - timedelta(1)}, [("/first_step_on", "day_too_early")]),
        ({"deadline": date(2026, 3, 11)}, [("/deadline", "day_too_early")]),
        ({"deadline": date(2026, 3, 12)}, []),
        ({"starts_on": date(2026, 9, 2)}, [("/deadline", "day_too_early")]),
        ({"deadline": DECIDED - timedelta(1), "first_step_on": None}, [("/deadline", "day_too_early")]),
        ({"review_on": DECIDED - timedelta(1)}, [("/review_on", "day_too_early")]),
    ],
)
def test_every_problem_is_named_at_its_place(said, found):
    assert faults(a_measure(**said)) == found


def test_it_was_decided_between_the_release_and_today():
    free = {"first_step_on": None, "deadline": None, "review_on": None}
    assert faults(a_measure(decided_on=RELEASED, **free)) == []
    assert faults(a_measure(decided_on=TODAY, **free)) == []
    assert faults(a_measure(decided_on=RELEASED - timedelta(1), **free)) == [("/decided_on", "day_too_early")]
    assert faults(a_measure(decided_on=TODAY + timedelta(1), **free)) == [("/decided_on", "day_too_late")]


def test_no_day_of_the_calendar_is_too_late_to_be_looked_at():
    for late in (date.max, date.max - timedelta(13), TODAY + timedelta(1)):
        assert faults(a_measure(decided_on=late)) == [("/decided_on", "day_too_late")]
    last = dict.fromkeys(("starts_on", "deadline", "review_on"), date.max)
    assert faults(a_measure(**last)) == []
    assert faults(a_measure(first_step_on=date.max, deadline=date.max)) == [("/first_step_on", "day_too_late")]


def test_a_day_that_was_right_on_an_earlier_release_stays_right():
    early = a_measure(decided_on=RELEASED - timedelta(3), first_step_on=None)
    found = check_measure(early, STRUCTURE, released_on=None, today=TODAY)
    assert list(found) == []


def test_problems_are_told_in_words_with_what_would_be_right():
    late = a_measure(first_step_on=DECIDED + timedelta(30), type="quik")
    said = list(check_measure(late, STRUCTURE, released_on=RELEASED, today=TODAY))
    assert [each.message("de") for each in said] == [
        "„quik“ gibt es nicht (Art der Anregung). (quick?)",
        "Der 1. April 2026 ist zu spät: möglich ist spätestens der 16. März 2026.",
    ]
    assert said[1].message("en") == "1 April 2026 is too late: 16 March 2026 is the last day that is possible."


@given(st.sampled_from(list(NEXT_STATUS)), st.sampled_from(list(NEXT_STATUS)))
def test_a_status_moves_along_its_ways_only(before, after):
    found = list(check_changed(a_measure(status=before), a_measure(status=after)))
    assert (found == []) == (before == after or after in NEXT_STATUS[before])
    assert all((each.location, each.code) == ("/status", "status_not_next") for each in found)


def test_what_is_done_does_not_begin_again_as_an_idea_that_is_known_already():
    (found,) = check_changed(a_measure(status="done"), a_measure(status="decided"))
    assert (found.location, found.code) == ("/status", "status_not_next")


def test_from_every_status_every_other_one_can_be_reached():
    for start in NEXT_STATUS:
        seen, open_ = {start}, [start]
        while open_:
            further = set(NEXT_STATUS[open_.pop()]) - seen
            seen |= further
            open_ += further
        assert seen == set(NEXT_STATUS)


def test_rejecting_drops_a_measure_and_taking_that_back_makes_it_an_idea():
    done = a_measure(status="done")
    rejected = changed_measure(done, {"decision": "reject", "reason": "Doch nicht"})
    assert (rejected.status, list(check_changed(done, rejected))) == ("dropped", [])
    again = changed_measure(rejected, {"decision": "adopt"})
    assert (again.status, list(check_changed(rejected, again))) == ("idea", [])
    assert changed_measure(rejected, {"decision": "adopt", "status": "running"}).status == "running"


def test_the_reason_for_dropping_ends_with_it():
    dropped = changed_measure(a_measure(), {"status": "dropped", "dropped_reason": "Kein Geld"})
    assert changed_measure(dropped, {"title": "Anders"}).dropped_reason == "Kein Geld"
    assert changed_measure(dropped, {"status": "idea"}).dropped_reason is None


def test_only_what_is_said_changes():
    changed = changed_measure(a_measure(), {"goal": "Mehr Menschen kommen"})
    assert changed == a_measure(goal="Mehr Menschen kommen")


class TestSuggestions:
    def test_one_that_is_adopted_brings_what_it_says(self):
        found = taken_over(STRUCTURE, "a_quick", "de", rejected=False)
        assert sorted(found) == ["fields", "first_step", "indicator", "title", "type"]
        assert (found["type"], found["fields"]) == ("quick", ("a",))
        suggestion, field = find_suggestion(STRUCTURE, "a_quick") or pytest.fail("it is there")
        assert (suggestion.key, field) == ("a_quick", "a")
        assert found["title"] in suggestion.title.values()

    def test_one_that_is_rejected_brings_what_it_was_about(self):
        assert sorted(taken_over(STRUCTURE, "a_quick", "de", rejected=True)) == ["fields", "title", "type"]

    def test_one_that_waits_for_a_pattern_names_no_field(self):
        assert taken_over(STRUCTURE, "camps_rule", "en", rejected=True)["fields"] == ()

    def test_one_that_is_not_there_brings_nothing_and_is_a_problem(self):
        assert taken_over(STRUCTURE, "a_quik", "en", rejected=False) == {}
        (found,) = check_suggestion(STRUCTURE, "a_quik")
        assert (found.location, found.code) == ("/suggestion", "unknown_reference")
        assert found.message("en").endswith("(a_quick?)")
        assert list(check_suggestion(STRUCTURE, "a_quick")) == []


class TestFocusFields:
    def test_every_field_but_the_overall_result_can_be_one(self):
        assert thematic_fields(STRUCTURE) == ("a", "b", "c", "d", "e", "over")
        fields = [FocusField("a", "Drängt", "brief"), FocusField("over", "Auch", "ballot", "a ballot")]
        assert list(check_focus(fields, STRUCTURE)) == []

    def test_every_problem_is_named_at_its_place(self):
        fields = [
            FocusField("a", "Drängt", "room", "a ballot"),
            FocusField("x", "?", "room"),
            FocusField("a", "?", "room"),
        ]
        found = [(each.location, each.code) for each in check_focus(fields, STRUCTURE)]
        assert found == [
            ("/fields/1/field", "unknown_reference"),
            ("/fields/2/field", "duplicate_name"),
            ("/fields/0/ballot", "without_meaning"),
        ]
