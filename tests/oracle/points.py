"""Values and points: section 2 of the rules."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, by_key, options_of
from tests.oracle.exact import Interval, exact, interval, is_empty, overlap, whole_numbers
from tests.oracle.expressions import Null, Value, worked_out
from tests.oracle.tables import found_in

NOTHING = Fraction(0)
NUMERIC = ("number", "time", "duration")
SECONDS = {"weeks": 604800, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
ISO_DURATION = re.compile(
    r"P(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)


def value_of(item: Data, answer: Any) -> Any:
    """Return the value of an answer: an exact number of what is a number, else what was said."""
    if item["type"] == "time":
        hours, minutes = answer.split(":")
        return Fraction(60 * int(hours) + int(minutes))
    if item["type"] == "duration" and isinstance(answer, str) and answer.startswith("P"):
        return _duration_of(answer) / SECONDS[item["duration"]["unit"]]
    return exact(answer) if item["type"] in NUMERIC else answer


def _duration_of(text: str) -> Fraction:
    """Return how many seconds a duration of ISO 8601 takes."""
    found = ISO_DURATION.fullmatch(text)
    assert found is not None
    return sum((exact(number) * SECONDS[unit] for unit, number in found.groupdict("0").items()), NOTHING)


def number_rule(item: Data) -> Data:
    """Return what is said of a number: its range, whether it is whole, its points. A time of day has whole minutes."""
    said = item.get(item["type"]) or {}
    if item["type"] == "time":
        return {"range": "[0, 1440)", **said, "integer": True}
    return dict(said)


@dataclass
class Own:
    """The names of an expression for points: the answer, what it would be worth without, constants and tables."""

    case: Case
    item: Data
    answer: Any

    def value(self, name: str) -> Value:
        if name.startswith("constant."):
            return exact(by_key(self.case.document["constants"], name.removeprefix("constant."))["value"])
        return {"value": self._typed, "points": self._points}[name]()

    def state(self, item: str) -> str:
        raise KeyError(item)

    def lookup(self, table: str, keys: list[Value]) -> Value:
        return found_in(by_key(self.case.document["tables"], table), keys)

    def _typed(self) -> Value:
        return typed(self.case, self.item, self.answer)

    def _points(self) -> Value:
        return plain_points(self.case, self.item, self.answer)


def points_of(case: Case, item: Data, value: Any) -> Any:
    """Return what a value is worth."""
    if "points" in item:
        found = worked_out(item["points"], Own(case, item, value))
        assert not isinstance(found, Null)
        return found
    return plain_points(case, item, value)


def typed(case: Case, item: Data, value: Any) -> Value:
    """Return a value as expressions have it: an option is a number where all options of the item are integers."""
    if item["type"] in NUMERIC or item["type"] == "text":
        return value
    whole = all(isinstance(option["value"], int) for option in options_of(case, item))
    values = [Fraction(each) if whole else str(each) for each in (value if isinstance(value, list) else [value])]
    return tuple(values) if isinstance(value, list) else values[0]


def plain_points(case: Case, item: Data, value: Any) -> Fraction:
    """Return what a value is worth where no expression says it."""
    if item["type"] in NUMERIC:
        return _points_of_number(number_rule(item).get("points", "value"), value)
    if item["type"] == "single_choice":
        return next(exact(option["points"]) for option in options_of(case, item) if option["value"] == value)
    if item["multiple_choice"]["points_from"] == "count":
        return Fraction(len(value))
    ticked = [option for option in options_of(case, item) if option["value"] in value]
    return sum((exact(option["points"]) for option in ticked), NOTHING)


def _points_of_number(points: Any, number: Fraction) -> Fraction:
    if points == "value":
        return number
    for each in points["bins"]:
        numbers: Interval = interval(each["range"])
        if numbers.contains(number):
            return exact(each["points"])
    raise LookupError(f"{number} lies in no bin")


# ------------------------------------------------------------------------------------- smallest and largest points


def extreme_points(case: Case, item: Data) -> tuple[Fraction, Fraction]:
    """Return the smallest and the largest possible points of an item."""
    if item["key"] in case.extremes:
        return case.extremes[item["key"]]
    possible = _possible_points(case, item)
    if "points" in item:
        # An expression is worked out for every value of the item, which takes too long to be done for every field.
        case.extremes[item["key"]] = min(possible), max(possible)
    return min(possible), max(possible)


def _possible_points(case: Case, item: Data) -> list[Fraction]:
    """Return possible points of an item, the smallest and the largest among them."""
    if "points" in item:
        return [points_of(case, item, value) for value in all_values(case, item)]
    if item["type"] in NUMERIC:
        return _points_of_range(number_rule(item))
    if item["type"] == "single_choice":
        return [exact(option["points"]) for option in options_of(case, item)]
    return _points_of_ticks(options_of(case, item), item["multiple_choice"])


def all_values(case: Case, item: Data) -> list[Any]:
    """Return every value that an item accepts, where they are few."""
    if item["type"] == "single_choice":
        return [option["value"] for option in options_of(case, item)]
    accepted = accepted_numbers(number_rule(item))
    assert accepted.lower is not None
    assert accepted.upper is not None
    return [Fraction(number) for number in range(int(accepted.lower), int(accepted.upper) + 1)]


def accepted_numbers(rule: Data) -> Interval:
    """Return the numbers that an item accepts, from the first whole one to the last where only whole ones count."""
    accepted = interval(rule["range"])
    return whole_numbers(accepted) if rule.get("integer") else accepted


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
