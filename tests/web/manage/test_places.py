"""Municipalities and programmes: found, registered and changed, each fault at its field."""

import uuid

import pytest

from selfcheck_service.storage.municipalities import GUEST, get_municipality, list_municipalities
from selfcheck_service.storage.programmes import list_members
from selfcheck_service.storage.reach import EVERYWHERE
from tests.answering import make_round
from tests.rounds import add_municipality, add_programme
from tests.web.manage.filling import faults_of, fields_of, send, send_page
from tests.web.reading import read
from tests.web.session.signing import sign_in

NEW = "/manage/municipalities/new"
PROGRAMME = "/manage/programmes/new"


async def everything(database):
    async with database.reading() as transaction:
        return list(await list_municipalities(transaction, EVERYWHERE, limit=50))


class TestMunicipalities:
    async def test_it_is_registered_and_shown(self, facilitator, database):
        made = await send(
            facilitator,
            NEW,
            name=" Stadt Neuhausen ",
            type="municipality_in_district",
            official_key="09 1 87 117",
            official_key_on="1.1.2024",
            size_class="from_10000",
        )
        assert made.status_code == 303, made.text
        (stored,) = await everything(database)
        assert (stored.name, stored.official_key, stored.land) == ("Stadt Neuhausen", "09187117", "09")
        page = read((await facilitator.get(made.headers["location"])).text)
        assert page.one("h1").text == "Stadt Neuhausen"
        assert "Bavaria" in page.one("main").text

    async def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(self, facilitator, database):
        typed = {"name": "", "type": "district", "official_key": "1234567", "official_key_on": "never", "land": "09"}
        refused = await send(facilitator, NEW, **typed)
        assert refused.status_code == 422
        assert faults_of(refused) == ["name", "official_key", "official_key_on"]
        kept = dict(fields_of(read(refused.text), NEW))
        assert {name: kept[name] for name in typed} == typed
        assert await everything(database) == []

    async def test_without_a_type_nothing_is_said_of_the_key(self, facilitator):
        refused = await send(facilitator, NEW, name="A", official_key="09187117", official_key_on="2024-01-01")
        assert faults_of(refused) == ["type"]

    @pytest.mark.parametrize(
        ("kind", "key", "told"),
        [
            ("municipality_in_district", "05315000", "does not end in 000"),
            ("independent_city", "09187117", "ends in 000"),
            ("district", "09187117", "has 5 digits"),
            ("association", "09187", "has 9 digits"),
        ],
    )
    async def test_a_key_of_another_type_is_refused_in_words(self, facilitator, kind, key, told):
        refused = await send(facilitator, NEW, name="A", type=kind, official_key=key, official_key_on="2024-01-01")
        assert faults_of(refused) == ["official_key"]
        said = read(refused.text).one("main").text
        assert told in said
        assert f"“{kind}”" not in said
        assert "≠" not in said

    @pytest.mark.parametrize("name", ["x" * 201, "a\u202eb"])
    async def test_odd_names_are_refused(self, facilitator, name):
        assert faults_of(await send(facilitator, NEW, name=name, type="district")) == ["name"]

    async def test_sent_twice_it_is_registered_once(self, facilitator, database):
        opened = (await facilitator.get(NEW)).text
        for _ in range(2):
            made = await send_page(facilitator, opened, NEW, name="Once", type="district")
            assert made.status_code == 303
        assert len(await everything(database)) == 1

    async def test_it_is_changed(self, facilitator, database):
        path = f"/manage/municipalities/{await add_municipality(database)}"
        changed = await send(facilitator, f"{path}/change", name="Another", land="12")
        assert changed.headers["location"] == path
        (stored,) = await everything(database)
        assert (stored.name, stored.land) == ("Another", "12")
        refused = await send(facilitator, f"{path}/change", name="", land="12")
        assert faults_of(refused) == ["name"]

    async def test_that_of_a_guest_has_only_a_name(self, facilitator, database):
        municipality = await add_municipality(database, type=GUEST)
        path = f"/manage/municipalities/{municipality}"
        assert (await send(facilitator, f"{path}/change", name="Ours")).status_code == 303
        async with database.reading() as transaction:
            assert (await get_municipality(transaction, EVERYWHERE, municipality)).name == "Ours"

    async def test_it_is_found_by_its_name(self, facilitator, database):
        for name in ("Öhringen", "Adorf", "Bad Köstritz"):
            await add_municipality(database, name=name)
        for search, found in (
            ("öhr", ["Öhringen"]),
            ("KÖST", []),
            ("köst", ["Bad Köstritz"]),
            ("%", []),
            ("dorf", ["Adorf"]),
        ):
            page = read((await facilitator.get("/manage/municipalities", params={"search": search})).text)
            titles = [each.one("a").text for each in page.all("li", class_="line")]
            assert set(found) <= set(titles), search
            if search == "%":
                assert titles == []

    async def test_many_stand_on_several_pages(self, facilitator, database):
        for number in range(26):
            await add_municipality(database, name=f"Ort {number:02}")
        first = read((await facilitator.get("/manage/municipalities?search=ort")).text)
        assert len(first.all("li", class_="line")) == 25
        rest = read((await facilitator.get(first.one("a", rel="next").attributes["href"])).text)
        assert [each.one("a").text for each in rest.all("li", class_="line")] == ["Ort 25"]
        for odd in ("odd", "odd/x", f"{uuid.uuid4()}/"):
            assert (await facilitator.get("/manage/municipalities", params={"after": odd})).status_code == 404

    async def test_it_shows_its_rounds(self, facilitator, database):
        row = await make_round(database)
        page = await facilitator.get(f"/manage/municipalities/{row.municipality_id}")
        assert f"/manage/rounds/{row.id}" in page.text

    @pytest.mark.parametrize("rest", ["", "/change"])
    async def test_that_of_others_is_not_there(self, client, make_key, database, rest):
        other, own = await add_municipality(database), await add_municipality(database)
        client.headers.update({"accept": "text/html"})
        await sign_in(client, await make_key("facilitator", municipalities=(str(own),)))
        assert (await client.get(f"/manage/municipalities/{own}{rest}")).status_code == 200
        assert (await client.get(f"/manage/municipalities/{other}{rest}")).status_code == 404

    async def test_a_key_for_some_is_not_offered_to_register_others(self, client, make_key, database):
        own = await add_municipality(database)
        client.headers["accept-language"] = "en"
        await sign_in(client, await make_key("facilitator", municipalities=(str(own),)))
        page = await client.get("/manage/municipalities")
        assert NEW not in page.text
        assert "Only somebody whose key reaches all of them" in page.text
        led = await client.get(NEW)
        assert (led.status_code, led.headers["location"]) == (303, "/manage/municipalities")

    async def test_a_key_for_official_keys_may_register_these(self, client, make_key, database):
        client.headers["accept-language"] = "en"
        await sign_in(client, await make_key("facilitator", municipalities=("09187117",)))
        assert NEW in (await client.get("/manage/municipalities")).text
        assert "only municipalities with these official keys: 09187117." in (await client.get(NEW)).text
        town = {"name": "A", "type": "municipality_in_district"}
        refused = await send(client, NEW, **town)
        assert faults_of(refused) == ["official_key"]
        assert "does not permit a municipality with this entry" in refused.text
        made = await send(client, NEW, **town, official_key="09187117", official_key_on="2024-01-01")
        assert made.status_code == 303


class TestProgrammes:
    async def test_it_is_registered_shown_and_changed(self, facilitator, database):
        first, second = [await add_municipality(database, name=name) for name in ("Adorf", "Bedorf")]
        made = await send(facilitator, PROGRAMME, name="Together", municipalities=[str(first)])
        assert made.status_code == 303, made.text
        path = made.headers["location"]
        page = read((await facilitator.get(path)).text)
        assert "Adorf" in page.one("main").text
        assert "Together" in (await facilitator.get("/manage/programmes")).text
        await send(facilitator, f"{path}/change", municipalities=[str(first), str(second)])
        async with database.reading() as transaction:
            members = await list_members(transaction, EVERYWHERE, uuid.UUID(path.rpartition("/")[2]))
        assert [each.name for each in members] == ["Adorf", "Bedorf"]

    async def test_every_fault_stands_at_its_field(self, facilitator, database):
        await add_municipality(database)
        refused = await send(facilitator, PROGRAMME, name="", municipalities=["odd", str(uuid.uuid4())])
        assert (refused.status_code, faults_of(refused)) == (422, ["name", "municipalities"])

    async def test_who_does_not_reach_all_members_may_not_change_it(self, client, make_key, database):
        own, other = await add_municipality(database), await add_municipality(database)
        path = f"/manage/programmes/{await add_programme(database, own, other)}"
        client.headers.update({"accept": "text/html"})
        await sign_in(client, await make_key("facilitator", municipalities=(str(own),)))
        page = await client.get(path)
        assert page.status_code == 200
        assert "/change" not in page.text
        assert (await client.get(f"{path}/change")).status_code == 403
