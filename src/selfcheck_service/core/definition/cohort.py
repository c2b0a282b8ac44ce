"""Values of a whole group: numbers that follow from many evaluations and mean nothing in one."""

from __future__ import annotations

from pydantic import Field, StrictInt

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.expressions.expression_text import Expression
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key


class CohortValue(Part):
    """An expression over what many people answered and scored, and from how many on it has a value."""

    key: Key
    title: LocalisedText
    value: Expression
    minimum_answered: StrictInt = Field(default=1, ge=1, le=1_000_000)
