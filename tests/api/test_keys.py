"""Keys: accepted as long as they are good, and never to be seen anywhere."""

from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.api import examples
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.storage.api_keys import find_api_key, set_revoked

PATH = "/v1/questionnaires/beispiel/versions"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


async def publish(client, headers):
    return await client.post(PATH, json=examples.DEFINITION, headers=headers)


class TestAcceptance:
    async def test_a_key_works_until_it_expires(self, client, make_key):
        fresh = await make_key("author", expires_at=datetime.now(UTC) + timedelta(hours=1))
        assert (await publish(client, fresh)).status_code == 201
        old = await make_key("author", expires_at=YESTERDAY)
        assert (await publish(client, old)).json()["code"] == "key_not_accepted"

    async def test_a_revoked_key_is_not_accepted(self, client, make_key):
        assert (await publish(client, await make_key("author", revoked_at=YESTERDAY))).status_code == 401

    async def test_a_key_that_expires_while_it_is_remembered_is_not_accepted_any_more(self, app, client, make_key):
        headers = await make_key("author", expires_at=datetime.now(UTC) + timedelta(hours=1))
        assert (await publish(client, headers)).status_code == 201
        app.state.context.keys._clock = lambda: datetime.now(UTC) + timedelta(hours=2)
        assert (await publish(client, headers)).status_code == 401

    @pytest.mark.parametrize(
        "header",
        [
            "",
            "Bearer",
            "Bearer ",
            "Basic dXNlcjpwYXNz",
            "Bearer sck_live_short_short_00000000",
            "Bearer " + "A" * 10_000,
            "Bearer ÄÖÜ",
            "sck_live_aaaaaaaaaaaa_" + "b" * 32 + "_00000000",
        ],
    )
    async def test_anything_else_is_not_accepted(self, client, header):
        response = await publish(client, {"authorization": header.encode("utf-8")})
        assert (response.status_code, response.json()["code"]) == (401, "key_not_accepted")

    async def test_a_well_formed_key_that_nobody_made_looks_the_same(self, client):
        response = await publish(client, {"authorization": f"Bearer {create_key().text}"})
        assert (response.status_code, response.json()["code"]) == (401, "key_not_accepted")

    async def test_the_id_of_one_key_with_the_secret_of_another_is_not_accepted(self, client, author, make_key):
        await publish(client, author)
        mine = author["authorization"].removeprefix("Bearer ").split("_")
        other = (await make_key("author"))["authorization"].split("_")
        mixed = f"Bearer {'_'.join([*mine[:3], other[3], mine[4]])}"
        assert (await publish(client, {"authorization": mixed})).status_code == 401

    async def test_small_letters_and_spaces_do_not_matter(self, client, author):
        header = author["authorization"].replace("Bearer ", "bearer   ")
        assert (await publish(client, {"authorization": header})).status_code == 201


class TestRevocation:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"key_cache_seconds": 0.0})

    async def test_it_takes_effect_as_soon_as_the_key_is_no_longer_remembered(self, app, client, author):
        assert (await publish(client, author)).status_code == 201
        async with app.state.context.database.transaction() as transaction:
            await set_revoked(transaction, author["authorization"].split("_")[2], at=datetime.now(UTC))
        assert (await publish(client, author)).status_code == 401


async def test_the_day_of_the_last_use_is_noted(app, client, author):
    await publish(client, author)
    async with app.state.context.database.reading() as transaction:
        record = await find_api_key(transaction, author["authorization"].split("_")[2])
    assert record is not None
    assert record.last_used_on == datetime.now(UTC).date()


async def test_no_secret_shows_up_in_logs_metrics_or_the_database(app, client, make_key, tmp_path, capfd):
    """Secrets and answers stand in every place a caller can put them, and are looked for everywhere else."""
    headers = await make_key("author", "service")
    secret = headers["authorization"].split("_")[3]
    canaries = {"CANARYQUERY", "CANARYPATH", "CANARYANSWER", "CANARYAGENT", "CANARYCOOKIE", "CANARYREFERER", secret}
    everywhere = headers | {"user-agent": "CANARYAGENT", "cookie": "a=CANARYCOOKIE", "referer": "http://CANARYREFERER"}
    await publish(client, everywhere)
    await client.get("/v1/questionnaires?secret=CANARYQUERY", headers=everywhere)
    await client.get("/CANARYPATH", headers=everywhere)
    answers = {"questionnaire": "beispiel", "version": "1.0.0", "answers": {"leadership": "CANARYANSWER"}}
    await client.post("/v1/evaluations", json=answers, headers=everywhere)
    await client.post("/v1/evaluations", json=answers, headers=everywhere | {"authorization": f"Bearer {secret}"})
    await client.post("/v1/evaluations", content=b'{"CANARYANSWER', headers=everywhere)
    metrics = (await client.get("/metrics")).text
    logs = capfd.readouterr().err
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("selfcheck-*"))
    assert "request" in logs
    assert {canary for canary in canaries if canary in logs or canary in metrics or canary.encode() in stored} == set()
