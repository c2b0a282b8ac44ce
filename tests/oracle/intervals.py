"""Between which ends an expression lies where some of what it names is not known: docs/scoring.md.

What is known stays a plain value, so that an expression over known values comes to what it comes to anywhere.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

from tests.oracle.enclosed_numbers import between
from tests.oracle.enclosed_tables import enclosed_in
from tests.oracle.enclosed_tests import joint, opposite
from tests.oracle.expressions import ENTRY_BY_ENTRY, LAZY, in_rows, read
from tests.oracle.functions import OF_MANY
from tests.oracle.narrowing import OpenNames, Unreachable, narrowed
from tests.oracle.nulls import Null, Value, joined
from tests.oracle.spans import (
    NO_VALUE,
    Lists,
    Several,
    Span,
    Ticks,
    Unclear,
    flat,
    hull,
    is_known,
    is_list,
    may_be_null,
    possibilities,
    several,
    single,
    with_null,
    without_null,
)
from tests.oracle.syntax import Tree

MOST_LISTS = 256


def enclosed(text: str, names: OpenNames) -> Value:
    """Return the value of an expression, or what encloses it."""
    return enclosed_tree(read(text), names)


def enclosed_tree(tree: Tree, names: OpenNames) -> Value:
    """Return what encloses a tree: a plain value, a span, several values, or null."""
    if tree.form == "list":
        return tuple(enclosed_tree(part, names) for part in tree.parts)
    if tree.form == "name":
        return names.value(str(tree.content))
    if tree.form == "constant":
        return NO_VALUE if tree.content is None else tree.content
    return _call(str(tree.content), tree.parts, names) if tree.form == "call" else tree.content


def _call(name: str, parts: tuple[Tree, ...], names: OpenNames) -> Value:
    if name in ("wins", "units"):
        # Only where a questionnaire is not written out yet.
        raise Unclear(name)
    if name in LAZILY:
        return LAZILY[name](parts, names)
    if name in LAZY:
        return LAZY[name](parts, names)
    return _of_lists(name, [enclosed_tree(part, names) for part in parts], names)


def _of_lists(name: str, values: list[Value], names: OpenNames) -> Value:
    """Apply a function; where a list may be one of several, to each of them."""
    possible = [value.possible if isinstance(value, Lists) else (value,) for value in values]
    found = [_applied(name, list(chosen), names) for chosen in product(*possible)]
    lists = [possible for each in found for possible in (each.possible if isinstance(each, Lists) else [each])]
    return Lists(tuple(lists)) if len(lists) > 1 and all(is_list(each) for each in lists) else hull(found)


def _applied(name: str, values: list[Value], names: OpenNames) -> Value:
    if name == "present":
        return _present(flat(values))
    if name == "count_true":
        return _count_true(flat(values))
    if name in ENTRY_BY_ENTRY and any(is_list(value) for value in values):
        length = max(len(value) for value in values if is_list(value))
        rows = [value if is_list(value) else (value,) * length for value in values]
        return tuple(_strictly(name, list(row), names) for row in zip(*rows, strict=True))
    return _strictly(name, flat(values) if name in OF_MANY else values, names)


def _strictly(name: str, values: list[Value], names: OpenNames) -> Value:
    """Apply a function that is null where an argument is null."""
    everything = flat(values)
    nulls = [value for value in everything if isinstance(value, Null)]
    if nulls:
        return joined(nulls)
    found = between(name, [_there(value) for value in values])
    if may_be_null(found):
        names.meet_undefined()
    return with_null(found) if any(may_be_null(value) for value in everything) else found


def _there(value: Value) -> Value:
    return tuple(map(without_null, value)) if is_list(value) else without_null(value)


def _present(values: list[Value]) -> Value:
    """Return the list of what is there, or all the lists that it can be."""
    possible = [
        [()] * may_be_null(value) + [(without_null(value),)] * (not isinstance(value, Null)) for value in values
    ]
    if 2 ** sum(len(each) > 1 for each in possible) > MOST_LISTS:
        raise Unclear("present")
    lists = [sum(chosen, ()) for chosen in product(*possible)]
    return lists[0] if len(lists) == 1 and is_known(lists[0]) else Lists(tuple(lists))


def _count_true(values: list[Value]) -> Value:
    least = sum(possibilities(value) == {True} and not may_be_null(value) for value in values)
    most = sum(True in possibilities(value) for value in values)
    return single(Span(Fraction(least), Fraction(most), whole=True))


# -------------------------------------------------------------------------------- what does not look at everything


def _both(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    return joint([enclosed_tree(part, names) for part in parts], deciding=False)


def _either(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    return joint([enclosed_tree(part, names) for part in parts], deciding=True)


def _not(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    truth = enclosed_tree(parts[0], names)
    return several(opposite(possibilities(truth)), null=may_be_null(truth))


def _in(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    one, several = (enclosed_tree(part, names) for part in parts)
    return joint([_strictly("=", [one, each], names) for each in several], deciding=True)


def _case(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    possible: list[Value] = []
    for test, result in zip(parts[:-1:2], parts[1::2], strict=False):
        found = enclosed_tree(test, names)
        if may_be_null(found):
            possible.append(found if isinstance(found, Null) else NO_VALUE)
        if True in possibilities(found):
            possible += _branch(names, test, result)
        if False not in possibilities(found):
            return hull(possible)
        try:
            names = narrowed(names, test, enclosed_tree, holds=False)
        except Unreachable:
            return hull(possible)
    return hull([*possible, enclosed_tree(parts[-1], names)])


def _branch(names: OpenNames, test: Tree, result: Tree) -> list[Value]:
    """Return what a branch comes to, nothing where it cannot be chosen."""
    try:
        return [enclosed_tree(result, narrowed(names, test, enclosed_tree, holds=True))]
    except Unreachable:
        return []


def _coalesce(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    """Return what encloses the first that is there; all are looked at, because any may be undefined."""
    found = [enclosed_tree(part, names) for part in parts]
    possible = list(_reached(found))
    return hull([without_null(value) for value in possible[:-1]] + possible[-1:]) if possible else joined(found)


def _reached(values: list[Value]) -> Iterator[Value]:
    """Yield what can be the first that is there; the last may be null where all may."""
    given = [value for value in values if not isinstance(value, Null)]
    for value in given:
        yield value
        if not may_be_null(value):
            return


def _divide(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    """Return what encloses a quotient, or what stands in its place where the divisor is 0."""
    values = [enclosed_tree(part, names) for part in parts[:2]]
    if any(isinstance(value, Lists) for value in values):
        raise Unclear("divide")
    if any(is_list(value) for value in values):
        rows = in_rows([*values, enclosed_tree(parts[2], names)])
        return tuple(_divided(one, two, partial(_itself, otherwise)) for one, two, otherwise in rows)
    one, two = values
    return _divided(one, two, partial(enclosed_tree, parts[2], names))


def _itself(value: Value) -> Value:
    return value


def _divided(one: Value, two: Value, otherwise: Callable[[], Value]) -> Value:
    nulls = [value for value in (one, two) if isinstance(value, Null)]
    if nulls:
        return joined(nulls)
    zero = True in between_truths("=", two)
    found = [between("/", [without_null(one), without_null(two)])] if False in between_truths("=", two) else []
    possible = [without_null(each) for each in found]
    possible += [otherwise()] if zero else []
    return with_null(hull(possible)) if may_be_null(one) or may_be_null(two) else hull(possible)


def between_truths(sign: str, value: Value) -> frozenset[Any]:
    """Return what the comparison of a number with 0 can come to."""
    return possibilities(between(sign, [without_null(value), Fraction(0)]))


def _lookup(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    keys = [enclosed_tree(part, names) for part in parts[1:]]
    found, undefined = enclosed_in(names.table(str(parts[0].content)), keys)
    if undefined:
        names.meet_undefined()
    return found


def _answered(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    states = possibilities(names.state(str(parts[0].content)))
    return several(frozenset(state == "answered" for state in states), null=False)


def _includes(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    ticked = names.value(str(parts[0].content))
    return (
        Several(frozenset([True, False]), ticked.null) if isinstance(ticked, Ticks) else LAZY["includes"](parts, names)
    )


def _selected(parts: tuple[Tree, ...], names: OpenNames) -> Value:
    ticked = names.value(str(parts[0].content))
    if isinstance(ticked, Ticks):
        return Span(Fraction(0), Fraction(ticked.options), whole=True, null=ticked.null)
    return LAZY["selected"](parts, names)


LAZILY: dict[str, Callable[[tuple[Tree, ...], Any], Value]] = {
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
