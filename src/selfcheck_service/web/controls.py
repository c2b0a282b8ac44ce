"""How a page asks the items of each type: one row says which control, which hint, and how what was typed is read."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from selfcheck_service.core.definition.answer_rules import MultipleChoiceRule, NumericRule, TextRule
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.web.numbers import read_number
from selfcheck_service.web.ranges import range_in_words

NONE_OF_THESE = "none"
_DEFAULT_TEXT = TextRule()


@dataclass(frozen=True, slots=True)
class Control:
    """The control for one type of items.

    `input` names it for the template: radio, checkbox, number, text. `read` turns what was sent into an answer, and
    raises `AmbiguousNumber` where it can be read in two ways. `malformed` is the sentence of the page for an answer
    that does not have the form of this type.
    """

    input: str
    read: Callable[[ItemPlan, list[str]], object]
    hint: Callable[[Item, SimpleNamespace, str], str | None]
    malformed: str = "malformed"

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
    if not isinstance(rule, NumericRule):
        return None
    within = range_in_words(rule.range, words, spoken)
    return str((words.range.integer if rule.whole else words.range.number).format(range=within))


def longest_text(item: Item) -> int:
    """Return how many characters a text may have."""
    rule = item.rule
    return (rule if isinstance(rule, TextRule) else _DEFAULT_TEXT).maximum_length


def _text_hint(item: Item, words: SimpleNamespace, _spoken: str) -> str:
    return str(words.form.text_hint.format(limit=longest_text(item)))


CONTROLS: Mapping[str, Control] = {
    "single_choice": Control("radio", _option, _no_hint),
    "multiple_choice": Control("checkbox", _options, _selection_hint),
    "number": Control("number", _number, _number_hint, "not_a_number"),
    "text": Control("text", _text, _text_hint),
}
