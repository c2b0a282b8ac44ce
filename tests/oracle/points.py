"""Values and points: section 2 of the rules."""

import re
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, options_of
from tests.oracle.exact import Interval, exact, interval, is_empty, overlap, whole_numbers

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


def points_of(case: Case, item: Data, value: Any) -> Fraction:
    """Return what a value is worth."""
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
    if item["type"] in NUMERIC:
        possible = _points_of_range(number_rule(item))
    elif item["type"] == "single_choice":
        possible = [exact(option["points"]) for option in options_of(case, item)]
    else:
        possible = _points_of_ticks(options_of(case, item), item["multiple_choice"])
    return min(possible), max(possible)


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
