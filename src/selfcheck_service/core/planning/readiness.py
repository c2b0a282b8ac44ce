"""Whether an action plan can go to those who decide ("beschlussreif"), and exactly what is missing.

The rule: each focus field has at least one measure with everything that is needed, and at least one such measure of the
plan is a quick win, finished within three months of the decision. What is needed is judgement: it is what somebody has
to know who is asked to decide, and what can be looked at a year later.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning.document import (
    FieldReadiness,
    FocusFields,
    Measure,
    MeasureReadiness,
    Missing,
    Readiness,
)
from selfcheck_service.core.planning.months import DAYS_TO_FIRST_STEP, QUICK_WIN_MONTHS, months_after
from selfcheck_service.core.planning.readiness_texts import readiness_text
from selfcheck_service.core.rounds.spoken import spoken_day

# Beside the title, which every measure has, and what it aims at.
NEEDED = ("first_step", "first_step_on", "responsible", "deadline", "indicator", "baseline", "target", "review_on")


def prepare_readiness(
    structure: Structure, focus: FocusFields | None, measures: Sequence[Measure], language: str
) -> Readiness:
    """Return whether a plan is ready, in German for `de` and its variants, else in English.

    `measures` are all of a round, by number; those that were rejected or dropped do not count. `structure` is that of
    the round's version, whose titles stand in the language where it has them. `focus` is None before fields are chosen.
    """
    planned = [each for each in measures if each.is_planned]
    seen = [measure_readiness(each, language) for each in planned]
    chosen = () if focus is None else focus.fields
    fields = [_field_readiness(structure, each.field, planned, seen, language) for each in chosen]
    missing = []
    if not chosen:
        missing.append(_missing("focus_fields", language))
    if not any(each.ready and each.quick_win for each in seen):
        missing.append(_missing("quick_win", language))
    ready = not missing and all(each.ready for each in fields)
    return Readiness(language, ready, tuple(missing), tuple(fields), tuple(seen))


def lacking(measure: Measure) -> Iterator[str]:
    """Yield the names of what is needed and missing from a measure; `reference` is what it aims at."""
    if not (measure.fields or measure.items):
        yield "reference"
    yield from (name for name in NEEDED if getattr(measure, name) is None)


def measure_readiness(measure: Measure, language: str) -> MeasureReadiness:
    """Return whether a measure has everything that is needed, in German for `de` and its variants, else in English."""
    until = spoken_day(measure.decided_on + timedelta(days=DAYS_TO_FIRST_STEP), language)
    missing = tuple(Missing(name, readiness_text(f"member.{name}", language, until=until)) for name in lacking(measure))
    return MeasureReadiness(measure.id, measure.number, measure.title, not missing, is_quick_win(measure), missing)


def is_quick_win(measure: Measure) -> bool:
    """Tell whether a measure is finished within three months of the decision."""
    return measure.deadline is not None and measure.deadline <= months_after(measure.decided_on, QUICK_WIN_MONTHS)


def aims_at(measure: Measure, structure: Structure, field: str) -> bool:
    """Tell whether a measure aims at a field, at one nested in it, or at an item of one of these."""
    keys = {node.key for node in structure.descendants(field)} if field in structure.nodes else set()
    return not keys.isdisjoint(measure.fields) or any(structure.item_fields.get(each) in keys for each in measure.items)


def _field_readiness(
    structure: Structure, field: str, planned: Sequence[Measure], seen: Sequence[MeasureReadiness], language: str
) -> FieldReadiness:
    """Return the readiness of a focus field; `seen` has that of each planned measure."""
    title = _title(structure, field, language)
    mine = [found for each, found in zip(planned, seen, strict=True) if aims_at(each, structure, field)]
    ids = tuple(each.measure for each in mine)
    if any(each.ready for each in mine):
        return FieldReadiness(field, title, ready=True, measures=ids, missing=())
    if not mine:
        return FieldReadiness(
            field, title, ready=False, measures=(), missing=(_missing("measure", language, field=title),)
        )
    nearest = min(mine, key=lambda each: (len(each.missing), each.number))
    lacks = ", ".join(readiness_text(f"lacks.{each.key}", language) for each in nearest.missing)
    words = {"field": title, "number": nearest.number, "title": nearest.title, "lacks": lacks}
    missing = _missing("ready_measure", language, **words)
    return FieldReadiness(field, title, ready=False, measures=ids, missing=(missing,))


def _title(structure: Structure, field: str, language: str) -> str:
    source = structure.questionnaire.languages[0]
    return Text(structure.nodes[field].definition.title).in_language(language, source)


def _missing(key: str, language: str, **words: object) -> Missing:
    return Missing(key, readiness_text(key, language, **words))
