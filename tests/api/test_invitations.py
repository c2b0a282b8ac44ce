"""Invitations over HTTP: codes are shown once, good once, taken back, and counted without telling who used them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, text

from selfcheck_service.core.rounds.access_codes import code_hash, read_code
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.storage.tables import tickets
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.rounds import a_body, add_municipality, add_response, perspectives_version

PATH = "/v1/rounds"


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def town(database, published):
    await publish_questionnaire(database, perspectives_version(), now=datetime.now(UTC))
    return await add_municipality(database)


@pytest.fixture
async def path(client, facilitator, town):
    """The path of a round with the perspectives staff and council."""
    body = a_body(town, version="1.1.0", perspectives=["staff", "council"])
    return f"{PATH}/{(await client.post(PATH, json=body, headers=facilitator)).json()['id']}"


@pytest.fixture
async def plain(client, facilitator, town):
    """The path of a round without perspectives."""
    return f"{PATH}/{(await client.post(PATH, json=a_body(town), headers=facilitator)).json()['id']}"


def faults(response):
    assert response.status_code == 422, response.text
    return {(each.get("pointer", each.get("parameter")), each["code"]) for each in response.json()["errors"]}


def refused(response):
    return response.status_code, response.json()["code"]


async def issue(client, facilitator, path, **body):
    response = await client.post(f"{path}/invitations", json=body, headers=facilitator)
    assert response.status_code == 201, response.text
    return response.json()


async def spend(database, path, code):
    """Delete one ticket of a code, as a respondent's first draft does."""
    canonical = read_code(code)
    assert canonical is not None
    hashed = code_hash(uuid.UUID(path.split("/")[-1]).bytes, canonical)
    async with database.transaction() as transaction:
        found = select(tickets.c.id).where(tickets.c.code_hash == hashed).limit(1)
        ticket = (await transaction.connection.execute(found)).scalar_one()
        await transaction.connection.execute(delete(tickets).where(tickets.c.id == ticket))


async def participation(client, facilitator, path):
    found = (await client.get(f"{path}/participation", headers=facilitator)).json()
    return {
        each["perspective"]: (each["issued"], each["revoked"], each["redeemed"], each["left"])
        for each in found["perspectives"]
    }


class TestIssuingCodes:
    async def test_personal_codes_are_many_and_all_different(self, client, facilitator, path):
        response = await client.post(
            f"{path}/invitations", json={"perspective": "staff", "count": 50}, headers=facilitator
        )
        issued = response.json()
        assert (response.status_code, response.headers["cache-control"]) == (201, "private, no-store")
        assert (issued["perspective"], issued["kind"], issued["issued"], issued["revoked"]) == (
            "staff",
            "personal",
            50,
            0,
        )
        assert len({read_code(code) for code in issued["codes"]} - {None}) == 50
        assert all(len(code) == 14 and code[4] == code[9] == "-" for code in issued["codes"])

    async def test_an_open_code_is_one_for_many(self, client, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="council", kind="open", count=300)
        assert (len(issued["codes"]), issued["issued"]) == (1, 300)
        assert (await participation(client, facilitator, path))["council"] == (300, 0, 0, 300)

    async def test_a_link_has_the_code_where_no_server_sees_it(self, client, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=2)
        page = path.removeprefix("/v1").replace("/rounds/", "/answer/")
        assert issued["links"] == [f"{page}#code={code}" for code in issued["codes"]]

    async def test_the_perspective_may_be_left_out_where_there_is_no_choice(self, client, facilitator, town, plain):
        assert (await issue(client, facilitator, plain, count=1))["perspective"] is None
        body = a_body(town, version="1.1.0", perspectives=["council"])
        made = (await client.post(PATH, json=body, headers=facilitator)).json()
        assert (await issue(client, facilitator, f"{PATH}/{made['id']}", count=1))["perspective"] == "council"

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ({"count": 1}, {("/perspective", "missing")}),
            ({"perspective": "mayor", "count": 1}, {("/perspective", "unknown_perspective")}),
            ({"perspective": "staff"}, {("/count", "missing")}),
            ({"perspective": "staff", "count": 0}, {("/count", "out_of_range")}),
            ({"perspective": "staff", "count": 1001}, {("/count", "out_of_range")}),
            (
                {"perspective": 1, "count": True, "kind": "x"},
                {("/perspective", "wrong_type"), ("/count", "wrong_type"), ("/kind", "not_one_of")},
            ),
            ({"perspective": "staff", "count": 1, "names": []}, {("/names", "unknown_member")}),
        ],
    )
    async def test_what_cannot_be_is_refused(self, client, facilitator, path, body, found):
        assert faults(await client.post(f"{path}/invitations", json=body, headers=facilitator)) == found

    async def test_a_round_without_perspectives_has_none_to_invite(self, client, facilitator, plain):
        response = await client.post(
            f"{plain}/invitations", json={"perspective": "staff", "count": 1}, headers=facilitator
        )
        assert faults(response) == {("/perspective", "unknown_perspective")}

    async def test_a_closed_round_invites_nobody(self, client, facilitator, plain):
        await client.patch(plain, json={"state": "closed"}, headers=facilitator)
        response = await client.post(f"{plain}/invitations", json={"count": 1}, headers=facilitator)
        assert refused(response) == (409, "round_closed")

    async def test_a_planned_round_invites_already(self, client, facilitator, town):
        body = a_body(town, opens_at=(datetime.now(UTC) + timedelta(days=1)).isoformat())
        made = (await client.post(PATH, json=body, headers=facilitator)).json()
        await issue(client, facilitator, f"{PATH}/{made['id']}", count=3)

    async def test_an_institutional_round_has_one_code_in_all(self, client, facilitator, town):
        made = (await client.post(PATH, json=a_body(town, mode="institutional"), headers=facilitator)).json()
        path = f"{PATH}/{made['id']}"
        two = await client.post(f"{path}/invitations", json={"count": 2}, headers=facilitator)
        assert refused(two) == (409, "one_answer_only")
        first = await issue(client, facilitator, path, count=1)
        second = await client.post(f"{path}/invitations", json={"count": 1}, headers=facilitator)
        assert refused(second) == (409, "one_answer_only")
        # A lost code is replaced, as long as nobody has used it.
        revocation = f"{path}/invitations/{first['id']}/revocation"
        replaced = await client.post(revocation, json={"reissue": True}, headers=facilitator)
        assert replaced.json()["reissued"]["issued"] == 1

    async def test_a_round_has_at_most_twenty_thousand_codes(self, client, facilitator, plain):
        for _ in range(20):
            await issue(client, facilitator, plain, kind="open", count=1000)
        response = await client.post(f"{plain}/invitations", json={"count": 1}, headers=facilitator)
        assert refused(response) == (409, "too_many_codes")

    async def test_advice_for_small_groups_ends_when_many_are_invited(self, client, facilitator, plain):
        await issue(client, facilitator, plain, count=14)
        assert [each["key"] for each in (await client.get(plain, headers=facilitator)).json()["advice"]] == [
            "small_group"
        ]
        await issue(client, facilitator, plain, count=1)
        assert (await client.get(plain, headers=facilitator)).json()["advice"] == []

    async def test_a_repeated_request_issues_nothing_and_shows_no_code(self, client, database, facilitator, path):
        headers = {**facilitator, "idempotency-key": "once"}
        body = {"perspective": "staff", "count": 3}
        first = (await client.post(f"{path}/invitations", json=body, headers=headers)).json()
        second = await client.post(f"{path}/invitations", json=body, headers=headers)
        assert second.status_code == 201
        assert second.json() == {**first, "codes": None, "links": None}
        assert (await participation(client, facilitator, path))["staff"] == (3, 0, 0, 3)

    async def test_no_code_is_stored_anywhere(self, client, database, facilitator, path):
        headers = {**facilitator, "idempotency-key": "once"}
        issued = await issue(client, headers, path, perspective="staff", count=5)
        codes = [written for code in issued["codes"] for written in (code, code.replace("-", ""))]
        async with database.reading() as transaction:
            for table in ("invitations", "tickets", "idempotency", "audit", "rounds"):
                rows = (await transaction.connection.execute(text(f"SELECT * FROM {table}"))).all()  # noqa: S608 names of ours
                written = "".join(
                    bytes(cell).decode("latin-1") if isinstance(cell, bytes) else str(cell)
                    for row in rows
                    for cell in row
                )
                assert rows or table == "rounds"
                assert not [code for code in codes if code in written]

    async def test_foreign_and_missing_look_the_same(self, client, make_key, path):
        elsewhere = await make_key("facilitator", municipalities=(str(uuid.uuid4()),))
        for place in ("invitations", "revocations", f"invitations/{uuid.uuid4()}/revocation"):
            body: dict[str, object] = {"code": "0000-0000-0000"} if place == "revocations" else {}
            body = {"count": 1} if place == "invitations" else body
            for one in (path, f"{PATH}/{uuid.uuid4()}"):
                assert refused(await client.post(f"{one}/{place}", json=body, headers=elsewhere)) == (
                    404,
                    "unknown_round",
                )


class TestListingInvitations:
    async def test_the_newest_come_first_without_codes(self, client, facilitator, path):
        made = [await issue(client, facilitator, path, perspective="staff", count=n + 1) for n in range(5)]
        pages = [(await client.get(f"{path}/invitations?limit=2", headers=facilitator)).json()]
        while cursor := pages[-1]["next"]:
            pages.append((await client.get(f"{path}/invitations?limit=2&cursor={cursor}", headers=facilitator)).json())
        listed = [each for page in pages for each in page["items"]]
        expected = [{name: value for name, value in each.items() if name not in ("codes", "links")} for each in made]
        assert listed == expected[::-1]

    async def test_a_cursor_of_something_else_is_refused(self, client, facilitator, path):
        assert faults(await client.get(f"{path}/invitations?cursor=AA", headers=facilitator)) == {
            ("cursor", "malformed")
        }


class TestRevokingAnInvitation:
    async def revoke(self, client, facilitator, path, issued, **body):
        return await client.post(f"{path}/invitations/{issued['id']}/revocation", json=body, headers=facilitator)

    async def test_what_is_left_is_taken_back_once(self, client, database, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=5)
        await spend(database, path, issued["codes"][0])
        for _ in range(2):
            revoked = (await self.revoke(client, facilitator, path, issued)).json()
            assert (revoked["revoked"]["issued"], revoked["revoked"]["revoked"], revoked["reissued"]) == (5, 4, None)
        assert (await participation(client, facilitator, path))["staff"] == (5, 4, 1, 0)

    async def test_as_many_are_issued_anew(self, client, database, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="council", kind="open", count=5)
        await spend(database, path, issued["codes"][0])
        response = await self.revoke(client, facilitator, path, issued, reissue=True)
        reissued = response.json()["reissued"]
        assert response.headers["cache-control"] == "private, no-store"
        assert (reissued["kind"], reissued["perspective"], reissued["issued"]) == ("open", "council", 4)
        assert set(reissued["codes"]).isdisjoint(issued["codes"])
        assert (await participation(client, facilitator, path))["council"] == (9, 4, 1, 4)
        again = await self.revoke(client, facilitator, path, issued, reissue=True)
        assert refused(again) == (409, "no_codes_left")

    async def test_as_many_are_issued_once_for_an_idempotency_key(self, client, database, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=5)
        headers = facilitator | {"idempotency-key": "lost"}
        first, again = [await self.revoke(client, headers, path, issued, reissue=True) for _ in range(2)]
        assert (first.status_code, again.status_code) == (200, 200)
        assert ("idempotency-replayed" in first.headers, again.headers["idempotency-replayed"]) == (False, "true")
        assert (len(first.json()["reissued"]["codes"]), "location" in again.headers) == (5, False)
        kept = {**first.json()["reissued"], "codes": None, "links": None}
        assert again.json() == {"revoked": first.json()["revoked"], "reissued": kept}
        assert (await participation(client, facilitator, path))["staff"] == (10, 5, 0, 5)
        other = await self.revoke(client, headers, path, issued)
        assert faults(other) == {(None, "idempotency_key_reused")}

    async def test_nothing_is_taken_back_where_nothing_can_be_issued(self, client, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=5)
        await client.patch(path, json={"state": "closed"}, headers=facilitator)
        assert refused(await self.revoke(client, facilitator, path, issued, reissue=True)) == (409, "round_closed")
        assert (await participation(client, facilitator, path))["staff"] == (5, 0, 0, 5)

    async def test_an_invitation_of_another_round_is_not_found(self, client, facilitator, path, plain):
        issued = await issue(client, facilitator, path, perspective="staff", count=1)
        assert refused(await self.revoke(client, facilitator, plain, issued)) == (404, "unknown_invitation")

    async def test_the_trail_says_how_many(self, client, database, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=5)
        await self.revoke(client, facilitator, path, issued)
        async with database.reading() as transaction:
            noted = {each.event: dict(each.details) for each in await list_events(transaction, EVERYWHERE, limit=9)}
        shared = {"perspective": "staff", "kind": "personal", "count": 5}
        assert noted["invitations_issued"] == noted["invitations_revoked"] == shared


class TestRevokingACode:
    async def revoke(self, client, facilitator, path, code):
        return await client.post(f"{path}/revocations", json={"code": code}, headers=facilitator)

    async def test_it_is_good_for_nothing_any_more(self, client, facilitator, path):
        issued = await issue(client, facilitator, path, perspective="staff", count=3)
        await self.revoke(client, facilitator, path, issued["codes"][0].lower().replace("-", " "))
        assert (await participation(client, facilitator, path))["staff"] == (3, 1, 0, 2)

    async def test_the_answer_is_the_same_whatever_the_code_was(self, client, database, facilitator, path, plain):
        issued = await issue(client, facilitator, path, perspective="staff", count=3)
        elsewhere = await issue(client, facilitator, plain, count=1)
        fresh, used, _ = issued["codes"]
        await spend(database, path, used)
        replies = [await self.revoke(client, facilitator, path, code) for code in (fresh, used, *elsewhere["codes"])]
        assert {(reply.status_code, reply.text) for reply in replies} == {(200, '{"revoked":true}')}
        assert (await participation(client, facilitator, plain))[None] == (1, 0, 0, 1)

    async def test_an_open_code_is_taken_back_with_all_that_is_left_of_it(self, client, database, facilitator, plain):
        issued = await issue(client, facilitator, plain, kind="open", count=10)
        await spend(database, plain, issued["codes"][0])
        await self.revoke(client, facilitator, plain, issued["codes"][0])
        assert (await participation(client, facilitator, plain))[None] == (10, 9, 1, 0)

    @pytest.mark.parametrize("code", ["", "0000", "0000-0000-0001", "x" * 64])
    async def test_what_cannot_be_a_code_is_refused(self, client, facilitator, plain, code):
        assert faults(await self.revoke(client, facilitator, plain, code)) == {("/code", "not_an_access_code")}


class TestParticipation:
    async def test_every_perspective_of_the_round_is_counted(self, client, facilitator, path):
        assert await participation(client, facilitator, path) == {"staff": (0, 0, 0, 0), "council": (0, 0, 0, 0)}

    async def test_responses_are_counted_once_they_are_submitted(self, client, database, facilitator, plain):
        async with database.transaction() as transaction:
            its_round = await get_round(transaction, EVERYWHERE, uuid.UUID(plain.split("/")[-1]))
            await add_response(transaction, its_round, answers=b"{}")
            await add_response(transaction, its_round, draft=b"{}")
        found = (await client.get(f"{plain}/participation", headers=facilitator)).json()
        assert found["submitted"] == 1
        assert found["perspectives"] == [{"perspective": None, "issued": 0, "revoked": 0, "redeemed": 0, "left": 0}]


class TestThePublicAddress:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"public_url": "https://check.example.org", "root_path": "/self"})

    async def test_links_begin_with_it(self, client, facilitator, plain):
        (link,) = (await issue(client, facilitator, plain, count=1))["links"]
        assert link.startswith(f"https://check.example.org/self/answer/{plain.rpartition('/')[2]}#code=")
