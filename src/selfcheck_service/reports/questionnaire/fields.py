"""The page of a field: what is asked, what its levels look like, what may be done next."""

from collections.abc import Iterator

from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import LevelSet, Scored, ThematicField
from selfcheck_service.core.definition.scoring_rules import FieldEntry
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.phrases import form_for
from selfcheck_service.reports.questionnaire.conditions import labelled_condition
from selfcheck_service.reports.questionnaire.items import item_blocks
from selfcheck_service.reports.questionnaire.markdown import bullets, heading, quote
from selfcheck_service.reports.questionnaire.speaker import Speaker
from selfcheck_service.reports.questionnaire.suggestions import suggestion_blocks, suggestions_of


def field_blocks(key: str, speaker: Speaker) -> Iterator[str]:
    """Yield everything about a field, or about the overall result, as blocks of Markdown."""
    field = speaker.fields[key]
    yield heading(1, speaker.say(field.title), f"field-{key}")
    yield speaker.tell(field.introduction)
    yield _contents(key, field, speaker)
    if isinstance(field, ThematicField):
        yield from _within(field, speaker)
        yield from _items(field, speaker)
    yield from _made_of(key, field, speaker)
    yield "" if field.scoring is None else speaker.tell(field.scoring.note)
    yield from _levels(key, field, speaker)
    yield from _gates(key, field, speaker)
    yield from suggestion_blocks(key, speaker)
    yield _next_field(key, speaker)


def _next_field(key: str, speaker: Speaker) -> str:
    """Return the way to the field that follows; nothing after the last one."""
    keys = [field.key for field in speaker.questionnaire.fields]
    following = keys[keys.index(key) + 1 :] if key in keys else []
    return speaker.labelled("next_field", speaker.field(following[0])) if following else ""


def level_set_of(key: str, speaker: Speaker) -> LevelSet | None:
    """Return the levels of a field; None where it has none."""
    node = speaker.structure.nodes.get(key)
    named = None if node is None or not speaker.structure.is_scorable(node) else speaker.structure.level_set_of(node)
    return None if named is None else speaker.structure.level_sets[named]


def _contents(key: str, field: Scored, speaker: Speaker) -> str:
    """Return links to the parts of the page that are there."""
    parts = {
        "items": isinstance(field, ThematicField) and bool(_questions(field)),
        "levels": level_set_of(key, speaker) is not None,
        "gates": bool(field.gates),
        "suggestions": bool(suggestions_of(key, speaker)),
    }
    return " · ".join(f"[{speaker.word(name)}](#{name})" for name, there in parts.items() if there)


def _within(field: ThematicField, speaker: Speaker) -> Iterator[str]:
    if field.units is not None:
        yield speaker.word("repeated", low=field.units.minimum, high=field.units.maximum)
    if field.fields:
        yield heading(2, speaker.word("fields_within"))
        yield bullets(speaker.field(child.key) for child in field.fields)


def _questions(field: ThematicField) -> list[Item]:
    """Return the items without what is asked beside them: how urgent the field is, and what the answers rest on."""
    return [item for item in field.items if item.key not in (field.urgency, field.evidence)]


def _items(field: ThematicField, speaker: Speaker) -> Iterator[str]:
    asked = _questions(field)
    if asked:
        yield heading(2, speaker.word("items"), "items")
    for number, item in enumerate(asked, start=1):
        yield from item_blocks(item, f"{number}.", speaker)
    keys = {item.key for item in asked}
    yield from _beside([item for item in field.items if item.key not in keys], speaker)


def _beside(items: list[Item], speaker: Speaker) -> Iterator[str]:
    if items:
        yield heading(2, speaker.word("urgency_and_evidence"))
        yield speaker.word("urgency_and_evidence.lead")
    for item in items:
        yield from item_blocks(item, "", speaker, beside=True)


def _made_of(key: str, field: Scored, speaker: Speaker) -> Iterator[str]:
    """Yield what enters the score of a field, where it says so by name."""
    entries = field.scoring.of if field.scoring is not None else None
    if not isinstance(entries, tuple):
        return
    yield heading(2, speaker.word("made_of"), "made-of")
    of_fields = [entry for entry in entries if isinstance(entry, FieldEntry)]
    asked = key != OVERALL and isinstance(field, ThematicField) and bool(field.items)
    if len(of_fields) == len(entries):
        yield speaker.word("made_of.fields")
    elif not of_fields and not asked:
        yield speaker.word("made_of.items")
    yield bullets(
        speaker.field(entry.field) if isinstance(entry, FieldEntry) else speaker.item(entry.item) for entry in entries
    )


def _levels(key: str, field: Scored, speaker: Speaker) -> Iterator[str]:
    """Yield the levels with what they mean here, and what is said where there is none or another one is close."""
    levels = level_set_of(key, speaker)
    if levels is not None:
        yield heading(2, speaker.word("levels"), "levels")
    for level in () if levels is None else levels.levels:
        within = "" if level.range is None else f" ({speaker.span(level.range)})"
        yield heading(3, f"{speaker.say(level.title)}{within}", f"level-{level.key}")
        yield speaker.tell(field.level_texts.get(level.key, level.text))
        yield speaker.labelled("next", speaker.say(field.next_texts.get(level.key)))
    if levels is not None and levels.border is not None:
        text = speaker.say(field.border_text or levels.border.text)
        margin = speaker.phrases.number(levels.border.margin)
        yield speaker.word("border.margin", margin=form_for(margin, speaker.phrases.points).format(test=margin))
        yield quote(text.replace("{level}", "…"))
    if field.not_computed_text is not None:
        yield f"{speaker.word('not_computed')}:"
        yield quote(speaker.tell(field.not_computed_text))


def _gates(key: str, field: Scored, speaker: Speaker) -> Iterator[str]:
    levels = level_set_of(key, speaker)
    if not field.gates or levels is None:
        return
    titles = {level.key: speaker.say(level.title) for level in levels.levels}
    yield heading(2, speaker.word("gates"), "gates")
    for gate in field.gates:
        level = titles.get(gate.level, gate.level)
        top = gate.level == levels.levels[-1].key
        yield heading(3, speaker.word("gate.top" if top else "gate", level=speaker.quoted(level)))
        yield speaker.tell(gate.text)
        yield labelled_condition("met_when", gate.requires, speaker)
