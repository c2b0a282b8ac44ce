"""The page of a release: what it shows, what it keeps back and why, in every mode; its files; and over time."""

import uuid
from io import BytesIO
from zipfile import ZipFile

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from tests.answering import make_round
from tests.api.test_comparisons import two_rounds
from tests.web.reading import read, word
from tests.web.session.signing import sign_in

SIX = {"office": [0, 1, 1, 2, 2, 2], "citizens": []}


async def test_a_release_stands_on_one_page_with_what_is_merged_and_why(facilitator, release):
    path = await release()
    lead_on = await facilitator.get(f"{path}/releases")
    assert (lead_on.status_code, lead_on.headers["location"]) == (303, f"{path}/releases/1")
    response = await facilitator.get(f"{path}/releases/1")
    assert response.status_code == 200
    page = read(response.text)
    assert page.one("h1").text == "Results"
    assert page.one("section", id="took_part").text.count("merged") >= 2
    assert "12 people took part" in page.text
    # Each picture has its table: the grid below it, and every bar in a row that says the same.
    assert page.one("section", id="grid").all("svg", role="img")
    assert page.one("section", id="grid").all("table")
    for bar in page.all("svg", class_="span-bar"):
        assert bar.attributes["aria-hidden"] == "true"


async def test_of_a_small_group_the_page_says_what_cannot_be_said(facilitator, release):
    page = read((await facilitator.get(f"{await release(SIX)}/releases/1")).text)
    assert "too few items that all were asked" in page.one("section", id="profile").text
    assert word("results.kept_back_lead", "en") in page.one("section", id="took_part").text


async def test_an_open_round_shows_the_names_that_people_chose(facilitator, release):
    page = read((await facilitator.get(f"{await release(mode='open')}/releases/1")).text)
    assert (
        "office 0" in page.one("section", id="ratings").text or "citizens 0" in page.one("section", id="ratings").text
    )
    assert word("results.lead.open", "en") in page.text


async def test_where_there_are_no_sides_nothing_is_set_beside_nothing(facilitator, release):
    """An open round with one perspective: no section for perspectives, and nothing is called hidden."""
    page = read((await facilitator.get(f"{await release({'office': [0, 1, 2]}, mode='open')}/releases/1")).text)
    assert not page.all("section", id="people")
    assert "#people" not in [each.attributes.get("href") for each in page.all("a")]
    assert page.one("h2", id="took-part-title").text == word("results.who_took_part", "en")
    sides = read((await facilitator.get(f"{await release(mode='open')}/releases/1")).text)
    assert sides.all("section", id="people")


async def test_every_item_stands_under_its_field_with_a_column_for_each_option(facilitator, release):
    page = read((await facilitator.get(f"{await release(mode='open')}/releases/1")).text)
    everything = page.one("details", class_="table-details every-item")
    assert [each.text for each in everything.all("h3")] == ["Steering"]
    counted, silent = everything.all("table")
    assert [each.text for each in counted.one("thead").all("th")] == [
        "Item", "not yet", "in part", "yes", "no answer", word("results.mean_percent", "en")
    ]  # fmt: skip
    # As `TWELVE` says: three times nothing, three times begun, five times in place, and one who does not know.
    row = counted.one("tbody").all("tr")[0]
    assert [each.text for each in row.all("td")][:4] == ["3", "3", "5", "1"]
    assert [each.attributes["data-label"] for each in row.all("td")][3] == "no answer"
    assert row.one("th").attributes["role"] == "rowheader"
    # What is not counted says why.
    assert all(each.one("td").text for each in silent.one("tbody").all("tr"))


async def test_why_groups_do_not_stand_beside_each_other_is_said_with_the_number(facilitator, release):
    page = read((await facilitator.get(f"{await release()}/releases/1")).text)
    assert "ten people or more" in page.one("section", id="people").text


async def test_a_joint_answer_has_its_own_form(facilitator, release):
    page = read((await facilitator.get(f"{await release({'office': [2]}, mode='institutional')}/releases/1")).text)
    assert word("results.part.joint", "en") in page.text
    assert page.all("section", id="grid") == []
    assert "took part" not in page.text


async def test_before_the_release_the_pages_say_what_comes_first(facilitator, database):
    path = f"/manage/rounds/{(await make_round(database)).id}"
    for part in ("releases", "releases/1", "workshop", "measures", "recheck"):
        response = await facilitator.get(f"{path}/{part}")
        assert response.status_code == 200, part
        assert read(response.text).one("h1").text == word("nothing.not_yet.0", "en"), part


@pytest.mark.parametrize("part", ["releases/2", "releases/x", "releases/٣", "releases/1/file.exe", "workshop/papers/x"])
async def test_what_there_is_not_is_not_found(facilitator, release, part):
    assert (await facilitator.get(f"{await release()}/{part}")).status_code == 404


async def test_rounds_out_of_reach_look_like_none_and_rights_are_needed(client, make_key, release):
    path = await release()
    client.headers["accept"] = "text/html"
    assert (await client.get(f"{path}/releases/1")).headers["location"].startswith("/sign-in?to=")
    await sign_in(client, await make_key("facilitator", municipalities=frozenset({str(uuid.uuid4())})))
    assert (await client.get(f"{path}/releases/1")).status_code == 404
    await sign_in(client, await make_key("author"))
    assert (await client.get(f"{path}/releases/1")).status_code == 403


async def test_files_are_those_of_the_interface_and_the_trail_says_who_took_them(
    facilitator, make_key, release, database
):
    path = await release()
    stored = await facilitator.get(f"{path}/releases/1/file.json")
    api = path.replace("/manage", "/v1") + "/releases/1"
    key = await make_key("facilitator")
    assert stored.content == (await facilitator.get(api, headers={**key, "accept": "*/*"})).content
    assert "attachment" in stored.headers["content-disposition"]
    table = await facilitator.get(f"{path}/releases/1/file.csv?language=de")
    assert table.text.startswith('\ufeff"part";')
    book = await facilitator.get(f"{path}/releases/1/file.xlsx")
    assert ZipFile(BytesIO(book.content)).testzip() is None
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=50)
    assert sorted(str(each.details["form"]) for each in events if each.event == "round_exported") == ["csv", "xlsx"]


async def test_two_rounds_beside_each_other_name_no_cause(facilitator, database):
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{later.id}/releases/1/over-time"
    asked = read((await facilitator.get(path)).text)
    # There is only one to choose, so nobody has to.
    assert asked.all("table")
    assert [each.attributes["value"] for each in asked.one("select").all("option")] == [str(earlier.id)]
    shown = read((await facilitator.get(f"{path}?earlier_round={earlier.id}")).text)
    assert shown.all("table")
    assert word("results.sizes", "en").split("{")[0].strip() in shown.text
    # What the bars mean is said where there are some, and nothing of strokes that none of them has.
    assert ("The upper bar is then" in shown.text) == bool(shown.all("svg", class_="span-bar"))
    assert "strokes" not in shown.text
    assert not shown.all("path", class_="mark")
    refused = await facilitator.get(f"{path}?earlier_round={later.id}")
    assert refused.status_code == 422
    assert "earl" in read(refused.text).one("div", role="alert").text
