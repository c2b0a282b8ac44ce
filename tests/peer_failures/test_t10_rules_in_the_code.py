"""T10: elsewhere, ids of questions, weights and thresholds stood in the code."""

from selfcheck_service.catalogue import find_definitions, read_document
from selfcheck_service.core.definition import build_structure, parse_definition
from tests.checkout import CHECKOUT

# Words of the language of the house that an author may well choose for a key.
COMMON = {"overall", "default"}


def test_no_key_of_a_shipped_questionnaire_stands_in_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "src").rglob("*.py"))
    for definition in find_definitions(CHECKOUT / "questionnaires"):
        questionnaire = parse_definition(read_document(definition).data)
        structure = build_structure(questionnaire)
        suggestions = {suggestion.key for _, _, suggestion in structure.suggestions()}
        keys = {*structure.items, *structure.nodes, *suggestions, questionnaire.key} - COMMON
        found = {key for key in keys if f'"{key}"' in code or f"'{key}'" in code}
        assert not found
