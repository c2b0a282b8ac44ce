"""One document, one sequence of bytes: the canonical form of a definition, its hash, its view in one language."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.texts import Text


def canonical_json(value: object) -> bytes:
    """Return the canonical bytes of plain data: keys sorted, no white space, UTF-8, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def canonical_document(questionnaire: Questionnaire) -> bytes:
    """Return the canonical bytes of a definition.

    Only members that the author gave are written, so that a member which a later release of the format adds does not
    change the hash of what is already published.
    """
    return canonical_json(plain_document(questionnaire))


def plain_document(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the definition as plain data: texts as maps of languages, exact numbers in their shortest JSON form."""
    return questionnaire.model_dump(mode="json", by_alias=True, exclude_unset=True)


def definition_hash(document: bytes) -> str:
    """Return the SHA-256 of canonical bytes in lower-case hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def definition_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a definition document."""
    schema = Questionnaire.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Questionnaire definition, format 1"
    return schema


# Where a definition holds texts. Anything else, whatever it looks like, is left as it is.
_TEXT_MEMBERS = frozenset(
    {
        "title",
        "description",
        "notice",
        "introduction",
        "prompt",
        "help",
        "text",
        "unit",
        "not_computed_text",
        "note",
        "first_step",
        "who",
        "lead_question",
        "indicator",
        "measurement",
        "obstacle",
        "way_round",
        "unsuitable_when",
        "purpose",
        "preparation",
        "room",
        "material",
        "watch",
        "border_text",
    },
)
_TEXT_MAPS = frozenset({"level_texts", "next_texts"})


def localise_document(document: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return a plain definition document with every text in one language.

    Where a text is not given in the language, its base language is taken, else the source language.
    """
    source = str(document["languages"][0])
    return {name: _localise(name, value, language, source) for name, value in document.items()}


def _localise(name: str, value: Any, language: str, source: str) -> Any:  # noqa: ANN401 - plain JSON data
    if isinstance(value, list):
        return [_localise("", entry, language, source) for entry in value]
    if not isinstance(value, dict):
        return value
    if name in _TEXT_MAPS:
        return {key: _words(text, language, source) for key, text in value.items()}
    if name in _TEXT_MEMBERS and value and all(isinstance(words, str) for words in value.values()):
        return _words(value, language, source)
    return {key: _localise(key, entry, language, source) for key, entry in value.items()}


def _words(text: dict[str, str], language: str, source: str) -> str:
    return Text(text).in_language(language, source)
