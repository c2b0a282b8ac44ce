"""Which conditions of a questionnaire a release makes true, false, or leaves open.

A release has intervals. A condition is true where it holds for every number in them, false where it holds for none, and
else unknown. The points of an item are here those of its published mean, the level of a field the one of its published
value by its range alone: no gate is asked, because it looks at single answers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from selfcheck_service.core.definition import Interval
from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    NotCondition,
    ProfileCondition,
    Selection,
    SomeCondition,
    Test,
)
from selfcheck_service.core.definition.exact import EVERYTHING
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.scoring.states import Truth


@dataclass(frozen=True, slots=True)
class Known:
    """What a release says, for conditions to ask: scores and possible levels of fields, points of items."""

    plan: Plan
    profile: Profile
    scores: Mapping[str, Interval]
    levels: Mapping[str, frozenset[str]]
    points: Mapping[str, Interval]


@singledispatch
def truth_of(_condition: Condition, _known: Known) -> Truth:
    """Return whether a condition surely holds; a form that is not registered asks for single answers: unknown."""
    return None


@truth_of.register
def _(condition: AllCondition, known: Known) -> Truth:
    return _every(truth_of(part, known) for part in condition.all_of)


@truth_of.register
def _(condition: AnyCondition, known: Known) -> Truth:
    return _some(truth_of(part, known) for part in condition.any_of)


@truth_of.register
def _(condition: NotCondition, known: Known) -> Truth:
    return _opposite(truth_of(condition.negated, known))


@truth_of.register
def _(condition: ItemCondition, known: Known) -> Truth:
    return None if condition.points is None else _passes(condition.points, known.points.get(condition.item))


@truth_of.register
def _(condition: EveryCondition, known: Known) -> Truth:
    return _every(_selected(condition.every, condition.points, known))


@truth_of.register
def _(condition: SomeCondition, known: Known) -> Truth:
    return _some(_selected(condition.some, condition.points, known))


@truth_of.register
def _(condition: FieldCondition, known: Known) -> Truth:
    if condition.score is not None:
        return _passes(condition.score, known.scores.get(condition.field))
    possible = known.levels.get(condition.field)
    if condition.level is None or not possible:
        return None
    field = known.plan.fields[known.plan.field_index[condition.field]]
    wanted = condition.level.passing(field.level_keys)
    return True if possible <= wanted else None if possible & wanted else False


@truth_of.register
def _(condition: FlagCondition, known: Known) -> Truth:
    flag = next(each for each in known.plan.questionnaire.flags if each.key == condition.flag)
    found = truth_of(flag.when, known)
    return found if condition.equals else _opposite(found)


@truth_of.register
def _(condition: ProfileCondition, known: Known) -> Truth:
    value = known.profile.get(condition.profile)
    return None if value is None or condition.number is not None else value in condition.wanted


def lies_in(found: Interval, wanted: Interval) -> Truth:
    """Tell whether all numbers of an interval lie in another one (true), none of them (false), or some (None)."""
    if found.intersect(wanted) == found:
        return True
    return None if found.overlaps(wanted) else False


_ENDS: Mapping[str, Callable[..., Interval]] = {
    "at_least": lambda end: Interval(end, None, low_closed=True, high_closed=False),
    "above": lambda end: Interval(end, None, low_closed=False, high_closed=False),
    "at_most": lambda end: Interval(None, end, low_closed=False, high_closed=True),
    "below": lambda end: Interval(None, end, low_closed=False, high_closed=False),
    "equal": lambda end: Interval(end, end, low_closed=True, high_closed=True),
}


def _passes(test: Test, found: Interval | None) -> Truth:
    wanted = EVERYTHING
    for name, ends in _ENDS.items():
        if (end := getattr(test, name)) is not None:
            wanted = wanted.intersect(ends(end))
    return None if found is None else lies_in(found, wanted)


def _selected(selection: Selection, test: Test, known: Known) -> list[Truth]:
    items = known.plan.selected(selection)
    return [_passes(test, known.points.get(known.plan.items[at].key)) for at in items]


def _every(parts: Iterable[Truth]) -> Truth:
    found = list(parts)
    return False if False in found else None if None in found else True


def _some(parts: Iterable[Truth]) -> Truth:
    return _opposite(_every(map(_opposite, parts)))


def _opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth
