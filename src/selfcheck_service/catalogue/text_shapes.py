"""Which members of a definition are texts, read off the models of the core.

A translation mirrors the document, but reaches texts only. Where the texts are is asked of the models themselves, so
that a text that is added to the format can be translated without a word here.
"""

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.texts import LocalisedText


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list; translations address its entries by key."""

    entry: "Shape"


@dataclass(frozen=True, slots=True)
class MapShape:
    """A map with names that the author chose."""

    value: "Shape"


@dataclass(frozen=True, slots=True)
class PartShape:
    """A part of a definition: a model of the core."""

    model: type[BaseModel]

    @property
    def names(self) -> frozenset[str]:
        """All members that the part may have."""
        return frozenset(info.alias or name for name, info in self.model.model_fields.items())

    @property
    def members(self) -> "dict[str, Shape]":
        """The members that are texts or contain some."""
        return _members(self.model)


Shape = TextShape | ListShape | MapShape | PartShape


def questionnaire_shape() -> PartShape:
    """Return the shape of a whole definition."""
    return PartShape(Questionnaire)


@cache
def _members(model: type[BaseModel]) -> dict[str, Shape]:
    shapes = {name: _shape(hint) for name, hint in get_type_hints(model, include_extras=True).items()}
    return {name: shape for name, shape in shapes.items() if name in model.model_fields and shape is not None}


def _shape(hint: object) -> Shape | None:
    """Return the shape that a type hint describes, None where no text can be in it."""
    if hint is LocalisedText:
        return TextShape()
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return PartShape(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin in (Union, types.UnionType):
        # "or nothing" says no more about texts; a choice between forms holds conditions and numbers only.
        choices = [choice for choice in arguments if choice is not type(None)]
        return _shape(choices[0]) if len(choices) == 1 else None
    inner = _shape(arguments[-1 if origin is dict else 0]) if origin in (dict, list, tuple) else None
    if inner is None:
        return None
    return MapShape(inner) if origin is dict else ListShape(inner)
