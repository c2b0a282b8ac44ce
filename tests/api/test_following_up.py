"""Following up what was decided: on every day of the calendar, and when its release is another one or gone."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from selfcheck_service.storage.measures import get_measure, set_measure
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import add_release, find_newest, withdraw_named
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.days import day_here
from tests.sealing.answered import a_sealer, closed_round

TODAY = day_here(datetime.now(UTC))


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def path(database):
    """The path of an open round that has a release."""
    round_, _ = await closed_round(database, mode="open")
    await a_sealer(database).seal(round_.id)
    return f"/v1/rounds/{round_.id}"


@pytest.fixture
def send(client, facilitator, path):
    seen = {**facilitator, "if-match": "*"}

    async def send(method, to, **body):
        return await client.request(
            method, f"{path}/{to}", json=body or None, headers=seen if method == "PATCH" else facilitator
        )

    return send


@pytest.fixture
async def measure(send):
    """Where a measure is that was decided today."""
    return f"measures/{(await send('POST', 'measures', title='Wege')).json()['id']}"


def ids_of(path, measure):
    return uuid.UUID(path.rpartition("/")[2]), uuid.UUID(measure.rpartition("/")[2])


def faults(response):
    assert response.status_code == 422, response.text
    return [(each["pointer"], each["code"]) for each in response.json()["errors"]]


@pytest.mark.parametrize("last", ["9999-12-31", "9999-12-18"])
@pytest.mark.parametrize("name", ["decided_on", "first_step_on", "starts_on", "deadline", "review_on"])
async def test_the_last_days_of_the_calendar_break_nothing(send, measure, name, last):
    answers = [
        await send("POST", "measures", title="Wege", **{name: last}),
        await send("PATCH", measure, **{name: last}),
    ]
    for response, status in zip(answers, (201, 200), strict=True):
        if name in ("decided_on", "first_step_on"):
            assert faults(response) == [(f"/{name}", "day_too_late")]
        else:
            assert (response.status_code, response.json()[name]) == (status, last)


async def test_a_review_is_not_held_on_the_last_day_of_the_calendar(send, measure):
    review = await send("POST", f"{measure}/reviews", status="idea", held_on="9999-12-31")
    assert faults(review) == [("/held_on", "day_too_late")]


async def test_what_was_decided_on_an_earlier_release_can_be_changed(database, path, send, measure):
    async with database.transaction() as transaction:
        first = await find_newest(transaction, ids_of(path, measure)[0])
        assert first is not None
        later = datetime.now(UTC) + timedelta(2)
        await add_release(transaction, replace(first, number=2, released_at=later))
    changed = await send("PATCH", measure, status="decided")
    assert (changed.status_code, changed.json()["status"]) == (200, "decided")
    assert (await send("PATCH", measure, decided_on=str(TODAY), goal="Neu")).status_code == 200
    moved = await send("PATCH", measure, decided_on=str(TODAY - timedelta(1)))
    assert faults(moved) == [("/decided_on", "day_too_early")]


async def test_a_review_that_is_noted_late_leaves_the_status_of_a_later_one(database, path, send, measure):
    """Decided three days ago, before the release of now: as in the database of a year."""
    round_id, measure_id = ids_of(path, measure)
    async with database.transaction() as transaction:
        row = await get_round(transaction, EVERYWHERE, round_id)
        stored = await get_measure(transaction, round_id, measure_id, reach=EVERYWHERE)
        earlier = msgspec.structs.replace(stored, decided_on=TODAY - timedelta(3), status="running")
        await set_measure(transaction, row.municipality_id, earlier)
    assert (await send("POST", f"{measure}/reviews", status="done")).status_code == 201
    found = {"status": "dropped", "dropped_reason": "Kein Geld", "held_on": str(TODAY - timedelta(1))}
    late = await send("POST", f"{measure}/reviews", **found)
    assert late.status_code == 201, late.text
    shown = (await send("GET", measure)).json()
    assert (shown["status"], shown["dropped_reason"]) == ("done", None)
    listed = (await send("GET", f"{measure}/reviews")).json()["items"]
    assert [each["status"] for each in listed] == ["done", "dropped"]


async def test_what_was_decided_goes_on_when_the_release_is_withdrawn(database, path, send, measure):
    async with database.transaction() as transaction:
        assert await withdraw_named(transaction, [ids_of(path, measure)[0]]) == 1
    changed = await send("PATCH", measure, status="decided", decided_on=str(TODAY))
    assert (changed.status_code, changed.json()["status"]) == (200, "decided")
    assert (await send("POST", f"{measure}/reviews", status="running")).status_code == 201
    ready = await send("GET", "measures/readiness")
    assert (ready.status_code, ready.json()["measures"][0]["title"]) == (200, "Wege")
    for method, to, body in (
        ("POST", "measures", {"title": "Neu"}),
        ("PUT", "focus-fields", {"fields": []}),
        ("PUT", "consensus/item/leadership", {"outcome": "value", "value": 1, "reason": "Neu"}),
    ):
        refused = await send(method, to, **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "round_without_release")


async def test_what_was_agreed_on_is_read_when_the_release_is_withdrawn(database, path, send):
    said = {"outcome": "value", "value": 1, "reason": "Gemeinsames Bild"}
    before = (await send("PUT", "consensus/item/leadership", **said)).json()
    async with database.transaction() as transaction:
        assert await withdraw_named(transaction, [uuid.UUID(path.rpartition("/")[2])]) == 1
    found = await send("GET", "consensus/item/leadership")
    assert found.status_code == 200, found.text
    assert found.json() == before | {"release_hash": None, "original": None}
    assert found.json()["entries"][0]["release_hash"] == before["release_hash"]
    assert (await send("GET", "consensus")).json()["items"] == [found.json()]


async def test_the_same_words_hold_on_another_release_once_they_are_said_again(
    client, database, facilitator, path, send
):
    """A withdrawn release is followed by another one; what was noted on the first is bound to it."""
    seen = {**facilitator, "if-match": "*"}
    said = {"outcome": "value", "value": 1, "reason": "Gemeinsames Bild"}
    chosen = {"fields": [{"field": "steering", "reason": "Drängt"}]}
    await send("PUT", "consensus/item/leadership", **said)
    first = (await send("PUT", "focus-fields", **chosen)).json()
    async with database.transaction() as transaction:
        found = await find_newest(transaction, uuid.UUID(path.rpartition("/")[2]))
        assert found is not None
        await add_release(transaction, replace(found, number=2, release_hash="0" * 64))
    blind = await send("PUT", "consensus/item/leadership", **said)
    assert (blind.status_code, blind.json()["code"]) == (428, "revision_missing")
    again = await client.put(f"{path}/consensus/item/leadership", json=said, headers=seen)
    assert again.status_code == 201
    assert [each["release_hash"] for each in again.json()["entries"]] == [found.release_hash, "0" * 64]
    assert (await send("PUT", "consensus/item/leadership", **said)).status_code == 200
    blind = await send("PUT", "focus-fields", **chosen)
    assert (blind.status_code, blind.json()["code"]) == (428, "revision_missing")
    anew = (await client.put(f"{path}/focus-fields", json=chosen, headers=seen)).json()
    assert anew == first | {"number": 2, "release_hash": "0" * 64}
