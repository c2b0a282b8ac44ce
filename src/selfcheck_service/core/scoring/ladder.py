"""The answers a change may lead to, item by item, with the points they are worth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import overload

from selfcheck_service.core.definition.answer_rules import Bins, MultipleChoiceRule, NumericRule, Option, Tabulated
from selfcheck_service.core.definition.bins import whole_numbers
from selfcheck_service.core.definition.exact import Interval, is_decimal
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.ratio import Scaled

Target = tuple[object, Scaled]
# Up to so many options all selections are looked at, beyond only the best and the worst of each size.
_FEW_OPTIONS = 8
# Into so many steps the range of a number with decimals is divided.
_STEPS = 100
# An answer is written with decimals; what an answer may lead to must be an answer.
_MOST_DECIMALS = 30
# Into so many parts a width is divided where a number in it is rounded.
_FINE = 10_000


# The answers in the order of their points, and whether the best and the worst answer are among them.
Ladder = tuple[Sequence[Target], bool]


@dataclass(frozen=True, slots=True)
class Worth:
    """What the options of an item are worth, and which of them exclude the others; `denominator` multiplies points."""

    choices: Mapping[int | str, Scaled | None]
    exclusive: frozenset[int | str]
    denominator: int


def no_ladder(_item: Item, _worth: Worth) -> Ladder:
    """Return no answers: none of them is worth anything."""
    return (), True


def ladder_of_options(_item: Item, worth: Worth) -> Ladder:
    """Return the options of an item, one for each number of points."""
    return _sorted((value, points) for value, points in worth.choices.items() if points is not None), True


def ladder_of_selections(item: Item, worth: Worth) -> Ladder:
    """Return the selections that may be ticked; where there are many options, the best and worst of each size."""
    return _sorted(_selections(item, worth)), True


def ladder_of_numbers(item: Item, worth: Worth) -> Ladder:
    """Return numbers that an item accepts. Each can be given as an answer: a third is no decimal number."""
    rule = item.numbers
    return ((), True) if rule is None else _numbers(rule, worth.denominator)


def ladder_of_values(item: Item, options: Sequence[Option]) -> Sequence[Target]:
    """Return answers in the order of their numbers, each in place of its points: for items that have none."""
    rule = item.numbers
    if rule is not None:
        return _numbers(rule.model_copy(update={"points": "value"}), 1)[0]
    return sorted((option.value, option.value) for option in options if isinstance(option.value, int))


def _sorted(steps: Iterator[Target]) -> tuple[Target, ...]:
    distinct: dict[Scaled, Target] = {}
    for step in steps:
        distinct.setdefault(step[1], step)
    return tuple(sorted(distinct.values(), key=lambda step: step[1]))


class _Integers(Sequence[Target]):
    """All integers of a range, none of them written down."""

    def __init__(self, numbers: range, denominator: int) -> None:
        self.numbers, self.denominator = numbers, denominator

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Target: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Target]: ...

    def __getitem__(self, place: int | slice) -> Target | Sequence[Target]:
        if isinstance(place, slice):
            return _Integers(self.numbers[place], self.denominator)
        number = self.numbers[place]
        return Fraction(number), number * self.denominator


def _numbers(rule: NumericRule, denominator: int) -> tuple[Sequence[Target], bool]:
    if isinstance(rule.points, Tabulated):
        # Each bin begins with a number that is accepted.
        return _sorted((one.range.low, one.points * denominator) for one in rule.points.bins), True
    if isinstance(rule.points, Bins):
        return _sorted(_number_of_each_bin(rule, rule.points, denominator)), True
    # What is scored by its number has a range with two ends.
    accepted = whole_numbers(rule.range) if rule.whole else rule.range
    low, high = accepted.low or Fraction(0), accepted.high or Fraction(0)
    if rule.whole:
        return _Integers(range(int(low), int(high) + 1), denominator), True
    width = high - low
    steps = [_decimal_near(low + width * step / _STEPS, width) for step in range(_STEPS + 1)]
    ladder = _sorted((number, number * denominator) for number in steps if number in rule.range)
    return ladder, low in rule.range and high in rule.range and (steps[0], steps[-1]) == (low, high)


def _number_of_each_bin(rule: NumericRule, points: Bins, denominator: int) -> Iterator[Target]:
    for entry in points.bins:
        part = entry.range.intersect(whole_numbers(rule.range) if rule.whole else rule.range)
        part = whole_numbers(part) if rule.whole else part
        number = None if part.empty else _number_in(part)
        if number is not None:
            yield number, entry.points * denominator


def _number_in(part: Interval) -> Fraction | None:
    """Return an answer that lies in an interval that is not empty: an end where that is one, None where none does."""
    low, high = part.low, part.high
    if low is None or high is None:
        near = Fraction(0) if low is None and high is None else (low or Fraction(0)) + 1 if high is None else high - 1
        candidates = [low, high, _decimal_near(near, Fraction(1))]
    else:
        candidates = [low, high, _decimal_near((low + high) / 2, high - low)]
    fitting = (one for one in candidates if one is not None and one in part and is_decimal(one, _MOST_DECIMALS))
    return next(fitting, None)


def _decimal_near(number: Fraction, width: Fraction) -> Fraction:
    """Return the number itself where it has an end, else one so near that in this width it makes no difference."""
    if is_decimal(number, _MOST_DECIMALS):
        return number
    fine = next((10**digits for digits in range(_MOST_DECIMALS) if width * 10**digits > _FINE), 10**_MOST_DECIMALS)
    return Fraction(round(number * fine), fine)


def _selections(item: Item, worth: Worth) -> Iterator[Target]:
    """Yield selections that may be ticked: all where there are few options."""
    choices, exclusive = worth.choices, worth.exclusive
    limits = item.rule if isinstance(item.rule, MultipleChoiceRule) else MultipleChoiceRule()
    fewest = limits.minimum_selected
    most = limits.maximum_selected if limits.maximum_selected is not None else len(choices)
    counted = limits.points_from == "count"
    each = {value: worth.denominator if counted else points or 0 for value, points in choices.items()}
    ranked = sorted((value for value in choices if value not in exclusive), key=lambda value: -each[value])
    for size in range(fewest, min(most, len(ranked)) + 1):
        ends = (tuple(ranked[:size]), tuple(ranked[len(ranked) - size :]))
        for ticked in combinations(ranked, size) if len(ranked) <= _FEW_OPTIONS else ends:
            yield tuple(value for value in choices if value in ticked), sum(each[value] for value in ticked)
    if fewest <= 1:
        yield from (((value,), each[value]) for value in choices if value in exclusive)
