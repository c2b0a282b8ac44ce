"""One evaluation in the making: answers in, numbers out. Texts come later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from selfcheck_service.core.definition.expressions.spans import Span
from selfcheck_service.core.scoring.evaluation import FieldResult, Status
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.states import Truth

# What all trials of one evaluation may take together: so many items and entries of expressions are looked at.
MOST_EFFORT = 500_000
# Attributes of the municipality: the value of an option, or an exact number.
Profile = dict[str, int | str | Fraction]


@dataclass(slots=True)
class Given:
    """What an evaluation begins with: per item (by index) its state, its value and its points.

    `values` keeps what was said, also where the item is hidden; `states` and `points` say what counts. `fragments` are
    the canonical JSON members the digest is made of, empty where nothing was said.
    """

    states: bytearray
    values: list[object]
    points: list[Scaled | None]
    fragments: tuple[str, ...]
    profile: Profile
    perspective: str | None


class Derived(msgspec.Struct):
    """What follows from the numbers of a field alone, kept with them on first use.

    `canonical` is for the receipt, `shown` the result in each wording and `written` the same as JSON; `gap` is the
    missing share of the scale, `offers` are the suggestions that ask for nothing else, `held` the numbers as gates
    leave them, by those that hold the level down.
    """

    canonical: str = ""
    shown: dict[int, FieldResult] = {}
    written: dict[int, msgspec.Raw] = {}
    gap: Ratio | None = None
    offers: tuple[Any, ...] | None = None
    held: "dict[tuple[int, ...], FieldRun]" = {}


class FieldRun(msgspec.Struct):
    """The numbers of one field. `used` is the score that levels and conditions see, `passed_on` the one parents see.

    Once computed the numbers are not changed any more, because runs of the same plan may share them. `held_by` are the
    places of the gates that hold the level down. `level_set` is the place of the one that serves. `open`: something in
    the field could still be said; `never`: it has no score, whatever is said; `applicable_then`: how many items apply
    at least and at most, had everything been said.
    """

    raw: Ratio | None = None
    score: Ratio | None = None
    low: Ratio | None = None
    high: Ratio | None = None
    exact: Ratio | None = None
    used: Ratio | None = None
    passed_on: Ratio | None = None
    low_passed_on: Ratio | None = None
    high_passed_on: Ratio | None = None
    open: bool = False
    never: bool = False
    status: Status = "not_computed"
    reason: str | None = None
    answered: int = 0
    applicable: int = 0
    applicable_then: tuple[int, int] = (0, 0)
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    level: int | None = None
    level_before_gates: int | None = None
    border: int | None = None
    level_set: int = 0
    held_by: tuple[int, ...] = ()
    derived: Derived = msgspec.field(default_factory=Derived)

    @property
    def coverage(self) -> Ratio | None:
        """Return the share of the applicable items that were answered; None where nothing applies."""
        return (self.answered, self.applicable) if self.applicable else None


class Prospect(NamedTuple):
    """What an item could come to, had everything been said that was not.

    `value` is that of a computed item, None of any other; both may be nothing. `without_value` are the states in which
    the item then may be where it has no value, `without_points` those whose policies it may meet without points.
    """

    value: Span | None
    points: Span
    without_value: frozenset[int]
    without_points: frozenset[int]


@dataclass(slots=True)
class Run:
    """All numbers of one evaluation, by the indices of the plan.

    `given` is what it began with, before anything was hidden or followed from it; `unsettled` are the items of which
    something follows from what could still be said. Where no `bounds` are asked for, as in trials, it stays empty.
    `effort` is what trials for all fields together may still take.
    """

    given: Given
    states: bytearray
    values: list[object]
    points: list[Scaled | None]
    profile: Profile
    fields: list[FieldRun]
    flags: dict[str, Truth]
    unsettled: dict[int, Prospect] = field(default_factory=dict)
    bounds: bool = True
    effort: int = MOST_EFFORT


# Takes what belongs to certain items from a list over all of them.
Pick = Callable[[Sequence[Any]], Sequence[Any]]


def picker(indices: tuple[int, ...]) -> Pick:
    """Return what takes these places from a list."""
    if indices and indices == tuple(range(indices[0], indices[-1] + 1)):
        # Items of a field mostly stand together, and a slice of states is counted much faster than a tuple of them.
        return itemgetter(slice(indices[0], indices[-1] + 1))
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda values: tuple([values[index] for index in indices])


# A condition, ready to be asked: true, false or unknown.
Predicate = Callable[[Run], Truth]
