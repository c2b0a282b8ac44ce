"""Which texts must stand in a language: above all in one in which not all of them do."""

from collections.abc import Iterator

from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.texts import ANY_LANGUAGE
from selfcheck_service.core.definition.walking import walk_texts

# Behind these stands what the author calls things, or a number.
_NAMED_BY_AUTHORS = frozenset({"level_texts", "next_texts", "forms"})


def check_languages(content: Content) -> Iterator[Problem]:
    """Yield the texts that are missing in a language, and the places at which there is no text at all."""
    texts = [(_place_of(path), path, text) for path, text in walk_texts(content.questionnaire)]
    known = {place for place, _, _ in texts}
    for language, places in content.rules.languages.items():
        for index, place in enumerate(places):
            if place not in known:
                where = pointer("content_rules", "languages", language, index)
                yield Problem(where, "content_no_texts", {"name": place})
        for place, path, text in texts:
            if place in places and language not in text and ANY_LANGUAGE not in text:
                yield Problem(pointer(*path), "missing_translation", {"language": language})


def _place_of(path: Path) -> str:
    """Return a path without what the author calls things: nested fields count as fields."""
    names: list[str] = []
    is_authors = False
    for step in path:
        if is_authors:
            is_authors = False
        elif isinstance(step, str):
            is_authors = step in _NAMED_BY_AUTHORS
            if step != "fields" or "fields" not in names:
                names.append(step)
    return "/".join(names)
