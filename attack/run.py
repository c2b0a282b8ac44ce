"""Many rounds on all cores: the real build must stand in every one of them, each weakened one must fall."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count, islice
from typing import TypeVar

from attack.assault import Assault
from attack.builds import Build
from attack.outcome import Kind, Outcome
from attack.rounds import make_round
from attack.weakened import WEAKENED

# By which attack each weakened build must fall, whatever else is found on the way.
FALLS_BY: dict[str, Kind] = {
    "live": "set",
    "recomputed": "set",
    "unmerged": "set",
    "exact": "item",
    "largest": "item",
    "means": "item",
    "totals": "joint",
    "values": "joint",
    "bands": "quarter",
}
# Within so many rounds each weakened build has to be broken.
_MOST_ROUNDS = 300
# So many rounds are given to a core at once.
_TOGETHER = 4

Progress = Callable[[int, int], None]
Given = TypeVar("Given")


def attack_real(seed: int, numbers: Iterable[int], cores: int, progress: Progress) -> Outcome:
    """Attack rounds of the real build on so many cores."""
    chosen = list(numbers)
    outcome = Outcome()
    for done, each in enumerate(_spread(partial(attack_one, seed, "real"), chosen, cores), start=1):
        outcome.add(each)
        progress(done, len(chosen))
    return outcome


def attack_one(seed: int, build: str, number: int) -> Outcome:
    """Attack one round of a build."""
    return Assault.on(make_round(seed, number), builds()[build]).run()


def builds() -> dict[str, type[Build]]:
    """Return all builds by their names."""
    return {"real": Build, **WEAKENED}


def attack_weakened(seed: int, cores: int) -> dict[str, Outcome]:
    """Attack the weakened builds, each until it falls by the attack that it should fall by, or has stood too long."""
    names = list(WEAKENED)
    return dict(zip(names, _spread(partial(until_broken, seed), names, cores), strict=True))


def until_broken(seed: int, name: str) -> Outcome:
    """Attack round after round of a weakened build."""
    outcome = Outcome()
    for number in islice(count(), _MOST_ROUNDS):
        outcome.add(attack_one(seed, name, number))
        if is_broken(name, outcome):
            break
    return outcome


def is_broken(name: str, outcome: Outcome) -> bool:
    """Tell whether a weakened build has fallen by the attack that it should fall by."""
    return any(finding.kind == FALLS_BY[name] for finding in outcome.findings)


def _spread(work: Callable[[Given], Outcome], given: list[Given], cores: int) -> Iterator[Outcome]:
    """Yield what the work makes of each, in order."""
    if cores < 2:
        yield from map(work, given)
        return
    # New processes, because one that is copied while threads run may hang.
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        yield from pool.imap(work, given, chunksize=_TOGETHER if len(given) > _TOGETHER * cores * 4 else 1)
