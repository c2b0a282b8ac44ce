"""Whether a condition asks for things that exist, in a place where they are known."""

from collections.abc import Iterator
from functools import singledispatch

from selfcheck_service.core.definition.conditions import (
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    LevelTest,
    OptionValue,
    ProfileCondition,
    Selection,
    ShareCondition,
    SomeCondition,
    ValueCondition,
    walk_tests,
)
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.binding import check_expression
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Path, Problem, pointer, unknown
from selfcheck_service.core.definition.scope import Scope
from selfcheck_service.core.definition.structure import Node, Structure


def options_are_known(item: Item, structure: Structure) -> bool:
    """Tell whether an item has its options; where its response scale is unknown, that alone is the fault."""
    return item.scale is None or item.scale in structure.scales


def levels_of(node: Node, structure: Structure) -> list[str] | None:
    """Return the keys of a field's levels; None where its level set is unknown, which is a fault of its own."""
    levels = structure.levels_of(node.key)
    return None if levels is None else [level.key for level in levels]


def check_condition(condition: Condition, path: Path, scope: Scope) -> Iterator[Problem]:
    """Yield a problem for each name, value or form that the condition must not use where it stands."""
    for at, test, _ in walk_tests(condition, path):
        yield from _check_test(test, at, scope)


@singledispatch
def _check_test(condition: Condition, path: Path, scope: Scope) -> Iterator[Problem]:
    raise TypeError(condition, path, scope)


@_check_test.register
def _(condition: EveryCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    yield from _check_selection(condition.every, (*path, "every"), scope)


@_check_test.register
def _(condition: SomeCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    yield from _check_selection(condition.some, (*path, "some"), scope)


@_check_test.register
def _(condition: CountCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    yield from _check_selection(condition.count, (*path, "count"), scope)


@_check_test.register
def _(condition: ShareCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    yield from _check_selection(condition.share, (*path, "share"), scope)


@_check_test.register
def _(condition: FlagCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    if scope.flags is None:
        yield Problem(pointer(*path, "flag"), "not_known_here", {"name": "flag"})
    else:
        yield from unknown("flag", condition.flag, scope.flags, (*path, "flag"))


@_check_test.register
def _(condition: ItemCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    item = scope.structure.items.get(condition.item)
    if item is None:
        yield from unknown("item", condition.item, scope.structure.items, (*path, "item"))
        return
    if not scope.knows(item.key):
        yield Problem(pointer(*path, "item"), "not_known_here", {"name": item.key})
    if condition.points is not None and not item.is_scored:
        yield Problem(pointer(*path, "points"), "not_scored", {"name": item.key})
    if condition.number is not None and not item.kind.is_number:
        yield Problem(pointer(*path, "number"), "does_not_fit_type", {"name": "number", "type": item.type})
    yield from _check_values(condition, item, path, scope.structure)


def _check_values(condition: ItemCondition, item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    for place, value in _values_named(condition):
        if item.kind.chooses_one:
            yield from _check_option(value, item, (*path, *place), structure)
        elif not item.kind.is_number:
            yield Problem(pointer(*path, place[0]), "does_not_fit_type", {"name": place[0], "type": item.type})
    if condition.includes is not None:
        if not item.kind.chooses_several:
            yield Problem(pointer(*path, "includes"), "does_not_fit_type", {"name": "includes", "type": item.type})
        else:
            yield from _check_option(condition.includes, item, (*path, "includes"), structure)


def _values_named(condition: ItemCondition | ProfileCondition) -> Iterator[tuple[Path, OptionValue]]:
    """Yield each value that `is` or `one_of` names, with its place in the condition."""
    if condition.equals is not None:
        yield ("is",), condition.equals
    for index, value in enumerate(condition.one_of or ()):
        yield ("one_of", index), value


def _check_option(value: OptionValue, item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    known = [option.value for option in structure.options_of(item)]
    if value not in known and options_are_known(item, structure):
        yield Problem(pointer(*path), "unknown_value", {"value": shown(value), "item": item.key})


def _check_selection(selection: Selection, path: Path, scope: Scope) -> Iterator[Problem]:
    structure = scope.structure
    if scope.items is not None:
        yield Problem(pointer(*path), "not_known_here", {"name": str(path[-1])})
    if selection.field is not None:
        yield from unknown("field", selection.field, structure.nodes, (*path, "field"))
    if selection.item_class is not None:
        yield from unknown("item_classes", selection.item_class, structure.classes, (*path, "class"))
    for index, name in enumerate(selection.items or ()):
        yield from unknown("item", name, structure.items, (*path, "items", index))
        if name in structure.items and not structure.items[name].is_scored:
            yield Problem(pointer(*path, "items", index), "not_scored", {"name": name})


@_check_test.register
def _(condition: FieldCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    structure = scope.structure
    if not scope.fields:
        yield Problem(pointer(*path, "field"), "not_known_here", {"name": "field"})
        return
    node = structure.nodes.get(condition.field)
    if node is None:
        yield from unknown("field", condition.field, structure.nodes, (*path, "field"))
        return
    if not structure.is_scorable(node):
        yield Problem(pointer(*path, "field"), "not_scored", {"name": node.key})
        return
    if condition.level is None:
        return
    if not scope.levels:
        yield Problem(pointer(*path, "level"), "not_known_here", {"name": "level"})
        return
    known = levels_of(node, structure)
    if known is None:
        return
    for place, level in _levels_named(condition.level):
        yield from unknown("level", level, known, (*path, "level", *place))


def _levels_named(test: LevelTest) -> Iterator[tuple[Path, str]]:
    for name, level in (("at_least", test.at_least), ("at_most", test.at_most), ("is", test.equals)):
        if level is not None:
            yield (name,), level
    for index, level in enumerate(test.one_of or ()):
        yield ("one_of", index), level


@_check_test.register
def _(condition: ValueCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    yield from check_expression(condition.value, (*path, "value"), scope, condition.kind)


@_check_test.register
def _(condition: ProfileCondition, path: Path, scope: Scope) -> Iterator[Problem]:
    attributes = scope.structure.attributes
    attribute = attributes.get(condition.profile)
    if attribute is None:
        yield from unknown("profile", condition.profile, attributes, (*path, "profile"))
        return
    asked = "number" if condition.number is not None else "is" if condition.equals is not None else "one_of"
    if (asked == "number") is not (attribute.number is not None):
        kind = "options" if attribute.number is None else "number"
        yield Problem(pointer(*path, asked), "does_not_fit_type", {"name": asked, "type": kind})
        return
    values = [option.value for option in attribute.options]
    for place, value in _values_named(condition):
        if value not in values:
            words = {"value": shown(value), "item": condition.profile}
            yield Problem(pointer(*path, *place), "unknown_value", words)
