"""What no caller should send: every fault is named with its place, nothing is stored, and nothing breaks."""

import base64
import json
import time
import uuid
from typing import Any

import pytest
from sqlalchemy import text

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.contracts import examinee
from tests.contracts.inside import ANSWERED, CHANGED, INVITATION, MUNICIPALITY, RESPONSE, SHOWN, prepare
from tests.contracts.make_bad_bodies import FILE, all_bodies
from tests.fixtures import NOW
from tests.rights.canaries import dump
from tests.rights.world import UNLIMITED

# In a round it is known which questionnaire is answered.
GOOD_ANSWERS = "member: questionnaire is missing"
NOTHING = "member: all are missing"
NEW = uuid.UUID("00000000-0000-4000-8000-00000000000a")
JSON = {"content-type": "application/json"}
MADE = dict(all_bodies())


@pytest.fixture
def settings(database_url: str) -> Settings:
    """What one database takes, the other may choke on."""
    return Settings.load(database_url=database_url, anonymous_evaluations=True, guest_rounds=True, **UNLIMITED)


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
            # What blows up takes minutes; a machine that does something else for a moment does not.
            assert time.monotonic() - started < 10, case["name"]
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


class TestRounds:
    """The same bodies at every place where municipalities, rounds and respondents write."""

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", "/v1/municipalities"),
            ("PATCH", f"/v1/municipalities/{MUNICIPALITY}"),
            ("POST", "/v1/programmes"),
            ("POST", "/v1/rounds"),
            ("PATCH", f"/v1/rounds/{CHANGED}"),
            ("POST", "/v1/rounds/guest"),
            ("POST", f"/v1/rounds/{CHANGED}/invitations"),
            ("POST", f"/v1/rounds/{ANSWERED}/invitations/{INVITATION}/revocation"),
            ("POST", f"/v1/rounds/{CHANGED}/revocations"),
            ("PUT", f"/v1/rounds/{ANSWERED}/responses/{RESPONSE}"),
            ("PUT", f"/v1/rounds/{ANSWERED}/drafts/{RESPONSE}"),
            ("PUT", f"/v1/rounds/{ANSWERED}/responses/{NEW}"),
            ("PUT", f"/v1/rounds/{ANSWERED}/drafts/{NEW}"),
        ],
    )
    async def test_none_of_them_changes_anything(self, app, client, make_key, method, path):
        database = app.state.context.database
        await prepare(database)
        headers = JSON | (SHOWN if method == "PUT" else await make_key("facilitator"))
        # The first use of a key is noted.
        await client.get("/v1/rounds", headers=headers)
        stored = await dump(database)
        accepted = {}
        for name, body in MADE.items():
            if name == GOOD_ANSWERS and "/responses/" in path:
                continue
            response = await client.request(method, path, content=body, headers=headers)
            if response.status_code in {400, 422}:
                assert response.json()["errors"], name
                assert all("pointer" in fault for fault in response.json()["errors"]), name
            else:
                accepted[name] = response.status_code
        # Nothing at all is a change to nothing, and says of an invitation that it is not to be issued anew.
        assert accepted == ({NOTHING: 200} if method == "PATCH" or path.endswith("revocation") else {})
        if not path.endswith("revocation"):
            assert await dump(database) == stored
