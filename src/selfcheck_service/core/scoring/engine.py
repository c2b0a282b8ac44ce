"""All numbers of one evaluation, in the order of docs/scoring.md: states, scores, levels, flags, suggestions.

The order is that of every version of the scoring rules; what each step means says the version that a definition names.
"""

from selfcheck_service.core.scoring.plan import Answers, Plan
from selfcheck_service.core.scoring.rules import rules_of
from selfcheck_service.core.scoring.run import FieldRun, Given, Run

_NOT_COMPUTED = FieldRun()


def compute(answers: Answers) -> Run:
    """Return all numbers that follow from the answers, by the indices of their plan."""
    plan = answers.plan
    rules = rules_of(plan)
    run = start_run(plan, answers)
    results = run.fields
    for index in plan.order:
        results[index] = rules.score_field(plan.fields[index], run)
    # Gates and cases may ask for any score, so they come after all of them.
    for index in plan.level_order:
        field = plan.fields[index]
        if field.cases:
            results[index] = rules.decide_case(field, results[index], run)
        if field.gates:
            results[index] = rules.hold_back(field, results[index], run)
    for flag in plan.flags:
        run.flags[flag.key] = flag.when(run)
    return run


def start_run(plan: Plan, given: Given, *, bounds: bool = True) -> Run:
    """Return a run in which the states of all items are settled and nothing is scored yet.

    Without `bounds` nobody will ask what could still be said.
    """
    run = Run(
        given=given,
        states=given.states.copy(),
        values=given.values.copy() if plan.late_items else given.values,
        points=given.points.copy(),
        profile=given.profile,
        fields=[_NOT_COMPUTED] * len(plan.fields),
        flags={},
        bounds=bounds,
    )
    rules_of(plan).settle(plan, run)
    return run
