"""What weakened builds change inside: the work of a release, before it is written."""

from collections.abc import Sequence

from attack.people import Person
from attack.rounds import Round, parsed
from selfcheck_service.core.releases.aggregate import _Work as Work
from selfcheck_service.core.releases.document import BlockFigures
from selfcheck_service.core.releases.partition import Group, Partition

__all__ = ["Work", "begun", "raw_total"]


def begun(of: Round, people: Sequence[Person]) -> Work:
    """Return the work on a confidential release that has counted these people."""
    work = Work(of.sealing, "cells")
    work.tally.add_all(parsed(of, people))
    return work


def raw_total(work: Work, parts: Partition) -> BlockFigures:
    """Return the figures of everybody, coded from their own sums in place of the cells of the blocks."""
    everybody = Group(tuple(range(len(work.tally.sizes))), sum(work.tally.sizes))
    cells = work._seen(everybody, Partition(parts.groups, (everybody,), ()))  # noqa: SLF001 - weakened on purpose
    return work._block(everybody, work._find(everybody, [cells]))  # noqa: SLF001 - weakened on purpose
