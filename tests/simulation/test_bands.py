"""Where nothing proves that enough is offered, respondents try; who is offered too little is shown."""

import pytest

from selfcheck_service.simulation import chance_of
from selfcheck_service.simulation.deep import Budget, DeepReport, check_deep
from tests.builders import (
    Data,
    a_field,
    a_level_set,
    a_questionnaire,
    a_suggestion,
    a_text,
    an_attribute,
    an_item,
    plan_of,
)

LOW: Data = {"field": "f", "level": {"at_most": "l1"}}
ONE: Data = {"item": "a", "is": 0}
TOWN: Data = {"profile": "kind", "is": "town"}
SMALL = Budget(respondents=300, bases=2, aims=60)


def looked_at(*steps: Data, rules: Data | None = None) -> DeepReport:
    field = a_field("f", an_item("a"), an_item("b"), levels="set", suggestions=list(steps))
    asked = {"suggestions": {"bands": {"low": ["l0", "l1"]}, "each_band": 1}} if rules is None else rules
    document = a_questionnaire(field, level_sets=[a_level_set()], profile=[an_attribute()], content_rules=asked)
    return check_deep(plan_of(document), chance_of(1), budget=SMALL)


def short(report: DeepReport) -> list[tuple[str, Data]]:
    found = (one for one in report.findings if one.problem.code == "content_band")
    return [(str(one.problem.parameters["level"]), one.witness or {}) for one in found]


def test_what_is_proved_is_not_tried():
    report = looked_at(a_suggestion(when=LOW))
    assert short(report) == []
    assert report.proved["content_band"] == 2


def test_what_is_not_proved_may_hold():
    report = looked_at(
        a_suggestion("s", when={"all": [LOW, ONE]}), a_suggestion("t", when={"all": [LOW, {"not": ONE}]})
    )
    assert report.proved["content_band"] == 0
    answered = [body for _, body in short(report) if isinstance(body["answers"].get("a"), int)]
    assert answered == []


@pytest.mark.parametrize("applies_to", [None, TOWN])
def test_who_is_offered_too_little_is_shown(applies_to):
    more = {} if applies_to is None else {"applies_to": applies_to}
    found = short(
        looked_at(a_suggestion("s", when={"all": [LOW, ONE]}), a_suggestion("t", when={"all": [LOW, ONE]}, **more))
    )
    assert {level for level, _ in found} == {"l0", "l1"}
    assert all(body["answers"].get("a") != 0 for _, body in found)


def test_without_the_rule_nobody_looks():
    report = looked_at(a_suggestion(when=ONE), rules={"items": {}})
    assert short(report) == []
    assert "content_band" not in report.proved


def test_what_asks_how_urgent_a_field_is_is_not_idle():
    items = an_item("a"), an_item("soon", scored=False), a_text("notes"), an_item("idle", scored=False)
    document = a_questionnaire(a_field("f", *items, urgency="soon", evidence="notes"))
    assert check_deep(plan_of(document), chance_of(1), budget=SMALL).idle == ("idle",)
