"""Commands that work on the database and the contract."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from selfcheck_service import __version__
from selfcheck_service.cli.faults import explain_fault
from selfcheck_service.edge.api_keys import find_key
from tests.cli.running import DEFINITION, Ran, run
from tests.databases import copy_of

Run = Callable[..., Ran]


@pytest.fixture
def selfcheck(tmp_path: Path) -> Run:
    """Run a command on an embedded database that does not exist yet."""
    environment = {"SELFCHECK_DATABASE_URL": f"sqlite:///{tmp_path}/data/selfcheck.db"}
    return lambda *arguments, **options: run(*arguments, environment=environment, **options)


class TestPublish:
    def test_a_definition_is_published_once(self, selfcheck: Run):
        preview = selfcheck("publish", "--dry-run", DEFINITION)
        assert (preview.code, preview.out.split()[:5]) == (0, ["alles", "1.0.0", "would", "be", "published"])
        assert selfcheck("publish", DEFINITION).out.split()[:3] == ["alles", "1.0.0", "published"]
        assert selfcheck("publish", DEFINITION).out.split()[:3] == ["alles", "1.0.0", "unchanged"]

    def test_what_is_published_never_changes(self, selfcheck: Run, tmp_path: Path):
        selfcheck("publish", DEFINITION)
        changed = tmp_path / "changed"
        copy_with(DEFINITION, changed, "questionnaire.yaml", "title: Unten", "title: Drunten")
        ran = selfcheck("publish", changed)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("version_taken: ")

    def test_a_faulty_definition_does_not_keep_others_from_being_published(self, selfcheck: Run, tmp_path: Path):
        faulty = tmp_path / "faulty"
        copy_with(DEFINITION, faulty, "fields/haus.yaml", "title: Draußen", "titel: Draußen")
        ran = selfcheck("publish", faulty, DEFINITION)
        assert (ran.code, ran.out.split()[:3]) == (1, ["alles", "1.0.0", "published"])
        assert f"{faulty}/fields/haus.yaml:41:5: error unknown_member" in ran.err

    def test_a_golden_case_that_fails_keeps_a_version_from_being_published(self, selfcheck: Run, tmp_path: Path):
        folder = tmp_path / "version"
        copy_with(DEFINITION, folder, "questionnaire.yaml", "Unten", "Unten")
        (folder / "golden").mkdir()
        (folder / "golden" / "a.yaml").write_text("answers: {eins: 2}\nexpect: {fields: {innen: {score: 99}}}\n")
        ran = selfcheck("publish", folder)
        assert (ran.code, ran.out) == (1, "")
        assert "error golden_differs Expected 99, computed 100." in ran.err

    def test_an_evaluation_is_replayed_from_the_database(self, selfcheck: Run, tmp_path: Path):
        answers, evaluation = tmp_path / "answers.json", tmp_path / "evaluation.json"
        answers.write_text('{"answers": {"eins": 1}}')
        evaluation.write_bytes(selfcheck("evaluate", DEFINITION, answers).octets)
        unknown = selfcheck("replay", evaluation, "--answers", answers)
        assert (unknown.code, unknown.err.startswith("unknown_questionnaire: ")) == (1, True)
        selfcheck("publish", DEFINITION)
        assert selfcheck("replay", evaluation, "--answers", answers).code == 0


def copy_with(folder: Path, target: Path, name: str, old: str, new: str) -> None:
    for path in folder.rglob("*.yaml"):
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    changed = target / name
    assert changed.read_text().count(old) == 1
    changed.write_text(changed.read_text().replace(old, new))


class TestKeys:
    def test_a_key_is_shown_once_and_alone(self, selfcheck: Run):
        ran = selfcheck("keys", "create", "--scope", "author", "--scope", "service", "--name", "Anna")
        shown = find_key(ran.out.strip())
        assert (ran.code, ran.out.count("\n")) == (0, 1)
        assert shown is not None
        assert f"made: {shown.id} (author, service, no end)" in ran.err
        listed = selfcheck("keys", "list").out
        assert listed.split("\t")[:3] == [shown.id, "active", "author,service"]
        assert listed.strip().endswith("Anna")
        assert ran.out.strip() not in listed

    def test_a_key_ends_on_its_day(self, selfcheck: Run):
        assert selfcheck("keys", "create", "--scope", "author", "--expires", "2999-12-31").code == 0
        assert "\t2999-12-31\t" in selfcheck("keys", "list").out
        assert selfcheck("keys", "create", "--scope", "author", "--expires", "2020-01-01").code == 2

    def test_a_revoked_key_is_revoked(self, selfcheck: Run):
        selfcheck("keys", "create", "--scope", "author")
        key_id = selfcheck("keys", "list").out.split("\t")[0]
        assert selfcheck("keys", "revoke", key_id).code == 0
        assert selfcheck("keys", "list").out.split("\t")[1] == "revoked"

    def test_a_rotated_key_keeps_its_rights(self, selfcheck: Run):
        reach = ["--municipality", "05334002", "--municipality", "05334"]
        selfcheck("keys", "create", "--scope", "service", "--name", "Portal", "--expires", "2999-12-31", *reach)
        old = selfcheck("keys", "list").out.split("\t")[0]
        new = find_key(selfcheck("keys", "rotate", old).out.strip())
        rows = [row.split("\t") for row in selfcheck("keys", "list").out.splitlines()]
        assert new is not None
        assert {row[0]: row[1] for row in rows} == {old: "revoked", new.id: "active"}
        assert rows[0][2] == rows[1][2] == "service"
        assert rows[0][6:] == rows[1][6:] == ["05334002,05334", "Portal"]
        assert selfcheck("keys", "rotate", old).code == 1

    def test_an_old_key_may_go_on_for_a_while(self, selfcheck: Run):
        selfcheck("keys", "create", "--scope", "service", "--expires", "2999-12-31")
        old = selfcheck("keys", "list").out.split("\t")[0]
        ran = selfcheck("keys", "rotate", old, "--grace", "48")
        assert ran.err.startswith("ends at ")
        rows = {row.split("\t")[0]: row.split("\t") for row in selfcheck("keys", "list").out.splitlines()}
        assert {row[1] for row in rows.values()} == {"active"}
        end = datetime.strptime(rows.pop(old)[4], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        assert timedelta(hours=47) < end - datetime.now(UTC) <= timedelta(hours=48)
        assert [row[4] for row in rows.values()] == ["2999-12-31"]
        again = selfcheck("keys", "rotate", old, "--grace", "48")
        assert (again.code, again.err.split(":")[0]) == (1, "api_key_replaced")
        for hours in ("-1", "721", "1.5"):
            assert selfcheck("keys", "rotate", old, "--grace", hours).code == 2

    def test_what_happens_to_keys_stands_in_the_trail(self, selfcheck: Run):
        selfcheck("keys", "create", "--scope", "service", "--name", "Portal", "--municipality", "05334002")
        old = selfcheck("keys", "list").out.split("\t")[0]
        new = find_key(selfcheck("keys", "rotate", old).out.strip())
        assert new is not None
        for _ in range(2):
            selfcheck("keys", "revoke", new.id)
        events = {event["event"]: event for event in map(json.loads, selfcheck("audit").out.splitlines())}
        assert {event["actor"] for event in events.values()} == {"cli"}
        rights = {"scopes": ["service"], "municipalities": ["05334002"]}
        assert {name: event["details"] for name, event in events.items()} == {
            "key_created": {"key": old, **rights},
            "key_rotated": {"key": new.id, "replaces": old, "grace_hours": 0, **rights},
            "key_revoked": {"key": new.id},
        }

    @pytest.mark.parametrize("command", ["revoke", "rotate"])
    def test_a_key_that_does_not_exist_is_said_so(self, selfcheck: Run, command: str):
        ran = selfcheck("keys", command, "AAAAAAAAAAAA")
        assert (ran.code, ran.out, ran.err) == (1, "", "unknown_api_key: There is no key “AAAAAAAAAAAA”.\n")

    @pytest.mark.parametrize(
        "key", ["05334", "05334002", "053340002", "053340002002", "123e4567-e89b-42d3-a456-426614174000"]
    )
    def test_a_key_may_reach_some_municipalities_only(self, selfcheck: Run, key: str):
        made = selfcheck("keys", "create", "--scope", "facilitator", "--municipality", key, "--municipality", key)
        assert made.code == 0
        assert selfcheck("keys", "list").out.split("\t")[6] == key

    def test_a_key_reaches_all_municipalities_where_none_is_named(self, selfcheck: Run):
        selfcheck("keys", "create", "--scope", "author", "--name", "n" * 200)
        assert selfcheck("keys", "list").out.split("\t")[6:] == ["all", "n" * 200 + "\n"]

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--scope", "god"],
            ["--scope", "author", "--expires", "tomorrow"],
            ["--scope", "author", "--name", "n" * 201],
            ["--scope", "author", "--municipality", "053340"],
            ["--scope", "author", "--municipality", "Aachen"],
            ["--scope", "author", "--municipality", "٠٥٣٣٤"],
            ["--scope", "author", "--municipality", ""],
            ["--scope", "author", "--municipality", "123e4567e89b42d3a456426614174000"],
        ],
    )
    def test_wrong_usage_makes_no_key(self, selfcheck: Run, arguments: list[str]):
        assert selfcheck("keys", "create", *arguments).code == 2
        assert selfcheck("keys", "list").out == ""


class TestAudit:
    def test_the_newest_event_comes_first_and_a_choice_can_be_made(self, selfcheck: Run):
        selfcheck("publish", DEFINITION)
        selfcheck("keys", "create", "--scope", "author")
        (published,) = [
            event
            for event in map(json.loads, selfcheck("audit").out.splitlines())
            if event["event"] == "questionnaire_published"
        ]
        assert published["actor"] == "cli"
        assert published["details"] == {"questionnaire": "alles", "version": "1.0.0"}
        assert set(published) == {"at", "event", "actor", "municipality", "round", "details", "id"}
        today = str(datetime.now(UTC).date())
        assert len(selfcheck("audit", "--since", today).out.splitlines()) == 2
        assert selfcheck("audit", "--since", "2999-01-01").out == ""
        assert len(selfcheck("audit", "--limit", "1").out.splitlines()) == 1
        assert selfcheck("audit", "--municipality", "123e4567-e89b-42d3-a456-426614174000").out == ""

    def test_many_pages_are_printed_whole(self, selfcheck: Run, monkeypatch: pytest.MonkeyPatch):
        for _ in range(5):
            selfcheck("keys", "create", "--scope", "author")
        monkeypatch.setattr("selfcheck_service.cli.audit._PAGE", 2)
        lines = selfcheck("audit").out.splitlines()
        assert len(set(lines)) == len(lines) == 5

    @pytest.mark.parametrize("option", [["--since", "today"], ["--municipality", "Aachen"], ["--limit", "0"]])
    def test_wrong_usage_prints_nothing(self, selfcheck: Run, option: list[str]):
        ran = selfcheck("audit", *option)
        assert (ran.code, ran.out) == (2, "")


class TestSchema:
    def test_an_empty_database_is_upgraded(self, selfcheck: Run):
        assert selfcheck("db", "current").out == "nothing\n"
        assert selfcheck("db", "check").code == 1
        assert selfcheck("db", "upgrade").err.startswith("upgraded: nothing → ")
        assert selfcheck("db", "check").code == 0
        assert selfcheck("db", "upgrade").err == "nothing to do\n"
        assert selfcheck("db", "current").out != "nothing\n"

    @pytest.mark.parametrize(
        ("url", "message"),
        [
            ("postgresql://127.0.0.1:1/none", "the database does not answer"),
            ("sqlite:////proc/none/selfcheck.db", "cannot make the folder of the database"),
            ("mysql://nobody:hidden@127.0.0.1/none", "SELFCHECK_DATABASE_URL"),
        ],
    )
    @pytest.mark.parametrize("command", [["db", "upgrade"], ["db", "current"], ["keys", "list"]])
    def test_a_database_out_of_reach_leaves_with_3(self, url: str, message: str, command: list[str]):
        ran = run(*command, environment={"SELFCHECK_DATABASE_URL": url})
        assert (ran.code, ran.out) == (3, "")
        assert message in ran.err
        assert "hidden" not in ran.err

    def test_a_server_is_not_upgraded_by_the_way(self, postgres_url: str):
        environment = {"SELFCHECK_DATABASE_URL": postgres_url}
        ran = run("keys", "list", environment=environment)
        assert (ran.code, "run `selfcheck db upgrade`" in ran.err) == (3, True)


def test_a_deadline_that_passed_is_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert explain_fault(TimeoutError(), "en") == 3
    assert capsys.readouterr().err == "gave up: something did not answer in time\n"


class TestContract:
    def test_a_contract_is_written_and_compared(self, tmp_path: Path):
        assert run("openapi", "--write", tmp_path / "contract").code == 0
        assert run("openapi", "--check", tmp_path / "contract").code == 0
        (tmp_path / "contract" / "selfcheck-v1.json").write_text("{}")
        ran = run("openapi", "--check", tmp_path / "contract")
        assert (ran.code, ran.out.count("differs")) == (1, 1)

    def test_the_contract_is_printed(self):
        assert json.loads(run("openapi").out)["info"]["version"] == __version__

    def test_the_contract_needs_no_database(self):
        nobody = {"HOME": "/nowhere", "XDG_DATA_HOME": None, "SELFCHECK_DATABASE_URL": None, "STATE_DIRECTORY": None}
        assert json.loads(run("openapi", environment=nobody).out)["info"]["version"] == __version__


def test_the_settings_are_shown_without_secrets():
    environment = {
        "SELFCHECK_DATABASE_URL": "postgresql://me:hush@db/x",
        "SELFCHECK_CORS_ORIGINS": "https://a.b https://c.d",
    }
    ran = run("config", "check", environment={**environment, "SELFCHECK_PROT": "1"})
    assert ran.code == 0
    assert "hush" not in ran.out + ran.err
    assert "SELFCHECK_CORS_ORIGINS=https://a.b https://c.d\n" in ran.out
    assert ran.err == "SELFCHECK_PROT is no setting\n"


def test_the_version_is_printed():
    assert run("version").out == f"{__version__}\n"


def test_an_existing_database_is_used(sqlite_template: Path, tmp_path: Path):
    url = copy_of(sqlite_template, tmp_path)
    assert run("db", "check", environment={"SELFCHECK_DATABASE_URL": url}).code == 0
