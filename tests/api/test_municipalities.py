"""Municipalities are registered, found and changed as far as a key reaches, and no further."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.reach import EVERYWHERE

PATH = "/v1/municipalities"
AACHEN = {"name": "Aachen", "type": "independent_city", "official_key": "05313000", "official_key_on": "2008-12-31"}
# In the district of Düren.
JUELICH = {"name": "Jülich", "type": "municipality_in_district", "size_class": "from_20000"}


@pytest.fixture
async def facilitator(make_key):
    """The header of somebody who reaches every municipality."""
    return await make_key("facilitator")


@pytest.fixture
def register(client, facilitator):
    """Register a municipality and return what was answered."""

    async def register_one(**members):
        response = await client.post(PATH, json=AACHEN | members, headers=facilitator)
        assert response.status_code == 201, response.text
        return response.json()

    return register_one


async def events_of(app):
    async with app.state.context.database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=100)
    return [event for event in reversed(events) if event.event != "key_used"]


def faults(response):
    assert response.status_code == 422, response.text
    return [(each["code"], each.get("pointer", each.get("parameter"))) for each in response.json()["errors"]]


class TestRegistering:
    async def test_a_municipality_is_there_afterwards(self, client, facilitator):
        made = await client.post(PATH, json=AACHEN, headers=facilitator)
        body = made.json()
        assert made.status_code == 201
        assert made.headers["location"] == f"{PATH}/{body['id']}"
        assert made.headers["cache-control"] == "private, no-store"
        assert body.items() >= (AACHEN | {"size_class": None, "land": "05"}).items()
        assert (await client.get(made.headers["location"], headers=facilitator)).json() == body
        assert datetime.now(UTC) - datetime.fromisoformat(body["created_at"]) < timedelta(minutes=1)

    async def test_it_needs_no_official_key(self, client, facilitator):
        made = await client.post(PATH, json=JUELICH | {"land": "05"}, headers=facilitator)
        assert (made.status_code, made.json()["official_key"], made.json()["land"]) == (201, None, "05")

    async def test_a_key_may_be_written_with_spaces(self, register):
        assert (await register(official_key="05 3 13 000"))["official_key"] == "05313000"

    async def test_a_name_is_stored_in_its_composed_form(self, register):
        assert (await register(name="  Ju\u0308lich "))["name"] == "Jülich"

    async def test_every_fault_is_named_with_its_place(self, client, facilitator):
        body = {"type": "village", "size_class": 3, "official_key_on": "gestern", "mayor": "x"}
        assert sorted(faults(await client.post(PATH, json=body, headers=facilitator))) == [
            ("malformed", "/official_key_on"),
            ("missing", "/name"),
            ("not_one_of", "/type"),
            ("unknown_member", "/mayor"),
            ("wrong_type", "/size_class"),
        ]

    async def test_faults_of_what_it_means_are_named_together_too(self, client, facilitator):
        body = AACHEN | {"size_class": "huge", "land": "17", "official_key": "05334002"}
        del body["official_key_on"]
        assert sorted(faults(await client.post(PATH, json=body, headers=facilitator))) == [
            ("not_one_of", "/land"),
            ("not_one_of", "/size_class"),
            ("official_key_date_missing", "/official_key_on"),
            ("official_key_kind", "/official_key"),
        ]

    async def test_faults_of_the_json_do_not_hide_others(self, client, facilitator):
        content = '{"name": "A\\u0000", "name": "A\\u0000", "type": "village"}'
        headers = facilitator | {"content-type": "application/json"}
        response = await client.post(PATH, content=content, headers=headers)
        assert sorted(faults(response)) == [
            ("duplicate_key", "/name"),
            ("not_one_of", "/type"),
            ("text_not_clean", "/name"),
        ]

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("", "too_short"),
            ("  ", "too_short"),
            ("A\nB", "text_not_clean"),
            ("A\tB", "text_not_clean"),
            ("\u202eB", "text_not_clean"),
            ("n" * 201, "too_long"),
            # One character, three when composed.
            ("\U0001d160" * 100, "too_long"),
            (5, "wrong_type"),
            (None, "wrong_type"),
        ],
    )
    async def test_a_name_is_a_line_of_text(self, client, facilitator, name, code):
        response = await client.post(PATH, json=AACHEN | {"name": name}, headers=facilitator)
        assert faults(response) == [(code, "/name")]

    async def test_the_municipality_of_a_guest_cannot_be_registered(self, client, facilitator):
        response = await client.post(PATH, json={"name": "x", "type": "guest"}, headers=facilitator)
        assert faults(response) == [("not_one_of", "/type")]

    async def test_a_restricted_key_registers_what_it_reaches(self, client, make_key):
        restricted = await make_key("facilitator", municipalities=("05313000",))
        assert (await client.post(PATH, json=AACHEN, headers=restricted)).status_code == 201
        for foreign in ({"official_key": "05314000"}, {"official_key": None, "official_key_on": None}):
            response = await client.post(PATH, json=AACHEN | foreign, headers=restricted)
            assert faults(response) == [("official_key_out_of_reach", "/official_key")]

    async def test_the_trail_says_who_did_it(self, app, register, facilitator):
        made = await register()
        (event,) = await events_of(app)
        assert (event.event, str(event.municipality_id)) == ("municipality_registered", made["id"])
        assert event.actor == facilitator["authorization"].split("_")[2]


class TestListing:
    async def test_pages_follow_each_other_by_name(self, client, facilitator, register):
        names = ["Bonn", "Aachen", "Celle", "Bonn", "Döbeln"]
        ids = {(await register(name=name))["id"] for name in names}
        found: list[dict[str, str]] = []
        cursor = None
        while cursor is not None or not found:
            parameters = {"limit": 2} | ({} if cursor is None else {"cursor": cursor})
            page = (await client.get(PATH, params=parameters, headers=facilitator)).json()
            found += page["items"]
            cursor = page["next"]
        assert [each["name"] for each in found] == sorted(names)
        assert {each["id"] for each in found} == ids
        assert len(found) == len(ids)

    async def test_the_cursor_behind_the_longest_name_is_taken(self, client, facilitator, register):
        for _ in range(2):
            await register(name="\U0001f3db" * 200)
        page = (await client.get(f"{PATH}?limit=1", headers=facilitator)).json()
        rest = await client.get(PATH, params={"cursor": page["next"]}, headers=facilitator)
        assert len(rest.json()["items"]) == 1

    async def test_a_key_sees_what_it_reaches(self, client, make_key, register):
        by_id, by_key, foreign = await register(name="A"), await register(name="B"), await register(name="C")
        await register(name="D", official_key="05314000")
        restricted = await make_key("facilitator", municipalities=(by_id["id"], "05314000"))
        found = (await client.get(PATH, headers=restricted)).json()["items"]
        assert [each["name"] for each in found] == ["A", "D"]
        for other in (by_key, foreign):
            assert (await client.get(f"{PATH}/{other['id']}", headers=restricted)).status_code == 404

    async def test_guests_are_seen_by_their_own_keys_only(self, app, client, facilitator, make_key):
        guest = Municipality(uuid4(), "Guest", "guest", None, None, None, None, datetime.now(UTC))
        async with app.state.context.database.transaction() as transaction:
            await add_municipality(transaction, guest)
        assert (await client.get(PATH, headers=facilitator)).json()["items"] == []
        own = await make_key("facilitator", municipalities=(str(guest.id),))
        assert [each["type"] for each in (await client.get(PATH, headers=own)).json()["items"]] == ["guest"]

    async def test_a_programme_picks_its_own(self, client, facilitator, register):
        inside, _ = await register(name="A"), await register(name="B")
        body = {"name": "P", "municipalities": [inside["id"]]}
        programme = (await client.post("/v1/programmes", json=body, headers=facilitator)).json()
        for wanted, names in ((programme["id"], ["A"]), (str(uuid4()), [])):
            page = await client.get(f"{PATH}?programme={wanted}", headers=facilitator)
            assert [each["name"] for each in page.json()["items"]] == names

    async def test_one_is_found_by_its_official_key(self, client, facilitator, register):
        await register(name="B", official_key="05314000")
        await register(name="A")
        for written, names in (("05314000", ["B"]), ("05 3 14 000", ["B"]), ("05315000", [])):
            page = await client.get(PATH, params={"official_key": written}, headers=facilitator)
            assert [each["name"] for each in page.json()["items"]] == names
        for written, code in (
            ("5314", "official_key_length"),
            ("99314000", "official_key_land"),
            ("5" * 31, "too_long"),
        ):
            refused = await client.get(PATH, params={"official_key": written}, headers=facilitator)
            assert faults(refused) == [(code, "official_key")]

    @pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "n" * 201, "\u202e"])
    async def test_a_cursor_hides_a_name_and_an_id(self, client, facilitator, name):
        for hidden in (f"{uuid4()}/{name}" if name else str(uuid4()), f"1/{name}x"):
            cursor = urlsafe_b64encode(hidden.encode()).decode().rstrip("=")
            response = await client.get(PATH, params={"cursor": cursor}, headers=facilitator)
            assert faults(response) == [("malformed", "cursor")]


class TestReading:
    async def test_foreign_and_missing_look_the_same(self, client, register, make_key):
        foreign = (await register())["id"]
        missing = str(uuid4())
        restricted = await make_key("facilitator", municipalities=("05314000",))
        answers = []
        for each in (foreign, missing):
            response = await client.get(f"{PATH}/{each}", headers=restricted)
            document = response.json() | {"trace_id": ""}
            answers.append((response.status_code, document["code"], str(document).replace(each, "ID")))
        assert answers[0] == answers[1]
        assert answers[0][:2] == (404, "unknown_municipality")

    async def test_an_id_is_a_uuid(self, client, facilitator):
        response = await client.get(f"{PATH}/05313000", headers=facilitator)
        assert faults(response) == [("malformed", "municipality_id")]


class TestChanging:
    @pytest.fixture
    def change(self, client, facilitator):
        async def change_one(municipality, headers=facilitator, **patch):
            return await client.patch(f"{PATH}/{municipality['id']}", json=patch, headers=headers)

        return change_one

    async def test_what_is_not_named_stays(self, app, register, change, client, facilitator):
        before = await register(size_class="from_100000")
        after = await change(before, name="Aken")
        assert (after.status_code, after.json()) == (200, before | {"name": "Aken"})
        assert (await client.get(f"{PATH}/{before['id']}", headers=facilitator)).json() == after.json()
        details = {event.event: event.details for event in await events_of(app)}
        assert details["municipality_changed"] == {"changed": ["name"]}

    async def test_null_removes_what_need_not_be_there(self, register, change):
        before = await register(size_class="from_100000")
        after = await change(before, size_class=None, official_key=None, official_key_on=None)
        assert after.json() == before | {"size_class": None, "official_key": None, "official_key_on": None}

    async def test_null_does_not_remove_what_must_be_there(self, register, change):
        assert faults(await change(await register(), name=None, type=None)) == [
            ("missing", "/name"),
            ("missing", "/type"),
        ]

    async def test_the_land_follows_the_key(self, register, change):
        after = await change(await register(), official_key="11000000")
        assert (after.status_code, after.json()["land"]) == (200, "11")
        assert faults(await change(after.json(), land="05")) == [("official_key_elsewhere", "/official_key")]

    async def test_every_fault_is_named(self, register, change):
        found = faults(await change(await register(), mayor=None, id="x", type="guest", official_key=7))
        assert sorted(found) == [
            ("not_one_of", "/type"),
            ("unknown_member", "/id"),
            ("unknown_member", "/mayor"),
            ("wrong_type", "/official_key"),
        ]

    @pytest.mark.parametrize("body", ["[]", '"name"', "null", "1"])
    async def test_a_patch_is_a_map(self, client, facilitator, register, body):
        headers = facilitator | {"content-type": "application/json"}
        response = await client.patch(f"{PATH}/{(await register())['id']}", content=body, headers=headers)
        assert faults(response) == [("wrong_type", "")]

    async def test_nothing_new_leaves_no_trace(self, app, register, change):
        before = await register()
        assert (await change(before, name="Aachen")).json() == before
        assert [event.event for event in await events_of(app)] == ["municipality_registered"]

    async def test_foreign_and_missing_look_the_same(self, register, change, make_key):
        foreign = await register()
        restricted = await make_key("facilitator", municipalities=("05314000",))
        answers = []
        for each in (foreign, {"id": str(UUID(int=5))}):
            response = await change(each, headers=restricted, mayor="x")
            answers.append(str(response.json() | {"trace_id": ""}).replace(each["id"], "ID"))
            assert response.status_code == 404
        assert answers[0] == answers[1]

    async def test_a_key_leads_no_municipality_out_of_its_reach(self, register, change, make_key):
        mine = await register()
        by_key = await make_key("facilitator", municipalities=("05313000",))
        by_id = await make_key("facilitator", municipalities=(mine["id"],))
        refused = [("official_key_out_of_reach", "/official_key")]
        assert faults(await change(mine, headers=by_key, official_key="05314000")) == refused
        assert faults(await change(mine, headers=by_key, official_key=None, official_key_on=None)) == refused
        assert faults(await change(mine, headers=by_id, official_key="05314000")) == refused
        assert (await change(mine, headers=by_key, name="B")).status_code == 200
        assert (await change(mine, headers=by_id, official_key=None, official_key_on=None)).status_code == 200

    async def test_the_municipality_of_a_guest_has_only_a_name(self, app, change):
        guest = Municipality(uuid4(), "Guest", "guest", None, None, None, None, datetime.now(UTC))
        async with app.state.context.database.transaction() as transaction:
            await add_municipality(transaction, guest)
        its_id = {"id": str(guest.id)}
        assert faults(await change(its_id, type="district", land="05")) == [
            ("unknown_member", "/type"),
            ("unknown_member", "/land"),
        ]
        assert (await change(its_id, name="Our council")).json()["name"] == "Our council"
