"""The clock at the edge: everything below is told the time."""

from datetime import UTC, datetime


def current_moment() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)
