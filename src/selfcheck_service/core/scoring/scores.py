"""From points to the numbers of every field: raw score, score, bounds, coverage, status."""

from fractions import Fraction

from selfcheck_service.core.scoring.plan import FieldEntryPlan, FieldPlan, ItemEntryPlan, Plan
from selfcheck_service.core.scoring.ratio import (
    Ratio,
    Scaled,
    add_scaled,
    as_fraction,
    divide,
    less,
    ratio,
    round_ratio,
)
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    DECLINED,
    DONT_KNOW,
    HIDDEN,
    NOT_APPLICABLE,
    UNANSWERED,
    PolicyPoints,
)

_ZERO: Ratio = (0, 1)
_ONE: Ratio = (1, 1)


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
        result.counts = (
            sum(found.counts[0] for found in below),
            sum(found.counts[1] for found in below),
            sum(found.counts[2] for found in below),
            sum(found.counts[3] for found in below),
        )
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


def _transform(field: FieldPlan, raw: Ratio) -> Ratio:
    if field.affine is None:
        return raw
    slope, offset, bottom = field.affine
    return slope * raw[0] + offset * raw[1], bottom * raw[1]


class _Tally:
    """The sums over the entries of a field: of those that take part, and of what the bounds are made of.

    Item sums are scaled integers; the scores of child fields are pairs with denominators of their own, kept apart.
    """

    __slots__ = (
        "base",
        "blocked",
        "bound_base",
        "bounded",
        "field",
        "high",
        "high_fields",
        "low",
        "low_fields",
        "open",
        "points",
        "reduced",
        "reduced_high",
        "reduced_low",
        "required",
        "sum_fields",
        "taken",
        "total",
        "unsettled",
    )

    def __init__(self, plan: Plan, field: FieldPlan) -> None:
        self.field = field
        self.points = plan.point_denominator
        # Of the score (`total`, `base`, `taken`) and of its bounds (`low`, `high`, `bound_base`, `bounded`).
        self.total: Scaled = 0
        self.low: Scaled = 0
        self.high: Scaled = 0
        self.base: Scaled = 0
        self.bound_base: Scaled = 0
        self.taken = self.bounded = 0
        self.sum_fields = self.low_fields = self.high_fields = _ZERO
        # `open`: bounds differ from the score. `blocked`: bounds cannot be given. `unsettled`: a child is not valid.
        self.open = self.blocked = self.required = self.unsettled = False
        self.reduced: list[Fraction] = []
        self.reduced_low: list[Fraction] = []
        self.reduced_high: list[Fraction] = []

    def add_items(self, run: Run) -> None:
        """Add all item entries; the hot loop of the engine."""
        total: Scaled = 0
        base: Scaled = 0
        gaps = []
        points, items = run.points, self.field.items
        for entry in items:
            worth = points[entry.index]
            if worth is None:
                gaps.append(entry)
            else:
                total += entry.weight * worth
                base += entry.base
        self.total = self.low = self.high = total
        self.base = self.bound_base = base
        self.taken = self.bounded = len(items) - len(gaps)
        if self.field.method.reduce is not None:
            self.reduced = [
                Fraction(worth) / self.points for entry in items if (worth := points[entry.index]) is not None
            ]
            self.reduced_low, self.reduced_high = self.reduced.copy(), self.reduced.copy()
        for entry in gaps:
            self._add_gap(entry, run.states[entry.index])

    def _add_gap(self, entry: ItemEntryPlan, state: int) -> None:
        """Add an item that was not answered: to the bounds where it still could be, to the score by its policy."""
        if entry.spans[state]:
            self.open = True
            self._bound_item(entry, entry.smallest, entry.largest)
        policy = entry.policy[state]
        if policy is None:
            return
        if isinstance(policy, str):
            self.required = True
            self.blocked = self.blocked or not entry.spans[state]
            return
        self.total += entry.weight * policy
        self.base += entry.base
        self.taken += 1
        self.reduced.append(Fraction(policy) / self.points)
        self._bound_item(entry, policy, policy)

    def _bound_item(self, entry: ItemEntryPlan, low: Scaled, high: Scaled) -> None:
        self.low += entry.weight * low
        self.high += entry.weight * high
        self.bound_base += entry.base
        self.bounded += 1
        self.reduced_low.append(Fraction(low) / self.points)
        self.reduced_high.append(Fraction(high) / self.points)

    def add_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
        """Add a child field: its score, and its bounds in place of it."""
        applies = child.applicable > 0
        self.open = True
        if child.passed_on is not None:
            self.unsettled = self.unsettled or child.status == "provisional"
            self._take(entry, child.passed_on)
        elif applies:
            self.unsettled = True
            self._take_policy(entry, entry.not_computed)
        else:
            self._take_policy(entry, entry.not_applicable)
            self._bound_policy(entry, entry.not_applicable)
            return
        if child.low_passed_on is not None and child.high_passed_on is not None:
            self._bound(entry, child.low_passed_on, child.high_passed_on)

    def _take_policy(self, entry: FieldEntryPlan, policy: PolicyPoints) -> None:
        if isinstance(policy, str):
            self.required = True
        elif policy is not None:
            self._take(entry, ratio(policy, self.points))

    def _bound_policy(self, entry: FieldEntryPlan, policy: PolicyPoints) -> None:
        if isinstance(policy, str):
            self.blocked = True
        elif policy is not None:
            self._bound(entry, ratio(policy, self.points), ratio(policy, self.points))

    def _take(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        self.sum_fields = add_scaled(self.sum_fields, worth, entry.weight * self.points)
        self.base += entry.base
        self.taken += 1
        if self.field.method.reduce is not None:
            self.reduced.append(as_fraction(worth))

    def _bound(self, entry: FieldEntryPlan, low: Ratio, high: Ratio) -> None:
        self.low_fields = add_scaled(self.low_fields, low, entry.weight * self.points)
        self.high_fields = add_scaled(self.high_fields, high, entry.weight * self.points)
        self.bound_base += entry.base
        self.bounded += 1
        if self.field.method.reduce is not None:
            self.reduced_low.append(as_fraction(low))
            self.reduced_high.append(as_fraction(high))

    def raw(self) -> Ratio | None:
        """Return the raw score of the entries that take part; None where the denominator is 0."""
        return self._quotient(self.total, self.sum_fields, self.base, self.reduced)

    def bounds(self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores at both ends, or None where they cannot be given."""
        if self.blocked or not self.bounded:
            return None
        low = self._quotient(self.low, self.low_fields, self.bound_base, self.reduced_low)
        high = self._quotient(self.high, self.high_fields, self.bound_base, self.reduced_high)
        return None if low is None or high is None else (low, high)

    def _quotient(self, items: Scaled, fields: Ratio, base: Scaled, reduced: list[Fraction]) -> Ratio | None:
        method = self.field.method
        if method.reduce is not None:
            return ratio(method.reduce(reduced))
        top, bottom = self.field.factor
        total = add_scaled(fields, ratio(items), 1)
        denominator = _ONE if method.base is None else ratio(base)
        return divide((total[0] * top, total[1]), (denominator[0] * bottom, denominator[1]))
