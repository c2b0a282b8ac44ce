"""Whether what a field says of itself leads somewhere: its group, how urgent it is, what its answers rest on."""

from collections.abc import Iterator

from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.problems import Path, Problem, pointer, unknown
from selfcheck_service.core.definition.structure import Structure


def check_field_members(structure: Structure) -> Iterator[Problem]:
    """Yield the names of fields that lead nowhere, or to what cannot say what is asked."""
    groups = [group.key for group in structure.questionnaire.field_groups]
    for node in structure.nodes.values():
        definition = node.definition
        if isinstance(definition, ThematicField):
            if definition.group is not None:
                yield from unknown("field_groups", definition.group, groups, (*node.path, "group"))
            yield from _check_urgency(definition, node.path, structure)
            yield from _check_evidence(definition, node.path, structure)


def _check_urgency(definition: ThematicField, path: Path, structure: Structure) -> Iterator[Problem]:
    """How urgent something is says one of several whole numbers; it must not count as well."""
    name = definition.urgency
    if name is None:
        return
    item = structure.items.get(name)
    if item is None:
        yield from unknown("item", name, structure.items, (*path, "urgency"))
    elif (
        item.is_scored
        or not item.kind.chooses_one
        or not all(isinstance(option.value, int) for option in structure.options_of(item))
    ):
        yield Problem(pointer(*path, "urgency"), "no_urgency", {"name": name})


def _check_evidence(definition: ThematicField, path: Path, structure: Structure) -> Iterator[Problem]:
    name = definition.evidence
    if name is None:
        return
    item = structure.items.get(name)
    if item is None:
        yield from unknown("item", name, structure.items, (*path, "evidence"))
    elif item.type != "text":
        yield Problem(pointer(*path, "evidence"), "no_evidence", {"name": name})
