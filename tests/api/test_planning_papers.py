"""What is written after a workshop, over HTTP: files that other programs open, made from what the room decided."""

import asyncio
import csv
import hashlib
import io
import json
import uuid
from datetime import UTC, datetime, timedelta

import icalendar
import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import update

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.ballot_tables import ballots
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import withdraw_named
from selfcheck_service.use_cases.days import day_here
from tests.api.test_releases import closed_by_members
from tests.sealing.answered import closed_round

TODAY = day_here(datetime.now(UTC))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    "action-plan.json": "application/json",
    "action-plan.csv": "text/csv; charset=utf-8; header=present",
    "action-plan.xlsx": XLSX,
    "action-plan.ics": "text/calendar; charset=utf-8",
    "action-plan.html": "text/html; charset=utf-8",
    "action-plan.pdf": "application/pdf",
    "minutes.html": "text/html; charset=utf-8",
    "minutes.pdf": "application/pdf",
    "council-paper.html": "text/html; charset=utf-8",
    "council-paper.pdf": "application/pdf",
    "public-version.html": "text/html; charset=utf-8",
    "public-version.pdf": "application/pdf",
}
TITLE = "Sprechstunde im Stadtteil"
MEASURE = {
    "title": TITLE,
    "fields": ["steering"],
    "status": "decided",
    "decision_body": "council",
    "first_step": "Raum anfragen",
    "first_step_on": str(TODAY + timedelta(10)),
    "responsible": "Leitung Bürgerbüro",
    "deadline": str(TODAY + timedelta(60)),
    "indicator": "Besuche im Monat",
    "baseline": "0",
    "target": "20",
    "review_on": str(TODAY + timedelta(90)),
    "euro_class": "up_to_1000",
}


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
async def path(client, database, facilitator):
    """The path of a round of twelve that has a release, and of which nothing is decided."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}"
    assert (await client.post(f"{path}/releases", headers=facilitator)).status_code == 201
    return path


@pytest.fixture
async def decided(client, facilitator, path):
    """The same path, after a workshop: a focus field, a consensus, a measure, one that was rejected, and a review."""

    async def send(method, to, **body):
        response = await client.request(method, f"{path}/{to}", json=body, headers=facilitator)
        assert response.is_success, response.text
        return response.json()

    chosen = {"field": "steering", "reason": "Drängt am meisten", "source": "room"}
    await send("PUT", "focus-fields", fields=[chosen], chosen_on=str(TODAY))
    await send("PUT", "consensus/item/leadership", outcome="value", value=2, reason="Gemeinsames Bild")
    await send("PUT", "consensus/field/steering", outcome="dissent", reason="Zwei Sichtweisen")
    measure = await send("POST", "measures", **MEASURE)
    await send("POST", "measures", title="Neue App", decision="reject", reason="Zu teuer")
    await send("POST", f"measures/{measure['id']}/reviews", status="running", months=3, blocker="Kein Raum")
    return path


def html_of(response) -> str:
    assert response.status_code == 200, response.text
    return str(response.text)


async def test_each_is_a_file_with_a_name_and_a_hash(client, facilitator, decided):
    for name in MEDIA_TYPES:
        await check_file(client, facilitator, decided, name)


async def check_file(client, facilitator, decided, name):
    response = await client.get(f"{decided}/{name}?language=de", headers=facilitator)
    assert (response.status_code, response.headers["content-type"]) == (200, MEDIA_TYPES[name])
    assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    stem, ending = name.split(".")
    assert response.headers["content-disposition"].startswith('attachment; filename="')
    assert response.headers["content-disposition"].endswith(f'-{stem}-de.{ending}"')
    assert (response.headers["content-language"], response.headers["cache-control"]) == ("de", "private, no-store")
    again = await client.get(f"{decided}/{name}?language=de", headers=facilitator)
    assert again.content == response.content


async def test_other_programs_open_what_is_written(client, facilitator, decided):
    async def get(name):
        return (await client.get(f"{decided}/{name}?language=en", headers=facilitator)).content

    plan = json.loads(await get("action-plan.json"))
    assert [each["measure"]["title"] for each in plan["measures"]] == [TITLE]
    assert [each["measure"]["title"] for each in plan["left_out"]] == ["Neue App"]
    assert plan["readiness"]["ready"] is True
    rows = list(csv.DictReader(io.StringIO((await get("action-plan.csv")).decode(), newline="")))
    assert [(row["title"], row["status"]) for row in rows] == [(TITLE, "running"), ("Neue App", "dropped")]
    page = openpyxl.load_workbook(io.BytesIO(await get("action-plan.xlsx")))["Action plan"]
    assert page["G5"].value.date() == TODAY + timedelta(60)
    calendar = icalendar.Calendar.from_ical(await get("action-plan.ics"))
    assert TODAY + timedelta(10) in {event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    text = PdfReader(io.BytesIO(await get("action-plan.pdf"))).pages[0].extract_text()
    assert TITLE in text


async def test_an_event_that_has_changed_has_a_higher_number(client, facilitator, path):
    made = (await client.post(f"{path}/measures", json=MEASURE, headers=facilitator)).json()

    async def told():
        calendar = icalendar.Calendar.from_ical(
            (await client.get(f"{path}/action-plan.ics", headers=facilitator)).content
        )
        found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        event = found[f"{made['id']}-deadline@selfcheck-service"]
        # Its own review may lie on the day of a common one.
        assert len(found) in {5, 6}
        return event["SEQUENCE"], event.decoded("DTSTART") - TODAY, "STATUS" in event

    async def change(**said):
        headers = {**facilitator, "if-match": "*"}
        changed = await client.patch(f"{path}/measures/{made['id']}", json=said, headers=headers)
        assert changed.status_code == 200

    seen = [await told()]
    dropped = {"status": "dropped", "dropped_reason": "Kein Geld"}
    for said in ({"deadline": str(TODAY + timedelta(70))}, dropped, {"status": "decided"}):
        await change(**said)
        seen.append(await told())
    await change(status="decided")
    assert await told() == seen[-1]
    assert [number for number, _, _ in seen] == [0, 1, 2, 3]
    assert [day.days for _, day, _ in seen] == [60, 70, 70, 70]
    assert [cancelled for _, _, cancelled in seen] == [False, False, True, False]


async def test_a_day_that_is_taken_away_is_cancelled_until_it_is_set_again(client, facilitator, path):
    made, beside = [
        (await client.post(f"{path}/measures", json=MEASURE, headers=facilitator)).json()["id"] for _ in range(2)
    ]

    async def told(measure=made):
        calendar = icalendar.Calendar.from_ical(
            (await client.get(f"{path}/action-plan.ics", headers=facilitator)).content
        )
        found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        event = found[f"{measure}-deadline@selfcheck-service"]
        return event["SEQUENCE"], (event.decoded("DTSTART") - TODAY).days, "STATUS" in event

    seen = [await told()]
    for said in ({"deadline": None}, {"title": "Anders"}, {"deadline": str(TODAY + timedelta(70))}, {"deadline": None}):
        headers = {**facilitator, "if-match": "*"}
        assert (await client.patch(f"{path}/measures/{made}", json=said, headers=headers)).status_code == 200
        seen.append(await told())
    assert seen == [(0, 60, False), (1, 60, True), (2, 60, True), (3, 70, False), (4, 70, True)]
    assert await told(beside) == (0, 60, False)


async def test_minutes_have_what_the_room_said_beside_what_is_released(client, facilitator, decided):
    text = html_of(await client.get(f"{decided}/minutes.html?language=de", headers=facilitator))
    for said in ("Drängt am meisten", "Gemeinsames Bild", "Dissens", "Zwei Sichtweisen", "Zu teuer"):
        assert said in text
    assert "Personen, die geantwortet haben: 12" in text


async def test_a_closed_ballot_stands_in_the_minutes_and_an_open_one_does_not(client, facilitator, decided):
    options = [{"title": "Wege"}, {"title": "Plätze"}]
    for title, closes in (("Woran arbeiten wir?", True), ("Was noch offen ist?", False)):
        body = {"kind": "own", "title": title, "options": options, "dots": 1, "people": 20}
        opened = await client.post(f"{decided}/ballots", json=body, headers=facilitator)
        assert opened.status_code == 201, opened.text
        first, second = (each["key"] for each in opened.json()["options"])
        counted = {"paper": {"ballots": 5, "dots": {first: 4, second: 1}}, **({"state": "closed"} if closes else {})}
        headers = {**facilitator, "if-match": "*"}
        changed = await client.patch(opened.headers["location"], json=counted, headers=headers)
        assert changed.is_success, changed.text
    text = html_of(await client.get(f"{decided}/minutes.html?language=de", headers=facilitator))
    assert "5 von 20 Personen im Raum haben abgestimmt." in text
    assert '<th scope="row">1</th><td>Wege</td><td>4</td>' in text
    assert "Was noch offen ist?" not in text


async def test_cards_that_were_moved_and_what_spoke_for_a_measure_stand_in_the_minutes(client, facilitator, decided):
    cards = (await client.get(f"{decided}/matrix", headers=facilitator)).json()["cards"]
    first, *others = cards
    moved = await client.put(
        f"{decided}/matrix/{first['key']}", json={"impact": 9, "effort": 1}, headers={**facilitator, "if-match": "*"}
    )
    assert moved.is_success, moved.text
    evidence = [{"kind": "matrix", "ref": first["key"]}]
    measure = {**MEASURE, "title": "Mit Beleg", "evidence": evidence}
    assert (await client.post(f"{decided}/measures", json=measure, headers=facilitator)).status_code == 201
    for name in ("minutes", "action-plan", "council-paper"):
        text = html_of(await client.get(f"{decided}/{name}.html?language=de", headers=facilitator))
        assert "Wirkung 9, Aufwand 1 (von 9)" in text, name
    minutes = html_of(await client.get(f"{decided}/minutes.html?language=de", headers=facilitator))
    own = await client.post(f"{decided}/measures", json={"title": "Eigene Idee"}, headers=facilitator)
    place = f"{decided}/matrix/{own.json()['id']}"
    laid = await client.put(place, json={"impact": 2, "effort": 8}, headers={**facilitator, "if-match": "*"})
    assert laid.is_success, laid.text
    minutes = html_of(await client.get(f"{decided}/minutes.html?language=de", headers=facilitator))
    assert '<th scope="row">Eigene Idee</th><td>–</td><td>Wirkung 2, Aufwand 8</td>' in minutes
    was = first["proposed"]
    assert f"<td>Wirkung {was['impact']}, Aufwand {was['effort']}</td><td>Wirkung 9, Aufwand 1</td>" in minutes
    assert not any(f'<th scope="row">{each["title"]}</th>' in minutes for each in others)


async def test_the_public_version_has_no_value_and_no_dissent(client, facilitator, decided):
    text = html_of(await client.get(f"{decided}/public-version.html?language=de", headers=facilitator))
    assert TITLE in text
    for hidden in ("Neue App", "Dissens", "Zwei Sichtweisen", "Gemeinsames Bild", "Kein Raum"):
        assert hidden not in text


async def test_the_public_version_is_there_in_plain_german_and_the_others_are_not(client, facilitator, decided):
    for name in MEDIA_TYPES:
        response = await client.get(f"{decided}/{name}?language=de-simple", headers=facilitator)
        assert response.status_code == (200 if name.startswith("public-version") else 422), name
    response = await client.get(f"{decided}/public-version.html?language=de-simple", headers=facilitator)
    assert "<h1>Das haben wir vor</h1>" in html_of(response)
    assert response.headers["content-language"] == "de-simple"
    assert response.headers["content-disposition"].endswith('-public-version-de-simple.html"')


async def test_a_council_paper_has_its_gaps_where_nothing_is_decided(client, facilitator, path):
    text = html_of(await client.get(f"{path}/council-paper.html?language=de", headers=facilitator))
    assert "Entwurf." in text
    assert "[bitte ergänzen: worüber beschlossen wird]" in text


async def test_what_was_withdrawn_is_not_told(client, facilitator, decided):
    gone = await client.delete(f"{decided}/consensus/item/leadership", headers={**facilitator, "if-match": "*"})
    assert gone.is_success, gone.text
    text = html_of(await client.get(f"{decided}/minutes.html?language=de", headers=facilitator))
    assert "Gemeinsames Bild" not in text
    assert "Zwei Sichtweisen" in text


async def test_nothing_decided_is_written_too(client, facilitator, path):
    for name in MEDIA_TYPES:
        assert (await client.get(f"{path}/{name}", headers=facilitator)).status_code == 200, name


async def test_a_round_without_a_release_has_none(client, database, facilitator):
    round_, _ = await closed_round(database)
    for name in MEDIA_TYPES:
        response = await client.get(f"/v1/rounds/{round_.id}/{name}", headers=facilitator)
        assert (response.status_code, response.json()["code"]) == (409, "round_without_release"), name


async def test_an_action_plan_outlives_a_release_that_was_withdrawn(client, database, facilitator):
    round_, _ = await closed_by_members(database, client)
    path = f"/v1/rounds/{round_.id}"
    assert (await client.post(f"{path}/releases", headers=facilitator)).status_code == 201
    chosen = {"fields": [{"field": "steering", "reason": "Drängt", "source": "room"}]}
    assert (await client.put(f"{path}/focus-fields", json=chosen, headers=facilitator)).is_success
    assert (await client.post(f"{path}/measures", json=MEASURE, headers=facilitator)).status_code == 201
    before = json.loads((await client.get(f"{path}/action-plan.json", headers=facilitator)).content)
    async with database.transaction() as transaction:
        assert await withdraw_named(transaction, [round_.id]) == 1
    for name in MEDIA_TYPES:
        wanted = 200 if name.startswith("action-plan") else 409
        assert (await client.get(f"{path}/{name}", headers=facilitator)).status_code == wanted, name
    assert json.loads((await client.get(f"{path}/action-plan.json", headers=facilitator)).content) == before


async def test_what_people_write_becomes_no_markup(client, facilitator, path):
    evil = '<img src=x onerror="alert(1)">=1+1'
    assert (await client.post(f"{path}/measures", json={"title": evil}, headers=facilitator)).status_code == 201
    response = await client.get(f"{path}/action-plan.html", headers=facilitator)
    assert "<img" not in html_of(response)
    assert response.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"


async def test_who_has_it_gets_nothing_more_and_has_exported_nothing_more(client, database, facilitator, decided):
    for name in ("minutes.pdf", "action-plan.csv"):
        tag = (await client.get(f"{decided}/{name}", headers=facilitator)).headers["etag"]
        again = await client.get(f"{decided}/{name}", headers={**facilitator, "if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert (await client.head(f"{decided}/{name}", headers=facilitator)).headers["etag"] == tag
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    exported = [event.details for event in events if event.event == "round_exported"]
    assert sorted(str(each["form"]) for each in exported) == ["action-plan.csv", "minutes.pdf"]
    assert {each["number"] for each in exported} == {1}


async def test_csv_is_written_for_german_excel_on_request(client, facilitator, decided):
    asked = f"{decided}/action-plan.csv?bom=true&delimiter=semicolon"
    content = (await client.get(asked, headers=facilitator)).content
    assert content.startswith(b"\xef\xbb\xbfnumber;title".replace(b"number;title", b'"number";"title"'))


@pytest.mark.parametrize("query", ["language=fr", "bom=perhaps", "delimiter=tab", "x=1"])
async def test_wishes_that_cannot_be_met_are_refused(client, facilitator, path, query):
    response = await client.get(f"{path}/action-plan.csv?{query}", headers=facilitator)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_input")


async def test_the_language_is_the_preferred_one(client, facilitator, path):
    for preferred, title in (("de", "Maßnahmenplan"), ("en", "Action plan")):
        headers = {**facilitator, "accept-language": preferred}
        assert f"<h1>{title}</h1>" in html_of(await client.get(f"{path}/action-plan.html", headers=headers))


async def test_others_are_answered_while_a_large_plan_is_printed(client, facilitator, path):
    for number in range(60):
        body = {**MEASURE, "title": f"Maßnahme {number}", "goal": "Alle kommen leicht zu uns. " * 20}
        assert (await client.post(f"{path}/measures", json=body, headers=facilitator)).status_code == 201
    writing = asyncio.create_task(client.get(f"{path}/action-plan.pdf", headers=facilitator))
    turns = 0
    while not writing.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert len(PdfReader(io.BytesIO((await writing).content)).pages) > 10
    # Printed in the loop it would give others a few turns, while the database is asked.
    assert turns > 12


async def test_the_minutes_have_what_a_room_voted_that_nobody_closed(client, facilitator, path, database):
    options = [{"title": title} for title in ("Zuerst", "Danach")]
    body = {"kind": "own", "title": "Womit beginnen wir?", "options": options, "people": 12, "dots": 1}
    opened = (await client.post(f"{path}/ballots", json=body, headers=facilitator)).json()
    for _ in range(10):
        cast = await client.put(
            f"{path}/ballots/{opened['id']}/votes/{uuid.uuid4()}",
            json={"dots": {"own-1": 1}},
            headers={"selfcheck-ballot-code": opened["code"]},
        )
        assert cast.status_code == 201
    minutes = f"{path}/minutes.html?language=de"
    assert body["title"] not in (await client.get(minutes, headers=facilitator)).text
    async with database.transaction() as transaction:
        yesterday = datetime.now(UTC) - timedelta(hours=24)
        await transaction.connection.execute(update(ballots).values(created_at=yesterday))
    assert body["title"] in (await client.get(minutes, headers=facilitator)).text
