"""The page that asks: fields, items and options as a template needs them, filled with what was sent before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from types import SimpleNamespace
from typing import Literal

from selfcheck_service.core.definition.answer_rules import MultipleChoiceRule
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import ProfileAttribute
from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.scoring.plan import ItemPlan, Plan
from selfcheck_service.core.scoring.questions import items_of_form
from selfcheck_service.core.scoring.units import units_of
from selfcheck_service.simulation.asking import things_asked
from selfcheck_service.web.controls import CONTROLS, NONE_OF_THESE, encode_value, unit_of
from selfcheck_service.web.ranges import condition_in_words, number_hint
from selfcheck_service.web.said import Said, maybe
from selfcheck_service.web.sent import NO_ANSWERS, Sent, shown


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to choose."""

    value: str
    title: Said
    chosen: bool
    anchor: Said | None = None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item on the page. `instead` are the kinds of no answer that may be chosen, leaving it open among them."""

    key: str
    input: str
    typing: bool
    position: str
    prompt: Said
    help: Said | None
    hint: str | None
    note: str | None
    unscored: bool
    options: tuple[Offered, ...]
    instead: tuple[Offered, ...]
    typed: str
    unit: Said | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stand together: one item, the rows of a table, or the pairs that are compared.

    The rows of a table have as its columns the options they share; pairs have the words of their item in common.
    """

    items: tuple[AskedItem, ...]
    kind: Literal["item", "grid", "pairs"] = "item"


@dataclass(frozen=True, slots=True)
class AskedUnits:
    """What a field is repeated for: whether there may be one more, and one fewer; the fields in it are the units."""

    title: Said
    more: bool
    fewer: bool


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field on the page; `position` counts fields at the top."""

    key: str
    position: str
    title: Said
    introduction: Said | None
    blocks: tuple[Block, ...]
    fields: tuple["AskedField", ...]
    units: "AskedUnits | None" = None

    @property
    def asks(self) -> bool:
        """Tell whether there is anything to answer in it."""
        return bool(self.blocks) or any(child.asks for child in self.fields)


@dataclass(frozen=True, slots=True)
class AskedAttribute:
    """An attribute of the municipality: options to choose from, or a number to type."""

    key: str
    title: Said
    options: tuple[Offered, ...]
    typed: str
    hint: str | None
    unit: Said | None
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Asking:
    """What the page that asks is made of. `faults` are messages by location, as `Faults` finds them.

    `only` are the keys of the items that are asked on this page; None: all of the form.
    """

    plan: Plan
    sent: Sent
    words: SimpleNamespace
    spoken: str
    language: str
    form: str | None
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: frozenset[str] | None = None

    def fields(self) -> tuple[AskedField, ...]:
        """Return the fields that ask anything in this form."""
        nodes = self.plan.structure.nodes
        tops = (nodes[definition.key] for definition in self.plan.questionnaire.fields)
        found = (self._field(node, str(position)) for position, node in enumerate(tops, start=1))
        return tuple(each for each in found if each.asks)

    def profile(self) -> tuple[AskedAttribute, ...]:
        """Return the attributes of the municipality."""
        return tuple(self._attribute(each) for each in self.plan.questionnaire.profile)

    def perspectives(self) -> tuple[Offered, ...]:
        """Return the perspectives; not to name one is possible too."""
        now = self.sent.one("perspective")
        named = [
            Offered(each.key, Said.of(each.title, self.language), each.key == now)
            for each in self.plan.questionnaire.perspectives
        ]
        nobody = Offered("", self._own(self.words.form.no_perspective), not any(each.chosen for each in named))
        return (*named, nobody) if named else ()

    @cached_property
    def _named(self) -> frozenset[str]:
        """Return the items that a condition or an expression names: something follows from them without points."""
        structure = self.plan.structure
        return frozenset(things_asked((structure.questionnaire,), structure).items)

    def _own(self, words: str) -> Said:
        """Return words of the page itself."""
        return Said.in_(self.spoken, words)

    def _attribute(self, attribute: ProfileAttribute) -> AskedAttribute:
        now = self.sent.one(f"profile.{attribute.key}")
        options = (
            Offered(encode_value(each.value), Said.of(each.title, self.language), encode_value(each.value) == now)
            for each in attribute.options
        )
        title = Said.of(attribute.title, self.language)
        rule = attribute.number
        return AskedAttribute(
            key=attribute.key,
            title=title,
            options=tuple(options),
            typed=shown(now) if rule is not None else "",
            hint=None if rule is None else number_hint(rule.range, self.words, self.spoken, whole=rule.integer),
            unit=None if rule is None else maybe(rule.unit, self.language),
            faults=self.faults.get(f"/profile/{attribute.key}", ()),
        )

    def _field(self, node: Node, position: str) -> AskedField:
        definition, structure = node.definition, self.plan.structure
        keys = [item.key for item in node.items if self.only is None or item.key in self.only]
        items = items_of_form(self.plan, self.form, keys)
        # What is written out of one item has one place among the others.
        together = [
            tuple(group) for _, group in groupby(items, key=lambda item: structure.origins.get(item.key, item.key))
        ]
        return AskedField(
            key=node.key,
            position=position,
            title=Said.of(definition.title, self.language),
            introduction=maybe(definition.introduction, self.language),
            blocks=tuple(self._blocks(node, together, position)),
            fields=tuple(
                self._field(structure.nodes[child], f"{position}.{len(together) + number}")
                for number, child in enumerate(node.children, start=1)
            ),
            units=self._units(node),
        )

    def _units(self, node: Node) -> AskedUnits | None:
        if node.key not in self.plan.structure.units:
            return None
        units, count = units_of(self.plan, node.key), len(node.children)
        title = Said.of(units.title, self.language)
        return AskedUnits(title, more=count < units.maximum, fewer=count > units.minimum)

    def _blocks(self, node: Node, groups: list[tuple[ItemPlan, ...]], position: str) -> Iterator[Block]:
        """Yield the items of a field; in a grid those together that stand together and have the same columns."""
        columns = [_columns(group) if node.layout == "grid" else None for group in groups]
        asked = [
            tuple(self._item(item, f"{position}.{number}") for item in group)
            for number, group in enumerate(groups, start=1)
        ]
        for shared, places in groupby(range(len(groups)), key=lambda place: columns[place]):
            together = [asked[place] for place in places]
            if shared is not None and len(together) > 1:
                yield Block(tuple(item for group in together for item in group), "grid")
            else:
                yield from (_block(group) for group in together)

    def _item(self, item: ItemPlan, position: str) -> AskedItem:
        definition, name = item.definition, f"answer.{item.key}"
        control = CONTROLS[definition.type]
        condition = definition.shown_when or definition.applies_to
        return AskedItem(
            key=item.key,
            input=control.input,
            typing=control.typed,
            position=position,
            prompt=Said.of(prompt_of(definition, self.form), self.language),
            help=maybe(help_of(definition, self.form), self.language),
            hint=control.hint(definition, self.words, self.spoken),
            note=condition_in_words(condition, self.plan, self.words, self.language) if condition else None,
            unscored=not definition.is_scored and item.key not in self._named,
            options=tuple(self._options(definition, self.sent.all(name))),
            instead=self._instead(definition, self.sent.all(f"no_{name}" if control.typed else name)),
            typed=shown(self.sent.one(name)) if control.typed else "",
            unit=unit_of(definition, self.language, self.spoken),
            faults=self.faults.get(f"/answers/{item.key}", ()),
        )

    def _options(self, definition: Item, given: list[str]) -> Iterable[Offered]:
        anchors = {anchor.value: anchor.text for anchor in definition.anchors}
        for option in self.plan.structure.options_of(definition):
            value, title = encode_value(option.value), Said.of(option.title, self.language)
            yield Offered(value, title, value in given, maybe(anchors.get(option.value), self.language))
        if may_be_none(self.plan, definition):
            yield Offered(NONE_OF_THESE, self._own(self.words.form.none_of_these), NONE_OF_THESE in given)

    def _instead(self, definition: Item, given: list[str]) -> tuple[Offered, ...]:
        allowed = self.plan.structure.no_answers_of(definition)
        titles = self.words.form.no_answer
        states = [Offered(each, self._own(titles[each]), each in given) for each in NO_ANSWERS if each in allowed]
        control = CONTROLS[definition.type]
        if control.many:
            return tuple(states)
        if not control.typed:
            return (*states, Offered("", self._own(titles["unanswered"]), not given))
        above = Offered("", self._own(self.words.form.given_above), not any(each.chosen for each in states))
        return (above, *states) if states else ()


def _block(group: tuple[AskedItem, ...]) -> Block:
    """Return what was written out of one item. That pairs have no points of their own is nothing to tell anybody."""
    if len(group) == 1:
        return Block(group)
    return Block(tuple(replace(item, unscored=False) for item in group), "pairs")


def _columns(group: tuple[ItemPlan, ...]) -> tuple[object, ...] | None:
    """Return what items must have in common to be rows of one table; None for an item that is none.

    What an option means for one item alone finds no room in a table.
    """
    definition = group[0].definition
    if CONTROLS[definition.type].input != "radio" or definition.scale is None or definition.anchors:
        return None
    return definition.scale, definition.no_answers


def may_be_none(plan: Plan, definition: Item) -> bool:
    """Tell whether "none of these" is an answer that the page has to offer by itself."""
    rule = definition.rule
    exclusive = any(option.exclusive for option in plan.structure.options_of(definition))
    return isinstance(rule, MultipleChoiceRule) and not exclusive and rule.minimum_selected == 0


def prompt_of(definition: Item, form: str | None) -> Mapping[str, str]:
    """Return how a form asks an item."""
    asked = definition.forms.get(form) if form else None
    return (asked.prompt if asked else None) or definition.name


def help_of(definition: Item, form: str | None) -> Mapping[str, str] | None:
    """Return the help that people read with a form: that of an item speaks to those whom its own prompt asks."""
    asked = definition.forms.get(form) if form else None
    return None if asked is not None and asked.prompt is not None else definition.help


def prompt_in_unit(plan: Plan, definition: Item, form: str | None) -> Mapping[str, str]:
    """Return how a form asks an item; of an item in a unit with the title of the unit, as it is named elsewhere."""
    prompt, unit = prompt_of(definition, form), plan.structure.item_units.get(definition.key)
    if unit is None:
        return prompt
    title = Text(plan.structure.nodes[unit].definition.title)
    return {language: f"{title.in_language(language)}: {words}" for language, words in prompt.items()}
