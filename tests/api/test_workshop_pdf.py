"""The papers of a workshop as PDF over HTTP: who gets them, what they are called, and what the trail says."""

import hashlib
import re

import pytest

from selfcheck_service.reports.pdf import PrintersBusy
from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases import briefing
from tests.api.test_releases import told
from tests.reports.pdf.opened import opened, text_of
from tests.sealing.answered import closed_round

PAPERS = {
    "workshop-brief.pdf": ("", "brief_pdf", "Unterlage für den Workshop"),
    "workshop-brief/cards.pdf": ("-cards", "brief_cards", "zur Seite legen"),
    "workshop-brief/ballots.pdf": ("-ballots", "brief_ballots", "Stimmzettel und Zählblätter"),
    "workshop-brief/measure-sheets.pdf": ("-measure-sheets", "brief_measure_sheets", "Zuständig*"),
}


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
    """The path of the release of a confidential round of twelve."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}/releases"
    assert (await client.post(path, headers=facilitator)).status_code == 201
    return f"{path}/1"


@pytest.mark.parametrize("paper", PAPERS)
async def test_a_paper_is_a_file_in_the_language_that_is_asked_for(client, facilitator, database, released, paper):
    ending, form, words = PAPERS[paper]
    response = await client.get(f"{released}/{paper}?language=de&kind=full_day&people=23", headers=facilitator)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
    assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["content-language"] == "de"
    name = response.headers["content-disposition"]
    assert name.startswith('attachment; filename="')
    assert name.endswith(f'-1-workshop-full-day-de{ending}.pdf"')
    assert words in text_of(response.content)
    root = opened(response.content).trailer["/Root"]
    assert root["/Lang"] == "de"  # type: ignore[index] # a file without a root fails, too
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    assert [event.details["form"] for event in events if event.event == "round_exported"] == [form]


@pytest.mark.parametrize("paper", PAPERS)
async def test_the_same_request_has_the_same_bytes_and_who_has_them_gets_nothing(client, facilitator, released, paper):
    first, second = [await client.get(f"{released}/{paper}", headers=facilitator) for _ in range(2)]
    assert first.content == second.content
    tag = first.headers["etag"]
    again = await client.get(f"{released}/{paper}", headers={**facilitator, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


async def test_whoever_only_looks_takes_nothing_with_them(client, facilitator, database, released):
    assert (await client.head(f"{released}/workshop-brief.pdf", headers=facilitator)).status_code == 200
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    assert "round_exported" not in {event.event for event in events}


async def test_the_brief_is_pdf_by_accept_too(client, facilitator, released):
    file = await client.get(f"{released}/workshop-brief.pdf?language=de", headers=facilitator)
    asked = {**facilitator, "accept": "application/pdf"}
    assert (await client.get(f"{released}/workshop-brief?language=de", headers=asked)).content == file.content


async def test_the_pages_follow_the_wishes(client, facilitator, released):
    texts = [
        text_of((await client.get(f"{released}/workshop-brief.pdf?{query}", headers=facilitator)).content)
        for query in ("language=en&kind=online&people=5", "language=en&kind=two_parts&people=60")
    ]
    assert "90 minutes, 5 people" in texts[0]
    assert "Municipality" in texts[0]
    # A figure that is exact has one decimal too.
    assert not re.search(r"\d[.,]\d\d\d", texts[0])
    assert "300 minutes, 60 people" in texts[1]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("query", ["language=tlh", "kind=week", "people=4", "x=1"])
async def test_wishes_that_cannot_be_met_are_refused(client, facilitator, released, paper, query):
    assert told(await client.get(f"{released}/{paper}?{query}", headers=facilitator)) == (422, "invalid_input")


async def test_where_there_is_no_release_there_is_no_paper(client, facilitator, released):
    path = f"{released.removesuffix('1')}2/workshop-brief.pdf"
    assert told(await client.get(path, headers=facilitator)) == (404, "unknown_release")
    other = await client.get(f"{released}/workshop-brief/songs.pdf", headers=facilitator)
    assert other.status_code == 404


async def test_where_too_many_documents_wait_the_caller_is_told_to_try_again(
    client, facilitator, released, monkeypatch
):
    async def busy(job):
        raise PrintersBusy("too many documents wait")

    monkeypatch.setattr(briefing, "make_pdf_aside", busy)
    response = await client.get(f"{released}/workshop-brief.pdf", headers=facilitator)
    assert told(response) == (503, "overloaded")
    assert int(response.headers["retry-after"]) >= 1
