"""The types of items as the definition sees them: one row says all that tells one type from the others.

`core.scoring.item_types` has the row that says how the answers of each type are read and shown. Whoever needs to know
something about a type asks its row; nobody else knows a type by its name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema

from selfcheck_service.core.definition.answer_rules import (
    AnswerRule,
    Bins,
    MultipleChoiceRule,
    NumericRule,
    Option,
    Tabulated,
    TextRule,
    TimeRule,
)
from selfcheck_service.core.definition.bins import whole_numbers
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.values import one_of

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One type of items.

    `value` says what an answer is: one of the options, some of them, a number, a text, or one choice for each pair;
    `asked`, whether people are asked for it at all. `block` is the member that holds what belongs to this type only,
    `default` what holds where an item has none (None: it cannot do without). `span` returns the smallest and largest
    points over all answers that an item accepts, from its block (which is of the class that belongs to this type) and
    its options; a type without one is never scored. `written_out_as`: such an item stands for several of that type,
    which are asked in its place (`expansion`).
    """

    name: str
    value: Literal["option", "options", "number", "text", "pairs"]
    block: str | None = None
    default: AnswerRule | None = None
    span: Callable[[Any, Sequence[Option]], Ends] | None = None
    written_out_as: str | None = None
    asked: bool = True

    @property
    def chooses_one(self) -> bool:
        """Tell whether an answer is one of the options."""
        return self.value == "option"

    @property
    def chooses_several(self) -> bool:
        """Tell whether an answer is some of the options."""
        return self.value == "options"

    @property
    def is_number(self) -> bool:
        """Tell whether an answer is a number, whichever way it is said."""
        return self.value == "number"

    @property
    def has_options(self) -> bool:
        """Tell whether an item of this type offers options, its own or those of a response scale."""
        return self.chooses_one or self.chooses_several

    @property
    def needs_block(self) -> bool:
        """Tell whether an item of this type must say what belongs to this type only."""
        return self.block is not None and self.default is None


def _span_of_options(_rule: None, options: Sequence[Option]) -> Ends:
    points = [option.points for option in options if option.points is not None]
    return min(points, default=_ZERO), max(points, default=_ZERO)


def _span_of_selections(rule: MultipleChoiceRule, options: Sequence[Option]) -> Ends:
    counted, fewest = rule.points_from == "count", rule.minimum_selected
    most = rule.maximum_selected if rule.maximum_selected is not None else len(options)
    worth = [(Fraction(1) if counted else option.points or _ZERO, option.exclusive) for option in options]
    free = sorted((points for points, exclusive in worth if not exclusive), reverse=True)
    # An exclusive option stands alone, so it needs a limit that lets one be ticked.
    totals = [points for points, exclusive in worth if exclusive] if fewest <= 1 else []
    for size in range(fewest, min(most, len(free)) + 1):
        totals += [sum(free[:size], _ZERO), sum(free[len(free) - size :], _ZERO)]
    return min(totals, default=_ZERO), max(totals, default=_ZERO)


def _span_of_numbers(rule: NumericRule, _options: Sequence[Option]) -> Ends:
    accepted = whole_numbers(rule.range) if rule.whole else rule.range
    if isinstance(rule.points, Tabulated):
        worth = [entry.points for entry in rule.points.bins]
        return min(worth), max(worth)
    if isinstance(rule.points, Bins):
        parts = ((entry.range.intersect(accepted), entry.points) for entry in rule.points.bins)
        reached = [points for part, points in parts if not (whole_numbers(part) if rule.whole else part).empty]
        return min(reached, default=_ZERO), max(reached, default=_ZERO)
    return accepted.low or _ZERO, accepted.high or _ZERO


ITEM_KINDS: Mapping[str, ItemKind] = {
    kind.name: kind
    for kind in (
        ItemKind("single_choice", "option", span=_span_of_options),
        ItemKind("multiple_choice", "options", "multiple_choice", MultipleChoiceRule(), _span_of_selections),
        ItemKind("number", "number", "number", span=_span_of_numbers),
        ItemKind("time", "number", "time", TimeRule(), _span_of_numbers),
        ItemKind("duration", "number", "duration", span=_span_of_numbers),
        ItemKind("computed", "number", "computed", span=_span_of_numbers, asked=False),
        ItemKind("text", "text", "text", TextRule()),
        ItemKind("pairwise", "pairs", "pairwise", written_out_as="single_choice"),
    )
}


ItemType = Annotated[
    str, PlainValidator(one_of(ITEM_KINDS)), WithJsonSchema({"type": "string", "enum": list(ITEM_KINDS)})
]
