"""The service with a clock that is ahead, for what people read a year later."""

from tests.service_process import SERVE

# SQLite has no clock of its own, so these two are all that a process on it goes by.
SERVE_LATER = f"""
import datetime, os
AHEAD = datetime.timedelta(seconds=int(os.environ["SECONDS_LATER"]))
class Ahead(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.now(tz) + AHEAD
import selfcheck_service.edge.moments, selfcheck_service.edge.principals
selfcheck_service.edge.moments.datetime = Ahead
selfcheck_service.edge.principals.datetime = Ahead
{SERVE}
"""
