"""Parts of a definition with other names in them: what a unit says of its own items is meant of that unit's copies.

Only names change. Texts, numbers and the text of an expression stay as the author wrote them; an expression has the
other names in its tree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from selfcheck_service.core.definition.conditions import FieldCondition, ItemCondition, Part, Selection
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tree import Call, Listing, Name, Tree
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.scope import RESERVED_NAMES
from selfcheck_service.core.definition.scoring_rules import FieldEntry, ItemEntry

_AnyPart = TypeVar("_AnyPart", bound=Part)
# Which member of which part names what.
_NAMING: Mapping[type[Part], Mapping[str, str]] = {
    ItemCondition: {"item": "items"},
    FieldCondition: {"field": "fields"},
    Selection: {"field": "fields", "items": "items", "item_class": "classes"},
    ItemEntry: {"item": "items"},
    FieldEntry: {"field": "fields"},
    ThematicField: {"urgency": "items", "evidence": "items"},
}


@dataclass(frozen=True, slots=True)
class Renaming:
    """Which items, fields and item classes are called otherwise; whatever is not named here keeps its name."""

    items: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)

    def of_part(self, part: _AnyPart, without: tuple[str, ...] = ()) -> _AnyPart:
        """Return the part with the other names in it; members `without` are left as they are."""
        naming = _NAMING.get(type(part), {})
        changed: dict[str, Any] = {}
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name not in without:
                renamed = self._named(value, getattr(self, naming[name])) if name in naming else self.of(value)
                if renamed is not value:
                    changed[name] = renamed
        return part.model_copy(update=changed) if changed else part

    def of(self, value: Any) -> Any:  # noqa: ANN401 - whatever a member can be
        """Return any value of a definition with the other names in it."""
        if isinstance(value, Part):
            return self.of_part(value)
        if isinstance(value, ExpressionText):
            tree = self.of_tree(value.tree)
            return value if tree == value.tree else ExpressionText(value.text, tree)
        if isinstance(value, tuple):
            entries = tuple(self.of(entry) for entry in value)
            return value if all(one is other for one, other in zip(entries, value, strict=True)) else entries
        return value

    def of_tree(self, tree: Tree) -> Tree:
        """Return an expression with the other names in it."""
        match tree:
            case Name():
                return Name(self._parts(tree.parts), tree.at)
            case Call():
                return Call(tree.function, tuple(map(self.of_tree, tree.arguments)), tree.at)
            case Listing():
                return Listing(tuple(map(self.of_tree, tree.entries)), tree.at)
            case _:
                return tree

    def _parts(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        first, *others = parts
        names = {"item": self.items, "field": self.fields, "class": self.classes}.get(first)
        if names is not None and others:
            return first, names.get(others[0], others[0]), *others[1:]
        # What is followed by a number is named by the key that it has in a unit already.
        own = first in RESERVED_NAMES or (others and others[0].isdigit())
        return parts if own else (self.items.get(first, first), *others)

    @staticmethod
    def _named(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - one name, several or none
        if isinstance(value, tuple):
            return tuple(names.get(name, name) for name in value)
        return names.get(value, value)
