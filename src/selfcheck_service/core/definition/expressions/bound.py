"""An expression whose names have found their things and whose kinds fit: what everything but syntax works on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.relations import Joint, Relation
from selfcheck_service.core.definition.expressions.spans import Enclosure, Span
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Call, Name, Tree
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Use

# Whether a function rises (1) or falls (-1) with an argument; 0: neither is known; None: the argument moves nothing.
Direction = int | None


@dataclass(frozen=True, slots=True)
class Written:
    """A value that stands in the expression."""

    value: Value
    kind: Kind
    tree: Tree


@dataclass(frozen=True, slots=True)
class Named:
    """A name, with what it means."""

    reference: Reference
    tree: Tree

    @property
    def kind(self) -> Kind:
        """Return the kind of its value."""
        return self.reference.kind


@dataclass(frozen=True, slots=True)
class Apply:
    """A function with its arguments; `lifted`: it goes through lists entry by entry."""

    function: "Function"
    arguments: tuple["Bound", ...]
    kind: Kind
    tree: Tree
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Gather:
    """One list made of values and of the entries of lists."""

    parts: tuple["Bound", ...]
    kind: Kind
    tree: Tree


@dataclass(frozen=True, slots=True)
class Choice:
    """The value beside the first test that is true, or else the last one. What is not chosen is never looked at."""

    cases: tuple[tuple["Bound", "Bound"], ...]
    otherwise: "Bound"
    kind: Kind
    tree: Tree


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a table has for some values."""

    table: Table
    keys: tuple["Bound", ...]
    kind: Kind
    tree: Tree


Bound = Written | Named | Apply | Gather | Choice | Lookup


class Binder(Protocol):
    """What a form needs to bind its arguments. Whatever returns None has named the fault already."""

    def bind(self, tree: Tree) -> Bound | None:
        """Return the bound tree."""

    def find(self, name: Name, use: Use, word: str = "") -> Named | None:
        """Return what a name means that a function asks about."""

    def find_table(self, key: str, tree: Tree) -> Table | None:
        """Return the table of that key."""

    def check_words(self, known: Bound, words: Sequence[Bound]) -> None:
        """Refuse texts that the name they are compared with can never be."""

    def refuse(self, code: str, tree: Tree, **parameters: object) -> Bound | None:
        """Name a fault at its place; return None, which stands for what could not be bound."""


class Form(Protocol):
    """How a function takes its arguments."""

    def bind(self, function: "Function", call: Call, binder: Binder) -> Bound | None:
        """Return the bound call, or None where its arguments do not fit, which `binder` has been told."""


def _no_value(*_arguments: object) -> None:
    """Stand in for functions that are bound to something else."""


class Length(Enum):
    """How many digits a number of a function is written with at most."""

    COUNT = "those of a count"
    LONGEST = "those of its longest argument"
    JOINED = "those of all arguments together"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language, all there is to say of it.

    `apply` returns the value, None (null) where it is undefined; it is never called with null, unless it `sees_null`,
    and then not for the first `strict` arguments; `passes_over`: of arguments that are null the next one counts.
    `complete`: a list with a null entry makes the result null;
    `unordered`: the order of its list means nothing. `enclose` says the same of all values that the arguments can have.
    `of_many` does so of a list in which each entry stands for so many to so many (`fewest`, `most`) like it; None where
    their number does not matter. `rises` tells the direction for each argument, the last one for all that follow;
    it may depend on what the arguments can be. `tells` is what follows from its truth. `compile` makes the function of
    a run by itself, where that is faster than to work out the arguments and then `apply`: it gets the arguments and
    what compiles each of them.
    `length` tells how long its numbers become; None where nobody knows. `leaves_out_null`: it is a list without nulls.
    `price`: it takes as long as so many entries of an expression.
    """

    name: str
    usage: str
    form: Form
    apply: Callable[..., Any] = _no_value
    enclose: Callable[..., Any] = _no_value
    rises: tuple[Direction, ...] | Callable[..., tuple[Direction, ...]] = (0,)
    sees_null: bool = False
    strict: int = 0
    passes_over: bool = False
    complete: bool = False
    unordered: bool = False
    tells: Joint | Relation | None = None
    of_many: Callable[..., Span] | None = None
    compile: Callable[[Sequence[Bound], Callable[[Bound], Any]], Any] | None = None
    length: Length | None = None
    leaves_out_null: bool = False
    price: int = 1

    def must_be_there(self, count: int) -> int:
        """Return how many of so many arguments, the first ones, must not be null."""
        return self.strict if self.sees_null else count

    def directions(self, enclosures: Sequence[Enclosure]) -> tuple[Direction, ...]:
        """Return the direction of each argument."""
        rises = self.rises if isinstance(self.rises, tuple) else self.rises(*enclosures)
        missing = len(enclosures) - len(rises)
        return rises[: len(enclosures)] if missing <= 0 else (*rises, *(rises[-1],) * missing)


def parts_of(bound: Bound) -> tuple[Bound, ...]:
    """Return the nodes directly below a node."""
    match bound:
        case Apply():
            return bound.arguments
        case Gather():
            return bound.parts
        case Choice():
            return (*(part for case in bound.cases for part in case), bound.otherwise)
        case Lookup():
            return bound.keys
        case _:
            return ()


def walk(bound: Bound) -> Iterator[Bound]:
    """Yield a node and all nodes below it."""
    yield bound
    for part in parts_of(bound):
        yield from walk(part)


def references_in(bound: Bound) -> Iterator[Reference]:
    """Yield what the expression names, in the order in which it is written; members of lists too."""
    if isinstance(bound, Named):
        yield bound.reference
        yield from bound.reference.members or ()
    for part in parts_of(bound):
        yield from references_in(part)


# A list whose entries are known to be the same things: the keys of these things, None for a value that has none.
Shape = tuple[str | None, ...]
# Lists over the same people stand side by side, however many these are, and fit nothing else.
_EVERYBODY: Shape = ("everybody",)


def shape_of(bound: Bound) -> Shape | None:
    """Return what stands where in a list; None where that, or how long it is, depends on answers."""
    match bound:
        case Named(reference=Reference(role="everybody")):
            return _EVERYBODY
        case Named():
            members = bound.reference.members
            return None if members is None else _shape_of_members(members)
        case Gather():
            shapes = [shape_of(part) if part.kind.is_list else (None,) for part in bound.parts]
            known = [shape for shape in shapes if shape is not None and shape is not _EVERYBODY]
            return tuple(key for shape in known for key in shape) if len(known) == len(shapes) else None
        case Apply(lifted=True):
            return next((shape_of(part) for part in bound.arguments if part.kind.is_list), None)
        case Choice():
            values = (*(value for _, value in bound.cases), bound.otherwise)
            return _shape_of_all([shape_of(value) for value in values if value.kind.is_list])
        case _:
            return None


def _shape_of_all(shapes: Sequence[Shape | None]) -> Shape | None:
    """Return what stands where in lists of which one is chosen; None where they do not fit together."""
    found = shapes[0]
    for shape in shapes:
        if found is None or shape is None or not fit_together(found, shape):
            return None
        found = tuple(one if two is None else two for one, two in zip(found, shape, strict=True))
    return found


def _shape_of_members(members: tuple[Reference, ...]) -> Shape:
    """Return the things in a list; of a list with one thing for each unit these are the units."""
    units = [member.unit for member in members if member.unit is not None]
    one_each = len(units) == len(members) == len(set(units))
    return tuple(units) if one_each else tuple(member.key for member in members)


def fit_together(one: Shape | None, two: Shape | None) -> bool:
    """Tell whether two lists can be gone through side by side: the same things, or as many values, in one order."""
    if one is None or two is None or len(one) != len(two):
        return False
    if one is _EVERYBODY or two is _EVERYBODY:
        return one is two
    return all(left == right or left is None or right is None for left, right in zip(one, two, strict=True))
