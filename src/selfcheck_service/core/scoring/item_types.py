"""The types of items as the engine sees them: how an answer is read, what else could be answered, how it is shown.

One row for each row of `core.definition.item_types`, which says the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.answer_rules import DurationRule
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.answer_values import (
    Parsed,
    parse_choice,
    parse_duration,
    parse_nothing,
    parse_number,
    parse_selection,
    parse_text,
    parse_time,
)
from selfcheck_service.core.scoring.ladder import (
    Ladder,
    Worth,
    ladder_of_numbers,
    ladder_of_options,
    ladder_of_selections,
    no_ladder,
)
from selfcheck_service.core.scoring.phrases import Phrases, form_for
from selfcheck_service.core.scoring.plan import ItemPlan

Titles = Mapping[object, str]


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """How the answers to one type of items are read and shown.

    `parse` reads what was said to an item; `kept`: there are so few different answers that what they come to is worth
    keeping. `few`: that is so for all of them, and the plan knows them from the beginning. `ladder` lists answers in
    the order of their points. `plain` returns a value as a client would send it; `text` puts it into words, with the
    titles of the options.
    """

    parse: Callable[[ItemPlan, object, int, list[Problem]], Parsed | None]
    plain: Callable[[object], object]
    text: Callable[[Item, Any, Titles, Phrases], str]
    ladder: Callable[[Item, Worth], Ladder] = no_ladder
    kept: bool = True
    few: bool = False


def _itself(value: object) -> object:
    return value


def _list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _number(value: object) -> object:
    return exact_to_number(value) if isinstance(value, Fraction) else value


def _title(_item: Item, value: object, titles: Titles, _phrases: Phrases) -> str:
    return titles[value]


def _titles(_item: Item, value: object, titles: Titles, _phrases: Phrases) -> str:
    ticked = value if isinstance(value, tuple) else ()
    return ", ".join(titles[each] for each in ticked) or "–"


def _digits(_item: Item, value: object, _titles: Titles, phrases: Phrases) -> str:
    return phrases.number(value) if isinstance(value, Fraction) else str(value)


def clock(minutes: Fraction) -> str:
    """Return minutes after midnight as a time of day: `22:30`."""
    return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}"


def _clock(value: object) -> object:
    return clock(value) if isinstance(value, Fraction) else value


def _clock_words(_item: Item, value: object, _titles: Titles, _phrases: Phrases) -> str:
    return str(_clock(value))


def _duration(item: Item, value: Fraction, _titles: Titles, phrases: Phrases) -> str:
    # No item of this type is without the block that says its unit.
    unit = cast("DurationRule", item.rule).unit
    number = phrases.number(value)
    return f"{number} {form_for(number, phrases.units[unit])}"


def _words(_item: Item, value: object, _titles: Titles, _phrases: Phrases) -> str:
    return str(value)


ANSWER_KINDS: Mapping[str, AnswerKind] = {
    "single_choice": AnswerKind(parse_choice, _itself, _title, ladder_of_options, few=True),
    "multiple_choice": AnswerKind(parse_selection, _list, _titles, ladder_of_selections),
    "number": AnswerKind(parse_number, _number, _digits, ladder_of_numbers),
    "time": AnswerKind(parse_time, _clock, _clock_words, ladder_of_numbers),
    "duration": AnswerKind(parse_duration, _number, _duration, ladder_of_numbers),
    "computed": AnswerKind(parse_nothing, _number, _digits),
    "text": AnswerKind(parse_text, _itself, _words, kept=False),
}
