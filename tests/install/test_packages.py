"""What is published holds no database, no answers and no strays, and the check that says so can tell."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import CHECKOUT, project_files

pytestmark = pytest.mark.install


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to be littered."""
    for path in project_files():
        copy = tmp_path / path.relative_to(CHECKOUT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return tmp_path


def test_the_packages_of_the_project_are_in_order(project):
    assert _complaints(project) == []


def test_strays_and_what_is_missing_are_named(project):
    for place in ("selfcheck.db", "data/answers.json"):  # these get into no package
        (project / place).parent.mkdir(exist_ok=True)
        (project / place).write_text("{}")
    for place in ("src/selfcheck_service/notes.txt", "questionnaires/answers.db"):
        (project / place).write_text("{}")
    (project / "migrations" / "versions" / "0001_lost.py").write_text("")
    with (project / ".gitignore").open("a") as ignored:
        ignored.write("\n0001_lost.py\n")
    assert _complaints(project) == [
        "sdist: migrations/versions/0001_lost.py is missing",
        "sdist: src/selfcheck_service/notes.txt does not belong there",
        "wheel: selfcheck_service/_questionnaires/answers.db does not belong there",
        "wheel: selfcheck_service/notes.txt does not belong there",
    ]


def _complaints(project: Path) -> list[str]:
    command = [sys.executable, f"{project}/script/check_packages.py"]
    return sorted(subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines())
