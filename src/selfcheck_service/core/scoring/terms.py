"""Methods that look at the points of all entries at once, and all whose weights depend on answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from selfcheck_service.core.definition.methods import Ends, Method, ShownTerm, Term, TermSpan
from selfcheck_service.core.scoring.aggregation import (
    EntryPlan,
    FieldEntryPlan,
    Gains,
    ItemEntryPlan,
    weight_now,
    worth_now,
)
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, as_fraction, ratio
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown
from selfcheck_service.core.scoring.sums import show_quotient

_ZERO = Fraction(0)
_HARDLY = Fraction(1, 10**6)


class TermSide(msgspec.Struct):
    """The entries of one side, each with its points, in the order in which they were added.

    `void`: the weight of an entry has no value; then there is no raw score.
    """

    rule: "Terms"
    run: Run
    terms: list[Term] = []
    entries: list[EntryPlan] = []
    void: bool = False

    @property
    def count(self) -> int:
        """Return how many entries take part."""
        return len(self.terms)

    @property
    def open_beside(self) -> bool:
        """Tell whether open answers could change a weight."""
        if not self.rule.weighed:
            return False
        return any(entry.weight_by is not None and entry.weight_by.is_open(self.run) for entry in self.entries)

    def copy(self) -> "TermSide":
        """Return a side that can be added to without changing this one."""
        return TermSide(self.rule, self.run, self.terms.copy(), self.entries.copy(), self.void)

    def add_item(self, entry: ItemEntryPlan, worth: Scaled) -> None:
        """Let an item take part with these points."""
        self.add_term(entry, Fraction(worth, self.rule.point_denominator))

    def add_field(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        """Let a child field take part with this score."""
        self.add_term(entry, as_fraction(worth))

    def add_term(self, entry: EntryPlan, points: Fraction) -> None:
        """Let an entry take part with these points."""
        weight = weight_now(self.run, entry)
        if weight is None:
            self.void = True
        self.terms.append(Term(points, weight or _ZERO, entry.declared_largest))
        self.entries.append(entry)

    def raw(self) -> Ratio | None:
        """Return what the method makes of all terms."""
        return None if self.void else self._reduced(self.terms)

    def why_undefined(self) -> str:
        """Tell whether a weight is missing, nothing has weight, or the method is not defined for these points."""
        taken = {id(entry) for entry in self.entries}
        # Entries were added in another order than the rule has them in.
        entries: tuple[EntryPlan, ...] = (*self.rule.items, *self.rule.fields)
        for entry in entries:
            by = entry.weight_by
            if by is not None and id(entry) in taken and by.number(self.run) is None:
                return by.why_null(self.run)
        method = self.rule.method
        weightless = method.reduce is None or (method.weighted and not any(term.weight for term in self.terms))
        return "zero_weight" if weightless else "formula_undefined"

    def raw_up_to(self, other: "TermSide") -> tuple[Ratio, Ratio] | None:
        """Return the ends of the raw score; the same entries were added to both sides, in the same order."""
        method = self.rule.method
        if self.open_beside:
            ends = self._up_to_by_weights(other)
        elif self.void:
            ends = None
        elif method.between is not None:
            ends = method.between(self._spans(other))
        else:
            low, high = self.raw(), other.raw()
            return None if low is None or high is None else (low, high)
        return None if ends is None else (ratio(ends[0]), ratio(ends[1]))

    def _spans(self, other: "TermSide") -> list[TermSpan]:
        return [
            TermSpan(one.points, two.points, one.weight, one.largest)
            for one, two in zip(self.terms, other.terms, strict=True)
        ]

    def _up_to_by_weights(self, other: "TermSide") -> Ends | None:
        """Return ends where weights are open too: a sum lies between sums, all else between its own terms."""
        method, spans = self.rule.method, self._spans(other)
        weights = [
            (term.weight, term.weight) if entry.weight_by is None else entry.weight_by.between(self.run)
            for entry, term in zip(self.entries, self.terms, strict=True)
        ]
        known = [ends for ends in weights if ends is not None]
        if len(known) < len(spans) or not method.rises(spans):
            return None
        if method.adds_alone:
            corners = [[one * end for one in ends for end in span[:2]] for ends, span in zip(known, spans, strict=True)]
            return sum(map(min, corners), _ZERO), sum(map(max, corners), _ZERO)
        return method.enclose(spans)

    def _reduced(self, terms: Sequence[Term]) -> Ratio | None:
        found = self.rule.reduce(terms)
        return None if found is None else ratio(found)


@dataclass(frozen=True, slots=True)
class Terms:
    """The raw score is what the method makes of all points together.

    `rises`: more points never lower it. `weighed`: a weight depends on answers.
    """

    method: Method
    items: tuple[ItemEntryPlan, ...]
    fields: tuple[FieldEntryPlan, ...]
    point_denominator: int
    rises: bool
    weighed: bool
    adds_up = False

    @property
    def words(self) -> Mapping[str, str]:
        """Return the name of the method in a sentence, by language."""
        return self.method.words

    @property
    def levels_only(self) -> bool:
        """Tell whether the method gives levels alone."""
        return self.method.levels_only

    @property
    def adds_up_alone(self) -> bool:
        """Tell whether one entry decides: then it is known which answers have to change."""
        return self.method.extreme != 0

    def reduce(self, terms: Sequence[Term]) -> Fraction | None:
        """Return the raw score of these terms; None where it is not defined, as it is for no term at all."""
        return self.method.of_terms(terms) if terms else None

    def begin(self, run: Run) -> tuple[TermSide, list[ItemEntryPlan]]:
        """Return the terms of the items that have points, and the other items."""
        side, gaps = TermSide(self, run), []
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
        if self.fields:
            return None
        limit = cut * self.point_denominator
        if self.method.extreme:
            return _beside_cut(run, self.items, limit, best, (directions, self.method.extreme))
        now = {entry.index: worth_now(run, entry) or 0 for entry in self.items}
        return {at: directions[at] * (worth - now.get(at, worth)) for at, (_, worth) in best.items()}, 1

    def per_point(self, run: Run) -> None:
        """Return nothing: what one point does, only trying tells."""

    def shown(self, run: Run, taken: Sequence[tuple[EntryPlan, Ratio]], phrases: Phrases) -> Shown:
        """Return the method with its points: "minimum(3; 4)"; factors of a sum that are fractions in brackets."""
        side = TermSide(self, run)
        for entry, worth in taken:
            side.add_term(entry, as_fraction(worth))
        weights = [ratio(term.weight) for term, (entry, _) in zip(side.terms, taken, strict=True) if entry.weight_by]
        numbers = [*(worth for _, worth in taken), *weights]
        if self.method.reduce is None:
            return Shown((), show_quotient(self.method, side.terms, phrases, fraction="({})"), numbers)
        terms = [ShownTerm(phrases.brief(term.points), phrases.exact(term.weight)) for term in side.terms]
        return Shown((), self.method.shown(self.method.name, terms), numbers)


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
