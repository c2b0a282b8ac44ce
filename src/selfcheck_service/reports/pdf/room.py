"""Papers for the room, made from a brief: cards to cut out, ballots to tick, measure sheets to write on."""

from collections.abc import Iterator
from datetime import date

import msgspec

from selfcheck_service.core.definition.model import Horizon
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.workshop import WorkshopBrief
from selfcheck_service.core.workshop.document import Card, PartName, Priority, Strength
from selfcheck_service.reports.pdf.engine import PrintJob
from selfcheck_service.reports.planning.words import WORDS
from selfcheck_service.reports.workshop.ballots import ballots_of
from selfcheck_service.reports.workshop.words import card_words

# One for each half of a last page, and one more.
_EMPTY_CARDS = 2
_TITLES = {
    "cards": ("Karten für den Workshop", "Cards for the workshop"),
    "ballots": ("Stimmzettel für den Workshop", "Ballots for the workshop"),
    "measure-sheets": ("Maßnahmenblätter für den Workshop", "Measure sheets for the workshop"),
}


class DealtCard(msgspec.Struct, frozen=True):
    """A card with the title of the field that it was dealt to."""

    field: str
    card: Card


class MeasureSheet(msgspec.Struct, frozen=True):
    """What a measure sheet has filled in; None is left to be written."""

    title: str | None = None
    field: str | None = None
    goal: str | None = None
    type: str | None = None
    first_step: str | None = None
    responsible: str | None = None
    horizon: Horizon | None = None
    effort: str | None = None
    indicator: str | None = None
    measurement: str | None = None
    risk: str | None = None
    origin: str | None = None


def cards_job(brief: WorkshopBrief, *, made_up: bool = False) -> PrintJob:
    """Return what prints all cards of a brief, in its order, and empty ones behind them; `made_up`: it is a demo."""
    dealt = tuple(_dealt(brief))
    empty = _EMPTY_CARDS + len(dealt) % 2
    return _job(
        brief, "cards", {"cards": dealt, "empty": empty, "made_up": made_up, "words": card_words(brief.language)}
    )


def ballots_job(brief: WorkshopBrief, *, made_up: bool = False) -> PrintJob:
    """Return what prints the ballots that follow from a brief: on its fields and on its cards.

    Where there are fewer than two options there is nothing to choose, and no ballot. `made_up`: it is a demo.
    """
    return _job(brief, "ballots", {"ballots": list(ballots_of(brief)), "made_up": made_up})


def measure_sheets_job(brief: WorkshopBrief, *, made_up: bool = False) -> PrintJob:
    """Return what prints measure sheets: an empty one to copy, and one for each card, as far as it is known.

    `made_up`: it is a demo.
    """
    # What is written on the sheet is found again in the action plan under the same words.
    german = is_german(brief.language)
    words = {name: text[0] if german else text[1] for name, text in WORDS.items()}
    filled = [_sheet(dealt, words["origin.suggestion"]) for dealt in _dealt(brief)]
    data = {"sheets": [MeasureSheet(), *filled], "words": {**words, **card_words(brief.language)}, "made_up": made_up}
    return _job(brief, "measure-sheets", data)


def _job(brief: WorkshopBrief, name: str, data: object) -> PrintJob:
    title = f"{_title(name, brief.language)} – {brief.title}"
    return PrintJob(name, data, brief.language, title, date.fromisoformat(brief.closed_on))


def _title(name: str, language: str) -> str:
    german, english = _TITLES[name]
    return german if is_german(language) else english


def _dealt(brief: WorkshopBrief) -> Iterator[DealtCard]:
    fields: tuple[Priority | Strength, ...] = (*brief.priorities, *brief.strengths)
    for field in fields:
        yield from (DealtCard(field.title, card) for card in field.cards)
    overall: PartName = "overall"
    # A part that has no card is left out of the brief.
    yield from (DealtCard(part.title, card) for part in brief.parts if part.key == overall for card in brief.overall)


def _sheet(dealt: DealtCard, origin: str) -> MeasureSheet:
    card = dealt.card
    return MeasureSheet(
        title=card.title,
        field=dealt.field,
        type=card.type_title,
        first_step=card.first_step,
        responsible=card.who,
        horizon=card.horizon,
        effort=card.effort,
        indicator=card.indicator,
        measurement=card.measurement,
        risk=card.obstacle,
        origin=origin.format(suggestion=card.title),
    )
