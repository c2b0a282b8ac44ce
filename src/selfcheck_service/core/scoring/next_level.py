"""What lifts a field: the smallest set of answer changes that reaches the next level.

A set of items reaches a level if their best answers do (see `outlook`). Where a score is one quotient of sums, or
everything is answered, answers add up, so the largest gains come first and no other set of that size does better; items
that an unopened gate asks for belong to every set. Elsewhere the same search is used, all smaller sets are tried where
they are few, and the result says whether a smaller one could have been missed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    EveryCondition,
    ItemCondition,
    ProfileCondition,
    Selection,
    SomeCondition,
    Test,
)
from selfcheck_service.core.scoring.gains import gains_of
from selfcheck_service.core.scoring.ladder import Target, ladder_of_values
from selfcheck_service.core.scoring.outlook import look_out
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan, Plan
from selfcheck_service.core.scoring.predicates import points_test
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES
from selfcheck_service.core.scoring.trial import Changes, Trial

# How many sets of items an unopened gate may leave to choose from, and how many smaller sets are tried one by one.
_MOST_ALTERNATIVES = 32
_MOST_SETS = 64
# Beyond so many fields below a field every try takes too long.
_MOST_FIELDS = 100
# A try takes time in proportion to what it looks at; a very long questionnaire gets fewer, or others would be kept
# waiting.
_MOST_EFFORT = 200_000
_FEWEST_TRIALS = 24
# At most half of the tries, and at most so many, may go by before anything is found that reaches the goal.
_MOST_IN_VAIN = 300
_Sets = list[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Lift:
    """The next better level, the score at which it begins (None where gates alone decide), and what reaches it.

    `changes` is item index → (value, points), or None where nothing was found.
    """

    level: int
    cut: Ratio | None
    changes: Changes | None
    exact: bool


def find_lift(plan: Plan, run: Run, field: FieldPlan) -> Lift | None:
    """Return what reaches the next better level, or None where there is no level, no better one, or cases decide."""
    found = run.fields[field.index]
    if found.level is None or field.better == "none" or field.cases:
        return None
    goal = found.level + (1 if field.better == "higher" else -1)
    level_set = field.level_sets[found.level_set]
    if not 0 <= goal < len(level_set.levels):
        return None
    cut = level_set.levels[goal].low if field.better == "higher" else level_set.levels[goal].high
    if cut is None and not (level_set.by_gates and field.better == "higher"):
        return None
    if len(look_out(plan, field).fields) > _MOST_FIELDS:
        return Lift(goal, cut, None, exact=False)
    search = _Search(plan, run, field, goal, cut)
    lift = search.solve()
    run.effort -= search.trial.count * search.outlook.work
    return lift


def steps_from(item: ItemPlan, points: Scaled | None, direction: int) -> Sequence[Target]:
    """Return the answers of an item that are better than these points, the smallest step first."""
    return steps_along(item.ladder, points, direction)


def steps_along(ladder: Sequence[Target], points: Scaled | None, direction: int) -> Sequence[Target]:
    """Return the steps of a ladder that lie beyond these points, the smallest step first."""
    if direction > 0:
        return ladder if points is None else ladder[bisect_right(ladder, points, key=_points_of) :]
    return ladder[::-1] if points is None else ladder[: bisect_left(ladder, points, key=_points_of)][::-1]


def _points_of(step: Target) -> Scaled:
    return step[1]


class _Search:
    """One search; candidates are the items that matter, can be answered and could be better."""

    def __init__(self, plan: Plan, run: Run, field: FieldPlan, goal: int, cut: Ratio | None) -> None:
        self.plan, self.run, self.field, self.goal, self.cut = plan, run, field, goal, cut
        self.rising = field.better == "higher"
        self.outlook = look_out(plan, field)
        wanted = max(_FEWEST_TRIALS, _MOST_EFFORT // self.outlook.work)
        self.most_trials = min(wanted, run.effort // self.outlook.work)
        self.trial = Trial(plan, run, field, self.outlook)
        self.ladders = {
            index: steps
            for index, direction in self.outlook.directions.items()
            if self._can_change(index) and (steps := self._steps(plan.items[index], direction))
        }
        self.exact = self.outlook.monotone and not self.outlook.conditional
        self.exact = self.exact and all(plan.items[index].ladder_ends for index in self.outlook.directions)
        # Where lower is better, a gate that closes leads to the goal as well; that is not looked for.
        self.exact = self.exact and (self.rising or all(gate.level > goal + 1 for gate in field.gates))
        # Whether gains add up, so that the largest ones first is the best there is.
        self.adding = (
            self.outlook.linear
            and self.outlook.growing
            and (not field.fields or not any(run.states[index] in OPEN_STATES for index in field.coverage_items))
        )

    def _steps(self, item: ItemPlan, direction: int) -> Sequence[Target]:
        """Return the answers of an item that could be better, the smallest step first."""
        value, points = self.run.values[item.index], self.run.given.points[item.index]
        if item.index in self.outlook.by_value:
            number = value if isinstance(value, int | Fraction) else None
            options = self.plan.structure.options_of(item.definition)
            ladder = ladder_of_values(item.definition, options) if item.definition.kind.asked else ()
            return steps_along(ladder, number, direction)
        # Where points follow from more than the answer, those of the answer alone are compared.
        return steps_from(item, self.run.points[item.index] if item.late is None else points, direction)

    def _can_change(self, index: int) -> bool:
        state = self.run.states[index]
        return state == ANSWERED or state in OPEN_STATES

    def solve(self) -> Lift:
        best = {index: steps[-1] for index, steps in self.ladders.items()}
        chosen = self._try_sets_of_gates(best)
        if self.exact and not self.adding:
            chosen = self._try_smaller_sets(best, chosen)
        if chosen is None:
            return Lift(self.goal, self.cut, None, exact=self.exact)
        return Lift(self.goal, self.cut, self._lower(chosen), exact=self.exact)

    def _try_sets_of_gates(self, best: Changes) -> Changes | None:
        """Return the fewest best answers found that open the gates and reach the score."""
        gains, missing = gains_of(self.trial, self.goal, self.cut, best)
        found: Changes | None = None
        for forced in self._forced_sets():
            if not forced <= best.keys():
                continue
            others = sorted(best.keys() - forced, key=lambda index: (-gains[index], index))
            left = missing - sum(gains[index] for index in forced)
            start = {index: best[index] for index in sorted(forced)}
            chosen = self._grow(start, [(index, gains[index]) for index in others], left, best)
            if chosen is not None and (found is None or len(chosen) < len(found)):
                found = chosen
        return found

    def _grow(self, start: Changes, others: list[tuple[int, Scaled]], missing: Scaled, best: Changes) -> Changes | None:
        """Return the changes to start with and as few others as reach the goal, the largest gains first."""
        helpful = [(index, gain) for index, gain in others if gain > 0 or not self.adding]
        size = 0
        while size < len(helpful) and missing > 0:
            missing -= helpful[size][1]
            size += 1
        order = [index for index, _ in helpful]
        if self.adding and missing < 0:
            # What adds up to more than enough and does not reach the goal is held back by a gate that stays closed.
            order = order[:size]

        def taken(count: int) -> Changes:
            return {**start, **{index: best[index] for index in order[:count]}}

        if self._reaches(taken(size)):
            while size and self._reaches(taken(size - 1)):
                size -= 1
            return taken(size)
        while size < len(order) and self._may_go_on():
            size += 1
            if self._reaches(taken(size)):
                return taken(size)
        return None

    def _may_go_on(self) -> bool:
        """Tell whether more may be tried in vain; where not, the result cannot be exact."""
        may = self.trial.count < min(_MOST_IN_VAIN, self.most_trials // 2)
        self.exact = self.exact and may
        return may

    def _forced_sets(self) -> _Sets:
        """Return the sets of items one of which every solution contains, because an unopened gate asks for them."""
        sets: _Sets = [frozenset()]
        for gate in self.field.gates:
            if self.rising and gate.level <= self.goal and gate.requires(self.run) is not True:
                sets = self._join(sets, self._wanted(gate.definition.requires))
        return sets

    def _join(self, sets: _Sets, others: _Sets) -> _Sets:
        """Return every union of one of these and one of those, the smallest first."""
        unions = sorted(
            {one | other for one in sets for other in others}, key=lambda found: (len(found), sorted(found))
        )
        if len(unions) > _MOST_ALTERNATIVES:
            self.exact = False
        return unions[:_MOST_ALTERNATIVES]

    def _wanted(self, condition: Condition) -> _Sets:
        """Return alternative sets of items that must change for the condition to hold."""
        if self.outlook.predicate(self.plan, condition)(self.run) is True:
            return [frozenset()]
        if isinstance(condition, AllCondition):
            sets: _Sets = [frozenset()]
            for part in condition.all_of:
                sets = self._join(sets, self._wanted(part))
            return sets
        if isinstance(condition, AnyCondition):
            return self._join([frozenset()], [wanted for part in condition.any_of for wanted in self._wanted(part)])
        return self._wanted_by_test(condition)

    def _wanted_by_test(self, condition: Condition) -> _Sets:
        match condition:
            case EveryCondition(every=selection, points=test):
                return [frozenset(index for index in self._asked(selection) if not self._passes(index, test))]
            case SomeCondition(some=selection):
                return [frozenset({index}) for index in self._asked(selection)]
            case ItemCondition(item=key, points=points, answered=answered) if points is not None or answered:
                return [frozenset({self.plan.item_index[key]})]
            case ProfileCondition():
                return []
            case _:
                # Some answers may give what is asked for; which ones, only trying tells.
                self.adding = False
                return [frozenset()]

    def _asked(self, selection: Selection) -> list[int]:
        """Return the selected items that are answered or could be."""
        return [index for index in self.plan.selected(selection) if self._can_change(index)]

    def _passes(self, index: int, test: Test) -> bool:
        points = self.run.points[index]
        return points is not None and points_test(test, self.plan.point_denominator)(points)

    def _try_smaller_sets(self, best: Changes, chosen: Changes | None) -> Changes | None:
        """Return the first of all smaller sets that reaches the goal; where they are too many, exactness is lost."""
        largest = len(best) if chosen is None else len(chosen) - 1
        if sum(comb(len(best), size) for size in range(1, largest + 1)) > _MOST_SETS:
            self.exact = False
            return chosen
        for size in range(1, largest + 1):
            for indices in combinations(sorted(best), size):
                changes = {index: best[index] for index in indices}
                if self._reaches(changes):
                    return changes
        return chosen

    def _lower(self, chosen: Changes) -> Changes:
        """Take back each change to the smallest step that still reaches the goal, in document order."""
        chosen = dict(sorted(chosen.items()))
        for index in chosen:
            steps = self.ladders[index]
            # The last step reaches it; whatever is halved away below did not.
            low, high = 0, len(steps) - 1
            while low < high:
                middle = (low + high) // 2
                if self._reaches({**chosen, index: steps[middle]}):
                    high = middle
                else:
                    low = middle + 1
            chosen[index] = steps[high]
        return chosen

    def _reaches(self, changes: Changes) -> bool:
        """Tell whether these answers reach the goal; when nothing may be tried any more, what was found has to do."""
        if self.trial.count >= self.most_trials:
            self.exact = False
            return False
        result = self.trial.outcome(changes)
        if result.level is None:
            # A score beyond every level: more is not always better.
            self.exact = self.exact and result.used is None
            return False
        return result.level >= self.goal if self.rising else result.level <= self.goal
