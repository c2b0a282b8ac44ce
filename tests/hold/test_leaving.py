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


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_ends_everything_it_started(number, tmp_path):
    command = [sys.executable, "-m", "hold", "--short"]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, cwd=CHECKOUT, stdout=log, stderr=log) as run:
        try:
            family = busy_family(run)
            folder = folder_of(family)
        finally:
            run.send_signal(number)
        run.wait(timeout=SECONDS)
    _, left = psutil.wait_procs(family, timeout=SECONDS)
    assert left == []
    assert not folder.exists()
