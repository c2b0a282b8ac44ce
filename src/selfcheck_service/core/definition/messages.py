"""The words of every problem, in German and English.

One row per code, in the table of its section. The row is the single place where a code gets its message;
docs/problems.md is checked against it. Messages name what was found and what would be right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.ballot_messages import BALLOT_MESSAGES
from selfcheck_service.core.definition.comparing_messages import COMPARING_MESSAGES
from selfcheck_service.core.definition.content_messages import CONTENT_MESSAGES
from selfcheck_service.core.definition.definition_messages import DEFINITION_MESSAGES
from selfcheck_service.core.definition.file_messages import FILE_MESSAGES
from selfcheck_service.core.definition.form_messages import FORM_MESSAGES
from selfcheck_service.core.definition.german_details import GERMAN_DETAILS
from selfcheck_service.core.definition.message_words import ENGLISH_WORDS, GERMAN_WORDS, SINGULAR
from selfcheck_service.core.definition.planning_messages import PLANNING_MESSAGES
from selfcheck_service.core.definition.request_messages import REQUEST_MESSAGES
from selfcheck_service.core.definition.round_messages import ROUND_MESSAGES
from selfcheck_service.core.definition.texts import is_german

MESSAGES: dict[str, tuple[str, str]] = {
    **DEFINITION_MESSAGES,
    **CONTENT_MESSAGES,
    **REQUEST_MESSAGES,
    **ROUND_MESSAGES,
    **PLANNING_MESSAGES,
    **COMPARING_MESSAGES,
    **FORM_MESSAGES,
    **BALLOT_MESSAGES,
    **FILE_MESSAGES,
}


# That nothing was typed says more than how long it had to be.
_ONE, _EMPTY = "1 characters", ("This must not be empty.", "Das darf nicht leer sein.")
_TRANSLATED_PARAMETERS = frozenset({"kind", "expected", "found", "usage"})
# A range as definitions write it.
_RANGE = re.compile(r"([\[(])([^,\s]+), ([^,\s]+)([\])])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A value that each language says in its own way, such as a moment; `plain` is how a program reads it."""

    plain: str
    german: str
    english: str


def render_message(code: str, parameters: Mapping[str, object], language: str) -> str:
    """Return the message of a code in German (`de…`) or English (all else)."""
    english, german = _EMPTY if code == "too_short" and parameters.get("limit") == _ONE else MESSAGES[code]
    german_asked = is_german(language)
    words = GERMAN_WORDS if german_asked else ENGLISH_WORDS
    told = {name: _told(value, german_asked=german_asked) for name, value in parameters.items()}
    filled = _Spare((name, _in_words(name, value, words)) for name, value in told.items())
    if code == "out_of_range":
        filled["range"] = _range_in_words(str(filled["range"]), words)
    if german_asked and code in GERMAN_DETAILS:
        filled["detail"] = GERMAN_DETAILS[code](str(filled.get("detail", "")))
    return (german if german_asked else english).format_map(filled)


def _told(value: object, *, german_asked: bool) -> object:
    if isinstance(value, Spoken):
        return value.german if german_asked else value.english
    return value


def _in_words(name: str, value: object, words: Mapping[str, str]) -> object:
    """Return what stands in a placeholder; a limit is a number and what it counts: "40 characters"."""
    if not isinstance(value, str):
        return value
    if name == "limit":
        number, _, unit = value.partition(" ")
        counted = SINGULAR.get(unit, unit) if number == "1" else unit
        return f"{number} {words.get(counted, counted)}"
    if name == "earlier":
        return f"; {words['first at']} {value}"
    return words.get(value, value) if name in _TRANSLATED_PARAMETERS else value


def _range_in_words(written: str, words: Mapping[str, str]) -> str:
    """Return a range for people: "at most 100" for "(-inf, 100]"; what is written otherwise stays."""
    found = _RANGE.fullmatch(written)
    if found is None:
        return written
    opening, low, high, closing = found.groups()
    has_low, has_high = low != "-inf", high != "inf"
    if has_low and has_high and opening + closing == "[]":
        return f"{low} {words['to']} {high}"
    ends = []
    if has_low:
        ends.append(f"{words['at least' if opening == '[' else 'more than']} {low}")
    if has_high:
        ends.append(f"{words['at most' if closing == ']' else 'less than']} {high}")
    return f" {words['and']} ".join(ends) or words["any number"]


class _Spare(dict[str, object]):
    """Leaves an unfilled placeholder empty: a message must never fail while a fault is being reported."""

    def __missing__(self, key: str) -> str:
        return ""
