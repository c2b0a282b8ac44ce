"""All items of a release as tables: one for each field, with a column for each option."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from selfcheck_service.core.releases.document import ItemFigures
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Items of one field that offer the same options, in the order of the questionnaire.

    `options` are the titles of the columns, None for those who gave no answer; without any, nothing may be said of
    these items.
    """

    options: tuple[str | None, ...]
    items: tuple[ItemFigures, ...]


@dataclass(frozen=True, slots=True)
class FieldItems:
    """The tables of a field, in the order in which their options first come up."""

    title: str
    tables: tuple[ItemTable, ...]


def item_tables(items: Sequence[ItemFigures], speaker: ReleaseSpeaker) -> tuple[FieldItems, ...]:
    """Return the tables of all items, field by field, in the order of the questionnaire."""
    return tuple(
        FieldItems(speaker.field(key), _tables(tuple(found), speaker))
        for key, found in groupby(items, lambda item: item.field)
    )


def _tables(items: Sequence[ItemFigures], speaker: ReleaseSpeaker) -> tuple[ItemTable, ...]:
    alike: dict[tuple[str | None, ...], list[ItemFigures]] = {}
    for item in items:
        options = tuple(None if cell.option is None else speaker.option(item.key, cell.option) for cell in item.cells)
        alike.setdefault(options, []).append(item)
    return tuple(ItemTable(options, tuple(found)) for options, found in alike.items())
