"""PUT, GET and DELETE /v1/rounds/{round_id}/drafts/{response_id}: half a questionnaire, safe on any device."""

import asyncio
import dataclasses
import uuid

import pytest

from tests.answering import ANSWERS, invite_people, make_round
from tests.storage.rows import count_rows

DRAFT = {"answers": {"leadership": 2, "responsible": "?"}, "place": "steering", "language": "de"}
LATER = {"answers": {"leadership": 1}}


async def keep(client, person, body=None, **headers):
    return await client.put(person.draft_path, json=body or DRAFT, headers=person.invited | headers)


class TestKeeping:
    async def test_it_comes_back_on_another_device(self, client, person, database):
        kept = await keep(client, person)
        assert (kept.status_code, kept.content) == (204, b"")
        found = await client.get(person.draft_path, headers=person.own)
        assert (found.status_code, found.json()) == (200, DRAFT)
        assert found.headers["etag"] == kept.headers["etag"]
        assert found.headers["cache-control"] == "private, no-store"
        assert await count_rows(database, "tickets") == 0

    async def test_numbers_come_back_as_they_were(self, client, person):
        content = b'{"answers":{"a":0.1,"b":1.0,"c":1e400,"d":12345678901234567890123}}'
        headers = person.invited | {"content-type": "application/json"}
        response = await client.put(person.draft_path, content=content, headers=headers)
        assert response.status_code in (204, 422)
        if response.status_code == 204:
            assert b'"a":0.1' in (await client.get(person.draft_path, headers=person.own)).content

    async def test_saving_again_needs_to_say_what_it_replaces(self, client, person):
        first = await keep(client, person)
        assert (await keep(client, person)).status_code == 204
        assert (await keep(client, person, LATER)).status_code == 409
        assert (await keep(client, person, LATER, **{"if-match": '"0"'})).status_code == 412
        second = await keep(client, person, LATER, **{"if-match": first.headers["etag"]})
        assert second.status_code == 204
        assert (await client.get(person.draft_path, headers=person.own)).json() == LATER

    async def test_submitting_ends_it(self, client, person, database):
        await keep(client, person)
        assert (await person.submit(client, headers=person.own)).status_code == 201
        assert (await client.get(person.draft_path, headers=person.own)).json()["code"] == "no_draft"
        assert await count_rows(database, "responses WHERE draft IS NOT NULL") == 0

    async def test_a_correction_may_be_drafted(self, client, person):
        submitted = await person.submit(client)
        late = await keep(client, person, LATER)
        assert (late.status_code, late.json()["code"]) == (409, "response_differs")
        match = {"if-match": submitted.headers["etag"]}
        assert (await keep(client, person, LATER, **match)).status_code == 204
        stored = (await client.get(person.path, headers=person.own)).json()
        assert (stored["answers"], stored["draft"]) == (ANSWERS, LATER)
        match = person.own | {"if-match": submitted.headers["etag"]}
        assert (await person.submit(client, LATER["answers"], headers=match)).status_code == 200
        assert (await client.get(person.path, headers=person.own)).json()["draft"] is None

    async def test_many_first_savings_spend_one_code(self, client, person, database):
        found = await asyncio.gather(*(keep(client, person) for _ in range(15)))
        assert {response.status_code for response in found} == {204}
        assert await count_rows(database, "responses") == 1

    async def test_it_is_handed_over_by_its_secret(self, client, database):
        (first,) = await invite_people(database, await make_round(database, mode="institutional"))
        kept = await keep(client, first, LATER)
        colleague = dataclasses.replace(first, code="")
        match = colleague.own | {"if-match": kept.headers["etag"]}
        assert (await client.put(colleague.draft_path, json=DRAFT, headers=match)).status_code == 204
        assert (await first.submit(client, headers=first.own)).status_code == 201

    async def test_what_is_not_there_cannot_be_replaced(self, client, person, database):
        assert (await keep(client, person, **{"if-match": '"0"'})).status_code == 412
        assert await count_rows(database, "tickets") == 1
        await keep(client, person)
        await client.delete(person.draft_path, headers=person.own)
        assert (await keep(client, person, **{"if-match": '"0"'})).status_code == 412


class TestDiscarding:
    async def test_who_has_not_submitted_may_begin_again(self, client, person):
        await keep(client, person)
        for _ in range(2):
            assert (await client.delete(person.draft_path, headers=person.own)).status_code == 204
        assert (await client.get(person.draft_path, headers=person.own)).status_code == 404
        assert (await client.put(person.draft_path, json=LATER, headers=person.own)).status_code == 204
        assert (await person.submit(client, headers=person.own)).status_code == 201

    async def test_what_was_submitted_stays(self, client, person):
        submitted = await person.submit(client)
        await keep(client, person, LATER, **{"if-match": submitted.headers["etag"]})
        await client.delete(person.draft_path, headers=person.own)
        assert (await client.get(person.path, headers=person.own)).headers["etag"] == submitted.headers["etag"]


class TestRefusals:
    async def test_nobody_else_reads_it(self, client, person, round_):
        await keep(client, person)
        for method in ("GET", "DELETE"):
            wrong = await client.request(method, person.draft_path, headers={"selfcheck-response-secret": "y" * 22})
            none = await client.request(method, person.draft_path)
            code_only = await client.request(method, person.draft_path, headers={"selfcheck-access-code": person.code})
            assert [each.status_code for each in (wrong, none, code_only)] == [404, 401, 401]
        elsewhere = f"/v1/rounds/{uuid.uuid4()}/drafts/{person.id}"
        missing = await client.get(elsewhere, headers=person.own)
        assert (missing.status_code, missing.json()["code"]) == (404, "unknown_response")

    @pytest.mark.parametrize(
        ("body", "place"),
        [
            ({}, "/answers"),
            ({"answers": 1}, "/answers"),
            ({"answers": {}, "more": 1}, "/more"),
            ({"answers": {}, "place": "x" * 201}, "/place"),
            ({"answers": {}, "place": 3}, "/place"),
            ({"answers": {}, "perspective": "mayor"}, "/perspective"),
            ({"answers": {"pride": "Unser Fest"}}, "/answers/pride"),
            ({"answers": {"leadership": {"no_answer": "dont_know", "reason": "neu"}}}, "/answers/leadership/reason"),
        ],
    )
    async def test_what_is_no_draft(self, client, person, body, place, database):
        response = await client.put(person.draft_path, json=body, headers=person.invited)
        assert (response.status_code, [fault["pointer"] for fault in response.json()["errors"]]) == (422, [place])
        assert await count_rows(database, "tickets") == 1

    async def test_a_closed_round_takes_no_draft(self, client, database):
        (person,) = await invite_people(database, await make_round(database, opens_in=-2, closes_in=-1))
        response = await keep(client, person)
        assert (response.status_code, response.json()["code"]) == (409, "round_closed")

    async def test_an_erased_response_takes_no_draft(self, client, person):
        await keep(client, person)
        await client.delete(person.path, headers=person.own)
        assert (await keep(client, person)).status_code == 410
        assert (await client.get(person.draft_path, headers=person.own)).status_code == 410
