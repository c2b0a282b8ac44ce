"""Sessions are kept as hashes, go with their key, and are swept when they have ended."""

from datetime import timedelta

from sqlalchemy import delete

from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.sessions import (
    SessionRecord,
    add_session,
    count_ended_sessions,
    delete_ended_sessions,
    delete_session,
    find_session,
    touch_session,
)
from selfcheck_service.storage.tables import api_keys
from tests.fixtures import NOW

HOUR = timedelta(hours=1)


def a_key(key_id: str = "key") -> ApiKeyRecord:
    return ApiKeyRecord(key_id, "somebody", b"s" * 32, frozenset({"author"}), None, NOW, None, None, None)


def a_session(token: bytes = b"t", *, used: timedelta = timedelta(), ends: timedelta = 12 * HOUR) -> SessionRecord:
    return SessionRecord(token * 32, "key", NOW, NOW + used, NOW + ends)


async def add(database, *found: SessionRecord) -> None:
    async with database.transaction() as transaction:
        await add_api_key(transaction, a_key())
        for each in found:
            await add_session(transaction, each)


async def test_a_session_is_found_as_it_was_added_and_moves_on(database):
    await add(database, a_session())
    async with database.transaction() as transaction:
        assert await find_session(transaction, b"t" * 32) == a_session()
        assert await find_session(transaction, b"x" * 32) is None
        await touch_session(transaction, b"t" * 32, at=NOW + HOUR)
        await touch_session(transaction, b"x" * 32, at=NOW + HOUR)
    async with database.reading() as transaction:
        assert await find_session(transaction, b"t" * 32) == a_session(used=HOUR)


async def test_it_ends_once_and_says_whose_it_was(database):
    await add(database, a_session())
    async with database.transaction() as transaction:
        assert await delete_session(transaction, b"t" * 32) == "key"
        assert await delete_session(transaction, b"t" * 32) is None


async def test_it_goes_with_its_key(database):
    await add(database, a_session())
    async with database.transaction() as transaction:
        await transaction.connection.execute(delete(api_keys).where(api_keys.c.id == "key"))
    async with database.reading() as transaction:
        assert await find_session(transaction, b"t" * 32) is None


async def test_those_that_have_ended_are_swept_and_no_others(database):
    now = NOW + 4 * HOUR
    await add(
        database,
        a_session(b"a", used=4 * HOUR),
        a_session(b"b", used=HOUR),
        a_session(b"c", used=4 * HOUR, ends=4 * HOUR),
    )
    limits = {"now": now, "used_before": now - 2 * HOUR}
    async with database.transaction() as transaction:
        assert await count_ended_sessions(transaction, **limits) == 2
        assert await delete_ended_sessions(transaction, **limits) == 2
        assert await count_ended_sessions(transaction, **limits) == 0
        assert await find_session(transaction, b"a" * 32) is not None
