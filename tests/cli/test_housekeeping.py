"""`selfcheck housekeeping`, `selfcheck erasures` and `selfcheck db backup`, as an operator types them."""

import asyncio
import json
import sqlite3
import stat
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.storage.tables import responses
from tests.answering import invite, make_round
from tests.cli.running import Ran, run
from tests.databases import copy_in_postgres, copy_of
from tests.keeping.past import fill, lines_of, past_round, rows_of

Run = Callable[..., Ran]


@pytest.fixture
def selfcheck(database_url: str) -> Run:
    return lambda *arguments, **options: run(
        *arguments, environment={"SELFCHECK_DATABASE_URL": database_url}, **options
    )


def inside(url: str, work: Callable[[Database], Awaitable[Any]]) -> Any:
    """Do something with the database; commands begin an event loop of their own."""

    async def opened() -> Any:
        database = Database(url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(opened())


async def a_past_round(database: Database) -> RoundRow:
    round_ = await past_round(database, closed_days_ago=91)
    await fill(database, round_, 3)
    await invite(database, round_, 2)
    return round_


async def erased_in(database: Database) -> dict[uuid.UUID, Any]:
    return {row.id: row.erased_on for row in await rows_of(database, responses) if row.erased_on is not None}


class TestHousekeeping:
    def test_it_says_what_it_would_do_and_then_what_it_did(self, selfcheck: Run, database_url: str):
        round_ = inside(database_url, a_past_round)
        line = {
            "round": str(round_.id),
            "municipality": str(round_.municipality_id),
            "opened": True,
            "closed": True,
            "codes": 2,
            "responses": 5,
            "erased": False,
        }
        counted = {"rounds": 1, "opened": 1, "closed": 1, "codes": 2, "responses": 5, "erased": 0}
        total = {**counted, "ballots": 0, "replies": 0, "sessions": 0}
        preview = selfcheck("housekeeping", "--dry-run")
        assert (preview.code, preview.err) == (0, "")
        assert lines_of(preview.out) == [line, {"dry_run": True, **total}]
        assert len(inside(database_url, lambda database: rows_of(database, responses))) == 5
        done = selfcheck("housekeeping")
        assert (done.code, done.err) == (0, "")
        assert lines_of(done.out) == [line, {"dry_run": False, **total}]
        assert inside(database_url, lambda database: rows_of(database, responses)) == []
        assert lines_of(selfcheck("housekeeping").out) == [{"dry_run": False, **dict.fromkeys(total, 0)}]
        events = lines_of(selfcheck("audit").out)
        assert {each["event"] for each in events if each["actor"] == "housekeeping"} == {
            "round_opened",
            "round_closed",
            "invitations_revoked",
            "responses_expired",
        }

    def test_a_database_out_of_reach_leaves_with_3(self):
        ran = run("housekeeping", environment={"SELFCHECK_DATABASE_URL": "postgresql://127.0.0.1:1/none"})
        assert (ran.code, ran.out) == (3, "")


class TestErasures:
    @pytest.fixture(autouse=True)
    def small_steps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Several transactions for few erasures."""
        monkeypatch.setattr("selfcheck_service.use_cases.erasures.BATCH", 2)

    @pytest.fixture
    def elsewhere(self, sqlite_template: Path, tmp_path: Path) -> dict[str, str]:
        """The environment of a database that knows no round."""
        return {"SELFCHECK_DATABASE_URL": copy_of(sqlite_template, tmp_path)}

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "erasures.jsonl"

    def test_they_are_written_down_and_applied_to_what_is_restored(
        self, selfcheck: Run, database_url: str, file: Path, elsewhere: dict[str, str]
    ):

        async def erase_some(database: Database) -> RoundRow:
            round_ = await make_round(database)
            for _ in range(5):
                await fill(database, round_, 0)
            return round_

        round_ = inside(database_url, erase_some)
        assert selfcheck("erasures", "export", file).err == "written: 5\n"
        first, *lines, last = lines_of(file.read_text())
        assert first["format"] == "selfcheck-erasures-1"
        assert set(first) == {"format", "schema", "written_at"}
        assert last == {"erasures": 5}
        erased = inside(database_url, erased_in)
        assert {each["response"]: each["erased_on"] for each in lines} == {
            str(name): day.isoformat() for name, day in erased.items()
        }
        assert {each["round"] for each in lines} == {str(round_.id)}
        nothing = {"erased": 0, "shut_out": 0, "erased_before": 5, "unknown_rounds": {}}
        assert json.loads(selfcheck("erasures", "apply", file).out) == nothing
        ran = run("erasures", "apply", "-", stdin=file.read_bytes(), environment=elsewhere)
        assert (ran.code, json.loads(ran.out)["unknown_rounds"]) == (0, {str(round_.id): 5})

    def test_what_came_back_is_erased_and_what_has_not_come_yet_is_shut_out(
        self, selfcheck: Run, database_url: str, file: Path
    ):
        async def restored(database: Database) -> tuple[RoundRow, list[uuid.UUID]]:
            round_ = await make_round(database)
            return round_, await fill(database, round_, 2)

        round_, (back, stays, draft, gone) = inside(database_url, restored)
        coming = uuid.uuid4()
        write(file, round_.id, back, draft, gone, coming, coming)
        ran = selfcheck("erasures", "apply", file)
        told = {"erased": 2, "shut_out": 1, "erased_before": 1, "unknown_rounds": {}}
        assert (ran.code, json.loads(ran.out)) == (0, told)
        erased = inside(database_url, erased_in)
        assert set(erased) == {back, draft, gone, coming}
        assert str(erased[coming]) == str(erased[back]) == "2026-11-20"
        rows = {row.id: row for row in inside(database_url, lambda database: rows_of(database, responses))}
        assert rows[stays].answers == b"{}"
        assert rows[back].answers is rows[draft].draft is rows[back].secret_hash is None
        again = json.loads(selfcheck("erasures", "apply", file).out)
        assert again == {"erased": 0, "shut_out": 0, "erased_before": 4, "unknown_rounds": {}}
        events = [each for each in lines_of(selfcheck("audit").out) if each["event"] == "erasures_applied"]
        assert sum(each["details"]["erased"] for each in events) == 2
        assert sum(each["details"]["shut_out"] for each in events) == 1

    def test_a_file_is_replaced_whole_and_only_its_user_may_read_it(self, selfcheck: Run, file: Path, monkeypatch):
        file.write_text("old")
        assert selfcheck("erasures", "export", file).code == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        kept = file.read_bytes()
        unreachable = {"SELFCHECK_DATABASE_URL": "postgresql://127.0.0.1:1/none"}
        assert run("erasures", "export", file, environment=unreachable).code == 3
        assert file.read_bytes() == kept
        assert [each.name for each in file.parent.iterdir() if "erasures" in each.name] == [file.name]
        assert selfcheck("erasures", "export", file.parent / "nowhere" / "file").code == 3

    def test_standard_output_takes_them_too(self, selfcheck: Run):
        ran = selfcheck("erasures", "export", "-")
        assert (ran.code, lines_of(ran.out)[-1], ran.err) == (0, {"erasures": 0}, "written: 0\n")
        assert selfcheck("erasures", "apply", "-", stdin=ran.octets).code == 0


class TestFaultyFiles:
    @pytest.fixture
    def selfcheck(self, sqlite_template: Path, tmp_path: Path) -> Run:
        environment = {"SELFCHECK_DATABASE_URL": copy_of(sqlite_template, tmp_path)}
        return lambda *arguments, **options: run(*arguments, environment=environment, **options)

    @pytest.fixture
    def refused(self, selfcheck: Run, tmp_path: Path) -> Callable[[str], list[str]]:
        """Apply a file that is refused; return what is said of each line."""
        path = tmp_path / "erasures"

        def apply(text: str) -> list[str]:
            path.write_text(text)
            ran = selfcheck("erasures", "apply", path)
            assert (ran.code, ran.out) == (1, "")
            return [line.removeprefix(f"{path}:") for line in ran.err.splitlines()]

        return apply

    def test_all_faults_are_named_with_their_lines(self, refused, tmp_path):
        good = write(tmp_path / "good", uuid.uuid4(), uuid.uuid4()).splitlines()
        bad = [
            "",
            "[]",
            "{",
            '{"erased_on": "2026-11-20"}',
            good[1].replace("2026-11-20", "yesterday"),
            good[1].replace('"round":"', '"round":"x'),
            good[1].replace("}", ',"answers":1}'),
            good[1].replace('"2026-11-20"', "20261120"),
        ]
        faults = refused("\n".join([good[0], *bad, good[1], '{"erasures":1}']))
        assert [line.split(": ")[0] for line in faults[:8]] == [f"{at}:1" for at in range(2, 10)]
        assert {line.split()[2] for line in faults[:8]} == {"not_an_erasure"}
        assert faults[8].startswith("11:1: error erasures_cut_off")

    @pytest.mark.parametrize("text", ["", "\n", "[]", '{"format":"selfcheck-erasures-2"}', "{" * 100_000])
    def test_another_file_is_none_of_erasures(self, refused, text):
        (fault,) = refused(text)
        assert fault.startswith("1:1: error not_erasures ")

    def test_a_file_that_is_cut_off_is_not_taken_for_a_whole_one(self, refused, tmp_path):
        whole = write(tmp_path / "good", uuid.uuid4(), uuid.uuid4(), uuid.uuid4())
        lines = whole.splitlines(keepends=True)
        for text in ("".join(lines[:-1]), "".join(lines[:1]), "".join(lines[:2] + lines[3:])):
            (fault,) = refused(text)
            assert "erasures_cut_off" in fault
        faults = refused(whole[: len(whole) // 2])
        assert {fault.split()[2] for fault in faults} == {"not_an_erasure", "erasures_cut_off"}

    def test_many_faults_are_not_all_named(self, refused, tmp_path):
        first = write(tmp_path / "good", uuid.uuid4()).splitlines()[0]
        faults = refused(first + "\nx" * 500)
        assert len(faults) == 102
        assert any("too_many_problems" in fault for fault in faults)


class TestBackup:
    def test_an_embedded_database_is_copied_and_nothing_overwritten(self, sqlite_template: Path, tmp_path: Path):
        environment = {"SELFCHECK_DATABASE_URL": copy_of(sqlite_template, tmp_path)}
        copy = tmp_path / "copy.db"
        assert run("db", "backup", copy, environment=environment).err == f"copied: {copy}\n"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        with sqlite3.connect(copy) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        assert run("db", "backup", copy, environment=environment).code == 2
        assert run("db", "backup", tmp_path / "nowhere" / "copy", environment=environment).code == 3

    def test_postgres_has_programs_of_its_own(self, postgres_template: str, tmp_path: Path):
        with copy_in_postgres(postgres_template) as url:
            ran = run("db", "backup", tmp_path / "copy", environment={"SELFCHECK_DATABASE_URL": url})
        assert (ran.code, "pg_dump" in ran.err) == (2, True)
        assert not (tmp_path / "copy").exists()


def write(path: Path, round_id: uuid.UUID, *response_ids: uuid.UUID) -> str:
    """Write a file of erasures and return its text."""
    said: list[dict[str, Any]] = [{"format": "selfcheck-erasures-1", "schema": "–", "written_at": "–"}]
    said += [{"erased_on": "2026-11-20", "response": str(each), "round": str(round_id)} for each in response_ids]
    said += [{"erasures": len(response_ids)}]
    path.write_text("".join(json.dumps(each, separators=(",", ":")) + "\n" for each in said))
    return path.read_text()
