"""The page of the audit trail: filters that hold together, faults at their fields, names for what is stored."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.storage.audit import Event, EventName, note
from selfcheck_service.web.operate.saying import details_in_words
from selfcheck_service.web.words import words_in
from tests.answering import make_round
from tests.rounds import add_programme
from tests.web.operate.test_operate import make
from tests.web.reading import Element, read, word
from tests.web.session.signing import sign_in

TRAIL = "/operate/trail"
LONG_AGO = datetime(2020, 5, 1, 9, 30, tzinfo=UTC)


async def noted(database, *, at=LONG_AGO, name: EventName = "round_changed", **changes) -> Event:
    event = Event(uuid.uuid4(), at, "cli", name, **changes)
    async with database.transaction() as transaction:
        await note(transaction, event)
    return event


async def lines(operator, **query: str) -> list[Element]:
    """Return the rows of the table, none where there is no table."""
    response = await operator.get(TRAIL, params=query)
    assert response.status_code == 200
    return [row for body in read(response.text).all("tbody") for row in body.all("tr")]


async def test_the_trail_is_paged_and_filtered(operator):
    for number in range(51):
        await make(operator, ("name", f"{number}"), ("scopes", "author"))
    first = read((await operator.get(TRAIL + "?event=key_created")).text)
    rows = first.one("tbody").all("tr")
    assert len(rows) == 50
    assert all(word("operate.events.key_created", "en") in each.text for each in rows)
    second = read((await operator.get(first.one("a", rel="next").attributes["href"])).text)
    assert len(second.one("tbody").all("tr")) == 1
    for query in ("event=nothing", "after=x", "after=00000000-0000-0000-0000-000000000000/2026-01-01"):
        assert (await operator.get(f"{TRAIL}?{query}")).status_code == 404


async def test_every_event_has_a_name_in_words(operator):
    shown = read((await operator.get(TRAIL)).text).one("select", id="event").all("option")
    assert all(each.text and "_" not in each.text for each in shown)


async def test_only_what_concerns_a_municipality_is_shown(operator, database):
    mine, other = await make_round(database), await make_round(database)
    await noted(database, municipality_id=mine.municipality_id, round_id=mine.id)
    await noted(database, municipality_id=other.municipality_id, round_id=other.id)
    assert len(await lines(operator, event="round_changed")) == 2
    (row,) = await lines(operator, municipality=str(mine.municipality_id), event="round_changed")
    assert mine.title in row.text
    assert await lines(operator, municipality=str(mine.municipality_id), event="round_deleted") == []


async def test_a_municipality_is_found_by_key_and_name_and_several_are_offered(operator, author, make_key):
    header = await make_key("facilitator")
    wish = {"type": "municipality_in_district", "land": "05", "official_key_on": "2026-01-01"}
    ids = {}
    for name, key in (("Grünheim", "05334002"), ("Grünheim (Nord)", "05334004"), ("Blaustadt", "05334008")):
        made = await operator.post(
            "/v1/municipalities", json={**wish, "name": name, "official_key": key}, headers=header
        )
        assert made.status_code == 201, made.text
        ids[name] = made.json()["id"]
    for typed, name in (("05334008", "Blaustadt"), ("blau", "Blaustadt"), ("grünheim", "Grünheim")):
        page = (await operator.get(TRAIL, params={"municipality": typed})).text
        assert word("trail.only", "en").format(name=name) in page
    several = await operator.get(TRAIL, params={"municipality": "grün", "event": "municipality_registered"})
    assert several.status_code == 422
    offered = [each for each in read(several.text).all("a") if "Grünheim" in each.text]
    assert [ids[each.text.rpartition(" (")[0]] in each.attributes["href"] for each in offered] == [True, True]
    (row,) = read((await operator.get(offered[1].attributes["href"])).text).one("tbody").all("tr")
    assert "Grünheim (Nord)" in row.text


async def test_days_bound_the_trail_and_both_belong_to_it(operator, database):
    for days in range(4):
        await noted(database, at=LONG_AGO + timedelta(days=days), details={"number": days})
    # Of this the day is kept alone, as midnight in UTC.
    await noted(database, at=datetime(2020, 5, 4, tzinfo=UTC), name="response_erased")
    (erased,) = await lines(operator, event="response_erased")
    assert erased.one("th").text == "4 May 2020"
    assert len(await lines(operator, until="2020-05-04")) == 5
    assert len(await lines(operator, since="2020-05-02", until="2020-05-03")) == 2
    assert len(await lines(operator, since="4.5.2020", until="04.05.2020")) == 2
    assert await lines(operator, until="2020-04-30") == []


async def test_moments_and_days_are_those_of_germany(operator, database):
    await noted(database, at=datetime(2020, 5, 1, 22, 5, tzinfo=UTC))
    (row,) = await lines(operator, since="2020-05-02", until="2020-05-02")
    assert row.one("th").text == "12:05 am on 2 May 2020"
    german = read((await operator.get(f"{TRAIL}?language=de&until=2020-05-02")).text)
    assert german.one("tbody").one("th").text == "2. Mai 2020 um 0:05 Uhr"


@pytest.mark.parametrize(
    ("query", "field", "fault"),
    [
        ({"since": "gestern"}, "since", "day"),
        ({"until": "9999-12-31"}, "until", "day"),
        ({"since": "2020-05-02", "until": "2020-05-01"}, "until", "order"),
        ({"municipality": "Nirgendwo"}, "municipality", "nobody"),
        ({"municipality": "00000000-0000-0000-0000-000000000000"}, "municipality", "nobody"),
        ({"municipality": "x\u0000"}, "municipality", "nobody"),
        ({"municipality": "x" * 5000}, "municipality", "nobody"),
    ],
)
async def test_what_cannot_be_understood_is_named_and_kept_and_shows_nothing(operator, query, field, fault):
    response = await operator.get(TRAIL, params={**query, "event": "signed_in"})
    assert response.status_code == 422
    page = read(response.text)
    assert page.one(id=f"fault-{field}").text.endswith(word(f"trail.faults.{fault}", "en"))
    assert page.one(id=field).attributes["value"] == query[field].replace("\u0000", "\ufffd")
    assert [each.text for each in page.one("select", id="event").all("option", selected="")] == [
        word("operate.events.signed_in", "en")
    ]
    assert page.all("tbody") == []


async def test_a_filter_goes_along_to_the_next_page(operator, database):
    its = await make_round(database)
    for number in range(51):
        at = LONG_AGO + timedelta(minutes=number)
        await noted(database, at=at, municipality_id=its.municipality_id, details={"number": number})
        await noted(database, at=at)
    query = {"municipality": str(its.municipality_id), "since": "2020-05-01", "until": "2020-05-01"}
    first = read((await operator.get(TRAIL, params=query)).text)
    assert len(first.one("tbody").all("tr")) == 50
    (row,) = read((await operator.get(first.one("a", rel="next").attributes["href"])).text).one("tbody").all("tr")
    assert row.text.endswith("number: 0")


async def test_a_restricted_key_sees_its_own_and_no_names_of_keys(operator, database, make_key):
    mine, other = await make_round(database), await make_round(database)
    await make(operator, ("name", "Somebody"), ("scopes", "author"))
    for each in (mine, other):
        await noted(database, municipality_id=each.municipality_id, round_id=each.id)
    await sign_in(operator, await make_key("operator", name="Me", municipalities=(str(mine.municipality_id),)))
    (row,) = await lines(operator)
    assert mine.title in row.text
    refused = await operator.get(TRAIL, params={"municipality": str(other.municipality_id)})
    assert refused.status_code == 422
    assert other.title not in refused.text


async def test_round_and_municipality_are_links_where_they_are_there_and_may_be_seen(operator, database, make_key):
    its, gone = await make_round(database), "6c6edc01-bce3-451a-8411-ace4cfe80786"
    await noted(database, municipality_id=its.municipality_id, round_id=its.id)
    await noted(database, municipality_id=uuid.UUID(gone), round_id=uuid.UUID(gone))
    for row in await lines(operator, event="round_changed"):
        assert row.all("a") == []
    await sign_in(operator, await make_key("operator", "facilitator"))
    rows = await lines(operator, event="round_changed")
    (row,) = [row for row in rows if its.title in row.text]
    links = [each.attributes["href"] for each in row.all("a")]
    assert links == [f"/manage/municipalities/{its.municipality_id}", f"/manage/rounds/{its.id}"]
    for link in links:
        assert (await operator.get(link)).status_code == 200
    (lost,) = [row for row in rows if gone in row.text]
    assert lost.all("a") == []


async def test_keys_have_names_for_whoever_may_know_them(operator, database, make_key):
    await sign_in(operator, await make_key("operator", name="Ada"))
    (row,) = [row for row in await lines(operator, event="signed_in") if "Ada" in row.text]
    assert "signed in" in row.text


async def test_what_details_name_by_an_id_is_called_by_its_name_and_linked(operator, database, make_key):
    its, gone = await make_round(database, title="Danach"), str(uuid.uuid4())
    programme = await add_programme(database, its.municipality_id)
    things = {
        "programme": (str(programme), "Programm", f"/manage/programmes/{programme}"),
        "municipalities": ([str(its.municipality_id), "05"], None, f"/manage/municipalities/{its.municipality_id}"),
        "later_round": (str(its.id), "Danach", f"/manage/rounds/{its.id}"),
    }
    await noted(database, name="programme_changed", details={name: value for name, (value, *_) in things.items()})
    await noted(database, name="programme_registered", details={"programme": gone})
    (row,) = await lines(operator, event="programme_changed")
    assert row.all("a") == []
    await sign_in(operator, await make_key("operator", "facilitator"))
    (row,) = await lines(operator, event="programme_changed")
    assert str(programme) not in row.text
    assert "municipalities: " in row.text
    assert row.text.count(", 05") == 1
    links = {each.attributes["href"]: each.text for each in row.all("a")}
    assert list(links) == [path for _, _, path in things.values()]
    assert {name for _, name, _ in things.values() if name} < set(links.values())
    for link in links:
        assert (await operator.get(link)).status_code == 200
    (lost,) = await lines(operator, event="programme_registered")
    assert gone in lost.text
    assert lost.all("a") == []


def _said(details: Mapping[str, object]):
    return details_in_words(details, words_in("en"))


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"scopes": ["author", "service"]}, [("permits", "Publishing questionnaires, Evaluating without storing")]),
        ({"municipalities": None}, [("municipalities", "all municipalities")]),
        ({"outcome": None, "fields": []}, [("outcome", "–"), ("fields", "–")]),
        ({"swept": True, "left": 0}, [("traces removed", "yes"), ("not looked at", "0")]),
        ({"before": {"effort": 1, "effect": 2}, "now": {}}, [("before", "effort 1, effect 2"), ("now", "–")]),
        ({"release_hash": "ab" * 32}, [("checksum", "abababababab…")]),
        (
            {"mode": "institutional", "kind": "personal"},
            [("mode", "One joint answer"), ("kind", "A code for each person")],
        ),
        ({"kind": "own", "codes": 3}, [("kind", "Own ideas"), ("access codes", "3")]),
        ({"members": ["closes_at", "programme"]}, [("changed", "end, programme")]),
        ({"changed": ["official_key", "odd"]}, [("changed", "official key, odd")]),
        ({"programme": "nobody", "later_round": 3}, [("programme", "nobody"), ("later round", "3")]),
        ({"kind": "unheard_of"}, [("kind", "unheard_of")]),
        ({"something_new": "x"}, [("something_new", "x")]),
    ],
)
def test_details_are_said_in_words(details: Mapping[str, object], expected):
    said = [(name, ", ".join(each.text for each in parts)) for name, parts in _said(details)]
    assert [name for name, _ in said] == [name for name, _ in expected]
    if "scopes" not in details and "municipalities" not in details:
        assert said == expected
    else:
        assert "author" not in said[0][1]
        assert "None" not in said[0][1]
