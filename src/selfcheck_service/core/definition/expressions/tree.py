"""What an expression is made of, before anybody asks what its names mean.

Every node keeps `at`, the offset of the character that begins it; an operator's is where its sign stands. No two names
or functions of an expression share one, so that faults, and numbers in place of names, find their node.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: exact, not negative."""

    value: Fraction
    at: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotation marks, `true`, `false` or `null`."""

    value: str | bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its parts: `field.energy.raw`."""

    parts: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; an operator is a function too.

    `+`, `and` and `or` take what stands in one row together: a + b − c is `+` of a, b and `-` of c. So a long sum is
    not deep, and a difference is the sum with the negative, which it is.
    """

    function: str
    arguments: tuple["Tree", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as written in square brackets."""

    entries: tuple["Tree", ...]
    at: int


Tree = Number | Literal | Name | Call | Listing


def children_of(tree: Tree) -> tuple[Tree, ...]:
    """Return the nodes directly below a node, in the order in which they are written."""
    if isinstance(tree, Call):
        return tree.arguments
    return tree.entries if isinstance(tree, Listing) else ()


def nodes_of(tree: Tree) -> Iterator[tuple[Tree, int]]:
    """Yield every node with its depth, the root (1) first."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(children_of(node))]


def names_of(tree: Tree) -> Iterator[Name]:
    """Yield the names that the expression uses, as often and in the order in which they are written."""
    return (node for node, _ in nodes_of(tree) if isinstance(node, Name))
