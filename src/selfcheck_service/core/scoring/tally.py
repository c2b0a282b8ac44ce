"""The sums over the entries of a field: of those that take part, and of what the bounds are made of."""

from fractions import Fraction
from math import lcm

import msgspec

from selfcheck_service.core.scoring.plan import FieldEntryPlan, FieldPlan, ItemEntryPlan
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, add_scaled, as_fraction, divide, ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import PolicyPoints

_ZERO: Ratio = (0, 1)
_ONE: Ratio = (1, 1)


class Tally(msgspec.Struct):
    """The sums of one field. `points` is what the points of items are multiplied by.

    Item sums are scaled integers; the scores of child fields are pairs with denominators of their own, kept apart.
    `total`, `sum_fields`, `base`, `taken` belong to the score; `low`, `high`, `low_fields`, `high_fields`,
    `bound_base`, `bounded` to its bounds. `open`: bounds differ from the score. `blocked`: bounds cannot be given.
    `unsettled`: a child is not valid.
    """

    field: FieldPlan
    points: int
    total: Scaled = 0
    low: Scaled = 0
    high: Scaled = 0
    base: Scaled = 0
    bound_base: Scaled = 0
    taken: int = 0
    bounded: int = 0
    sum_fields: Ratio = _ZERO
    low_fields: Ratio = _ZERO
    high_fields: Ratio = _ZERO
    open: bool = False
    blocked: bool = False
    required: bool = False
    unsettled: bool = False
    reduced: list[Fraction] = []
    reduced_low: list[Fraction] = []
    reduced_high: list[Fraction] = []

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
        if self.field.method.reduce is not None:
            self.reduced.append(Fraction(policy) / self.points)
        self._bound_item(entry, policy, policy)

    def _bound_item(self, entry: ItemEntryPlan, low: Scaled, high: Scaled) -> None:
        self.low += entry.weight * low
        self.high += entry.weight * high
        self.bound_base += entry.base
        self.bounded += 1
        if self.field.method.reduce is not None:
            self.reduced_low.append(Fraction(low) / self.points)
            self.reduced_high.append(Fraction(high) / self.points)

    def add_fields(self, run: Run) -> None:
        """Add all child fields: their scores, and in the bounds what their scores could be."""
        settled: list[tuple[FieldEntryPlan, Ratio]] = []
        for entry in self.field.fields:
            child = run.fields[entry.index]
            score = child.passed_on
            if score is not None and child.low_passed_on is score and child.high_passed_on is score:
                settled.append((entry, score))
                if child.status == "provisional":
                    self.unsettled = True
            else:
                self._add_open_field(entry, child)
        if settled:
            self._add_settled_fields(settled)

    def _add_settled_fields(self, settled: list[tuple[FieldEntryPlan, Ratio]]) -> None:
        """Add children whose bounds are their score: one sum serves score and bounds."""
        common = lcm(*{score[1] for _, score in settled})
        total = sum([entry.weight * score[0] * (common // score[1]) for entry, score in settled])
        base = sum([entry.base for entry, _ in settled])
        self.sum_fields = add_scaled(self.sum_fields, (total, common), self.points)
        self.low_fields = add_scaled(self.low_fields, (total, common), self.points)
        self.high_fields = add_scaled(self.high_fields, (total, common), self.points)
        self.base += base
        self.bound_base += base
        self.taken += len(settled)
        self.bounded += len(settled)
        if self.field.method.reduce is not None:
            scores = [as_fraction(score) for _, score in settled]
            self.reduced += scores
            self.reduced_low += scores
            self.reduced_high += scores

    def _add_open_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
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
        total = ratio(items) if fields is _ZERO else add_scaled(fields, ratio(items), 1)
        denominator = _ONE if method.base is None else ratio(base)
        return divide((total[0] * top, total[1]), (denominator[0] * bottom, denominator[1]))
