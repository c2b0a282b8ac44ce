"""Where somebody is in a list, and what they look for, as addresses say it."""

from datetime import UTC, datetime
from uuid import UUID

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.web.forms import LONGEST_NAME


def named_after(text: str | None) -> tuple[str, UUID] | None:
    """Return name and id of the last entry of a page, as `place_of` wrote them; raise `NotFound` for anything else."""
    if not text:
        return None
    written, _, name = text.partition("/")
    if not name or len(name) > LONGEST_NAME or unclean_character(name) is not None:
        raise NotFound("unknown_path")
    return name, _id_in(written)


def dated_after(text: str | None) -> tuple[datetime, UUID] | None:
    """Return moment and id of the last entry of a page, as `place_of` wrote them; raise `NotFound` for all else."""
    if not text:
        return None
    written, _, moment = text.partition("/")
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        raise NotFound("unknown_path") from None
    if read.tzinfo != UTC:
        raise NotFound("unknown_path")
    return read, _id_in(written)


def place_of(first: str | datetime, entry_id: UUID) -> str:
    """Return as text where an entry stands in its list."""
    return f"{entry_id}/{first.astimezone(UTC).isoformat() if isinstance(first, datetime) else first}"


def search_in(text: str | None) -> str | None:
    """Return what is looked for; None where that is nothing that could stand in a name."""
    looked_for = (text or "").strip()[:LONGEST_NAME]
    return None if not looked_for or unclean_character(looked_for) is not None else looked_for


def id_in(text: str | None) -> UUID | None:
    """Return the id that an address names; None where it names none. Raises `NotFound` for what is no id."""
    return _id_in(text) if text else None


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("unknown_path") from None
