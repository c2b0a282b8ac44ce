"""Papers for privacy over HTTP: drafts for whoever runs the round, as data or as Markdown, in two languages."""

import uuid
from datetime import UTC, datetime

import pytest

from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.reports.privacy.papers import PAPERS
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.rounds import a_body, add_municipality, perspectives_version

PATH = "/v1/rounds"


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url, guest_rounds=True)


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def papers(app, client, facilitator, published):
    """The address of the papers of a round that two perspectives answer."""
    database = app.state.context.database
    await publish_questionnaire(database, perspectives_version(), now=datetime.now(UTC))
    town = await add_municipality(database, name="<Muster>*stadt*")
    members = {"version": "1.1.0", "perspectives": ["staff", "council"], "title": "[Rat](http://x) <b>"}
    times = {"opens_at": "2026-11-01T08:00:00+01:00", "closes_at": "2027-01-31T22:30:00Z", "retention_days": 28}
    made = (await client.post(PATH, json=a_body(town, **members, **times), headers=facilitator)).json()
    return f"{PATH}/{made['id']}/papers"


@pytest.mark.parametrize("name", PAPERS)
async def test_a_paper_is_made_from_the_round(client, facilitator, papers, name):
    response = await client.get(f"{papers}/{name}?language=en", headers=facilitator)
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "private, no-store"
    paper = response.json()
    assert (paper["name"], paper["language"]) == (name, "en")
    assert paper["title"].endswith("[Rat](http://x) <b>")
    text = response.text
    assert "<Muster>*stadt*" in text
    # 22:30 in UTC is the last hour of the day in Berlin.
    assert spoken_day(datetime(2027, 2, 28).date(), "en") in text  # noqa: DTZ001 - a day has no zone
    assert all(f"[please complete: {blank}]" in text for blank in paper["to_complete"])
    assert all(section.keys() == {"heading", "paragraphs", "points"} for section in paper["sections"])


async def test_it_is_the_same_as_markdown_in_which_titles_stay_text(client, facilitator, papers):
    response = await client.get(f"{papers}/privacy-notice.md?language=de", headers=facilitator)
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    title = "\\[Rat\\](http://x) \\<b\\>"
    assert response.text.startswith(f"# Datenschutzinformation nach Art. 13 DSGVO: {title}\n")
    assert "\\<Muster\\>\\*stadt\\*" in response.text
    paper = (await client.get(f"{papers}/privacy-notice?language=de", headers=facilitator)).json()
    headings = [line.removeprefix("## ") for line in response.text.splitlines() if line.startswith("## ")]
    assert headings == [section["heading"].replace("*", r"\*") for section in paper["sections"]]


@pytest.mark.parametrize(
    ("asked", "accepted", "spoken"),
    [
        ("", "en", "en"),
        (".md", "de", "de"),
        ("?language=de", "en", "de"),
        (".md?language=en", "de", "en"),
        ("", "fr", "de"),
        (".md?language=en", "", "en"),
    ],
)
async def test_the_language_asked_for_wins(client, facilitator, papers, *, asked, accepted, spoken):
    headers = facilitator | {"accept-language": accepted}
    response = await client.get(f"{papers}/record-of-processing{asked}", headers=headers)
    assert response.headers["content-language"] == spoken
    assert response.headers["vary"] == "accept-language"
    assert ("Art. 30 Abs. 1 DSGVO" in response.text) == (spoken == "de")


@pytest.mark.parametrize("name", ["contract", "privacy-notice.pdf", "privacy-notice.md.md", ".md", "Privacy-Notice"])
async def test_there_are_no_other_papers(client, facilitator, papers, name):
    response = await client.get(f"{papers}/{name}", headers=facilitator)
    assert (response.status_code, response.json()["code"]) == (404, "unknown_path")


async def test_a_round_out_of_reach_has_none(client, make_key, papers):
    elsewhere = await make_key("facilitator", municipalities=frozenset({str(uuid.uuid4())}))
    for path in (papers, f"{PATH}/{uuid.uuid4()}/papers"):
        response = await client.get(f"{path}/privacy-notice", headers=elsewhere)
        assert (response.status_code, response.json()["code"]) == (404, "unknown_round")


@pytest.mark.parametrize("query", ["language=fr", "language=", "language=de-simple", "format=md"])
async def test_a_parameter_that_cannot_be_is_refused(client, facilitator, papers, query):
    assert (await client.get(f"{papers}/privacy-notice?{query}", headers=facilitator)).status_code == 422


async def test_a_guest_round_names_nobody_as_responsible(client, published):
    made = (await client.post(f"{PATH}/guest", json={"questionnaire": "beispiel"})).json()
    headers = {"authorization": f"Bearer {made['facilitator_key']}"}
    path = f"{PATH}/{made['round']['id']}/papers/privacy-notice?language=de"
    paper = (await client.get(path, headers=headers)).json()
    assert paper["to_complete"][0] == "Name der verantwortlichen Stelle"
    gone = datetime.fromisoformat(made["round"]["erase_on"]).date()
    assert f"Am {spoken_day(gone, 'de')} wird er mit allem gelöscht" in str(paper["sections"])
