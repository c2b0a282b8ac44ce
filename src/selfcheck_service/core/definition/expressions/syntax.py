"""From the text of an expression to its tree. The grammar is laid down in docs/expressions.md.

or · and · not · = != < <= > >= in · + - · * / · - (sign) · ^        from the loosest to the tightest
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import parse_exact, shown
from selfcheck_service.core.definition.expressions.tree import Call, Listing, Literal, Name, Number, Tree, nodes_of

LONGEST_TEXT = 2000
MOST_NODES = 500
DEEPEST = 32

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "in")
RESERVED = ("and", "or", "not", "in", "null", "true", "false")
_TRUTHS = {"null": None, "true": True, "false": False}
_REMEMBERED = 256

_WORD = r"[a-z][a-z0-9_]*"
# What other languages write: signs of two characters, and names with capitals, dots and all.
_FOREIGN = r"==|&&|\|\||\*\*|<>|(?=[\w.]*[A-Z])[A-Za-z_][\w.]*"
_MEANT = {
    "==": "=",
    "<>": "!=",
    "!": "not",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "**": "^",
    "×": "*",
    "·": "*",
    "÷": "/",
    ":": "/",
    "−": "-",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    ";": ",",
    '"': "'",
    "“": "'",
    "„": "'",
}
# Numbers as other languages write them: with an exponent, or with a comma.
_OTHER_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}\b|[0-9]+,[0-9]+")
_LONGEST_HINT = 40
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<text>'[^'\r\n]*')
      | (?P<unclosed>'[^'\r\n]*)
      | (?P<other>{_FOREIGN})
      | (?P<name>{_WORD}(?:\.[a-z0-9_]+)*)
      | (?P<sign><=|>=|!=|[-+*/^()\[\]=<>,])
      | (?P<unknown>\S)
    )""",
    re.VERBOSE,
)

_OPERAND = "a name, a number or a bracket"
_OPERATOR = "an operator or the end"


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


@lru_cache(_REMEMBERED)
def parse_expression(text: str) -> Tree:
    """Return the tree of an expression.

    Raises `PydanticCustomError`: `expression_syntax` with what was found, what was expected, and the offset;
    `expression_ends` with what was expected; `comparison_chained` and `text_without_end`, which need no more words;
    `too_long` or `too_deep` beyond the limits of the language; `out_of_range` or `malformed` for a number beyond those
    of numbers.
    """
    if len(text) > LONGEST_TEXT:
        raise PydanticCustomError("too_long", "an expression", {"limit": f"{LONGEST_TEXT} characters", "at": 0})
    tree = _Reader(text).read()
    for count, (node, depth) in enumerate(nodes_of(tree), start=1):
        if count > MOST_NODES:
            raise PydanticCustomError("too_long", "an expression", {"limit": f"{MOST_NODES} entries", "at": node.at})
        if depth > DEEPEST:
            raise _too_deep(node.at)
    return tree


def _too_deep(at: int) -> PydanticCustomError:
    return PydanticCustomError("too_deep", "an expression", {"limit": DEEPEST, "at": at})


def _tokens(text: str) -> list[_Token]:
    found = [_Token(str(m.lastgroup), m[str(m.lastgroup)], m.start(str(m.lastgroup))) for m in _TOKEN.finditer(text)]
    return [*found, _Token("end", "", len(text.rstrip()))]


class _Reader:
    """Reads one text from left to right; every method reads one form of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.place = 0
        self.depth = 0

    def read(self) -> Tree:
        tree = self._expression()
        if self._next().kind != "end":
            raise self._fault(_OPERATOR)
        return tree

    def _next(self) -> _Token:
        return self.tokens[self.place]

    def _take(self) -> _Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _is_next(self, *texts: str) -> bool:
        token = self._next()
        return token.kind in ("sign", "name") and token.text in texts

    def _fault(self, expected: str) -> PydanticCustomError:
        token = self._next()
        if token.kind == "unclosed":
            return PydanticCustomError("text_without_end", "an expression", {"at": token.at})
        if token.kind == "end":
            return PydanticCustomError("expression_ends", "an expression", {"expected": expected, "at": token.at})
        meant = self._meant(token)
        hint = f" ({meant}?)" if meant and len(meant) <= _LONGEST_HINT else ""
        words = {"found": shown(token.text), "expected": expected, "at": token.at, "hint": hint}
        return PydanticCustomError("expression_syntax", "an expression", words)

    def _meant(self, token: _Token) -> str | None:
        """Return how what other languages write so is written here; None where nothing is known to be meant."""
        before = self.tokens[self.place - 1] if self.place else token
        number = _OTHER_NUMBER.match(self.text, before.at) if before.kind == "number" else None
        if number is not None and number.end() > token.at:
            return f"{Decimal(number[0].replace(',', '.')):f}"
        return _MEANT.get(token.text, token.text.lower() if token.kind == "other" else None)

    def _deeper(self, form: Callable[[], Tree]) -> Tree:
        """Read a form inside another; the limit keeps the reader itself from going too deep."""
        if self.depth == DEEPEST:
            raise _too_deep(self._next().at)
        self.depth += 1
        tree = form()
        self.depth -= 1
        return tree

    def _expression(self) -> Tree:
        return self._row("or", lambda: self._row("and", self._negation))

    def _row(self, operator: str, form: Callable[[], Tree]) -> Tree:
        """Read operands that one operator joins: a and b and c."""
        entries = [form()]
        at = self._next().at
        while self._is_next(operator):
            self._take()
            entries.append(form())
        return entries[0] if len(entries) == 1 else Call(operator, tuple(entries), at)

    def _negation(self) -> Tree:
        if self._is_next("not"):
            at = self._take().at
            return Call("not", (self._deeper(self._negation),), at)
        return self._comparison()

    def _comparison(self) -> Tree:
        left = self._sum()
        if not self._is_next(*COMPARISONS):
            return left
        operator = self._take()
        tree = Call(operator.text, (left, self._sum()), operator.at)
        if self._is_next(*COMPARISONS):
            raise PydanticCustomError("comparison_chained", "an expression", {"at": self._next().at})
        return tree

    def _sum(self) -> Tree:
        entries = [self._product()]
        at = self._next().at
        while self._is_next("+", "-"):
            operator = self._take()
            entry = self._product()
            entries.append(Call("-", (entry,), operator.at) if operator.text == "-" else entry)
        return entries[0] if len(entries) == 1 else Call("+", tuple(entries), at)

    def _product(self) -> Tree:
        left = self._unary()
        while self._is_next("*", "/"):
            operator = self._take()
            left = Call(operator.text, (left, self._unary()), operator.at)
        return left

    def _unary(self) -> Tree:
        if self._is_next("-"):
            at = self._take().at
            return Call("-", (self._deeper(self._unary),), at)
        return self._power()

    def _power(self) -> Tree:
        base = self._atom()
        if not self._is_next("^"):
            return base
        at = self._take().at
        return Call("^", (base, self._deeper(self._unary)), at)

    def _atom(self) -> Tree:
        token = self._next()
        if token.kind == "number":
            return self._number()
        if token.kind == "text":
            self._take()
            return Literal(token.text[1:-1], token.at)
        if self._is_next("("):
            self._take()
            tree = self._deeper(self._expression)
            self._close(")", "a closing bracket")
            return tree
        if self._is_next("["):
            self._take()
            return Listing(self._entries("]"), token.at)
        if token.kind == "name":
            return self._word()
        raise self._fault(_OPERAND)

    def _number(self) -> Tree:
        token = self._take()
        try:
            return Number(parse_exact(token.text), token.at)
        except PydanticCustomError as fault:
            raise PydanticCustomError(fault.type, "a number", {**(fault.context or {}), "at": token.at}) from None

    def _word(self) -> Tree:
        token = self._next()
        if token.text in _TRUTHS:
            self._take()
            return Literal(_TRUTHS[token.text], token.at)
        if token.text in RESERVED:
            raise self._fault(_OPERAND)
        self._take()
        if self._is_next("(") and "." not in token.text:
            self._take()
            return Call(token.text, () if self._closes(")") else self._entries(")"), token.at)
        return Name(tuple(token.text.split(".")), token.at)

    def _closes(self, bracket: str) -> bool:
        if self._is_next(bracket):
            self._take()
            return True
        return False

    def _entries(self, bracket: str) -> tuple[Tree, ...]:
        entries = [self._deeper(self._expression)]
        while self._closes(","):
            entries.append(self._deeper(self._expression))
        self._close(bracket, "a comma or a closing bracket")
        return tuple(entries)

    def _close(self, bracket: str, expected: str) -> None:
        if not self._closes(bracket):
            raise self._fault(expected)
