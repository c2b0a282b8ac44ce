"""A real PostgreSQL that may be killed, stopped, paused and started again, and that keeps what it acknowledged."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncGenerator
from typing import Any

import asyncpg

from hold.processes import PATIENCE, Keeper, Process
from tests.postgres import MadeCluster

# As it comes: a commit is on the disk before it is acknowledged.
SETTINGS = {"fsync": "on", "synchronous_commit": "on", "max_connections": "100", "timezone": "UTC"}
CONNECT_SECONDS = 5.0
# Every connection of the service, and none of the run itself.
_OTHERS = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> 'hold'"


class Cluster:
    """The server, reached over a unix socket; the service reaches it through proxies only."""

    def __init__(self, keeper: Keeper, made: MadeCluster) -> None:
        self.socket = f"{made.folder}/.s.PGSQL.5432"
        self._folder = made.folder
        self._process = Process(
            keeper, made.command(SETTINGS), log=made.folder / "log", folder=made.folder, user=made.user
        )

    async def start(self) -> None:
        """Start the server and wait until it answers. It may refuse for a moment, where its last life ended badly.

        Raises `RuntimeError` with the end of its log where it does not come up.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.has_ended:
                await self._process.ended()
                self._process.start()
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                async with self.connection():
                    return
            await asyncio.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start:\n{self._process.log.read_text(errors='replace')[-2000:]}")

    async def kill(self) -> None:
        """Kill the postmaster; its children notice and end, in whatever they were doing."""
        await self._process.kill()

    async def stop(self, *, immediately: bool = False) -> None:
        """Stop it: `immediately` without finishing anything, which leads to recovery at the next start."""
        self._process.send(signal.SIGQUIT if immediately else signal.SIGINT)
        await self._process.ended()

    def pause(self) -> None:
        """Stop all its processes where they are."""
        self._process.pause()

    def resume(self) -> None:
        """Let them go on."""
        self._process.resume()

    async def terminate_backends(self) -> int:
        """End all connections of the service from the side of the server; return how many there were."""
        async with self.connection() as connection:
            return int(await connection.fetchval(f"SELECT count(pg_terminate_backend(pid)) {_OTHERS}"))

    async def kill_backend(self) -> None:
        """Kill the process of one connection; the server then ends all others and recovers."""
        async with self.connection() as connection:
            found = await connection.fetchval(f"SELECT pid {_OTHERS} LIMIT 1")
        if found is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(found, signal.SIGKILL)

    @contextlib.asynccontextmanager
    async def connection(self, database: str = "postgres") -> AsyncGenerator[Any]:
        """Yield a connection of the run's own, past all proxies."""
        opened = await asyncpg.connect(
            host=str(self._folder),
            user="postgres",
            database=database,
            timeout=CONNECT_SECONDS,
            server_settings={"application_name": "hold"},
        )
        try:
            yield opened
        finally:
            # A server that was killed meanwhile cannot say goodbye.
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await opened.close(timeout=CONNECT_SECONDS)

    async def create_database(self, name: str) -> None:
        """Make an empty database."""
        async with self.connection() as connection:
            await connection.execute(f'CREATE DATABASE "{name}"')

    @contextlib.asynccontextmanager
    async def locked(self, database: str, table: str) -> AsyncGenerator[None]:
        """Keep everybody else from reading and writing a table for the time of the block."""
        async with self.connection(database) as connection, connection.transaction():
            await connection.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
            yield
