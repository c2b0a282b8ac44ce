"""How many digits the value of an expression is written with at most: below the limit, it is never too large."""

from collections.abc import Iterable
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Bins
from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Bound,
    Choice,
    Gather,
    Length,
    Lookup,
    Named,
    Written,
)
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import MOST_DIGITS
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.methods import METHODS
from selfcheck_service.core.definition.scoring_rules import NoAnswerPolicies, PointsPolicy
from selfcheck_service.core.definition.structure import Node, Structure

# An answer has so many digits before its point and after it; and a time of day or a share of one has fewer.
_ANSWER = 2 * MOST_DIGITS_OF_AN_ANSWER + 4
_COUNT = 8


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
            case Written():
                value = bound.value
                return digits_of(value) if isinstance(value, int | Fraction) else 1
            case Named():
                return self._of(bound.reference)
            case Gather():
                return _all(self.most(part) for part in bound.parts)
            case Choice():
                return _longest(self.most(part) for part in (*(value for _, value in bound.cases), bound.otherwise))
            case Lookup():
                outputs = (row.output for row in bound.table.rows)
                longest = max((digits_of(found) for found in outputs if not isinstance(found, str)), default=1)
                return None if bound.table.interpolate else longest
            case _:
                return self._applied(bound)

    def _applied(self, bound: Apply) -> int | None:
        match bound.function.length:
            case Length.COUNT:
                return _COUNT
            case Length.LONGEST:
                return _longest(self.most(part) for part in bound.arguments)
            case Length.JOINED if not bound.lifted:
                return _all(self.most(part) for part in bound.arguments)
            case _:
                return None

    def built_up(self, parts: Iterable[Bound]) -> bool:
        """Tell whether sums and products of all these stay within the limit, whatever is added up on the way."""
        found = _all(self.most(part) for part in parts)
        return found is not None and found <= MOST_DIGITS

    def _of(self, reference: Reference) -> int | None:
        if reference.members is not None:
            return _all(self._of(member) for member in reference.members)
        key = reference.key
        match reference.role:
            case "profile":
                found: int | None = _ANSWER
            case "value" | "own_value":
                found = _ANSWER if self.structure.items[key].kind.asked else None
            case "points" | "own_points":
                found = self._of_points(key)
            case "constant":
                found = digits_of(self.structure.constants[key])
            case "coverage" | "answered" | "applicable" | "units":
                found = _COUNT
            case "own_raw" | "raw" | "score":
                node = self.structure.nodes[key]
                found = self._of_score(node) if reference.role == "score" else self._of_raw(node)
            case _:
                found = None
        return found

    def _of_points(self, key: str) -> int | None:
        """Return the digits of an item's points, which a policy may give too."""
        item = self.structure.items[key]
        if item.points is not None:
            return None
        points = [option.points for option in self.structure.options_of(item)]
        rule = item.numbers
        if rule is not None and isinstance(rule.points, Bins):
            points += [part.points for part in rule.points.bins]
        found = [digits_of(each) for each in points if each is not None]
        if not found:
            return _ANSWER if item.kind.asked else None
        # Of several options the points are added up.
        return sum(found) if item.kind.chooses_several else max(found)

    def _of_raw(self, node: Node) -> int | None:
        """Return the digits of a raw score that is a sum of weighted points, or a quotient of two such sums."""
        scoring = self.structure.rule_of(node).scoring
        if scoring.formula is not None or scoring.method is None or METHODS[scoring.method].reduce is not None:
            return None
        policies = scoring.no_answer or NoAnswerPolicies()
        given = [policy.points for policy in vars(policies).values() if isinstance(policy, PointsPolicy)]
        said = max((digits_of(points) for points in given), default=0)
        parts: list[int | None] = []
        for thing, weight in entries_of(node, self.structure):
            points = self._of_points(thing.key) if isinstance(thing, Item) else self._of_score(thing)
            # Above the line the weight and the points, below it the weight and at most the largest points.
            parts.append(None if points is None else 2 * (digits_of(weight) + max(points, said)))
        return _all(parts)

    def _of_score(self, node: Node) -> int | None:
        scoring = self.structure.rule_of(node).scoring
        raw = self._of_raw(node)
        if raw is None or scoring.transform is not None:
            return None
        ends = (*(scoring.scale or ()), *(scoring.rescale_from or ()))
        # Per cent and a rounding add a few.
        return raw + sum(map(digits_of, ends)) + _COUNT


def digits_of(value: int | Fraction) -> int:
    """Return how many digits a number is written with, the longer of numerator and denominator."""
    return max(len(str(abs(value.numerator))), len(str(value.denominator)))


def _all(found: Iterable[int | None]) -> int | None:
    known = list(found)
    return sum(each or 0 for each in known) + len(known) if None not in known else None


def _longest(found: Iterable[int | None]) -> int | None:
    known = list(found)
    return max((each or 0 for each in known), default=1) if None not in known else None
