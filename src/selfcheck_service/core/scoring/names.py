"""What the names of a definition stand for in the plan that is being compiled."""

from dataclasses import dataclass, field
from typing import Any

from selfcheck_service.core.definition import Structure
from selfcheck_service.core.definition.conditions import Selection
from selfcheck_service.core.definition.kept import Kept
from selfcheck_service.core.definition.model import Level

# So many results are kept in a plan, of all its expressions; answers are often missing in the same way.
_MOST_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in conditions and expressions stand for in the plan that is being compiled.

    `kept` is where expressions remember what they came to, all of them in one place.
    """

    structure: Structure
    item_index: dict[str, int]
    field_index: dict[str, int]
    point_denominator: int
    kept: Kept[Any] = field(default_factory=lambda: Kept(_MOST_KEPT))

    def selected(self, selection: Selection) -> tuple[int, ...]:
        """Return the indices of the scored items a selection means, in document order."""
        return tuple(self.item_index[item.key] for item in self.structure.selected(selection))

    def levels_of(self, field: str) -> tuple[Level, ...]:
        """Return the levels of a field, lowest first."""
        return self.structure.levels_of(field) or ()
