"""Weakened: only small counts and nearly all are coded; the largest count is never hidden."""

from collections.abc import Sequence

from attack.builds import Build
from attack.inference import Code
from attack.measures import Histogram
from attack.people import Person
from attack.weakened.work import begun
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.cells import Cell, CellCode
from selfcheck_service.core.releases.partition import partition


class Largest(Build):
    """The rest of what is shown tells the hidden ones: of 6, 3 and at most 2 of ten the last is 1."""

    name = "largest"
    without = "hiding of the largest count"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release in which counts from three on are shown."""
        work = begun(self.round, people)
        work.code = _cells
        parts = partition(work.tally.sizes, work.minimum)
        return None if parts.too_few else work.release(parts)

    @property
    def code(self) -> Code:
        """Return the documented code."""
        return _coded


def _coded(histogram: Histogram) -> tuple[tuple[str, int | None], ...]:
    largest = sum(histogram) - 2
    return tuple(
        ("at_most", 2) if count <= 2 else ("at_least", largest) if count >= largest else ("exact", count)
        for count in histogram
    )


def _cells(histogram: Sequence[int]) -> tuple[Cell, ...]:
    codes: dict[str, CellCode] = {"at_most": "at_most", "at_least": "at_least", "exact": "exact"}
    return tuple(Cell(codes[name], count) for name, count in _coded(tuple(histogram)))
