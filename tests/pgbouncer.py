"""Debian's PgBouncer in transaction mode, with the settings that the operator's guide gives."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.checkout import CHECKOUT
from tests.postgres import NOBODY, START_SECONDS

# Debian keeps it where only administrators look for programs.
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def find_pgbouncer() -> str | None:
    """Return where PgBouncer is on this machine, or None."""
    return shutil.which("pgbouncer", path=PLACES)


def settings_of_the_guide() -> str:
    """Return the section [pgbouncer] that operators are told to use."""
    guide = (CHECKOUT / "docs" / "operators.md").read_text()
    (found,) = re.findall(r"^```ini\n(\[pgbouncer\]\n.*?)^```", guide, re.MULTILINE | re.DOTALL)
    return str(found)


@contextlib.contextmanager
def pooled(url: str) -> Iterator[str]:
    """Run PgBouncer before the server of this URL and yield the URL of the same database behind it.

    Raises `RuntimeError` with its log where it does not start.
    """
    program = find_pgbouncer()
    assert program is not None
    user = NOBODY if os.geteuid() == 0 else None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="pgb-", dir="/tmp") as name:
        folder = Path(name)
        (folder / "users").write_text('"postgres" ""\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n* = host={parse_qs(urlsplit(url).query)['host'][0]}\n"
            f"{settings_of_the_guide()}\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {folder}/users\n"
        )
        folder.chmod(0o755)
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                [program, folder / "pgbouncer.ini"], stderr=log, stdin=subprocess.DEVNULL, user=user, group=user
            ) as process,
        ):
            try:
                _wait_until_listening(port, process, folder / "log")
                yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}{urlsplit(url).path}"
                assert process.poll() is None, f"PgBouncer gave up:\n{(folder / 'log').read_text()[-2000:]}"
            finally:
                process.terminate()
                process.wait(timeout=START_SECONDS)


def _wait_until_listening(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PgBouncer did not start:\n{log.read_text()}")
        time.sleep(0.02)
