"""What operators read about what is stored: what goes next, how much there is. On both databases."""

import uuid
from datetime import UTC, datetime, timedelta

from selfcheck_service.storage.api_keys import add_api_key
from selfcheck_service.storage.keeping import count_things, list_coming
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.rounds import titles_of
from tests.answering import make_round
from tests.keeping.past import DAY, fill, past_round
from tests.storage.test_api_keys import a_key

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def coming(database, reach=EVERYWHERE, limit=100):
    async with database.reading() as transaction:
        return await list_coming(transaction, reach, limit=limit)


async def test_rounds_with_responses_come_in_the_order_in_which_they_close(database):
    rounds = {days: await past_round(database, closed_days_ago=days, title=f"{days}") for days in (5, 40, 20)}
    for each in rounds.values():
        await fill(database, each, 1)
    await past_round(database, closed_days_ago=90, title="nobody has answered")
    found = await coming(database)
    assert [each.title for each in found] == ["40", "20", "5"]
    first = found[0]
    assert (first.id, first.municipality) == (rounds[40].id, "Musterstadt")
    assert (first.closes_at, first.retention_days, first.erase_on) == (rounds[40].closes_at, 90, None)
    assert [each.title for each in await coming(database, limit=2)] == ["40", "20"]


async def test_guest_rounds_come_whether_anybody_has_answered_or_not(database):
    erase_on = (datetime.now(UTC) + 3 * DAY).date()
    guest = await make_round(database, erase_on=erase_on)
    (found,) = await coming(database)
    assert (found.id, found.erase_on) == (guest.id, erase_on)


async def test_an_erased_response_and_a_draft_count_and_a_round_stands_there_once(database):
    round_ = await past_round(database, closed_days_ago=3)
    # A draft and one that is erased, no more.
    await fill(database, round_, 0)
    assert [each.id for each in await coming(database)] == [round_.id]


async def test_only_what_is_in_reach_comes(database):
    mine, other = await past_round(database, closed_days_ago=3), await past_round(database, closed_days_ago=3)
    for each in (mine, other):
        await fill(database, each, 1)
    reach = Reach.of(frozenset({str(mine.municipality_id)}))
    assert [each.id for each in await coming(database, reach)] == [mine.id]
    assert await coming(database, Reach.of(frozenset({str(uuid.uuid4())}))) == []


async def test_things_are_counted(database):
    async with database.reading() as transaction:
        assert await count_things(transaction) == {"municipalities": 0, "rounds": 0, "versions": 0, "keys": 0}
    for _ in range(2):
        await make_round(database)
    async with database.transaction() as transaction:
        for number in range(3):
            await add_api_key(transaction, a_key(f"k{number}"))
        one_more = Municipality(uuid.uuid4(), "Nebenan", "district", None, None, None, None, NOW - timedelta(days=1))
        await add_municipality(transaction, one_more)
    async with database.reading() as transaction:
        assert await count_things(transaction) == {"municipalities": 3, "rounds": 2, "versions": 1, "keys": 3}


async def test_titles_are_those_of_rounds_that_are_there(database):
    round_ = await make_round(database, title="Im Frühjahr")
    async with database.reading() as transaction:
        assert await titles_of(transaction, {round_.id, uuid.uuid4()}) == {round_.id: "Im Frühjahr"}
        assert await titles_of(transaction, set()) == {}
