"""The workshop: from a release to a brief for the facilitator, and to a schedule for the time and the group."""

from selfcheck_service.core.workshop.brief import prepare_brief
from selfcheck_service.core.workshop.document import WorkshopBrief, canonical_brief
from selfcheck_service.core.workshop.schedule import (
    About,
    Kind,
    PreparedWorkshop,
    Schedule,
    canonical_workshop,
    prepare_schedule,
    prepare_workshop,
)

__all__ = [
    "About",
    "Kind",
    "PreparedWorkshop",
    "Schedule",
    "WorkshopBrief",
    "canonical_brief",
    "canonical_workshop",
    "prepare_brief",
    "prepare_schedule",
    "prepare_workshop",
]
