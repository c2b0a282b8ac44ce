"""The shape of a questionnaire definition.

Reference: docs/definition-format.md. These models say what a document may contain; whether its names lead somewhere is
checked in `references`, whether it is fit to publish in `lint`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Condition, OptionValue, Part
from selfcheck_service.core.definition.exact import Exact, ExactInterval
from selfcheck_service.core.definition.texts import LANGUAGE_PATTERN, LocalisedText, clean_text

_LONGEST_VALUE = 100


def _not_negative(number: Exact) -> Exact:
    if number < 0:
        raise PydanticCustomError("out_of_range", "negative", {"found": str(number), "range": "[0, inf)"})
    return number


def _clean_value(value: OptionValue) -> OptionValue:
    if isinstance(value, int):
        if abs(value) > 10**9:
            raise PydanticCustomError("out_of_range", "too large", {"found": str(value), "range": "±10^9"})
        return value
    if not 1 <= len(value) <= _LONGEST_VALUE:
        raise PydanticCustomError("too_long", "option value", {"limit": _LONGEST_VALUE})
    return clean_text(value)


def _share(number: Exact) -> Exact:
    if not 0 <= number <= 1:
        raise PydanticCustomError("out_of_range", "share", {"found": str(number), "range": "[0, 1]"})
    return number


Key = Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
QuestionnaireKey = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[StrictStr, Field(pattern=r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$")]
NoAnswer = Literal["not_applicable", "dont_know", "declined"]
Weight = Annotated[Exact, AfterValidator(_not_negative)]
Value = Annotated[OptionValue, AfterValidator(_clean_value)]
Share = Annotated[Exact, AfterValidator(_share)]
Date = Annotated[StrictStr, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]

OVERALL = "overall"


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


class Level(Part):
    """An ordered category that a score falls into."""

    key: Key
    title: LocalisedText
    range: ExactInterval
    text: LocalisedText | None = None


class Border(Part):
    """How near to a cut score a score must lie for the text to say so; the text may name `{level}`."""

    margin: Weight
    text: LocalisedText


class LevelSet(Part):
    """Levels in ascending order."""

    key: Key
    levels: tuple[Level, ...] = Field(min_length=1, max_length=50)
    border: Border | None = None


class Named(Part):
    """A key with its title: an item class, a suggestion type, a form."""

    key: Key
    title: LocalisedText


class ProfileOption(Part):
    """One value of an attribute of the municipality."""

    value: Value
    title: LocalisedText


class ProfileAttribute(Part):
    """An attribute of the municipality that conditions may ask for."""

    key: Key
    title: LocalisedText
    options: tuple[ProfileOption, ...] = Field(min_length=1, max_length=200)


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


class PointsPolicy(Part):
    """A kind of no answer counts as this many points."""

    points: Exact


PolicyName = Literal["exclude", "required", "worst", "best"]
Policy = Annotated[
    Annotated[PolicyName, Tag("<name>")] | Annotated[PointsPolicy, Tag("<points>")],
    Discriminator(lambda value: "<points>" if isinstance(value, dict | PointsPolicy) else "<name>"),
]


class NoAnswerPolicies(Part):
    """What each kind of no answer does to the score."""

    unanswered: Policy | None = None
    dont_know: Policy | None = None
    declined: Policy | None = None
    not_applicable: Policy | None = None
    hidden: Policy | None = None
    not_computed: Policy | None = None


class CoverageRule(Part):
    """From which share of answers on a score is provisional, and valid."""

    provisional: Share | None = None
    valid: Share | None = None
    minimum_answered: StrictInt | None = Field(default=None, ge=0, le=10_000)


RoundingMode = Literal["half_even", "half_up", "half_away_from_zero", "ceiling", "floor"]
RoundingStage = Literal["last", "before_levels", "before_aggregation"]


class Rounding(Part):
    """The one declared rounding of a score."""

    digits: StrictInt | None = Field(default=None, ge=0, le=9)
    mode: RoundingMode | None = None
    stage: RoundingStage | None = None


class ItemEntry(Part):
    """An item that enters a score."""

    item: StrictStr
    weight: Weight | None = None


class FieldEntry(Part):
    """A field whose score enters a score."""

    field: StrictStr
    weight: Weight | None = None


def _entry_form(value: object) -> str | None:
    if isinstance(value, dict):
        return next((f"<{form}>" for form in ("item", "field") if form in value), None)
    if isinstance(value, ItemEntry):
        return "<item>"
    return "<field>" if isinstance(value, FieldEntry) else None


Entry = Annotated[
    Annotated[ItemEntry, Tag("<item>")] | Annotated[FieldEntry, Tag("<field>")],
    Discriminator(
        _entry_form,
        custom_error_type="entry_form",
        custom_error_message="not an entry",
    ),
]
EntrySet = Literal["items", "all_items", "fields"]
Entries = Annotated[
    Annotated[EntrySet, Tag("<set>")] | Annotated[tuple[Entry, ...], Field(min_length=1), Tag("<list>")],
    Discriminator(lambda value: "<set>" if isinstance(value, str) else "<list>"),
]
Range = tuple[Exact, Exact]
Method = Literal["sum", "mean", "percent_of_maximum", "minimum"]


class Scoring(Part):
    """How a field is scored. In `defaults` and fields every member is optional; together they must say enough."""

    method: Method | None = None
    of: Entries | None = None
    scale: Range | None = None
    rescale_from: Range | None = None
    better: Literal["higher", "lower", "none"] | None = None
    no_answer: NoAnswerPolicies | None = None
    coverage: CoverageRule | None = None
    rounding: Rounding | None = None


class Gate(Part):
    """What must be true for this level and those above it."""

    level: StrictStr
    requires: Condition
    text: LocalisedText


Horizon = Literal["0-3", "3-12", "12+"]


class Suggestion(Part):
    """A proposed next step."""

    key: Key
    type: StrictStr
    title: LocalisedText
    when: Condition
    field: StrictStr | None = None
    text: LocalisedText | None = None
    first_step: LocalisedText
    effort: Literal["S", "M", "L"]
    horizon: Horizon
    impact: StrictInt = Field(ge=1, le=3)
    who: LocalisedText
    lead_question: LocalisedText
    indicator: LocalisedText
    depends_on: tuple[StrictStr, ...] = ()
    applies_to: Condition | None = None
    sources: tuple[StrictStr, ...] = ()


class Scored(Part):
    """What a field and the overall result share."""

    title: LocalisedText
    introduction: LocalisedText | None = None
    scoring: Scoring | None = None
    levels: StrictStr | None = None
    level_texts: dict[StrictStr, LocalisedText] = Field(default_factory=dict)
    not_computed_text: LocalisedText | None = None
    gates: tuple[Gate, ...] = ()


class Overall(Scored):
    """The result over all top-level fields."""


class ThematicField(Scored):
    """A thematic grouping of items and nested fields that gets a score."""

    key: Key
    weight: Weight = Fraction(1)
    items: tuple[Item, ...] = Field(default=(), max_length=1000)
    fields: tuple[ThematicField, ...] = Field(default=(), max_length=200)
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


class Questionnaire(Part):
    """One version of a questionnaire."""

    format: Annotated[StrictInt, Field(ge=1, le=1)]
    rules: Annotated[StrictInt, Field(ge=1, le=1)]
    key: QuestionnaireKey
    version: Version
    languages: tuple[Annotated[StrictStr, Field(pattern=f"^{LANGUAGE_PATTERN}$", max_length=35)], ...] = Field(
        min_length=1,
        max_length=50,
    )
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
    defaults: Defaults = Field(default_factory=Defaults)
    fields: tuple[ThematicField, ...] = Field(min_length=1, max_length=200)
    overall: Overall | None = None
    flags: tuple[Flag, ...] = Field(default=(), max_length=200)
    suggestions: tuple[Suggestion, ...] = Field(default=(), max_length=1000)
