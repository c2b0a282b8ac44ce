"""The welcome on a printed form: the same, but for what does not hold where somebody else types the answers in."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.rounds.paper_texts import PAPER_TEXTS
from selfcheck_service.core.rounds.spoken import ROUND_LANGUAGES, spoken_moment
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import Statement, welcome


def paper_welcome(
    terms: Terms,
    closes_at: datetime,
    *,
    perspective: Mapping[str, str] | None = None,
    erase_on: date | None = None,
    own_words: bool = True,
) -> tuple[Statement, ...]:
    """Return the statements of a printed form in the order in which they are read; the arguments are `welcome`'s.

    `terms` are those of a confidential or an institutional round: an open one has no paper, as its people read each
    other and can erase what they sent. Directly behind `voluntary` stands `typed_in`: who types the answers in reads
    them.
    """
    told = welcome(terms, closes_at, perspective=perspective, erase_on=erase_on, own_words=own_words)
    return tuple(_statements(told, terms, closes_at))


def _statements(told: tuple[Statement, ...], terms: Terms, closes_at: datetime) -> Iterator[Statement]:
    for statement in told:
        variants = (statement.key, f"{statement.key}.{terms.mode}")
        name = next((each for each in variants if each in PAPER_TEXTS), None)
        yield statement if name is None else Statement(statement.key, _text(name, closes_at), statement.speaks_of)
        if statement.key == "voluntary":
            yield Statement("typed_in", _text("typed_in", closes_at))


def _text(name: str, closes_at: datetime) -> Text:
    words = zip(ROUND_LANGUAGES, PAPER_TEXTS[name], strict=True)
    return Text({language: text.format(closing=spoken_moment(closes_at, language)) for language, text in words})
