"""Guest rounds: everything to try a round out, without an account, and nothing else."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.core.rounds.access_codes import read_code
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases import guests
from selfcheck_service.use_cases.publishing import publish_questionnaire, retire_questionnaire
from tests.rounds import a_body, add_municipality, perspectives_version

PATH = "/v1/rounds/guest"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"guest_rounds": True})


@pytest.fixture
def database(app):
    return app.state.context.database


async def begin(client, **body):
    response = await client.post(PATH, json={"questionnaire": "beispiel", **body})
    assert response.status_code == 201, response.text
    return response.json()


def key_of(made):
    return {"authorization": f"Bearer {made['facilitator_key']}"}


async def events(database):
    async with database.reading() as transaction:
        noted = await list_events(transaction, EVERYWHERE, limit=9)
    return [each for each in noted if not each.event.startswith("questionnaire_")]


def faults(response):
    assert response.status_code == 422, response.text
    return {(each["pointer"], each["code"]) for each in response.json()["errors"]}


class TestBeginning:
    async def test_round_code_and_key_come_at_once(self, client, published):
        response = await client.post(PATH, json={"questionnaire": "beispiel"})
        made = response.json()
        assert (response.status_code, response.headers["cache-control"]) == (201, "private, no-store")
        assert response.headers["location"] == f"/v1/rounds/{made['round']['id']}"
        assert (made["round"]["state"], made["round"]["mode"], made["round"]["title"]) == (
            "open",
            "confidential",
            "Round to try things out",
        )
        assert (made["invitation"]["kind"], made["invitation"]["issued"]) == ("open", 20)
        assert read_code(made["invitation"]["codes"][0])
        read = await client.get(response.headers["location"], headers=key_of(made))
        assert read.json() == made["round"]

    async def test_it_is_erased_after_ninety_days_and_the_key_ends_then(self, client, database, published):
        made = await begin(client)
        day = datetime.now(UTC).date() + timedelta(days=90)
        assert made["round"]["erase_on"] == day.isoformat()
        assert made["expires_at"] == f"{day.isoformat()}T00:00:00Z"
        async with database.reading() as transaction:
            assert (await get_round(transaction, EVERYWHERE, uuid.UUID(made["round"]["id"]))).erase_on == day

    async def test_the_newest_published_version_is_taken(self, client, database, published):
        for version in ("1.1.0", "1.2.0"):
            await publish_questionnaire(database, perspectives_version(version), now=datetime.now(UTC))
        await retire_questionnaire(database, "beispiel", "1.2.0", now=datetime.now(UTC))
        assert (await begin(client))["round"]["version"] == "1.1.0"
        assert (await begin(client, version="1.0.0"))["round"]["version"] == "1.0.0"

    async def test_the_code_is_for_one_perspective_and_the_round_has_them_all(self, client, database, published):
        await publish_questionnaire(database, perspectives_version(), now=datetime.now(UTC))
        first = await begin(client)
        assert (first["round"]["perspectives"], first["invitation"]["perspective"]) == (["staff", "council"], "staff")
        other = await begin(client, perspective="council", mode="institutional")
        assert (other["round"]["perspectives"], other["invitation"]["perspective"]) == (["council"], "council")
        assert other["invitation"]["issued"] == 1

    async def test_the_guest_may_say_more(self, client, published):
        made = await begin(client, title="Probe", mode="open", count=3)
        assert (made["round"]["title"], made["round"]["mode"], made["invitation"]["issued"]) == ("Probe", "open", 3)
        german = await client.post(PATH, json={"questionnaire": "beispiel"}, headers={"accept-language": "de"})
        assert german.json()["round"]["title"] == "Durchgang zum Ausprobieren"

    @pytest.mark.parametrize(
        ("body", "fault"),
        [
            ({"questionnaire": "nothing"}, ("/questionnaire", "unknown_questionnaire")),
            ({"questionnaire": "nothing", "version": "1.0.0"}, ("/questionnaire", "unknown_questionnaire")),
            ({"version": "9.0.0"}, ("/version", "unknown_version")),
            ({"perspective": "mayor"}, ("/perspective", "unknown_perspective")),
            ({"count": 101}, ("/count", "out_of_range")),
            ({"municipality": "x"}, ("/municipality", "unknown_member")),
        ],
    )
    async def test_what_cannot_be_is_refused_and_leaves_nothing(self, client, database, published, body, fault):
        assert faults(await client.post(PATH, json={"questionnaire": "beispiel", **body})) == {fault}
        assert await events(database) == []

    async def test_a_joint_answer_has_one_code(self, client, published):
        response = await client.post(PATH, json={"questionnaire": "beispiel", "mode": "institutional", "count": 2})
        assert (response.status_code, response.json()["code"]) == (409, "one_answer_only")

    async def test_there_is_an_end_to_it_each_day(self, client, monkeypatch, published):
        monkeypatch.setattr(guests, "MOST_A_DAY", 2)
        for _ in range(2):
            await begin(client)
        response = await client.post(PATH, json={"questionnaire": "beispiel"})
        assert (response.status_code, response.json()["code"]) == (429, "too_many_requests")
        assert 0 < int(response.headers["retry-after"]) <= 86_401

    async def test_it_stands_in_the_trail(self, client, database, published):
        made = await begin(client)
        noted = await events(database)
        assert {each.event for each in noted} == {"round_created", "key_created", "invitations_issued"}
        assert {each.actor for each in noted} == {made["facilitator_key"].split("_")[2]}


@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
async def test_a_guest_round_is_only_ever_made(client, method):
    response = await client.request(method, PATH)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


class TestReach:
    async def test_the_key_runs_its_round(self, client, published):
        made = await begin(client)
        path, headers = f"/v1/rounds/{made['round']['id']}", key_of(made)
        assert (await client.post(f"{path}/invitations", json={"count": 2}, headers=headers)).status_code == 201
        assert (await client.get(f"{path}/participation", headers=headers)).status_code == 200
        assert (await client.get(f"{path}/texts", headers=headers)).status_code == 200
        assert (await client.patch(path, json={"state": "closed"}, headers=headers)).json()["state"] == "closed"

    async def test_nothing_else_is_reachable(self, client, app, make_key, published):
        town = await add_municipality(app.state.context.database)
        facilitator = await make_key("facilitator")
        others = (await client.post("/v1/rounds", json=a_body(town), headers=facilitator)).json()
        mine, other = await begin(client), await begin(client)
        headers = key_of(mine)
        for foreign in (others, other["round"]):
            path = f"/v1/rounds/{foreign['id']}"
            assert (await client.get(path, headers=headers)).status_code == 404
            assert (await client.patch(path, json={"title": "x"}, headers=headers)).status_code == 404
            assert (await client.get(f"{path}/participation", headers=headers)).status_code == 404
            assert (await client.post(f"{path}/invitations", json={"count": 1}, headers=headers)).status_code == 404
            assert (
                await client.get(f"/v1/municipalities/{foreign['municipality']}", headers=headers)
            ).status_code == 404
        listed = (await client.get("/v1/rounds", headers=headers)).json()["items"]
        assert [each["id"] for each in listed] == [mine["round"]["id"]]
        towns = (await client.get("/v1/municipalities", headers=headers)).json()["items"]
        assert [each["id"] for each in towns] == [mine["round"]["municipality"]]
        assert (await client.get("/v1/programmes", headers=headers)).json()["items"] == []

    async def test_nothing_is_made_with_it_that_would_outlive_it(self, client, published):
        made = await begin(client)
        headers, own = key_of(made), made["round"]["municipality"]
        body = {"name": "Aachen", "type": "independent_city", "land": "05"}
        refused = [
            await client.post("/v1/rounds", json=a_body(own), headers=headers),
            await client.post("/v1/municipalities", json=body, headers=headers),
            await client.post("/v1/programmes", json={"name": "P", "municipalities": [own]}, headers=headers),
            await client.post("/v1/programmes", json={"name": "P"}, headers=headers),
        ]
        assert [each.status_code for each in refused] == [422] * 4

    async def test_the_round_closes_before_it_is_erased(self, client, published):
        made = await begin(client)
        path = f"/v1/rounds/{made['round']['id']}"
        latest = datetime.now(UTC) + timedelta(days=88)
        body = {"closes_at": latest.isoformat()}
        assert (await client.patch(path, json=body, headers=key_of(made))).status_code == 200
        body = {"closes_at": (latest + timedelta(days=3)).isoformat()}
        refused = await client.patch(path, json=body, headers=key_of(made))
        assert faults(refused) == {("/closes_at", "closes_after_erasure")}

    async def test_who_reaches_everything_is_not_shown_the_rounds_of_guests(self, client, make_key, published):
        made = await begin(client)
        everywhere = await make_key("facilitator")
        assert (await client.get("/v1/rounds", headers=everywhere)).json()["items"] == []
        path = f"/v1/rounds/{made['round']['id']}"
        assert (await client.get(path, headers=everywhere)).status_code == 200


class TestWhereTheyAreOff:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"guest_rounds": False})

    async def test_nobody_gets_one(self, client, published):
        response = await client.post(PATH, json={"questionnaire": "beispiel"})
        assert (response.status_code, response.json()["code"]) == (404, "guest_rounds_off")
