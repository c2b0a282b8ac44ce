"""What is stored of measures beside what they say: how often they were changed, and which days they lost."""

import uuid
from datetime import date

import msgspec
from sqlalchemy import delete, func, select, update

from selfcheck_service.core.planning import Withdrawn, canonical_record
from selfcheck_service.storage.measures import add_measure, count_changes, get_measure, list_withdrawn, set_measure
from selfcheck_service.storage.tables import measures, rounds
from tests.answering import make_round
from tests.core.planning.plans import a_measure

LOST = Withdrawn({"deadline": date(2026, 9, 1)}, (date(2026, 3, 1),))


async def stored(database):
    """A round with two measures."""
    round_ = await make_round(database)
    made = [a_measure(id=str(uuid.uuid4()), round=str(round_.id), number=number) for number in (1, 2)]
    async with database.transaction() as transaction:
        for each in made:
            await add_measure(transaction, round_.municipality_id, each)
    return round_, made


async def lost_in(database, round_):
    async with database.reading() as transaction:
        return await list_withdrawn(transaction, round_.id)


async def test_what_was_withdrawn_stays_until_something_else_is(database):
    round_, (first, second) = await stored(database)
    assert await lost_in(database, round_) == {}
    for withdrawn in (LOST, None):
        async with database.transaction() as transaction:
            await set_measure(transaction, round_.municipality_id, first, withdrawn)
        assert await lost_in(database, round_) == {first.id: LOST}
    async with database.transaction() as transaction:
        await set_measure(transaction, round_.municipality_id, first, Withdrawn())
        assert await count_changes(transaction, round_.id) == {first.id: 3, second.id: 0}
    assert await lost_in(database, round_) == {first.id: Withdrawn()}


async def test_the_version_before_goes_on_beside_it(database):
    round_, (first, _) = await stored(database)
    async with database.transaction() as transaction:
        await set_measure(transaction, round_.municipality_id, first, LOST)
        anew = msgspec.structs.replace(first, title="Anders")
        values = {"document": canonical_record(anew), "changes": measures.c.changes + 1}
        mine = measures.c.id == uuid.UUID(first.id)
        await transaction.connection.execute(update(measures).where(mine).values(values))
        assert await get_measure(transaction, round_.id, uuid.UUID(first.id)) == anew
    assert await lost_in(database, round_) == {first.id: LOST}


async def test_it_goes_with_its_round(database):
    round_, (first, _) = await stored(database)
    async with database.transaction() as transaction:
        await set_measure(transaction, round_.municipality_id, first, LOST)
    async with database.transaction() as transaction:
        await transaction.connection.execute(delete(rounds).where(rounds.c.id == round_.id))
        assert await transaction.connection.scalar(select(func.count()).select_from(measures)) == 0
    assert await lost_in(database, round_) == {}
