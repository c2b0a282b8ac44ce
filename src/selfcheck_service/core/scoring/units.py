"""Plans for other numbers of units: a respondent with three teams is evaluated by the plan with three of them.

So nothing in the engine knows of units that somebody does not have; there are none.
"""

from collections.abc import Mapping

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.definition.model import ThematicField, Units
from selfcheck_service.core.scoring.compile import compile_plan
from selfcheck_service.core.scoring.plan import Plan


def with_units(plan: Plan, counts: tuple[int, ...]) -> Plan:
    """Return the plan of the same version for so many units of each field that is repeated, in document order.

    The counts must be possible ones.
    """
    if counts == plan.unit_counts:
        return plan
    units = dict(zip(plan.structure.units, counts, strict=True))
    return plan.family.get(
        counts,
        lambda: compile_plan(plan.questionnaire, definition_hash=plan.definition_hash, units=units, family=plan.family),
    )


def units_of(plan: Plan, key: str) -> Units:
    """Return what a field is repeated for."""
    definition = plan.structure.nodes[key].definition
    if not isinstance(definition, ThematicField) or definition.units is None:
        raise KeyError(key)
    return definition.units


def possible_units(plan: Plan) -> Mapping[str, range]:
    """Return for each field that is repeated the numbers of units that it can have."""
    repeated = ((key, units_of(plan, key)) for key in plan.structure.units)
    return {key: range(units.minimum, units.maximum + 1) for key, units in repeated}


def plan_for(plan: Plan, answers: object, problems: list[Problem]) -> Plan:
    """Return the plan for as many units as the answers name; where they say nothing of a field, for as many as it has.

    Adds a problem for each field that has too few units, too many, or something else than a list of them.
    """
    return with_units(plan, counts_in(plan, answers, problems))


def counts_in(plan: Plan, answers: object, problems: list[Problem]) -> tuple[int, ...]:
    """Return how many units of each field the answers name; possible ones, with a problem for each that is not."""
    if not plan.structure.units or not isinstance(answers, Mapping):
        return plan.unit_counts
    counts = []
    for key, count in zip(plan.structure.units, plan.unit_counts, strict=True):
        given = answers.get(key, [None] * count)
        units, location = units_of(plan, key), pointer("answers", key)
        if not isinstance(given, list | tuple):
            problems.append(Problem(location, "wrong_type", {"expected": "a list", "found": describe(given)}))
            counts.append(count)
            continue
        if not units.minimum <= len(given) <= units.maximum:
            words = {"count": len(given), "minimum": units.minimum, "maximum": units.maximum}
            problems.append(Problem(location, "units_count", words))
        counts.append(min(max(len(given), units.minimum), units.maximum))
    return tuple(counts)
