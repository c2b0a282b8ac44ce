"""Expressions in the scoring of a field: what they come to, why they come to nothing, and what they still could be.

A formula, a transformation and a weight differ in the few names that mean something else in them than elsewhere
(entries after policies, `raw`), and are told what these are worth; all else that they name is read from the run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.directions import directions
from selfcheck_service.core.definition.expressions.enclose import Spans
from selfcheck_service.core.definition.expressions.evaluation import Getter, Reasons, compile_expression
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.scoring.named_values import getter_for_parents
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.open_names import OpenNames, OpenStates, open_names, span_of_ends
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown, show_expression

_FURTHEST = 10**MOST_DIGITS_OF_AN_ANSWER

# What the own names of an expression are worth, in their order.
Worths = Sequence[ExactNumber | None]


@dataclass(frozen=True, slots=True)
class Calculation:
    """An expression, ready to be worked out. Made by `calculation_of`.

    What its `own` names are worth it is told each time. A result below `lowest` is none. `spans` say what its names can
    be over all answers, `open` what they still can be in a run.
    """

    bound: Bound
    own: tuple[Reference, ...]
    lowest: int | None
    evaluate: Getter[Any]
    reasons: Reasons
    spans: Spans
    open: OpenNames

    def number(self, run: Run, worths: Worths = ()) -> ExactNumber | None:
        """Return what the expression comes to; None where it has no value."""
        found = self.evaluate((run, worths))
        if not isinstance(found, int | Fraction):
            return None
        return None if self.lowest is not None and found < self.lowest else found

    def why_null(self, run: Run, worths: Worths = ()) -> str:
        """Return the reason (docs/scoring.md, section 3) where it has no value."""
        seen = run, worths
        missing = self.evaluate(seen) is None and self.reasons.is_missing(seen)
        return "formula_missing" if missing else "formula_undefined"

    def is_open(self, run: Run) -> bool:
        """Tell whether answers are open that it names, other than its own names."""
        return self.open.is_open(run)

    def ways(self) -> Mapping[Reference, int]:
        """Return which way it moves with each of its names."""
        return directions(self.bound, self.spans)

    def between(self, run: Run, low: Worths = (), high: Worths = ()) -> Ends | None:
        """Return its ends where open answers may be anything; None where it has no value for some of that.

        Each of its own names lies between two ends, in whatever order they come. Ends further out than numbers of
        answers come are none.
        """
        own = dict(zip(self.own, map(span_of_ends, low, high), strict=True))
        found, doubtful = self.open.enclosed(run, own)
        if doubtful or found.null or (self.lowest is not None and found.low < self.lowest):
            return None
        ends = Fraction(found.low), Fraction(found.high)
        return None if max(map(abs, ends)) > _FURTHEST else ends

    def shown(self, run: Run, worths: Worths, phrases: Phrases) -> Shown:
        """Return it as its author wrote it, and in numbers."""
        seen = run, worths
        return show_expression(self.bound, lambda bound: self.reasons.value(bound, seen), phrases)


def calculation_of(
    bound: Bound,
    names: Names,
    spans: Spans,
    own: Sequence[Reference] = (),
    *,
    open_states: OpenStates | None = None,
    lowest: int | None = None,
) -> Calculation:
    """Return a bound expression of the scoring of a field, ready to be worked out.

    `own` are the names whose worth it will be told; `open_states` hold for items that are its entries.
    """
    places = {reference: place for place, reference in enumerate(own)}

    def resolve(reference: Reference) -> Getter[Any]:
        place = places.get(reference)
        if place is not None:
            return lambda seen: seen[1][place]
        get = getter_for_parents(reference, names)
        return lambda seen: get(seen[0])

    return Calculation(
        bound=bound,
        own=tuple(own),
        lowest=lowest,
        evaluate=compile_expression(bound, resolve),
        reasons=Reasons(bound, resolve),
        spans=spans,
        open=open_names(bound, names, spans, own, open_states),
    )
