"""The shapes on the wire of the audit trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.members import Cursor, Shown


class AuditEvent(Shown):
    """One thing that was done."""

    id: UUID
    at: datetime = Field(
        description="To the second; of what respondents did, what ran by itself, and the use of keys only the day."
    )
    actor: str = Field(description="Id of the API key, or `cli`, `respondent`, `housekeeping`.")
    event: str = Field(description="What was done, as in `round_opened`; more kinds will come.")
    municipality_id: UUID | None
    round_id: UUID | None
    details: dict[str, Any] = Field(description="Names and numbers; which, depends on the event.")


class AuditPage(Shown):
    """Events, newest first."""

    items: list[AuditEvent]
    next: Cursor
