"""The words of every problem, in German and English.

One row per code, in the table of its section. The row is the single place where a code gets its message;
docs/problems.md is checked against it. Messages name what was found and what would be right.
"""

from collections.abc import Mapping

from selfcheck_service.core.definition.content_messages import CONTENT_MESSAGES
from selfcheck_service.core.definition.definition_messages import DEFINITION_MESSAGES
from selfcheck_service.core.definition.file_messages import FILE_MESSAGES
from selfcheck_service.core.definition.german_details import GERMAN_DETAILS
from selfcheck_service.core.definition.message_words import ENGLISH_WORDS, GERMAN_WORDS
from selfcheck_service.core.definition.request_messages import REQUEST_MESSAGES
from selfcheck_service.core.definition.round_messages import ROUND_MESSAGES
from selfcheck_service.core.definition.texts import is_german

MESSAGES: dict[str, tuple[str, str]] = {
    **DEFINITION_MESSAGES,
    **CONTENT_MESSAGES,
    **REQUEST_MESSAGES,
    **ROUND_MESSAGES,
    **FILE_MESSAGES,
}


_TRANSLATED_PARAMETERS = frozenset({"kind", "expected", "found", "usage"})


def render_message(code: str, parameters: Mapping[str, object], language: str) -> str:
    """Return the message of a code in German (`de…`) or English (all else)."""
    english, german = MESSAGES[code]
    german_asked = is_german(language)
    words = GERMAN_WORDS if german_asked else ENGLISH_WORDS
    filled = _Spare((name, _in_words(name, value, words)) for name, value in parameters.items())
    if german_asked and code in GERMAN_DETAILS:
        filled["detail"] = GERMAN_DETAILS[code](str(filled.get("detail", "")))
    return (german if german_asked else english).format_map(filled)


def _in_words(name: str, value: object, words: Mapping[str, str]) -> object:
    """Return what stands in a placeholder; a limit is a number and what it counts: "40 characters"."""
    if not isinstance(value, str):
        return value
    if name == "limit":
        number, _, unit = value.partition(" ")
        return f"{number} {words.get(unit, unit)}"
    if name == "earlier":
        return f"; {words['first at']} {value}"
    return words.get(value, value) if name in _TRANSLATED_PARAMETERS else value


class _Spare(dict[str, object]):
    """Leaves an unfilled placeholder empty: a message must never fail while a fault is being reported."""

    def __missing__(self, key: str) -> str:
        return ""
