"""Which constants and tables the expressions of a questionnaire name, wherever they stand."""

from collections.abc import Iterator

from pydantic import BaseModel

from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tree import Call, Literal, Name, Tree, children_of
from selfcheck_service.core.definition.model import Questionnaire


def named_data(questionnaire: Questionnaire) -> set[tuple[str, str]]:
    """Return what is named: ("constant", key) and ("table", key)."""
    return {found for source in expressions_in(questionnaire) for found in _named(source.tree)}


def expressions_in(part: object) -> Iterator[ExpressionText]:
    """Yield every expression in a part of a definition."""
    if isinstance(part, ExpressionText):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from expressions_in(getattr(part, name))
    elif isinstance(part, tuple):
        for entry in part:
            yield from expressions_in(entry)
    elif isinstance(part, dict):
        for entry in part.values():
            yield from expressions_in(entry)


def _named(tree: Tree) -> Iterator[tuple[str, str]]:
    match tree:
        case Name(parts=("constant", key)):
            yield "constant", key
        case Call(function="lookup", arguments=(Literal(value=str() as key), *_)):
            yield "table", key
        case _:
            pass
    for part in children_of(tree):
        yield from _named(part)
