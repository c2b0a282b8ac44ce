"""Whether a questionnaire meets the content rules that it says itself: one module for each family of them."""

from collections.abc import Iterator
from datetime import date

from selfcheck_service.core.definition.content.applicability import check_applicability
from selfcheck_service.core.definition.content.bands import check_bands
from selfcheck_service.core.definition.content.fields import check_fields, check_forms
from selfcheck_service.core.definition.content.items import check_items
from selfcheck_service.core.definition.content.languages import check_languages
from selfcheck_service.core.definition.content.procedures import check_procedures
from selfcheck_service.core.definition.content.sources import check_sources
from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.content.suggestions import check_suggestions
from selfcheck_service.core.definition.problems import Problem
from selfcheck_service.core.definition.structure import Structure

__all__ = ["check_content"]

_CHECKS = (
    check_items,
    check_fields,
    check_forms,
    check_applicability,
    check_languages,
    check_suggestions,
    check_bands,
    check_procedures,
)


def check_content(structure: Structure, today: date | None) -> Iterator[Problem]:
    """Yield what does not meet the content rules, family by family; without a day nothing is too old."""
    if structure.questionnaire.content_rules is None:
        return
    content = Content(structure, structure.questionnaire.content_rules)
    for check in _CHECKS:
        yield from check(content)
    yield from check_sources(content, today)
