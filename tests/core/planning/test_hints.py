"""What a room is told to look at in its plan although nothing is missing."""

from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning.hints import plan_hints
from tests.core.planning.plans import a_measure


def numbered(*measures):
    return [a_measure(id=str(at), number=at, **said) for at, said in enumerate(measures, start=1)]


def hints(*measures, language="en", **said):
    return [(each.key, each.text) for each in plan_hints(numbered(*measures), language, **said)]


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


SAME = {"status": "running", "origin": "suggestion", "suggestion": "a@1.0.0", "title": "Tafel"}
REJECTED = {**SAME, "decision": "reject", "status": "dropped", "reason": "Zu teuer"}
DROPPED = {**SAME, "status": "dropped", "dropped_reason": "Kein Geld"}


def test_what_was_rejected_or_dropped_is_no_double():
    assert hints(SAME, DROPPED) == hints(REJECTED, REJECTED, DROPPED) == []
    assert hints(SAME, {**REJECTED, "suggestion": "b@1.0.0"}) == []


def test_what_is_taken_up_and_rejected_is_named_once():
    assert hints(SAME, REJECTED, DROPPED, language="de") == [
        (
            "also_rejected",
            "Die Anregung „Tafel“ ist aufgenommen (Nr. 1) und zugleich abgelehnt (Nr. 2). Was gilt?",
        )
    ]
    assert [key for key, _ in hints(REJECTED, SAME, SAME, REJECTED)] == ["same_suggestion", "also_rejected"]
    assert "(no. 2, 3) and rejected as well (no. 1, 4)" in hints(REJECTED, SAME, SAME, REJECTED)[1][1]


def test_a_district_has_a_council_of_its_own():
    own = {"origin": "own", "suggestion": None, "status": "decided", "decision_body": "council"}
    assert hints(own, {**own, "decision_body": "district_council"}, district=True, language="de") == [
        (
            "council_of_district",
            "Über Nr. 1 soll der Rat beschließen. In einem Landkreis beschließt der Kreistag: Ist er gemeint?",
        )
    ]
    assert "nos. 1, 2" in hints(own, own, district=True)[0][1]
    assert hints(own, own) == hints({**own, "decision_body": "none"}, {**DROPPED, "origin": "own"}, district=True)


@given(st.lists(st.sampled_from(["idea", "decided", "running", "done"]), max_size=6))
def test_there_is_one_for_each_idea(statuses):
    told = hints(*({"status": status, "origin": "own", "suggestion": None} for status in statuses))
    assert [key for key, _ in told] == ["idea"] * statuses.count("idea")
