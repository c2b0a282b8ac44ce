"""Days as the people of a round live them: in Germany, not in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from selfcheck_service.core.definition.messages import Spoken
from selfcheck_service.core.rounds.spoken import told_moment
from selfcheck_service.core.rounds.welcome import deleted_on

# Those who are asked live here, and so do those who ask.
HERE = ZoneInfo("Europe/Berlin")


def day_here(moment: datetime) -> date:
    """Return the day that it is in Germany."""
    return moment.astimezone(HERE).date()


def told_here(moment: datetime) -> Spoken:
    """Return a moment for a message, as it is in Germany."""
    return told_moment(moment, HERE)


def expires_on(closes_at: datetime, retention_days: int) -> date:
    """Return the day on which the responses of a round are deleted: the one that people were told."""
    return deleted_on(closes_at.astimezone(HERE), retention_days)


def is_expired(closes_at: datetime, retention_days: int, now: datetime) -> bool:
    """Tell whether this day has come."""
    return day_here(now) >= expires_on(closes_at, retention_days)
