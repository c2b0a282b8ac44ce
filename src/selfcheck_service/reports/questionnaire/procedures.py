"""The page of procedures: each a sheet for whoever prepares it."""

from collections.abc import Iterator

from selfcheck_service.core.definition.procedures import Procedure
from selfcheck_service.reports.questionnaire.markdown import bullets, heading
from selfcheck_service.reports.questionnaire.speaker import Speaker
from selfcheck_service.reports.questionnaire.suggestions import sources_in_words, suggestion_link


def procedure_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield all procedures as blocks of Markdown, those of one type together."""
    questionnaire = speaker.questionnaire
    yield heading(1, speaker.word("procedures"))
    yield speaker.word("procedures.lead")
    by_type = [
        (kind, [each for each in questionnaire.procedures if each.type == kind.key])
        for kind in questionnaire.suggestion_types
    ]
    for kind, procedures in by_type:
        if procedures:
            yield f"**{speaker.say(kind.title)}**"
            yield bullets(speaker.link(f"procedure-{each.key}", speaker.say(each.title)) for each in procedures)
    for kind, procedures in by_type:
        for procedure in procedures:
            yield from _one_procedure(procedure, speaker.say(kind.title), speaker)


def _one_procedure(procedure: Procedure, kind: str, speaker: Speaker) -> Iterator[str]:
    yield heading(2, speaker.say(procedure.title), f"procedure-{procedure.key}")
    yield f"*{' · '.join([kind, *_size(procedure, speaker)])}*"
    yield speaker.tell(procedure.purpose)
    for name in ("preparation", "room"):
        yield speaker.labelled(name, speaker.say(getattr(procedure, name)))
    if procedure.roles:
        yield heading(3, speaker.word("roles"))
        yield bullets(_named(speaker.say(role.title), speaker.say(role.text)) for role in procedure.roles)
    if procedure.steps:
        yield heading(3, speaker.word("steps"))
        yield _steps(procedure, speaker)
    for name in ("material", "watch"):
        yield speaker.labelled(name, speaker.say(getattr(procedure, name)))
    yield speaker.labelled("sources", sources_in_words(procedure.sources, speaker))
    naming = [each.key for _, _, each in speaker.structure.suggestions() if procedure.key in each.procedures]
    yield speaker.labelled("named_by", " · ".join(suggestion_link(key, speaker) for key in naming))


def _size(procedure: Procedure, speaker: Speaker) -> Iterator[str]:
    size = procedure.group_size
    if size is not None and size.low is not None and size.high is not None:
        ends = {"low": speaker.phrases.number(size.low), "high": speaker.phrases.number(size.high)}
        yield speaker.word("people.same" if size.low == size.high else "people", **ends)
    if procedure.minutes is not None:
        yield speaker.word("minutes", count=procedure.minutes)


def _named(title: str, text: str) -> str:
    return f"**{title}:** {text}" if text else f"**{title}**"


def _steps(procedure: Procedure, speaker: Speaker) -> str:
    """Return the steps as a numbered list, each with its minutes."""
    lines = []
    for number, step in enumerate(procedure.steps, start=1):
        minutes = "" if step.minutes is None else f" ({speaker.word('minutes', count=step.minutes)})"
        text = speaker.say(step.text)
        lines.append(f"{number}. **{speaker.say(step.title)}**{minutes}{': ' if text else ''}{text}")
    return "\n".join(lines)
