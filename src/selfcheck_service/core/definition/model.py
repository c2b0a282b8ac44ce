"""The shape of a questionnaire definition.

Reference: docs/format/. These models say what a document may contain; whether its names lead somewhere is
checked in `references`, whether it is fit to publish in `lint`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.answer_rules import Numbers
from selfcheck_service.core.definition.bridge import Bridge
from selfcheck_service.core.definition.cohort import CohortValue
from selfcheck_service.core.definition.conditions import AnyCondition, Condition, Part
from selfcheck_service.core.definition.content_rules import ContentRules
from selfcheck_service.core.definition.crosswalks import Crosswalk
from selfcheck_service.core.definition.exact import ExactInterval
from selfcheck_service.core.definition.items import Item, ResponseScale
from selfcheck_service.core.definition.procedures import Procedure
from selfcheck_service.core.definition.scoring_rules import Scoring
from selfcheck_service.core.definition.tables import Constant, LookupTable
from selfcheck_service.core.definition.texts import LANGUAGE_PATTERN, LocalisedText
from selfcheck_service.core.definition.values import Date, Key, Pattern, QuestionnaireKey, Value, Version, Weight
from selfcheck_service.core.definition.versions import RulesVersion


class Level(Part):
    """An ordered category that a score falls into; without a range it is reached by its gates."""

    key: Key
    title: LocalisedText
    range: ExactInterval | None = None
    text: LocalisedText | None = None


class Border(Part):
    """How near to a cut score a score must lie for the text to say so; the text may name `{level}`."""

    margin: Weight
    text: LocalisedText


class LevelSet(Part):
    """Levels in ascending order: all with a range, or none. `source` is where they stand, `note` explains them."""

    key: Key
    levels: tuple[Level, ...] = Field(min_length=1, max_length=50)
    border: Border | None = None
    source: Key | None = None
    note: LocalisedText | None = None

    @property
    def has_no_ranges(self) -> bool:
        """Tell whether levels are reached by gates alone."""
        return all(level.range is None for level in self.levels)


class Named(Part):
    """A key with its title: an item class, a suggestion type, a form."""

    key: Key
    title: LocalisedText


class ProfileOption(Part):
    """One value of an attribute of the municipality."""

    value: Value
    title: LocalisedText


class AttributeNumber(Numbers):
    """Which numbers an attribute accepts."""

    integer: StrictBool = False
    unit: LocalisedText | None = None

    @property
    def whole(self) -> bool:
        """Tell whether only whole numbers are accepted."""
        return self.integer


class ProfileAttribute(Part):
    """An attribute of the municipality that conditions may ask for: one of its options, or a number."""

    key: Key
    title: LocalisedText
    options: tuple[ProfileOption, ...] = Field(default=(), min_length=1, max_length=200)
    number: AttributeNumber | None = None

    @model_validator(mode="after")
    def _options_or_number(self) -> Self:
        given = bool(self.options) + (self.number is not None)
        if given != 1:
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "options, number", "count": given})
        return self


class Perspective(Part):
    """A standpoint from which a respondent answers, and the form that is asked of it."""

    key: Key
    title: LocalisedText
    form: Key | None = None


class Source(Part):
    """A dated reference."""

    key: Key
    title: LocalisedText
    url: Annotated[StrictStr, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500)] | None = None
    as_of: Date


class Gate(Part):
    """What must be true for this level and those above it."""

    level: StrictStr
    requires: Condition
    text: LocalisedText


Horizon = Literal["0-3", "3-12", "12+"]
_NEVER = AnyCondition.model_construct(any_of=())


class Suggestion(Part):
    """A proposed next step: offered where `when` is true, or where the responses of a round show a pattern."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["when"]}, {"required": ["pattern"]}]})

    key: Key
    type: StrictStr
    title: LocalisedText
    when: Condition | None = None
    pattern: Pattern | None = None
    field: StrictStr | None = None
    text: LocalisedText | None = None
    first_step: LocalisedText
    effort: Literal["S", "M", "L"]
    horizon: Horizon
    impact: StrictInt = Field(ge=1, le=3)
    who: LocalisedText
    lead_question: LocalisedText
    indicator: LocalisedText
    measurement: LocalisedText | None = None
    obstacle: LocalisedText | None = None
    way_round: LocalisedText | None = None
    unsuitable_when: LocalisedText | None = None
    procedures: tuple[StrictStr, ...] = ()
    depends_on: tuple[StrictStr, ...] = ()
    applies_to: Condition | None = None
    sources: tuple[StrictStr, ...] = ()

    @model_validator(mode="after")
    def _when_or_pattern(self) -> Self:
        given = (self.when is not None) + (self.pattern is not None)
        if given != 1:
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "when, pattern", "count": given})
        return self

    @property
    def trigger(self) -> Condition:
        """Return the condition under which one response is offered it: never, where it waits for a pattern."""
        return _NEVER if self.when is None else self.when


class LevelSetChoice(Part):
    """A level set that serves where the condition is true; without a condition, everywhere."""

    when: Condition | None = None
    set: StrictStr


LevelChoice = Annotated[
    Annotated[StrictStr, Tag("<name>")]
    | Annotated[tuple[LevelSetChoice, ...], Field(min_length=1, max_length=50), Tag("<list>")],
    Discriminator(lambda value: "<list>" if isinstance(value, list | tuple) else "<name>"),
]


class LevelCase(Part):
    """The level of a field where the condition is true; without a condition, in all other cases."""

    level: StrictStr
    when: Condition | None = None


class Scored(Part):
    """What a field and the overall result share."""

    title: LocalisedText
    introduction: LocalisedText | None = None
    scoring: Scoring | None = None
    levels: LevelChoice | None = None
    classify: tuple[LevelCase, ...] = Field(default=(), min_length=1, max_length=200)
    level_texts: dict[StrictStr, LocalisedText] = Field(default_factory=dict)
    next_texts: dict[StrictStr, LocalisedText] = Field(default_factory=dict)
    border_text: LocalisedText | None = None
    not_computed_text: LocalisedText | None = None
    gates: tuple[Gate, ...] = ()


class Overall(Scored):
    """The result over all top-level fields."""


class Units(Scored):
    """What a field is repeated for – a team, a school –, how often, and how one of them is scored."""

    minimum: StrictInt = Field(default=1, ge=1, le=1000)
    maximum: StrictInt = Field(ge=1, le=1000)

    @model_validator(mode="after")
    def _minimum_is_smaller(self) -> Self:
        if self.minimum > self.maximum:
            words = {"found": str(self.minimum), "range": f"[1, {self.maximum}]"}
            raise PydanticCustomError("out_of_range", "", words)
        return self


class ThematicField(Scored):
    """A thematic grouping of items and nested fields that gets a score."""

    key: Key
    weight: Weight = Fraction(1)
    layout: Literal["list", "grid"] = "list"
    items: tuple[Item, ...] = Field(default=(), max_length=1000)
    fields: tuple[ThematicField, ...] = Field(default=(), max_length=200)
    units: Units | None = None
    group: StrictStr | None = None
    urgency: StrictStr | None = None
    evidence: StrictStr | None = None
    suggestions: tuple[Suggestion, ...] = Field(default=(), max_length=1000)


class Flag(Part):
    """A statement beside the score: true, false or unknown."""

    key: Key
    title: LocalisedText
    when: Condition


class Defaults(Part):
    """What a field uses where it says nothing itself."""

    scoring: Scoring | None = None
    parent_scoring: Scoring | None = None
    levels: StrictStr | None = None
    parent_levels: StrictStr | None = None


_LanguageTag = Annotated[StrictStr, Field(pattern=f"^{LANGUAGE_PATTERN}$", max_length=35)]


class Questionnaire(Part):
    """One version of a questionnaire. In `partial_languages` only some of its texts stand."""

    format: Annotated[StrictInt, Field(ge=1, le=1)]
    rules: RulesVersion
    key: QuestionnaireKey
    version: Version
    languages: tuple[_LanguageTag, ...] = Field(min_length=1, max_length=50)
    partial_languages: tuple[_LanguageTag, ...] = Field(default=(), max_length=50)
    title: LocalisedText
    description: LocalisedText | None = None
    notice: LocalisedText | None = None
    response_scales: tuple[ResponseScale, ...] = Field(default=(), max_length=200)
    level_sets: tuple[LevelSet, ...] = Field(default=(), max_length=200)
    item_classes: tuple[Named, ...] = Field(default=(), max_length=200)
    suggestion_types: tuple[Named, ...] = Field(default=(), max_length=200)
    profile: tuple[ProfileAttribute, ...] = Field(default=(), max_length=100)
    forms: tuple[Named, ...] = Field(default=(), max_length=50)
    perspectives: tuple[Perspective, ...] = Field(default=(), max_length=100)
    sources: tuple[Source, ...] = Field(default=(), max_length=1000)
    constants: tuple[Constant, ...] = Field(default=(), max_length=1000)
    tables: tuple[LookupTable, ...] = Field(default=(), max_length=200)
    defaults: Defaults = Field(default_factory=Defaults)
    field_groups: tuple[Named, ...] = Field(default=(), max_length=100)
    fields: tuple[ThematicField, ...] = Field(min_length=1, max_length=200)
    overall: Overall | None = None
    flags: tuple[Flag, ...] = Field(default=(), max_length=200)
    suggestions: tuple[Suggestion, ...] = Field(default=(), max_length=1000)
    procedures: tuple[Procedure, ...] = Field(default=(), max_length=200)
    crosswalks: tuple[Crosswalk, ...] = Field(default=(), max_length=50)
    content_rules: ContentRules | None = None
    cohort: tuple[CohortValue, ...] = Field(default=(), max_length=200)
    bridge: Bridge | None = None

    @property
    def spoken(self) -> tuple[str, ...]:
        """Return every language that can be asked for: the source language first, those of some texts last."""
        return (*self.languages, *self.partial_languages)
