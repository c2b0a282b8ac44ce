"""Ranges and conditions in words that visitors know."""

from fractions import Fraction
from types import SimpleNamespace

from selfcheck_service.core.definition import Interval
from selfcheck_service.core.definition.answer_rules import Option
from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    ItemCondition,
    OptionValue,
    ProfileCondition,
)
from selfcheck_service.core.definition.model import ProfileOption
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.web.said import Said


def range_in_words(interval: Interval, words: SimpleNamespace, language: str) -> str:
    """Return a range in words: "between 0 and 100"."""
    said = words.range
    low, high = (_number(end, language) for end in (interval.low, interval.high))
    parts: list[str] = []
    if low and high and interval.low_closed and interval.high_closed:
        return str(said.between.format(low=low, high=high))
    if low:
        parts.append((said.from_ if interval.low_closed else said.above).format(low=low))
    if high:
        parts.append((said.up_to if interval.high_closed else said.below).format(high=high))
    if len(parts) > 1:
        return str(said.joined.format(low=parts[0], high=parts[1]))
    return str((*parts, said.any)[0])


def number_hint(accepted: Interval, words: SimpleNamespace, language: str, *, whole: bool) -> str:
    """Return what to type: "Number between 0 and 100, for example 12.5"."""
    said = words.range
    within = range_in_words(accepted, words, language)
    hint = str((said.integer if whole else said.number).format(range=within)).strip()
    example = _example(accepted, whole=whole)
    return hint if example is None else hint + str(said.example.format(number=_number(example, language)))


# Numbers with decimals show which mark stands before them.
_EXAMPLES = {
    False: (Fraction("12.5"), Fraction("2.5"), Fraction("0.5"), Fraction("0.25"), Fraction("-2.5")),
    True: (Fraction(12), Fraction(3), Fraction(1), Fraction(-3)),
}


def _example(accepted: Interval, *, whole: bool) -> Fraction | None:
    """Return a number that may be typed: a usual one where there is one in the range, else about its middle."""
    usual = next((number for number in _EXAMPLES[whole] if number in accepted), None)
    if usual is not None or accepted.low is None or accepted.high is None:
        return usual
    middle = Fraction(round((accepted.low + accepted.high) / 2))
    return middle if middle in accepted else None


def _number(number: Fraction | None, language: str) -> str:
    return "" if number is None else phrases_in(language).number(number)


def condition_in_words(condition: Condition, plan: Plan, words: SimpleNamespace, language: str) -> str:
    """Return when an item counts; of conditions that are too involved for one sentence only that there is one."""
    said = _Saying(plan, words.condition, language).say(condition)
    return str(words.condition.depends if said is None else words.condition.shown.format(condition=said))


class _Saying:
    """Puts the conditions into words that authors mostly write, and leaves the others."""

    def __init__(self, plan: Plan, words: SimpleNamespace, language: str) -> None:
        self._plan, self._words, self._language = plan, words, language

    def say(self, condition: Condition) -> str | None:
        match condition:
            case AllCondition(all_of=parts) if parts:
                return self._join(parts, self._words.and_then)
            case AnyCondition(any_of=parts) if parts:
                return self._join(parts, self._words.or_else)
            case ItemCondition():
                return self._item(condition)
            case ProfileCondition():
                attribute = next(one for one in self._plan.questionnaire.profile if one.key == condition.profile)
                if condition.number is not None:
                    return None
                values = condition.one_of or (condition.equals,)
                return self._values(self._words.is_, attribute.title, attribute.options, values)
            case _:
                return None

    def _join(self, parts: tuple[Condition, ...], joiner: str) -> str | None:
        # Both kinds of joint in one sentence could be read in two ways.
        if any(isinstance(part, AllCondition | AnyCondition) for part in parts):
            return None
        said = [self.say(part) for part in parts]
        return None if None in said else joiner.join(str(one) for one in said)

    def _item(self, condition: ItemCondition) -> str | None:
        item = self._plan.structure.items[condition.item]
        if condition.answered is not None:
            sentence = self._words.answered if condition.answered else self._words.not_answered
            return str(sentence.format(title=Said.of(item.name, self._language)))
        options = self._plan.structure.options_of(item)
        if condition.includes is not None:
            return self._values(self._words.includes, item.name, options, (condition.includes,))
        values = condition.one_of or (condition.equals,)
        return None if None in values or not options else self._values(self._words.is_, item.name, options, values)

    def _values(
        self,
        sentence: str,
        title: dict[str, str],
        options: tuple[Option, ...] | tuple[ProfileOption, ...],
        values: tuple[OptionValue | None, ...],
    ) -> str:
        titles = [Said.of(option.title, self._language) for option in options if option.value in values]
        return sentence.format(title=Said.of(title, self._language), values=self._words.or_.join(titles))
