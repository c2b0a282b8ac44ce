"""Follow-up dates, read back by a program that knows nothing of ours."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning import Review, Withdrawn
from selfcheck_service.core.planning.withdrawn import withdrawn_after
from selfcheck_service.reports.planning.calendar import action_plan_calendar, escape_text, fold
from tests.core.planning.plans import DECIDED, ROUND, a_measure
from tests.reports.planned import a_city, a_matter, a_town, id_of, measures


def events(document: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(document)
    assert not calendar.errors
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def days(document: bytes) -> dict[str, date]:
    return {str(event["UID"]).partition("@")[0]: event.decoded("DTSTART") for event in events(document)}


def test_first_steps_deadlines_and_reviews_lie_on_their_days():
    found = days(action_plan_calendar(a_town(), "de"))
    assert found == {
        f"{id_of(1)}-first-step": date(2026, 3, 12),
        f"{id_of(1)}-deadline": date(2026, 9, 1),
        f"{id_of(3)}-first-step": date(2026, 3, 12),
        f"{id_of(3)}-deadline": date(2026, 9, 1),
        f"{id_of(2)}-review": date(2026, 5, 4),
        f"{id_of(5)}-first-step": date(2026, 3, 12),
        f"{id_of(5)}-deadline": date(2026, 9, 1),
        **{
            f"{a_town().release.round}-20260302-review-{months}": day
            for months, day in ((3, date(2026, 6, 2)), (6, date(2026, 9, 2)), (12, date(2027, 3, 2)))
        },
    }


def test_events_last_a_whole_day_and_keep_nobody_busy():
    for event in events(action_plan_calendar(a_town(), "en")):
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert (event["TRANSP"], event.decoded("DTSTAMP")) == ("TRANSPARENT", datetime(2026, 3, 2, tzinfo=UTC))
        assert "DTEND" not in event


def test_a_review_names_the_measures_that_still_wait_for_it():
    text = {str(event["UID"]): str(event["DESCRIPTION"]) for event in events(action_plan_calendar(a_town(), "de"))}
    of = f"{a_town().release.round}-20260302-review"
    assert "3. Runder Tisch" not in text[f"{of}-3@selfcheck-service"]
    assert "3. Runder Tisch; einmal im Monat, montags" in text[f"{of}-6@selfcheck-service"]
    assert not any("Neue App" in each or "Umfrage" in each for each in text.values())


def test_what_was_dropped_is_cancelled_for_who_has_it_and_what_was_rejected_never_was():
    found = {str(event["UID"]): event for event in events(action_plan_calendar(a_town(), "de"))}
    assert not any(uid.startswith(id_of(4)) for uid in found)
    event = found[f"{id_of(5)}-deadline@selfcheck-service"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Entfällt: Frist: Umfrage")
    assert event["DESCRIPTION"] == "Doppelt."
    assert sum("STATUS" in each for each in found.values()) == 2
    before = days(action_plan_calendar(a_matter(measures=(a_measure(),)), "de"))
    dropped = a_matter(measures=(a_measure(status="dropped"),))
    after = days(action_plan_calendar(dropped, "de"))
    assert after == before
    assert {event["STATUS"] for event in events(action_plan_calendar(dropped, "de"))} == {"CANCELLED"}


def states(matter, language="en"):
    """Of each event its number, its day and whether it is cancelled, by what its UID begins with."""
    found = events(action_plan_calendar(matter, language))
    return {
        str(event["UID"]).partition("@")[0]: (event["SEQUENCE"], event.decoded("DTSTART"), "STATUS" in event)
        for event in found
    }


def test_what_comes_later_has_the_higher_number_and_nothing_vanishes():
    moved = {"deadline": date(2026, 10, 1)}
    dropped = {**moved, "status": "dropped", "dropped_reason": "Kein Geld"}
    rejected = {**moved, "status": "dropped", "decision": "reject", "reason": "Kein Geld"}
    ways: tuple[dict[str, Any], ...] = ({}, moved, dropped, moved, rejected, moved, {**moved, "status": "done"})
    told = [
        states(a_matter(measures=(a_measure(**said),), changes={a_measure().id: changes}))
        for changes, said in enumerate(ways)
    ]
    deadline = f"{a_measure().id}-deadline"
    assert [each[deadline][0] for each in told] == list(range(7))
    assert [each[deadline][2] for each in told] == [False, False, True, False, True, False, True]
    assert (told[0][deadline][1], told[1][deadline][1]) == (date(2026, 9, 1), date(2026, 10, 1))
    for before, after in pairwise(told):
        assert before.keys() == after.keys()
        assert all(before[uid][0] < after[uid][0] for uid in before)
    reviews = [uid for uid in told[0] if "-20260302-review-" in uid]
    assert len(reviews) == 3
    assert [[each[uid][2] for uid in reviews] for each in told] == [
        [each] * 3 for each in (False, False, True, False, True, False, False)
    ]


def test_a_common_review_grows_when_a_measure_joins_it():
    one, two = a_measure(), a_measure(id=id_of(2), number=2)
    before, after = states(a_matter(measures=(one,))), states(a_matter(measures=(one, two)))
    reviews = [uid for uid in before if "-20260302-review-" in uid]
    assert all(before[uid][0] < after[uid][0] for uid in reviews)
    assert before[f"{one.id}-deadline"] == after[f"{one.id}-deadline"]


def test_a_review_that_was_held_is_not_cancelled_afterwards():
    dropped = a_measure(status="dropped", dropped_reason="Kein Geld")
    held = Review(ROUND, a_measure().id, 1, 3, DECIDED, "dropped")
    found = states(a_matter(measures=(dropped,), reviews=(held,)))
    assert {uid.rpartition("-")[2] for uid in found if "-20260302-review-" in uid} == {"6", "12"}
    assert all(cancelled for _, _, cancelled in found.values())


def told_after(*ways):
    """What the calendar says after each of these changes of a measure, first to last."""
    withdrawn, told = Withdrawn(), []
    for changes, measure in enumerate(ways):
        if changes:
            withdrawn = withdrawn_after(withdrawn, ways[changes - 1], measure)
        told.append(
            states(a_matter(measures=(measure,), changes={measure.id: changes}, withdrawn={measure.id: withdrawn}))
        )
    return told


def test_a_day_that_is_taken_away_is_cancelled_where_it_lay_last_and_ahead_when_it_is_set_again():
    alone = a_measure(review_on=date(2026, 6, 3))
    bare = a_measure(first_step_on=None, deadline=None)
    told = told_after(alone, bare, a_measure(deadline=date(2026, 10, 1)), bare)
    first_step, deadline, review = (f"{bare.id}-{kind}" for kind in ("first-step", "deadline", "review"))
    assert all({first_step, deadline, review} <= each.keys() for each in told)
    assert [each[deadline] for each in told] == [
        (0, date(2026, 9, 1), False),
        (1, date(2026, 9, 1), True),
        (2, date(2026, 10, 1), False),
        (3, date(2026, 10, 1), True),
    ]
    assert {each[review][1] for each in told} == {date(2026, 6, 3)}
    assert [each[review][2] for each in told] == [False, True, True, True]
    assert told[1][first_step] == (1, date(2026, 3, 12), True)


def test_what_was_withdrawn_says_so_even_of_what_is_done():
    withdrawn = withdrawn_after(Withdrawn(), a_measure(), a_measure(deadline=None))
    done = a_measure(deadline=None, status="done")
    found = events(action_plan_calendar(a_matter(measures=(done,), withdrawn={done.id: withdrawn}), "de"))
    assert {str(each["SUMMARY"]) for each in found if "STATUS" in each} == {
        "Erledigt: Erster Schritt: Sprechstunde im Stadtteil",
        "Entfällt: Frist: Sprechstunde im Stadtteil",
    }


def test_common_reviews_of_a_day_that_no_measure_has_any_more_are_cancelled():
    anew = a_measure(decided_on=date(2026, 3, 5))
    told = told_after(a_measure(), anew, a_measure())
    for day, cancelled in (("20260302", [False, True, False]), ("20260305", [None, False, True])):
        for months in (3, 6, 12):
            found = [each.get(f"{a_matter().release.round}-{day}-review-{months}") for each in told]
            assert [each and each[2] for each in found] == cancelled
            numbers = [each[0] for each in found if each]
            assert numbers == sorted(set(numbers))


def test_common_reviews_stay_where_another_measure_is_left():
    anew, other = a_measure(decided_on=date(2026, 3, 5)), a_measure(id=id_of(2), number=2)
    withdrawn = {anew.id: withdrawn_after(Withdrawn(), a_measure(), anew)}
    found = states(a_matter(measures=(anew, other), withdrawn=withdrawn))
    assert not any(cancelled for uid, (_, _, cancelled) in found.items() if "-review-" in uid)
    assert sum("-20260302-review-" in uid for uid in found) == 3


def test_another_program_finds_each_event_on_one_day_in_every_time_zone():
    document = action_plan_calendar(a_town(), "de")
    assert not icalendar.Calendar.from_ical(document).walk("VTIMEZONE")
    for event in events(document):
        assert type(event.decoded("DTSTART")) is date
        assert event.end - event.start == timedelta(1)


def test_a_review_that_every_measure_has_had_is_not_ahead():
    matter = a_matter(measures=(a_measure(),), reviews=(Review(ROUND, a_measure().id, 1, 6, DECIDED, "running"),))
    assert {uid.rpartition("-")[2] for uid in days(action_plan_calendar(matter, "en")) if "-review-" in uid} == {
        "3",
        "12",
    }


def test_what_is_done_has_only_reviews_ahead():
    done = a_measure(status="done", review_on=date(2026, 8, 5))
    found = events(action_plan_calendar(a_matter(measures=(done,)), "en"))
    ahead = {str(each["UID"]).partition("@")[0] for each in found if "STATUS" not in each}
    assert {uid.removeprefix(done.id) for uid in ahead if uid.startswith(done.id)} == {"-review"}
    assert len(ahead) == 4
    assert {str(each["SUMMARY"]) for each in found if "STATUS" in each} == {
        "Done: First step: Sprechstunde im Stadtteil",
        "Done: Deadline: Sprechstunde im Stadtteil",
    }


def test_uids_stay_when_days_and_words_change():
    before = days(action_plan_calendar(a_town(), "de"))
    moved = tuple(msgspec.structs.replace(each, title="Anders", deadline=date(2027, 1, 1)) for each in measures())
    after = days(action_plan_calendar(a_town(measures=moved), "en"))
    assert set(before) <= set(after)


def test_texts_come_back_as_they_were_written():
    evil = "Räume; Wege, \\n Pläne\nEND:VEVENT\tBEGIN:VALARM"
    matter = a_matter(measures=(a_measure(title=evil, responsible=evil),))
    found = {str(event["UID"]): event for event in events(action_plan_calendar(matter, "en"))}
    assert str(found[f"{a_measure().id}-deadline@selfcheck-service"]["SUMMARY"]) == "Deadline: " + evil.replace(
        "\t", " "
    )
    assert b"\nEND:VEVENT\tBEGIN" not in action_plan_calendar(matter, "en")


@pytest.mark.parametrize("language", ["de", "en"])
def test_two_hundred_measures_are_folded_and_the_same_each_time(language):
    document = action_plan_calendar(a_city(), language)
    assert document == action_plan_calendar(a_city(), language)
    assert all(len(line) <= 75 for line in document.split(b"\r\n"))
    assert b"\n" not in document.replace(b"\r\n", b"")
    assert len(events(document)) == 403


def test_an_empty_plan_is_a_calendar_without_events():
    assert events(action_plan_calendar(a_matter(), "de")) == []


@given(st.text())
def test_folding_loses_nothing(text):
    line = escape_text(text)
    first, *others = fold(line)
    assert first + "".join(each[1:] for each in others) == line
    assert all(each.startswith(" ") and len(each) > 1 for each in others)
    assert all(len(each.encode()) <= 75 for each in fold(line))
