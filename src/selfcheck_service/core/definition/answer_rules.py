"""What an item accepts as its answer, and what that is worth: options, and the block of members of each item type."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.exact import Exact, ExactInterval, Interval
from selfcheck_service.core.definition.expressions.expression_text import Expression
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key, Value

# In minutes after midnight.
WHOLE_DAY = Interval(Fraction(0), Fraction(1440), low_closed=True, high_closed=False)
_NOT_NEGATIVE = Interval(Fraction(0), None, low_closed=True, high_closed=False)


class Option(Part):
    """One choice offered by an item."""

    value: Value
    title: LocalisedText
    points: Exact | None = None
    exclusive: StrictBool = False


class Rule(Part):
    """What belongs to one type of items only.

    `takes_more` are the members in which a rule may accept more than another of its class.
    """

    takes_more: ClassVar[frozenset[str]]

    @abstractmethod
    def accepts_all_of(self, other: Self) -> bool:
        """Tell whether these members accept whatever those of the other rule accept, and let it be worth the same."""


class MultipleChoiceRule(Rule):
    """How ticked options become points and how many may be ticked."""

    takes_more: ClassVar = frozenset({"minimum_selected", "maximum_selected"})

    points_from: Literal["sum", "count"] = "sum"
    minimum_selected: StrictInt = Field(default=0, ge=0, le=200)
    maximum_selected: StrictInt | None = Field(default=None, ge=1, le=200)

    def accepts_all_of(self, other: Self) -> bool:
        """Tell whether fewer and more options may be ticked, as many as with the other rule at least."""
        most = self.maximum_selected
        at_most = most is None or (other.maximum_selected is not None and other.maximum_selected <= most)
        return at_most and self.minimum_selected <= other.minimum_selected


class Bin(Part):
    """The points of the numbers in a range."""

    range: ExactInterval
    points: Exact


class Bins(Part):
    """Numbers become points by the bin that contains them."""

    bins: tuple[Bin, ...] = Field(min_length=1, max_length=200)

    def worth_the_same(self, other: Bins, numbers: Interval) -> bool:
        """Tell whether each bin of the other, as far as it holds these numbers, lies within one of the same worth."""
        return all(
            part.empty or any(one.points == each.points and one.range.intersect(part) == part for one in self.bins)
            for each in other.bins
            for part in [each.range.intersect(numbers)]
        )


class Tabulated(Bins):
    """Bins that were worked out, rising, each from one whole number to another in the range; no document says them."""

    bins: tuple[Bin, ...]


NumberPoints = Annotated[
    Annotated[Literal["value"], Tag("<value>")] | Annotated[Bins, Tag("<bins>")],
    Discriminator(lambda value: "<value>" if isinstance(value, str) else "<bins>"),
]


class Numbers(Rule):
    """Which numbers there can be."""

    takes_more: ClassVar = frozenset({"range", "integer"})
    range: ExactInterval

    @property
    @abstractmethod
    def whole(self) -> bool:
        """Tell whether only whole numbers are accepted."""

    def accepts_all_of(self, other: Self) -> bool:
        """Tell whether each number that the other accepts is accepted."""
        return (other.whole or not self.whole) and self.range.intersect(other.range) == other.range


class WorthRule(Part):
    """What the types have in common whose value is a number: what that is worth."""

    points: NumberPoints | None = None

    def worth_the_same(self, other: WorthRule, numbers: Interval) -> bool:
        """Tell whether each of these numbers is worth what the other rule says."""
        if isinstance(self.points, Bins) and isinstance(other.points, Bins):
            return self.points.worth_the_same(other.points, numbers)
        return self.points == other.points


class NumericRule(Numbers, WorthRule):
    """Which numbers there can be: those that an item accepts, or those that its expression comes to."""

    takes_more: ClassVar = Numbers.takes_more | {"points"}

    def accepts_all_of(self, other: Self) -> bool:
        """Tell whether each number that the other accepts is accepted and worth the same."""
        return super().accepts_all_of(other) and self.worth_the_same(other, other.range)


class NumberRule(NumericRule):
    """Which numbers an item accepts and what they are worth."""

    integer: StrictBool = False
    unit: LocalisedText | None = None

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are accepted."""
        return self.integer


class TimeRule(NumericRule):
    """Which times of day an item accepts, in minutes after midnight, and what they are worth."""

    range: ExactInterval = WHOLE_DAY

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.range.intersect(WHOLE_DAY) != self.range:
            raise PydanticCustomError("out_of_range", "", {"found": str(self.range), "range": str(WHOLE_DAY)})
        return self

    @property
    def whole(self) -> bool:
        """Tell that a time of day is a whole number of minutes."""
        return True


DurationUnit = Literal["weeks", "days", "hours", "minutes", "seconds"]


class DurationRule(NumericRule):
    """Which durations an item accepts, as numbers in its unit, and what they are worth."""

    unit: DurationUnit
    integer: StrictBool = False

    @model_validator(mode="after")
    def _not_negative(self) -> Self:
        if self.range.intersect(_NOT_NEGATIVE) != self.range:
            raise PydanticCustomError("out_of_range", "", {"found": str(self.range), "range": str(_NOT_NEGATIVE)})
        return self

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers of the unit are accepted."""
        return self.integer


class ComputedRule(WorthRule):
    """What a computed item is worked out from, and what its numbers are worth."""

    value: Expression


class ReachedRule(ComputedRule, NumericRule):
    """A computed item whose numbers are known; no document says it, it is worked out for the structure."""

    integer: StrictBool = False

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are reached."""
        return self.integer


class TextRule(Rule):
    """How long a free text may be, in characters."""

    takes_more: ClassVar = frozenset({"maximum_length"})
    maximum_length: StrictInt = Field(default=2000, ge=1, le=10_000)

    def accepts_all_of(self, other: Self) -> bool:
        """Tell whether a text may be as long as with the other rule."""
        return other.maximum_length <= self.maximum_length


class PairwiseOption(Part):
    """One of the things that are compared with each other; its value is spelled like a key."""

    value: Key
    title: LocalisedText


class PairwiseRule(Part):
    """What is compared: every one with every other."""

    options: tuple[PairwiseOption, ...] = Field(min_length=2, max_length=50)


AnswerRule = MultipleChoiceRule | WorthRule | TextRule | PairwiseRule
