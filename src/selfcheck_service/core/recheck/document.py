"""What a re-check says: measures, what they aimed at, and how that stands in two releases.

A measure and a movement stand beside each other here, and nothing says that the one led to the other. All numbers are
those of the comparison over time, so that a re-check tells nothing that the two releases do not tell. `texts` has the
words for every key.
"""

from datetime import date
from typing import Literal

import msgspec

from selfcheck_service.core.planning import Review
from selfcheck_service.core.planning.document import Status
from selfcheck_service.core.releases.document import Figure, Number
from selfcheck_service.core.releases.over_time.document import Basis, NoteName, ReleaseSide

Kind = Literal["field", "item"]
# What is read: everybody, a joint answer, people of the same perspectives, or a small group that shows quarters.
Part = Literal["total", "joint", "block", "quarters"]
# The movements of the comparison, those of quarters under names of their own, and three kinds of saying nothing.
Outcome = Literal[
    "higher",
    "tendency_higher",
    "same",
    "tendency_lower",
    "lower",
    "quarter_up",
    "quarter_same",
    "quarter_down",
    "no_clear_change",
    "not_comparable",
    "not_published",
]
# What became of the question itself between the two versions, apart from what was answered.
Instrument = Literal["unchanged", "reworded", "partly", "changed", "gone", "no_value"]
# What a note is about: who answered, how it was asked, when, or what this page can say at all.
About = Literal["people", "instrument", "time", "reading"]
RecheckReason = Literal["removed", "no_value", "no_common_numbers"]
RecheckNoteName = NoteName | Literal["side_by_side", "other_instrument", "status_of_today", "tendency"]


class RecheckNote(msgspec.Struct, frozen=True):
    """What a reader has to know; `earlier` and `later` are what differs between the releases, where something does."""

    key: RecheckNoteName
    about: About
    earlier: str | int | None = None
    later: str | int | None = None


class Published(msgspec.Struct, frozen=True):
    """What a release itself says of a field, on the `scale` that the field has there, from lowest to highest."""

    value: Figure
    scale: tuple[Number, Number]


class Reading(msgspec.Struct, frozen=True):
    """How one part of the two releases stands to each other; `key` is that of the later version.

    `difference` is later less earlier on `scale`, an interval; a group with quarters has only its quarters, from 1.
    `earlier_published` and `later_published` are there where a release says something else than the value that was
    worked out anew for the comparison.
    """

    part: Part
    key: str
    perspectives: tuple[str, ...]
    outcome: Outcome
    reason: str | None
    earlier_n: int | None = None
    later_n: int | None = None
    scale: tuple[Number, Number] | None = None
    basis: Basis | None = None
    earlier: Figure | None = None
    later: Figure | None = None
    difference: Figure | None = None
    earlier_quarter: int | None = None
    later_quarter: int | None = None
    quarters: int | None = None
    earlier_published: Published | None = None
    later_published: Published | None = None


class Aim(msgspec.Struct, frozen=True):
    """A field or an item that a measure aimed at, by its key in the earlier version.

    `later_keys` are its keys in the later one, none where it went. `outcome` is that of everybody together, of the
    joint answers, or of a small group that shows quarters alone; `reason` says why nothing is said.
    """

    kind: Kind
    key: str
    later_keys: tuple[str, ...]
    instrument: Instrument
    share: Number | None
    outcome: Outcome
    reason: str | None
    readings: tuple[Reading, ...]


class MeasureSeen(msgspec.Struct, frozen=True):
    """A measure of the earlier round. `status_then` is that of the last review up to the end of the later round.

    `decided_later`: it was agreed on only after the later round had ended, so no answer there can show it.
    """

    id: str
    number: int
    title: str
    status: Status
    status_then: Status | None
    decided_on: date
    decided_later: bool
    deadline: date | None
    last_review: Review | None
    aims: tuple[Aim, ...]


class Gathered(msgspec.Struct, frozen=True):
    """A field or an item in one of the lists, with the measures that named it."""

    kind: Kind
    key: str
    outcome: Outcome
    reason: str | None
    measures: tuple[str, ...]


class Progress(msgspec.Struct, frozen=True):
    """How many measures have each status: what was done counts, too, whatever the numbers say."""

    idea: int
    decided: int
    running: int
    done: int
    dropped: int


class Recheck(msgspec.Struct, frozen=True):
    """Measures of a round beside the comparison of its release with a later one, as of a day.

    Of what was aimed at, `moved` has what lies higher or lower now, `still` what did not move although measures are
    done, `unclear` what did not move and whose measures are not done or were done later, `not_compared` what nothing
    can be said of. `moved_unaimed` moved, and no measure named it, anything that it is part of, or any part of it.
    """

    as_of: str
    questionnaire: str
    earlier: ReleaseSide
    later: ReleaseSide
    notes: tuple[RecheckNote, ...]
    progress: Progress
    measures: tuple[MeasureSeen, ...]
    moved: tuple[Gathered, ...]
    still: tuple[Gathered, ...]
    unclear: tuple[Gathered, ...]
    not_compared: tuple[Gathered, ...]
    moved_unaimed: tuple[Gathered, ...]
