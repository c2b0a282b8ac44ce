"""Weakened: the cells of a block have their true counts."""

from collections.abc import Sequence

from attack.builds import Build
from attack.inference import Code
from attack.measures import Histogram
from attack.people import Person
from attack.weakened.work import begun
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.cells import exact_cells
from selfcheck_service.core.releases.partition import partition


class Exact(Build):
    """Ten are enough, one would think. Where all agree everybody is known, and who stands alone is seen."""

    name = "exact"
    without = "coded cells"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release in which no cell is coded."""
        work = begun(self.round, people)
        work.code = exact_cells
        parts = partition(work.tally.sizes, work.minimum)
        return None if parts.too_few else work.release(parts)

    @property
    def code(self) -> Code:
        """Return the documented code: none."""
        return _plain


def _plain(histogram: Histogram) -> tuple[tuple[str, int | None], ...]:
    return tuple(("exact", count) for count in histogram)
