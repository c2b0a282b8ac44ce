"""Whether words changed: texts of the same thing, in a language in which both versions have them."""

from collections.abc import Mapping

from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.texts import ANY_LANGUAGE, Text

Words = Mapping[Path, Text]
# The member that says what a number counts.
UNIT = "unit"


def are_reworded(old: Words, new: Words) -> bool:
    """Tell whether a text says something else in a language that both have, or is given in one version only.

    Texts of options that came or went are named with these.
    """
    return any(
        _says_else(old[path], new[path]) if path in old and path in new else path[0] != "options"
        for path in old.keys() | new.keys()
    )


def _says_else(one: Text, two: Text) -> bool:
    languages = {language for language in one.keys() | two.keys() if _has(one, language) and _has(two, language)}
    return any(one.in_language(language) != two.in_language(language) for language in languages)


def _has(text: Text, language: str) -> bool:
    return language in text or (ANY_LANGUAGE in text and language != ANY_LANGUAGE)


def by_keys(part: object, path: Path) -> Path:
    """Return a path in which entries of lists are called by their keys or values: their order means nothing."""
    found: list[str | int] = []
    for step in path:
        part = part[step] if isinstance(part, tuple | dict) else _member(part, str(step))  # type: ignore[index]  # as the path says
        key = getattr(part, "key", getattr(part, "value", None))
        found.append(key if isinstance(step, int) and isinstance(key, str | int) else step)
    return tuple(found)


def _member(part: object, name: str) -> object:
    """Return a member by the name that documents have for it."""
    fields = getattr(type(part), "model_fields", {})
    return getattr(part, next((own for own, field in fields.items() if field.alias == name), name))
