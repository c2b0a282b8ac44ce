"""From a document to a questionnaire: every fault of shape and every name that leads nowhere, all at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from pydantic import ValidationError

from selfcheck_service.core.definition.conditions import CONDITION_FORMS, Part
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.definition.limits import DEEPEST
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.problems import DefinitionInvalid, Problem
from selfcheck_service.core.definition.references import check_references
from selfcheck_service.core.definition.shapes import shape_problems
from selfcheck_service.core.definition.texts import LANGUAGE_TAG

# The tags of `Condition`, `Entry` and the other unions, which stand in the library's locations and not in the document.
_TAGS = frozenset(f"<{tag}>" for tag in (*CONDITION_FORMS, "value", "bins", "name", "points", "set", "list"))


def parse_definition(document: object) -> Questionnaire:
    """Return the questionnaire a document describes.

    `document` is plain data as read from JSON or YAML. Raises `DefinitionInvalid` with every fault found: shape first;
    where the shape is right, all names that lead nowhere and all rules that cannot be carried out.
    """
    if not isinstance(document, Mapping):
        raise DefinitionInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(document)})])
    if _deeper_than(document, DEEPEST):
        raise DefinitionInvalid([Problem("", "too_deep", {"limit": DEEPEST})])
    try:
        questionnaire = Questionnaire.model_validate(document, context={"source_language": _source_language(document)})
    except ValidationError as error:
        raise DefinitionInvalid(shape_problems(error, document, names=_member_names, tags=_TAGS)) from None
    problems = check_references(questionnaire)
    first = next(problems, None)
    if first is not None:
        raise DefinitionInvalid(chain((first,), problems))
    return questionnaire


def _source_language(document: Mapping[str, object]) -> str:
    languages = document.get("languages")
    first = languages[0] if isinstance(languages, Sequence) and languages else None
    return first if isinstance(first, str) and LANGUAGE_TAG.fullmatch(first) else "de"


def _deeper_than(document: object, limit: int) -> bool:
    """Walk level by level, so that no depth of nesting can exhaust the stack."""
    level: list[object] = [document]
    for _ in range(limit + 1):
        following: list[object] = []
        for value in level:
            if isinstance(value, Mapping):
                following.extend(value.values())
            elif isinstance(value, list | tuple):
                following.extend(value)
        if not following:
            return False
        level = following
    return True


@cache
def _member_names() -> tuple[str, ...]:
    """Return every member name of the format, from the models themselves."""
    names: set[str] = set()
    waiting: list[type[Part]] = [Part]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        names.update(member.alias or name for name, member in model.model_fields.items())
    return tuple(sorted(names))
