"""Units on a page: how many there are, and the buttons that add one or take one away."""

import re
from typing import Protocol

from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.units import units_of
from selfcheck_service.web.sent import Sent

# The name of a hidden field that says how many units a field has, and of the buttons that change it.
COUNT = "units."
MORE, LESS = "more.", "less."
_COUNTED = re.compile(r"[0-9]{1,4}")


class UnitPlans(Protocol):
    """What makes plans for other numbers of units."""

    async def with_units(self, plan: Plan, counts: tuple[int, ...]) -> Plan:
        """Return the plan of the same version for so many units, which must be possible ones."""


async def with_sent_units(plans: UnitPlans, plan: Plan, sent: Sent) -> tuple[Plan, Sent]:
    """Return the plan for as many units as a page has, after the button that was pressed, and what was sent then.

    A number that is none, or not a possible one, is taken for the nearest that is: nobody types it.
    """
    if not plan.structure.units:
        return plan, sent
    counts = {key: _count(plan, key, sent) for key in plan.structure.units}
    step = sent.one("step")
    if step.startswith(MORE) and step.removeprefix(MORE) in counts:
        key = step.removeprefix(MORE)
        counts[key] = min(counts[key] + 1, units_of(plan, key).maximum)
    elif step.startswith(LESS):
        key, _, number = step.removeprefix(LESS).rpartition(".")
        before = await plans.with_units(plan, tuple(counts.values()))
        if key in counts and f"{key}.{number}" in before.structure.nodes and counts[key] > units_of(plan, key).minimum:
            sent = _without(before, sent, key, int(number))
            counts[key] -= 1
    return await plans.with_units(plan, tuple(counts.values())), sent


def sent_counts(plan: Plan, sent: Sent) -> tuple[int, ...]:
    """Return how many units a page has of each field that has any, whatever button was pressed."""
    return tuple(_count(plan, key, sent) for key in plan.structure.units)


def count_fields(plan: Plan) -> list[tuple[str, str]]:
    """Return the hidden fields that say on a page how many units there are."""
    return [(f"{COUNT}{key}", str(count)) for key, count in zip(plan.structure.units, plan.unit_counts, strict=True)]


def _count(plan: Plan, key: str, sent: Sent) -> int:
    said, units = sent.one(f"{COUNT}{key}"), units_of(plan, key)
    count = int(said) if _COUNTED.fullmatch(said) else units.minimum
    return min(max(count, units.minimum), units.maximum)


def _without(plan: Plan, sent: Sent, key: str, number: int) -> Sent:
    """Return what was sent without the answers of one unit; those of the units after it move up."""
    moved: dict[str, str | None] = {}
    structure = plan.structure
    for item, unit in structure.item_units.items():
        field, _, place = unit.rpartition(".")
        if field == key and int(place) >= number:
            moved[item] = None if int(place) == number else _in_unit(item, structure.origins[item], int(place))
    pairs = []
    for name, value in sent.pairs:
        kind, _, item = name.partition(".")
        target = moved.get(item, item) if kind in ("answer", "no_answer") else item
        if target is not None:
            pairs.append((f"{kind}.{target}" if item else name, value))
    return Sent.of(pairs)


def _in_unit(item: str, origin: str, place: int) -> str:
    """Return the key that an item has in the unit before its own: `q.3` becomes `q.2`, `p.3.x.y` `p.2.x.y`."""
    return f"{origin}.{place - 1}{item.removeprefix(f'{origin}.{place}')}"
