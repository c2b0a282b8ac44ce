"""Weakened: values of the total follow from the answers of everybody in its blocks, in place of from the cells."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from attack.builds import Build
from attack.counting import counted, people_in
from attack.measures import mean_of, subjects_of
from attack.people import Person, asked_of
from attack.published import Names
from attack.weighing import weighing_of
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.document import BlockFigures, FieldFigures, Figure


class Values(Build):
    """One number about twenty people and four items is harmless, one would think. At an end of the scale it is not."""

    name = "values"
    without = "values of the total from cells"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release whose total has the true values of fields."""
        found = super().release(people)
        if found is None or found.total is None:
            return found
        fields = tuple(self._true(field, found.blocks, people) for field in found.total.fields)
        return replace(found, total=replace(found.total, fields=fields))

    def _true(self, field: FieldFigures, blocks: Sequence[BlockFigures], people: Sequence[Person]) -> FieldFigures:
        weighing = weighing_of(self.round.shape.name, field.key, tuple(field.items))
        if field.value.lowest is None or weighing is None:
            return field
        value = weighing.base
        for key in field.items:
            mean = self._mean(key, blocks, people)
            if mean is None:
                return field
            value += weighing.added[key] * mean / 100
        number = exact_to_number(value)
        return replace(field, value=Figure(number, number, None))

    def _mean(self, key: str, blocks: Sequence[BlockFigures], people: Sequence[Person]) -> Fraction | None:
        shape = self.round.shape.name
        subject = subjects_of(shape)[key]
        inside = [block for block in blocks if any(item.key == key and item.cells for item in block.items)]
        names: Names = frozenset(name for block in inside for name in block.perspectives or (None,))
        asked = frozenset(name for name in names if any(item.key == key for item in asked_of(shape, name)))
        true = counted(people_in(asked, people), key, subject.values)
        return None if subject.points is None else mean_of(true, subject.points)
