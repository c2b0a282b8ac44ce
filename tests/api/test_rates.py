"""Whoever asks too often is told when to come back, before anything is done for them."""

import dataclasses
import secrets
from uuid import uuid4

import pytest

from selfcheck_service.api import examples
from selfcheck_service.core.rounds.access_codes import make_code, show_code
from selfcheck_service.edge.api_keys import create_key
from tests.answering import invite_people, make_round

LIST = "/v1/questionnaires"


@pytest.fixture
def settings(settings):
    return settings.model_copy(
        update={"key_rate": 5, "guest_rate": 3, "refused_rate": 2, "cors_origins": ("https://web.example",)}
    )


async def statuses(client, number, path=LIST, **options):
    return [(await client.get(path, **options)).status_code for _ in range(number)]


class TestRefusal:
    async def test_one_too_many_is_told_when_to_come_back(self, client):
        assert await statuses(client, 3) == [200] * 3
        refused = await client.get(LIST)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        assert refused.headers["content-type"] == "application/problem+json"

    async def test_a_page_that_may_call_the_service_learns_it_too(self, client):
        headers = {"origin": "https://web.example"}
        assert await statuses(client, 4, headers=headers) == [200, 200, 200, 429]
        refused = await client.get(LIST, headers=headers)
        assert refused.headers["access-control-allow-origin"] == "https://web.example"

    async def test_the_express_route_is_counted_as_all_others(self, client, published):
        found = [(await client.post("/v1/evaluations", json=examples.ANSWERS)).status_code for _ in range(4)]
        assert found == [200, 200, 200, 429]

    @pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
    async def test_whoever_watches_is_never_put_off(self, client, path):
        await statuses(client, 5)
        assert await statuses(client, 10, path) == [200] * 10

    async def test_a_body_that_is_too_much_is_not_read(self, client):
        await statuses(client, 3)

        async def chunks():
            yield b"{"
            pytest.fail("somebody reads on")

        response = await client.post("/v1/evaluations", content=chunks(), headers={"content-type": "application/json"})
        assert response.status_code == 429


class TestKeys:
    async def test_each_key_has_a_rate_of_its_own(self, client, make_key):
        one, other = await make_key("facilitator"), await make_key("facilitator")
        path = "/v1/municipalities"
        assert await statuses(client, 7, path, headers=one) == [200] * 5 + [429] * 2
        assert await statuses(client, 1, path, headers=other) == [200]
        assert await statuses(client, 3) == [200] * 3

    async def test_one_that_lacks_the_scope_is_counted_as_a_key(self, client, make_key):
        headers = await make_key("service")
        assert await statuses(client, 6, "/v1/municipalities", headers=headers) == [403] * 5 + [429]
        assert await statuses(client, 3) == [200] * 3

    async def test_guessing_is_stopped_before_anybody_looks(self, client, make_key):
        right = await make_key("facilitator")
        path = "/v1/municipalities"
        assert await statuses(client, 1, path, headers=right) == [200]
        guesses = [{"authorization": f"Bearer {create_key().text}"} for _ in range(4)]
        found = [(await client.get(path, headers=guess)).status_code for guess in guesses]
        assert found == [401, 401, 429, 429]
        assert await statuses(client, 4, path, headers=right) == [200] * 4


class TestRespondents:
    async def test_a_whole_town_hall_answers_behind_one_address(self, app, client):
        database = app.state.context.database
        people = await invite_people(database, await make_round(database), 12)
        for person in people:
            draft = await client.put(person.draft_path, json={"answers": {}}, headers=person.invited)
            assert draft.status_code == 204, draft.text
            assert (await person.submit(client, headers=person.own)).status_code == 201

    async def test_guessing_codes_is_stopped_and_those_inside_go_on(self, app, client):
        database = app.state.context.database
        its_round = await make_round(database)
        (inside,) = await invite_people(database, its_round)
        assert (await inside.submit(client)).status_code == 201
        guesses = [
            dataclasses.replace(inside, code=show_code(make_code(secrets.randbelow)), id=uuid4()) for _ in range(4)
        ]
        assert [(await guess.submit(client)).status_code for guess in guesses] == [401, 401, 429, 429]
        assert (await client.get(inside.path, headers=inside.own)).status_code == 200


async def test_addresses_stand_in_no_log_and_no_metric(client, capfd):
    """The address of the test's client."""
    await statuses(client, 5)
    metrics = (await client.get("/metrics")).text
    assert 'too_many_requests"} 2.0' in metrics
    assert "127.0.0.1" not in metrics + capfd.readouterr().err
