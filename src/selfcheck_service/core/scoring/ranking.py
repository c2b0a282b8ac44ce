"""Which suggestions are offered, and in which order (docs/scoring.md, section 9)."""

from heapq import heappop, heappush
from math import lcm

import msgspec

from selfcheck_service.core.scoring.plan import Affine, Plan, SuggestionPlan
from selfcheck_service.core.scoring.ratio import Ratio
from selfcheck_service.core.scoring.run import Run


class Offer(msgspec.Struct):
    """A suggestion that is offered, with its exact priority and the offered suggestions that come before it.

    `written` is kept with those that runs share: the suggestion as JSON in each wording.
    """

    suggestion: SuggestionPlan
    priority: Ratio
    after: tuple[str, ...] = ()
    written: dict[int, bytes] | None = None


def rank(plan: Plan, run: Run) -> list[Offer]:
    """Return the offered suggestions in the order in which they are proposed (docs/scoring.md, section 9)."""
    offers: list[Offer] = []
    for index, suggestions in plan.offering.by_field:
        derived = run.fields[index].derived
        shared = derived.offers
        if shared is None:
            gap = _gap(plan, run, index)
            shared = derived.offers = tuple(
                [_offer(found, gap, {}) for found in suggestions if found.when(run) is True]
            )
        offers += shared
    for suggestion in plan.offering.others:
        if suggestion.when(run) is not True:
            continue
        if suggestion.applies_to is not None and suggestion.applies_to(run) is False:
            continue
        offers.append(_offer(suggestion, _gap(plan, run, suggestion.field)))
    offers.sort(key=_place)
    return _with_dependencies(_spread(offers))


def _offer(suggestion: SuggestionPlan, gap: Ratio, written: dict[int, bytes] | None = None) -> Offer:
    return Offer(suggestion, (gap[0] * suggestion.impact, gap[1] * suggestion.effort), written=written)


def _place(offer: Offer) -> int:
    return offer.suggestion.place


def _spread(offers: list[Offer]) -> list[Offer]:
    """Sort by priority ÷ position within the field, ties in document order."""
    # Over one denominator, so that sorting compares integers.
    common = lcm(*{offer.priority[1] for offer in offers})
    worth = [offer.priority[0] * (common // offer.priority[1]) for offer in offers]
    counted: dict[str, int] = {}
    positions = worth.copy()
    for place in sorted(range(len(offers)), key=worth.__getitem__, reverse=True):
        field = offers[place].suggestion.field_key
        positions[place] = counted[field] = counted.get(field, 0) + 1
    steps = lcm(*set(positions))
    spread = [one * (steps // position) for one, position in zip(worth, positions, strict=True)]
    return [offers[place] for place in sorted(range(len(offers)), key=spread.__getitem__, reverse=True)]


def _gap(plan: Plan, run: Run, index: int | None) -> Ratio:
    """Return the missing share of the field's scale, kept with its numbers; one half where there is no field."""
    if index is None:
        return 1, 2
    found = run.fields[index]
    gap = found.derived.gap
    if gap is None:
        gap = found.derived.gap = _missing(plan.fields[index].gap, found.exact)
    return gap


def _missing(rule: Affine | None, score: Ratio | None) -> Ratio:
    """Return the missing share of a scale; one half where there is no score or no better end."""
    if score is None or rule is None:
        return 1, 2
    slope, offset, denominator = rule
    top, bottom = slope * score[0] + offset * score[1], denominator * score[1]
    return (0, 1) if top <= 0 else (1, 1) if top >= bottom else (top, bottom)


def _with_dependencies(offers: list[Offer]) -> list[Offer]:
    """Take, again and again, the first offer that waits for none that is still to come."""
    offered = {offer.suggestion.key for offer in offers}
    waiting: dict[str, list[int]] = {}
    missing = [0] * len(offers)
    for place, offer in enumerate(offers):
        if offer.suggestion.depends_on and not offered.isdisjoint(offer.suggestion.depends_on):
            after = dict.fromkeys(key for key in offer.suggestion.depends_on if key in offered)
            offer.after, missing[place] = tuple(after), len(after)
            for key in after:
                waiting.setdefault(key, []).append(place)
    if not waiting:
        return offers
    ready = [place for place, count in enumerate(missing) if not count]
    ordered: list[Offer] = []
    while ready:
        chosen = offers[heappop(ready)]
        ordered.append(chosen)
        for place in waiting.get(chosen.suggestion.key, ()):
            missing[place] -= 1
            if not missing[place]:
                heappush(ready, place)
    return ordered
