"""An expression as a member of a definition: the author's text, which the document keeps, with its tree."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.definition.expressions.syntax import LONGEST_TEXT, parse_expression
from selfcheck_service.core.definition.expressions.tree import Tree
from selfcheck_service.core.definition.texts import clean_text


@dataclass(frozen=True, slots=True)
class ExpressionText:
    """The text of an expression and its tree. JSON and the hash of a definition have the text alone."""

    text: str
    tree: Tree

    def __str__(self) -> str:
        """Return the author's text."""
        return self.text


def parse_source(value: object) -> ExpressionText:
    """Return the expression that a text of a definition means.

    Raises `PydanticCustomError`: `wrong_type` where it is no text, `text_not_clean`, or one of `parse_expression`.
    """
    if isinstance(value, ExpressionText):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "an expression", {"expected": "text", "found": describe(value)})
    text = clean_text(value)
    return ExpressionText(text, parse_expression(text))


Expression = Annotated[
    ExpressionText,
    PlainValidator(parse_source),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_TEXT,
            "description": "An expression: docs/expressions.md.",
        },
    ),
]
