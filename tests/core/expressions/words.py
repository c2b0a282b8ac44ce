"""A vocabulary for tests that need no questionnaire: a name means what a plain map says."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.evaluation import Reasons, compile_expression
from selfcheck_service.core.definition.expressions.expression_text import parse_source
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Unknown, Use

Values = Mapping[str, Value]
KINDS = {
    **dict.fromkeys(("a", "b", "c", "d", "x", "y", "z", "n"), Kind.NUMBER),
    **dict.fromkeys(("p", "q"), Kind.BOOLEAN),
    **dict.fromkeys(("s", "t"), Kind.TEXT),
    "ticked": Kind.TEXTS,
}
LISTS = {
    "list.all": ("a", "b", "c"),
    "list.two": ("a", "b"),
    "list.other": ("x", "y", "z"),
    "list.texts": ("s", "t"),
}


@dataclass(frozen=True)
class Plain:
    """Names of one letter, lists of them, and texts that are possible."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    words: Mapping[str, Collection[str]] = field(default_factory=lambda: {"s": ("m", "f"), "ticked": ("u", "v", "w")})

    def find(self, name: Name, use: Use = "value", word: str = "") -> Reference | Unknown:
        key = ".".join(name.parts)
        if use == "state":
            return Reference("state", key, Kind.TEXT)
        if use == "units":
            return Reference("units", key, Kind.NUMBER)
        if use == "wins":
            members = tuple(Reference("value", member, Kind.TEXT) for member in ("s", "t"))
            return Reference("list", f"{key}.{word}", Kind.TEXTS, members)
        if key in LISTS:
            members = tuple(Reference("value", member, KINDS[member]) for member in LISTS[key])
            return Reference("list", key, members[0].kind.listed, members)
        return (
            Reference("value", key, KINDS[key]) if key in KINDS else Unknown("unknown_name", {"name": key, "hint": ""})
        )

    def find_table(self, key: str) -> Table | Unknown:
        return self.tables.get(key) or Unknown("unknown_reference", {"kind": "table", "name": key, "hint": ""})

    def words_of(self, reference: Reference) -> Collection[str] | None:
        return self.words.get(reference.key)


PLAIN = Plain()


def bound(text: str, wanted: Kind = Kind.NUMBER, vocabulary: Plain = PLAIN) -> Bound:
    """Return a bound expression that has no fault."""
    found, faults = bind_expression(parse_source(text), (), vocabulary, wanted)
    assert found is not None, faults
    return found


def getter(reference: Reference) -> Callable[[Values], Value]:
    """Read the value of a name from a map; what it does not hold is null."""
    if reference.role in ("state", "units"):
        return lambda values: values.get(f"{reference.role}_of_{reference.key}")
    return lambda values: values.get(reference.key)


def evaluated(text: str, wanted: Kind = Kind.NUMBER, vocabulary: Plain = PLAIN, **values: Value) -> Value:
    """Return what an expression comes to."""
    return compile_expression(bound(text, wanted, vocabulary), getter)(values)


def missing(text: str, wanted: Kind = Kind.NUMBER, vocabulary: Plain = PLAIN, **values: Value) -> list[str]:
    """Return the names that made an expression null."""
    tree = bound(text, wanted, vocabulary)
    assert compile_expression(tree, getter)(values) is None
    return [reference.key for reference in Reasons(tree, getter).missing(values)]
