"""What one person said to one item, read by the type of the item: value, points and canonical form.

Every reader takes the item, what was said and the list of problems; it returns what the answer comes to, or adds what
is wrong with it to the list and returns None.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.answer_rules import DurationRule, MultipleChoiceRule, NumericRule, TextRule
from selfcheck_service.core.definition.exact import Interval, describe, shown
from selfcheck_service.core.definition.limits import MOST_DIGITS_OF_AN_ANSWER
from selfcheck_service.core.definition.model import AttributeNumber
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.ratio import Scaled, scaled

_MOST_DIGITS = MOST_DIGITS_OF_AN_ANSWER
_LARGEST = 10**_MOST_DIGITS
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_CLOCK = re.compile(r"(?P<hours>[01][0-9]|2[0-3]):(?P<minutes>[0-5][0-9])")
_PART = r"(?:(?P<{}>[0-9]{{1,9}}(?:[.,][0-9]{{1,9}})?){})?"
_DURATION = re.compile(
    f"P{_PART.format('weeks', 'W')}{_PART.format('days', 'D')}"
    f"(?:T{_PART.format('hours', 'H')}{_PART.format('minutes', 'M')}{_PART.format('seconds', 'S')})?"
)
SECONDS: Mapping[str, int] = {
    "weeks": 604_800,
    "days": 86_400,
    "hours": 3_600,
    "minutes": 60,
    "seconds": 1,
}
# The value, its points (None: it has none) and its canonical JSON.
Parsed = tuple[object, Scaled | None, str]


def parse_choice(item: ItemPlan, answer: object, _denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse the choice of one option in an uncommon form: 2.0 is the same number as 2."""
    value = _as_value(answer)
    choice = item.choices.get(value) if value is not None else None
    if choice is None:
        problems.append(_not_an_option(item, answer, ()))
        return None
    return value, *choice


def _as_value(answer: object) -> int | str | None:
    """Return an option's value, a whole number in any spelling as an integer; None for what cannot be one."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int | str):
        return answer
    number = _exact_number(answer)
    return number.numerator if number is not None and number.denominator == 1 else None


def _not_an_option(item: ItemPlan, answer: object, path: tuple[int, ...]) -> Problem:
    location = pointer("answers", item.key, *path)
    if isinstance(answer, bool) or not isinstance(answer, int | str):
        expected = "an integer" if all(isinstance(value, int) for value in item.choices) else "text"
        return Problem(location, "wrong_type", {"expected": expected, "found": describe(answer)})
    allowed = ", ".join(str(value) for value in item.choices)
    return Problem(location, "unknown_option", {"found": shown(answer), "item": item.key, "allowed": allowed})


def parse_selection(item: ItemPlan, answer: object, denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse the ticked options of a multiple choice; the order in which they were ticked means nothing."""
    if not isinstance(answer, list | tuple):
        location = pointer("answers", item.key)
        problems.append(Problem(location, "wrong_type", {"expected": "a list", "found": describe(answer)}))
        return None
    before = len(problems)
    ticked: dict[int | str, None] = {}
    for at, said in enumerate(answer):
        value = _as_value(said)
        if value is None or value not in item.choices:
            problems.append(_not_an_option(item, said, (at,)))
        elif value in ticked:
            problems.append(Problem(pointer("answers", item.key, at), "option_twice", {"found": shown(value)}))
        else:
            ticked[value] = None
    if len(problems) == before:
        problems.extend(_check_selection(item, ticked))
    if len(problems) > before:
        return None
    chosen = tuple(value for value in item.choices if value in ticked)
    rule = item.definition.rule
    if isinstance(rule, MultipleChoiceRule) and rule.points_from == "count":
        worth: Scaled = len(chosen) * denominator
    else:
        worth = sum(item.choices[value][0] or 0 for value in chosen)
    return chosen, worth, f"[{','.join(item.choices[value][1] for value in chosen)}]"


def _check_selection(item: ItemPlan, ticked: Collection[int | str]) -> Iterator[Problem]:
    rule = item.definition.rule
    limits = rule if isinstance(rule, MultipleChoiceRule) else MultipleChoiceRule()
    fewest = limits.minimum_selected
    most = limits.maximum_selected if limits.maximum_selected is not None else len(item.choices)
    if not fewest <= len(ticked) <= most:
        words = {"count": len(ticked), "minimum": fewest, "maximum": most}
        yield Problem(pointer("answers", item.key), "selection_size", words)
    if len(ticked) > 1 and not item.exclusive.isdisjoint(ticked):
        exclusive = next(value for value in item.choices if value in item.exclusive and value in ticked)
        yield Problem(pointer("answers", item.key), "exclusive_option", {"found": str(exclusive)})


def parse_number(item: ItemPlan, answer: object, denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse a number, a text with a number in it too."""
    number = _exact_number(answer)
    if number is None:
        problems.append(_not_a_number(answer, pointer("answers", item.key)))
        return None
    return _accepted(item, answer, number, denominator, problems)


def parse_time(item: ItemPlan, answer: object, denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse a time of day, `HH:MM`; its value is in minutes after midnight."""
    clock = _CLOCK.fullmatch(answer) if isinstance(answer, str) else None
    if clock is None:
        problems.append(_not_of_this_form(item, answer, "a time of day like 22:30"))
        return None
    minutes = Fraction(60 * int(clock["hours"]) + int(clock["minutes"]))
    return _accepted(item, answer, minutes, denominator, problems)


def parse_duration(item: ItemPlan, answer: object, denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse a duration: a number in the unit of the item, or weeks, days, hours, minutes, seconds by ISO 8601."""
    number = _exact_number(answer)
    rule = item.definition.rule
    if number is None and isinstance(answer, str) and isinstance(rule, DurationRule):
        seconds = _seconds(answer)
        number = None if seconds is None else seconds / SECONDS[rule.unit]
    if number is None:
        problems.append(_not_of_this_form(item, answer, "a number or a duration like PT7H30M"))
        return None
    return _accepted(item, answer, number, denominator, problems)


def _seconds(text: str) -> Fraction | None:
    """Return how long a duration of ISO 8601 is; None where the text is none. Months and years have no length."""
    found = _DURATION.fullmatch(text)
    parts = {} if found is None else {unit: part for unit, part in found.groupdict().items() if part is not None}
    if not parts or text.endswith("T"):
        return None
    return sum((Fraction(part.replace(",", ".")) * SECONDS[unit] for unit, part in parts.items()), Fraction(0))


def _not_of_this_form(item: ItemPlan, answer: object, expected: str) -> Problem:
    location = pointer("answers", item.key)
    if isinstance(answer, str):
        return Problem(location, "malformed", {"found": shown(answer), "expected": expected})
    return Problem(location, "wrong_type", {"expected": expected, "found": describe(answer)})


def parse_attribute(rule: AttributeNumber, answer: object, location: str, problems: list[Problem]) -> Fraction | None:
    """Parse the number of an attribute of the municipality."""
    number = _exact_number(answer)
    if number is None:
        problems.append(_not_a_number(answer, location))
        return None
    problem = _outside(number, answer, location, rule.range, whole=rule.integer)
    if problem is not None:
        problems.append(problem)
        return None
    return number


def _not_a_number(answer: object, location: str) -> Problem:
    code, words = "wrong_type", {"expected": "a number", "found": describe(answer)}
    if isinstance(answer, str | int | float | Decimal | Fraction) and not isinstance(answer, bool):
        code, words = "malformed", {"found": shown(answer), "expected": "12, 12.5"}
    return Problem(location, code, words)


def _accepted(
    item: ItemPlan, answer: object, number: Fraction, denominator: int, problems: list[Problem]
) -> Parsed | None:
    """Return what a number comes to where the item accepts it."""
    rule = cast("NumericRule", item.definition.rule)
    problem = _outside(number, answer, pointer("answers", item.key), rule.range, whole=rule.whole)
    if problem is not None:
        problems.append(problem)
        return None
    return number, points_of_number(item.definition.numbers, item.bins, number, denominator), f'"{number}"'


def points_of_number(
    rule: NumericRule | None, bins: Sequence[tuple[Interval, Scaled]], number: Fraction, denominator: int
) -> Scaled | None:
    """Return what a number is worth that an item accepts or comes to: the points of its bin, or itself."""
    if rule is None or rule.points is None:
        return None
    if bins:
        # They rise; of two that begin at the number, the first may hold nothing else.
        place = bisect_right(bins, (True, number), key=_begin_of)
        return next((points for part, points in bins[max(0, place - 2) : place] if number in part), None)
    return scaled(number, denominator)


def _begin_of(part: tuple[Interval, Scaled]) -> tuple[bool, Fraction]:
    """Return what bins are ordered by: one without a lower end is the first."""
    low = part[0].low
    return low is not None, low or Fraction(0)


def _outside(number: Fraction, answer: object, location: str, accepted: Interval, *, whole: bool) -> Problem | None:
    """Return what is wrong with a number that was read, or None."""
    if number not in accepted:
        return Problem(location, "out_of_range", {"found": shown(answer), "range": str(accepted)})
    if whole and number.denominator != 1:
        return Problem(location, "not_an_integer", {"found": shown(answer)})
    return None


def _exact_number(answer: object) -> Fraction | None:
    """Return the exact number, or None where the answer is none (or one too long to be meant)."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, str):
        return Fraction(answer) if _NUMBER.fullmatch(answer) else None
    if isinstance(answer, int | Fraction):
        return Fraction(answer) if abs(answer) < _LARGEST and answer.denominator <= _LARGEST else None
    if isinstance(answer, float | Decimal):
        number = Decimal(str(answer))
        if number == 0:
            return Fraction(0)
        fits = (
            number.is_finite() and number.adjusted() < _MOST_DIGITS and int(number.as_tuple().exponent) >= -_MOST_DIGITS
        )
        return Fraction(number) if fits else None
    return None


def parse_nothing(item: ItemPlan, _answer: object, _denominator: int, problems: list[Problem]) -> Parsed | None:
    """Refuse whatever is said to an item that nobody is asked for."""
    problems.append(Problem(pointer("answers", item.key), "not_an_item_to_answer", {"item": item.key}))
    return None


def parse_text(item: ItemPlan, answer: object, _denominator: int, problems: list[Problem]) -> Parsed | None:
    """Parse a free text."""
    rule = item.definition.rule
    longest = rule.maximum_length if isinstance(rule, TextRule) else TextRule().maximum_length
    found = list(check_text(answer, longest, ("answers", item.key)))
    problems.extend(found)
    return None if found or not isinstance(answer, str) else (answer, None, json.dumps(answer, ensure_ascii=False))


def check_text(answer: object, longest: int, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a text that somebody wrote."""
    if not isinstance(answer, str):
        yield Problem(pointer(*path), "wrong_type", {"expected": "text", "found": describe(answer)})
        return
    if len(answer) > longest:
        yield Problem(pointer(*path), "too_long", {"limit": longest})
    character = unclean_character(answer.replace("\r\n", "\n"))
    if character is not None:
        yield Problem(pointer(*path), "text_not_clean", {"codepoint": f"{ord(character):04X}"})
