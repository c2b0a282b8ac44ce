"""Random edits of expressions and of what they look up: spelling, rewriting, and changes of what they say."""

import re
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from selfcheck_service.core.definition import exact_to_text
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.definition.expressions.syntax import parse_expression
from selfcheck_service.core.definition.expressions.tree import Call, Listing, Literal, Name, Number, Tree, nodes_of
from tests.builders import Data
from tests.oracle.exact import exact
from tests.simulation.parts import Edit, items_of, own_edits, parts_of, pick

# Whatever order these take their arguments in, the result is the same.
_SYMMETRIC = frozenset(("+", "*", "and", "or", "=", "!=", "sum", "product", "mean", "median", "min", "max", "count"))
_MEMBERS = ("formula", "transform", "maximum", "points", "value", "weight")


def expressions_in(document: Data) -> Iterator[tuple[Data, str, Tree]]:
    """Yield every expression of a document: what holds it, the name of the member, the tree."""
    for part in parts_of(document):
        for name in _MEMBERS:
            if isinstance(part.get(name), str) and _is_expression(part, name):
                yield part, name, parse_expression(part[name])


def _is_expression(part: Data, name: str) -> bool:
    """Tell expressions from the points of options, the values of constants and weights that are written as texts."""
    if name == "points":
        return "prompt" in part
    if name == "value":
        return isinstance(part.get("is"), dict)
    return not re.fullmatch(r"[-+0-9./]+", part[name])


def _rewrite(rng: Random, document: Data, change: Any) -> None:
    found = list(expressions_in(document))
    if found:
        holder, name, tree = rng.choice(found)
        holder[name] = print_expression(change(rng, tree))


def _at_some_node(rng: Random, tree: Tree, change: Any) -> Tree:
    """Return the tree with a change at one node for which the change has something to say."""
    places = [node for node, _ in nodes_of(tree) if change(rng, node) is not None]
    if not places:
        return tree
    chosen = rng.choice(places)
    return _replaced(tree, chosen, change(rng, chosen))


def _replaced(tree: Tree, old: Tree, new: Tree) -> Tree:
    if tree is old:
        return new
    match tree:
        case Call():
            return Call(tree.function, tuple(_replaced(part, old, new) for part in tree.arguments), tree.at)
        case Listing():
            return Listing(tuple(_replaced(part, old, new) for part in tree.entries), tree.at)
        case _:
            return tree


# ------------------------------------------------------------------------------------------------ what means the same


def respace(rng: Random, document: Data) -> None:
    found = list(expressions_in(document))
    if found:
        holder, name, _ = rng.choice(found)
        holder[name] = f"( {holder[name]} )"


def swap_arguments(rng: Random, document: Data) -> None:
    def swapped(rng: Random, node: Tree) -> Tree | None:
        if not isinstance(node, Call) or node.function not in _SYMMETRIC or len(node.arguments) <= 1:
            return None
        return Call(node.function, tuple(rng.sample(node.arguments, len(node.arguments))), node.at)

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, swapped))


def turn_a_comparison_round(rng: Random, document: Data) -> None:
    """Write a < b as b > a, or as not a >= b; a and b as not (not a or not b)."""
    mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    opposites = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}

    def turned(rng: Random, node: Tree) -> Tree | None:
        match node:
            case Call(("<" | "<=" | ">" | ">=") as sign, (one, two)):
                negated = _inverted(Call(opposites[sign], (one, two), node.at))
                return rng.choice([Call(mirrored[sign], (two, one), node.at), negated])
            case Call(("and" | "or") as sign, arguments):
                joined = Call({"and": "or", "or": "and"}[sign], tuple(map(_inverted, arguments)), node.at)
                return _inverted(joined)
            case _:
                return None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, turned))


def nest_a_sum(rng: Random, document: Data) -> None:
    """Bracket the first two of a row and add nothing, or multiply by one; name an item as an item."""

    def nested(_rng: Random, node: Tree) -> Tree | None:
        match node:
            case Call(("+" | "*") as sign, arguments):
                neutral = Number(Fraction(sign == "*"), node.at)
                return Call(sign, (Call(sign, arguments[:2], node.at), *arguments[2:], neutral), node.at)
            case Call("-", (one,)):
                return Call("*", (Number(Fraction(1), node.at), Call("-", (one,), node.at)), node.at)
            case Name((first,)) if first not in ("value", "points", "raw"):
                return Name(("item", first), node.at)
        return None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, nested))


def choose_otherwise(rng: Random, document: Data) -> None:
    """Write a choice as another one: with the test the other way round, as cases, as a choice within a choice."""

    def otherwise(rng: Random, node: Tree) -> Tree | None:
        match node:
            case Call("if", (test, one, two)):
                turned = Call("if", (_inverted(test), two, one), node.at)
                return rng.choice([Call("case", node.arguments, node.at), turned])
            case Call("case", (test, one, *rest)) if len(rest) > 1:
                return Call("if", (test, one, Call("case", tuple(rest), node.at)), node.at)
            case Call("divide", (one, Number(value) as two, _)) if value:
                return Call("/", (one, two), node.at)
        return None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, otherwise))


def _inverted(test: Tree) -> Tree:
    return Call("not", (test,), test.at)


def multiply_out(rng: Random, document: Data) -> None:
    """Write (a + b) · c as a · c + b · c, and a sum twice as two sums."""

    def spread(_rng: Random, node: Tree) -> Tree | None:
        match node:
            case Call("*", (Call("+", terms), factor)) | Call("*", (factor, Call("+", terms))):
                return Call("+", tuple(Call("*", (term, factor), node.at) for term in terms), node.at)
            case Call("/", (Call("+", terms), factor)):
                return Call("+", tuple(Call("/", (term, factor), node.at) for term in terms), node.at)
            case Call("*", (Number(value), other)) if value == 2:
                return Call("+", (other, other), node.at)
        return None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, spread))


def inline_constant(rng: Random, document: Data) -> None:
    constant = pick(rng, document.get("constants", []))
    for holder, name, tree in list(expressions_in(document)) if constant else ():
        number = parse_expression(f"({exact_to_text(exact(constant['value']))})")
        changed = tree
        for node, _ in list(nodes_of(tree)):
            if isinstance(node, Name) and node.parts == ("constant", constant["key"]):
                changed = _replaced(changed, node, number)
        holder[name] = print_expression(changed)


def rename_constant(rng: Random, document: Data) -> None:
    constant = pick(rng, document.get("constants", []))
    if constant:
        old, constant["key"] = constant["key"], "renamed"
        _rename(document, lambda node: Name(("constant", "renamed"), node.at), Name, ("constant", old))


def rename_table(rng: Random, document: Data) -> None:
    table = pick(rng, document.get("tables", []))
    if table:
        old, table["key"] = table["key"], "renamed"
        _rename(document, lambda node: Literal("renamed", node.at), Literal, old)


def _rename(document: Data, renamed: Any, kind: type, said: object) -> None:
    for holder, name, tree in list(expressions_in(document)):
        changed = tree
        for node, _ in list(nodes_of(tree)):
            if isinstance(node, kind) and getattr(node, "parts", getattr(node, "value", None)) == said:
                changed = _replaced(changed, node, renamed(node))
        if changed is not tree:
            holder[name] = print_expression(changed)


# -------------------------------------------------------------------------------------------------- what changes a rule


def change_number(rng: Random, document: Data) -> None:
    def other(rng: Random, node: Tree) -> Tree | None:
        return Number(Fraction(rng.choice([0, 1, 2, 3])), node.at) if isinstance(node, Number) else None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, other))


def change_sign(rng: Random, document: Data) -> None:
    turned = {
        "+": "*",
        "*": "+",
        "and": "or",
        "or": "and",
        "<": "<=",
        "<=": "<",
        ">": ">=",
        ">=": ">",
        "=": "!=",
        "sum": "mean",
        "mean": "median",
        "min": "max",
        "max": "min",
        "smallest": "largest",
        "largest": "smallest",
        "floor": "ceiling",
        "present": "coalesce",
    }

    def other(_rng: Random, node: Tree) -> Tree | None:
        if not isinstance(node, Call) or node.function not in turned or (node.function == "+" and node.arguments[2:]):
            return None
        return Call(turned[node.function], node.arguments, node.at)

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, other))


def change_name(rng: Random, document: Data) -> None:
    names = [item["key"] for item in items_of(document)]

    def other(rng: Random, node: Tree) -> Tree | None:
        return Name((rng.choice(names),), node.at) if isinstance(node, Name) and names else None

    _rewrite(rng, document, lambda rng, tree: _at_some_node(rng, tree, other))


def wrap_expression(rng: Random, document: Data) -> None:
    texts = ["({0}) + 0", "1 * ({0})", "-(-({0}))", "({0}) / 1", "abs({0})", "if(true, {0}, 0)", "if(1 > 2, 0, {0})"]
    found = list(expressions_in(document))
    if found:
        holder, name, tree = rng.choice(found)
        holder[name] = rng.choice([*texts, "coalesce({0}, 0)", "min({0}, 10 ^ 30)"]).format(print_expression(tree))


def change_constant(rng: Random, document: Data) -> None:
    pick(rng, document.get("constants", []))["value"] = rng.choice([0, 1, 10, "1/3"])


def add_data(rng: Random, document: Data) -> None:
    """Add a constant or a table, or take one away that nobody may need."""
    table = {"key": "added", "inputs": [{"name": "n", "type": "number"}], "rows": [[0, 1]]}
    constants, tables = document.setdefault("constants", []), document.setdefault("tables", [])
    rng.choice([lambda: constants.append({"key": "added", "value": 1}), lambda: tables.append(table), tables.clear])()
    for name in ("constants", "tables"):
        if not document[name]:
            del document[name]


# ------------------------------------------------------------------------------------------------------------- tables


def _table(rng: Random, document: Data) -> Data:
    table: Data = pick(rng, document.get("tables", []))
    return table


def change_output(rng: Random, document: Data) -> None:
    table = _table(rng, document)
    if table:
        row = rng.choice(table["rows"])
        row[-1] = "b" if table.get("output") == "text" else rng.choice([0, 1, 7, "1/2"])


def change_cell(rng: Random, document: Data) -> None:
    table = _table(rng, document)
    if table:
        row = rng.choice(table["rows"])
        place = rng.randrange(len(row) - 1)
        is_text = table["inputs"][place]["type"] == "text"
        row[place] = rng.choice(["any", "a", "town"] if is_text else ["any", "[0, 1)", 3, "[10, 41]"])


def move_rows(rng: Random, document: Data) -> None:
    rows = _table(rng, document).get("rows", [])
    rng.choice([rng.shuffle, list.reverse])(rows)


def remove_row(rng: Random, document: Data) -> None:
    rows = _table(rng, document).get("rows", [])
    if len(rows) > 1:
        rows.pop(rng.randrange(len(rows)))


def change_interpolation(rng: Random, document: Data) -> None:
    table = _table(rng, document)
    if table:
        table["interpolate"] = not table.get("interpolate", False)


def respell_cells(rng: Random, document: Data) -> None:
    """Write whole numbers as texts."""
    for row in _table(rng, document).get("rows", []):
        row[:] = [str(cell) if isinstance(cell, int) else cell for cell in row]


EDITS: tuple[Edit, ...] = own_edits(globals())
