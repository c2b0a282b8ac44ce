"""A language in which only some texts stand is asked for like any other; what it lacks is said in its base language."""

import copy
from datetime import UTC, datetime

import pytest

from selfcheck_service.api import examples
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.rounds import a_body, add_municipality

PLAIN = "de-simple"
VERSION = "/v1/questionnaires/leicht/versions/1.0.0"


def definition():
    made = copy.deepcopy(examples.DEFINITION) | {"key": "leicht", "partial_languages": [PLAIN]}
    made["title"] = {"de": "Standortbestimmung", "en": "Where we stand", PLAIN: "Wo stehen wir?"}
    return made


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture(autouse=True)
async def _published(database):
    await publish_questionnaire(database, definition(), now=datetime.now(UTC))


async def test_it_is_listed_last(client):
    (listed,) = (await client.get("/v1/questionnaires/leicht")).json()["items"]
    assert listed["languages"] == ["de", "en", PLAIN]


async def test_a_definition_can_be_read_in_it(client):
    plain, german = [(await client.get(f"{VERSION}?language={each}")).json() for each in (PLAIN, "de")]
    assert plain["title"] == "Wo stehen wir?"
    assert plain["fields"] == german["fields"]


async def test_a_language_that_is_a_variant_of_none_is_still_refused(client):
    response = await client.get(f"{VERSION}?language=en-simple")
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("said", "header", "language", "title"),
    [
        ({"language": PLAIN}, "en", PLAIN, "Wo stehen wir?"),
        ({}, PLAIN, PLAIN, "Wo stehen wir?"),
        ({}, "de", "de", "Standortbestimmung"),
        ({}, "de-AT", "de", "Standortbestimmung"),
    ],
)
async def test_an_evaluation_speaks_it(client, said, header, language, title):
    body = examples.ANSWERS | {"questionnaire": "leicht", "language": None} | said
    body = {name: value for name, value in body.items() if value is not None}
    found = (await client.post("/v1/evaluations", json=body, headers={"accept-language": header})).json()
    assert (found["language"], found["title"]) == (language, title)


async def test_a_round_is_held_in_it_too_unless_said_otherwise(client, database, make_key):
    facilitator, town = await make_key("facilitator"), await add_municipality(database)
    bodies = [a_body(town, questionnaire="leicht", **more) for more in ({}, {"languages": [PLAIN]})]
    made = [(await client.post("/v1/rounds", json=body, headers=facilitator)).json() for body in bodies]
    assert [each["languages"] for each in made] == [["de", "en", PLAIN], [PLAIN]]
