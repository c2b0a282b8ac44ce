"""What was deleted is not merely out of sight: its bytes are gone, as far as the guide for operators says."""

import contextlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.use_cases.erasures import FORMAT
from tests.answering import Person, invite_people, make_round
from tests.cli.running import run
from tests.databases import copy_in_postgres, copy_of
from tests.keeping.past import fill, in_thread, keep_house, past_round

# Nothing that compresses, so that it stands in files as it is.
CANARY = secrets.token_hex(600)


@pytest.fixture
def settings(sqlite_template: Path, tmp_path: Path) -> Settings:
    return Settings.load(database_url=copy_of(sqlite_template, tmp_path))


@pytest.fixture
def embedded(app) -> Database:
    """The embedded database of the service, while it is being served."""
    database: Database = app.state.context.database
    return database


def traces(database: Database) -> set[str]:
    """Return the suffixes of those files of an embedded database that hold the canary."""
    path = Path(str(database.url.database))
    files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    return {each.name.removeprefix(path.name) for each in files if CANARY.encode() in each.read_bytes()}


async def submit_canary(client, database) -> Person:
    round_ = await make_round(database, free_texts=True)
    (person,) = await invite_people(database, round_)
    response = await person.submit(client, {"pride": CANARY})
    assert response.status_code == 201, response.text
    return person


class TestEmbedded:
    async def test_an_erased_answer_leaves_the_files_at_once(self, client, embedded):
        person = await submit_canary(client, embedded)
        assert await embedded.scrub_files()
        assert traces(embedded) == {""}
        assert (await client.delete(person.path, headers=person.own)).status_code == 204
        assert traces(embedded) == set()

    async def test_a_corrected_answer_and_a_discarded_draft_leave_them_with_housekeeping(self, client, embedded):
        person = await submit_canary(client, embedded)
        kept = await client.get(person.path, headers=person.own)
        match = person.own | {"if-match": kept.headers["etag"]}
        assert (await person.submit(client, {"leadership": 1}, headers=match)).status_code == 200
        match["if-match"] = "*"
        draft = await client.put(person.draft_path, json={"answers": {"responsible": CANARY}}, headers=match)
        assert draft.status_code == 204
        assert (await client.delete(person.draft_path, headers=person.own)).status_code == 204
        ran = await in_thread(run, "housekeeping", environment={"SELFCHECK_DATABASE_URL": str(embedded.url)})
        assert ran.code == 0
        assert traces(embedded) == set()

    async def test_what_is_deleted_after_its_retention_leaves_them_too(self, app, embedded):
        round_ = await past_round(embedded, closed_days_ago=91)
        await fill(embedded, round_, 50, answers=CANARY.encode())
        assert traces(embedded) >= {"-wal"}
        ran = await in_thread(run, "housekeeping", environment={"SELFCHECK_DATABASE_URL": str(embedded.url)})
        assert ran.code == 0
        assert traces(embedded) == set()

    async def test_what_came_back_with_a_restore_leaves_them_when_erasures_are_applied(self, embedded):
        round_ = await make_round(embedded)
        back, *_ = await fill(embedded, round_, 1, answers=CANARY.encode())
        erasure = {"erased_on": "2026-11-20", "response": str(back), "round": str(round_.id)}
        lines: list[dict[str, object]] = [{"format": FORMAT}, {**erasure}, {"erasures": 1}]
        environment = {"SELFCHECK_DATABASE_URL": str(embedded.url)}
        async with embedded.transaction() as transaction:
            # The draft that `fill` adds holds the canary, too.
            await transaction.connection.execute(text("UPDATE responses SET draft = NULL"))
        ran = await in_thread(
            run, "erasures", "apply", "-", stdin="\n".join(map(json.dumps, lines)), environment=environment
        )
        assert (ran.code, json.loads(ran.out)["erased"]) == (0, 1)
        assert traces(embedded) == set()

    async def test_whoever_reads_meanwhile_delays_it_and_it_is_said(self, embedded, monkeypatch):
        monkeypatch.setattr("selfcheck_service.cli.housekeeping._WAIT_SECONDS", 0.01)
        await fill(embedded, await past_round(embedded, closed_days_ago=91), 5, answers=CANARY.encode())
        environment = {"SELFCHECK_DATABASE_URL": str(embedded.url)}
        async with embedded.reading() as transaction:
            await transaction.connection.execute(text("SELECT count(*) FROM responses"))
            ran = await in_thread(run, "housekeeping", environment=environment)
        assert ran.code == 1
        assert "somebody is reading" in ran.err
        assert (await in_thread(run, "housekeeping", environment=environment)).code == 0
        assert traces(embedded) == set()

    async def test_a_copy_has_nothing_of_what_was_deleted(self, embedded, tmp_path):
        await fill(embedded, await past_round(embedded, closed_days_ago=91), 5, answers=CANARY.encode())
        await keep_house(embedded)
        copy = tmp_path / "copy"
        await embedded.copy_to(copy)
        assert CANARY.encode() not in copy.read_bytes()
        assert copy.stat().st_mode & 0o777 == 0o600
        with pytest.raises(FileExistsError):
            await embedded.copy_to(copy)


@pytest.fixture
def served(postgres_template: str) -> Iterator[str]:
    with copy_in_postgres(postgres_template) as url:
        yield url


async def test_vacuum_full_takes_the_bytes_out_of_the_tables_of_postgres(served):
    """As the guide says. Without it they are out of everybody's reach, and stay until the space is used again."""
    database = Database(served)
    folder = Path(parse_qs(urlsplit(served).query)["host"][0]) / "data" / "base"
    await fill(database, await past_round(database, closed_days_ago=91), 5, answers=CANARY.encode())
    await run_alone(database, "CHECKPOINT")
    assert [path for path in folder.rglob("*") if holds(path)] != []
    await keep_house(database)
    await run_alone(database, "VACUUM (FULL) responses")
    await run_alone(database, "CHECKPOINT")
    assert [path for path in folder.rglob("*") if holds(path)] == []
    await database.close()


def holds(path: Path) -> bool:
    # A file that the server has removed meanwhile, and a folder, hold nothing.
    with contextlib.suppress(OSError):
        return CANARY.encode() in path.read_bytes()
    return False


async def run_alone(database: Database, statement: str) -> None:
    """Run what PostgreSQL does outside of transactions only."""
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(statement))
