"""The suggestions of a version, wherever in it they stand."""

from collections.abc import Mapping

from selfcheck_service.core.definition.model import Suggestion, ThematicField
from selfcheck_service.core.scoring import Plan


def suggestions_of(plan: Plan) -> Mapping[str, Suggestion]:
    """Return all suggestions of a version by their keys, in its order: those of the whole first."""
    found = list(plan.questionnaire.suggestions)
    for node in plan.structure.nodes.values():
        if isinstance(node.definition, ThematicField):
            found += node.definition.suggestions
    return {each.key: each for each in found}
