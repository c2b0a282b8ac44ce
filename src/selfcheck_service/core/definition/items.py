"""Items: what is asked, and of which type."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Self

from pydantic import ConfigDict, Field, StrictBool, StrictStr, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.answer_rules import (
    AnswerRule,
    ComputedRule,
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
from selfcheck_service.core.definition.expressions.expression_text import Expression
from selfcheck_service.core.definition.item_types import ITEM_KINDS, ItemKind, ItemType
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key, NoAnswer, Value, Weight

_BLOCKS = tuple(kind.block for kind in ITEM_KINDS.values() if kind.block is not None)
# What an item that is asked says of how it is asked.
_OF_ASKING = ("help", "scale", "options", "anchors", "no_answers", "forms")


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
    """One question or statement, or a number that follows from others and is asked of nobody."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["prompt"]}, {"required": ["title"]}]})

    key: Key
    type: ItemType
    prompt: LocalisedText | None = Field(default=None, validate_default=True)
    title: LocalisedText | None = Field(default=None, validate_default=True)
    help: LocalisedText | None = None
    scale: Key | None = None
    options: tuple[Option, ...] | None = Field(default=None, min_length=1, max_length=200)
    anchors: tuple[Anchor, ...] = ()
    no_answers: tuple[NoAnswer, ...] | None = None
    weight: Weight = Fraction(1)
    scored: StrictBool = True
    points: Expression | None = None
    levels: StrictStr | None = None
    classes: tuple[Key, ...] = ()
    shown_when: Condition | None = None
    applies_to: Condition | None = None
    forms: dict[Key, FormPrompt] = Field(default_factory=dict)
    multiple_choice: MultipleChoiceRule | None = None
    number: NumberRule | None = None
    time: TimeRule | None = None
    duration: DurationRule | None = None
    computed: ComputedRule | None = None
    text: TextRule | None = None
    pairwise: PairwiseRule | None = None

    @field_validator("prompt", "title")
    @classmethod
    def _asked_or_titled(cls, words: LocalisedText | None, info: ValidationInfo) -> LocalisedText | None:
        kind = ITEM_KINDS.get(info.data.get("type", ""))
        wanted = kind is not None and kind.asked == (info.field_name == "prompt")
        if wanted and words is None:
            raise PydanticCustomError("missing", "")
        if kind is not None and not wanted and words is not None:
            raise PydanticCustomError("does_not_fit_type", "", {"name": info.field_name, "type": kind.name})
        return words

    @model_validator(mode="after")
    def _members_fit_type(self) -> Self:
        kind = self.kind
        self._refuse(name for name in _BLOCKS if name != kind.block)
        self._refuse(() if kind.asked else _OF_ASKING)
        if kind.has_options and (self.scale is None) == (self.options is None):
            given = 0 if self.scale is None else 2
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "scale, options", "count": given})
        unfit = () if kind.has_options else ("scale", "options")
        self._refuse(unfit if kind.span is not None else (*unfit, "points", "levels"))
        if kind.written_out_as is not None:
            self._refuse(("anchors",))
            # What it stands for is not scored; conditions and expressions look at it.
            said = ("scored", "weight") if self.scored else ("weight",)
            self._refuse(name for name in said if name in self.model_fields_set)
        if kind.needs_block and self.rule is None:
            raise PydanticCustomError("missing_for_type", "", {"name": kind.block, "type": self.type})
        return self

    def _refuse(self, names: Iterable[str]) -> None:
        """Refuse members that are given and say nothing of an item of this type."""
        for name in names:
            if getattr(self, name) not in (None, (), {}):
                raise PydanticCustomError("does_not_fit_type", "", {"name": name, "type": self.type})

    @property
    def name(self) -> LocalisedText:
        """Return what the item is called where results are shown: its prompt, or the title of what nobody is asked."""
        return self.prompt or self.title or {}

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
