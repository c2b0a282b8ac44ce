"""Score × agreement of a workshop brief: the picture of the brief itself, for a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck_service.core.workshop.document import GridCell, WorkshopBrief
from selfcheck_service.reports.workshop.pictures import Grid, grid_of
from selfcheck_service.web.said import Said


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """The picture, the places of it that hold fields, and of each field its number in the picture and its title.

    `has_agreement`: rows tell how far ratings agree; without it there is one row.
    """

    picture: Grid
    cells: tuple[GridCell, ...]
    fields: Mapping[str, tuple[int, Said]]
    language: str
    has_agreement: bool


def shown_grid(brief: WorkshopBrief) -> ShownGrid | None:
    """Return the grid of a brief, or None where it has no field to show."""
    numbers = {each.key: number for number, each in enumerate(brief.profile, start=1)}
    picture = grid_of(brief, numbers)
    if picture is None:
        return None
    fields = {each.key: (numbers[each.key], Said.in_(brief.language, each.title)) for each in brief.profile}
    cells = tuple(cell for cell in brief.grid if cell.fields)
    return ShownGrid(picture, cells, fields, brief.language, bool(brief.agreement))
