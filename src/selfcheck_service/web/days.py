"""Days as people type them into forms."""

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# How people in Germany write a day where the browser has no calendar for it.
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")


def read_day(text: str) -> date | None:
    """Return a day, as browsers send it (2026-03-01) or as people write it (1.3.2026); None for anything else."""
    german = _GERMAN_DAY.fullmatch(text)
    try:
        if german is not None:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
