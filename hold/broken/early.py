"""Broken: acknowledges before the commit, which follows a moment later, if nothing comes between."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextvars import ContextVar

import uvicorn
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.types import ASGIApp, Receive, Scope, Send

import selfcheck_service.app
from selfcheck_service.app import served_as
from selfcheck_service.cli import main
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.alone import Alone

# What somebody might gain who lets commits wait for one another.
LATER_SECONDS = 0.4

_committing: set[asyncio.Task[None]] = set()
_is_submitting = ContextVar("is_submitting", default=False)
_in_time = Database.transaction
_run_in_time = Database.run


@contextlib.asynccontextmanager
async def _transaction(self: Database) -> AsyncGenerator[Transaction]:
    if not _is_submitting.get():
        async with _in_time(self) as transaction:
            yield transaction
        return
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


async def _run_early(self: Database, alone: Alone, arguments: Mapping[str, object]) -> bool:
    if not _is_submitting.get():
        return await _run_in_time(self, alone, arguments)
    async with _transaction(self) as transaction:
        given = {name: arguments[name] for name in alone.names}
        return (await transaction.connection.execute(text(alone.postgres), given)).rowcount > 0


async def _commit(connection: AsyncConnection) -> None:
    # Nobody is there any more to be told of a failure.
    with contextlib.suppress(SQLAlchemyError, OSError):
        await asyncio.sleep(LATER_SECONDS)
        await connection.commit()
    await connection.close()


def _served(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    async def notice(scope: Scope, receive: Receive, send: Send) -> None:
        _is_submitting.set(scope.get("method") == "PUT" and "/responses/" in scope["path"])
        await app(scope, receive, send)

    return served_as(notice, settings)


if __name__ == "__main__":
    Database.transaction = _transaction  # type: ignore[method-assign]  # broken on purpose
    Database.run = _run_early  # type: ignore[method-assign]  # broken on purpose
    selfcheck_service.app.served_as = _served  # broken on purpose
    main()
