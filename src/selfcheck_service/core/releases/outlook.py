"""What a release will show, told before it is made: from participation alone.

Of each perspective is known how many codes were used, and of the round how many responses were submitted. How many were
submitted from one perspective is told to nobody before the release. So all sizes that fit are looked at, and only what
holds for every one of them is said.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.releases.partition import Group, partition
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.core.rounds.terms import SMALLEST_GROUP_SIZE
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.questions import items_of_form
from selfcheck_service.core.scoring.settling import form_of

# More ways in which the sizes may be are not looked at: then nothing is sure.
MOST_WAYS = 1000
Shows = Literal["nothing", "quarters", "items"]
_Places = frozenset[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Sure:
    """Who surely is taken together, by places in the declared order.

    `alone` are perspectives that stand for themselves, `together` sets of them that become one, `open` the places of
    all others.
    """

    alone: tuple[int, ...]
    together: tuple[tuple[int, ...], ...]
    open: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is sure before a release is made.

    `shows`: "nothing" where too few have answered, "quarters" where a field has one quarter of its scale for a group,
    "items" from ten responses on. `groups` are those that are named with how many they are, each of at least the
    minimum group size; `blocks` those that have figures, each of at least ten people too. Nobody is in either where
    there are none.
    """

    shows: Shows
    groups: Sure
    blocks: Sure


def places_of_urgency(plan: Plan, perspectives: Sequence[str]) -> tuple[frozenset[int], ...]:
    """Return for each field that asks how urgent it is the places of the perspectives whose form asks that.

    Conditions do not matter: who may be asked is named. `perspectives` are those of the round, "" where it names none.
    """
    forms = [form_of(plan, name or None) for name in perspectives]
    definitions = [node.definition for node in plan.structure.nodes.values()]
    keys = [each.urgency for each in definitions if isinstance(each, ThematicField) and each.urgency is not None]
    return tuple(
        frozenset(place for place, form in enumerate(forms) if items_of_form(plan, form, [key])) for key in keys
    )


def asks_too_few(asked: Sequence[Collection[int]], redeemed: Sequence[int], submitted: int) -> bool:
    """Tell whether surely fewer than ten are asked each of some questions: then a confidential release shows none.

    `asked` are for each question the places of those whom it is asked, `redeemed` and `submitted` as in `outlook`.
    False where there are no questions.
    """
    most = [min(submitted, sum(redeemed[place] for place in places)) for places in asked]
    return bool(most) and max(most) < SMALLEST_BLOCK


NOBODY = Sure((), (), ())


def outlook(redeemed: Sequence[int], submitted: int, minimum: int) -> Outlook:
    """Return what is sure of the release of a confidential round.

    `redeemed` are the used codes of each perspective, in the declared order; without perspectives one number.
    `submitted` is how many responses there are, `minimum` the minimum group size (5 to 15).
    """
    if submitted < max(minimum, SMALLEST_GROUP_SIZE):
        return Outlook("nothing", NOBODY, NOBODY)
    shows: Shows = "items" if submitted >= max(minimum, SMALLEST_BLOCK) else "quarters"
    groups: _Places | None = None
    blocks: _Places | None = None
    for ways, sizes in enumerate(_fitting(redeemed, submitted)):
        found = partition(sizes, minimum)
        groups, blocks = _in_every_way(groups, found.groups), _in_every_way(blocks, found.blocks)
        if not (groups or blocks) or ways >= MOST_WAYS:
            groups = blocks = frozenset()
            break
    places = len(redeemed)
    return Outlook(shows, _sure(groups, places), _sure(blocks, places) if shows == "items" else NOBODY)


def _in_every_way(known: _Places | None, groups: Iterable[Group]) -> _Places:
    """Return who is taken together in all ways so far and in these groups."""
    here = frozenset(group.places for group in groups)
    return here if known is None else known & here


def _sure(groups: _Places | None, places: int) -> Sure:
    """Return which groups are sure, and the places that are in none; without any way nothing is."""
    known = sorted(groups or ())
    named = {place for group in known for place in group}
    return Sure(
        alone=tuple(group[0] for group in known if len(group) == 1),
        together=tuple(group for group in known if len(group) > 1),
        open=tuple(place for place in range(places) if place not in named),
    )


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
