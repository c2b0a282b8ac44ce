"""Expressions as functions of a run: closures over whatever finds the values of names.

The meaning of null, missing and hidden is one table in docs/expressions.md. Every function here is total: what cannot
be worked out is None (null), and `Reasons` tells afterwards whether something was missing or undefined.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from selfcheck_service.core.definition.expressions import arithmetic
from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Bound,
    Choice,
    Gather,
    Lookup,
    Named,
    Written,
    parts_of,
)
from selfcheck_service.core.definition.expressions.kinds import Value
from selfcheck_service.core.definition.expressions.numbers import LIMIT, bounded
from selfcheck_service.core.definition.expressions.vocabulary import Reference

Source = TypeVar("Source")
Getter = Callable[[Source], Value]
# Finds what reads the value of a name. Of a list with members it is asked for each of them.
Resolve = Callable[[Reference], Callable[[Source], Value]]
_Function = Callable[..., Any]
# Kinds were checked when the expression was bound, so nothing asks for them while it is worked out.
_Get = Callable[[Any], Any]


def compile_expression(bound: Bound, resolve: Resolve[Source]) -> Getter[Source]:
    """Return the function that works the expression out; it returns None (null) where there is no value.

    Numbers are integers where they are whole in the making, else fractions; lists are tuples.
    """
    return _Compiler(resolve).compile(bound)


class _Compiler:
    """Makes one function of every node, from the leaves up."""

    def __init__(self, resolve: Resolve[Any]) -> None:
        self.resolve = resolve

    def compile(self, bound: Bound) -> _Get:
        if isinstance(bound, Written):
            return _constant(bound.value)
        if isinstance(bound, Named):
            return self._known(bound.reference)
        made = self._made(bound)
        return made if _names_something(bound) else _constant(made(None))

    def _made(self, bound: Apply | Gather | Choice | Lookup) -> _Get:
        match bound:
            case Apply():
                return self._apply(bound)
            case Gather():
                return _gathered([(self.compile(part), part.kind.is_list) for part in bound.parts])
            case Choice():
                cases = [(self.compile(test), self.compile(value)) for test, value in bound.cases]
                return _choice(cases, self.compile(bound.otherwise))
            case _:
                bound.table.prepare()
                return _lookup(bound.table.find, [self.compile(key) for key in bound.keys])

    def _known(self, reference: Reference) -> _Get:
        if reference.members is None:
            return self.resolve(reference)
        getters = [self.resolve(member) for member in reference.members]
        return lambda run: tuple([getter(run) for getter in getters])

    def _apply(self, bound: Apply) -> _Get:
        function, getters = bound.function.apply, [self.compile(argument) for argument in bound.arguments]
        if bound.lifted:
            needed = bound.function.must_be_there(len(getters))
            return _lifted(function, getters, [argument.kind.is_list for argument in bound.arguments], needed)
        if bound.function.compile is not None:
            made: _Get = bound.function.compile(bound.arguments, self.compile)
            return made
        if bound.function.sees_null:
            return _lenient(function, getters, bound.function.strict)
        if bound.function.complete:
            return _complete(function, getters)
        if len(getters) == 1:
            return _of_one(function, getters[0])
        return _of_two(function, *getters) if len(getters) == 2 else _lenient(function, getters, len(getters))


def compile_sum(terms: Sequence[Bound], compiled: Callable[[Bound], _Get]) -> _Get:
    """Return the function that adds up what is joined by + and −, in one go: the longest formulas are sums."""
    first, *others = terms
    signed = [_signed(term) for term in others]
    return _sum_of_row(compiled(first), [(compiled(term), is_minus) for term, is_minus in signed])


def _signed(term: Bound) -> tuple[Bound, bool]:
    if isinstance(term, Apply) and term.function.apply is arithmetic.negate:
        return term.arguments[0], True
    return term, False


def _names_something(bound: Bound) -> bool:
    return isinstance(bound, Named) or any(_names_something(part) for part in parts_of(bound))


def _constant(value: Value) -> _Get:
    return lambda _run: value


def _of_one(function: _Function, argument: _Get) -> _Get:
    def evaluate(run: object) -> object:
        value = argument(run)
        return None if value is None else function(value)

    return evaluate


def _of_two(function: _Function, one: _Get, two: _Get) -> _Get:
    def evaluate(run: object) -> object:
        left = one(run)
        if left is None:
            return None
        right = two(run)
        return None if right is None else function(left, right)

    return evaluate


def _lenient(function: _Function, getters: Sequence[_Get], strict: int) -> _Get:
    """Make a function that is called with null, but for its first `strict` arguments."""

    def evaluate(run: object) -> object:
        values = [getter(run) for getter in getters]
        for value in values[:strict]:
            if value is None:
                return None
        return function(*values)

    return evaluate


def _complete(function: _Function, getters: Sequence[_Get]) -> _Get:
    """Make a function of lists that is null where one of their entries is."""
    if len(getters) > 1:
        return _of_complete_lists(function, getters)
    entries = getters[0]

    def evaluate(run: object) -> object:
        found = entries(run)
        if found is None:
            return None
        for value in found:
            if value is None:
                return None
        return function(found)

    return evaluate


def _of_complete_lists(function: _Function, getters: Sequence[_Get]) -> _Get:
    def evaluate(run: object) -> object:
        values = [getter(run) for getter in getters]
        for value in values:
            if value is None or (isinstance(value, tuple) and _has_null(value)):
                return None
        return function(*values)

    return evaluate


def _has_null(entries: Sequence[Value]) -> bool:
    # To look for None with `in` would compare it with every fraction, which is slow.
    return any(entry is None for entry in entries)


def _sum_of_row(first: _Get, others: Sequence[tuple[_Get, bool]]) -> _Get:
    def evaluate(run: object) -> object:
        found = first(run)
        if found is None:
            return None
        for getter, is_minus in others:
            value = getter(run)
            if value is None:
                return None
            found = found - value if is_minus else found + value
            if type(found) is int:
                if not -LIMIT < found < LIMIT:
                    return None
            elif bounded(found) is None:
                return None
        return found

    return evaluate


def _lifted(function: _Function, getters: Sequence[_Get], are_lists: Sequence[bool], needed: int) -> _Get:
    """Make a function that goes through lists, and is called where the first of its arguments are no null there."""

    def evaluate(run: object) -> object:
        values = [getter(run) for getter in getters]
        if any(value is None for value, is_list in zip(values, are_lists, strict=True) if is_list):
            return None
        length = max(len(value) for value, is_list in zip(values, are_lists, strict=True) if is_list)
        columns = [value if is_list else (value,) * length for value, is_list in zip(values, are_lists, strict=True)]
        return tuple([None if _has_null(row[:needed]) else function(*row) for row in zip(*columns, strict=True)])

    return evaluate


def _gathered(parts: Sequence[tuple[_Get, bool]]) -> _Get:
    getters = [getter for getter, _ in parts]
    if not any(is_list for _, is_list in parts):
        return lambda run: tuple([getter(run) for getter in getters])

    def evaluate(run: object) -> object:
        values = [(getter(run), is_list) for getter, is_list in parts]
        if any(value is None for value, is_list in values if is_list):
            return None
        return tuple(chain.from_iterable(value if is_list else (value,) for value, is_list in values))

    return evaluate


def _choice(cases: Sequence[tuple[_Get, _Get]], otherwise: _Get) -> _Get:
    def evaluate(run: object) -> object:
        for test, value in cases:
            truth = test(run)
            if truth is None:
                return None
            if truth:
                return value(run)
        return otherwise(run)

    return evaluate


def _lookup(find: Callable[[Sequence[Value]], Value], keys: Sequence[_Get]) -> _Get:
    return lambda run: find([key(run) for key in keys])


# ------------------------------------------------------------------------------------------------------ reasons of null


class Reasons:
    """Why an expression came to null. Made on first use: most evaluations never ask."""

    def __init__(self, bound: Bound, resolve: Resolve[Any]) -> None:
        self.bound = bound
        self.compiler = _Compiler(resolve)
        self.getters: dict[int, _Get] = {}

    def missing(self, run: object) -> tuple[Reference, ...]:
        """Return the names whose null made the result null, in the order of writing.

        There are none where everything that was needed is there and the value itself is undefined: a division by 0, a
        table without a row, a `null` that the expression says.
        """
        return tuple(dict.fromkeys(self._blamed(self.bound, run)))

    def is_missing(self, run: object) -> bool:
        """Tell whether there is any such name."""
        return next(self._blamed(self.bound, run), None) is not None

    def value(self, bound: Bound, run: object) -> Value:
        """Return what a node comes to."""
        getter = self.getters.get(id(bound))
        if getter is None:
            getter = self.getters[id(bound)] = self.compiler.compile(bound)
        found: Value = getter(run)
        return found

    def _blamed(self, bound: Bound, run: object) -> Iterator[Reference]:
        """Yield what is to blame for a node that came to null."""
        match bound:
            case Named():
                yield bound.reference
            case Choice():
                yield from self._blamed(self._chosen(bound, run), run)
            case Apply() if bound.function.strict and not self._all_there(bound, run):
                yield from self._blamed_of(bound.arguments[: bound.function.strict], run, entries=False)
            case _:
                # A constant has no parts: the expression itself says null there.
                entries = not isinstance(bound, Apply) or bound.function.complete or not bound.function.sees_null
                yield from self._blamed_of(parts_of(bound), run, entries=entries)

    def _all_there(self, bound: Apply, run: object) -> bool:
        return all(self.value(part, run) is not None for part in bound.arguments[: bound.function.strict])

    def _blamed_of(self, parts: Sequence[Bound], run: object, *, entries: bool) -> Iterator[Reference]:
        for part in parts:
            value = self.value(part, run)
            if value is None:
                yield from self._blamed(part, run)
            elif entries and isinstance(value, tuple) and _has_null(value):
                yield from self._blamed_entries(part, run)

    def _blamed_entries(self, bound: Bound, run: object) -> Iterator[Reference]:
        """Yield what is to blame for null entries of a list."""
        match bound:
            case Named():
                members = [Named(member, bound.tree) for member in bound.reference.members or ()]
                yield from (member.reference for member in members if self.compiler.compile(member)(run) is None)
            case Choice():
                yield from self._blamed_entries(self._chosen(bound, run), run)
            case Apply() if bound.function.strict:
                needed = bound.arguments[: bound.function.strict]
                yield from self._blamed_of(needed, run, entries=True)
                if self._asks_for_more(bound, run):
                    yield from self._blamed_of(bound.arguments[bound.function.strict :], run, entries=True)
            case _:
                yield from self._blamed_of(parts_of(bound), run, entries=True)

    def _asks_for_more(self, bound: Apply, run: object) -> bool:
        """Tell whether an entry of a list is null though all is there that must be."""
        found: Any = self.value(bound, run)
        needed: list[Any] = [self.value(part, run) for part in bound.arguments[: bound.function.strict]]
        columns = [value if isinstance(value, tuple) else (value,) * len(found) for value in needed]
        return any(
            value is None and not _has_null(row) for value, row in zip(found, zip(*columns, strict=True), strict=True)
        )

    def _chosen(self, bound: Choice, run: object) -> Bound:
        """Return the branch that was taken, or the test that is unknown."""
        for test, value in bound.cases:
            truth = self.value(test, run)
            if truth is None:
                return test
            if truth:
                return value
        return bound.otherwise
