"""What an item accepts as its answer, and what that is worth: options, and the block of members of each item type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.exact import Exact, ExactInterval
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Value


class Option(Part):
    """One choice offered by an item."""

    value: Value
    title: LocalisedText
    points: Exact | None = None
    exclusive: StrictBool = False


class MultipleChoiceRule(Part):
    """How ticked options become points and how many may be ticked."""

    points_from: Literal["sum", "count"] = "sum"
    minimum_selected: StrictInt = Field(default=0, ge=0, le=200)
    maximum_selected: StrictInt | None = Field(default=None, ge=1, le=200)


class Bin(Part):
    """The points of the numbers in a range."""

    range: ExactInterval
    points: Exact


class Bins(Part):
    """Numbers become points by the bin that contains them."""

    bins: tuple[Bin, ...] = Field(min_length=1, max_length=200)


NumberPoints = Annotated[
    Annotated[Literal["value"], Tag("<value>")] | Annotated[Bins, Tag("<bins>")],
    Discriminator(lambda value: "<value>" if isinstance(value, str) else "<bins>"),
]


class NumericRule(Part):
    """What the types have in common whose value is a number: which numbers they accept and what these are worth."""

    range: ExactInterval
    points: NumberPoints | None = None

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are accepted."""
        return False


class NumberRule(NumericRule):
    """Which numbers an item accepts and what they are worth."""

    integer: StrictBool = False
    unit: LocalisedText | None = None

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are accepted."""
        return self.integer


class TextRule(Part):
    """How long a free text may be, in characters."""

    maximum_length: StrictInt = Field(default=2000, ge=1, le=10_000)


AnswerRule = MultipleChoiceRule | NumericRule | TextRule
