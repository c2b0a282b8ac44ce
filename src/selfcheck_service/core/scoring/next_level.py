"""What lifts a field: the smallest set of answer changes that reaches the next level.

Where a score is a weighted sum (or mean) of its items, changing an answer adds a fixed amount, so taking the largest
gains first is exact; answers that an unopened gate asks for belong to every solution. Elsewhere (conditional items,
parents with open answers, gates with alternatives) the same search is used and says that it is not exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    Condition,
    EveryCondition,
    ItemCondition,
    SomeCondition,
)
from selfcheck_service.core.definition.items import Bins, NumberRule
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.levels import classify
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan, Plan
from selfcheck_service.core.scoring.predicates import Names, points_test
from selfcheck_service.core.scoring.ratio import Scaled
from selfcheck_service.core.scoring.run import Answers, Run
from selfcheck_service.core.scoring.scores import score_field
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES

Target = tuple[object, Scaled]


@dataclass(frozen=True, slots=True)
class Lift:
    """The next better level and the answers that reach it: item index → (value, points); None where none was found."""

    level: int
    changes: dict[int, Target] | None
    exact: bool


def find_lift(plan: Plan, run: Run, field: FieldPlan) -> Lift | None:
    """Return what reaches the next better level, or None where there is no level or no better one."""
    found = run.fields[field.index]
    if found.level is None or field.better == "none":
        return None
    goal = found.level + (1 if field.better == "higher" else -1)
    if not 0 <= goal < len(field.levels):
        return None
    return _Search(plan, run, field, goal).solve()


class _Search:
    """One search; candidates are the shown, applicable items at or below the field that could be worth more."""

    def __init__(self, plan: Plan, run: Run, field: FieldPlan, goal: int) -> None:
        self.plan, self.run, self.field, self.goal = plan, run, field, goal
        self.below = _fields_below(plan, field)
        self.rising = field.better == "higher"
        self.ladders = {index: ladder for index in field.coverage_items if (ladder := self._ladder(index))}
        self.conditional = any(item.shown_when is not None for item in plan.items)
        self.simple_gates = True

    def _ladder(self, index: int) -> list[Target]:
        """Return the better answers of an item, the smallest step first."""
        item, state, points = self.plan.items[index], self.run.states[index], self.run.points[index]
        if state != ANSWERED and state not in OPEN_STATES:
            return []
        steps = sorted(_answers_of(self.plan, item), key=lambda step: step[1], reverse=not self.rising)
        if points is None:
            return steps
        return [step for step in steps if (step[1] > points if self.rising else step[1] < points)]

    def solve(self) -> Lift:
        solutions = []
        for forced in self._forced_sets():
            chosen = self._grow(forced)
            if chosen is not None:
                solutions.append(chosen)
        if not solutions:
            return Lift(self.goal, None, exact=self._is_exact())
        best = min(solutions, key=len)
        return Lift(self.goal, self._lower(best), exact=self._is_exact())

    def _is_exact(self) -> bool:
        plain = all(self.plan.fields[index].method.reduce is None or self.field.index == index for index in self.below)
        open_below = any(self.run.states[index] in OPEN_STATES for index in self.field.coverage_items)
        single = len(self.below) == 1
        rounded = self.field.rounding is not None and self.field.rounding.before_levels
        return plain and self.simple_gates and not self.conditional and (not open_below or (single and not rounded))

    def _forced_sets(self) -> list[set[int]]:
        """Return the sets of items that unopened gates ask for; several where a gate leaves a choice."""
        sets: list[set[int]] = [set()]
        for gate in self.field.gates:
            if gate.level <= self.goal and gate.requires(self.run) is not True:
                sets = [chosen | wanted for chosen in sets for wanted in self._wanted(gate.definition.requires)][:64]
        return sets

    def _wanted(self, condition: Condition) -> list[set[int]]:
        """Return alternative sets of items that must change for the condition to hold."""
        match condition:
            case AllCondition(all_of=parts):
                sets: list[set[int]] = [set()]
                for part in parts:
                    sets = [chosen | wanted for chosen in sets for wanted in self._wanted(part)][:64]
                return sets
            case EveryCondition(every=selection, points=test):
                passes = points_test(test, self.plan.point_denominator)
                return [
                    {
                        index
                        for index in self._asked(self._names().selected(selection))
                        if not self._passes(index, passes)
                    }
                ]
            case SomeCondition(some=selection, points=test):
                passes = points_test(test, self.plan.point_denominator)
                asked = self._asked(self._names().selected(selection))
                if any(self._passes(index, passes) for index in asked):
                    return [set()]
                return [{index} for index in asked] or [set()]
            case ItemCondition(item=key, points=test) if test is not None:
                index = self.plan.item_index[key]
                return [set() if self._passes(index, points_test(test, self.plan.point_denominator)) else {index}]
        self.simple_gates = False
        return [set()]

    def _names(self) -> Names:
        plan = self.plan
        return Names(plan.structure, dict(plan.item_index), dict(plan.field_index), plan.point_denominator)

    def _asked(self, indices: tuple[int, ...]) -> list[int]:
        return [
            index for index in indices if self.run.states[index] == ANSWERED or self.run.states[index] in OPEN_STATES
        ]

    def _passes(self, index: int, passes: object) -> bool:
        points = self.run.points[index]
        return points is not None and bool(passes(points))  # type: ignore[operator]

    def _grow(self, forced: set[int]) -> dict[int, Target] | None:
        """Return best answers for the forced items and as few others as reach the goal."""
        if any(index not in self.ladders for index in forced):
            return None
        chosen = {index: self.ladders[index][-1] for index in sorted(forced)}
        gains = self._gains()
        others = sorted(
            (index for index in self.ladders if index not in forced), key=lambda index: (-gains[index], index)
        )
        if self._reaches(chosen):
            return chosen
        low, high = 0, len(others)
        if not self._reaches(self._with(chosen, others)):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if self._reaches(self._with(chosen, others[:middle])):
                high = middle
            else:
                low = middle
        return self._with(chosen, others[:high])

    def _with(self, chosen: dict[int, Target], others: list[int]) -> dict[int, Target]:
        return {**chosen, **{index: self.ladders[index][-1] for index in others}}

    def _lower(self, chosen: dict[int, Target]) -> dict[int, Target]:
        """Take back each change to the smallest step that still reaches the goal, in document order."""
        for index in sorted(chosen):
            for step in self.ladders[index]:
                trial = {**chosen, index: step}
                if self._reaches(trial):
                    chosen = trial
                    break
        return dict(sorted(chosen.items()))

    def _reaches(self, changes: dict[int, Target]) -> bool:
        trial = self._trial(changes)
        for index in self.below:
            trial.fields[index] = score_field(self.plan, self.plan.fields[index], trial)
        result = replace(trial.fields[self.field.index])
        classify(self.field, result, trial)
        if result.level is None:
            return False
        return result.level >= self.goal if self.rising else result.level <= self.goal

    def _trial(self, changes: dict[int, Target]) -> Run:
        """Return a run in which these answers are given; items below may be shown or hidden by them."""
        run = self.run
        source = run.answers
        states = source.states if self.conditional else run.states
        points = source.points if self.conditional else run.points
        answers = Answers(states.copy(), source.values.copy(), points.copy(), [], source.profile, source.perspective)
        for index, (value, worth) in changes.items():
            answers.states[index] = ANSWERED
            answers.values[index] = value
            answers.points[index] = worth
        if self.conditional:
            trial = start_run(self.plan, answers)
            trial.fields = list(run.fields)
            trial.flags = run.flags
            return trial
        return Run(answers, answers.states, answers.values, answers.points, run.profile, list(run.fields), run.flags)

    def _gains(self) -> dict[int, Fraction]:
        """Return what the best answer of each candidate adds, in the direction of the goal."""
        influence = _influence(self.plan, self.run, self.field)
        cut = self._needed_raw()
        sign = 1 if self.rising else -1
        gains = {}
        entries = {entry.index: entry for entry in self.field.items}
        for index, ladder in self.ladders.items():
            best, points = Fraction(ladder[-1][1]), self.run.points[index]
            if self.field.method.reduce is not None:
                gains[index] = -sign * Fraction(points if points is not None else best)
            elif points is None and index in entries and cut is not None:
                entry = entries[index]
                # A new answer also enters the denominator: what counts is how far it lies beyond the cut.
                gains[index] = (
                    sign * (entry.weight * best - cut * Fraction(entry.base)) * influence[index] / (entry.weight or 1)
                )
            else:
                gains[index] = sign * (best - (points if points is not None else 0)) * influence.get(index, Fraction(0))
        return gains

    def _needed_raw(self) -> Fraction | None:
        """Return the quotient of scaled sums at which the goal begins."""
        level = self.field.levels[self.goal]
        bound = level.low if self.rising else level.high
        if bound is None:
            return None
        raw = Fraction(bound[0], bound[1])
        if self.field.affine is not None:
            slope, offset, bottom = self.field.affine
            raw = (raw * bottom - offset) / slope
        return raw * self.field.factor[1] / self.field.factor[0]


def _fields_below(plan: Plan, field: FieldPlan) -> tuple[int, ...]:
    """Return the field and all whose scores enter it, in the order of calculation."""
    wanted = {field.index}
    waiting = [field]
    while waiting:
        for entry in waiting.pop().fields:
            if entry.index not in wanted:
                wanted.add(entry.index)
                waiting.append(plan.fields[entry.index])
    return tuple(index for index in plan.order if index in wanted)


def _influence(plan: Plan, run: Run, field: FieldPlan) -> dict[int, Fraction]:
    """Return by how much the score of the field rises per scaled point of each item, as its sums stand now."""
    slope = Fraction(1) if field.affine is None else Fraction(field.affine[0], field.affine[2])
    base = Fraction(1)
    if field.method.base is not None:
        taken = [Fraction(entry.base) for entry in field.items if run.points[entry.index] is not None]
        taken += [Fraction(entry.base) for entry in field.fields if run.fields[entry.index].exact is not None]
        base = sum(taken, Fraction(0)) or Fraction(1)
    per_point = slope * field.factor[0] / (field.factor[1] * base)
    influence: dict[int, Fraction] = {}
    for entry in field.items:
        influence[entry.index] = influence.get(entry.index, Fraction(0)) + entry.weight * per_point
    for child in field.fields:
        share = child.weight * plan.point_denominator * per_point
        for index, value in _influence(plan, run, plan.fields[child.index]).items():
            influence[index] = influence.get(index, Fraction(0)) + share * value
    return influence


def _answers_of(plan: Plan, item: ItemPlan) -> Iterator[Target]:
    """Yield the answers of an item that a change may lead to, with their points."""
    definition = item.definition
    if definition.type == "multiple_choice":
        yield from _selections(plan, item)
    elif definition.number is not None:
        yield from _numbers(plan, definition.number)
    else:
        for value, (points, _) in item.choices.items():
            if points is not None:
                yield value, points


def _numbers(plan: Plan, rule: NumberRule) -> Iterator[Target]:
    """Yield the ends of the range, or for each bin one end that the range contains."""
    if not isinstance(rule.points, Bins):
        for end in (rule.range.low, rule.range.high):
            if end is not None and end in rule.range:
                yield end, end * plan.point_denominator
        return
    for entry in rule.points.bins:
        part = entry.range.intersect(rule.range)
        ends = [end for end in (part.low, part.high) if end is not None and end in part]
        if ends:
            yield ends[0], entry.points * plan.point_denominator


def _selections(plan: Plan, item: ItemPlan) -> Iterator[Target]:
    """Yield for each possible number of ticks the selections with the most and the fewest points."""
    rule = item.definition.multiple_choice
    counted = rule is not None and rule.points_from == "count"
    fewest = rule.minimum_selected if rule is not None else 0
    most = rule.maximum_selected if rule is not None and rule.maximum_selected is not None else len(item.choices)
    exclusive = {option.value for option in item.definition.options or () if option.exclusive}
    worth = {value: Fraction(points or 0) for value, (points, _) in item.choices.items() if value not in exclusive}
    ranked = sorted(worth, key=lambda value: -worth[value])
    for size in range(fewest, min(most, len(ranked)) + 1):
        for ticked in (ranked[:size], ranked[len(ranked) - size :]):
            chosen = tuple(value for value in item.choices if value in ticked)
            yield (
                chosen,
                size * plan.point_denominator if counted else sum((worth[value] for value in chosen), Fraction(0)),
            )
