"""What is said of a name in an expression that leads nowhere where it stands: what it is, and how it is written."""

from collections.abc import Iterable, Iterator

from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Unknown
from selfcheck_service.core.definition.problems import Meant
from selfcheck_service.core.definition.structure import Structure


def misnamed(name: Name, known: Iterable[str], structure: Structure) -> Unknown:
    """Return the fault of a name that is none of an item: it may be the key of something else, or a slip of the pen."""
    written = ".".join(name.parts)
    other = next(_others(name, structure), None)
    if other is not None:
        kind, usage = other
        return Unknown("written_otherwise", {"name": written, "kind": kind, "usage": usage})
    return unknown_name(name, known)


def unknown_name(name: Name, known: Iterable[str]) -> Unknown:
    """Return the fault of a name that is not there, with the one that was meant, perhaps."""
    written = ".".join(name.parts)
    return Unknown("unknown_name", {"name": shown(written, 80), "hint": Meant(written, known)})


def _others(name: Name, structure: Structure) -> Iterator[tuple[str, str]]:
    """Yield what else has this key, and how that is written in an expression."""
    key, *rest = name.parts
    frame = structure.questionnaire
    for kind, keys, usage in (
        ("field", structure.nodes, f"field.{key}"),
        ("profile", {found.key for found in frame.profile}, f"profile.{key}"),
        ("constants", structure.constants, f"constant.{key}"),
        ("flags", {found.key for found in frame.flags}, f"flag.{key}"),
        ("tables", structure.tables, f"lookup('{key}', …)"),
        ("item_classes", structure.classes, f"class.{key}.points"),
    ):
        if key in keys:
            yield kind, ".".join((usage, *rest)) if kind == "field" else usage
    # The options of a pair stand in the order of the document.
    pairs = (pair for pairs in structure.pairs.get(key, {}).values() for pair in pairs)
    yield from (("item", pair) for pair in pairs if sorted(pair.split(".")) == sorted(name.parts))
