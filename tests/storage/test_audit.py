"""The audit trail grows, and nothing else ever happens to it."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from selfcheck_service.storage.audit import CLI, HOUSEKEEPING, RESPONDENT, Event, find_event, list_events, note
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.reach import EVERYWHERE, Reach

NOON = datetime(2026, 11, 21, 12, 30, 15, 999, tzinfo=UTC)


def an_event(**changes: Any) -> Event:
    values: dict[str, Any] = {"id": uuid.uuid4(), "at": NOON, "actor": CLI, "event": "key_created"}
    return Event(**(values | changes))


async def note_all(database, *events):
    async with database.transaction() as transaction:
        for event in events:
            await note(transaction, event)


async def listed(database, reach=EVERYWHERE, **options):
    async with database.reading() as transaction:
        return await list_events(transaction, reach, **({"limit": 100} | options))


async def test_an_event_is_found_again_to_the_second(database):
    event = an_event(municipality_id=uuid.uuid4(), round_id=uuid.uuid4(), details={"name": "Ä", "number": 3})
    await note_all(database, event)
    (found,) = await listed(database)
    assert found == Event(
        **{name: getattr(event, name) for name in event.__slots__} | {"at": NOON.replace(microsecond=0)}
    )


@pytest.mark.parametrize("actor", [RESPONDENT, HOUSEKEEPING])
async def test_of_what_respondents_and_housekeeping_do_the_day_is_kept(database, actor):
    await note_all(database, an_event(actor=actor, event="response_erased"))
    assert [event.at for event in await listed(database)] == [datetime(2026, 11, 21, tzinfo=UTC)]


async def test_pages_follow_each_other_newest_first_also_within_one_second(database):
    events = [an_event(at=NOON + timedelta(seconds=number // 3)) for number in range(20)]
    await note_all(database, *events)
    found: list[Event] = []
    while page := await listed(database, limit=3, after=(found[-1].at, found[-1].id) if found else None):
        found += page
    assert len({event.id for event in found}) == len(found) == 20
    assert [event.at for event in found] == sorted((event.at for event in found), reverse=True)


async def test_a_reach_shows_what_concerns_its_municipalities(database):
    mine, foreign = (Municipality(uuid.uuid4(), n, "district", None, None, n, None, NOON) for n in ("05334", "05335"))
    async with database.transaction() as transaction:
        for each in (mine, foreign):
            await add_municipality(transaction, each)
    events = [an_event(municipality_id=each) for each in (mine.id, foreign.id, None)]
    await note_all(database, *events)
    for reach in (Reach.of(frozenset({str(mine.id)})), Reach.of(frozenset({"05334"}))):
        assert [event.municipality_id for event in await listed(database, reach)] == [mine.id]
        assert await listed(database, reach, municipality_id=foreign.id) == []
    assert len(await listed(database)) == 3
    assert [event.municipality_id for event in await listed(database, municipality_id=foreign.id)] == [foreign.id]


async def test_filters_hold_together_and_bounds_are_exact(database):
    mine, other = uuid.uuid4(), uuid.uuid4()
    names = ("key_created", "round_opened")
    events = [
        an_event(at=NOON + timedelta(hours=hour), event=name, municipality_id=where, actor=f"{name[:3]}-{hour}")
        for hour in range(4)
        for name in names
        for where in (mine, other)
    ]
    await note_all(database, *events)
    noon = NOON.replace(microsecond=0)
    found = await listed(
        database,
        municipality_id=mine,
        event="round_opened",
        since=noon + timedelta(hours=1),
        until=noon + timedelta(hours=3),
    )
    # The first moment belongs to it, the last one does not.
    assert [(each.at, each.municipality_id, each.event) for each in found] == [
        (noon + timedelta(hours=hour), mine, "round_opened") for hour in (2, 1)
    ]
    assert len(await listed(database, since=noon + timedelta(hours=3))) == 4
    assert len(await listed(database, until=noon)) == 0
    assert len(await listed(database, until=noon + timedelta(seconds=1))) == 4
    assert {each.actor for each in await listed(database, actor="key-2")} == {"key-2"}
    assert await listed(database, actor="key-2", event="round_opened") == []


async def test_pages_of_what_is_filtered_follow_each_other(database):
    events = [an_event(event=("key_created", "key_used")[number % 2]) for number in range(20)]
    await note_all(database, *events)
    found: list[Event] = []
    while page := await listed(
        database, event="key_used", limit=3, after=(found[-1].at, found[-1].id) if found else None
    ):
        found += page
    assert {each.id for each in found} == {each.id for each in events if each.event == "key_used"}
    assert len(found) == 10


async def test_one_event_is_found_by_id_name_and_reach(database):
    municipality = Municipality(uuid.uuid4(), "05334", "district", None, None, "05334", None, NOON)
    async with database.transaction() as transaction:
        await add_municipality(transaction, municipality)
    whose = an_event(municipality_id=municipality.id, event="round_opened")
    nobodys = an_event()
    await note_all(database, whose, nobodys)
    mine = Reach.of(frozenset({"05334"}))

    async def find(reach, event_id, event):
        async with database.reading() as transaction:
            found = await find_event(transaction, reach, event_id, event=event)
        return None if found is None else found.id

    assert await find(EVERYWHERE, nobodys.id, "key_created") == nobodys.id
    assert await find(EVERYWHERE, nobodys.id, "round_opened") is None
    assert await find(EVERYWHERE, uuid.uuid4(), "key_created") is None
    assert await find(mine, whose.id, "round_opened") == whose.id
    assert await find(mine, nobodys.id, "key_created") is None
    assert await find(Reach.of(frozenset({"05335"})), whose.id, "round_opened") is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'nobody'",
        "UPDATE audit SET details = '{}'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE actor = 'cli'",
        "TRUNCATE audit",
        "INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT (id) DO UPDATE SET actor = 'nobody'",
        "REPLACE INTO audit SELECT * FROM audit",
    ],
)
async def test_nothing_changes_or_deletes_an_event(database, statement):
    await note_all(database, an_event(), an_event())
    before = await listed(database)
    with pytest.raises(DBAPIError) as refused:
        async with database.transaction() as transaction:
            await transaction.connection.execute(text(statement))
    # One of the databases does not know the statement at all.
    assert "only grows" in str(refused.value) or "syntax error" in str(refused.value)
    assert await listed(database) == before


async def test_an_event_goes_with_its_deed(database):
    async def fail():
        async with database.transaction() as transaction:
            await note(transaction, an_event())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await listed(database) == []
