"""An Idempotency-Key is taken by one transaction at a time, and what is answered under it is found again."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.storage.idempotency import Reply, forget_replies, keep_reply, take_key

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)
KEY = bytes(range(32))


def a_reply(number=1, at=NOON) -> Reply:
    return Reply(b"r" * 32, 201, f"/made/{number}", b'{"number":1}', at)


async def take(transaction, caller="k1", key=KEY, at=NOON):
    return await take_key(transaction, caller, key, at=at, since=at - A_DAY)


async def answer(database, reply=None, **options):
    """Take the key and keep a reply, where there is none; return what was there."""
    async with database.transaction() as transaction:
        found = await take(transaction, **options)
        if found is None and reply is not None:
            await keep_reply(transaction, options.get("caller", "k1"), options.get("key", KEY), reply)
    return found


async def test_a_reply_is_found_again_byte_for_byte(database):
    reply = a_reply()
    assert await answer(database, reply) is None
    assert await answer(database, a_reply(2)) == reply
    assert await answer(database) == reply


async def test_callers_and_keys_do_not_meet(database):
    await answer(database, a_reply())
    assert await answer(database, caller="k2") is None
    assert await answer(database, key=bytes(32)) is None


async def test_what_is_a_day_old_gives_way_to_what_comes_after(database):
    await answer(database, a_reply())
    assert await answer(database, at=NOON + A_DAY) == a_reply()
    late = NOON + A_DAY + timedelta(seconds=1)
    assert await answer(database, a_reply(2, late), at=late) is None
    assert await answer(database, at=late + A_DAY) == a_reply(2, late)


async def test_a_key_that_was_taken_in_vain_is_free(database):
    async def fail():
        async with database.transaction() as transaction:
            await take(transaction)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await answer(database, a_reply()) is None


async def test_the_other_waits_and_then_reads_the_reply(database):
    taken, order = asyncio.Event(), []

    async def first():
        async with database.transaction() as transaction:
            assert await take(transaction) is None
            taken.set()
            await asyncio.sleep(0.2)
            await keep_reply(transaction, "k1", KEY, a_reply())
            order.append("first")

    async def second():
        await taken.wait()
        found = await answer(database)
        order.append("second")
        return found

    _, found = await asyncio.gather(first(), second())
    assert (order, found) == (["first", "second"], a_reply())


async def test_old_replies_are_forgotten_and_counted(database):
    await answer(database, a_reply())
    await answer(database, a_reply(at=NOON + A_DAY), key=bytes(32), at=NOON + A_DAY)
    async with database.transaction() as transaction:
        assert await forget_replies(transaction, before=NOON + timedelta(hours=1), limit=9) == 1
    assert await answer(database) is None
    assert await answer(database, key=bytes(32), at=NOON + A_DAY) is not None
