"""What would take a field to its next level, in words: which answer would change from what to what."""

from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.texts import Text, is_german
from selfcheck_service.core.scoring import Evaluation, FieldResult
from selfcheck_service.core.scoring.evaluation import AnswerChange
from selfcheck_service.core.scoring.phrases import form_for
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.wording import Wording, wording_in

# So many answers are asked for at most; where it takes more, nobody can set about it, and fields come first.
MOST_CHANGES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that would have to change, in words; `current` says “don’t know” where that was said."""

    prompt: str
    current: str
    target: str


def changes_in(plan: Plan, evaluation: Evaluation, found: FieldResult) -> tuple[Change, ...] | None:
    """Return what would take a field to its next level, in the language of the evaluation.

    Nothing where no answer has to change, None where no set of answers was found or nobody looked for one. The
    evaluation must have full explanations, or what is open is called no more than that.
    """
    upward = found.explanation.next_level if found.explanation else None
    if upward is None or upward.changes is None:
        return None
    wording = wording_in(plan, evaluation.language)
    return tuple(_change(wording, evaluation, each) for each in upward.changes)


def nearer_fields(evaluation: Evaluation, most: int) -> tuple[FieldResult, ...]:
    """Return the few fields that the fewest changes take to their next level, no more than anybody can set about."""
    counted = [(len(_changes(each)), each) for each in evaluation.fields]
    near = [(count, each) for count, each in counted if 0 < count <= MOST_CHANGES]
    return tuple(each for _, each in sorted(near, key=lambda pair: pair[0])[:most])


def _changes(found: FieldResult) -> tuple[AnswerChange, ...]:
    upward = found.explanation.next_level if found.explanation else None
    return (upward.changes or ()) if upward else ()


def _change(wording: Wording, evaluation: Evaluation, change: AnswerChange) -> Change:
    now = _open(evaluation, change.item) if change.current is None else _said(wording, change.item, change.current)
    return Change(change.prompt, now, _said(wording, change.item, change.target))


def _open(evaluation: Evaluation, item: str) -> str:
    """Return what was said instead of an answer; who said that they do not know has not left it open."""
    for field in (*evaluation.fields, *([evaluation.overall] if evaluation.overall else [])):
        for one in field.explanation.contributions or () if field.explanation else ():
            if one.kind == "item" and one.key == item and one.answer_text is not None and one.state != "unanswered":
                return one.answer_text
    return "offen" if is_german(evaluation.language) else "open"


def _said(wording: Wording, item: str, answer: object) -> str:
    """Return an answer in words: titles of options, or a number with its unit."""
    index = wording.plan.item_index[item]
    options = wording.options[index]
    if options:
        chosen = answer if isinstance(answer, list | tuple) else [answer]
        return ", ".join(options.get(each, str(each)) for each in chosen) or "–"
    if not isinstance(answer, int | float):
        return str(answer)
    return _with_unit(wording, index, wording.phrases.number(Fraction(str(answer))))


def _with_unit(wording: Wording, index: int, number: str) -> str:
    definition = wording.plan.items[index].definition
    if definition.duration is not None:
        return f"{number} {form_for(number, wording.phrases.units[definition.duration.unit])}"
    if definition.number is not None and definition.number.unit is not None:
        unit = Text(definition.number.unit).in_language(wording.language, wording.plan.languages[0])
        return f"{number} {unit}"
    return number
