"""Keys are stored without what a caller shows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.api_keys import (
    ApiKeyRecord,
    add_api_key,
    find_api_key,
    key_names,
    list_api_keys,
    set_end,
    set_last_used,
    set_revoked,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def a_key(key_id="k1", **changes) -> ApiKeyRecord:
    values = {
        "id": key_id,
        "name": "Web client",
        "secret_hash": bytes(range(32)),
        "scopes": frozenset({"service", "author"}),
        "municipalities": None,
        "created_at": NOON,
        "expires_at": NOON + timedelta(days=1),
        "last_used_on": None,
        "revoked_at": None,
    }
    return ApiKeyRecord(**(values | changes))


async def test_a_key_is_found_again_as_it_was_added(database):
    keys = [a_key(), a_key("k2", municipalities=("m1",), created_at=NOON + timedelta(hours=1), expires_at=None)]
    async with database.transaction() as transaction:
        for key in keys:
            await add_api_key(transaction, key)
    async with database.reading() as transaction:
        assert await find_api_key(transaction, "k1") == keys[0]
        assert await find_api_key(transaction, "k9") is None
        assert await list_api_keys(transaction) == keys


async def test_the_day_of_the_last_use_is_kept(database):
    async with database.transaction() as transaction:
        await add_api_key(transaction, a_key())
        assert await set_last_used(transaction, "k1", on=date(2026, 11, 22))
        assert not await set_last_used(transaction, "k1", on=date(2026, 11, 22))
        assert not await set_last_used(transaction, "k1", on=date(2026, 11, 21))
        found = await find_api_key(transaction, "k1")
    assert found is not None
    assert found.last_used_on == date(2026, 11, 22)


async def test_a_key_is_revoked_once(database):
    async with database.transaction() as transaction:
        await add_api_key(transaction, a_key())
        assert await set_revoked(transaction, "k1", at=NOON)
        assert not await set_revoked(transaction, "k1", at=NOON + timedelta(days=1))
        found = await find_api_key(transaction, "k1")
    assert found is not None
    assert found.revoked_at == NOON


async def test_a_key_ends_when_it_is_told_to_and_never_later_than_it_would(database):
    keys = [a_key(), a_key("k2", expires_at=None)]
    ends = []
    async with database.transaction() as transaction:
        for key in keys:
            await add_api_key(transaction, key)
            for hours in (48, 2, 12):
                await set_end(transaction, key.id, at=NOON + timedelta(hours=hours))
                found = await find_api_key(transaction, key.id)
                assert found is not None
                assert found.expires_at is not None
                ends.append((found.expires_at - NOON) / timedelta(hours=1))
    assert ends == [24, 2, 2, 48, 2, 2]


async def test_a_key_that_is_not_there_cannot_be_revoked(database):
    with pytest.raises(NotFound):
        async with database.transaction() as transaction:
            await set_revoked(transaction, "k1", at=NOON)


async def test_names_are_those_of_keys_that_have_one(database):
    async with database.transaction() as transaction:
        for key_id, name in (("k1", "Ada"), ("k2", ""), ("k3", "Grace")):
            await add_api_key(transaction, a_key(key_id, name=name))
    async with database.reading() as transaction:
        assert await key_names(transaction, {"k1", "k2", "nobody"}) == {"k1": "Ada"}
        assert await key_names(transaction, set()) == {}
