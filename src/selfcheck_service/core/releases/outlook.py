"""What a release will show, told before it is made: from participation alone.

Of each perspective is known how many codes were used, and of the round how many responses were submitted. How many were
submitted from one perspective is told to nobody before the release. So all sizes that fit are looked at, and only what
holds for every one of them is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.releases.partition import Partition, partition
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.core.rounds.terms import SMALLEST_GROUP_SIZE

# More ways in which the sizes may be are not looked at: then nothing is sure.
MOST_WAYS = 1000
Shows = Literal["nothing", "quarters", "items"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is sure before a release is made.

    `shows`: "nothing" where too few have answered, "quarters" where a field has one quarter of its scale for a group,
    "items" from ten responses on. `alone` are the places (in the declared order) of perspectives that surely stand for
    themselves, `together` those sets of them that surely are summed up together, `open` the places of all others.
    """

    shows: Shows
    alone: tuple[int, ...]
    together: tuple[tuple[int, ...], ...]
    open: tuple[int, ...]


def outlook(redeemed: Sequence[int], submitted: int, minimum: int) -> Outlook:
    """Return what is sure of the release of a confidential round.

    `redeemed` are the used codes of each perspective, in the declared order; without perspectives one number.
    `submitted` is how many responses there are, `minimum` the minimum group size (5 to 15).
    """
    everybody = tuple(range(len(redeemed)))
    if submitted < max(minimum, SMALLEST_GROUP_SIZE):
        return Outlook("nothing", (), (), ())
    shows: Shows = "items" if submitted >= max(minimum, SMALLEST_BLOCK) else "quarters"
    sure: set[tuple[int, ...]] | None = None
    for ways, sizes in enumerate(_fitting(redeemed, submitted)):
        found = _shown(partition(sizes, minimum))
        sure = found if sure is None else sure & found
        if not sure or ways >= MOST_WAYS:
            return Outlook(shows, (), (), everybody)
    known = sorted(sure or ())
    named = {place for group in known for place in group}
    return Outlook(
        shows,
        alone=tuple(group[0] for group in known if len(group) == 1),
        together=tuple(group for group in known if len(group) > 1),
        open=tuple(place for place in everybody if place not in named),
    )


def _shown(found: Partition) -> set[tuple[int, ...]]:
    """Return who is summed up with whom: blocks, and groups where there are none."""
    return {group.places for group in found.blocks or found.groups}


def _fitting(most: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """Yield all lists of sizes, none above its most, that add up to a total, which is 0 where there are no sizes."""
    if not most:
        yield ()
        return
    first, rest = most[0], most[1:]
    left = sum(rest)
    for size in range(max(0, total - left), min(first, total) + 1):
        for others in _fitting(rest, total - size):
            yield (size, *others)
