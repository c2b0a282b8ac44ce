"""The versions of the scoring rules that a definition may name."""

from typing import Annotated

from pydantic import AfterValidator, StrictInt, WithJsonSchema
from pydantic_core import PydanticKnownError

# `core.scoring.rules` has a row for each of them; there it says what they mean.
KNOWN_RULES = frozenset({1})


def _known(version: int) -> int:
    if version in KNOWN_RULES:
        return version
    raise PydanticKnownError("literal_error", {"expected": ", ".join(map(str, sorted(KNOWN_RULES)))})


RulesVersion = Annotated[
    StrictInt, AfterValidator(_known), WithJsonSchema({"enum": sorted(KNOWN_RULES), "type": "integer"})
]
