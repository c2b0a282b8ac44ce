"""What a histogram looks like, in a word; and which word is true of all histograms that fit.

A pattern is named only where every fitting histogram has it. Else there is none: that is the price of small groups, and
it is said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.releases.agreement import agreement, consensus, without_one
from selfcheck_service.core.releases.cells import Histogram
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.policy import (
    ALIGNED_AGREEMENT,
    ALIGNED_CONSENSUS,
    CAMP_SHARE,
    CAMP_SIZE,
    CAMP_STEPS,
    FEWEST_RATERS,
    GAP,
    HIGH,
    KNOWLEDGE_GAP,
    URGENT,
)

PatternName = Literal["aligned", "mostly_aligned", "camps", "spread", "knowledge_gap", "too_few", "not_determinable"]
Quadrant = Literal[
    "strength", "tackle_together", "clarify_perception", "understand_first", "make_visible", "not_determinable"
]
GapName = Literal["first_higher", "second_higher", "no_gap", "not_determinable"]
UrgencyName = Literal["urgent", "not_urgent", "not_determinable"]
_AGREES: Collection[str] = ("aligned", "mostly_aligned")
_SPLIT: Collection[str] = ("camps", "spread")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What all fitting histograms have in common; None where a measure is not defined for one of them."""

    agreement: Ends | None
    consensus: Ends | None
    patterns: frozenset[PatternName]

    @property
    def pattern(self) -> PatternName:
        """Return the pattern that all share."""
        return next(iter(self.patterns)) if len(self.patterns) == 1 else "not_determinable"


def agreement_over(histograms: Iterable[Histogram], order: Sequence[int]) -> Agreement:
    """Return the lowest and highest measures over histograms; `order` has the places of the options, lowest first."""
    rated = [(tuple(found[place] for place in order), found[-1]) for found in histograms]
    return Agreement(
        agreement=_ends([agreement(counts) for counts, _ in rated]),
        consensus=_ends([consensus(counts) for counts, _ in rated]),
        patterns=frozenset(pattern_of(counts, silent) for counts, silent in rated),
    )


def _ends(found: Sequence[Fraction | None]) -> Ends | None:
    numbers = [number for number in found if number is not None]
    return (min(numbers), max(numbers)) if len(numbers) == len(found) else None


def pattern_of(counts: tuple[int, ...], silent: int) -> PatternName:
    """Return the pattern of the ratings in the order of their options, and of how many gave no answer."""
    answered = sum(counts)
    if silent * KNOWLEDGE_GAP.denominator >= KNOWLEDGE_GAP.numerator * (answered + silent):
        return "knowledge_gap"
    if answered < FEWEST_RATERS:
        return "too_few"
    if _is_aligned(counts):
        return "aligned"
    if any(_is_aligned(others) for others in without_one(counts)):
        return "mostly_aligned"
    return "camps" if _has_camps(counts) else "spread"


def _is_aligned(counts: tuple[int, ...]) -> bool:
    return _reaches(agreement(counts), ALIGNED_AGREEMENT) and _reaches(consensus(counts), ALIGNED_CONSENSUS)


def _reaches(number: Fraction | None, limit: Fraction) -> bool:
    # What Fraction does to compare, at a fifth of its price: every fitting histogram is asked, and all with one less.
    return number is not None and number.numerator * limit.denominator >= limit.numerator * number.denominator


def _has_camps(counts: tuple[int, ...]) -> bool:
    """Tell whether two options far apart are chosen often, and one between them less than either."""
    enough = max(Fraction(CAMP_SIZE), CAMP_SHARE * sum(counts))
    often = [place for place, count in enumerate(counts) if count >= enough]
    return any(
        other - one >= CAMP_STEPS and min(counts[one + 1 : other]) < min(counts[one], counts[other])
        for one in often
        for other in often
    )


def pattern_of_field(items: Sequence[Collection[PatternName]]) -> tuple[PatternName, str | None]:
    """Return the pattern of a field by those possible for each of its items, and why there is none.

    It is the pattern that more than half of the items surely have. Where aligned items and mostly aligned ones make up
    more than half only together, the field is mostly aligned.
    """
    if not items:
        return "not_determinable", "no_items"
    surely: dict[PatternName, int] = {}
    for possible in items:
        if len(possible) == 1:
            surely[next(iter(possible))] = surely.get(next(iter(possible)), 0) + 1
    for name, count in surely.items():
        if 2 * count > len(items):
            return name, None
    if 2 * sum(set(possible).issubset(_AGREES) for possible in items) > len(items):
        return "mostly_aligned", None
    undecided = any(len(possible) > 1 for possible in items)
    return "not_determinable", "fits_differ" if undecided else "no_majority"


def quadrant_of(good: Ends | None, pattern: PatternName) -> Quadrant:
    """Return what score and agreement say together; `good` is the share of the scale, 1 being best."""
    if pattern == "knowledge_gap":
        return "make_visible"
    side = side_of(good, HIGH)
    if side is None or (pattern not in _AGREES and pattern not in _SPLIT):
        return "not_determinable"
    names: Mapping[tuple[bool, bool], Quadrant] = {
        (True, True): "strength",
        (False, True): "tackle_together",
        (True, False): "clarify_perception",
        (False, False): "understand_first",
    }
    return names[side, pattern in _AGREES]


def side_of(ends: Ends | None, cut: Fraction) -> bool | None:
    """Tell whether all numbers between the ends are at least the cut (true) or below it (false), or None."""
    if ends is None or ends[0] < cut <= ends[1]:
        return None
    return ends[0] >= cut


def urgency_of(share: Ends | None) -> UrgencyName:
    """Return whether something is called urgent by its share of the scale of urgency."""
    side = side_of(share, URGENT)
    if side is None:
        return "not_determinable"
    return "urgent" if side else "not_urgent"


def gap_of(difference: Ends | None) -> GapName:
    """Return what the difference between two groups amounts to, as a share of the scale: first less second."""
    if difference is None:
        return "not_determinable"
    low, high = difference
    if low >= GAP:
        return "first_higher"
    if high <= -GAP:
        return "second_higher"
    return "no_gap" if low > -GAP and high < GAP else "not_determinable"
