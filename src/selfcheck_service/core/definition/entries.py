"""What enters the score of a field: items and fields, with their weights."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    FieldCondition,
    NotCondition,
    ValueCondition,
)
from selfcheck_service.core.definition.expressions.binding import references_of
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.scope import ExpressionScope
from selfcheck_service.core.definition.expressions.vocabulary import Role
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.scoring_rules import FieldEntry
from selfcheck_service.core.definition.structure import Node, Structure

_ROLES_OF_FIELDS: frozenset[Role] = frozenset(("score", "raw", "coverage", "answered", "applicable"))


def entries_of(node: Node, structure: Structure) -> Iterator[tuple[Item | Node, Fraction]]:
    """Yield the entries of a field in document order, each with its weight."""
    own = node.definition.scoring
    entry_set = structure.rule_of(node).entry_set
    if own is not None and isinstance(own.of, tuple):
        for entry in own.of:
            thing = structure.nodes[entry.field] if isinstance(entry, FieldEntry) else structure.items[entry.item]
            yield thing, thing.weight if entry.weight is None else entry.weight
    elif entry_set == "fields":
        for child in node.children:
            if child in structure.scorable:
                yield structure.nodes[child], structure.nodes[child].weight
    else:
        nodes = structure.descendants(node.key) if entry_set == "all_items" else iter((node,))
        yield from ((item, item.weight) for found in nodes for item in found.scored_items)


def needed_fields(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose numbers must be known before this one is scored: those that enter, those it asks for."""
    requires = structure.rule_of(node).scoring.requires
    asked = () if requires is None else tuple(_asked_fields(requires, structure))
    return (*entered_fields(node, structure), *asked)


def needed_levels(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose levels must be known before the cases of this one can be decided."""
    conditions = [case.when for case in node.definition.classify if case.when is not None]
    return tuple(key for condition in conditions for key in _asked_fields(condition, structure, levels=True))


def _asked_fields(condition: Condition, structure: Structure, *, levels: bool = False) -> Iterator[str]:
    """Yield the fields whose numbers a condition asks for, or those whose levels."""
    match condition:
        case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
            for part in parts:
                yield from _asked_fields(part, structure, levels=levels)
        case NotCondition(negated=part):
            yield from _asked_fields(part, structure, levels=levels)
        case FieldCondition(field=key):
            if levels is (condition.level is not None):
                yield key
        case ValueCondition(value=source):
            scope = ExpressionScope(
                structure, fields=True, levels=levels, constants=structure.constants, tables=structure.tables
            )
            named = references_of(source, scope, Kind.NUMBER)
            roles = frozenset({"level"}) if levels else _ROLES_OF_FIELDS
            yield from (reference.key for reference in named if reference.role in roles)
        case _:
            pass


def entered_fields(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the fields whose scores enter the score of this one, as far as they exist."""
    own = node.definition.scoring
    if own is not None and isinstance(own.of, tuple):
        return tuple(entry.field for entry in own.of if isinstance(entry, FieldEntry))
    if structure.rule_of(node).entry_set != "fields":
        return ()
    return tuple(child for child in node.children if child in structure.scorable)
