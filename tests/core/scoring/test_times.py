"""Times of day and durations: read exactly, scored like numbers, shown as they were said."""

from fractions import Fraction

import pytest

from selfcheck_service.core.definition import AnswersInvalid
from selfcheck_service.core.scoring import parse_answers
from tests.builders import (
    a_duration,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_plan,
    a_questionnaire,
    a_rule,
    a_time,
    answers,
    evaluation_of,
)
from tests.core.faults import faults_of, faults_of_answers, findings_in

PLAN = a_plan(
    a_field(
        "f",
        a_time("bed"),
        a_time("late", "[1080, 1320)"),
        a_duration("sleep"),
        a_duration("way", "[0, 90]", "minutes", duration={"integer": True}),
        a_duration("leave", "[0, 52]", "weeks"),
        scoring=a_rule(method="sum", scale=[0, 10000]),
    )
)


def explanation_of(document, given, language="en"):
    """What is said of the first field."""
    found = evaluation_of(document, given, language).fields[0].explanation
    assert found is not None
    return found


def level_of(document, given):
    level = evaluation_of(document, given).fields[0].level
    assert level is not None
    return level.key


def value_of(key, answer):
    return parse_answers(PLAN, answers(**{key: answer})).values[PLAN.item_index[key]]


@pytest.mark.parametrize(
    ("key", "answer", "value"),
    [
        ("bed", "00:00", 0),
        ("bed", "22:30", 1350),
        ("bed", "23:59", 1439),
        ("late", "18:00", 1080),
        ("sleep", 7.5, Fraction(15, 2)),
        ("sleep", "7.5", Fraction(15, 2)),
        ("sleep", "PT7H30M", Fraction(15, 2)),
        ("sleep", "PT7,5H", Fraction(15, 2)),
        ("sleep", "PT450M", Fraction(15, 2)),
        ("sleep", "PT1S", Fraction(1, 3600)),
        ("sleep", "P1D", 24),
        ("way", "PT1H", 60),
        ("leave", "P1W3D", Fraction(10, 7)),
        ("leave", "P0W", 0),
    ],
)
def test_the_value_is_exact(key, answer, value):
    assert value_of(key, answer) == value


@pytest.mark.parametrize(
    ("key", "answer", "code"),
    [
        ("bed", "24:00", "malformed"),
        ("bed", "7:05", "malformed"),
        ("bed", "22:30:00", "malformed"),
        ("bed", "٢٢:٣٠", "malformed"),
        ("bed", 1350, "wrong_type"),
        ("bed", True, "wrong_type"),
        ("late", "22:00", "out_of_range"),
        ("sleep", "P1M", "malformed"),
        ("sleep", "P1Y", "malformed"),
        ("sleep", "P", "malformed"),
        ("sleep", "PT", "malformed"),
        ("sleep", "P1DT", "malformed"),
        ("sleep", "-PT1H", "malformed"),
        ("sleep", "PT1M1H", "malformed"),
        ("sleep", "PT" + "9" * 10 + "H", "malformed"),
        ("sleep", ["PT1H"], "wrong_type"),
        ("sleep", True, "wrong_type"),
        ("sleep", "P2D", "out_of_range"),
        ("sleep", -1, "out_of_range"),
        ("way", "PT30S", "not_an_integer"),
    ],
)
def test_what_is_none_is_refused_by_name(key, answer, code):
    assert faults_of_answers(PLAN, answers(**{key: answer})) == [(f"/answers/{key}", code)]


def test_what_is_expected_is_said_in_both_languages():
    with pytest.raises(AnswersInvalid) as refused:
        parse_answers(PLAN, answers(bed="late", sleep="long"))
    german = [problem.message("de") for problem in refused.value.problems]
    assert german == [
        "„late“ hat nicht die Form: eine Uhrzeit wie 22:30.",
        "„long“ hat nicht die Form: eine Zahl oder eine Dauer wie PT7H30M.",
    ]


def test_equal_answers_have_equal_digests():
    """However a duration is written, the receipt holds its value in the unit of the item."""
    fragments = [parse_answers(PLAN, answers(sleep=said)).fragments for said in (7.5, "7.50", "PT7H30M", "PT450M")]
    assert len(set(fragments)) == 1
    assert '"sleep":"15/2"' in fragments[0]
    assert '"bed":"1350"' in parse_answers(PLAN, answers(bed="22:30")).fragments


@pytest.mark.parametrize(("language", "words"), [("en", ("22:30", "7.5 hours")), ("de", ("22:30", "7,5 Stunden"))])
def test_the_explanation_shows_what_was_said(language, words):
    document = a_questionnaire(
        a_field("f", a_time("bed"), a_duration("sleep"), scoring=a_rule(method="sum", scale=[0, 10000])),
        languages=[language],
    )
    lines = explanation_of(document, {"bed": "22:30", "sleep": "PT7H30M"}, language).contributions or ()
    assert tuple(line.answer_text for line in lines) == words
    assert tuple(line.answer for line in lines) == ("22:30", 7.5)
    assert sum(line.points or 0 for line in lines) == 1357.5


def test_one_of_a_unit_is_said_as_one():
    document = a_questionnaire(a_field("f", a_duration("leave", "[0, 52]", "weeks")))
    lines = explanation_of(document, {"leave": "P7D"}).contributions or ()
    assert [line.answer_text for line in lines] == ["1 week"]


def test_bins_speak_in_minutes_and_what_lifts_a_score_is_an_answer():
    bins = {"bins": [{"range": "[0, 600)", "points": 0}, {"range": "[600, 1440)", "points": 4}]}
    document = a_questionnaire(
        a_field("f", a_time("bed", points=bins), levels="set"), level_sets=[a_level_set("set", "[0, 2)", "[2, 4]")]
    )
    following = explanation_of(document, {"bed": "09:59"}).next_level
    assert following is not None
    changes = [(change.current, change.target) for change in following.changes or ()]
    assert changes == [("09:59", "10:00")]
    assert evaluation_of(document, {"bed": "10:00"}).fields[0].score == 4


def test_conditions_test_the_number():
    late = {"item": "bed", "number": {"at_least": 1320}}
    document = a_questionnaire(a_field("f", a_time("bed")), flags=[a_flag("late", late)])
    assert evaluation_of(document, {"bed": "22:00"}).flags == {"late": True}
    assert evaluation_of(document, {"bed": "21:59"}).flags == {"late": False}
    assert evaluation_of(document, {}).flags == {"late": None}


def test_to_ask_a_time_for_a_text_is_never_true():
    document = a_questionnaire(
        a_field("f", a_time("bed")), flags=[a_flag("late", {"item": "bed", "is": "22:30"})], languages=["en"]
    )
    assert ("/flags/0/when", "never_true", "error") in findings_in(document)


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (a_time("x", "[0, 1500)"), ("/fields/0/items/0/time", "out_of_range")),
        (a_time("x", "(-inf, 5]"), ("/fields/0/items/0/time", "out_of_range")),
        (a_duration("x", "[-1, 5]"), ("/fields/0/items/0/duration", "out_of_range")),
        (a_duration("x", "[0, inf)"), ("/fields/0/items/0/duration/range", "range_unbounded")),
        (a_duration("x", unit="months"), ("/fields/0/items/0/duration/unit", "not_one_of")),
        ({**a_time("x"), "number": {"range": "[0, 1]"}}, ("/fields/0/items/0", "does_not_fit_type")),
        ({**a_time("x"), "type": "duration"}, ("/fields/0/items/0", "does_not_fit_type")),
        ({"key": "x", "type": "duration", "prompt": "?"}, ("/fields/0/items/0", "missing_for_type")),
    ],
)
def test_a_rule_that_cannot_be_is_refused(item, fault):
    assert faults_of(a_questionnaire(a_field("f", item))) == [fault]


def test_a_gate_may_ask_for_a_duration():
    gate = a_gate("l1", {"item": "d", "number": {"above": 1}})
    document = a_questionnaire(
        a_field("f", a_duration("d"), levels="set", gates=[gate], scoring=a_rule(scale=[0, 24])),
        level_sets=[a_level_set("set", "[0, 1)", "[1, 24]")],
    )
    assert level_of(document, {"d": 1}) == "l0"
    assert level_of(document, {"d": "PT61M"}) == "l1"
