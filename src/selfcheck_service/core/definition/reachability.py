"""Whether a condition can ever be true.

The condition is spread out into alternatives, each a list of single tests that must hold together. An alternative is
impossible where two tests of the same thing exclude each other, or one test lies outside what the thing can be. Tests
of different things are taken as independent, so "can be true" may be too kind, but "never true" is always right.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import chain, product

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    CountCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    LevelTest,
    NotCondition,
    ProfileCondition,
    ShareCondition,
    Test,
    ValueCondition,
)
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.spans import Span, Truths
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.structure import ITEM_STATES, Structure

_MOST_ALTERNATIVES = 256
_MOST_LITERALS = 5000
_Literal = tuple[Condition, bool]
_Finite = tuple[tuple[str, str], frozenset[object], frozenset[object]]


def can_be_true(condition: Condition, names: NamedSpans) -> bool:
    """Tell whether the condition can be true; True where it is too large to tell."""
    alternatives = _alternatives(condition, wanted=True)
    if alternatives is None:
        return True
    return any(_consistent(alternative, names) for alternative in alternatives)


def _alternatives(condition: Condition, *, wanted: bool) -> list[tuple[_Literal, ...]] | None:
    """Return the disjunctive form; None where it would grow too large."""
    match condition:
        case NotCondition(negated=part):
            return _alternatives(part, wanted=not wanted)
        case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
            joined = isinstance(condition, AllCondition) == wanted
            spread = [_alternatives(part, wanted=wanted) for part in parts]
            return _join(spread) if joined else _gather(spread)
        case _:
            return [((condition, wanted),)]


def _join(spread: list[list[tuple[_Literal, ...]] | None]) -> list[tuple[_Literal, ...]] | None:
    size = literals = 1
    for alternatives in spread:
        if alternatives is None:
            return None
        size *= len(alternatives)
        literals += max(map(len, alternatives), default=0)
        if size > _MOST_ALTERNATIVES or size * literals > _MOST_LITERALS:
            return None
    return [tuple(chain.from_iterable(choice)) for choice in product(*(found for found in spread if found is not None))]


def _gather(spread: list[list[tuple[_Literal, ...]] | None]) -> list[tuple[_Literal, ...]] | None:
    gathered: list[tuple[_Literal, ...]] = []
    for alternatives in spread:
        if alternatives is None or len(gathered) + len(alternatives) > _MOST_ALTERNATIVES:
            return None
        gathered.extend(alternatives)
    return gathered


def _consistent(literals: tuple[_Literal, ...], names: NamedSpans) -> bool:
    """Tell whether all tests can hold together, thing by thing."""
    allowed: dict[tuple[str, str], frozenset[object]] = {}
    numbers: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    if any(wanted and _asks_a_number_for_text(condition, names.structure) for condition, wanted in literals):
        return False
    if not all(_can_be(literal, names) for literal in literals):
        return False
    for condition, wanted in literals:
        numeric = _numeric(condition, names)
        if numeric is not None and wanted:
            numbers[numeric[0]].extend(numeric[1])
        finite = _finite(condition, names.structure)
        if finite is not None:
            thing, universe, passing = finite
            chosen = passing if wanted else universe - passing - {_ABSENT}
            allowed[thing] = allowed.get(thing, universe) & chosen
    return all(allowed.values()) and all(_share_a_number(intervals) for intervals in numbers.values())


def _asks_a_number_for_text(condition: Condition, structure: Structure) -> bool:
    """Tell whether the value of an item is a number, a time of day in minutes too, and no value asked for is one."""
    if not isinstance(condition, ItemCondition) or not structure.items[condition.item].kind.is_number:
        return False
    return bool(condition.wanted) and all(isinstance(value, str) for value in condition.wanted)


def _can_be(literal: _Literal, names: NamedSpans) -> bool:
    """Tell whether an expression that is true or false can be the one that is wanted."""
    condition, wanted = literal
    if not isinstance(condition, ValueCondition) or condition.passes is not None:
        return True
    _, found, _ = names.of_condition(condition)
    return not isinstance(found, Truths) or (found.true if wanted else found.false)


_ABSENT = object()
_UNIT = Interval(Fraction(0), Fraction(1), True, True)


def _share_a_number(intervals: list[Interval]) -> bool:
    common = intervals[0]
    for interval in intervals[1:]:
        common = common.intersect(interval)
    return not common.empty


def _numeric(condition: Condition, names: NamedSpans) -> tuple[tuple[str, str], list[Interval]] | None:
    """Return the thing a numeric test is about, with the numbers that pass and those that it can have as intervals."""
    found = _tested(condition, names)
    if found is None:
        return None
    thing, test, limits = found
    return thing, [*_intervals(test), *limits]


def _tested(condition: Condition, names: NamedSpans) -> tuple[tuple[str, str], Test, list[Interval]] | None:
    """Return the thing a numeric test is about, the test, and the numbers that the thing can have as intervals."""
    match condition:
        case ProfileCondition(profile=key, number=Test() as test):
            number = names.structure.attributes[key].number
            found = (key, "profile"), test, [] if number is None else [number.range]
        case ItemCondition(item=key, number=Test() as test):
            numbers = names.structure.items[key].numbers
            found = (key, "number"), test, [] if numbers is None else [numbers.range]
        case CountCondition(count=selection, passes=test):
            most = Fraction(sum(1 for _ in names.structure.selected(selection)))
            found = (repr(condition), "count"), test, [Interval(Fraction(0), most, True, True)]
        case ShareCondition(passes=test):
            found = (repr(condition), "share"), test, [_UNIT]
        case ValueCondition(value=value, passes=Test() as test):
            found = (value.text, "value"), test, _reached(condition, names)
        case FieldCondition(field=key, score=Test() as test):
            # The declared scale is no limit, as points and policies may lead a score beyond it.
            span = names.scores.of_field(key)
            found = (key, "score"), test, [] if span is None else [Interval(*span, True, True)]
        case FieldCondition(field=key, coverage=Test() as test):
            found = (key, "coverage"), test, [_UNIT]
        case _:
            return None
    return found


def _reached(condition: ValueCondition, names: NamedSpans) -> list[Interval]:
    """Return what the expression of a condition can come to; nothing where that is not known."""
    _, found, _ = names.of_condition(condition)
    if not isinstance(found, Span) or found.empty:
        return [_NOTHING]
    return [Interval(Fraction(found.low), Fraction(found.high), not found.low_open, not found.high_open)]


_NOTHING = Interval(Fraction(0), Fraction(0), low_closed=False, high_closed=False)


def _intervals(test: Test) -> list[Interval]:
    lows = ((test.at_least, True), (test.above, False))
    highs = ((test.at_most, True), (test.below, False))
    found = [Interval(low, None, closed, False) for low, closed in lows if low is not None]
    found += [Interval(None, high, False, closed) for high, closed in highs if high is not None]
    if test.equal is not None:
        found.append(Interval(test.equal, test.equal, True, True))
    return found


def _finite(condition: Condition, structure: Structure) -> _Finite | None:
    """Return a thing with finitely many values, all its values, and those that pass the test."""
    match condition:
        case ItemCondition():
            return _finite_item(condition, structure)
        case FieldCondition(level=LevelTest() as test, field=key):
            levels = structure.levels_of(key) or ()
            names: frozenset[object] = frozenset(level.key for level in levels)
            return (key, "level"), names | {_ABSENT}, test.passing([level.key for level in levels])
        case FieldCondition(status=tuple() as states, field=key):
            universe: frozenset[object] = frozenset(("valid", "provisional", "not_computed"))
            return (key, "status"), universe, frozenset(states)
        case FlagCondition(flag=key, equals=value):
            return (key, "flag"), frozenset((True, False, _ABSENT)), frozenset((value,))
        case ProfileCondition(profile=key, number=None):
            options = structure.attributes[key].options
            values: frozenset[object] = frozenset(option.value for option in options)
            return (key, "profile"), values | {_ABSENT}, frozenset(condition.wanted)
        case _:
            return None


def _finite_item(condition: ItemCondition, structure: Structure) -> _Finite | None:
    """Look at a single choice: its values and the kinds of no answer together are all it can be."""
    item = structure.items[condition.item]
    if not item.kind.chooses_one or (condition.points is not None and item.points is not None):
        return None
    options = structure.options_of(item)
    values: frozenset[object] = frozenset(option.value for option in options)
    states: frozenset[object] = frozenset(("state", state) for state in ITEM_STATES)
    if condition.answered is not None:
        passing = values if condition.answered else states
    elif condition.no_answer is not None:
        passing = frozenset(("state", state) for state in condition.no_answer)
    elif condition.points is not None:
        limits = _intervals(condition.points)
        worth = ((option.value, option.points) for option in options if option.points is not None)
        passing = frozenset(value for value, points in worth if all(points in limit for limit in limits))
    else:
        passing = frozenset(condition.wanted)
    return (item.key, "item"), values | states, passing
