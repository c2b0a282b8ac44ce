"""The matrix of impact and effort: where cards were proposed to lie, where they were moved, and what is missing.

Both run from 1 to 9, so that a room can say more than a questionnaire does: its three steps are 2, 5 and 8, the middle
of each third. The middle of the whole lies with much impact, because it has some, and with much effort, because it is
not little; in words it is called medium, as on the card. These limits are judgement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.ballots.ballot_texts import ballot_text, quoted

SMALLEST, LARGEST = 1, 9
_MIDDLE = 5
_IMPACTS: Mapping[int, int] = {1: 2, 2: 5, 3: 8}
_EFFORTS: Mapping[str, int] = {"S": 2, "M": 5, "L": 8}
Quadrant = Literal["quick_win", "big_project", "on_the_side", "think_twice"]
CardKind = Literal["suggestion", "measure"]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the matrix: impact and effort, 1 (little) to 9 (much) each."""

    impact: int
    effort: int

    @property
    def quadrant(self) -> Quadrant:
        """Return in which of the four parts it lies."""
        if self.effort < _MIDDLE:
            return "quick_win" if self.impact >= _MIDDLE else "on_the_side"
        return "big_project" if self.impact >= _MIDDLE else "think_twice"


@dataclass(frozen=True, slots=True)
class MatrixCard:
    """A card before it is laid down: a suggestion or a measure, and the fields that it is for.

    `proposed` is None for what nobody has proposed a place for, such as an idea of the room's own.
    """

    key: str
    kind: CardKind
    title: str
    fields: tuple[str, ...]
    proposed: Position | None


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card in the matrix. Where the room has moved it, `moved` counts; what was proposed stays beside it.

    `quadrant` and its words are None for a card that lies nowhere yet.
    """

    key: str
    kind: CardKind
    title: str
    fields: tuple[str, ...]
    proposed: Position | None
    moved: Position | None
    quadrant: Quadrant | None
    text: str | None


@dataclass(frozen=True, slots=True)
class MissingCard:
    """What a field has no card for: a quick win, or a structural measure."""

    field: str
    what: Literal["quick_win", "structural"]
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cards in the order given, and what is missing, by field."""

    cards: tuple[PlacedCard, ...]
    missing: tuple[MissingCard, ...]


def proposed_position(impact: int, effort: str) -> Position:
    """Return where a suggestion is proposed to lie, by its impact (1 to 3) and its effort (S, M, L)."""
    return Position(_IMPACTS[impact], _EFFORTS[effort])


def place_in_words(position: Position, language: str) -> str:
    """Return the part of the matrix, and how much impact and effort that is: in the middle neither little nor much.

    In German for `de` and its variants, else in English.
    """
    impact, effort = (
        ballot_text(f"{name}.{_amount(found)}", language)
        for name, found in (("impact", position.impact), ("effort", position.effort))
    )
    return ballot_text(f"quadrant.{position.quadrant}", language, impact=impact, effort=effort)


def lay_matrix(
    cards: Iterable[MatrixCard], moved: Mapping[str, Position], fields: Sequence[tuple[str, str]], language: str
) -> Matrix:
    """Return the matrix of cards; `moved` are the positions of the room by key of the card.

    `fields` are keys and titles of those that the workshop works on: each should have a quick win, and a structural
    measure, which is what has much impact and takes much effort.
    """
    placed = tuple(_place(card, moved.get(card.key), language) for card in cards)
    return Matrix(placed, tuple(_missing(placed, fields, language)))


def _place(card: MatrixCard, moved: Position | None, language: str) -> PlacedCard:
    position = moved or card.proposed
    quadrant = None if position is None else position.quadrant
    text = None if position is None else place_in_words(position, language)
    return PlacedCard(card.key, card.kind, card.title, card.fields, card.proposed, moved, quadrant, text)


def _amount(found: int) -> Literal["little", "middle", "much"]:
    if found == _MIDDLE:
        return "middle"
    return "little" if found < _MIDDLE else "much"


def _missing(placed: Sequence[PlacedCard], fields: Sequence[tuple[str, str]], language: str) -> Iterator[MissingCard]:
    for key, title in fields:
        seen = {card.quadrant for card in placed if key in card.fields}
        words = {"field": quoted(title, language)}
        if "quick_win" not in seen:
            yield MissingCard(key, "quick_win", ballot_text("missing.quick_win", language, **words))
        if "big_project" not in seen:
            yield MissingCard(key, "structural", ballot_text("missing.structural", language, **words))
