"""Commands that work on the database directly, without a running service."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from selfcheck_service.core.definition.problems import SelfcheckError
from selfcheck_service.opening import open_database
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.migrate import current_revision, head_revision, upgrade

Result = TypeVar("Result")


class SchemaOutdated(SelfcheckError):
    """The schema of the database is not the one this version of the service needs."""


def with_database(
    settings: Settings, work: Callable[[Database], Awaitable[Result]], *, upgrades: bool = False
) -> Result:
    """Return what the work on the database of these settings comes to; connections are closed afterwards.

    An embedded database is made and upgraded where need be, a server's only with `upgrades`. Raises `SchemaOutdated`
    where a server's schema is another one than needed: changing that is for `selfcheck db upgrade`, when the operator
    wants it.
    """

    async def run() -> Result:
        database = open_database(settings)
        try:
            await _prepare(database, upgrades=upgrades)
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())


async def _prepare(database: Database, *, upgrades: bool) -> None:
    database.make_folder()
    current, needed = await current_revision(database), head_revision()
    if current == needed:
        return
    if not (database.is_sqlite or upgrades):
        raise SchemaOutdated(f"the schema is at {current or 'nothing'}, needed is {needed}: run `selfcheck db upgrade`")
    await upgrade(database)
