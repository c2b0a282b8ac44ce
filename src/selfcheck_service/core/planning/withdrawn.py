"""Days of a measure on which something is ahead, and those that were withdrawn: calendars may still have them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from selfcheck_service.core.planning.document import Measure
from selfcheck_service.core.planning.months import review_days

# What of a single measure stands in calendars.
DayKind = Literal["first-step", "deadline", "review"]


class Withdrawn(msgspec.Struct, frozen=True):
    """What calendars may have of a measure and what is not said of it any more.

    `days` are the last days that were withdrawn, by kind; what is set again stays in it, and the day that is set goes
    before. `decided_on` are the days on which it counted as decided, in their order: its common reviews followed from
    them.
    """

    days: dict[DayKind, date] = {}
    decided_on: tuple[date, ...] = ()


def event_days(measure: Measure) -> dict[DayKind, date]:
    """Return the days of a measure that are events of their own; one of the three common reviews is none."""
    own: Mapping[DayKind, date | None] = {
        "first-step": measure.first_step_on,
        "deadline": measure.deadline,
        "review": None if measure.review_on in review_days(measure.decided_on).values() else measure.review_on,
    }
    return {kind: day for kind, day in own.items() if day is not None}


def withdrawn_after(earlier: Withdrawn, before: Measure, after: Measure) -> Withdrawn:
    """Return what is withdrawn of a measure after a change of it; `earlier` is what was withdrawn till then."""
    days, left = event_days(before), event_days(after)
    gone = {kind: day for kind, day in days.items() if kind not in left}
    decided = {*earlier.decided_on, before.decided_on} - {after.decided_on}
    return Withdrawn({**earlier.days, **gone}, tuple(sorted(decided)))
