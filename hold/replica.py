"""One process of the service between two proxies: its callers come through one, it reaches PostgreSQL by the other."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from hold.cluster import Cluster
from hold.http import NoAnswer, Reply, ask
from hold.processes import PATIENCE, Keeper, Process, free_port
from hold.proxy import Ends, Proxy

CHECKOUT = Path(__file__).resolve().parent.parent
SERVICE = "selfcheck_service"
POLL_SECONDS = 5.0


class Replica:
    """A process of the service that may be killed, stopped, paused and started again."""

    def __init__(
        self, name: str, keeper: Keeper, cluster: Cluster, database: str, *, module: str, folder: Path, **settings: str
    ) -> None:
        """`module` is what Python runs with the argument `serve`: the service, or a broken one."""
        self.name = name
        self.port = 0
        self.door = Proxy(self._reach_service)
        self.link = Proxy(lambda: asyncio.open_unix_connection(cluster.socket))
        self._database = database
        self._settings = settings
        self._process = Process(
            keeper, [sys.executable, "-m", module, "serve"], log=folder / f"{name}.log", folder=folder
        )

    async def open(self) -> None:
        """Let the proxies listen; the process is not started yet."""
        await self.door.start()
        await self.link.start()

    async def close(self) -> None:
        """Stop the process and the proxies."""
        await self.kill()
        await self.door.stop()
        await self.link.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What the service is told, but for its port: a fresh one at each start, so that nobody has taken it."""
        return {
            "PYTHONPATH": os.pathsep.join([str(CHECKOUT / "src"), str(CHECKOUT)]),
            "SELFCHECK_DATABASE_URL": f"postgresql://postgres@127.0.0.1:{self.link.port}/{self._database}",
            "SELFCHECK_DATABASE_UPGRADE": "true",
            "SELFCHECK_LOG_LEVEL": "warning",
            **self._settings,
        }

    async def start(self) -> None:
        """Start the process, again where it leaves because it finds no database, and wait until it is ready.

        Raises `RuntimeError` with the end of its log where it does not become ready.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.has_ended:
                await self._process.ended()
                self.port = free_port()
                self._process.start(**self.environment, SELFCHECK_PORT=str(self.port))
            if await self._is_ready():
                return
            await asyncio.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start:\n{self.said()[-2000:]}")

    async def kill(self) -> None:
        """Kill it at once."""
        await self._process.kill()

    async def stop(self) -> None:
        """Tell it to stop, and wait until it has answered what is under way."""
        self._process.send(signal.SIGTERM)
        await self._process.ended()

    def pause(self) -> None:
        """Stop it where it is."""
        self._process.pause()

    def resume(self) -> None:
        """Let it go on."""
        self._process.resume()

    def said(self) -> str:
        """Return what it wrote to its log in all its lives."""
        return self._process.log.read_text(errors="replace") if self._process.log.exists() else ""

    async def ask(self, method: str, path: str, *, headers: dict[str, str], body: bytes | None = None) -> Reply:
        """Send a request past the proxy; raises `NoAnswer` where none comes."""
        return await ask(self.port, method, path, headers=headers, body=body, seconds=PATIENCE)

    async def _is_ready(self) -> bool:
        try:
            reply = await ask(self.port, "GET", "/readyz", headers={}, seconds=POLL_SECONDS)
        except NoAnswer:
            return False
        return reply.status == 200

    async def _reach_service(self) -> Ends:
        return await asyncio.open_connection("127.0.0.1", self.port)
