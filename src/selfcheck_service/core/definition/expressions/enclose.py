"""What an expression can come to, over all that its names can be; and where it may have no value.

The enclosure may be wider than the truth, never narrower. It serves two ends with one meaning: the checks of a
definition, where names are whatever answers can make them, and the bounds of a score, where all but the open ones are
known. Only that a fraction may need too many digits is not foreseen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Bound,
    Choice,
    Gather,
    Lookup,
    Named,
    Written,
)
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.narrowing import narrowed
from selfcheck_service.core.definition.expressions.spans import (
    Enclosure,
    Listed,
    Truths,
    Words,
    hull,
    is_empty,
    nothing_of,
    span_of,
    value_in,
    with_null,
)
from selfcheck_service.core.definition.expressions.tables_enclosed import enclose_lookup
from selfcheck_service.core.definition.expressions.tree import Tree
from selfcheck_service.core.definition.expressions.vocabulary import Reference

# What a name can be. Of a list with members it is asked for each of them.
Spans = Callable[[Reference], Enclosure]
_Narrowed = Mapping[Reference, Enclosure]
_Enclosure = TypeVar("_Enclosure", bound=Enclosure)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A part of an expression that may have no value: the code of a problem, and what is to blame.

    `passed_over`: something stands beside it that counts then.
    """

    code: str
    part: Tree
    passed_over: bool = False


@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch of a choice: its test and what is known before it; its value, and what is known where it is chosen.

    Without a test it is what is left. `taken` is None where it is never chosen.
    """

    test: Bound | None
    before: _Narrowed
    value: Bound
    taken: _Narrowed | None


def enclose(bound: Bound, spans: Spans) -> tuple[Enclosure, tuple[Doubt, ...]]:
    """Return what the expression can come to, and each place where it may be undefined, though nothing is missing."""
    enclosing = Enclosing(spans)
    found = enclosing.enclose(bound, {})
    return found, tuple(dict.fromkeys(enclosing.findings))


class Enclosing:
    """One walk over an expression; `findings` fill while it lasts.

    What a node comes to under what tests have said is worked out once, though a test is asked what it can be, what it
    says where it holds, and what it says where it does not.
    """

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.findings: list[Doubt] = []
        # The nodes and the sayings of tests are kept, so that nothing else gets their identity.
        self._worked_out: dict[tuple[int, int], tuple[Bound, _Narrowed, Enclosure]] = {}

    def enclose(self, bound: Bound, known: _Narrowed) -> Enclosure:
        """Return what a node can come to; `known` is what tests on the way have said about names."""
        if isinstance(bound, Named):
            return self._named(bound.reference, known)
        at = id(bound), id(known)
        if at not in self._worked_out:
            self._worked_out[at] = bound, known, self._work_out(bound, known)
        return self._worked_out[at][2]

    def branches(self, bound: Choice, known: _Narrowed) -> Iterator[_Branch]:
        """Yield the branches of a choice, as far as one may be chosen; the last has no test."""
        for test, value in bound.cases:
            truths = self.enclose(test, known)
            may_hold, may_fail = (truths.true, truths.false) if isinstance(truths, Truths) else (True, True)
            yield _Branch(test, known, value, narrowed(test, known, self, truth=True) if may_hold else None)
            passed = narrowed(test, known, self, truth=False) if may_fail else None
            if passed is None:
                return
            known = passed
        yield _Branch(None, known, bound.otherwise, known)

    def _work_out(self, bound: Apply | Choice | Written | Gather | Lookup, known: _Narrowed) -> Enclosure:
        match bound:
            case Written():
                return span_of(bound.value, bound.kind)
            case Gather():
                return self._gathered(bound, known)
            case Choice():
                return self._chosen(bound, known)
            case Lookup():
                keys = [self.enclose(key, known) for key in bound.keys]
                return self.reported(bound, lambda report: enclose_lookup(report, bound.table, keys))
            case _:
                return self.applied(bound, self._arguments(bound, known))

    def _arguments(self, bound: Apply, known: _Narrowed) -> list[Enclosure]:
        """Return what the arguments can come to; of one that may be passed over, so may what is found in it."""
        if not bound.function.passes_over:
            return [self.enclose(part, known) for part in bound.arguments]
        before = len(self.findings)
        found = [self.enclose(part, known) for part in bound.arguments[:-1]]
        self.findings[before:] = [replace(doubt, passed_over=True) for doubt in self.findings[before:]]
        return [*found, self.enclose(bound.arguments[-1], known)]

    def _named(self, reference: Reference, known: _Narrowed) -> Enclosure:
        if reference.members is None:
            found = known[reference] if reference in known else self.spans(reference)
            return with_null(found, null=False) if found.null and _is_answered(reference, known) else found
        return Listed(tuple(self._named(member, known) for member in reference.members))

    def _gathered(self, bound: Gather, known: _Narrowed) -> Enclosure:
        parts = [self.enclose(part, known) for part in bound.parts]
        if any(isinstance(part, Listed) and part.empty for part in parts):
            return nothing_of(bound.kind)
        lists = [part if isinstance(part, Listed) else Listed((part,)) for part in parts]
        entries = tuple(entry for part in lists for entry in part.entries)
        nulls = any(part.may_hold_null for part in lists)
        dropped = any(part.dropped for part in lists)
        return Listed(entries, any(part.null for part in lists), dropped, nulls=dropped and nulls)

    def _chosen(self, bound: Choice, known: _Narrowed) -> Enclosure:
        reached: list[Enclosure] = []
        null = False
        for branch in self.branches(bound, known):
            null = null or (branch.test is not None and self.enclose(branch.test, branch.before).null)
            if branch.taken is not None:
                reached.append(self.enclose(branch.value, branch.taken))
        found = hull(reached, bound.kind) if reached else nothing_of(bound.kind)
        return with_null(found, null=null or found.null)

    # ------------------------------------------------------------------------------------------------- functions

    def applied(self, bound: Apply, arguments: Sequence[Enclosure]) -> Enclosure:
        """Return what a function can come to of its arguments."""
        if bound.lifted:
            return self._lifted(bound, arguments)
        function = bound.function
        if function.sees_null:
            return self._lenient(bound, arguments)
        null = any(argument.null for argument in arguments)
        if function.complete:
            null = null or any(isinstance(argument, Listed) and argument.may_hold_null for argument in arguments)
            arguments = [_completed(argument) for argument in arguments]
        given = [with_null(argument, null=False) for argument in arguments]
        if any(_never(argument, complete=function.complete) for argument in given):
            return nothing_of(bound.kind)
        found = self.of_given(bound, given)
        return with_null(found, null=null or found.null)

    def of_given(self, bound: Apply, given: Sequence[Enclosure]) -> Enclosure:
        """Return what a function can come to of arguments that are not null."""
        known = _known(bound, given)
        return self.reported(bound, lambda report: bound.function.enclose(report, *given)) if known is None else known

    def _lenient(self, bound: Apply, arguments: Sequence[Enclosure]) -> Enclosure:
        """A function that sees null says itself when it is null, but for its first arguments."""
        strict = bound.function.strict
        null = any(argument.null for argument in arguments[:strict])
        given = [*(with_null(argument, null=False) for argument in arguments[:strict]), *arguments[strict:]]
        if any(is_empty(argument) for argument in given[:strict]):
            return nothing_of(bound.kind)
        found = self.reported(bound, lambda report: bound.function.enclose(report, *given))
        return with_null(found, null=null or found.null)

    def _lifted(self, bound: Apply, arguments: Sequence[Enclosure]) -> Enclosure:
        """Go through lists entry by entry; an entry that may be null stays so, or may stay away."""
        reported = len(self.findings)
        lists = [argument for argument in arguments if isinstance(argument, Listed)]
        if any(is_empty(each) for each in lists):
            return nothing_of(bound.kind)
        length = len(lists[0].entries)
        columns = [each.entries if isinstance(each, Listed) else (each,) * length for each in arguments]
        single = replace(bound, lifted=False, kind=bound.kind.entry)
        entries = tuple(self.applied(single, row) for row in zip(*columns, strict=True))
        before = tuple(any(entry.null for entry in row) for row in zip(*columns, strict=True))
        new = any(entry.null and not was for entry, was in zip(entries, before, strict=True))
        scalars = any(argument.null for argument in arguments if not isinstance(argument, Listed))
        dropped = any(part.dropped for part in lists)
        faults = len(self.findings) > reported
        nulls = dropped and (new or scalars or faults or any(part.may_hold_null for part in lists))
        return Listed(entries, any(part.null for part in lists), dropped, nulls=nulls)

    def reported(
        self,
        bound: Apply | Lookup,
        work: Callable[[Callable[[str, int], None]], _Enclosure],
    ) -> _Enclosure:
        """Return what a function encloses, null among it where the function reports a fault."""
        parts = bound.keys if isinstance(bound, Lookup) else bound.arguments
        before = len(self.findings)

        def report(code: str, index: int) -> None:
            whole = code != "may_divide_by_zero" or index >= len(parts)
            self.findings.append(Doubt(code, bound.tree if whole else parts[index].tree))

        found = work(report)
        return replace(found, null=True) if len(self.findings) > before else found


def _is_answered(reference: Reference, known: _Narrowed) -> bool:
    """Tell whether a test has said that the item was answered; then its value is there."""
    if reference.role != "value" or not known:
        return False
    state = known.get(Reference("state", reference.key, Kind.TEXT))
    return isinstance(state, Words) and state.values == frozenset(("answered",))


def _completed(argument: Enclosure) -> Enclosure:
    """Return a list as it is where none of its entries is null."""
    if not isinstance(argument, Listed):
        return argument
    if argument.dropped:
        return replace(argument, nulls=False)
    return replace(argument, entries=tuple(with_null(entry, null=False) for entry in argument.entries))


def _known(bound: Apply, arguments: Sequence[Enclosure]) -> Enclosure | None:
    """Return the value of a function of which all arguments are known; None where it has none."""
    values = [value_in(argument) for argument in arguments]
    found = None if bound.kind is not Kind.NUMBER or None in values else bound.function.apply(*values)
    return None if found is None else span_of(found, Kind.NUMBER)


def _never(argument: Enclosure, *, complete: bool) -> bool:
    """Tell whether an argument never has a value, so that the function has none either."""
    if isinstance(argument, Listed):
        missing = complete and not argument.dropped and any(is_empty(entry) for entry in argument.entries)
        return missing or argument.empty
    return is_empty(argument)
