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
from tests.postgres import create_database, drop_database

_numbers = itertools.count()
TEMPLATE = "template_migrated"


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


async def _upgrade(url: str) -> None:
    database = Database(url)
    await upgrade(database)
    await database.close()
