"""Measures over HTTP: noted on a release, changed without losing what others did, reviewed, and ready or not."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.measures import list_review_records
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import focus_fields, measures, municipalities, reviews
from selfcheck_service.use_cases.days import day_here
from tests.answering import make_round
from tests.sealing.answered import closed_round

TODAY = day_here(datetime.now(UTC))
WHOLE = {
    "title": "Sprechstunde",
    "fields": ["steering"],
    "first_step": "Raum anfragen",
    "first_step_on": str(TODAY + timedelta(10)),
    "responsible": "Leitung Bürgerbüro",
    "deadline": str(TODAY + timedelta(60)),
    "indicator": "Besuche im Monat",
    "baseline": "0",
    "target": "20",
    "review_on": str(TODAY + timedelta(90)),
}


TWO = [{"title": "Wege"}, {"title": "Plätze"}]


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def path(client, database, facilitator):
    """The path of a round that has a release."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}"
    assert (await client.post(f"{path}/releases", headers=facilitator)).status_code == 201
    return path


@pytest.fixture
def post(client, facilitator, path):
    async def send(to="measures", **body):
        return await client.post(f"{path}/{to}", json=body, headers=facilitator)

    return send


@pytest.fixture
def patch(client, facilitator):
    async def send(measure, headers=(("if-match", "*"),), **body):
        to = f"/v1/rounds/{measure['round']}/measures/{measure['id']}"
        return await client.patch(to, json=body, headers={**facilitator, **dict(headers)})

    return send


@pytest.fixture
def choose(client, facilitator, path):
    async def send(headers=(), **body):
        return await client.put(f"{path}/focus-fields", json=body, headers={**facilitator, **dict(headers)})

    return send


def told(response):
    return response.status_code, response.json()["code"]


def faults(response):
    assert response.status_code == 422, response.text
    return [(each["pointer"], each["code"]) for each in response.json()["errors"]]


class TestNoting:
    async def test_a_measure_names_the_release_it_was_made_on(self, client, facilitator, path, post):
        made = await post(**WHOLE)
        assert made.status_code == 201, made.text
        shown = made.json()
        assert made.headers["location"] == f"{path}/measures/{shown['id']}"
        release = await client.get(f"{path}/releases/1", headers=facilitator)
        assert f'"{shown["release_hash"]}"' == release.headers["etag"]
        assert (shown["number"], shown["origin"], shown["decision"], shown["status"]) == (1, "own", "adopt", "idea")
        assert shown["decided_on"] == str(TODAY)
        assert [each["months"] for each in shown["reviews_due"]] == [3, 6, 12]
        assert {name: shown[name] for name in WHOLE} == WHOLE
        read = await client.get(made.headers["location"], headers=facilitator)
        assert read.json() == shown
        assert read.headers["etag"]

    async def test_a_title_is_enough(self, post):
        assert (await post(title="Wege")).status_code == 201
        assert faults(await post()) == [("/title", "missing")]

    @pytest.mark.parametrize(
        ("language", "texts"),
        [("de", ("Runder Tisch", "Einladung schreiben.")), ("en", ("Round table", "Write the invitation."))],
    )
    async def test_a_suggestion_brings_its_texts(self, client, facilitator, path, language, texts):
        headers = {**facilitator, "accept-language": language}
        made = (await client.post(f"{path}/measures", json={"suggestion": "round_table"}, headers=headers)).json()
        assert (made["title"], made["first_step"], made["type"]) == (*texts, "dialogue")
        assert (made["fields"], made["suggestion"], made["origin"]) == (["steering"], "round_table@1.0.0", "suggestion")

    async def test_a_rejected_suggestion_is_a_record_with_its_reason(self, post):
        assert faults(await post(suggestion="round_table", decision="reject")) == [("/reason", "missing")]
        made = (await post(suggestion="round_table", decision="reject", reason="Gibt es schon")).json()
        assert (made["status"], made["reason"], made["first_step"]) == ("dropped", "Gibt es schon", None)
        assert made["reviews_due"] == []

    async def test_every_fault_is_named_with_its_place(self, post):
        found = await post(
            title="Wege", type="no", fields=["steering", "x"], items=["y"], first_step_on=str(TODAY + timedelta(20))
        )
        assert faults(found) == [
            ("/fields/1", "unknown_reference"),
            ("/items/0", "unknown_reference"),
            ("/type", "unknown_reference"),
            ("/first_step_on", "day_too_late"),
        ]
        shapes = await post(
            title="a\nb", goal=" ", risk="x" * 2001, funding="\u202e", hours=-1, status="gone", nonsense=1, hour="1"
        )
        assert {each[0] for each in faults(shapes)} == {
            *("/title", "/goal", "/risk", "/funding", "/hours", "/status", "/nonsense", "/hour")
        }
        hidden = await post(title="Wege", evidence=[{"kind": "ballot", "ref": "a\u202eb", "option": ""}])
        assert faults(hidden) == [("/evidence/0/ref", "text_not_clean"), ("/evidence/0/option", "too_short")]
        assert faults(await post(suggestion="round_tabel")) == [("/suggestion", "unknown_reference")]
        early = await post(title="Wege", decided_on="2020-01-01")
        assert faults(early) == [("/decided_on", "day_too_early")]

    async def test_without_a_release_nothing_is_decided(self, client, database, facilitator):
        round_ = await make_round(database)
        path = f"/v1/rounds/{round_.id}"
        for method, to, body in (
            ("POST", "measures", {"title": "Wege"}),
            ("PUT", "focus-fields", {"fields": []}),
            ("GET", "measures/readiness", None),
        ):
            refused = await client.request(method, f"{path}/{to}", json=body, headers=facilitator)
            assert told(refused) == (409, "round_without_release")

    async def test_a_repeated_request_notes_it_once(self, client, database, facilitator, path):
        headers = {**facilitator, "idempotency-key": "k1"}
        sent = [await client.post(f"{path}/measures", json=WHOLE, headers=headers) for _ in range(2)]
        assert sent[0].json() == sent[1].json()
        assert sent[1].headers["idempotency-replayed"] == "true"
        async with database.reading() as transaction:
            assert await transaction.connection.scalar(select(func.count()).select_from(measures)) == 1

    async def test_those_who_note_at_once_get_numbers_of_their_own(self, post):
        made = await asyncio.gather(*(post(title=f"Nr. {at}") for at in range(8)))
        assert sorted(each.json()["number"] for each in made) == list(range(1, 9))

    async def test_there_are_at_most_so_many(self, post, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.planning.MOST_MEASURES", 2)
        for _ in range(2):
            assert (await post(title="Wege")).status_code == 201
        assert told(await post(title="Wege")) == (409, "too_many_records")


class TestChanging:
    async def test_only_what_is_named_changes(self, post, patch):
        made = (await post(**WHOLE)).json()
        changed = await patch(
            made, goal="Mehr Menschen", target=None, evidence=[{"kind": "matrix", "ref": "round_table"}]
        )
        assert changed.status_code == 200
        evidence = [{"kind": "matrix", "ref": "round_table", "option": None}]
        revision = changed.headers["etag"].strip('"')
        said = {"goal": "Mehr Menschen", "target": None, "evidence": evidence, "revision": revision}
        assert changed.json() == made | said
        assert revision != made["revision"]

    async def test_who_does_not_say_what_they_have_seen_overwrites_nothing(self, client, facilitator, post, patch):
        """Two facilitators write the goal of one measure; the second one has never read what the first one wrote."""
        made = (await post(**WHOLE)).json()
        seen = {"if-match": f'"{made["revision"]}"'}
        first = await patch(made, seen, goal="Mehr Menschen")
        assert first.status_code == 200
        blind, late = await patch(made, {}, goal="Weniger Wege"), await patch(made, seen, goal="Weniger Wege")
        assert told(blind) == (428, "revision_missing")
        assert blind.json()["type"].endswith("/problems/revision-missing")
        assert told(late) == (412, "revision_differs")
        path = f"/v1/rounds/{made['round']}/measures/{made['id']}"
        assert (await client.get(path, headers=facilitator)).json() == first.json()

    async def test_evidence_leads_to_what_the_room_did(self, client, facilitator, path, post, patch):
        opened = await client.post(
            f"{path}/ballots", json={"kind": "own", "title": "?", "options": TWO, "people": 3}, headers=facilitator
        )
        ballot = opened.json()["id"]
        good = [{"kind": "ballot", "ref": ballot, "option": "own-1"}, {"kind": "matrix", "ref": "round_table"}]
        made = await post(**WHOLE, evidence=good)
        assert made.status_code == 201, made.text
        bad = [
            {"kind": "ballot", "ref": str(uuid.uuid4())},
            {"kind": "ballot", "ref": ballot, "option": "own-3"},
            {"kind": "matrix", "ref": "no_card", "option": "own-1"},
        ]
        found = [
            ("/evidence/0/ref", "unknown_reference"),
            ("/evidence/1/option", "unknown_reference"),
            ("/evidence/2/ref", "unknown_reference"),
            ("/evidence/2/option", "without_meaning"),
        ]
        assert faults(await post(**WHOLE, evidence=bad)) == found
        assert faults(await patch(made.json(), evidence=bad)) == found

    async def test_of_two_who_have_seen_the_same_one_wins(self, client, facilitator, post, patch):
        made = (await post(**WHOLE)).json()
        path = f"/v1/rounds/{made['round']}/measures/{made['id']}"
        seen = (await client.get(path, headers=facilitator)).headers["etag"]
        both = await asyncio.gather(*(patch(made, {"if-match": seen}, goal=goal) for goal in ("A", "B")))
        assert sorted(each.status_code for each in both) == [200, 412]
        (won,) = (each for each in both if each.status_code == 200)
        now = await client.get(path, headers=facilitator)
        assert (now.json(), now.headers["etag"]) == (won.json(), won.headers["etag"])
        assert (await patch(made, {"if-match": "*"}, goal="C")).status_code == 200

    async def test_a_status_moves_along_its_ways(self, post, patch):
        made = (await post(title="Wege")).json()
        assert faults(await patch(made, status="done")) == [("/status", "status_not_next")]
        assert (await patch(made, status="decided")).json()["status"] == "decided"
        assert faults(await patch(made, status="dropped")) == [("/dropped_reason", "missing")]
        assert (await patch(made, status="dropped", dropped_reason="Kein Geld")).json()["status"] == "dropped"
        assert (await patch(made, status="idea")).json()["dropped_reason"] is None

    async def test_what_must_be_there_cannot_be_emptied(self, post, patch):
        made = (await post(title="Wege")).json()
        for name in ("title", "decision", "decided_on", "fields", "status"):
            assert [each[0] for each in faults(await patch(made, **{name: None}))] == [f"/{name}"]
        assert faults(await patch(made, number=7)) == [("/number", "unknown_member")]

    async def test_of_another_round_there_is_none(self, client, database, facilitator, post, path):
        made = (await post(title="Wege")).json()
        other, _ = await closed_round(database)
        await client.post(f"/v1/rounds/{other.id}/releases", headers=facilitator)
        to = f"/v1/rounds/{other.id}/measures/{made['id']}"
        assert told(await client.get(to, headers=facilitator)) == (404, "unknown_measure")
        assert told(await client.patch(to, json={}, headers=facilitator)) == (404, "unknown_measure")
        assert told(await client.get(f"{to}/reviews", headers=facilitator)) == (404, "unknown_measure")
        none = await client.get(f"{path}/measures/{uuid.uuid4()}", headers=facilitator)
        assert told(none) == (404, "unknown_measure")


class TestLists:
    async def test_pages_have_all_of_them_by_number(self, client, facilitator, path, post):
        for at in range(5):
            await post(title=f"Nr. {at}")
        found: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            page = (await client.get(f"{path}/measures?limit=2{cursor}", headers=facilitator)).json()
            found += [each["title"] for each in page["items"]]
            cursor = page["next"] and f"&cursor={page['next']}"
        assert found == [f"Nr. {at}" for at in range(5)]
        assert (await client.get(f"{path}/measures?cursor=xx", headers=facilitator)).status_code == 422


class TestReviews:
    async def test_a_review_stays_and_the_measure_takes_over_its_status(self, client, facilitator, path, post):
        made = (await post(**WHOLE, status="decided")).json()
        to = f"measures/{made['id']}/reviews"
        first = await post(to, months=3, status="running", blocker="Raum fehlt", next_step="Schule fragen")
        assert first.status_code == 201
        assert first.headers["location"] == f"{path}/{to}"
        second = await post(to, months=3, status="done")
        assert (first.json()["number"], second.json()["number"]) == (1, 2)
        found = (await client.get(f"{path}/{to}", headers=facilitator)).json()
        assert found == {"items": [first.json(), second.json()], "next": None}
        measure = (await client.get(f"{path}/measures/{made['id']}", headers=facilitator)).json()
        assert measure["status"] == "done"
        assert [each["held"] for each in measure["reviews_due"]] == [True, False, False]
        listed = (await client.get(f"{path}/measures", headers=facilitator)).json()["items"]
        assert listed == [measure]
        page = (await client.get(f"{path}/{to}?limit=1", headers=facilitator)).json()
        rest = await client.get(f"{path}/{to}?cursor={page['next']}", headers=facilitator)
        assert [each["number"] for each in rest.json()["items"]] == [2]

    async def test_every_fault_is_named_with_its_place(self, post):
        made = (await post(**WHOLE)).json()
        to = f"measures/{made['id']}/reviews"
        tomorrow = str(TODAY + timedelta(1))
        assert faults(await post(to, status="done", held_on=tomorrow)) == [
            ("/held_on", "day_too_late"),
            ("/status", "status_not_next"),
        ]
        assert faults(await post(to)) == [("/status", "missing")]
        assert faults(await post(to, status="decided", months=4)) == [("/months", "not_one_of")]

    async def test_what_was_noted_by_mistake_is_withdrawn_and_its_record_stays(
        self, client, database, facilitator, path, post
    ):
        made = (await post(**WHOLE, status="decided")).json()
        measure, to = f"{path}/measures/{made['id']}", f"measures/{made['id']}/reviews"
        await post(to, months=3, status="running")
        mistaken = (await post(to, months=6, status="dropped", dropped_reason="Verwechselt")).json()
        gone = await client.delete(f"{path}/{to}/2", headers=facilitator)
        assert (gone.status_code, gone.content) == (204, b"")
        now = (await client.get(measure, headers=facilitator)).json()
        assert (now["status"], now["dropped_reason"]) == ("running", None)
        assert [each["held"] for each in now["reviews_due"]] == [True, False, False]
        listed = (await client.get(f"{path}/{to}", headers=facilitator)).json()["items"]
        assert [each["number"] for each in listed] == [1]
        # It cannot be withdrawn twice, and neither can what withdrew it; a new one has a number of its own.
        for number in (2, 3, 4, 1001):
            again = await client.delete(f"{path}/{to}/{number}", headers=facilitator)
            assert again.status_code in ((404,) if number < 1001 else (404, 422)), number
        assert told(await client.delete(f"{path}/{to}/2", headers=facilitator)) == (404, "unknown_review")
        assert (await post(to, months=6, status="running")).json()["number"] == 4
        async with database.reading() as transaction:
            records = await list_review_records(
                transaction, uuid.UUID(path.rpartition("/")[2]), [uuid.UUID(made["id"])]
            )
        assert [each.withdraws for each in records] == [None, None, 2, None]
        assert (records[1].status, records[1].dropped_reason) == ("dropped", mistaken["dropped_reason"])

    async def test_the_calendar_and_the_plan_are_without_it(self, client, facilitator, path, post):
        made = (await post(**WHOLE, status="decided")).json()
        to = f"measures/{made['id']}/reviews"

        async def papers():
            calendar = (await client.get(f"{path}/action-plan.ics", headers=facilitator)).text
            plan = (await client.get(f"{path}/action-plan.json", headers=facilitator)).json()
            (measure,) = plan["measures"]
            return calendar.count("BEGIN:VEVENT"), [each["number"] for each in measure["reviews"]]

        before = await papers()
        await post(to, months=3, status="decided")
        held = await papers()
        assert held == (before[0] - 1, [1])
        await client.delete(f"{path}/{to}/1", headers=facilitator)
        assert await papers() == before

    async def test_what_was_rejected_is_not_reviewed(self, post):
        made = (await post(title="Wege", decision="reject", reason="Nein")).json()
        assert told(await post(f"measures/{made['id']}/reviews", status="dropped")) == (409, "without_meaning")

    async def test_there_are_at_most_so_many(self, post, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.planning.MOST_REVIEWS", 1)
        made = (await post(title="Wege")).json()
        assert (await post(f"measures/{made['id']}/reviews", status="idea")).status_code == 201
        assert told(await post(f"measures/{made['id']}/reviews", status="idea")) == (409, "too_many_records")

    @pytest.mark.parametrize("table", ["reviews", "focus_fields"])
    async def test_the_database_itself_refuses_to_change_what_was_said(self, database, post, choose, table):
        made = (await post(title="Wege")).json()
        await post(f"measures/{made['id']}/reviews", status="idea")
        await choose(fields=[])
        with pytest.raises(DBAPIError):
            async with database.transaction() as transaction:
                await transaction.connection.execute(text(f"UPDATE {table} SET number = 7"))  # noqa: S608 the name is our own


class TestFocusFields:
    @pytest.fixture
    def put(self, choose):
        async def send(*fields, headers=(), **body):
            return await choose(headers, fields=[{"reason": "Drängt", **each} for each in fields], **body)

        return send

    async def test_the_last_choice_holds_and_the_earlier_ones_are_kept(self, client, database, facilitator, path, put):
        before = await client.get(f"{path}/focus-fields", headers=facilitator)
        assert (before.json()["fields"], before.headers["etag"]) == ([], '"0"')
        first = await put({"field": "steering"})
        assert (first.status_code, first.headers["etag"]) == (200, '"1"')
        assert (await put({"field": "steering"})).json() == first.json()
        asked = {"kind": "own", "title": "?", "options": TWO, "people": 3}
        opened = await client.post(f"{path}/ballots", json=asked, headers=facilitator)
        other = {"field": "steering", "reason": "Doch anders", "source": "ballot", "ballot": opened.json()["id"]}
        assert told(await put(other)) == (428, "revision_missing")
        second = await put(other, headers={"if-match": first.headers["etag"]})
        assert second.json()["number"] == 2
        assert (await client.get(f"{path}/focus-fields", headers=facilitator)).json() == second.json()
        async with database.reading() as transaction:
            assert await transaction.connection.scalar(select(func.count()).select_from(focus_fields)) == 2

    async def test_of_two_who_have_seen_the_same_one_wins(self, put):
        both = await asyncio.gather(
            *(put({"field": "steering", "reason": each}, headers={"if-match": '"0"'}) for each in ("A", "B"))
        )
        assert sorted(each.status_code for each in both) == [200, 412]

    async def test_every_fault_is_named_with_its_place(self, put):
        found = await put({"field": "x"}, {"field": "steering", "ballot": "b"}, chosen_on="2020-01-01")
        assert faults(found) == [
            ("/fields/0/field", "unknown_reference"),
            ("/fields/1/ballot", "without_meaning"),
            ("/fields/1/ballot", "unknown_reference"),
            ("/chosen_on", "day_too_early"),
        ]
        assert faults(await put({"field": "steering", "reason": ""})) == [("/fields/0/reason", "too_short")]
        hidden = {"field": "steering", "source": "ballot", "ballot": "a\u0000b"}
        assert faults(await put(hidden)) == [("/fields/0/ballot", "text_not_clean")]

    async def test_there_are_at_most_so_many_choices(self, put, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.planning.MOST_CHOICES", 1)
        assert (await put({"field": "steering"})).status_code == 200
        assert told(await put(headers={"if-match": "*"})) == (409, "too_many_records")


class TestReadiness:
    async def test_it_says_what_is_missing_until_nothing_is(self, client, facilitator, path, post, patch):
        async def ask(language="de"):
            headers = {**facilitator, "accept-language": language}
            return (await client.get(f"{path}/measures/readiness", headers=headers)).json()

        assert [each["key"] for each in (await ask())["missing"]] == ["focus_fields", "quick_win"]
        chosen = {"fields": [{"field": "steering", "reason": "Drängt"}]}
        await client.put(f"{path}/focus-fields", json=chosen, headers=facilitator)
        assert (await ask())["fields"][0]["missing"][0]["key"] == "measure"
        made = (await post(**{**WHOLE, "target": None})).json()
        found = await ask("en")
        assert (found["language"], found["ready"]) == ("en", False)
        assert found["measures"][0]["missing"] == [
            {"key": "target", "text": "The target of the indicator is missing: what is to be reached?"}
        ]
        await patch(made, target="20")
        found = await ask()
        assert [each["key"] for each in found["hints"]] == ["idea"]
        assert (found["ready"], found["missing"], found["fields"][0]["measures"]) == (True, [], [made["id"]])

    async def test_it_names_what_was_taken_up_and_rejected_and_a_council_in_a_district(
        self, client, facilitator, path, post, database
    ):
        async with database.transaction() as transaction:
            await transaction.connection.execute(update(municipalities).values(type="district"))
        await post(suggestion="round_table", decided_on=str(TODAY), status="decided", decision_body="council")
        await post(suggestion="round_table", decision="reject", reason="Zu teuer")
        found = (await client.get(f"{path}/measures/readiness", headers=facilitator)).json()
        assert [each["key"] for each in found["hints"]] == ["also_rejected", "council_of_district"]


class TestTraces:
    async def test_each_deed_is_in_the_trail_without_what_people_wrote(self, database, post, patch, choose):
        made = (await post(**WHOLE)).json()
        await patch(made, goal="Geheimes Ziel")
        await patch(made, goal="Geheimes Ziel")
        await post(f"measures/{made['id']}/reviews", status="decided", blocker="Geheimes Hindernis")
        await choose(fields=[{"field": "steering", "reason": "Geheimer Grund"}])
        async with database.reading() as transaction:
            noted = await list_events(transaction, EVERYWHERE, limit=50)
        mine = {each.event: each.details for each in noted if each.event.startswith(("measure", "focus"))}
        assert mine == {
            "measure_added": {"measure": 1, "decision": "adopt"},
            "measure_changed": {"measure": 1, "members": ["goal"]},
            "measure_reviewed": {"measure": 1, "review": 1, "status": "decided"},
            "focus_fields_chosen": {"fields": ["steering"]},
        }
        assert sum(each.event == "measure_changed" for each in noted) == 1
        assert "Geheim" not in str(noted)

    async def test_they_go_with_their_round(self, database, post):
        made = (await post(title="Wege")).json()
        await post(f"measures/{made['id']}/reviews", status="idea")
        async with database.transaction() as transaction:
            for table in ("responses", "rounds"):
                await transaction.connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 the name is our own
        async with database.reading() as transaction:
            for emptied in (measures, reviews):
                assert await transaction.connection.scalar(select(func.count()).select_from(emptied)) == 0
