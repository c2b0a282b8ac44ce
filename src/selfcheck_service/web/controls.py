"""How a page asks the items of each type: one row says which control, which hint, and how what was typed is read."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import SimpleNamespace

from selfcheck_service.core.definition.answer_rules import (
    WHOLE_DAY,
    DurationRule,
    MultipleChoiceRule,
    NumericRule,
    TextRule,
    TimeRule,
)
from selfcheck_service.core.definition.bins import whole_numbers
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.item_types import clock
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.web.numbers import read_number
from selfcheck_service.web.ranges import number_hint, range_in_words
from selfcheck_service.web.said import Said, maybe

NONE_OF_THESE = "none"
_TYPED_CLOCK = re.compile(r"(?P<hours>\d{1,2})[:.](?P<minutes>\d{2})(?::00)?")
_TYPED_HOURS = re.compile(r"(?P<hours>\d{1,4}):(?P<minutes>[0-5]\d)")
# Durations in these units can be typed as hours and minutes too.
_CLOCK_UNITS = ("hours", "minutes")
_DEFAULT_TEXT = TextRule()


def _numbers_within(rule: NumericRule, words: SimpleNamespace, spoken: str) -> str:
    return range_in_words(rule.range, words, spoken)


def _times_within(rule: NumericRule, words: SimpleNamespace, _spoken: str) -> str:
    accepted = whole_numbers(rule.range)
    low, high = (clock(end or Fraction(0)) for end in (accepted.low, accepted.high))
    return str(words.range.between.format(low=low, high=high))


@dataclass(frozen=True, slots=True)
class Control:
    """The control for one type of items.

    `input` names it for the template: radio, checkbox, number, time, text. `read` turns what was sent into an answer,
    and raises `AmbiguousNumber` where it can be read in two ways. `within` puts what is accepted into words.
    `sentences` are those of the page for certain problems, by their code, where this type needs its own.
    """

    input: str
    read: Callable[[ItemPlan, list[str]], object]
    hint: Callable[[Item, SimpleNamespace, str], str | None]
    within: Callable[[NumericRule, SimpleNamespace, str], str] = _numbers_within
    sentences: Mapping[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> bool:
        """Tell whether the answer is typed and not chosen."""
        return self.input not in ("radio", "checkbox")

    @property
    def many(self) -> bool:
        """Tell whether several things may be chosen."""
        return self.input == "checkbox"


def encode_value(value: int | str) -> str:
    """Return the value of an option as a page holds it: JSON, which keeps 1 and "1" apart."""
    return json.dumps(value, ensure_ascii=False)


def decode_value(value: str, values: Iterable[int | str]) -> int | str:
    """Return the option's value that a page's value stands for, or the text itself where it stands for none."""
    return {encode_value(each): each for each in values}.get(value, value)


def _option(item: ItemPlan, said: list[str]) -> object:
    return decode_value(said[0], item.choices)


def _options(item: ItemPlan, said: list[str]) -> object:
    return [decode_value(value, item.choices) for value in said if value != NONE_OF_THESE]


def _number(_item: ItemPlan, said: list[str]) -> object:
    return read_number(said[0])


def _time(_item: ItemPlan, said: list[str]) -> object:
    """Read a time of day as people write it: 7:05, 22.30; some browsers add seconds."""
    typed = _TYPED_CLOCK.fullmatch(said[0].strip())
    return f"{int(typed['hours']):02d}:{typed['minutes']}" if typed else said[0]


def _duration(_item: ItemPlan, said: list[str]) -> object:
    """Read a number, or hours and minutes with a colon between them."""
    typed = _TYPED_HOURS.fullmatch(said[0].strip())
    return f"PT{typed['hours']}H{typed['minutes']}M" if typed else read_number(said[0])


def _text(_item: ItemPlan, said: list[str]) -> object:
    return said[0]


def _no_hint(_item: Item, _words: SimpleNamespace, _spoken: str) -> None:
    return None


def _selection_hint(item: Item, words: SimpleNamespace, _spoken: str) -> str:
    rule, said = item.rule, words.form
    limits = rule if isinstance(rule, MultipleChoiceRule) else MultipleChoiceRule()
    fewest, most = limits.minimum_selected, limits.maximum_selected
    if most is not None and most == fewest:
        return str(said.several_exactly.format(most=most))
    if most is not None and fewest:
        return str(said.several_between.format(fewest=fewest, most=most))
    return str(said.several_at_most.format(most=most)) if most is not None else str(said.several)


def _number_hint(item: Item, words: SimpleNamespace, spoken: str) -> str | None:
    rule = item.rule
    return number_hint(rule.range, words, spoken, whole=rule.whole) if isinstance(rule, NumericRule) else None


def _time_hint(item: Item, words: SimpleNamespace, spoken: str) -> str | None:
    rule = item.rule
    if not isinstance(rule, TimeRule) or rule.range == WHOLE_DAY:
        return str(words.range.time)
    return str(words.range.time_within.format(range=_times_within(rule, words, spoken)))


def _duration_hint(item: Item, words: SimpleNamespace, spoken: str) -> str | None:
    rule = item.rule
    if not isinstance(rule, DurationRule):
        return None
    said = words.range.duration_clock if rule.unit in _CLOCK_UNITS else words.range.duration
    return str(said.format(range=_numbers_within(rule, words, spoken)))


def unit_of(item: Item, language: str, spoken: str) -> Said | None:
    """Return the unit of a number, or of a duration, as the page shows it behind the answer."""
    if isinstance(item.rule, DurationRule):
        return Said.in_(spoken, phrases_in(spoken).units[item.rule.unit][1])
    return maybe(item.number.unit, language) if item.number is not None else None


def longest_text(item: Item) -> int:
    """Return how many characters a text may have."""
    rule = item.rule
    return (rule if isinstance(rule, TextRule) else _DEFAULT_TEXT).maximum_length


def _text_hint(item: Item, words: SimpleNamespace, _spoken: str) -> str:
    return str(words.form.text_hint.format(limit=longest_text(item)))


CONTROLS: Mapping[str, Control] = {
    "single_choice": Control("radio", _option, _no_hint),
    "multiple_choice": Control("checkbox", _options, _selection_hint),
    "number": Control("number", _number, _number_hint, sentences={"malformed": "not_a_number"}),
    "time": Control(
        "time",
        _time,
        _time_hint,
        _times_within,
        {"malformed": "not_a_time", "out_of_range": "time_out_of_range"},
    ),
    "duration": Control("number", _duration, _duration_hint, sentences={"malformed": "not_a_duration"}),
    "text": Control("text", _text, _text_hint),
}
