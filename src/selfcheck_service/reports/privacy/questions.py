"""What a round asks: every item of the questionnaire word for word, with its type and who is asked."""

from collections.abc import Iterator, Mapping, Sequence

from selfcheck_service.core.definition.answer_rules import (
    ComputedRule,
    DurationRule,
    MultipleChoiceRule,
    NumberRule,
    Option,
    PairwiseOption,
    PairwiseRule,
    TextRule,
    TimeRule,
)
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Named, Perspective, ThematicField
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.reports.privacy.paper import Section, Teller

_MARKS: Mapping[type, str] = {
    TextRule: "mark.text",
    TimeRule: "mark.time",
    DurationRule: "mark.duration",
    NumberRule: "mark.number",
    ComputedRule: "mark.computed",
}


def perspectives_of(teller: Teller) -> list[Perspective]:
    """Return the perspectives from which the round is answered, in its order."""
    known = {each.key: each for each in teller.matter.questionnaire.perspectives}
    return [known[key] for key in teller.matter.terms.perspectives]


def forms_of(teller: Teller) -> list[Named]:
    """Return the forms that the perspectives of the round read, in their order; none where there are none."""
    forms = teller.matter.questionnaire.forms
    read = {each.form or forms[0].key for each in perspectives_of(teller) if forms}
    return [form for form in forms if form.key in read] or list(forms[:1])


def question_sections(teller: Teller) -> Iterator[Section]:
    """Yield what is asked: first the response scales, then a section for each field that has items."""
    questionnaire = teller.matter.questionnaire
    fields = [field for _, field in walk_fields(questionnaire.fields, ())]
    asked = [item for field in fields for item in field.items if item.kind.asked]
    texts = sum(_is_text(item) for item in asked)
    lead = [teller.say("items.count.texts" if texts else "items.count", count=len(asked), texts=texts)]
    if teller.matter.has_own_words:
        lead.append(teller.say(f"items.texts.{'on' if teller.matter.takes_own_words else 'off'}"))
    scales = (
        teller.say("items.scale", number=number, options=_titles(scale.options, teller))
        for number, scale in enumerate(questionnaire.response_scales, start=1)
    )
    yield teller.section("items", lead, scales)
    for field in fields:
        if field.items:
            yield _field_section(field, teller)


def _field_section(field: ThematicField, teller: Teller) -> Section:
    lead = () if field.units is None else (teller.say("field.units", maximum=field.units.maximum),)
    points = (point for item in field.items for point in _points(item, teller))
    return Section(teller.say("field", name=teller.title_of(field.title)), lead, tuple(points))


def _points(item: Item, teller: Teller) -> Iterator[str]:
    """Yield an item, and below it the words in which other forms ask it."""
    marks = teller.say("mark").join(_marks(item, teller))
    yield teller.say("item", prompt=teller.title_of(item.name), marks=marks)
    for form in forms_of(teller):
        asked = item.forms.get(form.key)
        if asked is not None and asked.prompt is not None:
            named = teller.quoted([teller.title_of(form.title)])
            yield teller.say("item.otherwise", forms=named, prompt=teller.title_of(asked.prompt))


def _marks(item: Item, teller: Teller) -> Iterator[str]:
    yield _type_of(item, teller)
    if _is_text(item) and not teller.matter.takes_own_words:
        yield teller.say("mark.text_not_asked")
    forms = forms_of(teller)
    asking = [form for form in forms if _asks(form, item, teller)]
    if forms and not asking:
        yield teller.say("mark.nobody")
    elif len(asking) < len(forms):
        yield teller.say("mark.some", forms=teller.quoted(teller.title_of(form.title) for form in asking))
    if item.shown_when is not None or item.applies_to is not None:
        yield teller.say("mark.condition")


def _type_of(item: Item, teller: Teller) -> str:
    """Return of which type an item is, in words."""
    rule = item.rule
    if item.scale is not None and item.kind.chooses_one:
        numbers = {
            scale.key: number for number, scale in enumerate(teller.matter.questionnaire.response_scales, start=1)
        }
        return teller.say("mark.scale", number=numbers[item.scale])
    if isinstance(rule, PairwiseRule):
        return teller.say("mark.pairs", options=_titles(rule.options, teller))
    if item.kind.has_options:
        several = isinstance(rule, MultipleChoiceRule)
        return teller.say(
            "mark.options" if several else "mark.option", options=_titles(_options_of(item, teller), teller)
        )
    return teller.say(_MARKS.get(type(rule), "mark.other"))


def _options_of(item: Item, teller: Teller) -> Sequence[Option]:
    scales = {scale.key: scale.options for scale in teller.matter.questionnaire.response_scales}
    return item.options if item.options is not None else scales[item.scale or ""]


def _titles(options: Sequence[Option | PairwiseOption], teller: Teller) -> str:
    return teller.quoted(teller.title_of(option.title) for option in options)


def _is_text(item: Item) -> bool:
    return isinstance(item.rule, TextRule)


def _asks(form: Named, item: Item, teller: Teller) -> bool:
    """Tell whether a form asks an item: the first asks all, another those that name it; what is computed, nobody."""
    return not item.kind.asked or form.key in (teller.matter.questionnaire.forms[0].key, *item.forms)
