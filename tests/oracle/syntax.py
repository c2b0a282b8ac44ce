"""Expressions as trees, read by recursive descent: the grammar of docs/expressions.md, a function for each line."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|'(?P<text>[^']*)'|(?P<word>[a-z][a-z0-9_~]*)|(?P<sign>!=|<=|>=|.))"
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "in")
WORDS = {"true": True, "false": False, "null": None}


class Tree(NamedTuple):
    """A node: a number, text, constant, name, list or call; a call has the name of its function or its sign."""

    form: str
    content: object
    parts: tuple["Tree", ...] = ()


def read_expression(text: str) -> Tree:
    """Return the tree of an expression that is well formed."""
    found = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in TOKEN.finditer(text.strip())]
    reader = Reader([*found, ("end", "")])
    tree = reader.either()
    assert reader.tokens[0][0] == "end", text
    return tree


class Reader:
    """The tokens that are still to be read."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens

    def take(self, *wanted: str) -> str | None:
        """Take the next token if it is one of these words or signs."""
        kind, text = self.tokens[0]
        return self.tokens.pop(0)[1] if kind in ("word", "sign") and text in wanted else None

    def either(self) -> Tree:
        return self._joined(self.both, "or")

    def both(self) -> Tree:
        return self._joined(self.negation, "and")

    def negation(self) -> Tree:
        return Tree("call", "not", (self.negation(),)) if self.take("not") else self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        sign = self.take(*COMPARISONS)
        return Tree("call", sign, (left, self.sum())) if sign else left

    def sum(self) -> Tree:
        return self._joined(self.product, "+", "-")

    def product(self) -> Tree:
        return self._joined(self.unary, "*", "/")

    def unary(self) -> Tree:
        return Tree("call", "negative", (self.unary(),)) if self.take("-") else self.power()

    def power(self) -> Tree:
        base = self.atom()
        return Tree("call", "^", (base, self.unary())) if self.take("^") else base

    def _joined(self, part: Callable[[], Tree], *signs: str) -> Tree:
        found = part()
        while sign := self.take(*signs):
            found = Tree("call", sign, (found, part()))
        return found

    def atom(self) -> Tree:
        kind, text = self.tokens.pop(0)
        if kind in ("number", "text"):
            return Tree(kind, Fraction(text) if kind == "number" else text)
        if text == "(":
            return self._until(")")[0]
        if text == "[":
            return Tree("list", None, self._until("]"))
        if text in WORDS:
            return Tree("constant", WORDS[text])
        if self.take("("):
            return Tree("call", text, self._until(")"))
        while self.take("."):
            text += "." + self.tokens.pop(0)[1]
        return Tree("name", text)

    def _until(self, closing: str) -> tuple[Tree, ...]:
        parts = []
        while not self.take(closing):
            parts.append(self.either())
            self.take(",")
        return tuple(parts)
