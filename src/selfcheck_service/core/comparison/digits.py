"""How many digits the value of an expression is written with at most: below the limit, it is never too large."""

from collections.abc import Iterable
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Bins
from selfcheck_service.core.definition.expressions import arithmetic as do
from selfcheck_service.core.definition.expressions.bound import Apply, Bound, Choice, Constant, Gather, Known, Lookup
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import MOST_DIGITS
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.structure import Structure

# An answer has so many digits before its point and after it; and a time of day or a share of one has fewer.
_ANSWER = 2 * MOST_DIGITS_OF_AN_ANSWER + 4
_COUNT = 8
# Functions whose value is one of their arguments, or shorter.
_NO_LONGER = frozenset({"abs", "ceiling", "clamp", "coalesce", "floor", "max", "min", "sign"})
_BUILT_UP = (do.sum_of_row, do.total, do.multiply, do.product, do.mean, do.negate, do.divide, do.present_of_null)
_COUNTS = frozenset({"count", "count_true", "selected", "units", "wins"})


class Digits:
    """Answers how long numbers can become in one questionnaire."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    def most(self, bound: Bound) -> int | None:
        """Return the most digits of numerator and denominator; None where that is not known, or too many."""
        found = self._most(bound) if bound.kind.entry is Kind.NUMBER else 1
        return None if found is None or found > MOST_DIGITS else found

    def _most(self, bound: Bound) -> int | None:
        match bound:
            case Constant():
                value = bound.value
                return digits_of(value) if isinstance(value, int | Fraction) else 1
            case Known():
                return self._of(bound.reference)
            case Gather():
                return _all(self.most(part) for part in bound.parts)
            case Choice():
                return _longest(self.most(part) for part in (*(value for _, value in bound.cases), bound.otherwise))
            case Lookup():
                outputs = (row.output for row in bound.table.rows)
                longest = max((digits_of(found) for found in outputs if not isinstance(found, str)), default=1)
                return None if bound.table.interpolate else longest
            case Apply():
                return self._applied(bound)

    def _applied(self, bound: Apply) -> int | None:
        name = bound.function.name
        if name in _COUNTS:
            return _COUNT
        if name in _NO_LONGER:
            return _longest(self.most(part) for part in bound.arguments)
        if bound.lifted or bound.function.apply not in _BUILT_UP:
            return None
        return _all(self.most(part) for part in bound.arguments)

    def built_up(self, parts: Iterable[Bound]) -> bool:
        """Tell whether sums and products of all these stay within the limit, whatever is added up on the way."""
        found = _all(self.most(part) for part in parts)
        return found is not None and found <= MOST_DIGITS

    def _of(self, reference: Reference) -> int | None:
        if reference.members is not None:
            return _all(self._of(member) for member in reference.members)
        match reference.role:
            case "value" | "own_value" | "profile":
                return _ANSWER
            case "points" | "own_points":
                return self._of_points(reference.key)
            case "constant":
                return digits_of(self.structure.constants[reference.key])
            case "coverage" | "answered" | "applicable":
                return _COUNT
            case _:
                return None

    def _of_points(self, key: str) -> int | None:
        """Return the digits of an item's points, which a policy may give too."""
        item = self.structure.items[key]
        if item.points is not None:
            return None
        points = [option.points for option in self.structure.options_of(item)]
        rule = item.numbers
        if rule is not None and isinstance(rule.points, Bins):
            points += [part.points for part in rule.points.bins]
        # Of several options the points are added up.
        return _ANSWER + sum(digits_of(found) for found in points if found is not None)


def digits_of(value: int | Fraction) -> int:
    """Return how many digits a number is written with, the longer of numerator and denominator."""
    return max(len(str(abs(value.numerator))), len(str(value.denominator)))


def _all(found: Iterable[int | None]) -> int | None:
    known = list(found)
    return sum(each or 0 for each in known) + len(known) if None not in known else None


def _longest(found: Iterable[int | None]) -> int | None:
    known = list(found)
    return max((each or 0 for each in known), default=1) if None not in known else None
