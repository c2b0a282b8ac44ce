"""Exact inference: all histograms that fit what is published of one item, and what they all have in common.

Whoever looks on from outside can exclude exactly what does not fit; one who took part exactly what does not fit with
their own answer. People who are counted together are exchangeable, so somebody's answer is certain only where all
others gave the same.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement

from attack.measures import Histogram, Subject, agreement, consensus, mean_of, pattern_of
from attack.published import Cell, Item, Span

# What a build says its cells are; an attacker has read its documentation.
Code = Callable[[Histogram], tuple[tuple[str, int | None], ...]]
# Ends are rounded outwards; single numbers are rounded as floats are.
SLACK = Fraction(1, 10**9)


@lru_cache(maxsize=4_000)
def fits_of(item: Item, subject: Subject, code: Code) -> tuple[Histogram, ...]:
    """Return all histograms that fit everything that is published of an item in one block."""
    return tuple(found for found in _candidates(item.n, item.cells, code) if has_figures(item, subject, found))


@lru_cache(maxsize=4_000)
def _candidates(people: int, cells: tuple[Cell, ...], code: Code) -> tuple[Histogram, ...]:
    published = tuple((cell.code, cell.count) for cell in cells)
    spread = _spread(people, [(cell.lowest, cell.highest) for cell in cells])
    return tuple(found for found in spread if code(found) == published)


def _spread(people: int, spans: Sequence[tuple[int, int]]) -> Iterator[Histogram]:
    """Yield all histograms of so many people whose counts lie in these spans."""
    if not spans:
        if not people:
            yield ()
        return
    (low, high), *others = spans
    least, most = sum(one for one, _ in others), sum(two for _, two in others)
    for count in range(max(low, people - most), min(high, people - least) + 1):
        yield from ((count, *rest) for rest in _spread(people - count, others))


def has_figures(item: Item, subject: Subject, found: Histogram) -> bool:
    """Tell whether a histogram has all figures that are published."""
    if not within(item.silent, Fraction(100 * found[-1], item.n)):
        return False
    if subject.points is not None and not within(item.mean, mean_of(found, subject.points)):
        return False
    if subject.order is None:
        return True
    counts = tuple(found[place] for place in subject.order)
    if item.pattern != "not_determinable" and pattern_of(counts, found[-1]) != item.pattern:
        return False
    return within(item.agreement, agreement(counts)) and within(item.consensus, consensus(counts))


def within(span: Span, number: Fraction | float | None) -> bool:
    """Tell whether a number lies in a published interval; where nothing is published, any does."""
    return span is None or (number is not None and span[0] - SLACK <= number <= span[1] + SLACK)


def certain(histograms: Sequence[Histogram]) -> int | None:
    """Return the one place in which all these histograms have everybody; None where there is none."""
    filled = {place for found in histograms for place, count in enumerate(found) if count}
    return next(iter(filled)) if len(filled) == 1 else None


def alone(histograms: Sequence[Histogram]) -> list[int]:
    """Return the places that hold exactly one person in all these histograms."""
    first, *others = histograms
    return [place for place, count in enumerate(first) if count == 1 and all(found[place] == 1 for found in others)]


def without(histograms: Sequence[Histogram], known: Sequence[int]) -> list[Histogram]:
    """Return what is left for those who know these answers, and take them out."""
    found = list(histograms)
    for place in known:
        found = [(*one[:place], one[place] - 1, *one[place + 1 :]) for one in found if one[place]]
    return found


def breaches(fits: Sequence[Histogram], true: Histogram, subject: Subject) -> Iterator[str]:
    """Yield what somebody outside, or one who took part, knows for certain of people with this true histogram."""
    place = certain(fits)
    if place is not None:
        yield f"all {sum(true)} surely gave {subject.words(place)}"
    yield from (f"exactly one person surely gave {subject.words(place)}" for place in alone(fits))
    if place is None and max(true) >= sum(true) - 1:
        for own in [at for at, count in enumerate(true) if count]:
            told = certain(without(fits, [own]))
            if told is not None:
                gave, others = subject.words(own), subject.words(told)
                yield f"one who gave {gave} knows that the other {sum(true) - 1} gave {others}"


def two_can_tell(fits: Sequence[Histogram], true: Histogram) -> bool:
    """Tell whether some two who tell each other their answers know somebody else's for certain."""
    if max(true) < sum(true) - 2:
        return False
    places = [at for at, count in enumerate(true) if count]
    return any(
        certain(without(fits, pair)) is not None
        for pair in combinations_with_replacement(places, 2)
        if pair[0] != pair[1] or true[pair[0]] > 1
    )
