"""Programmes: seen by those who reach a member, changed by those who reach all."""

import time
from uuid import UUID, uuid4

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.reach import EVERYWHERE
from tests.fixtures import NOW

PATH = "/v1/programmes"


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
def municipalities(app):
    """Add municipalities with these names; returns their ids."""

    async def add(*names):
        made = [Municipality(uuid4(), name, "district", None, None, None, None, NOW) for name in names]
        async with app.state.context.database.transaction() as transaction:
            for each in made:
                await add_municipality(transaction, each)
        return [str(each.id) for each in made]

    return add


@pytest.fixture
def register(client, facilitator):
    async def register_one(name, members, headers=facilitator):
        body = {"name": name, "municipalities": members}
        response = await client.post(PATH, json=body, headers=headers)
        assert response.status_code == 201, response.text
        return response.json()

    return register_one


def faults(response):
    assert response.status_code == 422, response.text
    return [(each["code"], each.get("pointer", each.get("parameter"))) for each in response.json()["errors"]]


class TestRegistering:
    async def test_a_programme_is_there_afterwards(self, client, facilitator, municipalities):
        ids = await municipalities("Celle", "Aachen")
        made = await client.post(PATH, json={"name": "P", "municipalities": ids}, headers=facilitator)
        body = made.json()
        assert (made.status_code, made.headers["location"]) == (201, f"{PATH}/{body['id']}")
        assert (body["name"], body["size"]) == ("P", 2)
        assert [each["name"] for each in body["municipalities"]] == ["Aachen", "Celle"]
        assert (await client.get(made.headers["location"], headers=facilitator)).json() == body

    async def test_it_may_begin_without_members(self, client, facilitator):
        made = await client.post(PATH, json={"name": "P"}, headers=facilitator)
        assert (made.status_code, made.json()["municipalities"]) == (201, [])

    async def test_every_fault_of_its_members_is_named_with_its_place(self, client, facilitator, municipalities):
        (there,) = await municipalities("A")
        for body, found in (
            (
                {"name": "", "municipalities": [there, 5, "A"], "x": 1},
                [
                    ("too_short", "/name"),
                    ("wrong_type", "/municipalities/1"),
                    ("malformed", "/municipalities/2"),
                    ("unknown_member", "/x"),
                ],
            ),
            (
                {"name": "P", "municipalities": [str(uuid4()), there, there]},
                [("duplicate_name", "/municipalities/2"), ("unknown_municipality", "/municipalities/0")],
            ),
            ({"name": "P", "municipalities": [str(uuid4()) for _ in range(501)]}, [("too_long", "/municipalities")]),
        ):
            assert faults(await client.post(PATH, json=body, headers=facilitator)) == found

    async def test_a_restricted_key_registers_what_it_reaches(self, client, make_key, municipalities, register):
        mine, foreign = await municipalities("A", "B")
        restricted = await make_key("facilitator", municipalities=(mine,))
        body = {"name": "P", "municipalities": [mine, foreign, str(UUID(int=1))]}
        assert faults(await client.post(PATH, json=body, headers=restricted)) == [
            ("unknown_municipality", "/municipalities/1"),
            ("unknown_municipality", "/municipalities/2"),
        ]
        assert faults(await client.post(PATH, json={"name": "P"}, headers=restricted)) == [
            ("too_short", "/municipalities")
        ]
        assert (await register("P", [mine], restricted))["size"] == 1


class TestListing:
    async def test_pages_follow_each_other_by_name(self, client, facilitator, register, municipalities):
        ids = await municipalities("A", "B")
        for name, members in (("Q", ids), ("P", []), ("R", ids[:1])):
            await register(name, members)
        first = (await client.get(f"{PATH}?limit=2", headers=facilitator)).json()
        second = (await client.get(PATH, params={"cursor": first["next"]}, headers=facilitator)).json()
        found = [(each["name"], each["size"]) for each in first["items"] + second["items"]]
        assert (found, second["next"]) == ([("P", 0), ("Q", 2), ("R", 1)], None)
        assert "municipalities" not in first["items"][0]

    async def test_a_key_sees_what_it_reaches(self, client, make_key, register, municipalities):
        mine, foreign = await municipalities("A", "B")
        for name, members in (("Both", [mine, foreign]), ("Foreign", [foreign]), ("Nobody", [])):
            await register(name, members)
        restricted = await make_key("facilitator", municipalities=(mine,))
        found = (await client.get(PATH, headers=restricted)).json()["items"]
        assert [(each["name"], each["size"]) for each in found] == [("Both", 1)]


class TestReading:
    async def test_a_restricted_key_sees_its_own_members(self, client, make_key, register, municipalities):
        mine, foreign = await municipalities("A", "B")
        programme = await register("Both", [mine, foreign])
        restricted = await make_key("facilitator", municipalities=(mine,))
        seen = (await client.get(f"{PATH}/{programme['id']}", headers=restricted)).json()
        assert (seen["size"], seen["municipalities"]) == (1, [{"id": mine, "name": "A"}])

    async def test_foreign_and_missing_look_the_same(self, client, make_key, register, municipalities):
        mine, foreign = await municipalities("A", "B")
        programme = await register("Foreign", [foreign])
        restricted = await make_key("facilitator", municipalities=(mine,))
        for method in ("GET", "PATCH"):
            answers = []
            for each in (programme["id"], str(uuid4())):
                response = await client.request(method, f"{PATH}/{each}", json={"name": "x"}, headers=restricted)
                answers.append(str(response.json() | {"trace_id": ""}).replace(each, "ID"))
                assert (response.status_code, response.json()["code"]) == (404, "unknown_programme")
            assert answers[0] == answers[1]

    async def test_hundreds_of_members_are_read_at_once(self, client, facilitator, register, municipalities):
        ids = await municipalities(*(f"M{number:03}" for number in range(500)))
        programme = await register("Large", ids)
        assert programme["size"] == len(programme["municipalities"]) == 500
        started = time.perf_counter()
        for path in (PATH, f"{PATH}/{programme['id']}"):
            assert (await client.get(path, headers=facilitator)).status_code == 200
        replaced = await client.patch(
            f"{PATH}/{programme['id']}", json={"municipalities": ids[250:]}, headers=facilitator
        )
        assert replaced.json()["size"] == 250
        assert time.perf_counter() - started < 2


class TestChanging:
    async def test_what_is_not_named_stays(self, app, client, facilitator, register, municipalities):
        one, two, three = await municipalities("A", "B", "C")
        programme = await register("P", [one, two])
        path = f"{PATH}/{programme['id']}"
        renamed = await client.patch(path, json={"name": "Q"}, headers=facilitator)
        assert renamed.json() == programme | {"name": "Q"}
        moved = await client.patch(path, json={"municipalities": [three, two]}, headers=facilitator)
        assert [each["name"] for each in moved.json()["municipalities"]] == ["B", "C"]
        emptied = await client.patch(path, json={"municipalities": None}, headers=facilitator)
        assert (emptied.json()["size"], emptied.json()["name"]) == (0, "Q")
        async with app.state.context.database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=10)
        assert {event.event for event in events} >= {"programme_registered", "programme_changed"}

    async def test_only_who_reaches_all_members_changes_it(self, client, make_key, register, municipalities):
        mine, foreign = await municipalities("A", "B")
        both, own = await register("Both", [mine, foreign]), await register("Own", [mine])
        restricted = await make_key("facilitator", municipalities=(mine,))
        refused = await client.patch(f"{PATH}/{both['id']}", json={"name": "x"}, headers=restricted)
        assert (refused.status_code, refused.json()["code"]) == (403, "programme_reaches_further")
        path = f"{PATH}/{own['id']}"
        assert (await client.patch(path, json={"name": "x"}, headers=restricted)).status_code == 200
        grasping = await client.patch(path, json={"municipalities": [mine, foreign]}, headers=restricted)
        assert faults(grasping) == [("unknown_municipality", "/municipalities/1")]
        lost = await client.patch(path, json={"municipalities": []}, headers=restricted)
        assert faults(lost) == [("too_short", "/municipalities")]

    async def test_every_fault_is_named(self, client, facilitator, register):
        path = f"{PATH}/{(await register('P', []))['id']}"
        body = {"name": None, "municipalities": "all", "size": 3}
        assert faults(await client.patch(path, json=body, headers=facilitator)) == [
            ("missing", "/name"),
            ("wrong_type", "/municipalities"),
            ("unknown_member", "/size"),
        ]
