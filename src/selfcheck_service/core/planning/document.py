"""What the room decides, as records: focus fields, consensus, measures and their reviews.

Each is canonical JSON, so equal records are equal bytes, and each names the hash of the release it was made on. None of
them ever changes a release. Who is named is a function such as "head of youth services": names of people are not
needed, and the documents that are made of these go through many hands.
"""

import hashlib
from datetime import date
from typing import Literal, TypeVar

import msgspec

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.releases.document import CellFigure, Figure, Number, QuarterFigures

# What a consensus is about: the value of a field, or one item.
SubjectKind = Literal["field", "item"]
Outcome = Literal["value", "dissent", "withdrawn"]
# Where a focus field comes from: the proposal of the brief, a ballot, or the talk in the room.
FocusSource = Literal["brief", "ballot", "room"]
Origin = Literal["suggestion", "own"]
Decision = Literal["adopt", "adapt", "reject"]
Status = Literal["idea", "decided", "running", "done", "dropped"]
# Who has to decide: Rat, Kreistag, Verwaltungsspitze, or nobody beside those who act.
DecisionBody = Literal["council", "district_council", "administration", "none"]
# What it costs beside hours, in euros: nothing, and up to and over these amounts.
EuroClass = Literal["none", "up_to_1000", "up_to_5000", "up_to_20000", "over_20000"]
EvidenceKind = Literal["ballot", "matrix"]
# After how many months a measure is looked at again.
ReviewMonths = Literal[3, 6, 12]
Record = TypeVar("Record", bound=msgspec.Struct)


class FocusField(msgspec.Struct, frozen=True):
    """A field that the workshop works on, and why it was chosen. `ballot` is the id of a ballot where one decided."""

    field: str
    reason: str
    source: FocusSource
    ballot: str | None = None


class FocusFields(msgspec.Struct, frozen=True):
    """The fields that a workshop works on, in the order of the room.

    `number` counts from 1 in the round: a later choice is a record of its own, and the last one holds.
    """

    round: str
    release_hash: str
    chosen_on: date
    fields: tuple[FocusField, ...]
    number: int = 1

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the fields, in the order of the room."""
        return tuple(each.field for each in self.fields)


class Consensus(msgspec.Struct, frozen=True):
    """What a room said of a field or an item: one entry of several, none of which is ever overwritten.

    `number` counts from 1 at each subject, so that a first rating and a later one are two records. `value` lies on the
    scale of the field, or is the value of an option of the item or a number that the item accepts; it is None where
    dissent was noted, and where an entry was withdrawn. `reason` says why, or what the dissent is about.
    """

    round: str
    release_hash: str
    kind: SubjectKind
    key: str
    number: int
    outcome: Outcome
    value: Number | str | None
    reason: str
    decided_on: date


class Original(msgspec.Struct, frozen=True):
    """What the release says of a field or an item, to stand beside a consensus.

    `value` lies on `scale`, of an item without points on none; with quarters alone it has no ends, and `quarter` says
    which. `cells` are those of an item.
    """

    n: int
    scale: tuple[Number, Number] | None
    value: Figure
    quarter: QuarterFigures | None = None
    cells: tuple[CellFigure, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """What spoke for a measure, by reference: `ref` is the id of a ballot, or the key under which the matrix has it.

    `option` is what was voted on in the ballot. Figures are looked up there, so that none can be told twice.
    """

    kind: EvidenceKind
    ref: str
    option: str | None = None


class Measure(msgspec.Struct, frozen=True):
    """What was decided to do, or decided not to do.

    `number` counts from 1 in its round. `suggestion` is `key@version` of the questionnaire's suggestion, None for an
    idea of the room's own. A suggestion that was rejected is a record, too: its status is `dropped`. All texts but the
    title may be missing, because the room works fast; readiness says which of them are needed.

    `hours` are hours of work in all. `baseline` and `target` are values of `indicator`, in words. `decided_on` is the
    day of the workshop: the first step is at most 14 days later, and the reviews 3, 6 and 12 months.
    """

    id: str
    round: str
    number: int
    release_hash: str
    title: str
    origin: Origin
    suggestion: str | None
    decision: Decision
    reason: str | None
    decided_on: date
    fields: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    goal: str | None = None
    type: str | None = None
    first_step: str | None = None
    first_step_on: date | None = None
    responsible: str | None = None
    co_actors: tuple[str, ...] = ()
    decision_body: DecisionBody | None = None
    starts_on: date | None = None
    deadline: date | None = None
    hours: int | None = None
    euro_class: EuroClass | None = None
    funding: str | None = None
    indicator: str | None = None
    baseline: str | None = None
    target: str | None = None
    risk: str | None = None
    affected_groups_involved: bool | None = None
    affected_groups: str | None = None
    status: Status = "idea"
    dropped_reason: str | None = None
    review_on: date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_planned(self) -> bool:
        """Tell whether it belongs to the action plan: it was neither rejected nor dropped."""
        return self.decision != "reject" and self.status != "dropped"


class Review(msgspec.Struct, frozen=True):
    """What was found when a measure was looked at again. A later review never overwrites it.

    `number` counts from 1 at each measure. `months` says which of the three reviews it is; None for one in between.
    """

    round: str
    measure: str
    number: int
    months: ReviewMonths | None
    held_on: date
    status: Status
    blocker: str | None = None
    next_step: str | None = None
    dropped_reason: str | None = None


class ReviewRecord(Review, frozen=True):
    """A review as it is kept, or the record that takes one back.

    `before` and `before_reason` are status and reason for dropping that the measure had until then; None where that was
    not noted yet. `withdraws` is the number of the review that was noted by mistake; what else stands in such a record
    says nothing but the day.
    """

    before: Status | None = None
    before_reason: str | None = None
    withdraws: int | None = None


class Missing(msgspec.Struct, frozen=True):
    """One thing that is missing; `key` is stable, for measures the name of the member, and `text` has the words."""

    key: str
    text: str


class MeasureReadiness(msgspec.Struct, frozen=True):
    """Whether a measure has everything that is needed; `quick_win`: it ends within three months of the decision."""

    measure: str
    number: int
    title: str
    ready: bool
    quick_win: bool
    missing: tuple[Missing, ...]


class FieldReadiness(msgspec.Struct, frozen=True):
    """Whether a focus field has a measure with everything that is needed; `measures` are the ids of all aimed at it."""

    field: str
    title: str
    ready: bool
    measures: tuple[str, ...]
    missing: tuple[Missing, ...]


class Readiness(msgspec.Struct, frozen=True):
    """Whether the action plan can go to those who decide ("beschlussreif"), and exactly what is missing.

    `missing` has what concerns the plan as a whole. `measures` are those of the plan, by number.
    """

    language: str
    ready: bool
    missing: tuple[Missing, ...]
    fields: tuple[FieldReadiness, ...]
    measures: tuple[MeasureReadiness, ...]


def canonical_record(record: msgspec.Struct) -> bytes:
    """Return the bytes of a record: equal for equal records."""
    return canonical_json(msgspec.to_builtins(record))


def read_record(kind: type[Record], document: bytes) -> Record:
    """Return the record that these canonical bytes are; members that an older one lacks have their defaults."""
    return msgspec.json.decode(document, type=kind)


def record_hash(record: msgspec.Struct) -> str:
    """Return the SHA-256 of a record's canonical bytes, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(canonical_record(record)).hexdigest()
