"""Voting in a real browser: without a script, over a line that breaks, pressed twice, and the wall of the room."""

import pytest
from playwright.sync_api import Route, expect

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
    wall = window("de", DESK)
    clicks.on_the_wall(wall, world)
    code = wall.locator(".room-code").inner_text()
    phone = window("de", PHONE)
    clicks.come_in(phone, world, code)
    phone.check("#dots-own-2")
    phone.click("#ballot .button")
    phone.wait_for_selector("#kept-vote")
    expect(wall.locator(".room-count")).to_contain_text("eine", ignore_case=True, timeout=10_000)
    other = wall.context.new_page()
    other.goto(wall.url.replace("/live", "/close"))
    press(other, ".confirm button")
    expect(wall.get_by_role("table")).to_have_count(1, timeout=10_000)
