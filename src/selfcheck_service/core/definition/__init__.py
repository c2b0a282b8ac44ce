"""Questionnaire definitions: their shape, their faults, their canonical bytes."""

from selfcheck_service.core.definition.building import build_structure
from selfcheck_service.core.definition.canonical import (
    canonical_document,
    canonical_json,
    definition_hash,
    definition_schema,
    localise_document,
    plain_document,
)
from selfcheck_service.core.definition.exact import Interval, exact_to_json, exact_to_number, exact_to_text, parse_exact
from selfcheck_service.core.definition.lint import lint
from selfcheck_service.core.definition.messages import MESSAGES, render_message
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.parse import parse_definition
from selfcheck_service.core.definition.problems import (
    AnswersInvalid,
    Conflict,
    DefinitionInvalid,
    InputInvalid,
    NotFound,
    Problem,
    SelfcheckError,
    parse_beside,
    pointer,
)
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.definition.walking import walk_texts

__all__ = [
    "MESSAGES",
    "OVERALL",
    "AnswersInvalid",
    "Conflict",
    "DefinitionInvalid",
    "InputInvalid",
    "Interval",
    "NotFound",
    "Problem",
    "Questionnaire",
    "SelfcheckError",
    "Structure",
    "build_structure",
    "canonical_document",
    "canonical_json",
    "definition_hash",
    "definition_schema",
    "exact_to_json",
    "exact_to_number",
    "exact_to_text",
    "lint",
    "localise_document",
    "parse_beside",
    "parse_definition",
    "parse_exact",
    "plain_document",
    "pointer",
    "render_message",
    "walk_texts",
]
