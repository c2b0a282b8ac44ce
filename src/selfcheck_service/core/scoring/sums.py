"""Additive methods: the quotient of two sums over the entries that take part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import ClassVar

import msgspec

from selfcheck_service.core.definition.methods import Method, Term
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan, Gains, ItemEntryPlan, worth_now
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, add_scaled, as_fraction, divide, ratio, scaled
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown


class SumSide(msgspec.Struct):
    """The sums of one side.

    `items` is Σ weight · points over items, `base` the sum for the denominator, both scaled integers; the scores of
    child fields have denominators of their own and stand in `fields` until the end.
    """

    sums: "Sums"
    items: Scaled
    base: Scaled
    count: int
    fields: list[tuple[FieldEntryPlan, Ratio]] = []
    open_beside: ClassVar[bool] = False

    def copy(self) -> "SumSide":
        """Return a side that can be added to without changing this one."""
        return SumSide(self.sums, self.items, self.base, self.count, self.fields.copy())

    def add_item(self, entry: ItemEntryPlan, worth: Scaled) -> None:
        """Let an item take part with these points."""
        self.items += entry.weight * worth
        self.base += entry.base
        self.count += 1

    def add_field(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        """Let a child field take part with this score."""
        self.fields.append((entry, worth))
        self.base += entry.base
        self.count += 1

    def raw(self) -> Ratio | None:
        """Return the quotient of the sums; None where the denominator is 0."""
        sums = self.sums
        top, bottom = sums.factor
        total = ratio(self.items)
        if self.fields:
            common = lcm(*{worth[1] for _, worth in self.fields})
            scores = sum([entry.weight * worth[0] * (common // worth[1]) for entry, worth in self.fields])
            total = add_scaled(total, (scores, common), sums.point_denominator)
        denominator = (1, 1) if sums.method.base is None else ratio(self.base)
        return divide((total[0] * top, total[1]), (denominator[0] * bottom, denominator[1]))

    def why_undefined(self) -> str:
        """Return the one reason why sums have no quotient."""
        return "zero_weight"

    def raw_up_to(self, other: "SumSide") -> tuple[Ratio, Ratio] | None:
        """Return the quotients of the worst and the best case."""
        low, high = self.raw(), other.raw()
        return None if low is None or high is None else (low, high)


@dataclass(frozen=True, slots=True)
class Sums:
    """The raw score is Σ w·p ÷ Σ base. `factor` turns the quotient of scaled sums into it."""

    method: Method
    items: tuple[ItemEntryPlan, ...]
    fields: tuple[FieldEntryPlan, ...]
    factor: Ratio
    point_denominator: int
    adds_up = adds_up_alone = True
    levels_only = False

    @property
    def words(self) -> Mapping[str, str]:
        """Return the name of the method in a sentence, by language."""
        return self.method.words

    def begin(self, run: Run) -> tuple[SumSide, list[ItemEntryPlan]]:
        """Return the sums of the items that have points, and the other items; the hot loop of the engine."""
        items: Scaled = 0
        base: Scaled = 0
        gaps = []
        points, entries = run.points, self.items
        for entry in entries:
            worth = points[entry.index]
            if worth is None:
                gaps.append(entry)
            else:
                items += entry.weight * worth
                base += entry.base
        return SumSide(self, items, base, len(entries) - len(gaps)), gaps

    def pulls(self) -> Iterator[tuple[EntryPlan, int]]:
        """Yield each entry with its direction: more is more, unless a denominator below 0 turns everything round."""
        entries: tuple[EntryPlan, ...] = (*self.items, *self.fields)
        direction = 1 if all(entry.base >= 0 for entry in entries) else 0
        return ((entry, direction) for entry in entries)

    def gains(self, run: Run, directions: Mapping[int, int], cut: Fraction, best: Mapping[int, Target]) -> Gains | None:
        """Return how far each best answer lies beyond the cut, because a new answer enters the denominator too."""
        if self.fields:
            return None
        # Everything is multiplied by the denominator of the cut: then it is integers that are added.
        quotient = cut * self.factor[1] / self.factor[0]
        top, bottom = quotient.numerator, quotient.denominator
        counted = top if self.method.base is not None else 0
        gains: dict[int, Scaled] = dict.fromkeys(best, 0)
        missing: Scaled = top if self.method.base is None else 0
        for entry in self.items:
            now, base = worth_now(run, entry), entry.base * counted
            beyond = 0 if now is None else entry.weight * now * bottom - base
            missing -= beyond
            target = best.get(entry.index)
            if target is not None:
                gains[entry.index] = directions[entry.index] * (entry.weight * target[1] * bottom - base - beyond)
        # All items pull the same way where no field enters.
        return gains, next((directions[entry.index] for entry in self.items), 1) * missing

    def per_point(self, run: Run) -> Fraction:
        """Return by how much the raw score rises per weighted point, given what takes part now."""
        return Fraction(self.factor[0]) / (self.factor[1] * (self._base_now(run) or 1))

    def _base_now(self, run: Run) -> Fraction:
        """Return the denominator of the quotient as it is now; 1 for methods that have none."""
        if self.method.base is None:
            return Fraction(1)
        items = (entry.base for entry in self.items if worth_now(run, entry) is not None)
        fields = (entry.base for entry in self.fields if run.fields[entry.index].passed_on is not None)
        return Fraction(sum(items) + sum(fields))

    def shown(self, run: Run, taken: Sequence[tuple[EntryPlan, Ratio]], phrases: Phrases) -> Shown:  # noqa: ARG002 - the terms say all
        """Return the quotient in numbers: "100 · (3 + 2·4) ÷ 12"."""
        terms = [Term(as_fraction(worth), entry.declared_weight, entry.declared_largest) for entry, worth in taken]
        return Shown((), show_quotient(self.method, terms, phrases), [worth for _, worth in taken])


def show_quotient(method: Method, terms: Sequence[Term], phrases: Phrases, *, fraction: str = "{}") -> str:
    """Return a quotient of sums in numbers; `fraction` is how a factor is written that is one."""

    def factor(number: str) -> str:
        return fraction.format(number) if "/" in number else number

    products = (
        points if term.weight == 1 else f"{factor(phrases.exact(term.weight))}·{factor(points)}"
        for term in terms
        for points in (phrases.brief(term.points),)
    )
    shown = " + ".join(products)
    if method.base is None:
        return shown
    base = sum((method.base(term.weight, term.largest) for term in terms), Fraction(0))
    times = f"{method.factor} · " if method.factor != 1 else ""
    divisor = phrases.exact(base)
    return f"{times}({shown}) ÷ {f'({divisor})' if '/' in divisor else divisor}"


def scaled_base(method: Method, weight: Fraction, largest: Fraction, denominators: tuple[int, int]) -> Scaled:
    """Return what an entry adds to the denominator, times the denominators of weights and points where it has them."""
    if method.base is None:
        return 0
    weights, points = denominators
    return scaled(method.base(weight, largest), weights * (points if method.base_in_points else 1))


def factor_of(method: Method, denominators: tuple[int, int]) -> Ratio:
    """Return what undoes the scaling of weights and points, times the method's own factor."""
    weights, points = denominators
    if method.base is None:
        return method.factor, weights * points
    return method.factor, 1 if method.base_in_points else points
