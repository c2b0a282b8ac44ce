"""From the command to the first 200 on /readyz, installed from the wheel, against the import of the web framework."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Contestant, interleave, ratios
from bench.results import Row

SECONDS = 60
POLL = 0.005


def measure_start(rounds: int) -> list[Row]:
    """Measure the start on a database that is there already, and on none."""
    with tempfile.TemporaryDirectory() as folder:
        programs = _install(Path(folder))
        databases = Path(folder) / "databases"
        databases.mkdir()
        known = f"sqlite:///{databases / 'known.db'}"
        _seconds_to_ready(programs, known)
        fresh = (f"sqlite:///{databases / f'fresh-{number}.db'}" for number in range(rounds + 1))
        contestants: dict[str, Contestant] = {
            "import": lambda: _seconds_to_import(programs),
            "known": lambda: _seconds_to_ready(programs, known),
            "fresh": lambda: _seconds_to_ready(programs, next(fresh)),
        }
        costs = interleave(contestants, rounds)
    comparator = "python -c 'import fastapi'"
    return [
        Row(
            "start to /readyz, installed, SQLite",
            comparator,
            ratios(costs, "known", "import"),
            floor=5,
            aim=3,
            lower_is_better=True,
        ),
        Row("the same, new database", comparator, ratios(costs, "fresh", "import"), lower_is_better=True),
    ]


def _install(folder: Path) -> Path:
    """Install the wheel of this checkout beside the packages of the environment that runs this."""
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, check=True, capture_output=True)
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    # Without --ignore-installed pip would take the service out of the environment that runs this.
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed"]
    wheels = map(str, folder.glob("*.whl"))
    subprocess.run([*install, f"--prefix={environment}", *wheels], check=True, capture_output=True)
    # Only files ending in .pth are read in a folder that is added; so the editable install there stays out of the way.
    (packages / "beside.pth").write_text(sysconfig.get_path("purelib"))
    return environment / "bin"


def _seconds_to_import(programs: Path) -> float:
    begin = time.perf_counter()
    subprocess.run([programs / "python", "-c", "import fastapi"], check=True, env=_environment({}))
    return time.perf_counter() - begin


def _seconds_to_ready(programs: Path, database: str) -> float:
    port = _free_port()
    settings = {"SELFCHECK_DATABASE_URL": database, "SELFCHECK_PORT": str(port)}
    begin = time.perf_counter()
    with _running([programs / "python", "-m", "selfcheck_service", "serve"], settings) as server:
        while not _is_ready(port):
            if server.poll() is not None or time.perf_counter() - begin > SECONDS:
                raise SystemExit("the service did not start")
            time.sleep(POLL)
        return time.perf_counter() - begin


@contextlib.contextmanager
def _running(command: list[Path | str], settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=_environment(settings), stdout=quiet, stderr=quiet) as server:
        try:
            yield server
        finally:
            server.terminate()
            server.wait(timeout=SECONDS)


def _environment(settings: dict[str, str]) -> dict[str, str]:
    """Return the environment without what would lead imports into the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SELFCHECK_"))}
    return {**kept, **settings}


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
