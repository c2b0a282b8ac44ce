"""Weakened: what is too small is left out in place of being merged, and the total still counts everybody."""

from collections.abc import Sequence

from msgspec.structs import replace

from attack.builds import Build
from attack.people import Person
from attack.weakened.work import begun, raw_total
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.partition import Group, Partition


class Unmerged(Build):
    """Suppression, as most do it: the total less all that is shown is what was to be hidden."""

    name = "unmerged"
    without = "merging of what is too small"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release of the perspectives that are large enough by themselves, and of everybody."""
        work = begun(self.round, people)
        sizes = work.tally.sizes
        if sum(sizes) < max(10, work.minimum):
            return None
        single = [Group((place,), size) for place, size in enumerate(sizes)]
        groups = tuple(group for group in single if group.size >= work.minimum)
        blocks = tuple(group for group in groups if group.size >= max(10, work.minimum))
        release = work.release(Partition(groups, blocks, ()))
        return replace(release, total=raw_total(work, Partition(groups, blocks, ())), gaps=())
