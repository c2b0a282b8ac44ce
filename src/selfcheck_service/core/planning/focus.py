"""Focus fields: which fields a workshop can work on."""

from collections.abc import Callable, Iterator, Sequence

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Path, twice, unknown
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.planning.document import FocusField, Measure


def thematic_fields(structure: Structure) -> tuple[str, ...]:
    """Return the keys of all fields of a version, nested ones too, in document order; the overall result is none."""
    return tuple(key for key, node in structure.nodes.items() if isinstance(node.definition, ThematicField))


def fields_of(measure: Measure, structure: Structure) -> tuple[str, ...]:
    """Return the keys of the fields that a measure names and of those in which its items lie, each once."""
    around = (structure.item_fields.get(key) for key in measure.items)
    return tuple(dict.fromkeys((*measure.fields, *(key for key in around if key is not None))))


def check_fields(structure: Structure, keys: Sequence[str], place: Callable[[int], Path]) -> Iterator[Problem]:
    """Yield a problem for each key that is no field of a version or stands twice; `place` says where each stands."""
    known = thematic_fields(structure)
    for at, key in enumerate(keys):
        yield from unknown("field", key, known, place(at))
    yield from twice("field", ((key, place(at)) for at, key in enumerate(keys)))


def check_focus(fields: Sequence[FocusField], structure: Structure) -> Iterator[Problem]:
    """Yield what is wrong with the fields that were chosen; a ballot has a meaning where one decided."""
    yield from check_fields(structure, [each.field for each in fields], lambda at: ("fields", at, "field"))
    for at, each in enumerate(fields):
        if each.ballot is not None and each.source != "ballot":
            words = {"name": "ballot", "other": "source", "value": each.source}
            yield Problem(pointer("fields", at, "ballot"), "without_meaning", words)
