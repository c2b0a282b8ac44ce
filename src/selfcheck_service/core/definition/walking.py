"""A walk over all texts of a definition."""

from collections.abc import Iterator

from pydantic import BaseModel

from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.texts import Text


def walk_texts(part: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Yield every text in a part of a definition with its path in the document."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            yield from walk_texts(getattr(part, name), (*path, field.alias or name))
    elif isinstance(part, tuple):
        for index, entry in enumerate(part):
            yield from walk_texts(entry, (*path, index))
    elif isinstance(part, dict):
        for name, entry in part.items():
            yield from walk_texts(entry, (*path, name))
