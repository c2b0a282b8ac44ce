"""The sums over the entries of a field: of those that take part in the score, and in each of its bounds."""

from fractions import Fraction
from math import lcm

import msgspec

from selfcheck_service.core.scoring.plan import FieldEntryPlan, FieldPlan, ItemEntryPlan
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, add_scaled, as_fraction, divide, ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import PolicyPoints


class Side(msgspec.Struct):
    """What takes part in one of the three: the score, the worst case, the best case.

    `items` is Σ weight · points over items, `base` the sum for the denominator, both scaled integers; the scores of
    child fields have denominators of their own and stand in `fields` until the end. `points` are those of all entries,
    for methods that are no sums.
    """

    items: Scaled = 0
    base: Scaled = 0
    count: int = 0
    fields: list[tuple[FieldEntryPlan, Ratio]] = []
    points: list[Fraction] = []

    def copy(self) -> "Side":
        """Return a side that can be added to without changing this one."""
        return Side(self.items, self.base, self.count, self.fields.copy(), self.points.copy())


class Tally:
    """The sums of one field. `scale` is what the points of items are multiplied by.

    `open`: bounds differ from the score. `blocked`: bounds cannot be given. `required`: a required answer is missing.
    `unsettled`: a child is not valid.
    """

    __slots__ = ("blocked", "field", "high", "low", "open", "required", "scale", "score", "unsettled")

    def __init__(self, field: FieldPlan, scale: int, run: Run) -> None:
        self.field = field
        self.scale = scale
        self.open = self.blocked = self.required = self.unsettled = False
        self.score = self.low = self.high = Side()
        gaps = self._add_answers(run)
        unclear = self._add_settled_fields(run)
        if gaps or unclear:
            self.low, self.high = self.score.copy(), self.score.copy()
            for entry in gaps:
                self._add_gap(entry, run.states[entry.index])
            for child, found in unclear:
                self._add_unclear_field(child, found)

    def _add_answers(self, run: Run) -> list[ItemEntryPlan]:
        """Add the items that have points and return the others; the hot loop of the engine."""
        items: Scaled = 0
        base: Scaled = 0
        gaps = []
        points, entries = run.points, self.field.items
        for entry in entries:
            worth = points[entry.index]
            if worth is None:
                gaps.append(entry)
            else:
                items += entry.weight * worth
                base += entry.base
        side = self.score
        side.items, side.base, side.count = items, base, len(entries) - len(gaps)
        if self.field.method.reduce is not None:
            side.points = [Fraction(worth) / self.scale for one in entries if (worth := points[one.index]) is not None]
        return gaps

    def _add_settled_fields(self, run: Run) -> list[tuple[FieldEntryPlan, FieldRun]]:
        """Add the child fields whose bounds are their score and return the others."""
        unclear = []
        for entry in self.field.fields:
            child = run.fields[entry.index]
            score = child.passed_on
            if score is not None and child.low_passed_on is score and child.high_passed_on is score:
                self._add_field(self.score, entry, score)
                if child.status == "provisional":
                    self.unsettled = True
            else:
                unclear.append((entry, child))
        return unclear

    def _add_gap(self, entry: ItemEntryPlan, state: int) -> None:
        """Add an item that was not answered: to the bounds where it still could be, to the score by its policy."""
        policy = entry.policy[state]
        if entry.spans[state]:
            self.open = True
            self._add_item(self.low, entry, entry.smallest)
            self._add_item(self.high, entry, entry.largest)
        if isinstance(policy, str):
            self.required = True
            self.blocked = self.blocked or not entry.spans[state]
        elif policy is not None:
            for side in (self.score, self.low, self.high):
                self._add_item(side, entry, policy)

    def _add_unclear_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
        """Add a child field that has no score, or one that open answers could change."""
        self.open = True
        if child.passed_on is None and not child.applicable:
            self._add_policy(self.score, entry, entry.not_applicable)
            self._add_policy(self.low, entry, entry.not_applicable)
            self._add_policy(self.high, entry, entry.not_applicable)
            self.blocked = self.blocked or isinstance(entry.not_applicable, str)
            return
        if child.passed_on is None:
            self.unsettled = True
            self._add_policy(self.score, entry, entry.not_computed)
        else:
            self.unsettled = self.unsettled or child.status == "provisional"
            self._add_field(self.score, entry, child.passed_on)
        if child.low_passed_on is not None and child.high_passed_on is not None:
            self._add_field(self.low, entry, child.low_passed_on)
            self._add_field(self.high, entry, child.high_passed_on)

    def _add_policy(self, side: Side, entry: FieldEntryPlan, policy: PolicyPoints) -> None:
        if isinstance(policy, str):
            self.required = True
        elif policy is not None:
            self._add_field(side, entry, ratio(policy, self.scale))

    def _add_item(self, side: Side, entry: ItemEntryPlan, worth: Scaled) -> None:
        side.items += entry.weight * worth
        side.base += entry.base
        side.count += 1
        if self.field.method.reduce is not None:
            side.points.append(Fraction(worth) / self.scale)

    def _add_field(self, side: Side, entry: FieldEntryPlan, worth: Ratio) -> None:
        side.fields.append((entry, worth))
        side.base += entry.base
        side.count += 1
        if self.field.method.reduce is not None:
            side.points.append(as_fraction(worth))

    def raw(self) -> Ratio | None:
        """Return the raw score of the entries that take part; None where the denominator is 0."""
        return self._quotient(self.score)

    def bounds(self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores at both ends, or None where they cannot be given."""
        if self.blocked or not self.low.count:
            return None
        low, high = self._quotient(self.low), self._quotient(self.high)
        return None if low is None or high is None else (low, high)

    def _quotient(self, side: Side) -> Ratio | None:
        method = self.field.method
        if method.reduce is not None:
            return ratio(method.reduce(side.points))
        top, bottom = self.field.factor
        total = ratio(side.items)
        if side.fields:
            common = lcm(*{worth[1] for _, worth in side.fields})
            scores = sum([entry.weight * worth[0] * (common // worth[1]) for entry, worth in side.fields])
            total = add_scaled(total, (scores, common), self.scale)
        denominator = (1, 1) if method.base is None else ratio(side.base)
        return divide((total[0] * top, total[1]), (denominator[0] * bottom, denominator[1]))
