"""Start a server the way a person would, wait until it is ready, and stop it."""

import contextlib
import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest


@contextlib.contextmanager
def serving(
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: dict[str, str],
    seconds: float,
    user: int | None = None,
) -> Iterator[str]:
    """Run `command` in `folder` on a free port of this machine and yield the address, once /readyz says 200."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**environment, "SELFCHECK_HOST": "127.0.0.1", "SELFCHECK_PORT": str(port)}
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output, user=user, group=user
        ) as server,
    ):
        try:
            _wait_until_ready(port, server, log, seconds)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, server: subprocess.Popen[bytes], log: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_ready(port):
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"the service did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def is_ready(port: int) -> bool:
    """Tell whether /readyz says 200, at little cost: whoever waits for a start asks often."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
