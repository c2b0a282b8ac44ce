"""Expressions: docs/expressions.md. What is null, and why, goes along as a value of its own."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Protocol

from tests.oracle.case import Data
from tests.oracle.functions import OF_MANY, OF_VALUES, too_large
from tests.oracle.nulls import UNDEFINED, Null, Value, joined, null
from tests.oracle.syntax import Tree, read_expression
from tests.oracle.tables import found_in


class Names(Protocol):
    """What the names of an expression mean where it stands."""

    def value(self, name: str) -> Value: ...

    def state(self, item: str) -> str: ...

    def table(self, key: str) -> Data: ...


read = cache(read_expression)


def worked_out(text: str, names: Names) -> Value:
    """Return the value of an expression."""
    return value_of_tree(read(text), names)


def value_of_tree(tree: Tree, names: Names) -> Value:
    """Return the value of a tree."""
    return FORMS[tree.form](tree, names)


def _list(tree: Tree, names: Names) -> Value:
    return tuple(value_of_tree(part, names) for part in tree.parts)


def _call(tree: Tree, names: Names) -> Value:
    name = str(tree.content)
    if name in LAZY:
        return LAZY[name](tree.parts, names)
    values = [value_of_tree(part, names) for part in tree.parts]
    if name in SEE_NULL:
        return SEE_NULL[name](flattened(values))
    if name in OF_MANY:
        return strictly(lambda *found: OF_MANY[name](found), flattened(values))
    if name in ENTRY_BY_ENTRY and any(isinstance(value, tuple) for value in values):
        return _entry_by_entry(name, values)
    return strictly(OF_VALUES[name], values)


FORMS: dict[str, Callable[[Tree, Names], Value]] = {
    "number": lambda tree, names: tree.content,
    "text": lambda tree, names: tree.content,
    "constant": lambda tree, names: null() if tree.content is None else tree.content,
    "name": lambda tree, names: names.value(str(tree.content)),
    "list": _list,
    "call": _call,
}


def strictly(function: Callable[..., Value], values: list[Value]) -> Value:
    """Null where an argument, or something in a list, is null."""
    nulls = [each for each in flattened(values) if isinstance(each, Null)]
    if nulls:
        return joined(nulls)
    found = function(*values)
    return null(UNDEFINED) if found is None or (isinstance(found, Fraction) and too_large(found)) else found


def flattened(values: list[Value]) -> list[Value]:
    """Make one list of values and lists."""
    return [each for value in values for each in (value if isinstance(value, tuple) else (value,))]


def _entry_by_entry(name: str, values: list[Value]) -> Value:
    return tuple(strictly(OF_VALUES[name], list(row)) for row in in_rows(values))


def in_rows(values: list[Value]) -> list[tuple[Value, ...]]:
    """Put the entries of lists side by side; a value stands beside each."""
    length = max(len(value) for value in values if isinstance(value, tuple))
    columns = [value if isinstance(value, tuple) else (value,) * length for value in values]
    return list(zip(*columns, strict=True))


# -------------------------------------------------------------------------------- what looks at null or leaves it aside


def _and(parts: tuple[Tree, ...], names: Names) -> Value:
    return _kleene(parts, names, deciding=False)


def _or(parts: tuple[Tree, ...], names: Names) -> Value:
    return _kleene(parts, names, deciding=True)


def _kleene(parts: tuple[Tree, ...], names: Names, *, deciding: bool) -> Value:
    return _decided([value_of_tree(part, names) for part in parts], deciding=deciding)


def _decided(values: list[Value], *, deciding: bool) -> Value:
    if any(value is deciding for value in values):
        return deciding
    nulls = [value for value in values if isinstance(value, Null)]
    return joined(nulls) if nulls else not deciding


def _in(parts: tuple[Tree, ...], names: Names) -> Value:
    one, several = (value_of_tree(part, names) for part in parts)
    return _decided([strictly(OF_VALUES["="], [one, each]) for each in several], deciding=True)


def _not(parts: tuple[Tree, ...], names: Names) -> Value:
    return strictly(lambda value: not value, [value_of_tree(parts[0], names)])


def _case(parts: tuple[Tree, ...], names: Names) -> Value:
    for test, result in zip(parts[:-1:2], parts[1::2], strict=False):
        found = value_of_tree(test, names)
        if isinstance(found, Null):
            return found
        if found:
            return value_of_tree(result, names)
    return value_of_tree(parts[-1], names)


def _coalesce(parts: tuple[Tree, ...], names: Names) -> Value:
    nulls = []
    for part in parts:
        found = value_of_tree(part, names)
        if not isinstance(found, Null):
            return found
        nulls.append(found)
    return joined(nulls)


def _divide(parts: tuple[Tree, ...], names: Names) -> Value:
    values = [value_of_tree(part, names) for part in parts]
    if not any(isinstance(value, tuple) for value in values):
        return _divided(*values)
    return tuple(_divided(*row) for row in in_rows(values))


def _divided(one: Value, two: Value, otherwise: Value) -> Value:
    return otherwise if two == 0 and not isinstance(one, Null) else strictly(OF_VALUES["/"], [one, two])


def _lookup(parts: tuple[Tree, ...], names: Names) -> Value:
    return found_in(names.table(str(parts[0].content)), [value_of_tree(part, names) for part in parts[1:]])


def _state(parts: tuple[Tree, ...], names: Names) -> str:
    return names.state(str(parts[0].content))


def _ticked(parts: tuple[Tree, ...], names: Names, found: Callable[..., Value]) -> Value:
    value = names.value(str(parts[0].content))
    return value if isinstance(value, Null) else found(value)


LAZY: dict[str, Callable[[tuple[Tree, ...], Names], Value]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "in": _in,
    "if": _case,
    "case": _case,
    "coalesce": _coalesce,
    "divide": _divide,
    "lookup": _lookup,
    "state": _state,
    "answered": lambda parts, names: _state(parts, names) == "answered",
    "includes": lambda parts, names: _ticked(parts, names, lambda ticked: parts[1].content in ticked),
    "selected": lambda parts, names: _ticked(parts, names, lambda ticked: Fraction(len(ticked))),
}


SEE_NULL: dict[str, Callable[[list[Value]], Value]] = {
    "present": lambda values: tuple(value for value in values if not isinstance(value, Null)),
    "count_true": lambda values: Fraction(sum(value is True for value in values)),
}
ENTRY_BY_ENTRY = (
    *("+", "-", "*", "/", "^", "=", "!=", "<", "<=", ">", ">="),
    *("abs", "floor", "ceiling", "sign", "clamp", "mod", "sqrt", "ln", "log10", "exp", "elapsed"),
)
