"""The re-check: the measures of a round beside what two releases say of the fields and items that they aimed at."""

from selfcheck_service.core.recheck.document import Recheck
from selfcheck_service.core.recheck.published import with_published
from selfcheck_service.core.recheck.recheck import recheck_measures
from selfcheck_service.core.recheck.spoken import spoken_recheck
from selfcheck_service.core.recheck.texts import recheck_text

__all__ = ["Recheck", "recheck_measures", "recheck_text", "spoken_recheck", "with_published"]
