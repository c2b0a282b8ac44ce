"""The audit trail over HTTP, and that what is done gets into it, without anything that must not be there."""

import uuid
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from selfcheck_service.api import examples
from selfcheck_service.edge.principals import KeyRing
from selfcheck_service.storage.audit import Event, note
from selfcheck_service.storage.tables import metadata
from tests.answering import Person, make_round

PATH = "/v1/audit"
AN_ID = uuid.UUID(int=5)
VERSIONS = "/v1/questionnaires/beispiel/versions"


@pytest.fixture
async def operator(make_key):
    return await make_key("operator")


def id_of(headers):
    return headers["authorization"].split("_")[2]


class TestReading:
    async def test_pages_follow_each_other(self, app, client, operator):
        async with app.state.context.database.transaction() as transaction:
            for number in range(5):
                at = datetime.now(UTC) + timedelta(hours=number)
                await note(transaction, Event(uuid.uuid4(), at, "cli", "key_created", details={"number": number}))
        found: list[dict[str, Any]] = []
        cursor = None
        while cursor is not None or not found:
            parameters = {"limit": 2} | ({} if cursor is None else {"cursor": cursor})
            page = (await client.get(PATH, params=parameters, headers=operator)).json()
            found += page["items"]
            cursor = page["next"]
        made = [each["details"]["number"] for each in found if each["event"] == "key_created"]
        assert made == [4, 3, 2, 1, 0]

    async def test_a_restricted_key_reads_what_concerns_its_municipalities(self, client, operator, make_key):
        facilitator = await make_key("facilitator")
        ids = []
        for name in ("A", "B"):
            body = {"name": name, "type": "district"}
            ids.append((await client.post("/v1/municipalities", json=body, headers=facilitator)).json()["id"])
        restricted = await make_key("operator", municipalities=(ids[0],))
        for path, headers in ((PATH, restricted), (f"{PATH}?municipality={ids[0]}", operator)):
            (event,) = (await client.get(path, headers=headers)).json()["items"]
            assert (event["event"], event["municipality_id"]) == ("municipality_registered", ids[0])
            assert event["actor"] == id_of(facilitator)
        foreign = await client.get(f"{PATH}?municipality={ids[1]}", headers=restricted)
        missing = await client.get(f"{PATH}?municipality={uuid.uuid4()}", headers=restricted)
        assert foreign.json() == missing.json() == {"items": [], "next": None}

    @pytest.mark.parametrize(
        "hidden",
        [
            "",
            "x",
            f"{AN_ID}/",
            f"{AN_ID}/2026",
            f"{AN_ID}/2026-01-01T00:00:00",
            f"{AN_ID}/0001-01-01T00:00:00+14:00",
            "1/2026-01-01T00:00:00+00:00",
        ],
    )
    async def test_a_cursor_hides_a_moment_and_an_id(self, client, operator, hidden):
        cursor = urlsafe_b64encode(hidden.encode()).decode().rstrip("=")
        response = await client.get(PATH, params={"cursor": cursor}, headers=operator)
        assert [fault["parameter"] for fault in response.json()["errors"]] == ["cursor"]


class TestDeeds:
    async def test_publishing_and_retiring_are_noted_once(self, client, operator, author):
        for _ in range(2):
            await client.post(f"{VERSIONS}?dry_run=true", json=examples.DEFINITION, headers=author)
            await client.post(VERSIONS, json=examples.DEFINITION, headers=author)
        for _ in range(2):
            await client.patch(f"{VERSIONS}/1.0.0", json={"status": "retired"}, headers=author)
        events = (await client.get(PATH, headers=operator)).json()["items"]
        done = [event for event in events if event["event"].startswith("questionnaire")]
        assert sorted(event["event"] for event in done) == ["questionnaire_published", "questionnaire_retired"]
        for event in done:
            assert event["actor"] == id_of(author)
            assert event["details"] == {"questionnaire": "beispiel", "version": "1.0.0"}

    async def test_the_use_of_a_key_is_noted_once_a_day_and_without_the_time(self, app, client, operator, author):
        for _ in range(3):
            await client.post(f"{VERSIONS}?dry_run=true", json=examples.DEFINITION, headers=author)
        # Another replica, which has not seen the key yet, and one that read it before the first use was noted.
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        database = app.state.context.database
        await KeyRing(database, seconds=0).identify(author["authorization"])
        for _ in range(2):
            await KeyRing(database, seconds=0, clock=lambda: tomorrow).identify(author["authorization"])
        await KeyRing(database, seconds=0)._note_use(id_of(author), datetime.now(UTC))
        events = (await client.get(PATH, headers=operator)).json()["items"]
        used = [event for event in events if event["event"] == "key_used" and event["actor"] == id_of(author)]
        assert [datetime.fromisoformat(event["at"]).time().isoformat() for event in used] == ["00:00:00"] * 2

    async def test_a_key_that_is_not_accepted_leaves_no_trace(self, client, operator, make_key):
        old = await make_key("author", expires_at=datetime.now(UTC) - timedelta(days=1))
        await client.post(VERSIONS, json=examples.DEFINITION, headers=old)
        events = (await client.get(PATH, headers=operator)).json()["items"]
        assert {event["actor"] for event in events} == {id_of(operator)}


async def test_nothing_that_somebody_may_not_read_gets_into_the_trail(app, client, author, make_key):
    """Secrets stand wherever a caller can put them, and are looked for in the trail and in what is kept of replies."""
    facilitator = await make_key("facilitator")
    headers = facilitator | {"idempotency-key": "CANARY-KEY", "user-agent": "CANARY-AGENT"}
    made = await client.post("/v1/municipalities", json={"name": "Aachen", "type": "district"}, headers=headers)
    await client.patch(made.headers["location"], json={"name": "CANARY-NAME"}, headers=headers)
    its_round = await make_round(app.state.context.database, free_texts=True)
    invitations = f"/v1/rounds/{its_round.id}/invitations"
    body = {"perspective": "office", "kind": "personal", "count": 3}
    issued = await client.post(invitations, json=body, headers=headers | {"idempotency-key": "CANARY-CODES"})
    codes = issued.json()["codes"]
    assert len(codes) == 3
    person = Person(its_round, codes[0], uuid.uuid4(), "CANARY-SECRET-of-a-respondent")
    submitted = await person.submit(client, {"leadership": 2, "pride": "CANARY-ANSWER"})
    assert submitted.status_code == 201, submitted.text
    assert (await client.delete(person.path, headers=person.own)).status_code in (200, 204)
    stored = ""
    async with app.state.context.database.reading() as transaction:
        for table in ("audit", "idempotency"):
            stored += repr((await transaction.connection.execute(select(metadata.tables[table]))).all())
    assert "response_erased" in stored
    assert "invitations_issued" in stored
    secrets = [each["authorization"].split("_")[3] for each in (facilitator, author)]
    canaries = ["CANARY", *secrets, *codes, *(code.replace("-", "") for code in codes), str(person.id), person.id.hex]
    assert [canary for canary in canaries if canary in stored] == []
