"""Wire shapes of what respondents send and read."""

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Header, Path
from pydantic import BaseModel, ConfigDict, Field

from selfcheck_service.api.schemas import AnswersBody

ResponsePath = Annotated[
    uuid.UUID, Path(description="Id of the response: a UUIDv4 that the respondent's client has made.")
]
IfMatch = Annotated[
    str | None, Header(description="ETag of what is to be replaced; needed where something else is stored already.")
]
EVALUATION = {"application/json": {"schema": {"$ref": "#/components/schemas/Evaluation"}}}
REVISION = {
    "ETag": {"description": "Revision of what is stored now, for `If-Match`.", "schema": {"type": "string"}},
}


class _Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class ResponseBody(BaseModel):
    """The answers of one respondent."""

    model_config = ConfigDict(extra="forbid")

    answers: AnswersBody
    perspective: str | None = Field(
        default=None,
        description="The perspective that the access code is for; the welcome names it. To send it saves the service "
        "from looking it up.",
    )
    language: str | None = Field(
        default=None, max_length=35, description="One of the round's languages; else `Accept-Language` decides."
    )
    display_name: str | None = Field(
        default=None,
        max_length=80,
        description="The name under which the other members see the ratings. Needed in an `open` round, not possible "
        "in any other.",
    )
    version: str | None = Field(
        default=None, description="The version that was answered; refused where the round's is another one."
    )
    terms_hash: str | None = Field(
        default=None,
        description="As the welcome says it. Where the terms are others by now, nothing is stored.",
    )


class DraftRequest(BaseModel):
    """A draft. What is half done need not make sense: the answers are kept as they are."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(description="Item key → whatever the client wants to find again.")
    perspective: str | None = None
    language: str | None = Field(default=None, max_length=35)
    display_name: str | None = Field(default=None, max_length=80)
    place: str | None = Field(default=None, max_length=200, description="Where to go on, in the client's own words.")
    terms_hash: str | None = Field(
        default=None,
        description="As the welcome says it. Where the terms are others by now, nothing is stored.",
    )


class Draft(DraftRequest):
    """A draft as it was kept."""


class Statement(_Shape):
    """One thing that respondents are told before they start."""

    key: str = Field(description="Stable name of the statement.")
    text: str


class PerspectiveTitle(_Shape):
    """The standpoint that the code is for."""

    key: str
    title: str


class Welcome(_Shape):
    """What somebody reads before answering: generated from the terms of the round, which no longer change then."""

    round: uuid.UUID
    title: str
    municipality: str
    questionnaire: str
    version: str
    state: Literal["planned", "open", "closed"]
    opens_at: datetime
    closes_at: datetime
    mode: Literal["confidential", "open", "institutional"]
    perspective: PerspectiveTitle | None = Field(description="Null where the questionnaire has no perspectives.")
    languages: list[str]
    language: str = Field(description="The language of this text.")
    free_texts: bool = Field(description="Whether this form has questions for free text, and the round takes them.")
    display_name_needed: bool
    terms_hash: str = Field(description="What the statements rest on; send it with the first draft or response.")
    statements: list[Statement]


class StoredResponse(_Shape):
    """Everything that is stored of a response, for whoever holds its secret."""

    id: uuid.UUID
    round: uuid.UUID
    questionnaire: str
    version: str
    definition_hash: str
    profile: dict[str, Any] = Field(description="Attributes of the municipality that entered the evaluation.")
    perspective: str | None
    display_name: str | None
    language: str | None = Field(description="The language it was submitted in; null where nothing is submitted.")
    entered_on: date
    changed_on: date
    answers: dict[str, Any] | None = Field(description="Null where nothing is submitted yet.")
    draft: dict[str, Any] | None


class Rating(_Shape):
    """What one member of an open round has submitted."""

    display_name: str
    perspective: str | None
    answers: dict[str, Any]


class RatingPage(_Shape):
    """Part of the ratings of an open round."""

    items: list[Rating]
    next: str | None = Field(description="Cursor of the next page, or null on the last one.")
