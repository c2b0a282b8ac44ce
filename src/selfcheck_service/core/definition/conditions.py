"""The conditions of a definition: a small, total language of true, false and unknown.

Each form is recognised by the member that names it (`all`, `item`, `every`, …), so a fault in one condition is
reported against its own form. The meaning is laid down in docs/scoring.md, section 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    StrictBool,
    StrictStr,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import Exact, describe, shown
from selfcheck_service.core.definition.expressions.expression_text import Expression
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.texts import clean_text

_LONGEST_VALUE = 100
_LARGEST_VALUE = 10**9


def _option_value(value: object) -> int | str:
    """Return the value of an option, clean; a condition must find what an option declares, so both come this way."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        words = {"expected": "text or an integer", "found": describe(value)}
        raise PydanticCustomError("wrong_type", "option value", words)
    if isinstance(value, str):
        if not value:
            raise PydanticCustomError("too_short", "option value", {"limit": "1 characters"})
        if len(value) > _LONGEST_VALUE:
            raise PydanticCustomError("too_long", "option value", {"limit": f"{_LONGEST_VALUE} characters"})
        return clean_text(value)
    if abs(value) > _LARGEST_VALUE:
        raise PydanticCustomError("out_of_range", "too large", {"found": shown(value), "range": "±10^9"})
    return value


OptionValue = Annotated[
    int | str,
    PlainValidator(_option_value),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": -_LARGEST_VALUE, "maximum": _LARGEST_VALUE},
                {"type": "string", "minLength": 1, "maxLength": _LONGEST_VALUE},
            ],
            "description": "The value of an option: what a client sends.",
        },
    ),
]
ItemState = Literal["not_applicable", "dont_know", "declined", "unanswered", "hidden"]
FieldStatus = Literal["valid", "provisional", "not_computed"]


class Part(BaseModel):
    """Base of everything in a definition: immutable, and a member nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


def _exactly_one(part: Part, names: tuple[str, ...]) -> None:
    given = [name for name in names if getattr(part, name) is not None]
    if len(given) != 1:
        members = type(part).model_fields
        allowed = ", ".join(members[name].alias or name for name in names)
        raise PydanticCustomError("exactly_one_of", "exactly one", {"allowed": allowed, "count": len(given)})


class Test(Part):
    """Bounds that a number must meet, all of them."""

    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None
    equal: Exact | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Test:
        if all(getattr(self, name) is None for name in ("at_least", "above", "at_most", "below", "equal")):
            raise PydanticCustomError("at_least_one_of", "", {"allowed": "at_least, above, at_most, below, equal"})
        return self


class ItemTest(Part):
    """A test of one item; exactly one of the members."""

    equals: OptionValue | None = Field(default=None, alias="is")
    one_of: tuple[OptionValue, ...] | None = Field(default=None, min_length=1)
    includes: OptionValue | None = None
    points: Test | None = None
    number: Test | None = None
    answered: StrictBool | None = None
    no_answer: tuple[ItemState, ...] | None = Field(default=None, min_length=1)


def _wanted(equals: OptionValue | None, one_of: tuple[OptionValue, ...] | None) -> tuple[OptionValue, ...]:
    return (equals,) if equals is not None else one_of or ()


_ITEM_TESTS = ("equals", "one_of", "includes", "points", "number", "answered", "no_answer")


class ItemCondition(ItemTest):
    """A test of the named item."""

    item: StrictStr

    @property
    def wanted(self) -> tuple[OptionValue, ...]:
        """Return the values that `is` or `one_of` names."""
        return _wanted(self.equals, self.one_of)

    @model_validator(mode="after")
    def _one_test(self) -> ItemCondition:
        _exactly_one(self, _ITEM_TESTS)
        return self


class Selection(Part):
    """Scored items chosen by field, class or name; several members narrow the choice."""

    field: StrictStr | None = None
    item_class: StrictStr | None = Field(default=None, alias="class")
    items: tuple[StrictStr, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _selects_something(self) -> Selection:
        if self.field is None and self.item_class is None and self.items is None:
            raise PydanticCustomError("at_least_one_of", "", {"allowed": "field, class, items"})
        return self


class EveryCondition(Part):
    """Every selected item passes."""

    every: Selection
    points: Test


class SomeCondition(Part):
    """At least one selected item passes."""

    some: Selection
    points: Test


class _Counting(Part):
    one_of: tuple[OptionValue, ...] | None = Field(default=None, min_length=1)
    includes: OptionValue | None = None
    points: Test | None = None
    number: Test | None = None
    answered: StrictBool | None = None
    no_answer: tuple[ItemState, ...] | None = Field(default=None, min_length=1)
    passes: Test = Field(alias="is")

    @property
    def wanted(self) -> tuple[OptionValue, ...]:
        """Return the values that `one_of` names."""
        return self.one_of or ()

    @model_validator(mode="after")
    def _one_test(self) -> _Counting:
        _exactly_one(self, _ITEM_TESTS[1:])
        return self


class CountCondition(_Counting):
    """How many selected items pass the item test."""

    count: Selection


class ShareCondition(_Counting):
    """Which share of the selected shown items passes the item test."""

    share: Selection


class LevelTest(Part):
    """A test of a field's level; exactly one of the members."""

    at_least: StrictStr | None = None
    at_most: StrictStr | None = None
    equals: StrictStr | None = Field(default=None, alias="is")
    one_of: tuple[StrictStr, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_test(self) -> LevelTest:
        _exactly_one(self, ("at_least", "at_most", "equals", "one_of"))
        return self

    def passing(self, levels: Sequence[str]) -> frozenset[str]:
        """Return the keys of the levels that pass; `levels` are all of their set, in its order."""
        if self.at_least is not None:
            return frozenset(levels[levels.index(self.at_least) :])
        if self.at_most is not None:
            return frozenset(levels[: levels.index(self.at_most) + 1])
        return frozenset((self.equals,) if self.equals is not None else self.one_of or ())


class FieldCondition(Part):
    """A test of a field's score, coverage, level or status; `overall` is a field here."""

    field: StrictStr
    score: Test | None = None
    coverage: Test | None = None
    level: LevelTest | None = None
    status: tuple[FieldStatus, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_test(self) -> FieldCondition:
        _exactly_one(self, ("score", "coverage", "level", "status"))
        return self


class FlagCondition(Part):
    """The flag has the value."""

    flag: StrictStr
    equals: StrictBool = Field(default=True, alias="is")


class ProfileCondition(Part):
    """The attribute of the municipality has (one of) the value(s), or its number passes the test."""

    profile: StrictStr
    equals: OptionValue | None = Field(default=None, alias="is")
    one_of: tuple[OptionValue, ...] | None = Field(default=None, min_length=1)
    number: Test | None = None

    @property
    def wanted(self) -> tuple[OptionValue, ...]:
        """Return the values that `is` or `one_of` names."""
        return _wanted(self.equals, self.one_of)

    @model_validator(mode="after")
    def _one_test(self) -> ProfileCondition:
        _exactly_one(self, ("equals", "one_of", "number"))
        return self


class ValueCondition(Part):
    """The number that an expression comes to passes the test; without a test, what the expression says is true."""

    value: Expression
    passes: Test | None = Field(default=None, alias="is")

    @property
    def kind(self) -> Kind:
        """Return which kind of value the expression must come to."""
        return Kind.BOOLEAN if self.passes is None else Kind.NUMBER


class AllCondition(Part):
    """All conditions hold."""

    all_of: tuple[Condition, ...] = Field(alias="all")


class AnyCondition(Part):
    """At least one condition holds."""

    any_of: tuple[Condition, ...] = Field(alias="any")


class NotCondition(Part):
    """The condition does not hold."""

    negated: Condition = Field(alias="not")


def walk_tests(
    condition: Condition | None, path: Path = (), *, wanted: bool = True
) -> Iterator[tuple[Path, Condition, bool]]:
    """Yield the tests that `all`, `any` and `not` join, each with its place and whether it is wanted to be true."""
    match condition:
        case None:
            return
        case AllCondition(all_of=parts):
            for index, part in enumerate(parts):
                yield from walk_tests(part, (*path, "all", index), wanted=wanted)
        case AnyCondition(any_of=parts):
            for index, part in enumerate(parts):
                yield from walk_tests(part, (*path, "any", index), wanted=wanted)
        case NotCondition(negated=part):
            yield from walk_tests(part, (*path, "not"), wanted=not wanted)
        case _:
            yield path, condition, wanted


CONDITION_FORMS = ("all", "any", "not", "item", "every", "some", "count", "share", "field", "flag", "profile", "value")


def _form_of(value: object) -> str | None:
    """Return the tag of the form; angle brackets keep it apart from member names in error locations."""
    if isinstance(value, dict):
        return next((f"<{form}>" for form in CONDITION_FORMS if form in value), None)
    return _TAG_OF_CLASS.get(type(value))


Condition = Annotated[
    Annotated[AllCondition, Tag("<all>")]
    | Annotated[AnyCondition, Tag("<any>")]
    | Annotated[NotCondition, Tag("<not>")]
    | Annotated[ItemCondition, Tag("<item>")]
    | Annotated[EveryCondition, Tag("<every>")]
    | Annotated[SomeCondition, Tag("<some>")]
    | Annotated[CountCondition, Tag("<count>")]
    | Annotated[ShareCondition, Tag("<share>")]
    | Annotated[FieldCondition, Tag("<field>")]
    | Annotated[FlagCondition, Tag("<flag>")]
    | Annotated[ProfileCondition, Tag("<profile>")]
    | Annotated[ValueCondition, Tag("<value>")],
    Discriminator(
        _form_of,
        custom_error_type="condition_form",
        custom_error_message="not a condition",
    ),
]

_TAG_OF_CLASS: dict[type, str] = {
    AllCondition: "<all>",
    AnyCondition: "<any>",
    NotCondition: "<not>",
    ItemCondition: "<item>",
    EveryCondition: "<every>",
    SomeCondition: "<some>",
    CountCondition: "<count>",
    ShareCondition: "<share>",
    FieldCondition: "<field>",
    FlagCondition: "<flag>",
    ProfileCondition: "<profile>",
    ValueCondition: "<value>",
}

for _model in (AllCondition, AnyCondition, NotCondition):
    _model.model_rebuild()
