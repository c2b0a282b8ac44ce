"""Conditions as functions of a run: true, false or unknown (None), by the rules of docs/scoring.md, section 8."""

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial, singledispatch
from typing import Any

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    NotCondition,
    ProfileCondition,
    ShareCondition,
    SomeCondition,
    Test,
    ValueCondition,
)
from selfcheck_service.core.scoring.named_values import value_of
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.run import Predicate, Run, picker
from selfcheck_service.core.scoring.states import ANSWERED, HIDDEN, NOT_APPLICABLE, STATE_CODES, Truth

# The number that is tested stands on the right, so that a bound on the left can be filled in beforehand.
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.le,
    "above": operator.lt,
    "at_most": operator.ge,
    "below": operator.gt,
    "equal": operator.eq,
}


@singledispatch
def compile_condition(condition: Condition, names: Names) -> Predicate:
    """Return the condition as a function of a run; each form registers how it becomes one."""
    raise TypeError(condition, names)


@compile_condition.register
def _(condition: AllCondition, names: Names) -> Predicate:
    return _joined([compile_condition(part, names) for part in condition.all_of], decisive=False)


@compile_condition.register
def _(condition: AnyCondition, names: Names) -> Predicate:
    return _joined([compile_condition(part, names) for part in condition.any_of], decisive=True)


@compile_condition.register
def _(condition: NotCondition, names: Names) -> Predicate:
    return _not(compile_condition(condition.negated, names))


@compile_condition.register
def _(condition: ItemCondition, names: Names) -> Predicate:
    index = names.item_index[condition.item]
    if condition.points is not None:
        # The test that is asked for most often, and so without a detour.
        passes = points_test(condition.points, names.point_denominator)
        return lambda run: None if (points := run.points[index]) is None else passes(points)
    test = item_test(condition, names)
    return lambda run: test(run, index)


@compile_condition.register
def _(condition: EveryCondition, names: Names) -> Predicate:
    passes = points_test(condition.points, names.point_denominator)
    return _selected(names.selected(condition.every), passes, decisive=False)


@compile_condition.register
def _(condition: SomeCondition, names: Names) -> Predicate:
    passes = points_test(condition.points, names.point_denominator)
    return _selected(names.selected(condition.some), passes, decisive=True)


@compile_condition.register
def _(condition: CountCondition, names: Names) -> Predicate:
    counter, passes = counter_of(names.selected(condition.count), condition, names), ratio_test(condition.passes)
    return lambda run: passes((counter(run)[0], 1))


@compile_condition.register
def _(condition: ShareCondition, names: Names) -> Predicate:
    return _share(counter_of(names.selected(condition.share), condition, names), ratio_test(condition.passes))


@compile_condition.register
def _(condition: FieldCondition, names: Names) -> Predicate:
    index = names.field_index[condition.field]
    if condition.score is not None:
        in_score = ratio_test(condition.score)
        return lambda run: None if (score := run.fields[index].used) is None else in_score(score)
    if condition.coverage is not None:
        in_coverage = ratio_test(condition.coverage)
        return lambda run: None if (share := run.fields[index].coverage) is None else in_coverage(share)
    if condition.level is not None:
        levels = names.levels_of(condition.field)
        passing = condition.level.passing([level.key for level in levels])
        wanted = frozenset(at for at, level in enumerate(levels) if level.key in passing)
        return lambda run: None if (level := run.fields[index].level) is None else level in wanted
    states = frozenset(condition.status or ())
    return lambda run: run.fields[index].status in states


@compile_condition.register
def _(condition: FlagCondition, _names: Names) -> Predicate:
    key, wanted = condition.flag, condition.equals
    return lambda run: None if (found := run.flags.get(key)) is None else found is wanted


@compile_condition.register
def _(condition: ProfileCondition, _names: Names) -> Predicate:
    key = condition.profile
    passes: Callable[[Any], bool] = condition.wanted.__contains__
    if condition.number is not None:
        passes = _number_test(condition.number, 1)
    return lambda run: None if (found := run.profile.get(key)) is None else passes(found)


@compile_condition.register
def _(condition: ValueCondition, names: Names) -> Predicate:
    value = value_of(condition, names)
    passes: Callable[[Any], bool] = bool if condition.passes is None else _number_test(condition.passes, 1)
    return lambda run: None if (found := value(run)) is None else passes(found)


def _joined(parts: Sequence[Predicate], *, decisive: bool) -> Predicate:
    """Return `all`, of which one false part decides, or `any`, of which one true part does."""
    if len(parts) == 1:
        return parts[0]

    def holds(run: Run) -> Truth:
        result: Truth = not decisive
        for part in parts:
            found = part(run)
            if found is decisive:
                return decisive
            if found is None:
                result = None
        return result

    return holds


def _not(part: Predicate) -> Predicate:
    def holds(run: Run) -> Truth:
        found = part(run)
        return None if found is None else not found

    return holds


def points_test(test: Test, denominator: int) -> Callable[[Scaled], bool]:
    """Return the test for points that are multiplied by the plan's denominator."""
    return _number_test(test, denominator)


def _number_test(test: Test, factor: int) -> Callable[[Scaled], bool]:
    checks = []
    for name, compare in _OPERATORS.items():
        limit = getattr(test, name)
        if limit is not None:
            scaled = limit * factor
            checks.append(partial(compare, scaled.numerator if scaled.denominator == 1 else scaled))
    return checks[0] if len(checks) == 1 else lambda number: all(passes(number) for passes in checks)


def ratio_test(test: Test) -> Callable[[Ratio], bool]:
    """Return the test for a pair of integers."""
    checks = [
        (compare, limit.numerator, limit.denominator)
        for name, compare in _OPERATORS.items()
        if (limit := getattr(test, name)) is not None
    ]
    if len(checks) == 1:
        compare, top, bottom = checks[0]
        return lambda number: compare(top * number[1], number[0] * bottom)
    return lambda number: all(compare(top * number[1], number[0] * bottom) for compare, top, bottom in checks)


ItemPredicate = Callable[[Run, int], Truth]


def item_test(condition: ItemCondition | CountCondition | ShareCondition, names: Names) -> ItemPredicate:
    """Return the item test of a condition as a function of a run and an item's index."""
    if condition.answered is not None:
        wanted_answer = condition.answered
        return lambda run, index: (run.states[index] == ANSWERED) is wanted_answer
    if condition.no_answer is not None:
        codes = frozenset(STATE_CODES[name] for name in condition.no_answer)
        return lambda run, index: run.states[index] in codes
    if condition.points is not None:
        passes = points_test(condition.points, names.point_denominator)
        return lambda run, index: None if (points := run.points[index]) is None else passes(points)
    if condition.number is not None:
        passes = _number_test(condition.number, 1)
        # A count may select items of other types as well; none of their answers is a number.
        return _value_passes(lambda value: isinstance(value, Fraction) and passes(value))
    if condition.includes is not None:
        ticked = condition.includes
        return _value_passes(lambda value: isinstance(value, tuple) and ticked in value)
    wanted = condition.wanted
    return _value_passes(lambda value: _is_one_of(value, wanted))


def _is_one_of(value: object, wanted: tuple[int | str, ...]) -> bool:
    """Compare number answers by their number, choices by value and type."""
    if isinstance(value, Fraction):
        return any(isinstance(one, int) and value == one for one in wanted)
    return value in wanted


def _value_passes(passes: Callable[..., bool]) -> ItemPredicate:
    def holds(run: Run, index: int) -> Truth:
        return passes(run.values[index]) if run.states[index] == ANSWERED else None

    return holds


def _selected(indices: tuple[int, ...], passes: Callable[[Scaled], bool], *, decisive: bool) -> Predicate:
    """Return `every`, of which one item that fails decides, or `some`, of which one that passes does."""

    def holds(run: Run) -> Truth:
        result: Truth = not decisive
        for index in indices:
            points = run.points[index]
            if points is not None:
                if passes(points) is decisive:
                    return decisive
            elif run.states[index] not in (HIDDEN, NOT_APPLICABLE):
                result = None
        return result

    return holds


# How many of the selected and shown items pass a test, and how many are shown.
Counter = Callable[[Run], tuple[int, int]]


def _share(counter: Counter, passes: Callable[[Ratio], bool]) -> Predicate:
    def holds(run: Run) -> Truth:
        found, shown = counter(run)
        return passes((found, shown)) if shown else None

    return holds


def counter_of(indices: tuple[int, ...], condition: CountCondition | ShareCondition, names: Names) -> Counter:
    """Return what counts the items of a selection that pass the item test of a condition."""
    if condition.no_answer is not None:
        return _count_states(indices, [STATE_CODES[name] for name in condition.no_answer if name != "hidden"])
    test = item_test(condition, names)

    def count(run: Run) -> tuple[int, int]:
        shown = [index for index in indices if run.states[index] != HIDDEN]
        return sum(1 for index in shown if test(run, index) is True), len(shown)

    return count


def _count_states(indices: tuple[int, ...], codes: list[int]) -> Counter:
    pick = picker(indices)

    def count(run: Run) -> tuple[int, int]:
        states = pick(run.states)
        return sum(map(states.count, codes)), len(states) - states.count(HIDDEN)

    return count
