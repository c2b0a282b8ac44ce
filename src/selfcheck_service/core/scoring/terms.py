"""Methods that look at the points of all entries at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import msgspec

from selfcheck_service.core.definition.methods import Method, ShownTerm, Term, TermSpan
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan, Gains, ItemEntryPlan, Shown, worth_now
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, as_fraction, ratio
from selfcheck_service.core.scoring.run import Run

_HARDLY = Fraction(1, 10**6)


class TermSide(msgspec.Struct):
    """The entries of one side, each with its points, in the order in which they were added."""

    rule: "Terms"
    terms: list[Term]
    open_beside: ClassVar[bool] = False

    @property
    def count(self) -> int:
        """Return how many entries take part."""
        return len(self.terms)

    def copy(self) -> "TermSide":
        """Return a side that can be added to without changing this one."""
        return TermSide(self.rule, self.terms.copy())

    def add_item(self, entry: ItemEntryPlan, worth: Scaled) -> None:
        """Let an item take part with these points."""
        points = Fraction(worth, self.rule.point_denominator)
        self.terms.append(Term(points, entry.declared_weight, entry.declared_largest))

    def add_field(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        """Let a child field take part with this score."""
        self.terms.append(Term(as_fraction(worth), entry.declared_weight, entry.declared_largest))

    def raw(self) -> Ratio | None:
        """Return what the method makes of all terms."""
        return self._reduced(self.terms)

    def why_undefined(self) -> str:
        """Tell whether nothing has weight, or whether the method is not defined for these points."""
        weightless = self.rule.method.weighted and not any(term.weight for term in self.terms)
        return "zero_weight" if weightless else "formula_undefined"

    def raw_up_to(self, other: "TermSide") -> tuple[Ratio, Ratio] | None:
        """Return the ends of the raw score; the same entries were added to both sides, in the same order."""
        between = self.rule.method.between
        if between is None:
            low, high = self.raw(), other.raw()
            return None if low is None or high is None else (low, high)
        ends = between(
            [
                TermSpan(one.points, two.points, one.weight, one.largest)
                for one, two in zip(self.terms, other.terms, strict=True)
            ]
        )
        return None if ends is None else (ratio(ends[0]), ratio(ends[1]))

    def _reduced(self, terms: Sequence[Term]) -> Ratio | None:
        found = self.rule.reduce(terms)
        return None if found is None else ratio(found)


@dataclass(frozen=True, slots=True)
class Terms:
    """The raw score is what the method makes of all points together. `rises`: more points never lower it."""

    method: Method
    items: tuple[ItemEntryPlan, ...]
    fields: tuple[FieldEntryPlan, ...]
    weight_denominator: int
    point_denominator: int
    rises: bool
    adds_up = by_sum = False

    @property
    def words(self) -> Mapping[str, str]:
        """Return the name of the method in a sentence, by language."""
        return self.method.words

    @property
    def adds_up_alone(self) -> bool:
        """Tell whether one entry decides: then it is known which answers have to change."""
        return self.method.extreme != 0

    def reduce(self, terms: Sequence[Term]) -> Fraction | None:
        """Return the raw score of these terms; None where it is not defined, as it is for no term at all."""
        return self.method.reduce(terms) if terms and self.method.reduce is not None else None

    def begin(self, run: Run) -> tuple[TermSide, list[ItemEntryPlan]]:
        """Return the terms of the items that have points, and the other items."""
        side, gaps = TermSide(self, []), []
        for entry in self.items:
            worth = run.points[entry.index]
            if worth is None:
                gaps.append(entry)
            else:
                side.add_item(entry, worth)
        return side, gaps

    def pulls(self) -> Iterator[tuple[EntryPlan, int]]:
        """Yield each entry with its direction."""
        entries: tuple[EntryPlan, ...] = (*self.items, *self.fields)
        return ((entry, int(self.rises)) for entry in entries)

    def gains(self, run: Run, directions: Mapping[int, int], cut: Fraction, best: Mapping[int, Target]) -> Gains | None:
        """Return the gains; where no entry decides alone they are no more than an order in which to try."""
        limit = cut * self.point_denominator
        if self.method.extreme:
            return _beside_cut(run, self.items, limit, best, (directions, self.method.extreme))
        now = {entry.index: worth_now(run, entry) or 0 for entry in self.items}
        return {at: directions[at] * (worth - now.get(at, worth)) for at, (_, worth) in best.items()}, 1

    def per_point(self, run: Run) -> Fraction:  # noqa: ARG002 - what takes part changes nothing here
        """Return what one point would do in a sum; how much it does here, only trying tells."""
        return Fraction(1, self.weight_denominator * self.point_denominator)

    def shown(self, run: Run, taken: Sequence[tuple[EntryPlan, Ratio]], phrases: Phrases) -> Shown:  # noqa: ARG002 - the terms say all
        """Return the method with its points: "minimum(3; 4)"."""
        terms = [ShownTerm(phrases.brief(worth), phrases.exact(entry.declared_weight)) for entry, worth in taken]
        return Shown((), self.method.shown(self.method.name, terms), [worth for _, worth in taken])


def _beside_cut(
    run: Run,
    items: tuple[ItemEntryPlan, ...],
    cut: Fraction,
    best: Mapping[int, Target],
    towards: tuple[Mapping[int, int], int],
) -> Gains:
    """Return the gains where the smallest or the largest number of points decides.

    To move it away from its end, everything before the cut has to go; to move it further out, one answer beyond the cut
    will do. What lies on the cut counts as well, because the level may begin beyond it; it comes last, so that it is
    left out where it is not needed.
    """
    directions, extreme = towards
    gains: dict[int, Scaled] = dict.fromkeys(best, 0)
    missing: Scaled = 0
    for entry in items:
        direction, target = directions[entry.index], best.get(entry.index)
        all_have_to_go = direction != extreme
        worth = worth_now(run, entry) if all_have_to_go else None if target is None else target[1]
        gain = 0 if worth is None else _gain(direction * (worth - cut), all_have_to_go=all_have_to_go)
        if target is not None:
            gains[entry.index] = gain
        missing = missing + gain if all_have_to_go else 1
    return gains, missing


def _gain(ahead: Scaled, *, all_have_to_go: bool) -> Scaled:
    if ahead == 0:
        return 1 if all_have_to_go else _HARDLY
    return 2 if (ahead < 0) == all_have_to_go else 0
