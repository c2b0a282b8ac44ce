"""The welcome: what respondents read before they start, made from the terms and from nothing else.

So it cannot say what does not hold, and whoever agreed to it finds the same terms frozen with the first response. What
concerns the staff council is the facilitator's to settle beforehand, and is not part of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.rounds.spoken import ROUND_LANGUAGES, spoken_day, spoken_moment
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome_texts import WELCOME_TEXTS


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that respondents are told.

    `key` is stable, for programs. `text` is given in every language of `ROUND_LANGUAGES`. `speaks_of` names the terms
    that decide how it reads, and `closes_at`, `perspective` or `erase_on`; where none of these changes, it reads the
    same.
    """

    key: str
    text: Text
    speaks_of: tuple[str, ...] = ()


def welcome(
    terms: Terms,
    closes_at: datetime,
    *,
    perspective: Mapping[str, str] | None = None,
    erase_on: date | None = None,
    own_words: bool = True,
) -> tuple[Statement, ...]:
    """Return the statements in the order in which they are read.

    `closes_at` is in the time zone of those who read it. `perspective` is the title of the reader's perspective in its
    languages; None where the questionnaire has none, or the reader is not known yet. `erase_on` is the day on which a
    guest round goes. `own_words` tells whether the reader's form has room for free text (`asks_own_words`): where there
    is none, nothing is said of it, whatever the terms allow.
    """
    found = _statements(terms, closes_at, perspective, erase_on)
    return tuple(each for each in found if own_words or each.key != "free_texts")


def _statements(
    terms: Terms, closes_at: datetime, perspective: Mapping[str, str] | None, erase_on: date | None
) -> Iterator[Statement]:
    mode = terms.mode
    yield _statement("voluntary")
    if perspective is not None:
        titles = Text(perspective)
        # In plain German a perspective may be called by a whole sentence; the statement brings a full stop of its own.
        told = {language: {"perspective": titles.in_language(language).rstrip(".")} for language in ROUND_LANGUAGES}
        yield _statement("perspective", speaks_of=("perspective",), told=told)
    yield _statement("readers", mode, ("mode",))
    if terms.minimum_group_size is not None:
        size = str(terms.minimum_group_size)
        yield _statement("groups", speaks_of=("minimum_group_size",), told=_everywhere(size=size))
    yield _statement("free_texts", mode if terms.free_texts else "none", ("mode", "free_texts"))
    yield _statement("own_evaluation", "joint" if mode == "institutional" else "personal", ("mode",))
    closing = {language: {"closing": spoken_moment(closes_at, language)} for language in ROUND_LANGUAGES}
    yield _statement("correction", speaks_of=("closes_at",), told=closing)
    yield _statement("erasure", mode, ("mode",))
    # A guest round may go before its responses would: two days for the same thing would only confuse.
    if erase_on is None or erase_on > deleted_on(closes_at, terms.retention_days):
        yield _deletion(terms.retention_days, closes_at)
    if erase_on is not None:
        erasing = {language: {"erasing": spoken_day(erase_on, language)} for language in ROUND_LANGUAGES}
        yield _statement("guest", speaks_of=("erase_on",), told=erasing)
    yield _statement("stored", "named" if mode == "open" else "unnamed", ("mode",))
    yield _statement("risk", mode, ("mode",))


def _deletion(days: int, closes_at: datetime) -> Statement:
    last = deleted_on(closes_at, days)
    told = {language: {"days": str(days), "deletion": spoken_day(last, language)} for language in ROUND_LANGUAGES}
    return _statement("deletion", speaks_of=("closes_at", "retention_days"), told=told)


def deleted_on(closes_at: datetime, retention_days: int) -> date:
    """Return the day on which the responses of a round are deleted, in the time zone of its closing."""
    return (closes_at + timedelta(days=retention_days)).date()


def _everywhere(**told: str) -> dict[str, dict[str, str]]:
    """Return what reads alike in every language."""
    return dict.fromkeys(ROUND_LANGUAGES, told)


def _statement(
    key: str,
    variant: str | None = None,
    speaks_of: tuple[str, ...] = (),
    told: Mapping[str, Mapping[str, str]] | None = None,
) -> Statement:
    """Return a statement with its placeholders filled; a title may hold braces, so what is filled in stays as it is."""
    texts = WELCOME_TEXTS[key if variant is None else f"{key}.{variant}"]
    filled = told or _everywhere()
    words = {language: text.format_map(filled[language]) for language, text in zip(ROUND_LANGUAGES, texts, strict=True)}
    return Statement(key, Text(words), speaks_of)
