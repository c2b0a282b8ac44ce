"""What somebody in an open round said, read back from the canonical answers of the release."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.releases.document import Number, RatingFigures
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: chosen `options`, a `number`, a `text`, or the `state` of no answer; `words` say it to people.

    `item` is the key of an item, or that of a field that is repeated: then the number says how often.
    """

    item: str
    words: str
    options: tuple[int | str, ...] = ()
    number: Number | None = None
    text: str | None = None
    state: str | None = None


def list_said(rating: RatingFigures, speaker: ReleaseSpeaker) -> Iterator[Said]:
    """Yield the answers of one member, in the order of the questionnaire."""
    for key in sorted(rating.answers, key=lambda key: _rank(key, speaker)):
        yield _said(key, rating.answers[key], speaker)


def _rank(key: str, speaker: ReleaseSpeaker) -> tuple[int, str]:
    place = speaker.place(key)
    return -1 if place is None else place, key


def _said(key: str, answer: object, speaker: ReleaseSpeaker) -> Said:
    definition = speaker.definition(key)
    if isinstance(answer, dict):
        state = str(answer["no_answer"])
        return Said(key, speaker.word(f"state.{state}"), state=state)
    if definition is None:
        number = exact_to_number(Fraction(str(answer)))
        return Said(key, str(number), number=number)
    if definition.kind.has_options:
        chosen = tuple(answer) if isinstance(answer, list) else (answer,)
        words = speaker.word("and").join(speaker.option(key, value) for value in chosen)
        return Said(key, words, options=chosen)
    if definition.kind.is_number:
        return _number(key, Fraction(str(answer)), definition, speaker)
    return Said(key, str(answer), text=str(answer))


def _number(key: str, value: Fraction, definition: Item, speaker: ReleaseSpeaker) -> Said:
    kind = ANSWER_KINDS[definition.type]
    return Said(key, kind.text(definition, value, {}, speaker.wording.phrases), number=exact_to_number(value))
