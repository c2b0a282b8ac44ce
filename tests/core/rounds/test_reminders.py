"""Letters that a facilitator sends: whole in three languages, ready for a mail merge, and true to the terms."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.rounds.reminder_texts import REMINDER_TEXTS
from selfcheck_service.core.rounds.reminders import PLACEHOLDERS, reminders
from selfcheck_service.core.rounds.spoken import ROUND_LANGUAGES
from selfcheck_service.core.rounds.terms import Terms
from tests.builders import Data

CLOSING = datetime(2026, 3, 31, 18, 0, tzinfo=timezone(timedelta(hours=2)))
CONFIDENTIAL = Terms("confidential", 5, ("staff",), 90, False, "weltoffene-kommune", "1.0.0", {})
OPEN = replace(CONFIDENTIAL, mode="open", minimum_group_size=None)
INSTITUTIONAL = replace(CONFIDENTIAL, mode="institutional", minimum_group_size=None)
FACTS: Data = {
    "title": "Weltoffen 2026",
    "municipality": "Stadt Beispielhausen",
    "minutes": 25,
    "invitation": "personal",
}
LETTERS = {
    "confidential": reminders(CONFIDENTIAL, CLOSING, **FACTS),
    "open": reminders(OPEN, CLOSING, **{**FACTS, "invitation": "open", "erase_on": date(2026, 5, 1)}),
    "institutional": reminders(INSTITUTIONAL, CLOSING.replace(hour=0), **FACTS),
}

terms_of_rounds = st.sampled_from([CONFIDENTIAL, replace(CONFIDENTIAL, minimum_group_size=12), OPEN, INSTITUTIONAL])
facts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Weltoffen", "{code} %s {0} {}"]),
        "municipality": st.sampled_from(["Kreis Nord", "{link}"]),
        "minutes": st.integers(2, 90),
        "invitation": st.sampled_from(["personal", "open"]),
        "erase_on": st.none() | st.dates(date(2026, 4, 1), date(2027, 1, 1)),
    }
)


def written(name: str) -> str:
    """The letters of a round, one language after the other, as they would be sent."""
    return (
        "".join(
            f"== {language}, {letter.key}: {letter.subject[language]} ==\n\n{letter.body[language]}\n\n\n"
            for language in ROUND_LANGUAGES
            for letter in LETTERS[name]
        ).rstrip()
        + "\n"
    )


def placeholders_in(text: str) -> set[str]:
    return set(re.findall(r"{\w*}", text))


@pytest.mark.parametrize("name", LETTERS)
def test_what_people_get_is_what_was_read_before(name):
    assert written(name) == (Path(__file__).parent / f"reminders_{name}.txt").read_text()


@given(terms_of_rounds, facts)
def test_every_letter_is_whole_in_every_language(terms, told):
    letters = reminders(terms, CLOSING, **told)
    assert [letter.key for letter in letters] == ["invitation", "week_before", "last_day", "thanks"]
    for letter in letters:
        for text in (letter.subject, letter.body):
            assert tuple(text) == ROUND_LANGUAGES
            assert "None" not in "".join(text.values())
        for language in ROUND_LANGUAGES:
            assert told["title"] in letter.subject[language]
            assert letter.body[language].endswith("\n" + told["municipality"])
            assert "\n" not in letter.subject[language]


@pytest.mark.parametrize("kind", ["personal", "open"])
@pytest.mark.parametrize("terms", [CONFIDENTIAL, OPEN, INSTITUTIONAL], ids=lambda terms: terms.mode)
def test_only_link_and_code_stay_to_be_filled_in(terms, kind):
    """A personal code stands in the invitation alone: whoever reminds need not know who got which."""
    for letter in reminders(terms, CLOSING, **{**FACTS, "invitation": kind}):
        for language in ROUND_LANGUAGES:
            assert placeholders_in(letter.subject[language]) == set()
            coded = letter.key == "invitation" or (kind == "open" and letter.key != "thanks")
            assert placeholders_in(letter.body[language]) == ({"{link}", "{code}"} if coded else {"{link}"})
            for placeholder in placeholders_in(letter.body[language]):
                assert letter.body[language].count(placeholder) == 1
    assert set(PLACEHOLDERS.values()) == {"{link}", "{code}"}


def test_the_link_stands_on_a_line_of_its_own():
    for letters in LETTERS.values():
        for letter in letters:
            assert all("{link}" in text.splitlines() for text in letter.body.values())


@pytest.mark.parametrize(
    ("name", "change", "letters"),
    [
        ("minutes", {"minutes": 26}, {"invitation", "week_before", "last_day"}),
        ("erase_on", {"erase_on": date(2026, 5, 1)}, {"thanks"}),
        ("title", {"title": "Anders"}, {"invitation", "week_before", "last_day", "thanks"}),
    ],
)
def test_a_letter_changes_with_what_it_names_and_with_nothing_else(name, change, letters):
    before, after = reminders(CONFIDENTIAL, CLOSING, **FACTS), reminders(CONFIDENTIAL, CLOSING, **{**FACTS, **change})
    assert {old.key for old, new in zip(before, after, strict=True) if old != new} == letters


@pytest.mark.parametrize(
    ("changes", "letters"),
    [
        ({"minimum_group_size": 6}, {"invitation", "thanks"}),
        ({"retention_days": 91}, {"thanks"}),
        ({"free_texts": True, "version": "1.0.1", "perspectives": ()}, set()),
    ],
)
def test_a_letter_changes_with_the_terms_it_speaks_of(changes, letters):
    before = reminders(CONFIDENTIAL, CLOSING, **FACTS)
    after = reminders(replace(CONFIDENTIAL, **changes), CLOSING, **FACTS)
    assert {old.key for old, new in zip(before, after, strict=True) if old != new} == letters


def test_a_guest_round_is_gone_on_the_earlier_of_its_two_days():
    early, late = date(2026, 5, 1), date(2026, 8, 1)
    for day, said in ((early, "1 May 2026"), (late, "29 June 2026"), (None, "29 June 2026")):
        thanks = reminders(CONFIDENTIAL, CLOSING, **FACTS, erase_on=day)[-1]
        assert said in thanks.body["en"]


def test_nobody_is_promised_more_than_confidentiality():
    assert [key for key, texts in REMINDER_TEXTS.items() if "anonym" in "".join(texts).lower()] == []
    for name, letters in LETTERS.items():
        assert ("confidential" in letters[0].body["en"]) == (name == "confidential")


def test_short_german_keeps_to_short_clauses():
    for key, texts in REMINDER_TEXTS.items():
        for clause in re.split(r"(?<=[.?:!])\s|\n", texts[1]):
            assert len(clause.split()) <= 12, (key, clause)


def test_every_paragraph_is_used():
    bodies = [
        letter.body["en"] + letter.subject["en"]
        for terms in (CONFIDENTIAL, OPEN, INSTITUTIONAL)
        for kind in ("personal", "open")
        for letter in reminders(terms, datetime(2026, 1, 1, 12, tzinfo=UTC), **{**FACTS, "invitation": kind})
    ]
    for key, texts in REMINDER_TEXTS.items():
        fragments = [part for part in re.split(r"{\w+}", texts[2]) if len(part) > 5]
        assert any(all(part in body for part in fragments) for body in bodies), key
