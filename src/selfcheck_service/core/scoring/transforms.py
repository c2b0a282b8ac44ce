"""Transformations by expression: the score is what an expression makes of the raw score."""

from dataclasses import dataclass

from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.scoring.aggregation import Shown
from selfcheck_service.core.scoring.calculations import Calculation, as_ratio, span_of_ends
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, as_fraction, pair
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import show_calculation


@dataclass(frozen=True, slots=True)
class Transformed:
    """What a transformation sees: the run, and the raw score of its field."""

    run: Run
    raw: Ratio

    @property
    def number(self) -> ExactNumber:
        """Return the raw score as expressions see it."""
        return simplest(as_fraction(self.raw))


@dataclass(frozen=True, slots=True)
class Transform:
    """A transformation; `raw` is how it names the raw score."""

    calculation: Calculation
    raw: Reference

    def score(self, run: Run, raw: Ratio) -> Ratio | None:
        """Return the score; None where the expression has no value."""
        found = self.calculation.number(Transformed(run, raw))
        return None if found is None else as_ratio(found)

    def why_null(self, run: Run, raw: Ratio) -> str:
        """Return the reason (docs/scoring.md, section 3) where there is none."""
        return self.calculation.why_null(Transformed(run, raw))

    def is_open(self, run: Run) -> bool:
        """Tell whether open answers could change the score though they do not change the raw score."""
        return self.calculation.is_open(run)

    def between(self, run: Run, low: Ratio, high: Ratio) -> tuple[Ratio, Ratio] | None:
        """Return the ends of the score, the raw score being anything between two ends."""
        ends = self.calculation.between(run, {self.raw: span_of_ends(low, high)})
        return None if ends is None else (pair(ends[0]), pair(ends[1]))

    @property
    def slope(self) -> int:
        """Return whether the score rises (1) or falls (-1) with the raw score; 0 where neither is known."""
        return self.calculation.ways().get(self.raw, 0)

    def shown(self, run: Run, raw: Ratio, phrases: Phrases) -> Shown:
        """Return the transformation as its author wrote it, and in numbers."""
        return show_calculation(self.calculation, Transformed(run, raw), phrases)
