"""How much the expressions of a questionnaire have to do, all together: each alone has its limits, and they add up."""

from collections.abc import Iterator

from selfcheck_service.core.definition.entries import expression_scope_of, scoring_expressions
from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS, OPERATIONS
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.tree import Call, Literal, Name, Tree, nodes_of
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.named_data import expressions_in
from selfcheck_service.core.definition.scope import Scope
from selfcheck_service.core.definition.structure import Node, Structure
from selfcheck_service.core.definition.tabulation import MOST_NUMBERS, few_numbers
from selfcheck_service.core.definition.tried_choices import count_combinations

# To work all of them out once takes a small part of a second; bounds may do so some times (docs/bounds.md, section 4).
MOST_ENTRIES = 50_000
# Before there is one, the points of all answers that an expression gives points to are worked out.
MOST_TABULATED = 500_000
# Bounds try the options of choices that an expression names more than once; all of that takes less than a second.
MOST_TRIED = 250_000
_COUNTED_ELSEWHERE = ("fields", "items", "units", "scoring")
_PRICES = {row.name: row.price for row in (*OPERATIONS.values(), *FUNCTIONS.values())}


def count_entries(structure: Structure) -> int:
    """Return how many entries all expressions have, written out; a list counts with all that stands in it."""
    scope, lengths = Scope(structure, fields=True), dict[tuple[str, ...], int]()
    elsewhere = sum(_weight_of(tree, scope, lengths) for tree in _trees(structure))
    fields = sum(count_of_field(node, structure) for node in structure.nodes.values())
    return elsewhere + count_of_items(structure) + fields


def count_of_items(structure: Structure) -> int:
    """Return how many of them are worked out before the states of all items are known."""
    scope, lengths = Scope(structure, fields=True), dict[tuple[str, ...], int]()
    return sum(
        _weight_of(expression.tree, scope, lengths)
        for item in structure.items.values()
        for expression in expressions_in(item)
    )


def count_of_field(node: Node, structure: Structure) -> int:
    """Return how many of them stand in a field: in its scoring, its gates, whatever else is asked there."""
    scope, lengths = Scope(structure, fields=True), dict[tuple[str, ...], int]()
    members = type(node.definition).model_fields
    parts = [getattr(node.definition, name) for name in members if name not in _COUNTED_ELSEWHERE]
    parts.append(structure.rule_of(node).scoring.requires)
    asked = (_weight_of(expression.tree, scope, lengths) for part in parts for expression in expressions_in(part))
    return sum(asked) + sum(_weight_of(source.tree, own, {}) for source, own in _scoring_of(node, structure))


def count_tried(structure: Structure) -> int:
    """Return how many entries are looked at where every choice is open that an expression names more than once."""
    counted = 0
    for source, scope in (*_scoring(structure), *_of_items(structure)):
        bound, _ = bind_expression(source, (), scope, Kind.NUMBER)
        combinations = 0 if bound is None else count_combinations(bound, structure)
        counted += combinations and combinations * _weight_of(source.tree, scope, {})
    return counted


def count_tabulated(structure: Structure) -> int:
    """Return how many entries are worked out beforehand, because an expression says what each answer is worth."""
    scope, lengths = Scope(structure, fields=True), dict[tuple[str, ...], int]()
    return sum(
        _count_answers(item, structure) * _weight_of(item.points.tree, scope, lengths)
        for item in structure.items.values()
        if item.points is not None
    )


def _count_answers(item: Item, structure: Structure) -> int:
    """Return how many answers may have to be looked at one by one; which numbers are computed is not known yet."""
    numbers = None if item.numbers is None else few_numbers(item.numbers)
    count = MOST_NUMBERS if item.computed is not None else len(numbers or ())
    return count + len(structure.options_of(item))


def _weight_of(tree: Tree, scope: Scope, lengths: dict[tuple[str, ...], int]) -> int:
    return sum(_weight(node, scope, lengths) for node, _ in nodes_of(tree))


def _weight(node: Tree, scope: Scope, lengths: dict[tuple[str, ...], int]) -> int:
    if isinstance(node, Call):
        return _price_of(node, scope.structure)
    if not isinstance(node, Name):
        return 1
    if node.parts not in lengths:
        found = scope.find(node)
        lengths[node.parts] = 1 + len(found.members or ()) if isinstance(found, Reference) else 1
    return lengths[node.parts]


def _price_of(call: Call, structure: Structure) -> int:
    match call:
        case Call("lookup", (Literal(str() as key), *_)) if key in structure.tables:
            return structure.tables[key].price
        case _:
            return _PRICES.get(call.function, 1)


def _trees(structure: Structure) -> Iterator[Tree]:
    """Yield every expression that stands neither in an item nor in a field."""
    questionnaire = structure.questionnaire
    left_out = ("fields", "overall", "defaults")
    parts: list[object] = [getattr(questionnaire, name) for name in Questionnaire.model_fields if name not in left_out]
    yield from (expression.tree for part in parts for expression in expressions_in(part))


def _scoring(structure: Structure) -> Iterator[tuple[ExpressionText, Scope]]:
    """Yield the expressions in the scoring of each field, those of the defaults for each, with what they may name."""
    for node in structure.nodes.values():
        yield from _scoring_of(node, structure)


def _scoring_of(node: Node, structure: Structure) -> Iterator[tuple[ExpressionText, Scope]]:
    for place, source in scoring_expressions(node, structure):
        yield source, expression_scope_of(node, structure, place)


def _of_items(structure: Structure) -> Iterator[tuple[ExpressionText, Scope]]:
    for item in structure.items.values():
        scope = Scope(structure, own_item=item.key)
        yield from ((source, scope) for source in expressions_in((item.computed, item.points)))
