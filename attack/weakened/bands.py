"""Weakened: a small group shows in which of 64 bands the mean of a field lies, in place of in which quarter."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from attack.builds import Build
from attack.counting import people_in
from attack.people import Person
from attack.published import Names
from attack.weighing import exact_scores
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.document import GroupFigures, QuarterFigures

# A power of two, so that the ends can be written as they are.
_BANDS = 64


class Bands(Build):
    """A mean of several items over several people tells of nobody, one would think. At the ends it tells of all."""

    name = "bands"
    without = "width of quarters"

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return a release whose small groups have narrow bands."""
        found = super().release(people)
        return (
            None if found is None else replace(found, groups=tuple(self._banded(one, people) for one in found.groups))
        )

    def _banded(self, group: GroupFigures, people: Sequence[Person]) -> GroupFigures:
        names: Names = frozenset(group.perspectives or (None,))
        inside = people_in(names, people)
        return replace(group, fields=tuple(self._band(field, inside) for field in group.fields))

    def _band(self, field: QuarterFigures, people: Sequence[Person]) -> QuarterFigures:
        if field.quarter is None or field.lowest is None or field.highest is None:
            return field
        shape = self.round.shape.name
        told = [exact_scores(shape, one.answers, one.perspective)[field.key] for one in people]
        scores = [score for score in told if score is not None]
        quarter = Fraction(field.highest) - Fraction(field.lowest)
        bottom = Fraction(field.lowest) - quarter * (field.quarter - 1)
        width = quarter * field.quarters / _BANDS
        at = min(_BANDS - 1, (sum(scores, Fraction(0)) / len(scores) - bottom) // width)
        low, high = (exact_to_number(bottom + width * (at + step)) for step in (0, 1))
        return QuarterFigures(field.key, at + 1, _BANDS, low, high, None)
