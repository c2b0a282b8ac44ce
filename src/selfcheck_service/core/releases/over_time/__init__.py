"""Over time: two releases of one municipality beside each other, and nothing that they do not say themselves."""

from selfcheck_service.core.releases.over_time.compare import compare_over_time
from selfcheck_service.core.releases.over_time.document import OverTime
from selfcheck_service.core.releases.over_time.texts import over_time_text

__all__ = ["OverTime", "compare_over_time", "over_time_text"]
