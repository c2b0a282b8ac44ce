"""From scores to levels: classification, gates, borders."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from selfcheck_service.core.scoring.plan import FieldPlan, LevelPlan, LevelSetPlan
from selfcheck_service.core.scoring.ratio import Ratio, less
from selfcheck_service.core.scoring.run import Derived, FieldRun, Predicate, Run
from selfcheck_service.core.scoring.states import Truth


def classify(field: FieldPlan, result: FieldRun, run: Run) -> None:
    """Set the level that the score alone reaches, by the level set that serves here."""
    if result.status == "not_computed" or not field.level_sets or field.cases:
        return
    chosen = chosen_set(field.level_sets, run)
    if chosen is None:
        return
    result.level_set = chosen
    level_set = field.level_sets[chosen]
    if level_set.by_gates or result.used is None:
        # Where there are no ranges, gates decide.
        result.level = result.level_before_gates = len(level_set.levels) - 1
        return
    found = level_with_border(level_set, result.used)
    if found is not None:
        result.level = result.level_before_gates = found[0]
        result.border = found[1]


def chosen_set(level_sets: Sequence[LevelSetPlan], run: Run) -> int | None:
    """Return the place of the level set that serves; None where that is not known, or none does."""
    place, serves = _first_not_false([level_set.when for level_set in level_sets], run)
    return place if serves else None


def case_that_holds(field: FieldPlan, run: Run) -> int | None:
    """Return the place of the case that says the level; None where one before it is unknown, or none is true."""
    place, holds = _first_not_false([when for _, when in field.cases], run)
    return place if holds else None


def _first_not_false(conditions: Iterable[Predicate | None], run: Run) -> tuple[int, Truth]:
    """Return the place of the first condition that is not false, and whether it is true; where all are, 0 and false.

    What has no condition is always true. One that is unknown decides nothing, as in `case` of expressions.
    """
    for place, when in enumerate(conditions):
        truth = True if when is None else when(run)
        if truth is not False:
            return place, truth
    return 0, False


def decide_case(field: FieldPlan, result: FieldRun, run: Run) -> FieldRun:
    """Return the result with the level of the first case that is true; none where one before it is unknown."""
    place, chosen = case_that_holds(field, run), chosen_set(field.level_sets, run)
    if result.status == "not_computed" or place is None or chosen is None:
        return result
    level = field.cases[place][0]
    return replace(result, level=level, level_before_gates=level, level_set=chosen, derived=Derived())


def lacks_level(field: FieldPlan, result: FieldRun) -> bool:
    """Tell whether a field has a result and levels, of which none is reached."""
    return bool(field.level_sets) and result.status != "not_computed" and result.level_before_gates is None


def is_level_open(field: FieldPlan, run: Run) -> bool:
    """Tell whether there is no level because something that decides about it is missing."""
    choices = ([when for _, when in field.cases], [level_set.when for level_set in field.level_sets])
    return any(_first_not_false(conditions, run)[1] is None for conditions in choices)


def hold_back(field: FieldPlan, result: FieldRun, run: Run) -> FieldRun:
    """Return the result as gates leave it: those that are not open hold the level down."""
    by_score = result.level_before_gates
    if by_score is None or by_score < field.first_gate:
        return result
    gates = field.gates
    closed = [place for place, gate in enumerate(gates) if gate.level <= by_score and gate.requires(run) is not True]
    if not closed:
        return result
    lowest = min(gates[place].level for place in closed)
    held_by = tuple(place for place in closed if gates[place].level == lowest)
    held = result.derived.held.get(held_by)
    if held is None:
        # A gate before the lowest level leaves no level at all.
        level = lowest - 1 if lowest else None
        held = replace(result, level=level, border=None, held_by=held_by, derived=Derived())
        result.derived.held[held_by] = held
    return held


def level_with_border(level_set: LevelSetPlan, number: Ratio) -> tuple[int, int | None] | None:
    """Return the place of the level whose range contains the number, and of the level at whose border that lies."""
    level = level_of(level_set, number)
    return None if level is None else (level, _border(level_set, number, level))


def level_of(level_set: LevelSetPlan, score: Ratio) -> int | None:
    """Return the index of the first level whose range contains the score, or None."""
    top, bottom = score
    for index, level in enumerate(level_set.levels):
        high = level.high
        # Levels ascend, so most are passed by a look at their upper end.
        if high is not None and top * high[1] > high[0] * bottom:
            continue
        if _contains(level, score):
            return index
    return None


def _contains(level: LevelPlan, score: Ratio) -> bool:
    low, high = level.low, level.high
    if low is not None and (less(score, low) or (not level.low_closed and not less(low, score))):
        return False
    return high is None or less(score, high) or (level.high_closed and not less(high, score))


def _border(level_set: LevelSetPlan, score: Ratio, level: int) -> int | None:
    """Return the neighbouring level whose cut score lies within the margin; the nearer one, on a tie the higher."""
    margin = level_set.border_margin
    if margin is None:
        return None
    levels = level_set.levels
    up = levels[level + 1].low if level + 1 < len(levels) else None
    down = levels[level].low if level > 0 else None
    above = _distance(score, up) if up is not None else None
    below = _distance(down, score) if down is not None else None
    near_above = above is not None and not less(margin, above)
    near_below = below is not None and not less(margin, below)
    if near_above and not (near_below and above is not None and below is not None and less(below, above)):
        return level + 1
    return level - 1 if near_below else None


def _distance(low: Ratio, high: Ratio) -> Ratio:
    return high[0] * low[1] - low[0] * high[1], high[1] * low[1]
