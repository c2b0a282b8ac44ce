"""A newcomer with nothing but Python gets a running service from a fresh copy of the project, with one command."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.checkout import CHECKOUT, project_files
from tests.install.server import serving

pytestmark = pytest.mark.install

NOBODY = 65534
# Only root can become somebody else: a user without rights, who starts a copy that is not theirs.
MYSELF = pytest.param(None, id="myself")
USERS = [MYSELF, pytest.param(NOBODY, id="nobody")] if os.geteuid() == 0 else [MYSELF]
# Making the environment downloads the runtime.
FIRST_START_SECONDS = 240
SECOND_START_SECONDS = 20


@pytest.fixture
def stage() -> Iterator[Path]:
    """A folder that every user of the machine can enter, with a fresh copy of the project in it."""
    stage = Path(tempfile.mkdtemp(prefix="selfcheck-stage-"))
    stage.chmod(0o755)
    for path in project_files():
        copy = stage / "project" / path.relative_to(CHECKOUT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    yield stage
    shutil.rmtree(stage)


@pytest.mark.parametrize("user", USERS)
def test_one_command_serves_a_fresh_copy_and_leaves_at_most_its_environment_there(stage, user):
    before = _files(stage / "project")
    for seconds in (FIRST_START_SECONDS, SECOND_START_SECONDS):
        _serve(stage, seconds=seconds, user=user)
    assert _files(stage / "project") == before
    assert (stage / "project" / ".venv").exists() == (user is None)


def _serve(stage: Path, *, seconds: float, user: int | None) -> None:
    home = _home(stage, user)
    # How pip finds packages on this machine is the machine's business and is handed on; nothing else is.
    handed_on = {
        name: value for name, value in os.environ.items() if name.startswith("PIP_") or "proxy" in name.lower()
    }
    environment = {**handed_on, "HOME": str(home), "PATH": os.environ["PATH"] if user is None else "/usr/bin:/bin"}
    command = [stage / "project" / "script" / "serve"]
    with serving(command, folder=home, environment=environment, seconds=seconds, user=user) as address:
        assert httpx.get(f"{address}/v1/questionnaires").raise_for_status().json()["items"]
        assert httpx.get(f"{address}/").is_success
    assert list((home / ".local" / "share" / "selfcheck").iterdir())


def _home(stage: Path, user: int | None) -> Path:
    home = stage / f"home-of-{user}"
    home.mkdir(exist_ok=True)
    if user is not None:
        os.chown(home, user, user)
    return home


def _files(folder: Path) -> set[Path]:
    """Return the files of a folder, but for the environment and Python's own caches."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in found if not path.parts[0].startswith(".venv") and "__pycache__" not in path.parts}
