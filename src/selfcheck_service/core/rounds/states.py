"""When a round takes responses: derived from its times, never stored."""

from datetime import datetime, timedelta, tzinfo
from typing import Literal

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.rounds.spoken import told_moment

RoundState = Literal["planned", "open", "closed"]
# People are told the day of closing before they answer, so there always is one, and they can live to see it.
LONGEST_DAYS = 366
# Whoever plans further ahead than this has mistyped the year.
FURTHEST_DAYS = 731


def state_of(opens_at: datetime, closes_at: datetime, now: datetime) -> RoundState:
    """Return the state at a moment. The opening belongs to the open time, the closing no longer does."""
    if now >= closes_at:
        return "closed"
    return "open" if now >= opens_at else "planned"


def check_times(
    opens_at: datetime, closes_at: datetime, now: datetime, *, zone: tzinfo, may_have_passed: bool = False
) -> list[Problem]:
    """Return what is wrong with the times of a round; locations are `/opens_at` and `/closes_at`.

    A round may have opened in the past. `may_have_passed` says that the closing may, too: for a round that exists.
    Messages tell moments as in `zone`.
    """
    problems = [
        Problem(f"/{name}", "offset_missing", {"found": moment.isoformat()})
        for name, moment in (("opens_at", opens_at), ("closes_at", closes_at))
        if moment.utcoffset() is None
    ]
    return problems or _check_order(opens_at, closes_at, now, zone=zone, may_have_passed=may_have_passed)


def _check_order(
    opens_at: datetime, closes_at: datetime, now: datetime, *, zone: tzinfo, may_have_passed: bool
) -> list[Problem]:
    problems = []
    found = {"found": told_moment(closes_at, zone)}
    if opens_at - now > timedelta(days=FURTHEST_DAYS):
        problems.append(Problem("/opens_at", "opens_too_far_ahead", {"days": FURTHEST_DAYS}))
    if closes_at <= opens_at:
        problems.append(
            Problem("/closes_at", "closes_before_opening", {**found, "opens_at": told_moment(opens_at, zone)})
        )
    elif closes_at - opens_at > timedelta(days=LONGEST_DAYS):
        problems.append(Problem("/closes_at", "round_too_long", {"days": LONGEST_DAYS}))
    if closes_at <= now and not may_have_passed:
        problems.append(Problem("/closes_at", "closes_in_the_past", found))
    return problems
