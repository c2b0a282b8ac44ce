"""Problems in words: every code in both languages, every placeholder filled."""

import re

import pytest

from selfcheck_service.core.definition import Conflict, DefinitionInvalid, NotFound, Problem, parse_definition, pointer
from selfcheck_service.core.definition.message_words import ENGLISH_WORDS, GERMAN_WORDS
from selfcheck_service.core.definition.messages import MESSAGES, render_message
from tests.core.definition.test_parse import whole

PLACEHOLDER = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same(code):
    english, german = MESSAGES[code]
    assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(german))
    assert english != german
    for words in (english, german):
        assert words[0].isupper() or words[0] in "“„{"
        assert words.rstrip()[-1] in ".:}”“?;)" or words.endswith("}")


@pytest.mark.parametrize(
    ("language", "words"), [("de", "fehlt"), ("de-AT", "fehlt"), ("en", "missing"), ("fr", "missing")]
)
def test_german_is_spoken_to_those_who_ask_for_it(language, words):
    assert words in Problem("/a", "missing", {"name": "a"}).message(language)


def test_a_placeholder_without_a_value_stays_empty():
    assert render_message("missing", {}, "en") == "“” is missing."


def test_values_in_braces_are_left_alone():
    assert render_message("missing", {"name": "{code}"}, "en") == "“{code}” is missing."


@pytest.mark.parametrize(
    ("parameters", "german"),
    [
        ({"limit": "40 characters"}, "Länger als 40 Zeichen."),
        ({"limit": "200 entries"}, "Länger als 200 Einträge."),
        ({"limit": "2000 items"}, "Länger als 2000 Fragen."),
        ({"limit": 2000}, "Länger als 2000."),
        ({"limit": "5 moons"}, "Länger als 5 moons."),
    ],
)
def test_a_limit_names_what_it_counts_in_the_language(parameters, german):
    assert render_message("too_long", parameters, "de") == german


def test_kinds_are_named_in_the_language():
    parameters = {"kind": "level_sets", "name": "x", "hint": ""}
    assert render_message("unknown_reference", parameters, "en") == "There is no level set “x”."
    assert "Stufenfolge" in render_message("unknown_reference", parameters, "de")
    assert set(ENGLISH_WORDS) <= set(GERMAN_WORDS)


def test_no_english_word_stands_in_a_german_message():
    """Whatever is expected or found of a broken document has a German name."""
    broken = {name: value for value, name in enumerate(("titel", "format"))}
    document = {
        **whole(),
        **broken,
        "fields": [5, {"key": 5, "title": 5, "weight": [], "items": [[], {"type": 5}]}],
        "languages": {},
    }
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(document)
    assert len(refused.value.problems) > 5
    for problem in refused.value.problems:
        words = [problem.parameters[name] for name in ("expected", "found") if name in problem.parameters]
        unknown = [word for word in words if isinstance(word, str) and word not in GERMAN_WORDS and not word.isdigit()]
        assert unknown == [], problem


@pytest.mark.parametrize("error", [NotFound, Conflict])
def test_other_errors_carry_a_problem_too(error):
    found = error("unknown_version", version="1.0.0", questionnaire="q")
    assert found.problem.location == ""
    assert str(found) == "There is no version “1.0.0” of “q”."


def test_a_pointer_escapes_and_can_be_sent():
    assert pointer("a/b", "c~d", 3, "\ud800") == "/a~1b/c~0d/3/?"
    assert pointer() == ""
