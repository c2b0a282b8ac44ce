"""The matrix over HTTP: cards of the brief where they were proposed to lie, moved by the room, both kept."""

from typing import get_args

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.definition.values import Pattern
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from tests.answering import QUESTIONNAIRE
from tests.sealing.answered import closed_round
from tests.voting import released_round


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
async def path(database):
    return f"/v1/rounds/{(await released_round(database)).id}/matrix"


def told(response):
    return response.status_code, response.json()["code"]


async def first_card(client, path, facilitator):
    return (await client.get(path, headers=facilitator)).json()["cards"][0]


async def test_cards_of_the_brief_lie_where_the_questionnaire_puts_them(client, path, facilitator):
    round_path = path.removesuffix("/matrix")
    brief = await client.get(f"{round_path}/releases/1/workshop-brief", headers=facilitator)
    said = brief.json()["brief"]
    response = await client.get(path, headers=facilitator)
    matrix = response.json()
    hands = (said["overall"], *(each["cards"] for each in (*said["priorities"], *said["strengths"])))
    assert sorted(each["key"] for each in matrix["cards"]) == sorted(card["key"] for hand in hands for card in hand)
    assert matrix["cards"]
    assert all(each["proposed"] and each["moved"] is None and each["text"] for each in matrix["cards"])
    assert matrix["release_hash"] == said["release_hash"]
    assert response.headers["content-language"] == "en"


async def test_a_card_that_is_moved_keeps_where_it_was_proposed(client, path, facilitator):
    card = await first_card(client, path, facilitator)
    response = await client.put(f"{path}/{card['key']}", json={"impact": 9, "effort": 1}, headers=facilitator)
    assert response.status_code == 200
    moved = response.json()
    assert (moved["moved"], moved["proposed"]) == ({"impact": 9, "effort": 1}, card["proposed"])
    assert moved["quadrant"] == "quick_win"
    assert response.headers["etag"] == f'"{moved["revision"]}"'
    assert await first_card(client, path, facilitator) == moved
    again = await client.put(f"{path}/{card['key']}", json={"impact": 9, "effort": 1}, headers=facilitator)
    assert again.json() == moved


async def test_nobody_moves_what_somebody_else_has_moved_meanwhile(client, path, facilitator):
    card = await first_card(client, path, facilitator)
    where = f"{path}/{card['key']}"
    first = facilitator | {"if-match": f'"{card["revision"]}"'}
    moved = await client.put(where, json={"impact": 2, "effort": 8}, headers=first)
    assert moved.status_code == 200
    for headers, refusal in (
        (first, (412, "revision_differs")),
        (facilitator, (428, "revision_missing")),
    ):
        assert told(await client.put(where, json={"impact": 1, "effort": 1}, headers=headers)) == refusal
    seen = facilitator | {"if-match": moved.headers["etag"]}
    assert (await client.put(where, json={"impact": 1, "effort": 1}, headers=seen)).json()["quadrant"] == "on_the_side"
    anything = facilitator | {"if-match": "*"}
    assert (await client.put(where, json={"impact": 5, "effort": 5}, headers=anything)).status_code == 200


async def test_each_move_stands_in_the_trail_with_both_places(client, path, facilitator, database):
    card = await first_card(client, path, facilitator)
    headers = facilitator | {"if-match": "*"}
    for position in ({"impact": 3, "effort": 3}, {"impact": 3, "effort": 3}, {"impact": 4, "effort": 4}):
        await client.put(f"{path}/{card['key']}", json=position, headers=headers)
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=9)
    moves = [event.details for event in events if event.event == "matrix_moved"]
    assert sorted(moves, key=str) == sorted(
        [
            {"key": card["key"], "before": None, "now": {"impact": 3, "effort": 3}},
            {"key": card["key"], "before": {"impact": 3, "effort": 3}, "now": {"impact": 4, "effort": 4}},
        ],
        key=str,
    )


async def test_what_is_missing_is_said_for_each_field(client, path, facilitator):
    headers = facilitator | {"accept-language": "de"}
    matrix = (await client.get(path, headers=headers)).json()
    for card in matrix["cards"]:
        await client.put(f"{path}/{card['key']}", json={"impact": 1, "effort": 9}, headers=headers)
    missing = (await client.get(path, headers=headers)).json()["missing"]
    assert missing
    assert {each["what"] for each in missing} == {"quick_win", "structural"}
    assert any("fehlt noch ein schneller Erfolg" in each["text"] for each in missing)


async def test_faulty_places_and_unknown_cards_are_refused(client, path, facilitator):
    card = await first_card(client, path, facilitator)
    response = await client.put(f"{path}/{card['key']}", json={"impact": 0, "effort": 10}, headers=facilitator)
    assert response.status_code == 422
    assert [each["pointer"] for each in response.json()["errors"]] == ["/impact", "/effort"]
    response = await client.put(f"{path}/no-card", json={"impact": 1, "effort": 1}, headers=facilitator)
    assert told(response) == (404, "matrix_unknown_card")


async def test_without_a_release_there_is_no_matrix(client, database, facilitator):
    round_, _ = await closed_round(database)
    path = f"/v1/rounds/{round_.id}/matrix"
    assert told(await client.get(path, headers=facilitator)) == (409, "round_without_release")
    response = await client.put(f"{path}/round_table", json={"impact": 1, "effort": 1}, headers=facilitator)
    assert told(response) == (409, "round_without_release")


async def test_ideas_of_the_rooms_own_lie_nowhere_until_somebody_lays_them_down(client, path, facilitator):
    base = path.removesuffix("/matrix")
    own = {"title": "Sprechstunde", "items": ["leadership"]}
    made = [
        (await client.post(f"{base}/measures", json=body, headers=facilitator)).json()
        for body in (own, {"title": "Fällt weg", "decision": "reject", "reason": "?"}, {"suggestion": "round_table"})
    ]
    measure = made[0]["id"]
    cards = (await client.get(path, headers=facilitator)).json()["cards"]
    (card,) = (each for each in cards if each["kind"] == "measure")
    assert (card["key"], card["title"], card["fields"]) == (measure, "Sprechstunde", ["steering"])
    assert (card["proposed"], card["moved"], card["quadrant"]) == (None, None, None)
    moved = await client.put(f"{path}/{measure}", json={"impact": 8, "effort": 2}, headers=facilitator)
    assert moved.status_code == 200, moved.text
    assert (moved.json()["quadrant"], moved.json()["proposed"]) == ("quick_win", None)
    for other in made[1:]:
        refused = await client.put(f"{path}/{other['id']}", json={"impact": 8, "effort": 2}, headers=facilitator)
        assert told(refused) == (404, "matrix_unknown_card")
    changed = await client.patch(
        f"{base}/measures/{measure}",
        json={"evidence": [{"kind": "matrix", "ref": measure}]},
        headers=facilitator | {"if-match": "*"},
    )
    assert changed.status_code == 200, changed.text


async def test_a_measure_of_a_card_aims_where_the_card_lies(client, database, facilitator, monkeypatch):
    """What is written for any field is dealt to one by the brief, and that is what the room talks about."""
    written = QUESTIONNAIRE["fields"][0]["suggestions"][0]
    plain = {name: value for name, value in written.items() if name not in ("when", "key")}
    suggestions = [{**plain, "key": f"any_{pattern}", "pattern": pattern} for pattern in get_args(Pattern)]
    fields = [{**each, "suggestions": []} for each in QUESTIONNAIRE["fields"]]
    definition = {**QUESTIONNAIRE, "fields": fields, "suggestions": suggestions}
    monkeypatch.setattr("tests.answering.QUESTIONNAIRE", definition)
    monkeypatch.setattr("tests.sealing.answered._PLAN", compile_plan(parse_definition(definition)))
    given = {"office": [2] * 12, "citizens": [0] * 12}
    path = f"/v1/rounds/{(await released_round(database, given=given)).id}"
    cards = (await client.get(f"{path}/matrix", headers=facilitator)).json()["cards"]
    lie = {card["key"]: card["fields"] for card in cards}
    assert ["steering"] in [fields for key, fields in lie.items() if key.startswith("any_")]
    for key in (each["key"] for each in suggestions):
        made = await client.post(f"{path}/measures", json={"suggestion": key}, headers=facilitator)
        assert (made.status_code, made.json()["fields"]) == (201, lie.get(key, []))
        said = {"suggestion": key, "fields": []}
        made = await client.post(f"{path}/measures", json=said, headers=facilitator)
        assert (made.status_code, made.json()["fields"]) == (201, [])
