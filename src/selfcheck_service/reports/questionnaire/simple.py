"""The page of a language in which only some texts stand: what people read while they fill the questionnaire in."""

from collections.abc import Iterator

from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.reports.questionnaire.front import scale_blocks
from selfcheck_service.reports.questionnaire.markdown import bullets, heading, named, quote
from selfcheck_service.reports.questionnaire.speaker import Speaker


def simple_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield what is asked, field by field, after what is said before it."""
    questionnaire = speaker.questionnaire
    yield heading(1, speaker.say(questionnaire.title))
    yield speaker.tell(questionnaire.description)
    if questionnaire.notice is not None:
        yield quote(speaker.tell(questionnaire.notice))
    yield from scale_blocks(speaker, worth=False)
    for _, field in walk_fields(questionnaire.fields, ()):
        if field.items:
            yield from _one_field(field, speaker)
    for levels in questionnaire.level_sets:
        yield heading(2, speaker.word("levels"), f"levels-{levels.key}")
        yield bullets(
            f"**{speaker.say(level.title)}:** {speaker.say(level.text)}".removesuffix(":** ") for level in levels.levels
        )


def _one_field(field: ThematicField, speaker: Speaker) -> Iterator[str]:
    yield heading(2, speaker.say(field.title), f"field-{field.key}")
    yield speaker.tell(field.introduction)
    lines = []
    for number, item in enumerate((each for each in field.items if each.kind.asked), start=1):
        lines.append(f"{number}. {named(f'item-{item.key}')}{speaker.say(item.name)}")
        lines += [f"   - {speaker.say(option.title)}" for option in item.options or ()]
    yield "\n".join(lines)
    for form in speaker.questionnaire.forms[1:]:
        prompts = [item.forms[form.key].prompt or item.name for item in field.items if form.key in item.forms]
        if prompts:
            yield f"**{speaker.say(form.title)}**"
            yield bullets(speaker.say(prompt) for prompt in prompts)
