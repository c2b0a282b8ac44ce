"""However a run ends, it leaves nothing behind: no process and no folder."""

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.checkout import CHECKOUT

pytestmark = pytest.mark.fault

SECONDS = 60.0
# The last word of the command of a replica.
SERVES = "serve"


def busy_family(run):
    """Wait until both replicas are among the descendants of a run, and return all of them."""
    deadline = time.monotonic() + SECONDS
    while True:
        assert run.poll() is None
        assert time.monotonic() < deadline
        family = psutil.Process(run.pid).children(recursive=True)
        if sum(said(one)[-1:] == [SERVES] for one in family) >= 2:
            return family
        time.sleep(0.1)


def said(process):
    with contextlib.suppress(psutil.Error):
        return process.cmdline()
    return []


def folder_of(family):
    """Return the folder that the keeper among them is to remove."""
    (keeper,) = (one for one in family if "alive=" in "".join(said(one)))
    return Path(keeper.environ()["FOLDER"])


@contextlib.contextmanager
def started(log):
    """Start a run, which is killed at the end of the block if it is still there."""
    command = [sys.executable, "-m", "hold", "--short"]
    with log.open("wb") as output, subprocess.Popen(command, cwd=CHECKOUT, stdout=output, stderr=output) as run:
        try:
            yield run
        finally:
            run.kill()


def test_a_run_that_is_ended_ends_everything_it_started(tmp_path):
    """Three runs at the same time, each ended in another way as soon as its replicas are there."""
    ways = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
    with contextlib.ExitStack() as stack:
        runs = {number: stack.enter_context(started(tmp_path / f"log-{number}")) for number in ways}
        seen = {}
        for number, run in runs.items():
            family = busy_family(run)
            seen[number] = family, folder_of(family)
            run.send_signal(number)
        for run in runs.values():
            run.wait(timeout=SECONDS)
    for number, (family, folder) in seen.items():
        _, left = psutil.wait_procs(family, timeout=SECONDS)
        assert left == [], number
        assert not folder.exists(), number
