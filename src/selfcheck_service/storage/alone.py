"""Transactions that need no conversation: what they do is known beforehand, and one message to the database does it.

SQLAlchemy serves everything else. Here its connection would take more time than all other work for the database
together, so that these go to the drivers as they stand (docs/decisions/0011-one-message-for-a-response.md).
"""

import asyncio
import re
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

# How SQLAlchemy writes moments on SQLite, where they are compared as texts.
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Alone:
    """A transaction in the words of both databases, with `:name` where an argument stands.

    PostgreSQL does it by one statement. On SQLite it takes several: the first that changes nothing ends it, and then
    nothing has changed.
    """

    postgres: str
    sqlite: tuple[str, ...]
    # The same for the driver, which wants $1, $2 … and the arguments in this order.
    numbered: str = field(init=False)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(dict.fromkeys(_PARAMETER.findall(self.postgres)))
        object.__setattr__(self, "names", names)
        numbered = _PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", self.postgres)
        object.__setattr__(self, "numbered", numbered)


class PostgresLines:
    """Connections on which such statements go to PostgreSQL, kept between them: taking one from the pool costs more.

    Each is still one of the pool's, so that there are never more than the pool allows. Whoever has a seat in the
    database finds a connection here or a free place in the pool; before somebody else takes one from the pool, one of
    these must be handed back.
    """

    def __init__(self, engine: AsyncEngine, seconds: float) -> None:
        """A connection goes back after so many seconds, so that the pool can see to its age. Nothing is opened yet."""
        self._engine = engine
        self._seconds = seconds
        # The one that was used last is used first. With each, when it was taken.
        self._idle: list[tuple[float, Any]] = []

    async def run(self, alone: Alone, arguments: Arguments, ends_at: float) -> bool:
        """Run the one statement, which commits by itself; return whether it changed anything.

        `ends_at` is the deadline by the clock of the loop. Raises `TimeoutError`, `DBAPIError` as SQLAlchemy does, and
        `IntegrityError` where a constraint refuses.
        """
        loop = asyncio.get_running_loop()
        taken_at, pooled = await self._take(loop.time(), ends_at)
        # The driver keeps a deadline anyway; another one round it would only cost.
        seconds = ends_at - loop.time()
        try:
            status: str = await pooled.driver_connection.execute(
                alone.numbered, *map(arguments.__getitem__, alone.names), timeout=seconds
            )
        except asyncpg.IntegrityConstraintViolationError as error:
            self._keep(taken_at, pooled)
            raise IntegrityError(None, None, error) from error
        except BaseException as error:
            # Nobody knows what it is doing now, least of all where a deadline cut it off.
            pooled.invalidate()
            if isinstance(error, asyncpg.PostgresError):
                raise DBAPIError(None, None, error) from error
            raise
        self._keep(taken_at, pooled)
        # "INSERT 0 1": the rows are counted at the end.
        return not status.endswith(" 0")

    def hand_back(self) -> None:
        """Let the pool have a connection for somebody who is about to take one."""
        if self._idle:
            self._idle.pop()[1].close()

    def close(self) -> None:
        """Let the pool have all connections."""
        while self._idle:
            self.hand_back()

    async def _take(self, now: float, ends_at: float) -> tuple[float, Any]:
        """Return a connection that is open, and when it was taken from the pool."""
        while self._idle:
            found = self._idle.pop()
            if not found[1].driver_connection.is_closed():
                return found
            # The server hung up in the meantime.
            found[1].invalidate()
        async with asyncio.timeout_at(ends_at):
            while (pooled := await _from_pool(self._engine)).driver_connection.is_closed():
                # The pool connects anew.
                pooled.invalidate()
        return now, pooled

    def _keep(self, taken_at: float, pooled: Any) -> None:  # noqa: ANN401 asyncpg ships no types
        if asyncio.get_running_loop().time() - taken_at < self._seconds:
            self._idle.append((taken_at, pooled))
        else:
            pooled.close()


async def _from_pool(engine: AsyncEngine) -> Any:  # noqa: ANN401 asyncpg ships no types
    """Take a connection from the pool; a server that cannot be reached is told as SQLAlchemy tells it elsewhere."""
    try:
        return await engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(None, None, error, connection_invalidated=True) from error


class SqliteWriter:
    """A connection to a SQLite file in a thread of its own. A whole transaction is one errand of that thread.

    Threads take turns with the one that answers requests, and each turn may take milliseconds to come.
    """

    def __init__(self, path: str, pragmas: tuple[str, ...], seconds: float) -> None:
        """Whoever finds the database locked waits so many seconds. Nothing is opened yet."""
        self._path = path
        self._pragmas = pragmas
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "sqlite-writer")
        self._connection: sqlite3.Connection | None = None

    async def run(self, alone: Alone, arguments: Arguments) -> bool:
        """Run the statements in one transaction; return whether every one of them changed something.

        Raises `DBAPIError` as SQLAlchemy does, `IntegrityError` where a constraint refuses.
        """
        given = {name: _as_sqlite(value) for name, value in arguments.items()}
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, self._run, alone.sqlite, given)
        except sqlite3.IntegrityError as error:
            raise IntegrityError(None, None, error) from error
        except sqlite3.Error as error:
            raise DBAPIError(None, None, error) from error

    async def close(self) -> None:
        """Close the connection and end the thread, behind what it is doing."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _run(self, statements: tuple[str, ...], arguments: Arguments) -> bool:
        connection = self._connection = self._connection or self._connect()
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = all(connection.execute(statement, arguments).rowcount > 0 for statement in statements)
            if done:
                connection.execute("COMMIT")
            return done
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._seconds, isolation_level=None)
        for pragma in self._pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _as_sqlite(value: object) -> object:
    """Return a value as SQLAlchemy's column types store it on SQLite."""
    match value:
        case UUID():
            return value.hex
        case datetime():
            return value.astimezone(UTC).strftime(_MOMENT)
        case date():
            return value.isoformat()
        case _:
            return value
