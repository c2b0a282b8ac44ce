"""Weakened: totals are coded from the sums of everybody, in place of being added up from the cells of the blocks."""

from collections.abc import Sequence

from msgspec.structs import replace

from attack.builds import Build
from attack.people import Person
from attack.weakened.work import begun, raw_total
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.partition import partition


class Totals(Build):
    """Each set of cells is safe by itself. Together they are not: a total of 15, and 5 of the others, were all ten."""

    name = "totals"
    without = "totals from published cells"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release with totals of their own."""
        work = begun(self.round, people)
        parts = partition(work.tally.sizes, work.minimum)
        if parts.too_few:
            return None
        release = work.release(parts)
        return replace(release, total=raw_total(work, parts)) if len(parts.blocks) > 1 else release
