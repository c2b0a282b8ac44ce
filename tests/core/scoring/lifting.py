"""The next level by trying everything: what the engine says of it must be so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

from selfcheck_service.core.scoring import Answers, Plan
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.next_level import Lift, find_lift
from selfcheck_service.core.scoring.outlook import look_out
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES

Changes = dict[int, tuple[Any, Any]]
# More ways to answer than these are not tried; the case is left out then.
MOST_WAYS = 3000


@dataclass
class Tally:
    """How many results were compared: with changes, without, and how many were too large to try."""

    found: int = 0
    none: int = 0
    left_out: int = 0


def wrong_lifts(plan: Plan, answers: Answers, tally: Tally) -> Iterator[str]:
    """Yield what is wrong with the next levels of all fields."""
    run = compute(answers)
    for field in plan.fields:
        lift = find_lift(plan, run, field)
        if lift is not None:
            yield from _Check(plan, answers, run, field, lift).faults(tally)


@dataclass
class _Check:
    plan: Plan
    answers: Answers
    run: Run
    field: FieldPlan
    lift: Lift

    def faults(self, tally: Tally) -> Iterator[str]:
        changes = self.lift.changes
        if changes is not None and not self.reaches(changes):
            yield f"{self.field.key}: the changes do not reach the level"
            return
        if not self.lift.exact:
            return
        tally.found += changes is not None
        tally.none += changes is None
        smaller = self.smaller(tally)
        if smaller is not None:
            yield f"{self.field.key}: {changes} is not the smallest, {smaller} is enough"
        yield from self.too_high(changes or {})

    def reaches(self, changes: Changes) -> bool:
        """Evaluate everything anew with these answers."""
        given = self.answers
        answers = replace(given, states=bytearray(given.states), values=[*given.values], points=[*given.points])
        for index, (value, points) in changes.items():
            answers.states[index], answers.values[index], answers.points[index] = ANSWERED, value, points
        level = compute(answers).fields[self.field.index].level
        if level is None:
            return False
        return level >= self.lift.level if self.field.better == "higher" else level <= self.lift.level

    def smaller(self, tally: Tally) -> Changes | None:
        """Return a smaller set of changes that reaches the level, whatever it takes."""
        states = (ANSWERED, *OPEN_STATES)
        ways = {
            item.index: [step for step in item.ladder if step[1] != self.run.points[item.index]]
            for item in self.plan.items
            if item.scored and self.run.states[item.index] in states
        }
        largest = len(ways) if self.lift.changes is None else len(self.lift.changes) - 1
        tried = 0
        for size in range(largest + 1):
            for items in combinations(ways, size):
                for chosen in product(*(ways[index] for index in items)):
                    tried += 1
                    if tried > MOST_WAYS:
                        tally.left_out += 1
                        return None
                    changes = dict(zip(items, chosen, strict=True))
                    if self.reaches(changes):
                        return changes
        return None

    def too_high(self, changes: Changes) -> Iterator[str]:
        """Yield each target for which a smaller step does as well, the others given."""
        directions = look_out(self.plan, self.field).directions
        for index, (_, points) in changes.items():
            sign, now = directions[index], self.run.points[index]
            for step in self.plan.items[index].ladder:
                between = (points - step[1]) * sign > 0 and (now is None or (step[1] - now) * sign > 0)
                if between and self.reaches({**changes, index: step}):
                    yield f"{self.field.key}: {step} would do instead of {points}"
