"""How far each answer could move a score, so that the search for the next level tries the largest gains first."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor, lcm

from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.outlook import Outlook, fields_below
from selfcheck_service.core.scoring.plan import FieldPlan, ItemEntryPlan, Plan
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, as_fraction
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.trial import Trial

Gains = Mapping[int, Scaled]
_HARDLY = Fraction(1, 10**6)


def gains_of(trial: Trial, goal: int, begin: Ratio, best: Mapping[int, Target]) -> tuple[Gains, Scaled]:
    """Return what the best answer of each item adds, and how much is missing, in one unit.

    Items that do not enter the score add nothing. For a field scored from items alone the numbers are exact: an answer
    that is new enters the denominator too, so what counts is how far it lies beyond the cut. For others they are exact
    once everything below the field is answered.
    """
    plan, run, field, outlook = trial.plan, trial.run, trial.field, trial.outlook
    rising = field.better == "higher"
    closed = field.levels[goal].low_closed if rising else field.levels[goal].high_closed
    cut = _cut(field, as_fraction(begin), rising=rising, closed=closed)
    if field.method.reduce is not None:
        return _beside_cut(run, field, _before(field, cut) * plan.point_denominator, best, outlook)
    if not field.fields:
        return _beyond_cut(run, field, _before(field, cut) * field.factor[1] / field.factor[0], best, outlook)
    influence, unit = _influence(plan, run, field)
    sign = 1 if rising else -1
    used = as_fraction(run.fields[field.index].exact or (0, 1))
    points = run.points
    gains = {
        index: sign * (worth - (points[index] or 0)) * influence.get(index, 0) for index, (_, worth) in best.items()
    }
    return gains, sign * (cut - used) * unit


def _beside_cut(
    run: Run, field: FieldPlan, cut: Fraction, best: Mapping[int, Target], outlook: Outlook
) -> tuple[Gains, Scaled]:
    """Return the gains where the smallest number of points decides.

    To raise it, everything below the cut has to go; to lower it, one answer below the cut will do. What lies on the cut
    counts as well, because the level may begin beyond it; it comes last, so that it is left out where it is not needed.
    """
    gains: dict[int, Scaled] = dict.fromkeys(best, 0)
    missing: Scaled = 0
    for entry in field.items:
        rising, target = outlook.directions[entry.index] > 0, best.get(entry.index)
        worth = _worth_now(run, entry) if rising else None if target is None else target[1]
        gain: Scaled = 0 if worth is None or worth > cut else 2 if worth < cut else 1 if rising else _HARDLY
        if target is not None:
            gains[entry.index] = gain
        missing = missing + gain if rising else 1
    return gains, missing


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


def _beyond_cut(
    run: Run, field: FieldPlan, cut: Fraction, best: Mapping[int, Target], outlook: Outlook
) -> tuple[Gains, Scaled]:
    # Everything is multiplied by the denominator of the cut: then it is integers that are added.
    top, bottom = cut.numerator, cut.denominator
    counted = top if field.method.base is not None else 0
    gains: dict[int, Scaled] = dict.fromkeys(best, 0)
    missing: Scaled = top if field.method.base is None else 0
    direction = 1
    for entry in field.items:
        direction = outlook.directions[entry.index]
        now, base = _worth_now(run, entry), entry.base * counted
        beyond = 0 if now is None else entry.weight * now * bottom - base
        missing -= beyond
        target = best.get(entry.index)
        if target is not None:
            gains[entry.index] = direction * (entry.weight * target[1] * bottom - base - beyond)
    return gains, direction * missing


def _worth_now(run: Run, entry: ItemEntryPlan) -> Scaled | None:
    """Return the points with which an item takes part now, by its answer or by the policy of its state."""
    points = run.points[entry.index]
    if points is not None:
        return points
    policy = entry.policy[run.states[entry.index]]
    return None if isinstance(policy, str) else policy


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
    per_point = slope * field.factor[0] / (field.factor[1] * (_base_now(run, field) or 1))
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


def _base_now(run: Run, field: FieldPlan) -> Fraction:
    """Return the denominator of the quotient as it is now; 1 for methods that have none."""
    if field.method.base is None:
        return Fraction(1)
    items = (entry.base for entry in field.items if _worth_now(run, entry) is not None)
    fields = (entry.base for entry in field.fields if run.fields[entry.index].passed_on is not None)
    return Fraction(sum(items) + sum(fields))
