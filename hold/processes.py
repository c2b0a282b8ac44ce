"""Processes of a run. Each is known by its id, and none outlives the run, however that ends."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil

# Under load a process may take its time; nothing is measured against this.
PATIENCE = 60.0
# The shell learns who was started and who has ended. Its input ends when the run does, in whatever way; then it ends
# who is left, first kindly, because PostgreSQL gives its shared memory back only then, and removes the folder.
KEEPER = """
alive=""
while read -r word process; do
    case $word in
        started) alive="$alive $process" ;;
        ended) left=""; for one in $alive; do [ "$one" = "$process" ] || left="$left $one"; done; alive=$left ;;
    esac
done
if [ -n "$alive" ]; then
    kill -CONT $alive; kill -INT $alive
    for moment in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sleep 0.1
        left=""; for one in $alive; do kill -0 $one && left="$left $one"; done
        [ -n "$left" ] || break
    done
    [ -z "$left" ] || kill -KILL $left
fi 2>/dev/null
rm -rf "$FOLDER"
"""


class Keeper:
    """A shell that outlives this process for a moment, to end what it has left behind."""

    def __init__(self, shell: subprocess.Popen[str]) -> None:
        self._shell = shell

    def say(self, word: str, process: int) -> None:
        """Tell the shell that a process has `started` or `ended`."""
        assert self._shell.stdin is not None
        self._shell.stdin.write(f"{word} {process}\n")
        self._shell.stdin.flush()


@contextlib.contextmanager
def kept(folder: Path) -> Iterator[Keeper]:
    """Yield a keeper of processes; at the end of the block all of them and the folder are gone."""
    with subprocess.Popen(
        ["/bin/sh", "-c", KEEPER],
        env={**os.environ, "FOLDER": str(folder)},
        start_new_session=True,  # Ctrl-C ends the run first, and the shell then ends the rest
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as shell:
        # Leaving the block of the process closes its input and waits for it.
        yield Keeper(shell)


class Process:
    """One program, which may be killed and started again as often as wanted."""

    def __init__(
        self,
        keeper: Keeper,
        command: list[str],
        *,
        log: Path,
        folder: Path,
        environment: dict[str, str] | None = None,
        user: int | None = None,
    ) -> None:
        self.log = log
        self._keeper = keeper
        self._command = command
        self._folder = folder
        self._environment = environment or {}
        self._user = user
        self._running: subprocess.Popen[bytes] | None = None
        self._paused: list[psutil.Process] = []

    @property
    def id(self) -> int:
        """The id of the running process; raises `RuntimeError` where there is none."""
        if self._running is None:
            raise RuntimeError(f"{self._command[0]} does not run")
        return self._running.pid

    @property
    def has_ended(self) -> bool:
        """Whether it has ended by itself, or was never started."""
        return self._running is None or self._running.poll() is not None

    def start(self, **environment: str) -> None:
        """Start the program. `environment` is for this time only."""
        # A file, because a pipe that nobody reads fills up and then holds up the program.
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env={**_own_environment(), **self._environment, **environment},
                group=self._user,
                start_new_session=True,
                stderr=log,
                stdin=subprocess.DEVNULL,
                stdout=log,
                user=self._user,
            )
        self._keeper.say("started", self._running.pid)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process itself, not to its children."""
        if not self.has_ended:
            os.kill(self.id, number)

    async def ended(self, seconds: float = PATIENCE) -> None:
        """Wait until it has ended, for `seconds` at most, and then kill it."""
        if self._running is None:
            return
        try:
            await asyncio.to_thread(self._running.wait, seconds)
        except subprocess.TimeoutExpired:
            self._running.kill()
            await asyncio.to_thread(self._running.wait)
        self._keeper.say("ended", self._running.pid)
        self._running = None

    async def kill(self) -> None:
        """Kill it at once and wait until it is gone."""
        self.send(signal.SIGKILL)
        await self.ended()

    def pause(self) -> None:
        """Stop it and all its children where they are, without their noticing."""
        process = psutil.Process(self.id)
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.suspend()
                self._paused.append(one)
                self._keeper.say("started", one.pid)

    def resume(self) -> None:
        """Let go on whoever was paused."""
        for one in self._paused:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.resume()
            if one.pid != self.id:
                self._keeper.say("ended", one.pid)
        self._paused = []


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own_environment() -> dict[str, str]:
    """Return the environment without what would set up the service otherwise than the run does."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("SELFCHECK_", "COVERAGE_"))}
