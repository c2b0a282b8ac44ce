"""Values and points: section 2 of the rules."""

import re
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, options_of
from tests.oracle.exact import Interval, exact, interval, whole_numbers
from tests.oracle.nulls import Value

NOTHING = Fraction(0)
NUMERIC = ("number", "time", "duration", "computed")
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
    return {"range": "(-inf, inf)", **said} if item["type"] == "computed" else dict(said)


def typed(case: Case, item: Data, value: Any) -> Value:
    """Return a value as expressions have it: an option is a number where all options of the item are integers."""
    if item["type"] in NUMERIC or item["type"] == "text":
        return value
    whole = all(isinstance(option["value"], int) for option in options_of(case, item))
    values = [Fraction(each) if whole else str(each) for each in (value if isinstance(value, list) else [value])]
    return tuple(values) if isinstance(value, list) else values[0]


def plain_points(case: Case, item: Data, value: Any) -> Any:
    """Return what a value is worth where no expression says it, None where nothing does."""
    if item["type"] in NUMERIC:
        points = number_rule(item).get("points")
        return None if points is None else _points_of_number(points, value)
    if item["type"] == "single_choice":
        chosen = next(option for option in options_of(case, item) if option["value"] == value)
        return exact(chosen["points"]) if "points" in chosen else None
    if item["multiple_choice"]["points_from"] == "count":
        return Fraction(len(value))
    ticked = [option for option in options_of(case, item) if option["value"] in value]
    return sum((exact(option.get("points", 0)) for option in ticked), NOTHING)


def _points_of_number(points: Any, number: Fraction) -> Fraction:
    if points == "value":
        return number
    for each in points["bins"]:
        numbers: Interval = interval(each["range"])
        if numbers.contains(number):
            return exact(each["points"])
    raise LookupError(f"{number} lies in no bin")


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
