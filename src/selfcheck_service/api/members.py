"""What members of bodies are made of: ids, days, moments, names. Each says in our own codes what is wrong with it.

Bodies are read strictly, so the validation library turns no text into anything else by itself.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.texts import clean_text

# What the columns hold. A longer name would be refused by PostgreSQL and taken by SQLite.
LONGEST_NAME = 200
ID_FORM = "a UUID"
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]{{1,6}})?)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
)


class Body(BaseModel):
    """A body of a request: unknown members are refused, and nothing is taken for something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _without_defaults(schema: dict[str, Any]) -> None:
    for member in schema["properties"].values():
        member.pop("default", None)


class Patch(Body):
    """A body that changes some members of what is there (JSON merge patch, RFC 7396): what is absent stays as it is.

    So the contract names no defaults: a client made from it would send them, and change what nobody meant to change.
    """

    model_config = ConfigDict(json_schema_extra=_without_defaults)


class Shown(BaseModel):
    """A body of a response, read by attribute from what the service holds."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


def read_id(text: str) -> UUID:
    """Return the id that a text is; raise `ValueError` for every other way to write one than the usual."""
    if _ID.fullmatch(text) is None:
        raise ValueError(f"not {ID_FORM}")
    return UUID(text)


def _id(value: object) -> UUID:
    text = _text(value)
    try:
        return read_id(text)
    except ValueError:
        raise _malformed(text, ID_FORM) from None


def _day(value: object) -> date:
    text = _text(value)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _malformed(text, "a day such as 2026-03-01")


def _moment(value: object) -> datetime:
    text = _text(value)
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise _malformed(text, "a moment such as 2026-03-01T08:00:00+01:00")


def _name(text: str) -> str:
    name = clean_text(text).strip()
    for separator in ("\n", "\t"):
        if separator in name:
            raise PydanticCustomError("text_not_clean", "unclean", {"codepoint": f"{ord(separator):04X}"})
    if not name:
        raise PydanticCustomError("too_short", "empty", {"limit": "1 characters"})
    # Counted as it is stored: the composed form of a text may be longer than the text.
    if len(name) > LONGEST_NAME:
        raise PydanticCustomError("too_long", "long", {"limit": f"{LONGEST_NAME} characters"})
    return name


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "no text", {"expected": "text", "found": describe(value)})
    return value


def _malformed(text: str, expected: str) -> PydanticCustomError:
    return PydanticCustomError("malformed", "malformed", {"found": shown(text), "expected": expected})


def _schema(form: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "format": form})


Id = Annotated[UUID, BeforeValidator(_id), _schema("uuid")]
Day = Annotated[date, BeforeValidator(_day), _schema("date")]
# It may lack its offset from UTC: what that means is said by whoever asks for it.
Moment = Annotated[datetime, BeforeValidator(_moment), _schema("date-time")]
Name = Annotated[
    str, AfterValidator(_name), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME})
]
Cursor = Annotated[str | None, Field(description="Pass it as `cursor` to get the next page; null on the last one.")]


def named_place(text: str) -> tuple[str, UUID]:
    """Return name and id of an entry, as `place_of` wrote them; raise `ValueError` for anything else."""
    entry_id, _, name = text.partition("/")
    if _name(name) != name:
        raise ValueError("no name")
    return name, read_id(entry_id)


def dated_place(text: str) -> tuple[datetime, UUID]:
    """Return moment and id of an entry, as `place_of` wrote them; raise `ValueError` for anything else."""
    entry_id, _, written = text.partition("/")
    moment = datetime.fromisoformat(written)
    # Other offsets could lead out of the years that there are.
    if moment.tzinfo != UTC:
        raise ValueError("not in UTC")
    return moment, read_id(entry_id)


def place_of(first: str | datetime, entry_id: UUID) -> str:
    """Return as text what an entry of a list is sorted by: its name or its moment, and its id."""
    return f"{entry_id}/{first.astimezone(UTC).isoformat() if isinstance(first, datetime) else first}"
