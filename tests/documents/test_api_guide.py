"""What the API guide shows works, and what the operator's guide says of a schema that is too old is true."""

import json
import re

import httpx

from selfcheck_service.app import create_app
from selfcheck_service.catalogue import read_document
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.checkout import CHECKOUT
from tests.fixtures import NOW

GUIDE = (CHECKOUT / "docs" / "api.md").read_text(encoding="utf-8")


def bodies() -> list[dict[str, object]]:
    shown = re.findall(r"```json\n(.*?)```", GUIDE, flags=re.DOTALL)
    sent = re.findall(r"-d '\s*(\{.*?\})'", GUIDE, flags=re.DOTALL)
    return [json.loads(each) for each in [*shown, *sent]]


async def test_every_request_of_the_guide_is_answered(app, client):
    document = read_document(CHECKOUT / "questionnaires" / "weltoffene-kommune" / "0.1.0")
    await publish_questionnaire(app.state.context.database, document.data, now=NOW)
    found = [body for body in bodies() if "answers" in body]
    assert len(found) == 2
    for body in found:
        response = await client.post("/v1/evaluations", json=body)
        assert response.status_code == 200, response.text


async def test_the_municipality_of_the_guide_can_be_registered(client, make_key):
    (body,) = [body for body in bodies() if "official_key" in body]
    response = await client.post("/v1/municipalities", json=body, headers=await make_key("facilitator"))
    assert response.status_code == 201, response.text


async def test_a_schema_that_is_too_old_is_unavailable_and_no_failure(postgres_url):
    app = create_app(Settings.load(database_url=postgres_url, anonymous_evaluations=True))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client,
    ):
        for path in ("/readyz", "/v1/questionnaires", "/v1/questionnaires/a/versions/1.0.0"):
            assert (await client.get(path)).status_code == 503, path
        body = {"questionnaire": "a", "version": "1.0.0", "answers": {}}
        assert (await client.post("/v1/evaluations", json=body)).status_code == 503
