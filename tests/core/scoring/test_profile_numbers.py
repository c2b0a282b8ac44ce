"""Attributes of the municipality that are numbers: read exactly, asked for by conditions, kept in the receipt."""

import json

import pytest

from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.canonical import canonical_answers
from tests.builders import (
    a_field,
    a_flag,
    a_plan,
    a_questionnaire,
    a_suggestion,
    an_attribute,
    an_item,
    answers,
    evaluation_of,
    plan_of,
)
from tests.core.faults import faults_of, faults_of_answers, findings_in

AGE = {"key": "people", "title": "People", "number": {"range": "[0, 5000000]", "integer": True, "unit": "people"}}
SHARE = {"key": "share", "title": "Share", "number": {"range": "[0, 100)"}}
PLAN = a_plan(a_field("f"), profile=[AGE, SHARE, an_attribute()])
LARGE = {"profile": "people", "number": {"at_least": 100000}}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"people": "many"}, "malformed"),
        ({"people": True}, "wrong_type"),
        ({"people": None}, "wrong_type"),
        ({"people": [1]}, "wrong_type"),
        ({"people": -1}, "out_of_range"),
        ({"people": "1.5"}, "not_an_integer"),
        ({"share": 100}, "out_of_range"),
        ({"share": float("nan")}, "malformed"),
    ],
)
def test_what_is_no_such_number_is_refused_by_name(given, code):
    assert faults_of_answers(PLAN, {**answers(), "profile": given}) == [(f"/profile/{next(iter(given))}", code)]


def test_the_receipt_holds_the_exact_number():
    parsed = parse_answers(PLAN, {**answers(), "profile": {"share": 12.5, "people": "7000", "kind": "town"}})
    assert json.loads(canonical_answers(parsed))["profile"] == {"kind": "town", "people": "7000", "share": "25/2"}


@pytest.mark.parametrize(("people", "expected"), [(99999, False), ("100000", True), (None, None)])
def test_conditions_test_the_number(people, expected):
    document = a_questionnaire(a_field("f"), profile=[AGE], flags=[a_flag("large", LARGE)])
    profile = {} if people is None else {"people": people}
    assert evaluation_of(document, {}, profile=profile).flags == {"large": expected}


def test_an_item_may_apply_to_large_municipalities_only():
    document = a_questionnaire(a_field("f", an_item("a", applies_to=LARGE), an_item("b")), profile=[AGE])
    assert evaluation_of(document, {}, profile={"people": 5}).hidden == ("a",)
    assert evaluation_of(document, {}, profile={}).hidden == ()


@pytest.mark.parametrize(
    ("language", "text"), [("en", "People: 250000."), ("de", "People: 250000.")], ids=["English", "German"]
)
def test_a_suggestion_says_the_number(language, text):
    document = a_questionnaire(
        a_field("f", suggestions=[a_suggestion("s", when=LARGE)]), profile=[AGE], languages=[language]
    )
    (suggestion,) = evaluation_of(document, {}, language, profile={"people": 250000}).suggestions
    (reason,) = suggestion.because
    assert (reason.rule, reason.text, reason.values, reason.thresholds) == (
        "profile",
        text,
        {"value": 250000},
        {"at_least": 100000},
    )


@pytest.mark.parametrize(
    ("attribute", "fault"),
    [
        ({"key": "a", "title": "A"}, ("/profile/0", "exactly_one_of")),
        ({**AGE, **an_attribute()}, ("/profile/0", "exactly_one_of")),
        ({"key": "a", "title": "A", "number": {}}, ("/profile/0/number/range", "missing")),
        ({"key": "a", "title": "A", "options": []}, ("/profile/0/options", "too_short")),
    ],
)
def test_an_attribute_is_either_options_or_a_number(attribute, fault):
    assert faults_of(a_questionnaire(profile=[attribute])) == [fault]


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ({"profile": "people", "is": 5}, ("/flags/0/when/is", "does_not_fit_type")),
        ({"profile": "people", "one_of": [5]}, ("/flags/0/when/one_of", "does_not_fit_type")),
        ({"profile": "kind", "number": {"above": 1}}, ("/flags/0/when/number", "does_not_fit_type")),
        ({"profile": "kind", "number": {"above": 1}, "is": "town"}, ("/flags/0/when", "exactly_one_of")),
    ],
)
def test_a_condition_asks_in_the_way_of_the_attribute(condition, fault):
    document = a_questionnaire(profile=[AGE, an_attribute()], flags=[a_flag("x", condition)])
    assert faults_of(document) == [fault]


def test_what_lies_outside_the_range_is_never_true():
    flags = [a_flag("x", {"profile": "people", "number": {"above": 5000000}}), a_flag("y", LARGE)]
    assert findings_in(a_questionnaire(profile=[AGE], flags=flags)) == [("/flags/0/when", "never_true", "error")]


def test_a_plan_of_numbers_can_be_made_twice():
    document = a_questionnaire(a_field("f"), profile=[AGE])
    assert plan_of(document).definition_hash == plan_of(document).definition_hash
