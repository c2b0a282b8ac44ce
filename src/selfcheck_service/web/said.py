"""Texts that remember their language, so that a page can mark parts in another one."""

from collections.abc import Mapping

from selfcheck_service.core.definition.texts import ANY_LANGUAGE, Text


class Said(str):
    """A text and its language."""

    __slots__ = ("language",)
    language: str

    @classmethod
    def of(cls, text: Mapping[str, str], language: str) -> "Said":
        """Return a text of a questionnaire in a language, or in the nearest one that it has."""
        words = Text(text).in_language(language)
        tag = next(tag for tag, found in text.items() if found is words)
        return cls.in_(language if tag == ANY_LANGUAGE else tag, words)

    @classmethod
    def in_(cls, language: str, words: str) -> "Said":
        """Return words in a language."""
        said = cls(words)
        said.language = language
        return said


def maybe(text: Mapping[str, str] | None, language: str) -> Said | None:
    """Return an optional text of a questionnaire in a language."""
    return None if text is None else Said.of(text, language)
