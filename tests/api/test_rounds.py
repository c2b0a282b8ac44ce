"""Rounds over HTTP: all faults named at once, seen as far as a key reaches, changed as long as nobody minds."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.publishing import publish_questionnaire, retire_questionnaire
from tests.answering import invite_people, make_round
from tests.rounds import A_DAY, a_body, add_municipality, add_programme, add_response, perspectives_version

PATH = "/v1/rounds"


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def town(database, published):
    return await add_municipality(database)


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def two_perspectives(database, published):
    await publish_questionnaire(database, perspectives_version(), now=datetime.now(UTC))


async def make(client, facilitator, town, **changes):
    response = await client.post(PATH, json=a_body(town, **changes), headers=facilitator)
    assert response.status_code == 201, response.text
    return response.json()


async def answer(database, round_id, **changes):
    async with database.transaction() as transaction:
        its_round = await get_round(transaction, EVERYWHERE, uuid.UUID(round_id))
        await add_response(transaction, its_round, **changes)


async def events(database):
    """What was done to rounds, and with what details."""
    async with database.reading() as transaction:
        noted = await list_events(transaction, EVERYWHERE, limit=100)
    return [(each.event, dict(each.details)) for each in noted if each.event.startswith("round_")]


def faults(response):
    assert response.status_code == 422, response.text
    return {(each.get("pointer", each.get("parameter")), each["code"]) for each in response.json()["errors"]}


class TestMakingARound:
    async def test_it_is_confidential_and_open_to_all_languages_unless_said_otherwise(self, client, facilitator, town):
        response = await client.post(PATH, json=a_body(town), headers=facilitator)
        made = response.json()
        assert response.status_code == 201
        assert response.headers["location"] == f"{PATH}/{made['id']}"
        assert (made["mode"], made["minimum_group_size"], made["retention_days"]) == ("confidential", 5, 90)
        assert (made["languages"], made["free_texts"], made["profile"]) == (["de", "en"], False, {})
        assert (made["state"], made["frozen"], made["erase_on"]) == ("open", False, None)
        assert made["links"]["welcome"] == f"{PATH}/{made['id']}/welcome"
        papers = made["links"]["papers"]
        assert set(papers) == {"staff-council-sheet", "privacy-notice", "record-of-processing"}
        for path in papers.values():
            assert (await client.get(path, headers=facilitator)).status_code == 200
        assert len(made["terms_hash"]) == 64
        read = await client.get(response.headers["location"], headers=facilitator)
        assert read.json() == made

    async def test_everything_that_can_be_said_is_kept(self, client, database, facilitator, town, two_perspectives):
        programme = await add_programme(database, town)
        body = a_body(
            town,
            programme=str(programme),
            version="1.1.0",
            mode="confidential",
            perspectives=["council", "staff"],
            minimum_group_size=8,
            retention_days=30,
            free_texts=True,
            languages=["en"],
            opens_at="2026-01-01T08:00:00+01:00",
            closes_at=(datetime.now(UTC) + timedelta(days=9)).isoformat(),
        )
        body["opens_at"] = (datetime.now(UTC) - timedelta(days=9)).isoformat()
        made = (await client.post(PATH, json=body, headers=facilitator)).json()
        same = ("programme", "perspectives", "minimum_group_size", "retention_days", "free_texts", "languages")
        assert {name: made[name] for name in same} == {name: body[name] for name in same}

    async def test_all_faults_are_named_at_once(self, client, facilitator, town, two_perspectives):
        body = {
            "municipality": str(uuid.uuid4()),
            "programme": str(uuid.uuid4()),
            "title": " ",
            "questionnaire": "beispiel",
            "version": "1.1.0",
            "mode": "secret",
            "perspectives": ["mayor", "staff", "staff"],
            "minimum_group_size": 4,
            "retention_days": 1,
            "free_texts": "yes",
            "profile": {"size": 1},
            "languages": ["fr"],
            "opens_at": "2026-03-01T08:00:00",
            "closes_at": "2026-03-01T08:00:00+01:00",
            "color": "red",
        }
        found = faults(await client.post(PATH, json=body, headers=facilitator))
        assert found == {
            ("/municipality", "unknown_municipality"),
            ("/programme", "not_in_programme"),
            ("/title", "too_short"),
            ("/mode", "not_one_of"),
            ("/perspectives/0", "unknown_perspective"),
            ("/perspectives/2", "duplicate_name"),
            ("/minimum_group_size", "out_of_range"),
            ("/retention_days", "out_of_range"),
            ("/free_texts", "wrong_type"),
            ("/profile/size", "unknown_attribute"),
            ("/languages/0", "unknown_language_asked"),
            ("/opens_at", "offset_missing"),
            ("/color", "unknown_member"),
        }

    @pytest.mark.parametrize("name", ["a/b", "~", "~1", "/", "", "a/title", "\u202e", "ein\u0000ende"])
    async def test_a_member_of_an_odd_name_hides_no_fault_beside_it(self, client, facilitator, town, name):
        body = a_body(town, **{name: 1}, programme=str(uuid.uuid4()), retention_days=1, title=" ")
        found = faults(await client.post(PATH, json=body, headers=facilitator))
        beside = {("/programme", "not_in_programme"), ("/retention_days", "out_of_range"), ("/title", "too_short")}
        assert beside < found
        assert len(found) == 4

    async def test_what_is_missing_is_named_beside_what_is_wrong(self, client, facilitator, published):
        found = faults(await client.post(PATH, json={"mode": "open", "minimum_group_size": 5}, headers=facilitator))
        needed = ("municipality", "title", "questionnaire", "version", "opens_at", "closes_at")
        assert found == {(f"/{name}", "missing") for name in needed}

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"questionnaire": "nothing"}, ("/questionnaire", "unknown_questionnaire")),
            ({"version": "9.0.0"}, ("/version", "unknown_version")),
            ({"version": "1.0"}, ("/version", "malformed")),
            ({"municipality": "town"}, ("/municipality", "malformed")),
            ({"opens_at": "2026-03-01"}, ("/opens_at", "malformed")),
            (
                {"opens_at": "2020-02-01T08:00:00Z", "closes_at": "2020-03-01T08:00:00Z"},
                ("/closes_at", "closes_in_the_past"),
            ),
            ({"languages": []}, ("/languages", "too_short")),
            ({"languages": ["de", "de"]}, ("/languages/1", "duplicate_name")),
            ({"mode": "open", "minimum_group_size": 5}, ("/minimum_group_size", "not_in_mode")),
            ({"title": "a" * 201}, ("/title", "too_long")),
            ({"title": "a\u202eb"}, ("/title", "text_not_clean")),
            ({"retention_days": 1.5}, ("/retention_days", "wrong_type")),
        ],
    )
    async def test_one_fault_is_named_at_its_place(self, client, facilitator, town, changes, fault):
        assert faults(await client.post(PATH, json={**a_body(town), **changes}, headers=facilitator)) == {fault}

    async def test_a_body_that_is_no_map_is_refused(self, client, facilitator, published):
        assert faults(await client.post(PATH, json=[1], headers=facilitator)) == {("", "wrong_type")}

    async def test_a_duplicate_member_is_named_beside_the_rest(self, client, facilitator, town):
        content = b'{"title": "a", "title": "b", "mode": "secret"}'
        headers = {**facilitator, "content-type": "application/json"}
        found = faults(await client.post(PATH, content=content, headers=headers))
        assert {("/title", "duplicate_key"), ("/mode", "not_one_of"), ("/version", "missing")} <= found

    async def test_a_retired_version_is_refused(self, client, database, facilitator, town):
        await retire_questionnaire(database, "beispiel", "1.0.0", now=datetime.now(UTC))
        assert faults(await client.post(PATH, json=a_body(town), headers=facilitator)) == {
            ("/version", "version_retired")
        }

    async def test_a_municipality_out_of_reach_looks_like_none(self, client, make_key, town):
        elsewhere = await make_key("facilitator", municipalities=(str(uuid.uuid4()),))
        foreign = await client.post(PATH, json=a_body(town), headers=elsewhere)
        missing = await client.post(PATH, json=a_body(uuid.uuid4()), headers=elsewhere)
        assert faults(foreign) == faults(missing) == {("/municipality", "unknown_municipality")}

    async def test_of_a_municipality_out_of_reach_no_programme_is_told(self, client, database, make_key, published):
        mine, foreign = await add_municipality(database), await add_municipality(database)
        programme = await add_programme(database, mine, foreign)
        key = await make_key("facilitator", municipalities=(str(mine),))
        told = [
            faults(await client.post(PATH, json=a_body(town, programme=str(one)), headers=key))
            for town in (foreign, uuid.uuid4())
            for one in (programme, uuid.uuid4())
        ]
        assert told == [{("/municipality", "unknown_municipality"), ("/programme", "not_in_programme")}] * 4

    async def test_a_round_joins_a_programme_of_its_municipality_only(self, client, database, facilitator, town):
        other = await add_programme(database, await add_municipality(database))
        body = a_body(town, programme=str(other))
        assert faults(await client.post(PATH, json=body, headers=facilitator)) == {("/programme", "not_in_programme")}

    async def test_nobody_makes_further_rounds_where_a_guest_has_one(self, client, database, facilitator, published):
        guest = await add_municipality(database, type="guest")
        body = a_body(guest)
        assert faults(await client.post(PATH, json=body, headers=facilitator)) == {
            ("/municipality", "unknown_municipality")
        }

    async def test_advice_speaks_the_language_of_the_caller(self, client, facilitator, town):
        english = await make(client, facilitator, town)
        assert [each["key"] for each in english["advice"]] == ["small_group"]
        assert "fewer than 15" in english["advice"][0]["message"]
        headers = {**facilitator, "accept-language": "de"}
        german = (await client.get(f"{PATH}/{english['id']}", headers=headers)).json()
        assert "weniger als 15" in german["advice"][0]["message"]
        joint = await make(client, facilitator, town, mode="institutional")
        assert [each["key"] for each in joint["advice"]] == ["one_answer"]
        assert (await make(client, facilitator, town, mode="open"))["advice"] == []

    async def test_the_same_request_makes_one_round(self, client, facilitator, town):
        headers = {**facilitator, "idempotency-key": "again"}
        body = a_body(town)
        first, second = [await client.post(PATH, json=body, headers=headers) for _ in range(2)]
        assert (first.status_code, first.json()) == (second.status_code, second.json())
        assert len((await client.get(PATH, headers=facilitator)).json()["items"]) == 1

    async def test_it_stands_in_the_trail(self, client, database, facilitator, town):
        await make(client, facilitator, town)
        details = {"questionnaire": "beispiel", "version": "1.0.0", "mode": "confidential"}
        assert await events(database) == [("round_created", details)]

    async def test_it_needs_a_facilitator(self, client, make_key, town):
        assert (await client.post(PATH, json=a_body(town))).status_code == 401
        assert (await client.post(PATH, json=a_body(town), headers=await make_key("author"))).status_code == 403


class TestListingRounds:
    async def test_the_newest_come_first_page_by_page(self, client, facilitator, town):
        made = [(await make(client, facilitator, town))["id"] for _ in range(5)]
        pages = [(await client.get(PATH, params={"limit": 2}, headers=facilitator)).json()]
        while cursor := pages[-1]["next"]:
            parameters = {"limit": 2, "cursor": cursor}
            pages.append((await client.get(PATH, params=parameters, headers=facilitator)).json())
        listed = [each["id"] for page in pages for each in page["items"]]
        assert listed == made[::-1]

    async def test_only_rounds_in_reach_are_listed(self, client, database, make_key, facilitator, town):
        mine = await make(client, facilitator, town)
        other = await add_municipality(database, official_key="09162000")
        others = await make(client, facilitator, other)
        by_id = await make_key("facilitator", municipalities=(str(town),))
        by_key = await make_key("facilitator", municipalities=("09162000",))
        nowhere = await make_key("facilitator", municipalities=())
        for key, expected in ((by_id, [mine["id"]]), (by_key, [others["id"]]), (nowhere, [])):
            found = (await client.get(PATH, headers=key)).json()["items"]
            assert [each["id"] for each in found] == expected

    async def test_filters_are_for_municipality_programme_and_state(self, client, database, facilitator, town):
        other = await add_municipality(database)
        programme = await add_programme(database, other)
        now = datetime.now(UTC)
        planned = await make(client, facilitator, town, opens_at=(now + A_DAY).isoformat())
        opened = await make(client, facilitator, other, programme=str(programme))
        closed = await make(client, facilitator, town)
        await client.patch(f"{PATH}/{closed['id']}", json={"state": "closed"}, headers=facilitator)
        for query, expected in (
            ({"municipality": str(town)}, [closed, planned]),
            ({"programme": str(programme)}, [opened]),
            ({"state": "planned"}, [planned]),
            ({"state": "open"}, [opened]),
            ({"state": "closed"}, [closed]),
            ({"state": "closed", "municipality": str(other)}, []),
            ({"programme": str(uuid.uuid4())}, []),
        ):
            found = (await client.get(PATH, params=query, headers=facilitator)).json()["items"]
            assert [each["id"] for each in found] == [each["id"] for each in expected], query

    @pytest.mark.parametrize("query", ["state=over", "municipality=x", "cursor=AA", "limit=0", "name=a"])
    async def test_a_parameter_that_cannot_be_is_refused(self, client, facilitator, town, query):
        response = await client.get(f"{PATH}?{query}", headers=facilitator)
        assert {name for name, _ in faults(response)} == {query.split("=")[0]}


class TestReadingARound:
    async def test_foreign_and_missing_look_the_same(self, client, make_key, facilitator, town):
        made = await make(client, facilitator, town)
        elsewhere = await make_key("facilitator", municipalities=(str(uuid.uuid4()),))
        missing = str(uuid.uuid4())
        for method, further in (("GET", ""), ("PATCH", ""), ("GET", "/participation"), ("GET", "/invitations")):
            replies = [
                await client.request(
                    method,
                    f"{PATH}/{round_id}{further}",
                    headers={**elsewhere, "traceparent": f"00-{'a' * 32}-{'b' * 16}-01"},
                    json={} if method == "PATCH" else None,
                )
                for round_id in (made["id"], missing)
            ]
            texts = [reply.text.replace(made["id"], "id").replace(missing, "id") for reply in replies]
            assert texts[0] == texts[1]
            assert replies[0].status_code == 404
            assert replies[0].json()["code"] == "unknown_round"

    async def test_an_id_that_is_none_is_refused(self, client, facilitator):
        assert faults(await client.get(f"{PATH}/first", headers=facilitator)) == {("round_id", "malformed")}

    async def test_it_is_frozen_once_there_is_a_response(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        await answer(database, made["id"])
        assert (await client.get(f"{PATH}/{made['id']}", headers=facilitator)).json()["frozen"] is True
        assert (await client.get(PATH, headers=facilitator)).json()["items"][0]["frozen"] is True


class TestChangingARound:
    async def change(self, client, facilitator, made, body, **headers):
        return await client.patch(f"{PATH}/{made['id']}", json=body, headers={**facilitator, **headers})

    async def test_members_that_are_absent_stay(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        changed = await self.change(client, facilitator, made, {"title": "Neu", "languages": ["de"]})
        assert changed.json() == {**made, "title": "Neu", "languages": ["de"]}
        assert (await self.change(client, facilitator, made, {})).json() == changed.json()

    async def test_terms_change_until_somebody_answers(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        body = {"mode": "open", "retention_days": 14, "free_texts": True}
        changed = (await self.change(client, facilitator, made, body)).json()
        assert {name: changed[name] for name in body} == body
        assert changed["minimum_group_size"] is None
        assert changed["terms_hash"] != made["terms_hash"]
        await answer(database, made["id"])
        refused = await self.change(client, facilitator, made, {"mode": "confidential", "title": "Anders"})
        assert (refused.status_code, refused.json()["code"]) == (409, "terms_frozen")
        assert refused.json()["detail"].endswith("mode, minimum_group_size.")
        # What does not touch the terms still may change, and the same terms are no change.
        again = await self.change(client, facilitator, made, {"mode": "open", "title": "Anders"})
        assert (again.status_code, again.json()["title"]) == (200, "Anders")

    async def test_null_brings_back_what_has_a_default(self, client, database, facilitator, town):
        programme = await add_programme(database, town)
        made = await make(
            client,
            facilitator,
            town,
            programme=str(programme),
            minimum_group_size=9,
            retention_days=30,
            languages=["en"],
        )
        body = dict.fromkeys(("programme", "minimum_group_size", "retention_days", "languages", "profile"))
        changed = (await self.change(client, facilitator, made, body)).json()
        assert (changed["programme"], changed["minimum_group_size"], changed["retention_days"]) == (None, 5, 90)
        assert (changed["languages"], changed["profile"]) == (["de", "en"], {})

    @pytest.mark.parametrize("name", ["opens_at", "closes_at"])
    async def test_a_round_cannot_be_without_its_times(self, client, facilitator, town, name):
        refused = await self.change(client, facilitator, await make(client, facilitator, town), {name: None})
        assert [(each["code"], each["pointer"]) for each in refused.json()["errors"]] == [("wrong_type", f"/{name}")]

    async def test_all_faults_are_named_at_once(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        body = {
            "title": None,
            "programme": str(uuid.uuid4()),
            "version": "2.0.0",
            "minimum_group_size": 99,
            "languages": ["fr"],
            "closes_at": "2020-01-01T00:00:00Z",
            "municipality": str(town),
        }
        assert faults(await self.change(client, facilitator, made, body)) == {
            ("/title", "wrong_type"),
            ("/programme", "not_in_programme"),
            ("/version", "unknown_version"),
            ("/minimum_group_size", "out_of_range"),
            ("/languages/0", "unknown_language_asked"),
            ("/closes_at", "closes_before_opening"),
            ("/closes_at", "closes_in_the_past"),
            ("/municipality", "unknown_member"),
        }

    @pytest.mark.parametrize("name", ["opens_at", "closes_at"])
    async def test_a_round_always_has_its_times(self, client, facilitator, town, name):
        made = await make(client, facilitator, town)
        response = await client.patch(f"{PATH}/{made['id']}", json={name: None}, headers=facilitator)
        assert faults(response) == {(f"/{name}", "wrong_type")}

    async def test_it_closes_now_and_opens_again(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        closed = (await self.change(client, facilitator, made, {"state": "closed"})).json()
        assert closed["state"] == "closed"
        for state in ("open", "planned"):
            (fault,) = (await self.change(client, facilitator, made, {"state": state})).json()["errors"]
            assert (fault["pointer"], fault["code"]) == ("/state", "state_follows_times")
            assert "closes_at" in fault["message"]
        assert (await self.change(client, facilitator, made, {"state": "closed"})).json() == closed
        reopened = await self.change(client, facilitator, made, {"closes_at": made["closes_at"]})
        assert reopened.json()["state"] == "open"
        noted = [name for name, _ in await events(database)]
        assert sorted(noted) == ["round_changed", "round_closed", "round_created"]

    @pytest.mark.parametrize("hours", [-2, 2])
    async def test_it_closes_by_the_clock_that_decides_who_may_answer(
        self, client, database, facilitator, monkeypatch, hours
    ):
        round_ = await make_round(database, opens_in=-5)
        (person,) = await invite_people(database, round_)
        now = datetime.now(UTC)
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr("selfcheck_service.api.dependencies.current_moment", lambda: now + timedelta(hours=hours))
            response = await client.patch(f"{PATH}/{round_.id}", json={"state": "closed"}, headers=facilitator)
        assert (response.status_code, response.json()["state"]) == (200, "closed")
        closed = datetime.fromisoformat(response.json()["closes_at"])
        # SQLite has no clock but that of the one process that writes to it.
        expected = now + timedelta(hours=hours if database.is_sqlite else 0)
        assert abs(closed - expected) < timedelta(minutes=1)
        if not database.is_sqlite:
            late = await person.submit(client)
            assert (late.status_code, late.json()["code"]) == (409, "round_closed")

    async def test_an_open_round_stays_closed(self, client, facilitator, town):
        made = await make(client, facilitator, town, mode="open")
        await self.change(client, facilitator, made, {"state": "closed"})
        reopened = await self.change(client, facilitator, made, {"closes_at": made["closes_at"]})
        assert (reopened.status_code, reopened.json()["code"]) == (409, "round_closed")

    async def test_a_merge_patch_may_be_called_one(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        headers = facilitator | {"content-type": "application/merge-patch+json"}
        changed = await client.patch(f"{PATH}/{made['id']}", content=b'{"title": "Neu"}', headers=headers)
        assert (changed.status_code, changed.json()["title"]) == (200, "Neu")
        assert (await client.post(PATH, content=b"{}", headers=headers)).status_code == 415

    async def test_closing_may_come_with_other_changes(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        await self.change(client, facilitator, made, {"state": "closed", "title": "Vorbei"})
        noted = await events(database)
        assert ("round_closed", {}) in noted
        assert ("round_changed", {"members": ["title", "closes_at"]}) in noted

    async def test_closing_and_a_time_for_it_contradict_each_other(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        body = {"state": "closed", "closes_at": made["closes_at"]}
        assert faults(await self.change(client, facilitator, made, body)) == {("/state", "exactly_one_of")}

    async def test_a_round_that_has_not_opened_cannot_close(self, client, facilitator, town):
        made = await make(client, facilitator, town, opens_at=(datetime.now(UTC) + A_DAY).isoformat())
        refused = await self.change(client, facilitator, made, {"state": "closed"})
        assert (refused.status_code, refused.json()["code"]) == (409, "round_not_open")

    async def test_a_refusal_tells_moments_to_people_in_words_and_to_programs_as_they_are(
        self, client, facilitator, town
    ):
        year = datetime.now(UTC).year + 1
        opens, closes = (datetime(year, month, 1, 7, 5, tzinfo=UTC) for month in (1, 7))
        made = await make(client, facilitator, town, opens_at=opens.isoformat(), closes_at=closes.isoformat())
        refused = {}
        for language in ("de", "en"):
            headers = facilitator | {"accept-language": language}
            refused[language] = (await self.change(client, headers, made, {"state": "closed"})).json()
        assert refused["de"]["detail"] == f"Der Durchgang öffnet am 1. Januar {year} um 8:05 Uhr."
        assert refused["en"]["detail"] == f"The round opens at 8:05 am on 1 January {year}."
        assert refused["de"]["opens_at"] == refused["en"]["opens_at"] == opens.isoformat()
        assert "closes_at" not in refused["de"]

    async def test_the_opening_moves_until_it_has_come(self, client, facilitator, town):
        now = datetime.now(UTC)
        made = await make(client, facilitator, town, opens_at=(now + A_DAY).isoformat())
        opened = await self.change(client, facilitator, made, {"opens_at": (now - A_DAY).isoformat()})
        assert opened.json()["state"] == "open"
        refused = await self.change(client, facilitator, made, {"opens_at": now.isoformat()})
        assert (refused.status_code, refused.json()["code"]) == (409, "round_opened")
        same = await self.change(client, facilitator, made, {"opens_at": opened.json()["opens_at"]})
        assert same.status_code == 200

    async def test_it_moves_on_to_a_newer_minor_version(self, client, facilitator, town, two_perspectives):
        made = await make(client, facilitator, town)
        assert faults(await self.change(client, facilitator, made, {"version": "1.1.0"})) == {
            ("/perspectives", "perspectives_missing")
        }
        body = {"version": "1.1.0", "perspectives": ["staff"]}
        assert (await self.change(client, facilitator, made, body)).json()["version"] == "1.1.0"
        back = {"version": "1.0.0", "perspectives": []}
        assert faults(await self.change(client, facilitator, made, back)) == {("/version", "version_not_newer")}

    async def test_it_does_not_move_to_what_means_otherwise(self, client, database, facilitator, town):
        document = perspectives_version("2.0.0")
        document["fields"][0]["scoring"] = {**document["defaults"]["scoring"], "scale": [0, 10]}
        document["fields"][0]["level_texts"] = {}
        await publish_questionnaire(database, perspectives_version("2.0.0"), now=datetime.now(UTC))
        made = await make(client, facilitator, town)
        body = {"version": "2.0.0", "perspectives": ["staff"]}
        assert faults(await self.change(client, facilitator, made, body)) == {("/version", "version_means_otherwise")}

    async def test_it_does_not_move_to_a_retired_version(self, client, database, facilitator, town, two_perspectives):
        await retire_questionnaire(database, "beispiel", "1.1.0", now=datetime.now(UTC))
        made = await make(client, facilitator, town)
        body = {"version": "1.1.0", "perspectives": ["staff"]}
        assert faults(await self.change(client, facilitator, made, body)) == {("/version", "version_retired")}

    async def test_a_round_of_a_version_that_was_retired_since_still_changes(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        await retire_questionnaire(database, "beispiel", "1.0.0", now=datetime.now(UTC))
        assert (await self.change(client, facilitator, made, {"title": "Neu"})).status_code == 200

    async def test_whoever_has_seen_an_older_round_changes_nothing(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        tag = (await client.get(f"{PATH}/{made['id']}", headers=facilitator)).headers["etag"]
        first = await self.change(client, facilitator, made, {"title": "A"}, **{"if-match": tag})
        assert (first.status_code, first.headers["etag"] != tag) == (200, True)
        second = await self.change(client, facilitator, made, {"title": "B"}, **{"if-match": tag})
        assert (second.status_code, second.json()["code"]) == (412, "revision_differs")
        refused = await self.change(client, facilitator, made, {"title": "B"}, **{"if-match": tag.strip('"')})
        assert [each["header"] for each in refused.json()["errors"]] == ["If-Match"]
        for good in ("*", f'"x", {first.headers["etag"]}', f"W/{first.headers['etag']}"):
            assert (
                await self.change(client, facilitator, made, {"title": "A"}, **{"if-match": good})
            ).status_code == 200

    async def test_codes_that_are_out_keep_what_they_are_good_for(self, client, facilitator, town, two_perspectives):
        made = await make(client, facilitator, town, version="1.1.0", perspectives=["staff", "council"])
        path = f"{PATH}/{made['id']}/invitations"
        issued = await client.post(path, json={"perspective": "council", "count": 2}, headers=facilitator)
        joint = {"mode": "institutional", "perspectives": ["council"]}
        for body, code in (({"perspectives": ["staff"]}, "codes_issued"), (joint, "one_answer_only")):
            refused = await self.change(client, facilitator, made, body)
            assert (refused.status_code, refused.json()["code"]) == (409, code)
        await client.post(f"{path}/{issued.json()['id']}/revocation", json={}, headers=facilitator)
        assert (await self.change(client, facilitator, made, {"perspectives": ["staff"]})).status_code == 200

    async def test_of_many_who_change_it_at_once_nobody_is_lost(self, client, database, facilitator, town):
        made = await make(client, facilitator, town)
        bodies = [{"title": f"T{number}"} for number in range(5)] + [{"retention_days": 10 + n} for n in range(5)]
        replies = await asyncio.gather(*(self.change(client, facilitator, made, body) for body in bodies))
        assert {reply.status_code for reply in replies} == {200}
        found = (await client.get(f"{PATH}/{made['id']}", headers=facilitator)).json()
        assert found["title"].startswith("T")
        assert found["retention_days"] >= 10


class TestReadingTheTexts:
    async def test_they_are_made_from_the_terms(self, client, facilitator, town):
        made = await make(client, facilitator, town, minimum_group_size=7, retention_days=45)
        found = (await client.get(f"{PATH}/{made['id']}/texts", headers=facilitator)).json()
        told = {each["key"]: each["text"] for each in found["welcome"]}
        assert "7" in told["groups"]["en"]
        assert "45" in told["deletion"]["de"]
        assert [each["key"] for each in found["letters"]] == ["invitation", "week_before", "last_day", "thanks"]
        letter = found["letters"][0]
        assert set(letter["body"]) == {"de", "de-simple", "en"}
        assert "{link}" in letter["body"]["de"]
        assert "Musterstadt" in letter["body"]["en"]

    async def test_the_effort_may_be_said(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        for query, minutes in (("", "2 minutes"), ("?minutes=25", "25 minutes")):
            found = (await client.get(f"{PATH}/{made['id']}/texts{query}", headers=facilitator)).json()
            assert minutes in found["letters"][0]["body"]["en"]

    async def test_an_open_link_is_told_otherwise(self, client, facilitator, town):
        made = await make(client, facilitator, town)
        path = f"{PATH}/{made['id']}/texts"
        personal, opened = [
            (await client.get(f"{path}?invitation={kind}", headers=facilitator)).json()["letters"][0]["body"]["de"]
            for kind in ("personal", "open")
        ]
        assert personal != opened

    @pytest.mark.parametrize("query", ["minutes=1", "minutes=x", "invitation=all"])
    async def test_a_parameter_that_cannot_be_is_refused(self, client, facilitator, town, query):
        made = await make(client, facilitator, town)
        response = await client.get(f"{PATH}/{made['id']}/texts?{query}", headers=facilitator)
        assert {name for name, _ in faults(response)} == {query.split("=")[0]}

    async def test_they_are_for_those_who_reach_the_round(self, client, make_key, facilitator, town):
        made = await make(client, facilitator, town)
        elsewhere = await make_key("facilitator", municipalities=(str(uuid.uuid4()),))
        assert (await client.get(f"{PATH}/{made['id']}/texts", headers=elsewhere)).status_code == 404
