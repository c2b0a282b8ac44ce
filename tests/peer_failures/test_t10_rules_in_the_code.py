"""T10: elsewhere, ids of questions, weights and thresholds stood in the code."""

import re

import pytest

from selfcheck_service.catalogue import find_definitions, read_document
from selfcheck_service.core.definition import build_structure, parse_definition
from tests.checkout import CHECKOUT

# Words of the language of the house that an author may well choose for a key.
COMMON = {"overall", "default"}


@pytest.mark.unmeasured
def test_no_key_of_a_shipped_questionnaire_stands_in_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "src").rglob("*.py"))
    # Quotes may follow each other closely, so that the end of one text could be the beginning of the next.
    quoted = {text for quote in "\"'" for text in re.findall(f"{quote}(?=([^{quote}\n]*){quote})", code)}
    for definition in find_definitions(CHECKOUT / "questionnaires"):
        questionnaire = parse_definition(read_document(definition).data)
        structure = build_structure(questionnaire)
        suggestions = {suggestion.key for _, _, suggestion in structure.suggestions()}
        keys = {*structure.items, *structure.nodes, *suggestions, questionnaire.key} - COMMON
        assert keys
        assert keys & quoted == set()
