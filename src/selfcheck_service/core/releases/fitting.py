"""All histograms that fit coded cells, and what they have in common.

The cells of a block are of four kinds. Exact ones are known. Of the low ones (at most two) it is known how many people
they hold together, or nearly so. At most one cell, the remainder, holds whoever is left: "at least" or "most frequent".
So the histograms are: for each possible sum of the low cells every way to spread it over them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from selfcheck_service.core.releases.cells import Cell, Histogram, code_cells
from selfcheck_service.core.releases.policy import HIDDEN_COUNT, MOST_FITS

Ends = tuple[Fraction, Fraction]
# Histograms of two blocks are added each to each as long as that is soon done.
_MOST_PAIRS = 20 * MOST_FITS
# How many answered → the lowest and the highest sum of their points.
Sums = Mapping[int, Ends]


@dataclass(frozen=True, slots=True)
class Fits:
    """The histograms that fit: `known` has the exact counts, `low` the places of low cells, `sums` what they hold."""

    everybody: int
    known: tuple[int, ...]
    low: tuple[int, ...]
    remainder: int | None
    sums: tuple[int, ...]

    def with_low(self, counts: Sequence[int]) -> Histogram:
        """Return the histogram whose low cells have these counts."""
        histogram = list(self.known)
        for place, count in zip(self.low, counts, strict=True):
            histogram[place] = count
        if self.remainder is not None:
            histogram[self.remainder] = self.everybody - sum(histogram)
        return tuple(histogram)


def fits_of(everybody: int, cells: Sequence[Cell]) -> Fits:
    """Return the histograms over so many people that have these cells as their code."""
    known = tuple(cell.count if cell.code == "exact" and cell.count is not None else 0 for cell in cells)
    low = tuple(place for place, cell in enumerate(cells) if cell.code == "at_most")
    others = [place for place, cell in enumerate(cells) if cell.code in ("at_least", "most_frequent")]
    left = everybody - sum(known)
    if not others:
        return Fits(everybody, known, low, None, (left,))
    fits = Fits(everybody, known, low, others[0], ())
    most = min(left, HIDDEN_COUNT * len(low))
    # Which sums are possible follows from the code itself: of each sum one histogram is tried.
    possible = [total for total in range(most + 1) if code_cells(fits.with_low(_spread(total, low))) == tuple(cells)]
    return Fits(everybody, known, low, others[0], tuple(possible))


def _spread(total: int, places: Sequence[int]) -> list[int]:
    """Return counts for low cells that hold so many together, the first ones filled first."""
    return [min(HIDDEN_COUNT, max(0, total - HIDDEN_COUNT * at)) for at in range(len(places))]


def cell_spans(blocks: Sequence[Fits]) -> list[tuple[int, int]]:
    """Return the lowest and the highest count of each cell, over all blocks together."""
    spans = [_spans_in(fits) for fits in blocks]
    return [(sum(low for low, _ in each), sum(high for _, high in each)) for each in zip(*spans, strict=True)]


def _spans_in(fits: Fits) -> list[tuple[int, int]]:
    spans = [(count, count) for count in fits.known]
    fewest, most = min(fits.sums), max(fits.sums)
    for place in fits.low:
        spans[place] = max(0, fewest - HIDDEN_COUNT * (len(fits.low) - 1)), min(HIDDEN_COUNT, most)
    if fits.remainder is not None:
        left = fits.everybody - sum(fits.known)
        spans[fits.remainder] = left - most, left - fewest
    return spans


def list_fits(blocks: Sequence[Fits]) -> frozenset[Histogram] | None:
    """Return every histogram of all blocks together; None where they are too many to list."""
    return add_up(map(_list_one, blocks))


def add_up(listed: Iterable[frozenset[Histogram] | None]) -> frozenset[Histogram] | None:
    """Return every histogram of blocks together that were listed one by one; None where they are too many to list."""
    found: frozenset[Histogram] = frozenset()
    for at, here in enumerate(listed):
        if here is None or (at and len(found) * len(here) > _MOST_PAIRS):
            return None
        found = frozenset(_added(one, two) for one, two in product(found, here)) if at else here
        if len(found) > MOST_FITS:
            return None
    return found


def _added(one: Histogram, two: Histogram) -> Histogram:
    return tuple(map(sum, zip(one, two, strict=True)))


def _list_one(fits: Fits) -> frozenset[Histogram] | None:
    if sum(_ways(total, len(fits.low)) for total in fits.sums) > MOST_FITS:
        return None
    return frozenset(fits.with_low(counts) for total in fits.sums for counts in _spreads(total, len(fits.low)))


def _ways(total: int, cells: int) -> int:
    """Return in how many ways so many low cells hold so many people together."""
    ways = [1]
    for _ in range(cells):
        padded = [*ways, *[0] * HIDDEN_COUNT]
        ways = [sum(padded[max(0, at - HIDDEN_COUNT) : at + 1]) for at in range(len(padded))]
    return ways[total]


def _spreads(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    if not cells:
        yield ()
        return
    for count in range(max(0, total - HIDDEN_COUNT * (cells - 1)), min(HIDDEN_COUNT, total) + 1):
        yield from ((count, *others) for others in _spreads(total - count, cells - 1))


def sums_of(blocks: Sequence[Fits], points: Sequence[Fraction]) -> Sums:
    """Return the lowest and the highest sum of points for each number of answers, over all blocks together.

    The last cell has no points: it is those who gave no answer.
    """
    found: Sums = {0: (Fraction(0), Fraction(0))}
    for fits in blocks:
        added: dict[int, Ends] = {}
        for (one, (low, high)), (two, (lower, higher)) in product(found.items(), _sums_in(fits, points).items()):
            ends = added.get(one + two, (low + lower, high + higher))
            added[one + two] = min(ends[0], low + lower), max(ends[1], high + higher)
        found = added
    return found


def _sums_in(fits: Fits, points: Sequence[Fraction]) -> dict[int, Ends]:
    found: dict[int, Ends] = {}
    nobody = len(points)
    options = [place for place in fits.low if place != nobody]
    silent_counts = range(HIDDEN_COUNT + 1) if nobody in fits.low else (0,)
    for total, silent in product(fits.sums, silent_counts):
        if not 0 <= total - silent <= HIDDEN_COUNT * len(options):
            continue
        ends = [_extreme(fits, points, sorted(options, key=points.__getitem__), total - silent, silent)]
        ends.append(_extreme(fits, points, sorted(options, key=points.__getitem__)[::-1], total - silent, silent))
        answered, lowest, highest = ends[0][0], ends[0][1], ends[1][1]
        known = found.get(answered, (lowest, highest))
        found[answered] = min(known[0], lowest), max(known[1], highest)
    return found


def _extreme(
    fits: Fits, points: Sequence[Fraction], options: Sequence[int], total: int, silent: int
) -> tuple[int, Fraction]:
    """Return how many answered and their points where the options are filled in this order."""
    filled = dict(zip(options, _spread(total, options), strict=True))
    histogram = fits.with_low([filled.get(place, silent) for place in fits.low])
    answered = sum(histogram[:-1])
    return answered, sum((count * worth for count, worth in zip(histogram, points, strict=False)), Fraction(0))


def mean_of(sums: Sums) -> Ends | None:
    """Return the lowest and the highest mean; None where it may be that nobody answered."""
    if 0 in sums:
        return None
    return (
        min(low / answered for answered, (low, _) in sums.items()),
        max(high / answered for answered, (_, high) in sums.items()),
    )
