"""The one evaluation of an institutional round, in the language of the export as far as its texts have keys."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.scoring.evaluation import Evaluation, FieldResult, SuggestionResult
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One figure of the evaluation, of a field with a title; the reason, and `why` in words, say why it is missing."""

    figure: str
    field: str | None = None
    title: str | None = None
    lowest: Number | None = None
    highest: Number | None = None
    scale: tuple[Number, Number] | None = None
    code: str | None = None
    words: str | None = None
    reason: str | None = None
    why: str | None = None


def evaluation_in(speaker: ReleaseSpeaker) -> Evaluation | None:
    """Return the evaluation; None in every round but an institutional one."""
    plain = speaker.release.evaluation
    return None if plain is None else msgspec.convert(plain, Evaluation)


def fields_in(found: Evaluation) -> tuple[FieldResult, ...]:
    """Return the results of all fields, and last that of the whole where there is one."""
    return (*found.fields, *(() if found.overall is None else (found.overall,)))


def evaluated(speaker: ReleaseSpeaker) -> Iterator[Evaluated]:
    """Yield the figures of the evaluation: those of fields, flags, suggestions."""
    found = evaluation_in(speaker)
    if found is None:
        return
    for field in fields_in(found):
        yield from _field(field, speaker)
    for flag, truth in found.flags.items():
        code = {True: "true", False: "false", None: "null"}[truth]
        words = speaker.word("colon", label=speaker.wording.flags.get(flag, flag), text=speaker.word(f"flag.{code}"))
        yield Evaluated("flag", code=f"{flag}={code}", words=words)
    for each in found.suggestions:
        title = speaker.field(each.field)
        yield Evaluated("suggestion", each.field, title, code=each.key, words=suggestion_in(each, speaker).title)


def _field(field: FieldResult, speaker: ReleaseSpeaker) -> Iterator[Evaluated]:
    of, why = (field.key, title_of(field, speaker)), why_not(field, speaker)
    yield Evaluated("score", *of, field.score, field.score, field.scale, reason=field.reason, why=why)
    yield Evaluated("score_range", *of, field.score_min, field.score_max, field.scale)
    yield Evaluated("coverage", *of, field.coverage, field.coverage, (0, 1))
    if field.level is not None:
        yield Evaluated("level", *of, code=field.level.key, words=level_of(field, speaker))


def why_not(field: FieldResult, speaker: ReleaseSpeaker) -> str | None:
    """Return in words why a field has no score; None where it has one."""
    return None if field.reason is None else speaker.word("not_computed")


def title_of(field: FieldResult, speaker: ReleaseSpeaker) -> str:
    """Return the title of a field; of one in a unit that not everybody has, as the evaluation says it."""
    return speaker.field(field.key) if field.key in speaker.plan.field_index else field.title


def level_of(field: FieldResult, speaker: ReleaseSpeaker) -> str | None:
    """Return the title of the level of a field; None where it has none."""
    if field.level is None:
        return None
    place, source = speaker.plan.field_index.get(field.key), speaker.plan.languages[0]
    sets = () if place is None else speaker.plan.fields[place].level_sets
    levels = [level for found in sets for level in speaker.plan.structure.level_sets[found.key].levels]
    for level in levels:
        title = Text(level.title)
        if level.key == field.level.key and title.in_language(source) == field.level.title:
            return title.in_language(speaker.language, source)
    return field.level.title


def suggestion_in(found: SuggestionResult, speaker: ReleaseSpeaker) -> SuggestionResult:
    """Return a suggestion with its texts in the language of the export."""
    return speaker.wording.suggestions.get(found.key, found)
