"""Weights that are expressions: what they come to in a run."""

from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.scoring.aggregation import Shown
from selfcheck_service.core.scoring.calculations import Calculation
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import show_calculation


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a weight is worked out from: nothing but the run."""

    run: Run


@dataclass(frozen=True, slots=True)
class WeighingBy:
    """A weight by an expression; one below 0 is none."""

    calculation: Calculation

    def number(self, run: Run) -> Fraction | None:
        """Return the weight; None where there is none."""
        found = self.calculation.number(_Seen(run))
        return None if found is None or found < 0 else Fraction(found)

    def why_null(self, run: Run) -> str:
        """Return the reason (docs/scoring.md, section 3) where there is none."""
        seen = _Seen(run)
        return "formula_undefined" if self.calculation.number(seen) is not None else self.calculation.why_null(seen)

    def is_open(self, run: Run) -> bool:
        """Tell whether open answers could change it."""
        return self.calculation.is_open(run)

    def between(self, run: Run) -> Ends | None:
        """Return its ends, open answers being anything; None where it might have none."""
        ends = self.calculation.between(run, {})
        return None if ends is None or ends[0] < 0 else ends

    def shown(self, run: Run, phrases: Phrases) -> Shown:
        """Return it as its author wrote it, and in numbers."""
        return show_calculation(self.calculation, _Seen(run), phrases)
