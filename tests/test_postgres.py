"""The PostgreSQL that the tests use is a real one, and behaves as a deployment's would."""

import asyncpg

from tests.postgres import create_database, drop_database


async def _ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url.replace("postgresql+asyncpg", "postgresql"))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_it_lowers_umlauts_without_the_locales_of_the_machine(postgres_url):
    assert await _ask(postgres_url, "SELECT lower('ÄÖÜ')") == "äöü"


async def test_a_database_is_made_from_a_template_and_dropped(postgres_url):
    first = await create_database(postgres_url, "first")
    await _ask(first, "CREATE TABLE kept AS SELECT 42 AS answer")
    second = await create_database(postgres_url, "second", template="first")
    assert await _ask(second, "SELECT answer FROM kept") == 42
    await drop_database(postgres_url, "second")
    await drop_database(postgres_url, "first")
    assert await _ask(postgres_url, "SELECT count(*) FROM pg_database WHERE datname IN ('first', 'second')") == 0
