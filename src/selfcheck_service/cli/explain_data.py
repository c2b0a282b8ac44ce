"""What a calculation rests on beside answers: attributes of the profile, constants and tables that it names."""

from collections.abc import Iterator

from selfcheck_service.core.definition import pointer
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tree import Call, Literal, Name, nodes_of
from selfcheck_service.core.definition.structure import Structure


def data_of(field: str, structure: Structure) -> Iterator[tuple[str, str, str]]:
    """Yield each constant and table that the calculation of a field names: kind, key, JSON pointer."""
    named = {found for source in _expressions(field, structure) for found in _named_in(source)}
    for kind, keys in (("constant", structure.constants), ("table", structure.tables)):
        # They are kept in the order in which the document has them.
        for index, key in enumerate(keys):
            if (kind, key) in named:
                yield kind, key, pointer(f"{kind}s", index)


def _expressions(field: str, structure: Structure) -> Iterator[ExpressionText]:
    """Yield the expressions of a field and of its items."""
    node = structure.nodes[field]
    scoring = structure.rule_of(node).scoring
    listed = scoring.of if isinstance(scoring.of, tuple) else ()
    worth = (found for item in node.items for found in (item.points, item.computed and item.computed.value))
    for source in (scoring.formula, scoring.transform, *(entry.weight for entry in listed), *worth):
        if isinstance(source, ExpressionText):
            yield source


def _named_in(source: ExpressionText) -> Iterator[tuple[str, str]]:
    for node, _ in nodes_of(source.tree):
        match node:
            case Name(("constant", key)):
                yield "constant", key
            case Call("lookup", (Literal(str(key)), *_)):
                yield "table", key
            case _:
                pass
