"""How far the ratings of a field agree, as far as the published cells allow: item by item, and as an interval.

A release names a pattern where every fitting histogram has the same. Two things more follow from its cells, and from
nothing else: that an item is one on which people surely differ although it stays open whether they form camps, and
between which ends the agreement of the items lies on average. All of it is worked out from what is published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.cells import Cell, Histogram
from selfcheck_service.core.releases.document import CellFigure, FieldFigures, Figure, ItemFigures
from selfcheck_service.core.releases.fitting import add_up, fits_of, list_fits
from selfcheck_service.core.releases.patterns import pattern_of
from selfcheck_service.core.releases.policy import ALIGNED_AGREEMENT, CAMP_SHARE, CAMP_SIZE, CAMP_STEPS
from selfcheck_service.core.scoring import Plan

# What is sure of the ratings of one item.
Seen = Literal["agree", "differ", "left_open", "open"]
# What is sure of those of a field; with `rather_` it is true of the average of its items only.
Side = Literal["agreed", "split", "left_open", "rather_agreed", "rather_split", "open"]
_OF_PATTERN: Mapping[str, Seen] = {
    "aligned": "agree",
    "mostly_aligned": "agree",
    "camps": "differ",
    "spread": "differ",
    "knowledge_gap": "left_open",
}
_SIDES: Mapping[Seen, Side] = {"agree": "agreed", "differ": "split", "left_open": "left_open"}
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far the ratings of a field agree. `items` has what is sure of each of its items.

    `mean` is the mean over them of the agreement of van der Eijk, from −1 to 1, rounded outwards to two digits; without
    ends where no item has any. `without_camps` tells that no item can have two camps.
    """

    items: tuple[Seen, ...]
    mean: Figure
    rated: bool
    without_camps: bool

    @property
    def side(self) -> Side:
        """Return what is sure of the field: by more than half of its items, else by their mean."""
        for seen, side in _SIDES.items():
            if 2 * self.items.count(seen) > len(self.items):
                return side
        if not self.rated or self.mean.lowest is None or self.mean.highest is None:
            return "open"
        if Fraction(str(self.mean.lowest)) >= ALIGNED_AGREEMENT:
            return "rather_agreed"
        return "rather_split" if Fraction(str(self.mean.highest)) < ALIGNED_AGREEMENT else "open"


def agreement_of(release: Release, plan: Plan, field: FieldFigures) -> FieldAgreement:
    """Return how far the ratings of a field agree, over everybody together."""
    everything = () if release.total is None else release.total.items
    items = [item for item in everything if item.key in field.pattern_items]
    blocks = {
        item.key: [found for block in release.blocks for found in block.items if found.key == item.key and found.cells]
        for item in items
    }
    return FieldAgreement(
        items=tuple(_seen(plan, item, blocks[item.key]) for item in items),
        mean=_mean(items),
        # Of so few ratings nothing is said in words, as in a release.
        rated=2 * sum(item.pattern == "too_few" for item in items) < len(items),
        without_camps=bool(items) and not any(_may_have_camps(plan, item) for item in items),
    )


def _seen(plan: Plan, item: ItemFigures, blocks: Sequence[ItemFigures]) -> Seen:
    """Return what is sure of an item: by its pattern, else by what all of the patterns that are possible share."""
    if item.pattern != "not_determinable":
        return _OF_PATTERN.get(item.pattern, "open")
    listed = [list_fits([fits_of(each.n, _cells(each.cells))]) for each in blocks]
    places = _in_order(plan, item)
    # All of a total are many. Mostly a few of them show already that nothing is sure.
    some = _shared_by(_side_by_side(listed), places)
    return "open" if some is None else _shared_by(add_up(listed) or (), places) or "open"


def _shared_by(fits: Iterable[Histogram], places: Sequence[int]) -> Seen | None:
    """Return what is true of all of these fits; None where they are not alike, and where there are none."""
    found: Seen | None = None
    for fit in fits:
        here = _OF_PATTERN.get(pattern_of(tuple(fit[place] for place in places), fit[-1]), "open")
        if found not in (None, here):
            return None
        found = here
    return found


def _side_by_side(listed: Sequence[frozenset[Histogram] | None]) -> Iterator[Histogram]:
    """Yield some histograms of all blocks together: the first fit of each, the second ones, and so on."""
    in_order = [sorted(fits or ()) for fits in listed]
    yield from (tuple(map(sum, zip(*each, strict=True))) for each in zip(*in_order, strict=False))


def _cells(figures: Sequence[CellFigure]) -> list[Cell]:
    """Return the cells of an item in one block as they are published; only totals have any that are `between`."""
    return [Cell(each.code, each.count) for each in figures if each.code != "between"]


def _in_order(plan: Plan, item: ItemFigures) -> list[int]:
    """Return the places of the options of an item, those with the fewest points first."""
    choices = plan.items[plan.item_index[item.key]].choices
    worth = [choices[cell.option][0] or 0 for cell in item.cells if cell.option is not None]
    return sorted(range(len(worth)), key=worth.__getitem__)


def _mean(items: Sequence[ItemFigures]) -> Figure:
    """Return the mean of the agreement of items; where it is defined but cannot be worked out, it can be anything."""
    ends = [
        (Fraction(-1), Fraction(1))
        if item.agreement.lowest is None or item.agreement.highest is None
        else (Fraction(str(item.agreement.lowest)), Fraction(str(item.agreement.highest)))
        for item in items
        if item.agreement.lowest is not None or item.agreement.reason == "many_fits"
    ]
    if not ends:
        return Figure(None, None, "no_items")
    low, high = (sum(each, Fraction(0)) / len(ends) * _HUNDRED for each in zip(*ends, strict=True))
    lowest, highest = (exact_to_number(Fraction(end, _HUNDRED)) for end in (floor(low), ceil(high)))
    return Figure(lowest, highest, None)


def _may_have_camps(plan: Plan, item: ItemFigures) -> bool:
    """Tell whether two camps are possible: whether two options far enough apart may have been chosen often enough."""
    cells = [item.cells[place] for place in _in_order(plan, item)]
    if not cells:
        return True
    answered = item.n - item.cells[-1].highest
    enough = max(Fraction(CAMP_SIZE), CAMP_SHARE * answered)
    often = [place for place, cell in enumerate(cells) if cell.highest >= enough]
    return bool(often) and often[-1] - often[0] >= CAMP_STEPS
