"""Cells: the histogram of one item over a block, coded so that it tells of nobody what they said.

A histogram counts every option and, last, who gave no answer. Its code is all that a release has of it; whatever else
a release says of the item follows from the histograms that have this code (`fitting`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.releases.policy import HIDDEN_COUNT

Histogram = tuple[int, ...]
CellCode = Literal["exact", "at_most", "at_least", "most_frequent"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is published; `count` is None where only that it is the most frequent is said."""

    code: CellCode
    count: int | None


def exact_cells(histogram: Sequence[int]) -> tuple[Cell, ...]:
    """Return the cells of a round that hides nothing."""
    return tuple(Cell("exact", count) for count in histogram)


def code_cells(histogram: Sequence[int]) -> tuple[Cell, ...]:
    """Return the coded cells of a histogram over at least ten people.

    Counts up to two and all but at most two are coded. The largest of the others is hidden, too (of equal ones the
    first), where only one cell is coded, or where the coded ones hold so many that hardly any of them has less than
    two. With five options that cannot happen below twelve people; with two or three it does, and without this rule a
    reader of "6, 3, at most 2" of ten would know that one person stands alone.
    """
    everybody = sum(histogram)
    largest = everybody - HIDDEN_COUNT
    cells = [_code(count, largest) for count in histogram]
    coded = [count for count, cell in zip(histogram, cells, strict=True) if cell.code != "exact"]
    shown = [count for count, cell in zip(histogram, cells, strict=True) if cell.code == "exact"]
    if shown and _tells_too_much(coded, largest):
        place = next(at for at, cell in enumerate(cells) if cell == Cell("exact", max(shown)))
        cells[place] = Cell("most_frequent", None)
    return tuple(cells)


def _code(count: int, largest: int) -> Cell:
    if count <= HIDDEN_COUNT:
        return Cell("at_most", HIDDEN_COUNT)
    return Cell("at_least", largest) if count >= largest else Cell("exact", count)


def _tells_too_much(coded: Sequence[int], largest: int) -> bool:
    """Tell whether what is left for the coded cells would say of one of them how many are in it."""
    if len(coded) == 1:
        return True
    return bool(coded) and max(coded) < largest and sum(coded) >= HIDDEN_COUNT * len(coded) - 1
