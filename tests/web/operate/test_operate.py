"""The pages for those who run the service: how it is doing, keys, what is deleted when."""

from datetime import timedelta
from uuid import uuid4

import pytest

from selfcheck_service.edge.moments import current_moment
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.keys import list_keys
from tests.answering import make_round
from tests.sealing.answered import closed_round
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in

NEW = "/operate/keys/new"
PAGES = ("/operate", "/operate/keys", NEW, "/operate/trail", "/operate/keeping", "/operate/housekeeping")


async def make(operator, *pairs: tuple[str, str]):
    form = form_of((await operator.get(NEW)).text, NEW)
    return await post(operator, NEW, [each for each in form if each[0] in ("csrf", "once")] + list(pairs))


@pytest.mark.parametrize("path", PAGES)
async def test_only_operators_come_in(client, make_key, path):
    client.headers.update({"accept": "text/html"})
    assert (await client.get(path)).status_code == 303
    await sign_in(client, await make_key("author", "facilitator"))
    assert (await client.get(path)).status_code == 403
    await sign_in(client, await make_key("operator"))
    assert (await client.get(path)).status_code == 200


async def test_a_key_for_some_municipalities_makes_none_for_others(client, make_key):
    client.headers.update({"accept": "text/html"})
    await sign_in(client, await make_key("operator", municipalities=("05334002",)))
    for path in ("/operate/keys", NEW, "/operate/housekeeping", "/operate/keys/somebody/rotate"):
        assert (await client.get(path)).status_code == 403
    status = await client.get("/operate?language=en")
    assert status.status_code == 200
    assert word("operate.counts", "en") not in status.text


async def test_the_status_says_that_the_service_can_work(operator):
    page = await operator.get("/operate")
    assert word("operate.ready", "en") in page.text
    assert word("operate.counts", "en") in page.text


async def test_a_key_is_shown_once_and_opens_what_it_permits(operator, database, make_key):
    made = await make(operator, ("name", "Redaktion <b>"), ("scopes", "author"), ("municipalities", "05334002, 05315"))
    assert made.status_code == 200
    assert made.headers["cache-control"] == "no-store"
    text = read(made.text).one("p", class_="card").text
    found = next(each for each in await list_keys(database) if each.name == "Redaktion <b>")
    assert (found.scopes, found.municipalities) == (frozenset({"author"}), ("05334002", "05315"))
    keys = await operator.get("/operate/keys")
    assert found.id in keys.text
    assert text not in keys.text
    async with database.reading() as transaction:
        (event, *_) = await list_events(transaction, EVERYWHERE, event="key_created", limit=1)
    assert event.details["key"] == found.id
    assert event.actor not in ("cli", found.id)
    await sign_in(operator, {"authorization": f"Bearer {text}"})
    assert (await operator.get("/author")).status_code == 200


@pytest.mark.parametrize(
    ("pairs", "field"),
    [
        ([("name", "x" * 201), ("scopes", "author")], "name"),
        ([("name", "kept")], "scopes"),
        ([("scopes", "author"), ("municipalities", "05334002 nowhere")], "municipalities"),
        ([("scopes", "author"), ("municipalities", " , ,")], "municipalities"),
        ([("name", "kept"), ("scopes", "author"), ("scopes", "everything")], "scopes"),
        ([("scopes", "author"), ("last_day", "2020-01-01")], "last_day"),
        ([("scopes", "author"), ("last_day", "soon")], "last_day"),
    ],
)
async def test_a_faulty_form_comes_back_and_makes_no_key(operator, database, pairs, field):
    before = len(await list_keys(database))
    response = await make(operator, *pairs)
    assert response.status_code == 422
    page = read(response.text)
    assert page.one(id=f"fault-{field}").text.endswith(word(f"operate.faults.{field}", "en"))
    assert f"#{field}" in [each.attributes["href"] for each in page.one("div", class_="summary-of-faults").all("a")]
    for name, value in pairs:
        if name != "scopes":
            assert page.one(id=name).attributes["value"] == value
    assert len(await list_keys(database)) == before


async def test_municipalities_of_a_key_have_their_names(operator, database):
    round_ = await make_round(database)
    nobody = "6c6edc01-bce3-451a-8411-ace4cfe80786"
    places = f"{round_.municipality_id} 05334002 {nobody}"
    assert (await make(operator, ("name", "x"), ("scopes", "author"), ("municipalities", places))).status_code == 200
    rows = read((await operator.get("/operate/keys")).text).one("tbody").all("tr")
    row = next(each for each in rows if each.one("th").text.startswith("x "))
    assert f"Musterstadt, 05334002, {nobody}" in row.text
    assert str(round_.municipality_id) not in row.text


async def places(database, *names: str, official_key: str | None = None) -> list[str]:
    """Register municipalities; return their ids."""
    found = [
        Municipality(uuid4(), name, "municipality_in_district", None, None, official_key, None, current_moment())
        for name in names
    ]
    async with database.transaction() as transaction:
        for each in found:
            await add_municipality(transaction, each)
    return [str(each.id) for each in found]


def offered(page: str) -> dict[str, bool]:
    """Return the names of the municipalities that a form offers, and whether each is chosen."""
    boxes = [each for each in read(page).all("input", type="checkbox") if each.attributes["name"] == "chosen"]
    names = {
        each.attributes["for"]: each.one("span", class_="option-title").text
        for each in read(page).all("label")
        if each.all("span", class_="option-title")
    }
    return {names[each.attributes["id"]]: "checked" in each.attributes for each in boxes}


async def test_few_municipalities_are_all_offered_by_name(operator, database):
    one, _ = await places(database, "Blaustadt", "Grünheim")
    page = (await operator.get(NEW)).text
    assert offered(page) == {"Blaustadt": False, "Grünheim": False}
    assert read(page).all("input", id="search") == []
    made = await make(operator, ("name", "x"), ("scopes", "author"), ("chosen", one), ("municipalities", "05334002"))
    assert made.status_code == 200
    (found,) = [each for each in await list_keys(database) if each.name == "x"]
    assert found.municipalities == (one, "05334002")


async def test_of_many_municipalities_those_that_fit_are_offered_and_chosen_ones_stay(operator, database):
    await places(database, *(f"Ort {number:02}" for number in range(21)))
    (green,) = await places(database, "Grünheim", official_key="05334002")
    await places(database, "Blaustadt")
    page = (await operator.get(NEW)).text
    assert offered(page) == {}
    typed = (("name", "kept"), ("scopes", "author"), ("last_day", "morgen"), ("municipalities", "05"))
    found = await make(operator, *typed, ("step", "search"), ("search", "grün"))
    assert found.status_code == 200
    assert offered(found.text) == {"Grünheim": False}
    form = read(found.text)
    assert [form.one(id=name).attributes["value"] for name, _ in typed if name != "scopes"] == ["kept", "morgen", "05"]
    by_key = await make(operator, ("step", "search"), ("search", "05334002"))
    assert offered(by_key.text) == {"Grünheim": False}
    more = await make(operator, ("step", "search"), ("search", "ort"), ("chosen", green))
    assert offered(more.text) == {"Grünheim": True, **{f"Ort {number:02}": False for number in range(20)}}
    assert word("operate.found.more", "en") in more.text
    nobody = await make(operator, ("step", "search"), ("search", "nirgends"), ("chosen", green))
    assert offered(nobody.text) == {"Grünheim": True}
    assert word("operate.found.nobody", "en") in nobody.text
    assert word("operate.found.nobody", "en") in (await make(operator, ("step", "search"), ("search", "x\0"))).text
    assert len(offered((await make(operator, ("step", "search"))).text)) == 20
    assert [each for each in await list_keys(database) if each.name == "kept"] == []


async def test_whoever_looked_for_a_municipality_gets_no_key_for_all(operator, database):
    ids = await places(database, *(f"Ort {number:02}" for number in range(21)))
    said = (("name", "kept"), ("scopes", "author"), ("search", "Ort 03"))
    refused = await make(operator, *said)
    assert refused.status_code == 422
    assert read(refused.text).one(id="fault-search").text.endswith(word("operate.faults.search", "en"))
    assert offered(refused.text) == {"Ort 03": False}
    assert (await make(operator, *said, ("chosen", ids[3]))).status_code == 200
    (found,) = [each for each in await list_keys(database) if each.name == "kept"]
    assert found.municipalities == (ids[3],)


async def test_a_choice_that_is_no_municipality_is_refused(operator, database):
    before = len(await list_keys(database))
    refused = await make(operator, ("name", "x"), ("scopes", "author"), ("chosen", "<everything>"))
    assert refused.status_code == 422
    assert read(refused.text).one(id="fault-municipalities").text.endswith(word("operate.faults.municipalities", "en"))
    assert len(await list_keys(database)) == before


async def test_a_form_that_is_sent_twice_makes_one_key_and_says_so(operator, database):
    form = [*form_of((await operator.get(NEW)).text, NEW), ("name", "twice"), ("scopes", "author")]
    form = [pair for pair in form if pair[0] in ("csrf", "once") or pair in (("name", "twice"), ("scopes", "author"))]
    assert (await post(operator, NEW, form)).status_code == 200
    again = await post(operator, NEW, form)
    assert again.status_code == 409
    assert word("operate.shown_text", "en") in again.text
    (made,) = [each for each in await list_keys(database) if each.name == "twice"]
    assert [each for each in read(again.text).all("a") if f"{made.id}/rotate" in each.attributes["href"]]
    assert "sck_live" not in again.text
    # Another form that says the same means another key.
    assert (await make(operator, ("name", "twice"), ("scopes", "author"))).status_code == 200
    assert len([each for each in await list_keys(database) if each.name == "twice"]) == 2


async def test_a_key_is_revoked_once_it_was_confirmed(operator, database):
    await make(operator, ("name", "old"), ("scopes", "author"))
    found = next(each for each in await list_keys(database) if each.name == "old")
    path = f"/operate/keys/{found.id}/revoke"
    form = form_of((await operator.get(path)).text, path)
    assert (await post(operator, path, [each for each in form if each[0] == "csrf"])).status_code == 200
    assert next(each for each in await list_keys(database) if each.id == found.id).revoked_at is None
    done = await post(operator, path, form)
    assert done.status_code == 303
    assert word("operate.revoked", "en") in (await operator.get(done.headers["location"])).text
    assert next(each for each in await list_keys(database) if each.id == found.id).revoked_at is not None
    for nobody in ("nobody", "AAAAAAAAAAAA", "%00" * 12):
        path = f"/operate/keys/{nobody}/revoke"
        assert (await operator.get(path)).status_code == 404
        assert (await post(operator, path, form)).status_code == 404


async def test_a_day_that_is_to_come_is_taken(operator, database):
    day = (current_moment() + timedelta(days=30)).date()
    await make(operator, ("name", "short"), ("scopes", "author"), ("last_day", day.isoformat()))
    found = next(each for each in await list_keys(database) if each.name == "short")
    assert found.expires_at is not None
    assert found.expires_at.date() == day


async def test_retention_names_the_day_on_which_responses_go_and_leads_there(operator, database, make_key):
    assert word("operate.nothing_coming", "en") in (await operator.get("/operate/keeping")).text
    round_, _ = await closed_round(database)
    rows = read((await operator.get("/operate/keeping")).text).one("tbody").all("tr")
    assert [round_.title in each.text for each in rows] == [True]
    assert rows[0].all("a") == []
    await sign_in(operator, await make_key("operator", "facilitator"))
    link = read((await operator.get("/operate/keeping")).text).one("tbody").one("a")
    assert link.text == round_.title
    assert (await operator.get(link.attributes["href"])).url.path == f"/manage/rounds/{round_.id}"
