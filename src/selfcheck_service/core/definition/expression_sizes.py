"""How much the expressions of a questionnaire have to do, all together: each alone has its limits, and they add up."""

from collections.abc import Iterator

from selfcheck_service.core.definition.expressions.scope import ExpressionScope
from selfcheck_service.core.definition.expressions.tree import Call, Name, Tree, nodes_of
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.named_data import expressions_in
from selfcheck_service.core.definition.structure import Structure

# An evaluation looks at this many entries at most, which takes it a small part of a second.
MOST_ENTRIES = 50_000
# A function that is worked out to 50 digits takes as long as so many entries.
_ROUNDED = frozenset(("^", "sqrt", "ln", "log10", "exp", "geometric"))
_ROUNDED_COUNTS = 10


def count_entries(structure: Structure) -> int:
    """Return how many entries all expressions have, written out; a list counts with all that stands in it."""
    scope = ExpressionScope(structure, fields=True)
    lengths: dict[tuple[str, ...], int] = {}
    return sum(_weight(node, scope, lengths) for tree in _trees(structure) for node, _ in nodes_of(tree))


def _weight(node: Tree, scope: ExpressionScope, lengths: dict[tuple[str, ...], int]) -> int:
    if isinstance(node, Call):
        return _ROUNDED_COUNTS if node.function in _ROUNDED else 1
    if not isinstance(node, Name):
        return 1
    if node.parts not in lengths:
        found = scope.find(node)
        lengths[node.parts] = 1 + len(found.members or ()) if isinstance(found, Reference) else 1
    return lengths[node.parts]


def _trees(structure: Structure) -> Iterator[Tree]:
    """Yield every expression as often as it is worked out: in what is repeated, once for each unit."""
    questionnaire = structure.questionnaire
    frame = [getattr(questionnaire, name) for name in Questionnaire.model_fields if name not in ("fields", "overall")]
    parts: list[object] = [*frame, *structure.items.values()]
    for node in structure.nodes.values():
        members = type(node.definition).model_fields
        parts += [getattr(node.definition, name) for name in members if name not in ("fields", "items", "units")]
    yield from (expression.tree for part in parts for expression in expressions_in(part))
