"""Slips and ballots on paper: codes that nobody has to copy, printed once and stored nowhere."""

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots
from selfcheck_service.storage.reach import EVERYWHERE
from tests.voting import close, count, open_room, released_round, told

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url, public_url="https://check.example", root_path="/selbst")


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
    return await open_room(client, round_, facilitator, code_kind="slips", people=13)


def read(response):
    """The text of each page of a document."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]


async def print_slips(client, room, facilitator, tag=None, language="de"):
    headers = facilitator | {"accept-language": language}
    if tag is not None:
        headers["if-match"] = tag
    return await client.post(f"{room.path}/slips.pdf", headers=headers)


async def tag_of(client, room, facilitator):
    return (await client.get(room.path, headers=facilitator)).headers["etag"]


class TestSlips:
    async def test_each_has_a_code_that_is_good_for_one_vote(self, client, room, facilitator):
        printed = await print_slips(client, room, facilitator, await tag_of(client, room, facilitator))
        pages = read(printed)
        assert len(pages) == 2
        codes = [code for page in pages for code in CODE.findall(page)]
        assert len(set(codes)) == len(codes) == 13
        for code in codes:
            headers = {"selfcheck-ballot-code": code}
            assert (await room.vote(client, {"own-1": 1}, headers=headers)).status_code == 201
            assert told(await room.vote(client, {"own-1": 1}, headers=headers)) == (409, "slip_used")
        assert (await close(client, room, facilitator))["phone_ballots"] == 13

    async def test_it_says_what_is_asked_and_where(self, client, room, facilitator):
        (page, _) = read(await print_slips(client, room, facilitator, "*"))
        text = " ".join(page.split()).replace("\u200b", "")
        assert text.count("Was zuerst?") == 10
        assert "check.example/selbst/vote" in text
        assert "2 Punkte, höchstens einer je Zeile." in text
        english = read(await print_slips(client, room, facilitator, "*", "en"))[0]
        assert "Good for one vote." in english

    async def test_new_ones_put_an_end_to_those_of_before(self, client, room, facilitator, database):
        before = await tag_of(client, room, facilitator)
        first = await print_slips(client, room, facilitator, before)
        assert first.headers["etag"] == await tag_of(client, room, facilitator) != before
        second = await print_slips(client, room, facilitator, first.headers["etag"])
        old, new = (CODE.findall(read(each)[0])[0] for each in (first, second))
        for code in (room.opened["slips"][0], old):
            refused = await room.vote(client, {}, headers={"selfcheck-ballot-code": code})
            assert told(refused) == (401, "ballot_code_not_accepted")
        assert (await room.vote(client, {}, headers={"selfcheck-ballot-code": new})).status_code == 201
        assert await count(database, ballot_slips) == 13

    async def test_nobody_puts_an_end_to_slips_they_do_not_know_of(self, client, room, facilitator):
        seen = await tag_of(client, room, facilitator)
        assert told(await print_slips(client, room, facilitator)) == (428, "revision_missing")
        assert (await print_slips(client, room, facilitator, seen)).status_code == 200
        assert told(await print_slips(client, room, facilitator, seen)) == (412, "revision_differs")

    async def test_once_somebody_has_voted_they_stay(self, client, room, facilitator):
        await room.vote(client, {}, headers=room.slip(0))
        assert told(await print_slips(client, room, facilitator, "*")) == (409, "ballot_slips_in_use")
        await close(client, room, facilitator)
        assert told(await print_slips(client, room, facilitator, "*")) == (409, "ballot_slips_in_use")

    async def test_a_shared_code_has_none(self, client, round_, facilitator):
        room = await open_room(client, round_, facilitator)
        assert told(await print_slips(client, room, facilitator, "*")) == (409, "ballot_shares_a_code")
        assert room.opened["links"]["new_slips"] is None

    async def test_codes_stand_on_the_paper_and_nowhere_else(self, client, room, facilitator, database):
        page = read(await print_slips(client, room, facilitator, "*"))[0]
        async with database.reading() as transaction:
            rows = [(await transaction.connection.execute(select(table))).all() for table in (ballots, ballot_slips)]
            events = await list_events(transaction, EVERYWHERE, limit=9)
        stored = repr((rows, events))
        for code in CODE.findall(page):
            assert code not in stored
            assert code.replace("-", "") not in stored
        assert [each.details["people"] for each in events if each.event == "ballot_slips_printed"] == [13]

    async def test_one_that_is_not_there(self, client, round_, facilitator, room):
        for name, send in (("slips.pdf", client.post), ("paper.pdf", client.get)):
            nowhere = f"/v1/rounds/{round_.id}/ballots/{round_.id}/{name}"
            assert told(await send(nowhere, headers=facilitator | {"if-match": "*"})) == (404, "unknown_ballot")


class TestPaper:
    async def test_it_has_the_options_and_a_sheet_to_count(self, client, room, facilitator):
        headers = facilitator | {"accept-language": "de"}
        printed = await client.get(f"{room.path}/paper.pdf", headers=headers)
        text = "\n".join(read(printed))
        for said in ("Was zuerst?", "Lotsenstelle", "Sprachcafé", "Leitbild", "Sie haben 2 Punkte.", "Auszählen:"):
            assert said in text
        again = await client.get(f"{room.path}/paper.pdf", headers=headers)
        assert again.content == printed.content
        assert printed.headers["content-disposition"] == 'attachment; filename="ballot-paper-de.pdf"'


class TestLinks:
    async def test_they_lead_on(self, client, room, facilitator):
        path = f"/selbst{room.path}"
        assert room.opened["links"] == {
            "sheet": f"{path}/sheet",
            "votes": f"{path}/votes",
            "new_slips": f"{path}/slips.pdf",
            "paper": f"{path}/paper.pdf",
            "page": "https://check.example/selbst/vote",
        }
        sheet = (await room.sheet(client, room.slip(0))).json()
        assert sheet["links"] == {"sheet": f"{path}/sheet", "votes": f"{path}/votes"}
        assert sheet["round"] == room.opened["round"]
