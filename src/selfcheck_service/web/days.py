"""Days as people type them into forms."""

import re
from datetime import date

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
# How people in Germany write a day where the browser has no calendar for it.
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")


def read_day(text: str) -> date | None:
    """Return a day, as browsers send it (2026-03-01) or as people write it (1.3.2026); None for anything else."""
    read = _DAY.fullmatch(text)
    german = _GERMAN_DAY.fullmatch(text)
    parts = read.groups() if read else german.groups()[::-1] if german else None
    try:
        return None if parts is None else date(*map(int, parts))
    except ValueError:
        return None
