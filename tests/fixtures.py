"""Fixtures of the server: databases on both dialects, the running service, and callers with keys."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from selfcheck_service.api import examples
from selfcheck_service.app import create_app
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.databases import copy_in_postgres, copy_of, emptied_in_postgres, migrated_postgres, migrated_sqlite

MakeKey = Callable[..., Awaitable[dict[str, str]]]

# A moment to publish at.
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    return migrated_postgres(postgres_url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database with the newest schema, on each of the two dialects."""
    if request.param == "sqlite":
        yield copy_of(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        made = copy_in_postgres if request.node.get_closest_marker("on_disk") else emptied_in_postgres
        with made(request.getfixturevalue("postgres_template")) as url:
            yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def settings(sqlite_template: Path, tmp_path: Path) -> Settings:
    """Settings of a service on a fresh embedded database, open to everybody's evaluations. Tests may override it."""
    return Settings.load(database_url=copy_of(sqlite_template, tmp_path), anonymous_evaluations=True)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service, started."""
    made = create_app(settings)
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller without a key who prefers English; what is sent to a page comes from one of our own, as browsers say."""
    transport = httpx.ASGITransport(app)
    headers = {"accept-language": "en", "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(transport=transport, base_url="http://selfcheck", headers=headers) as opened:
        yield opened


@pytest.fixture
def make_key(app: FastAPI) -> MakeKey:
    """Make a key with the given scopes; returns the header that shows it."""

    async def make(*scopes: str, **changes: object) -> dict[str, str]:
        key = create_key()
        values = {
            "id": key.id,
            "name": "test",
            "secret_hash": key.secret_hash,
            "scopes": frozenset(scopes),
            "municipalities": None,
            "created_at": datetime.now(UTC),
            "expires_at": None,
            "last_used_on": None,
            "revoked_at": None,
        }
        async with app.state.context.database.transaction() as transaction:
            await add_api_key(transaction, ApiKeyRecord(**(values | changes)))  # type: ignore[arg-type]  # as the test says
        return {"authorization": f"Bearer {key.text}"}

    return make


@pytest.fixture
async def author(make_key: MakeKey) -> dict[str, str]:
    """The header of somebody who may publish."""
    return await make_key("author")


@pytest.fixture
async def published(app: FastAPI) -> dict[str, object]:
    """The example questionnaire, published; returns its document."""
    await publish_questionnaire(app.state.context.database, examples.DEFINITION, now=datetime.now(UTC))
    return examples.DEFINITION
