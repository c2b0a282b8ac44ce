"""From points to the numbers of every field: raw score, score, bounds, coverage, status, level by score."""

from selfcheck_service.core.scoring.calculations import Calculation
from selfcheck_service.core.scoring.keeping import MOST_KEPT
from selfcheck_service.core.scoring.levels import classify
from selfcheck_service.core.scoring.named_values import as_value
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.core.scoring.ratio import Ratio, less, pair, ratio, round_ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    DECLINED,
    DONT_KNOW,
    HIDDEN,
    NOT_APPLICABLE,
    UNANSWERED,
)
from selfcheck_service.core.scoring.tally import Tally


def score_field(field: FieldPlan, run: Run) -> FieldRun:
    """Return the numbers of one field and the level of its score; the fields that enter it must have been computed.

    Those that often come again are kept (`keeping.py`).
    """
    if field.found_by is None:
        return _score(field, run, bounds=run.bounds)
    key = field.found_by(run)
    found = field.kept.get(key)
    if found is None:
        if len(field.kept) >= MOST_KEPT:
            field.kept.clear()
        found = field.kept[key] = _score(field, run, bounds=True)
    return found


def _score(field: FieldPlan, run: Run, *, bounds: bool) -> FieldRun:
    result = FieldRun()
    _count(field, run, result)
    result.applicable_then = _count_then(field, run, result.applicable)
    tally = Tally(field.aggregation, run)
    result.reason = _reason(field, tally, result, run)
    if result.reason is None and not field.aggregation.levels_only:
        result.raw = tally.raw()
        if result.raw is None:
            result.reason = tally.why_undefined()
        elif field.transform is None:
            result.exact = _rescaled(field, result.raw)
        else:
            _transform(field.transform, result, run)
    _set_status(field, tally, result)
    if bounds:
        _set_bounds(field, tally, result, run)
    else:
        result.low = result.high = result.exact
    _round(field, result)
    classify(field, result, run)
    return result


def _count(field: FieldPlan, run: Run, result: FieldRun) -> None:
    """Count states over the distinct items at or below the field."""
    states = field.pick_coverage(run.states)
    result.answered = states.count(ANSWERED)
    if result.answered == len(states):
        result.applicable = result.answered
        return
    not_applicable = states.count(NOT_APPLICABLE)
    result.applicable = len(states) - not_applicable - states.count(HIDDEN)
    result.counts = not_applicable, states.count(DONT_KNOW), states.count(DECLINED), states.count(UNANSWERED)


def _count_then(field: FieldPlan, run: Run, applicable: int) -> tuple[int, int]:
    """Return how many items apply at least and at most, had everything been said."""
    fewest = most = applicable
    for index in field.coverage_items if run.unsettled else ():
        prospect = run.unsettled.get(index)
        if prospect is not None and prospect.value is not None:
            now = run.states[index] not in (NOT_APPLICABLE, HIDDEN)
            fewest += (not prospect.value.null) - now
            most += (not prospect.value.empty) - now
    return fewest, most


def _reason(field: FieldPlan, tally: Tally, result: FieldRun, run: Run) -> str | None:
    """Return why there is no score, the first reason that holds, or None."""
    if not result.applicable and not tally.score.count:
        return "nothing_applicable"
    if tally.required:
        return "required_missing"
    if field.requires is not None and field.requires(run) is not True:
        return "requirement"
    rule = field.coverage
    if rule is not None:
        share = result.coverage or (1, 1)
        if less(share, rule.provisional) or result.answered < rule.minimum_answered:
            return "coverage"
    return None if tally.score.count else "nothing_answered"


def _set_status(field: FieldPlan, tally: Tally, result: FieldRun) -> None:
    if result.reason is not None:
        result.status = "not_computed"
        return
    rule = field.coverage
    share = result.coverage or (1, 1)
    short = rule is not None and less(share, rule.valid)
    result.status = "provisional" if short or tally.unsettled else "valid"


def _transform(transform: Calculation, result: FieldRun, run: Run) -> None:
    """Set the score that the transformation gives; where it gives none, there is no raw score either."""
    raw = (as_value(result.raw),)
    found = transform.number(run, raw)
    if found is None:
        result.raw, result.reason = None, transform.why_null(run, raw)
    else:
        result.exact = ratio(found)


def _set_bounds(field: FieldPlan, tally: Tally, result: FieldRun, run: Run) -> None:
    transform = field.transform
    opens = transform is not None and transform.is_open(run)
    result.open = tally.open or opens
    if result.exact is not None and not (tally.apart or opens):
        result.low = result.high = result.exact
        return
    ends = tally.bounds()
    if ends is not None and transform is None:
        ends = _rescaled(field, ends[0]), _rescaled(field, ends[1])
        result.low, result.high = ends[::-1] if less(ends[1], ends[0]) else ends
    elif ends is not None and transform is not None:
        found = transform.between(run, *((as_value(end),) for end in ends))
        result.low, result.high = (None, None) if found is None else map(pair, found)
    if result.low is None:
        result.never = field.aggregation.levels_only or tally.never or not result.open


def _round(field: FieldPlan, result: FieldRun) -> None:
    """Set what is published, what levels see and what parents see."""
    rule = field.rounding
    exact, low, high = result.exact, result.low, result.high
    score = exact
    if rule is not None:
        score = None if exact is None else round_ratio(exact, rule.digits, rule.mode)
        if low is exact:
            low = high = score
        else:
            low = None if low is None else round_ratio(low, rule.digits, rule.mode)
            high = None if high is None else round_ratio(high, rule.digits, rule.mode)
    result.score = score
    result.used = score if rule is not None and rule.before_levels else exact
    if rule is not None and rule.before_aggregation:
        result.passed_on, result.low_passed_on, result.high_passed_on = score, low, high
    else:
        result.passed_on, result.low_passed_on, result.high_passed_on = exact, result.low, result.high
    result.low, result.high = low, high


def _rescaled(field: FieldPlan, raw: Ratio) -> Ratio:
    if field.affine is None:
        return raw
    slope, offset, bottom = field.affine
    return slope * raw[0] + offset * raw[1], bottom * raw[1]
