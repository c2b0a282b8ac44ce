"""Clock and chance at the edge: everything below is told the time, and given its ids."""

from datetime import UTC, datetime
from uuid import UUID, uuid4


def current_moment() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return an id that nothing else has."""
    return uuid4()
