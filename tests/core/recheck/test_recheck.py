"""Measures beside what moved: what is named, what is left out, and that it tells no more than the comparison does."""

from datetime import date
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning.document import Status
from selfcheck_service.core.recheck import spoken_recheck
from selfcheck_service.core.recheck.document import Outcome
from selfcheck_service.core.recheck.outcomes import Outcomes
from selfcheck_service.core.recheck.recheck import ABOUT, MOVED, NOT_COMPARED, STILL
from selfcheck_service.core.releases.over_time.document import FieldOverTime, ItemOverTime, NoteName
from tests.core.recheck.rechecks import (
    a_measure,
    a_review,
    aims_of,
    another_version,
    keys_of,
    measures_of_town,
    rechecked,
    town,
)
from tests.core.releases.later import compared, total_in
from tests.core.releases.test_over_time import TOWN
from tests.core.releases.test_over_time import town as a_town

INSIDE = date(2027, 3, 19)


def town_rechecked():
    measures, reviews = measures_of_town()
    return rechecked(*town(), *measures, reviews=reviews)


# The lists.


def test_every_measure_of_the_plan_stands_there_with_what_it_aimed_at():
    found = town_rechecked()
    assert [measure.number for measure in found.measures] == [1, 2, 3, 4, 6]
    assert {key: aim.outcome for key, aim in aims_of(found).items()} == {
        "ways": "higher",
        "people": "no_clear_change",
        "people1": "no_clear_change",
        "all": "tendency_higher",
        "people0": "no_clear_change",
    }
    assert keys_of(found.moved) == [("ways", ("measure-1",)), ("all", ("measure-3",))]
    assert (found.not_compared, found.moved_unaimed) == ((), ())
    assert msgspec.to_builtins(found.progress) == {"idea": 1, "decided": 0, "running": 1, "done": 2, "dropped": 1}


def test_what_did_not_move_is_listed_where_measures_are_done():
    assert keys_of(town_rechecked().still) == [("people", ("measure-2",)), ("people1", ("measure-2",))]
    done, running = a_measure(1, fields=("people",), status="done"), a_measure(2, fields=("people",), status="running")
    assert keys_of(rechecked(*town(), done, running).still) == [("people", ("measure-1",))]
    found = rechecked(*town(), running)
    assert (found.still, keys_of(found.unclear)) == ((), [("people", ("measure-2",))])
    assert rechecked(*town(), done, running).unclear == ()


def test_a_measure_that_was_done_later_only_is_not_called_done():
    measure = a_measure(fields=("people",), status="done")
    for day, status, expected in (
        (INSIDE, "running", []),
        (INSIDE, "done", [("people", ("measure-1",))]),
        (date(2027, 3, 20), "running", [("people", ("measure-1",))]),
    ):
        found = rechecked(*town(), measure, reviews=(a_review(measure, day, status),))
        assert keys_of(found.still) == expected


def test_several_measures_with_one_aim_stand_together():
    found = rechecked(*town(), *[a_measure(number, fields=("ways",)) for number in (4, 2)])
    assert keys_of(found.moved) == [("ways", ("measure-4", "measure-2"))]


@pytest.mark.parametrize(
    ("aims", "unaimed"),
    [
        ({}, ["all", "ways", "way0", "way1", "way2", "way3"]),
        ({"fields": ("people",)}, ["ways", "way0", "way1", "way2", "way3"]),
        ({"items": ("way1",)}, ["way0", "way2", "way3"]),
        ({"fields": ("ways",)}, []),
        ({"fields": ("overall",)}, []),
        ({"fields": ("unheard_of",)}, ["all", "ways", "way0", "way1", "way2", "way3"]),
    ],
)
def test_what_moved_without_an_aim_is_named(aims, unaimed):
    found = rechecked(*town(), a_measure(**aims))
    assert [(entry.key, entry.measures) for entry in found.moved_unaimed] == [(key, ()) for key in unaimed]


def test_nobody_aims_with_what_was_dropped_or_rejected():
    dropped = a_measure(1, fields=("all",), status="dropped")
    rejected = a_measure(2, fields=("all",), status="dropped", decision="reject")
    found = rechecked(*town(), dropped, rejected)
    assert [measure.id for measure in found.measures] == ["measure-1"]
    assert found.moved == ()
    assert "all" in [entry.key for entry in found.moved_unaimed]


# Reviews.


def test_the_last_review_is_the_latest_day_whatever_the_order():
    measure = a_measure(fields=("ways",), status="done")
    reviews = [
        a_review(measure, date(2027, 6, 1), "done", number=3),
        a_review(measure, date(2026, 8, 1), "decided", number=1),
        a_review(measure, INSIDE, "running", number=4),
        a_review(measure, INSIDE, "decided", number=2),
    ]
    for given_order in (reviews, reviews[::-1]):
        (seen,) = rechecked(*town(), measure, reviews=tuple(given_order)).measures
        assert (seen.last_review, seen.status_then) == (reviews[0], "running")


def test_a_measure_without_reviews_says_whose_status_it_is():
    measure = a_measure(fields=("ways",))
    found = rechecked(*town(), measure)
    assert (found.measures[0].last_review, found.measures[0].status_then) == (None, None)
    assert "status_of_today" in [note.key for note in found.notes]
    found = rechecked(*town(), measure, reviews=(a_review(measure, INSIDE),))
    assert "status_of_today" not in [note.key for note in found.notes]


def test_a_measure_that_was_agreed_on_after_the_later_round_is_marked():
    for day, late in ((INSIDE, False), (date(2027, 3, 20), True)):
        (seen,) = rechecked(*town(), a_measure(fields=("ways",), decided_on=day)).measures
        assert seen.decided_later is late


@pytest.mark.parametrize(("language", "words"), [("de", "Erst nach der zweiten"), ("en", "after the second")])
def test_that_it_was_agreed_on_afterwards_is_said_in_words(language, words):
    found = rechecked(*town(), a_measure(fields=("ways",), decided_on=date(2027, 3, 20)))
    (measure,) = spoken_recheck(found, town()[1].questionnaire, language)["measures"]
    assert words in measure["text"]


# The instrument apart from what moved.


def test_what_became_of_the_questions_is_said_apart_from_what_moved():
    over_time, plan = another_version()
    fields, items = ("net", "house", "open", "kept", "silent"), ("a", "h0", "h1", "h2", "h3", "o4", "k")
    found = aims_of(rechecked(over_time, plan, a_measure(fields=fields, items=items)))
    assert {key: (aim.instrument, aim.outcome, aim.reason, aim.later_keys) for key, aim in found.items()} == {
        "net": ("unchanged", "higher", None, ("network",)),
        "house": ("changed", "not_comparable", "means_otherwise", ("house",)),
        "open": ("partly", "higher", None, ("open",)),
        "kept": ("reworded", "higher", None, ("kept",)),
        "silent": ("no_value", "not_comparable", "no_value", ()),
        "a": ("unchanged", "higher", None, ("a2",)),
        "h0": ("changed", "not_comparable", "split_or_merged", ("h0a", "h0b")),
        "h1": ("changed", "not_comparable", "split_or_merged", ("h12",)),
        "h2": ("changed", "not_comparable", "split_or_merged", ("h12",)),
        "h3": ("changed", "not_comparable", "means_otherwise", ("h3",)),
        "o4": ("gone", "not_comparable", "removed", ()),
        "k": ("reworded", "higher", None, ("k",)),
    }
    assert found["open"].share == 0.8
    assert [reading.basis for reading in found["open"].readings] == ["recomputed"] * 2
    assert found["house"].readings == ()


def test_what_was_not_comparable_is_listed_with_its_reason():
    over_time, plan = another_version()
    measure = a_measure(fields=("house", "net"), items=("o4",))
    found = rechecked(over_time, plan, measure)
    assert [(entry.key, entry.reason) for entry in found.not_compared] == [
        ("house", "means_otherwise"),
        ("o4", "removed"),
    ]
    assert "other_instrument" in [note.key for note in found.notes]
    same = rechecked(over_time, plan, a_measure(fields=("net", "silent")))
    assert "other_instrument" not in [note.key for note in same.notes]


def test_what_was_renamed_is_found_by_its_earlier_key():
    found = rechecked(*another_version(), a_measure(fields=("net",)))
    keys = [entry.key for entry in found.moved_unaimed]
    assert "network" not in keys
    assert "a2" not in keys
    assert "kept" in keys


# Small groups, joint answers, and releases that have nothing in common.


def test_a_small_group_moves_by_quarters():
    for levels, outcome in (((1, 3), "quarter_up"), ((3, 1), "quarter_down"), ((3, 3), "quarter_same")):
        over_time = compared(*[a_town(level, head=8) for level in levels])
        found = rechecked(over_time, TOWN, a_measure(fields=("f", "overall"), items=("i0",), status="done"))
        aims = aims_of(found)
        assert aims["f"].outcome == outcome
        (reading,) = aims["f"].readings
        assert (reading.part, reading.difference, reading.quarters) == ("quarters", None, 4)
        assert (aims["overall"].outcome, aims["overall"].reason) == ("not_published", "method")
        assert (aims["i0"].outcome, aims["i0"].reason) == ("not_published", "no_common_numbers")


def test_quarters_that_cannot_stand_side_by_side_say_so():
    over_time = compared(*[a_town(level, head=8) for level in (1, 3)])
    group = over_time.groups[0]
    field = msgspec.structs.replace(group.fields[0], movement="not_determinable", reason="other_scale")
    group = msgspec.structs.replace(group, fields=(field,))
    found = rechecked(msgspec.structs.replace(over_time, groups=(group,)), TOWN, a_measure(fields=("f",)))
    assert (aims_of(found)["f"].outcome, aims_of(found)["f"].reason) == ("not_comparable", "other_scale")


def test_joint_answers_are_read_score_by_score():
    over_time = compared(a_town(1, head=1), a_town(3, head=1), modes=("institutional", "institutional"))
    (reading, *_) = aims_of(rechecked(over_time, TOWN, a_measure(fields=("f",))))["f"].readings
    assert (reading.part, reading.outcome, reading.earlier_n) == ("joint", "higher", None)
    assert reading.earlier is not None
    assert (reading.earlier.lowest, reading.earlier.highest, reading.earlier.reason) == (1, 1, None)


def test_a_joint_answer_without_a_score_was_not_published():
    over_time = compared(a_town(1, head=1), a_town(3, head=1), modes=("institutional", "institutional"))
    assert over_time.scores is not None
    figure = msgspec.structs.replace(over_time.scores[0].difference, lowest=None, highest=None, reason="no_score")
    score = msgspec.structs.replace(over_time.scores[0], later=None, difference=figure, movement="not_determinable")
    found = rechecked(msgspec.structs.replace(over_time, scores=(score,)), TOWN, a_measure(fields=("f",)))
    aim = aims_of(found)["f"]
    assert (aim.outcome, aim.reason) == ("not_published", "no_score")
    assert aim.readings[0].later is not None
    assert aim.readings[0].later.reason == "no_score"


def test_quarters_beside_values_have_nothing_in_common():
    found = rechecked(compared(a_town(1, head=8), a_town(3, head=18)), TOWN, a_measure(fields=("f",)))
    assert (aims_of(found)["f"].outcome, aims_of(found)["f"].reason) == ("not_published", "no_common_numbers")


# What holds of all of them.


def test_every_outcome_is_in_one_list_only():
    assert set(get_args(Outcome)) == MOVED | STILL | NOT_COMPARED
    assert len(MOVED) + len(STILL) + len(NOT_COMPARED) == len(get_args(Outcome))


def test_every_note_of_the_comparison_is_about_something():
    assert set(ABOUT) == set(get_args(NoteName))


def test_the_notes_of_the_comparison_follow_those_of_the_recheck():
    found = town_rechecked()
    over_time, _ = town()
    assert [note.key for note in found.notes] == [
        "side_by_side",
        "status_of_today",
        *[n.key for n in over_time.notes],
        "tendency",
    ]
    late = found.notes[-2]
    assert (late.key, late.about, late.earlier) == ("earlier_outdated", "time", 24)
    assert (found.earlier.outdated, found.later.outdated, found.as_of) == (True, False, "2028-04-03")


OVER_TIME, PLAN = town()
FIELDS, ITEMS = ("all", "ways", "people", "gone"), tuple(f"{name}{at}" for name in ("way", "people") for at in range(4))
MEASURES = st.lists(
    st.builds(
        lambda fields, items, status, decision: {
            "fields": tuple(sorted(fields)),
            "items": tuple(sorted(items)),
            "status": status,
            "decision": decision,
        },
        st.sets(st.sampled_from(FIELDS)),
        st.sets(st.sampled_from(ITEMS)),
        st.sampled_from(get_args(Status)),
        st.sampled_from(["adopt", "reject"]),
    ),
    max_size=5,
)


@given(MEASURES)
def test_whatever_was_decided_the_numbers_are_those_of_the_comparison(decided):
    found = rechecked(OVER_TIME, PLAN, *[a_measure(number, **said) for number, said in enumerate(decided, 1)])
    published = {(kind, key) for kind, key in Outcomes(OVER_TIME).subjects()}
    total = total_in(OVER_TIME)
    entries: list[FieldOverTime | ItemOverTime] = [*total.fields, *total.items]
    numbers = {each.key: (each.earlier, each.later, each.difference) for each in entries}
    for aim in aims_of(found).values():
        for reading in aim.readings:
            if reading.part == "total":
                assert (reading.earlier, reading.later, reading.difference) == numbers[aim.key]
        assert bool(aim.readings) == ((aim.kind, aim.key) in published)


@given(MEASURES)
def test_everything_that_moved_is_named_once_or_lies_beside_an_aim(decided):
    measures = [a_measure(number, **said) for number, said in enumerate(decided, 1)]
    found = rechecked(OVER_TIME, PLAN, *measures)
    planned = [measure for measure in measures if measure.is_planned]
    aimed = {key for measure in planned for key in (*measure.fields, *measure.items)}
    moved, unaimed = {entry.key for entry in found.moved}, {entry.key for entry in found.moved_unaimed}
    assert moved <= aimed
    assert aimed.isdisjoint(unaimed)
    assert moved | {e.key for e in found.not_compared} | {k for k in aimed if k.startswith("people")} == aimed
    assert len(found.measures) == sum(measure.decision != "reject" for measure in measures)


@given(MEASURES)
def test_the_order_of_measures_changes_no_list(decided):
    measures = [a_measure(number, **said) for number, said in enumerate(decided, 1)]
    one, other = rechecked(OVER_TIME, PLAN, *measures), rechecked(OVER_TIME, PLAN, *measures[::-1])
    for name in ("moved", "still", "not_compared", "moved_unaimed"):
        first, second = (
            {(entry.kind, entry.key, entry.outcome, frozenset(entry.measures)) for entry in getattr(found, name)}
            for found in (one, other)
        )
        assert first == second


def test_a_key_that_is_new_goes_on_from_nothing():
    """A questionnaire may give an old key to a new field: what aimed at the old one does not read the new one."""
    over_time, plan = town()
    fields = tuple(replace_continued(one, "new", "broken") if one.key == "ways" else one for one in over_time.fields)
    found = rechecked(msgspec.structs.replace(over_time, fields=fields), plan, a_measure(fields=("ways",)))
    assert aims_of(found)["ways"].instrument == "no_value"


def replace_continued(one, continuation, trend):
    return msgspec.structs.replace(one, continuation=continuation, trend=trend)
