"""What a comparison over time says of one field or item of the earlier version."""

from collections.abc import Iterator, Sequence
from typing import get_args

from selfcheck_service.core.recheck.document import Aim, Instrument, Kind, Outcome, Part, Reading
from selfcheck_service.core.releases.document import Figure, Number
from selfcheck_service.core.releases.over_time import OverTime
from selfcheck_service.core.releases.over_time.document import (
    Basis,
    BlockOverTime,
    Continued,
    FieldOverTime,
    GroupOverTime,
    ItemOverTime,
    Movement,
    NotCompared,
    QuarterMovement,
    ScoreOverTime,
)

# A joint answer without a score is compared with nothing, but nothing stands in the way of comparing it.
_NOT_COMPARABLE = frozenset(get_args(NotCompared)) - {"no_score"}
_OF_NUMBERS: dict[Movement, Outcome] = {
    "higher": "higher",
    "tendency_higher": "tendency_higher",
    "same": "same",
    "tendency_lower": "tendency_lower",
    "lower": "lower",
    "not_determinable": "no_clear_change",
}
_OF_QUARTERS: dict[QuarterMovement, Outcome] = {
    "up": "quarter_up",
    "same": "quarter_same",
    "down": "quarter_down",
    "not_determinable": "no_clear_change",
}


class Outcomes:
    """A comparison, to be asked about fields and items by their keys in the earlier version."""

    def __init__(self, over_time: OverTime) -> None:
        self._over_time = over_time
        self._found: dict[tuple[Kind, str], list[Continued]] = {}
        for kind, one in self._continued():
            # What is new in the later version goes on from nothing, even where the earlier one had such a key.
            for key in one.partners or (one.key,) if one.continuation != "new" else ():
                self._found.setdefault((kind, key), []).append(one)
        self._readings: dict[tuple[Kind, str], list[Reading]] = {}
        for kind, reading in _readings(over_time):
            self._readings.setdefault((kind, reading.key), []).append(reading)

    def subjects(self) -> Iterator[tuple[Kind, str]]:
        """Yield kind and earlier key of everything that goes on, fields first, in the order of the later version."""
        for kind, one in self._continued():
            if one.continuation != "new":
                yield from ((kind, key) for key in one.partners or (one.key,))

    def of(self, kind: Kind, key: str) -> Aim:
        """Return what the comparison says of a field or an item of the earlier version."""
        found = self._found.get((kind, key), [])
        on = tuple(one for one in found if one.continuation != "removed")
        instrument = _instrument(found)
        readings: tuple[Reading, ...] = ()
        if instrument in ("unchanged", "reworded", "partly"):
            readings = tuple(self._readings.get((kind, on[0].key), ()))
        outcome, reason = _outcome(on, instrument, readings)
        return Aim(
            kind=kind,
            key=key,
            later_keys=tuple(one.key for one in on),
            instrument=instrument,
            share=on[0].share if on else None,
            outcome=outcome,
            reason=reason,
            readings=readings,
        )

    def _continued(self) -> Iterator[tuple[Kind, Continued]]:
        yield from (("field", one) for one in self._over_time.fields)
        yield from (("item", one) for one in self._over_time.items)


def _instrument(found: Sequence[Continued]) -> Instrument:
    if not found:
        return "no_value"
    one = found[0]
    if one.continuation == "removed":
        return "gone"
    if one.trend == "broken" or one.continuation in ("split", "merged"):
        return "changed"
    if one.trend == "partly":
        return "partly"
    return "reworded" if one.continuation == "reworded" else "unchanged"


def _outcome(
    on: Sequence[Continued], instrument: Instrument, readings: Sequence[Reading]
) -> tuple[Outcome, str | None]:
    """Return what joint answers, everybody together or a small group with quarters say, and why where it is nothing."""
    if instrument in ("no_value", "gone"):
        return "not_comparable", "no_value" if instrument == "no_value" else "removed"
    if instrument == "changed":
        split = on[0].continuation in ("split", "merged")
        return "not_comparable", "split_or_merged" if split else "means_otherwise"
    for part in ("joint", "total", "quarters"):
        # Quarters are there for fewer than ten people, who are one group.
        for reading in readings:
            if reading.part == part:
                return reading.outcome, reading.reason
    return "not_published", "no_common_numbers"


def _readings(over_time: OverTime) -> Iterator[tuple[Kind, Reading]]:
    """Yield every reading: the scores of joint answers first, which are exact, then everybody together."""
    for score in over_time.scores or ():
        yield "field", _of_score(score)
    if over_time.total is not None:
        yield from _of_block("total", over_time.total)
    for block in over_time.blocks:
        yield from _of_block("block", block)
    for group in over_time.groups:
        yield from (("field", reading) for reading in _of_group(group))


def _of_block(part: Part, block: BlockOverTime) -> Iterator[tuple[Kind, Reading]]:
    for field in block.fields:
        yield "field", _of_part(part, block, field, field.scale, field.basis)
    for item in block.items:
        yield "item", _of_part(part, block, item, (0, 100), None)


def _of_part(
    part: Part,
    block: BlockOverTime,
    found: FieldOverTime | ItemOverTime,
    scale: tuple[Number, Number],
    basis: Basis | None,
) -> Reading:
    return Reading(
        part=part,
        key=found.key,
        perspectives=block.perspectives,
        outcome=_named(_OF_NUMBERS[found.movement], found.difference.reason),
        reason=found.difference.reason,
        earlier_n=block.earlier_n,
        later_n=block.later_n,
        scale=scale,
        basis=basis,
        earlier=found.earlier,
        later=found.later,
        difference=found.difference,
    )


def _of_score(found: ScoreOverTime) -> Reading:
    earlier, later = (
        Figure(score, score, "no_score" if score is None else None) for score in (found.earlier, found.later)
    )
    return Reading(
        part="joint",
        key=found.key,
        perspectives=(),
        outcome=_named(_OF_NUMBERS[found.movement], found.difference.reason),
        reason=found.difference.reason,
        scale=found.scale,
        earlier=earlier,
        later=later,
        difference=found.difference,
    )


def _of_group(group: GroupOverTime) -> Iterator[Reading]:
    for found in group.fields:
        yield Reading(
            part="quarters",
            key=found.key,
            perspectives=group.perspectives,
            outcome=_named(_OF_QUARTERS[found.movement], found.reason),
            reason=found.reason,
            earlier_n=group.earlier_n,
            later_n=group.later_n,
            earlier_quarter=found.earlier,
            later_quarter=found.later,
            quarters=found.quarters,
        )


def _named(moved: Outcome, reason: str | None) -> Outcome:
    """Return what a movement is called here: what cannot be compared apart from what was not published."""
    if reason is None:
        return moved
    return "not_comparable" if reason in _NOT_COMPARABLE else "not_published"
