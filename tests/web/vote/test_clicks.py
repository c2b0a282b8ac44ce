"""Voting in a real browser: without a script, over a line that breaks, pressed twice, and the wall of the room."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser import DESK, PHONE
from tests.web.reading import word
from tests.web.respond.clicks import press
from tests.web.vote import clicks

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("cumulating", [False, True])
def test_without_a_script(world, window, cumulating):
    page = window("de", PHONE, java_script_enabled=False)
    ballot = clicks.opened(page, world, cumulating=cumulating, dots=2)
    clicks.come_in(page, world, ballot["code"])
    if cumulating:
        page.fill("#dots-own-2", "2")
    else:
        page.check("#dots-own-2")
    press(page, "#ballot .button")
    expect(page.locator("#kept-vote")).to_contain_text("Sprachcafé")
    page.reload()
    page.go_back()
    page.go_forward()
    clicks.change(page, world, ballot, {"state": "closed"})
    page.get_by_role("link", name=word("vote.look")).click()
    row = page.get_by_role("row").nth(1)
    expect(row).to_contain_text("Sprachcafé")
    expect(row.locator("td").last).to_have_text("2" if cumulating else "1")


def test_a_code_from_a_picture_leads_in_and_out_of_the_address(world, window):
    page = window("de", PHONE)
    ballot = clicks.opened(page, world)
    page.goto(f"{world.address}/vote#{ballot['code']}")
    page.wait_for_selector("#ballot")
    assert ballot["code"] not in page.url
    assert page.get_by_role("heading", level=1).inner_text() == "Was zuerst?"


def test_over_a_line_that_breaks_it_says_so_and_tries_again(world, window):
    page = window("de", PHONE)
    clicks.asked(page, world)
    page.check("#dots-own-3")
    page.context.set_offline(True)
    page.click("#ballot .button")
    expect(page.locator("#dots-left")).to_have_text(word("vote.offline"))
    assert page.is_checked("#dots-own-3")
    page.context.set_offline(False)
    expect(page.locator("#kept-vote")).to_contain_text("Leitbild", timeout=20_000)


def test_where_the_answer_is_lost_the_vote_counts_once(world, window):
    page = window("de", PHONE)
    ballot = clicks.opened(page, world)
    clicks.come_in(page, world, ballot["code"])
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    page.route("**/vote/*", lose_the_first)
    page.check("#dots-own-1")
    page.dblclick("#ballot .button")
    expect(page.locator("#kept-vote")).to_contain_text("Lotsenstelle", timeout=20_000)
    assert lost == [303]
    clicks.change(page, world, ballot, {"state": "closed"})
    page.reload()
    expect(page.get_by_role("row").nth(1).locator("td").last).to_have_text("1")


def waiting_room(world, window):
    """Vote in a window whose time runs as the test wants; return page and ballot."""
    page = window("de", PHONE, fresh=True)
    ballot = clicks.opened(page, world)
    page.clock.install()
    clicks.come_in(page, world, ballot["code"])
    page.check("#dots-own-2")
    page.click("#ballot .button")
    page.wait_for_selector("#kept-vote")
    expect(page.locator("#waiting")).to_have_text(word("vote.asks"))
    return page, ballot


def look(page: Page, milliseconds: int = 20_000) -> None:
    """Let time pass until the page has asked again."""
    with page.expect_response(page.url):
        page.clock.run_for(milliseconds)


def test_who_has_voted_sees_the_result_without_doing_anything(world, window):
    page, ballot = waiting_room(world, window)
    look(page)
    expect(page.locator("#kept-vote")).to_have_count(1)
    clicks.change(page, world, ballot, {"state": "closed"})
    look(page)
    expect(page.locator("#ballot-over")).to_have_count(1)
    expect(page.get_by_role("table")).to_have_count(1)


def test_a_lost_line_is_said_and_the_page_asks_on(world, window):
    page, ballot = waiting_room(world, window)
    page.context.set_offline(True)
    page.clock.run_for(20_000)
    expect(page.locator("#waiting-said")).to_have_text(word("vote.asks_lost"))
    clicks.change(page, world, ballot, {"state": "closed"})
    # It does not wait for its time: the line is back.
    page.context.set_offline(False)
    expect(page.locator("#ballot-over")).to_have_count(1)


def test_who_is_changing_the_vote_is_told_and_keeps_the_page(world, window):
    page, ballot = waiting_room(world, window)
    page.get_by_text(word("vote.change"), exact=True).click()
    page.check("#dots-own-3")
    clicks.change(page, world, ballot, {"state": "closed"})
    look(page)
    expect(page.locator("#waiting-said")).to_have_text(word("vote.ready"))
    assert page.is_checked("#dots-own-3")
    page.get_by_role("link", name=word("vote.look")).click()
    expect(page.locator("#ballot-over")).to_have_count(1)


def test_a_page_that_stays_open_stops_asking_and_says_so(world, window):
    page, _ = waiting_room(world, window)
    page.clock.fast_forward(91 * 60_000)
    page.clock.run_for(200_000)
    expect(page.locator("#waiting-said")).to_have_text(word("vote.asks_stopped"))
    expect(page.locator("#waiting")).to_have_text(word("vote.kept_more"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(300_000)
    assert asked == []


def test_the_script_counts_the_dots_that_are_left(world, window):
    page = window("de", PHONE)
    clicks.asked(page, world)
    left = page.locator("#dots-left")
    expect(left).to_have_text("Noch 2 Punkte übrig.")
    page.check("#dots-own-1")
    expect(left).to_have_text("Noch 1 Punkt übrig.")
    page.check("#dots-own-2")
    expect(left).to_have_text(word("vote.left.none"))
    page.check("#dots-own-3")
    expect(left).to_contain_text("1 zu viel")
    page.click("#ballot .button")
    expect(page.locator("#ballot")).to_have_count(1)
    assert page.locator("#kept-vote").count() == 0


def test_the_wall_counts_by_itself_and_turns_to_the_result(world, window):
    wall = window("de", DESK, fresh=True)
    wall.clock.install()
    clicks.on_the_wall(wall, world)
    code = wall.locator(".room-code").inner_text()
    phone = window("de", PHONE)
    clicks.come_in(phone, world, code)
    phone.check("#dots-own-2")
    phone.click("#ballot .button")
    phone.wait_for_selector("#kept-vote")
    look(wall, 3_100)
    expect(wall.locator(".room-count")).to_contain_text("eine", ignore_case=True)
    other = wall.context.new_page()
    other.goto(wall.url.replace("/live", "/close"))
    press(other, ".confirm button")
    look(wall, 3_100)
    expect(wall.get_by_role("table")).to_have_count(1)
