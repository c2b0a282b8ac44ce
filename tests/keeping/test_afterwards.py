"""What is left of a round when its responses are gone: it says what it was, and takes nothing any more."""

from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.days import day_here
from tests.answering import Person, invite_people, make_round
from tests.keeping.past import DAY, fill, keep_house, make_guest, past_round


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


async def change(client, facilitator, round_, **body):
    return await client.patch(f"/v1/rounds/{round_.id}", json=body, headers=facilitator)


class TestExpiredRound:
    @pytest.mark.parametrize("kept", [True, False], ids=["kept", "due"])
    async def test_it_is_not_opened_again_and_keeps_its_terms(self, client, database, facilitator, kept):
        """From the day on, whether housekeeping has been there yet or not."""
        round_ = await past_round(database, closed_days_ago=91)
        await fill(database, round_, 2)
        if kept:
            await keep_house(database)
        later = (datetime.now(UTC) + DAY).isoformat()
        for body in ({"closes_at": later}, {"retention_days": 91}, {"mode": "open", "minimum_group_size": None}):
            response = await change(client, facilitator, round_, **body)
            assert (response.status_code, response.json()["code"]) == (409, "round_expired"), body
        for body in ({"title": "Damals"}, {"state": "closed"}, {"retention_days": 90}):
            assert (await change(client, facilitator, round_, **body)).status_code == 200, body

    async def test_before_that_it_may_be_opened_again(self, client, database, facilitator):
        round_ = await past_round(database, closed_days_ago=80)
        await keep_house(database)
        later = (datetime.now(UTC) + DAY).isoformat()
        assert (await change(client, facilitator, round_, closes_at=later)).status_code == 200

    async def test_its_numbers_stay(self, client, database, facilitator):
        round_ = await past_round(database, closed_days_ago=91)
        await invite_people(database, round_, 4)
        await keep_house(database)
        response = await client.get(f"/v1/rounds/{round_.id}/participation", headers=facilitator)
        counts = {each["perspective"]: each for each in response.json()["perspectives"]}
        office = {name: counts["office"][name] for name in ("issued", "revoked", "redeemed", "left")}
        assert office == {"issued": 4, "revoked": 4, "redeemed": 0, "left": 0}


class TestRespondents:
    async def test_who_answered_finds_nothing(self, client, database):
        person = await submitted(client, database)
        await keep_house(database, now=person.round.closes_at + timedelta(days=92))
        for method in ("GET", "DELETE"):
            response = await client.request(method, person.path, headers=person.own)
            assert (response.status_code, response.json()["code"]) == (404, "unknown_response")
        late = await person.submit(client)
        assert late.status_code in (401, 409)

    async def test_a_guest_round_that_goes_while_somebody_is_in_it(self, client, database):
        """What the service still remembers of it does no harm."""
        person = await submitted(client, database, erase_on=day_here(datetime.now(UTC)))
        (other,) = await invite_people(database, person.round)
        await make_guest(database, person.round)
        await keep_house(database)
        for headers, status, code in (
            (person.own, 404, "unknown_response"),
            (other.invited, 401, "access_code_not_accepted"),
        ):
            response = await other.submit(client, perspective="office", headers=headers)
            assert (response.status_code, response.json()["code"]) == (status, code)


async def submitted(client, database, **changes) -> Person:
    (person,) = await invite_people(database, await make_round(database, **changes))
    assert (await person.submit(client)).status_code == 201
    return person
