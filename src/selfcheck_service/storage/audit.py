"""The audit trail: who did what. It only grows, and holds no answers, codes or secrets."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import and_, insert, select, tuple_

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.tables import audit

EventName = Literal[
    "questionnaire_published",
    "questionnaire_retired",
    "municipality_registered",
    "municipality_changed",
    "programme_registered",
    "programme_changed",
    "round_created",
    "round_changed",
    "round_opened",
    "round_closed",
    "round_deleted",
    "round_released",
    "round_exported",
    "focus_fields_chosen",
    "consensus_noted",
    "measure_added",
    "measure_changed",
    "measure_reviewed",
    "measure_review_withdrawn",
    "ballot_opened",
    "ballot_changed",
    "ballot_closed",
    "ballot_discarded",
    "ballot_slips_printed",
    "matrix_moved",
    "invitations_issued",
    "invitations_revoked",
    "paper_response_taken",
    "response_erased",
    "responses_expired",
    "guest_round_erased",
    "house_kept",
    "erasures_exported",
    "erasures_applied",
    "key_created",
    "key_rotated",
    "key_revoked",
    "key_used",
    "signed_in",
    "signed_out",
]
# Who acts without a key: the command line of the operator, somebody who answers, and what runs by itself.
CLI, RESPONDENT, HOUSEKEEPING = "cli", "respondent", "housekeeping"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. `actor` is the id of an API key or one of the three above.

    `at` is a moment; of what respondents and housekeeping did, only its day is kept, because a moment would say which
    of two people it was. `details` hold names and numbers, never answers, codes or secrets.
    """

    id: uuid.UUID
    at: datetime
    actor: str
    event: EventName
    municipality_id: uuid.UUID | None = None
    round_id: uuid.UUID | None = None
    details: Mapping[str, object] = field(default_factory=dict)


async def note(transaction: Transaction, event: Event) -> None:
    """Add an event to the trail, in the transaction of the deed itself."""
    to_the_day = event.actor in (RESPONDENT, HOUSEKEEPING)
    at = event.at.replace(microsecond=0)
    values = {
        "id": event.id,
        "at": at.replace(hour=0, minute=0, second=0) if to_the_day else at,
        "actor": event.actor,
        "event": event.event,
        "municipality_id": event.municipality_id,
        "round_id": event.round_id,
        "details": dict(event.details),
    }
    await transaction.connection.execute(insert(audit), values)


async def list_events(
    transaction: Transaction,
    reach: Reach,
    *,
    municipality_id: uuid.UUID | None = None,
    event: str | None = None,
    actor: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: tuple[datetime, uuid.UUID] | None = None,
    limit: int,
) -> Sequence[Event]:
    """Return events in reach, newest first, beginning behind the one with this moment and id.

    `event` and `actor`: only those of this name, only what this one has done. `since` and `until`: only from this
    moment on, only before that one.

    What concerns no municipality is seen only by whoever reaches all of them.
    """
    statement = select(audit)
    if not reach.is_everywhere:
        statement = statement.where(and_(audit.c.municipality_id.is_not(None), reach.holds(audit.c.municipality_id)))
    if municipality_id is not None:
        statement = statement.where(audit.c.municipality_id == municipality_id)
    if event is not None:
        statement = statement.where(audit.c.event == event)
    if actor is not None:
        statement = statement.where(audit.c.actor == actor)
    if since is not None:
        statement = statement.where(audit.c.at >= since)
    if until is not None:
        statement = statement.where(audit.c.at < until)
    if after is not None:
        statement = statement.where(tuple_(audit.c.at, audit.c.id) < tuple_(*after))
    statement = statement.order_by(audit.c.at.desc(), audit.c.id.desc()).limit(limit)
    return [Event(**row) for row in (await transaction.connection.execute(statement)).mappings()]


async def find_event(transaction: Transaction, reach: Reach, event_id: uuid.UUID, *, event: str) -> Event | None:
    """Return the event with this id where it has this name and is in reach as for `list_events`, else None."""
    statement = select(audit).where(and_(audit.c.id == event_id, audit.c.event == event))
    if not reach.is_everywhere:
        statement = statement.where(and_(audit.c.municipality_id.is_not(None), reach.holds(audit.c.municipality_id)))
    row = (await transaction.connection.execute(statement)).mappings().first()
    return None if row is None else Event(**row)


async def is_replaced(transaction: Transaction, key_id: str) -> bool:
    """Tell whether a key has been rotated: whether another one was made in its place."""
    statement = select(audit.c.details).where(audit.c.event == "key_rotated")
    rotations = (await transaction.connection.execute(statement)).scalars()
    return any(details.get("replaces") == key_id for details in rotations)
