"""Where a definition says from which source something is taken."""

from collections.abc import Iterator

from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.structure import Structure


def named_sources(structure: Structure) -> Iterator[tuple[Path, str]]:
    """Yield every source that is named by what is no advice to anybody, with its place in the document."""
    questionnaire = structure.questionnaire
    for member in ("constants", "tables", "level_sets", "crosswalks"):
        for index, entry in enumerate(getattr(questionnaire, member)):
            if entry.source is not None:
                yield (member, index, "source"), entry.source
    rules: list[tuple[Path, object]] = [
        (("defaults", name), getattr(questionnaire.defaults, name)) for name in ("scoring", "parent_scoring")
    ]
    rules += [((*node.path, "scoring"), node.definition.scoring) for node in structure.nodes.values()]
    for path, rule in rules:
        source = getattr(rule, "source", None)
        if source is not None:
            yield (*path, "source"), source


def sources_named(structure: Structure) -> set[str]:
    """Return the keys of all sources that are named somewhere."""
    suggestions = (name for _, _, suggestion in structure.suggestions() for name in suggestion.sources)
    procedures = (name for procedure in structure.questionnaire.procedures for name in procedure.sources)
    return {*suggestions, *procedures, *(name for _, name in named_sources(structure))}
