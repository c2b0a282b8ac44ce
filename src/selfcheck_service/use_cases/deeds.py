"""Who does something, when, and how far their rights reach: what every step takes that leaves a trace in the trail."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from selfcheck_service.storage.audit import Event, EventName
from selfcheck_service.storage.reach import Reach


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody is doing. `actor` is the id of a key, or one of the names in storage/audit.py."""

    actor: str
    reach: Reach
    at: datetime
    new_id: Callable[[], uuid.UUID]

    def event(
        self,
        name: EventName,
        *,
        municipality_id: uuid.UUID | None = None,
        round_id: uuid.UUID | None = None,
        **details: object,
    ) -> Event:
        """Return the event that says so in the trail; `details` are names and numbers."""
        return Event(
            id=self.new_id(),
            at=self.at,
            actor=self.actor,
            event=name,
            municipality_id=municipality_id,
            round_id=round_id,
            details=details,
        )
