"""The evaluation: what one set of answers means.

These are the shapes that `POST /v1/evaluations` returns and `selfcheck evaluate` prints; a client sees exactly these
members in exactly this order. Numbers are the exact result, converted once: an integer where it is one, else the
nearest double. `None` is "not computed" or "not known" and never stands for 0.
"""

from typing import Literal

import msgspec

Status = Literal["valid", "provisional", "not_computed"]
Number = int | float


class LevelResult(msgspec.Struct, frozen=True):
    """The level a score falls into.

    `border` names the neighbouring level where the score lies within the declared margin of the cut score between
    them, `capped_from` the level the score alone would reach where a gate holds it down.
    """

    key: str
    title: str
    border: str | None
    capped_from: str | None


class AnswerChange(msgspec.Struct, frozen=True):
    """One answer that would have to change: from `current` (None where not answered) to `target`."""

    item: str
    prompt: str
    current: object
    target: object


class NextLevel(msgspec.Struct, frozen=True):
    """What is missing for the next level. `score_from` is where it begins; None where gates alone decide.

    `missing` says it in sentences (points, gates). `changes` is the smallest set of answer changes that reaches it, or
    None where no set was found; `exact` is False where the search was bounded, so that a smaller set might exist.
    """

    key: str
    title: str
    score_from: Number | None
    missing: tuple[str, ...]
    changes: tuple[AnswerChange, ...] | None
    exact: bool


class Contribution(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the calculation: how an item or a child field enters the score of its field.

    `state` is the item's state or the child's status; `treatment` says what the policy made of it ("taken", "exclude",
    "required", "worst", "best", "points"). `points` × `weight` = `weighted`; the weight is None in a formula, where
    weights count nowhere unless it names them, without a score, and where it depends on an answer that is missing.
    `definition` is the JSON pointer of the entry in the definition. `calculation` says how the value or the points of
    an item follow from other answers; for all else the member is left out.
    """

    kind: Literal["item", "field"]
    key: str
    title: str
    state: str
    answer: object
    answer_text: str | None
    treatment: str
    points: Number | None
    weight: Number | None
    weighted: Number | None
    definition: str
    calculation: str | None = None


class Explanation(msgspec.Struct, frozen=True):
    """Why the score is what it is. `contributions` and `formula` only where a full explanation was asked for."""

    text: str
    next_level: NextLevel | None
    formula: str | None = None
    contributions: tuple[Contribution, ...] | None = None
    definition: str | None = None


class NoAnswers(msgspec.Struct, frozen=True):
    """How many shown scored items at or below a field have which kind of no answer."""

    not_applicable: int
    dont_know: int
    declined: int
    unanswered: int


class FieldResult(msgspec.Struct, frozen=True):
    """The result of one field, or of the whole (`key` "overall").

    `score` lies on `scale` (minimum, maximum). `reason` says why a score was not computed (see docs/scoring.md).
    `group` is the key of the group of fields that it is shown in, `next_text` says what people at its level do next.
    """

    key: str
    parent: str | None
    group: str | None
    title: str
    score: Number | None
    score_min: Number | None
    score_max: Number | None
    scale: tuple[Number, Number] | None
    status: Status
    reason: str | None
    coverage: Number | None
    raw_score: Number | None
    level: LevelResult | None
    text: str | None
    next_text: str | None
    no_answers: NoAnswers
    explanation: Explanation | None


class ItemResult(msgspec.Struct, frozen=True):
    """The level of one item whose points are classified; without points there is none."""

    key: str
    field: str
    title: str
    points: Number | None
    level: LevelResult | None
    text: str | None


class Because(msgspec.Struct, frozen=True):
    """One condition that fired: its form, whom it is about, the values found and the thresholds, and all in words."""

    rule: str
    subject: str | None
    values: dict[str, object]
    thresholds: dict[str, object]
    text: str


class SourceReference(msgspec.Struct, frozen=True):
    """A dated reference of a suggestion."""

    key: str
    title: str
    url: str | None
    as_of: str


class ProcedureReference(msgspec.Struct, frozen=True):
    """A procedure that a suggestion proposes; the definition has it written out."""

    key: str
    title: str


class SuggestionResult(msgspec.Struct, frozen=True):
    """A proposed next step; `after` names offered suggestions that should come before it."""

    key: str
    title: str
    type: str
    type_title: str
    field: str
    field_title: str
    because: tuple[Because, ...]
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
    procedures: tuple[ProcedureReference, ...]
    after: tuple[str, ...]
    sources: tuple[SourceReference, ...]


class Receipt(msgspec.Struct, frozen=True):
    """Proof of how the evaluation came about; enough to replay it from the answers (docs/scoring.md, section 10)."""

    questionnaire: str
    version: str
    definition_hash: str
    rules: int
    answers_digest: str
    result_digest: str


class Evaluation(msgspec.Struct, frozen=True, omit_defaults=True):
    """The meaning of one set of answers under one version of a questionnaire.

    `items` are those whose points have levels; the member is left out where a questionnaire has none.
    """

    questionnaire: str
    version: str
    title: str
    language: str
    notice: str | None
    fields: tuple[FieldResult, ...]
    overall: FieldResult | None
    flags: dict[str, bool | None]
    hidden: tuple[str, ...]
    suggestions: tuple[SuggestionResult, ...]
    receipt: Receipt
    items: tuple[ItemResult, ...] = ()
