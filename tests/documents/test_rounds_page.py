"""What docs/rounds.md shows is sent, one exchange after the other, and answered as it says."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from selfcheck_service.api.openapi import api_routes
from selfcheck_service.catalogue import read_document
from selfcheck_service.core.rounds.advice import _MESSAGES
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.checkout import CHECKOUT
from tests.fixtures import NOW
from tests.rounds import add_municipality

PAGE = (CHECKOUT / "docs" / "rounds.md").read_text(encoding="utf-8")
EXCHANGES = [each.strip().split("\n\n") for each in re.findall(r"```http\n(.*?)```", PAGE, flags=re.DOTALL)]


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url, guest_rounds=True)


async def test_the_page_can_be_followed(app, client, make_key):
    database = app.state.context.database
    document = read_document(CHECKOUT / "questionnaires" / "weltoffene-kommune" / "0.1.0")
    await publish_questionnaire(database, document.data, now=NOW)
    now = datetime.now(UTC)
    known: dict[str, Any] = {
        "municipality": await add_municipality(database),
        "key": (await make_key("facilitator"))["authorization"].removeprefix("Bearer "),
        "opens_at": (now - timedelta(hours=1)).isoformat(),
        "closes_at": (now + timedelta(days=20)).isoformat(),
        "later": (now + timedelta(days=30)).isoformat(),
    }
    for head, *body, expected in EXCHANGES:
        request, *headers = filled(head, known).splitlines()
        method, path = request.split()
        given = dict(line.split(": ", 1) for line in headers)
        if body:
            given["Content-Type"] = "application/json"
        response = await client.request(method, path, headers=given, content=filled("".join(body), known))
        status, _, kept = expected.partition(" ")
        assert (request, response.status_code) == (request, int(status)), response.text
        for name, place in re.findall(r"(\w+) = ([\w.]+)", kept):
            known[name] = found_at(response.json(), place)


async def test_it_shows_every_operation_on_rounds(app):
    shown = {re.sub(r"\{\w+\}", "{}", head.splitlines()[0].split("?")[0]) for head, *_ in EXCHANGES}
    facilitators = {
        f"{method} {re.sub(r'{[a-z_]+}', '{}', route.path)}"
        for route in api_routes(app)
        for method in route.methods or ()
        if "rounds" in route.tags and route.path.startswith("/v1/rounds")
    }
    # To read one round needs no example beside all of these.
    assert facilitators - shown == {"GET /v1/rounds/{}"}


def test_it_explains_every_advice():
    assert [key for key in _MESSAGES if f"`{key}`" not in PAGE] == []


def filled(text: str, known: dict[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), text)


def found_at(document: Any, place: str) -> Any:
    for part in place.split("."):
        document = document[int(part) if part.isdecimal() else part]
    return document
