"""Parts of a definition as plain data, without their words: what is left is what can change a number.

Everything that is not known to be words stays. So a member that this module has never heard of counts as meaning, and
a comparison errs to the larger bump.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Self

from pydantic import BaseModel

from selfcheck_service.core.definition import canonical_json, exact_to_json
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.texts import Text

Plain = Any
# Members that say where a rule comes from or how it looks. Texts need no list: they are known by their type.
_WORDING = frozenset({"anchors", "layout", "level_texts", "note", "source", "sources"})


class Meant(str):
    """A normal form as text, which is what is compared; `written` is what the author wrote, which people are shown."""

    __slots__ = ("written",)
    written: str

    def __new__(cls, form: str, written: str) -> Self:
        """Return a form that knows what it is the form of."""
        found = super().__new__(cls, form)
        found.written = written
        return found


def as_written(plain: Plain) -> Plain:
    """Return plain data with the author's own text wherever a normal form stands."""
    if isinstance(plain, dict):
        return {name: as_written(value) for name, value in plain.items()}
    if isinstance(plain, list):
        return [as_written(value) for value in plain]
    return plain.written if isinstance(plain, Meant) else plain


@dataclass(slots=True)
class Reader:
    """Turns parts into plain data. `opaque` tells that a value was met whose meaning is not known here.

    Such a value may name whole groups of items; then it matters which items a group holds.
    `special` says what becomes of parts of certain types, wherever they stand.
    """

    opaque: bool = False
    special: dict[type, Callable[[Any], Plain]] = field(default_factory=dict)

    def plain(self, part: object, *, without: Collection[str] = ()) -> Plain:
        """Return a part as plain data: no texts, no members that are not given, exact numbers in one form each."""
        special = self.special.get(type(part))
        if special is not None:
            return special(part)
        if isinstance(part, BaseModel):
            return self.members(part, without=without)
        if isinstance(part, dict):
            return self._map(part)
        if isinstance(part, tuple | list):
            return [self.plain(entry) for entry in part]
        return self._leaf(part)

    def members(self, part: BaseModel, *, without: Collection[str] = ()) -> Plain:
        """Return the members of a part as plain data, whatever is special about its type."""
        given = {model.alias or name: getattr(part, name) for name, model in type(part).model_fields.items()}
        return self._map({name: value for name, value in given.items() if name not in without})

    def _map(self, members: dict[str, object]) -> Plain:
        # What is not given and what is switched off are the same once the defaults have been applied.
        given = {name: value for name, value in members.items() if value is not None and not isinstance(value, Text)}
        return {name: self.plain(value) for name, value in given.items() if name not in _WORDING}

    def _leaf(self, value: object) -> Plain:
        if isinstance(value, Fraction):
            return exact_to_json(value)
        if isinstance(value, Interval):
            return str(value)
        if isinstance(value, str | int | None):
            return value
        self.opaque = True
        return repr(value)


def ordered(parts: Collection[Plain]) -> list[Plain]:
    """Return plain parts in an order of their own, each once: for what means the same in any order."""
    distinct = {canonical_json(part): part for part in parts}
    return [distinct[name] for name in sorted(distinct)]
