"""Who only looks changes nothing: what would be changed is told, and what changes nothing goes on as ever."""

import asyncio

import pytest
from sqlalchemy import text

from selfcheck_service.storage.alone import Alone
from selfcheck_service.storage.looking import WouldChange, only_looking

COUNT = "SELECT count(*) FROM counted"
CHANGES = (
    "INSERT INTO counted VALUES (2)",
    "UPDATE counted SET value = 3",
    "DELETE FROM counted",
    "delete from counted where value = 1",
    "UPDATE counted SET value = 3 WHERE value = 1 RETURNING value",
    "WITH one AS (SELECT 4 AS value) INSERT INTO counted SELECT value FROM one",
    "DROP TABLE counted",
)
CHANGES_NOTHING = (COUNT, " select value from counted", "UPDATE counted SET value = 3 WHERE value = 9")
ENTER = Alone("INSERT INTO counted VALUES (:value)", ("INSERT INTO counted VALUES (:value)",))


async def execute(database, statement):
    async with database.transaction() as transaction:
        return await transaction.connection.execute(text(statement))


async def values(database):
    async with database.reading() as transaction:
        return list((await transaction.connection.execute(text("SELECT value FROM counted"))).scalars())


@pytest.fixture
async def counted(database):
    await execute(database, "CREATE TABLE counted (value integer)")
    await execute(database, "INSERT INTO counted VALUES (1)")
    return database


@pytest.mark.parametrize("statement", CHANGES)
async def test_what_would_change_something_is_not_kept(counted, statement):
    with only_looking(), pytest.raises(WouldChange):
        await execute(counted, statement)
    assert await values(counted) == [1]
    await execute(counted, statement)


@pytest.mark.parametrize("statement", CHANGES_NOTHING)
async def test_what_finds_nothing_to_change_goes_on(counted, statement):
    with only_looking():
        await execute(counted, statement)
    assert await values(counted) == [1]


async def test_a_fault_comes_before_the_change(counted):
    with only_looking(), pytest.raises(ZeroDivisionError):
        await _change_and_fail(counted)
    assert await values(counted) == [1]


async def test_a_transaction_without_a_conversation_is_not_begun(counted):
    with only_looking(), pytest.raises(WouldChange):
        await counted.run(ENTER, {"value": 2})
    assert await values(counted) == [1]
    assert await counted.run(ENTER, {"value": 2})
    assert await values(counted) == [1, 2]


async def test_others_change_what_they_like_meanwhile(counted):
    elsewhere = asyncio.create_task(_after_a_moment(counted))
    with only_looking():
        await elsewhere
        with pytest.raises(WouldChange):
            await asyncio.create_task(execute(counted, CHANGES[1]))
    assert await values(counted) == [1, 2]


async def _after_a_moment(database):
    await asyncio.sleep(0)
    await execute(database, CHANGES[0])


async def _change_and_fail(database):
    async with database.transaction() as transaction:
        await transaction.connection.execute(text(CHANGES[0]))
        raise ZeroDivisionError
