"""The command as a process: quick to start, quiet at its end, and serving what is shipped."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.checkout import CHECKOUT
from tests.cli.running import DEFINITION, run
from tests.install.server import serving

pytestmark = pytest.mark.process

# Others may be at work on this machine.
SECONDS = 60
COMMAND = [sys.executable, "-m", "selfcheck_service"]
# What an author who checks a file must not wait for.
HEAVY = ("fastapi", "starlette", "uvicorn", "sqlalchemy", "alembic", "httpx", "jinja2", "rich")
# What an operator who upgrades a database must not wait for.
SERVING = ("fastapi", "starlette", "uvicorn", "jinja2")
# What a service on SQLite must not wait for, where there is nothing to migrate.
NEEDLESS = ("alembic", "anyio._backends", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.postgresql")


@dataclass(frozen=True, slots=True)
class Started:
    """What a service showed: where it was, what it had loaded when it was ready, what it listed, and its log."""

    address: str
    loaded: set[str]
    keys: list[str]
    log: str


def environment(**changes: str) -> dict[str, str]:
    """The surroundings of this process, in which the package is found without being installed."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT / "src"), "LC_ALL": "C", **changes}


def start(*arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment(**changes))


def test_the_module_is_the_command():
    ran = start("check", DEFINITION)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "definitions: 1, errors: 0, warnings: 0\n")


@pytest.mark.parametrize("arguments", [["check", DEFINITION], ["--help"], ["version"], ["--version"]])
def test_light_commands_load_no_server_and_no_database(arguments: list[str | Path]):
    loaded = loaded_by(start(*arguments, PYTHONPROFILEIMPORTTIME="1").stderr)
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_command_for_the_database_loads_no_server(tmp_path: Path):
    ran = start("db", "upgrade", HOME=str(tmp_path), XDG_DATA_HOME="", PYTHONPROFILEIMPORTTIME="1")
    loaded = loaded_by(ran.stderr)
    assert ran.returncode == 0
    assert "alembic" in loaded
    assert loaded.isdisjoint(SERVING)


def test_no_time_is_spent_on_looking_for_garbage_among_what_was_just_loaded():
    """By Python's own numbers, a start looks some hundred times; until the first line of ours, it may."""
    counting = "sum(each['collections'] for each in gc.get_stats())"
    told = f"before = {counting}; atexit.register(lambda: print({counting} - before, file=sys.stderr))"
    code = f"import atexit, gc, sys; from selfcheck_service.cli import main; {told}; main()"
    command = [sys.executable, "-c", code, "openapi"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert (ran.returncode, ran.stderr) == (0, "0\n")


def loaded_by(profile: str) -> set[str]:
    """Return the modules that were loaded, and the packages they are in."""
    modules = [line.rsplit("|", 1)[1].strip() for line in profile.splitlines() if line.startswith("import time:")]
    return {module[:end] for module in modules for end in range(len(module) + 1) if module[end : end + 1] in ("", ".")}


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path):
    with (tmp_path / "errors").open("w") as errors:
        reader = subprocess.Popen(
            [*COMMAND, "openapi"], stdout=subprocess.PIPE, stderr=errors, env=environment(HOME=str(tmp_path))
        )
        assert reader.stdout is not None
        assert reader.stdout.read(1) == b"{"
        reader.stdout.close()
        reader.wait(timeout=30)
    assert "Traceback" not in (tmp_path / "errors").read_text()


def home(folder: Path, **settings: str) -> dict[str, str]:
    return environment(HOME=str(folder), XDG_DATA_HOME="", **settings)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[Started]:
    """What a service showed that was started twice: on a new database, and on one that it knows."""
    folder = tmp_path_factory.mktemp("started")
    surroundings = home(folder, PYTHONPROFILEIMPORTTIME="1")
    seen = []
    for _ in ("new database", "known database"):
        with serving([*COMMAND, "serve"], folder=folder, environment=surroundings, seconds=SECONDS) as address:
            loaded = loaded_by((folder / "log").read_text())
            listed = httpx.get(f"{address}/v1/questionnaires").json()["items"]
        keys = sorted(questionnaire["key"] for questionnaire in listed)
        seen.append(Started(address, loaded, keys, (folder / "log").read_text()))
    return seen


def test_the_service_publishes_what_is_shipped_and_says_where_it_is(started: list[Started]):
    for each in started:
        assert each.keys == ["dialogbereitschaft", "schutz-im-amt", "weltoffene-kommune"]
        assert f"selfcheck: {each.address}/" in each.log


def test_a_service_loads_what_it_needs_and_no_more(started: list[Started]):
    new, known = started
    assert "alembic" in new.loaded
    assert "sqlalchemy.dialects.sqlite" in known.loaded
    assert known.loaded.isdisjoint(NEEDLESS)


def test_a_faulty_questionnaire_is_named_and_keeps_no_service_from_starting(tmp_path: Path):
    (tmp_path / "faulty.yaml").write_text("format: 1\nrulse: 1\n")
    settings = home(tmp_path, SELFCHECK_QUESTIONNAIRES=str(tmp_path / "faulty.yaml"))
    with serving([*COMMAND, "serve"], folder=tmp_path, environment=settings, seconds=SECONDS) as address:
        assert httpx.get(f"{address}/v1/questionnaires").json()["items"] == []
    assert f"{tmp_path}/faulty.yaml:2:1: error unknown_member" in (tmp_path / "log").read_text()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", ""])
def test_an_address_that_is_in_use_is_named_in_one_line_before_anything_is_done(tmp_path: Path, host: str):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as taken:
        taken.bind((host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = run("serve", "--host", host, "--port", port, environment={"HOME": str(tmp_path), "XDG_DATA_HOME": ""})
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    assert (ran.code, ran.out, ran.err) == (3, "", f"{address}: Address already in use\n")
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_another_machine_is_named_in_one_line(tmp_path: Path):
    ran = run("serve", "--host", "192.0.2.1", "--port", 8000, environment={"HOME": str(tmp_path)})
    assert (ran.code, ran.out, ran.err) == (3, "", "192.0.2.1:8000: Cannot assign requested address\n")


def test_settings_that_cannot_be_used_leave_with_3(tmp_path: Path):
    ran = start("serve", "--port", "99999", HOME=str(tmp_path))
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr.startswith("SELFCHECK_PORT: ")
    assert "Traceback" not in ran.stderr
