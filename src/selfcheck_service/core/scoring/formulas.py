"""Formulas: the raw score is what an expression makes of the entries, and of whatever else it names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import msgspec

from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan, Gains, ItemEntryPlan
from selfcheck_service.core.scoring.calculations import Calculation, Worths
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.named_values import as_value
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, as_fraction, pair, ratio
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown
from selfcheck_service.core.scoring.states import ANSWERED
from selfcheck_service.core.scoring.tally import Tally

# To try each answer alone, so many entries are looked at and no more; then the order is that of the document.
_MOST_LOOKED_AT = 100_000
_WORDS = {"de": "Ergebnis einer Formel", "en": "result of a formula"}


class FormulaSide(msgspec.Struct):
    """What takes part in one of the three: points of items and scores of fields, by the index of each.

    `count` counts items too that were answered and have no points, as they are not scored.
    """

    rule: "Formulas"
    run: Run
    count: int
    points: dict[int, Ratio]
    scores: dict[int, Ratio]

    @property
    def open_beside(self) -> bool:
        """Tell whether open answers are named that are no entries."""
        return self.rule.calculation.is_open(self.run)

    def copy(self) -> "FormulaSide":
        """Return a side that can be added to without changing this one."""
        return FormulaSide(self.rule, self.run, self.count, self.points.copy(), self.scores.copy())

    def add_item(self, entry: ItemEntryPlan, worth: Scaled) -> None:
        """Let an item take part with these points."""
        self.points[entry.index] = ratio(worth, self.rule.point_denominator)
        self.count += 1

    def add_field(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        """Let a child field take part with this score."""
        self.scores[entry.index] = worth
        self.count += 1

    def raw(self) -> Ratio | None:
        """Return what the formula comes to; None where it has no value."""
        found = self.rule.calculation.number(self.run, self.worths())
        return None if found is None else ratio(found)

    def why_undefined(self) -> str:
        """Tell whether something was missing, or whether the formula is not defined for what is there."""
        return self.rule.calculation.why_null(self.run, self.worths())

    def raw_up_to(self, other: "FormulaSide") -> tuple[Ratio, Ratio] | None:
        """Return the ends of what the formula can come to."""
        ends = self.rule.calculation.between(self.run, self.worths(), other.worths())
        return None if ends is None else (pair(ends[0]), pair(ends[1]))

    def worths(self) -> Worths:
        """Return what the names are worth that belong to entries."""
        return [name(self) for name in self.rule.own]

    def worth_of(self, entry: EntryPlan) -> Ratio | None:
        """Return what an entry takes part with; None where it does not."""
        worth = self.scores if isinstance(entry, FieldEntryPlan) else self.points
        return worth.get(entry.index)


Name = Callable[[FormulaSide], ExactNumber | None]


def names_of_entry(entry: EntryPlan, key: str) -> Iterator[tuple[Reference, Name]]:
    """Yield the names that mean something else in the formula than elsewhere: what an entry takes part with."""
    roles: tuple[Role, Role, Role] = ("points", "weight", "maximum")
    if isinstance(entry, FieldEntryPlan):
        roles = ("score", "score_weight", "score_maximum")
    weight, largest = simplest(entry.declared_weight), simplest(entry.declared_largest)

    names: tuple[Name, Name, Name] = (
        lambda side: as_value(side.worth_of(entry)),
        lambda side: None if side.worth_of(entry) is None else weight,
        lambda side: None if side.worth_of(entry) is None else largest,
    )
    for role, name in zip(roles, names, strict=True):
        yield Reference(role, key, Kind.NUMBER), name


@dataclass(frozen=True, slots=True)
class Formulas:
    """The raw score is what the formula comes to.

    `own` are the names that mean what an entry takes part with, `named` all names of entries; `turns` tell for
    each item whether its value rises (1) or falls (-1) with its points.
    """

    calculation: Calculation
    own: tuple[Name, ...]
    named: Mapping[Reference, EntryPlan]
    items: tuple[ItemEntryPlan, ...]
    fields: tuple[FieldEntryPlan, ...]
    turns: Mapping[int, int]
    point_denominator: int
    adds_up = adds_up_alone = levels_only = False
    words = _WORDS

    def begin(self, run: Run) -> tuple[FormulaSide, list[ItemEntryPlan]]:
        """Return a side with the items that have points or need none, and the other items."""
        side, gaps = FormulaSide(self, run, 0, {}, {}), []
        for entry in self.items:
            worth = run.points[entry.index]
            if worth is not None:
                side.add_item(entry, worth)
            elif not entry.scored and run.states[entry.index] == ANSWERED:
                side.count += 1
            else:
                gaps.append(entry)
        return side, gaps

    def pulls(self) -> Iterator[tuple[EntryPlan, int]]:
        """Yield each entry with its direction; 0 where it is named in ways that disagree, or for more than points."""
        ways = self.calculation.ways()
        found: dict[tuple[bool, int], set[int]] = {}
        for reference, entry in self.named.items():
            way = ways.get(reference)
            if way is not None:
                turn = self.turns.get(entry.index, 0) if reference.role == "value" else 1
                turn = turn if reference.role in ("value", "points", "score") else 0
                found.setdefault((isinstance(entry, ItemEntryPlan), entry.index), set()).add(way * turn)
        entries: tuple[EntryPlan, ...] = (*self.items, *self.fields)
        for entry in entries:
            directions = found.get((isinstance(entry, ItemEntryPlan), entry.index), {0})
            yield entry, directions.pop() if len(directions) == 1 else 0

    def gains(
        self,
        run: Run,
        directions: Mapping[int, int],
        cut: Fraction,  # noqa: ARG002 - a formula cannot be turned round
        best: Mapping[int, Target],
    ) -> Gains | None:
        """Return what each best answer alone does to the raw score; an order in which to try, and no more."""
        if self.fields:
            return None
        if len(best) * len(self.items) > _MOST_LOOKED_AT:
            return dict.fromkeys(best, 0), 1
        now = self._raw_with(run, {})
        return {at: directions[at] * (self._raw_with(run, {at: target}) - now) for at, target in best.items()}, 1

    def _raw_with(self, run: Run, changes: Mapping[int, Target]) -> Fraction:
        """Return the raw score with these answers; 0 where there is none, as this is for an order only."""
        states, values, points = run.states.copy(), run.values.copy(), run.points.copy()
        for at, (value, worth) in changes.items():
            states[at], values[at], points[at] = ANSWERED, value, worth
        found = Tally(self, replace(run, states=states, values=values, points=points)).raw()
        return Fraction(0) if found is None else as_fraction(found)

    def per_point(self, run: Run) -> None:
        """Return nothing: what one point does, only trying tells."""

    def shown(self, run: Run, taken: Sequence[tuple[EntryPlan, Ratio]], phrases: Phrases) -> Shown:
        """Return the formula as its author wrote it, and with numbers in place of names."""
        side = FormulaSide(self, run, len(taken), {}, {})
        for entry, worth in taken:
            (side.scores if isinstance(entry, FieldEntryPlan) else side.points)[entry.index] = worth
        return self.calculation.shown(run, side.worths(), phrases)
