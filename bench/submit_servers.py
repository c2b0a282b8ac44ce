"""One server of `bench/submitting.py`: `python -m bench.submit_servers service|orm|bare PORT READY URL`."""

import contextlib
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import uvloop

from bench.asgi import App
from bench.comparators.submit_bare import running_bare
from bench.comparators.submit_orm import running_orm
from bench.evaluations import settle_memory
from bench.postgres import driver_address
from bench.socket_servers import listen
from selfcheck_service.app import create_app
from selfcheck_service.settings import Settings

# As many as the service has by default, for everybody.
CONNECTIONS: int = Settings.model_fields["database_pool"].default


async def serve(name: str, port: int, ready: Path, url: str) -> None:
    """Serve until told to stop."""
    async with _SERVERS[name](url) as app:
        settle_memory()
        await listen(app, port, ready, b"", _settings(url) if name == "service" else None)


@contextlib.asynccontextmanager
async def _running_service(url: str) -> AsyncGenerator[App]:
    app = create_app(_settings(url))
    async with app.router.lifespan_context(app):
        yield app


def _settings(url: str) -> Settings:
    return Settings.load(database_url=url, database_pool=CONNECTIONS, database_prepared_statements=True)


_SERVERS: dict[str, Callable[[str], contextlib.AbstractAsyncContextManager[App]]] = {
    "service": _running_service,
    "orm": lambda url: running_orm(url, CONNECTIONS),
    "bare": lambda url: running_bare(driver_address(url), CONNECTIONS),
}


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
