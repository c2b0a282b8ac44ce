"""Answers in, an evaluation on paper out, nothing stored."""

import asyncio
import copy
from threading import current_thread
from typing import Any

import pytest
from sqlalchemy import func, select

from selfcheck_service.api import examples
from selfcheck_service.reports.individual import individual_sheet
from selfcheck_service.settings import Settings
from selfcheck_service.storage.tables import metadata
from selfcheck_service.use_cases import individual
from tests.databases import copy_of
from tests.reports.pdf.opened import alternatives_of, opened, tags_of, text_of

PATH = "/v1/evaluations.pdf"


def a_request(**changes) -> dict[str, Any]:
    return copy.deepcopy(examples.ANSWERS) | changes


@pytest.fixture(autouse=True)
def _published(published):
    return published


async def test_it_says_in_words_what_the_evaluation_says(client):
    found = (await client.post("/v1/evaluations", json=a_request(language="en"))).json()
    response = await client.post(PATH, json=a_request(language="en"))
    assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
    assert response.headers["content-disposition"] == 'attachment; filename="beispiel-evaluation-en.pdf"'
    text = text_of(response.content)
    for field in found["fields"]:
        assert field["title"] in text
        assert f"{field['score']:g}" in text
    assert "The service has stored none of them." in text
    root: Any = opened(response.content).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert {"H1", "H2", "Table", "TH"} <= set(tags_of(response.content))
    assert all("on the scale from" in each for each in alternatives_of(response.content))


async def test_the_same_answers_make_the_same_bytes_and_other_languages_others(client):
    first, again = [await client.post(PATH, json=a_request()) for _ in range(2)]
    assert first.content == again.content
    open_body = {name: value for name, value in a_request().items() if name != "language"}
    english, german = [
        await client.post(PATH, json=open_body, headers={"accept-language": each}) for each in ("en", "de")
    ]
    assert [each.headers["content-language"] for each in (english, german)] == ["en", "de"]
    assert english.content != german.content


async def test_nobody_may_keep_it_and_nothing_is_stored(client, app):
    async def counts():
        async with app.state.context.database.reading() as transaction:
            rows = [
                (await transaction.connection.execute(select(func.count()).select_from(each))).scalar()
                for each in tables
            ]
        return dict(zip((each.name for each in tables), rows, strict=True))

    tables = metadata.sorted_tables
    before = await counts()
    response = await client.post(PATH, json=a_request())
    assert response.headers["cache-control"] == "private, no-store"
    assert await counts() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"answers": {"leadership": 9}}, 422, "answers_invalid"),
        ({"version": "9.9.9"}, 404, "unknown_version"),
        ({"language": "xx"}, 422, "answers_invalid"),
    ],
)
async def test_what_cannot_be_evaluated_is_refused_as_elsewhere(client, body, status, code):
    elsewhere = await client.post("/v1/evaluations", json=a_request(**body))
    response = await client.post(PATH, json=a_request(**body))
    assert response.status_code == elsewhere.status_code == status
    assert response.json()["code"] == elsewhere.json()["code"]
    assert response.json().get("errors") == elsewhere.json().get("errors")


async def test_others_are_answered_meanwhile(client, monkeypatch):
    threads = []

    def noting(*given: Any, **named: Any) -> Any:
        threads.append(current_thread())
        return individual_sheet(*given, **named)

    monkeypatch.setattr(individual, "individual_sheet", noting)
    assert (await client.post(PATH, json=a_request())).status_code == 200
    sent = await asyncio.gather(client.post(PATH, json=a_request()), client.get("/v1/questionnaires"))
    assert [each.status_code for each in sent] == [200, 200]
    assert current_thread() not in threads


class TestClosed:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), anonymous_evaluations=False)

    async def test_it_needs_the_same_key(self, client, author, make_key):
        assert (await client.post(PATH, json=a_request())).status_code == 401
        assert (await client.post(PATH, json=a_request(), headers=author)).status_code == 403
        assert (await client.post(PATH, json=a_request(), headers=await make_key("service"))).status_code == 200
