"""Advice on a round: only where it helps, and in the reader's language."""

from dataclasses import replace

import pytest

from selfcheck_service.core.rounds.advice import advise
from selfcheck_service.core.rounds.terms import Terms

TERMS = Terms("confidential", 5, (), 90, False, "small", "1.0.0", {})


@pytest.mark.parametrize(
    ("mode", "usable", "expected"),
    [
        ("confidential", 0, ["small_group"]),
        ("confidential", 14, ["small_group"]),
        ("confidential", 15, []),
        ("open", 0, []),
        ("institutional", 0, ["one_answer"]),
        ("institutional", 1, []),
    ],
)
def test_it_depends_on_the_mode_and_on_how_many_may_answer(mode, usable, expected):
    assert [each.key for each in advise(replace(TERMS, mode=mode), usable)] == expected


@pytest.mark.parametrize(
    ("language", "words"), [("de", "weniger als 15"), ("de-simple", "weniger"), ("en", "fewer than 15")]
)
def test_it_speaks_german_and_english(language, words):
    (found,) = advise(TERMS, 3)
    assert words in found.message(language)
