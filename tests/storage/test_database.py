"""Transactions commit, roll back, keep their deadline and lose no update."""

import asyncio
import contextlib
import stat
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from selfcheck_service.storage import Database, DatabaseUnavailable
from tests.databases import copy_of


async def execute(database, statement):
    async with database.transaction() as transaction:
        return await transaction.connection.execute(text(statement))


async def scalar(database, statement):
    async with database.reading() as transaction:
        return (await transaction.connection.execute(text(statement))).scalar_one()


async def test_a_block_that_raises_changes_nothing(database):
    await execute(database, "CREATE TABLE counted (value integer)")
    with contextlib.suppress(ZeroDivisionError):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("INSERT INTO counted VALUES (1)"))
            raise ZeroDivisionError
    assert await scalar(database, "SELECT count(*) FROM counted") == 0


async def test_no_update_of_many_at_once_is_lost(database):
    await execute(database, "CREATE TABLE counted (value integer)")
    await execute(database, "INSERT INTO counted VALUES (0)")
    read = "SELECT value FROM counted" if database.is_sqlite else "SELECT value FROM counted FOR UPDATE"

    async def count():
        async with database.transaction() as transaction:
            value = (await transaction.connection.execute(text(read))).scalar_one()
            await transaction.connection.execute(text("UPDATE counted SET value = :value"), {"value": value + 1})

    await asyncio.gather(*(count() for _ in range(50)))
    assert await scalar(database, "SELECT value FROM counted") == 50


async def test_all_that_one_transaction_reads_is_of_one_moment(database):
    await execute(database, "CREATE TABLE counted (value integer)")
    async with database.reading() as transaction:
        before = (await transaction.connection.execute(text("SELECT count(*) FROM counted"))).scalar_one()
        await execute(database, "INSERT INTO counted VALUES (1)")
        assert (await transaction.connection.execute(text("SELECT count(*) FROM counted"))).scalar_one() == before
    assert await scalar(database, "SELECT count(*) FROM counted") == before + 1


async def test_whoever_loses_a_deadlock_may_try_again(postgres_url):
    database = Database(postgres_url)
    await execute(database, "CREATE TABLE deadlocked (id integer, value integer)")
    await execute(database, "INSERT INTO deadlocked VALUES (1, 0), (2, 0)")
    both_hold_one = asyncio.Barrier(2)

    async def count(*ids):
        async with database.transaction() as transaction:
            for each in ids:
                statement = text("UPDATE deadlocked SET value = 1 WHERE id = :id")
                await transaction.connection.execute(statement, {"id": each})
                if each == ids[0]:
                    await both_hold_one.wait()

    outcomes = await asyncio.gather(count(1, 2), count(2, 1), return_exceptions=True)
    await execute(database, "DROP TABLE deadlocked")
    await database.close()
    assert [type(each) for each in outcomes if each] == [DatabaseUnavailable]


async def test_an_embedded_database_overwrites_what_is_deleted(sqlite_template, tmp_path):
    database = Database(copy_of(sqlite_template, tmp_path))
    assert await scalar(database, "PRAGMA secure_delete") == 1
    await database.close()


async def test_readers_do_not_wait_for_a_writer(database):
    await execute(database, "CREATE TABLE counted (value integer)")
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("INSERT INTO counted VALUES (1)"))
        assert await scalar(database, "SELECT count(*) FROM counted") == 0


async def test_two_processes_that_write_wait_for_each_other(database, database_url):
    other = Database(database_url)
    await execute(database, "CREATE TABLE counted (value integer)")
    await asyncio.gather(*(execute(each, "INSERT INTO counted VALUES (1)") for each in [database, other] * 10))
    assert await scalar(database, "SELECT count(*) FROM counted") == 20
    await other.close()


async def test_a_transaction_that_takes_too_long_is_given_up(database_url):
    impatient = Database(database_url, seconds=0.1)
    with pytest.raises(DatabaseUnavailable):
        async with impatient.transaction():
            await asyncio.sleep(5)
    impatient.seconds = 5
    assert await scalar(impatient, "SELECT 1") == 1
    await impatient.close()


async def test_nobody_waits_for_a_connection_until_it_is_too_late_to_use_it(postgres_url):
    narrow = Database(postgres_url, pool=1, seconds=2)
    async with narrow.reading():
        began = time.monotonic()
        with pytest.raises(DatabaseUnavailable):
            async with narrow.reading():
                pass
        assert time.monotonic() - began < 1.5
    await narrow.close()


async def test_whoever_waits_gets_a_connection_in_the_order_of_asking(database_url):
    narrow = Database(database_url, pool=1)
    came = []

    async def come(name):
        async with narrow.reading():
            came.append(name)

    async with narrow.reading():
        waiting = [asyncio.create_task(come(name)) for name in range(5)]
        await asyncio.sleep(0.05)
        assert came == []
        waiting[1].cancel()
    # Who asks now comes behind those who are waiting.
    await come(5)
    await asyncio.gather(*waiting, return_exceptions=True)
    assert came == [0, 2, 3, 4, 5]
    await narrow.close()


async def test_a_connection_that_comes_free_as_its_next_gives_up_is_for_the_one_behind(database_url):
    narrow = Database(database_url, pool=1)

    async def come():
        async with narrow.reading():
            return True

    async with narrow.reading():
        early, late = asyncio.create_task(come()), asyncio.create_task(come())
        await asyncio.sleep(0.05)
    # It is promised to the first by now, who has not been told yet.
    early.cancel()
    with pytest.raises(asyncio.CancelledError):
        await early
    assert await late
    assert await come()
    await narrow.close()


async def test_waiting_for_a_connection_counts_towards_the_deadline(database_url):
    narrow = Database(database_url, pool=1, seconds=5)
    async with narrow.reading():
        narrow.seconds = 0.1
        with pytest.raises(DatabaseUnavailable):
            async with narrow.reading():
                pass
    await narrow.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://nobody@/nothing?host=/nonexistent",
        "postgresql+asyncpg://nobody@127.0.0.1:1/nothing",
        "sqlite+aiosqlite:////nonexistent/folder/selfcheck.db",
    ],
)
async def test_a_database_that_is_not_there_is_unavailable(url):
    absent = Database(url)
    with pytest.raises(DatabaseUnavailable):
        async with absent.reading() as transaction:
            await transaction.connection.execute(text("SELECT 1"))
    await absent.close()
    # The thread of an embedded database that could not be opened says so to the loop once more before it ends.
    await asyncio.sleep(0.1)


async def test_a_missing_database_on_a_server_is_unavailable(postgres_url):
    absent = Database(postgres_url.replace("/postgres?", "/nothing?"))
    with pytest.raises(DatabaseUnavailable):
        async with absent.reading():
            pass
    await absent.close()


async def test_a_fault_in_our_own_sql_is_not_called_unavailable(database):
    with pytest.raises(DBAPIError, match="syntax"):
        await scalar(database, "SELEKT 1")


@pytest.mark.parametrize("change", ["DROP TABLE sessions", "ALTER TABLE api_keys RENAME COLUMN id TO old_id"])
@pytest.mark.parametrize("statement", ["SELECT 1 FROM nowhere", "SELECT absent FROM questionnaires"])
async def test_a_schema_that_lacks_something_of_ours_makes_a_database_unavailable(database, change, statement):
    await execute(database, change)
    with pytest.raises(DatabaseUnavailable):
        await scalar(database, statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("SELECT 1 FROM nowhere", "nowhere"),
        ("SELECT absent FROM questionnaires", "absent"),
        ("INSERT INTO questionnaires (absent) VALUES (1)", "absent"),
        ("SELECT no_function(1)", "no_function"),
    ],
)
async def test_a_name_of_ours_that_is_wrong_is_not_called_unavailable_where_the_schema_is_right(
    database, statement, named
):
    with pytest.raises(DBAPIError, match=named):
        await execute(database, statement)


async def test_the_folder_of_an_embedded_database_is_private(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/new/folder/selfcheck.db")
    database.make_folder()
    assert stat.S_IMODE((tmp_path / "new" / "folder").stat().st_mode) == 0o700
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable):
        Database(f"sqlite+aiosqlite:///{tmp_path}/file/selfcheck.db").make_folder()


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "mysql+aiomysql://h/d"])
def test_a_database_of_another_kind_is_refused(url):
    with pytest.raises((ValueError, ModuleNotFoundError)):
        Database(url)
