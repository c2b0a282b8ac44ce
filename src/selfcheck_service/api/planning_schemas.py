"""The shapes on the wire of what a room decides: focus fields, consensus, measures, reviews and readiness."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from selfcheck_service.api.members import Body, Cursor, Day, Name, Patch, Shown
from selfcheck_service.core.definition.texts import clean_text
from selfcheck_service.core.planning.document import (
    Decision,
    DecisionBody,
    EuroClass,
    EvidenceKind,
    FocusSource,
    Origin,
    Outcome,
    ReviewMonths,
    Status,
    SubjectKind,
)

MOST_FOCUS_FIELDS = 12
_LONGEST_WORDS = 2000
_MOST_NAMED = 50
_MOST_HOURS = 100_000


def _words(text: str) -> str:
    words = clean_text(text).strip()
    if not words:
        raise PydanticCustomError("too_short", "empty", {"limit": "1 characters"})
    # Counted as it is stored: the composed form of a text may be longer than the text.
    if len(words) > _LONGEST_WORDS:
        raise PydanticCustomError("too_long", "long", {"limit": f"{_LONGEST_WORDS} characters"})
    return words


Words = Annotated[
    str,
    AfterValidator(_words),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": _LONGEST_WORDS}),
]
_Key = Annotated[str, Field(max_length=200)]
_Keys = Annotated[list[_Key], Field(max_length=_MOST_NAMED)]
_FUNCTION = "A function such as “Leitung Jugendamt”, not the name of a person: names are not needed."
_DECIDED_ON = "Day of the workshop, between the release and today; absent: today."
_REFERENCE = "Keys of the questionnaire's fields that it aims at."
_ITEMS = "Keys of the items that it aims at."
_TYPE = "Key of one of the questionnaire's `suggestion_types`."
_FIRST_STEP_ON = "At most 14 days after `decided_on`."
_BODY = "Who has to decide: the council (Rat), the district council (Kreistag), the head of administration, or nobody."
_EUROS = "Costs beside the hours, in euros."
_STATUS = (
    "`idea` → `decided` → `running` → `done`, each way back as well; `dropped` from all but `done`, with a reason."
)
_HASH = "SHA-256 of the release on which it was said."


class EvidenceBody(Body):
    """What spoke for a measure, by reference."""

    kind: EvidenceKind
    ref: Name = Field(description="Id of a ballot of the round, or key of a card of its matrix.", examples=["a_rule"])
    option: Name | None = Field(default=None, description="Key of an option of the ballot.")


class _MeasureMembers(Body):
    reason: Words | None = Field(default=None, description="Why; needed where a suggestion is adapted or rejected.")
    goal: Words | None = Field(default=None, description="What is to be reached: the state that is wished for.")
    type: _Key | None = Field(default=None, description=_TYPE)
    first_step: Words | None = Field(default=None, description="What exactly happens first.")
    first_step_on: Day | None = Field(default=None, description=_FIRST_STEP_ON)
    responsible: Name | None = Field(default=None, description=_FUNCTION)
    decision_body: DecisionBody | None = Field(default=None, description=_BODY)
    starts_on: Day | None = None
    deadline: Day | None = Field(default=None, description="When it is finished.")
    hours: Annotated[int, Field(ge=0, le=_MOST_HOURS)] | None = Field(default=None, description="Of work, in all.")
    euro_class: EuroClass | None = Field(default=None, description=_EUROS)
    funding: Words | None = Field(default=None, description="Where the money comes from.")
    indicator: Words | None = Field(default=None, description="By what a change is seen.")
    baseline: Words | None = Field(default=None, description="Value of the indicator today.")
    target: Words | None = Field(default=None, description="Value of the indicator that is to be reached.")
    risk: Words | None = Field(default=None, description="What could go wrong, and side effects.")
    affected_groups_involved: bool | None = Field(default=None, description="Whether those it concerns take part.")
    affected_groups: Words | None = Field(default=None, description="Which groups it concerns, and how they take part.")
    dropped_reason: Words | None = Field(default=None, description="Why it was dropped; needed with that status.")
    review_on: Day | None = Field(default=None, description="When it is looked at again.")


class NewMeasure(_MeasureMembers):
    """A measure that is to be noted. What is not said of one that comes from a suggestion is taken over from it."""

    suggestion: _Key | None = Field(
        default=None, description="Key of the questionnaire's suggestion it comes from; absent: an idea of the room."
    )
    title: Name | None = Field(default=None, description="Needed unless it comes from a suggestion.", examples=["Wege"])
    decision: Decision = Field(default="adopt", description="What was decided on the suggestion, or on the idea.")
    decided_on: Day | None = Field(default=None, description=_DECIDED_ON)
    fields: _Keys = Field(default=[], description=_REFERENCE)
    items: _Keys = Field(default=[], description=_ITEMS)
    co_actors: Annotated[list[Name], Field(max_length=_MOST_NAMED)] = Field(default=[], description=_FUNCTION)
    status: Status = Field(default="idea", description=_STATUS)
    evidence: Annotated[list[EvidenceBody], Field(max_length=_MOST_NAMED)] = Field(default=[])


class MeasureChange(_MeasureMembers, Patch):
    """What of a measure is to change (JSON merge patch): members that are absent stay, null empties them."""

    title: Name = Field(default="")
    decision: Decision = Field(default="adopt")
    decided_on: Day = Field(default=date.min, description=_DECIDED_ON)
    fields: _Keys = Field(default=[], description=_REFERENCE)
    items: _Keys = Field(default=[], description=_ITEMS)
    co_actors: Annotated[list[Name], Field(max_length=_MOST_NAMED)] = Field(default=[], description=_FUNCTION)
    status: Status = Field(default="idea", description=_STATUS)
    evidence: Annotated[list[EvidenceBody], Field(max_length=_MOST_NAMED)] = Field(default=[])


class EvidenceShown(Shown):
    """What spoke for a measure, by reference."""

    kind: EvidenceKind
    ref: str
    option: str | None


class ReviewDueShown(Shown):
    """One of the three reviews of a measure, counted from the day of the decision."""

    months: ReviewMonths
    due_on: date
    held: bool


class MeasureShown(Shown):
    """A measure, or a suggestion that was rejected."""

    id: UUID
    round: UUID
    number: int = Field(description="From 1 in its round; never given twice.")
    release_hash: str = Field(description=_HASH)
    title: str
    origin: Origin
    suggestion: str | None = Field(description="`key@version` of the suggestion.")
    decision: Decision
    reason: str | None
    decided_on: date
    fields: list[str]
    items: list[str]
    goal: str | None
    type: str | None
    first_step: str | None
    first_step_on: date | None
    responsible: str | None
    co_actors: list[str]
    decision_body: DecisionBody | None
    starts_on: date | None
    deadline: date | None
    hours: int | None
    euro_class: EuroClass | None
    funding: str | None
    indicator: str | None
    baseline: str | None
    target: str | None
    risk: str | None
    affected_groups_involved: bool | None
    affected_groups: str | None
    status: Status
    dropped_reason: str | None
    review_on: date | None
    evidence: list[EvidenceShown]
    reviews_due: list[ReviewDueShown] = Field(description="None for a suggestion that was rejected.")
    revision: str = Field(description="Send it as `If-Match`, in quotation marks, to change this and nothing newer.")


class MeasurePage(Shown):
    """Measures by number, rejected suggestions among them."""

    items: list[MeasureShown]
    next: Cursor


class NewReview(Body):
    """What was found when a measure was looked at again."""

    months: ReviewMonths | None = Field(default=None, description="Which of the three; absent: one in between.")
    held_on: Day | None = Field(default=None, description="Between the decision and today; absent: today.")
    status: Status = Field(description="The measure takes it over.", examples=["running"])
    blocker: Words | None = Field(default=None, description="What stands in the way.")
    next_step: Words | None = None
    dropped_reason: Words | None = Field(default=None, description="Needed where the measure is dropped now.")


class ReviewShown(Shown):
    """A review of a measure. A later one never takes its place."""

    round: UUID
    measure: UUID
    number: int = Field(description="From 1 at its measure.")
    months: ReviewMonths | None
    held_on: date
    status: Status
    blocker: str | None
    next_step: str | None
    dropped_reason: str | None


class ReviewPage(Shown):
    """Reviews of a measure, in the order in which they were noted."""

    items: list[ReviewShown]
    next: Cursor


class FocusFieldBody(Body):
    """A field that the workshop works on."""

    field: _Key = Field(examples=["openness"])
    reason: Words = Field(description="Why it was chosen.", examples=["Am dringendsten genannt"])
    source: FocusSource = Field(default="room", description="Where it comes from: brief, ballot, or the talk.")
    ballot: Name | None = Field(default=None, description="Id of a ballot of the round, where one decided.")


class FocusFieldsBody(Body):
    """The fields that the workshop works on, in the order of the room."""

    fields: Annotated[list[FocusFieldBody], Field(max_length=MOST_FOCUS_FIELDS)]
    chosen_on: Day | None = Field(default=None, description=_DECIDED_ON)


class FocusFieldShown(Shown):
    """A field that the workshop works on, and why."""

    field: str
    reason: str
    source: FocusSource
    ballot: str | None


class FocusFieldsShown(Shown):
    """The fields that the workshop works on, as they were chosen last; none before that, with the number 0."""

    round: UUID
    number: int = Field(description="How often fields were chosen; also the ETag.")
    release_hash: str | None = Field(description=_HASH)
    chosen_on: date | None
    fields: list[FocusFieldShown]


class MissingShown(Shown):
    """One thing that is missing."""

    key: str = Field(description="Stable; for measures the name of the member, or `reference`.")
    text: str


class FieldReadinessShown(Shown):
    """Whether a focus field has a measure with everything that is needed."""

    field: str
    title: str
    ready: bool
    measures: list[UUID] = Field(description="All measures of the plan that aim at it.")
    missing: list[MissingShown]


class MeasureReadinessShown(Shown):
    """Whether a measure has everything that is needed."""

    measure: UUID
    number: int
    title: str
    ready: bool
    quick_win: bool = Field(description="It is finished within three months of the decision.")
    missing: list[MissingShown]


class ReadinessShown(Shown):
    """Whether the action plan can go to those who decide (“beschlussreif”), and exactly what is missing."""

    language: Literal["de", "en"]
    ready: bool
    missing: list[MissingShown] = Field(description="What concerns the plan as a whole.")
    fields: list[FieldReadinessShown]
    measures: list[MeasureReadinessShown]
    hints: list[MissingShown] = Field(
        description="What to look at all the same: `idea` for what nobody has decided on, `same_suggestion` for "
        "several measures from one suggestion, `also_rejected` for a suggestion that is both taken up and rejected, "
        "`council_of_district` where a council is to decide in a Landkreis. A plan with hints may be ready."
    )


class ConsensusBody(Body):
    """What the room says of a field or an item."""

    outcome: Literal["value", "dissent"] = Field(
        description="A consensus value, or a dissent note.", examples=["value"]
    )
    value: Annotated[
        Any,
        WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": 100}, {"type": "null"}]}),
    ] = Field(
        default=None,
        description="On the scale of the field; of an item the value of an option, or a number that it accepts.",
    )
    reason: Words = Field(description="Why, or what the dissent is about.", examples=["Beide Sichten stehen fest"])
    decided_on: Day | None = Field(default=None, description=_DECIDED_ON)


class ConsensusEntry(Shown):
    """One thing that was said of a field or an item; none is ever overwritten."""

    number: int = Field(description="From 1: the first rating. Later ones are entries of their own.")
    outcome: Outcome
    value: int | float | str | None
    reason: str = Field(description="Empty where an entry says that the one before was withdrawn.")
    decided_on: date
    release_hash: str = Field(description=_HASH)


class OriginalFigure(Shown):
    """An interval in which the released number lies; both ends are null where nothing can be said."""

    lowest: int | float | None
    highest: int | float | None
    reason: str | None


class OriginalQuarter(Shown):
    """The quarter of the scale in which the mean of a small group lies."""

    quarter: int | None
    quarters: int
    lowest: int | float | None
    highest: int | float | None
    reason: str | None


class OriginalCell(Shown):
    """How many chose an option, as it was released."""

    option: int | str | None
    code: str
    count: int | None
    lowest: int
    highest: int


class OriginalShown(Shown):
    """What the release says of it. It stays as it is, whatever the room agrees on."""

    n: int
    scale: list[int | float] | None = Field(description="Both ends; of an item 0 to 100, on which its mean lies.")
    value: OriginalFigure
    quarter: OriginalQuarter | None
    cells: list[OriginalCell] = Field(description="Of an item.")


class ConsensusShown(Shown):
    """What was said of a field or an item, beside what was released."""

    kind: SubjectKind
    key: str
    title: str
    release_hash: str | None = Field(
        description="SHA-256 of the release that `original` is from: the newest one. Both are null where it was "
        "withdrawn; each entry names the release that it was made on."
    )
    original: OriginalShown | None
    current: ConsensusEntry | None = Field(description="What holds; null where there is nothing, or not any more.")
    entries: list[ConsensusEntry] = Field(description="All of it, the first rating first.")


class ConsensusPage(Shown):
    """What was said of fields, then of items, by key."""

    items: list[ConsensusShown]
    next: Cursor
