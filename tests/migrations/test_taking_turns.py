"""Processes that migrate one PostgreSQL wait for one another, for longer than a request would, and not for ever."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from selfcheck_service.storage import Database, DatabaseUnavailable, migrate
from selfcheck_service.storage.migrate import LOCK, current_revision, head_revision, upgrade
from tests.checkout import CHECKOUT
from tests.databases import copy_in_postgres

pytestmark = pytest.mark.fault

# Longer than the deadline of a transaction, which must not cut off the wait.
HELD_SECONDS = 6.0


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


async def test_a_turn_is_waited_for_longer_than_a_transaction_may_take(empty):
    async with somebody_migrating(empty):
        waiting = asyncio.create_task(upgrade(empty))
        await asyncio.sleep(HELD_SECONDS)
        assert not waiting.done()
    await waiting
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


def test_replicas_that_are_to_upgrade_serve_an_empty_database_together(url, tmp_path):
    started = [_serve(url, tmp_path / f"log{number}", SELFCHECK_DATABASE_UPGRADE="true") for number in range(2)]
    try:
        for number, process in enumerate(started):
            _wait_until_running(tmp_path / f"log{number}", process)
    finally:
        for process in started:
            process.terminate()
            process.wait(timeout=30)


def test_a_replica_that_may_not_upgrade_leaves_with_3_and_a_sentence(url, tmp_path):
    assert _serve(url, tmp_path / "log").wait(timeout=30) == 3
    said = (tmp_path / "log").read_text()
    assert "run `selfcheck db upgrade`" in said
    assert said.count("\n") == 1


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
