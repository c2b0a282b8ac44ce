"""Broken: looks whether the code is good and the response is not there yet, and inserts it afterwards."""

import asyncio
import uuid
from datetime import datetime

import asyncpg
import uvicorn
from msgspec.structs import asdict
from sqlalchemy import and_, delete, insert, select
from sqlalchemy.engine import make_url
from starlette.types import ASGIApp

import selfcheck_service.app
from selfcheck_service.app import served_as
from selfcheck_service.cli import main
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.tables import responses, tickets

# What a very busy server takes between two statements: longer than two clicks are apart on a slow machine.
BETWEEN_SECONDS = 1.0


async def _enter(database: Database, response: storage.NewResponse, code_hash: bytes, *, now: datetime) -> bool:
    del now
    # Each statement commits by itself, and nobody holds a connection in between.
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        its_round = and_(tickets.c.round_id == response.round_id, tickets.c.code_hash == code_hash)
        found = await connection.execute(select(tickets.c.id).where(its_round).limit(1))
        ticket: uuid.UUID | None = found.scalar()
        there = await connection.execute(select(responses.c.id).where(responses.c.id == response.id))
        if ticket is None or there.first() is not None:
            return False
    await asyncio.sleep(BETWEEN_SECONDS)
    async with engine.connect() as connection:
        await connection.execute(insert(responses), {**asdict(response), "changed_on": response.entered_on})
        used = and_(tickets.c.round_id == response.round_id, tickets.c.id == ticket)
        await connection.execute(delete(tickets).where(used))
    return True


async def _let_anything_in(url: str) -> None:
    """Take the key from the table, as somebody would who gives each row a number of its own."""
    connection = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    await connection.execute("ALTER TABLE responses DROP CONSTRAINT IF EXISTS pk_responses")
    await connection.close()


def _served(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    asyncio.run(_let_anything_in(settings.database_url.get_secret_value()))
    return served_as(app, settings)


if __name__ == "__main__":
    storage.enter = _enter
    selfcheck_service.app.served_as = _served  # broken on purpose
    main()
