"""From a tree back to text: one canonical spelling, which reads back to the same tree."""

from collections.abc import Callable, Mapping
from itertools import chain

from selfcheck_service.core.definition.exact import exact_to_decimal, shown
from selfcheck_service.core.definition.expressions.syntax import COMPARISONS
from selfcheck_service.core.definition.expressions.tree import Call, Listing, Literal, Name, Number, Tree

# How tightly a form holds together; what is looser than its place needs brackets.
_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(9)
_LONGEST_PART = 60

# operator: (how tightly it binds, its left side must bind, its right side must bind)
_INFIX: Mapping[str, tuple[int, int, int]] = {
    **dict.fromkeys(COMPARISONS, (_COMPARISON, _SUM, _SUM)),
    "*": (_PRODUCT, _PRODUCT, _UNARY),
    "/": (_PRODUCT, _PRODUCT, _UNARY),
    "^": (_POWER, _ATOM, _UNARY),
}
# operator that joins a row: (how tightly it binds, what its entries must bind)
_ROWS: Mapping[str, tuple[int, int]] = {"or": (_OR, _AND), "and": (_AND, _NOT), "+": (_SUM, _PRODUCT)}
_PREFIXES: Mapping[str, tuple[int, str]] = {"not": (_NOT, "not "), "-": (_UNARY, "-")}

_Value = Callable[[Tree], str | None]


def print_expression(tree: Tree, values: Mapping[int, str] | None = None) -> str:
    """Return the canonical text of an expression.

    `values` are texts that stand in place of names and functions, by their `at`: numbers, for an explanation. A number
    with a sign or a stroke gets brackets where it would read otherwise.
    """
    return _printed(tree, values or {})[0]


def print_part(tree: Tree) -> str:
    """Return the canonical text, shortened so that it can be named in a problem."""
    text = print_expression(tree)
    return text if len(text) <= _LONGEST_PART else shown(text, _LONGEST_PART - 1) + "…"


def _printed(tree: Tree, values: Mapping[int, str]) -> tuple[str, int]:
    """Return the text of a node and how tightly it binds."""
    match tree:
        case Number():
            return exact_to_decimal(tree.value), _ATOM
        case Literal():
            return _literal(tree), _ATOM
        case Name():
            return _replaced(values[tree.at]) if tree.at in values else (".".join(tree.parts), _ATOM)
        case Listing():
            return f"[{_joined(tree.entries, values)}]", _ATOM
        case _:
            return _call(tree, values)


def _literal(literal: Literal) -> str:
    if isinstance(literal.value, str):
        return f"'{literal.value}'"
    return "null" if literal.value is None else str(literal.value).lower()


def _replaced(text: str) -> tuple[str, int]:
    if "/" in text:
        return text, _PRODUCT
    return text, _UNARY if text.startswith("-") else _ATOM


def _call(tree: Call, values: Mapping[int, str]) -> tuple[str, int]:
    if tree.function in _ROWS and len(tree.arguments) > 1:
        return _row(tree, values)
    if tree.function in _PREFIXES:
        binds, sign = _PREFIXES[tree.function]
        return sign + _within(tree.arguments[0], binds, values), binds
    if tree.function in _INFIX:
        binds, left, right = _INFIX[tree.function]
        one, two = tree.arguments
        return f"{_within(one, left, values)} {tree.function} {_within(two, right, values)}", binds
    if tree.at in values:
        return _replaced(values[tree.at])
    return f"{tree.function}({_joined(tree.arguments, values)})", _ATOM


def _row(tree: Call, values: Mapping[int, str]) -> tuple[str, int]:
    binds, wanted = _ROWS[tree.function]
    first, *others = tree.arguments
    joined = chain.from_iterable(_joint(tree.function, entry, wanted, values) for entry in others)
    return " ".join((_within(first, wanted, values), *joined)), binds


def _joint(operator: str, entry: Tree, wanted: int, values: Mapping[int, str]) -> tuple[str, str]:
    if operator == "+" and isinstance(entry, Call) and entry.function == "-":
        return "-", _within(entry.arguments[0], wanted, values)
    return operator, _within(entry, wanted, values)


def _within(tree: Tree, wanted: int, values: Mapping[int, str]) -> str:
    text, binds = _printed(tree, values)
    return text if binds >= wanted else f"({text})"


def _joined(trees: tuple[Tree, ...], values: Mapping[int, str]) -> str:
    return ", ".join(_printed(tree, values)[0] for tree in trees)
