"""What a room is told to look at in its plan although nothing is missing."""

from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning.hints import plan_hints
from tests.core.planning.plans import a_measure


def numbered(*measures):
    return [a_measure(id=str(at), number=at, **said) for at, said in enumerate(measures, start=1)]


def hints(*measures, language="en"):
    return [(each.key, each.text) for each in plan_hints(numbered(*measures), language)]


def test_what_nobody_has_decided_on_is_named():
    told = hints({"status": "decided"}, {"status": "idea", "title": "Wege"}, language="de")
    assert told == [
        (
            "idea",
            "Nr. 2 „Wege“ steht noch als Idee da. Hat der Workshop sie beschlossen? Dann sagen Sie es im Status.",
        )
    ]


def test_several_from_one_suggestion_are_named_once():
    same = {"status": "decided", "origin": "suggestion", "suggestion": "a@1.0.0", "title": "Tafel"}
    other = {**same, "suggestion": "b@1.0.0"}
    assert hints(same, other, same, same) == [
        ("same_suggestion", "Measures no. 1, 3, 4 come from the same suggestion (“Tafel”). Is that what you want?")
    ]


def test_what_was_rejected_or_dropped_does_not_count():
    same = {"status": "running", "origin": "suggestion", "suggestion": "a@1.0.0"}
    rejected = {**same, "decision": "reject", "status": "dropped", "reason": "Zu teuer"}
    assert hints(same, rejected, {**same, "status": "dropped", "dropped_reason": "Kein Geld"}) == []


@given(st.lists(st.sampled_from(["idea", "decided", "running", "done"]), max_size=6))
def test_there_is_one_for_each_idea(statuses):
    told = hints(*({"status": status, "origin": "own", "suggestion": None} for status in statuses))
    assert [key for key, _ in told] == ["idea"] * statuses.count("idea")
