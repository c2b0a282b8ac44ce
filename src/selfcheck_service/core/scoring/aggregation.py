"""What enters the score of a field, and what an aggregation is to the rest of the engine.

An aggregation makes one raw score of all entries that take part. There are few kinds of it (`sums`, `terms`,
`formulas`), and only they know how they do it: what takes part is decided in `tally`, what follows from the raw score
in `scores`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, Self

from selfcheck_service.core.scoring.calculations import Calculation
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown
from selfcheck_service.core.scoring.states import PolicyPoints


@dataclass(frozen=True, slots=True)
class ItemEntryPlan:
    """An item in the score of a field; `policy` by state code, weights and bases as scaled integers.

    One that is not `scored` has no points, and stands in a formula for its value.
    `weight_by` gives the weight where that is an expression; then those here are what they were with a weight of 1.
    """

    index: int
    scored: bool
    weight: int
    base: Scaled
    policy: tuple[PolicyPoints, ...]
    spans: tuple[bool, ...]
    smallest: Scaled
    largest: Scaled
    declared_weight: Fraction
    declared_largest: Fraction
    weight_by: Calculation | None = None


@dataclass(frozen=True, slots=True)
class FieldEntryPlan:
    """A field in the score of another; `not_applicable` and `not_computed` are what its policies make of it."""

    index: int
    weight: int
    base: Scaled
    not_applicable: PolicyPoints
    not_computed: PolicyPoints
    declared_weight: Fraction
    declared_largest: Fraction
    weight_by: Calculation | None = None


EntryPlan = ItemEntryPlan | FieldEntryPlan
# What each best answer adds, by the item's index, and how much is missing, in one unit.
Gains = tuple[Mapping[int, Scaled], Scaled]


class Side(Protocol):
    """What takes part in one of the three: the score, the worst case, the best case."""

    @property
    def count(self) -> int:
        """Return how many entries take part."""

    @property
    def open_beside(self) -> bool:
        """Tell whether it depends on open answers that are no entries."""

    def add_item(self, entry: ItemEntryPlan, worth: Scaled) -> None:
        """Let an item take part with these points."""

    def add_field(self, entry: FieldEntryPlan, worth: Ratio) -> None:
        """Let a child field take part with this score."""

    def copy(self) -> Self:
        """Return a side that can be added to without changing this one."""

    def raw(self) -> Ratio | None:
        """Return the raw score; None where it is not defined."""

    def why_undefined(self) -> str:
        """Return the reason (docs/scoring.md, section 3) where there is no raw score though entries take part."""

    def raw_up_to(self, other: Self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores between the worst case, which this is, and the best; None where one is not defined."""


class Aggregation(Protocol):
    """How entries become a raw score, and whatever else depends on how they do.

    `words` name it, by language. `adds_up`: the raw score depends on the weighted sum of what takes part, and on which
    entries do, so that gains add up, also through other fields; `adds_up_alone`: they do where no fields enter.
    `levels_only`: there is never a raw score.
    """

    @property
    def items(self) -> tuple[ItemEntryPlan, ...]:
        """Return the items that enter."""

    @property
    def fields(self) -> tuple[FieldEntryPlan, ...]:
        """Return the fields that enter."""

    @property
    def point_denominator(self) -> int:
        """Return what the points of items are multiplied by."""

    @property
    def words(self) -> Mapping[str, str]:
        """Return its name in a sentence, by language."""

    @property
    def adds_up(self) -> bool:
        """Tell whether gains add up."""

    @property
    def adds_up_alone(self) -> bool:
        """Tell whether gains add up where only items enter."""

    @property
    def levels_only(self) -> bool:
        """Tell whether there is never a raw score."""

    def begin(self, run: Run) -> tuple[Side, list[ItemEntryPlan]]:
        """Return a side with all items that have points, and the other items."""

    def pulls(self) -> Iterator[tuple[EntryPlan, int]]:
        """Yield each entry with 1 where more of it never lowers the raw score, -1 where never raises, 0 else."""

    def gains(self, run: Run, directions: Mapping[int, int], cut: Fraction, best: Mapping[int, Target]) -> Gains | None:
        """Return what the best answers add towards the raw score of the cut; None where fields enter as well."""

    def per_point(self, run: Run) -> Fraction | None:
        """Return by how much the raw score rises per weighted point, both as scaled integers; None if that differs."""

    def shown(self, run: Run, taken: Sequence[tuple[EntryPlan, Ratio]], phrases: Phrases) -> Shown:
        """Return the calculation in numbers, so that a reader can repeat it by hand."""


def worth_now(run: Run, entry: ItemEntryPlan) -> Scaled | None:
    """Return the points with which an item takes part now, by its answer or by the policy of its state."""
    points = run.points[entry.index]
    if points is not None:
        return points
    policy = entry.policy[run.states[entry.index]]
    return None if isinstance(policy, str) else policy


def weight_now(run: Run, entry: EntryPlan) -> Fraction | None:
    """Return the weight of an entry, by what was answered where it depends on that; None where it has none."""
    if entry.weight_by is None:
        return entry.declared_weight
    found = entry.weight_by.number(run)
    return None if found is None else Fraction(found)
