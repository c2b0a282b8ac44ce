"""The small parts of random definitions: numbers, texts, ranges, options, items, level sets."""

import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle.case import Data
from tests.oracle.exact import interval

NOTHING = Fraction(0)
NO_ANSWERS = ["dont_know", "not_applicable", "declined"]
POINTS = ["-2", "-1", "-1/2", "0", "0", "1/3", "1/2", "1", "1", "2", "2.5", "3", "4", "4", "5"]
WEIGHTS = ["0", "1/3", "1/2", "0.25", "1", "1", "1.5", "2", "3", "10/7"]


@dataclass
class Draft:
    """A definition in the making. `items` and `fields` are filled in document order."""

    rng: Random
    document: Data
    items: list[Data] = field(default_factory=list)
    # The items of fields that are repeated per unit: from outside they are named by what selects several of them.
    unit_items: dict[str, list[Data]] = field(default_factory=dict)
    fields: list[Data] = field(default_factory=list)
    # The fields whose scoring is said, in the order in which it was said.
    scored: list[Data] = field(default_factory=list)
    # The level sets made so far, by the scale that they cover.
    level_sets: dict[tuple[Fraction, Fraction, bool | None], list[str]] = field(default_factory=dict)

    def next_key(self) -> str:
        """Return the key of the next item."""
        return f"item{len(self.items) + sum(len(items) for items in self.unit_items.values())}"

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def number(self, number: Any) -> Any:
        """Write a number in one of the ways a document may write it."""
        exactly = Fraction(number)
        ends = _decimal(exactly)
        if exactly.denominator == 1:
            return Decimal(f"{exactly.numerator}.0") if self.chance(0.1) else int(exactly)
        return Decimal(ends) if ends and self.chance(0.7) else str(exactly)

    def text(self, stem: str) -> Any:
        """Write a text: a map of languages, or now and then only the source language."""
        if self.chance(0.05):
            return stem
        return {language: f"{stem} ({language})" for language in self.document["languages"]}

    def some(self, things: list[Any], least: int = 1, most: int | None = None) -> list[Any]:
        """Pick some, in a new order."""
        most = min(len(things), most or len(things))
        return self.rng.sample(things, self.rng.randint(min(least, most), most))


def _decimal(number: Fraction) -> str | None:
    """Return a number as a decimal text where it has one of few digits."""
    for digits in range(7):
        if number.denominator and (10**digits) % number.denominator == 0:
            return f"{Decimal(number.numerator) / Decimal(number.denominator):.{digits}f}"
    return None


def introduction(draft: Draft) -> Data:
    """Make what stands before the items of a field, now and then."""
    return {"introduction": draft.text("What comes now")} if draft.chance(0.2) else {}


def why(draft: Draft) -> Data:
    """Say where a rule or a number comes from, now and then; nothing depends on it."""
    said: Data = {"note": draft.text("What a reader should know")} if draft.chance(0.2) else {}
    if draft.document.get("sources") and draft.chance(0.3):
        said["source"] = draft.document["sources"][0]["key"]
    return said


def end_text(number: Fraction) -> str:
    """Write the end of an interval."""
    return _decimal(number) or str(number)


def grid(draft: Draft, lower: Fraction, upper: Fraction) -> Fraction:
    """Pick a number between two others, mostly one that scores can hit."""
    steps = draft.rng.choice([2, 4, 5, 8, 10, 12, 20, 100])
    return lower + (upper - lower) * Fraction(draft.rng.randint(0, steps), steps)


# -------------------------------------------------------------------------------------------------------- ranges


def cut_into_ranges(draft: Draft, lower: Fraction, upper: Fraction, most: int, *, points: bool) -> list[str]:
    """Cut a closed range into ascending intervals of several styles that leave nothing out.

    With `points` a cut may be an interval of its own that holds nothing but the cut.
    """
    cuts = sorted({grid(draft, lower, upper) for _ in range(draft.rng.randint(0, most - 1))} - {lower, upper})
    style = draft.rng.choice(["left", "right", "mixed"])
    first = draft.rng.choice([f"[{end_text(lower)}", f"[{end_text(lower)}", f"({end_text(lower - 1)}", "(-inf"])
    ranges, opening = [], first
    for cut in cuts:
        at = end_text(cut)
        if points and draft.chance(0.15):
            ranges += [f"{opening}, {at})", f"[{at}, {at}]"]
            opening = f"({at}"
        elif style == "left" or (style == "mixed" and draft.chance(0.5)):
            ranges.append(f"{opening}, {at})")
            opening = f"[{at}"
        else:
            ranges.append(f"{opening}, {at}]")
            opening = f"({at}"
    last = draft.rng.choice([f"{end_text(upper)}]", f"{end_text(upper)}]", f"{end_text(upper + 1)})", "inf)"])
    return [*ranges, f"{opening}, {last}"]


def level_set_for(draft: Draft, lower: Fraction, upper: Fraction, *, staged: bool | None = None) -> str:
    """Return the key of a level set that covers a scale, one made before or a new one; staged, or not, or either."""
    known = draft.level_sets.setdefault((lower, upper, staged), [])
    if known and draft.chance(0.7):
        return draft.rng.choice(known)
    sets = draft.document.setdefault("level_sets", [])
    made: Data = {"key": f"set{len(sets)}", "levels": [], **why(draft)}
    names = draft.rng.sample(["low", "some", "middle", "good", "high", "top", "a1", "b2", "c3", "d4", "e5"], 11)
    staged = draft.chance(0.2) if staged is None else staged
    for name, numbers in zip(names, cut_into_ranges(draft, lower, upper, 5, points=True), strict=False):
        level = {"key": name, "title": draft.text(f"Level {name}")}
        if not staged:
            level["range"] = numbers
        if draft.chance(0.5):
            level["text"] = draft.text(f"What {name} means.")
        made["levels"].append(level)
    if draft.chance(0.6) and not staged:
        margin = (upper - lower) * Fraction(draft.rng.choice(["0", "1/100", "1/25", "1/10", "1/8", "1/2"]))
        made["border"] = {"margin": draft.number(margin), "text": draft.text("Near “{level}”.")}
    sets.append(made)
    known.append(made["key"])
    return str(made["key"])


def variant_of(draft: Draft, key: str, lower: Fraction, upper: Fraction) -> str | None:
    """Return another level set for the same scale with the same levels, None where no try gives as many ranges."""
    sets = draft.document["level_sets"]
    levels = next(each["levels"] for each in sets if each["key"] == key)
    for _ in range(20):
        ranges = cut_into_ranges(draft, lower, upper, 5, points=True)
        if len(ranges) == len(levels):
            made = [
                {"key": level["key"], "title": draft.text("Other"), "range": numbers}
                for level, numbers in zip(levels, ranges, strict=True)
            ]
            sets.append({"key": f"set{len(sets)}", "levels": made})
            return str(sets[-1]["key"])
    return None


# ------------------------------------------------------------------------------------------------------- options


def options(draft: Draft, *, multiple: bool, scored: bool) -> list[Data]:
    """Make options with values of their own and any points."""
    count = draft.rng.randint(1 if draft.chance(0.1) else 2, 6)
    texts = draft.chance(0.4)
    made = []
    for place in range(count):
        option: Data = {"value": f"o{place}" if texts else place, "title": draft.text(f"Option {place}")}
        if scored or draft.chance(0.3):
            option["points"] = draft.number(draft.rng.choice(POINTS) if draft.chance(0.5) else place)
        if multiple and draft.chance(0.2):
            option["exclusive"] = True
        made.append(option)
    return made


def response_scale(draft: Draft, key: str) -> Data:
    """Make a shared response scale."""
    scale: Data = {"key": key, "options": options(draft, multiple=draft.chance(0.3), scored=True)}
    if draft.chance(0.8):
        scale["no_answers"] = draft.some(NO_ANSWERS)
    return scale


# --------------------------------------------------------------------------------------------------------- items


def item(draft: Draft, key: str) -> Data:
    """Make an item without conditions."""
    kinds = ["single_choice"] * 6 + ["multiple_choice"] * 3 + ["number"] * 3 + ["time", "duration", "text"]
    kind = draft.rng.choice(kinds)
    made: Data = {"key": key, "type": kind, "prompt": draft.text(f"Item {key}")}
    if draft.chance(0.2):
        made["help"] = draft.text("Who knows")
    scored = kind != "text" and not draft.chance(0.1)
    if not scored and kind != "text":
        made["scored"] = False
    elif scored and draft.chance(0.1):
        made["scored"] = True
    RULES[kind](draft, made, scored=scored)
    if "scale" not in made or draft.chance(0.15):
        made["no_answers"] = draft.some(NO_ANSWERS, 0)
    if scored and draft.chance(0.4):
        made["weight"] = draft.number(draft.rng.choice(WEIGHTS))
    return made


def _single_choice(draft: Draft, made: Data, *, scored: bool) -> None:
    scales = draft.document.get("response_scales") or []
    if scales and draft.chance(0.7):
        scale = draft.rng.choice(scales)
        made["scale"] = scale["key"]
        if draft.chance(0.2):
            value = draft.rng.choice(scale["options"])["value"]
            made["anchors"] = [{"value": value, "text": draft.text("What this means here")}]
    else:
        made["options"] = options(draft, multiple=False, scored=scored)


def _multiple_choice(draft: Draft, made: Data, *, scored: bool) -> None:
    scales = draft.document.get("response_scales") or []
    if scales and draft.chance(0.25):
        scale = draft.rng.choice(scales)
        made["scale"], offered = scale["key"], scale["options"]
    else:
        offered = made["options"] = options(draft, multiple=True, scored=scored)
    together = sum(not option.get("exclusive") for option in offered)
    rule: Data = {"points_from": draft.rng.choice(["sum", "sum", "count"])}
    if draft.chance(0.4):
        # One alone can always be ticked; more than one only of those that do not exclude each other.
        rule["minimum_selected"] = draft.rng.randint(0, max(1, together))
    if draft.chance(0.4):
        rule["maximum_selected"] = draft.rng.randint(max(1, rule.get("minimum_selected", 0)), len(offered))
    if rule["points_from"] == "count" and "options" in made and draft.chance(0.5):
        for option in offered:
            option.pop("points", None)
    made["multiple_choice"] = rule


def pairwise(draft: Draft, key: str) -> Data:
    """Make an item that asks for the preferred one of every two options."""
    options = [
        {"value": f"p{place}", "title": draft.text(f"Option {place}")} for place in range(draft.rng.randint(2, 4))
    ]
    made: Data = {"key": key, "type": "pairwise", "prompt": draft.text(key), "pairwise": {"options": options}}
    return {**made, "no_answers": draft.some(NO_ANSWERS, 0)} if draft.chance(0.7) else made


def _text(draft: Draft, made: Data, *, scored: bool) -> None:
    if not scored and draft.chance(0.5):
        made["text"] = {"maximum_length": draft.rng.randint(5, 200)}


def _number(draft: Draft, made: Data, *, scored: bool) -> None:
    rule: Data = {"unit": draft.text("h")} if draft.chance(0.3) else {}
    lower = Fraction(draft.rng.choice(["-3", "-1/2", "0", "0", "0", "1", "2.5", "1/3"]))
    upper = lower + Fraction(draft.rng.choice(["2", "3", "5", "10", "12.5", "100"]))
    made["number"] = {**rule, **_numbers(draft, lower, upper, scored=scored, negative=True)}


def _duration(draft: Draft, made: Data, *, scored: bool) -> None:
    rule: Data = {"unit": draft.rng.choice(["weeks", "days", "hours", "minutes", "seconds"])}
    lower = Fraction(draft.rng.choice(["0", "0", "0", "1", "1/2"]))
    upper = lower + Fraction(draft.rng.choice(["2", "5", "12.5", "24", "100"]))
    # No time is shorter than none.
    made["duration"] = {**rule, **_numbers(draft, lower, upper, scored=scored, negative=False)}


def _numbers(draft: Draft, lower: Fraction, upper: Fraction, *, scored: bool, negative: bool) -> Data:
    """Say which numbers are accepted and what they are worth."""
    integer = draft.chance(0.5)
    opening, closing = draft.rng.choice("[[("), draft.rng.choice("]])")
    numbers = f"{opening}{end_text(lower)}, {end_text(upper)}{closing}"
    rule: Data = {}
    bins = scored and draft.chance(0.5)
    if (bins or not scored) and draft.chance(0.3):
        downwards = f"(-inf, {end_text(upper)}{closing}"
        upwards = f"{opening}{end_text(lower)}, inf)"
        numbers = draft.rng.choice([upwards, downwards] if negative else [upwards])
    rule["range"] = numbers
    if integer or draft.chance(0.2):
        rule["integer"] = integer
    if bins:
        rule["points"] = {"bins": _bins(draft, numbers, lower, upper, integer=integer)}
    elif scored or draft.chance(0.2):
        rule["points"] = "value" if "inf" not in numbers else {"bins": [_bin(draft, "(-inf, inf)")]}
    return rule


def _time(draft: Draft, made: Data, *, scored: bool) -> None:
    numbers = draft.rng.choice([None, None, "[480, 1320]", "(0, 720)", "[1200, 1440)", "[0, 30.5]"])
    rule: Data = {} if numbers is None else {"range": numbers}
    if scored and draft.chance(0.6):
        accepted = interval(numbers or "[0, 1440)")
        lower, upper = accepted.lower or NOTHING, accepted.upper or NOTHING
        rule["points"] = {"bins": _bins(draft, numbers or "[0, 1440)", lower, upper, integer=True)}
    elif scored or draft.chance(0.2):
        rule["points"] = "value"
    if rule or draft.chance(0.3):
        made["time"] = rule


def _bin(draft: Draft, numbers: str) -> Data:
    return {"range": numbers, "points": draft.number(draft.rng.choice(POINTS))}


def _bins(draft: Draft, numbers: str, lower: Fraction, upper: Fraction, *, integer: bool) -> list[Data]:
    if integer and "inf" not in numbers and draft.chance(0.3):
        # Between two bins of integers there may be a gap that holds none, and a bin may hold none at all.
        middle = Fraction(math.floor((lower + upper) / 2))
        between = f"({end_text(middle)}, {end_text(middle + Fraction(1, 2))}]"
        ranges = [
            f"[{end_text(lower - 2)}, {end_text(middle)}]",
            between,
            f"[{end_text(middle + 1)}, {end_text(upper)}]",
        ]
        return [_bin(draft, each) for each in ranges]
    ranges = cut_into_ranges(draft, lower, upper, 4, points=True)
    if "(-inf" in numbers:
        ranges[0] = f"(-inf,{ranges[0].split(',')[1]}"
    if "inf)" in numbers:
        ranges[-1] = f"{ranges[-1].split(',')[0]}, inf)"
    if draft.chance(0.2) and "-inf" not in ranges[0]:
        # A bin that no accepted number falls into must not count.
        at = ranges[0][1:].split(",")[0]
        ranges.insert(0, f"(-inf, {at}{')' if ranges[0][0] == '[' else ']'}")
    return [_bin(draft, each) for each in ranges]


RULES = {
    "single_choice": _single_choice,
    "multiple_choice": _multiple_choice,
    "number": _number,
    "time": _time,
    "duration": _duration,
    "text": _text,
}
