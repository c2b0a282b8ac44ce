"""The terms of a round: checked against the questionnaire, hashed, compared, and kept when a version moves on."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.rounds.terms import Terms, changed_terms, check_terms, may_move_to, plain_terms, terms_hash
from tests.builders import a_field, a_questionnaire, an_attribute

TERMS = Terms("confidential", 5, ("head", "staff"), 90, False, "small", "1.0.0", {})
PERSPECTIVES = [{"key": key, "title": key.title()} for key in ("head", "staff", "council")]
INHABITANTS = {"key": "inhabitants", "title": "Inhabitants", "number": {"range": "[0, 4000000]"}}
QUESTIONNAIRE = parse_definition(
    a_questionnaire(a_field(), perspectives=PERSPECTIVES, profile=[an_attribute(), INHABITANTS])
)
PLAIN = parse_definition(a_questionnaire())


def faults(questionnaire=QUESTIONNAIRE, **changes):
    return [(found.location, found.code) for found in check_terms(replace(TERMS, **changes), questionnaire)]


any_terms = st.builds(
    Terms,
    st.sampled_from(["confidential", "open", "institutional"]),
    st.none() | st.integers(0, 20),
    st.lists(st.sampled_from(["head", "staff", "council", "cook"]), max_size=4).map(tuple),
    st.integers(0, 800),
    st.booleans(),
    st.sampled_from(["small", "large"]),
    st.sampled_from(["1.0.0", "1.0.1"]),
    st.dictionaries(st.sampled_from(["kind", "inhabitants", "x"]), st.integers(0, 9) | st.sampled_from(["town"])),
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"minimum_group_size": 15, "retention_days": 7, "free_texts": True},
        {"retention_days": 730, "profile": {"kind": "town", "inhabitants": Decimal("12000.0")}},
        {"perspectives": ("council",)},
        {"mode": "open", "minimum_group_size": None, "free_texts": True},
        {"mode": "institutional", "minimum_group_size": None, "perspectives": ("head",), "free_texts": True},
    ],
)
def test_good_terms_have_no_faults(changes):
    assert faults(**changes) == []


def test_without_perspectives_in_the_questionnaire_none_are_named():
    assert faults(PLAIN, perspectives=()) == []
    assert faults(PLAIN, perspectives=("head",)) == [("/perspectives/0", "unknown_perspective")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"minimum_group_size": 4}, [("/minimum_group_size", "out_of_range")]),
        ({"minimum_group_size": 16}, [("/minimum_group_size", "out_of_range")]),
        ({"minimum_group_size": None}, [("/minimum_group_size", "missing")]),
        ({"mode": "open"}, [("/minimum_group_size", "not_in_mode")]),
        ({"mode": "institutional", "perspectives": ("head",)}, [("/minimum_group_size", "not_in_mode")]),
        ({"mode": "institutional", "minimum_group_size": None}, [("/perspectives", "perspectives_too_many")]),
        ({"perspectives": ()}, [("/perspectives", "perspectives_missing")]),
        ({"perspectives": ("head", "cook")}, [("/perspectives/1", "unknown_perspective")]),
        ({"perspectives": ("head", "staff", "head")}, [("/perspectives/2", "duplicate_name")]),
        ({"retention_days": 6}, [("/retention_days", "out_of_range")]),
        ({"retention_days": 731}, [("/retention_days", "out_of_range")]),
        ({"profile": {"kind": "village"}}, [("/profile/kind", "unknown_option")]),
        ({"profile": {"kin": "town"}}, [("/profile/kin", "unknown_attribute")]),
        ({"profile": {"inhabitants": -1}}, [("/profile/inhabitants", "out_of_range")]),
    ],
)
def test_each_fault_has_its_place_and_its_code(changes, found):
    assert faults(**changes) == found


def test_all_faults_are_named_at_once():
    found = faults(minimum_group_size=1, perspectives=("cook",), retention_days=0, profile={"x": 1})
    assert [location for location, _ in found] == [
        "/minimum_group_size",
        "/perspectives/0",
        "/retention_days",
        "/profile/x",
    ]


@given(any_terms)
def test_in_every_mode_the_checks_hold_what_respondents_are_told(terms):
    if not check_terms(terms, QUESTIONNAIRE):
        assert (terms.minimum_group_size is not None) == (terms.mode == "confidential")
        assert terms.minimum_group_size is None or terms.minimum_group_size >= 5
        assert len(terms.perspectives) == len(set(terms.perspectives)) > 0
        assert terms.mode != "institutional" or len(terms.perspectives) == 1


def test_messages_name_what_would_be_right():
    problem = check_terms(replace(TERMS, minimum_group_size=3), QUESTIONNAIRE)[0]
    assert problem.message("en") == "3 is not possible; needed: 5–15."
    problem = check_terms(replace(TERMS, perspectives=()), QUESTIONNAIRE)[0]
    assert problem.message("de").endswith("mindestens eine nennen von head, staff, council.")


def test_the_hash_is_that_of_the_canonical_json():
    document = (
        '{"free_texts":false,"minimum_group_size":5,"mode":"confidential","perspectives":["head","staff"],'
        '"profile":{},"questionnaire":"small","retention_days":90,"version":"1.0.0"}'
    )
    assert terms_hash(TERMS) == hashlib.sha256(document.encode()).hexdigest()


@given(any_terms, any_terms)
def test_terms_have_the_same_hash_where_no_member_differs(one, other):
    assert (terms_hash(one) == terms_hash(other)) == (changed_terms(one, other) == ())
    assert changed_terms(one, other) == changed_terms(other, one)
    assert changed_terms(one, one) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mode", "open"),
        ("minimum_group_size", None),
        ("perspectives", ("staff", "head")),
        ("retention_days", 91),
        ("free_texts", True),
        ("questionnaire", "large"),
        ("version", "1.0.1"),
        ("profile", {"kind": "town"}),
    ],
)
def test_whatever_changes_is_named_alone(name, value):
    changed = replace(TERMS, **{name: value})
    assert changed_terms(TERMS, changed) == (name,)
    assert terms_hash(TERMS) != terms_hash(changed)


def test_true_is_not_one():
    assert changed_terms(replace(TERMS, profile={"x": 1}), replace(TERMS, profile={"x": True})) == ("profile",)


def test_equal_numbers_are_equal_however_they_came():
    written = [Decimal("3.50"), 3.5, Fraction(7, 2)]
    assert len({terms_hash(replace(TERMS, profile={"x": number})) for number in written}) == 1
    whole = [3, Decimal("3.0"), Fraction(3)]
    assert len({terms_hash(replace(TERMS, profile={"x": number})) for number in whole}) == 1
    assert plain_terms(replace(TERMS, profile={"x": Fraction(1, 3)}))["profile"] == {"x": "1/3"}


@pytest.mark.parametrize("written", ["123456.123456789012", "0.33333333333333333333", "0.1", "12"])
def test_a_number_in_its_stored_form_is_good_again(written):
    stored: Any = plain_terms(replace(TERMS, profile={"inhabitants": Decimal(written)}))["profile"]
    assert faults(profile=stored) == []
    assert Decimal(str(stored["inhabitants"])) == Decimal(written)
    assert plain_terms(replace(TERMS, profile=stored))["profile"] == stored


@pytest.mark.parametrize(
    ("old", "new", "bump", "code"),
    [
        ("1.4.0", "1.4.0", "none", None),
        ("1.4.0", "1.4.1", "patch", None),
        ("1.4.0", "1.4.1", "none", None),
        ("1.4.9", "1.5.0", "minor", None),
        ("0.1.0", "0.2.0", "minor", None),
        ("1.4.0", "2.0.0", "patch", "version_means_otherwise"),
        ("1.4.0", "1.5.0", "major", "version_means_otherwise"),
        ("1.4.1", "1.4.0", "patch", "version_not_newer"),
        ("2.0.0", "1.9.9", "major", "version_not_newer"),
        ("1.10.0", "1.9.0", "minor", "version_not_newer"),
    ],
)
def test_a_round_moves_on_only_where_answers_keep_their_meaning(old, new, bump, code):
    problem = may_move_to(old, new, bump)
    assert (problem and problem.code) == code
    assert problem is None or (problem.location == "/version" and new in problem.message("de"))
