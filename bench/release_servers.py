"""A server of `bench/releases.py` and `bench/sealing.py`: `python -m bench.release_servers service|one PORT READY URL`.

Writes what a client must show as authorization into READY as soon as it listens.
"""

import sys
from pathlib import Path

import uvloop

from bench.comparators.select_one import running_select_one
from bench.evaluations import settle_memory
from bench.service import add_key
from bench.socket_servers import listen
from bench.submit_servers import CONNECTIONS
from selfcheck_service.app import create_app
from selfcheck_service.settings import Settings

# On a busy machine a seal takes longer than a server would wait, and that is no fault here.
_PATIENCE = 300


async def serve(name: str, port: int, ready: Path, url: str) -> None:
    """Serve until told to stop."""
    if name == "one":
        async with running_select_one(url, CONNECTIONS) as one:
            settle_memory()
            await listen(one, port, ready, b"none")
        return
    settings = Settings.load(
        database_url=url,
        database_pool=CONNECTIONS,
        database_prepared_statements=True,
        response_seconds=_PATIENCE,
        key_rate=0,
        guest_rate=0,
    )
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        authorization = await add_key(app.state.context.database, "facilitator")
        settle_memory()
        await listen(app, port, ready, authorization, settings)


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
