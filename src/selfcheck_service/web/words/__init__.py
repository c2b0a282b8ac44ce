"""Everything the pages say themselves, in each of their languages. Questionnaires bring their own texts.

Each area of the pages has a module of its own in each language. Easy German speaks only to those who answer; a group of
words that it does not have is said in German.
"""

from types import SimpleNamespace

from selfcheck_service.web.words.english import ENGLISH
from selfcheck_service.web.words.german import GERMAN
from selfcheck_service.web.words.shape import Word, Words
from selfcheck_service.web.words.simple import SIMPLE

SIMPLE_GERMAN = "de-simple"
# The languages of the pages; a questionnaire may have others.
SPOKEN: dict[str, Words] = {"de": GERMAN, "en": ENGLISH}
# Those of the pages for people who answer.
SPOKEN_TO_RESPONDENTS: dict[str, Words] = SPOKEN | {SIMPLE_GERMAN: {**GERMAN, **SIMPLE}}


def words_in(language: str) -> SimpleNamespace:
    """Return what the pages say in one of their languages; each group is an attribute, each word an attribute of it."""
    return SimpleNamespace(**{name: _group(word) for name, word in SPOKEN_TO_RESPONDENTS[language].items()})


def voice_of(language: str) -> str:
    """Return the language that a screen reader speaks a text in, for its `lang` attribute.

    `de-simple` is a registered tag, but voices and hyphenation are made for `de`.
    """
    return "de" if language == SIMPLE_GERMAN else language


def _group(word: Word) -> object:
    # Attributes, because a map's own methods would stand before words such as "items".
    return SimpleNamespace(**word) if isinstance(word, dict) else word


def counted(forms: dict[str, str], count: int) -> str:
    """Return a count in words: "1 question", "40 questions"."""
    return forms["one" if count == 1 else "other"].format(count=count)


def date_in_words(iso: str, words: SimpleNamespace) -> str:
    """Return a date such as 2026-11-21 in words; of a month or a year alone, no more than that."""
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    name = words.months[month - 1] if 1 <= month <= len(words.months) else ""
    form = words.date if day else "{month} {year}" if name else "{year}"
    return str(form.format(day=day, month=name, year=year))
