"""Problems in words: every code in both languages, every placeholder filled."""

import json
import re
from pathlib import Path

import pytest

import selfcheck_service
from selfcheck_service.core.definition import (
    AnswersInvalid,
    Conflict,
    DefinitionInvalid,
    NotFound,
    Problem,
    parse_beside,
    parse_definition,
    pointer,
)
from selfcheck_service.core.definition.message_words import ENGLISH_WORDS, FORMS, GERMAN_WORDS, SINGULAR
from selfcheck_service.core.definition.messages import MESSAGES, Spoken, render_message
from selfcheck_service.core.definition.model import Questionnaire
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
        ({"limit": "1 characters"}, "Länger als 1 Zeichen."),
        ({"limit": "1 entries"}, "Länger als 1 Eintrag."),
        ({"limit": "1 moons"}, "Länger als 1 moons."),
    ],
)
def test_a_limit_names_what_it_counts_in_the_language(parameters, german):
    assert render_message("too_long", parameters, "de") == german


def test_one_is_counted_in_the_singular():
    assert render_message("too_short", {"limit": "1 entries"}, "de") == "Kürzer als 1 Eintrag."
    assert render_message("too_short", {"limit": "1 entries"}, "en") == "Shorter than 1 entry."
    assert render_message("too_short", {"limit": "11 entries"}, "en") == "Shorter than 11 entries."
    assert set(SINGULAR.values()) <= set(GERMAN_WORDS)


@pytest.mark.parametrize(
    ("written", "german", "english"),
    [
        ("(-inf, 100]", "höchstens 100", "at most 100"),
        ("(-inf, 100)", "weniger als 100", "less than 100"),
        ("[0, inf)", "mindestens 0", "at least 0"),
        ("(-2.5, inf)", "mehr als -2.5", "more than -2.5"),
        ("[0, 1]", "0 bis 1", "0 to 1"),
        ("[0, 20)", "mindestens 0 und weniger als 20", "at least 0 and less than 20"),
        ("(-inf, inf)", "jede Zahl", "any number"),
        ("5–15", "5–15", "5–15"),
    ],
)
def test_what_is_possible_is_said_in_words(written, german, english):
    parameters = {"found": "101", "range": written}
    assert render_message("out_of_range", parameters, "de") == f"101 ist nicht möglich; nötig: {german}."
    assert render_message("out_of_range", parameters, "en") == f"101 is not possible; needed: {english}."


def test_a_value_is_said_as_each_language_says_it():
    parameters = {"closes_at": Spoken("2026-03-01T17:00:00+00:00", "1. März 2026 um 18 Uhr", "6 pm on 1 March 2026")}
    assert render_message("round_closed", parameters, "en") == "The round closed at 6 pm on 1 March 2026."
    assert render_message("round_closed", parameters, "de-simple") == (
        "Der Durchgang ist seit dem 1. März 2026 um 18 Uhr abgeschlossen."
    )


def test_kinds_are_named_in_the_language():
    parameters = {"kind": "level_sets", "name": "x", "hint": ""}
    assert render_message("unknown_reference", parameters, "en") == "There is no level set “x”."
    assert "Stufenfolge" in render_message("unknown_reference", parameters, "de")
    assert set(ENGLISH_WORDS) <= set(GERMAN_WORDS)


def test_what_is_expected_has_german_words_wherever_it_is_said():
    sources = "".join(path.read_text() for path in Path(selfcheck_service.__file__).parent.rglob("*.py"))
    said = set(re.findall(r'"expected": "([^"]*[a-z]{2}[^"]*)"', sources))
    assert len(said) > 5
    assert said <= set(GERMAN_WORDS)


def test_that_nothing_was_typed_is_said_in_words():
    assert render_message("too_short", {"limit": "1 characters"}, "de") == "Das darf nicht leer sein."
    assert render_message("too_short", {"limit": "1 characters"}, "en") == "This must not be empty."


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


def patterns_in(schema: object) -> set[str]:
    """Every pattern that a JSON schema or an OpenAPI document holds."""
    if isinstance(schema, list):
        return {pattern for each in schema for pattern in patterns_in(each)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own | {pattern for each in schema.values() for pattern in patterns_in(each)}


# Numbers and intervals, whose readers say by themselves what they expect.
WRITTEN_OTHERWISE = {r"^[+-]?[0-9]+(\.[0-9]+)?(/[0-9]+)?$", r"^\s*[\[(].+,.+[\])]\s*$"}


def test_no_message_shows_a_regular_expression():
    """Whatever has to match a pattern has words for it, and an author or caller never reads the pattern itself."""
    patterns = patterns_in(Questionnaire.model_json_schema())
    assert len(patterns) > 4
    assert sorted(patterns - set(FORMS) - WRITTEN_OTHERWISE) == []
    plain = {form for form in FORMS.values() if not form[0].isdigit()}
    assert sorted(plain - set(GERMAN_WORDS)) == []


@pytest.mark.parametrize(
    ("member", "value", "english", "german"),
    [
        ("version", "1.0", "“1.0” is not well formed: three numbers, as in “1.0.0”.", "drei Zahlen wie in „1.0.0“."),
        ("languages", ["Deutsch"], "“de” or “de-simple”.", "das Kürzel einer Sprache wie „de“ oder „de-simple“."),
    ],
)
def test_a_form_is_said_in_words_with_an_example(member, value, english, german):
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition({**whole(), member: value})
    problem = refused.value.problems[0]
    assert problem.message("en").endswith(english)
    assert problem.message("de").endswith(german)


NO_JSON = [
    "",
    "{'a': 1}",
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{"a": 1} x',
    '{"a": "b}',
    '{"a": "b\n"}',
    '{"a": "\\u12"}',
    '{"a": "\\x"}',
    '{"a": 1,}',
    "[1,]",
    "\ufeff{}",
]


@pytest.mark.parametrize("text", NO_JSON)
def test_what_is_wrong_with_json_is_said_wholly_in_german(text):
    with pytest.raises(json.JSONDecodeError) as refused:
        json.loads(text)
    error = refused.value
    message = render_message(
        "not_json", {"detail": f"{error.msg} (line {error.lineno}, column {error.colno})"}, "de-simple"
    )
    assert message.startswith("Kein gültiges JSON: ")
    assert message.endswith(f" (Zeile {error.lineno}, Spalte {error.colno})")
    assert "stimmt nicht" not in message
    assert error.msg.split()[0] not in message


def test_a_fault_of_json_that_nobody_has_translated_keeps_its_place():
    message = render_message("not_json", {"detail": "Something new (line 3, column 4)"}, "de")
    assert message == "Kein gültiges JSON: die Schreibweise stimmt nicht (Zeile 3, Spalte 4)"
    assert (
        render_message("not_json", {"detail": "not UTF-8 (byte 7)"}, "de") == "Kein gültiges JSON: kein UTF-8 (Byte 7)"
    )
    assert render_message("not_json", {}, "de") == "Kein gültiges JSON: die Schreibweise stimmt nicht"


def test_a_reader_of_files_says_what_would_be_possible():
    detail = "found “t”, possible here: { [ “"
    assert render_message("not_json", {"detail": detail}, "en") == f"Not valid JSON: {detail}"
    assert render_message("not_json", {"detail": detail}, "de") == (
        "Kein gültiges JSON: „t“ gefunden, möglich hier: { [ “"
    )


def test_a_key_that_stands_twice_is_named_in_one_way():
    assert render_message("duplicate_key", {"name": "a"}, "de") == "Der Schlüssel „a“ steht doppelt."
    located = {"name": "a", "earlier": "a.yaml:3:1"}
    assert render_message("duplicate_key", located, "de") == "Der Schlüssel „a“ steht doppelt; zuerst bei a.yaml:3:1."
    assert render_message("duplicate_key", located, "en") == "The key “a” stands twice; first at a.yaml:3:1."


def test_what_was_found_before_and_what_is_found_now_are_named_together():
    def fail():
        raise AnswersInvalid([Problem("/b", "missing", {"name": "b"})])

    before = [Problem("/a", "missing", {"name": "a"})]
    for found, parse, locations in ((before, fail, ["/a", "/b"]), (before, int, ["/a"]), ([], fail, ["/b"])):
        with pytest.raises(AnswersInvalid) as refused:
            parse_beside(found, parse)
        assert [problem.location for problem in refused.value.problems] == locations
    assert parse_beside([], lambda: 5) == 5


@pytest.mark.parametrize("error", [NotFound, Conflict])
def test_other_errors_carry_a_problem_too(error):
    found = error("unknown_version", version="1.0.0", questionnaire="q")
    assert found.problem.location == ""
    assert str(found) == "There is no version “1.0.0” of “q”."


def test_a_pointer_escapes_and_can_be_sent():
    assert pointer("a/b", "c~d", 3, "\ud800") == "/a~1b/c~0d/3/?"
    assert pointer() == ""


@pytest.mark.parametrize(
    ("code", "detail", "german"),
    [
        (
            "yaml_syntax",
            "while parsing a flow sequence (1:4), did not find expected ',' or ']'",
            "Kein gültiges YAML: in der Liste in eckigen Klammern, die bei 1:4 beginnt: hier fehlt „,“ oder „]“.",
        ),
        ("yaml_syntax", "did not find expected key", "hier fehlt ein Name, oder die Einrückung stimmt nicht."),
        ("yaml_syntax", "while dreaming (1:4), found unexpected end of stream", "YAML: der Text endet zu früh."),
        (
            "yaml_syntax",
            "while scanning a tag (1:4), something else",
            "die bei 1:4 beginnt: die Schreibweise stimmt nicht.",
        ),
        ("yaml_syntax", "something else", "Kein gültiges YAML: die Schreibweise stimmt nicht."),
        ("file_unreadable", "Permission denied", "Lässt sich nicht lesen: die Rechte fehlen."),
        ("file_unreadable", "Bad luck", "Lässt sich nicht lesen: das Betriebssystem lässt es nicht zu."),
        ("invalid", "Input should be a valid dream", "Hier nicht gültig: diese Angabe passt hier nicht."),
    ],
)
def test_what_other_programs_say_is_german_too(code, detail, german):
    assert Problem("", code, {"detail": detail}).message("de").endswith(german)
