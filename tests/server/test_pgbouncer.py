"""The service behind Debian's PgBouncer in transaction mode, with its own defaults and the settings of the guide."""

import asyncio
import contextlib
import os
import subprocess
import sys

import pytest
from sqlalchemy import text

from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage.migrate import current_revision, head_revision
from tests.checkout import CHECKOUT
from tests.databases import copy_in_postgres
from tests.pgbouncer import find_pgbouncer, pooled

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(find_pgbouncer() is None, reason="PgBouncer is not on this machine; .ci/run installs it"),
]

TRANSACTIONS = 400
# So many migrate together; each is a process that takes its time to start.
TOGETHER = {"normal": 3, "long": 8}


@pytest.fixture
def migrated(postgres_template):
    with copy_in_postgres(postgres_template) as url, pooled(url) as pool:
        yield pool


@pytest.fixture
def empty(postgres_url):
    with copy_in_postgres(postgres_url, template=None) as url, pooled(url) as pool:
        yield pool


@pytest.fixture
async def database(migrated):
    opened = Database(migrated)
    yield opened
    await opened.close()


async def test_no_transaction_of_many_fails(database):
    async def transact(number: int) -> int:
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("SELECT :number"), {"number": str(number)})
            query = text("SELECT count(*) FROM api_keys WHERE id = :id")
            return int((await transaction.connection.execute(query, {"id": str(number)})).scalar_one())

    assert await asyncio.gather(*(transact(number) for number in range(TRANSACTIONS))) == [0] * TRANSACTIONS


async def test_it_outlives_deadlines_that_pass(database):
    """A statement that is given up is cancelled by a connection of its own, which not every PgBouncer survived."""

    async def sleep() -> None:
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("SELECT pg_sleep(2)"))

    for _ in range(5):
        database.seconds = 0.2
        given_up = await asyncio.gather(*(sleep() for _ in range(20)), return_exceptions=True)
        assert {type(one) for one in given_up} == {DatabaseUnavailable}
        database.seconds = 5
        async with database.reading() as transaction:
            assert (await transaction.connection.execute(text("SELECT 1"))).scalar_one() == 1


def _start_upgrade(url: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT / "src"),
        "SELFCHECK_DATABASE_URL": url.replace("+asyncpg", ""),
    }
    command = [sys.executable, "-m", "selfcheck_service", "db", "upgrade"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


async def test_who_migrates_together_migrates_once(empty, effort):
    together = TOGETHER[effort]
    with contextlib.ExitStack() as stack:
        started = [stack.enter_context(_start_upgrade(empty)) for _ in range(together)]
        said = [process.communicate(timeout=90)[1] for process in started]
    assert [process.returncode for process in started] == [0] * together, said
    database = Database(empty)
    assert await current_revision(database) == head_revision()
    await database.close()


async def test_a_migration_leaves_no_setting_to_whoever_comes_next(empty):
    with _start_upgrade(empty) as process:
        assert process.wait(timeout=90) == 0
    database = Database(empty)

    async def settings() -> tuple[str, str]:
        async with database.reading() as transaction:
            found = await transaction.connection.execute(
                text("SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), pg_sleep(0.1)")
            )
            return tuple(found.one())[:2]

    assert set(await asyncio.gather(*(settings() for _ in range(10)))) == {("0", "0")}
    await database.close()
