"""Cohort values: what an expression comes to over many evaluations (docs/scoring.md, section 11)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.definition import Structure
from selfcheck_service.core.definition.cohort import CohortValue
from selfcheck_service.core.definition.everybody import Everybody, everybody_in
from selfcheck_service.core.definition.expressions.binding import bind_checked
from selfcheck_service.core.definition.expressions.bound import references_in
from selfcheck_service.core.definition.expressions.evaluation import compile_expression
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.named_values import Getter, getter_of
from selfcheck_service.core.scoring.plan import Answers, Plan
from selfcheck_service.core.scoring.run import Run

_Lists = dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class CohortResult:
    """One cohort value: the number, from how many people it is, and how many of them all had something missing.

    `value` is None where fewer people have a value than the definition asks for (`minimum_answered`), or where the
    expression has none (`formula_undefined`).
    """

    key: str
    value: Fraction | None
    people: int
    left_out: int
    reason: Literal["minimum_answered", "formula_undefined"] | None = None


def cohort_results(plan: Plan, everybody: Iterable[Answers]) -> tuple[CohortResult, ...]:
    """Return the cohort values of a questionnaire over the answers of many people, in document order."""
    names = everybody_in(plan.structure)
    found = [_Gathering(plan.structure, names, value) for value in plan.questionnaire.cohort]
    for answers in everybody:
        run = compute(answers)
        for gathering in found:
            gathering.add(run, answers.plan)
    return tuple(gathering.result() for gathering in found)


class _Gathering:
    """What one cohort value needs of each person; who has nothing to say to one of its names takes no part."""

    def __init__(self, structure: Structure, names: Everybody, value: CohortValue) -> None:
        self.value, self.structure = value, structure
        bound = bind_checked(value.value, names, Kind.NUMBER)
        named = dict.fromkeys(reference for reference in references_in(bound) if reference.role == "everybody")
        self.keys = [reference.key for reference in named]
        self.named = [names.of_one(reference) for reference in named]
        # Where things stand in a run depends on how many units there are.
        self.getters: dict[tuple[int, ...], list[Getter]] = {}
        self.evaluate = compile_expression(bound, self._getter)
        self.rows: list[tuple[Value, ...]] = []
        self.left_out = 0

    def _getter(self, reference: Reference) -> Callable[[_Lists], Value]:
        if reference.role == "constant":
            number = simplest(self.structure.constants[reference.key])
            return lambda _lists: number
        return lambda lists: lists[reference.key]

    def add(self, run: Run, plan: Plan) -> None:
        getters = self.getters.get(plan.unit_counts)
        if getters is None:
            getters = self.getters[plan.unit_counts] = [getter_of(one, plan.names) for one in self.named]
        row = tuple(getter(run) for getter in getters)
        if None in row:
            self.left_out += 1
        else:
            self.rows.append(row)

    def result(self) -> CohortResult:
        people = len(self.rows)
        if people < self.value.minimum_answered:
            return CohortResult(self.value.key, None, people, self.left_out, "minimum_answered")
        lists = {key: tuple(row[place] for row in self.rows) for place, key in enumerate(self.keys)}
        found = self.evaluate(lists)
        if isinstance(found, int | Fraction):
            return CohortResult(self.value.key, Fraction(found), people, self.left_out)
        return CohortResult(self.value.key, None, people, self.left_out, "formula_undefined")
