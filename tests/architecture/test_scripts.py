"""Every script can be run by anyone, from anywhere, and says what it is for."""

import os
import subprocess
import sys

import pytest

from tests.checkout import CHECKOUT

SCRIPTS = [path for path in sorted((CHECKOUT / "script").iterdir()) if path.is_file() and path.suffix != ".py"]


@pytest.mark.parametrize("script", [*SCRIPTS, CHECKOUT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_script_is_executable_bash_that_stops_at_errors(script):
    assert os.access(script, os.X_OK)
    text = script.read_text()
    assert text.startswith("#!/usr/bin/env bash\n# ")
    # The one that runs every stage even after a failure counts its failures instead.
    assert "set -euo pipefail" in text or "set -uo pipefail" in text
    subprocess.run(["bash", "-n", script], check=True)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_what_it_is_for(script, tmp_path):
    shown = subprocess.run([script, "--help"], cwd=tmp_path, capture_output=True, text=True, timeout=20, check=True)
    assert shown.stdout.startswith(f"usage: script/{script.name}")
    assert list(tmp_path.iterdir()) == []


def test_a_migration_gets_the_next_number_and_becomes_the_head(tmp_path):
    script = _script_in(tmp_path)
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    for name in ("create_things", "add_more"):
        subprocess.run([script, name], check=True, capture_output=True)
    second = (tmp_path / "migrations" / "versions" / "0002_add_more.py").read_text()
    assert 'down_revision = "0001_create_things"' in second
    assert (tmp_path / "migrations" / ".current-head").read_text() == "0002_add_more\n"


@pytest.mark.parametrize("name", ["Add", "add-more", "../evil", "a" * 40, ""])
def test_a_migration_needs_a_name_that_the_database_can_hold(tmp_path, name):
    refused = subprocess.run([_script_in(tmp_path), name], check=False, capture_output=True)
    assert refused.returncode == 2
    assert not (tmp_path / "migrations").exists()


def _script_in(folder):
    (folder / "script").mkdir(exist_ok=True)
    copy = folder / "script" / "migration"
    copy.write_text((CHECKOUT / "script" / "migration").read_text())
    copy.chmod(0o755)
    return copy


def _serve(folder, *arguments, **settings):
    """Start a copy of script/serve whose service only says what it was started with."""
    (folder / "selfcheck").write_text(
        '#!/bin/sh\necho "${SELFCHECK_ANONYMOUS_EVALUATIONS-unset} ${SELFCHECK_GUEST_ROUNDS-unset}" "$@"\n'
    )
    (folder / "bootstrap").write_text(f'#!/bin/sh\necho "{folder}"\n')
    (folder / "serve").write_text((CHECKOUT / "script" / "serve").read_text())
    for name in ("selfcheck", "bootstrap", "serve"):
        (folder / name).chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SELFCHECK_")} | settings
    started = [folder / "serve", *arguments]
    return subprocess.run(started, capture_output=True, text=True, check=True, env=environment)


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        ([], {}),
        (["--host", "::1"], {"SELFCHECK_HOST": "0.0.0.0"}),  # noqa: S104 said to a stand-in, not bound to
        (["--host=localhost", "--port", "1"], {}),
        (["--demo"], {}),
        (["--host", "192.0.2.1"], {"SELFCHECK_ANONYMOUS_EVALUATIONS": "true"}),
    ],
)
def test_evaluations_are_open_where_only_this_machine_can_ask_or_where_it_was_said(tmp_path, arguments, settings):
    started = _serve(tmp_path, *arguments, **settings)
    evaluations, _, *rest = started.stdout.split()
    assert [evaluations, *rest] == ["true", "serve", *arguments]
    assert started.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["--host", "0.0.0.0"], {}),  # noqa: S104 said to a stand-in, not bound to
        (["--host=192.0.2.1"], {}),
        ([], {"SELFCHECK_HOST": "::"}),
    ],
)
def test_evaluations_stay_closed_where_others_can_ask(tmp_path, arguments, settings):
    started = _serve(tmp_path, *arguments, **settings)
    assert started.stdout.split() == ["unset", "unset", "serve", *arguments]
    assert "evaluations need a key" in started.stderr


@pytest.mark.parametrize(
    ("arguments", "settings", "expected"),
    [
        ([], {}, "true"),
        ([], {"SELFCHECK_GUEST_ROUNDS": "false"}, "false"),
        (["--host", "192.0.2.1"], {"SELFCHECK_ANONYMOUS_EVALUATIONS": "true"}, "unset"),
        (["--host", "192.0.2.1"], {"SELFCHECK_GUEST_ROUNDS": "true"}, "true"),
    ],
)
def test_guests_may_try_a_round_where_only_this_machine_can_ask_or_where_it_was_said(
    tmp_path, arguments, settings, expected
):
    assert _serve(tmp_path, *arguments, **settings).stdout.split()[1] == expected


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--all-must-run"], 1)])
def test_a_python_that_is_missing_is_named(arguments, code, tmp_path):
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    scripts = tmp_path / "script"
    scripts.mkdir()
    (scripts / "python-matrix").write_text((CHECKOUT / "script" / "python-matrix").read_text())
    (scripts / "bootstrap").write_text("#!/bin/sh\necho /nowhere/bin\n")
    (scripts / "test").write_text('#!/bin/sh\necho "ran in $SCRIPT_ENVIRONMENT"\n')
    (tmp_path / f"python{here}").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for program in (*scripts.iterdir(), tmp_path / f"python{here}"):
        program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:/usr/bin:/bin", "PYENV_ROOT": str(tmp_path)}
    command = [scripts / "python-matrix", *arguments, here, "3.99"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert f"ran in /nowhere-{here}" in ran.stdout
    assert (ran.returncode, "NOT TRIED" in ran.stderr, "3.99" in ran.stderr) == (code, True, True)
