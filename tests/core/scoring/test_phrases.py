"""The sentences of the engine: complete in both languages, every placeholder filled."""

import re
from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.conditions import Test as Bounds
from selfcheck_service.core.definition.methods import METHODS
from selfcheck_service.core.scoring.phrases import ENGLISH, GERMAN, Phrases, form_for, phrases_in
from selfcheck_service.core.scoring.states import STATE_NAMES

PLACEHOLDER = re.compile(r"{(\w+)}")


def sentences(phrases):
    """Every sentence with its name; a unit has two, for one and for many."""
    for each in fields(Phrases):
        value = getattr(phrases, each.name)
        for key, words in value.items() if isinstance(value, dict) else [("", value)]:
            several = words if isinstance(words, tuple) else (words,)
            yield from ((f"{each.name}.{key}.{place}", one) for place, one in enumerate(several))


def test_both_languages_say_the_same_things():
    english, german = dict(sentences(ENGLISH)), dict(sentences(GERMAN))
    assert set(english) == set(german)
    for name, words in english.items():
        assert set(PLACEHOLDER.findall(words)) == set(PLACEHOLDER.findall(german[name])), name
    same = {name for name, words in english.items() if words == german[name]}
    assert same <= {"profile..0", "field_status..0", "value..0"}


@pytest.mark.parametrize("phrases", [GERMAN, ENGLISH])
def test_every_state_status_reason_method_and_bound_has_words(phrases):
    assert set(phrases.states) == set(STATE_NAMES)
    assert all(method.words[phrases.language] for method in METHODS.values())
    assert set(phrases.statuses) == {"valid", "provisional", "not_computed"}
    assert set(phrases.reasons) == {
        "nothing_applicable",
        "required_missing",
        "requirement",
        "coverage",
        "nothing_answered",
        "zero_weight",
        "formula_missing",
        "formula_undefined",
    }
    assert set(phrases.tests) == set(Bounds.model_fields)


@pytest.mark.parametrize(
    ("test", "german", "english"),
    [
        ({"at_least": 1}, "mindestens 1 Punkt", "at least 1 point"),
        ({"at_least": 2}, "mindestens 2 Punkte", "at least 2 points"),
        ({"above": 1, "at_most": 3}, "mehr als 1 und höchstens 3 Punkte", "more than 1 and at most 3 points"),
        ({"equal": "0.5"}, "genau 0,5 Punkte", "exactly 0.5 points"),
    ],
)
def test_one_point_is_not_several(test, german, english):
    bounds = Bounds.model_validate(test)
    assert (GERMAN.test_of_points(bounds), ENGLISH.test_of_points(bounds)) == (german, english)


def test_a_sentence_is_said_of_one_and_of_many():
    assert form_for("1", ENGLISH.points_too_many).startswith("{points} point too many")
    assert form_for("0.5", ENGLISH.points_too_many).startswith("{points} points too many")
    assert form_for("1", GERMAN.points_missing).startswith("Bis zur Stufe „{level}“ fehlt")


@pytest.mark.parametrize(
    ("language", "phrases"), [("de", GERMAN), ("de-AT", GERMAN), ("en", ENGLISH), ("fr", ENGLISH), ("den", ENGLISH)]
)
def test_german_is_spoken_to_those_who_ask_for_it(language, phrases):
    assert phrases_in(language) is phrases


@pytest.mark.parametrize(
    ("number", "german", "exact"),
    [
        ("0", "0", "0"),
        ("12", "12", "12"),
        ("-3", "−3", "−3"),
        ("1/2", "0,5", "0,5"),
        ("-1/20", "−0,05", "−0,05"),
        ("200/3", "66,67", "200/3"),
        ("-1/300", "0", "−1/300"),
        ("5/1000", "0", "0,005"),
        ("15/1000", "0,02", "0,015"),
        ("1234.5", "1234,5", "1234,5"),
        ("100", "100", "100"),
        ("0.123456789", "0,12", "0,123456789"),
        ("0.0123456789", "0,01", "123456789/10000000000"),
    ],
)
def test_numbers_are_written_as_people_write_them(number, german, exact):
    assert GERMAN.number(Fraction(number)) == german
    assert ENGLISH.number(Fraction(number)) == german.replace(",", ".")
    assert GERMAN.exact(Fraction(number)) == exact


@given(st.fractions())
def test_two_decimals_are_the_nearest_and_exact_is_exact(number):
    shown = Fraction(ENGLISH.number((number.numerator * 3, number.denominator * 3)).replace("−", "-"))
    assert abs(shown - number) <= Fraction(1, 200)
    assert Fraction(ENGLISH.exact(number).replace("−", "-")) == number


def test_bounds_are_joined_and_may_be_said_not_to_be_met():
    bounds = Bounds(at_least=Fraction(1, 2), below=Fraction(3))
    assert GERMAN.test(bounds) == "mindestens 0,5 und unter 3"
    assert ENGLISH.test(bounds, met=False) == "not: at least 0.5 and below 3"
    assert ENGLISH.test(Bounds(equal=Fraction(1, 2)), percent=True) == "exactly 50 %"
