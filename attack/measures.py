"""The figures of one histogram, worked out by the attacker from docs/releases.md and the papers named there.

A histogram counts the options and, last, who gave no answer. Measures are floats: what is published has two decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations
from math import log2

from attack.shapes import shape_of
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.scoring import Plan

Histogram = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the definition says of an item: the points of its options, and their places by these, where they differ."""

    values: tuple[int | str, ...]
    points: tuple[Fraction, ...] | None
    order: tuple[int, ...] | None

    def words(self, place: int) -> str:
        """Return what it means to stand in this place of a histogram."""
        return f"the answer {self.values[place]}" if place < len(self.values) else "no answer"


@cache
def subjects_of(shape: str) -> dict[str, Subject]:
    """Return the items with one choice of a questionnaire, by their keys."""
    plan = shape_of(shape).plan
    return {item.key: _subject(plan, item.key) for item in plan.items if item.definition.kind.chooses_one}


@cache
def urgency_items(shape: str) -> dict[str, str]:
    """Return which item asks how urgent a field is, by the key of the field."""
    definitions = [field.node.definition for field in shape_of(shape).plan.fields]
    return {
        field.key: field.urgency
        for field in definitions
        if isinstance(field, ThematicField) and field.urgency is not None
    }


def _subject(plan: Plan, key: str) -> Subject:
    item = next(each for each in plan.items if each.key == key)
    options = plan.structure.options_of(item.definition)
    values = tuple(option.value for option in options)
    given = [option.points for option in options]
    if not item.scored and None in given:
        given = [Fraction(value) if isinstance(value, int) else None for value in values]
    points = tuple(each for each in given if each is not None)
    if len(points) < len(values):
        return Subject(values, None, None)
    order = tuple(sorted(range(len(points)), key=points.__getitem__)) if len(set(points)) == len(points) else None
    return Subject(values, points, order)


def code(histogram: Histogram) -> tuple[tuple[str, int | None], ...]:
    """Return the cells that the documentation says are published of a histogram."""
    largest = sum(histogram) - 2
    cells: list[tuple[str, int | None]] = [
        ("at_most", 2) if count <= 2 else ("at_least", largest) if count >= largest else ("exact", count)
        for count in histogram
    ]
    hidden = [count for count, (name, _) in zip(histogram, cells, strict=True) if name != "exact"]
    shown = [count for count, (name, _) in zip(histogram, cells, strict=True) if name == "exact"]
    if shown and hidden and (len(hidden) == 1 or (max(hidden) < largest and sum(hidden) >= 2 * len(hidden) - 1)):
        cells[cells.index(("exact", max(shown)))] = ("most_frequent", None)
    return tuple(cells)


def mean_of(histogram: Histogram, points: Sequence[Fraction]) -> Fraction | None:
    """Return the mean in per cent of the way from the lowest points to the highest; None where nobody answered."""
    answered, low, high = sum(histogram[:-1]), min(points), max(points)
    if not answered or low == high:
        return None
    total = sum((count * worth for count, worth in zip(histogram, points, strict=False)), Fraction(0))
    return 100 * (total / answered - low) / (high - low)


@lru_cache(maxsize=100_000)
def agreement(counts: Histogram) -> float | None:
    """Return A of van der Eijk, over the options in order."""
    if not sum(counts) or len(counts) < 3:
        return None
    total, below = 0.0, 0
    for height in sorted(set(counts) - {0}):
        layer = tuple(count >= height for count in counts)
        total += (height - below) * sum(layer) * _layer(layer)
        below = height
    return total / sum(counts)


@cache
def _layer(layer: tuple[bool, ...]) -> float:
    options, filled = len(layer), sum(layer)
    if filled in (1, options):
        return float(filled == 1)
    pairs = [triple for triple in combinations(layer, 3) if sum(triple) == 2]
    apart = sum(not triple[1] for triple in pairs)
    together = len(pairs) - apart
    unimodal = ((options - 2) * together - (options - 1) * apart) / ((options - 2) * (together + apart))
    return unimodal * (1 - (filled - 1) / (options - 1))


@lru_cache(maxsize=100_000)
def consensus(counts: Histogram) -> float | None:
    """Return the consensus of Tastle and Wierman, over the options in order."""
    people, width = sum(counts), len(counts) - 1
    if not people or not width:
        return None
    mean = sum(place * count for place, count in enumerate(counts)) / people
    return 1 + sum(
        count / people * log2(1 - abs(place - mean) / width)
        for place, count in enumerate(counts)
        if count and abs(place - mean) < width
    )


@lru_cache(maxsize=100_000)
def pattern_of(counts: Histogram, silent: int) -> str:
    """Return the pattern of the ratings in order, and of how many gave no answer."""
    answered = sum(counts)
    if 10 * silent >= 3 * (answered + silent):
        return "knowledge_gap"
    if answered < 8:
        return "too_few"
    if _aligned(counts):
        return "aligned"
    lessened = (tuple(count - (at == place) for at, count in enumerate(counts)) for place in range(len(counts)))
    if any(min(one) >= 0 and _aligned(one) for one in lessened):
        return "mostly_aligned"
    often = [place for place, count in enumerate(counts) if count >= max(2, answered / 4)]
    camps = any(
        two - one >= 2 and min(counts[one + 1 : two]) < min(counts[one], counts[two])
        for one, two in combinations(often, 2)
    )
    return "camps" if camps else "spread"


def _aligned(counts: Histogram) -> bool:
    one, two = agreement(counts), consensus(counts)
    # What lies on the limit up to the last digits of a float reaches it.
    return one is not None and two is not None and one >= 0.5 - 1e-12 and two >= 0.7 - 1e-12
