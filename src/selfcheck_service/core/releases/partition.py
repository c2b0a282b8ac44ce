"""Who is summed up together: two nested partitions of a round by its perspectives, from their sizes alone.

Nothing here sees an answer, so nothing here can tell one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.releases.policy import SMALLEST_BLOCK

Side = Literal["groups", "blocks"]


@dataclass(frozen=True, slots=True)
class Group:
    """Perspectives that are summed up together, by their places in the declared order, and how many people they are."""

    places: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Merge:
    """One line of the merge log: two groups became one, for this partition, because the smaller was too small."""

    partition: Side
    smaller: Group
    larger: Group


@dataclass(frozen=True, slots=True)
class Partition:
    """Groups of at least the minimum group size, and blocks made of them of at least ten.

    Both hold everybody, or nobody where there are too few for one.
    """

    groups: tuple[Group, ...]
    blocks: tuple[Group, ...]
    merges: tuple[Merge, ...]

    @property
    def too_few(self) -> bool:
        """Tell whether nothing may be shown."""
        return not self.groups


def partition(sizes: Sequence[int], minimum: int) -> Partition:
    """Return both partitions of perspectives with these sizes, in their declared order.

    The smallest group is merged with the next smallest until all are large enough; of equal ones the first declared
    comes first. A perspective of nobody is merged like any other small one: empty looks like suppressed.
    """
    merges: list[Merge] = []
    single = tuple(Group((place,), size) for place, size in enumerate(sizes))
    groups = _merged(single, "groups", minimum, merges)
    if not groups:
        return Partition((), (), ())
    blocks = _merged(groups, "blocks", max(minimum, SMALLEST_BLOCK), merges)
    # What did not become a block is no step of making one.
    kept = tuple(merge for merge in merges if blocks or merge.partition == "groups")
    return Partition(groups, blocks, kept)


def every_group(sizes: Sequence[int]) -> Partition:
    """Return the partition of a round that hides nothing: everybody by perspective; where nobody is, nothing is."""
    groups = tuple(Group((place,), size) for place, size in enumerate(sizes) if size)
    return Partition(groups, groups, ())


def separable(group: Group, sizes: Sequence[int], parts: Iterable[frozenset[int]], least: int) -> set[frozenset[int]]:
    """Return the parts of a group that may be shown beside the whole; a part is a set of places.

    Not everybody is asked everything, so an item may be about a part only. Wherever published parts overlap or leave
    somebody out, that must again be nobody or at least so many people. The parts are taken in the order given.
    """
    accepted: list[frozenset[int]] = []
    for part in dict.fromkeys(parts):
        tried = [*accepted, part]
        atoms: dict[tuple[bool, ...], int] = {}
        for place in group.places:
            member = tuple(place in each for each in tried)
            atoms[member] = atoms.get(member, 0) + sizes[place]
        if all(size == 0 or size >= least for size in atoms.values()):
            accepted = tried
    return set(accepted)


def _merged(groups: tuple[Group, ...], side: Side, least: int, merges: list[Merge]) -> tuple[Group, ...]:
    """Return the groups merged on until each has at least so many people; nothing where all together have fewer."""
    if sum(group.size for group in groups) < least:
        return ()
    waiting = sorted(groups, key=_rank)
    while waiting[0].size < least:
        smaller, larger, *others = waiting
        merges.append(Merge(side, smaller, larger))
        both = Group(tuple(sorted(smaller.places + larger.places)), smaller.size + larger.size)
        waiting = sorted([both, *others], key=_rank)
    return tuple(sorted(waiting, key=lambda group: group.places))


def _rank(group: Group) -> tuple[int, int]:
    return group.size, group.places[0]
