"""From what the validation library finds in a document to problems of ours: one place for definitions and bodies."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from selfcheck_service.core.definition.conditions import CONDITION_FORMS
from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.message_words import FORMS
from selfcheck_service.core.definition.problems import InputInvalid, Problem, hint, pointer
from selfcheck_service.core.definition.texts import unclean_character

Shape = TypeVar("Shape", bound=BaseModel)

# What the types of the validation library are called in our problems, with the words for what was expected.
_WRONG_TYPE = {
    "int_type": "an integer",
    "int_from_float": "an integer",
    "string_type": "text",
    "bool_type": "true or false",
    "dict_type": "a map",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a map",
    "model_attributes_type": "a map",
}
_FORMS = {
    "condition_form": ", ".join(CONDITION_FORMS),
    "entry_form": "item, field",
}


def parse_shape(model: type[Shape], document: object) -> Shape:
    """Return what a document of plain data says as a model; raise `InputInvalid` with every fault of its shape."""
    if not isinstance(document, Mapping):
        raise InputInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(document)})])
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise InputInvalid(shape_problems(error, document, names=lambda: tuple(model.model_fields))) from None


def shape_problems(
    error: ValidationError, document: object, *, names: Callable[[], Sequence[str]], tags: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield what the validation library found, as problems with their places in the document.

    `names` are those that a member may have been meant to have; `tags` stand in the library's locations alone.
    """
    for number, details in enumerate(error.errors(include_url=False)):
        location = pointer(*_real_path(details["loc"], document, tags))
        problem = _problem(details, location, names, number)
        if problem is not None:
            yield problem


def _problem(details: ErrorDetails, location: str, names: Callable[[], Sequence[str]], earlier: int) -> Problem | None:
    """Translate one fault of the validation library; None where it only repeats faults deeper down."""
    kind, context, found = details["type"], details.get("ctx", {}), details["input"]
    name = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "missing":
        return Problem(location, "missing", {"name": name})
    if kind == "extra_forbidden":
        near = hint(name, names(), earlier)
        return Problem(location, "unknown_member", {"name": shown(name), "hint": near})
    if kind in _WRONG_TYPE:
        return Problem(location, "wrong_type", {"expected": _WRONG_TYPE[kind], "found": describe(found)})
    if kind in ("too_short", "too_long") and "limit" not in context:
        return _length_problem(kind, location, context, found)
    return Problem(location, *_value_problem(kind, context, found, details["msg"]))


def _length_problem(kind: str, location: str, context: Mapping[str, object], found: object) -> Problem | None:
    limit = context.get("min_length", context.get("max_length"))
    # The library counts valid members only; a list whose members are all faulty is not short.
    if (
        kind == "too_short"
        and isinstance(limit, int)
        and isinstance(found, Mapping | list | tuple)
        and len(found) >= limit
    ):
        return None
    return Problem(location, kind, {"limit": f"{limit} entries"})


def _value_problem(
    kind: str,
    context: Mapping[str, object],
    found: object,
    message: str,
) -> tuple[str, dict[str, object]]:
    """Return code and parameters of a fault in a single value."""
    words = shown(found)
    if kind in _OWN_CODES:
        return kind, dict(context)
    if kind in _FORMS:
        return "exactly_one_of", {"allowed": _FORMS[kind], "count": 0}
    if kind == "literal_error":
        return "not_one_of", {"found": words, "allowed": str(context.get("expected", "")).replace(" or ", ", ")}
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return "malformed", {"found": words, "expected": FORMS.get(pattern, pattern)}
    if kind == "string_unicode":
        return "text_not_clean", {"codepoint": f"{ord(unclean_character(str(found)) or '?'):04X}"}
    return _limit_problem(kind, context, words, message)


def _limit_problem(kind: str, context: Mapping[str, object], found: str, message: str) -> tuple[str, dict[str, object]]:
    if kind in ("string_too_short", "string_too_long"):
        limit = context.get("min_length", context.get("max_length"))
        return kind.removeprefix("string_"), {"limit": f"{limit} characters"}
    if kind in ("greater_than_equal", "less_than_equal"):
        bounds = f"[{context['ge']}, inf)" if "ge" in context else f"(-inf, {context['le']}]"
        return "out_of_range", {"found": found, "range": bounds}
    return ("name_not_text", {}) if kind == "invalid_key" else ("invalid", {"detail": message})


_OWN_CODES = frozenset(
    {
        "wrong_type",
        "malformed",
        "out_of_range",
        "too_long",
        "too_short",
        "text_not_clean",
        "exactly_one_of",
        "at_least_one_of",
        "does_not_fit_type",
        "missing_for_type",
        "too_deep",
        "state_follows_times",
        "expression_syntax",
        "expression_ends",
        "comparison_chained",
        "text_without_end",
    },
)


def _real_path(location: tuple[int | str, ...], document: object, tags: Collection[str]) -> list[int | str]:
    """Drop the tags that the validation library adds for the alternative it chose."""
    path: list[int | str] = []
    here: object = document
    for part in location:
        if part in tags:
            continue
        if part == "[key]":
            break
        path.append(part)
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list | tuple) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            here = None
    return path
