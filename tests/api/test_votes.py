"""Voting over HTTP: one vote for each code, corrected until the closing, and nothing that says whose it is."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from selfcheck_service.core.ballots.codes import SHARED_LENGTH, show_ballot_code
from selfcheck_service.core.rounds.access_codes import make_code
from selfcheck_service.settings import Settings
from selfcheck_service.storage.ballot_tables import ballots, votes
from tests.voting import close, count, counted, faults, open_room, released_round, told


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


class TestVoting:
    async def test_a_vote_is_counted_once_however_often_it_is_sent(self, client, room, facilitator, database):
        vote = uuid.uuid4()
        sent = [await room.vote(client, {"own-1": 1, "own-3": 1}, vote=vote) for _ in range(3)]
        assert [(each.status_code, each.json()["outcome"]) for each in sent] == [
            (201, "created"),
            (200, "repeated"),
            (200, "repeated"),
        ]
        assert await count(database, votes) == 1
        assert (await room.sheet(client)).json()["voted"] == 1
        assert counted(await close(client, room, facilitator)) == {
            "own-1": (None, None, 1, 1),
            "own-3": (None, None, 1, 1),
            "own-2": (None, None, 0, 3),
        }

    async def test_until_the_closing_it_may_be_corrected(self, client, room, facilitator):
        vote = uuid.uuid4()
        await room.vote(client, {"own-1": 1}, vote=vote)
        corrected = await room.vote(client, {"own-2": 1}, vote=vote)
        assert (corrected.status_code, corrected.json()["outcome"]) == (200, "corrected")
        result = await close(client, room, facilitator)
        assert counted(result)["own-2"] == (None, None, 1, 1)
        assert result["unused"] is not None
        assert told(await room.vote(client, {"own-1": 1}, vote=vote)) == (409, "ballot_closed")
        assert told(await room.vote(client, {"own-1": 1})) == (409, "ballot_closed")

    async def test_nobody_sees_a_result_before_the_closing(self, client, room, facilitator):
        await room.vote(client, {"own-1": 1})
        for seen in (await client.get(room.path, headers=facilitator), await room.sheet(client)):
            assert (seen.json()["result"], seen.json()["voted"]) == (None, 1)

    async def test_no_more_vote_than_there_are_people(self, client, round_, facilitator):
        room = await open_room(client, round_, facilitator, people=2)
        vote = uuid.uuid4()
        assert (await room.vote(client, {}, vote=vote)).status_code == 201
        assert (await room.vote(client, {"own-1": 1})).status_code == 201
        assert told(await room.vote(client, {"own-1": 1})) == (409, "ballot_full")
        assert (await room.vote(client, {"own-2": 1}, vote=vote)).status_code == 200
        more = await room.change(client, facilitator, {"people": 3})
        assert more.json()["people"] == 3
        assert (await room.vote(client, {"own-1": 1})).status_code == 201

    async def test_each_slip_is_good_for_one_vote(self, client, round_, facilitator):
        room = await open_room(client, round_, facilitator, code_kind="slips", people=3)
        vote = uuid.uuid4()
        assert (await room.vote(client, {"own-1": 1}, vote=vote, headers=room.slip(0))).status_code == 201
        assert told(await room.vote(client, {"own-1": 1}, headers=room.slip(0))) == (409, "slip_used")
        assert (await room.vote(client, {"own-2": 1}, vote=vote, headers=room.slip(0))).status_code == 200
        assert (await room.vote(client, {"own-2": 1}, headers=room.slip(1))).status_code == 201
        result = await close(client, room, facilitator)
        assert counted(result)["own-2"] == (None, None, 2, 1)
        assert (await room.sheet(client, room.slip(2))).json()["result"]["phone_ballots"] == 2
        fixed = await room.change(client, facilitator, {"people": 5})
        assert told(fixed) == (409, "ballot_people_of_slips")

    @pytest.mark.parametrize("dots", [{"own-1": 1}, {"own-2": 1}])
    async def test_no_other_slip_touches_a_vote(self, client, round_, facilitator, dots):
        room = await open_room(client, round_, facilitator, code_kind="slips", people=2)
        vote = uuid.uuid4()
        assert (await room.vote(client, {"own-1": 1}, vote=vote, headers=room.slip(0))).status_code == 201
        assert told(await room.vote(client, dots, vote=vote, headers=room.slip(1))) == (409, "vote_of_another")
        assert (await room.vote(client, {"own-3": 1}, headers=room.slip(1))).status_code == 201
        result = await close(client, room, facilitator)
        assert {each["key"]: each["dots"] for each in result["options"]} == {"own-1": 1, "own-2": 0, "own-3": 1}

    async def test_a_number_of_thousands_of_digits_is_told_by_its_size(self, client, room):
        response = await room.vote(client, {"own-1": 10**4200})
        assert faults(response) == [("/dots/own-1", "vote_dots_on_one")]
        assert "10^4200 " in response.json()["errors"][0]["message"]
        assert len(response.content) < 2000

    async def test_faulty_dots_are_all_named(self, client, room):
        response = await room.vote(client, {"own-1": 2, "own-9": 1, "own-2": -1})
        assert faults(response) == [
            ("/dots/own-1", "vote_dots_on_one"),
            ("/dots/own-9", "vote_unknown_option"),
            ("/dots/own-2", "vote_dots_on_one"),
        ]
        response = await room.vote(client, {"own-1": 1, "own-2": 1, "own-3": 1})
        assert faults(response) == [("/dots", "vote_dots_total")]
        assert faults(await room.vote(client, {"own-1": "1"}))[0][0] == "/dots/own-1"

    async def test_ids_that_are_no_chance_are_refused(self, client, room):
        response = await room.vote(client, {}, vote=uuid.UUID(int=1))
        assert faults(response) == [("vote_id", "malformed")]


class TestCodes:
    async def test_wrong_ones_and_ballots_that_are_not_there_look_the_same(self, client, round_, facilitator, room):
        other = await open_room(client, round_, facilitator)
        nothing = {**vars(room), "path": room.path[:-36] + str(uuid.uuid4())}
        replies = []
        for where, headers in ((room, other.code), (type(room)(**nothing), room.code)):
            for response in (await where.sheet(client, headers), await where.vote(client, {}, headers=headers)):
                assert told(response) == (401, "ballot_code_not_accepted")
                assert response.headers["www-authenticate"] == 'Selfcheck-Ballot-Code realm="selfcheck"'
                replies.append({name: value for name, value in response.json().items() if name != "trace_id"})
        assert all(each == replies[0] for each in replies)

    async def test_a_slip_of_another_ballot_is_worth_nothing(self, client, round_, facilitator):
        here = await open_room(client, round_, facilitator, code_kind="slips")
        there = await open_room(client, round_, facilitator, code_kind="slips")
        assert told(await here.vote(client, {}, headers=there.slip(0))) == (401, "ballot_code_not_accepted")

    async def test_none_and_what_cannot_be_one_are_told_apart(self, client, room):
        assert told(await room.sheet(client, {})) == (401, "ballot_code_missing")
        code = room.opened["code"]
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        response = await room.sheet(client, {"selfcheck-ballot-code": wrong})
        assert faults(response) == [("Selfcheck-Ballot-Code", "not_a_ballot_code")]

    async def test_it_is_read_as_people_write_it(self, client, room):
        written = room.opened["code"].replace("-", " ").lower().replace("0", "o").replace("1", "l")
        assert (await room.sheet(client, {"selfcheck-ballot-code": written})).status_code == 200

    async def test_a_day_after_the_closing_it_shows_nothing_any_more(self, client, room, facilitator, database):
        await close(client, room, facilitator)
        assert (await room.sheet(client)).status_code == 200
        long_ago = datetime.now(UTC) - timedelta(days=1, seconds=1)
        async with database.transaction() as transaction:
            await transaction.connection.execute(update(ballots).values(closed_at=long_ago))
        assert told(await room.sheet(client)) == (401, "ballot_code_not_accepted")


class TestRates:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"refused_rate": 5})

    async def test_who_guesses_has_to_wait_and_who_knows_it_does_not(self, client, round_, facilitator, room):
        assert {(await room.vote(client, {})).status_code for _ in range(10)} == {201}
        other = await open_room(client, round_, facilitator)
        statuses = [(await room.vote(client, {}, headers=other.code)).status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]

    async def test_who_guesses_without_an_id_has_to_wait_too(self, client, room):
        """The address that takes nothing but a code is the one that guessers would take."""
        guesses = {"selfcheck-ballot-code": show_ballot_code(make_code(lambda _: 3, SHARED_LENGTH))}
        statuses = [(await client.get("/v1/ballot-sheet", headers=guesses)).status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]

    async def test_a_slip_of_the_pen_is_no_guess(self, client, room):
        code = room.opened["code"]
        wrong = {"selfcheck-ballot-code": code[:-1] + ("0" if code[-1] != "0" else "1")}
        assert {(await room.sheet(client, wrong)).status_code for _ in range(8)} == {422}
        assert (await room.sheet(client)).status_code == 200


class TestTownHalls:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"guest_rate": 3})

    @pytest.mark.parametrize("path", ["/v1/ballot-sheet", "{room}/sheet"])
    async def test_a_room_behind_one_address_reads_what_is_asked(self, client, room, path):
        asked = path.format(room=room.path)
        assert {(await client.get(asked, headers=room.code)).status_code for _ in range(8)} == {200}
