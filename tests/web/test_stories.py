"""The two stories of a workshop by clicks: from the sign-in to the re-check a year later, everybody at a browser."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from selfcheck_service.edge.principals import SCOPES
from tests.databases import copy_of
from tests.documents.later import SERVE_LATER
from tests.service_process import a_key, running
from tests.web import story
from tests.web.browser import PHONE, World
from tests.web.reading import word
from tests.web.respond.clicks import press

pytestmark = pytest.mark.browser

A_YEAR = 370
CITY = {"verwaltung": 9, "rat": 6, "vereine": 6, "schule": 5, "wirtschaft": 5, "eingewanderte": 3}


@pytest.fixture(scope="module")
def years(sqlite_template, tmp_path_factory):
    """The same service twice, today and a year later; before the browser, which has an event loop of its own."""
    folder = tmp_path_factory.mktemp("years")
    url = copy_of(sqlite_template, folder)
    key = asyncio.run(a_key(url, *SCOPES))
    with (
        running(url, serve=SERVE_LATER, SECONDS_LATER="0") as now,
        running(url, serve=SERVE_LATER, SECONDS_LATER=str(A_YEAR * 24 * 60 * 60)) as later,
    ):
        yield World(now.url, key, folder), World(later.url, key, folder)


@pytest.fixture(scope="module")
def desks(years, browser):
    """A facilitator's desk today and one a year later."""
    today = datetime.now(UTC).date()
    contexts = [browser.new_context(locale="de", viewport={"width": 1280, "height": 900}) for _ in years]
    story.publish(contexts[0].new_page(), years[0])
    yield [
        story.Desk(context.new_page(), world, today + timedelta(days=ahead))
        for context, world, ahead in zip(contexts, years, (0, A_YEAR), strict=True)
    ]
    for context in contexts:
        context.close()


def test_the_story_of_a_town_of_eight(desks, window):
    desk, desk_later = desks
    world = desk.world
    desk.arrive()
    desk.register("Kleinau", "municipality_in_district")
    path = hold_a_round(desk, "Ankommen in Kleinau", {"wege": 1, "nachbarn": 3}, window)
    # Of eight people there are quarters, and nothing that tells one of them from the others.
    expect(desk.page.locator("#profile")).to_contain_text("Viertel")
    desk.take_papers()
    ballot = decide_in_the_room(desk, window, path)
    assert ballot.startswith(f"{path}/ballots/")
    desk.agree(path, "wege", "Nach dem Gespräch: höher, als wir dachten.", value="30")
    desk.agree(path, "nachbarn", "Feste ja, aber nicht für alle.")
    title = desk.adopt(path, **story.whole_measure(desk.today))
    desk.page.goto(f"{world.address}{path}/measures")
    expect(desk.page.locator("#readiness ~ p").first).to_have_text(word("measures.is_ready"))
    assert title.encode() in desk.file("#reports ~ .files a[href*='.csv']")
    desk.overview(f"{path}/releases/1")
    assert desk.file("a[href*='file.xlsx']")[:2] == b"PK"

    desk_later.arrive()
    desk_later.review(path, title, "done")
    story.follow(desk_later.page, word("doors.municipalities.0"), ".site-navigation")
    story.follow(desk_later.page, "Kleinau")
    hold_a_round(desk_later, "Ankommen in Kleinau, ein Jahr danach", {"wege": 3, "nachbarn": 3})
    look_again(desk_later, path, title)


def hold_a_round(desk, title, levels, window=None):
    """Invite eight people, two of whom answer in windows as wide as a phone where there are any; close and release.

    Returns its path.
    """
    desk.open_round(title, "verwaltung", "rat")
    path = desk.path
    codes = [*desk.slips("verwaltung", 5), *desk.slips("rat", 3)]
    for scanned in (True, False) if window else ():
        phone = window("de", PHONE)
        story.answer(phone, desk.world, path, codes.pop(0 if scanned else -1), levels, scanned=scanned)
        phone.context.close()
    story.answer_all(desk.page, desk.world, path, codes, levels)
    desk.overview(path)
    expect(desk.page.locator("#participation ~ p").first).to_contain_text("8 ")
    desk.seal()
    return path


def decide_in_the_room(desk, window, path):
    """Two vote on phones while the wall counts; what most dots lie on becomes the focus. Return the ballot's path."""
    code = desk.open_ballot(8)
    ballot = desk.page.url.removeprefix(desk.world.address).removesuffix("/live")
    for _ in range(2):
        phone = window("de", PHONE)
        story.vote(phone, desk.world, code, "wege")
        phone.context.close()
    desk.close_ballot(ballot, voted=2)
    first = desk.page.locator("tbody tr").first
    expect(first).to_contain_text(story.TITLES["wege"])
    desk.take_over()
    desk.page.goto(f"{desk.world.address}{path}/workshop/focus")
    expect(desk.page.locator("[id='chosen.wege']")).to_be_checked()
    expect(desk.page.locator("[id='chosen.nachbarn']")).not_to_be_checked()
    return ballot


def look_again(desk, path, title):
    """What was aimed at is higher, and the measure is done."""
    desk.page.goto(f"{desk.world.address}{path}/recheck")
    press(desk.page, "main form.form button")
    aimed = desk.page.get_by_role("table", name="Darauf zielten Maßnahmen, und der Wert liegt jetzt höher")
    expect(aimed).to_contain_text(story.TITLES["wege"])
    expect(desk.page.locator("main")).to_contain_text(title)
    assert desk.file("a[href*='recheck.pdf']")[:5] == b"%PDF-"


def test_the_story_of_a_city(desks, window):
    desk = desks[0]
    desk.arrive()
    desk.register("Großfeld", "independent_city")
    desk.open_round("Ankommen in Großfeld", *CITY)
    path = desk.path
    for perspective, count in CITY.items():
        codes = desk.slips(perspective, count)
        if perspective == "eingewanderte":
            phone = window("de", PHONE)
            story.answer(phone, desk.world, path, codes.pop(), {"wege": 1, "nachbarn": 3}, scanned=True)
            phone.context.close()
        story.answer_all(desk.page, desk.world, path, codes, {"wege": 1, "nachbarn": 3})
    desk.overview(path)
    desk.seal()
    people = desk.page.locator("#took_part")
    # Three are too few to be shown alone: who they are shown with, and why, is said in words.
    expect(people).to_contain_text(word("results.merged"))
    expect(people).to_contain_text(story.TITLES["verwaltung"])
    desk.take_papers()
    expect(desk.page.locator("#proposals ~ h3").first).to_contain_text(story.TITLES["nachbarn"])
    ballot = decide_in_the_room(desk, window, path)
    assert ballot.startswith(f"{path}/ballots/")
    assert desk.adopt(path, **story.whole_measure(desk.today))
