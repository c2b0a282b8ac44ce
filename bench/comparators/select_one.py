"""The least that a request of this shape can cost: FastAPI, an engine of SQLAlchemy, `SELECT 1`, an answer of one byte.

No key, no trace, no log line, no limits, nothing read but the number one.
"""

import contextlib
from collections.abc import AsyncGenerator

from fastapi import FastAPI, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

_SELECT = text("SELECT 1")


@contextlib.asynccontextmanager
async def running_select_one(url: str, pool: int) -> AsyncGenerator[FastAPI]:
    """Run the app on a database, with so many connections at most."""
    engine = create_async_engine(url, pool_size=pool, max_overflow=0)
    app = FastAPI()

    @app.get("/one")
    async def read_one() -> Response:
        async with engine.connect() as connection:
            found = (await connection.execute(_SELECT)).scalar_one()
        return Response(b"%d" % found, media_type="application/json")

    yield app
    await engine.dispose()
