"""What is stored of a response, for its holder: reading, evaluating again, erasing; and the welcome before it."""

import contextlib
import dataclasses
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import set_round
from tests.answering import ANSWERS, QUESTIONNAIRE, invite_people, make_round
from tests.reports.pdf.opened import text_of
from tests.storage.rows import count_rows


@contextlib.contextmanager
def writes(database):
    """Collect the statements that write responses."""
    written = []

    def sent(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE responses"):
            written.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", sent)
    yield written
    event.remove(engine, "before_cursor_execute", sent)


class TestReading:
    async def test_everything_that_is_stored(self, client, person):
        submitted = await person.submit(client, language="de")
        found = await client.get(person.path, headers=person.own)
        today = datetime.now(UTC).date().isoformat()
        assert found.headers["etag"] == submitted.headers["etag"]
        assert found.json() == {
            "id": str(person.id),
            "round": str(person.round.id),
            "questionnaire": QUESTIONNAIRE["key"],
            "version": "1.0.0",
            "definition_hash": submitted.json()["receipt"]["definition_hash"],
            "profile": {},
            "perspective": "office",
            "display_name": None,
            "language": "de",
            "entered_on": today,
            "changed_on": today,
            "answers": ANSWERS,
            "draft": None,
        }

    async def test_before_it_is_submitted(self, client, person):
        await client.put(person.draft_path, json={"answers": {"leadership": 0}}, headers=person.invited)
        found = await client.get(person.path, headers=person.own)
        assert found.json()["answers"] is None
        assert "etag" not in found.headers
        evaluation = await client.get(f"{person.path}/evaluation", headers=person.own)
        assert (evaluation.status_code, evaluation.json()["code"]) == (404, "not_submitted")

    async def test_the_evaluation_is_the_same_again(self, client, person):
        submitted = await person.submit(client, language="de")
        again = await client.get(f"{person.path}/evaluation", headers=person.own)
        assert again.content == submitted.content
        english = await client.get(f"{person.path}/evaluation?language=en&explanation=none", headers=person.own)
        assert english.json()["language"] == english.headers["content-language"] == "en"
        other = await client.get(f"{person.path}/evaluation?language=fr", headers=person.own)
        assert (other.status_code, other.json()["errors"][0]["parameter"]) == (422, "language")

    @pytest.mark.parametrize("part", ["", "/evaluation", "/ratings"])
    async def test_nobody_else_reads_it(self, client, person, make_key, part):
        await person.submit(client)
        key = await make_key("facilitator", "operator", "author", "service")
        for headers, status in (
            (key, 401),
            ({"selfcheck-access-code": person.code}, 401),
            ({"selfcheck-response-secret": "z" * 30}, 404),
        ):
            assert (await client.get(person.path + part, headers=headers)).status_code == status


class TestErasing:
    async def test_nothing_is_left_but_that_it_was_erased(self, client, person, database):
        await person.submit(client)
        assert (await client.delete(person.path, headers=person.own)).status_code == 204
        for method, path in (("GET", person.path), ("DELETE", person.path), ("GET", f"{person.path}/evaluation")):
            response = await client.request(method, path, headers=person.own)
            assert (response.status_code, response.json()["code"]) == (410, "response_erased")
        assert await count_rows(database, "responses WHERE secret_hash IS NULL AND perspective IS NULL") == 1
        async with database.reading() as transaction:
            (event,) = await list_events(
                transaction, EVERYWHERE, municipality_id=person.round.municipality_id, limit=10
            )
        assert (event.event, event.actor, event.round_id, event.details) == (
            "response_erased",
            "respondent",
            person.round.id,
            {},
        )
        assert event.at == event.at.replace(hour=0, minute=0, second=0)

    async def test_it_is_possible_after_the_closing(self, client, database, person, round_):
        await person.submit(client)
        async with database.transaction() as transaction:
            await set_round(transaction, dataclasses.replace(round_, closes_at=datetime.now(UTC)), changing=[])
        assert (await client.delete(person.path, headers=person.own)).status_code == 204

    async def test_a_repetition_is_written_before_it_says_that_it_is_done(self, client, person, database):
        """What the first one wrote may not have reached the standby yet; to say 410 at once would promise too much."""
        await person.submit(client)
        await client.delete(person.path, headers=person.own)
        with writes(database) as written:
            assert (await client.delete(person.path, headers=person.own)).status_code == 410
        assert len(written) == 1
        with writes(database) as written:
            assert (await person.submit(client)).status_code == 410
        assert not written

    async def test_a_wrong_secret_erases_nothing(self, client, person):
        await person.submit(client)
        response = await client.delete(person.path, headers={"selfcheck-response-secret": "q" * 40})
        assert response.status_code == 404
        assert (await client.get(person.path, headers=person.own)).status_code == 200


class TestRatings:
    async def test_members_see_each_other_once_it_is_closed(self, client, database):
        round_ = await make_round(database, mode="open")
        people = await invite_people(database, round_, 5)
        for number, person in enumerate(people):
            await person.submit(client, {"leadership": number % 3}, display_name=f"Person {number}")
        early = await client.get(f"{people[0].path}/ratings", headers=people[0].own)
        assert (early.status_code, early.json()["code"]) == (409, "round_still_open")
        async with database.transaction() as transaction:
            await set_round(transaction, dataclasses.replace(round_, closes_at=datetime.now(UTC)), changing=[])
        found: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        for _ in range(3):
            page = await client.get(f"{people[0].path}/ratings", params={"limit": "2", **after}, headers=people[0].own)
            found += page.json()["items"]
            after = {"cursor": page.json()["next"]}
        assert after == {"cursor": None}
        assert sorted((each["display_name"], each["perspective"], each["answers"]["leadership"]) for each in found) == [
            (f"Person {number}", "office", number % 3) for number in range(5)
        ]

    async def test_a_confidential_round_has_none(self, client, person):
        await person.submit(client)
        response = await client.get(f"{person.path}/ratings", headers=person.own)
        assert (response.status_code, response.json()["code"]) == (409, "ratings_not_in_mode")

    async def test_who_has_not_submitted_is_no_member_yet(self, client, database):
        (person,) = await invite_people(database, await make_round(database, mode="open"))
        await client.put(person.draft_path, json={"answers": {}}, headers=person.invited)
        response = await client.get(f"{person.path}/ratings", headers=person.own)
        assert (response.status_code, response.json()["code"]) == (409, "not_submitted")

    async def test_a_cursor_of_nobody_s(self, client, database):
        (person,) = await invite_people(database, await make_round(database, mode="open"))
        await person.submit(client, display_name="Kim")
        assert (await client.get(f"{person.path}/ratings?cursor=abc", headers=person.own)).status_code == 422


class TestWelcome:
    async def test_it_says_what_the_round_is_about(self, client, person, database):
        found = await client.get(
            f"/v1/rounds/{person.round.id}/welcome", headers={"selfcheck-access-code": person.code}
        )
        assert found.status_code == 200
        welcome = found.json()
        assert (welcome["title"], welcome["municipality"], welcome["state"]) == (
            "Wo stehen wir?",
            "Musterstadt",
            "open",
        )
        assert welcome["perspective"] == {"key": "office", "title": "Administration"}
        assert [statement["key"] for statement in welcome["statements"]][:2] == ["voluntary", "perspective"]
        assert found.headers["content-language"] == "en"
        assert await count_rows(database, "tickets") == 1

    @pytest.mark.parametrize(("perspective", "asked"), [("office", True), ("citizens", False)])
    async def test_own_words_are_spoken_of_to_those_whose_form_has_room_for_them(
        self, client, database, perspective, asked
    ):
        row = await make_round(database, free_texts=True)
        (person,) = await invite_people(database, row, perspective=perspective)
        headers = {"selfcheck-access-code": person.code}
        welcome = (await client.get(f"/v1/rounds/{row.id}/welcome", headers=headers)).json()
        assert welcome["free_texts"] is asked
        assert ("free_texts" in [each["key"] for each in welcome["statements"]]) is asked
        # Both agree to the same terms.
        assert welcome["terms_hash"] == row.terms_hash

    async def test_in_german(self, client, person):
        headers = {"selfcheck-access-code": person.code, "accept-language": "de"}
        found = (await client.get(f"/v1/rounds/{person.round.id}/welcome", headers=headers)).json()
        assert found["perspective"]["title"] == "Verwaltung"
        assert "freiwillig" in found["statements"][0]["text"]

    async def test_in_plain_german(self, client, person):
        headers = {"selfcheck-access-code": person.code, "accept-language": "de-simple"}
        found = (await client.get(f"/v1/rounds/{person.round.id}/welcome", headers=headers)).json()
        assert (found["language"], found["languages"]) == ("de-simple", ["de", "en"])
        assert found["perspective"]["title"] == "Verwaltung"
        assert found["statements"][0]["text"].startswith("Sie können mitmachen.")

    async def test_afterwards_by_the_secret(self, client, person):
        await person.submit(client)
        path = f"/v1/rounds/{person.round.id}/welcome"
        assert (await client.get(f"{path}?response_id={person.id}", headers=person.own)).status_code == 200
        assert (await client.get(path, headers=person.own)).status_code == 401
        assert (await client.get(path, headers=person.invited)).status_code == 401

    async def test_a_planned_round_welcomes_too(self, client, database):
        (person,) = await invite_people(database, await make_round(database, opens_in=24, closes_in=48))
        found = await client.get(f"/v1/rounds/{person.round.id}/welcome", headers=person.invited)
        assert found.json()["state"] == "planned"

    async def test_strangers_are_all_the_same(self, client, person):
        foreign = await client.get(f"/v1/rounds/{uuid.uuid4()}/welcome", headers=person.invited)
        wrong = await client.get(
            f"/v1/rounds/{person.round.id}/welcome", headers={"selfcheck-response-secret": "w" * 30}
        )
        nothing = await client.get(f"/v1/rounds/{person.round.id}/welcome")
        assert {each.status_code for each in (foreign, wrong, nothing)} == {401}
        assert len({str({**each.json(), "trace_id": ""}) for each in (foreign, wrong, nothing)}) == 1


class TestBrowsers:
    @pytest.fixture
    def settings(self, database_url) -> Settings:
        return Settings.load(database_url=database_url, cors_origins=("https://forms.example",))

    async def test_a_page_of_an_allowed_origin_may_send_code_and_secret(self, client, person):
        asked = {
            "origin": "https://forms.example",
            "access-control-request-method": "PUT",
            "access-control-request-headers": "selfcheck-access-code, selfcheck-response-secret, if-match",
        }
        allowed = await client.options(person.path, headers=asked)
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == "https://forms.example"
        origin = {"origin": "https://forms.example"}
        response = await person.submit(client, headers=person.invited | origin)
        assert response.status_code == 201
        assert "ETag" in response.headers["access-control-expose-headers"]


class TestBehindAPrefix:
    @pytest.fixture
    def settings(self, database_url) -> Settings:
        return Settings.load(database_url=database_url, root_path="/selbstcheck")

    @pytest.mark.parametrize("prefix", ["", "/selbstcheck"])
    async def test_a_proxy_may_leave_it_or_take_it_away(self, client, person, prefix):
        response = await client.put(prefix + person.path, json={"answers": ANSWERS}, headers=person.invited)
        assert response.status_code == 201
        assert (await client.get(prefix + person.path, headers=person.own)).status_code == 200


class TestOnPaper:
    async def test_the_holder_gets_the_evaluation_to_keep(self, client, person):
        assert (await person.submit(client)).status_code == 201
        response = await client.get(f"{person.path}/evaluation.pdf?language=de", headers=person.own)
        assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
        assert response.headers["cache-control"] == "private, no-store"
        assert response.headers["content-language"] == "de"
        assert response.headers["content-disposition"].endswith('-evaluation-de.pdf"')
        assert "niemand sonst bekommt sie" in text_of(response.content)
        again = await client.get(f"{person.path}/evaluation.pdf?language=de", headers=person.own)
        assert again.content == response.content

    async def test_nobody_else_does_and_a_draft_has_none(self, client, person):
        assert (await client.put(person.draft_path, json={"answers": {}}, headers=person.invited)).status_code == 204
        none = await client.get(f"{person.path}/evaluation.pdf", headers=person.own)
        assert (none.status_code, none.json()["code"]) == (404, "not_submitted")
        other = {"selfcheck-response-secret": "x" * 32}
        assert (await client.get(f"{person.path}/evaluation.pdf", headers=other)).status_code == 404
