"""Procedures: ways of meeting and of being backed, written out once and named by suggestions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.exact import ExactInterval, Interval
from selfcheck_service.core.definition.problems import Path, Problem, pointer, twice, unknown
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key

_LONGEST = 100_000


def _whole_numbers(size: Interval) -> Interval:
    """Return an interval of so and so many people, both ends included."""
    ends = [end for end in (size.low, size.high) if end is not None and end.denominator == 1 and end >= 1]
    if len(ends) == 2 and size.low_closed and size.high_closed:
        return size
    words = {"found": str(size), "expected": 'two whole numbers from 1 on, as in "[6, 12]"'}
    raise PydanticCustomError("malformed", "", words)


Minutes = Annotated[StrictInt, Field(ge=1, le=_LONGEST)]


class ProcedureRole(Part):
    """Who is needed for a procedure, and what for."""

    key: Key
    title: LocalisedText
    text: LocalisedText | None = None


class ProcedureStep(Part):
    """What is done, one after the other; `minutes` is how long it takes."""

    key: Key
    title: LocalisedText
    text: LocalisedText | None = None
    minutes: Minutes | None = None


class Procedure(Part):
    """How something is done that more than one suggestion proposes."""

    key: Key
    type: StrictStr
    title: LocalisedText
    purpose: LocalisedText
    group_size: Annotated[ExactInterval, AfterValidator(_whole_numbers)] | None = None
    minutes: Minutes | None = None
    preparation: LocalisedText | None = None
    room: LocalisedText | None = None
    roles: tuple[ProcedureRole, ...] = Field(default=(), max_length=50)
    steps: tuple[ProcedureStep, ...] = Field(default=(), max_length=100)
    material: LocalisedText | None = None
    watch: LocalisedText | None = None
    sources: tuple[StrictStr, ...] = ()


def check_procedures(
    procedures: Collection[Procedure], types: Collection[str], sources: Collection[str]
) -> Iterator[Problem]:
    """Yield names that lead nowhere or stand twice, and minutes that do not add up."""
    for index, found in enumerate(procedures):
        path: Path = ("procedures", index)
        yield from unknown("suggestion_types", found.type, types, (*path, "type"))
        yield from twice("role", ((role.key, (*path, "roles", at, "key")) for at, role in enumerate(found.roles)))
        yield from twice("step", ((step.key, (*path, "steps", at, "key")) for at, step in enumerate(found.steps)))
        for at, name in enumerate(found.sources):
            yield from unknown("sources", name, sources, (*path, "sources", at))
        said = [step.minutes for step in found.steps if step.minutes is not None]
        if found.minutes is not None and said and len(said) == len(found.steps) and sum(said) != found.minutes:
            words = {"name": found.key, "count": sum(said), "limit": found.minutes}
            yield Problem(pointer(*path, "minutes"), "minutes_differ", words)
