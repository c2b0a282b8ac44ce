"""Who is asked what, before anybody answers: what a profile decides, and what is left to answers."""

from random import Random
from typing import Any

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.foreseen import OpenTest, OpenTests, foreseen
from selfcheck_service.core.scoring.predicates import compile_condition
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.states import HIDDEN
from tests import builders as a
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

SEEDS = {"quick": 12, "normal": 60, "long": 3000}
TOWN = {"profile": "kind", "is": "town"}
COUNTY = {"profile": "kind", "is": "county"}
SEEN = {"item": "first", "is": 1}
KIND = a.an_attribute("kind", "town", "county")
SIZE = {"key": "people", "title": "People", "number": {"range": "[0, 1000]"}}


def when(*, profile=None, silent=(), form=None, known_forms=(), **conditions):
    """When the second of two items is asked."""
    second = a.an_item("second", **conditions)
    plan = a.a_plan(
        a.a_field("f", a.an_item("first"), a.a_text("words"), second), profile=[KIND, SIZE], forms=list(known_forms)
    )
    return foreseen(plan, form, profile, silent=silent)["second"]


def of(found):
    """A condition as an author writes it, with what is wanted of it."""
    if isinstance(found, OpenTests):
        return ("all" if found.every else "any", *map(of, found.parts))
    if isinstance(found, OpenTest):
        named = found.condition.model_dump(mode="json", by_alias=True, exclude_none=True)
        return (found.wanted, *(value for key, value in named.items() if key in ("item", "profile")))
    return found


@pytest.mark.parametrize(
    ("conditions", "profile", "expected"),
    [
        ({}, None, True),
        ({"applies_to": TOWN}, {"kind": "town"}, True),
        ({"applies_to": TOWN}, {"kind": "county"}, False),
        ({"applies_to": {"not": TOWN}}, {"kind": "town"}, False),
        # Where the profile does not say it, `applies_to` is not false and `shown_when` is not true.
        ({"applies_to": TOWN}, {}, True),
        ({"applies_to": {"not": TOWN}}, {}, True),
        ({"shown_when": TOWN}, {}, False),
        ({"shown_when": {"not": TOWN}}, {}, False),
        ({"shown_when": {"profile": "people", "number": {"at_least": 10}}}, {"people": 12}, True),
        ({"shown_when": {"value": "profile.people > 10"}}, {"people": 9}, False),
        ({"shown_when": {"value": "profile.people > 10"}}, {"people": 11}, True),
        # Of no municipality at all everything is left open.
        ({"applies_to": TOWN}, None, (True, "kind")),
        ({"applies_to": {"not": TOWN}}, None, (False, "kind")),
        ({"shown_when": {"value": "profile.people > 10"}}, None, (True,)),
        ({"shown_when": SEEN}, {}, (True, "first")),
        ({"shown_when": {"not": {"not": SEEN}}}, {}, (True, "first")),
        ({"shown_when": {"all": [TOWN, SEEN]}}, {"kind": "town"}, (True, "first")),
        ({"shown_when": {"all": [TOWN, SEEN]}}, {"kind": "county"}, False),
        ({"shown_when": {"all": [TOWN, SEEN]}}, {}, False),
        ({"shown_when": {"any": [TOWN, SEEN]}}, {"kind": "town"}, True),
        ({"shown_when": {"any": [TOWN, SEEN]}}, {}, (True, "first")),
        ({"shown_when": {"not": {"any": [TOWN, SEEN]}}}, {"kind": "county"}, (False, "first")),
        ({"shown_when": {"all": [SEEN, {"all": [SEEN, SEEN]}]}}, {}, (True, "first")),
        (
            {"shown_when": {"all": [SEEN, {"any": [SEEN, {"not": SEEN}]}]}},
            {},
            ("all", (True, "first"), ("any", (True, "first"), (False, "first"))),
        ),
        ({"applies_to": TOWN, "shown_when": SEEN}, {"kind": "town"}, (True, "first")),
    ],
)
def test_a_profile_decides_what_it_can(conditions, profile, expected):
    assert of(when(profile=profile, **conditions)) == expected


def test_what_no_answer_can_change_is_known():
    forms = [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]
    for condition, expected in (
        ({"item": "first", "answered": True}, False),
        ({"item": "first", "answered": False}, True),
        ({"item": "first", "no_answer": ["hidden"]}, True),
    ):
        conditions: Any = {"shown_when": condition, "forms": {"short": {}}}
        # The short form does not ask the first item, and the long one does.
        assert when(form="short", known_forms=forms, **conditions) is expected
        assert isinstance(when(form="long", known_forms=forms, **conditions), OpenTest)


def test_a_text_that_nobody_writes_is_not_hidden_but_left_open():
    for condition, expected in (
        ({"item": "words", "answered": True}, False),
        ({"item": "words", "no_answer": ["unanswered"]}, True),
        ({"item": "words", "no_answer": ["hidden"]}, False),
    ):
        assert when(silent=["words"], shown_when=condition) is expected
        assert isinstance(when(shown_when=condition), OpenTest)


def test_what_is_left_out_takes_along_what_depends_on_it():
    plan = a.a_plan(
        a.a_field(
            "f",
            a.an_item("first", applies_to=TOWN),
            a.an_item("second", shown_when=SEEN),
            a.an_item("third", shown_when={"item": "second", "answered": False}),
            a.a_number("people"),
            a.a_computed("twice", "people + people"),
        ),
        profile=[KIND],
    )
    assert foreseen(plan, None, {"kind": "county"}) == {
        "first": False,
        "second": False,
        "third": True,
        "people": True,
    }


def holds(found, run, names, *, unknown):
    if isinstance(found, bool):
        return found
    if isinstance(found, OpenTest):
        truth = compile_condition(found.condition, names)(run)
        return unknown if truth is None else truth is found.wanted
    parts = [holds(part, run, names, unknown=unknown) for part in found.parts]
    return all(parts) if found.every else any(parts)


def test_whatever_is_answered_it_comes_as_foreseen(effort):
    met = set()
    for seed in range(SEEDS[effort]):
        document = random_document(seed)
        plan = compile_plan(parse_definition(document))
        given, profile, perspective = random_answers(document, Random(seed).randint(0, 99))
        answers = parse_answers(plan, {"answers": given, "profile": profile, "perspective": perspective})
        plan, run = answers.plan, compute(answers)
        for key, found in foreseen(plan, form_of(plan, perspective), answers.profile).items():
            is_hidden = run.states[plan.item_index[key]] == HIDDEN
            met.add((type(found), is_hidden))
            if holds(found, run, plan.names, unknown=False):
                assert not is_hidden, (seed, key)
            if not holds(found, run, plan.names, unknown=True):
                assert is_hidden, (seed, key)
    assert {(bool, True), (bool, False), (OpenTest, True), (OpenTest, False)} <= met
