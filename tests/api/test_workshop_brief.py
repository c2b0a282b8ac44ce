"""The workshop brief over HTTP: what it is made of, in which forms, and that nothing of it is kept."""

import hashlib
import json

import pytest

from selfcheck_service.core.releases import read_release
from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from tests.api.test_releases import closed_by_members, told
from tests.sealing.answered import closed_round
from tests.voting import round_of_three_fields


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def released(client, database, facilitator):
    """The path of the brief of a confidential round of twelve, and its release."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}/releases"
    sealed = await client.post(path, headers=facilitator)
    return f"{path}/1/workshop-brief", read_release(sealed.content)


class TestJson:
    async def test_it_is_the_brief_of_the_release_with_a_schedule_beside_it(self, client, facilitator, released):
        path, release = released
        response = await client.get(f"{path}?language=de&kind=full_day&people=23", headers=facilitator)
        assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
        assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
        assert response.headers["content-language"] == "de"
        assert response.headers["cache-control"] == "private, no-store"
        assert "content-disposition" not in response.headers
        brief, schedule = response.json()["brief"], response.json()["schedule"]
        sealed = await client.get(path.removesuffix("/workshop-brief"), headers=facilitator)
        assert brief["release_hash"] == hashlib.sha256(sealed.content).hexdigest()
        assert brief["took_part"]["n"] == release.n == 12
        assert brief["parts"][0] == {"number": 1, "key": "reading", "title": "So ist die Unterlage zu lesen"}
        assert (schedule["kind"], schedule["people"], schedule["minutes"]) == ("full_day", 23, 480)
        assert sum(table["people"] for table in schedule["tables"]) == 23

    async def test_without_wishes_it_is_half_a_day_for_those_who_took_part(self, client, facilitator, released):
        schedule = (await client.get(released[0], headers=facilitator)).json()["schedule"]
        assert (schedule["kind"], schedule["people"]) == ("half_day", 12)

    async def test_the_same_request_has_the_same_bytes(self, client, facilitator, released):
        first, second = [await client.get(f"{released[0]}?people=20", headers=facilitator) for _ in range(2)]
        assert first.content == second.content
        assert (
            first.content
            == json.dumps(first.json(), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        )

    async def test_who_has_it_gets_nothing_more(self, client, facilitator, released):
        tag = (await client.get(released[0], headers=facilitator)).headers["etag"]
        again = await client.get(released[0], headers={**facilitator, "if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        other = await client.get(f"{released[0]}?people=30", headers={**facilitator, "if-none-match": tag})
        assert other.status_code == 200

    async def test_it_speaks_the_language_that_is_preferred(self, client, facilitator, released):
        for language in ("en", "de"):
            response = await client.get(released[0], headers={**facilitator, "accept-language": language})
            assert response.json()["brief"]["language"] == response.headers["content-language"] == language

    @pytest.mark.parametrize(
        "query",
        ["language=tlh", "kind=week", "people=4", "people=61", "people=many", "x=1", "people=5&people=6"],
    )
    async def test_wishes_that_cannot_be_met_are_refused(self, client, facilitator, released, query):
        assert told(await client.get(f"{released[0]}?{query}", headers=facilitator)) == (422, "invalid_input")

    async def test_a_round_without_a_release_has_none(self, client, database, facilitator):
        round_, _ = await closed_round(database)
        path = f"/v1/rounds/{round_.id}/releases/1/workshop-brief"
        assert told(await client.get(path, headers=facilitator)) == (404, "unknown_release")


class TestHtml:
    async def test_it_is_one_file_with_a_name(self, client, facilitator, released):
        path, release = released
        response = await client.get(f"{path}.html?language=de&kind=two_parts", headers=facilitator)
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
        edition = f"{release.closed_on}-{release.round[-8:]}-1-workshop-two-parts-de"
        name = f"musterstadt-wo-stehen-wir-{edition}.html"
        assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert response.content.startswith(b'<!DOCTYPE html>\n<html lang="de">')
        assert "2. Treffen" in response.text

    async def test_whoever_accepts_html_gets_the_same(self, client, facilitator, released):
        path, _ = released
        file = await client.get(f"{path}.html?language=en", headers=facilitator)
        accepted = await client.get(f"{path}?language=en", headers={**facilitator, "accept": "text/html"})
        assert accepted.content == file.content
        assert accepted.headers["content-disposition"] == file.headers["content-disposition"]
        assert "accept" in accepted.headers["vary"]

    async def test_the_trail_says_who_took_it_and_only_when_it_was_sent(self, client, database, facilitator, released):
        tag = (await client.get(f"{released[0]}.html", headers=facilitator)).headers["etag"]
        again = await client.get(f"{released[0]}.html", headers={**facilitator, "if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        async with database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=100)
        found = [event.details for event in events if event.event == "round_exported"]
        assert found == [{"number": 1, "form": "brief_html"}]


async def test_an_open_round_shows_its_members_under_their_names(client, database, facilitator):
    round_, _ = await closed_by_members(database, client)
    path = f"/v1/rounds/{round_.id}/releases"
    assert (await client.post(path, headers=facilitator)).status_code == 201
    brief = (await client.get(f"{path}/1/workshop-brief", headers=facilitator)).json()["brief"]
    assert (brief["basis"], brief["took_part"]["n"]) == ("open", 2)


async def test_reading_the_brief_is_no_more_than_reading_the_release(client, database, facilitator, released):
    assert (await client.get(released[0], headers=facilitator)).status_code == 200
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    assert "round_exported" not in {event.event for event in events}


class TestChoice:
    """The brief after the room has chosen its fields."""

    @pytest.fixture
    async def rounds(self, database):
        return f"/v1/rounds/{(await round_of_three_fields(database)).id}"

    @staticmethod
    async def choose(client, facilitator, rounds, *fields, seen=None):
        headers = facilitator if seen is None else {**facilitator, "if-match": seen}
        body = {"fields": [{"field": key, "reason": "Darum.", "source": "room"} for key in fields]}
        made = await client.put(f"{rounds}/focus-fields", json=body, headers=headers)
        assert made.status_code in (200, 201), made.text
        return made.headers["etag"]

    async def test_cards_and_tables_are_those_of_the_fields_that_the_room_chose_last(self, client, facilitator, rounds):
        path = f"{rounds}/releases/1/workshop-brief"
        proposal = await client.get(path, headers=facilitator)
        assert "choice" not in proposal.json()["brief"]
        proposed = [each["field"] for each in proposal.json()["brief"]["priorities"]]
        seen = await self.choose(client, facilitator, rounds, "third")
        assert proposed != ["third"]
        tag = proposal.headers["etag"]
        changed = await client.get(path, headers={**facilitator, "if-none-match": tag})
        assert (changed.status_code, changed.headers["etag"] == tag) == (200, False)
        assert changed.headers["etag"] == f'"{hashlib.sha256(changed.content).hexdigest()}"'
        brief = changed.json()["brief"]
        assert [each["field"] for each in brief["priorities"]] == ["third"]
        assert [card["key"] for card in brief["priorities"][0]["cards"]] == ["of_third"]
        assert {title for table in changed.json()["schedule"]["tables"] for title in table["fields"]} == {"third"}
        assert [each["field"] for each in brief["choice"]["proposed"]] == proposed
        await self.choose(client, facilitator, rounds, "further", "third", seen=seen)
        last = (await client.get(path, headers=facilitator)).json()["brief"]
        assert [each["field"] for each in last["priorities"]] == ["further", "third"]

    async def test_the_proposal_stays_the_same_bytes_for_who_asks_for_it(self, client, facilitator, rounds):
        path = f"{rounds}/releases/1/workshop-brief"
        before = await client.get(path, headers=facilitator)
        same = await client.get(f"{path}?focus=chosen", headers=facilitator)
        assert same.content == before.content
        await self.choose(client, facilitator, rounds, "third")
        after = await client.get(f"{path}?focus=proposed", headers={**facilitator, "if-none-match": "x"})
        assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
        refused = await client.get(f"{path}?focus=mine", headers=facilitator)
        assert told(refused) == (422, "invalid_input")

    async def test_every_paper_is_that_of_the_choice(self, client, facilitator, rounds):
        path, papers = f"{rounds}/releases/1/workshop-brief", (".html", ".pdf", "/cards.pdf", "/measure-sheets.pdf")
        before = [await client.get(f"{path}{each}", headers=facilitator) for each in papers]
        await self.choose(client, facilitator, rounds, "third")
        after = [await client.get(f"{path}{each}", headers=facilitator) for each in papers]
        proposed = [await client.get(f"{path}{each}?focus=proposed", headers=facilitator) for each in papers]
        assert [each.status_code for each in after] == [200] * len(papers)
        assert all(one.content != other.content for one, other in zip(before, after, strict=True))
        assert [each.content for each in proposed] == [each.content for each in before]
        assert "The room chose: “Third”." in after[0].text

    async def test_the_matrix_has_the_cards_of_the_choice(self, client, facilitator, rounds):
        before = {each["key"] for each in (await client.get(f"{rounds}/matrix", headers=facilitator)).json()["cards"]}
        await self.choose(client, facilitator, rounds, "third")
        matrix = (await client.get(f"{rounds}/matrix", headers=facilitator)).json()
        keys = {each["key"] for each in matrix["cards"]}
        assert "of_third" in keys
        assert keys != before
        assert {each["field"] for each in matrix["missing"]} <= {"third"}
