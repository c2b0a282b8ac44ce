"""From a questionnaire to its structure: everything found by its key, and worked out what never changes."""

from selfcheck_service.core.definition.expansion import expand
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.structure import Structure, index_of
from selfcheck_service.core.definition.tabulation import with_tabulated_points


def build_structure(questionnaire: Questionnaire) -> Structure:
    """Return the structure of a questionnaire; it never fails, whatever the names in it are worth."""
    return with_tabulated_points(index_of(questionnaire, expand(questionnaire)))
