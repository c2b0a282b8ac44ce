"""What respondents read before they start: whole in three languages, true to the terms, and nothing beyond them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.rounds.spoken import (
    ROUND_LANGUAGES,
    spoken_beginning,
    spoken_clock,
    spoken_day,
    spoken_moment,
)
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import deleted_on, welcome
from selfcheck_service.core.rounds.welcome_texts import WELCOME_TEXTS
from tests.builders import Data

SUMMER = timezone(timedelta(hours=2))
CLOSING = datetime(2026, 3, 31, 18, 0, tzinfo=SUMMER)
CONFIDENTIAL = Terms("confidential", 5, ("staff",), 90, False, "weltoffene-kommune", "1.0.0", {})
OPEN = replace(CONFIDENTIAL, mode="open", minimum_group_size=None, free_texts=True)
INSTITUTIONAL = replace(CONFIDENTIAL, mode="institutional", minimum_group_size=None, retention_days=730)
STAFF = {"de": "Fachverwaltung", "en": "Specialist departments"}
# A large confidential round, a team's open guest round that ends at midnight, and one joint answer.
ROUNDS = {
    "confidential": welcome(CONFIDENTIAL, CLOSING, perspective=STAFF),
    "open": welcome(OPEN, datetime(2026, 12, 1, 0, 0, tzinfo=SUMMER), erase_on=date(2027, 1, 15)),
    "institutional": welcome(INSTITUTIONAL, datetime(2028, 2, 29, 9, 30, tzinfo=SUMMER), perspective=STAFF),
}

modes = st.sampled_from([("confidential", size) for size in range(5, 16)] + [("open", None), ("institutional", None)])
terms_of_rounds = st.builds(
    lambda mode, days, texts: Terms(mode[0], mode[1], ("staff",), days, texts, "q", "1.0.0", {}),
    modes,
    st.integers(7, 730),
    st.booleans(),
)
closings = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone itself
rounds = st.fixed_dictionaries(
    {
        "terms": terms_of_rounds,
        "closes_at": closings,
        "perspective": st.sampled_from([None, STAFF, {"de": "Rat", "en": "Council", "de-simple": "Rat"}]),
        "erase_on": st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    }
)


def written(name: str) -> str:
    """The statements of a round, one language after the other, as a page would show them."""
    parts = [f"== {language} ==\n\n{''.join(_paragraphs(name, language))}" for language in ROUND_LANGUAGES]
    return "".join(parts).rstrip() + "\n"


def _paragraphs(name: str, language: str) -> list[str]:
    return [f"[{found.key}] {found.text[language]}\n\n" for found in ROUNDS[name]]


@pytest.mark.parametrize("name", ROUNDS)
def test_what_people_read_is_what_was_read_before(name):
    assert written(name) == (Path(__file__).parent / f"welcome_{name}.txt").read_text()


@given(rounds)
def test_every_statement_is_whole_in_every_language(made):
    statements = welcome(**made)
    assert len({found.key for found in statements}) == len(statements)
    for found in statements:
        assert tuple(found.text) == ROUND_LANGUAGES
        assert isinstance(found.text, Text)
        assert len(set(found.text.values())) == 3
        for text in found.text.values():
            assert re.fullmatch(r"[A-Z0-9][^{}]+[.?]", text), text


def facts(made, names):
    """What the names stand for, as exactly as it is told: moments to the minute."""
    known = {name: getattr(made["terms"], name) for name in ("mode", "minimum_group_size", "free_texts")}
    known["retention_days"] = made["terms"].retention_days
    known["closes_at"] = made["closes_at"].replace(second=0, microsecond=0)
    return [known[name] if name in known else made[name] for name in names]


@given(rounds, rounds)
def test_a_statement_reads_the_same_unless_something_it_speaks_of_changes(one, other):
    before = {found.key: found for found in welcome(**one)}
    for found in welcome(**other):
        earlier = before.get(found.key)
        if earlier is not None and facts(one, found.speaks_of) == facts(other, found.speaks_of):
            assert found == earlier


BASE: Data = {
    "terms": replace(CONFIDENTIAL, free_texts=True),
    "closes_at": CLOSING,
    "perspective": STAFF,
    "erase_on": date(2027, 1, 1),
}
CHANGES: Data = {
    "minimum_group_size": {"terms": replace(BASE["terms"], minimum_group_size=6)},
    "retention_days": {"terms": replace(BASE["terms"], retention_days=91)},
    "free_texts": {"terms": replace(BASE["terms"], free_texts=False)},
    "closes_at": {"closes_at": CLOSING + timedelta(days=1)},
    "perspective": {"perspective": {"de": "Rat"}},
    "erase_on": {"erase_on": date(2027, 1, 2)},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_changes_the_statements_that_speak_of_it_and_no_others(name):
    before, after = welcome(**BASE), welcome(**{**BASE, **CHANGES[name]})
    changed = {old.key for old, new in zip(before, after, strict=True) if old != new}
    assert changed == {found.key for found in before if name in found.speaks_of} != set()
    for old, new in zip(before, after, strict=True):
        assert all((old.text[language] != new.text[language]) == (old.key in changed) for language in ROUND_LANGUAGES)


def test_another_mode_changes_what_speaks_of_the_mode():
    for one, other in product((CONFIDENTIAL, OPEN, INSTITUTIONAL), repeat=2):
        texts = [{found.key: found for found in welcome(terms, CLOSING)} for terms in (one, other)]
        for key in ("readers", "erasure", "risk"):
            assert (texts[0][key] != texts[1][key]) == (one.mode != other.mode)
            assert texts[0][key].speaks_of == ("mode",)


@pytest.mark.parametrize(("name", "shared"), [("version", "2.0.0"), ("questionnaire", "other"), ("profile", {"a": 1})])
def test_terms_that_no_statement_speaks_of_leave_the_welcome_as_it_is(name, shared):
    assert welcome(replace(CONFIDENTIAL, **{name: shared}), CLOSING) == welcome(CONFIDENTIAL, CLOSING)


def test_nobody_is_promised_more_than_confidentiality():
    """Until they are deleted, responses hang on a secret: that is not anonymity, and is not called so."""
    assert [key for key, texts in WELCOME_TEXTS.items() if "anonym" in "".join(texts).lower()] == []


def test_only_a_confidential_round_calls_itself_so_and_speaks_of_groups():
    for name, statements in ROUNDS.items():
        words = " ".join(found.text["en"] for found in statements)
        assert ("confidential" in words) == (name == "confidential")
        assert ("groups" in {found.key for found in statements}) == (name == "confidential")


def test_short_german_keeps_to_short_clauses():
    for key, texts in WELCOME_TEXTS.items():
        for clause in re.split(r"(?<=[.?:])\s", texts[1]):
            assert len(clause.split()) <= 12, (key, clause)


def test_a_guest_round_names_one_day_for_everything_that_goes_on_it():
    for day, keys in ((deleted_on(CLOSING, 90), ["guest"]), (date(2026, 6, 30), ["deletion", "guest"])):
        found = [statement.key for statement in welcome(CONFIDENTIAL, CLOSING, erase_on=day)]
        assert [key for key in found if key in {"deletion", "guest"}] == keys


def test_a_title_with_braces_stays_as_it_is():
    statement = welcome(CONFIDENTIAL, CLOSING, perspective={"de": "Rat {link} {0}"})[1]
    assert "Rat {link} {0}" in statement.text["en"]


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        (CLOSING, "31. März 2026 um 18 Uhr", "6 pm on 31 March 2026"),
        (CLOSING.replace(hour=9, minute=5), "31. März 2026 um 9:05 Uhr", "9:05 am on 31 March 2026"),
        (CLOSING.replace(hour=12), "31. März 2026 um 12 Uhr", "12 noon on 31 March 2026"),
        (CLOSING.replace(hour=12, minute=1), "31. März 2026 um 12:01 Uhr", "12:01 pm on 31 March 2026"),
        (CLOSING.replace(hour=23, minute=59, second=59), "31. März 2026 um 23:59 Uhr", "11:59 pm on 31 March 2026"),
        (CLOSING.replace(hour=0, minute=30), "31. März 2026 um 0:30 Uhr", "12:30 am on 31 March 2026"),
        (
            datetime(2026, 1, 1, tzinfo=UTC),
            "31. Dezember 2025 um 24 Uhr",
            "midnight at the end of 31 December 2025",
        ),
    ],
)
def test_a_moment_is_written_as_people_write_it(moment, german, english):
    assert spoken_moment(moment, "de") == spoken_moment(moment, "de-simple") == german
    assert spoken_moment(moment, "en") == english


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month):
    german, english = spoken_day(date(2026, month, 1), "de"), spoken_day(date(2026, month, 1), "en")
    assert german.startswith("1. ")
    assert english == date(2026, month, 1).strftime("%-d %B %Y")
    assert german.split()[1][0] == english.split()[1][0]


def test_days_are_counted_from_the_closing():
    assert deleted_on(CLOSING, 90) == date(2026, 6, 29)
    assert deleted_on(datetime(2028, 2, 29, 23, 59, tzinfo=UTC), 366) == date(2029, 3, 1)


@pytest.mark.parametrize(
    ("hour", "german", "english"),
    [(0, "0:04", "12:04 am"), (4, "4:04", "4:04 am"), (12, "12:04", "12:04 pm"), (23, "23:04", "11:04 pm")],
)
def test_a_time_of_day_is_said_as_elsewhere(hour, german, english):
    moment = datetime(2026, 11, 23, hour, 4, tzinfo=UTC)
    assert [spoken_clock(moment, each) for each in ROUND_LANGUAGES] == [german, german, english]


@pytest.mark.parametrize("hour", [0, 9])
def test_what_begins_at_midnight_begins_on_that_day(hour):
    moment = datetime(2026, 11, 23, hour, tzinfo=UTC)
    if hour:
        assert [spoken_beginning(moment, each) for each in ("de", "en")] == [
            spoken_moment(moment, each) for each in ("de", "en")
        ]
    else:
        assert spoken_beginning(moment, "de") == "23. November 2026 um 0 Uhr"
        assert spoken_beginning(moment, "en") == "midnight at the beginning of 23 November 2026"
