"""Weakened: beside coded cells stands the mean of the true answers, to one decimal."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from attack.builds import Build
from attack.counting import counted, people_in
from attack.measures import mean_of, subjects_of
from attack.people import Person, asked_of
from attack.published import Names
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.document import BlockFigures, Figure


class Means(Build):
    """A mean is harmless, one would think. Of coded cells it tells what was coded."""

    name = "means"
    without = "figures from cells alone"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release whose items have their true means, rounded to a decimal as an interval around it."""
        found = super().release(people)
        if found is None:
            return None
        blocks = tuple(self._with_means(block, people) for block in found.blocks)
        return replace(found, blocks=blocks, total=None, gaps=())

    def _with_means(self, block: BlockFigures, people: Sequence[Person]) -> BlockFigures:
        subjects = subjects_of(self.round.shape.name)
        items = []
        for item in block.items:
            points = subjects[item.key].points if item.cells else None
            names: Names = frozenset(block.perspectives or (None,))
            true = None if points is None else mean_of(self._counted(item.key, names, people), points)
            items.append(item if true is None else replace(item, mean=_rounded(true)))
        return replace(block, items=tuple(items), fields=())

    def _counted(self, key: str, names: Names, people: Sequence[Person]) -> tuple[int, ...]:
        shape = self.round.shape.name
        asked = frozenset(name for name in names if any(item.key == key for item in asked_of(shape, name)))
        return counted(people_in(asked, people), key, subjects_of(shape)[key].values)


def _rounded(mean: Fraction) -> Figure:
    shown, half = round(mean, 1), Fraction(1, 20)
    return Figure(exact_to_number(shown - half), exact_to_number(shown + half), None)
