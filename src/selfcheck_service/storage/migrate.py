"""Bring the schema of a database to the newest revision, once, however many processes start together."""

import asyncio
import contextlib
import io
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, column, event, inspect, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from selfcheck_service.storage.database import Database, DatabaseUnavailable, in_reach

# Any number, as long as every replica uses the same one.
LOCK = 7302_4186_5511
# Each statement of a migration on PostgreSQL gives up sooner than it would hold up the version that is running.
LOCK_SECONDS = 4
STATEMENT_SECONDS = 60
# How long a process waits until another one has migrated.
TURN_SECONDS = 60
RETRY_SECONDS = 0.1
# Where Alembic notes the revision. One query tells it; loading Alembic for that would make every start slower.
_NOTED = table("alembic_version", column("version_num"))


def migrations_folder() -> Path:
    """Return where the migrations are: in the installed package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parent.parent / "migrations"


def head_revision() -> str:
    """Return the revision this version of the service needs."""
    return (migrations_folder() / ".current-head").read_text(encoding="utf-8").strip()


async def current_revision(database: Database) -> str | None:
    """Return the revision of the database, or None where it is empty."""
    async with database.reading() as transaction:
        return await transaction.connection.run_sync(_revision)


async def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision. Processes that do so together wait for one another, and one does the work.

    Raises `DatabaseUnavailable` where the wait takes longer than a minute, and where a newer version of the service has
    made the schema: what that has stored, this one would not understand.
    """
    current = await current_revision(database)
    if revision == "head" and current == head_revision():
        return
    if current is not None and not (migrations_folder() / "versions" / f"{current}.py").exists():
        raise DatabaseUnavailable(f"the schema is at {current}, made by a newer version of the service; use that one")
    async with _exclusively(database) as connection:
        await connection.run_sync(_run, "upgrade", revision)


async def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to a revision; "base" removes all tables and what is in them."""
    async with _exclusively(database) as connection:
        await connection.run_sync(_run, "downgrade", revision)


async def check(database: Database) -> None:
    """Raise Alembic's error where the tables in the code and the schema of the database differ."""
    async with _exclusively(database) as connection:
        await connection.run_sync(_run, "check")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_NOTED.name):
        return None
    return connection.scalar(select(_NOTED.c.version_num))


def _run(connection: Connection, name: Literal["upgrade", "downgrade", "check"], *arguments: str) -> None:
    """Run a command of Alembic."""
    from alembic import command  # noqa: PLC0415 - slow to load, and nearly every start finds nothing to migrate
    from alembic.config import Config  # noqa: PLC0415 - as just above

    # Alembic prints what it found to the standard output, which belongs to the command line.
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    getattr(command, name)(config, *arguments)


@contextlib.asynccontextmanager
async def _exclusively(database: Database) -> AsyncGenerator[AsyncConnection]:
    """Yield a connection that nobody else migrates on meanwhile."""
    if database.is_sqlite:
        # The transaction is the lock: a writer locks the file at its beginning.
        async with database.engine.begin() as connection:
            yield connection
        return
    engine = database.patient_engine()
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(engine.dispose)
        # What fails later on is a fault in a migration and is better seen as it is.
        with in_reach():
            keeper = await stack.enter_async_context(engine.connect())
            await _wait_for_turn(keeper)
            connection = await stack.enter_async_context(engine.connect())
        event.listen(connection.sync_connection, "begin", _bound_statements)
        yield connection
        await connection.commit()


def _bound_statements(connection: Connection) -> None:
    # For this transaction only: behind PgBouncer the connection goes to somebody else afterwards.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{STATEMENT_SECONDS}s'")


async def _wait_for_turn(keeper: AsyncConnection) -> None:
    """Take the lock that all replicas know; raise `DatabaseUnavailable` where another one keeps it for too long.

    The lock belongs to a transaction of the keeper, which stays open and does nothing else, while migrations are
    committed one by one on another connection. A lock of the session would not do: PgBouncer shares sessions.
    """
    deadline = asyncio.get_running_loop().time() + TURN_SECONDS
    while True:
        await keeper.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        if await keeper.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}):
            return
        # Whoever waits keeps no connection of PgBouncer's, or the one that migrates might get none.
        await keeper.rollback()
        if asyncio.get_running_loop().time() > deadline:
            raise DatabaseUnavailable("another process is migrating")
        await asyncio.sleep(RETRY_SECONDS)
