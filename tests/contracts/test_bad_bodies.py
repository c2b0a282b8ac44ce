"""What no caller should send: every fault is named with its place, nothing is stored, and nothing breaks."""

import base64
import json
import time
from typing import Any

import pytest
from sqlalchemy import text

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.contracts import examinee
from tests.contracts.make_bad_bodies import FILE, all_bodies
from tests.fixtures import NOW

JSON = {"content-type": "application/json"}
MADE = dict(all_bodies())


@pytest.fixture
def settings(database_url: str) -> Settings:
    """What one database takes, the other may choke on."""
    return Settings.load(database_url=database_url, anonymous_evaluations=True)


def kept() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def body_of(case) -> bytes:
    if "body" in case:
        return str(case["body"]).encode()
    return base64.b64decode(case["base64"]) if "base64" in case else MADE[case["make"]]


async def rows(app) -> list[tuple[object, ...]]:
    async with app.state.context.database.reading() as transaction:
        statement = "SELECT key, version, status, definition_hash FROM questionnaires"
        return list(await transaction.connection.execute(text(statement)))


def test_there_are_many_and_all_are_kept():
    cases = kept()
    assert len(cases) >= 300
    assert {case["name"]: body_of(case) for case in cases} == MADE


class TestEvaluations:
    async def test_every_fault_is_named_with_its_place(self, app, client):
        await publish_questionnaire(app.state.context.database, examinee.definition(), now=NOW)
        stored = await rows(app)
        differing = {}
        for case in kept():
            started = time.monotonic()
            response = await client.post("/v1/evaluations", content=body_of(case), headers=JSON)
            assert time.monotonic() - started < 1, case["name"]
            assert response.headers["content-type"] == "application/problem+json", case["name"]
            faults = [[each["code"], each["pointer"]] for each in response.json()["errors"]]
            if (response.status_code, faults) != (case["status"], case["faults"]):
                differing[case["name"]] = (response.status_code, faults)
        assert differing == {}
        assert await rows(app) == stored

    def test_each_of_them_is_refused(self):
        assert {case["status"] for case in kept()} == {400, 422}
        assert all(case["faults"] for case in kept())


class TestOtherBodies:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", "/v1/questionnaires/pruefling/versions"),
            ("POST", "/v1/questionnaires/pruefling/versions?dry_run=true"),
            ("PATCH", "/v1/questionnaires/pruefling/versions/1.0.0"),
        ],
    )
    async def test_none_of_them_is_a_definition_or_a_retirement(self, app, client, author, method, path):
        await publish_questionnaire(app.state.context.database, examinee.definition(), now=NOW)
        stored = await rows(app)
        for name, body in MADE.items():
            response = await client.request(method, path, content=body, headers=author | JSON)
            assert response.status_code in {400, 422}, name
            assert response.json()["errors"], name
        assert await rows(app) == stored
