"""From a tree to a bound tree: every name finds its thing, every kind is checked, every fault is named at its place."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.bound import Bound, Named, Written, references_in
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.forms import gather
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS, OPERATIONS
from selfcheck_service.core.definition.expressions.kinds import SCALARS, Kind
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.printing import print_part
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Call, Listing, Literal, Name, Number, Tree
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Unknown, Use, Vocabulary
from selfcheck_service.core.definition.problems import Meant, Path, Problem, pointer

_LITERALS = {str: Kind.TEXT, bool: Kind.BOOLEAN, type(None): Kind.NULL}


class _Binding:
    """One expression on its way; `faults` fill while it is bound."""

    def __init__(self, vocabulary: Vocabulary, path: Path) -> None:
        self.vocabulary = vocabulary
        self.location = pointer(*path)
        self.faults: list[Problem] = []

    def refuse(self, code: str, tree: Tree, **parameters: object) -> Bound | None:
        self.faults.append(Problem(self.location, code, {**parameters, "at": tree.at}))
        return None

    def bind(self, tree: Tree) -> Bound | None:
        match tree:
            case Number():
                return Written(simplest(tree.value), Kind.NUMBER, tree)
            case Literal():
                return Written(tree.value, _LITERALS[type(tree.value)], tree)
            case Name():
                return self.find(tree, "value")
            case Listing():
                return self._list(tree)
            case _:
                return self._call(tree)

    def _list(self, tree: Listing) -> Bound | None:
        found = [self.bind(entry) for entry in tree.entries]
        entries = [entry for entry in found if entry is not None]
        return gather(entries, SCALARS, tree, self) if len(entries) == len(found) else None

    def _call(self, tree: Call) -> Bound | None:
        function = OPERATIONS.get(tree.function) or FUNCTIONS.get(tree.function)
        if function is None:
            near = Meant(tree.function, FUNCTIONS)
            return self.refuse("unknown_function", tree, name=shown(tree.function), hint=near)
        return function.form.bind(function, tree, self)

    def find(self, name: Name, use: Use, word: str = "") -> Named | None:
        found = self.vocabulary.find(name, use, word)
        if isinstance(found, Reference):
            return Named(found, name)
        self.refuse(found.code, name, **found.parameters)
        return None

    def find_table(self, key: str, tree: Tree) -> Table | None:
        found = self.vocabulary.find_table(key)
        if isinstance(found, Unknown):
            self.refuse(found.code, tree, **found.parameters)
            return None
        return found

    def check_words(self, known: Bound, words: Sequence[Bound]) -> None:
        if not isinstance(known, Named) or known.kind.entry is not Kind.TEXT:
            return
        possible = self.vocabulary.words_of(known.reference)
        for word in words:
            if possible is not None and isinstance(word, Written) and word.value not in (None, *possible):
                name = print_part(known.tree)
                self.refuse("unknown_value", word.tree, value=shown(word.value), item=name)


def bind_expression(
    source: ExpressionText,
    path: Path,
    vocabulary: Vocabulary,
    wanted: Kind,
) -> tuple[Bound | None, tuple[Problem, ...]]:
    """Return the bound expression, or None and the problems that keep it from being one.

    `path` is the place of the expression in its document; each problem has as `at` the offset of the character in its
    text. `wanted` is the kind that its result must have.
    """
    binding = _Binding(vocabulary, path)
    bound = binding.bind(source.tree)
    if bound is not None and bound.kind is not wanted:
        words = {"part": print_part(source.tree), "expected": wanted.value, "found": bound.kind.value}
        binding.refuse("type_differs", source.tree, **words)
    return (None if binding.faults else bound), tuple(binding.faults)


def bind_checked(source: ExpressionText, vocabulary: Vocabulary, wanted: Kind) -> Bound:
    """Return the bound expression of a definition that has been checked; `ValueError` where it is at fault even so."""
    bound, faults = bind_expression(source, (), vocabulary, wanted)
    if bound is None:
        raise ValueError(source.text, faults)
    return bound


def check_expression(source: ExpressionText, path: Path, vocabulary: Vocabulary, wanted: Kind) -> Iterator[Problem]:
    """Yield a problem for each name, kind or number of arguments that is wrong in an expression."""
    return iter(bind_expression(source, path, vocabulary, wanted)[1])


def references_of(source: ExpressionText, vocabulary: Vocabulary, wanted: Kind) -> tuple[Reference, ...]:
    """Return what the expression names, each once, in the order of writing; nothing where it is at fault."""
    bound, _ = bind_expression(source, (), vocabulary, wanted)
    return () if bound is None else tuple(dict.fromkeys(references_in(bound)))
