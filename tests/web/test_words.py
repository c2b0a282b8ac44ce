"""Both languages say the same things, and leave the same places to be filled."""

import re
import runpy
import string
from collections.abc import Iterator
from typing import Any

import pytest

from selfcheck_service.core.definition import Interval, parse_exact
from selfcheck_service.web.ranges import range_in_words
from selfcheck_service.web.said import Said
from selfcheck_service.web.words import SPOKEN, SPOKEN_TO_RESPONDENTS, date_in_words, words_in
from selfcheck_service.web.words.english import ENGLISH
from selfcheck_service.web.words.german import GERMAN
from selfcheck_service.web.words.simple import SIMPLE
from tests.checkout import CHECKOUT

WEB = CHECKOUT / "src" / "selfcheck_service" / "web"


# What a template looks up by a name that it is given.
BY_VALUE = ("error", "problem", "scopes", "doors", "again")


def walk(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for name, each in part.items():
            yield from walk(each, (*path, name))
    else:
        for index, each in enumerate(part):
            yield from walk(each, (*path, str(index)))


def test_no_field_cuts_a_text_that_somebody_pastes():
    """What is too long comes back whole, to be shortened by whoever wrote it; a number is never as long as that."""
    for template in WEB.rglob("templates/**/*.html"):
        for line in template.read_text(encoding="utf-8").splitlines():
            assert "maxlength" not in line or 'inputmode="decimal"' in line, template


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_words_with_the_same_places():
    german, english = (dict(walk(SPOKEN[language])) for language in ("de", "en"))
    assert german.keys() == english.keys()
    assert {path: places(text) for path, text in german.items()} == {
        path: places(text) for path, text in english.items()
    }


def test_easy_german_has_a_group_whole_or_not_at_all():
    german = dict(walk(SPOKEN["de"]))
    simple = dict(walk(SIMPLE))
    assert simple
    wanted = {path: places(text) for path, text in german.items() if path[0] in SIMPLE}
    assert {path: places(text) for path, text in simple.items()} == wanted


def test_easy_german_falls_back_to_german():
    assert words_in("de-simple").site.name != words_in("de").site.name
    assert words_in("de-simple").months == words_in("de").months


def test_no_two_areas_have_a_group_of_the_same_name():
    for language in ("german", "english", "simple"):
        modules = sorted((WEB / "words" / language).glob("[a-z]*.py"))
        groups = [name for path in modules for name in runpy.run_path(str(path))["WORDS"]]
        assert sorted(set(groups)) == sorted(groups)
        assert set(groups) == set({"german": GERMAN, "english": ENGLISH, "simple": SIMPLE}[language])


def test_every_word_is_used():
    sources = " ".join(path.read_text() for path in WEB.rglob("*") if path.suffix in (".html", ".py"))
    groups = {name: each for name, each in SPOKEN["de"].items() if isinstance(each, dict) and name not in BY_VALUE}
    unused = [
        f"{group}.{name}"
        for group, words in groups.items()
        for name in words
        if not re.search(rf"\.{name}\b|\['{name}'\]|said\.{name}\b", sources)
    ]
    assert unused == []


def test_every_group_of_words_is_used_by_its_name():
    sources = " ".join(path.read_text() for path in WEB.rglob("*") if path.suffix in (".html", ".py"))
    assert [group for group in SPOKEN["de"] if not re.search(rf"words(\(visit\))?\.{group}\b", sources)] == []


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_texts_are_plain(language):
    for path, text in walk(SPOKEN_TO_RESPONDENTS[language]):
        assert "<" not in text, path
        assert "  " not in text, path
        assert not re.search(r"\w'\w|\"", text), path


def test_german_addresses_everybody():
    assert not re.search(
        r"\b(Bürgermeister|Mitarbeiter|Teilnehmer|Nutzer)\b", " ".join(t for _, t in walk(SPOKEN["de"]))
    )


@pytest.mark.parametrize(
    ("interval", "german", "english"),
    [
        (("0", "100", True, True), "zwischen 0 und 100", "between 0 and 100"),
        (("0.5", None, True, False), "ab 0,5", "from 0.5"),
        ((None, "5", False, False), "unter 5", "below 5"),
        (("0", "1", False, True), "über 0 und bis 1", "above 0 and up to 1"),
        ((None, None, False, False), "", ""),
    ],
)
def test_ranges_in_words(interval, german, english):
    low, high, low_closed, high_closed = interval
    made = Interval(low and parse_exact(low), high and parse_exact(high), low_closed, high_closed)
    assert range_in_words(made, words_in("de"), "de") == german
    assert range_in_words(made, words_in("en"), "en") == english


@pytest.mark.parametrize(
    ("iso", "german", "english"),
    [("2026-03-01", "1. März 2026", "1 March 2026"), ("2026-03", "März 2026", "March 2026"), ("1996", "1996", "1996")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(iso, german, english):
    assert (date_in_words(iso, words_in("de")), date_in_words(iso, words_in("en"))) == (german, english)


def test_what_reads_alike_in_every_language_is_in_that_of_the_page():
    assert [Said.of({"any": "cm"}, language).language for language in ("de", "en")] == ["de", "en"]
    assert Said.of({"any": "m", "de": "Meter"}, "de") == "Meter"
