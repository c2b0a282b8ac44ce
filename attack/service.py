"""The service as it runs: in this process, on an embedded database of its own, spoken to by HTTP."""

import contextlib
import json
import uuid
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from selfcheck_service.app import create_app
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.migrate import upgrade

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, those who have a key to it, and the paths that can be read, as it documents them."""

    client: httpx.AsyncClient
    facilitator: Headers
    author: Headers
    operator: Headers
    readable: tuple[str, ...]

    async def ask(self, method: str, path: str, headers: Headers, body: object = None) -> httpx.Response:
        """Send one request; `body` is data that becomes JSON."""
        return await self.client.request(method, path, headers=dict(headers), json=body)

    async def make(self, path: str, headers: Headers, body: object) -> dict[str, Any]:
        """Have something made; raises `RuntimeError` where the service refuses."""
        return _made(await self.ask("POST", path, headers, body))


def _made(reply: httpx.Response) -> dict[str, Any]:
    if reply.status_code not in (200, 201):
        raise RuntimeError(f"{reply.request.method} {reply.request.url.path}: {reply.status_code} {reply.text}")
    return dict(reply.json())


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[Service]:
    """Start the service on a fresh database; it is gone afterwards."""
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'attacked.db'}"
        database = Database(url)
        await upgrade(database)
        facilitator = await _key(database, "facilitator")
        author, operator = await _key(database, "author"), await _key(database, "operator")
        await database.close()
        # Everybody comes from one address here; how often somebody may ask is no part of this.
        app = create_app(Settings.load(database_url=url, key_rate=0, guest_rate=0, refused_rate=0, log_level="error"))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app), base_url="http://attacked", headers={"accept-language": "en"}
            ) as client,
        ):
            documented = json.loads((await client.get("/openapi.json")).content)
            readable = tuple(path for path, methods in documented["paths"].items() if "get" in methods)
            yield Service(client, facilitator, author, operator, readable)


async def _key(database: Database, scope: str) -> Headers:
    key, now = create_key(), datetime.now(UTC)
    async with database.transaction() as transaction:
        await add_api_key(
            transaction,
            ApiKeyRecord(
                id=key.id,
                name=f"{scope} {uuid.uuid4()}",
                secret_hash=key.secret_hash,
                scopes=frozenset([scope]),
                municipalities=None,
                created_at=now,
                expires_at=None,
                last_used_on=None,
                revoked_at=None,
            ),
        )
    return {"authorization": f"Bearer {key.text}"}
