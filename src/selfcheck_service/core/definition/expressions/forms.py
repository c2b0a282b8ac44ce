"""How functions take their arguments: how many, of which kinds, and what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Binder,
    Bound,
    Choice,
    Function,
    Gather,
    Lookup,
    Written,
    fit_together,
    shape_of,
)
from selfcheck_service.core.definition.expressions.kinds import LISTS, SCALARS, Kind, kind_of_all
from selfcheck_service.core.definition.expressions.printing import print_part
from selfcheck_service.core.definition.expressions.tree import Call, Literal, Name, Number, Tree
from selfcheck_service.core.definition.expressions.vocabulary import Use

_MOST_PLACES = 9
NUMBER = frozenset((Kind.NUMBER,))
BOOLEAN = frozenset((Kind.BOOLEAN,))


def _wrong(function: Function, call: Call, binder: Binder) -> Bound | None:
    return binder.refuse("wrong_arguments", call, name=function.name, usage=function.usage)


def _arguments(call: Call, binder: Binder) -> list[Bound] | None:
    found = [binder.bind(argument) for argument in call.arguments]
    known = [argument for argument in found if argument is not None]
    return known if len(known) == len(found) else None


def words_for(kinds: frozenset[Kind]) -> str:
    """Return the words for kinds that are possible at a place."""
    if len(kinds) == 1:
        return next(iter(kinds)).value
    if kinds <= LISTS:
        return "a list"
    return Kind.NUMBER.value if kinds <= {Kind.NUMBER, Kind.NUMBERS} else "a value"


def _fits(argument: Bound, kinds: frozenset[Kind], binder: Binder) -> bool:
    if argument.kind in kinds:
        return True
    words = {"part": print_part(argument.tree), "expected": words_for(kinds), "found": argument.kind.value}
    binder.refuse("type_differs", argument.tree, **words)
    return False


def _all_fit(arguments: Sequence[Bound], kinds: Sequence[frozenset[Kind]], binder: Binder) -> bool:
    # Every argument is looked at, so that all faults are named at once.
    fits = [_fits(argument, wanted, binder) for argument, wanted in zip(arguments, kinds, strict=True)]
    return all(fits)


def _alike(arguments: Sequence[Bound], binder: Binder) -> Kind | None:
    """Return the kind that all arguments have."""
    kind = kind_of_all(argument.kind for argument in arguments)
    if kind is None:
        first = next(argument for argument in arguments if argument.kind is not Kind.NULL)
        other = next(argument for argument in arguments if argument.kind not in (first.kind, Kind.NULL))
        words = {"part": print_part(other.tree), "expected": first.kind.value, "found": other.kind.value}
        binder.refuse("type_differs", other.tree, **words)
    return kind


@dataclass(frozen=True, slots=True)
class Fixed:
    """So many arguments, each of its kinds; `side_by_side`: they are lists that must hold the same things."""

    takes: tuple[frozenset[Kind], ...]
    gives: Kind
    side_by_side: bool = False

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        if len(call.arguments) != len(self.takes):
            return _wrong(function, call, binder)
        arguments = _arguments(call, binder)
        if arguments is None or not _all_fit(arguments, self.takes, binder):
            return None
        if self.side_by_side and not fit_together(*map(shape_of, arguments)):
            return binder.refuse("lists_differ", call, part=print_part(call))
        return Apply(function, tuple(arguments), self.gives, call)


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number, how many decimals, and the mode; the last two must be written out."""

    modes: tuple[str, ...]

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        match call.arguments:
            case (number, digits, Literal(str() as mode)) if mode in self.modes:
                places = _written_integer(digits)
            case (_, _, Literal(str() as mode)):
                return binder.refuse("not_one_of", call.arguments[2], found=shown(mode), allowed=", ".join(self.modes))
            case _:
                return _wrong(function, call, binder)
        if places is None or abs(places) > _MOST_PLACES:
            return _wrong(function, call, binder)
        argument = binder.bind(number)
        if argument is None or not _fits(argument, NUMBER, binder):
            return None
        said = (Written(places, Kind.NUMBER, digits), Written(mode, Kind.TEXT, call.arguments[2]))
        return Apply(function, (argument, *said), Kind.NUMBER, call)


def _written_integer(tree: Tree) -> int | None:
    match tree:
        case Number(value) if value.denominator == 1:
            return value.numerator
        case Call("-", (Number(value),)) if value.denominator == 1:
            return -value.numerator
    return None


def lift(function: Function, arguments: Sequence[Bound], gives: Kind, call: Call, binder: Binder) -> Bound | None:
    """Return the function over its arguments, entry by entry where some of them are lists."""
    lists = [argument for argument in arguments if argument.kind.is_list]
    shapes = [shape_of(entry) for entry in lists]
    if len(lists) > 1 and not all(fit_together(shapes[0], shape) for shape in shapes[1:]):
        return binder.refuse("lists_differ", call, part=print_part(call))
    return Apply(function, tuple(arguments), gives.listed if lists else gives, call, lifted=bool(lists))


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers, or truth values; where one is a list, the function goes through it entry by entry.

    `count` is how many there are; None of a sign, because the grammar says how many operands it has. `last_or_null`:
    the last may be the word `null`.
    """

    kind: Kind
    count: int | None = None
    last_or_null: bool = False

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        if self.count not in (None, len(call.arguments)):
            return _wrong(function, call, binder)
        arguments = _arguments(call, binder)
        if arguments is None:
            return None
        wanted = [NUMBER | {Kind.NUMBERS} if self.kind is Kind.NUMBER else BOOLEAN] * len(arguments)
        if self.last_or_null:
            wanted[-1] |= {Kind.NULL}
        if not _all_fit(arguments, wanted, binder):
            return None
        return lift(function, arguments, self.kind, call, binder)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values of one kind; for an order they are numbers. A list of numbers or texts is gone through."""

    ordered: bool

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        arguments = _arguments(call, binder)
        if arguments is None:
            return None
        kinds = NUMBER | {Kind.NUMBERS} if self.ordered else SCALARS | {Kind.NUMBERS, Kind.TEXTS}
        if not _all_fit(arguments, [kinds] * len(arguments), binder):
            return None
        entries = {argument.kind.entry for argument in arguments}
        if len(entries) > 1:
            one, two = arguments
            words = {"part": print_part(two.tree), "expected": one.kind.entry.value, "found": two.kind.value}
            return binder.refuse("type_differs", two.tree, **words)
        binder.check_words(arguments[0], arguments[1:])
        binder.check_words(arguments[1], arguments[:1])
        return lift(function, arguments, Kind.BOOLEAN, call, binder)


@dataclass(frozen=True, slots=True)
class Among:
    """A value and a list of such values."""

    list_first: bool = False

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        if len(call.arguments) != 2:
            return _wrong(function, call, binder)
        arguments = _arguments(call, binder)
        if arguments is None:
            return None
        listed, value = arguments if self.list_first else reversed(arguments)
        if not _all_fit((listed, value), (LISTS, SCALARS), binder) or not _fits(
            value, frozenset((listed.kind.entry,)), binder
        ):
            return None
        if self.list_first:
            binder.check_words(listed, [value])
        elif isinstance(listed, Gather):
            binder.check_words(value, listed.parts)
        return Apply(function, tuple(arguments), Kind.BOOLEAN, call)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Any number of values and lists, which come as one list. `gives` None: a list of what they are."""

    takes: frozenset[Kind]
    gives: Kind | None

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        arguments = _arguments(call, binder)
        if arguments is None:
            return None
        if not arguments:
            return _wrong(function, call, binder)
        listed = gather(arguments, self.takes, call, binder)
        return None if listed is None else Apply(function, (listed,), self.gives or listed.kind, call)


def gather(arguments: Sequence[Bound], takes: frozenset[Kind], tree: Tree, binder: Binder) -> Bound | None:
    """Return one list of all arguments, which must be of one kind or lists of it."""
    accepted = takes.union((kind.listed for kind in takes), (Kind.NULL,))
    if not _all_fit(arguments, [accepted] * len(arguments), binder):
        return None
    kind = kind_of_all(argument.kind.entry for argument in arguments)
    if kind is None:
        first = arguments[0]
        other = next(argument for argument in arguments if argument.kind.entry is not first.kind.entry)
        words = {"part": print_part(other.tree), "expected": first.kind.entry.value, "found": other.kind.value}
        return binder.refuse("type_differs", other.tree, **words)
    if len(arguments) == 1 and arguments[0].kind.is_list:
        return arguments[0]
    return Gather(tuple(arguments), kind.listed, tree)


@dataclass(frozen=True, slots=True)
class FirstOf:
    """Two or more values of one kind, which is that of the result."""

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        if len(call.arguments) <= 1:
            return _wrong(function, call, binder)
        arguments = _arguments(call, binder)
        kind = None if arguments is None else _alike(arguments, binder)
        return None if arguments is None or kind is None else Apply(function, tuple(arguments), kind, call)


@dataclass(frozen=True, slots=True)
class Cases:
    """Tests with the value of each, then the value for when none is true."""

    most: int | None = None

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        count = len(call.arguments)
        if count % 2 == 0 or count <= 1 or (self.most is not None and count > self.most):
            return _wrong(function, call, binder)
        arguments = _arguments(call, binder)
        if arguments is None:
            return None
        tests, values = arguments[:-1:2], [*arguments[1::2], arguments[-1]]
        if not _all_fit(tests, [BOOLEAN] * len(tests), binder):
            return None
        kind = _alike(values, binder)
        cases = tuple(zip(tests, values[:-1], strict=True))
        return None if kind is None else Choice(cases, values[-1], kind, call)


@dataclass(frozen=True, slots=True)
class InTable:
    """The key of a table as text, then a value for each of its inputs."""

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        match call.arguments:
            case (Literal(str() as key), *_):
                table = binder.find_table(key, call.arguments[0])
            case _:
                return _wrong(function, call, binder)
        found = [binder.bind(argument) for argument in call.arguments[1:]]
        keys = [argument for argument in found if argument is not None]
        if table is None or len(keys) < len(found):
            return None
        if len(keys) != len(table.inputs):
            usage = ", ".join((f"'{table.key}'", *(wanted.name for wanted in table.inputs)))
            return binder.refuse("wrong_arguments", call, name=function.name, usage=f"lookup({usage})")
        if not _all_fit(keys, [frozenset((wanted.kind,)) for wanted in table.inputs], binder):
            return None
        return Lookup(table, tuple(keys), table.kind, call)


@dataclass(frozen=True, slots=True)
class Asked:
    """The name of a thing that is asked about, not its value: what the function means by it is all there is."""

    use: Use

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        match call.arguments:
            case (Name() as name,):
                return binder.find(name, self.use)
            case _:
                return _wrong(function, call, binder)


@dataclass(frozen=True, slots=True)
class About:
    """The name of a thing that is asked about, with a text: the option that is meant, or always the same `word`."""

    use: Use
    gives: Kind
    word: str | None = None

    def bind(self, function: Function, call: Call, binder: Binder) -> Bound | None:
        match call.arguments:
            case (Name() as name, Literal(str() as option) as tree) if self.word is None:
                known, word = binder.find(name, self.use, option), Written(option, Kind.TEXT, tree)
            case (Name() as name,) if self.word is not None:
                known, word = binder.find(name, self.use), Written(self.word, Kind.TEXT, call)
            case _:
                return _wrong(function, call, binder)
        return None if known is None else Apply(function, (known, word), self.gives, call)
