"""Ballots over HTTP: opened by a facilitator, voted on by whoever has the code, counted once and for good."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from selfcheck_service.settings import Settings
from selfcheck_service.storage import database as database_module
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots, votes
from selfcheck_service.storage.ballots import SWEPT
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases import balloting
from tests.sealing.answered import closed_round
from tests.sealing.test_sealing import transactions_on_disk
from tests.voting import THREE, open_room, released_round

CLOSE = {"state": "closed"}


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


def told(response):
    return response.status_code, response.json()["code"]


def faults(response):
    assert response.status_code == 422, response.text
    return [
        (each.get("pointer", each.get("header", each.get("parameter"))), each["code"])
        for each in response.json()["errors"]
    ]


async def count(database, table):
    async with database.reading() as transaction:
        return await transaction.connection.scalar(select(func.count()).select_from(table))


def holding(database, ids):
    """The files of an embedded database that hold one of these ids."""
    path = Path(str(database.url.database))
    files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    held = {each.name: each.read_bytes() for each in files}
    return [
        name for name, content in held.items() for each in ids if each.bytes in content or each.hex.encode() in content
    ]


async def close(client, room, facilitator):
    response = await room.change(client, facilitator, CLOSE)
    assert response.status_code == 200, response.text
    return response.json()["result"]


def counted(result):
    return {each["key"]: (each["phones"], each["paper"], each["dots"], each["place"]) for each in result["options"]}


class TestOpening:
    async def test_it_shows_a_code_once_and_names_the_release(self, client, round_, room, facilitator):
        opened = room.opened
        assert len(opened["code"]) == len("XXX-XXX")
        assert opened["slips"] is None
        assert (opened["dots"], opened["most_on_one"], opened["state"], opened["voted"]) == (2, 1, "open", 0)
        assert [each["key"] for each in opened["options"]] == ["own-1", "own-2", "own-3"]
        entry = (await client.get(f"/v1/rounds/{round_.id}/releases", headers=facilitator)).json()["items"][0]
        assert opened["release_hash"] == entry["release_hash"]
        found = (await client.get(room.path, headers=facilitator)).json()
        assert found == {name: value for name, value in opened.items() if name not in {"code", "slips"}}

    async def test_a_repeated_request_opens_nothing_and_shows_no_code(self, client, round_, facilitator, database):
        body = {"kind": "own", "title": "Was?", "options": THREE, "people": 3, "code_kind": "slips"}
        headers = facilitator | {"idempotency-key": "k"}
        first, again = [
            (await client.post(f"/v1/rounds/{round_.id}/ballots", json=body, headers=headers)).json() for _ in range(2)
        ]
        assert again == first | {"slips": None}
        assert len(set(first["slips"])) == 3
        assert (await count(database, ballots), await count(database, ballot_slips)) == (1, 3)

    async def test_codes_are_stored_nowhere(self, room, database):
        async with database.reading() as transaction:
            row = (await transaction.connection.execute(select(ballots))).mappings().one()
        assert room.opened["code"].replace("-", "") not in repr(dict(row))
        assert len(row["code_hash"]) == 32

    async def test_without_a_release_there_is_nothing_to_vote_on(self, client, database, facilitator):
        unreleased, _ = await closed_round(database)
        body = {"kind": "own", "title": "Was?", "options": THREE, "people": 3}
        response = await client.post(f"/v1/rounds/{unreleased.id}/ballots", json=body, headers=facilitator)
        assert told(response) == (409, "round_without_release")

    async def test_all_fields_with_their_titles_where_no_options_are_named(self, client, round_, facilitator):
        body = {"kind": "fields", "title": "Woran?", "people": 3}
        path = f"/v1/rounds/{round_.id}/ballots"
        headers = facilitator | {"accept-language": "de"}
        response = await client.post(path, json=body, headers=headers)
        # The example questionnaire has a single field: too few to choose from.
        assert faults(response) == [("/options", "ballot_options_count")]
        body["options"] = [{"key": "welcome"}, {"key": "own-idea", "title": "Etwas ganz anderes"}]
        response = await client.post(path, json=body, headers=headers)
        assert faults(response) == [("/options/0/key", "ballot_unknown_option")]

    async def test_every_fault_is_named_with_its_place(self, client, round_, facilitator):
        path = f"/v1/rounds/{round_.id}/ballots"
        body = {
            "kind": "own",
            "title": "Was?",
            "people": 0,
            "options": [{"key": "a b"}],
            "colour": "red",
        }
        response = await client.post(path, json=body, headers=facilitator)
        assert {where for where, _ in faults(response)} == {"/people", "/options/0/key", "/colour"}
        body = {
            "kind": "own",
            "title": "Was?",
            "people": 2,
            "options": [{"title": "A", "key": "a"}, {"title": "B", "key": "a"}, {}, {"key": "c"}],
        }
        response = await client.post(path, json=body, headers=facilitator)
        assert faults(response) == [
            ("/options/2/title", "ballot_title_missing"),
            ("/options/3/key", "ballot_unknown_option"),
            ("/options/1", "duplicate_name"),
        ]
        response = await client.post(path, json=body | {"options": THREE, "dots": 3}, headers=facilitator)
        assert faults(response) == [("/dots", "ballot_dots_count")]

    async def test_lists_go_page_by_page_newest_first(self, client, round_, facilitator, room):
        other = await open_room(client, round_, facilitator, title="Und dann?")
        path = f"/v1/rounds/{round_.id}/ballots"
        first = (await client.get(path, params={"limit": 1}, headers=facilitator)).json()
        assert [each["id"] for each in first["items"]] == [other.opened["id"]]
        second = (await client.get(path, params={"limit": 1, "cursor": first["next"]}, headers=facilitator)).json()
        assert [each["id"] for each in second["items"]] == [room.opened["id"]]
        assert second["next"] is None


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

    async def test_a_slip_of_the_pen_is_no_guess(self, client, room):
        code = room.opened["code"]
        wrong = {"selfcheck-ballot-code": code[:-1] + ("0" if code[-1] != "0" else "1")}
        assert {(await room.sheet(client, wrong)).status_code for _ in range(8)} == {422}
        assert (await room.sheet(client)).status_code == 200


class TestPaper:
    async def test_it_is_added_and_can_be_corrected(self, client, room, facilitator):
        await room.vote(client, {"own-1": 1})
        paper = {"ballots": 4, "dots": {"own-1": 1, "own-2": 4}}
        entered = await room.change(client, facilitator, {"paper": paper})
        assert entered.json()["paper"] == {"ballots": 4, "dots": {"own-1": 1, "own-2": 4, "own-3": 0}}
        result = await close(client, room, facilitator)
        assert counted(result) == {
            "own-2": (None, None, 4, 1),
            "own-1": (None, None, 2, 2),
            "own-3": (None, None, 0, 3),
        }
        assert (result["phone_ballots"], result["paper_ballots"]) == (1, 4)
        later = {"paper": {"ballots": 1, "dots": {"own-3": 1}}}
        changed = (await room.change(client, facilitator, later)).json()["result"]
        assert counted(changed) == {
            "own-1": (None, None, 1, 1),
            "own-3": (None, None, 1, 1),
            "own-2": (None, None, 0, 3),
        }

    async def test_only_facilitators_are_told_phones_and_paper_apart(self, client, room, facilitator):
        for _ in range(5):
            await room.vote(client, {"own-1": 1})
        paper = {"paper": {"ballots": 5, "dots": {"own-2": 3}}}
        assert (await room.change(client, facilitator, paper)).status_code == 200
        result = await close(client, room, facilitator)
        assert counted(result) == {"own-1": (5, 0, 5, 1), "own-2": (0, 3, 3, 2), "own-3": (0, 0, 0, 3)}
        seen = (await room.sheet(client)).json()["result"]
        assert {places[:3] for places in counted(seen).values()} == {(None, None, dots) for dots in (5, 3, 0)}

    async def test_more_than_so_many_people_can_have_put_is_refused(self, client, room, facilitator):
        dots = {"own-1": 3, "own-7": 1}
        response = await room.change(client, facilitator, {"paper": {"ballots": 2, "dots": dots}})
        assert faults(response) == [
            ("/paper/dots/own-1", "paper_dots_on_one"),
            ("/paper/dots/own-7", "vote_unknown_option"),
        ]
        dots = {"own-1": 2, "own-2": 2, "own-3": 1}
        response = await room.change(client, facilitator, {"paper": {"ballots": 2, "dots": dots}})
        assert faults(response) == [("/paper/dots", "paper_dots_total")]

    async def test_phones_and_paper_are_no_more_than_people(self, client, room, facilitator):
        await room.vote(client, {})
        response = await room.change(client, facilitator, {"paper": {"ballots": 10}})
        assert told(response) == (409, "ballot_more_than_people")
        assert (await room.change(client, facilitator, {"paper": {"ballots": 9}})).status_code == 200
        assert told(await room.vote(client, {})) == (409, "ballot_full")


class TestClosing:
    async def test_only_the_counts_are_left(self, client, room, facilitator, database):
        for _ in range(3):
            await room.vote(client, {"own-1": 1})
        assert await count(database, votes) == 3
        first = await close(client, room, facilitator)
        assert await count(database, votes) == 0
        assert first == await close(client, room, facilitator)
        assert (await room.sheet(client)).json()["result"] == first

    async def test_nothing_on_the_disk_ties_a_vote_to_its_slip(self, client, round_, facilitator, database):
        room = await open_room(client, round_, facilitator, code_kind="slips", people=3)
        ids = [uuid.uuid4() for _ in range(3)]
        if not database.is_sqlite:
            async with database.transaction() as transaction:
                await transaction.connection.execute(text("CREATE EXTENSION pageinspect"))
        for at, vote in enumerate(ids):
            assert (await room.vote(client, {"own-1": 1}, vote=vote, headers=room.slip(at))).status_code == 201
        if database.is_sqlite:
            assert holding(database, ids)
            await close(client, room, facilitator)
            assert not holding(database, ids)
            return
        tied = await transactions_on_disk(database, "votes", "t_xmin")
        assert len(tied & await transactions_on_disk(database, "ballot_slips", "t_xmin")) == 3
        await close(client, room, facilitator)
        assert await transactions_on_disk(database, "votes", "t_xmin") == set()
        for which in ("t_xmin", "t_xmax"):
            assert tied.isdisjoint(await transactions_on_disk(database, "ballot_slips", which))

    async def test_whoever_reads_meanwhile_holds_up_no_closing(self, client, room, facilitator, database, monkeypatch):
        monkeypatch.setattr(database_module, "_SCRUB_MILLISECONDS", 20)
        monkeypatch.setattr(balloting, "_SWEEP_SECONDS", 0.1)
        await room.vote(client, {"own-1": 1})
        busy = select(votes.c.id) if database.is_sqlite else text("LOCK votes IN SHARE UPDATE EXCLUSIVE MODE")
        begin = database.reading if database.is_sqlite else database.transaction
        async with begin() as transaction:
            await transaction.connection.execute(busy)
            assert (await close(client, room, facilitator))["phone_ballots"] == 1
            assert not await database.sweep(SWEPT, seconds=0.1)
        assert await database.sweep(SWEPT, seconds=20)

    async def test_it_is_for_good(self, client, room, facilitator):
        await close(client, room, facilitator)
        response = await room.change(client, facilitator, {"state": "open"})
        assert told(response) == (409, "ballot_stays_closed")

    async def test_a_tie_is_told_in_words(self, client, room, facilitator):
        await room.vote(client, {"own-1": 1, "own-2": 1})
        headers = facilitator | {"accept-language": "de"}
        result = await close(client, room, headers)
        assert result["text"] == "„Lotsenstelle“ und „Sprachcafé“ haben die meisten Punkte: je einen."
        (tie,) = result["ties"]
        assert tie["keys"] == ["own-1", "own-2"]
        assert "entscheidet der Raum" in tie["text"]

    async def test_nobody_overwrites_what_they_have_not_seen(self, client, room, facilitator):
        seen = (await client.get(room.path, headers=facilitator)).headers["etag"]
        matching = facilitator | {"if-match": seen}
        changed = await client.patch(room.path, json={"title": "Und jetzt?"}, headers=matching)
        assert (changed.status_code, changed.json()["title"]) == (200, "Und jetzt?")
        assert changed.headers["etag"] != seen
        assert told(await client.patch(room.path, json=CLOSE, headers=matching)) == (412, "revision_differs")
        assert told(await client.patch(room.path, json=CLOSE, headers=facilitator)) == (428, "revision_missing")
        assert changed.headers["etag"] == f'"{changed.json()["revision"]}"'
        same = await room.change(client, facilitator, {"state": "open"})
        assert same.headers["etag"] == changed.headers["etag"]

    async def test_the_question_stays_once_somebody_has_answered_it(self, client, round_, facilitator):
        other = {"title": "Was zuletzt?"}
        for answer in ("vote", "paper", "closing"):
            room = await open_room(client, round_, facilitator)
            assert (await room.change(client, facilitator, {"title": "Was?"})).status_code == 200
            if answer == "vote":
                await room.vote(client, {})
            else:
                change = CLOSE if answer == "closing" else {"paper": {"ballots": 1}}
                assert (await room.change(client, facilitator, change)).status_code == 200
            assert told(await room.change(client, facilitator, other)) == (409, "ballot_title_stays")
            same = await room.change(client, facilitator, {"title": "Was?", "people": 9})
            assert (same.status_code, same.json()["title"]) == (200, "Was?")

    async def test_one_that_is_not_there(self, client, round_, facilitator):
        path = f"/v1/rounds/{round_.id}/ballots/{uuid.uuid4()}"
        assert told(await client.get(path, headers=facilitator)) == (404, "unknown_ballot")
        assert told(await client.patch(path, json=CLOSE, headers=facilitator)) == (404, "unknown_ballot")

    async def test_the_trail_has_what_facilitators_did_and_nothing_of_voters(self, client, room, facilitator, database):
        await room.vote(client, {"own-1": 1})
        await room.change(client, facilitator, {"paper": {"ballots": 1}})
        await close(client, room, facilitator)
        async with database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=9)
        names = [event.event for event in events if event.event.startswith("ballot")]
        assert sorted(names) == ["ballot_changed", "ballot_closed", "ballot_opened"]
        assert not [event for event in events if event.actor == "respondent"]


async def test_closing_while_people_vote_counts_each_accepted_vote(client, round_, facilitator):
    room = await open_room(client, round_, facilitator, people=40)
    voting = [asyncio.create_task(room.vote(client, {"own-1": 1})) for _ in range(20)]
    await asyncio.sleep(0)
    result = await close(client, room, facilitator)
    replies = [await each for each in voting]
    accepted = sum(each.status_code == 201 for each in replies)
    assert {told(each) for each in replies if each.status_code != 201} <= {(409, "ballot_closed")}
    assert (counted(result)["own-1"][2], result["phone_ballots"]) == (accepted, accepted)
