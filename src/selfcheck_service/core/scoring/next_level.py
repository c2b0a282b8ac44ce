"""What lifts a field: the smallest set of answer changes that reaches the next level.

Where a score is a weighted sum (or mean) of its items, changing an answer adds a fixed amount, so taking the largest
gains first is exact; answers that an unopened gate asks for belong to every solution. Elsewhere (conditional items,
parents with open answers, gates with alternatives) the same search is used and says that it is not exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    Condition,
    EveryCondition,
    ItemCondition,
    Selection,
    SomeCondition,
)
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.levels import hold_back
from selfcheck_service.core.scoring.plan import FieldPlan, Plan
from selfcheck_service.core.scoring.predicates import points_test
from selfcheck_service.core.scoring.ratio import Scaled
from selfcheck_service.core.scoring.run import Answers, FieldRun, Run
from selfcheck_service.core.scoring.scores import score_field
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES


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
        self.rising = field.better == "higher"
        self.below = _fields_below(plan, field)
        self.conditional = any(item.shown_when is not None for item in plan.items)
        self.simple_gates = True
        self.trial = _Trial(plan, run, self.below, conditional=self.conditional)
        self.ladders = {index: ladder for index in field.coverage_items if (ladder := self._ladder(index))}

    def _ladder(self, index: int) -> Sequence[Target]:
        """Return the better answers of an item, the smallest step first."""
        item, state, points = self.plan.items[index], self.run.states[index], self.run.points[index]
        if state != ANSWERED and state not in OPEN_STATES:
            return ()
        steps = item.ladder if self.rising else item.ladder[::-1]
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
                return [{index for index in self._selected(selection) if not self._passes(index, passes)}]
            case SomeCondition(some=selection, points=test):
                passes = points_test(test, self.plan.point_denominator)
                asked = self._selected(selection)
                if any(self._passes(index, passes) for index in asked):
                    return [set()]
                return [{index} for index in asked] or [set()]
            case ItemCondition(item=key, points=test) if test is not None:
                index = self.plan.item_index[key]
                return [set() if self._passes(index, points_test(test, self.plan.point_denominator)) else {index}]
        self.simple_gates = False
        return [set()]

    def _selected(self, selection: Selection) -> list[int]:
        """Return the selected items that are answered or could be; the selection itself is looked up once per plan."""
        plan = self.plan
        indices = plan.selections.get(id(selection))
        if indices is None:
            indices = plan.selections[id(selection)] = plan.names.selected(selection)
        states = self.run.states
        return [index for index in indices if states[index] == ANSWERED or states[index] in OPEN_STATES]

    def _passes(self, index: int, passes: object) -> bool:
        points = self.run.points[index]
        return points is not None and bool(passes(points))  # type: ignore[operator]

    def _grow(self, forced: set[int]) -> dict[int, Target] | None:
        """Return best answers for the forced items and as few others as reach the goal."""
        if any(index not in self.ladders for index in forced):
            return None
        gains = self._gains()
        others = sorted(
            (index for index in self.ladders if index not in forced), key=lambda index: (-gains[index], index)
        )
        ranked = [*sorted(forced), *others]
        fewest = len(forced)
        size = self._guess(ranked, gains, fewest)
        if self._reaches(self._best(ranked[:size])):
            while size > fewest and self._reaches(self._best(ranked[: size - 1])):
                size -= 1
            return self._best(ranked[:size])
        while size < len(ranked):
            size += 1
            if self._reaches(self._best(ranked[:size])):
                return self._best(ranked[:size])
        return None

    def _best(self, indices: list[int]) -> dict[int, Target]:
        return {index: self.ladders[index][-1] for index in indices}

    def _guess(self, ranked: list[int], gains: dict[int, Scaled], fewest: int) -> int:
        """Return how many of the ranked items would do if gains simply added up; the search starts there."""
        level, used = self.field.levels[self.goal], self.run.fields[self.field.index].used
        cut = level.low if self.rising else level.high
        if cut is None or used is None:
            return fewest
        distance = abs(Fraction(cut[0], cut[1]) - Fraction(used[0], used[1])) * self.unit
        for size, index in enumerate(ranked, start=1):
            distance -= gains[index]
            if distance <= 0:
                return max(size, fewest)
        return len(ranked)

    def _lower(self, chosen: dict[int, Target]) -> dict[int, Target]:
        """Take back each change to the smallest step that still reaches the goal, in document order."""
        chosen = dict(sorted(chosen.items()))
        for index in chosen:
            for step in self.ladders[index]:
                if step == chosen[index] or self._reaches({**chosen, index: step}):
                    chosen[index] = step
                    break
        return chosen

    def _reaches(self, changes: dict[int, Target]) -> bool:
        result = self.trial.outcome(changes, self.field)
        if result.level is None:
            return False
        return result.level >= self.goal if self.rising else result.level <= self.goal

    def _gains(self) -> dict[int, Scaled]:
        """Return what the best answer of each candidate adds towards the goal, in units of 1 ÷ `unit` of the score."""
        influence, self.unit = _influence(self.plan, self.run, self.field)
        sign = 1 if self.rising else -1
        points = self.run.points
        if self.field.method.reduce is not None:
            return {index: -sign * (points[index] or ladder[-1][1]) for index, ladder in self.ladders.items()}
        cut = self._needed_raw()
        gains: dict[int, Scaled] = {}
        for index, ladder in self.ladders.items():
            best, worth = ladder[-1][1], points[index]
            entry = next((entry for entry in self.field.items if entry.index == index), None) if worth is None else None
            if entry is not None and cut is not None and entry.weight:
                # A new answer also enters the denominator: what counts is how far it lies beyond the cut.
                gains[index] = sign * (best - cut * entry.base / entry.weight) * influence[index]
            else:
                gains[index] = sign * (best - (worth or 0)) * influence.get(index, 0)
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


def _influence(plan: Plan, run: Run, field: FieldPlan) -> tuple[dict[int, int], int]:
    """Return by how much the score rises per scaled point of each item, as integers over one denominator.

    It depends on the answers only through what takes part; where all do, it is worked out once for the plan.
    """
    complete = all(run.points[index] is not None for index in field.coverage_items)
    found = plan.influences.get(field.index) if complete else None
    if found is None:
        found = _work_out_influence(plan, run, field)
        if complete:
            plan.influences[field.index] = found
    return found


def _work_out_influence(plan: Plan, run: Run, field: FieldPlan) -> tuple[dict[int, int], int]:
    slope = Fraction(1) if field.affine is None else Fraction(field.affine[0], field.affine[2])
    base = Fraction(1)
    if field.method.base is not None:
        taken = sum(entry.base for entry in field.items if run.points[entry.index] is not None)
        taken += sum(entry.base for entry in field.fields if run.fields[entry.index].exact is not None)
        base = Fraction(taken) or base
    per_point = slope * field.factor[0] / (field.factor[1] * base)
    parts: list[tuple[Fraction, dict[int, int]]] = [(per_point, {entry.index: entry.weight for entry in field.items})]
    for child in field.fields:
        shares, unit = _influence(plan, run, plan.fields[child.index])
        parts.append((child.weight * plan.point_denominator * per_point / unit, shares))
    common = lcm(*(factor.denominator for factor, _ in parts))
    influence: dict[int, int] = {}
    for factor, shares in parts:
        scaled = int(factor * common)
        for index, share in shares.items():
            influence[index] = influence.get(index, 0) + scaled * share
    return influence, common


class _Trial:
    """A run in which answers are tried; only the fields that a try touches are computed again."""

    def __init__(self, plan: Plan, run: Run, below: tuple[int, ...], *, conditional: bool) -> None:
        self.plan, self.run, self.below, self.conditional = plan, run, below, conditional
        self.trial = self._restart({}) if conditional else _copy(run)
        self.changes: dict[int, Target] = {}

    def outcome(self, changes: dict[int, Target], field: FieldPlan) -> FieldRun:
        """Return the result of the field with these answers given instead."""
        if self.conditional:
            self.trial = self._restart(changes)
            self._compute(set(self.below))
        else:
            touched = {index for index in (*changes, *self.changes) if changes.get(index) != self.changes.get(index)}
            self._apply(changes, touched)
            fields = self.plan.fields
            self._compute(
                {field.index, *(at for at in self.below if not touched.isdisjoint(fields[at].coverage_items))}
            )
        self.changes = dict(changes)
        return hold_back(field, self.trial.fields[field.index], self.trial)

    def _apply(self, changes: dict[int, Target], touched: set[int]) -> None:
        trial, run = self.trial, self.run
        for index in touched:
            if index in changes:
                trial.states[index] = ANSWERED
                trial.values[index], trial.points[index] = changes[index]
            else:
                trial.states[index] = run.states[index]
                trial.values[index], trial.points[index] = run.values[index], run.points[index]

    def _compute(self, touched: set[int]) -> None:
        for index in self.below:
            if index in touched:
                self.trial.fields[index] = score_field(self.plan, self.plan.fields[index], self.trial)

    def _restart(self, changes: dict[int, Target]) -> Run:
        """Return a run from the answers themselves: what is shown may depend on what is tried."""
        source = self.run.answers
        answers = Answers(
            source.states.copy(), source.values.copy(), source.points.copy(), [], source.profile, source.perspective
        )
        for index, (value, worth) in changes.items():
            answers.states[index] = ANSWERED
            answers.values[index], answers.points[index] = value, worth
        trial = start_run(self.plan, answers)
        trial.fields, trial.flags = list(self.run.fields), self.run.flags
        return trial


def _copy(run: Run) -> Run:
    return replace(
        run, states=run.states.copy(), values=run.values.copy(), points=run.points.copy(), fields=run.fields.copy()
    )
