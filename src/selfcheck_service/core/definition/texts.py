"""Texts in several languages, and the rules for clean text."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import describe

LANGUAGE_PATTERN = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
LONGEST_TEXT = 8000
# What stands in place of a language where a text reads alike in all of them: `cm`, `Item 1`.
ANY_LANGUAGE = "any"
# Characters that reverse the order of what stands around them make a text read otherwise than it is: overrides,
# embeddings and isolates, balanced or not. The plain marks U+200E and U+200F are none of them: like a letter that
# nobody sees they put a bracket or a full stop in its place, and Arabic, Hebrew and Persian texts need them.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def unclean_character(text: str) -> str | None:
    """Return the first character that no text may contain (control, lone surrogate, bidi control), or None."""
    if text.isascii() and text.isprintable():
        return None
    for character in text:
        if character in "\n\t":
            continue
        if character in _BIDI_CONTROLS or unicodedata.category(character) in ("Cc", "Cs"):
            return character
    return None


def clean_text(text: str) -> str:
    """Return the text in Unicode's composed form (NFC); raise where it holds a character that is not allowed."""
    character = unclean_character(text)
    if character is not None:
        raise PydanticCustomError("text_not_clean", "unclean", {"codepoint": f"{ord(character):04X}"})
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_WORD = re.compile(r"[^\W\d_]+(?:[-’'*:][^\W\d_]+)*")


def count_words(text: str) -> int:
    """Return how many words a text has; numbers are none."""
    return len(_WORD.findall(text))


class Text(dict[str, str]):
    """A text in one or more languages: language tag → words."""

    def in_language(self, language: str, source: str = "") -> str:
        """Return the words in the language, else in its base language, else those for any, else in the source language.

        Where none of them is given, the first of the others is taken, by name: the order in which an author wrote them
        must not be seen in an evaluation, because it is not in the hash of the definition either.
        """
        base = language.split("-", maxsplit=1)[0]
        found = self.get(language) or self.get(base) or self.get(ANY_LANGUAGE) or self.get(source)
        return found if found is not None else self[min(self)]


def _as_map(value: object, info: ValidationInfo) -> object:
    """Read a plain string as a text in the source language, which the context names."""
    if isinstance(value, str):
        context = info.context if isinstance(info.context, Mapping) else {}
        return {str(context.get("source_language", "de")): value}
    if not isinstance(value, dict):
        expected = "a text or a map of languages"
        raise PydanticCustomError("wrong_type", "a text", {"expected": expected, "found": describe(value)})
    return value


def _clean(texts: dict[str, str]) -> Text:
    return Text({language: clean_text(words) for language, words in texts.items()})


_LanguageTag = Annotated[str, Field(pattern=f"^{LANGUAGE_PATTERN}$", max_length=35, strict=True)]
_Words = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, strict=True)]

LocalisedText = Annotated[
    dict[_LanguageTag, _Words],
    Field(min_length=1),
    BeforeValidator(_as_map),
    AfterValidator(_clean),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
                {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
                    "propertyNames": {"pattern": f"^{LANGUAGE_PATTERN}$"},
                },
            ],
            "description": "A text: a map of languages (`any`: alike in all), or a string in the source language.",
        },
    ),
]

LANGUAGE_TAG = re.compile(LANGUAGE_PATTERN)


def is_german(language: str) -> bool:
    """Tell whether German is spoken in a language; everything else is answered in English."""
    return language.split("-", maxsplit=1)[0] == "de"
