"""What the Dockerfile installs works without the checkout: its steps are performed in an empty folder and served."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.install.dockerfile import perform, read_stages

# One group, so that the image is made once and not in every test process.
pytestmark = [pytest.mark.install, pytest.mark.xdist_group("install")]

CHECKOUT = Path(__file__).parents[2]
DOCKERFILE = CHECKOUT / "Dockerfile"
START_SECONDS = 30


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
    port = _free_port()
    environment = {
        "HOME": str(elsewhere),
        "PATH": f"{root / 'app' / 'bin'}:/usr/bin:/bin",
        "SELFCHECK_HOST": "127.0.0.1",
        "SELFCHECK_PORT": str(port),
        "XDG_DATA_HOME": str(elsewhere / "data"),
    }
    log = elsewhere / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(_command(), cwd=elsewhere, env=environment, stdout=output, stderr=output) as server,
    ):
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=START_SECONDS)


def test_the_installed_service_lists_the_questionnaires_it_ships(address):
    listed = httpx.get(f"{address}/v1/questionnaires").raise_for_status().json()
    keys = [questionnaire["key"] for questionnaire in listed["items"]]
    assert sorted(keys) == sorted(path.name for path in (CHECKOUT / "questionnaires").iterdir() if path.is_dir())


def test_nothing_that_builds_or_installs_is_left(root):
    present = {path.name.split("-")[0].lower() for path in (root / "app").rglob("*.dist-info")}
    assert "selfcheck_service" in present
    assert not present & {"editables", "hatchling", "pip", "setuptools", "uv", "wheel"}


def test_the_service_stands_on_its_own(root):
    """The code comes from the wheel, not from the checkout."""
    question = "import selfcheck_service; print(selfcheck_service.__file__)"
    answer = subprocess.run(
        [root / "app" / "bin" / "python", "-c", question], cwd="/", capture_output=True, check=True, text=True
    )
    assert answer.stdout.startswith(str(root / "app"))


def test_the_image_serves_as_an_ordinary_user_and_says_how_it_is():
    steps = read_stages(DOCKERFILE)[-1]
    instructions = [step.instruction for step in steps]
    users = [step.argument for step in steps if step.instruction == "USER"]
    assert users == ["10001"]
    assert instructions.index("USER") < instructions.index("CMD")
    assert "HEALTHCHECK" in instructions
    assert "VOLUME" in instructions


def test_every_copied_thing_is_let_through_by_the_ignore_file():
    allowed = {line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        source
        for step in read_stages(DOCKERFILE)[0]
        if step.instruction == "COPY"
        for source in step.argument.split()[:-1]
    }
    assert copied == allowed


def _command() -> list[str]:
    (command,) = [step.argument for step in read_stages(DOCKERFILE)[-1] if step.instruction == "CMD"]
    return [str(part) for part in json.loads(command)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_ready(address):
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the service did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
