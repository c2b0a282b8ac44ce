"""Crosswalks: which field or item of a questionnaire speaks of what in another frame of reference.

They are data for people who read both. No number depends on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Self

from pydantic import ConfigDict, Field, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.conditions import Part
from selfcheck_service.core.definition.problems import Path, Problem, twice, unknown
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.definition.values import Key


class CrosswalkTarget(Part):
    """What the other frame of reference has."""

    key: Key
    title: LocalisedText


class CrosswalkLink(Part):
    """What one field or one item speaks of there."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["field"]}, {"required": ["item"]}]})

    field: StrictStr | None = None
    item: StrictStr | None = None
    to: tuple[StrictStr, ...] = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _field_or_item(self) -> Self:
        given = (self.field is not None) + (self.item is not None)
        if given != 1:
            raise PydanticCustomError("exactly_one_of", "", {"allowed": "field, item", "count": given})
        return self


class Crosswalk(Part):
    """One other frame of reference, and how to get there."""

    key: Key
    title: LocalisedText
    note: LocalisedText | None = None
    source: StrictStr | None = None
    targets: tuple[CrosswalkTarget, ...] = Field(min_length=1, max_length=500)
    links: tuple[CrosswalkLink, ...] = Field(default=(), max_length=2000)


def check_crosswalks(
    crosswalks: Collection[Crosswalk], fields: Collection[str], items: Collection[str]
) -> Iterator[Problem]:
    """Yield names that lead nowhere or stand twice; `fields` and `items` are the keys in the document."""
    for index, found in enumerate(crosswalks):
        path: Path = ("crosswalks", index)
        targets = [target.key for target in found.targets]
        yield from twice("target", ((key, (*path, "targets", at, "key")) for at, key in enumerate(targets)))
        for kind, known in (("field", fields), ("item", items)):
            named = [(getattr(link, kind), (*path, "links", at, kind)) for at, link in enumerate(found.links)]
            given = [(name, place) for name, place in named if name is not None]
            yield from twice(kind, given)
            for name, place in given:
                yield from unknown(kind, name, known, place)
        for at, link in enumerate(found.links):
            yield from twice("target", ((name, (*path, "links", at, "to", to)) for to, name in enumerate(link.to)))
            for to, name in enumerate(link.to):
                yield from unknown("target", name, targets, (*path, "links", at, "to", to))
