"""The real service on a database of its own, with the questionnaire published and a key to call it with."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI

from bench.definition import Data
from selfcheck_service.app import create_app
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.principals import Scope
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.use_cases.publishing import publish_questionnaire


@dataclass(frozen=True, slots=True)
class Service:
    """The running service and the `Authorization` header that it accepts."""

    app: FastAPI
    authorization: bytes


@contextlib.asynccontextmanager
async def running_service(folder: Path, definitions: list[Data]) -> AsyncGenerator[Service]:
    """Start the service as `selfcheck serve` does, but for the server round it."""
    # The rate is counted as always, and never reached.
    app = create_app(Settings.load(database_url=f"sqlite:///{folder / 'bench.db'}", key_rate=10_000_000))
    async with app.router.lifespan_context(app):
        database = app.state.context.database
        for definition in definitions:
            await publish_questionnaire(database, definition, now=datetime.now(UTC))
        yield Service(app, await add_key(database, "service"))


async def add_key(database: Database, scope: Scope) -> bytes:
    """Add a key with this scope, which reaches everywhere; return the `Authorization` header that shows it."""
    key = create_key()
    record = ApiKeyRecord(
        id=key.id,
        name="bench",
        secret_hash=key.secret_hash,
        scopes=frozenset({scope}),
        municipalities=None,
        created_at=datetime.now(UTC),
        expires_at=None,
        last_used_on=None,
        revoked_at=None,
    )
    async with database.transaction() as transaction:
        await add_api_key(transaction, record)
    return f"Bearer {key.text}".encode()
