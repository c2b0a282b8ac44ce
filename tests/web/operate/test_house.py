"""Housekeeping on a page: what would go, what went, and who it was."""

import uuid
from datetime import UTC, datetime

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import responses, rounds
from selfcheck_service.web.operate import house
from tests.answering import invite
from tests.keeping.past import DAY, fill, make_guest, past_round, rows_of
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post

PATH = "/operate/housekeeping"


def numbers_in(page: str, caption: str) -> dict[str, str]:
    """Return the rows of the table with this caption."""
    table = next(each for each in read(page).all("table") if each.one("caption").text == word(caption, "en"))
    return {row.one("th").text: row.one("td").text for row in table.one("tbody").all("tr")}


@pytest.fixture
async def due(database):
    """A round whose responses are due."""
    round_ = await past_round(database, closed_days_ago=91)
    await fill(database, round_, 3)
    await invite(database, round_, 2)
    return round_


async def run_of(operator):
    return await post(operator, PATH, form_of((await operator.get(PATH)).text, PATH))


async def test_it_shows_what_would_go_and_does_nothing(operator, database, due):
    page = (await operator.get(PATH)).text
    assert numbers_in(page, "house.would_go") == {
        word("house.things.opened", "en"): "1",
        word("house.things.closed", "en"): "1",
        word("house.things.codes", "en"): "2",
        word("house.things.responses", "en"): "5",
    }
    assert due.title in page
    assert "5 responses, 2 access codes" in page
    assert len(await rows_of(database, responses)) == 5


async def test_without_a_confirmation_nothing_goes(operator, database, due):
    form = [each for each in form_of((await operator.get(PATH)).text, PATH) if each[0] == "csrf"]
    response = await post(operator, PATH, form)
    assert response.status_code == 200
    assert len(await rows_of(database, responses)) == 5


async def test_a_click_does_it_and_says_what_went(operator, database, due):
    done = await run_of(operator)
    assert done.status_code == 303
    page = (await operator.get(done.headers["location"])).text
    assert numbers_in(page, "house.did")[word("house.things.responses", "en")] == "5"
    assert word("house.nothing", "en") in page
    assert await rows_of(database, responses) == []
    async with database.reading() as transaction:
        (event,) = await list_events(transaction, EVERYWHERE, event="house_kept", limit=9)
        (gone,) = await list_events(transaction, EVERYWHERE, event="responses_expired", limit=9)
    assert event.actor not in ("cli", "housekeeping")
    assert event.details == {
        "rounds": 1,
        "opened": 1,
        "closed": 1,
        "codes": 2,
        "responses": 5,
        "erased": 0,
        "ballots": 0,
        "replies": 0,
        "sessions": 0,
        "left": 0,
        "swept": True,
    }
    assert gone.actor == "housekeeping"
    again = (await operator.get(done.headers["location"])).text
    assert numbers_in(again, "house.did")[word("house.things.responses", "en")] == "5"


async def test_a_guest_round_goes_as_a_whole(operator, database):
    round_ = await past_round(database, closed_days_ago=20, erase_on=datetime.now(UTC).date() - DAY)
    await make_guest(database, round_)
    assert word("house.whole", "en") in (await operator.get(PATH)).text
    done = await run_of(operator)
    page = (await operator.get(done.headers["location"])).text
    assert numbers_in(page, "house.did")[word("house.things.erased", "en")] == "1"
    assert await rows_of(database, rounds) == []


async def test_where_nothing_is_due_there_is_no_button(operator, database):
    page = await operator.get(PATH)
    assert word("house.nothing", "en") in page.text
    assert [each for each in read(page.text).all("form") if each.attributes.get("action", "").startswith(PATH)] == []


async def test_whoever_would_wait_too_long_is_told_what_is_left(operator, database, monkeypatch):
    for _ in range(3):
        await fill(database, await past_round(database, closed_days_ago=91), 1)
    monkeypatch.setattr(house, "_RUN_SECONDS", 0.0)
    shown = (await operator.get(PATH)).text
    assert word("house.not_all", "en") in shown
    done = await run_of(operator)
    page = (await operator.get(done.headers["location"])).text
    assert "2 rounds have not been looked at" in page
    assert len(await rows_of(database, responses)) == 6
    for _ in range(2):
        done = await run_of(operator)
    assert word("house.not_all", "en") not in (await operator.get(done.headers["location"])).text
    assert await rows_of(database, responses) == []


async def test_traces_that_may_be_left_are_named_and_it_can_be_done_again(operator, database, due):
    async with database.reading() as transaction:
        await list_events(transaction, EVERYWHERE, limit=1)
        # Somebody reads all the while, so that the files cannot be swept.
        done = await run_of(operator)
    page = (await operator.get(done.headers["location"])).text
    assert word("house.traces", "en") in page
    assert form_of(page, PATH)


@pytest.mark.parametrize("run", ["x", "00000000-0000-0000-0000-000000000000", ""])
async def test_a_run_that_never_was_is_not_there(operator, run):
    assert (await operator.get(PATH, params={"run": run})).status_code == 404


async def test_no_other_event_passes_for_a_run(operator, database):
    async with database.reading() as transaction:
        (event,) = await list_events(transaction, EVERYWHERE, event="signed_in", limit=1)
    assert isinstance(event.id, uuid.UUID)
    assert (await operator.get(PATH, params={"run": str(event.id)})).status_code == 404


async def test_retention_lists_each_day_on_which_something_goes(operator, database):
    round_ = await past_round(
        database, closed_days_ago=1, retention_days=30, erase_on=(datetime.now(UTC) + 80 * DAY).date()
    )
    await make_guest(database, round_)
    await fill(database, round_, 2)
    page = read((await operator.get("/operate/keeping")).text)
    said = [[cell.text for cell in row.all("td")][-1] for row in page.all("tr") if row.all("td")]
    assert said == [word("operate.responses", "en"), word("operate.all_of_it", "en")]


async def test_retention_leads_there(operator):
    links = [each.attributes["href"] for each in read((await operator.get("/operate/keeping")).text).all("a")]
    assert PATH in links
