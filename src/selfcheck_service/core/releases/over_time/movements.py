"""Differences as intervals, and from where on one has a direction."""

from fractions import Fraction

from selfcheck_service.core.releases.document import Figure, Number
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.over_time.document import Movement
from selfcheck_service.core.releases.writing import digits_of, figure

# Below this share of the scale a difference is called a tendency: 8 points of 100. So far off is the mean of a field
# of seven items where three of them were left out (simulated), so a smaller one is no sure sign of a change.
TENDENCY = Fraction(8, 100)
# A number of a release is within 1e-9 of the exact one, so what differs by less differs by nothing.
_CERTAIN_DECIMALS = 9


def exact(number: Number) -> Fraction:
    """Return the number that the shortest digits of a number say."""
    return Fraction(str(number))


def ends_of(found: Figure) -> Ends | None:
    """Return the ends of a figure; None where it has none."""
    if found.lowest is None or found.highest is None:
        return None
    return exact(found.lowest), exact(found.highest)


def difference_of(earlier: Ends, later: Ends, scale: Ends) -> tuple[Figure, Movement]:
    """Return later less earlier as an interval that is rounded outwards, and its name.

    The lowest difference is the lowest later number less the highest earlier one, and the other way round. The name
    follows from the ends as they are shown, so that every reader comes to the same.
    """
    low = round(later[0] - earlier[1], _CERTAIN_DECIMALS)
    high = round(later[1] - earlier[0], _CERTAIN_DECIMALS)
    shown = figure((low, high), None, digits=digits_of(scale))
    return shown, movement_of(ends_of(shown) or (low, high), abs(scale[1] - scale[0]))


def movement_of(difference: Ends, width: Fraction) -> Movement:
    """Return the name of a difference on a scale of this width: a direction only where both ends lie on one side."""
    low, high = difference
    least = TENDENCY * width
    if low > 0:
        return "higher" if low >= least else "tendency_higher"
    if high < 0:
        return "lower" if -high >= least else "tendency_lower"
    return "same" if low == high else "not_determinable"
