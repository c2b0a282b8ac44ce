"""Every script can be run by anyone, from anywhere, and says what it is for."""

import os
import subprocess

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
