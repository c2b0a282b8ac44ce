"""How far each answer could move a score, so that the search for the next level tries the largest gains first."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor, lcm

from selfcheck_service.core.scoring.aggregation import Gains
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.outlook import fields_below
from selfcheck_service.core.scoring.plan import FieldPlan, Plan
from selfcheck_service.core.scoring.ratio import Ratio, as_fraction
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.trial import Trial


def gains_of(trial: Trial, goal: int, begin: Ratio | None, best: Mapping[int, Target]) -> Gains:
    """Return what the best answer of each item adds, and how much is missing, in one unit.

    Items that do not enter the score add nothing, and where a level begins at no score none does. For a field scored
    from items alone its aggregation knows the gains. Where fields enter they are exact if all of them are sums and
    everything below the field is answered.
    """
    if begin is None:
        return dict.fromkeys(best, 0), 0
    plan, run, field = trial.plan, trial.run, trial.field
    rising = field.better == "higher"
    level = field.level_sets[run.fields[field.index].level_set].levels[goal]
    closed = level.low_closed if rising else level.high_closed
    cut = _cut(field, as_fraction(begin), rising=rising, closed=closed)
    own = field.aggregation.gains(run, trial.outlook.directions, _before(field, cut), best)
    if own is not None:
        return own
    influence, unit = _influence(plan, run, field)
    sign = 1 if rising else -1
    used = as_fraction(run.fields[field.index].exact or (0, 1))
    points = run.points
    gains = {
        index: sign * (worth - (points[index] or 0)) * influence.get(index, 0) for index, (_, worth) in best.items()
    }
    return gains, sign * (cut - used) * unit


def _cut(field: FieldPlan, cut: Fraction, *, rising: bool, closed: bool) -> Fraction:
    """Return the exact score from which on a level is reached that begins at the cut."""
    if field.rounding is None or not field.rounding.before_levels:
        return cut
    # Rounded scores lie on a grid, and each stands for those around it.
    unit, mode = Fraction(1, 10**field.rounding.digits), field.rounding.mode
    steps = ceil(cut / unit) if rising else floor(cut / unit)
    if not closed and steps * unit == cut:
        steps += 1 if rising else -1
    if mode in ("ceiling", "floor"):
        below = rising == (mode == "ceiling")
        return (steps - (1 if rising else -1)) * unit if below else steps * unit
    return steps * unit - (unit / 2 if rising else -unit / 2)


def _before(field: FieldPlan, score: Fraction) -> Fraction:
    """Return the raw score that leads to a score."""
    if field.affine is None:
        return score
    slope, offset, bottom = field.affine
    return (score * bottom - offset) / slope


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
    known: dict[int, tuple[dict[int, int], int]] = {}
    for at in fields_below(plan, [field.index]):
        known[at] = _influence_on(plan, run, plan.fields[at], known)
    return known[field.index]


def _influence_on(
    plan: Plan, run: Run, field: FieldPlan, known: Mapping[int, tuple[dict[int, int], int]]
) -> tuple[dict[int, int], int]:
    """Return the influence on one field; that on its children is known."""
    slope = Fraction(1) if field.affine is None else Fraction(field.affine[0], field.affine[2])
    # Where only trying tells, an order in which to try is enough.
    per_point = slope * (field.aggregation.per_point(run) or Fraction(1, plan.point_denominator))
    parts = [(per_point, {entry.index: entry.weight for entry in field.items})]
    for child in field.fields:
        if run.fields[child.index].passed_on is None:
            continue
        shares, unit = known[child.index]
        parts.append((child.weight * plan.point_denominator * per_point / unit, shares))
    common = lcm(*(factor.denominator for factor, _ in parts))
    influence: dict[int, int] = {}
    for factor, shares in parts:
        scaled = int(factor * common)
        for index, share in shares.items():
            influence[index] = influence.get(index, 0) + scaled * share
    return influence, common
