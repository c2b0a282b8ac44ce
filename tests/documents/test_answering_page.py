"""What docs/answering.md shows is sent, one exchange after the other, and answered as it says."""

import re
from typing import Any

import pytest

from selfcheck_service.settings import Settings
from tests.answering import invite_people, make_round
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "answering.md").read_text(encoding="utf-8")
EXCHANGES = re.findall(r"```http\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


async def test_the_page_can_be_followed(app, client):
    database = app.state.context.database
    (person,) = await invite_people(database, await make_round(database))
    known: dict[str, Any] = {
        "round": person.round.id,
        "response": person.id,
        "code": person.code,
        "secret": person.secret,
    }
    for exchange in EXCHANGES:
        *sent, expected = exchange.strip().split("\n\n")
        head, *body = sent
        request, *headers = _filled(head, known).splitlines()
        method, path = request.split()
        given = dict(line.split(": ", 1) for line in headers)
        if body:
            given["Content-Type"] = "application/json"
        response = await client.request(method, path, headers=given, content=_filled("".join(body), known))
        expected, *kept = expected.split(" terms = ")
        status, *tag = expected.split(" ETag ")
        assert (request, response.status_code) == (request, int(status))
        for name in kept:
            known["terms"] = response.json()[name]
        known |= {name.strip("{}"): response.headers["etag"] for name in tag}


def test_it_shows_every_operation_of_respondents():
    shown = {re.sub(r"\{\w+\}", "{}", exchange.splitlines()[0]) for exchange in EXCHANGES}
    assert len(EXCHANGES) >= 10
    assert {line.split()[0] for line in shown} == {"GET", "PUT", "DELETE"}


def _filled(text: str, known: dict[str, Any]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), text)
