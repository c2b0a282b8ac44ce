"""From points to the numbers of every field: raw score, score, bounds, coverage, status."""

from fractions import Fraction

from selfcheck_service.core.scoring.plan import FieldEntryPlan, FieldPlan, Plan
from selfcheck_service.core.scoring.ratio import Ratio, as_fraction, divide, less, ratio, round_ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    DECLINED,
    DONT_KNOW,
    HIDDEN,
    NOT_APPLICABLE,
    REQUIRED,
    UNANSWERED,
)


def score_field(plan: Plan, field: FieldPlan, run: Run) -> FieldRun:
    """Compute the numbers of one field; the fields that enter it must have been computed before."""
    result = FieldRun()
    _count(field, run, result)
    tally = _Tally(plan, field)
    tally.add_items(run)
    for entry in field.fields:
        tally.add_field(entry, run.fields[entry.index])
    result.reason = _reason(field, tally, result)
    if result.reason is None:
        result.raw = tally.raw()
        if result.raw is None:
            result.reason = "zero_weight"
        else:
            result.exact = _transform(field, result.raw)
    _set_status(field, tally, result)
    _set_bounds(field, tally, result)
    _round(field, result)
    return result


def _count(field: FieldPlan, run: Run, result: FieldRun) -> None:
    """Count states over the distinct items at or below the field."""
    if field.coverage_fields is not None:
        below = [run.fields[index] for index in field.coverage_fields]
        result.answered = sum(found.answered for found in below)
        result.applicable = sum(found.applicable for found in below)
        not_applicable, dont_know, declined, unanswered = zip(*(found.counts for found in below), strict=True)
        result.counts = sum(not_applicable), sum(dont_know), sum(declined), sum(unanswered)
        return
    states = [run.states[index] for index in field.coverage_items]
    result.answered = states.count(ANSWERED)
    if result.answered == len(states):
        result.applicable = result.answered
        return
    not_applicable = states.count(NOT_APPLICABLE)
    result.applicable = len(states) - not_applicable - states.count(HIDDEN)
    result.counts = not_applicable, states.count(DONT_KNOW), states.count(DECLINED), states.count(UNANSWERED)


def _reason(field: FieldPlan, tally: "_Tally", result: FieldRun) -> str | None:
    """Return why there is no score, the first reason that holds, or None."""
    if not result.applicable and not tally.taken:
        return "nothing_applicable"
    if tally.required:
        return "required_missing"
    rule = field.coverage
    if rule is not None:
        share = (result.answered, result.applicable) if result.applicable else (1, 1)
        if less(share, rule.provisional) or result.answered < rule.minimum_answered:
            return "coverage"
    return None if tally.taken else "nothing_answered"


def _set_status(field: FieldPlan, tally: "_Tally", result: FieldRun) -> None:
    if result.exact is None:
        result.status = "not_computed"
        return
    rule = field.coverage
    share = (result.answered, result.applicable) if result.applicable else (1, 1)
    short = rule is not None and less(share, rule.valid)
    result.status = "provisional" if short or tally.unsettled else "valid"


def _set_bounds(field: FieldPlan, tally: "_Tally", result: FieldRun) -> None:
    if result.exact is not None and not tally.open:
        result.low = result.high = result.exact
        return
    ends = tally.bounds()
    if ends is None:
        return
    low, high = (_transform(field, end) for end in ends)
    result.low, result.high = (high, low) if less(high, low) else (low, high)


def _round(field: FieldPlan, result: FieldRun) -> None:
    """Set what is published, what levels see and what parents see."""
    rule = field.rounding
    exact, low, high = result.exact, result.low, result.high
    if rule is not None:
        result.score, result.low, result.high = (
            None if number is None else round_ratio(number, rule.digits, rule.mode) for number in (exact, low, high)
        )
    else:
        result.score = exact
    result.used = result.score if rule is not None and rule.before_levels else exact
    if rule is not None and rule.before_aggregation:
        result.passed_on, result.low_passed_on, result.high_passed_on = result.score, result.low, result.high
    else:
        result.passed_on, result.low_passed_on, result.high_passed_on = exact, low, high


def _transform(field: FieldPlan, raw: Ratio) -> Ratio:
    if field.affine is None:
        return raw
    slope, offset, bottom = field.affine
    return slope * raw[0] + offset * raw[1], bottom * raw[1]


class _Tally:
    """The sums over the entries of a field: those that take part, and what bounds add to them."""

    __slots__ = (
        "base",
        "blocked",
        "factor",
        "field",
        "high",
        "low",
        "open",
        "points",
        "reduced",
        "reduced_high",
        "reduced_low",
        "required",
        "spanned_base",
        "sum",
        "taken",
        "taken_bounds",
        "unsettled",
    )

    def __init__(self, plan: Plan, field: FieldPlan) -> None:
        self.field = field
        self.points = plan.point_denominator
        self.sum: Ratio = (0, 1)
        self.low: Ratio = (0, 1)
        self.high: Ratio = (0, 1)
        self.base: Fraction | int = 0
        self.spanned_base: Fraction | int = 0
        self.reduced: list[Fraction] = []
        self.reduced_low: list[Fraction] = []
        self.reduced_high: list[Fraction] = []
        self.taken = 0
        self.taken_bounds = 0
        # `open`: bounds differ from the score. `blocked`: bounds cannot be given. `unsettled`: a child is not valid.
        self.open = False
        self.blocked = False
        self.required = False
        self.unsettled = False

    def add_items(self, run: Run) -> None:
        """Add all item entries; the hot loop of the engine."""
        total = low = high = base = spanned = 0
        states, points = run.states, run.points
        taken = spans = 0
        for entry in self.field.items:
            worth = points[entry.index]
            if worth is None:
                state = states[entry.index]
                if entry.spans[state]:
                    low += entry.weight * entry.smallest
                    high += entry.weight * entry.largest
                    spanned += entry.base
                    spans += 1
                    if self.field.method.reduce is not None:
                        self._reduce_span(entry.smallest, entry.largest)
                policy = entry.policy[state]
                if policy is None:
                    continue
                if policy == REQUIRED:
                    self.required = True
                    self.blocked = self.blocked or not entry.spans[state]
                    continue
                worth = policy
            total += entry.weight * worth
            base += entry.base
            taken += 1
            if self.field.method.reduce is not None:
                self._reduce(Fraction(worth) / self.points)
        self.sum, self.base, self.taken = ratio(total), base, taken
        self.low, self.high = ratio(total + low), ratio(total + high)
        self.spanned_base, self.taken_bounds, self.open = base + spanned, taken + spans, spans > 0

    def _reduce(self, worth: Fraction) -> None:
        self.reduced.append(worth)
        self.reduced_low.append(worth)
        self.reduced_high.append(worth)

    def _reduce_span(self, smallest: Fraction | int, largest: Fraction | int) -> None:
        self.reduced_low.append(Fraction(smallest) / self.points)
        self.reduced_high.append(Fraction(largest) / self.points)

    def add_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
        """Add a child field: its score, and its bounds in place of it."""
        applies = child.applicable > 0
        if child.passed_on is not None:
            self.unsettled = self.unsettled or child.status == "provisional"
            self._take(entry, child.passed_on)
        else:
            self.unsettled = self.unsettled or applies
            self._take_policy(entry, entry.not_computed if applies else entry.not_applicable)
        if child.passed_on is not None or applies:
            if child.low_passed_on is not None and child.high_passed_on is not None:
                self._take_bounds(entry, child.low_passed_on, child.high_passed_on)
            self.open = True
        else:
            policy = entry.not_applicable
            if policy == REQUIRED:
                self.blocked = True
            elif policy is not None:
                fixed = ratio(policy, self.points)  # type: ignore[arg-type]
                self._take_bounds(entry, fixed, fixed)

    def _take_policy(self, entry: FieldEntryPlan, policy: object) -> None:
        if policy == REQUIRED:
            self.required = True
        elif policy is not None:
            self._take(entry, ratio(policy, self.points))  # type: ignore[arg-type]

    def _take(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        self.sum = _add(self.sum, worth, entry.weight * self.points)
        self.base += entry.base
        self.taken += 1
        if self.field.method.reduce is not None:
            self.reduced.append(as_fraction(worth))

    def _take_bounds(self, entry: FieldEntryPlan, low: Ratio, high: Ratio) -> None:
        self.low = _add(self.low, low, entry.weight * self.points)
        self.high = _add(self.high, high, entry.weight * self.points)
        self.spanned_base += entry.base
        self.taken_bounds += 1
        if self.field.method.reduce is not None:
            self.reduced_low.append(as_fraction(low))
            self.reduced_high.append(as_fraction(high))

    def raw(self) -> Ratio | None:
        """Return the raw score of the entries that take part; None where the denominator is 0."""
        return self._quotient(self.sum, self.base, self.reduced)

    def bounds(self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores at both ends, or None where they cannot be given."""
        if self.blocked or not self.taken_bounds:
            return None
        low = self._quotient(self.low, self.spanned_base, self.reduced_low)
        high = self._quotient(self.high, self.spanned_base, self.reduced_high)
        return None if low is None or high is None else (low, high)

    def _quotient(self, total: Ratio, base: Fraction | int, reduced: list[Fraction]) -> Ratio | None:
        method = self.field.method
        if method.reduce is not None:
            return ratio(method.reduce(reduced))
        top, bottom = self.field.factor
        denominator = (1, 1) if method.base is None else ratio(base)
        return divide((total[0] * top, total[1]), (denominator[0] * bottom, denominator[1]))


def _add(total: Ratio, worth: Ratio, weight: int) -> Ratio:
    if total[1] == worth[1]:
        return total[0] + worth[0] * weight, total[1]
    return total[0] * worth[1] + worth[0] * weight * total[1], total[1] * worth[1]
