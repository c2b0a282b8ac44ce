"""Goals for the solver: worlds in which somebody answered otherwise than in the true one. What has none is certain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from attack.counting import At
from attack.measures import Histogram, Subject
from attack.solver import Joint
from attack.solving import new_solver

World = dict[At, Histogram]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a world is wanted for: that fewer than `count` gave an answer, or that it was not exactly one."""

    at: At
    place: int
    wanted: Literal["fewer", "not_one"]
    count: int = 1

    def words(self, subject: Subject) -> str:
        """Return what is certain where no world reaches this goal."""
        where = f"{subject.words(self.place)} to {self.at[1]} in block {self.at[0] + 1}"
        if self.wanted == "not_one":
            return f"exactly one person surely gave {where}"
        return f"all whose answer the reader did not know surely gave {where}"


@dataclass(frozen=True, slots=True)
class Known:
    """What one who took part knows of their block: somebody gave each of these answers, by the keys of the items."""

    block: int
    answers: Mapping[str, int]


def goals_outside(true: Mapping[At, Histogram]) -> Iterator[Goal]:
    """Yield what is wanted where somebody outside reads the release."""
    for at, histogram in true.items():
        for place, count in enumerate(histogram):
            if count == sum(histogram):
                yield Goal(at, place, "fewer", count)
            if count == 1:
                yield Goal(at, place, "not_one")


def goals_of(known: Known, true: Mapping[At, Histogram]) -> Iterator[Goal]:
    """Yield what is wanted where one who took part reads it: that the others did not all give the same answer."""
    for at, histogram in true.items():
        own = known.answers.get(at[1]) if at[0] == known.block else None
        others = [count - (place == own) for place, count in enumerate(histogram)]
        for place, count in enumerate(others):
            if count == sum(others) and count:
                yield Goal(at, place, "fewer", histogram[place])


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the solver says: a world and the goals it reaches; None where it has none, or none within its time."""

    world: World | None
    reached: frozenset[Goal]
    certain: bool


def missed(
    joint: Joint, goals: Sequence[Goal], known: Known | None = None
) -> tuple[World | None, list[tuple[Goal, bool]]]:
    """Return a world that reaches as many goals as one can, and the goals that no world reaches at all.

    Beside each of these stands whether that is certain, and not just undecided within the time.
    """
    # Mostly one world reaches them all.
    world = _ask(joint, goals, known, all_of_them=True).world
    if world is not None:
        return world, []
    most = _ask(joint, goals, known, all_of_them=False)
    left = [(goal, _ask(joint, [goal], known, all_of_them=True)) for goal in goals if goal not in most.reached]
    return most.world, [(goal, answer.certain) for goal, answer in left if answer.world is None]


def _ask(joint: Joint, goals: Sequence[Goal], known: Known | None, *, all_of_them: bool) -> _Answer:
    """Return a world that reaches all goals, or one that reaches as many of them as can be."""
    model = joint.model.clone()
    if known is not None:
        for key, place in known.answers.items():
            model.add(joint.counts[known.block, key][place] >= 1)
    reached = [_reach(model, joint, goal) for goal in goals]
    if all_of_them:
        model.add_bool_and(reached)
    else:
        model.maximize(sum(reached))
    solver = new_solver()
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _Answer(None, frozenset(), status == cp_model.INFEASIBLE)
    world = {at: tuple(solver.value(count) for count in counts) for at, counts in joint.counts.items()}
    there = frozenset(goal for goal, variable in zip(goals, reached, strict=True) if solver.value(variable))
    return _Answer(world, there, certain=False)


def _reach(model: cp_model.CpModel, joint: Joint, goal: Goal) -> cp_model.IntVar:
    """Return what is true in worlds that reach the goal only."""
    there = model.new_bool_var("")
    count = joint.counts[goal.at][goal.place]
    if goal.wanted == "fewer":
        model.add(count <= goal.count - 1).only_enforce_if(there)
    else:
        more = model.new_bool_var("")
        model.add(count >= 2).only_enforce_if(there, more)
        model.add(count == 0).only_enforce_if(there, ~more)
    return there
