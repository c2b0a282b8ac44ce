"""The kinds of values that expressions have. None of them turns into another by itself; null belongs to all."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

# What an expression comes to. Lists hold numbers, truth values or texts, and null in any of their places.
Value = int | Fraction | bool | str | tuple["Value", ...] | None


class Kind(Enum):
    """A kind of value, with the words that name it in problems."""

    NUMBER = "a number"
    BOOLEAN = "a truth value"
    TEXT = "text"
    NUMBERS = "a list of numbers"
    BOOLEANS = "a list of truth values"
    TEXTS = "a list of texts"
    NULL = "null"

    @property
    def is_list(self) -> bool:
        """Tell whether values of this kind are lists."""
        return self in _ENTRIES

    @property
    def entry(self) -> "Kind":
        """Return the kind of a list's entries; of anything else itself."""
        return _ENTRIES.get(self, self)

    @property
    def listed(self) -> "Kind":
        """Return the kind of a list of such values; a list of nothing but null counts as one of numbers."""
        return _LISTS.get(self, Kind.NUMBERS)


_ENTRIES = {Kind.NUMBERS: Kind.NUMBER, Kind.BOOLEANS: Kind.BOOLEAN, Kind.TEXTS: Kind.TEXT}
_LISTS = {entry: kind for kind, entry in _ENTRIES.items()}

SCALARS = frozenset((Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT))
LISTS = frozenset(_ENTRIES)


def kind_of_all(kinds: Iterable[Kind]) -> Kind | None:
    """Return the one kind that all have, null left aside; None where they differ."""
    found = {kind for kind in kinds if kind is not Kind.NULL}
    if not found:
        return Kind.NULL
    return found.pop() if len(found) == 1 else None
