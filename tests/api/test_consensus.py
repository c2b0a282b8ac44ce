"""Consensus over HTTP: beside the original and never over it, every rating kept, none lost."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.days import day_here
from tests.answering import make_round
from tests.sealing.answered import closed_round

TODAY = day_here(datetime.now(UTC))
SEEN = {"if-match": "*"}


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def path(client, database, facilitator):
    """The path of the consensus of a round that has a release."""
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}"
    assert (await client.post(f"{path}/releases", headers=facilitator)).status_code == 201
    return f"{path}/consensus"


@pytest.fixture
def put(client, facilitator, path):
    async def send(to="item/leadership", headers=SEEN, **body):
        said = {"outcome": "value", "reason": "Gemeinsames Bild", **body}
        return await client.put(f"{path}/{to}", json=said, headers={**facilitator, **dict(headers)})

    return send


def told(response):
    return response.status_code, response.json()["code"]


def faults(response):
    assert response.status_code == 422, response.text
    return [(each["pointer"], each["code"]) for each in response.json()["errors"]]


async def test_a_value_stands_beside_the_original_and_changes_no_release(client, facilitator, path, put):
    released = await client.get(path.replace("consensus", "releases/1"), headers=facilitator)
    made = await put(value=2, headers={"accept-language": "de", "if-match": '"0"'})
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    shown = made.json()
    assert (shown["kind"], shown["key"], shown["title"]) == (
        "item",
        "leadership",
        "Die Leitung steht öffentlich dafür ein.",
    )
    assert f'"{shown["release_hash"]}"' == released.headers["etag"]
    (published,) = (each for each in released.json()["total"]["items"] if each["key"] == "leadership")
    assert (shown["original"]["n"], shown["original"]["value"]) == (published["n"], published["mean"])
    assert shown["original"]["cells"] == published["cells"]
    assert (shown["current"]["value"], shown["current"]["reason"]) == (2, "Gemeinsames Bild")
    assert shown["current"]["decided_on"] == str(TODAY)
    again = await client.get(path.replace("consensus", "releases/1"), headers=facilitator)
    assert again.content == released.content


async def test_first_and_later_ratings_are_entries_of_their_own(client, facilitator, path, put):
    await put(value=1)
    await put(value=2, reason="Nach dem Gespräch")
    last = await put(outcome="dissent", reason="Zwei Sichten bleiben")
    entries = last.json()["entries"]
    assert [(each["number"], each["outcome"], each["value"]) for each in entries] == [
        (1, "value", 1),
        (2, "value", 2),
        (3, "dissent", None),
    ]
    assert last.json()["current"] == entries[2]
    assert (await client.get(f"{path}/item/leadership", headers=facilitator)).json() == last.json()


async def test_to_say_the_same_again_changes_nothing(put):
    first = await put(value=1)
    again = await put(value=1)
    assert (again.status_code, again.json()) == (200, first.json())
    assert (await put(value=1, decided_on=str(TODAY))).status_code == 200


async def test_of_two_who_have_seen_the_same_one_wins(put):
    both = await asyncio.gather(*(put(value=each, headers={"if-match": '"0"'}) for each in (1, 2)))
    assert sorted(each.status_code for each in both) == [201, 412]
    (won,) = (each for each in both if each.status_code == 201)
    assert (await put(value=0, headers={"if-match": won.headers["etag"]})).status_code == 201


async def test_of_two_who_have_seen_nothing_one_wins(client, facilitator, path, put):
    """Else the later value would hold, and nobody would have been told."""
    both = await asyncio.gather(*(put("field/steering", value=each, headers={}) for each in (41, 42)))
    assert sorted(each.status_code for each in both) == [201, 428]
    found = (await client.get(f"{path}/field/steering", headers=facilitator)).json()
    assert len(found["entries"]) == 1


async def test_what_was_noted_is_replaced_only_by_who_has_seen_it(client, facilitator, path, put):
    assert (await put(value=1, headers={})).status_code == 201
    assert (await put(value=1, headers={})).status_code == 200
    assert told(await put(value=2, headers={})) == (428, "revision_missing")
    assert told(await client.delete(f"{path}/item/leadership", headers=facilitator)) == (428, "revision_missing")
    assert (await put(value=2, headers={"if-match": '"1"'})).status_code == 201
    gone = await client.delete(f"{path}/item/leadership", headers={**facilitator, "if-match": '"2"'})
    assert gone.status_code == 204
    assert told(await put(value=2, headers={})) == (428, "revision_missing")


async def test_those_who_say_something_at_once_lose_nothing(put):
    await asyncio.gather(*(put(value=at % 3, reason=f"Tisch {at}") for at in range(6)))
    found = (await put(outcome="dissent")).json()["entries"]
    assert [each["number"] for each in found] == list(range(1, 8))
    assert {each["reason"] for each in found[:6]} == {f"Tisch {at}" for at in range(6)}


async def test_a_field_takes_a_value_on_its_scale(put):
    made = await put("field/steering", value=62.5)
    assert (made.json()["current"]["value"], made.json()["original"]["scale"]) == (62.5, [0, 100])
    assert faults(await put("field/steering", value=101)) == [("/value", "out_of_range")]


async def test_what_is_withdrawn_holds_no_longer_and_stays(client, facilitator, path, put):
    await put(value=1)
    assert told(await client.delete(f"{path}/field/steering", headers=facilitator)) == (404, "no_consensus")
    stale = await client.delete(f"{path}/item/leadership", headers={**facilitator, "if-match": '"0"'})
    assert told(stale) == (412, "revision_differs")
    gone = await client.delete(f"{path}/item/leadership", headers={**facilitator, **SEEN})
    assert (gone.status_code, gone.content) == (204, b"")
    found = (await client.get(f"{path}/item/leadership", headers=facilitator)).json()
    assert (found["current"], [each["outcome"] for each in found["entries"]]) == (None, ["value", "withdrawn"])
    assert told(await client.delete(f"{path}/item/leadership", headers=facilitator)) == (404, "no_consensus")
    assert (await put(value=1)).status_code == 201


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("/value", "missing")]),
        ({"value": None}, [("/value", "missing")]),
        ({"value": 9}, [("/value", "unknown_option")]),
        ({"value": True}, [("/value", "unknown_option")]),
        ({"value": {"a": [1]}}, [("/value", "unknown_option")]),
        ({"value": 1, "outcome": "dissent"}, [("/value", "without_meaning")]),
        ({"value": 9, "decided_on": "2020-01-01"}, [("/value", "unknown_option"), ("/decided_on", "day_too_early")]),
        ({"value": 1, "decided_on": str(TODAY + timedelta(1))}, [("/decided_on", "day_too_late")]),
        ({"value": 1, "reason": " "}, [("/reason", "too_short")]),
        ({"value": 1, "outcome": "withdrawn"}, [("/outcome", "not_one_of")]),
        ({"value": 1, "number": 1}, [("/number", "unknown_member")]),
    ],
)
async def test_every_fault_is_named_with_its_place(put, body, found):
    assert faults(await put(**body)) == found


async def test_of_free_text_only_dissent_is_noted(put):
    assert faults(await put("item/pride", value="Ja")) == [("/value", "no_single_value")]
    assert (await put("item/pride", outcome="dissent")).status_code == 201


@pytest.mark.parametrize("to", ["item/steering", "field/leadership", "item/%0a", "field/%F0%9F%98%80"])
async def test_of_what_is_not_there_nothing_is_noted(client, facilitator, path, put, to):
    assert told(await put(to, value=1)) == (404, "unknown_subject")
    assert told(await client.get(f"{path}/{to}", headers=facilitator)) == (404, "unknown_subject")
    assert told(await client.delete(f"{path}/{to}", headers=facilitator)) == (404, "unknown_subject")


async def test_a_list_has_what_anything_was_said_of(client, facilitator, path, put):
    assert (await client.get(path, headers=facilitator)).json() == {"items": [], "next": None}
    for to in ("item/responsible", "item/leadership", "field/steering"):
        await put(to, value=1)
        await put(to, outcome="dissent")
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await client.get(f"{path}?limit=1{cursor}", headers=facilitator)).json()
        found += page["items"]
        cursor = page["next"] and f"&cursor={page['next']}"
    assert [(each["kind"], each["key"], len(each["entries"])) for each in found] == [
        ("field", "steering", 2),
        ("item", "leadership", 2),
        ("item", "responsible", 2),
    ]
    assert (await client.get(f"{path}?cursor=xx", headers=facilitator)).status_code == 422
    english = await client.get(path, headers={**facilitator, "accept-language": "en"})
    assert english.json()["items"][1]["title"] == "The leadership stands up for it."


async def test_a_small_group_shows_no_more_than_its_release(client, database, facilitator):
    round_, _ = await closed_round(database, {"office": [0, 1, 1, 2, 2, 2]})
    path = f"/v1/rounds/{round_.id}"
    release = (await client.post(f"{path}/releases", headers=facilitator)).json()
    (published,) = (each for each in release["groups"][0]["fields"] if each["key"] == "steering")
    field = (await client.get(f"{path}/consensus/field/steering", headers=facilitator)).json()["original"]
    assert field["quarter"] == {name: value for name, value in published.items() if name != "key"}
    assert (field["value"]["lowest"], field["cells"]) == (None, [])
    item = (await client.get(f"{path}/consensus/item/leadership", headers=facilitator)).json()["original"]
    assert (item["value"], item["cells"]) == ({"lowest": None, "highest": None, "reason": "quarters"}, [])


async def test_without_a_release_nothing_is_agreed_on(client, database, facilitator):
    round_ = await make_round(database)
    path = f"/v1/rounds/{round_.id}/consensus"
    body = {"outcome": "dissent", "reason": "Offen"}
    assert told(await client.put(f"{path}/field/steering", json=body, headers=facilitator)) == (
        409,
        "round_without_release",
    )
    assert told(await client.get(path, headers=facilitator)) == (409, "round_without_release")


async def test_there_are_at_most_so_many_entries(put, monkeypatch):
    monkeypatch.setattr("selfcheck_service.use_cases.agreeing.MOST_ENTRIES", 1)
    assert (await put(value=1)).status_code == 201
    assert told(await put(value=2)) == (409, "too_many_records")


async def test_the_database_itself_refuses_to_change_what_was_said(database, put):
    await put(value=1)
    with pytest.raises(DBAPIError):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("UPDATE consensus SET number = 7"))


async def test_it_is_in_the_trail_without_what_people_wrote(database, put):
    await put(value=1, reason="Geheimer Grund")
    async with database.reading() as transaction:
        noted = await list_events(transaction, EVERYWHERE, limit=50)
    (found,) = (each for each in noted if each.event == "consensus_noted")
    assert found.details == {"kind": "item", "key": "leadership", "number": 1, "outcome": "value"}
    assert "Geheim" not in str(noted)
