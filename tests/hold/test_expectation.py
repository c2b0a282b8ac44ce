"""From what clients wrote down follows what must be there, what may be there, and what contradicts itself."""

from hold.expectation import ABSENT, ERASED, SEAT, tell

SUBMITTED, CORRECTED = "digest of the first body", "digest of the second body"


class Client:
    """Writes the history of one response."""

    def __init__(self, *, single=True):
        began = {"round": "round", "perspective": "p", "secret": "s", "who": 1, "single": single}
        self.records = [{"event": "began", "response": "r", **began}]

    def does(self, what, outcome="ok", body=None, **members):
        known = {"operation": len(self.records), "what": what, "response": "r"}
        self.records.append({"event": "invoke", **known, "body": body, "answers": {"a": body}})
        if outcome is not None:
            told = {"status": 200, "code": None, "etag": body, "evaluation": body}
            self.records.append({"event": outcome, **known, **told, **members})
        return self

    def told(self):
        return tell(self.records)

    def states(self):
        return self.told().stories["r"].states


def test_what_was_acknowledged_must_be_there():
    told = Client().does("submit", body=SUBMITTED).told()
    assert told.stories["r"].states == {SUBMITTED}
    assert told.stories["r"].answers == {"a": SUBMITTED}
    assert (told.acknowledged, told.unknown, told.refusals) == (1, 0, [])


def test_what_was_not_answered_may_be_there():
    assert Client().does("submit", "unknown", SUBMITTED).states() == {ABSENT, SUBMITTED}


def test_whoever_was_interrupted_knows_as_little():
    assert Client().does("submit", None, SUBMITTED).states() == {ABSENT, SUBMITTED}


def test_of_corrections_the_last_acknowledged_one_counts():
    client = Client().does("submit", body=SUBMITTED).does("correct", body=CORRECTED)
    assert client.states() == {CORRECTED}


def test_a_correction_that_was_not_answered_may_count():
    client = Client().does("submit", body=SUBMITTED).does("correct", "unknown", CORRECTED)
    assert client.states() == {SUBMITTED, CORRECTED}
    assert not client.told().stories["r"].is_submitted


def test_a_draft_takes_a_seat_and_keeps_it_when_it_is_discarded():
    assert Client().does("draft", body="draft").does("discard").states() == {SEAT}


def test_an_erased_one_is_erased():
    told = Client().does("submit", body=SUBMITTED).does("erase").told()
    assert told.stories["r"].states == {ERASED}
    assert told.stories["r"].is_erased


def test_an_erasure_that_was_not_answered_leaves_both_open():
    assert Client().does("submit", body=SUBMITTED).does("erase", "unknown").states() == {SUBMITTED, ERASED}


def test_nothing_is_acknowledged_after_an_erasure():
    told = Client().does("submit", body=SUBMITTED).does("erase").does("replay", body=SUBMITTED).told()
    assert len(told.refusals) == 1
    assert told.stories["r"].is_erased


def test_a_late_repetition_that_is_refused_as_it_should_be_changes_nothing():
    client = Client().does("submit", body=SUBMITTED).does("correct", body=CORRECTED)
    assert client.does("replay_superseded", body=SUBMITTED, status=409).states() == {CORRECTED}
    assert client.does("erase").does("replay_erased", body=CORRECTED, status=410).states() == {ERASED}
    assert client.told().refusals == []


def test_a_code_that_somebody_else_has_spent_is_refused_and_leaves_nothing():
    told = Client().does("submit", "fail", SUBMITTED, status=401).told()
    assert told.stories["r"].states == {ABSENT}
    assert told.refusals == []


def test_an_open_link_and_everybody_else_is_not_refused():
    assert len(Client(single=False).does("submit", "fail", SUBMITTED, status=401).told().refusals) == 1
    assert len(Client().does("submit", "fail", SUBMITTED, status=409).told().refusals) == 1
    assert len(Client().does("submit", body=SUBMITTED).does("erase", "fail", status=404).told().refusals) == 1


def test_the_same_answers_have_one_etag_and_one_evaluation():
    assert Client().does("submit", body=SUBMITTED).does("replay", body=SUBMITTED).told().refusals == []
    for member in ("etag", "evaluation"):
        client = Client().does("submit", body=SUBMITTED).does("replay", body=SUBMITTED, **{member: "another"})
        assert len(client.told().refusals) == 1
