"""What the Dockerfile installs works without the checkout: its steps are performed in an empty folder and served."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.checkout import CHECKOUT
from tests.install.dockerfile import perform, read_stages
from tests.install.server import serving

pytestmark = pytest.mark.install

DOCKERFILE = CHECKOUT / "Dockerfile"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the first stage has been performed."""
    root = tmp_path_factory.mktemp("image")
    (root / "src").mkdir()
    # The image calls its Python `python`; here that name leads to the Python of the tests, outside their environment.
    (root / "bin").mkdir()
    python = root / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.base_prefix}/bin/python3" "$@"\n')
    python.chmod(0o755)
    environment = {**os.environ, "PATH": f"{root / 'bin'}:/usr/bin:/bin"}
    perform(read_stages(DOCKERFILE)[0], context=CHECKOUT, root=root, environment=environment)
    return root


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the installed service, started from a folder that has nothing to do with it."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    environment = {"PATH": f"{root / 'app' / 'bin'}:/usr/bin:/bin", "XDG_DATA_HOME": str(elsewhere / "data")}
    (command,) = [step.argument for step in read_stages(DOCKERFILE)[-1] if step.instruction == "CMD"]
    with serving(json.loads(command), folder=elsewhere, environment=environment, seconds=30) as address:
        yield address


def test_the_installed_service_lists_the_questionnaires_it_ships(address):
    listed = httpx.get(f"{address}/v1/questionnaires").raise_for_status().json()
    keys = [questionnaire["key"] for questionnaire in listed["items"]]
    assert sorted(keys) == sorted(path.name for path in (CHECKOUT / "questionnaires").iterdir() if path.is_dir())


def test_the_health_check_tells_a_running_service_from_a_missing_one(root, address):
    (check,) = [step.argument for step in read_stages(DOCKERFILE)[-1] if step.instruction == "HEALTHCHECK"]
    command = json.loads(check[check.index("CMD") + len("CMD") :])
    path = f"{root / 'app' / 'bin'}:/usr/bin:/bin"
    verdicts = [
        subprocess.run(command, env={"PATH": path, "SELFCHECK_PORT": port}, capture_output=True, check=False).returncode
        for port in (address.rpartition(":")[2], "1")
    ]
    assert verdicts == [0, 1]


def test_nothing_that_builds_or_installs_is_left(root):
    present = {path.name.split("-")[0].lower() for path in (root / "app").rglob("*.dist-info")}
    assert "selfcheck_service" in present
    assert not present & {"editables", "hatchling", "pip", "setuptools", "uv", "wheel"}


def test_the_service_stands_on_its_own(root):
    """The code comes from the wheel, not from the checkout."""
    command = [root / "app" / "bin" / "python", "-c", "import selfcheck_service; print(selfcheck_service.__file__)"]
    answer = subprocess.run(command, cwd="/", capture_output=True, check=True, text=True)
    assert answer.stdout.startswith(str(root / "app"))


def test_the_image_serves_as_an_ordinary_user_and_says_how_it_is():
    steps = read_stages(DOCKERFILE)[-1]
    instructions = [step.instruction for step in steps]
    users = [step.argument for step in steps if step.instruction == "USER"]
    assert users == ["10001"]
    assert instructions.index("USER") < instructions.index("CMD")
    assert {"HEALTHCHECK", "VOLUME"} <= set(instructions)


def test_every_copied_thing_is_let_through_by_the_ignore_file():
    allowed = {line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        source
        for step in read_stages(DOCKERFILE)[0]
        if step.instruction == "COPY"
        for source in step.argument.split()[:-1]
    }
    assert copied == allowed
