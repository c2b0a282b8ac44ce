"""What the two releases themselves say of a field whose values were worked out anew for the comparison."""

import msgspec

from selfcheck_service.core.recheck.document import Aim, Published, Reading, Recheck
from selfcheck_service.core.releases.document import BlockFigures, Figure, Number, Release


def with_published(recheck: Recheck, earlier: Release, later: Release) -> Recheck:
    """Return a re-check whose readings name what the releases say where that differs from the compared value.

    `earlier` and `later` are the releases that were compared. Nothing else of the re-check changes.
    """
    measures = (
        msgspec.structs.replace(one, aims=tuple(_aim(aim, earlier, later) for aim in one.aims))
        for one in recheck.measures
    )
    return msgspec.structs.replace(recheck, measures=tuple(measures))


def _aim(aim: Aim, earlier: Release, later: Release) -> Aim:
    readings = tuple(
        msgspec.structs.replace(
            reading,
            earlier_published=_published(earlier, reading, aim.key, reading.earlier),
            later_published=_published(later, reading, reading.key, reading.later),
        )
        if reading.basis == "recomputed"
        else reading
        for reading in aim.readings
    )
    return msgspec.structs.replace(aim, readings=readings)


def _published(release: Release, reading: Reading, key: str, compared: Figure | None) -> Published | None:
    """Return the value of a field in the same part of a release; None where it has none, or says the same."""
    field = next(field for field in _block(release, reading).fields if field.key == key)
    value, scale = field.value, field.scale
    if value.lowest is None or _said(value, scale) == _said(compared, reading.scale):
        return None
    return Published(value, scale)


def _block(release: Release, reading: Reading) -> BlockFigures:
    """Return the part that a reading is about; the comparison has read it already, so the release has it."""
    blocks = (release.total,) if reading.part == "total" else release.blocks
    return next(each for each in blocks if each is not None and (reading.part == "total" or _same(each, reading)))


def _same(block: BlockFigures, reading: Reading) -> bool:
    return frozenset(block.perspectives) == frozenset(reading.perspectives)


def _said(figure: Figure | None, scale: tuple[Number, Number] | None) -> tuple[object, ...]:
    return (None if figure is None else (figure.lowest, figure.highest), None if scale is None else tuple(scale))
