"""Items: what is asked, and of which type."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.answer_rules import (
    AnswerRule,
    DurationRule,
    MultipleChoiceRule,
    NumberRule,
    NumericRule,
    Option,
    PairwiseRule,
    TextRule,
    TimeRule,
)
from selfcheck_service.core.definition.conditions import Condition, Part
from selfcheck_service.core.definition.expressions.source import Expression
from selfcheck_service.core.definition.item_types import ITEM_KINDS, ItemKind, ItemType
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key, NoAnswer, Value, Weight

_BLOCKS = tuple(kind.block for kind in ITEM_KINDS.values() if kind.block is not None)


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
    points: Expression | None = None
    classes: tuple[Key, ...] = ()
    shown_when: Condition | None = None
    applies_to: Condition | None = None
    forms: dict[Key, FormPrompt] = Field(default_factory=dict)
    multiple_choice: MultipleChoiceRule | None = None
    number: NumberRule | None = None
    time: TimeRule | None = None
    duration: DurationRule | None = None
    text: TextRule | None = None
    pairwise: PairwiseRule | None = None

    @model_validator(mode="after")
    def _members_fit_type(self) -> Self:
        kind = self.kind
        for name in _BLOCKS:
            if name != kind.block and getattr(self, name) is not None:
                raise PydanticCustomError("does_not_fit_type", "", {"name": name, "type": self.type})
        if kind.has_options and (self.scale is None) == (self.options is None):
            given = 0 if self.scale is None else 2
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "scale, options", "count": given})
        unfit = () if kind.has_options else ("scale", "options")
        for name in unfit if kind.value in ("option", "number") else (*unfit, "points"):
            if getattr(self, name) is not None:
                raise PydanticCustomError("does_not_fit_type", "", {"name": name, "type": self.type})
        if kind.written_out_as is not None and self.anchors:
            raise PydanticCustomError("does_not_fit_type", "", {"name": "anchors", "type": self.type})
        if kind.needs_block and self.rule is None:
            raise PydanticCustomError("missing_for_type", "", {"name": kind.block, "type": self.type})
        return self

    @property
    def kind(self) -> ItemKind:
        """Return what is the same for all items of this type."""
        return ITEM_KINDS[self.type]

    @property
    def rule(self) -> AnswerRule | None:
        """Return what belongs to items of this type only, as the item says it or as it is by default."""
        kind = self.kind
        given: AnswerRule | None = None if kind.block is None else getattr(self, kind.block)
        return kind.default if given is None else given

    @property
    def numbers(self) -> NumericRule | None:
        """Return which numbers the item accepts; None where its value is none."""
        rule = self.rule
        return rule if isinstance(rule, NumericRule) else None

    @property
    def is_scored(self) -> bool:
        """Tell whether the item can enter a score; free text never does."""
        return self.scored and self.kind.span is not None
