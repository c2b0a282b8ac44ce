"""Whether a condition asks for things that exist, in a place where they are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    LevelTest,
    NotCondition,
    OptionValue,
    ProfileCondition,
    Selection,
    ShareCondition,
    SomeCondition,
)
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Problem, pointer
from selfcheck_service.core.definition.structure import Path, Structure


@dataclass(frozen=True, slots=True)
class ConditionScope:
    """What a condition may ask for where it stands.

    `items` names the items that are known there (None: all), `flags` the flags (None: flags may not be used).
    """

    structure: Structure
    items: frozenset[str] | None
    fields: bool
    levels: bool
    flags: frozenset[str] | None


@singledispatch
def check_condition(condition: Condition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    """Yield a problem for each name, value or form that the condition must not use where it stands."""
    raise TypeError(condition, path, scope)


@check_condition.register
def _(condition: AllCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    for index, part in enumerate(condition.all_of):
        yield from check_condition(part, (*path, "all", index), scope)


@check_condition.register
def _(condition: AnyCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    for index, part in enumerate(condition.any_of):
        yield from check_condition(part, (*path, "any", index), scope)


@check_condition.register
def _(condition: NotCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    yield from check_condition(condition.negated, (*path, "not"), scope)


@check_condition.register
def _(condition: EveryCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    yield from _check_selection(condition.every, (*path, "every"), scope)


@check_condition.register
def _(condition: SomeCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    yield from _check_selection(condition.some, (*path, "some"), scope)


@check_condition.register
def _(condition: CountCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    yield from _check_selection(condition.count, (*path, "count"), scope)


@check_condition.register
def _(condition: ShareCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    yield from _check_selection(condition.share, (*path, "share"), scope)


@check_condition.register
def _(condition: FlagCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    if scope.flags is None:
        yield Problem(pointer(*path, "flag"), "not_known_here", {"name": "flag"})
    else:
        yield from _unknown("flag", condition.flag, scope.flags, (*path, "flag"))


def _unknown(kind: str, name: str, known: frozenset[str] | set[str], path: Path) -> Iterator[Problem]:
    if name not in known:
        yield Problem(pointer(*path), "unknown_reference", {"kind": kind, "name": name, "hint": ""})


@check_condition.register
def _(condition: ItemCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    item = scope.structure.items.get(condition.item)
    if item is None:
        yield from _unknown("item", condition.item, set(), (*path, "item"))
        return
    if scope.items is not None and item.key not in scope.items:
        yield Problem(pointer(*path, "item"), "not_known_here", {"name": item.key})
    if condition.points is not None and not item.is_scored:
        yield Problem(pointer(*path, "points"), "not_scored", {"name": item.key})
    if condition.number is not None and item.type != "number":
        yield Problem(pointer(*path, "number"), "does_not_fit_type", {"name": "number", "type": item.type})
    yield from _check_values(condition, item, path, scope.structure)


def _check_values(condition: ItemCondition, item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    wanted: list[tuple[str, OptionValue]] = []
    if condition.equals is not None:
        wanted.append(("is", condition.equals))
    wanted.extend(("one_of", value) for value in condition.one_of or ())
    for name, value in wanted:
        if item.type in ("multiple_choice", "text"):
            yield Problem(pointer(*path, name), "does_not_fit_type", {"name": name, "type": item.type})
        elif item.type == "single_choice":
            yield from _check_option(value, item, (*path, name), structure)
    if condition.includes is not None:
        if item.type != "multiple_choice":
            yield Problem(pointer(*path, "includes"), "does_not_fit_type", {"name": "includes", "type": item.type})
        else:
            yield from _check_option(condition.includes, item, (*path, "includes"), structure)


def _check_option(value: OptionValue, item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    values = [option.value for option in structure.options_of(item)]
    if not any(type(known) is type(value) and known == value for known in values):
        yield Problem(pointer(*path), "unknown_value", {"value": str(value), "item": item.key})


def _check_selection(selection: Selection, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    structure = scope.structure
    if scope.items is not None:
        yield Problem(pointer(*path), "not_known_here", {"name": str(path[-1])})
    if selection.field is not None:
        yield from _unknown("field", selection.field, set(structure.nodes), (*path, "field"))
    if selection.item_class is not None:
        classes = {found.key for found in structure.questionnaire.item_classes}
        yield from _unknown("item_classes", selection.item_class, classes, (*path, "class"))
    for index, name in enumerate(selection.items or ()):
        yield from _unknown("item", name, set(structure.items), (*path, "items", index))
        if name in structure.items and not structure.items[name].is_scored:
            yield Problem(pointer(*path, "items", index), "not_scored", {"name": name})


@check_condition.register
def _(condition: FieldCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    structure = scope.structure
    if not scope.fields:
        yield Problem(pointer(*path, "field"), "not_known_here", {"name": "field"})
        return
    node = structure.nodes.get(condition.field)
    if node is None or not structure.is_scorable(node):
        yield from _unknown("field", condition.field, set(), (*path, "field"))
        return
    if condition.level is None:
        return
    if not scope.levels:
        yield Problem(pointer(*path, "level"), "not_known_here", {"name": "level"})
        return
    level_set = structure.level_sets.get(structure.level_set_of(node) or "")
    known = {level.key for level in level_set.levels} if level_set is not None else set()
    for name, level in _levels_named(condition.level):
        yield from _unknown("level", level, known, (*path, "level", name))


def _levels_named(test: LevelTest) -> Iterator[tuple[str, str]]:
    for name, level in (("at_least", test.at_least), ("at_most", test.at_most), ("is", test.equals)):
        if level is not None:
            yield name, level
    for level in test.one_of or ():
        yield "one_of", level


@check_condition.register
def _(condition: ProfileCondition, path: Path, scope: ConditionScope) -> Iterator[Problem]:
    attributes = {attribute.key: attribute for attribute in scope.structure.questionnaire.profile}
    attribute = attributes.get(condition.profile)
    if attribute is None:
        yield from _unknown("profile", condition.profile, set(), (*path, "profile"))
        return
    wanted = [("is", condition.equals)] if condition.equals is not None else []
    wanted += [("one_of", value) for value in condition.one_of or ()]
    for name, value in wanted:
        if not any(type(option.value) is type(value) and option.value == value for option in attribute.options):
            location = pointer(*path, name)
            yield Problem(location, "unknown_value", {"value": str(value), "item": condition.profile})
