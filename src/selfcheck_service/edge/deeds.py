"""From who is asking to what use cases and the audit trail take."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from selfcheck_service.edge.principals import Principal
from selfcheck_service.use_cases.deeds import Deed


def new_id() -> UUID:
    """Return an id by chance, for what is new."""
    return uuid4()


def deed_of(principal: Principal, now: datetime, new_ids: Callable[[], UUID]) -> Deed:
    """Return what a caller is doing now, as use cases and the audit trail take it."""
    return Deed(principal.caller, principal.reach, now, new_ids)
