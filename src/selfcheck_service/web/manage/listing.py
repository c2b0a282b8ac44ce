"""Rounds as lists show them: whose, in which state, and what is to be done next."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selfcheck_service.core.rounds.spoken import spoken_beginning, spoken_moment
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.web.visit import Visit

Stand = RoundState | Literal["released"]


@dataclass(frozen=True, slots=True)
class Line:
    """A round in a list. `stand` is its state, "released" once it is sealed; `path` is where it goes on."""

    row: RoundRow
    municipality: str
    stand: Stand
    path: str


def stand_of(row: RoundRow, now: datetime) -> Stand:
    """Return where a round stands."""
    return "released" if row.sealed_at is not None else row.state(now)


def lines_of(rows: Iterable[RoundRow], names: Mapping[uuid.UUID, str], now: datetime) -> list[Line]:
    """Return rounds as a list shows them; `names` are those of their municipalities."""
    return [
        Line(row, names.get(row.municipality_id, ""), stand_of(row, now), f"/manage/rounds/{row.id}") for row in rows
    ]


def moment_here(moment: datetime, visit: Visit) -> str:
    """Return a moment as people in Germany say it, in the language of the page."""
    return spoken_moment(moment.astimezone(HERE), visit.spoken)


def beginning_here(moment: datetime, visit: Visit) -> str:
    """Return when something begins, as people in Germany say it."""
    return spoken_beginning(moment.astimezone(HERE), visit.spoken)


def deed_in(visit: Visit) -> Deed:
    """Return what whoever has signed in is doing now."""
    return deed_of(visit.principal, current_moment(), new_id)
