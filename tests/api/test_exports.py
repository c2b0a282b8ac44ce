"""Exports over HTTP: what a release says, as files."""

import asyncio
import csv
import dataclasses
import hashlib
import io
import uuid

import msgspec
import openpyxl
import pytest

from selfcheck_service.core.releases import canonical_release, read_release, release_hash
from selfcheck_service.core.releases.document import RatingFigures
from selfcheck_service.reports.file_names import in_plain_letters
from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import add_release, find_release
from tests.api.test_releases import closed_by_members, told
from tests.sealing.answered import closed_round

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
async def released(client, database, facilitator):
    """The path of the release of a confidential round of twelve, and the release."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}/releases"
    sealed = await client.post(path, headers=facilitator)
    return f"{path}/1", read_release(sealed.content)


def rows_of(response, delimiter=","):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


class TestCsv:
    async def test_it_is_a_file_with_a_name(self, client, facilitator, released):
        path, release = released
        response = await client.get(f"{path}.csv?language=de", headers=facilitator)
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
        round_ = (await client.get(path.split("/releases")[0], headers=facilitator)).json()
        place = (await client.get(f"/v1/municipalities/{round_['municipality']}", headers=facilitator)).json()["name"]
        named = f"{in_plain_letters(place)}-{in_plain_letters(round_['title'])}"
        name = f"{named}-{release.closed_on}-{release.round[-8:]}-1-de.csv"
        assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert response.headers["content-language"] == "de"
        assert response.headers["cache-control"] == "private, no-store"
        shown = {row["figure"]: row["text"] for row in rows_of(response) if row["part"] == "round"}
        assert (shown["municipality"], shown["round_title"]) == (place, round_["title"])
        sealed = await client.get(path, headers=facilitator)
        assert shown["release_hash"] == hashlib.sha256(sealed.content).hexdigest()

    async def test_what_german_excel_wants_is_there_on_request(self, client, facilitator, released):
        path, _ = released
        plain = await client.get(f"{path}.csv?language=de", headers=facilitator)
        asked = await client.get(f"{path}.csv?language=de&bom=true&delimiter=semicolon", headers=facilitator)
        assert asked.content.startswith(b"\xef\xbb\xbf")
        assert not plain.content.startswith(b"\xef\xbb\xbf")
        for one, other in zip(rows_of(plain), rows_of(asked, ";"), strict=True):
            assert one["lowest"] == other["lowest"].replace(",", ".")

    async def test_who_has_it_gets_nothing_more(self, client, facilitator, released):
        path, _ = released
        tag = (await client.get(f"{path}.csv", headers=facilitator)).headers["etag"]
        again = await client.get(f"{path}.csv", headers={**facilitator, "if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        other = await client.get(f"{path}.csv?delimiter=semicolon", headers={**facilitator, "if-none-match": tag})
        assert other.status_code == 200

    @pytest.mark.parametrize(
        "query", ["language=tlh", "delimiter=tab", "bom=maybe", "bom=1", "bom=yes", "x=1", "language=de&language=en"]
    )
    async def test_wishes_that_cannot_be_met_are_refused(self, client, facilitator, released, query):
        assert told(await client.get(f"{released[0]}.csv?{query}", headers=facilitator)) == (422, "invalid_input")

    @pytest.mark.parametrize(
        ("query", "possible"),
        [("language=tlh", "de, en"), ("delimiter=tab", "comma, semicolon"), ("bom=1", "true, false")],
    )
    async def test_a_refusal_says_what_is_possible(self, client, facilitator, released, query, possible):
        answer = await client.get(f"{released[0]}.csv?{query}", headers={**facilitator, "accept-language": "de"})
        (error,) = answer.json()["errors"]
        assert error["parameter"] == query.split("=")[0]
        assert f"möglich: {possible}" in error["message"]

    @pytest.mark.parametrize("number", ["01", "1.0", "+1", "1_0"])
    @pytest.mark.parametrize("ending", ["", ".csv", ".xlsx", f"/comparison?earlier_round={uuid.UUID(int=1)}"])
    async def test_a_number_has_one_way_to_be_written(self, client, facilitator, released, number, ending):
        path = f"{released[0].removesuffix('1')}{number}{ending}"
        assert told(await client.get(path, headers=facilitator)) == (404, "unknown_path")

    async def test_a_round_without_a_release_has_none(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        for ending in ("csv", "xlsx"):
            path = f"/v1/rounds/{round_.id}/releases/1.{ending}"
            assert told(await client.get(path, headers=facilitator)) == (404, "unknown_release")


class TestWorkbook:
    async def test_another_program_opens_it(self, client, facilitator, released):
        path, release = released
        response = await client.get(f"{path}.xlsx", headers={**facilitator, "accept-language": "en"})
        assert (response.status_code, response.headers["content-type"]) == (200, XLSX)
        assert response.headers["content-language"] == "en"
        assert response.headers["content-disposition"].endswith('-1-en.xlsx"')
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        assert book.sheetnames[0] == "Overview"
        values = {str(row[0].value): row[1].value for row in book["Overview"].iter_rows(max_col=2)}
        assert values["People"] == release.n == 12

    async def test_an_open_round_shows_its_members(self, client, database, facilitator):
        round_, _ = await closed_by_members(database, client)
        path = f"/v1/rounds/{round_.id}/releases"
        assert (await client.post(path, headers=facilitator)).status_code == 201
        response = await client.get(f"{path}/1.xlsx?language=de", headers=facilitator)
        page = openpyxl.load_workbook(io.BytesIO(response.content))["Einschätzungen"]
        heads = [str(cell.value).split(" (")[0] for cell in page[4]]
        assert (heads[:2], set(heads[2:])) == (["Frage", "Themenfeld"], {"Person 0", "Person 1"})


async def test_others_are_answered_while_a_large_one_is_written(client, database, facilitator, released):
    path, release = released
    many = [RatingFigures(f"Person {number}", "office", {"leadership": 2}) for number in range(10_000)]
    document = canonical_release(msgspec.structs.replace(release, ratings=tuple(many)))
    async with database.transaction() as transaction:
        stored = await find_release(transaction, uuid.UUID(release.round), 1)
        assert stored is not None
        large = dataclasses.replace(stored, number=2, release_hash=release_hash(document), document=document)
        await add_release(transaction, large)
    writing = asyncio.create_task(client.get(f"{path[:-1]}2.csv", headers=facilitator))
    turns = 0
    while not writing.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert (await writing).status_code == 200
    # Written in the loop it would give others three or four turns.
    assert turns > 12


async def test_the_trail_says_who_exported_what(client, database, facilitator, released):
    path, release = released
    for ending in ("csv", "xlsx"):
        assert (await client.get(f"{path}.{ending}", headers=facilitator)).status_code == 200
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    found = [event for event in events if event.event == "round_exported"]
    assert [event.details for event in found if event.details["form"] == "csv"] == [{"number": 1, "form": "csv"}]
    assert {(str(event.round_id), str(event.details["form"])) for event in found} == {
        (release.round, "csv"),
        (release.round, "xlsx"),
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_who_asks_for_the_head_alone_has_exported_nothing(client, database, facilitator, released, ending):
    path = f"{released[0]}.{ending}"
    head = await client.head(path, headers=facilitator)
    assert (head.status_code, head.content) == (200, b"")
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    assert [event for event in events if event.event == "round_exported"] == []
    assert (await client.get(path, headers=facilitator)).headers["etag"] == head.headers["etag"]


class TestDemo:
    @pytest.fixture
    def settings(self, database_url) -> Settings:
        return Settings.load(database_url=database_url, demo=True)

    async def test_its_exports_say_that_all_is_made_up(self, client, facilitator, released):
        path, _ = released
        table = await client.get(f"{path}.csv?language=de", headers=facilitator)
        assert rows_of(table)[0]["figure"] == "made_up"
        assert 'filename="demo-' in table.headers["content-disposition"]
        book = await client.get(f"{path}.xlsx?language=de", headers=facilitator)
        first = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
        assert "Erfundene Daten" in str(first["A1"].value)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_who_has_it_already_has_exported_nothing_more(client, database, facilitator, released, ending):
    path = f"{released[0]}.{ending}"
    tag = (await client.get(path, headers=facilitator)).headers["etag"]
    assert (await client.get(path, headers={**facilitator, "if-none-match": tag})).status_code == 304
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    assert [event.details["form"] for event in events if event.event == "round_exported"] == [ending]
