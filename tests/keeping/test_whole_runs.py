"""A whole run of housekeeping, which may have to stop because somebody waits for it. On both databases."""

import uuid
from datetime import UTC, datetime, timedelta

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import responses
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.house import keep_house, note_run
from selfcheck_service.use_cases.keeping import Housekeeping, Kept
from tests.keeping.past import fill, past_round, rows_of


async def a_run(database, *, enough=lambda: False, only_look=False):
    """Keep house; return what was done by name, the rounds that were told, and what progress said last."""
    told: list[Kept] = []
    progress: list[tuple[int, int]] = []
    run = Housekeeping(database, now=datetime.now(UTC), new_id=uuid.uuid4)
    done = await keep_house(
        run,
        idle=timedelta(hours=1),
        only_look=only_look,
        tell=told.append,
        progress=lambda done, total: progress.append((done, total)),
        enough=enough,
    )
    return done, told, progress


async def test_it_stops_behind_a_round_where_it_was_enough_and_goes_on_the_next_time(database):
    for _ in range(3):
        await fill(database, await past_round(database, closed_days_ago=91), 1)
    done, told, progress = await a_run(database, enough=lambda: True)
    assert (done["rounds"], done["responses"], len(told)) == (1, 3, 1)
    assert progress == [(1, 3)]
    assert len(await rows_of(database, responses)) == 6
    done, told, progress = await a_run(database)
    assert (done["rounds"], done["responses"], len(told)) == (2, 6, 2)
    assert progress == [(1, 2), (2, 2)]
    assert await rows_of(database, responses) == []


async def test_looking_changes_nothing_and_says_the_same(database):
    await fill(database, await past_round(database, closed_days_ago=91), 1)
    looked, _, _ = await a_run(database, only_look=True)
    assert len(await rows_of(database, responses)) == 3
    done, _, _ = await a_run(database)
    assert looked == done


async def test_who_has_had_house_kept_stands_in_the_trail(database):
    deed = Deed("somebody", EVERYWHERE, datetime(2026, 11, 21, 12, tzinfo=UTC), uuid.uuid4)
    event_id = await note_run(database, deed, {"responses": 3, "swept": True})
    async with database.reading() as transaction:
        (event,) = await list_events(transaction, EVERYWHERE, limit=9)
    assert (event.id, event.actor, event.event, event.at) == (event_id, "somebody", "house_kept", deed.at)
    assert event.details == {"responses": 3, "swept": True}
