"""Broken: acknowledges before the commit, which follows a moment later, if nothing comes between."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from selfcheck_service.cli import main
from selfcheck_service.storage import Database, Transaction

# What somebody might gain who lets commits wait for one another.
LATER_SECONDS = 0.25

_committing: set[asyncio.Task[None]] = set()


@contextlib.asynccontextmanager
async def _transaction(self: Database) -> AsyncGenerator[Transaction]:
    connection = self.engine.connect()
    await connection.start()
    try:
        await connection.begin()
        yield Transaction(connection, writes=True)
    except BaseException:
        await connection.close()
        raise
    task = asyncio.create_task(_commit(connection))
    _committing.add(task)
    task.add_done_callback(_committing.discard)


async def _commit(connection: AsyncConnection) -> None:
    # Nobody is there any more to be told of a failure.
    with contextlib.suppress(SQLAlchemyError, OSError):
        await asyncio.sleep(LATER_SECONDS)
        await connection.commit()
    await connection.close()


if __name__ == "__main__":
    Database.transaction = _transaction  # type: ignore[method-assign]  # broken on purpose
    main()
