"""Between which ends an expression lies where some of what it names is not known: docs/scoring.md.

What is known stays a plain value, so that an expression over known values comes to what it comes to anywhere. Ends are
worked out function by function, as if the arguments had nothing to do with each other.
"""

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from tests.oracle.expressions import ENTRY_BY_ENTRY, LAZY, Names, Null, Value, read, strictly
from tests.oracle.functions import LARGEST_EXPONENT, OF_MANY, OF_VALUES, too_large
from tests.oracle.syntax import Tree

# A number, or an infinity.
End = Any


class Span(NamedTuple):
    """Any number between two ends, only whole ones where it says so, and null where it may be that too."""

    low: End
    high: End
    whole: bool = False
    null: bool = False


class Several(NamedTuple):
    """Any of some truth values or texts, and null where it may be that too."""

    values: frozenset[Any]
    null: bool = False


class Unclear(Exception):
    """The documents leave open between which ends something lies; bounds that rest on it are compared with nothing."""


class Ticks(NamedTuple):
    """Any of so many options, ticked or not."""

    options: int
    null: bool = False


OPEN = (Span, Several, Ticks)
NO_VALUE = Null(frozenset())


def enclosed(text: str, names: Names) -> Value:
    """Return the value of an expression, or what encloses it."""
    return enclosed_tree(read(text), names)


def enclosed_tree(tree: Tree, names: Names) -> Value:
    """Return what encloses a tree: a plain value, a span, several values, or null."""
    if tree.form == "list":
        return tuple(enclosed_tree(part, names) for part in tree.parts)
    if tree.form == "name":
        return names.value(str(tree.content))
    if tree.form == "constant":
        return NO_VALUE if tree.content is None else tree.content
    return _call(str(tree.content), tree.parts, names) if tree.form == "call" else tree.content


def _call(name: str, parts: tuple[Tree, ...], names: Names) -> Value:
    if name in ("wins", "units"):
        # Only where a questionnaire is not written out yet.
        raise Unclear(name)
    if name in LAZILY:
        return LAZILY[name](parts, names)
    if name in LAZY:
        return LAZY[name](parts, names)
    values = [enclosed_tree(part, names) for part in parts]
    if name in ("count_true", "present"):
        return (_count_true if name == "count_true" else _present)(flat(values))
    if name in ENTRY_BY_ENTRY and any(is_list(value) for value in values):
        length = max(len(value) for value in values if is_list(value))
        rows = [value if is_list(value) else (value,) * length for value in values]
        return tuple(between(name, list(row)) for row in zip(*rows, strict=True))
    return between(name, flat(values) if name in OF_MANY else values)


def is_list(value: Value) -> bool:
    """Say whether a value is a list; a span is none, though it is written as a tuple."""
    return isinstance(value, tuple) and not isinstance(value, OPEN)


def flat(values: Iterable[Value]) -> list[Value]:
    """Make one list of values and lists."""
    return [each for value in values for each in (flat(value) if is_list(value) else [value])]


def is_known(value: Value) -> bool:
    """Say whether a value is a plain one."""
    return all(not isinstance(each, OPEN) for each in flat([value]))


def may_be_null(value: Value) -> bool:
    """Say whether something may be null."""
    return any(isinstance(each, Null) or (not is_known(each) and each.null) for each in flat([value]))


def ends(value: Value) -> Span:
    """Return a number as a span."""
    if isinstance(value, Span):
        return value
    return Span(value, value, whole=isinstance(value, Fraction) and value.denominator == 1)


def possibilities(value: Value) -> frozenset[Any]:
    """Return the truth values or texts that something may be."""
    if isinstance(value, Several):
        return value.values
    return frozenset() if isinstance(value, Null) else frozenset([value])


def hull(values: list[Value]) -> Value:
    """Return what encloses each of several values."""
    if len(values) == 1:
        return values[0]
    given = [value for value in values if not isinstance(value, Null)]
    null = any(may_be_null(value) for value in values)
    if not given:
        return NO_VALUE
    if all(isinstance(value, Fraction | Span | float) for value in given):
        spans = [ends(value) for value in given]
        whole = all(span.whole for span in spans)
        return span(min(span.low for span in spans), max(span.high for span in spans), whole=whole, null=null)
    return _several(frozenset().union(*(possibilities(value) for value in given)), null=null)


def span(low: End, high: End, *, whole: bool = False, null: bool = False) -> Value:
    """Return any number between two ends, which is the number itself where they are equal."""
    return low if low == high and not null and isinstance(low, Fraction) else Span(low, high, whole, null)


def _several(values: frozenset[Any], *, null: bool) -> Value:
    if not values:
        return NO_VALUE
    return next(iter(values)) if len(values) == 1 and not null else Several(values, null)


# ----------------------------------------------------------------------------------------------------- functions

KEEP_WHOLE = ("+", "-", "*", "negative", "abs", "sum", "product", "min", "max", "clamp", "mod", "elapsed")
MAKE_WHOLE = ("floor", "ceiling", "sign", "count")


def between(name: str, values: list[Value]) -> Value:
    """Return what encloses a function that is null where an argument is null."""
    everything = flat(values)
    if any(isinstance(value, Null) for value in everything):
        return NO_VALUE
    if is_known(tuple(values)):
        return strictly(lambda *found: OF_MANY[name](found) if name in OF_MANY else OF_VALUES[name](*found), values)
    null = any(may_be_null(value) for value in everything)
    everything = [value for value in everything if not isinstance(value, str)]
    if name in COMPARED:
        return _several(COMPARED[name](*values), null=null)
    found = _of_numbers(name, values)
    if found is None:
        return NO_VALUE
    whole = name in MAKE_WHOLE or (name in KEEP_WHOLE and all(ends(value).whole for value in everything))
    return span(found.low, found.high, whole=whole, null=null or found.null)


def _of_numbers(name: str, values: list[Value]) -> Span | None:
    """Return the ends of a function over the part where it is defined, None where there is no such part."""
    if name in STEPWISE:
        return STEPWISE[name](values)
    if name in OF_MANY:
        return _at_corners(name, [[ends(value).low for value in values], [ends(value).high for value in values]])
    spans, undefined = _defined_part(name, [ends(value) for value in values])
    if spans is None:
        return None
    corners = [list(corner) for corner in product(*(dict.fromkeys(span[:2]) for span in spans))]
    if name == "abs" or (name == "^" and spans[1].low == spans[1].high and spans[1].low % 2 == 0):
        corners += [[Fraction(0), *corner[1:]] for corner in corners if spans[0].low < 0 < spans[0].high]
    found = _at_corners(name, corners)
    return found._replace(null=found.null or undefined)


def _at_corners(name: str, corners: list[list[End]]) -> Span:
    found = [_at(name, corner) for corner in corners]
    return Span(min(found), max(found))


def _at(name: str, values: list[End]) -> End:
    """Return a function at a corner, which may lie at infinity."""
    if name == "geometric" and any(isinstance(value, float) for value in values):
        raise Unclear(name)
    found: End
    if name in OF_MANY:
        found = OF_MANY[name](values)
    else:
        infinite = any(isinstance(each, float) for each in values)
        found = _at_infinity(name, *values) if infinite else OF_VALUES[name](*values)
    if found is None or (math.isnan(found) if isinstance(found, float) else too_large(found)):
        raise Unclear(name)
    return found


def _at_infinity(name: str, one: End, *others: End) -> End:
    """Return what a function comes to where an argument grows for ever; of 0 times that, 0."""
    if name == "*":
        return Fraction(0) if 0 in (one, *others) else math.copysign(math.inf, one) * math.copysign(1, others[0])
    if name == "/":
        return (
            Fraction(0) if isinstance(others[0], float) else math.copysign(math.inf, one) * math.copysign(1, others[0])
        )
    if name in ("floor", "ceiling", "round"):
        return one
    if name == "sign":
        return Fraction(1 if one > 0 else -1)
    if name in ("+", "-", "negative", "abs", "clamp"):
        return OF_VALUES[name](one, *others)
    raise Unclear(name)


def _defined_part(name: str, spans: list[Span]) -> tuple[list[Span] | None, bool]:
    """Return the part of the arguments where a function is defined, and whether that is not all of it."""
    one = spans[0]
    if name == "^":
        exponent = spans[1]
        fixed = exponent.low == exponent.high
        if one.low <= 0 and not (fixed and exponent.low.denominator == 1 and (exponent.low >= 0 or one.high < 0)):
            raise Unclear(name)
    if name == "sqrt" and one.low < 0:
        return (None if one.high < 0 else [one._replace(low=Fraction(0))]), True
    if name in ("ln", "log10") and one.low <= 0:
        raise Unclear(name)
    if name == "exp" and max(abs(one.low), abs(one.high)) > LARGEST_EXPONENT:
        raise Unclear(name)
    if name == "clamp" and spans[1].high > spans[2].low:
        raise Unclear(name)
    return spans, False


def _divided(one: Value, two: Value) -> Span:
    above, below = ends(one), ends(two)
    if not below.low <= 0 <= below.high:
        corners = [_at("/", [each, other]) for each in above[:2] for other in below[:2]]
        return Span(min(corners), max(corners))
    if below.low < 0 < below.high:
        return Span(-math.inf, math.inf, null=True)
    if below.high == 0:
        above, below = Span(-above.high, -above.low), Span(-below.high, -below.low)
    low = -math.inf if above.low < 0 else _at("/", [above.low, below.high])
    return Span(low, math.inf if above.high > 0 else _at("/", [above.high, below.high]), null=True)


def _modulo(number: Value, by: Value) -> Span:
    span = ends(number)
    if isinstance(by, Span) or by <= 0:
        raise Unclear("mod")
    if span.low // by == span.high // by:
        return Span(span.low % by, span.high % by)
    whole = span.whole and by % 1 == 0
    return Span(Fraction(0), by - 1 if whole else by)


def _from_left_to_right(sign: str, values: list[Value]) -> Span | None:
    found = values[0]
    for value in values[1:]:
        found = between(sign, [found, value])
    return _number_or_none(found)


def _number_or_none(found: Value) -> Span | None:
    return None if isinstance(found, Null) else ends(found)


def _mean(values: list[Value]) -> Span | None:
    return _number_or_none(between("/", [between("sum", values), Fraction(len(values))]))


def _weighted(values: list[Value]) -> Span | None:
    above = between("sum", [between("*", list(pair)) for pair in zip(*values, strict=True)])
    return _number_or_none(between("/", [above, between("sum", list(values[1]))]))


STEPWISE: dict[str, Callable[[list[Value]], Span | None]] = {
    "sum": lambda values: _from_left_to_right("+", values),
    "product": lambda values: _from_left_to_right("*", values),
    "count": lambda values: Span(Fraction(len(values)), Fraction(len(values))),
    "mean": _mean,
    "weighted": _weighted,
    "round": lambda values: Span(*(_at("round", [end, *values[1:]]) for end in ends(values[0])[:2])),
    "/": lambda values: _divided(*values),
    "mod": lambda values: _modulo(*values),
    "elapsed": lambda values: _modulo(between("-", values[::-1]), Fraction(1440)),
}


def _present(values: list[Value]) -> Value:
    if any(isinstance(value, OPEN) and value.null for value in values):
        raise Unclear("present")
    return tuple(value for value in values if not isinstance(value, Null))


def _count_true(values: list[Value]) -> Value:
    least = sum(value is True for value in values)
    most = sum(True in possibilities(value) for value in values)
    return span(Fraction(least), Fraction(most), whole=True, null=False)


# --------------------------------------------------------------------------------------------------- comparisons


def _less(one: Value, two: Value) -> frozenset[bool]:
    one, two = ends(one), ends(two)
    return frozenset([True] * (one.low < two.high) + [False] * (one.high >= two.low))


def _equal(one: Value, two: Value) -> frozenset[bool]:
    if isinstance(one, Fraction | Span):
        one, two = ends(one), ends(two)
        apart = one.high < two.low or two.high < one.low
        apart = apart or (one.low == one.high and two.whole and one.low % 1 != 0)
        apart = apart or (two.low == two.high and one.whole and two.low % 1 != 0)
        return frozenset([False]) if apart else frozenset([one[:2] == two[:2] and one.low == one.high, True, False])
    return frozenset(each == other for each in possibilities(one) for other in possibilities(two))


def _opposite(truths: frozenset[bool]) -> frozenset[bool]:
    return frozenset(not truth for truth in truths)


COMPARED: dict[str, Callable[[Value, Value], frozenset[bool]]] = {
    "=": _equal,
    "!=": lambda one, two: _opposite(_equal(one, two)),
    "<": _less,
    ">": lambda one, two: _less(two, one),
    "<=": lambda one, two: _opposite(_less(two, one)),
    ">=": lambda one, two: _opposite(_less(one, two)),
}


# -------------------------------------------------------------------------------- what does not look at everything


def _joint(truths: list[Value], *, deciding: bool) -> Value:
    """Join truth values: one that decides is enough, and unknown counts where none decides."""
    possible = [possibilities(truth) for truth in truths]
    found = [deciding] * any(deciding in each for each in possible)
    found += [not deciding] * all((not deciding) in each for each in possible)
    settled = any(each == {deciding} and not may_be_null(truth) for each, truth in zip(possible, truths, strict=True))
    null = not settled and any(may_be_null(truth) for truth in truths)
    return _several(frozenset([deciding] if settled else found), null=null)


def _both(parts: tuple[Tree, ...], names: Names) -> Value:
    return _joint([enclosed_tree(part, names) for part in parts], deciding=False)


def _either(parts: tuple[Tree, ...], names: Names) -> Value:
    return _joint([enclosed_tree(part, names) for part in parts], deciding=True)


def _not(parts: tuple[Tree, ...], names: Names) -> Value:
    truth = enclosed_tree(parts[0], names)
    return _several(_opposite(possibilities(truth)), null=may_be_null(truth))


def _in(parts: tuple[Tree, ...], names: Names) -> Value:
    one, several = enclosed_tree(parts[0], names), enclosed_tree(parts[1], names)
    return _joint([between("=", [one, each]) for each in several], deciding=True)


def _case(parts: tuple[Tree, ...], names: Names) -> Value:
    possible = []
    for test, result in zip(parts[:-1:2], parts[1::2], strict=False):
        found = enclosed_tree(test, names)
        if may_be_null(found):
            possible.append(NO_VALUE)
        if True in possibilities(found):
            possible.append(enclosed_tree(result, names))
        if False not in possibilities(found):
            return hull(possible)
    return hull([*possible, enclosed_tree(parts[-1], names)])


def _coalesce(parts: tuple[Tree, ...], names: Names) -> Value:
    possible = []
    for part in parts:
        found = enclosed_tree(part, names)
        if not may_be_null(found):
            possible.append(found)
            return hull(possible)
        if isinstance(found, OPEN):
            possible.append(found._replace(null=False))
    return hull([*possible, NO_VALUE])


def _divide(parts: tuple[Tree, ...], names: Names) -> Value:
    one, two = (enclosed_tree(part, names) for part in parts[:2])
    if isinstance(one, Null) or isinstance(two, Null):
        return NO_VALUE
    if two == 0:
        return enclosed_tree(parts[2], names)
    if not ends(two).low <= 0 <= ends(two).high:
        return between("/", [one, two])
    found = _divided(one, two)
    null = may_be_null(one) or may_be_null(two)
    return hull([found._replace(null=null), enclosed_tree(parts[2], names)])


def _lookup(parts: tuple[Tree, ...], names: Names) -> Value:
    keys = [enclosed_tree(part, names) for part in parts[1:]]
    table = str(parts[0].content)
    return names.lookup(table, keys) if is_known(tuple(keys)) else names.lookup_between(table, keys)


def _answered(parts: tuple[Tree, ...], names: Names) -> Value:
    states = possibilities(names.state(str(parts[0].content)))
    return _several(frozenset(state == "answered" for state in states), null=False)


def _includes(parts: tuple[Tree, ...], names: Names) -> Value:
    ticked = names.value(str(parts[0].content))
    return (
        Several(frozenset([True, False]), ticked.null) if isinstance(ticked, Ticks) else LAZY["includes"](parts, names)
    )


def _selected(parts: tuple[Tree, ...], names: Names) -> Value:
    ticked = names.value(str(parts[0].content))
    if isinstance(ticked, Ticks):
        return Span(Fraction(0), Fraction(ticked.options), whole=True, null=ticked.null)
    return LAZY["selected"](parts, names)


LAZILY: dict[str, Callable[[tuple[Tree, ...], Names], Value]] = {
    "and": _both,
    "or": _either,
    "not": _not,
    "in": _in,
    "if": _case,
    "case": _case,
    "coalesce": _coalesce,
    "divide": _divide,
    "lookup": _lookup,
    "answered": _answered,
    "includes": _includes,
    "selected": _selected,
}
