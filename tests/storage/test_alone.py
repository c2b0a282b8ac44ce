"""Transactions that go to the database in one message: committed or not at all, on no more connections than allowed."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage.alone import Alone, PostgresLines
from tests.databases import copy_in_postgres

_INSERT = "INSERT INTO counted (value) VALUES (:value)"
ADD = Alone(_INSERT, (_INSERT,))
# On SQLite the second statement changes nothing, so that the first is taken back.
ADD_OR_NOT = Alone(
    "INSERT INTO counted (value) SELECT :value WHERE FALSE",
    (_INSERT, "DELETE FROM counted WHERE value = -1"),
)
_FAULTY = "INSERT INTO counted (nothing) VALUES (:value)"
WRONG = Alone(_FAULTY, (_INSERT, _FAULTY))
SLEEP = Alone("INSERT INTO counted (value) SELECT :value FROM pg_sleep(30)", ())


async def execute(database, statement):
    async with database.transaction() as transaction:
        return await transaction.connection.execute(text(statement))


async def values(database):
    async with database.reading() as transaction:
        found = await transaction.connection.execute(text("SELECT value FROM counted ORDER BY value"))
        return list(found.scalars())


async def connections(database):
    """Return the ids of the server's processes that serve this database's connections."""
    name = database.url.database
    watcher = Database(database.url.set(database="postgres").render_as_string(hide_password=False))
    async with watcher.reading() as transaction:
        statement = text("SELECT pid FROM pg_stat_activity WHERE datname = :name")
        found = list((await transaction.connection.execute(statement, {"name": name})).scalars())
    await watcher.close()
    return found


async def hang_up(database):
    """Let the server end all connections of a database."""
    watcher = Database(database.url.set(database="postgres").render_as_string(hide_password=False))
    statement = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
    async with watcher.transaction() as transaction:
        await transaction.connection.execute(statement, {"name": database.url.database})
    await watcher.close()


@pytest.fixture
async def counted(database):
    await execute(database, "CREATE TABLE counted (value integer PRIMARY KEY)")
    return database


@pytest.fixture
def server_url(postgres_template):
    with copy_in_postgres(postgres_template) as url:
        yield url


@pytest.fixture
async def on_postgres(server_url):
    opened = Database(server_url)
    await execute(opened, "CREATE TABLE counted (value integer PRIMARY KEY)")
    yield opened
    await opened.close()


async def test_it_is_committed_and_says_whether_it_changed_anything(counted):
    assert await counted.run(ADD, {"value": 1})
    assert not await counted.run(ADD_OR_NOT, {"value": 2})
    assert await values(counted) == [1]


async def test_a_constraint_refuses_and_the_next_one_goes_on(counted):
    await counted.run(ADD, {"value": 1})
    with pytest.raises(IntegrityError):
        await counted.run(ADD, {"value": 1})
    assert await counted.run(ADD, {"value": 2})
    assert await values(counted) == [1, 2]


async def test_a_statement_that_is_wrong_changes_nothing_and_the_next_one_goes_on(counted):
    with pytest.raises(DBAPIError):
        await counted.run(WRONG, {"value": 1})
    assert await counted.run(ADD, {"value": 2})
    assert await values(counted) == [2]


async def test_many_share_the_connections_with_conversations(database_url):
    narrow = Database(database_url, pool=2)
    await execute(narrow, "CREATE TABLE counted (value integer PRIMARY KEY)")

    async def converse(value):
        async with narrow.transaction() as transaction:
            await transaction.connection.execute(text(_INSERT), {"value": value})

    tasks = [narrow.run(ADD, {"value": each}) if each % 3 else converse(each) for each in range(60)]
    await asyncio.gather(*tasks)
    assert await values(narrow) == list(range(60))
    if not narrow.is_sqlite:
        assert 1 <= len(await connections(narrow)) <= 2
    await narrow.close()


async def test_a_connection_is_kept_and_given_to_whoever_converses(on_postgres):
    narrow = Database(on_postgres.url.render_as_string(hide_password=False), pool=1)
    for value in range(3):
        assert await narrow.run(ADD, {"value": value})
        assert await values(narrow) == list(range(value + 1))
    await narrow.close()


async def test_a_connection_that_is_old_goes_back_to_the_pool(on_postgres):
    lines = PostgresLines(on_postgres.engine, 0)
    assert await lines.run(ADD, {"value": 1}, asyncio.get_running_loop().time() + 5)
    assert on_postgres.engine.pool.checkedout() == 0


async def test_a_connection_that_the_server_closed_is_replaced(on_postgres):
    await on_postgres.run(ADD, {"value": 1})
    await hang_up(on_postgres)
    await asyncio.sleep(0.1)
    assert await on_postgres.run(ADD, {"value": 2})
    assert await values(on_postgres) == [1, 2]


async def test_a_connection_that_is_lost_meanwhile_is_said_and_replaced(on_postgres):
    running = asyncio.create_task(on_postgres.run(SLEEP, {"value": 1}))
    await asyncio.sleep(0.2)
    await hang_up(on_postgres)
    with pytest.raises(DatabaseUnavailable):
        await running
    assert await on_postgres.run(ADD, {"value": 2})


async def test_a_statement_that_takes_too_long_or_is_cancelled_leaves_nothing_behind(on_postgres):
    narrow = Database(on_postgres.url.render_as_string(hide_password=False), pool=1, seconds=0.5)
    with pytest.raises(DatabaseUnavailable):
        await narrow.run(SLEEP, {"value": 1})
    running = asyncio.create_task(narrow.run(SLEEP, {"value": 1}))
    await asyncio.sleep(0.1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await narrow.run(ADD, {"value": 2})
    assert await values(narrow) == [2]
    await narrow.close()
