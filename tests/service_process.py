"""The service as a real process, for tests that need the network or the end of a process."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from selfcheck_service.api import examples
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.principals import Scope
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.install.server import is_ready

# Under load a process may take its time; what is measured is measured against this.
PATIENCE = 60.0
SERVE = (
    "from selfcheck_service.app import serve; from selfcheck_service.settings import Settings; serve(Settings.load())"
)


@dataclass(frozen=True)
class Service:
    """A running process and where it listens."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def ended(self) -> None:
        await asyncio.to_thread(self.process.wait, PATIENCE)


@contextlib.contextmanager
def running(database_url: str, *, serve: str = SERVE, **settings: str) -> Iterator[Service]:
    """Serve the example questionnaire from a process of its own, with these settings."""
    asyncio.run(publish_example(database_url))
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SELFCHECK_DATABASE_URL": database_url,
        "SELFCHECK_PORT": str(port),
        "SELFCHECK_ANONYMOUS_EVALUATIONS": "true",
        **settings,
    }
    # A file, because a pipe that nobody reads fills up and then holds up the service.
    with (
        tempfile.NamedTemporaryFile() as log,
        subprocess.Popen([sys.executable, "-c", serve], env=environment, stdin=subprocess.PIPE, stderr=log) as process,
    ):
        service = Service(process, port, Path(log.name))
        try:
            wait_until_ready(service)
            yield service
        finally:
            process.kill()


async def publish_example(database_url: str) -> None:
    database = Database(database_url)
    await publish_questionnaire(database, examples.DEFINITION, now=NOW)
    await database.close()


async def a_key(database_url: str, *scopes: Scope, name: str = "Fachstelle") -> str:
    """Store a key with these scopes that reaches everything; return its text."""
    database, key = Database(database_url), create_key()
    async with database.transaction() as transaction:
        row = ApiKeyRecord(key.id, name, key.secret_hash, frozenset(scopes), None, datetime.now(UTC), None, None, None)
        await add_api_key(transaction, row)
    await database.close()
    return key.text


def wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if is_ready(service.port):
            return
        time.sleep(0.05)
    raise AssertionError("the service did not start")
