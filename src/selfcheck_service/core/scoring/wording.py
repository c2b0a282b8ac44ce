"""All texts of a questionnaire version in one language, looked up once and kept with its plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from selfcheck_service.core.definition.conditions import Test
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import LevelSet, Scored, ThematicField
from selfcheck_service.core.definition.texts import LocalisedText, Text
from selfcheck_service.core.scoring.evaluation import Number, ProcedureReference, SourceReference, SuggestionResult
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.core.scoring.phrases import Phrases, phrases_in
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan, Plan, SuggestionPlan
from selfcheck_service.core.scoring.ratio import Ratio, ratio
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import ANSWERED, STATE_NAMES

# The language asked for, and the source language, which is taken where a text is missing.
_Languages = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The texts of the levels of one set, lowest first."""

    titles: tuple[str, ...]
    texts: tuple[str | None, ...]
    borders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The texts of one field, and the key of its group; `next_texts` stand in the order of the levels."""

    title: str
    group: str | None
    scale: tuple[Number, Number] | None
    level_keys: tuple[str, ...]
    level_sets: tuple[LevelWords, ...]
    next_texts: tuple[str | None, ...]
    gates: tuple[str, ...]
    not_computed: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a version in one language, by the indices of its plan.

    `suggestions` are results without what depends on answers (`because`, `priority`, `after`); `cards` are the same as
    JSON, cut where that belongs (`written.py`).
    """

    plan: Plan
    language: str
    phrases: Phrases
    title: str
    notice: str | None
    keys: tuple[str, ...]
    prompts: tuple[str, ...]
    options: tuple[Mapping[object, str], ...]
    item_levels: tuple[LevelWords, ...]
    fields: tuple[FieldWords, ...]
    suggestions: Mapping[str, SuggestionResult]
    flags: Mapping[str, str]
    attributes: Mapping[str, tuple[str, Mapping[object, str]]]
    tests: dict[tuple[int, bool], str] = field(default_factory=dict)
    cards: dict[str, Any] = field(default_factory=dict)

    def test_words(self, test: Test, *, met: bool) -> str:
        """Return a test in words; definitions are immutable, so each is worded once."""
        words = self.tests.get((id(test), met))
        if words is None:
            words = self.tests[id(test), met] = self.phrases.test(test, met=met)
        return words

    def points(self, run: Run, index: int) -> Ratio:
        """Return the points of an item as an exact number; 0 where it has none."""
        return ratio(run.points[index] or 0, self.plan.point_denominator)

    def plain_answer(self, run: Run, index: int) -> object:
        """Return an answer as JSON shows it; None where the item was not answered."""
        if run.states[index] != ANSWERED:
            return None
        return self.plain_value(index, run.values[index])

    def answer_text(self, run: Run, index: int) -> str | None:
        """Return an answer in words: the titles of the options chosen, the number, or the state where there is none."""
        if run.states[index] != ANSWERED:
            return self.phrases.states[STATE_NAMES[run.states[index]]]
        return self.value_text(index, run.values[index])

    def plain_value(self, index: int, value: object) -> object:
        """Return any value of an item as JSON shows it, and as a client may send it."""
        return ANSWER_KINDS[self.plan.items[index].definition.type].plain(value)

    def value_text(self, index: int, value: object) -> str:
        """Return any value of an item in words."""
        definition = self.plan.items[index].definition
        return ANSWER_KINDS[definition.type].text(definition, value, self.options[index], self.phrases)


def wording_in(plan: Plan, language: str, form: str | None = None) -> Wording:
    """Return the texts of a plan in a language, with the prompts of a form, looked up on first use.

    Only the languages of the questionnaire are kept, so that asking for any other costs no memory.
    """
    known = language if language in plan.languages else _nearest(plan, language)
    found: Wording | None = plan.wordings.get((known, form))
    if found is None:
        found = plan.wordings[known, form] = _build(plan, known, form)
    return found


def _nearest(plan: Plan, language: str) -> str:
    base = language.split("-", maxsplit=1)[0]
    return base if base in plan.languages else plan.languages[0]


def _build(plan: Plan, language: str, form: str | None) -> Wording:
    questionnaire = plan.questionnaire
    languages = language, plan.languages[0]
    return Wording(
        plan=plan,
        language=language,
        phrases=phrases_in(language),
        title=_say(questionnaire.title, languages),
        notice=_words(questionnaire.notice, languages),
        keys=tuple(item.key for item in plan.items),
        prompts=tuple(_prompt_in_unit(plan, item, languages, form) for item in plan.items),
        options=tuple(
            {option.value: _say(option.title, languages) for option in plan.structure.options_of(item.definition)}
            for item in plan.items
        ),
        item_levels=tuple(
            _level_words(plan.structure.level_sets[item.level_set.key], None, languages)
            for item in plan.classified_items
        ),
        fields=tuple(_field_words(plan, found, languages) for found in plan.fields),
        suggestions={found.key: _suggestion_result(plan, found, languages) for found in plan.suggestions},
        flags={flag.key: _say(flag.title, languages) for flag in questionnaire.flags},
        attributes={
            attribute.key: (
                _say(attribute.title, languages),
                {option.value: _say(option.title, languages) for option in attribute.options},
            )
            for attribute in questionnaire.profile
        },
    )


def _prompt_in_unit(plan: Plan, item: ItemPlan, languages: _Languages, form: str | None) -> str:
    """Return the prompt of an item, of one in a unit with the title of the unit before it."""
    prompt = _prompt(item.definition, languages, form)
    unit = plan.structure.item_units.get(item.key)
    return prompt if unit is None else f"{_say(plan.structure.nodes[unit].definition.title, languages)}: {prompt}"


def _prompt(item: Item, languages: _Languages, form: str | None) -> str:
    """Return the prompt as the form puts it: from the side of those it asks."""
    asked = item.forms.get(form or "")
    return _say(item.name if asked is None or asked.prompt is None else asked.prompt, languages)


def _say(text: Mapping[str, str], languages: _Languages) -> str:
    return Text(text).in_language(*languages)


def _words(text: Mapping[str, str] | None, languages: _Languages) -> str | None:
    return None if text is None else _say(text, languages)


def _field_words(plan: Plan, found: FieldPlan, languages: _Languages) -> FieldWords:
    definition, (low, high) = found.node.definition, found.scale
    return FieldWords(
        title=_say(definition.title, languages),
        group=definition.group if isinstance(definition, ThematicField) else None,
        scale=None if found.aggregation.levels_only else (exact_to_number(low), exact_to_number(high)),
        level_keys=found.level_keys,
        level_sets=tuple(
            _level_words(plan.structure.level_sets[level_set.key], definition, languages)
            for level_set in found.level_sets
        ),
        next_texts=tuple(_words(definition.next_texts.get(key), languages) for key in found.level_keys),
        gates=tuple(_say(gate.text, languages) for gate in definition.gates),
        not_computed=_words(definition.not_computed_text, languages),
    )


def _level_words(level_set: LevelSet, field: Scored | None, languages: _Languages) -> LevelWords:
    """Return the texts of levels: those of the field, where it has its own."""
    titles = tuple(_say(level.title, languages) for level in level_set.levels)
    own: Mapping[str, LocalisedText] = {} if field is None else field.level_texts
    border = "" if level_set.border is None else _say(level_set.border.text, languages)
    if field is not None and field.border_text is not None:
        border = _say(field.border_text, languages)
    return LevelWords(
        titles=titles,
        texts=tuple(_words(own.get(level.key, level.text), languages) for level in level_set.levels),
        borders=tuple(border.replace("{level}", title) for title in titles),
    )


def _suggestion_result(plan: Plan, found: SuggestionPlan, languages: _Languages) -> SuggestionResult:
    definition = found.definition
    questionnaire = plan.questionnaire
    kind = next(kind for kind in questionnaire.suggestion_types if kind.key == definition.type)
    by_key = {source.key: source for source in questionnaire.sources}
    named = [by_key[key] for key in definition.sources]
    return SuggestionResult(
        key=found.key,
        title=_say(definition.title, languages),
        type=definition.type,
        type_title=_say(kind.title, languages),
        field=found.field_key,
        field_title=_say(plan.structure.nodes[found.field_key].definition.title, languages),
        because=(),
        text=_words(definition.text, languages),
        first_step=_say(definition.first_step, languages),
        who=_say(definition.who, languages),
        effort=definition.effort,
        horizon=definition.horizon,
        impact=definition.impact,
        priority=0,
        lead_question=_say(definition.lead_question, languages),
        indicator=_say(definition.indicator, languages),
        measurement=_words(definition.measurement, languages),
        obstacle=_words(definition.obstacle, languages),
        way_round=_words(definition.way_round, languages),
        unsuitable_when=_words(definition.unsuitable_when, languages),
        procedures=tuple(
            ProcedureReference(one.key, _say(one.title, languages))
            for key in definition.procedures
            for one in questionnaire.procedures
            if one.key == key
        ),
        after=(),
        sources=tuple(SourceReference(one.key, _say(one.title, languages), one.url, one.as_of) for one in named),
    )
