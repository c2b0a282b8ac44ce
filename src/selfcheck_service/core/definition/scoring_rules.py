"""Scoring rules: how points become a score, and what missing answers do to it."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import (
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Condition, Part
from selfcheck_service.core.definition.exact import Exact, exact_to_json, parse_exact
from selfcheck_service.core.definition.expressions.expression_text import Expression, ExpressionText, parse_source
from selfcheck_service.core.definition.expressions.syntax import LONGEST_TEXT
from selfcheck_service.core.definition.methods import MethodName
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key, Range, Share, not_negative


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


def _entry_weight(value: object) -> Fraction | ExpressionText:
    """Return a weight: a number in any of its forms, or else an expression."""
    try:
        number = parse_exact(value)
    except PydanticCustomError:
        if isinstance(value, str | ExpressionText):
            return parse_source(value)
        raise
    return not_negative(number)


EntryWeight = Annotated[
    Fraction | ExpressionText,
    PlainValidator(_entry_weight),
    PlainSerializer(lambda weight: str(weight) if isinstance(weight, ExpressionText) else exact_to_json(weight)),
    WithJsonSchema(
        {
            "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "maxLength": LONGEST_TEXT}],
            "description": "A number, or an expression: docs/expressions.md.",
        }
    ),
]


class ItemEntry(Part):
    """An item that enters a score."""

    item: StrictStr
    weight: EntryWeight | None = None


class FieldEntry(Part):
    """A field whose score enters a score."""

    field: StrictStr
    weight: EntryWeight | None = None


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


class Promises(Part):
    """What an author claims of a score; `selfcheck check --deep` tries to break it. No number depends on it.

    `rising`: more points of an item never lower the score. `not_applicable_neutral`: an item that does not apply
    never makes the score worse than leaving it out would. Where that is not said (null) it is looked at all the same,
    and breaking it is a warning; `false` says that it is not meant, and nobody looks.
    """

    rising: StrictBool = False
    not_applicable_neutral: StrictBool | None = None


# Two ways to say the same step; a field that says one leaves the other, which it may have inherited.
ALTERNATIVES = (("method", "formula"), ("rescale_from", "transform"))


class Scoring(Part):
    """How a field is scored. In `defaults` and fields every member is optional; together they must say enough.

    `source` is where the rule stands, `note` what a reader should know of it; no number depends on them.
    """

    method: MethodName | None = None
    formula: Expression | None = None
    of: Entries | None = None
    scale: Range | None = None
    rescale_from: Range | None = None
    transform: Expression | None = None
    better: Literal["higher", "lower", "none"] | None = None
    no_answer: NoAnswerPolicies | None = None
    coverage: CoverageRule | None = None
    rounding: Rounding | None = None
    requires: Condition | None = None
    promises: Promises | None = None
    source: Key | None = None
    note: LocalisedText | None = None

    @model_validator(mode="after")
    def _one_way_for_each_step(self) -> Self:
        for names in ALTERNATIVES:
            if all(getattr(self, name) is not None for name in names):
                raise PydanticCustomError("exactly_one_of", "", {"allowed": ", ".join(names), "count": len(names)})
        return self
