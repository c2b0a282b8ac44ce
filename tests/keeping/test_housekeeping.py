"""What people were told would be deleted is gone when its day has come, and nothing else is."""

import asyncio
import time
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, text

from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.audit import HOUSEKEEPING
from selfcheck_service.storage.invitations import list_participation
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import find_round, set_round
from selfcheck_service.storage.tables import api_keys, idempotency, metadata, municipalities
from selfcheck_service.use_cases.days import HERE, day_here
from selfcheck_service.use_cases.keeping import Housekeeping, Kept
from tests.answering import invite, make_round
from tests.keeping.past import DAY, events_of, fill, foresee, keep_house, make_guest, past_round, rows_of
from tests.sealing.answered import a_sealer, answer
from tests.storage.rows import count_rows


async def participation_of(database, round_):
    async with database.reading() as transaction:
        return await list_participation(transaction, round_.municipality_id, round_.id)


async def move_closing(database, round_, closes_at):
    async with database.transaction() as transaction:
        await set_round(transaction, replace(round_, closes_at=closes_at), changing=[])


class TestRetention:
    async def test_responses_go_and_the_round_stays(self, database):
        due = await past_round(database, closed_days_ago=91)
        kept = await past_round(database, closed_days_ago=88)
        running = await make_round(database)
        for each in (due, kept, running):
            await fill(database, each, 3)
            await invite(database, each, 4)
        found = {each.round_id: each for each in await keep_house(database)}
        assert found[due.id] == Kept(due.municipality_id, due.id, True, True, codes=4, responses=5)
        # Its codes have been useless for a while; its responses are still there.
        assert found[kept.id] == Kept(kept.municipality_id, kept.id, True, True, codes=4)
        assert found[running.id] == Kept(running.municipality_id, running.id, opened=True)
        assert await count_rows(database, "responses") == 10
        assert await count_rows(database, "tickets") == 4
        assert await count_rows(database, "rounds") == 3

    async def test_releases_stay_but_for_those_that_name_people(self, database):
        sealed = {}
        for mode in ("confidential", "open", "institutional"):
            round_ = await past_round(database, closed_days_ago=91, mode=mode)
            await answer(database, round_, {"office": [2] if mode == "institutional" else [0, 1, 1, 2, 2]})
            sealed[mode] = round_.id
            await a_sealer(database, at=round_.closes_at + DAY, long_ago=True).seal(round_.id)
        guest = await past_round(database, closed_days_ago=3, erase_on=day_here(datetime.now(UTC)))
        await make_guest(database, guest)
        await answer(database, guest, {"office": [0, 1, 1, 2, 2]})
        await a_sealer(database, at=guest.closes_at + DAY, long_ago=True).seal(guest.id)
        await keep_house(database)
        async with database.reading() as transaction:
            left = {mode for mode, each in sealed.items() if await find_newest(transaction, each) is not None}
        assert left == {"confidential", "institutional"}
        assert await count_rows(database, "releases") == 2
        assert await count_rows(database, "responses") == 0

    async def test_nothing_goes_before_the_day_that_people_were_told(self, database):
        closes_at = datetime(2026, 6, 30, 18, tzinfo=HERE)
        round_ = await make_round(database, opens_at=closes_at - DAY, closes_at=closes_at, retention_days=30)
        await fill(database, round_, 1)
        midnight = datetime(2026, 7, 30, tzinfo=HERE)
        await keep_house(database, now=midnight - timedelta(seconds=1))
        assert await count_rows(database, "responses") == 3
        await keep_house(database, now=midnight)
        assert await count_rows(database, "responses") == 0

    async def test_participation_stays_true(self, database):
        round_ = await past_round(database, closed_days_ago=31)
        await invite(database, round_, 5)
        await invite(database, round_, 4, kind="open")
        await invite(database, round_, 3, perspective="citizens")
        async with database.transaction() as transaction:
            spent = "DELETE FROM tickets WHERE id IN (SELECT id FROM tickets WHERE perspective = 'office' LIMIT 2)"
            await transaction.connection.execute(text(spent))
        before = {each.perspective: each for each in await participation_of(database, round_)}
        await keep_house(database)
        after = {each.perspective: each for each in await participation_of(database, round_)}
        assert {name: (each.issued, each.redeemed) for name, each in after.items()} == {
            "citizens": (3, 0),
            "office": (9, 2),
        }
        for name, each in after.items():
            assert each.redeemed == before[name].redeemed
            assert (each.left, each.revoked) == (0, before[name].left)

    async def test_codes_are_kept_for_a_while_because_a_round_may_be_opened_again(self, database):
        round_ = await past_round(database, closed_days_ago=29)
        await invite(database, round_, 2)
        await keep_house(database)
        assert await count_rows(database, "tickets") == 2

    async def test_what_was_opened_again_meanwhile_keeps_everything(self, database):
        round_ = await past_round(database, closed_days_ago=100)
        await fill(database, round_, 3)
        await invite(database, round_, 2)
        run = Housekeeping(database, now=datetime.now(UTC), new_id=uuid.uuid4)
        (found,) = [each async for each in run.rounds()]
        await move_closing(database, round_, datetime.now(UTC) + DAY)
        assert await run.keep(found) == Kept(round_.municipality_id, round_.id, opened=True)
        assert (await count_rows(database, "responses"), await count_rows(database, "tickets")) == (5, 2)

    async def test_many_go_in_steps_that_hold_nobody_up(self, database, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.keeping.BATCH", 4)
        round_ = await past_round(database, closed_days_ago=91)
        await fill(database, round_, 8)
        await invite(database, round_, 9)
        await keep_house(database)
        assert (await count_rows(database, "responses"), await count_rows(database, "tickets")) == (0, 0)
        counts = {
            name: [each.details["count"] for each in await events_of(database, round_) if each.event == name]
            for name in ("responses_expired", "invitations_revoked")
        }
        assert {name: Counter(found) for name, found in counts.items()} == {
            "responses_expired": Counter([4, 4, 2]),
            "invitations_revoked": Counter([4, 4, 1]),
        }

    async def test_more_rounds_than_are_looked_up_at_once(self, database, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.keeping._PAGE", 2)
        for _ in range(5):
            await fill(database, await past_round(database, closed_days_ago=91), 1)
        assert len(await keep_house(database)) == 5
        assert await count_rows(database, "responses") == 0

    async def test_twice_does_nothing_the_second_time(self, database):
        await fill(database, await past_round(database, closed_days_ago=91), 3)
        await keep_house(database)
        events = await count_rows(database, "audit")
        assert await keep_house(database) == []
        assert await count_rows(database, "audit") == events


class TestTwoAtOnce:
    async def test_they_share_the_work_and_note_it_once(self, database, database_url, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.keeping.BATCH", 7)
        due = [await past_round(database, closed_days_ago=91) for _ in range(3)]
        guest = await past_round(database, closed_days_ago=20, erase_on=day_here(datetime.now(UTC)))
        await make_guest(database, guest)
        for each in (*due, guest):
            await fill(database, each, 40)
            await invite(database, each, 30)
        other = Database(database_url)
        found = await asyncio.gather(*(keep_house(one) for one in (database, other, database, other)))
        await other.close()
        for table in ("responses", "tickets"):
            assert await count_rows(database, table) == 0
        done: Counter[str] = Counter()
        for kept in (each for several in found for each in several):
            done.update(codes=kept.codes, responses=kept.responses, erased=int(kept.erased))
        assert done == {"codes": 4 * 30, "responses": 4 * 42, "erased": 1}
        for each in (*due, guest):
            events = await events_of(database, each)
            names = Counter(event.event for event in events)
            assert (names["round_opened"], names["round_closed"]) == (1, 1)
            assert sum(int(str(e.details["count"])) for e in events if e.event == "responses_expired") == 42


class TestBesideTheService:
    async def test_nobody_who_writes_waits_for_long(self, database, database_url):
        """Another process answers requests meanwhile; on SQLite there is one writer for both."""
        for _ in range(3):
            await fill(database, await past_round(database, closed_days_ago=91), 4000)
        open_round = await make_round(database)
        service = Database(database_url)
        waited = []
        keeping = asyncio.create_task(keep_house(database))
        while not keeping.done():
            began = time.monotonic()
            await fill(service, open_round, 1)
            waited.append(time.monotonic() - began)
        await service.close()
        assert sum(each.responses for each in await keeping) == 3 * 4002
        assert await count_rows(database, "responses") == 3 * len(waited)
        # A step takes some hundredths of a second; whoever had to wait for all of them would wait much longer.
        assert len(waited) > 5
        assert max(waited) < 2.5


class TestGuestRounds:
    async def test_everything_goes_with_its_keys(self, database):
        guest = await past_round(database, closed_days_ago=1, erase_on=day_here(datetime.now(UTC)))
        await make_guest(database, guest)
        stays = await make_round(database)
        for each in (guest, stays):
            await fill(database, each, 3)
            await invite(database, each, 4, kind="open")
        mine = await add_key(database, str(guest.municipality_id))
        both = await add_key(database, str(guest.municipality_id), str(stays.municipality_id))
        others = [await add_key(database, str(stays.municipality_id)), await add_key(database)]
        await add_reply(database, mine, datetime.now(UTC))
        kept = {each.round_id: each for each in await keep_house(database)}[guest.id]
        assert (kept.responses, kept.codes, kept.erased) == (5, 4, True)
        assert {row.id for row in await rows_of(database, api_keys)} == {both, *others}
        assert await count_rows(database, "idempotency") == 0
        assert [row.id for row in await rows_of(database, municipalities)] == [stays.municipality_id]
        for table in metadata.sorted_tables:
            if table.name != "audit":
                for row in await rows_of(database, table):
                    assert guest.id not in tuple(row), table.name
                    assert table.name == "api_keys" or guest.municipality_id not in tuple(row), table.name
        assert {each.event for each in await events_of(database, guest)} == {
            "round_opened",
            "round_closed",
            "invitations_revoked",
            "responses_expired",
            "guest_round_erased",
        }

    async def test_it_goes_on_its_day_and_not_before(self, database):
        now = datetime(2026, 7, 14, 21, 59, tzinfo=UTC)
        closes_at = now - 2 * DAY
        round_ = await make_round(
            database, opens_at=closes_at - DAY, closes_at=closes_at, erase_on=datetime(2026, 7, 15, tzinfo=UTC).date()
        )
        await make_guest(database, round_)
        await keep_house(database, now=now)
        assert await count_rows(database, "rounds") == 1
        await keep_house(database, now=now + timedelta(minutes=1))
        assert (await count_rows(database, "rounds"), await count_rows(database, "municipalities")) == (0, 0)

    async def test_a_municipality_that_is_no_guest_stays(self, database):
        await past_round(database, closed_days_ago=1, erase_on=day_here(datetime.now(UTC)))
        await keep_house(database)
        assert (await count_rows(database, "rounds"), await count_rows(database, "municipalities")) == (0, 1)

    def test_no_table_of_a_round_is_forgotten(self):
        """A new table that belongs to a round has to be emptied by housekeeping; then it is named here."""
        assert {table.name for table in metadata.sorted_tables if "round_id" in table.c} == {
            "invitations",
            "tickets",
            "responses",
            "releases",
            "focus_fields",
            "consensus",
            "measures",
            "reviews",
            "ballots",
            "ballot_slips",
            "votes",
            "matrix_positions",
            "audit",
        }


class TestReplies:
    async def test_those_of_yesterday_are_forgotten(self, database, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.keeping.BATCH", 2)
        now = datetime.now(UTC)
        for hours in (23, 25, 26, 27, 28, 29):
            await add_reply(database, "key", now - timedelta(hours=hours))
        run = Housekeeping(database, now=now, new_id=uuid.uuid4)
        assert await run.forget_replies(only_look=True) == 5
        assert await run.forget_replies() == 5
        assert await run.forget_replies() == 0
        assert await count_rows(database, "idempotency") == 1


class TestTrail:
    async def test_a_round_that_opened_and_closed_by_itself_is_noted_once_on_its_day(self, database):
        round_ = await past_round(database, closed_days_ago=3)
        for _ in range(2):
            await keep_house(database)
        opened, closed = await events_of(database, round_)
        assert (opened.event, opened.at.date()) == ("round_opened", round_.opens_at.date())
        assert (closed.event, closed.at.date()) == ("round_closed", round_.closes_at.date())
        for event in (opened, closed):
            assert event.actor == HOUSEKEEPING
            assert (event.at.hour, event.at.minute, event.at.second) == (0, 0, 0)

    async def test_one_that_was_opened_again_is_noted_when_it_closes_again(self, database):
        round_ = await past_round(database, closed_days_ago=30)
        await keep_house(database)
        await move_closing(database, round_, datetime.now(UTC) - 2 * DAY)
        for _ in range(2):
            await keep_house(database)
        assert [event.event for event in await events_of(database, round_)] == [
            "round_opened",
            "round_closed",
            "round_closed",
        ]

    async def test_a_round_that_is_planned_is_not_noted(self, database):
        await make_round(database, opens_in=1, closes_in=2)
        assert await keep_house(database) == []


async def test_looking_ahead_says_what_would_be_done_and_does_nothing(database):
    round_ = await past_round(database, closed_days_ago=91)
    guest = await past_round(database, closed_days_ago=1, erase_on=day_here(datetime.now(UTC)))
    await make_guest(database, guest)
    for each in (round_, guest):
        await fill(database, each, 2)
        await invite(database, each, 3)
    await make_round(database)
    seen = sorted(await foresee(database), key=str)
    tables = ("rounds", "responses", "tickets", "audit WHERE round_id IS NOT NULL")
    assert [await count_rows(database, table) for table in tables] == [3, 8, 6, 0]
    assert sorted(await keep_house(database), key=str) == seen


async def test_the_round_and_its_trail_outlive_everything(database):
    round_ = await past_round(database, closed_days_ago=800)
    await fill(database, round_, 1)
    for _ in range(2):
        await keep_house(database)
    assert len(await events_of(database, round_)) == 3
    async with database.reading() as transaction:
        assert await find_round(transaction, round_.id) is not None


async def add_key(database, *reached):
    key = create_key()
    now = datetime.now(UTC)
    record = ApiKeyRecord(
        key.id, "", key.secret_hash, frozenset({"facilitator"}), reached or None, now, now + 90 * DAY, None, None
    )
    async with database.transaction() as transaction:
        await add_api_key(transaction, record)
    return key.id


async def add_reply(database, caller, at):
    values = {"caller": caller, "key_hash": uuid.uuid4().bytes * 2, "request_hash": b"r" * 32, "status": 201}
    async with database.transaction() as transaction:
        await transaction.connection.execute(insert(idempotency), {**values, "body": b"{}", "created_at": at})
