"""Items: what is asked, which answers are accepted, how they become points."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Condition, Part
from selfcheck_service.core.definition.exact import Exact, ExactInterval
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key, NoAnswer, Value, Weight


class Option(Part):
    """One choice offered by an item."""

    value: Value
    title: LocalisedText
    points: Exact | None = None
    exclusive: StrictBool = False


class ResponseScale(Part):
    """A reusable ordered set of options."""

    key: Key
    options: tuple[Option, ...] = Field(min_length=1, max_length=200)
    no_answers: tuple[NoAnswer, ...] = ()


class Anchor(Part):
    """What one option means for one item."""

    value: Value
    text: LocalisedText


class FormPrompt(Part):
    """How another form asks the item; without a prompt of its own it uses the item's."""

    prompt: LocalisedText | None = None


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


class NumberRule(Part):
    """Which numbers an item accepts and what they are worth."""

    range: ExactInterval
    integer: StrictBool = False
    unit: LocalisedText | None = None
    points: NumberPoints | None = None


class TextRule(Part):
    """How long a free text may be, in characters."""

    maximum_length: StrictInt = Field(default=2000, ge=1, le=10_000)


ItemType = Literal["single_choice", "multiple_choice", "number", "text"]


class Item(Part):
    """One question or statement."""

    key: Key
    type: ItemType
    prompt: LocalisedText
    help: LocalisedText | None = None
    scale: Key | None = None
    options: tuple[Option, ...] | None = Field(default=None, min_length=1, max_length=200)
    anchors: tuple[Anchor, ...] = ()
    no_answers: tuple[NoAnswer, ...] | None = None
    weight: Weight = Fraction(1)
    scored: StrictBool = True
    classes: tuple[Key, ...] = ()
    shown_when: Condition | None = None
    applies_to: Condition | None = None
    forms: dict[Key, FormPrompt] = Field(default_factory=dict)
    multiple_choice: MultipleChoiceRule | None = None
    number: NumberRule | None = None
    text: TextRule | None = None

    @model_validator(mode="after")
    def _members_fit_type(self) -> Self:
        choice = self.type in ("single_choice", "multiple_choice")
        for name, wanted in (("multiple_choice", "multiple_choice"), ("number", "number"), ("text", "text")):
            if getattr(self, name) is not None and self.type != wanted:
                raise PydanticCustomError("does_not_fit_type", "", {"name": name, "type": self.type})
        if choice and (self.scale is None) == (self.options is None):
            given = 0 if self.scale is None else 2
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "scale, options", "count": given})
        if not choice:
            for name in ("scale", "options"):
                if getattr(self, name) is not None:
                    raise PydanticCustomError("does_not_fit_type", "", {"name": name, "type": self.type})
        if self.type == "number" and self.number is None:
            raise PydanticCustomError("missing_for_type", "", {"name": "number", "type": self.type})
        return self

    @property
    def is_scored(self) -> bool:
        """Tell whether the item can enter a score; free text never does."""
        return self.scored and self.type != "text"
