"""How ballots end over HTTP: taken back, closed by the clock, found by a code while they last, and no more than 100."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots, votes
from selfcheck_service.storage.ballots import SWEPT
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.shuffling import TABLES
from selfcheck_service.use_cases.ballot_ends import close_overdue
from selfcheck_service.use_cases.keeping import Housekeeping
from tests.sealing.test_sealing import transactions_on_disk
from tests.voting import CLOSE, close, count, counted, holding, open_room, released_round, told


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def round_(database):
    return await released_round(database)


@pytest.fixture
async def room(client, round_, facilitator):
    return await open_room(client, round_, facilitator)


async def events_of(database, name):
    async with database.reading() as transaction:
        return [each for each in await list_events(transaction, EVERYWHERE, limit=20) if each.event == name]


async def wait(database, hours):
    """Let so many hours pass for all ballots."""
    earlier = datetime.now(UTC) - timedelta(hours=hours)
    async with database.transaction() as transaction:
        await transaction.connection.execute(update(ballots).values(created_at=earlier))
    return earlier


class TestTakingBack:
    async def test_one_opened_by_mistake_goes_with_its_slips(self, client, round_, facilitator, database):
        room = await open_room(client, round_, facilitator, code_kind="slips")
        assert (await client.delete(room.path, headers=facilitator)).status_code == 204
        assert told(await client.get(room.path, headers=facilitator)) == (404, "unknown_ballot")
        assert (await count(database, ballots), await count(database, ballot_slips)) == (0, 0)
        assert told(await room.sheet(client, room.slip(0))) == (401, "ballot_code_not_accepted")
        (noted,) = await events_of(database, "ballot_discarded")
        assert noted.details == {"ballot": room.opened["id"], "kind": "own"}
        assert told(await client.delete(room.path, headers=facilitator)) == (404, "unknown_ballot")

    @pytest.mark.parametrize("answer", ["vote", "paper", "closing"])
    async def test_what_somebody_has_answered_stays(self, client, room, facilitator, answer):
        if answer == "vote":
            await room.vote(client, {})
        else:
            await room.change(client, facilitator, CLOSE if answer == "closing" else {"paper": {"ballots": 1}})
        assert told(await client.delete(room.path, headers=facilitator)) == (409, "ballot_stays")
        assert (await client.get(room.path, headers=facilitator)).status_code == 200

    @pytest.mark.parametrize("by", ["focus", "measure"])
    async def test_what_something_refers_to_stays(self, client, room, round_, facilitator, by):
        path, ballot = f"/v1/rounds/{round_.id}", room.opened["id"]
        chosen = {"field": "steering", "reason": "Das drängt.", "source": "ballot", "ballot": ballot}
        measure = {"title": "Treff", "fields": ["steering"], "evidence": [{"kind": "ballot", "ref": ballot}]}
        if by == "focus":
            made = await client.put(f"{path}/focus-fields", json={"fields": [chosen]}, headers=facilitator)
        else:
            made = await client.post(f"{path}/measures", json=measure, headers=facilitator)
        assert made.is_success, made.text
        assert told(await client.delete(room.path, headers=facilitator)) == (409, "ballot_named")

    async def test_another_one_than_was_seen_is_not_taken_back(self, client, room, facilitator):
        seen = facilitator | {"if-match": f'"{room.opened["revision"]}"'}
        await room.change(client, facilitator, {"title": "Doch das"})
        assert told(await client.delete(room.path, headers=seen)) == (412, "revision_differs")


class TestTheClock:
    async def test_after_a_day_nobody_votes_and_the_result_is_there(self, client, room, facilitator, database):
        await room.vote(client, {"own-1": 1})
        assert room.opened["closes_at"] > room.opened["created_at"]
        opened = await wait(database, 24)
        assert told(await room.vote(client, {"own-2": 1})) == (409, "ballot_closed")
        found = (await client.get(room.path, headers=facilitator)).json()
        assert (found["state"], datetime.fromisoformat(found["closed_at"])) == ("closed", opened + timedelta(hours=24))
        assert counted(found["result"])["own-1"] == (None, None, 1, 1)
        assert await count(database, votes) == 0
        (noted,) = await events_of(database, "ballot_closed")
        assert noted.actor == "housekeeping"

    async def test_voters_and_lists_see_it_closed_too(self, client, round_, room, facilitator, database):
        await wait(database, 25)
        assert (await room.sheet(client)).json()["state"] == "closed"
        other = await open_room(client, round_, facilitator)
        await wait(database, 25)
        listed = (await client.get(f"/v1/rounds/{round_.id}/ballots", headers=facilitator)).json()["items"]
        assert {each["state"] for each in listed} == {"closed"}
        assert told(await other.change(client, facilitator, {"title": "Was?"})) == (409, "ballot_title_stays")

    async def test_before_that_it_stays_open(self, client, room, facilitator, database):
        await wait(database, 23)
        assert (await room.vote(client, {})).status_code == 201
        assert (await client.get(room.path, headers=facilitator)).json()["state"] == "open"

    async def test_each_is_closed_once(self, client, room, database):
        await wait(database, 24)
        now = datetime.now(UTC)
        assert [await close_overdue(database, now=now, new_id=uuid.uuid4) for _ in range(2)] == [1, 0]


class TestByCodeAlone:
    async def find(self, client, code):
        return await client.get("/v1/ballot-sheet", headers={"selfcheck-ballot-code": code})

    async def test_a_code_leads_to_its_ballot(self, client, round_, facilitator, room):
        slips = await open_room(client, round_, facilitator, code_kind="slips", title="Und dann?")
        for code, path in ((room.opened["code"], room.path), (slips.opened["slips"][3], slips.path)):
            found = await self.find(client, code.lower())
            assert found.status_code == 200, found.text
            assert found.json()["links"]["sheet"] == f"{path}/sheet"
            assert found.json() == (await client.get(f"{path}/sheet", headers={"selfcheck-ballot-code": code})).json()
            assert found.headers["cache-control"] == "private, no-store"

    async def test_it_does_as_long_as_it_is_good(self, client, room, facilitator, database):
        await close(client, room, facilitator)
        assert (await self.find(client, room.opened["code"])).json()["state"] == "closed"
        async with database.transaction() as transaction:
            yesterday = datetime.now(UTC) - timedelta(hours=24)
            await transaction.connection.execute(update(ballots).values(closed_at=yesterday))
        assert told(await self.find(client, room.opened["code"])) == (401, "ballot_code_not_accepted")
        await wait(database, 49)
        assert told(await self.find(client, room.opened["code"])) == (401, "ballot_code_not_accepted")

    async def test_a_wrong_one_leads_nowhere(self, client, room):
        for code in ("000-000", "0000-0000"):
            assert told(await self.find(client, code)) == (401, "ballot_code_not_accepted")


async def test_there_are_at_most_so_many_ballots(client, round_, facilitator, room, monkeypatch):
    monkeypatch.setattr("selfcheck_service.use_cases.balloting.MOST_BALLOTS", 1)
    body = {"kind": "own", "title": "Was?", "options": [{"title": "A"}, {"title": "B"}], "people": 3}
    refused = await client.post(f"/v1/rounds/{round_.id}/ballots", json=body, headers=facilitator)
    assert told(refused) == (409, "too_many_records")
    assert (await client.delete(room.path, headers=facilitator)).status_code == 204
    assert (await client.post(f"/v1/rounds/{round_.id}/ballots", json=body, headers=facilitator)).status_code == 201


async def test_rooms_that_vote_at_the_same_time_have_different_codes(client, round_, facilitator, monkeypatch):
    """The first two codes that chance gives are the same; the second room gets the third."""
    throws = iter([7] * 10 + [9] * 5)
    monkeypatch.setattr("selfcheck_service.api.ballots.secrets.randbelow", lambda _: next(throws))
    rooms = [await open_room(client, round_, facilitator) for _ in range(2)]
    assert len({each.opened["code"] for each in rooms}) == 2


async def test_housekeeping_sweeps_what_votes_leave_behind(client, room, database):
    """On PostgreSQL dead rows go when somebody vacuums; in SQLite the bytes are overwritten."""
    vote = uuid.uuid4()
    await room.vote(client, {"own-1": 1}, vote=vote)
    await wait(database, 24)
    run = Housekeeping(database, now=datetime.now(UTC), new_id=uuid.uuid4)
    assert (await run.close_ballots(only_look=True), await count(database, votes)) == (1, 1)
    assert (await run.close_ballots(), await count(database, votes)) == (1, 0)
    if database.is_sqlite:
        assert holding(database, [vote])
    else:
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("CREATE EXTENSION pageinspect"))
        assert await transactions_on_disk(database, "votes", "t_xmin")
    assert await database.sweep((*TABLES, *SWEPT), seconds=60)
    assert not (
        holding(database, [vote]) if database.is_sqlite else await transactions_on_disk(database, "votes", "t_xmin")
    )
