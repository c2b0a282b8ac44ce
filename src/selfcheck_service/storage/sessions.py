"""Sessions: people who have signed in on the pages with a key. Of what their browser shows the SHA-256 is stored."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import sessions


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it is stored. `last_used_at` is exact to the minute, `ends_at` the latest end."""

    token_hash: bytes
    key_id: str
    created_at: datetime
    last_used_at: datetime
    ends_at: datetime


async def add_session(transaction: Transaction, session: SessionRecord) -> None:
    """Insert a session of a key, which is known to be there."""
    await transaction.connection.execute(insert(sessions), asdict(session))


async def find_session(transaction: Transaction, token_hash: bytes) -> SessionRecord | None:
    """Return the session, ended ones too, or None where there is none."""
    statement = select(sessions).where(sessions.c.token_hash == token_hash)
    row = (await transaction.connection.execute(statement)).mappings().first()
    return None if row is None else SessionRecord(**{**row, "token_hash": bytes(row["token_hash"])})


async def touch_session(transaction: Transaction, token_hash: bytes, *, at: datetime) -> None:
    """Note that a session is in use; one that is gone stays gone."""
    statement = update(sessions).where(sessions.c.token_hash == token_hash).values(last_used_at=at)
    await transaction.connection.execute(statement)


async def delete_session(transaction: Transaction, token_hash: bytes) -> str | None:
    """Delete a session and return the id of its key, or None where there was none."""
    statement = delete(sessions).where(sessions.c.token_hash == token_hash).returning(sessions.c.key_id)
    found: str | None = (await transaction.connection.execute(statement)).scalar()
    return found


async def count_ended_sessions(transaction: Transaction, *, now: datetime, used_before: datetime) -> int:
    """Return how many sessions have reached their end, or were last used before a moment."""
    statement = select(func.count()).select_from(sessions).where(_has_ended(now, used_before))
    return await transaction.connection.scalar(statement) or 0


async def delete_ended_sessions(transaction: Transaction, *, now: datetime, used_before: datetime) -> int:
    """Delete the sessions that have reached their end, or were last used before a moment; return how many."""
    return (await transaction.connection.execute(delete(sessions).where(_has_ended(now, used_before)))).rowcount


def _has_ended(now: datetime, used_before: datetime) -> ColumnElement[bool]:
    return or_(sessions.c.ends_at <= now, sessions.c.last_used_at < used_before)
