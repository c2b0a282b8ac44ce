"""Ballots over HTTP: opened by a facilitator, voted on by whoever has the code, counted once and for good."""

import asyncio
import uuid

import pytest
from sqlalchemy import select, text

from selfcheck_service.settings import Settings
from selfcheck_service.storage import database as database_module
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots, votes
from selfcheck_service.storage.ballots import SWEPT
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases import ballot_ends
from tests.sealing.answered import closed_round
from tests.sealing.test_sealing import transactions_on_disk
from tests.voting import CLOSE, THREE, close, count, counted, faults, holding, open_room, released_round, told


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
        monkeypatch.setattr(ballot_ends, "_SWEEP_SECONDS", 0.1)
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
