"""Processes that migrate one PostgreSQL wait for one another, for longer than a request would, and not for ever."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time

import asyncpg
import pytest
from sqlalchemy import text

from selfcheck_service.storage import Database, DatabaseUnavailable, migrate
from selfcheck_service.storage.migrate import LOCK, current_revision, head_revision, upgrade
from tests.checkout import CHECKOUT
from tests.databases import copy_in_postgres

pytestmark = pytest.mark.fault

# Longer than the deadline of a transaction, which must not cut off the wait.
DEADLINE, HELD_SECONDS = 1.5, 2.5
# So many replicas start at once, each a process that takes its time, and so often.
MANY, TURNS = {"normal": 3, "long": 8}, {"normal": 1, "long": 20}
# Every table that is made is noted. A second attempt would fail, or it would be noted twice.
COUNT_TABLES = """
    CREATE TABLE made (name text);
    CREATE FUNCTION note_table() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO made SELECT object_identity FROM pg_event_trigger_ddl_commands()
        WHERE object_type = 'table' AND command_tag = 'CREATE TABLE';
    END $$;
    CREATE EVENT TRIGGER note_table ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION note_table();
"""


@pytest.fixture
def url(postgres_url):
    with copy_in_postgres(postgres_url, template=None) as empty:
        yield empty


@pytest.fixture
async def empty(url):
    opened = Database(url)
    yield opened
    await opened.close()


@contextlib.asynccontextmanager
async def somebody_migrating(database):
    async with database.engine.connect() as connection:
        await connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        yield
        await connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))


async def test_a_turn_is_waited_for_longer_than_a_transaction_may_take(empty, url):
    hurried = Database(url, seconds=DEADLINE)
    async with somebody_migrating(empty):
        waiting = asyncio.create_task(upgrade(hurried))
        await asyncio.sleep(HELD_SECONDS)
        assert not waiting.done()
    await waiting
    await hurried.close()
    assert await current_revision(empty) == head_revision()


async def test_a_turn_that_does_not_come_is_said_so(empty, monkeypatch):
    monkeypatch.setattr(migrate, "TURN_SECONDS", 1)
    async with somebody_migrating(empty):
        with pytest.raises(DatabaseUnavailable, match="another process is migrating"):
            await upgrade(empty)
    await upgrade(empty)


async def test_a_long_statement_of_a_migration_is_not_cut_off(url):
    hurried = Database(url, seconds=0.5)
    async with migrate._exclusively(hurried) as connection:
        await connection.execute(text("SELECT pg_sleep(1)"))
    await hurried.close()


async def test_a_server_out_of_reach_is_said_so():
    nowhere = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseUnavailable):
        await upgrade(nowhere)


def test_replicas_that_start_at_once_all_serve_and_make_every_table_once(postgres_url, tmp_path, effort):
    for turn in range(TURNS[effort]):
        folder = tmp_path / str(turn)
        folder.mkdir()
        with copy_in_postgres(postgres_url, template=None) as empty:
            _migrate_together(empty, folder, MANY[effort])


def test_a_replica_that_may_not_upgrade_leaves_with_3_and_a_sentence(url, tmp_path):
    assert _serve(url, tmp_path / "log").wait(timeout=30) == 3
    said = (tmp_path / "log").read_text()
    assert "run `selfcheck db upgrade`" in said
    assert said.count("\n") == 1


def _migrate_together(url, tmp_path, many):
    asyncio.run(_execute(url, COUNT_TABLES))
    logs = [tmp_path / f"log{number}" for number in range(many)]
    started = [_serve(url, log, SELFCHECK_DATABASE_UPGRADE="true") for log in logs]
    try:
        for log, process in zip(logs, started, strict=True):
            _wait_until_running(log, process)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)
    made = asyncio.run(_fetch(url, "SELECT name, count(*) FROM made GROUP BY name"))
    assert {count for _, count in made} == {1}
    assert {"public.questionnaires", "public.api_keys", "public.alembic_version"} <= {name for name, _ in made}


async def _execute(url, script):
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(script)
    await connection.close()


async def _fetch(url, query):
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


def _serve(url, log, **settings):
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT / "src"),
        "SELFCHECK_DATABASE_URL": url.replace("+asyncpg", ""),
        "SELFCHECK_PORT": "0",
        **settings,
    }
    with log.open("wb") as output:
        return subprocess.Popen([sys.executable, "-m", "selfcheck_service", "serve"], env=environment, stderr=output)


def _wait_until_running(log, process):
    deadline = time.monotonic() + 60
    while "Uvicorn running" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
