"""One database, two dialects: an embedded SQLite file or a PostgreSQL server."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import URL, event, inspect, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from selfcheck_service.core.definition.problems import SelfcheckError
from selfcheck_service.storage.alone import Alone, PostgresLines, SqliteWriter

# All tables stand in the one metadata as soon as somebody has looked at these.
from selfcheck_service.storage.ballot_tables import metadata
from selfcheck_service.storage.looking import looked_at, refuse_change
from selfcheck_service.storage.seats import Seats

# What a failing or overloaded database raises without SQLAlchemy's wrapping, mostly while connecting. A deadline that
# passes is a `TimeoutError`, and that an `OSError`.
_OUT_OF_REACH = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    PoolTimeout,
)
# SQLSTATE classes: connection, login, no such database, a deadlock that another transaction won, resources, operator's
# intervention; a server that became a read-only standby.
_PASSING_STATES = ("08", "28", "3D", "40", "53", "57", "25006")
# The share of the deadline for which a transaction waits for a connection. Whoever gets one late would pass the
# deadline half-way and take the connection along; with too much to do, nobody would come to an end any more.
WAITING_SHARE = 0.4
# A connection to a server is replaced after this time.
_RECYCLE_SECONDS = 1800
# How long a server may take to cancel a statement and to say goodbye. One that stands still does neither.
GOODBYE_SECONDS = 0.25
# A table or a column that is not there: as states of PostgreSQL, and in the words of SQLite.
_MISSING_STATES = ("42P01", "42703")
_MISSING_WORDS = ("no such table", "no such column", "has no column named")


class DatabaseUnavailable(SelfcheckError):
    """The database did not answer in time, or not at all. Trying again later may help."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A running transaction. The functions of storage take one; leaving its block commits it."""

    connection: AsyncConnection
    writes: bool


class Database:
    """A database and its connections. Making one connects to nothing yet."""

    def __init__(self, url: str, *, pool: int = 10, seconds: float = 5.0, prepared_statements: bool = False) -> None:
        """`seconds` is the deadline of every transaction, waiting for a connection included.

        Raises `ValueError` for a URL of another database, and for one of a SQLite that lives in memory only: its
        connections would not see each other.
        """
        self.url = make_url(url)
        self.seconds = seconds
        # How many transactions have begun: whoever works for long sees by it whether others want to.
        self.begun = 0
        self._prepared_statements = prepared_statements
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = _sqlite_engine(self.url, pool, seconds)
        elif self.url.drivername == "postgresql+asyncpg":
            self.engine = _postgres_engine(self.url, pool, seconds, prepared_statements=prepared_statements)
        else:
            raise ValueError(f"neither SQLite nor PostgreSQL: {self.url.drivername}")
        # Whoever waits for a connection gets one in the order of asking. The engine's own queue hands one that comes
        # back to whoever asks at that moment, so that under load some would wait until their deadline.
        self._seats = Seats(pool, seconds * WAITING_SHARE)
        # SQLite has one writer. Waiting for it here is fair and costs nothing; waiting in SQLite is neither.
        self._turn = asyncio.Lock() if self.is_sqlite else None
        self._lines = PostgresLines(self.engine, _RECYCLE_SECONDS)
        self._writer = SqliteWriter(self.url.database or "", _PRAGMAS, seconds) if self.is_sqlite else None

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Begin a transaction that may write; it commits at the end of the block, or rolls back where that raises.

        Raises `DatabaseUnavailable` where the database does not keep the deadline. It is then not known whether a
        commit that was under way took place.
        """
        self.begun += 1
        turn = self._turn or contextlib.nullcontext()
        async with self._deadline(), turn, self._seats:
            self._lines.hand_back()
            async with self.engine.begin() as connection:
                with looked_at(connection):
                    yield Transaction(connection, writes=True)

    async def run(self, alone: Alone, arguments: Mapping[str, object]) -> bool:
        """Run a transaction that needs no conversation, and commit it; return False where it changed nothing.

        Raises `DatabaseUnavailable` as `transaction` does, and `IntegrityError` where a constraint refuses.
        """
        refuse_change()
        self.begun += 1
        if self._writer is not None and self._turn is not None:
            async with self._deadline(), self._turn:
                return await self._writer.run(alone, arguments)
        ends_at = asyncio.get_running_loop().time() + self.seconds
        try:
            with in_reach():
                async with self._seats:
                    return await self._lines.run(alone, arguments, ends_at)
        except DBAPIError as error:
            await self._look_at_schema(error)
            raise

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncGenerator[Transaction]:
        """Begin a transaction that only reads, all of it as of one moment, and that holds up no writer."""
        self.begun += 1
        async with self._deadline(), self._seats:
            self._lines.hand_back()
            async with self.engine.connect() as plain:
                connection = await plain.execution_options(**_READ_ONLY[self.is_sqlite])
                async with connection.begin():
                    yield Transaction(connection, writes=False)

    def make_folder(self) -> None:
        """Make the folder of an embedded database; nobody but its user may look into it.

        Raises `DatabaseUnavailable` where that is not possible.
        """
        if not self.is_sqlite or self.url.database is None:
            return
        try:
            Path(self.url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(f"cannot make the folder of the database: {error}") from error

    async def scrub_files(self) -> bool:
        """Let go of deleted bytes in the write-ahead log of an embedded database; return whether that is done.

        It is not where somebody reads for long at the moment. On PostgreSQL there is nothing to do here: what deleted
        rows leave behind is for VACUUM, and for whoever keeps the backups (docs/operators.md).
        """
        if self._turn is None:
            return True
        try:
            with in_reach():
                async with self._turn, self.engine.connect() as plain:
                    connection = await plain.execution_options(**_WITHOUT_BEGIN)
                    await connection.exec_driver_sql(f"PRAGMA busy_timeout={_SCRUB_MILLISECONDS}")
                    try:
                        rows = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                        is_busy = bool(rows.one()[0])
                    finally:
                        await connection.exec_driver_sql(f"PRAGMA busy_timeout={round(self.seconds * 1000)}")
        except DatabaseUnavailable:
            return False
        return not is_busy

    async def sweep(self, tables: Sequence[str], *, seconds: float) -> bool:
        """Remove what deleted and replaced rows of some tables have left behind; return whether that is done.

        It is not where somebody else holds the tables for so long, or where they belong to another role. What a
        transaction may still see that has been running since before stays until the next time, and so does what is in
        the write-ahead log of a server and in backups (docs/operators.md). Others read and write meanwhile.
        """
        if self.is_sqlite:
            return await self.scrub_files()
        names = ", ".join(tables)
        engine = self.patient_engine()
        try:
            with in_reach():
                async with asyncio.timeout(seconds), engine.connect() as plain:
                    connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
                    # To give pages back to the system would hold everybody up for a moment.
                    await connection.exec_driver_sql(f"VACUUM (TRUNCATE FALSE) {names}")
                    # Tables of another role are passed over without a word.
                    return bool(await connection.scalar(_ALL_OWNED, {"names": list(tables)}))
        except DatabaseUnavailable:
            return False
        finally:
            await engine.dispose()

    async def copy_to(self, path: Path) -> None:
        """Write a copy of an embedded database as it is at this moment; whoever reads or writes goes on meanwhile.

        What was deleted is not in it. Raises `FileExistsError` where there is such a file, `ValueError` for PostgreSQL.
        """
        if not self.is_sqlite:
            raise ValueError("PostgreSQL has its own programs for backups")
        # Nobody but its user may look into it, like the database itself.
        await asyncio.to_thread(path.touch, mode=0o600, exist_ok=False)
        try:
            async with self.engine.connect() as plain:
                connection = await plain.execution_options(**_WITHOUT_BEGIN)
                with in_reach():
                    await connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        except BaseException:
            await asyncio.to_thread(path.unlink, missing_ok=True)
            raise

    def patient_engine(self) -> AsyncEngine:
        """Return an engine for PostgreSQL that sets statements no deadline on this side; the caller disposes of it.

        A migration may take longer than anything that a caller waits for.
        """
        arguments = _postgres_arguments(self.seconds, prepared_statements=self._prepared_statements)
        return create_async_engine(
            self.url, poolclass=NullPool, hide_parameters=True, connect_args={**arguments, "command_timeout": None}
        )

    async def close(self) -> None:
        """Close all connections."""
        if self._writer is not None:
            await self._writer.close()
        self._lines.close()
        await self.engine.dispose()

    @contextlib.asynccontextmanager
    async def _deadline(self) -> AsyncGenerator[None]:
        try:
            with in_reach():
                async with asyncio.timeout(self.seconds):
                    yield
        except DBAPIError as error:
            await self._look_at_schema(error)
            raise

    async def _look_at_schema(self, error: DBAPIError) -> None:
        """Raise where a table or column of ours is not there, because nobody has upgraded the schema yet.

        It is looked at only where something is missing, so that no other transaction pays for it.
        """
        if _misses_something(error):
            async with self.reading() as transaction:
                is_other = await transaction.connection.run_sync(_lacks_tables)
            if is_other:
                raise DatabaseUnavailable("the schema is not the one that is needed") from error


class in_reach:  # noqa: N801 - a context manager, used like a function
    """Raises `DatabaseUnavailable` for every error of a driver that means the database cannot be used at the moment."""

    __slots__ = ()

    def __enter__(self) -> None:
        """Nothing has to be prepared."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Look at what was raised, if anything was."""
        if isinstance(error, _OUT_OF_REACH) or (isinstance(error, DBAPIError) and _is_out_of_reach(error)):
            raise DatabaseUnavailable("the database does not answer") from error


# With recursive triggers REPLACE deletes as DELETE does: past those that refuse it.
# What was erased is overwritten, and not only forgotten, however SQLite was built.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "secure_delete=ON",
)
_ALL_OWNED = text(
    "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE oid = ANY (CAST(:names AS regclass[]))"
)
# Nobody who writes waits longer than this for readers to let go of what was deleted.
_SCRUB_MILLISECONDS = 500

# PostgreSQL then refuses a write; SQLite takes no lock until something is written. All statements of one such
# transaction see the same moment, as they do on SQLite anyway: numbers that belong together would not add up else.
_READ_ONLY: dict[bool, dict[str, Any]] = {
    True: {"sqlite_begin": "BEGIN"},
    False: {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
}
# What SQLite does only where no transaction is under way.
_WITHOUT_BEGIN = {"sqlite_begin": None}


def _is_out_of_reach(error: DBAPIError) -> bool:
    original = error.orig
    if isinstance(original, sqlite3.OperationalError):
        # Locked, busy, full, unreadable. Only what is wrong with our own SQL has the general code.
        return getattr(original, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    state = getattr(original, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(_PASSING_STATES)


def _misses_something(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.OperationalError):
        return any(words in str(error.orig) for words in _MISSING_WORDS)
    return getattr(error.orig, "sqlstate", None) in _MISSING_STATES


def _lacks_tables(connection: Connection) -> bool:
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    return any(
        name not in there or not {one["name"] for one in inspector.get_columns(name)} >= set(table.columns.keys())
        for name, table in metadata.tables.items()
    )


def _sqlite_engine(url: URL, pool: int, seconds: float) -> AsyncEngine:
    if not url.database or url.database == ":memory:":
        raise ValueError("an embedded database needs a file")
    engine = create_async_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=seconds,
        hide_parameters=True,
        connect_args={"timeout": seconds},
    )

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 the driver's connection
        # The driver must not begin transactions by itself, or `begun` below would not be the only one to do so.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        # A transaction that reads first and writes later would lose updates without a word: a writer locks at once.
        statement = connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE")
        if statement is not None:
            connection.exec_driver_sql(statement)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begun)
    return engine


def _postgres_engine(url: URL, pool: int, seconds: float, *, prepared_statements: bool) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=seconds * WAITING_SHARE,
        pool_recycle=_RECYCLE_SECONDS,
        hide_parameters=True,
        connect_args=_postgres_arguments(seconds, prepared_statements=prepared_statements),
    )


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg ships no types
    """A connection that is given up soon. SQLAlchemy would wait longer, and whoever is to be told 503 with it."""

    async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as asyncpg names it
        await super().close(timeout=GOODBYE_SECONDS if timeout is None else min(timeout, GOODBYE_SECONDS))


def _postgres_arguments(seconds: float, *, prepared_statements: bool) -> dict[str, Any]:
    arguments: dict[str, Any] = {"timeout": seconds, "command_timeout": seconds, "connection_class": _Connection}
    if not prepared_statements:
        # Behind PgBouncer the next statement may reach another server, which knows nothing of what was prepared.
        arguments |= {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": _no_name,
        }
    return arguments


def _no_name() -> str:
    return ""
