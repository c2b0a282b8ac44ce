"""The service as a newcomer to FastAPI would begin it: typed body in, typed answer out, nothing computed.

The body is validated by Pydantic and the answer is an evaluation of the same shape and size as the real one, made once
and sent through the response model as by default.
"""

from typing import Any, Literal

from fastapi import FastAPI
from pydantic import BaseModel

Number = int | float


class NoAnswer(BaseModel):
    """Why there is no answer."""

    no_answer: Literal["not_applicable", "dont_know", "declined"]
    reason: str | None = None


class EvaluationRequest(BaseModel):
    """One set of answers."""

    questionnaire: str
    version: str
    answers: dict[str, NoAnswer | int | float | str | list[int | str]]
    language: str | None = None
    profile: dict[str, int | str] | None = None
    perspective: str | None = None


class LevelResult(BaseModel):
    """A level."""

    key: str
    title: str
    border: str | None
    capped_from: str | None


class NoAnswers(BaseModel):
    """How many answers are missing."""

    not_applicable: int
    dont_know: int
    declined: int
    unanswered: int


class FieldResult(BaseModel):
    """The result of one field."""

    key: str
    parent: str | None
    group: str | None
    title: str
    score: Number | None
    score_min: Number | None
    score_max: Number | None
    scale: tuple[Number, Number] | None
    status: Literal["valid", "provisional", "not_computed"]
    reason: str | None
    coverage: Number | None
    raw_score: Number | None
    level: LevelResult | None
    text: str | None
    next_text: str | None
    no_answers: NoAnswers
    explanation: None


class Because(BaseModel):
    """One reason of a suggestion."""

    rule: str
    subject: str | None
    values: dict[str, Any]
    thresholds: dict[str, Any]
    text: str


class SourceReference(BaseModel):
    """A dated reference."""

    key: str
    title: str
    url: str | None
    as_of: str


class ProcedureReference(BaseModel):
    """A procedure that a suggestion names."""

    key: str
    title: str


class SuggestionResult(BaseModel):
    """A suggestion."""

    key: str
    title: str
    type: str
    type_title: str
    field: str
    field_title: str
    because: list[Because]
    text: str | None
    first_step: str
    who: str
    effort: str
    horizon: str
    impact: int
    priority: Number
    lead_question: str
    indicator: str
    measurement: str | None
    obstacle: str | None
    way_round: str | None
    unsuitable_when: str | None
    procedures: list[ProcedureReference]
    after: list[str]
    sources: list[SourceReference]


class Receipt(BaseModel):
    """What an evaluation was made of."""

    questionnaire: str
    version: str
    definition_hash: str
    rules: int
    answers_digest: str
    result_digest: str


class Evaluation(BaseModel):
    """The whole answer."""

    questionnaire: str
    version: str
    title: str
    language: str
    notice: str | None
    fields: list[FieldResult]
    overall: FieldResult | None
    flags: dict[str, bool | None]
    hidden: list[str]
    suggestions: list[SuggestionResult]
    receipt: Receipt


def create_echo(content: bytes) -> FastAPI:
    """Return an app that answers every valid request with this evaluation."""
    app = FastAPI()
    answer = Evaluation.model_validate_json(content)

    @app.post("/v1/evaluations")
    async def create_evaluation(body: EvaluationRequest) -> Evaluation:
        del body
        return answer

    return app
