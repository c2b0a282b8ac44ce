"""What conditions and expressions may ask for where they stand, and what the names in expressions mean there."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from selfcheck_service.core.definition.conditions import Selection, ValueCondition
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.binding import bind_checked
from selfcheck_service.core.definition.expressions.bound import Bound
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role, Unknown, Use
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.misnamed import misnamed, unknown_name
from selfcheck_service.core.definition.problems import Meant
from selfcheck_service.core.definition.structure import ITEM_STATES, Node, Structure, longest_key

_FIELD_PARTS: Mapping[str, Role] = {
    "raw": "raw",
    "coverage": "coverage",
    "answered": "answered",
    "applicable": "applicable",
    "level": "level",
}
# What of an entry is meant, where it is an item and where it is a field.
_ENTRY_PARTS: Mapping[str, Mapping[str, Role]] = {
    "points": {"item": "points", "field": "score"},
    "weights": {"item": "weight", "field": "score_weight"},
    "maximums": {"item": "maximum", "field": "score_maximum"},
}
STATES = ("answered", *ITEM_STATES)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may ask for, and an expression may name, where it stands.

    `items`: the items that are known there (None: all). `own_item`: `value` and `points` are its own. `own_field`:
    `raw` is its own. `entries`: what takes part in the formula of a field that says so, each ("item" or "field", key).
    `flags`: those that are known (None: flags may not be used).
    """

    structure: Structure
    items: Collection[str] | None = None
    own_item: str | None = None
    own_field: str | None = None
    fields: bool = False
    levels: bool = False
    flags: Collection[str] | None = None
    entries: tuple[tuple[str, str], ...] | None = None

    def knows(self, item: str) -> bool:
        """Tell whether an item is known here."""
        return self.items is None or item in self.items

    def find(self, name: Name, use: Use = "value", word: str = "") -> Reference | Unknown:
        """Return what the name means, or why it means nothing here."""
        if use == "wins":
            return self._wins(name, word)
        if use == "units":
            return self._units(name)
        first = name.parts[0]
        if use == "state":
            parts = name.parts[1:] if first == "item" else name.parts
            return self._item(parts, name, state=True)
        finder = self.finders.get(first)
        return self._item(name.parts, name) if finder is None else finder(self, name)

    def find_table(self, key: str) -> Table | Unknown:
        """Return the table of that key."""
        table = self.structure.tables.get(key)
        if table is not None:
            return table
        words = {"kind": "table", "name": shown(key), "hint": Meant(key, self.structure.tables)}
        return Unknown("unknown_reference", words)

    def words_of(self, reference: Reference) -> Collection[str] | None:
        """Return the texts that a reference of texts can be; None where any text is possible."""
        if reference.role == "state":
            return STATES
        if reference.role == "profile":
            return [str(option.value) for option in self.structure.attributes[reference.key].options]
        if reference.role == "level":
            return [level.key for level in self.structure.levels_of(reference.key) or ()] or None
        if reference.role in ("value", "own_value") and reference.key in self.structure.items:
            item = self.structure.items[reference.key]
            return [str(option.value) for option in self.structure.options_of(item)] or None
        return None

    # ------------------------------------------------------------------------------------------------------ items

    def _item(self, parts: tuple[str, ...], name: Name, *, state: bool = False) -> Reference | Unknown:
        key, rest = longest_key(parts, self.structure.items)
        item = self.structure.items.get(key)
        if item is None:
            return misnamed(name, chain(self.structure.items, self.finders), self.structure)
        if not self.knows(item.key):
            return Unknown("not_known_here", {"name": item.key})
        if state:
            return unknown_name(name, self.structure.items) if rest else Reference("state", item.key, Kind.TEXT)
        return self._of_item(item, rest, name)

    def _of_item(self, item: Item, parts: tuple[str, ...], name: Name) -> Reference | Unknown:
        if parts == ("points",):
            if not item.is_scored:
                return Unknown("not_scored", {"name": item.key})
            return Reference("points", item.key, Kind.NUMBER)
        if parts:
            return unknown_name(name, (f"{item.key}.points",))
        return self._value("value", item)

    def _value(self, role: Role, item: Item) -> Reference | Unknown:
        kind = kind_of_item(item, self.structure)
        if kind is None:
            return Unknown("text_not_computable", {"name": item.key})
        return Reference(role, item.key, kind)

    def _escaped_item(self, name: Name) -> Reference | Unknown:
        return self._item(name.parts[1:], name)

    def _own(self, name: Name) -> Reference | Unknown:
        """`value` and `points` of the item, `raw` of the field to which the expression belongs."""
        first = name.parts[0]
        if len(name.parts) > 1:
            return unknown_name(name, ())
        if first == "raw" and self.own_field is not None:
            return Reference("own_raw", self.own_field, Kind.NUMBER)
        item = self.structure.items.get(self.own_item or "")
        if first == "raw" or item is None:
            return Unknown("not_known_here", {"name": first})
        return self._value("own_value", item) if first == "value" else Reference("own_points", item.key, Kind.NUMBER)

    # ----------------------------------------------------------------------------------------------------- fields

    def _field(self, name: Name) -> Reference | Unknown:
        if not self.fields:
            return _not_here(name)
        key, parts = longest_key(name.parts[1:], self.structure.nodes)
        node = self.structure.nodes.get(key)
        if node is None:
            return unknown_name(name, [f"field.{known}" for known in self.structure.nodes])
        if parts[:1] == ("items",) and len(parts) > 1:
            selection = Selection.model_construct(field=key)
            return self._list(name, self.structure.selected(selection), parts[1:])
        if parts == ("fields",):
            return self._scores(name, node)
        if not self.structure.is_scorable(node):
            return Unknown("not_scored", {"name": key})
        return self._of_field(key, parts, name)

    def _of_field(self, key: str, parts: tuple[str, ...], name: Name) -> Reference | Unknown:
        if not parts:
            return Reference("score", key, Kind.NUMBER)
        role = _FIELD_PARTS.get(parts[0]) if len(parts) == 1 else None
        if role is None:
            return unknown_name(name, [f"field.{key}.{part}" for part in (*_FIELD_PARTS, "items.points", "fields")])
        if role != "level":
            return Reference(role, key, Kind.NUMBER)
        return Reference(role, key, Kind.TEXT) if self.levels else _not_here(name)

    def _scores(self, name: Name, node: Node) -> Reference | Unknown:
        children = (self.structure.nodes[key] for key in node.children)
        members = [
            Reference("score", child.key, Kind.NUMBER, unit=child.key if node.key in self.structure.units else None)
            for child in children
            if self.structure.is_scorable(child)
        ]
        return _listed(name, members)

    def _class(self, name: Name) -> Reference | Unknown:
        classes = self.structure.classes
        key, parts = longest_key(name.parts[1:], classes)
        if key not in classes:
            return unknown_name(name, [f"class.{known}" for known in classes])
        selection = Selection.model_construct(item_class=key)
        return self._list(name, self.structure.selected(selection), parts)

    def _list(self, name: Name, items: Iterable[Item], parts: tuple[str, ...]) -> Reference | Unknown:
        """Return a list over scored items: of their points, or of their values."""
        units = self.structure.item_units
        if parts == ("points",):
            members = [Reference("points", item.key, Kind.NUMBER, unit=units.get(item.key)) for item in items]
        elif parts == ("values",):
            kinds = ((item.key, kind_of_item(item, self.structure)) for item in items)
            members = [Reference("value", key, kind, unit=units.get(key)) for key, kind in kinds if kind is not None]
        else:
            return unknown_name(name, [".".join((*name.parts[:-1], part)) for part in ("points", "values")])
        late = [member.key for member in members if not self.knows(member.key)]
        if late:
            return Unknown("not_known_here", {"name": late[0]})
        return _listed(name, members)

    def _entries(self, name: Name) -> Reference | Unknown:
        if self.entries is None:
            return _not_here(name)
        roles = _ENTRY_PARTS.get(name.parts[1]) if len(name.parts) > 1 else None
        if roles is None or len(name.parts) > 2:
            return unknown_name(name, [f"entries.{part}" for part in _ENTRY_PARTS])
        return _listed(name, [Reference(roles[kind], key, Kind.NUMBER) for kind, key in self.entries])

    # ------------------------------------------------------------------------------------------------------- others

    def _profile(self, name: Name) -> Reference | Unknown:
        attributes = self.structure.attributes
        key = ".".join(name.parts[1:])
        if key not in attributes:
            return unknown_name(name, [f"profile.{known}" for known in attributes])
        return Reference("profile", key, Kind.TEXT if attributes[key].number is None else Kind.NUMBER)

    def _constant(self, name: Name) -> Reference | Unknown:
        key = ".".join(name.parts[1:])
        if key not in self.structure.constants:
            return unknown_name(name, [f"constant.{known}" for known in self.structure.constants])
        return Reference("constant", key, Kind.NUMBER)

    def _flag(self, name: Name) -> Reference | Unknown:
        key = ".".join(name.parts[1:])
        if self.flags is None:
            return _not_here(name)
        if key not in self.flags:
            return unknown_name(name, [f"flag.{known}" for known in self.flags])
        return Reference("flag", key, Kind.BOOLEAN)

    def _wins(self, name: Name, word: str) -> Reference | Unknown:
        key = ".".join(name.parts)
        options = self.structure.pairs.get(key)
        if options is None:
            other = key in self.structure.items
            words = {"name": key, "kind": "an item of type pairwise"}
            return Unknown("not_of_kind", words) if other else unknown_name(name, self.structure.pairs)
        pairs = options.get(word)
        if pairs is None:
            return Unknown("unknown_value", {"value": shown(word), "item": key})
        if not all(map(self.knows, pairs)):
            return Unknown("not_known_here", {"name": key})
        members = tuple(Reference("value", pair, Kind.TEXT) for pair in pairs)
        return Reference("list", f"{key}.{word}", Kind.TEXTS, members)

    def _units(self, name: Name) -> Reference | Unknown:
        key = ".".join(name.parts[1:] if name.parts[0] == "field" else name.parts)
        repeated = self.structure.units
        if key not in repeated and key in (*self.structure.nodes, *self.structure.items):
            return Unknown("not_of_kind", {"name": key, "kind": "a repeated field"})
        return Reference("units", key, Kind.NUMBER) if key in repeated else unknown_name(name, repeated)

    finders: ClassVar[Mapping[str, Callable[["Scope", Name], Reference | Unknown]]] = {
        "item": _escaped_item,
        "value": _own,
        "points": _own,
        "raw": _own,
        "field": _field,
        "class": _class,
        "entries": _entries,
        "profile": _profile,
        "constant": _constant,
        "flag": _flag,
    }


def everything(structure: Structure) -> Scope:
    """Return the scope in which all of a questionnaire is known: what a condition that has been checked asks for."""
    flags = [flag.key for flag in structure.questionnaire.flags]
    return Scope(structure, fields=True, levels=True, flags=flags)


def bind_in_condition(condition: ValueCondition, structure: Structure) -> Bound:
    """Return the expression of a condition with its names found; the definition it stands in has been checked."""
    return bind_checked(condition.value, everything(structure), condition.kind)


# Item keys that must be written as `item.value` and so on.
RESERVED_NAMES = tuple(Scope.finders)


def kind_of_item(item: Item, structure: Structure) -> Kind | None:
    """Return the kind of an item's value; None for free text, which no expression reads."""
    if not item.kind.has_options:
        return Kind.NUMBER if item.kind.is_number else None
    whole = all(isinstance(option.value, int) for option in structure.options_of(item))
    kind = Kind.NUMBER if whole else Kind.TEXT
    return kind.listed if item.kind.chooses_several else kind


def _not_here(name: Name) -> Unknown:
    return Unknown("not_known_here", {"name": ".".join(name.parts)})


def _listed(name: Name, found: Sequence[Reference]) -> Reference | Unknown:
    if not found:
        return Unknown("nothing_to_score", {"name": ".".join(name.parts)})
    other = next((member for member in found if member.kind is not found[0].kind or member.kind.is_list), None)
    if other is not None:
        words = {"part": other.key, "expected": found[0].kind.entry.value, "found": other.kind.value}
        return Unknown("type_differs", words)
    return Reference("list", ".".join(name.parts), found[0].kind.listed, tuple(found))
