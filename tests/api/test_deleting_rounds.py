"""A round that nobody has answered can be deleted, with all that belongs to it; one that was answered cannot."""

import asyncio
import uuid

import pytest
from sqlalchemy import delete, func, select

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import metadata, responses
from tests.answering import invite_people, make_round
from tests.rounds import a_body, add_municipality
from tests.sealing.answered import closed_round


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


async def rows_of(database, round_id):
    """How many rows each table has of a round."""
    found = {}
    async with database.reading() as transaction:
        for table in metadata.sorted_tables:
            if "round_id" in table.c or table.name == "rounds":
                column = table.c.id if table.name == "rounds" else table.c.round_id
                counted = select(func.count()).select_from(table).where(column == round_id)
                found[table.name] = await transaction.connection.scalar(counted)
    return found


def path_of(round_):
    return f"/v1/rounds/{round_.id}"


def told(response):
    return response.status_code, response.json()["code"]


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-1, 2), (-2, -1)])
async def test_it_goes_with_its_invitations_and_leaves_a_trace_in_the_trail(
    client, database, facilitator, opens, closes
):
    round_ = await make_round(database, opens_in=opens, closes_in=closes)
    (person, _) = await invite_people(database, round_, 2)
    beside = await make_round(database, title="Daneben")
    await invite_people(database, beside, 2)
    response = await client.delete(path_of(round_), headers=facilitator)
    assert (response.status_code, response.content) == (204, b"")
    tables = ("rounds", "invitations", "tickets", "responses", "releases")
    planning = (
        "focus_fields",
        "consensus",
        "measures",
        "reviews",
        "ballots",
        "ballot_slips",
        "votes",
        "matrix_positions",
    )
    assert await rows_of(database, round_.id) == dict.fromkeys((*tables, *planning), 0) | {"audit": 1}
    assert (await rows_of(database, beside.id))["tickets"] == 2
    async with database.reading() as transaction:
        noted = await list_events(transaction, EVERYWHERE, limit=9)
    assert [(each.event, each.round_id) for each in noted if each.round_id] == [("round_deleted", round_.id)]
    assert told(await client.delete(path_of(round_), headers=facilitator)) == (404, "unknown_round")
    assert told(await person.submit(client)) == (401, "access_code_not_accepted")
    welcome = await client.get(f"{path_of(round_)}/welcome", headers=person.invited)
    assert told(welcome) == (401, "access_code_not_accepted")


async def test_whoever_has_read_the_welcome_a_moment_ago_is_a_stranger_then(client, database, facilitator):
    round_ = await make_round(database)
    (person,) = await invite_people(database, round_)
    assert (await client.get(f"{path_of(round_)}/welcome", headers=person.invited)).status_code == 200
    assert (await client.delete(path_of(round_), headers=facilitator)).status_code == 204
    assert told(await person.submit(client)) == (401, "access_code_not_accepted")
    assert told(await client.get(person.path, headers=person.own)) == (404, "unknown_response")


@pytest.mark.parametrize("what", ["draft", "submitted", "erased", "expired"])
async def test_what_was_answered_stays(client, database, facilitator, what):
    round_ = await make_round(database)
    (person, _) = await invite_people(database, round_, 2)
    if what == "draft":
        await client.put(person.draft_path, json={"answers": {}, "perspective": "office"}, headers=person.invited)
    else:
        assert (await person.submit(client)).status_code == 201
    if what == "erased":
        await client.delete(person.path, headers=person.own)
    if what == "expired":
        # What housekeeping leaves: a code was redeemed, and its response is gone.
        async with database.transaction() as transaction:
            await transaction.connection.execute(delete(responses))
    before = await rows_of(database, round_.id)
    assert told(await client.delete(path_of(round_), headers=facilitator)) == (409, "round_answered")
    assert await rows_of(database, round_.id) == before


async def test_a_sealed_round_stays_and_says_so(client, database, facilitator):
    round_, ids = await closed_round(database)
    assert (await client.post(f"{path_of(round_)}/releases", headers=facilitator)).status_code == 201
    before = await rows_of(database, round_.id)
    refused = await client.delete(path_of(round_), headers=facilitator | {"accept-language": "de"})
    assert told(refused) == (409, "round_stays")
    assert "bleibt mit seiner Veröffentlichung" in refused.json()["detail"]
    single = await client.delete(f"{path_of(round_)}/responses/{ids[0]}", headers=facilitator)
    assert told(single) == (401, "response_secret_missing")
    assert "no API key takes its place" in single.json()["detail"]
    assert await rows_of(database, round_.id) == before


async def test_a_late_repetition_makes_it_not_anew(client, database, facilitator, published):
    headers = facilitator | {"idempotency-key": "k1"}
    body = a_body(await add_municipality(database))
    made = (await client.post("/v1/rounds", json=body, headers=headers)).json()
    path = f"/v1/rounds/{made['id']}"
    await client.post(f"{path}/invitations", json={"count": 2}, headers=facilitator | {"idempotency-key": "k2"})
    assert (await client.delete(path, headers=facilitator)).status_code == 204
    again = await client.post("/v1/rounds", json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, made)
    codes = await client.post(f"{path}/invitations", json={"count": 2}, headers=facilitator | {"idempotency-key": "k2"})
    assert codes.json()["codes"] is None
    assert (await rows_of(database, uuid.UUID(made["id"])))["rounds"] == 0


class TestGuests:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"guest_rounds": True})

    async def test_a_guest_round_takes_its_municipality_and_its_key_along(self, client, database, published):
        made = (await client.post("/v1/rounds/guest", json={"questionnaire": "beispiel"})).json()
        headers = {"authorization": f"Bearer {made['facilitator_key']}"}
        path = f"/v1/rounds/{made['round']['id']}"
        assert (await client.delete(path, headers=headers)).status_code == 204
        async with database.reading() as transaction:
            for name in ("rounds", "municipalities", "api_keys"):
                counted = select(func.count()).select_from(metadata.tables[name])
                assert await transaction.connection.scalar(counted) == 0, name


async def test_of_a_first_response_and_a_deletion_at_once_one_wins(client, database, facilitator):
    async def try_both(number: int) -> tuple[int, int]:
        round_ = await make_round(database)
        (person,) = await invite_people(database, round_)
        await client.get(f"{path_of(round_)}/welcome", headers=person.invited)
        both = [person.submit(client), client.delete(path_of(round_), headers=facilitator)]
        if number % 2:
            both.reverse()
        found = await asyncio.gather(*both)
        left = await rows_of(database, round_.id)
        submitted, deleted = sorted(each.status_code for each in found)
        assert (left["rounds"], left["responses"]) == ((1, 1) if (submitted, deleted) == (201, 409) else (0, 0))
        return submitted, deleted

    found = {await try_both(number) for number in range(12)}
    assert found <= {(201, 409), (204, 401)}
