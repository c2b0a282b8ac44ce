"""What an item can be, and its smallest and largest points: section 2 of the rules."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, by_key, names_in, options_of
from tests.oracle.exact import exact, interval, is_empty, overlap, whole_numbers
from tests.oracle.intervals import enclosed
from tests.oracle.names import Own, points_of
from tests.oracle.narrowing import only_whole
from tests.oracle.nulls import STATES, Null, Value
from tests.oracle.points import NOTHING, NUMERIC, accepted_numbers, all_values, number_rule, typed
from tests.oracle.spans import Several, Span, Ticks, Unclear, ends, several, span, with_null, without_null

MOST_VALUES = 1000
# An end beyond this counts as none.
FAR = Fraction(10**30)


def extreme_points(case: Case, item: Data) -> tuple[Fraction, Fraction]:
    """Return the smallest and the largest possible points of an item."""
    if item["key"] not in case.extremes:
        possible = _possible_points(case, item)
        case.extremes[item["key"]] = min(possible), max(possible)
    return case.extremes[item["key"]]


def _possible_points(case: Case, item: Data) -> list[Fraction]:
    """Return possible points of an item, the smallest and the largest among them."""
    if "points" in item:
        if all_values_count(case, item):
            found = [points_of(case, item, value) for value in all_values(case, item)]
            if any(isinstance(each, Null) for each in found):
                raise Unclear
            return found
        return finite_ends(enclosed(item["points"], Anything(case, item_of_rule=item)))
    if item["type"] == "computed":
        return _points_of_computed(case, item)
    if item["type"] in NUMERIC:
        return _points_of_range(number_rule(item))
    if item["type"] == "single_choice":
        return [exact(option["points"]) for option in options_of(case, item)]
    return _points_of_ticks(options_of(case, item), item["multiple_choice"])


def all_values_count(case: Case, item: Data) -> bool:
    """Say whether the points of all answers are known beforehand."""
    if any(not name.startswith("constant.") and name not in ("value", "points") for name in names_in(item["points"])):
        return False
    if item["type"] == "single_choice":
        return True
    if item["type"] not in ("number", "time", "duration") or not number_rule(item).get("integer"):
        return False
    accepted = accepted_numbers(number_rule(item))
    if accepted.lower is None or accepted.upper is None:
        return False
    return accepted.upper - accepted.lower < MOST_VALUES


def everything(case: Case, item: Data) -> Value:
    """Return what encloses every value that an item can have."""
    if item["type"] == "computed":
        return _without_far_ends(without_null(enclosed(item["computed"]["value"], Anything(case))))
    if item["type"] in NUMERIC:
        rule = number_rule(item)
        accepted = accepted_numbers(rule)
        low, low_open = (-FAR, True) if accepted.lower is None else (accepted.lower, not accepted.lower_closed)
        high, high_open = (FAR, True) if accepted.upper is None else (accepted.upper, not accepted.upper_closed)
        found = Span(low, high, bool(rule.get("integer")), low_open=low_open, high_open=high_open)
        return only_whole(found) if found.whole else found
    options = [option["value"] for option in options_of(case, item)]
    if item["type"] == "multiple_choice":
        return Ticks(len(options))
    values = [typed(case, item, option) for option in options]
    if isinstance(values[0], Fraction):
        return Span(min(values), max(values), whole=True)
    return Several(frozenset(values))


def _without_far_ends(value: Value) -> Value:
    """Return the same, without an end that lies far off."""
    if not isinstance(value, Span):
        return value
    low = -math.inf if value.low < -FAR else value.low
    return value._replace(low=low, high=math.inf if value.high > FAR else value.high)


def plain_span(case: Case, item: Data) -> Value:
    """Return what encloses the points of an item without the expression for them: any number, not only whole ones."""
    plain = {member: said for member, said in item.items() if member != "points"}
    possible = _possible_points(case, plain)
    return span(min(possible), max(possible))


@dataclass
class Anything(Own):
    """The names of a rule where everything can be anything that it ever is."""

    def meet_undefined(self) -> None:
        """Hear that something could be undefined: then it has no points."""

    def value(self, name: str) -> Value:
        """Return what encloses a name."""
        own = self.item_of_rule
        if name == "value":
            return everything(self.case, own)
        if name == "points":
            return plain_span(self.case, own)
        return super().value(name)

    def state(self, item: str) -> Any:
        """Return all states."""
        return Several(frozenset([*STATES, "answered"]))

    def item(self, item: Data) -> Value:
        """Return what encloses the value of an item."""
        return with_null(everything(self.case, item))

    def points(self, item: Data) -> Value:
        """Return what encloses the points of an item."""
        return Span(*extreme_points(self.case, item), null=True)

    def _profile(self, key: str) -> Value:
        return with_null(attribute_span(self.case, by_key(self.case.document["profile"], key)))


def attribute_span(case: Case, attribute: Data) -> Value:
    """Return what encloses every value of an attribute of the profile."""
    if "number" in attribute:
        return everything(case, {"type": "number", "number": attribute["number"]})
    return several(frozenset(str(option["value"]) for option in attribute["options"]), null=False)


def _points_of_computed(case: Case, item: Data) -> list[Fraction]:
    points = item["computed"].get("points", "value")
    if points == "value":
        return finite_ends(everything(case, item))
    value = everything(case, item)
    if isinstance(value, Null):
        raise Unclear
    found = ends(value)
    opening, closing = "(" if found.low_open else "[", ")" if found.high_open else "]"
    low, high = ("inf" if end == math.inf else "-inf" if end == -math.inf else end for end in found[:2])
    return _points_of_range({**item["computed"], "range": f"{opening}{low}, {high}{closing}"})


def finite_ends(value: Value) -> list[Fraction]:
    """Return the ends of a number that lies between two numbers."""
    if isinstance(value, Null) or not all(isinstance(end, Fraction) for end in ends(value)[:2]):
        raise Unclear
    return list(ends(value)[:2])


def _points_of_range(rule: Data) -> list[Fraction]:
    accepted = accepted_numbers(rule)
    points = rule.get("points", "value")
    if points == "value":
        assert accepted.lower is not None
        assert accepted.upper is not None
        return [accepted.lower, accepted.upper]
    possible = []
    for each in points["bins"]:
        inside = overlap(accepted, interval(each["range"]))
        if rule.get("integer"):
            inside = whole_numbers(inside)
        if not is_empty(inside):
            possible.append(exact(each["points"]))
    return possible


def _points_of_ticks(options: list[Data], rule: Data) -> list[Fraction]:
    least = rule.get("minimum_selected", 0)
    most = rule.get("maximum_selected", len(options))
    counted = rule["points_from"] == "count"
    points = [(Fraction(1) if counted else exact(option["points"]), option.get("exclusive")) for option in options]
    together = sorted(each for each, exclusive in points if not exclusive)
    possible = [each for each, exclusive in points if exclusive] if least <= 1 <= most else []
    for ticks in range(least, min(most, len(together)) + 1):
        possible.append(sum(together[:ticks], NOTHING))
        possible.append(sum(together[len(together) - ticks :], NOTHING))
    return possible
