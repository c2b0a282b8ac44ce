"""The parts of a definition that random edits change."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from tests.builders import Data

Edit = Callable[[Random, Data], None]


def own_edits(names: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return the edits that a module defines: its public functions of a generator and a document."""
    edit = {"rng": Random, "document": Data, "return": None}
    found = [value for name, value in names.items() if not name.startswith("_")]
    return tuple(value for value in found if getattr(value, "__annotations__", {}) == edit)


def parts_of(part: Any) -> Iterator[Data]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from parts_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from parts_of(value)


def pick(rng: Random, things: list[Any]) -> Any:
    return rng.choice(things) if things else {}


def fields_of(document: Data) -> list[Data]:
    found: list[Data] = []
    waiting = list(document["fields"])
    while waiting:
        field = waiting.pop(0)
        found.append(field)
        waiting += field.get("fields", [])
    return found


def holders_of(document: Data) -> list[Data]:
    """Return all fields, and the overall result."""
    return [*fields_of(document), *([document["overall"]] if document.get("overall") else [])]


def items_of(document: Data) -> list[Data]:
    return [item for field in fields_of(document) for item in field.get("items", [])]


def rules_of(document: Data) -> list[Data]:
    """Return every scoring that says something."""
    defaults = document.get("defaults", {})
    found = [holder["scoring"] for holder in holders_of(document) if holder.get("scoring")]
    return found + [defaults[name] for name in ("scoring", "parent_scoring") if defaults.get(name)]


def option_lists(document: Data) -> list[list[Data]]:
    scales = [scale["options"] for scale in document.get("response_scales", [])]
    return scales + [item["options"] for item in items_of(document) if "options" in item]
