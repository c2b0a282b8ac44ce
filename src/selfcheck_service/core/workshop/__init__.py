"""The workshop: from a release to a brief for the facilitator, and to a schedule for the time and the group."""

from selfcheck_service.core.workshop.brief import prepare_brief
from selfcheck_service.core.workshop.document import WorkshopBrief, canonical_brief
from selfcheck_service.core.workshop.schedule import Kind, Schedule, prepare_schedule

__all__ = ["Kind", "Schedule", "WorkshopBrief", "canonical_brief", "prepare_brief", "prepare_schedule"]
