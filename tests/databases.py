"""Databases for tests: a fresh one with the newest schema, on either dialect, in a few milliseconds."""

import asyncio
import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from selfcheck_service.storage import Database
from selfcheck_service.storage.migrate import upgrade
from tests.postgres import ask_database, create_database, database_in, drop_database

_numbers = itertools.count()
TEMPLATE = "template_migrated"
# Databases whose rows are gone again, by the URL of the server, each with what its schema looked like when it was new.
_spare: dict[str, list[tuple[str, str]]] = {}

# Each change of the schema leaves another transaction in the catalogue, so a few sums tell whether there was one.
_SCHEMA = """
SELECT concat_ws(' ',
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_class WHERE relnamespace >= 'public'::regnamespace),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_attribute WHERE attrelid >= 16384),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_constraint),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_trigger),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_proc WHERE oid >= 16384),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_namespace),
    (SELECT concat(count(*), '/', sum(xmin::text::numeric)) FROM pg_db_role_setting),
    (SELECT string_agg(version_num, ',') FROM alembic_version))
"""
# Whoever is still connected is cut off, as by dropping the database. Triggers that refuse every change do not count
# here, and the numbers of rows begin again at 1.
_EMPTY = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    PERFORM setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""


def migrated_sqlite(folder: Path) -> Path:
    """Make a SQLite file with the newest schema, to be copied."""
    path = folder / "template.db"
    asyncio.run(_upgrade(f"sqlite+aiosqlite:///{path}"))
    return path


def copy_of(template: Path, folder: Path) -> str:
    """Return the URL of a fresh copy of a SQLite file."""
    path = folder / f"selfcheck-{next(_numbers)}.db"
    shutil.copy(template, path)
    return f"sqlite+aiosqlite:///{path}"


def migrated_postgres(url: str) -> str:
    """Make a database with the newest schema on the server, to be copied; return the URL of the server."""
    template = asyncio.run(create_database(url, TEMPLATE))
    asyncio.run(_upgrade(template))
    return url


@contextlib.contextmanager
def copy_in_postgres(url: str, template: str | None = TEMPLATE) -> Iterator[str]:
    """Yield the URL of a fresh database: a copy of the template, or an empty one."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    yield asyncio.run(create_database(url, name, template=template))
    asyncio.run(drop_database(url, name))


@contextlib.contextmanager
def emptied_in_postgres(url: str) -> Iterator[str]:
    """Yield the URL of a database with the newest schema and no rows, for a test that changes nothing but rows.

    To empty one costs a tenth of copying the template. One whose schema was changed all the same is thrown away.
    """
    spare = _spare.setdefault(url, [])
    if spare:
        name, schema = spare.pop()
    else:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        asyncio.run(create_database(url, name, template=TEMPLATE))
        schema = asyncio.run(ask_database(url, name, _SCHEMA))
    yield database_in(url, name)
    if asyncio.run(ask_database(url, name, _SCHEMA, before=_EMPTY)) == schema:
        spare.append((name, schema))
    else:
        asyncio.run(drop_database(url, name))


async def _upgrade(url: str) -> None:
    database = Database(url)
    await upgrade(database)
    await database.close()
