"""Make the environment that the scripts run in: `script/bootstrap` calls this with the Python to take.

The environment is `.venv` in the checkout. Where the checkout belongs to somebody else it lies in the user's cache
folder instead, so that root leaves nothing behind in a user's checkout and a read-only checkout can be served.
Everything comes from the hash-locked requirement files; a stamp with their digest makes the next start instant. Two
that start at once wait for each other.
"""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {
    "runtime": ["requirements.txt", "requirements-build.txt"],
    "dev": ["requirements-dev.txt"],
}
# What is made for development also serves.
SERVED_BY = {"runtime": ["runtime", "dev"], "dev": ["dev"]}


def main(arguments: list[str]) -> int:
    """Print the folder of the environment's programs; return 0, or 1 where it could not be made, 2 for misuse."""
    if len(arguments) != 1 or arguments[0] not in REQUIREMENTS:
        print("usage: script/bootstrap runtime|dev", file=sys.stderr)
        return 2
    kind = arguments[0]
    environment = place()
    if not is_current(environment, kind):
        try:
            with locked(environment):
                # Somebody else may have made it while we waited.
                if not is_current(environment, kind):
                    make(environment, kind)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"The environment {environment} could not be made: {error}", file=sys.stderr)
            return 1
    print(environment / "bin")
    return 0


def place() -> Path:
    """Return where the environment lies for this user."""
    if chosen := os.environ.get("SCRIPT_ENVIRONMENT"):
        return Path(chosen).resolve()
    if CHECKOUT.stat().st_uid == os.geteuid() and os.access(CHECKOUT, os.W_OK):
        return CHECKOUT / ".venv"
    name = f"environment-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]}"
    return cache_folder() / name


def cache_folder() -> Path:
    """Return a folder that only this user can write to."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "selfcheck"
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        if os.access(cache, os.W_OK):
            return cache
    # An account without a home still has the temporary folder, which it shares with others.
    cache = Path(tempfile.gettempdir()) / f"selfcheck-{os.geteuid()}"
    cache.mkdir(mode=0o700, exist_ok=True)
    if cache.is_symlink() or cache.stat().st_uid != os.geteuid():
        raise SystemExit(f"{cache} belongs to somebody else. Set XDG_CACHE_HOME to a folder of your own.")
    return cache


def is_current(environment: Path, kind: str) -> bool:
    """Say whether the environment was made from the files as they are now, by a Python that still runs."""
    if not is_wanted_python(environment):
        return False
    stamps = [(environment / f".selfcheck-{made}", digest(environment, made)) for made in SERVED_BY[kind]]
    if not any(stamp.is_file() and stamp.read_text() == wanted for stamp, wanted in stamps):
        return False
    return subprocess.run([environment / "bin" / "python", "-c", ""], check=False).returncode == 0


def is_wanted_python(environment: Path) -> bool:
    """Say whether the Python inside is the one that was asked for; without $PYTHON any will do."""
    return "PYTHON" not in os.environ or python_of(environment) == f"{sys.version_info[0]}.{sys.version_info[1]}"


def digest(environment: Path, kind: str) -> str:
    """Return what identifies the contents of an environment: requirements, project, Python and both places."""
    seen = hashlib.sha256(f"{CHECKOUT} {environment} {python_of(environment)}".encode())
    for name in [*REQUIREMENTS[kind], "pyproject.toml"]:
        seen.update((CHECKOUT / name).read_bytes())
    return seen.hexdigest()


def python_of(environment: Path) -> str:
    """Return the version of Python that an environment was made with, such as 3.11, or nothing."""
    with contextlib.suppress(FileNotFoundError):
        for line in (environment / "pyvenv.cfg").read_text().splitlines():
            name, _, value = line.partition("=")
            if name.strip() in {"version", "version_info"}:
                return ".".join(value.strip().split(".")[:2])
    return ""


@contextlib.contextmanager
def locked(environment: Path) -> Iterator[None]:
    """Keep others out while the environment is being made; the lock goes with the process that holds it."""
    environment.parent.mkdir(parents=True, exist_ok=True)
    # Beside the environment, because making it anew would delete a lock inside it.
    with environment.with_name(f"{environment.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(environment: Path, kind: str) -> None:
    """Install the requirements and the project; the stamp is written last."""
    print(f"Making the environment {environment} (only the first time, about a minute) ...", file=sys.stderr)
    if not (environment / "bin" / "pip").exists() or not is_wanted_python(environment):
        # Debian splits venv from Python; the message of venv says which package is missing.
        venv.create(environment, clear=True, symlinks=True, with_pip=True)
    for stamp in environment.glob(".selfcheck-*"):
        stamp.unlink()
    requirements = [f"--requirement={CHECKOUT / name}" for name in REQUIREMENTS[kind]]
    pip(environment, "--require-hashes", *requirements)
    pip(environment, "--no-deps", "--no-build-isolation", "--no-index", f"--editable={CHECKOUT}")
    (environment / f".selfcheck-{kind}").write_text(digest(environment, kind))


def pip(environment: Path, *arguments: str) -> None:
    """Run pip inside the environment, silent but for errors: the other stream carries the answer."""
    command = [f"{environment}/bin/python", "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*command, *arguments], check=True, cwd=CHECKOUT, stdout=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
