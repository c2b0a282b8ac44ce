"""Releases over HTTP: sealed by the facilitator, read as the bytes that were hashed, by members of open rounds too."""

import hashlib
import json
import uuid
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import update

from selfcheck_service.core.releases import Release
from selfcheck_service.settings import Settings
from selfcheck_service.storage.tables import rounds
from tests.answering import invite_people, make_round
from tests.sealing.answered import closed_round


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


def path_of(round_):
    return f"/v1/rounds/{round_.id}"


def releases_of(round_):
    return f"{path_of(round_)}/releases"


def told(response):
    return response.status_code, response.json()["code"]


async def closed_by_members(database, client, **changes):
    """An open round in which two have submitted and one has only begun; closed an hour ago."""
    round_ = await make_round(database, opens_in=-3, mode="open", **changes)
    people = await invite_people(database, round_, 3)
    for number, person in enumerate(people[:2]):
        assert (await person.submit(client, display_name=f"Person {number}")).status_code == 201
    begun = await client.put(people[2].draft_path, json={"answers": {}}, headers=people[2].invited)
    assert begun.status_code == 204
    async with database.transaction() as transaction:
        closing = update(rounds).where(rounds.c.id == round_.id).values(closes_at=round_.opens_at + timedelta(hours=1))
        await transaction.connection.execute(closing)
    return round_, people


class TestSealing:
    async def test_answers_with_the_release_and_where_it_is(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        response = await client.post(releases_of(round_), headers=facilitator)
        assert response.status_code == 201
        assert response.headers["location"] == f"{releases_of(round_)}/1"
        assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
        assert msgspec.json.decode(response.content, type=Release).n == 12

    @pytest.mark.parametrize("body", [None, b"", b"{}"])
    async def test_again_answers_200_with_the_same(self, client, database, facilitator, body):
        round_, _ = await closed_round(database)
        first = await client.post(releases_of(round_), headers=facilitator)
        second = await client.post(
            releases_of(round_), headers={**facilitator, "content-type": "application/json"}, content=body
        )
        assert (second.status_code, second.content) == (200, first.content)
        assert second.headers["location"] == first.headers["location"]

    async def test_refuses_a_wish(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        response = await client.post(releases_of(round_), headers=facilitator, json={"minimum_group_size": 2})
        assert told(response) == (422, "invalid_input")
        assert (await client.get(releases_of(round_), headers=facilitator)).json()["items"] == []

    async def test_an_open_round_goes_on(self, client, database, facilitator):
        round_ = await make_round(database)
        response = await client.post(releases_of(round_), headers=facilitator)
        assert told(response) == (409, "round_still_open")
        assert response.json()["closes_at"] == round_.closes_at.isoformat()

    async def test_one_that_has_not_opened_says_so(self, client, database, facilitator):
        round_ = await make_round(database, opens_in=1)
        assert told(await client.post(releases_of(round_), headers=facilitator)) == (409, "round_not_open")

    async def test_too_few_say_nothing_but_how_many_it_takes(self, client, database, facilitator):
        round_, _ = await closed_round(database, {"office": [2, 2, 2, 2]})
        response = await client.post(releases_of(round_), headers={**facilitator, "accept-language": "de"})
        assert told(response) == (409, "too_few_responses")
        assert "Weniger als 5 Personen" in response.json()["detail"]
        assert "4" not in response.json()["detail"]

    @pytest.mark.parametrize("count", [0, 1, 4])
    async def test_how_many_too_few_they_are_is_not_to_be_seen(self, client, database, facilitator, count):
        round_, _ = await closed_round(database, {"office": [2] * count})
        response = await client.post(releases_of(round_), headers=facilitator)
        said = {name: value for name, value in response.json().items() if name != "trace_id"}
        other, _ = await closed_round(database, {"office": [0, 1]})
        response = await client.post(releases_of(other), headers=facilitator)
        assert {name: value for name, value in response.json().items() if name != "trace_id"} == said

    async def test_afterwards_the_closing_stays(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        before = (await client.get(path_of(round_), headers=facilitator)).json()
        assert before["sealed_at"] is None
        await client.post(releases_of(round_), headers=facilitator)
        later = {"closes_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()}
        assert told(await client.patch(path_of(round_), headers=facilitator, json=later)) == (409, "round_released")
        titled = await client.patch(path_of(round_), headers=facilitator, json={"title": "Danach"})
        assert titled.status_code == 200
        assert titled.json()["sealed_at"] is not None
        assert titled.json()["closes_at"] == before["closes_at"]

    async def test_nobody_enters_or_corrects_once_it_is_sealed(self, client, database, facilitator):
        """Not even where its closing has not come: no clock decides, and no replica that is slow."""
        round_ = await make_round(database)
        person, late, *_ = await invite_people(database, round_, 3)
        assert (await person.submit(client)).status_code == 201
        async with database.transaction() as transaction:
            await transaction.connection.execute(update(rounds).values(sealed_at=round_.opens_at))
        assert told(await late.submit(client)) == (409, "round_closed")
        corrected = await person.submit(client, {"leadership": 0}, headers=person.own | {"if-match": "*"})
        assert told(corrected) == (409, "round_closed")
        assert (await person.submit(client)).status_code == 200
        assert (await client.delete(person.path, headers=person.own)).status_code == 204


class TestReading:
    async def test_everybody_reads_the_same_bytes(self, client, database, facilitator, make_key):
        round_, _ = await closed_round(database)
        sealed = await client.post(releases_of(round_), headers=facilitator)
        other = await make_key("facilitator", municipalities=frozenset({str(round_.municipality_id)}))
        for headers in (facilitator, other, {**facilitator, "accept-language": "en"}):
            read = await client.get(f"{releases_of(round_)}/1", headers=headers)
            assert (read.status_code, read.content) == (200, sealed.content)
            assert read.headers["etag"] == sealed.headers["etag"]

    async def test_who_has_it_gets_nothing_more(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        tag = (await client.post(releases_of(round_), headers=facilitator)).headers["etag"]
        read = await client.get(f"{releases_of(round_)}/1", headers={**facilitator, "if-none-match": tag})
        assert (read.status_code, read.content) == (304, b"")

    async def test_it_is_listed(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        empty = await client.get(releases_of(round_), headers=facilitator)
        assert empty.json() == {"items": [], "next": None}
        sealed = await client.post(releases_of(round_), headers=facilitator)
        listed = (await client.get(releases_of(round_), headers=facilitator)).json()
        assert listed["next"] is None
        (entry,) = listed["items"]
        assert entry.pop("released_at").endswith("Z")
        assert entry == {
            "round": str(round_.id),
            "number": 1,
            "release_hash": hashlib.sha256(sealed.content).hexdigest(),
        }

    @pytest.mark.parametrize("number", ["0", "-1", "eins", "1001", "99999999999999999999"])
    async def test_numbers_that_none_has(self, client, database, facilitator, number):
        round_, _ = await closed_round(database)
        response = await client.get(f"{releases_of(round_)}/{number}", headers=facilitator)
        assert told(response) == (422, "invalid_input")

    async def test_before_it_is_sealed_and_elsewhere_there_is_none(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        for path in (f"{releases_of(round_)}/1", f"/v1/rounds/{uuid.uuid4()}/releases/1"):
            assert told(await client.get(path, headers=facilitator)) == (404, "unknown_release")


class TestParticipation:
    async def test_who_erases_after_the_release_is_not_to_be_missed(self, client, database, facilitator):
        round_ = await make_round(database, opens_in=-3)
        people = await invite_people(database, round_, 6)
        for person in people:
            await person.submit(client)
        await client.patch(path_of(round_), headers=facilitator, json={"state": "closed"})
        path = f"{path_of(round_)}/participation"
        assert (await client.delete(people[5].path, headers=people[5].own)).status_code == 204
        before = (await client.get(path, headers=facilitator)).json()
        assert before["submitted"] == 5
        assert (await client.post(releases_of(round_), headers=facilitator)).json()["n"] == 5
        assert (await client.delete(people[4].path, headers=people[4].own)).status_code == 204
        assert (await client.get(path, headers=facilitator)).json() == before


class TestMembers:
    async def test_read_the_release_of_an_open_round(self, client, database, facilitator):
        round_, people = await closed_by_members(database, client)
        assert told(await client.get(f"{people[0].path}/releases/1", headers=people[0].own)) == (404, "unknown_release")
        sealed = await client.post(releases_of(round_), headers=facilitator)
        assert sealed.status_code == 201
        for person in people[:2]:
            read = await client.get(f"{person.path}/releases/1", headers=person.own)
            assert (read.status_code, read.content) == (200, sealed.content)
        assert [rating["name"] for rating in json.loads(sealed.content)["ratings"]] == ["Person 0", "Person 1"]

    async def test_who_has_only_begun_or_erased_theirs_does_not(self, client, database, facilitator):
        round_, (_, erased, begun) = await closed_by_members(database, client)
        await client.post(releases_of(round_), headers=facilitator)
        assert told(await client.get(f"{begun.path}/releases/1", headers=begun.own)) == (409, "not_submitted")
        assert (await client.delete(erased.path, headers=erased.own)).status_code == 204
        assert told(await client.get(f"{erased.path}/releases/1", headers=erased.own)) == (410, "response_erased")

    async def test_whoever_erases_theirs_takes_the_release_back(self, client, database, facilitator):
        round_, (staying, leaving, begun) = await closed_by_members(database, client)
        await client.post(releases_of(round_), headers=facilitator)
        # Who has only begun does not stand in it.
        assert (await client.delete(begun.path, headers=begun.own)).status_code == 204
        assert (await client.get(f"{releases_of(round_)}/1", headers=facilitator)).status_code == 200
        assert (await client.delete(leaving.path, headers=leaving.own)).status_code == 204
        assert told(await client.get(f"{releases_of(round_)}/1", headers=facilitator)) == (404, "unknown_release")
        again = await client.post(releases_of(round_), headers=facilitator)
        assert again.headers["location"] == f"{releases_of(round_)}/2"
        assert [rating["name"] for rating in again.json()["ratings"]] == ["Person 0"]
        assert (await client.get(f"{staying.path}/releases/2", headers=staying.own)).content == again.content

    async def test_of_a_confidential_round_they_do_not(self, client, database, facilitator):
        round_ = await make_round(database, opens_in=-3)
        people = await invite_people(database, round_, 5)
        for person in people:
            await person.submit(client)
        closed = await client.patch(path_of(round_), headers=facilitator, json={"state": "closed"})
        assert closed.status_code == 200
        assert (await client.post(releases_of(round_), headers=facilitator)).status_code == 201
        read = await client.get(f"{people[0].path}/releases/1", headers=people[0].own)
        assert told(read) == (409, "ratings_not_in_mode")
