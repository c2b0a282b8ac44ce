"""The schema goes up, down and up again, matches the code, and is made once by those who start together."""

import asyncio
import os
import re
import sys

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage.migrate import (
    check,
    current_revision,
    downgrade,
    head_revision,
    migrations_folder,
    upgrade,
)
from tests.databases import copy_in_postgres


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/empty.db"
    else:
        with copy_in_postgres(request.getfixturevalue("postgres_url"), template=None) as url:
            yield url


@pytest.fixture
async def empty(empty_url):
    opened = Database(empty_url)
    yield opened
    await opened.close()


def revisions():
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head_and_the_file_names_it():
    assert revisions().get_heads() == [head_revision()]


def test_every_revision_is_called_like_its_file_and_fits_its_column():
    for script in revisions().walk_revisions():
        assert script.revision == script.path.rsplit("/", 1)[-1].removesuffix(".py")
        assert re.fullmatch(r"[0-9]{4}_[a-z0-9_]{1,27}", script.revision)


async def test_up_down_and_up_again(empty):
    assert await current_revision(empty) is None
    await upgrade(empty)
    await downgrade(empty, "base")
    assert await current_revision(empty) is None
    await upgrade(empty)
    assert await current_revision(empty) == head_revision()


async def test_each_step_can_be_taken_back(empty):
    for script in reversed(list(revisions().walk_revisions())):
        await upgrade(empty, script.revision)
        await downgrade(empty, script.down_revision or "base")
        await upgrade(empty, script.revision)
    assert await current_revision(empty) == head_revision()


async def test_the_schema_is_what_the_code_says(database):
    await check(database)


async def test_what_a_newer_version_has_made_is_left_alone(database):
    async with database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE alembic_version SET version_num = '9999_from_the_future'"))
    with pytest.raises(DatabaseUnavailable, match="9999_from_the_future, made by a newer version"):
        await upgrade(database)


async def test_an_upgrade_that_is_not_needed_changes_nothing(database):
    await upgrade(database)
    assert await current_revision(database) == head_revision()


UPGRADE = """
import asyncio, sys
from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage.migrate import upgrade
async def main():
    database = Database(sys.argv[1], seconds=60)
    await upgrade(database)
    await database.close()
asyncio.run(main())
"""

# So many start together, each in a process of its own.
TOGETHER = 3


@pytest.mark.process
async def test_replicas_that_start_together_migrate_once(empty, empty_url):
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            UPGRADE,
            empty_url,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        for _ in range(TOGETHER)
    ]
    outputs = await asyncio.gather(*(process.communicate() for process in started))
    assert [process.returncode for process in started] == [0] * TOGETHER, outputs
    assert await current_revision(empty) == head_revision()
    await check(empty)
