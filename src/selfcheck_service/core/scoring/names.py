"""What the names of a definition stand for in the plan that is being compiled."""

from dataclasses import dataclass

from selfcheck_service.core.definition import Structure
from selfcheck_service.core.definition.conditions import Selection
from selfcheck_service.core.definition.model import Level


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in conditions and expressions stand for in the plan that is being compiled."""

    structure: Structure
    item_index: dict[str, int]
    field_index: dict[str, int]
    point_denominator: int

    def selected(self, selection: Selection) -> tuple[int, ...]:
        """Return the indices of the scored items a selection means, in document order."""
        return tuple(self.item_index[item.key] for item in self.structure.selected(selection))

    def levels_of(self, field: str) -> tuple[Level, ...]:
        """Return the levels of a field, lowest first."""
        return self.structure.levels_of(field) or ()
