"""The kinds of values that definitions are made of: keys, versions, weights, shares."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictStr
from pydantic_core import PydanticCustomError, PydanticKnownError

from selfcheck_service.core.definition.conditions import OptionValue
from selfcheck_service.core.definition.exact import Exact
from selfcheck_service.core.definition.message_words import FORMS


def one_of(known: Collection[str]) -> Callable[[object], str]:
    """Return what validates that a name is one of these; else the fault reads like that of any list of names.

    What is known is asked each time, so that a row may be added.
    """

    def check(value: object) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise PydanticKnownError("literal_error", {"expected": ", ".join(map(repr, known))})

    return check


def not_negative(number: Exact) -> Exact:
    """Return the number; `PydanticCustomError` where it is below 0."""
    if number < 0:
        raise PydanticCustomError("out_of_range", "negative", {"found": str(number), "range": "[0, inf)"})
    return number


def _share(number: Exact) -> Exact:
    if not 0 <= number <= 1:
        raise PydanticCustomError("out_of_range", "share", {"found": str(number), "range": "[0, 1]"})
    return number


def _in_calendar(text: str) -> str:
    """Return the text where the calendar has such a day, month or year."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2026") :])
    except ValueError:
        words = {"found": text, "expected": FORMS[_DATE]}
        raise PydanticCustomError("malformed", "a date", words) from None
    return text


# A paper is dated by its year, a law by its day.
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


Key = Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
QuestionnaireKey = Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[StrictStr, Field(pattern=r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$")]
NoAnswer = Literal["not_applicable", "dont_know", "declined"]
# What is seen only where several responses are laid side by side.
Pattern = Literal["camps", "perspective_gap", "knowledge_gap", "urgent_but_low", "strength"]
Weight = Annotated[Exact, AfterValidator(not_negative)]
Value = OptionValue
Share = Annotated[Exact, AfterValidator(_share)]
Date = Annotated[StrictStr, Field(pattern=_DATE), AfterValidator(_in_calendar)]
Range = tuple[Exact, Exact]

# The key under which the result over all fields is addressed; no field may have it.
OVERALL = "overall"
