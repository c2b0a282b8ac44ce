"""PUT /v1/rounds/{round_id}/responses/{response_id}: nothing is lost, nothing is doubled, nobody gets in twice."""

import asyncio
import dataclasses
import secrets
import uuid
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from selfcheck_service.api import examples
from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage.rounds import set_round
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import ANSWERS, OTHER_ANSWERS, Person, invite, invite_people, make_round
from tests.storage.rows import count_rows


def code_of(response) -> str:
    return str(response.json()["code"])


def places_of(response) -> dict[str, str]:
    return {fault.get("pointer") or fault.get("header"): fault["code"] for fault in response.json()["errors"]}


class TestFirst:
    async def test_it_is_stored_and_evaluated(self, client, person, database):
        response = await person.submit(client)
        assert response.status_code == 201
        evaluation = response.json()
        assert (evaluation["questionnaire"], evaluation["version"]) == (person.round.questionnaire, "1.0.0")
        assert evaluation["fields"][0]["score"] == 100
        assert response.headers["cache-control"] == "private, no-store"
        assert await count_rows(database, "responses") == 1
        assert await count_rows(database, "tickets") == 0

    async def test_it_says_what_the_evaluation_endpoint_says(self, client, person, make_key):
        mine = await person.submit(client, perspective="office", language="de")
        body = {"questionnaire": person.round.questionnaire, "version": "1.0.0", "perspective": "office"}
        asked = {**body, "answers": ANSWERS, "language": "de"}
        same = await client.post("/v1/evaluations", json=asked, headers=await make_key("service"))
        assert mine.content == same.content

    async def test_an_outside_perspective_is_asked_the_short_form(self, client, database, round_):
        (resident,) = await invite_people(database, round_, perspective="citizens")
        response = await resident.submit(client)
        assert response.status_code == 201
        assert response.json()["hidden"] == ["responsible", "pride"]

    async def test_the_language_is_the_body_s_or_the_header_s(self, client, database, round_):
        first, second, third = await invite_people(database, round_, 3)
        assert (await first.submit(client, language="de")).json()["language"] == "de"
        assert (await second.submit(client)).json()["language"] == "en"
        french = await third.submit(client, headers=third.invited | {"accept-language": "fr"})
        assert french.json()["language"] == "de"

    @pytest.mark.parametrize(("query", "explained"), [("", True), ("?explanation=none", False)])
    async def test_it_explains_as_much_as_is_asked_for(self, client, person, query, explained):
        response = await client.put(person.path + query, json={"answers": ANSWERS}, headers=person.invited)
        assert (response.json()["fields"][0]["explanation"] is not None) == explained

    async def test_a_code_reads_as_people_write_it(self, client, person):
        sloppy = person.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        response = await person.submit(client, headers=person.own | {"selfcheck-access-code": sloppy})
        assert response.status_code == 201

    async def test_only_the_day_is_known_of_it(self, client, person, database):
        await person.submit(client)
        async with database.reading() as transaction:
            row = (await transaction.connection.execute(text("SELECT * FROM responses"))).mappings().one()
        moments = [name for name, value in row.items() if isinstance(value, datetime)]
        assert moments == []
        assert str(row["entered_on"]) == str(datetime.now(UTC).date())


class TestAgain:
    async def test_the_same_answers_change_nothing(self, client, person, database):
        first = await person.submit(client)
        for headers in (person.invited, person.own, person.own | {"if-match": '"anything"'}):
            again = await person.submit(client, headers=headers)
            assert (again.status_code, again.content) == (200, first.content)
            assert again.headers["etag"] == first.headers["etag"]
        assert await count_rows(database, "responses") == 1

    async def test_other_answers_need_to_say_which_they_replace(self, client, person):
        first = await person.submit(client)
        unseen = await person.submit(client, OTHER_ANSWERS)
        assert (unseen.status_code, code_of(unseen)) == (409, "response_differs")
        stale = await person.submit(client, OTHER_ANSWERS, headers=person.own | {"if-match": '"0"'})
        assert (stale.status_code, code_of(stale)) == (412, "revision_differs")
        assert (await client.get(f"{person.path}/evaluation", headers=person.own)).content == first.content

    @pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}', "*"])
    async def test_they_replace_what_was_seen(self, client, person, tag):
        first = await person.submit(client)
        match = {"if-match": tag.format(first.headers["etag"])}
        corrected = await person.submit(client, OTHER_ANSWERS, headers=person.own | match)
        assert corrected.status_code == 200
        assert corrected.json()["fields"][0]["score"] == 50
        assert corrected.headers["etag"] != first.headers["etag"]
        # The answer may have been lost on the way; the same correction is harmless although its ETag is stale by now.
        again = await person.submit(client, OTHER_ANSWERS, headers=person.own | match)
        assert (again.status_code, again.content) == (200, corrected.content)

    async def test_an_etag_that_cannot_be_read_is_not_ignored(self, client, person):
        await person.submit(client)
        response = await person.submit(client, OTHER_ANSWERS, headers=person.own | {"if-match": "abc"})
        assert (response.status_code, places_of(response)) == (422, {"If-Match": "malformed"})

    async def test_a_late_repetition_of_what_was_erased_stays_erased(self, client, person, database):
        await person.submit(client)
        assert (await client.delete(person.path, headers=person.own)).status_code == 204
        for headers in (person.invited, person.own, person.own | {"selfcheck-response-secret": "x" * 22}):
            late = await person.submit(client, headers=headers)
            assert (late.status_code, code_of(late)) == (410, "response_erased")
        assert await count_rows(database, "responses WHERE answers IS NOT NULL") == 0


class TestRefusals:
    async def test_a_code_is_good_once(self, client, person):
        await person.submit(client)
        other = dataclasses.replace(person, id=uuid.uuid4())
        response = await other.submit(client)
        assert (response.status_code, code_of(response)) == (401, "access_code_not_accepted")
        assert response.headers["www-authenticate"].startswith("Selfcheck-Access-Code")

    async def test_an_unknown_round_looks_like_an_unknown_code(self, client, database, person):
        (stranger,) = await invite_people(database, await make_round(database))
        foreign = await Person(person.round, stranger.code, uuid.uuid4(), stranger.secret).submit(client)
        missing_round = dataclasses.replace(person.round, id=uuid.uuid4())
        nowhere = await dataclasses.replace(person, round=missing_round).submit(client)
        assert (foreign.status_code, nowhere.status_code) == (401, 401)
        assert {**foreign.json(), "trace_id": ""} == {**nowhere.json(), "trace_id": ""}

    async def test_strangers_do_not_even_learn_what_is_faulty(self, client, person, database):
        nonsense = {"answers": {"nowhere": 1}, "extra": 2}
        own = {"selfcheck-response-secret": "s" * 30}
        (guest,) = await invite_people(database, await make_round(database))
        for path in (person.path, person.draft_path):
            wrong_code = await client.put(path, json=nonsense, headers=own | {"selfcheck-access-code": guest.code})
            no_code = await client.put(path, json=nonsense, headers=own)
            assert [each.status_code for each in (wrong_code, no_code)] == [401, 404]
            assert (await client.put(path, json=nonsense, headers=person.invited)).status_code == 422
        await person.submit(client)
        assert (await client.put(person.path, json=nonsense, headers=person.own)).status_code == 422
        assert (await client.put(person.path, json=nonsense, headers=own)).status_code == 404

    async def test_a_round_that_is_gone_is_a_round_that_never_was(self, client, person, database):
        await client.get(f"/v1/rounds/{person.round.id}/welcome", headers=person.invited)
        async with database.transaction() as transaction:
            for table in ("tickets", "invitations", "rounds"):
                await transaction.connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 the names stand above
        assert (await person.submit(client)).status_code == 401
        assert (await person.submit(client, headers=person.own)).status_code == 404
        draft = await client.put(person.draft_path, json={"answers": {}}, headers=person.invited)
        assert draft.status_code == 401

    async def test_without_a_code_nobody_enters(self, client, person, database):
        response = await person.submit(client, headers=person.own)
        assert (response.status_code, code_of(response)) == (404, "unknown_response")
        assert await count_rows(database, "tickets") == 1

    async def test_a_wrong_secret_looks_like_no_response(self, client, person, round_):
        await person.submit(client)
        wrong = await person.submit(client, headers={"selfcheck-response-secret": secrets.token_urlsafe(24)})
        missing = await dataclasses.replace(person, id=uuid.uuid4()).submit(client, headers=person.own)
        assert (wrong.status_code, missing.status_code) == (404, 404)
        assert wrong.json()["code"] == missing.json()["code"] == "unknown_response"

    async def test_an_id_that_is_taken_spends_no_code(self, client, database, person, round_):
        await person.submit(client)
        (other,) = await invite_people(database, round_)
        response = await dataclasses.replace(other, id=person.id).submit(client)
        assert (response.status_code, code_of(response)) == (409, "response_id_taken")
        assert (await other.submit(client)).status_code == 201

    async def test_the_secret_is_needed_and_never_repeated(self, client, person):
        none = await person.submit(client, headers={"selfcheck-access-code": person.code})
        assert (none.status_code, code_of(none)) == (401, "response_secret_missing")
        short = await person.submit(client, headers=person.invited | {"selfcheck-response-secret": "Geheimnis"})
        assert places_of(short) == {"Selfcheck-Response-Secret": "response_secret_malformed"}
        assert "Geheimnis" not in short.text

    async def test_a_slip_in_the_code_is_told_from_a_wrong_code(self, client, person, database):
        slip = person.code[:-1] + ("0" if person.code[-1] != "0" else "2")
        response = await person.submit(client, headers=person.own | {"selfcheck-access-code": slip})
        assert places_of(response) == {"Selfcheck-Access-Code": "not_an_access_code"}
        assert slip not in response.text

    @pytest.mark.parametrize(("opens", "closes", "code"), [(1, 2, "round_not_open"), (-2, -1, "round_closed")])
    async def test_outside_its_hours_a_round_takes_nothing(self, client, database, opens, closes, code):
        round_ = await make_round(database, opens_in=opens, closes_in=closes)
        (person,) = await invite_people(database, round_)
        response = await person.submit(client)
        assert (response.status_code, code_of(response)) == (409, code)
        assert await count_rows(database, "tickets") == 1

    async def test_after_the_closing_the_same_is_still_harmless_and_nothing_else_is(
        self, client, database, person, round_
    ):
        first = await person.submit(client)
        closed = dataclasses.replace(round_, opens_at=round_.opens_at, closes_at=datetime.now(UTC))
        async with database.transaction() as transaction:
            await set_round(transaction, closed, changing=["closes_at"])
        assert (await person.submit(client)).status_code == 200
        match = {"if-match": first.headers["etag"]}
        late = await person.submit(client, OTHER_ANSWERS, headers=person.own | match)
        assert (late.status_code, code_of(late)) == (409, "round_closed")

    async def test_every_fault_is_named_at_once(self, client, person, database):
        body = {
            "answers": {
                "leadership": 7,
                "nowhere": 1,
                "pride": "Vieles",
                "responsible": {"no_answer": "dont_know", "reason": "–"},
            },
            "perspective": "mayor",
            "language": "fr",
            "version": "2.0.0",
            "display_name": "Kim",
            "extra": 1,
        }
        response = await client.put(person.path, json=body, headers=person.invited)
        assert response.status_code == 422
        assert places_of(response) == {
            "/answers/leadership": "unknown_option",
            "/answers/nowhere": "unknown_item",
            "/answers/pride": "free_texts_off",
            "/answers/responsible/reason": "free_texts_off",
            "/perspective": "unknown_perspective",
            "/language": "unknown_language_asked",
            "/version": "not_one_of",
            "/display_name": "not_in_mode",
            "/extra": "unknown_member",
        }
        assert await count_rows(database, "tickets") == 1
        assert (await person.submit(client)).status_code == 201

    @pytest.mark.parametrize("body", [[], 1, "x", {}, {"answers": None}, {"answers": []}])
    async def test_what_is_no_submission(self, client, person, body):
        response = await client.put(person.path, json=body, headers=person.invited)
        assert response.status_code == 422

    async def test_another_perspective_than_the_code_s(self, client, person):
        response = await person.submit(client, perspective="citizens")
        assert places_of(response) == {"/perspective": "not_one_of"}
        assert (await person.submit(client)).status_code == 201
        again = await person.submit(client, perspective="citizens", headers=person.own)
        assert places_of(again) == {"/perspective": "not_one_of"}

    @pytest.mark.parametrize(
        "bad",
        ["nonsense", "5b1c6dd0-8c1f-11f0-9d4b-0242ac120002", "018f3c2e-8c1f-7000-8d4b-0242ac120002"],
    )
    async def test_ids_are_chance(self, client, person, bad, database):
        for kind in ("responses", "drafts"):
            path = f"/v1/rounds/{person.round.id}/{kind}/{bad}"
            response = await client.put(path, json={"answers": ANSWERS}, headers=person.invited)
            (fault,) = response.json()["errors"]
            assert (response.status_code, fault["parameter"], fault["code"]) == (422, "response_id", "malformed")
        assert await count_rows(database, "tickets") == 1

    async def test_an_id_is_the_same_however_it_is_written(self, client, person):
        bare = f"/v1/rounds/{person.round.id.hex}/%s/{person.id.hex.upper()}"
        draft = await client.put(bare % "drafts", json={"answers": {}}, headers=person.invited)
        whole = await client.put(bare % "responses", json={"answers": ANSWERS}, headers=person.own)
        again = await client.put(person.path, json={"answers": ANSWERS}, headers=person.own)
        assert [each.status_code for each in (draft, whole, again)] == [204, 201, 200]

    async def test_what_is_not_there_cannot_be_replaced(self, client, person, database):
        for tag in ('"0"', "*"):
            response = await person.submit(client, headers=person.invited | {"if-match": tag})
            assert (response.status_code, code_of(response)) == (412, "revision_differs")
        assert await count_rows(database, "tickets") == 1

    @pytest.mark.parametrize(("value", "fault"), [(7, "wrong_type"), ("x" * 65, "terms_changed"), ({}, "wrong_type")])
    async def test_a_hash_of_terms_that_is_none(self, client, person, value, fault):
        response = await person.submit(client, terms_hash=value)
        assert fault in (code_of(response), *places_of(response).values())


class TestModes:
    async def test_an_open_round_needs_a_name(self, client, database):
        (person,) = await invite_people(database, await make_round(database, mode="open"))
        for bad, code in (
            (None, "missing"),
            (" ", "too_short"),
            ("x" * 81, "too_long"),
            (7, "wrong_type"),
            ("a\u202eb", "text_not_clean"),
            ("a\nb", "text_not_clean"),
        ):
            body: dict[str, Any] = {} if bad is None else {"display_name": bad}
            assert places_of(await person.submit(client, **body)) == {"/display_name": code}
        assert (await person.submit(client, display_name="Kim")).status_code == 201
        other_name = await person.submit(client, display_name="Alex", headers=person.own)
        assert code_of(other_name) == "response_differs"

    async def test_in_an_open_round_no_two_have_one_name(self, client, database):
        first, second, third = await invite_people(database, await make_round(database, mode="open"), 3)
        assert (await first.submit(client, display_name="Kim  Weiß")).status_code == 201
        for alike in ("Kim  Weiß", "kim weiss", " KIM WEISS "):
            refused = await second.submit(client, display_name=alike)
            assert (refused.status_code, places_of(refused)) == (422, {"/display_name": "display_name_taken"})
            assert "Weiß" not in refused.text
        # Nothing is spent by being refused, and a draft may be called anything.
        assert await count_rows(database, "tickets") == 2
        draft = {"answers": ANSWERS, "display_name": "Kim Weiß"}
        kept = await client.put(third.path.replace("responses", "drafts"), json=draft, headers=third.invited)
        assert kept.status_code == 204
        late = await third.submit(client, display_name="Kim Weiß", headers=third.own)
        assert places_of(late) == {"/display_name": "display_name_taken"}
        assert (await second.submit(client, display_name="Kim Weiß-Huber")).status_code == 201
        assert (await third.submit(client, display_name="Kim Schwarz", headers=third.own)).status_code == 201

    async def test_who_changes_answers_keeps_the_name_and_may_take_another(self, client, database):
        first, second = await invite_people(database, await make_round(database, mode="open"), 2)
        for person, name in ((first, "Kim"), (second, "Alex")):
            assert (await person.submit(client, display_name=name)).status_code == 201
        assert (await first.submit(client, display_name="Kim")).status_code == 200
        match = {"if-match": "*"}
        same = await first.submit(client, OTHER_ANSWERS, display_name="Kim", headers=first.own | match)
        assert same.status_code == 200
        other = await first.submit(client, display_name="Alex", headers=first.own | match)
        assert places_of(other) == {"/display_name": "display_name_taken"}
        assert (await first.submit(client, display_name="KIM", headers=first.own | match)).status_code == 200
        # What nobody has any more is free, and what is erased as well.
        assert (await client.delete(second.path, headers=second.own)).status_code == 204
        assert (await first.submit(client, display_name="Alex", headers=first.own | match)).status_code == 200

    async def test_who_shares_a_name_from_before_keeps_it(self, client, database):
        first, second = await invite_people(database, await make_round(database, mode="open"), 2)
        for person, name in ((first, "Kim"), (second, "Alex")):
            assert (await person.submit(client, display_name=name)).status_code == 201
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("UPDATE responses SET display_name = 'Kim'"))
        changed = await second.submit(client, OTHER_ANSWERS, display_name="Kim", headers=second.own | {"if-match": "*"})
        assert changed.status_code == 200

    async def test_names_are_told_to_nobody_who_may_not_enter(self, client, database):
        round_ = await make_round(database, mode="open")
        first, second = await invite_people(database, round_, 2)
        assert (await first.submit(client, display_name="Kim")).status_code == 201
        strange = second.invited | {"selfcheck-access-code": first.invited["selfcheck-access-code"]}
        refused = await second.submit(client, display_name="Kim", headers=strange)
        assert code_of(refused) == "access_code_not_accepted"
        closed = dataclasses.replace(round_, closes_at=datetime.now(UTC))
        async with database.transaction() as transaction:
            await set_round(transaction, closed, changing=["closes_at"])
        assert code_of(await second.submit(client, display_name="Kim")) == "round_closed"

    async def test_free_texts_are_taken_where_the_round_says_so(self, client, database):
        (person,) = await invite_people(database, await make_round(database, free_texts=True))
        answers = {"pride": "Unser Fest", "leadership": {"no_answer": "dont_know", "reason": "neu hier"}}
        assert (await person.submit(client, answers)).status_code == 201
        kept = (await client.get(person.path, headers=person.own)).json()
        assert kept["answers"] == answers

    async def test_an_institutional_round_has_one_answer(self, client, database):
        round_ = await make_round(database, mode="institutional")
        (person,) = await invite_people(database, round_)
        assert (await person.submit(client)).status_code == 201

    async def test_an_erased_joint_answer_leaves_room_for_another(self, client, database, make_key):
        round_ = await make_round(database, mode="institutional")
        key = await make_key("facilitator")
        path, body = f"/v1/rounds/{round_.id}/invitations", {"perspective": "office", "kind": "personal", "count": 1}
        (code,) = (await client.post(path, json=body, headers=key)).json()["codes"]
        person = Person(round_, code, uuid.uuid4(), secrets.token_urlsafe(24))
        await person.submit(client)
        assert code_of(await client.post(path, json=body, headers=key)) == "one_answer_only"
        await client.delete(person.path, headers=person.own)
        assert (await client.post(path, json=body, headers=key)).status_code == 201


class TestOpenLink:
    async def test_it_is_good_for_as_many_as_it_says(self, client, database, round_):
        (code,) = await invite(database, round_, 3, kind="open")
        people = [Person(round_, code, uuid.uuid4(), secrets.token_urlsafe(24)) for _ in range(5)]
        found = await asyncio.gather(*(person.submit(client) for person in people))
        assert Counter(response.status_code for response in found) == {201: 3, 401: 2}
        assert await count_rows(database, "responses") == 3

    async def test_a_repetition_spends_no_second_one(self, client, database, round_):
        (code,) = await invite(database, round_, 20, kind="open")
        person = Person(round_, code, uuid.uuid4(), secrets.token_urlsafe(24))
        found = await asyncio.gather(*(person.submit(client) for _ in range(15)))
        assert Counter(response.status_code for response in found) == {201: 1, 200: 14}
        assert len({response.content for response in found}) == 1
        assert await count_rows(database, "tickets") == 19


class TestAtOnce:
    async def test_many_repetitions_are_one_response(self, client, person, database):
        found = await asyncio.gather(*(person.submit(client) for _ in range(25)))
        assert Counter(response.status_code for response in found) == {201: 1, 200: 24}
        assert await count_rows(database, "responses") == 1

    async def test_of_two_with_one_code_one_gets_in(self, client, person, database):
        people = [dataclasses.replace(person, id=uuid.uuid4()) for _ in range(10)]
        found = await asyncio.gather(*(each.submit(client) for each in people))
        assert Counter(response.status_code for response in found) == {201: 1, 401: 9}
        assert await count_rows(database, "responses") == 1

    async def test_of_two_corrections_one_replaces(self, client, person):
        first = await person.submit(client)
        match = person.own | {"if-match": first.headers["etag"]}
        other = {"leadership": 0}
        found = await asyncio.gather(*(person.submit(client, each, headers=match) for each in (OTHER_ANSWERS, other)))
        assert sorted(response.status_code for response in found) == [200, 412]

    async def test_an_erasure_wins_against_repetitions(self, client, person, database):
        await person.submit(client)
        erasing = client.delete(person.path, headers=person.own)
        found = await asyncio.gather(
            *(person.submit(client) for _ in range(5)), erasing, *(person.submit(client) for _ in range(5))
        )
        assert {response.status_code for response in found} <= {200, 204, 410}
        assert await count_rows(database, "responses WHERE answers IS NOT NULL") == 0
        assert (await person.submit(client)).status_code == 410

    async def test_the_terms_change_while_somebody_begins(self, client, database, round_):
        """What was kept in memory of a round does not decide: the terms that are stored do."""
        first, second = await invite_people(database, round_, 2)
        await client.get(f"/v1/rounds/{round_.id}/welcome", headers=first.invited)
        changed = dataclasses.replace(round_, retention_days=30)
        changed = dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["retention_days"])
        assert (await first.submit(client)).status_code == 201
        assert (await second.submit(client)).status_code == 201
        assert await count_rows(database, f"responses WHERE terms_hash = '{changed.terms_hash}'") == 2

    async def test_nobody_agrees_to_what_they_have_not_read(self, client, database, round_, person):
        welcome = await client.get(f"/v1/rounds/{round_.id}/welcome", headers=person.invited)
        read = {"terms_hash": welcome.json()["terms_hash"]}
        changed = dataclasses.replace(round_, retention_days=700)
        changed = dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["retention_days"])
        draft = await client.put(person.draft_path, json={"answers": {}, **read}, headers=person.invited)
        whole = await person.submit(client, **read)
        assert [(each.status_code, code_of(each)) for each in (draft, whole)] == [(409, "terms_changed")] * 2
        stranger = await person.submit(client, **read, headers=person.own)
        assert stranger.status_code == 404
        again = await client.get(f"/v1/rounds/{round_.id}/welcome", headers=person.invited)
        assert (await person.submit(client, terms_hash=again.json()["terms_hash"])).status_code == 201
        assert (await person.submit(client, **read)).status_code == 409

    async def test_a_draft_begun_on_other_terms_elsewhere_is_submitted_on_those(self, client, database, round_, person):
        """Another replica has kept in memory what the round was before."""
        await client.get(f"/v1/rounds/{round_.id}/welcome", headers=person.invited)
        openings = client._transport.app.state.context.responding.openings
        before = await openings.find(round_.id)
        changed = dataclasses.replace(round_, free_texts=True)
        changed = dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["free_texts"])
        draft = await client.put(person.draft_path, json={"answers": {}}, headers=person.invited)
        assert draft.status_code == 204
        openings._kept[round_.id] = (openings._clock() + 60, before)
        assert (await person.submit(client, headers=person.own)).status_code == 201
        openings._kept[round_.id] = (openings._clock() + 60, before)
        assert (await client.get(f"{person.path}/evaluation", headers=person.own)).status_code == 200
        assert (await openings.find(round_.id)).round.free_texts

    async def test_what_was_faulty_on_other_terms_is_taken_on_those_that_hold(self, client, database, round_):
        """Another replica has changed the terms; this one still remembers those of some seconds ago."""
        first, second = await invite_people(database, round_, 2)
        await client.get(f"/v1/rounds/{round_.id}/welcome", headers=first.invited)
        changed = dataclasses.replace(round_, free_texts=True)
        changed = dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["free_texts"])
        assert (await first.submit(client, {"pride": "Unser Fest"})).status_code == 201
        assert places_of(await second.submit(client, {"pride": 1})) == {"/answers/pride": "wrong_type"}

    async def test_another_version_is_what_is_evaluated_from_then_on(self, client, database, round_, person):
        await client.get(f"/v1/rounds/{round_.id}/welcome", headers=person.invited)
        await publish_questionnaire(database, examples.DEFINITION, now=datetime.now(UTC))
        changed = dataclasses.replace(round_, questionnaire="beispiel", perspectives=())
        changed = dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["questionnaire"])
        response = await person.submit(client, headers=person.invited)
        # The code was issued for a perspective that the other questionnaire does not have.
        assert places_of(response) == {"/perspective": "not_one_of"}
