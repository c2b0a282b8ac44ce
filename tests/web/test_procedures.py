"""The page of procedures, and the way to it."""

import pytest
from fastapi import FastAPI

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_procedure, a_questionnaire, a_suggestion, an_item
from tests.fixtures import NOW
from tests.web.reading import read, word

PATH = "/questionnaires/walks/1.0.0"


def with_a_walk():
    walk = a_procedure(
        "walk",
        group_size="[4, 9]",
        minutes=60,
        roles=[{"key": "guide", "title": "Guide", "text": "Knows the way."}],
        steps=[
            {"key": "begin", "title": "Begin", "text": "Say why.", "minutes": 10},
            {"key": "go", "title": "Go", "minutes": 50},
        ],
        material="A map.",
        sources=["map"],
    )
    offered = a_suggestion("out", procedures=["walk"], when={"item": "a", "points": {"at_most": 4}})
    sources = [{"key": "map", "title": "Maps of towns", "url": "https://example.org/maps", "as_of": "2026-01"}]
    field = a_field("f", an_item("a"), suggestions=[offered])
    kinds = [{"key": "step", "title": "Step"}]
    return a_questionnaire(field, procedures=[walk], sources=sources, suggestion_types=kinds, key="walks")


@pytest.fixture
async def walks(app: FastAPI, pages):
    await publish_questionnaire(app.state.context.database, with_a_walk(), now=NOW)
    return pages


async def test_a_suggestion_leads_to_how_it_is_done(walks):
    page = read((await walks.post(f"{PATH}/evaluation", data={"answer.a": "1"})).text)
    link = next(each for each in page.all("a") if "procedures#" in each.attributes["href"])
    address, _, target = link.attributes["href"].partition("#")
    shown = read((await walks.get(address)).text).one("article", id=target)
    assert word("suggestion.beside") in link.text
    for said in ("4 bis 9 Menschen", "60 Minuten", "Guide : Knows the way.", "Begin (10 Minuten) Say why.", "A map."):
        assert said in shown.text
    assert [each.attributes["href"] for each in shown.all("a")] == ["https://example.org/maps"]


async def test_the_page_is_there_in_each_language(walks):
    response = await walks.get(f"{PATH}/procedures", params={"language": "en"})
    assert "4 to 9 people" in read(response.text).text
    assert response.headers["content-language"] == "en"


async def test_without_procedures_there_is_no_page(app: FastAPI, walks):
    document = a_questionnaire(a_field("f", an_item("a")), key="still")
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    assert (await walks.get("/questionnaires/still/1.0.0/procedures")).status_code == 404
    assert (await walks.get("/questionnaires/nowhere/1.0.0/procedures")).status_code == 404
