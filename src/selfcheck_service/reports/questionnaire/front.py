"""The front page: what the questionnaire is, how to fill it in, and the way to everything else."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import LevelSet, Named, ThematicField
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.reports.questionnaire.items import options_table
from selfcheck_service.reports.questionnaire.markdown import bullets, heading, named, quote, table
from selfcheck_service.reports.questionnaire.speaker import (
    CROSSWALKS,
    OVERALL_PAGE,
    PATTERNS,
    PROCEDURES,
    SOURCES,
    Speaker,
)
from selfcheck_service.reports.questionnaire.suggestions import suggestions_of


def front_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield the front page as blocks of Markdown."""
    questionnaire = speaker.questionnaire
    yield heading(1, speaker.say(questionnaire.title))
    yield speaker.word("version", version=questionnaire.version)
    yield speaker.tell(questionnaire.description)
    if questionnaire.notice is not None:
        yield quote(speaker.tell(questionnaire.notice))
    yield heading(2, speaker.word("filling_in"), "filling-in")
    yield bullets(_advice(speaker))
    yield from _fields(speaker)
    yield from _more_pages(speaker)
    yield from scale_blocks(speaker)
    yield from _notes(speaker)
    yield from _who(speaker)
    yield from _classes(speaker)
    for levels in questionnaire.level_sets:
        yield from _level_set(levels, speaker)


def pages_beside(speaker: Speaker) -> dict[str, bool]:
    """Return the pages beside the fields, each with whether there is anything on it."""
    questionnaire = speaker.questionnaire
    patterns = bool(questionnaire.flags) or any(each.pattern for _, _, each in speaker.structure.suggestions())
    return {
        OVERALL_PAGE: questionnaire.overall is not None,
        PATTERNS: patterns,
        PROCEDURES: bool(questionnaire.procedures),
        CROSSWALKS: bool(questionnaire.crosswalks),
        SOURCES: bool(questionnaire.sources),
    }


def _items(speaker: Speaker) -> list[Item]:
    fields = (field for _, field in walk_fields(speaker.questionnaire.fields, ()))
    return [item for field in fields for item in field.items]


def _advice(speaker: Speaker) -> Iterator[str]:
    """Yield how to fill it in, as far as it holds for this questionnaire."""
    items = _items(speaker)
    states = {state: None for item in items for state in speaker.structure.no_answers_of(item)}
    yield speaker.word("filling_in.choose")
    if any(item.anchors for item in items):
        yield speaker.word("filling_in.anchors")
    if any(item.help for item in items):
        yield speaker.word("filling_in.ask")
    if len(speaker.questionnaire.forms) > 1:
        yield speaker.word("filling_in.forms")
    if states:
        yield speaker.word(
            "filling_in.open", states=", ".join(speaker.quoted(speaker.states([each])) for each in states)
        )
    if any(field.urgency for _, field in walk_fields(speaker.questionnaire.fields, ())):
        yield speaker.word("filling_in.later")


def _fields(speaker: Speaker) -> Iterator[str]:
    """Yield the fields, in their groups where there are some."""
    questionnaire = speaker.questionnaire
    groups: list[Named | None] = [*questionnaire.field_groups, None]
    for group in groups:
        key = None if group is None else group.key
        fields = [field for field in questionnaire.fields if field.group == key]
        if fields:
            title = speaker.word("fields") if group is None else speaker.say(group.title)
            yield heading(2, title, "fields" if group is None else f"group-{group.key}")
            yield _field_table(fields, speaker)


def _field_table(fields: Sequence[ThematicField], speaker: Speaker) -> str:
    """Return fields with what is asked and suggested in each; of fields that ask nothing what they are about."""
    if not any(each.items for field in fields for _, each in walk_fields((field,), ())):
        said = (": ".join(filter(None, (speaker.field(each.key), speaker.say(each.introduction)))) for each in fields)
        return bullets(said)
    forms = speaker.questionnaire.forms[1:]
    head = [speaker.word(name) for name in ("field", "items", "suggestions")]
    rows = []
    for field in fields:
        nested = [each for _, each in walk_fields((field,), ())]
        items = [item for each in nested for item in each.items if item.kind.asked]
        offered = sum(len(suggestions_of(each.key, speaker)) for each in nested)
        counts = [len(items), offered, *(sum(form.key in item.forms for item in items) for form in forms)]
        rows.append([speaker.field(field.key), *map(str, counts)])
    return table([*head, *(speaker.say(form.title) for form in forms)], rows)


def _more_pages(speaker: Speaker) -> Iterator[str]:
    words = {PATTERNS: "patterns", PROCEDURES: "procedures", CROSSWALKS: "crosswalks", SOURCES: "sources"}
    lines = [
        speaker.field(OVERALL) if page == OVERALL_PAGE else f"[{speaker.word(words[page])}]({page})"
        for page, there in pages_beside(speaker).items()
        if there
    ]
    if lines:
        yield heading(2, speaker.word("more_pages"))
        yield bullets(lines)


def scale_blocks(speaker: Speaker, *, worth: bool = True) -> Iterator[str]:
    """Yield the response scales; `worth`: with the points of their options."""
    scales = speaker.questionnaire.response_scales
    if scales:
        yield heading(2, speaker.word("scales"), "scales")
    for scale in scales:
        count = sum(item.scale == scale.key for item in _items(speaker))
        yield f"{named(f'scale-{scale.key}')}**{speaker.counted('scale', count)}**"
        options = scale.options
        yield options_table(options, speaker) if worth else bullets(speaker.say(option.title) for option in options)
        if scale.no_answers:
            yield speaker.word("instead", states=speaker.states(scale.no_answers))


def _notes(speaker: Speaker) -> Iterator[str]:
    """Yield what authors say of how scores come about."""
    defaults = speaker.questionnaire.defaults
    for scoring in (defaults.scoring, defaults.parent_scoring):
        yield "" if scoring is None else speaker.tell(scoring.note)


def _classes(speaker: Speaker) -> Iterator[str]:
    items = _items(speaker)
    counts = [(each, sum(each.key in item.classes for item in items)) for each in speaker.questionnaire.item_classes]
    if counts:
        yield heading(2, speaker.word("classes"), "classes")
    yield bullets(f"{speaker.say(each.title)} ({speaker.counted('items', count)})" for each, count in counts)


def _who(speaker: Speaker) -> Iterator[str]:
    """Yield who answers which form, and what is asked about the municipality."""
    questionnaire = speaker.questionnaire
    titles = {form.key: speaker.say(form.title) for form in questionnaire.forms}
    if questionnaire.forms or questionnaire.perspectives:
        yield heading(2, speaker.word("perspectives"), "perspectives")
    yield table((speaker.word("form"), speaker.word("items"), speaker.word("scored_items")), _form_rows(speaker))
    first = next(iter(titles), "")
    yield table(
        (speaker.word("perspective"), speaker.word("form")),
        [(speaker.say(each.title), titles.get(each.form or "", first)) for each in questionnaire.perspectives],
    )
    if questionnaire.profile:
        yield heading(2, speaker.word("profile"), "profile")
    for attribute in questionnaire.profile:
        yield f"**{speaker.say(attribute.title)}**"
        yield bullets(speaker.say(option.title) for option in attribute.options)
        if attribute.number is not None:
            yield speaker.span(attribute.number.range)


def _form_rows(speaker: Speaker) -> Iterator[tuple[str, str, str]]:
    for place, form in enumerate(speaker.questionnaire.forms):
        asked = [item for item in _items(speaker) if item.kind.asked and (place == 0 or form.key in item.forms)]
        yield speaker.say(form.title), str(len(asked)), str(sum(item.is_scored for item in asked))


def _level_set(levels: LevelSet, speaker: Speaker) -> Iterator[str]:
    yield heading(2, speaker.word("levels"), f"levels-{levels.key}")
    yield speaker.tell(levels.note)
    rows = [
        (
            f"{named(f'level-{levels.key}-{level.key}')}{speaker.say(level.title)}",
            "" if level.range is None else speaker.span(level.range),
            speaker.say(level.text),
        )
        for level in levels.levels
    ]
    head = (speaker.word("level"), speaker.word("range"), speaker.word("meaning"))
    kept = [place for place in range(3) if place == 0 or any(row[place] for row in rows)]
    yield table([head[place] for place in kept], [[row[place] for place in kept] for row in rows])
