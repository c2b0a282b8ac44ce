"""What somebody in an open round said, read as it was when they sent it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases.document import Number, RatingFigures
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.core.scoring.units import plan_for
from selfcheck_service.core.scoring.wording import Wording, wording_in
from selfcheck_service.core.scoring.written_out import WrittenOut
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to an item, which has a title and belongs to a field; `words` say it to people.

    It is chosen `options`, a `number`, a `text`, or the `state` of no answer, with its reason as the text.
    """

    item: str
    title: str
    field: str
    words: str
    options: tuple[int | str, ...] = ()
    number: Number | None = None
    text: str | None = None
    state: str | None = None


def list_said(rating: RatingFigures, speaker: ReleaseSpeaker) -> Iterator[Said]:
    """Yield the answers of one member, in the order of the questionnaire; pairs and units stand one by one."""
    plan = plan_for(speaker.plan, rating.answers, [])
    wording = wording_in(plan, speaker.language)
    written = WrittenOut(plan, [])
    written.add_all(rating.answers)
    for index in sorted(plan.item_index[key] for key in written.answers if key in plan.item_index):
        yield _said(index, written.answers[plan.items[index].key], wording, speaker)


def _said(index: int, answer: object, wording: Wording, speaker: ReleaseSpeaker) -> Said:
    item = wording.plan.items[index]
    key, kind = item.key, item.definition.kind
    title, field = wording.prompts[index], _field_of(wording, key, speaker.language)
    if isinstance(answer, Mapping):
        state, reason = str(answer["no_answer"]), answer.get("reason")
        words = speaker.word(f"state.{state}")
        if reason is None:
            return Said(key, title, field, words, state=state)
        return Said(key, title, field, speaker.word("colon", label=words, text=reason), text=str(reason), state=state)
    row = ANSWER_KINDS[item.definition.type]
    parsed = row.parse(item, answer, wording.plan.point_denominator, [])
    if parsed is None:
        # It was accepted when it was sent; should it ever not be understood, it still stands there.
        return Said(key, title, field, str(answer), text=str(answer))
    value = parsed[0]
    words = row.text(item.definition, value, wording.options[index], wording.phrases)
    if kind.has_options:
        return Said(key, title, field, words, options=value if isinstance(value, tuple) else (value,))
    if isinstance(value, Fraction):
        return Said(key, title, field, words, number=exact_to_number(value))
    return Said(key, title, field, words, text=words)


def _field_of(wording: Wording, item: str, language: str) -> str:
    """Return the title of the field that an item is asked in; of a unit, that of the unit."""
    plan = wording.plan
    key = plan.structure.item_fields[item]
    if key in plan.field_index:
        return wording.fields[plan.field_index[key]].title
    return Text(plan.structure.nodes[key].definition.title).in_language(language, plan.languages[0])
