"""Suggestions on the page of their field: everything about each, in the order in which one may be offered them."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.definition.conditions import FieldCondition
from selfcheck_service.core.definition.model import Suggestion
from selfcheck_service.reports.questionnaire.conditions import labelled_condition, municipalities
from selfcheck_service.reports.questionnaire.markdown import bullets, heading
from selfcheck_service.reports.questionnaire.speaker import Speaker

_TEXTS = (
    "first_step",
    "who",
    "lead_question",
    "indicator",
    "measurement",
    "obstacle",
    "way_round",
    "unsuitable_when",
)


def suggestions_of(field: str, speaker: Speaker) -> list[Suggestion]:
    """Return the suggestions that a single response may be offered for a field, in document order."""
    return [each.definition for each in speaker.plan.suggestions if each.field_key == field]


def suggestion_blocks(field: str, speaker: Speaker) -> Iterator[str]:
    """Yield all suggestions of a field: those for its levels, lowest first, then those for particular answers."""
    found = suggestions_of(field, speaker)
    if not found:
        return
    yield heading(2, speaker.word("suggestions"), "suggestions")
    levels = {level.key: speaker.say(level.title) for level in speaker.structure.levels_of(field) or ()}
    groups: dict[tuple[int, ...], list[Suggestion]] = {}
    for suggestion in found:
        groups.setdefault(_band(suggestion, field, tuple(levels)), []).append(suggestion)
    for band in sorted(groups, key=lambda found: found or (len(levels),)):
        titles = [tuple(levels.values())[index] for index in band]
        said = speaker.word("at_levels", levels=speaker.either(titles)) if band else speaker.word("single_answers")
        yield heading(3, said)
        for suggestion in groups[band]:
            yield from one_suggestion(suggestion, speaker, by_level=bool(band))


def _band(suggestion: Suggestion, field: str, levels: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the levels at which a suggestion is offered; none where something else decides."""
    when = suggestion.when
    if not isinstance(when, FieldCondition) or when.field != field or when.level is None:
        return ()
    passing = when.level.passing(levels)
    return tuple(index for index, level in enumerate(levels) if level in passing)


def one_suggestion(
    suggestion: Suggestion, speaker: Speaker, *, by_level: bool = False, depth: int = 4
) -> Iterator[str]:
    """Yield one suggestion with all its members; `by_level`: when it is offered stands above it already."""
    yield heading(depth, speaker.say(suggestion.title), f"suggestion-{suggestion.key}")
    yield f"*{' · '.join(_in_short(suggestion, speaker))}*"
    yield speaker.tell(suggestion.text)
    lines = [speaker.labelled(name, speaker.say(getattr(suggestion, name))) for name in _TEXTS]
    yield bullets(line for line in (*lines, *_references(suggestion, speaker, by_level=by_level)) if line)


def _in_short(suggestion: Suggestion, speaker: Speaker) -> Iterator[str]:
    kinds = {kind.key: kind.title for kind in speaker.questionnaire.suggestion_types}
    yield speaker.say(kinds[suggestion.type])
    yield speaker.word("effort", effort=speaker.word(f"effort.{suggestion.effort}"))
    yield speaker.word(f"horizon.{suggestion.horizon}")
    yield speaker.word("impact", impact=speaker.word(f"impact.{suggestion.impact}"))


def _references(suggestion: Suggestion, speaker: Speaker, *, by_level: bool) -> Iterator[str]:
    """Yield what a suggestion leads to, and what leads to it."""
    procedures = {each.key: each.title for each in speaker.questionnaire.procedures}
    linked = [speaker.link(f"procedure-{key}", speaker.say(procedures[key])) for key in suggestion.procedures]
    yield speaker.labelled("named_procedures", ", ".join(linked))
    yield speaker.labelled("after", ", ".join(suggestion_link(key, speaker) for key in suggestion.depends_on))
    if suggestion.when is not None and not by_level:
        yield labelled_condition("offered_when", suggestion.when, speaker, "  ")
    if suggestion.applies_to is not None:
        simple = municipalities(suggestion.applies_to, speaker)
        yield speaker.labelled("applies_to", simple)
        if not simple:
            yield labelled_condition("applies_when", suggestion.applies_to, speaker, "  ")
    yield speaker.labelled("sources", sources_in_words(suggestion.sources, speaker))


def suggestion_link(key: str, speaker: Speaker) -> str:
    """Return the title of a suggestion, as a link."""
    title = next(each.title for _, _, each in speaker.structure.suggestions() if each.key == key)
    return speaker.link(f"suggestion-{key}", speaker.say(title))


def sources_in_words(keys: Sequence[str], speaker: Speaker) -> str:
    """Return sources by their titles, as links to where they stand."""
    titles = {each.key: each.title for each in speaker.questionnaire.sources}
    return "; ".join(speaker.link(f"source-{key}", speaker.say(titles[key])) for key in keys)
