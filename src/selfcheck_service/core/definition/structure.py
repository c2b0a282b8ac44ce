"""The structure of a questionnaire: every field, item and level set found by its key, and what a field inherits."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from selfcheck_service.core.definition.answer_rules import Option
from selfcheck_service.core.definition.conditions import Selection
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import names_of
from selfcheck_service.core.definition.items import Item, ResponseScale
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.model import (
    Level,
    LevelSet,
    LevelSetChoice,
    ProfileAttribute,
    Questionnaire,
    Scored,
    Suggestion,
    ThematicField,
)
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.scoring_rules import (
    ALTERNATIVES,
    CoverageRule,
    FieldEntry,
    NoAnswerPolicies,
    Rounding,
    Scoring,
)
from selfcheck_service.core.definition.values import OVERALL, NoAnswer

# The entries of a field whose formula says them: whatever it names.
NAMED = "named"
ITEM_STATES = ("unanswered", "dont_know", "declined", "not_applicable", "hidden")


@dataclass(frozen=True, slots=True)
class Node:
    """A field, or the overall result, at its place in the document; `item_paths` are those of its items."""

    key: str
    path: Path
    definition: Scored
    parent: str | None
    items: tuple[Item, ...]
    item_paths: tuple[Path, ...]
    children: tuple[str, ...]
    weight: Fraction
    layout: str = "list"

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """Return the items that can enter a score."""
        return tuple(item for item in self.items if item.is_scored)


@dataclass(slots=True)
class Expansion:
    """The fields of a questionnaire written out, depth first in document order (`expansion` says how).

    `pairs` tells of each pairwise item, by option, in which items it is one of the two. `units` has for each field that
    is repeated one map per unit, from the author's keys of items to those in the unit; `item_units` the field of the
    unit that an item lies in. `origins` has the author's key of everything that has been written out, `may_be_absent`
    the keys of what belongs to units that not everybody has.
    """

    nodes: list[Node] = field(default_factory=list)
    pairs: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    units: dict[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    item_units: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    may_be_absent: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """The scoring of one field after its defaults, as far as the definition says it (None: not said).

    `enters_fields` tells that scores of fields enter it; `is_parent`, that the defaults for parents serve it.
    """

    scoring: Scoring
    entry_set: str | None
    enters_fields: bool
    is_parent: bool


@dataclass(frozen=True, slots=True)
class Structure:
    """An index over a questionnaire written out. Where a key stands twice, the first one is found.

    `pairs`, `units`, `item_units`, `origins` and `may_be_absent` are those of the expansion. `classes` are all item
    classes with the keys of their items, also the classes that each unit has for itself. `late_points` are the smallest
    and the largest points of items whose points an expression gives answer by answer.
    """

    questionnaire: Questionnaire
    nodes: Mapping[str, Node]
    items: Mapping[str, Item]
    item_paths: Mapping[str, Path]
    item_fields: Mapping[str, str]
    scales: Mapping[str, ResponseScale]
    level_sets: Mapping[str, LevelSet]
    scorable: frozenset[str]
    late_points: Mapping[str, Ends]
    attributes: Mapping[str, ProfileAttribute]
    constants: Mapping[str, Fraction]
    tables: Mapping[str, Table]
    classes: Mapping[str, Collection[str]]
    pairs: Mapping[str, Mapping[str, tuple[str, ...]]]
    units: Mapping[str, tuple[Mapping[str, str], ...]]
    item_units: Mapping[str, str]
    origins: Mapping[str, str]
    may_be_absent: Collection[str]

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """Return the options an item offers, its own or those of its response scale; none for other types."""
        if item.options is not None:
            return item.options
        scale = self.scales.get(item.scale or "")
        return scale.options if scale is not None else ()

    def no_answers_of(self, item: Item) -> tuple[NoAnswer, ...]:
        """Return the kinds of no answer a person may choose at this item."""
        if item.no_answers is not None:
            return item.no_answers
        scale = self.scales.get(item.scale or "")
        return scale.no_answers if scale is not None and item.options is None else ()

    def descendants(self, key: str) -> Iterator[Node]:
        """Yield the field itself and all fields nested in it, in document order."""
        node = self.nodes[key]
        yield node
        for child in node.children:
            yield from self.descendants(child)

    def is_scorable(self, node: Node) -> bool:
        """Tell whether a field has anything to be scored from."""
        return node.key in self.scorable

    def rule_of(self, node: Node) -> ScoringRule:
        """Return the scoring of a field: its own members over those of the default that fits it."""
        own = node.definition.scoring
        entry_set = self._entry_set(node, own)
        listed = own.of if own is not None and isinstance(own.of, tuple) else ()
        enters_fields = entry_set == "fields" or any(isinstance(entry, FieldEntry) for entry in listed)
        if entry_set == NAMED and own is not None and own.formula is not None:
            enters_fields = self._names_a_field(own.formula)
        is_parent = enters_fields or node.key == OVERALL
        defaults = self.questionnaire.defaults
        inherited = defaults.parent_scoring if is_parent else defaults.scoring
        return ScoringRule(merge_scoring(inherited, own), entry_set, enters_fields, is_parent)

    def _names_a_field(self, formula: ExpressionText) -> bool:
        """Tell whether a formula names a field itself, not only the items in one."""
        named = (name.parts[1:] for name in names_of(formula.tree) if name.parts[0] == "field")
        return any(longest_key(parts, self.nodes)[1][:1] != ("items",) for parts in named)

    def _entry_set(self, node: Node, own: Scoring | None) -> str | None:
        if own is not None and own.of is not None:
            return own.of if isinstance(own.of, str) else "list"
        if own is not None and own.formula is not None:
            return NAMED
        if node.key == OVERALL or (node.children and not node.scored_items):
            return "fields"
        return "items" if not node.children else None

    def level_set_of(self, node: Node) -> str | None:
        """Return the key of the field's level set, or None where it has no levels.

        Where a condition chooses among several, it is the first: their levels have the same keys in the same order.
        """
        return next((choice.set for choice in self.level_sets_of(node)), None)

    def level_sets_of(self, node: Node) -> tuple[LevelSetChoice, ...]:
        """Return the level sets of a field with what chooses among them; none where it has no levels."""
        defaults = self.questionnaire.defaults
        named = node.definition.levels or (defaults.parent_levels if self.rule_of(node).is_parent else defaults.levels)
        if isinstance(named, tuple):
            return named
        return () if named in (None, "none") else (LevelSetChoice.model_construct(when=None, set=named),)

    def levels_of(self, field: str) -> tuple[Level, ...] | None:
        """Return the levels of a field, lowest first; none where it has no levels, None where their set is unknown."""
        named = self.level_set_of(self.nodes[field])
        if named is None:
            return ()
        found = self.level_sets.get(named)
        return None if found is None else found.levels

    def selected(self, selection: Selection) -> Iterator[Item]:
        """Yield the scored items that a selection of a condition means, in document order."""
        named = None if selection.items is None else set(selection.items)
        for key in self._within(selection):
            item = self.items.get(key)
            if (
                item is not None
                and item.is_scored
                and (selection.item_class is None or selection.item_class in item.classes)
                and (named is None or key in named)
            ):
                yield item

    def _within(self, selection: Selection) -> Iterable[str]:
        """Return where to look for what is selected, so that not every item is asked for each name."""
        if selection.field is not None:
            nodes = self.descendants(selection.field)
            return (item.key for node in nodes for item in node.items if self.item_fields[item.key] == node.key)
        return self.items if selection.item_class is None else self.classes.get(selection.item_class, ())

    def suggestions(self) -> Iterator[tuple[Path, str | None, Suggestion]]:
        """Yield every suggestion in document order with its path and the field it belongs to."""
        for node in self.nodes.values():
            if isinstance(node.definition, ThematicField):
                for index, suggestion in enumerate(node.definition.suggestions):
                    yield (*node.path, "suggestions", index), node.key, suggestion
        for index, suggestion in enumerate(self.questionnaire.suggestions):
            yield ("suggestions", index), suggestion.field, suggestion


def merge_scoring(inherited: Scoring | None, own: Scoring | None) -> Scoring:
    """Return the members of a field's scoring over those of its default.

    `no_answer`, `coverage` and `rounding` are merged member by member. A member that a field sets to null is off, and
    so is one whose alternative it says.
    """
    if inherited is None or own is None:
        return own or inherited or Scoring()
    members: dict[str, Any] = {name: getattr(inherited, name) for name in Scoring.model_fields}
    for name in own.model_fields_set:
        mine, theirs = getattr(own, name), members[name]
        if isinstance(mine, NoAnswerPolicies | CoverageRule | Rounding) and theirs is not None:
            mine = theirs.model_copy(update={part: getattr(mine, part) for part in mine.model_fields_set})
        members[name] = mine
    for one, other in ALTERNATIVES:
        if getattr(own, one) is not None:
            members[other] = None
        elif getattr(own, other) is not None:
            members[one] = None
    return Scoring.model_construct(**members)


def longest_key(parts: tuple[str, ...], known: Container[str]) -> tuple[str, tuple[str, ...]]:
    """Return the longest key that a name begins with, and the rest: what is written out has keys of several parts."""
    sizes = range(len(parts), 0, -1)
    size = next((each for each in sizes if ".".join(parts[:each]) in known), 0)
    return ".".join(parts[:size]), parts[size:]


def index_of(questionnaire: Questionnaire, expansion: Expansion) -> Structure:
    """Return the index over a questionnaire written out; it never fails, whatever the names in it are worth."""
    nodes: dict[str, Node] = {}
    items: dict[str, Item] = {}
    item_paths: dict[str, Path] = {}
    item_fields: dict[str, str] = {}
    for node in expansion.nodes:
        nodes.setdefault(node.key, node)
        for item, path in zip(node.items, node.item_paths, strict=True):
            if item.key not in items:
                items[item.key] = item
                item_paths[item.key] = path
                item_fields[item.key] = node.key
    # Whatever is scored from others comes after them here.
    upwards = list(reversed(expansion.nodes))
    if questionnaire.overall is not None:
        children = tuple(child.key for child in questionnaire.fields)
        nodes[OVERALL] = Node(OVERALL, (OVERALL,), questionnaire.overall, None, (), (), children, Fraction(1))
        upwards.append(nodes[OVERALL])
    return Structure(
        questionnaire=questionnaire,
        nodes=nodes,
        items=items,
        item_paths=item_paths,
        item_fields=item_fields,
        scales={scale.key: scale for scale in reversed(questionnaire.response_scales)},
        level_sets={level_set.key: level_set for level_set in reversed(questionnaire.level_sets)},
        scorable=_scorable_keys(upwards),
        late_points={},
        attributes={attribute.key: attribute for attribute in reversed(questionnaire.profile)},
        constants={constant.key: constant.value for constant in reversed(questionnaire.constants)},
        tables={table.key: read for table in reversed(questionnaire.tables) if (read := table.reading[0]) is not None},
        classes=_by_class((*(found.key for found in questionnaire.item_classes), *_own_classes(expansion)), items),
        pairs=expansion.pairs,
        units=expansion.units,
        item_units=expansion.item_units,
        origins=expansion.origins,
        may_be_absent=expansion.may_be_absent,
    )


def _by_class(classes: Iterable[str], items: Mapping[str, Item]) -> Mapping[str, Collection[str]]:
    found: dict[str, dict[str, None]] = {name: {} for name in classes}
    for key, item in items.items():
        for name in item.classes:
            if name in found:
                found[name][key] = None
    return found


def _own_classes(expansion: Expansion) -> Iterator[str]:
    """Yield the classes of items that have been written out for units."""
    items = (item for node in expansion.nodes for item in node.items if item.key in expansion.item_units)
    return (name for item in items for name in item.classes if name in expansion.origins)


def _scorable_keys(upwards: Iterable[Node]) -> frozenset[str]:
    """Return the keys of the fields that say what enters their score, or have a scored item at or below them."""
    found: set[str] = set()
    for node in upwards:
        if _says_entries(node.definition) or node.scored_items or not found.isdisjoint(node.children):
            found.add(node.key)
    return frozenset(found)


def _says_entries(definition: Scored) -> bool:
    own = definition.scoring
    return own is not None and (isinstance(own.of, tuple) or own.formula is not None)


def walk_fields(fields: tuple[ThematicField, ...], path: Path) -> Iterator[tuple[Path, ThematicField]]:
    """Yield all fields as they stand in the document, depth first, a field before those nested in it."""
    for index, definition in enumerate(fields):
        here = (*path, index)
        yield here, definition
        yield from walk_fields(definition.fields, (*here, "fields"))
