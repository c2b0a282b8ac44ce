"""What can be known about lifting a field before anybody has answered: which items matter, and in which direction.

For a given set of items that are answered anew, the score and the conditions of most gates only ever rise (or only
ever fall) with the points of each of them. Where that is so for all of them, the best answers of a set decide whether
the set reaches a level at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from selfcheck_service.core.definition.conditions import (
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    ItemCondition,
    ShareCondition,
    SomeCondition,
    Test,
    ValueCondition,
    walk_tests,
)
from selfcheck_service.core.definition.expressions.bound import references_in
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.scope import bind_in_condition
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring.aggregation import ItemEntryPlan
from selfcheck_service.core.scoring.named_values import FIELD_ROLES, ITEM_ROLES
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan, Plan
from selfcheck_service.core.scoring.predicates import compile_condition
from selfcheck_service.core.scoring.run import Predicate

_UP, _DOWN, _NEITHER = 1, -1, 0


@dataclass(slots=True)
class Outlook:
    """What matters for lifting a field.

    `below` are the field and those whose scores enter it, `fields` also those that gates and requirements ask for; both
    in the order of calculation. `directions` tells for each item that matters whether more (1) or fewer (-1) points are
    better. `monotone`: no item is pulled both ways. `growing`: more answers never close a gate. `linear`: at most one
    quotient, quotients whose denominators are fixed once everything is answered, or one entry that decides.
    `conditional`: what is shown, or what an item comes to, may depend on what is changed. `work`: how many items and
    entries of expressions a trial looks at. `by_value` are items without
    points of their own: their directions are those of their values.
    """

    below: tuple[int, ...]
    fields: tuple[int, ...] = ()
    directions: dict[int, int] = field(default_factory=dict)
    monotone: bool = True
    growing: bool = True
    linear: bool = True
    conditional: bool = False
    work: int = 0
    by_value: set[int] = field(default_factory=set)
    predicates: dict[int, Predicate] = field(default_factory=dict)

    def ask(self, indices: Sequence[int]) -> None:
        """Note that it matters whether these items are answered."""
        for index in indices:
            self.directions.setdefault(index, _UP)

    def predicate(self, plan: Plan, condition: Condition) -> Predicate:
        """Return a part of a gate's condition as a function of a run, compiled once."""
        found = self.predicates.get(id(condition))
        if found is None:
            found = self.predicates[id(condition)] = compile_condition(condition, plan.names)
        return found

    def pull(self, index: int, direction: int) -> None:
        """Note that an item is better with more, or with fewer, points."""
        known = self.directions.setdefault(index, direction or _UP)
        self.monotone = self.monotone and known == direction

    def pull_beside(self, item: ItemPlan, direction: int) -> None:
        """Note that something follows from an item; what else pulls at it goes first."""
        self.directions.setdefault(item.index, direction)
        if not item.scored:
            self.by_value.add(item.index)


def look_out(plan: Plan, target: FieldPlan) -> Outlook:
    """Return what matters for lifting the field; it is worked out once."""
    found: Outlook | None = plan.outlooks.get(target.index)
    if found is None:
        found = plan.outlooks[target.index] = _look_out(plan, target)
    return found


def _look_out(plan: Plan, target: FieldPlan) -> Outlook:
    below = fields_below(plan, [target.index])
    outlook = Outlook(below)
    towards = _UP if target.better == "higher" else _DOWN
    for index, direction in _pulls(plan, target, towards):
        outlook.pull(index, direction)
    asked: list[int] = [target.index]
    for gate in target.gates:
        for _, test, wanted in walk_tests(gate.definition.requires):
            _read_test(plan, test, _UP if wanted else _DOWN, outlook, asked)
    outlook.fields = fields_needed(plan, asked)
    # What a score requires may be lost by an answer that raises it; what stands beside the entries, only trying tells.
    for at in outlook.fields:
        one = plan.fields[at]
        outlook.ask(one.beside)
        outlook.monotone = outlook.monotone and one.requires is None and not one.beside
    alone = len(below) == 1
    ways = [plan.fields[at].aggregation for at in below]
    outlook.linear = all(way.adds_up or (alone and way.adds_up_alone) for way in ways) and not any(
        plan.fields[at].transform is not None
        or (at != target.index and (rounding := plan.fields[at].rounding) is not None and rounding.before_aggregation)
        for at in below
    )
    outlook.linear = _pull_through(plan, outlook) and outlook.linear
    matter = [plan.items[index] for index in outlook.directions]
    outlook.conditional = any(item.shown_when is not None or item.late is not None for item in matter)
    outlook.work = len(plan.items) + sum(plan.fields[at].work for at in outlook.fields)
    outlook.work += plan.work_to_settle if outlook.conditional else 0
    return outlook


def _pull_through(plan: Plan, outlook: Outlook) -> bool:
    """Let what matters pull at the answers it follows from; tell whether nothing follows from others."""
    if not plan.late_items:
        return True
    spans = NamedSpans(plan.structure, ScoreSpans(plan.structure))
    settled = True
    # Whoever is named stands before, so it is reached later on this way.
    for item in reversed(plan.late_items):
        direction = outlook.directions.get(item.index)
        if direction is None or item.late is None:
            continue
        settled = False
        if item.index not in plan.pulls:
            plan.pulls[item.index] = tuple(item.late.pulled(spans.of))
        for reference, way in plan.pulls[item.index]:
            if reference.role in ITEM_ROLES:
                outlook.pull_beside(plan.items[plan.item_index[reference.key]], direction * way or direction)
            elif reference.role == "own_points" and way:
                outlook.directions[item.index] = direction * way
    return settled


def fields_below(plan: Plan, starts: Sequence[int]) -> tuple[int, ...]:
    """Return the fields and all whose scores enter them, in the order of calculation."""
    return _closed(plan, starts, lambda field: [entry.index for entry in field.fields])


def fields_needed(plan: Plan, starts: Sequence[int]) -> tuple[int, ...]:
    """Return the fields and all that have to be known for them, in the order of calculation."""
    return _closed(plan, starts, lambda field: field.needs)


def _closed(plan: Plan, starts: Sequence[int], following: Callable[[FieldPlan], Iterable[int]]) -> tuple[int, ...]:
    wanted, waiting = set(starts), list(starts)
    while waiting:
        for index in following(plan.fields[waiting.pop()]):
            if index not in wanted:
                wanted.add(index)
                waiting.append(index)
    return tuple(index for index in plan.order if index in wanted)


def _pulls(plan: Plan, target: FieldPlan, towards: int) -> Iterator[tuple[int, int]]:
    """Yield for each item below the field in which direction its points move the field towards the goal."""
    directions: dict[int, int] = {target.index: towards}
    for at in reversed(fields_below(plan, [target.index])):
        one = plan.fields[at]
        for entry, direction in one.aggregation.pulls():
            here = directions[at] * one.slope * direction
            if isinstance(entry, ItemEntryPlan):
                yield entry.index, here
            elif directions.setdefault(entry.index, here) != here:
                directions[entry.index] = _NEITHER


def _read_test(plan: Plan, condition: Condition, sign: int, outlook: Outlook, asked: list[int]) -> None:
    """Note which items and fields a test in the condition of a gate asks for, and in which direction."""
    match condition:
        case FieldCondition(field=key):
            asked.append(plan.field_index[key])
            outlook.monotone = outlook.monotone and condition.score is None
            # Coverage and status depend on which items are answered, not on what they are worth.
            outlook.ask(plan.fields[plan.field_index[key]].coverage_items)
            rising = condition.coverage is not None and sign * direction_of(condition.coverage) == _UP
            outlook.growing = outlook.growing and rising
        case ItemCondition(item=key):
            _pull_all([plan.item_index[key]], condition, sign, outlook)
        case EveryCondition(every=selection, points=test) | SomeCondition(some=selection, points=test):
            for index in plan.selected(selection):
                outlook.pull(index, sign * direction_of(test))
        case CountCondition(count=selection) | ShareCondition(share=selection):
            _pull_all(plan.selected(selection), condition, sign * direction_of(condition.passes), outlook)
        case ValueCondition():
            _ask_names(plan, condition, outlook, asked)
        case _:
            # The profile is what it is, and gates ask for no flags.
            pass


def _ask_names(plan: Plan, condition: ValueCondition, outlook: Outlook, asked: list[int]) -> None:
    """Note that the items and fields matter which an expression names; in which direction, only trying tells."""
    for found in references_in(bind_in_condition(condition, plan.structure)):
        if found.role in FIELD_ROLES:
            asked.append(plan.field_index[found.key])
            outlook.ask(plan.fields[plan.field_index[found.key]].coverage_items)
        elif found.role in ITEM_ROLES:
            outlook.ask([plan.item_index[found.key]])
    outlook.monotone = outlook.growing = False


def _pull_all(
    indices: Sequence[int], condition: ItemCondition | CountCondition | ShareCondition, sign: int, outlook: Outlook
) -> None:
    """Note what an item test asks of items: of their points, or only whether they are answered."""
    if condition.points is not None:
        for index in indices:
            outlook.pull(index, sign * direction_of(condition.points))
        return
    outlook.ask(indices)
    outlook.monotone = outlook.monotone and (condition.answered is not None or condition.no_answer is not None)
    wants_answers = condition.answered is True if sign > 0 else condition.answered is False or condition.no_answer
    outlook.growing = outlook.growing and bool(wants_answers)


def direction_of(test: Test) -> int:
    """Tell whether more (1) or fewer (-1) points pass the test more easily; 0 where neither is so."""
    lower = test.at_least is not None or test.above is not None
    upper = test.at_most is not None or test.below is not None
    if test.equal is not None or lower == upper:
        return _NEITHER
    return _UP if lower else _DOWN
