"""Whether an item can be answered as it says, and whether every answer has its points."""

from collections.abc import Iterator

from selfcheck_service.core.definition.answer_rules import Bins, MultipleChoiceRule, NumericRule, Option
from selfcheck_service.core.definition.bins import check_bins
from selfcheck_service.core.definition.condition_check import (
    check_condition,
    options_are_known,
)
from selfcheck_service.core.definition.item_expressions import bind_value, check_points
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Path, Problem, pointer, twice, unknown
from selfcheck_service.core.definition.scope import Scope
from selfcheck_service.core.definition.structure import Structure


def check_item(item: Item, path: Path, structure: Structure, asked: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with an item itself: its names, its options, its points.

    Its expressions may name what was asked before.
    """
    questionnaire = structure.questionnaire
    if item.scale is not None:
        yield from unknown("response_scales", item.scale, structure.scales, (*path, "scale"))
    if item.options is not None:
        yield from check_options(item.options, (*path, "options"))
    options = structure.options_of(item)
    for index, anchor in enumerate(item.anchors):
        if options_are_known(item, structure) and not any(_same(option.value, anchor.value) for option in options):
            yield Problem(
                pointer(*path, "anchors", index, "value"),
                "unknown_value",
                {"value": str(anchor.value), "item": item.key},
            )
    yield from twice("anchor", ((anchor.value, (*path, "anchors", at)) for at, anchor in enumerate(item.anchors)))
    for index, name in enumerate(item.classes):
        yield from unknown("item_classes", name, structure.classes, (*path, "classes", index))
    yield from _check_levels(item, path, structure)
    forms = [form.key for form in questionnaire.forms]
    for name in item.forms:
        yield from unknown("forms", name, forms, (*path, "forms", name))
    _, faults = bind_value(item, path, structure, asked)
    yield from faults
    yield from _check_limits(item, options, path)
    # Whatever can be worked out stands at the options and numbers by now.
    yield from check_points(item, path, structure, asked)
    # What an expression comes to that is at fault is not known.
    if item.is_scored and item.points is None and not faults:
        yield from _check_worth(item, path)


def check_options(options: tuple[Option, ...], path: Path) -> Iterator[Problem]:
    """Yield the values that stand twice among options."""
    yield from twice("value", ((option.value, (*path, index, "value")) for index, option in enumerate(options)))


def _check_levels(item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    """Points are classified by ranges, so there must be both."""
    if item.levels is None:
        return
    yield from unknown("level_sets", item.levels, structure.level_sets, (*path, "levels"))
    if not item.is_scored:
        yield Problem(pointer(*path, "levels"), "not_scored", {"name": item.key})
    elif item.levels in structure.level_sets and structure.level_sets[item.levels].has_no_ranges:
        yield Problem(pointer(*path, "levels"), "levels_without_ranges", {"name": item.levels})


def _check_limits(item: Item, options: tuple[Option, ...], path: Path) -> Iterator[Problem]:
    """A limit must be one that can be kept."""
    rule = item.rule
    if isinstance(rule, MultipleChoiceRule) and options:
        highest = rule.maximum_selected if rule.maximum_selected is not None else len(options)
        together = sum(not option.exclusive for option in options)
        alone = together < len(options) and rule.minimum_selected <= 1
        if highest > len(options) or rule.minimum_selected > (highest if alone else min(highest, together)):
            yield Problem(pointer(*path, item.kind.block or ""), "selection_impossible", {"options": len(options)})


def _check_worth(item: Item, path: Path) -> Iterator[Problem]:
    """Every answer of a scored item must have its points."""
    if _needs_points(item):
        for option in item.options or ():
            if option.points is None:
                yield Problem(pointer(*path), "points_missing", {"item": item.key, "value": str(option.value)})
    if item.numbers is not None:
        yield from _check_number_points(item, item.numbers, path)


def _needs_points(item: Item) -> bool:
    rule = item.rule
    said = item.points is not None
    return item.is_scored and not said and not (isinstance(rule, MultipleChoiceRule) and rule.points_from == "count")


def check_scale_points(structure: Structure) -> Iterator[Problem]:
    """Yield the options of response scales that lack points, once, however many items need them."""
    asked = reversed(tuple(structure.items.values()))
    users = {item.scale: item.key for item in asked if _needs_points(item) and item.options is None}
    for index, scale in enumerate(structure.questionnaire.response_scales):
        for at, option in enumerate(scale.options):
            if option.points is None and scale.key in users:
                words = {"item": users[scale.key], "value": str(option.value)}
                yield Problem(pointer("response_scales", index, "options", at), "points_missing", words)


def _check_number_points(item: Item, rule: NumericRule, path: Path) -> Iterator[Problem]:
    # An item that says nothing of its numbers has no block that could be pointed at.
    block = item.kind.block
    at = path if block is None or getattr(item, block) is None else (*path, block)
    if rule.points is None:
        yield Problem(pointer(*at), "number_without_points", {"item": item.key})
    elif isinstance(rule.points, Bins):
        yield from check_bins(rule.points, rule, at)
    elif rule.range.low is None or rule.range.high is None:
        # The range of what nobody is asked follows from its expression.
        yield Problem(pointer(*at, "range" if item.kind.asked else "value"), "range_unbounded", {"item": item.key})


def check_item_conditions(item: Item, path: Path, structure: Structure, asked: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of an item; they may ask for what was asked before."""
    if item.shown_when is not None:
        scope = Scope(structure, items=asked)
        yield from check_condition(item.shown_when, (*path, "shown_when"), scope)
    if item.applies_to is not None:
        scope = Scope(structure, items=frozenset())
        yield from check_condition(item.applies_to, (*path, "applies_to"), scope)


def _same(one: object, two: object) -> bool:
    return type(one) is type(two) and one == two
