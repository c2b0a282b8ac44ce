"""What a test says about the names in it, in the branch that it leads to: docs/expressions.md, section 6."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from tests.oracle.expressions import Names
from tests.oracle.nulls import Null, Value
from tests.oracle.spans import Several, Span, ends, hull, is_list, single
from tests.oracle.syntax import Tree


class OpenNames(Names, Protocol):
    """What the names of an expression can be where some of them are not known."""

    def meet_undefined(self) -> None:
        """Hear that something in the expression could be undefined, whatever becomes of it."""


Enclose = Callable[[Tree, OpenNames], Value]
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class Unreachable(Exception):
    """What tests say about a name contradicts itself."""


@dataclass
class Narrowed:
    """The names of an expression, of which some can be less than elsewhere."""

    names: OpenNames
    known: dict[str, Value] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """Return what a name can be."""
        known = plainly(name)
        return self.known[known] if known in self.known else self.names.value(name)

    def state(self, item: str) -> Any:
        """Return what the state of an item can be."""
        return self.names.state(item)

    def table(self, key: str) -> Any:
        """Return a table."""
        return self.names.table(key)

    def meet_undefined(self) -> None:
        """Hear that something in the expression could be undefined."""
        self.names.meet_undefined()


def plainly(name: str) -> str:
    """Return a name without the word that says that it is an item."""
    return name.removeprefix("item.")


def narrowed(names: OpenNames, test: Tree, enclose: Enclose, *, holds: bool) -> OpenNames:
    """Return the names where a test holds, or where it does not."""
    sign = str(test.content) if test.form == "call" else ""
    if sign == "not":
        return narrowed(names, test.parts[0], enclose, holds=not holds)
    if sign == ("and" if holds else "or"):
        for part in test.parts:
            names = narrowed(names, part, enclose, holds=holds)
    elif sign == "answered" and holds:
        name = str(test.parts[0].content)
        names = _with(names, name, _without_null(names.value(name)))
    elif sign == "in":
        names = _listed(names, test.parts, enclose, holds=holds)
    elif sign in OPPOSITE:
        names = _compared(names, test.parts, sign if holds else OPPOSITE[sign], enclose)
    return names


def _listed(names: OpenNames, sides: tuple[Tree, ...], enclose: Enclose, *, holds: bool) -> OpenNames:
    """Return the names where one is in a list, between the ends of it, or where it differs from each entry."""
    name, listed = sides
    entries = [enclose(entry, names) for entry in listed.parts]
    if name.form != "name" or any(is_list(entry) for entry in entries):
        return names
    for entry in [hull(entries)] if holds else entries:
        value = _restricted(names.value(str(name.content)), "=" if holds else "!=", entry)
        names = _with(names, str(name.content), value)
    return names


def _compared(names: OpenNames, sides: tuple[Tree, ...], sign: str, enclose: Enclose) -> OpenNames:
    values = [enclose(side, names) for side in sides]
    for side, asked, other in ((sides[0], sign, values[1]), (sides[1], TURNED[sign], values[0])):
        if side.form == "name":
            names = _with(names, str(side.content), _restricted(names.value(str(side.content)), asked, other))
    return names


def _with(names: OpenNames, name: str, value: Value) -> OpenNames:
    known = names.known if isinstance(names, Narrowed) else {}
    return Narrowed(names.names if isinstance(names, Narrowed) else names, {**known, plainly(name): value})


def _without_null(value: Value) -> Value:
    if isinstance(value, Span):
        return single(value._replace(null=False))
    return value._replace(null=False) if isinstance(value, Several) else value


def _restricted(value: Value, sign: str, other: Value) -> Value:
    """Return what is left of a value that compares with another in this way; whatever is compared is not null."""
    value = _without_null(value)
    if isinstance(value, str):
        value = Several(frozenset([value]))
    if isinstance(value, Several):
        return _of_texts(value, sign, other)
    if isinstance(value, Fraction):
        value = ends(value)
    if not isinstance(value, Span) or isinstance(other, Null):
        return value
    found = value
    for asked in {"=": ("<=", ">=")}.get(sign, (sign,)):
        found = CUT[asked](found, ends(other)) if asked in CUT else found
    found = only_whole(found) if value.whole and found.low <= found.high else found
    if found.low > found.high or (found.low == found.high and (found.low_open or found.high_open)):
        raise Unreachable
    return single(found)


def _of_texts(value: Several, sign: str, other: Value) -> Value:
    wanted = other.values if isinstance(other, Several) else frozenset([other])
    unequal = wanted if len(wanted) == 1 else frozenset()
    left = value.values & wanted if sign == "=" else value.values - unequal
    if not left:
        raise Unreachable
    return next(iter(left)) if len(left) == 1 else Several(left)


def _below(given: Span, other: Span, *, itself: bool) -> Span:
    end = other.high_open or not itself
    if (other.high, not end) < (given.high, not given.high_open):
        return given._replace(high=other.high, high_open=end)
    return given


def _above(given: Span, other: Span, *, itself: bool) -> Span:
    end = other.low_open or not itself
    if (other.low, end) > (given.low, given.low_open):
        return given._replace(low=other.low, low_open=end)
    return given


def _without(given: Span, other: Span) -> Span:
    """Return what is left where an end is left out."""
    if other.low == other.high == given.low:
        return given._replace(low_open=True)
    return given._replace(high_open=True) if other.low == other.high == given.high else given


CUT: dict[str, Callable[[Span, Span], Span]] = {
    "<": lambda given, other: _below(given, other, itself=False),
    "<=": lambda given, other: _below(given, other, itself=True),
    ">": lambda given, other: _above(given, other, itself=False),
    ">=": lambda given, other: _above(given, other, itself=True),
    "!=": _without,
}


def only_whole(given: Span) -> Span:
    """Return the part from the first to the last whole number between two ends."""
    low, high = given.low, given.high
    if isinstance(low, Fraction):
        low = Fraction(-(-low // 1)) + (given.low_open and low.denominator == 1)
    if isinstance(high, Fraction):
        high = Fraction(high // 1) - (given.high_open and high.denominator == 1)
    return given._replace(low=low, high=high, low_open=False, high_open=False)
