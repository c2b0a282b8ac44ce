"""Between which ends an expression lies where some of what it names is not known: docs/scoring.md.

What is known stays a plain value, so that an expression over known values comes to what it comes to anywhere. Ends are
worked out function by function, as if the arguments had nothing to do with each other.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from tests.oracle.expressions import ENTRY_BY_ENTRY, LAZY, Names, Null, Value, read, strictly
from tests.oracle.functions import LARGEST_EXPONENT, OF_MANY, OF_VALUES, too_large
from tests.oracle.narrowing import Unreachable, narrowed
from tests.oracle.spans import (
    NO_VALUE,
    OPEN,
    Corner,
    End,
    Several,
    Span,
    Ticks,
    Unclear,
    ends,
    flat,
    from_corners,
    hull,
    is_known,
    is_list,
    may_be_null,
    possibilities,
    several,
    single,
)
from tests.oracle.syntax import Tree


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


# ----------------------------------------------------------------------------------------------------- functions

STEPS = ("floor", "ceiling", "sign")
TINY = Fraction(1, 10**60)
KEEP_WHOLE = (
    *("+", "-", "*", "negative", "abs", "sum", "product", "min", "max", "clamp", "mod", "elapsed"),
    *("smallest", "largest"),
)
MAKE_WHOLE = ("floor", "ceiling", "sign", "count")


def between(name: str, values: list[Value]) -> Value:
    """Return what encloses a function that is null where an argument is null."""
    everything = flat(values)
    if any(isinstance(value, Null) for value in everything):
        return NO_VALUE
    if name in ("mod", "geometric", "weighted"):
        raise Unclear(name)
    if is_known(tuple(values)):
        return strictly(lambda *found: OF_MANY[name](found) if name in OF_MANY else OF_VALUES[name](*found), values)
    null = any(may_be_null(value) for value in everything)
    everything = [value for value in everything if not isinstance(value, str)]
    if name in COMPARED:
        return several(COMPARED[name](*values), null=null)
    found = _of_numbers(name, values)
    if found is None:
        return NO_VALUE
    whole = name in MAKE_WHOLE or (name in KEEP_WHOLE and all(ends(value).whole for value in everything))
    return single(found._replace(whole=whole, null=null or found.null))


def _of_numbers(name: str, values: list[Value]) -> Span | None:
    """Return the ends of a function over the part where it is defined, None where there is no such part."""
    if name in STEPWISE:
        return STEPWISE[name](values)
    if name in OF_MANY:
        return _rising(name, [ends(value) for value in values])
    if name == "^" and not _is_power_defined(*(ends(value) for value in values)):
        base = ends(values[0])
        if base.whole and base.low == 0 < base.high:
            # Of whole numbers those from 1 on have every power.
            return (_of_numbers("^", [base._replace(low=Fraction(1)), values[1]]) or base)._replace(null=True)
        return Span(-math.inf, math.inf, null=True)
    spans, undefined = _defined_part(name, [ends(value) for value in values])
    if spans is None:
        return None
    if name in STEPS:
        spans = [_inside(each) for each in spans]
    corners = [_corner(name, list(corner)) for corner in product(*(each.corners for each in spans))]
    if name == "abs" or (name == "^" and spans[1].low == spans[1].high > 0 and spans[1].low % 2 == 0):
        corners += [Corner(Fraction(0), open=False)] * (spans[0].low < 0 < spans[0].high)
    return from_corners(corners, null=undefined)


def _rising(name: str, spans: list[Span]) -> Span:
    """Return the ends of a function that rises with every argument."""
    low, high = (_at(name, [each[end] for each in spans]) for end in (0, 1))
    # The smallest and the largest are reached where an argument that decides is.
    lows = [each.low_open for each in spans if name not in ("min", "max") or each.low == low]
    highs = [each.high_open for each in spans if name not in ("min", "max") or each.high == high]
    low_open, high_open = (all if name == "min" else any)(lows), (all if name == "max" else any)(highs)
    return Span(low, high, low_open=low_open, high_open=high_open)


def _inside(given: Span) -> Span:
    """Return ends that are reached, and so near that no step lies between."""
    if (given.low_open and given.low % 1 == 0) or (given.high_open and given.high % 1 == 0):
        raise Unclear("step")
    low = given.low + TINY if given.low_open and isinstance(given.low, Fraction) else given.low
    high = given.high - TINY if given.high_open and isinstance(given.high, Fraction) else given.high
    return Span(low, high)


def _corner(name: str, corner: list[Corner]) -> Corner:
    settled = name == "*" and Corner(Fraction(0), open=False) in corner
    value = _at(name, [end.value for end in corner])
    return Corner(value, not settled and any(end.open for end in corner))


def _at(name: str, values: list[End]) -> End:
    """Return a function at a corner, which may lie at infinity."""
    if name == "geometric" and any(isinstance(value, float) or value == 0 for value in values):
        raise Unclear(name)
    found: End
    if name in OF_MANY:
        found = OF_MANY[name](values)
    elif name in ("ln", "log10") and values[0] == 0:
        return -math.inf
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
    if name in ("+", "-", "negative", "abs"):
        return OF_VALUES[name](one, *others)
    raise Unclear(name)


def _is_power_defined(base: Span, exponent: Span) -> bool:
    """Say whether a power is defined for all of a base and an exponent."""
    if exponent.low == exponent.high and exponent.low.denominator == 1:
        return bool(exponent.low >= 0 or base.low > 0 or base.high < 0)
    return bool(base.low > 0 or (base.low == 0 and exponent.low > 0))


def _defined_part(name: str, spans: list[Span]) -> tuple[list[Span] | None, bool]:
    """Return the part of the arguments where a function is defined, and whether that is not all of it."""
    one = spans[0]
    if name == "sqrt" and one.low < 0:
        return (None if one.high < 0 else [one._replace(low=Fraction(0), low_open=False)]), True
    if name in ("ln", "log10") and one.low <= 0:
        above = one.low == 0 and one.low_open
        return (None if one.high <= 0 else [one._replace(low=Fraction(0), low_open=True)]), not above
    if name == "exp" and max(abs(one.low), abs(one.high)) > LARGEST_EXPONENT:
        low, high = max(one.low, -LARGEST_EXPONENT), min(one.high, LARGEST_EXPONENT)
        return (None if low > high else [Span(Fraction(low), Fraction(high))]), True
    return spans, False


def _divided(one: Value, two: Value) -> Span:
    above, below = ends(one), ends(two)
    zero = (below.low < 0 or (below.low == 0 and not below.low_open)) and (
        below.high > 0 or (below.high == 0 and not below.high_open)
    )
    if not below.low <= 0 <= below.high:
        return from_corners([_corner("/", [each, other]) for each in above.corners for other in below.corners])
    if below.low < 0 < below.high:
        return Span(-math.inf, math.inf, null=True)
    if below.high == 0:
        above, below = _of_numbers("negative", [above]) or above, _of_numbers("negative", [below]) or below
    corners = [_corner("/", [each, below.corners[-1]]) for each in above.corners]
    corners += [Corner(-math.inf, open=True)] * (above.low < 0) + [Corner(math.inf, open=True)] * (above.high > 0)
    return from_corners(corners, null=zero)


def _clamped(value: Value, low: Value, high: Value) -> Span:
    """Return the ends of what is at most the third number and, if that is not less, at least the second."""
    if ends(low).high > ends(high).low:
        raise Unclear("clamp")
    return ends(between("min", [between("max", [value, low]), high]))


def _modulo(number: Value, by: Value) -> Span:
    given = ends(number)
    if isinstance(by, Span) or by <= 0 or given.low < 0:
        raise Unclear("mod")
    last = _inside(given).high
    if given.low // by == last // by:
        return Span(given.low % by, last % by)
    whole = given.whole and by % 1 == 0
    return Span(Fraction(0), by - 1 if whole else by, high_open=not whole)


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
    if not is_known(values[1]):
        raise Unclear("weighted")
    above = between("sum", [between("*", list(pair)) for pair in zip(*values, strict=True)])
    return _number_or_none(between("/", [above, between("sum", list(values[1]))]))


def _placed(name: str, values: list[Value]) -> Span | None:
    """Return the ends of the entry at a place: the entries there of all lower ends and of all upper ends."""
    if not is_known(values[1]):
        raise Unclear(name)
    spans, place = [ends(each) for each in values[0]], values[1]
    if place not in range(1, len(spans) + 1):
        return None
    at = int(place) - 1 if name == "smallest" else -int(place)
    low, low_open = sorted((each.low, each.low_open) for each in spans)[at]
    high, high_closed = sorted((each.high, not each.high_open) for each in spans)[at]
    return Span(low, high, low_open=low_open, high_open=not high_closed)


STEPWISE: dict[str, Callable[[list[Value]], Span | None]] = {
    "sum": lambda values: _from_left_to_right("+", values),
    "product": lambda values: _from_left_to_right("*", values),
    "count": lambda values: Span(Fraction(len(values)), Fraction(len(values))),
    "mean": _mean,
    "smallest": lambda values: _placed("smallest", values),
    "largest": lambda values: _placed("largest", values),
    "weighted": _weighted,
    "round": lambda values: Span(*(_at("round", [end, *values[1:]]) for end in _inside(ends(values[0]))[:2])),
    "/": lambda values: _divided(*values),
    "clamp": lambda values: _clamped(*values),
    "mod": lambda values: _modulo(*values),
    "elapsed": lambda values: _modulo(between("-", values[::-1]), Fraction(1440)),
}


def _present(values: list[Value]) -> Value:
    raise Unclear(f"present {len(values)}")


def _count_true(values: list[Value]) -> Value:
    least = sum(value is True for value in values)
    most = sum(True in possibilities(value) for value in values)
    if any(may_be_null(value) for value in values):
        raise Unclear("count_true")
    return single(Span(Fraction(least), Fraction(most), whole=True))


# --------------------------------------------------------------------------------------------------- comparisons


def _less(one: Value, two: Value) -> frozenset[bool]:
    one, two = ends(one), ends(two)
    touching = one.high == two.low and not one.high_open and not two.low_open
    return frozenset([True] * (one.low < two.high) + [False] * (one.high > two.low or touching))


def _equal(one: Value, two: Value) -> frozenset[bool]:
    if isinstance(one, Fraction | Span):
        one, two = ends(one), ends(two)
        if one[:2] == two[:2] and one.low == one.high:
            return frozenset([True])
        return frozenset([False] if _apart(one, two) or _apart(two, one) else [True, False])
    return frozenset(each == other for each in possibilities(one) for other in possibilities(two))


def _apart(one: Span, two: Span) -> bool:
    """Say whether no number lies in both, because one ends before the other begins or is a fraction among wholes."""
    before = one.high < two.low or (one.high == two.low and (one.high_open or two.low_open))
    return before or (one.low == one.high and two.whole and one.low.denominator != 1)


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
    return several(frozenset([deciding] if settled else found), null=null)


def _both(parts: tuple[Tree, ...], names: Names) -> Value:
    return _joint([enclosed_tree(part, names) for part in parts], deciding=False)


def _either(parts: tuple[Tree, ...], names: Names) -> Value:
    return _joint([enclosed_tree(part, names) for part in parts], deciding=True)


def _not(parts: tuple[Tree, ...], names: Names) -> Value:
    truth = enclosed_tree(parts[0], names)
    return several(_opposite(possibilities(truth)), null=may_be_null(truth))


def _in(parts: tuple[Tree, ...], names: Names) -> Value:
    one, several = enclosed_tree(parts[0], names), enclosed_tree(parts[1], names)
    if not isinstance(one, Fraction | Span):
        raise Unclear("in")
    return _joint([between("=", [one, each]) for each in several], deciding=True)


def _case(parts: tuple[Tree, ...], names: Names) -> Value:
    possible: list[Value] = []
    for test, result in zip(parts[:-1:2], parts[1::2], strict=False):
        found = enclosed_tree(test, names)
        if may_be_null(found):
            possible.append(NO_VALUE)
        if True in possibilities(found):
            possible += _branch(names, test, result)
        if False not in possibilities(found):
            return hull(possible)
        try:
            names = narrowed(names, test, enclosed_tree, holds=False)
        except Unreachable:
            return hull(possible)
    return hull([*possible, enclosed_tree(parts[-1], names)])


def _branch(names: Names, test: Tree, result: Tree) -> list[Value]:
    """Return what a branch comes to, nothing where it cannot be chosen."""
    try:
        return [enclosed_tree(result, narrowed(names, test, enclosed_tree, holds=True))]
    except Unreachable:
        return []


def _coalesce(parts: tuple[Tree, ...], names: Names) -> Value:
    possible = []
    if any(part.content in ("points", "value") for part in parts):
        raise Unclear("coalesce")
    for place, part in enumerate(parts, start=1):
        found = enclosed_tree(part, names)
        if not may_be_null(found):
            if any(may_be_null(enclosed_tree(each, names)) for each in parts[place:]):
                raise Unclear("coalesce")
            possible.append(found)
            return hull(possible)
        if isinstance(found, OPEN):
            possible.append(found._replace(null=False))
    return hull([*possible, NO_VALUE])


def _divide(parts: tuple[Tree, ...], names: Names) -> Value:
    raise Unclear(f"divide {len(parts)} {type(names)}")


def _lookup(parts: tuple[Tree, ...], names: Names) -> Value:
    keys = [enclosed_tree(part, names) for part in parts[1:]]
    table = str(parts[0].content)
    raise Unclear(f"{table} {keys}")


def _answered(parts: tuple[Tree, ...], names: Names) -> Value:
    states = possibilities(names.state(str(parts[0].content)))
    return several(frozenset(state == "answered" for state in states), null=False)


def _includes(parts: tuple[Tree, ...], names: Names) -> Value:
    ticked = names.value(str(parts[0].content))
    if isinstance(ticked, Null):
        raise Unclear(str(parts[0].content))
    return (
        Several(frozenset([True, False]), ticked.null) if isinstance(ticked, Ticks) else LAZY["includes"](parts, names)
    )


def _selected(parts: tuple[Tree, ...], names: Names) -> Value:
    ticked = names.value(str(parts[0].content))
    if isinstance(ticked, Null):
        raise Unclear(str(parts[0].content))
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
