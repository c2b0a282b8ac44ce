"""Random answers that a definition accepts: every kind of answer and of no answer, edges, and answers gone stale."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from tests.oracle.case import Case, Data, by_key, open_case, options_of
from tests.oracle.exact import Interval, interval
from tests.oracle.points import NUMERIC, SECONDS, number_rule

# How many of the items are answered, and how many of the others say why not.
MODES = [(1.0, 0.0), (1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (0.9, 0.5), (0.8, 0.5), (0.7, 0.8), (0.5, 0.5), (0.2, 0.8)]
STEPS = ["0", "0", "1/100", "1/8", "1/2", "1", "1", "1.5", "2", "3", "4", "5", "7.3"]


def random_answers(document: Data, seed: int) -> tuple[Data, Data | None, str | None]:
    """Return answers, a profile and a perspective. Whether an item is shown is not asked, so some answers are stale."""
    rng = Random(f"answers {document['key']} {seed}")
    case = open_case(document, {}, None, None)
    # How many of the items are answered, how many of the others say why not, and how many stand at an end.
    # Some people tick the ends of every scale.
    manner = (*rng.choice(MODES), rng.choice([0.0, 0.0, 0.5, 1.0]))
    repeated = {item["key"] for found in case.fields.values() if "units" in found for item in found["items"]}
    once = [item for key, item in case.items.items() if key not in repeated]
    answers = _answers(rng, case, once, manner)
    for key, found in case.fields.items():
        if "units" in found and rng.random() < 0.9:
            count = rng.randint(found["units"].get("minimum", 1), found["units"]["maximum"])
            answers[key] = [_answers(rng, case, found["items"], manner) for _ in range(count)]
    keys = rng.sample(list(answers), len(answers))
    return {key: answers[key] for key in keys}, _profile(rng, document), _perspective(rng, document)


def _answers(rng: Random, case: Case, items: list[Data], manner: tuple[float, float, float]) -> Data:
    """Answer some items, and say of some of the others why not."""
    answered, said, extreme = manner
    answers: Data = {}
    for item in items:
        if item["type"] == "computed":
            continue
        if rng.random() < answered:
            offered = options_of(case, item) if "choice" in item["type"] else []
            answers[item["key"]] = any_answer(rng, item, offered, extreme)
        elif _no_answers(case.document, item) and rng.random() < said:
            answers[item["key"]] = _no_answer(rng, _no_answers(case.document, item))
    return answers


def _no_answers(document: Data, item: Data) -> list[str]:
    """Return the kinds of no answer that an item allows."""
    if "no_answers" in item:
        return list(item["no_answers"])
    if "scale" not in item:
        return []
    return list(by_key(document["response_scales"], item["scale"]).get("no_answers") or ())


def _no_answer(rng: Random, kinds: list[str]) -> Data:
    said: Data = {"no_answer": rng.choice(kinds)}
    if rng.random() < 0.2:
        said["reason"] = "Not our task."
    return said


def any_answer(rng: Random, item: Data, offered: list[Data], extreme: float) -> Any:
    if item["type"] in NUMERIC:
        return _as_asked(rng, item, _number(rng, number_rule(item), extreme))
    if item["type"] == "text":
        return "Words"
    if item["type"] == "pairwise":
        return _pairs(rng, item)
    if item["type"] == "multiple_choice":
        return _ticks(rng, item["multiple_choice"], offered)
    return rng.choice([offered[0], offered[-1]] if rng.random() < extreme else offered)["value"]


def _pairs(rng: Random, item: Data) -> list[Any]:
    """Choose one of most pairs, in any order."""
    values = [option["value"] for option in item["pairwise"]["options"]]
    answer: list[Any] = [rng.sample(pair, 2) for pair in combinations(values, 2) if rng.random() < 0.9]
    for place, pair in enumerate(answer):
        if item.get("no_answers") and rng.random() < 0.1:
            answer[place] = {"between": pair, "no_answer": rng.choice(item["no_answers"])}
    return rng.sample(answer, len(answer))


def _ticks(rng: Random, rule: Data, offered: list[Data]) -> list[Any]:
    least, most = rule.get("minimum_selected", 0), rule.get("maximum_selected", len(offered))
    alone = [option["value"] for option in offered if option.get("exclusive")]
    together = [option["value"] for option in offered if not option.get("exclusive")]
    if alone and least <= 1 and (len(together) < least or rng.random() < 0.3):
        return [rng.choice(alone)]
    return rng.sample(together, rng.randint(least, min(most, len(together))))


# --------------------------------------------------------------------------------------------------------- numbers


def _as_asked(rng: Random, item: Data, number: Fraction) -> Any:
    """Write a number as the type of its item wants it."""
    if item["type"] == "time":
        return f"{int(number) // 60:02}:{int(number) % 60:02}"
    if item["type"] == "duration" and number >= 0 and rng.random() < 0.5:
        return _iso_duration(rng, number, item["duration"]["unit"])
    return _written(rng, number)


def _iso_duration(rng: Random, number: Fraction, unit: str) -> str:
    """Write a duration in the notation of ISO 8601: in its unit alone, or whole parts from the largest unit on."""
    letter = unit[0].upper()
    if rng.random() < 0.5 and number.denominator == 1:
        return f"P{int(number)}{letter}" if letter in "WD" else f"PT{int(number)}{letter}"
    left = number * SECONDS[unit]
    if left.denominator != 1:
        return str(_written(rng, number))
    parts = []
    for name in ("days", "hours", "minutes", "seconds"):
        count, left = divmod(left, SECONDS[name])
        parts.append(f"{count}{name[0].upper()}" if count else "")
    clock = "".join(parts[1:])
    return f"P{parts[0]}T{clock}" if clock else f"P{parts[0]}" if parts[0] else "PT0S"


def _number(rng: Random, rule: Data, extreme: float) -> Fraction:
    """Return a number in the range: an end of it or of a bin, or any."""
    accepted = interval(rule["range"])
    points = rule.get("points")
    ranges = [interval(each["range"]) for each in points["bins"]] if isinstance(points, dict) else []
    ends = [end for numbers in [accepted, *ranges] for end in (numbers.lower, numbers.upper) if end is not None]
    at_ends = [end for end in ends if _is_accepted(end, accepted, rule)]
    if at_ends and rng.random() < extreme:
        return rng.choice(at_ends)
    while True:
        # Every range is wide enough that this comes to an end.
        start = rng.choice(ends)
        number = rng.choice([start, Fraction(math.floor(start))]) + Fraction(rng.choice(STEPS)) * rng.choice([1, -1])
        if _is_accepted(number, accepted, rule):
            return number


def _is_accepted(number: Fraction, accepted: Interval, rule: Data) -> bool:
    return accepted.contains(number) and _can_be_written(number, integer=rule.get("integer", False))


def _can_be_written(number: Fraction, *, integer: bool) -> bool:
    return number.denominator == 1 if integer else 10**6 % number.denominator == 0


def _written(rng: Random, number: Fraction) -> Any:
    """Return a number as an integer, a decimal or text."""
    if number.denominator == 1:
        return rng.choice([int(number), int(number), str(int(number))])
    decimal = Decimal(number.numerator) / Decimal(number.denominator)
    return rng.choice([decimal, str(decimal)])


# ------------------------------------------------------------------------------------------- profile, perspective


def _profile(rng: Random, document: Data) -> Data | None:
    attributes = document.get("profile") or []
    if not attributes:
        return rng.choice([None, {}])
    given = [attribute for attribute in attributes if rng.random() < 0.7]
    return {attribute["key"]: any_attribute(rng, attribute) for attribute in given}


def any_attribute(rng: Random, attribute: Data) -> Any:
    if "number" in attribute:
        return _written(rng, _number(rng, attribute["number"], 0.2))
    return rng.choice(attribute["options"])["value"]


def _perspective(rng: Random, document: Data) -> str | None:
    perspectives = [perspective["key"] for perspective in document.get("perspectives") or ()]
    chosen: str | None = rng.choice([None, *perspectives])
    return chosen
