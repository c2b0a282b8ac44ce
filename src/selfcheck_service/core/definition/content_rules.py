"""Content rules: the standard to which an author holds a questionnaire, as data in the questionnaire itself.

A rule that is not given asks for nothing. What each one looks at stands in `content`, one module for each family;
docs/format/content-rules.md explains them.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.texts import LANGUAGE_PATTERN
from selfcheck_service.core.definition.values import Key, Pattern, Value

_Number = Annotated[StrictInt, Field(ge=1, le=10_000)]
# What every item, field or suggestion is held to is a short list: each entry is looked for in each of them.
_MOST = 200
_Names = Annotated[tuple[StrictStr, ...], Field(max_length=_MOST)]
_Tag = Annotated[StrictStr, Field(pattern=f"^{LANGUAGE_PATTERN}$", max_length=35)]
# Where texts stand in a document, without what the author calls things: "fields/items/prompt".
_Place = Annotated[StrictStr, Field(pattern=r"^[a-z_]+(/[a-z_]+)*$", max_length=200)]


class Count(Part):
    """How many there must be."""

    at_least: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = None
    at_most: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = None

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("at_least_one_of", "", {"allowed": "at_least, at_most"})
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise PydanticCustomError(
                "out_of_range", "", {"found": str(self.at_least), "range": f"[0, {self.at_most}]"}
            )
        return self

    def __contains__(self, count: int) -> bool:
        """Tell whether so many are right."""
        return (self.at_least is None or count >= self.at_least) and (self.at_most is None or count <= self.at_most)

    def __str__(self) -> str:
        """Return the numbers that are right."""
        if self.at_least == self.at_most:
            return str(self.at_least)
        if self.at_most is None:
            return f"≥ {self.at_least}"
        return f"≤ {self.at_most}" if self.at_least is None else f"{self.at_least}–{self.at_most}"


class ItemRules(Part):
    """What every scored item has, and how long prompts are; `words` is by language."""

    anchors: tuple[Value, ...] = Field(default=(), max_length=_MOST)
    help: StrictBool = False
    one_class_of: tuple[Annotated[_Names, Field(min_length=1)], ...] = Field(default=(), max_length=_MOST)
    words: dict[_Tag, _Number] = Field(default_factory=dict)


FieldText = Literal["introduction", "level_texts", "next_texts", "border_text", "not_computed_text"]


class FieldRules(Part):
    """What every field with scored items has: how many of them, in a form, of a class; which texts and members."""

    items: Count | None = None
    forms: dict[Key, Count] = Field(default_factory=dict)
    classes: dict[Key, Count] = Field(default_factory=dict)
    texts: tuple[FieldText, ...] = Field(default=(), max_length=_MOST)
    urgency: StrictBool = False
    evidence: StrictBool = False


class ApplicabilityRules(Part):
    """How many scored items of every field apply, in all and in a form, whatever the profile is."""

    items: _Number | None = None
    forms: dict[Key, _Number] = Field(default_factory=dict)


class PatternRules(Part):
    """How many suggestions there are for patterns, and which patterns have one."""

    at_least: _Number | None = None
    each: tuple[Pattern, ...] = Field(default=(), max_length=_MOST)


SuggestionText = Literal["text", "measurement", "obstacle", "way_round", "unsuitable_when"]


class SuggestionRules(Part):
    """What every suggestion says, and what the suggestions of every field with scored items contain."""

    texts: tuple[SuggestionText, ...] = Field(default=(), max_length=_MOST)
    bands: dict[Key, Annotated[_Names, Field(min_length=1, max_length=50)]] = Field(default_factory=dict, max_length=20)
    each_band: _Number | None = None
    types: _Names = ()
    types_at_least: _Number | None = None
    procedures_at_least: _Number | None = None
    patterns: PatternRules | None = None


ProcedureMember = Literal["group_size", "minutes", "preparation", "room", "roles", "steps", "material", "watch"]


class ProcedureRules(Part):
    """What every procedure says, how many there are of a type, and whether each is proposed by a suggestion."""

    members: tuple[ProcedureMember, ...] = Field(default=(), max_length=_MOST)
    types: dict[Key, _Number] = Field(default_factory=dict)
    referred_to: StrictBool = False


class SourceRules(Part):
    """Whether each source is named somewhere, and how many months old it may be."""

    used: StrictBool = False
    months: _Number | None = None


class ContentRules(Part):
    """The standard; `forms` says how many items a form asks in all, `languages` which texts stand in a language."""

    items: ItemRules | None = None
    fields: FieldRules | None = None
    forms: dict[Key, Count] = Field(default_factory=dict)
    applicability: ApplicabilityRules | None = None
    languages: dict[_Tag, Annotated[tuple[_Place, ...], Field(max_length=_MOST)]] = Field(default_factory=dict)
    suggestions: SuggestionRules | None = None
    procedures: ProcedureRules | None = None
    sources: SourceRules | None = None
