"""What was typed is read again under the words that stood at its fields, in every language of the pages."""

import pytest

from selfcheck_service.web.labels import labelled
from selfcheck_service.web.words import SPOKEN, words_in

TYPED = [("title", "Runder Tisch"), ("decided_on", "2026-11-03"), ("official_key", "13073088"), ("count", "12")]


@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_names_of_the_machine_stand_nowhere(language):
    shown = labelled(TYPED, words_in(language))

    assert [value for _, value in shown] == [value for _, value in TYPED]
    assert not {label for label, _ in shown} & {name for name, _ in TYPED}


def test_the_words_are_those_at_the_fields():
    assert labelled([("deadline", "2027-01-31"), ("name", "Musterstadt")], words_in("en")) == [
        ("Deadline", "2027-01-31"),
        ("Name", "Musterstadt"),
    ]


def test_what_nobody_typed_is_left_out_and_what_has_no_word_stays():
    shown = labelled([("once", "1f"), ("revision", '"3"'), ("answer.leitbild", "3"), ("odd", "kept")], words_in("de"))

    assert shown == [("leitbild", "3"), ("odd", "kept")]
