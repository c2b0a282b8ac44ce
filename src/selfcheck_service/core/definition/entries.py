"""What enters the score of a field: items and fields, with their weights; and what must be known before."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.definition.conditions import Condition, FieldCondition, ValueCondition, walk_tests
from selfcheck_service.core.definition.expressions.binding import bind_checked, references_of
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.scope import Scope, everything
from selfcheck_service.core.definition.scoring_rules import FieldEntry, ItemEntry
from selfcheck_service.core.definition.structure import NAMED, Node, Structure

# Where an expression stands in the scoring of a field.
Place = tuple[Literal["formula", "transform", "of"], *tuple[str | int, ...]]
FORMULA: Place = ("formula",)
TRANSFORM: Place = ("transform",)


def weight_at(index: int) -> Place:
    """Return the place of the weight of an entry."""
    return ("of", index, "weight")


# What an expression can name of an item, and what of a field that has been scored.
ITEM_ROLES: frozenset[Role] = frozenset(("value", "points", "state"))
SCORE_ROLES: frozenset[Role] = frozenset(("score", "raw", "coverage", "answered", "applicable"))


def entries_of(node: Node, structure: Structure) -> Iterator[tuple[Item | Node, Fraction]]:
    """Yield the entries of a field in document order, each with its weight (1 where an expression says it)."""
    own = node.definition.scoring
    entry_set = structure.rule_of(node).entry_set
    if own is not None and isinstance(own.of, tuple):
        for entry in own.of:
            thing = structure.nodes[entry.field] if isinstance(entry, FieldEntry) else structure.items[entry.item]
            yield thing, _weight_of(entry, thing)
    elif entry_set == "fields":
        for child in node.children:
            if child in structure.scorable:
                yield structure.nodes[child], structure.nodes[child].weight
    elif entry_set == NAMED:
        yield from _named_entries(node, structure)
    else:
        nodes = structure.descendants(node.key) if entry_set == "all_items" else iter((node,))
        yield from ((item, item.weight) for found in nodes for item in found.scored_items)


def _weight_of(entry: ItemEntry | FieldEntry, thing: Item | Node) -> Fraction:
    if isinstance(entry.weight, ExpressionText):
        # What an expression comes to is known only once there are answers.
        return Fraction(1)
    return thing.weight if entry.weight is None else entry.weight


def _named_entries(node: Node, structure: Structure) -> Iterator[tuple[Item | Node, Fraction]]:
    """Yield what a formula names, as far as it exists: first the items, then the fields."""
    named = references_in_scoring(node, structure, FORMULA)
    items = {found.key for found in named if found.role in ITEM_ROLES}
    yield from ((item, item.weight) for key, item in structure.items.items() if key in items)
    fields = set(_fields_among(named))
    yield from ((found, found.weight) for key, found in structure.nodes.items() if key in fields)


def scoring_expressions(node: Node, structure: Structure) -> Iterator[tuple[Place, ExpressionText]]:
    """Yield the expressions in the scoring of a field, those of its defaults included, by their place in it."""
    scoring = structure.rule_of(node).scoring
    for place, source in ((FORMULA, scoring.formula), (TRANSFORM, scoring.transform)):
        if source is not None:
            yield place, source
    for index, entry in enumerate(scoring.of if isinstance(scoring.of, tuple) else ()):
        if isinstance(entry.weight, ExpressionText):
            yield weight_at(index), entry.weight


def path_in_scoring(node: Node, structure: Structure, place: Place) -> Path:
    """Return where a member of the scoring of a field stands: in the field, or in the defaults that serve it."""
    own = node.definition.scoring
    if own is not None and getattr(own, place[0]) is not None:
        return (*node.path, "scoring", *place)
    return ("defaults", "parent_scoring" if structure.rule_of(node).is_parent else "scoring", *place)


def expression_scope_of(node: Node, structure: Structure, place: Place) -> Scope:
    """Return what an expression in the scoring of a field may name."""
    own = node.definition.scoring
    listed = place == FORMULA and own is not None and own.of is not None
    return Scope(
        structure,
        own_field=node.key if place == TRANSFORM else None,
        fields=True,
        entries=tuple(_said_entries(node, structure)) if listed else None,
    )


def bound_expressions(node: Node, structure: Structure) -> Mapping[Place, Bound]:
    """Return the expressions in the scoring of a field with their names found; the definition has been checked."""
    return {
        place: bind_checked(source, expression_scope_of(node, structure, place), Kind.NUMBER)
        for place, source in scoring_expressions(node, structure)
    }


def references_in_scoring(node: Node, structure: Structure, place: Place) -> tuple[Reference, ...]:
    """Return what an expression in the scoring of a field names, each once; nothing where it is at fault."""
    source = dict(scoring_expressions(node, structure))[place]
    return references_of(source, expression_scope_of(node, structure, place), Kind.NUMBER)


def _said_entries(node: Node, structure: Structure) -> Iterator[tuple[str, str]]:
    """Yield what `of` says, each entry as a kind and a key, whether it exists or not."""
    own = node.definition.scoring
    if own is not None and isinstance(own.of, tuple):
        for entry in own.of:
            yield ("field", entry.field) if isinstance(entry, FieldEntry) else ("item", entry.item)
        return
    for thing, _ in entries_of(node, structure):
        yield "field" if isinstance(thing, Node) else "item", thing.key


def _fields_among(named: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(found.key for found in named if found.role in SCORE_ROLES)


def computed_from(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields from whose numbers those of this one are computed: those that enter, those it names."""
    named = [
        key
        for place, _ in scoring_expressions(node, structure)
        for key in _fields_among(references_in_scoring(node, structure, place))
    ]
    return tuple(dict.fromkeys((*entered_fields(node, structure), *named)))


def needed_fields(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose numbers must be known before this one is scored: those it is made of or asks for."""
    requires = structure.rule_of(node).scoring.requires
    return (*computed_from(node, structure), *_asked_fields(requires, structure))


def needed_levels(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose levels must be known before the cases of this one can be decided."""
    cases = node.definition.classify
    return tuple(key for case in cases for key in _asked_fields(case.when, structure, levels=True))


def _asked_fields(condition: Condition | None, structure: Structure, *, levels: bool = False) -> Iterator[str]:
    """Yield the fields whose numbers a condition asks for, or those whose levels."""
    roles = frozenset({"level"}) if levels else SCORE_ROLES
    for _, test, _ in walk_tests(condition):
        if isinstance(test, FieldCondition) and levels is (test.level is not None):
            yield test.field
        elif isinstance(test, ValueCondition):
            named = references_of(test.value, everything(structure), test.kind)
            yield from (reference.key for reference in named if reference.role in roles)


def entered_fields(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose scores enter the score of this one, as far as they exist."""
    own = node.definition.scoring
    if own is not None and isinstance(own.of, tuple):
        return tuple(entry.field for entry in own.of if isinstance(entry, FieldEntry))
    if structure.rule_of(node).entry_set == NAMED:
        return _fields_among(references_in_scoring(node, structure, FORMULA))
    if structure.rule_of(node).entry_set != "fields":
        return ()
    return tuple(child for child in node.children if child in structure.scorable)
