"""Whether the service can work: the database answers, and has the schema that this version needs."""

import asyncio
from dataclasses import dataclass

from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage.migrate import current_revision, head_revision


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the database answers, and the revision of its schema beside the one that is needed."""

    answers: bool
    current: str | None
    needed: str

    @property
    def fits(self) -> bool:
        """Tell whether the schema is the one that this version needs."""
        return self.answers and self.current == self.needed


async def find_readiness(database: Database) -> Readiness:
    """Return whether the service can work now; never raises for a database that does not answer."""
    needed = await asyncio.to_thread(head_revision)
    try:
        return Readiness(True, await current_revision(database), needed)
    except DatabaseUnavailable:
        return Readiness(False, None, needed)
