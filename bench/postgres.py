"""A PostgreSQL that is as durable as one in earnest, for everybody who is measured on it."""

import contextlib
from collections.abc import Iterator

import asyncpg

from tests.postgres import SETTINGS, start_postgres

# A commit is on the disk before it is acknowledged, and a page that was torn can be mended.
DURABLE = {**SETTINGS, "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
# How SQLAlchemy names the driver; the driver itself does without.
_DRIVER = "+asyncpg"


@contextlib.contextmanager
def durable_postgres() -> Iterator[str]:
    """Run a server of its own and yield the SQLAlchemy URL of its database `postgres`."""
    with start_postgres(DURABLE) as url:
        yield url


def driver_address(url: str) -> str:
    """Return the address of a database as asyncpg takes it."""
    return url.replace(_DRIVER, "")


async def query(url: str, statement: str, *arguments: object) -> int:
    """Run one statement and return the number in the first column of its first row, 0 where it returns none."""
    connection = await asyncpg.connect(driver_address(url))
    try:
        return int(await connection.fetchval(statement, *arguments) or 0)
    finally:
        await connection.close()
